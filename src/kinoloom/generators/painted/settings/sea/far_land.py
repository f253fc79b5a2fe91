"""Land beyond the water: a headland, islands in the haze, stacks of rock in the sea."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.noise import fbm_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas

_ROCKS = ("#6d675f", "#75675a", "#5c6068")
_GREEN = {"spring": "#6f8a48", "autumn": "#8f7a42", "winter": "#c9ced3"}


class Land(NamedTuple):
    """Rock in the sea. Rows are of the painted canvas; `air` is the haze before it, 0..1.

    `crest_px` is its upper edge, a row for each column; where it is below the foot there is none.
    """

    crest_px: NDArray[np.float32]
    foot_px: float
    air: float
    green: float
    snow: float


def headland_crest(
    canvas: Canvas, horizon_px: float, side: int, rise_px: float, seed: int
) -> NDArray[np.float32]:
    """A cape that comes in from one side and breaks off in steps."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x4EA])
    width = canvas.paint_width_px
    unit = canvas.unit
    inward = np.linspace(0, 1, width, dtype=np.float32)
    if side > 0:
        inward = inward[::-1]
    reach = float(rng.uniform(0.32, 0.50)) * (1.25 if canvas.is_portrait else 1.0)
    bend = _line(width, 300 * unit, seed + 1)
    hills = _line(width, 120 * unit, seed + 6)
    fine = _line(width, 30 * unit, seed + 2)
    along = inward / reach + (bend - 0.5) * 0.5
    body = np.clip(1 - along, 0, 1)
    # A long back of hills, or a table; it falls to the sea in one cliff and a few steps.
    is_table = rng.random() < 0.35
    cliff = float(rng.uniform(0.26, 0.5)) * np.clip(body * 11 - 1.2, 0, 1)
    if is_table:
        back = np.clip(body * 3.0, 0, 1) ** 0.7 * 0.5 * (0.85 + 0.3 * bend)
    else:
        back = body**0.9 * (0.35 + 1.5 * (hills - 0.22)) * 1.15
    steps = 0.16 * np.clip(body * 26 + 4.0 * (hills - 0.5), 0, 1) * np.clip(body * 18, 0, 1)
    shape = cliff * (0.75 + 0.5 * hills) + np.maximum(0, back) + steps
    shape += (fine - 0.5) * 0.085 * np.clip(body * 6, 0, 1)
    islet = float(rng.uniform(1.08, 1.25))
    shape += 0.24 * np.exp(-(((inward / reach - islet) / 0.045) ** 2)) * (0.6 + 0.8 * fine)
    return _crest(horizon_px, np.asarray(shape * rise_px, np.float32), unit)


def islands_crest(
    canvas: Canvas, horizon_px: float, rise_px: float, seed: int, sun_x_px: float
) -> NDArray[np.float32]:
    """Far islands, none of them under the sun."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x151])
    width = canvas.paint_width_px
    unit = canvas.unit
    columns = np.arange(width, dtype=np.float32)
    fine = _line(width, 60 * unit, seed + 3)
    shape = np.zeros(width, np.float32)
    for k in range(int(rng.integers(2, 5))):
        middle = float(rng.uniform(0.04, 0.96)) * width
        wide = float(rng.uniform(110, 330)) * unit
        if abs(middle - sun_x_px) < wide * 0.9:
            continue
        tall = float(rng.uniform(0.35, 1.0)) * (0.6 if k else 1.0)
        u = (columns - middle) / wide
        lean = float(rng.uniform(-0.5, 0.5))
        hump = np.clip(1 - u * u, 0, 1) ** 1.15 * (1 + lean * u)
        peak = np.exp(-(((u - lean * 0.5) / 0.22) ** 2)) * float(rng.uniform(0.0, 0.8))
        shape = np.maximum(shape, tall * (0.55 * hump + 0.5 * peak * np.clip(hump * 3, 0, 1)))
    shape = shape * (0.72 + 0.56 * fine)
    return _crest(horizon_px, shape * rise_px, unit)


def stacks_crest(
    canvas: Canvas, foot_px: float, side: int, rise_px: float, seed: int
) -> NDArray[np.float32]:
    """Two or three towers of rock, the largest toward one side."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x57C])
    width = canvas.paint_width_px
    unit = canvas.unit
    columns = np.arange(width, dtype=np.float32)
    fine = _line(width, 20 * unit, seed + 4)
    broad = _line(width, 70 * unit, seed + 5)
    shape = np.zeros(width, np.float32)
    x = canvas.paint_width_px / 2 + side * float(rng.uniform(0.20, 0.32)) * canvas.width_px
    tall = 1.0
    for _ in range(int(rng.integers(2, 4))):
        wide = float(rng.uniform(0.32, 0.56)) * rise_px * (0.45 + 0.55 * tall)
        u = (columns - x) / wide + (broad - 0.5) * 0.5
        lean = float(rng.uniform(-0.5, 0.5))
        steep = np.where(u * lean > 0, 1.5, 3.2)
        tower = np.clip((1 - np.abs(u)) * steep, 0, 1) ** 0.75
        tower *= 1 + lean * 0.5 * u - 0.30 * np.abs(u) + 0.16 * (fine - 0.5) + 0.5 * (broad - 0.5)
        foot = 0.15 * np.exp(-((u / 1.35) ** 2)) * (0.3 + fine)
        shape = np.maximum(shape, tall * tower + foot * (np.abs(u) < 2.2))
        x += side * float(rng.uniform(0.35, 0.8)) * rise_px * (1 if rng.random() < 0.6 else -1.7)
        tall *= float(rng.uniform(0.34, 0.66))
    return _crest(foot_px, shape * rise_px, unit)


