"""A rainbow: two bows opposite the sun, the outer one reversed, the sky between them darker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, ramp, screen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import Hour, Weather

_COLOURS = (
    (0.0, "#3a2a78"), (0.16, "#4450b8"), (0.32, "#3f8fd0"), (0.47, "#4fbf86"), (0.60, "#c8d050"),
    (0.72, "#f0b445"), (0.84, "#ec6a3c"), (0.94, "#c23a3a"), (1.0, "#8a2c38"),
)  # fmt: skip
"""Across the inner bow, from its inside to its outside."""
_INNER, _OUTER = 1.0, 51.0 / 42.0
"""Radii of the bows as angles are, the inner bow's being 1."""
_WIDTHS = 0.068, 0.092
_STEPS = 256
_LAID = 0.72
"""How much of a white sky the bow covers."""
_WIDEST, _WIDEST_IN_TALL = 0.95, 0.58
"""The largest radius, in frame widths: in a tall frame both feet of it would be outside."""
_HEIGHTS: dict[Hour, float] = {
    "day": 0.34, "golden_hour": 0.06, "dawn": 0.04, "dusk": 0.02, "night": 0.3,
}  # fmt: skip
"""How far below the horizon its centre is, in radii: as far as the sun is above it."""
_STRENGTHS: dict[Weather, float] = {
    "rain": 0.80, "storm": 0.84, "cloudy": 0.76, "clear": 0.72, "wind": 0.72, "fog": 0.40,
    "snow": 0.0, "sandstorm": 0.0,
}  # fmt: skip


def add_rainbow(
    sky: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    *,
    sun_x_px: float,
    horizon_y_px: float,
) -> NDArray[np.float32]:
    """The sky with a double bow on the side away from the sun; by night there is none.

    A sky may have fewer rows than the canvas, from its top on.
    """
    strength = 0.0 if light.is_night else _STRENGTHS[light.weather]
    if strength <= 0:
        return sky
    x_px, y_px, radius_px = _place(canvas, light.time, sun_x_px, horizon_y_px)
    xx, yy = (grid[: len(sky)] for grid in canvas.grid())
    away = np.hypot(xx - x_px, yy - y_px) / np.float32(radius_px)
    # Its feet are the brightest where the shower is thick, and are lost in the lowest air.
    up = np.clip((horizon_y_px - yy) / (0.9 * radius_px), 0, 1)
    foot = 1.12 - 0.42 * up
    along = np.arctan2(xx - x_px, y_px - yy)
    patchy = 0.88 + 0.12 * np.sin(3.1 * along + 0.006 * radius_px / canvas.unit)
    shine = (foot * patchy * strength).astype(np.float32)
    inside = np.clip((_INNER - away) / 0.32, 0, 1)
    glow = np.where(away < _INNER, (1 - inside) ** 1.6, 0.0) * 0.13
    between = np.clip((away - _INNER) / 0.05, 0, 1) * np.clip((_OUTER - away) / 0.05, 0, 1)
    sky = sky * (1 - (0.10 * between * shine))[..., None].astype(np.float32)
    sky = screen(sky, (glow * shine)[..., None] * np.asarray(light.haze_rgb, np.float32))
    bright = np.clip((sky.mean(axis=2) - 0.35) / 0.45, 0, 1)
    table = ramp(_COLOURS, _STEPS)
    if light.weather == "fog":
        table = table * 0.25 + table.mean(axis=1, keepdims=True) * 0.75
    warm = np.asarray(light.glow_rgb, np.float32) ** (0.7 if light.time != "day" else 0.15)
    for radius, width, share, turned in (
        (_INNER, _WIDTHS[0], 1.0, False), (_OUTER, _WIDTHS[1], 0.34, True)
    ):  # fmt: skip
        across = (away - (radius - width / 2)) / width
        place = 1 - across if turned else across
        colour = table[np.clip(place * (_STEPS - 1), 0, _STEPS - 1).astype(np.int32)]
        soft = np.clip(1 - np.abs(across - 0.5) * 2, 0, 1)
        soft = soft * soft * (3 - 2 * soft)
        cover = np.clip(soft * 1.5, 0, 1) * share * shine
        # Light added to a light sky is not seen: there the bow's own colours lie over it.
        sky = mix(sky, colour, (_LAID * bright * cover)[..., None])
        sky = screen(sky * (1 - 0.26 * cover)[..., None], cover[..., None] * colour * warm)
    return np.clip(sky, 0, 1).astype(np.float32)


def _place(
    canvas: Canvas, time: Hour, sun_x_px: float, horizon_y_px: float
) -> tuple[float, float, float]:
    """Centre and radius of the inner bow: it fills the sky, its top in the frame."""
    below = _HEIGHTS[time]
    top_px = canvas.margin_y_px + 0.19 * canvas.height_px
    radius_px = max(0.25 * canvas.height_px, (horizon_y_px - top_px) / (1 - below))
    widest = _WIDEST_IN_TALL if canvas.is_portrait else _WIDEST
    radius_px = min(radius_px, widest * canvas.width_px)
    middle_px = canvas.paint_width_px / 2
    away = float(np.clip((middle_px - sun_x_px) / (0.3 * canvas.width_px), -1, 1))
    x_px = middle_px + away * 0.16 * canvas.width_px
    return x_px, horizon_y_px + below * radius_px, radius_px
