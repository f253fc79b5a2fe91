"""Photos as telephones take them, made into JPEGs that look the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvips
from numpy.typing import NDArray
from tests.support import heic as made

from kinoloom.errors import Cancelled, SourceError
from kinoloom.media import heic, heic_child
from kinoloom.media.examine import examine
from kinoloom.media.sniff import TYPES, sniff
from kinoloom.watch import Watch

QUARTERS = np.array([(200, 60, 50), (70, 170, 80), (60, 95, 150), (150, 140, 120)], np.uint8)
PLACES = [(16, 24), (16, 72), (48, 24), (48, 72)]


def quartered() -> NDArray[np.uint8]:
    return QUARTERS.reshape(2, 2, 3).repeat(32, 0).repeat(48, 1)


def converted(source: Path) -> NDArray[Any]:
    """The JPEG's pixels, after its facts were found as those of any upload."""
    assert sniff(source, source.name) == TYPES["heic"]
    target = source.with_suffix(".jpg")
    heic.converted(source, target, Watch())
    facts = examine(target, TYPES["jpg"])
    pixels = pyvips.Image.new_from_file(str(target)).numpy()
    assert (facts.height_px, facts.width_px) == pixels.shape[:2]
    return pixels.astype(int)


def test_plain(tmp_path: Path) -> None:
    pixels = converted(made.written(tmp_path / "p.heic", quartered()))
    assert np.abs([pixels[at] for at in PLACES] - QUARTERS.astype(int)).max() <= 4


@pytest.mark.parametrize("has_profile", [True, False])
def test_the_colours_of_a_telephone(tmp_path: Path, *, has_profile: bool) -> None:
    """Display P3, said by a profile or by its number."""
    image: Any = pyvips.Image.new_from_array(quartered()).copy(interpretation="srgb")
    wide = image.icc_transform("p3")
    profile = bytes(wide.get("icc-profile-data")) if has_profile else b""
    stored = np.ascontiguousarray(wide.numpy())
    assert np.abs(stored[PLACES[0]].astype(int) - QUARTERS[0]).max() > 10
    path = made.written(tmp_path / "p.heic", stored, profile=profile, primaries=12)
    pixels = converted(path)
    assert np.abs([pixels[at] for at in PLACES] - QUARTERS.astype(int)).max() <= 5


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_held_sideways(tmp_path: Path, turns: int) -> None:
    path = made.written(tmp_path / "p.heic", quartered(), quarter_turns=turns)
    upright = np.rot90(quartered(), turns).astype(int)
    assert np.abs(converted(path) - upright).mean() <= 3


def test_damaged_ones_are_refused(tmp_path: Path) -> None:
    whole = made.written(tmp_path / "p.heic", quartered()).read_bytes()
    for number, data in enumerate((whole[:-100], whole[:200], whole[:40] + bytes(400))):
        path = tmp_path / f"{number}.heic"
        path.write_bytes(data)
        with pytest.raises(SourceError, match="JPG"):
            heic.converted(path, tmp_path / "out.jpg", Watch())


def test_too_many_pixels_are_refused_before_they_are_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made.written(tmp_path / "p.heic", quartered())
    monkeypatch.setattr(heic_child, "MOST_PIXELS", 1000)
    assert "96 x 64" in heic_child.written(path, tmp_path / "out.jpg")["refused"]
    assert not (tmp_path / "out.jpg").exists()


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    path = made.written(tmp_path / "p.heic", quartered())
    watch = Watch()
    watch.cancel()
    with pytest.raises(Cancelled):
        heic.converted(path, tmp_path / "out.jpg", watch)