def paint_land(
    canvas: Canvas,
    light: Daylight,
    land: Land,
    *,
    sun_px: tuple[float, float],
    air_rgb: NDArray[np.float32],
    season: str | None,
    seed: int,
) -> NDArray[np.float32]:
    """The land over the canvas: straight RGBA, lit from the sun's side."""
    height, width = canvas.paint_height_px, canvas.paint_width_px
    unit = canvas.unit
    out = np.zeros((height, width, 4), np.float32)
    first = max(0, int(land.crest_px.min()) - 2)
    last = min(height, int(land.foot_px) + 2)
    if last - first < 3:
        return out
    rows = last - first
    # Rock is cut downward; its ledges run along.
    cut = fbm_image(width, rows, scale_x_px=40 * unit, scale_y_px=54 * unit, octaves=6,
                    seed=seed % 9973 + 21, warp=0.35)  # fmt: skip
    ledge = fbm_image(width, rows, scale_x_px=150 * unit, scale_y_px=13 * unit, octaves=4,
                      seed=seed % 9973 + 22, warp=0.35)  # fmt: skip
    chips = fbm_image(width, rows, scale_x_px=7 * unit, scale_y_px=10 * unit, octaves=3,
                      seed=seed % 9973 + 23)  # fmt: skip
    relief = cut + 0.30 * ledge + 0.16 * chips
    step = max(1, round(3 * unit))
    right = np.roll(relief, -step, 1) - np.roll(relief, step, 1)
    down = np.roll(relief, -step, 0) - np.roll(relief, step, 0)
    columns = np.arange(width, dtype=np.float32)[None]
    toward = np.tanh((sun_px[0] - columns) / (420 * unit))
    # Before a low sun the side we see is in the shade.
    is_low = light.time in ("dawn", "golden_hour", "dusk")
    facing = np.clip((0.10 if is_low else 0.36) - 2.6 * right * toward + 1.9 * down, 0, 1)[
        ..., None
    ]
    yy = np.arange(first, last, dtype=np.float32)[:, None]
    below = yy - land.crest_px[None]
    tall = np.maximum(1, land.foot_px - land.crest_px)[None]
    rock = rgb(_ROCKS[seed % len(_ROCKS)]) * (0.58 + 0.5 * cut + 0.28 * chips)[..., None]
    # Green lies where it is flat: on top, and on the gentler parts below.
    slope = np.abs(np.gradient(land.crest_px))[None]
    top = 1.25 - below / (0.34 * tall + 5 * unit) - 0.5 * np.minimum(1.6, slope)
    top = np.clip(top + (cut - 0.5) * 2.6 + (ledge - 0.5) * 0.8, 0, 1)
    grass = rgb(_GREEN.get(season or "", "#5d7546"))
    green = mix(grass, rgb("#8a7f58"), np.clip(ledge * 1.6 - 0.5, 0, 0.7)[..., None])
    green = green * (0.70 + 0.55 * cut)[..., None]
    stuff = mix(rock, green, (np.clip(top * 1.3, 0, 1) * land.green)[..., None])
    white = np.clip((0.62 * down * 8 + top + ledge - 0.6), 0, 1) * land.snow
    stuff = mix(stuff, (0.93, 0.95, 0.99), white[..., None])
    wet = np.clip(1 - (land.foot_px - yy) / (9 * unit), 0, 1)[..., None]
    stuff = stuff * (1 - 0.45 * wet)
    key = np.asarray(light.key_rgb, np.float32) * np.float32(0.25 + 0.75 * light.shadow)
    gain = np.asarray(light.ambient_rgb, np.float32) * np.float32(0.8) + key * facing
    # A rim of light along the crest that the sun sees.
    rim = np.exp(-np.maximum(below, 0) / (2.6 * unit))
    near = np.exp(-np.abs(columns - sun_px[0]) / (620 * unit))
    glow = (rim * near)[..., None] * np.asarray(light.glow_rgb, np.float32) * light.shadow
    picture = np.clip(stuff * gain + 0.5 * glow, 0, 1)
    deep = np.clip((land.foot_px - yy) / (70 * unit), 0, 1)[..., None]
    air = np.clip(land.air + (1 - land.air) * 0.30 * (1 - deep), 0, 1)
    out[first:last, :, :3] = mix(picture, air_rgb[None], air)
    # A steep edge is cut across columns, not rows: its softness must follow its slope.
    steep = np.sqrt(1 + np.minimum(slope, 14) ** 2)
    out[first:last, :, 3] = np.clip(below / steep + 0.5, 0, 1) * (tall > 1.5)
    out[last - 1 :, :, 3] = 0
    return out


def _line(width: int, cell_px: float, seed: int) -> NDArray[np.float32]:
    return fbm_image(
        width, 1, scale_x_px=max(1.0, cell_px), scale_y_px=1, octaves=5, seed=seed % 9973
    )[0]


def _crest(foot_px: float, rise_px: NDArray[np.float32], unit: float) -> NDArray[np.float32]:
    """The rows of an upper edge; what hardly rises is no land."""
    rise = np.where(rise_px > 1.2 * unit, rise_px, -4.0)
    return np.asarray(foot_px - rise, np.float32)
