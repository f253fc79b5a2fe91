"""Layered rock: a cliff's face with strata, cracks, wet stone, moss and grass on its ledges."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.mountains.pines import snow_colour

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour


class Stone(NamedTuple):
    """Albedos of the rock and of what grows on it; how snowy and how mossy it is (0..1)."""

    rock: Colour
    warm: Colour
    moss: Colour
    snow: float
    mossy: float


def paint_cliff(
    canvas: Canvas,
    light: Daylight,
    stone: Stone,
    *,
    top_y_px: NDArray[np.float32],
    foot_y_px: NDArray[np.float32] | float,
    sun_dir: tuple[float, float, float],
    grain_px: float,
    haze: float,
    wet_px: NDArray[np.float32],
    seed: int,
) -> NDArray[np.float32]:
    """Straight RGBA over the canvas between the two edges (one y for each column).

    `grain_px` is a layer's thickness; `wet_px` (one for each column) how near falling water is.
    """
    height, width = canvas.paint_height_px, canvas.paint_width_px
    tag = seed % 9973
    bend = fbm_image(width, height, scale_x_px=7 * grain_px, scale_y_px=4 * grain_px, octaves=4,
                     seed=tag)  # fmt: skip
    cracks = fbm_image(width, height, scale_x_px=0.8 * grain_px, scale_y_px=2.6 * grain_px,
                       octaves=5, seed=tag + 7, warp=0.5)  # fmt: skip
    fine = fbm_image(width, height, scale_x_px=0.22 * grain_px, scale_y_px=0.14 * grain_px,
                     octaves=3, seed=tag + 13)  # fmt: skip
    pillars = fbm_image(width, height, scale_x_px=3.4 * grain_px, scale_y_px=15 * grain_px,
                        octaves=4, seed=tag + 19, warp=0.25)  # fmt: skip
    yy = np.arange(height, dtype=np.float32)[:, None]
    thick = fbm_image(1, height, scale_x_px=1, scale_y_px=2.1 * grain_px, octaves=2,
                      seed=tag + 23)  # fmt: skip
    layer = yy / grain_px + 2.2 * bend + 1.3 * pillars + 1.9 * thick + 0.25 * cracks
    within = layer - np.floor(layer)
    # Each layer juts out at its top and is undercut at its foot.
    ledge = np.minimum(within / 0.22, 1) * (1 - 0.75 * within**2)
    body = np.abs(cracks - 0.5) * 2
    strong = np.clip((bend - 0.28) * 2.6, 0.15, 1)
    relief = 0.30 * strong * ledge + 0.62 * body + 0.10 * fine + 3.6 * pillars + 1.2 * bend
    relief = grain_px * relief
    relief = np.asarray(cv2.GaussianBlur(relief, (0, 0), max(0.5, 0.8 * canvas.unit)))
    slope_x = np.gradient(relief, axis=1)
    slope_y = np.gradient(relief, axis=0)
    size = np.sqrt(1 + slope_x**2 + slope_y**2)
    sx, sy, _ = sun_dir
    facing = np.clip((-slope_x * sx * 0.95 + slope_y * sy * 0.9 + 0.38) / size, 0, 1)
    up = np.clip(slope_y / size, 0, 1)
    hollow = relief - np.asarray(cv2.GaussianBlur(relief, (0, 0), 0.55 * grain_px))
    open_sky = np.clip(0.72 + 1.3 * hollow / grain_px, 0.28, 1.12)
    tone = np.clip((bend - 0.3) * 2.4 + 0.3 * (np.floor(layer) % 3 - 1), 0, 1)[..., None]
    albedo = mix(stone.rock, stone.warm, tone) * (0.72 + 0.55 * fine)[..., None]
    damp = np.clip(wet_px, 0, 1)[None, :, None]
    albedo = albedo * (1 - 0.48 * damp)
    inside = yy - top_y_px[None]
    crown = np.exp(-np.maximum(inside, 0) / (0.9 * grain_px))
    # In patches: moss on every ledge of the same rock would be a plaid.
    patch = 0.15 + 1.7 * np.clip((pillars + bend - 0.92) * 3.2, 0, 1)
    green = up * 1.1 * patch + 1.1 * crown + (pillars - 0.5) * 1.9 + (bend - 0.5) * 2.6
    green = (green + 0.7 * (fine - 0.5)) * stone.mossy
    green = np.clip((green + 0.22 * damp[..., 0] - 0.60) * 3.0, 0, 1)[..., None]
    leaf = np.asarray(stone.moss) * (0.42 + 0.85 * fine)[..., None]
    albedo = mix(albedo, leaf, green * 0.92)
    gain = np.asarray(light.ambient_rgb) * (open_sky * (0.72 + 0.28 * up))[..., None]
    gain = gain + np.asarray(light.key_rgb) * (1.05 * facing * open_sky)[..., None]
    picture = albedo * gain
    drift = up * 0.8 + 1.1 * crown + 0.5 * fine + 1.9 * (bend - 0.5) - 0.62
    white = np.clip(drift * 2.6, 0, 1)[..., None] * stone.snow
    picture = mix(picture, snow_colour(light) * (0.7 + 0.3 * open_sky)[..., None], white)
    deep = np.clip(inside / np.maximum(1, foot_y_px - top_y_px[None]), 0, 1)[..., None]
    share = haze + 0.22 * (1 - haze) * deep**3
    picture = mix(picture, np.asarray(light.haze_rgb), share)
    ragged = (fine - 0.5) * 0.30 * grain_px + (cracks - 0.5) * 0.5 * grain_px
    cover = np.clip(inside + ragged + 0.5, 0, 1) * np.clip(foot_y_px - yy + ragged + 0.5, 0, 1)
    return np.dstack([np.clip(picture, 0, 1), cover]).astype(np.float32)
