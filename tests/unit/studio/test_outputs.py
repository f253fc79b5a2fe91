"""What people say of a file, as settings; what it is called, and what is said of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from kinoloom.render.export import Exported
from kinoloom.render.files.output import FORMATS, Output
from kinoloom.studio.delivery import facts_of, measures
from kinoloom.studio.naming import file_name, free_name, linked
from kinoloom.studio.outputs import OutputRefused, output_of, spoken_size
from kinoloom.studio.renders import output_as_json, output_from_json


@pytest.mark.parametrize(
    ("resolution", "side"),
    [
        (None, None),
        ("720", 720),
        ("1080p", 1080),
        ("4K", 2160),
        ("2160p", 2160),
        ("1280x720", 720),
        ("1080x1920", 1080),
        ("1920 × 1080", 1080),
        ("360p", 360),
        ("144", 144),
        ("", None),
    ],
)
def test_resolutions(resolution: str | None, side: int | None) -> None:
    assert output_of(resolution=resolution).short_side_px == side


@pytest.mark.parametrize("resolution", ["tiny", "12", "99999", "720q", "x720", "8k", "143", "4320"])
def test_no_such_resolution(resolution: str) -> None:
    with pytest.raises(OutputRefused):
        output_of(resolution=resolution)


@pytest.mark.parametrize(
    ("fps", "rate"),
    [
        ("30000/1001", Fraction(30000, 1001)),
        ("29.97", Fraction(30000, 1001)),
        ("23.976", Fraction(24000, 1001)),
        ("59.94 fps", Fraction(60000, 1001)),
        ("12.5", Fraction(25, 2)),
        ("10", Fraction(10)),
        ("60fps", Fraction(60)),
        ("30", Fraction(30)),
        (None, None),
    ],
)
def test_rates(fps: str | None, rate: Fraction | None) -> None:
    assert output_of(fps=fps).fps == rate


@pytest.mark.parametrize("fps", ["0", "-1", "1/0", "fast", "1000", "1e99999999", "nan"])
def test_no_such_rate(fps: str) -> None:
    with pytest.raises(OutputRefused, match="frame rate"):
        output_of(fps=fps)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(name: str) -> None:
    assert output_of(name.upper()) == Output(format=name)
    for codec in FORMATS[name].codecs:
        assert output_of(name, codec=codec).codec == codec


def test_a_codec_has_its_own_format_and_other_names() -> None:
    assert output_of(codec="ProRes").format == "mov"
    assert output_of(codec="vp9").format == "webm"
    assert output_of(codec="av1").format == "mp4"
    assert output_of(codec="H.265") == Output(format="mp4", codec="hevc")
    assert output_of("mov", "lossless", codec="x264").quality == "lossless"


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"format": "avi"}, ", ".join([*FORMATS][:-1])),
        ({"quality": "best"}, "low, medium, high or lossless"),
        (
            {"format": "mp4", "codec": "prores"},
            "h264, hevc or av1, not prores; prores goes into mov",
        ),
        ({"format": "webm", "codec": "theora"}, "vp9 or av1, not theora"),
        ({"format": "gif", "codec": "h264"}, "no codec"),
        ({"codec": "h264_nvenc"}, "h264, hevc or av1"),
        ({"format": "mp3", "muted": True}, "such as an mp4"),
    ],
)
def test_a_refusal_names_what_there_is(wish: dict[str, object], told: str) -> None:
    with pytest.raises(OutputRefused, match=told):
        output_of(**wish)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "output",
    [
        Output(),
        Output("low", 720, Fraction(30000, 1001)),
        Output("lossless", None, None, "webm", "av1", hardware=True),
        Output(format="png", at_ms=1500),
        Output(muted=True),
    ],
)
def test_settings_survive_being_stored(output: Output) -> None:
    assert output_from_json(output_as_json(output)) == output


def test_what_was_stored_before_still_reads_and_is_the_same_request() -> None:
    stored = {"quality": "low", "short_side_px": 720, "fps": "25"}
    assert output_from_json(stored) == Output("low", 720, Fraction(25))
    assert output_as_json(output_from_json(stored)) == stored


def test_a_file_is_called_what_it_is(tmp_path: Path) -> None:
    assert file_name("My Film!", "gif") == "my-film.gif"
    assert free_name(tmp_path, "", "webm") == tmp_path / "film.webm"
    (tmp_path / "film.webm").touch()
    assert free_name(tmp_path, "", "webm") == tmp_path / "film-2.webm"
    assert free_name(tmp_path, "", "mp4") == tmp_path / "film.mp4"
    for name, row in FORMATS.items():
        file = linked("a" * 64, "夜 City", name)
        assert (file.name, file.mime) == (f"夜-city.{name}", row.mime)


@pytest.mark.parametrize(
    ("format", "told"),
    [
        ("mp4", ("2 s", "640x360", "1.5 MB")),
        ("gif", ("2 s", "640x360", "1.5 MB")),
        ("mp3", ("2 s", "1.5 MB")),
        ("png", ("640x360", "1.5 MB")),
    ],
)
def test_only_the_measures_a_file_has_are_said(format: str, told: tuple[str, ...]) -> None:
    done = Exported(Path("x"), 2.0, 640, 360, 1_500_000, 1, 1, 0, 0)
    assert measures(facts_of(done, Output(format=format))) == told


@pytest.mark.parametrize(
    ("size", "told"), [(12, "1 kB"), (4000, "4 kB"), (99_999, "100 kB"), (1_440_000, "1.4 MB")]
)
def test_sizes(size: int, told: str) -> None:
    assert spoken_size(size) == told
