"""A bridge that the words ask for: which one, where over the water, and its mirror image."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.falls.masonry import stone_bridge
from kinoloom.generators.painted.settings.falls.timber import rope_bridge, wooden_bridge

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

BRIDGES = ("bridge", "wooden bridge", "rope bridge")


class Crossing(NamedTuple):
    """Where water is crossed, on the painted canvas: its middle, its row, half its width.

    `far_x_px` and `horizon_y_px` are where lines away from us meet.
    """

    x_px: float
    y_px: float
    half_px: float
    far_x_px: float
    horizon_y_px: float
    sun_x_px: float
    parallax: float


def bridge_of(spec: SceneSpec) -> str | None:
    """The bridge that is asked for."""
    return next((one.noun for one in spec.subjects if one.noun in BRIDGES), None)


def paint_bridge(
    noun: str, spec: SceneSpec, canvas: Canvas, light: Daylight, at: Crossing, *, snow: float,
    haze: float, wet: NDArray[np.float32],
) -> Layer:  # fmt: skip
    """The bridge and its image in the water; `wet` is how much of each canvas pixel is water."""
    side = float(np.clip((at.sun_x_px - at.x_px) / (0.3 * canvas.width_px), -1, 1)) or 1.0
    match noun:
        case "wooden bridge":
            picture = wooden_bridge(at.half_px, light, snow=snow, side=side, seed=spec.seed)
        case "rope bridge":
            picture = rope_bridge(at.half_px, light, snow=snow, side=side, seed=spec.seed)
        case _:
            picture = stone_bridge(
                at.half_px, at.y_px - at.horizon_y_px, at.far_x_px - at.x_px, light,
                snow=snow, side=side, seed=spec.seed,
            )  # fmt: skip
    air = min(0.9, haze * (1 + 1.4 * light.density))
    picture[..., :3] = mix(picture[..., :3], np.asarray(light.haze_rgb), air)
    high, wide = picture.shape[:2]
    top, left = round(at.y_px) - high, round(at.x_px - wide / 2)
    whole = np.zeros((2 * high, wide, 4), np.float32)
    whole[:high] = picture
    _add_image(whole, picture, _window(wet, top, left, whole.shape[:2]), canvas.unit, spec.seed)
    y0, x0 = max(0, -top), max(0, -left)
    shown = whole[y0 : canvas.paint_height_px - top, x0 : canvas.paint_width_px - left]
    return Layer(shown, at.parallax, x_px=left + x0, y_px=top + y0)


def _add_image(
    whole: NDArray[np.float32], picture: NDArray[np.float32], wet: NDArray[np.float32],
    unit: float, seed: int,
) -> None:  # fmt: skip
    """Below the line, the picture upside down: darker, broken by ripples, lost in the deep."""
    high, wide = picture.shape[:2]
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xB220])
    columns = np.arange(wide)
    wave = np.cumsum(rng.normal(0, 1.0, high))
    wave = wave - np.convolve(np.pad(wave, 8, mode="edge"), np.ones(17) / 17, "valid")
    for k in range(high):
        depth = k / high
        shift = wave[k] * (0.5 + 5.0 * depth) * unit
        source = np.clip(np.round(columns + shift), 0, wide - 1).astype(int)
        row = picture[high - 1 - k][source]
        below = whole[high + k]
        below[:, :3] = row[:, :3] * np.float32(0.72)
        below[:, 3] = row[:, 3] * wet[high + k] * np.float32(0.74 * (1 - 0.55 * depth))
    # The line where it meets the water is dark.
    rows = max(1, round(2.5 * unit))
    whole[high - rows : high, :, :3] *= np.float32(0.62)


def _window(
    wet: NDArray[np.float32], top: int, left: int, size: tuple[int, int]
) -> NDArray[np.float32]:
    """That part of the canvas, dry beyond its edges."""
    out = np.zeros(size, np.float32)
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(wet.shape[0], top + size[0]), min(wet.shape[1], left + size[1])
    if y1 > y0 and x1 > x0:
        out[y0 - top : y1 - top, x0 - left : x1 - left] = wet[y0:y1, x0:x1]
    return out
