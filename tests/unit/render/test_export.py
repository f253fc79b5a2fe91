"""What an export does when one of its halves fails."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from tests.support.gallery import Gallery, film

from kinoloom.draft.model import Adjustments
from kinoloom.errors import SourceError
from kinoloom.render import export as module
from kinoloom.render.cache import RenderCache
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


def _stopped(watch: Watch, within_s: float) -> bool:
    end_s = time.monotonic() + within_s
    while time.monotonic() < end_s and not watch.is_cancelled:
        time.sleep(0.005)
    return watch.is_cancelled
