"""Where a film is written and as what; the options that say more."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kinoloom.cli.main import app
from kinoloom.cli.target import film_path, format_in, moment_ms
from kinoloom.cli.wish import Wish
from kinoloom.draft.model import Draft, Metadata
from kinoloom.errors import AskError
from kinoloom.render.files.output import FORMATS, Output


@pytest.mark.parametrize("name", FORMATS)
def test_the_ending_is_the_format(name: str) -> None:
    assert format_in(Path(f"film.{name.upper()}"), None) == name
    assert Wish(Path(f"film.{name}")).settings().format == name
    assert Wish(Path("film"), format=name).path() == Path(f"film.{name}")


def test_without_an_ending_the_format_is_the_codecs_or_mp4() -> None:
    assert Wish(Path("a")).path() == Path("a.mp4")
    assert Wish(Path("a"), codec="prores").path() == Path("a.mov")
    assert Wish().path() is None
    assert film_path(Path("a.webm"), "webm") == Path("a.webm")


def test_a_folder_has_no_ending(tmp_path: Path) -> None:
    folder = tmp_path / "films.d"
    folder.mkdir()
    assert format_in(folder, None) is None
    assert film_path(folder, "mp4") == folder


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Wish(Path("film.avi")), ", ".join([*FORMATS][:-1])),
        (Wish(format="avi"), ", ".join([*FORMATS][:-1])),
        (Wish(Path("film.webm"), format="gif"), "two things"),
        (Wish(Path("film.webm"), codec="h264"), "vp9 or av1"),
        (Wish(quality="best"), "lossless"),
        (Wish(resolution="huge"), "720p"),
        (Wish(fps="fast"), "frame rate"),
        (Wish(Path("film.mp4"), at="2"), "--at"),
        (Wish(Path("film.png"), at="soon"), "moment"),
    ],
)
def test_what_does_not_exist_is_refused(given: Wish, told: str) -> None:
    with pytest.raises(AskError, match=told):
        given.settings()


@pytest.mark.parametrize(
    ("given", "ms"),
    [
        (None, 0),
        ("0", 0),
        ("2.5", 2500),
        ("2.5s", 2500),
        ("1:02.5", 62_500),
        ("1:00:00", 3_600_000),
    ],
)
def test_moments(given: str | None, ms: int) -> None:
    assert moment_ms(given) == ms


def test_a_wish_is_the_same_here_and_on_a_server() -> None:
    given = Wish(Path("f.png"), resolution="360p", at="1.5")
    assert given.settings() == Output("high", 360, None, "png", at_ms=1500)
    wire = given.on_wire().model_dump(by_alias=True, exclude_none=True)
    assert wire == {"format": "png", "quality": "high", "resolution": "360p", "atMs": 1500}
    assert Wish(muted=True).on_wire().muted
    assert Wish(muted=True).settings() == Output(muted=True)
    wire = Wish(codec="x265", gpu=True, preview=True).on_wire().model_dump(exclude_none=True)
    assert (wire["codec"], wire["hardware"], wire["preview"]) == ("hevc", True, True)


def test_a_preview_is_small() -> None:
    film = Draft(metadata=Metadata(width_px=1080, height_px=1920, fps="60"))
    output = Wish(preview=True, quality="high").settings_for(film)
    assert (output.short_side_px, output.fps, output.quality) == (540, 30, "low")
    with pytest.raises(AskError, match="preview"):
        Wish(Path("film.gif"), preview=True).settings_for(film)


def test_the_help_names_every_format_and_codec() -> None:
    told = CliRunner().invoke(app, ["export", "--help"]).output
    for name, row in FORMATS.items():
        assert f".{name}" in told
        assert all(codec in told for codec in row.codecs)
