"""Rock at the viewer's feet: a shelf to stand on, boulders at the corners, stacks in the sea."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.mountains.shore import Soil, draw_rocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.sea.place import Place
    from kinoloom.generators.painted.spec import SceneSpec

FEET_SHARE, EDGE_SHARE = 0.925, 0.845
"""Rows of the frame: where people stand on a shelf, and where it ends."""
CORNER_PARALLAX = 1.22
_STONES = ("#5b5651", "#4e5056", "#665a4e")


def shelf_layer(spec: SceneSpec, canvas: Canvas, place: Place, light: Daylight) -> Layer:
    """A shelf of wet rock across the frame's lower edge."""
    unit, width = canvas.unit, canvas.paint_width_px
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x1ED])
    edge = canvas.margin_y_px + EDGE_SHARE * canvas.height_px
    seed = spec.seed % 9973
    line = fbm_image(width, 1, scale_x_px=240 * unit, scale_y_px=1, octaves=6, seed=seed + 71)[0]
    across = np.linspace(-1, 1, width, dtype=np.float32)
    top = edge + (line - 0.5) * 100 * unit - 24 * unit * across * place.land_side
    first = max(0, int(top.min()) - 2)
    rows = canvas.paint_height_px - first
    yy = np.arange(first, canvas.paint_height_px, dtype=np.float32)[:, None]
    inward = yy - top[None]
    broad = fbm_image(width, rows, scale_x_px=230 * unit, scale_y_px=46 * unit, octaves=5,
                      seed=seed + 72, warp=0.6)  # fmt: skip
    cracks = fbm_image(width, rows, scale_x_px=120 * unit, scale_y_px=20 * unit, octaves=5,
                       seed=seed + 73, warp=0.7)  # fmt: skip
    fine = fbm_image(width, rows, scale_x_px=15 * unit, scale_y_px=5 * unit, octaves=3,
                     seed=seed + 74)  # fmt: skip
    relief = broad + 0.5 * np.abs(cracks - 0.5) * 2 + 0.22 * fine
    step = max(1, round(2 * unit))
    right = np.roll(relief, -step, 1) - np.roll(relief, step, 1)
    down = np.roll(relief, -step, 0) - np.roll(relief, step, 0)
    x, _y, _ = place.light_dir
    facing = np.clip(0.62 - 4.2 * right * np.sign(x) * 0.8 + 2.0 * down, 0.05, 1.5)[..., None]
    stone = rgb(_STONES[int(rng.integers(len(_STONES)))])
    albedo = stone * (0.72 + 0.46 * broad + 0.22 * fine)[..., None]
    gap = np.clip(1 - np.abs(cracks - 0.5) * 22, 0, 1)[..., None]
    albedo = albedo * (1 - 0.55 * gap)
    snow = 1.0 if spec.season == "winter" or spec.weather == "snow" else 0.0
    white = np.clip((broad + 0.4 * fine - 0.55) * 6 + 0.4, 0, 1) * snow
    albedo = mix(albedo, (0.93, 0.95, 0.99), white[..., None])
    key = np.asarray(light.key_rgb, np.float32) * np.float32(0.30 + 0.45 * light.shadow)
    gain = np.asarray(light.ambient_rgb, np.float32) * np.float32(0.70) + key * facing * 0.62
    picture = albedo * gain
    # Pools and wet stone show the sky.
    wet = np.clip(1 - inward / (70 * unit), 0, 1) * 0.7 + np.clip((0.38 - broad) * 7, 0, 1)
    sheen = (np.clip(wet, 0, 1) * (1 - white) * 0.30)[..., None]
    picture = mix(picture * (1 - 0.8 * sheen), light.haze_rgb, sheen * 0.8)
    lip = np.exp(-np.maximum(0, inward) / (5 * unit))[..., None]
    picture = mix(picture, light.glow_rgb, lip * 0.22 * light.shadow)
    fall = np.clip((yy - edge) / (canvas.paint_height_px - edge), 0, 1)[..., None]
    picture = picture * (1.0 - 0.5 * fall**1.5)
    out = np.zeros((rows, width, 4), np.float32)
    out[..., :3] = np.clip(picture, 0, 1)
    out[..., 3] = np.clip(inward + 0.5, 0, 1)
    return Layer(out, 1.0, y_px=first, shear=place.outlook.ground)


def corner_layer(
    spec: SceneSpec, canvas: Canvas, place: Place, light: Daylight, *, side: int, sand: bool
) -> Layer | None:
    """Dark boulders that come in from a lower corner."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xC04])
    unit = canvas.unit
    premult = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
    bottom = canvas.margin_y_px + canvas.height_px
    rocks: list[tuple[float, float, float, float, float]] = []
    calm = 0.72 if spec.subjects else 1.0
    for k in range(7):
        inward = 0.008 + 0.052 * k * float(rng.uniform(0.7, 1.3))
        size = float(rng.uniform(120, 215)) * unit * calm * (1 - 0.11 * k)
        x = canvas.margin_x_px + inward * canvas.width_px
        if side > 0:
            x = canvas.paint_width_px - x
        base = bottom + (44 - 3 * k) * unit + float(rng.uniform(0, 26)) * unit
        rocks.append((x, base, size * 1.3, size * float(rng.uniform(0.8, 1.15)),
                      float(rng.integers(0, 1 << 16))))  # fmt: skip
    order = np.argsort([-row[3] for row in rocks])
    x, y, _ = place.light_dir
    snow = 0.8 if spec.season == "winter" or spec.weather == "snow" else 0.0
    stone = rgb(_STONES[spec.seed % 3]) * np.float32(1.15 if sand else 0.70)
    soil = Soil((0, 0, 0), (0, 0, 0), (0, 0, 0), _triple(stone), snow)
    draw_rocks(
        premult, np.array(rocks, np.float32)[order], light, soil,
        key_dir=(0.85 * x, -0.8 * y, 0.30),
        snow_rgb=np.clip(np.asarray(light.ambient_rgb, np.float32) * 0.9
                         + np.asarray(light.key_rgb, np.float32) * 0.4, 0, 1).astype(np.float32),
    )  # fmt: skip
    premult[..., :3] /= np.maximum(premult[..., 3:], 1e-3)
    layer = Layer(premult, CORNER_PARALLAX)
    return None if layer.is_empty else layer


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
