"""The near shore: a strip of meadow or snow, its rocks, grass and reeds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, fbm_image, smoothstep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour

BLADE_COLUMNS = 8
"""x, base y, length, lean, half width, rgb."""
ROCK_COLUMNS = 5
"""middle x, base y, half width, height, seed."""


class Soil(NamedTuple):
    """Albedos of a shore, 0..1, and how much snow lies on it (0..1)."""

    grass: Colour
    dry: Colour
    gravel: Colour
    stone: Colour
    snow: float


def lit(albedo: Colour, light: Daylight, amount: float = 0.6) -> NDArray[np.float32]:
    """The albedo in the shadows' light plus that much of the direct light."""
    gain = np.asarray(light.ambient_rgb) + np.asarray(light.key_rgb) * amount
    return np.clip(np.asarray(albedo) * gain, 0, 1).astype(np.float32)


def meadow(
    canvas: Canvas,
    light: Daylight,
    soil: Soil,
    *,
    edge_y_px: NDArray[np.float32],
    horizon_y_px: float,
    snow_rgb: NDArray[np.float32],
    seed: int,
) -> NDArray[np.float32]:
    """Ground from the edge line (one y for each column) down: straight RGBA over the canvas."""
    height, width = canvas.paint_height_px, canvas.paint_width_px
    first = max(0, int(edge_y_px.min()) - 2)
    rows = height - first
    unit = canvas.unit
    broad = fbm_image(
        width, rows, scale_x_px=210 * unit, scale_y_px=46 * unit, octaves=5, seed=seed % 9973
    )
    fine = fbm_image(
        width, rows, scale_x_px=13 * unit, scale_y_px=5 * unit, octaves=3, seed=seed % 9973 + 9
    )
    yy = np.arange(first, height, dtype=np.float32)[:, None]
    inland = yy - edge_y_px[None]
    cover = np.clip(inland + 0.5, 0, 1)
    share = np.clip((broad - 0.36) * 3.4, 0, 1)[..., None]
    green = mix(lit(soil.dry, light), lit(soil.grass, light), share)
    green = green * (0.62 + 0.62 * fine + 0.25 * broad)[..., None]
    beach = np.clip(1 - inland / ((16 + 34 * broad) * unit), 0, 1)[..., None]
    gravel = lit(soil.gravel, light, 0.4) * (0.55 + 0.8 * fine)[..., None]
    ground = mix(green, gravel, np.clip(beach * 2.2, 0, 1))
    drifts = np.clip((fine * 0.5 + broad - 0.98 + 0.86 * soil.snow) * 5, 0, 1)[..., None]
    drifts = drifts * min(1.0, soil.snow * 1.3)
    powder = snow_rgb * (0.80 + 0.16 * broad + 0.10 * fine)[..., None]
    ground = mix(ground, powder, drifts * (1 - np.clip(beach * 1.6 - 0.7, 0, 0.9)))
    wet = np.exp(-np.maximum(inland, 0) / (3.5 * unit))[..., None]
    ground = ground * (1 - 0.45 * wet)
    # The ground darkens toward the viewer: it frames the picture.
    fall = np.clip((yy - horizon_y_px) / (height - horizon_y_px), 0, 1)[..., None]
    ground = ground * (1.06 - 0.5 * fall**2.2)
    out = np.zeros((height, width, 4), np.float32)
    out[first:, :, :3] = np.clip(ground, 0, 1)
    out[first:, :, 3] = cover
    return out


