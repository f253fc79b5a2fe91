"""Conifers: single trees drawn tier by tier, and forest bands of many with air between them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, fbm_image, hash01, smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas

TREE_COLUMNS = 15
"""x, base y, height, half width share, seed, droop, tiers, snow, thinness, dark rgb, lit rgb."""


class Woods(NamedTuple):
    """What grows: albedos (n x 3) to draw from, how snowy (0..1), how thin the crowns (0..1)."""

    albedo: NDArray[np.float32]
    snow: float
    thinness: float


class Band(NamedTuple):
    """A forest band: its ground line and trees in pixels of the canvas, and its air (0..1).

    The ground rises by `rise_px` toward the side (-1 left, 1 right), and the trees grow with it.
    """

    base_y_px: float
    roll_px: float
    trees: int
    least_px: float
    most_px: float
    haze: float
    mist: float
    rise_px: float = 0.0
    rise_side: int = 1


def tree_rows(
    places: NDArray[np.float32],
    heights_px: NDArray[np.float32],
    woods: Woods,
    light: Daylight,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """Trees for `draw_trees` at the places (n x 2: x and base y), varied in form and colour."""
    count = len(places)
    rows = np.empty((count, TREE_COLUMNS), np.float32)
    rows[:, 0:2] = places
    rows[:, 2] = heights_px
    rows[:, 3] = rng.uniform(0.20, 0.37, count)
    rows[:, 4] = rng.integers(0, 1 << 16, count)
    rows[:, 5] = rng.uniform(0.3, 0.9, count)
    rows[:, 6] = rng.uniform(8, 15, count)
    rows[:, 7] = woods.snow * rng.uniform(0.75, 1.1, count)
    rows[:, 8] = np.clip(woods.thinness + rng.normal(0, 0.08, count), 0, 1)
    albedo = woods.albedo[rng.integers(0, len(woods.albedo), count)]
    albedo = albedo * rng.uniform(0.82, 1.16, (count, 1))
    ambient = np.asarray(light.ambient_rgb)
    key = np.asarray(light.key_rgb)
    rows[:, 9:12] = albedo * ambient * 0.72
    rows[:, 12:15] = albedo * (ambient * 0.95 + key * 0.85)
    return rows


def draw_trees(
    premult: NDArray[np.float32],
    trees: NDArray[np.float32],
    *,
    sun_x_px: float,
    snow_rgb: NDArray[np.float32],
) -> None:
    """Draw the trees onto premultiplied RGBA, in their order, lit from the sun's side."""
    _draw_trees(premult, trees, float(sun_x_px), np.asarray(snow_rgb, np.float32))


