"""Photos as telephones, editors and printers write them, drawn as people see them elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvips
from numpy.typing import NDArray

from kinoloom.errors import SourceError
from kinoloom.render.reading.fitting import Fit
from kinoloom.render.reading.photo import photo
from kinoloom.render.reading.readings import StillReading

SIZE = (96, 64)
QUARTERS = ((200, 60, 50), (70, 170, 80), (60, 95, 150), (150, 140, 120))
"""Left and right above, left and right below; no printer's ink is too dull for them."""


def quartered() -> Any:
    wide, tall = SIZE
    rows = np.zeros((tall, wide, 3), np.uint8)
    for number, colour in enumerate(QUARTERS):
        top, left = number // 2 * tall // 2, number % 2 * wide // 2
        rows[top : top + tall // 2, left : left + wide // 2] = colour
    return pyvips.Image.new_from_array(rows).copy(interpretation="srgb")


def shown(path: Path) -> NDArray[np.uint8]:
    """The picture the renderer has of a file, as RGB."""
    reading = StillReading(path, "the photo")
    wide, tall = reading.size
    drawn = reading.picture(0, Fit(0, 0, wide, tall, wide, tall))
    luma = 1.164384 * (drawn.y.astype(float) - 16)
    blue, red = (
        np.repeat(np.repeat(plane.astype(float) - 128, 2, 0), 2, 1) for plane in (drawn.u, drawn.v)
    )
    rgb = (luma + 1.792741 * red, luma - 0.213249 * blue - 0.532909 * red, luma + 2.112402 * blue)
    return np.stack(rgb, axis=-1).clip(0, 255).round().astype(np.uint8)


def quarters(rgb: NDArray[np.uint8]) -> NDArray[np.int64]:
    """The colours in the middle of its quarters."""
    tall, wide = rgb.shape[:2]
    places = [(y, x) for y in (tall // 4, 3 * tall // 4) for x in (wide // 4, 3 * wide // 4)]
    return np.array([rgb[place] for place in places], np.int64)


@pytest.mark.parametrize("name", ["p.jpg", "p.png", "p.webp"])
@pytest.mark.parametrize("space", ["p3", "srgb"])
def test_the_same_colours_out_of_another_space(tmp_path: Path, name: str, space: str) -> None:
    """What a telephone writes as P3 differs by tens of levels when taken for sRGB."""
    path = tmp_path / name
    quality = {} if name == "p.png" else {"Q": 97}
    quartered().icc_transform(space).write_to_file(str(path), **quality)
    assert (photo(path, "p") is None) == (space == "srgb")
    assert np.abs(quarters(shown(path)) - QUARTERS).max() <= 6


def test_sixteen_bits_and_alpha_of_another_space(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    deep = quartered().icc_transform("p3", depth=16)
    deep.bandjoin(32768).write_to_file(str(path), bitdepth=16)
    frame = photo(path, "p")
    assert frame is not None
    pixels = frame.to_ndarray()
    assert frame.format.name == "rgba"
    assert np.abs(quarters(np.asarray(pixels[..., :3], np.uint8)) - QUARTERS).max() <= 4
    assert set(np.unique(pixels[..., 3])) <= {127, 128}


@pytest.mark.parametrize("keeps_profile", [True, False])
def test_printers_colours(tmp_path: Path, *, keeps_profile: bool) -> None:
    path = tmp_path / "print.jpg"
    kept = "all" if keeps_profile else "none"
    quartered().icc_transform("cmyk").write_to_file(str(path), Q=97, keep=kept)
    assert np.abs(quarters(shown(path)) - QUARTERS).max() <= 16


def test_grey_with_a_profile_of_colours(tmp_path: Path) -> None:
    """It does not fit; the picture is shown as if it had none."""
    path = tmp_path / "grey.png"
    profile = quartered().icc_transform("p3").get("icc-profile-data")
    grey = quartered().colourspace("b-w").copy()
    grey.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    grey.write_to_file(str(path))
    seen = quarters(shown(path))
    assert np.ptp(seen, axis=1).max() <= 2
    assert np.abs(seen[:, 0] - quarters(np.dstack([grey.numpy()] * 3))[:, 0]).max() <= 3


UPRIGHT: Mapping[int, tuple[bool, int]] = {
    1: (False, 0),
    2: (True, 0),
    3: (False, 2),
    4: (True, 2),
    5: (True, 1),
    6: (False, 3),
    7: (True, 3),
    8: (False, 1),
}
"""By EXIF's orientation: whether the stored rows are mirrored left to right, and how often they are
then turned counter-clockwise, to see them upright."""


@pytest.mark.parametrize("orientation", UPRIGHT)
def test_turned_and_mirrored(tmp_path: Path, orientation: int) -> None:
    path = tmp_path / "turned.jpg"
    stored = quartered().copy()
    stored.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    stored.write_to_file(str(path), Q=97, subsample_mode="off")
    is_mirrored, turns = UPRIGHT[orientation]
    rows = quartered().numpy()
    wanted = quarters(np.rot90(np.fliplr(rows) if is_mirrored else rows, turns))
    assert np.abs(quarters(shown(path)) - wanted).max() <= 6


def test_a_damaged_one_is_an_error_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "cut.png"
    quartered().icc_transform("p3").write_to_file(str(path))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(SourceError, match="the beach"):
        photo(path, "the beach")
