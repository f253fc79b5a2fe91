"""Dark rocks out of focus in a lower corner: they give a desert shot its foreground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.desert.light import Sand
    from kinoloom.generators.painted.settings.desert.place import Place


def corner_rocks(
    canvas: Canvas, place: Place, light: Daylight, sand: Sand, *, veil: float, seed: int
) -> Layer:
    """The layer nearest to the lens, empty where the place has no such rocks.

    `veil` 0..1 is the air in front of it.
    """
    unit, width_px = canvas.unit, canvas.paint_width_px
    rise = _outline(canvas, place.frame_rocks, seed)
    rows_px = int(rise.max() + 12 * unit) + 1
    top = rows_px - rise
    below = np.arange(rows_px, dtype=np.float32)[:, None] - top[None, :]
    cover = np.clip(below + 0.5, 0, 1) * (rise > 0)[None, :]
    grain = fbm_image(
        width_px, rows_px, scale_x_px=70 * unit, scale_y_px=52 * unit, octaves=4, seed=seed + 33
    )
    shift = (max(1, round(5 * unit)), -round(8 * unit * place.sun_side))
    lit = np.clip((grain - np.roll(grain, shift, (0, 1))) * 6 + 0.2, 0, 1)
    lit = lit * np.exp(-np.maximum(below, 0) / (230 * unit))
    stone = rgb(sand.sand) * np.array(sand.rock, np.float32)
    dark = stone * np.array(light.ambient_rgb, np.float32) * np.float32(0.42)
    bright = stone * np.array(light.key_rgb, np.float32) * np.float32(0.75 * light.shadow + 0.05)
    rim = np.exp(-np.maximum(below, 0) / (5 * unit)) * 0.5 * light.shadow
    colour = mix(dark, bright, np.clip(lit * 0.8 + rim, 0, 1)[..., None])
    colour = mix(colour, light.haze_rgb, veil)
    sheet = np.dstack([colour * cover[..., None], cover]).astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(sheet, (0, 0), max(0.6, 3.0 * unit)), np.float32)
    soft[..., :3] /= np.maximum(soft[..., 3:], 1e-3)
    soft[..., 3][soft[..., 3] < 0.004] = 0
    return Layer(soft, 1.6, y_px=canvas.paint_height_px - rows_px)


def _outline(canvas: Canvas, heights: tuple[float, float], seed: int) -> NDArray[np.float32]:
    """How far the rocks rise above the canvas's lower edge, per column; 0 where there are none."""
    rng = np.random.default_rng([seed, 0xC0C])
    unit, width_px = canvas.unit, canvas.paint_width_px
    x = np.arange(width_px, dtype=np.float32)
    reach_px = 0.30 * canvas.width_px + canvas.margin_x_px
    noise = fbm_image(width_px, 1, scale_x_px=60 * unit, scale_y_px=60, octaves=5, seed=seed)[0]
    rise = np.zeros(width_px, np.float32)
    for height, inward in zip(heights, (x, width_px - 1 - x), strict=True):
        if height <= 0:
            continue
        # A broken line of a few blocks, lower toward the middle of the frame.
        corners = np.sort(np.concatenate([[0.0, 1.0], rng.random(6)]))
        tops = (1 - corners) ** 1.2 * rng.uniform(0.72, 1.15, len(corners))
        tops[-1] = 0.0
        block = np.interp(inward / reach_px, corners, tops, right=0.0)
        lifted = block * height * canvas.height_px + np.minimum(1, block * 8) * canvas.margin_y_px
        rise += np.where(block > 0, lifted * (0.82 + 0.36 * noise), 0).astype(np.float32)
    return rise