def grass_rows(
    roots: NDArray[np.float32],
    length_px: NDArray[np.float32],
    colours: NDArray[np.float32],
    unit: float,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """Blades for `draw_blades`, in the order they must be drawn; one colour picked for each."""
    count = len(roots)
    rows = np.empty((count, BLADE_COLUMNS), np.float32)
    rows[:, 0:2] = roots
    rows[:, 2] = length_px * rng.uniform(0.5, 1.25, count)
    rows[:, 3] = rows[:, 2] * rng.normal(0.12, 0.28, count)
    rows[:, 4] = unit * rng.uniform(0.7, 1.6, count) * np.clip(length_px / (40 * unit), 0.6, 2.2)
    picked = colours[rng.integers(0, len(colours), count)]
    rows[:, 5:8] = picked * rng.uniform(0.72, 1.2, (count, 1))
    return rows[np.argsort(rows[:, 1], kind="stable")]


def reed_rows(
    centre_x_px: float,
    base_y_px: float,
    spread_px: float,
    tall_px: float,
    colours: NDArray[np.float32],
    head_rgb: NDArray[np.float32],
    unit: float,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """A stand of reeds, some with brown heads, for `draw_blades`."""
    count = int(rng.integers(34, 60))
    roots = np.empty((count, 2), np.float32)
    roots[:, 0] = centre_x_px + rng.normal(0, spread_px, count)
    roots[:, 1] = base_y_px + rng.uniform(0, 14, count) * unit
    drop = np.exp(-(((roots[:, 0] - centre_x_px) / (1.6 * spread_px)) ** 2))
    rows = grass_rows(roots, (tall_px * (0.45 + 0.6 * drop)).astype(np.float32), colours, unit, rng)
    rows[:, 3] *= 0.5
    heads = rows[rng.random(count) < 0.26].copy()
    stalk = heads[:, 2]
    heads[:, 0] += heads[:, 3] * 0.72
    heads[:, 1] -= stalk * 0.86
    heads[:, 2] = stalk * 0.17 + 6 * unit
    heads[:, 3] *= 0.18
    heads[:, 4] = 3.4 * unit
    heads[:, 5:8] = head_rgb
    return np.concatenate([rows, heads]).astype(np.float32)


def draw_blades(premult: NDArray[np.float32], blades: NDArray[np.float32]) -> None:
    """Draw blades of grass, each thinning along its bow, onto premultiplied RGBA."""
    _draw_blades(premult, np.ascontiguousarray(blades, np.float32))


def draw_rocks(
    premult: NDArray[np.float32],
    rocks: NDArray[np.float32],
    light: Daylight,
    soil: Soil,
    *,
    key_dir: tuple[float, float, float],
    snow_rgb: NDArray[np.float32],
) -> None:
    """Draw boulders onto premultiplied RGBA; `key_dir` as in a light rig (y down)."""
    look = np.array(
        [soil.stone, light.ambient_rgb, light.key_rgb, tuple(snow_rgb), key_dir], np.float32
    )
    _draw_rocks(premult, np.ascontiguousarray(rocks, np.float32), look, float(soil.snow))


@kernel
def _draw_blades(img: NDArray[np.float32], blades: NDArray[np.float32]) -> None:
    rows, columns = img.shape[0], img.shape[1]
    for k in range(blades.shape[0]):
        x0, base, length = blades[k, 0], blades[k, 1], blades[k, 2]
        lean, half0 = blades[k, 3], blades[k, 4]
        for y in range(max(0, int(base - length)), min(rows, int(base) + 1)):
            along = (base - y) / length
            if along < 0.0 or along > 1.0:
                continue
            centre = x0 + lean * along * along
            half = half0 * (1.0 - along * along) + 0.12
            shade = 0.62 + 0.5 * along
            for x in range(int(centre - half) - 1, int(centre + half) + 2):
                if 0 <= x < columns:
                    cover = min(1.0, max(0.0, half + 0.5 - abs(x + 0.5 - centre)))
                    cover = min(cover, 2.0 * half)
                    keep = 1.0 - cover
                    for c in range(3):
                        ink = min(1.0, blades[k, 5 + c] * shade)
                        img[y, x, c] = img[y, x, c] * keep + ink * cover
                    img[y, x, 3] = img[y, x, 3] * keep + cover


@kernel
def _rock_swell(u: float, v: float, seed: int) -> float:
    """Height of a boulder's face above the picture plane, in half widths; below 0 outside."""
    rim = 0.80 + 0.46 * (fbm(u * 0.9 + 3.0, v * 0.9 + 7.0, 3, seed) - 0.5) * 2.0
    away = math.sqrt(u * u + v * v) / rim
    dome = 1.0 - away * away
    if dome <= 0.0:
        return dome
    facets = abs(fbm(u * 1.9, v * 1.9 + 2.0, 4, seed + 5) - 0.5) * 1.5
    return math.sqrt(dome) * 0.8 + facets * min(1.0, dome * 3.0)


@kernel
def _draw_rocks(
    img: NDArray[np.float32], rocks: NDArray[np.float32], look: NDArray[np.float32], snow: float
) -> None:
    rows, columns = img.shape[0], img.shape[1]
    for k in range(rocks.shape[0]):
        cx, base, wide, tall = rocks[k, 0], rocks[k, 1], rocks[k, 2], rocks[k, 3]
        seed = int(rocks[k, 4])
        for y in range(max(0, int(base - 1.4 * tall)), min(rows, int(base) + 1)):
            for x in range(max(0, int(cx - 1.4 * wide)), min(columns, int(cx + 1.4 * wide) + 1)):
                u = (x + 0.5 - cx) / wide
                v = (y + 0.5 - base) / tall
                here = _rock_swell(u, v, seed)
                cover = min(1.0, max(0.0, here * wide * 0.12))
                if cover <= 0.0:
                    continue
                step = max(0.02, 1.2 / wide)
                nx = -(_rock_swell(u + step, v, seed) - here) / step
                ny = -(_rock_swell(u, v + step, seed) - here) / step
                nx = min(3.0, max(-3.0, nx))
                ny = min(3.0, max(-3.0, ny))
                nz = 1.0 / math.sqrt(nx * nx + ny * ny + 1.0)
                nx *= nz
                ny *= nz
                facing = max(0.0, nx * look[4, 0] + ny * look[4, 1] + nz * look[4, 2])
                up = 0.5 - 0.5 * ny
                grain = 0.80 + 0.4 * fbm(x / (0.06 * wide), y / (0.06 * wide), 3, seed + 8)
                white = snow * smoothstep(0.45, 0.75, up + 0.25 * (grain - 1.0))
                wet = 1.0 - 0.42 * smoothstep(-0.16, -0.02, v)
                keep = 1.0 - cover
                for c in range(3):
                    base_colour = look[0, c] * grain * wet
                    base_colour += (look[3, c] - base_colour) * white
                    gain = look[1, c] * (0.35 + 0.65 * up) + look[2, c] * facing
                    gain += (1.0 - gain) * 0.6 * white
                    img[y, x, c] = img[y, x, c] * keep + min(1.0, base_colour * gain) * cover
                img[y, x, 3] = img[y, x, 3] * keep + cover