def forest_band(
    canvas: Canvas,
    light: Daylight,
    woods: Woods,
    band: Band,
    *,
    sun_x_px: float,
    seed: int,
) -> NDArray[np.float32]:
    """A band of forest on rolling ground, straight RGBA over the canvas down to its base."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xF0])
    width, height = canvas.paint_width_px, math.ceil(band.base_y_px) + 2
    unit = canvas.unit
    line = fbm_image(
        width, 1, scale_x_px=430 * unit, scale_y_px=1, octaves=4, seed=seed % 9973
    )[0]  # fmt: skip
    across = np.linspace(-1, 1, width, dtype=np.float32) * band.rise_side
    slope = np.clip((across - 0.15) / 0.85, 0, 1) ** 1.3
    top = band.base_y_px - band.roll_px * np.clip(line * 1.5 - 0.2, 0.06, 1.2)
    top -= band.rise_px * slope * (0.55 + 0.9 * line)
    yy = np.arange(height, dtype=np.float32)[:, None]
    ground = np.clip(yy - top[None] + 0.5, 0, 1)
    gain = np.asarray(light.ambient_rgb) * 0.62 + np.asarray(light.key_rgb) * 0.16
    floor = woods.albedo.mean(axis=0) * gain
    snow_rgb = snow_colour(light)
    floor = mix(floor, snow_rgb, woods.snow * 0.55)
    premult = np.zeros((height, width, 4), np.float32)
    premult[..., :3] = floor * ground[..., None]
    premult[..., 3] = ground
    # Trees stand in clumps: thin where the noise is low, and shorter there.
    clump = fbm_image(
        width, 1, scale_x_px=170 * unit, scale_y_px=1, octaves=3, seed=seed % 9973 + 40
    )[0]  # fmt: skip
    xs = rng.random(band.trees * 2) * (width - 1)
    keep = rng.random(len(xs)) < 0.25 + 1.2 * np.clip((clump[xs.astype(int)] - 0.25) * 2, 0, 1)
    xs = xs[keep][: band.trees]
    places = np.empty((len(xs), 2), np.float32)
    places[:, 0] = xs
    sink = rng.random(len(xs)) ** 1.5
    here = top[xs.astype(int)]
    places[:, 1] = here + 2 * unit + sink * np.maximum(0, band.base_y_px - here) * 0.9
    tall = band.least_px + (band.most_px - band.least_px) * rng.random(len(xs)) ** 1.7
    tall *= 0.7 + 0.6 * np.clip(clump[xs.astype(int)], 0, 1)
    if band.rise_px > 0:
        tall *= 1 + 0.9 * slope[xs.astype(int)]
    order = np.argsort(places[:, 1], kind="stable")
    rows = tree_rows(places[order], tall[order].astype(np.float32), woods, light, rng)
    draw_trees(premult, rows, sun_x_px=sun_x_px, snow_rgb=snow_rgb)
    return _with_air(premult, canvas, light, band, top, sun_x_px)


def snow_colour(light: Daylight) -> NDArray[np.float32]:
    """Fresh snow in this light."""
    lit = np.asarray(light.ambient_rgb) * 0.95 + np.asarray(light.key_rgb) * 0.5
    return np.clip(lit, 0, 0.98).astype(np.float32)


def _with_air(
    premult: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    band: Band,
    top: NDArray[np.float32],
    sun_x_px: float,
) -> NDArray[np.float32]:
    """Haze over all of the band, and mist that pools at its feet."""
    height, width = premult.shape[:2]
    alpha = premult[..., 3:4]
    colour = premult[..., :3] / np.maximum(alpha, 1e-3)
    xx = np.arange(width, dtype=np.float32)[None, :]
    yy = np.arange(height, dtype=np.float32)[:, None]
    toward = np.exp(-np.abs(xx - sun_x_px) / (620 * canvas.unit)) * (1 - 0.7 * light.cover)
    air = mix(light.haze_rgb, light.haze_sun_rgb, toward[..., None])
    start = top[None] - band.most_px * 0.75
    pool = np.clip((yy - start) / (band.base_y_px - start + band.most_px * 0.3), 0, 1) ** 1.4
    share = band.haze + (1 - band.haze) * band.mist * pool
    return np.concatenate([mix(colour, air, share[..., None]), alpha], axis=-1)


@kernel
def _draw_trees(
    img: NDArray[np.float32],
    trees: NDArray[np.float32],
    sun_x: float,
    snow_rgb: NDArray[np.float32],
) -> None:
    rows, columns = img.shape[0], img.shape[1]
    for k in range(trees.shape[0]):
        cx = float(trees[k, 0])
        base = float(trees[k, 1])
        tall = float(trees[k, 2])
        seed = int(trees[k, 4])
        droop, tiers = float(trees[k, 5]), float(trees[k, 6])
        snow, thin = float(trees[k, 7]), float(trees[k, 8])
        widest = tall * float(trees[k, 3])
        side = 1.0 if sun_x > cx else -1.0
        lean = (hash01(seed, 3, 11) - 0.5) * 0.05
        grain = max(1.2, tall / 110.0)
        octaves = 1 if tall < 150.0 else 3
        for y in range(max(0, int(base - tall)), min(rows, int(base) + 1)):
            v = (y + 0.5 - (base - tall)) / tall
            axis = cx + lean * (base - y)
            trunk = 0.35 + tall * 0.011 * v
            for x in range(
                max(0, int(axis - widest * 1.3) - 1), min(columns, int(axis + widest * 1.3) + 2)
            ):
                e = x + 0.5 - axis
                reach = abs(e)
                hand = 1 if e > 0 else 0
                # Boughs hang: the outer a needle, the higher the whorl it grows from.
                fringe = fbm(x / grain + 31.0 * (seed & 255), y / grain, octaves, 13)
                bend = 1.0 - 0.4 * min(1.0, reach / widest)
                u = v - droop * bend * reach / tall - 0.012 + 0.022 * (fringe - 0.5)
                cover = 0.0
                lit = 0.3
                white = 0.0
                if u > 0.0 and v < 0.95:
                    level = u**0.82 * tiers + 0.35 * hash01(seed, hand, 5)
                    tier = math.floor(level)
                    f = level - tier
                    bough = 0.62 + 0.6 * hash01(seed + tier, hand, 7)
                    half = widest * (u**0.86) * (0.36 + 0.64 * f) * bough + 0.4
                    # Ragged along the boughs, so that no twig floats beside its tree.
                    twig = u * tall / grain
                    rough = value_noise(twig, 9.0 * hand + seed, 13)
                    rough = 0.6 * rough + 0.4 * value_noise(twig * 2.7, 5.0 * hand + seed, 17)
                    half *= 0.62 + 0.66 * rough
                    cover = min(1.0, max(0.0, half - reach + 0.5))
                    inner = 1.0 - min(1.0, reach / (half + 0.1))
                    if thin > 0.0:
                        gap = smoothstep(0.30, 0.62, fringe + 0.5 * inner - 0.75 * thin + 0.18)
                        cover *= gap
                    lit = smoothstep(-0.5, 0.95, side * e / (half + 0.1))
                    lit = lit * (0.35 + 0.65 * f) * (0.55 + 0.9 * fringe)
                    if snow > 0.0:
                        white = smoothstep(
                            0.30, 0.75, f * 0.55 + 0.55 * fringe + 0.25 * (1.0 - inner)
                        )
                        white = min(0.94, white * snow * min(1.15, 0.55 + tall / 260.0))
                if reach < trunk and v > 0.02:
                    stem = min(1.0, max(0.0, trunk - reach + 0.5))
                    if stem > cover:
                        cover = stem
                        lit = 0.25 + 0.3 * (e * side > 0.0)
                        white = 0.0
                if cover <= 0.003:
                    continue
                keep = 1.0 - cover
                lit = min(1.0, lit)
                for c in range(3):
                    dark = trees[k, 9 + c]
                    value = dark + (trees[k, 12 + c] - dark) * lit
                    value += (snow_rgb[c] * (0.62 + 0.38 * lit) - value) * white
                    img[y, x, c] = img[y, x, c] * keep + min(1.0, value) * cover
                img[y, x, 3] = img[y, x, 3] * keep + cover
