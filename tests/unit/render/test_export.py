"""What an export does when one of its halves fails."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from tests.support import media
from tests.support.gallery import Gallery, film

from kinoloom.draft.model import Adjustments
from kinoloom.errors import SourceError
from kinoloom.media.probe import MediaInfo, probe
from kinoloom.render import export as module
from kinoloom.render.cache import RenderCache
from kinoloom.render.files.output import Output
from kinoloom.watch import Watch


def test_a_mix_that_fails_stops_the_picture_and_is_told(
    gallery: Gallery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mix(*_: object) -> None:
        raise SourceError("The voice is damaged.")

    def _key(_: object) -> str:
        return "ab" * 32

    def encode(*_: object, watch: Watch, **__: object) -> Any:
        # As long as a film takes, unless someone says stop.
        assert _stopped(watch, 5)
        watch.check()

    monkeypatch.setattr(module, "mix", mix)
    monkeypatch.setattr(module, "mix_key", _key)
    monkeypatch.setattr(module, "encode", encode)
    draft = film(gallery.video())
    with pytest.raises(SourceError, match="The voice is damaged"):
        module.export(
            draft, tmp_path / "film.mp4", asset=gallery.path, cache=RenderCache(tmp_path / "cache")
        )


def test_a_table_that_is_none_is_found_before_anything_is_drawn(
    gallery: Gallery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def encode(*_: object, **__: object) -> None:
        pytest.fail("was drawn")

    monkeypatch.setattr(module, "encode", encode)
    table = tmp_path / "look.cube"
    table.write_text("LUT_3D_SIZE 2\nnonsense\n")
    still = gallery.image(adjustments=Adjustments(look=gallery.add(table)), label="The sea")
    with pytest.raises(SourceError, match=r"t\[0\]\.sg\[0\]: The sea: .*line 2"):
        module.export(
            film(still), tmp_path / "f.mp4", asset=gallery.path, cache=RenderCache(tmp_path / "c")
        )


@pytest.mark.parametrize("format", ["mp4", "mov", "webm"])
def test_a_muted_film_has_no_sound_track_and_the_same_picture(
    gallery: Gallery, tmp_path: Path, format: str
) -> None:
    """What was drawn for the film with sound is not drawn again."""
    clip = tmp_path / "spoken.mp4"
    spoken = gallery.add(media.counted_video(clip, frames=10, fps="10", size=(160, 90)))
    draft, cache = film(gallery.video(spoken, 1000)), RenderCache(tmp_path / "cache")
    found: list[MediaInfo] = []
    for muted in (False, True):
        target = tmp_path / f"{muted}.{format}"
        output = Output(format=format, muted=muted)
        done = module.export(draft, target, asset=gallery.path, cache=cache, output=output)
        assert done.chunks_reused == (done.chunks if muted else 0)
        found.append(probe(target))
    heard, silent = found
    assert heard.has_sound
    assert not silent.has_sound
    assert (silent.width_px, silent.duration_ms) == (heard.width_px, 1000)


def _stopped(watch: Watch, within_s: float) -> bool:
    end_s = time.monotonic() + within_s
    while time.monotonic() < end_s and not watch.is_cancelled:
        time.sleep(0.005)
    return watch.is_cancelled
