"""Broad-leaved trees: round crowns of many lobes, leafy at the edge, lit from one side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.light import Vector

TREE_COLUMNS = 15
"""x, base y, height, half width, seed, lobes, bare trunk share, snow, thinness, dark, lit rgb."""


class Grove(NamedTuple):
    """What grows: leaf albedos (n x 3), how snowy (0..1), how thin the crowns (0..1).

    `tall` is 0 for round crowns and 1 for slender ones (poplars).
    """

    albedo: NDArray[np.float32]
    snow: float = 0.0
    thinness: float = 0.0
    tall: float = 0.0


def tree_rows(
    places: NDArray[np.float64],
    heights_px: NDArray[np.float64],
    grove: Grove,
    light: Daylight,
    rng: np.random.Generator,
    *,
    air_rgb: NDArray[np.float32] | None = None,
    air: NDArray[np.float64] | float = 0.0,
) -> NDArray[np.float32]:
    """Trees for `draw_trees` at places (n x 2: x and base y); `air` 0..1 hides the far ones."""
    count = len(places)
    rows = np.empty((count, TREE_COLUMNS), np.float32)
    rows[:, 0:2] = places
    rows[:, 2] = heights_px
    slender = 0.62 - 0.44 * grove.tall
    rows[:, 3] = heights_px * rng.uniform(0.62, 1.0, count) * slender
    rows[:, 4] = rng.integers(0, 1 << 16, count)
    rows[:, 5] = np.clip(5 + np.asarray(heights_px) / 16, 5, 26)
    rows[:, 6] = rng.uniform(0.05, 0.22, count) * (1 - 0.6 * grove.tall)
    rows[:, 7] = grove.snow
    rows[:, 8] = np.clip(grove.thinness + rng.normal(0, 0.05, count), 0, 0.9)
    albedo = grove.albedo[rng.integers(0, len(grove.albedo), count)]
    albedo = albedo * rng.uniform(0.84, 1.16, (count, 1))
    ambient, key = np.asarray(light.ambient_rgb), np.asarray(light.key_rgb)
    dark = albedo * ambient * 0.58
    bright = albedo * (ambient * 0.95 + key * (0.35 + 0.65 * light.shadow))
    if air_rgb is not None:
        share = np.broadcast_to(np.asarray(air, np.float32), count)[:, None]
        dark, bright = mix(dark, air_rgb, share), mix(bright, air_rgb, share)
    rows[:, 9:12], rows[:, 12:15] = dark, bright
    return rows


def draw_trees(
    premult: NDArray[np.float32],
    trees: NDArray[np.float32],
    *,
    key_dir: Vector,
    snow_rgb: NDArray[np.float32],
    bark: str = "#4a3b30",
) -> None:
    """Draw trees onto premultiplied RGBA in their order; `key_dir` as in a rig (y down)."""
    _draw_trees(
        premult, np.ascontiguousarray(trees, np.float32), np.array(key_dir, np.float64),
        np.asarray(snow_rgb, np.float32), rgb(bark),
    )  # fmt: skip


@scratch_kernel
def _draw_trees(
    img: NDArray[np.float32],
    trees: NDArray[np.float32],
    key: NDArray[np.float64],
    snow_rgb: NDArray[np.float32],
    bark: NDArray[np.float32],
) -> None:
    lobes = np.zeros((32, 4), np.float64)
    for k in range(trees.shape[0]):
        tall = float(trees[k, 2])
        count = min(32, int(trees[k, 5]))
        _place_lobes(lobes, count, trees[k])
        if trees[k, 6] > 0.02 and tall > 9.0:
            _draw_trunk(img, trees[k], bark)
        _draw_crown(img, trees[k], lobes, count, key, snow_rgb)


@kernel
def _place_lobes(lobes: NDArray[np.float64], count: int, tree: NDArray[np.float32]) -> None:
    """Circles (x, y, radius, depth) over the crown's ellipse, the large ones in its middle."""
    tall, half, seed = float(tree[2]), float(tree[3]), int(tree[4])
    crown = tall * (1.0 - float(tree[6]))
    cx, cy = float(tree[0]), float(tree[1]) - tall + crown * 0.52
    for n in range(count):
        turn = 6.2832 * (0.618 * n + hash01(seed, n, 3))
        out = math.sqrt((n + 0.3) / count)
        wide = half * (0.62 + 0.2 * hash01(seed, n, 5))
        lobes[n, 0] = cx + math.cos(turn) * out * wide
        lobes[n, 1] = cy + math.sin(turn) * out * crown * 0.36
        size = 0.30 + 0.20 * hash01(seed, n, 7) if count > 9 else 0.46 + 0.16 * hash01(seed, n, 7)
        lobes[n, 2] = min(half, crown * 0.55) * size * (1.25 - 0.45 * out) + 0.4
        lobes[n, 3] = 0.9 * (1.0 - out) * half + 0.25 * half * hash01(seed, n, 9)


@kernel
def _draw_trunk(
    img: NDArray[np.float32], tree: NDArray[np.float32], bark: NDArray[np.float32]
) -> None:
    rows, columns = img.shape[0], img.shape[1]
    cx, base, tall, seed = float(tree[0]), float(tree[1]), float(tree[2]), int(tree[4])
    foot = max(0.6, tall * 0.030)
    lean = (hash01(seed, 1, 2) - 0.5) * 0.10
    for y in range(max(0, int(base - 0.62 * tall)), min(rows, int(base) + 1)):
        up = (base - y) / tall
        half = foot * (1.0 - 0.9 * up) + foot * 0.9 * math.exp(-up * 60.0)
        axis = cx + lean * (base - y) + 0.012 * tall * math.sin(up * 9.0 + seed)
        for x in range(max(0, int(axis - half) - 1), min(columns, int(axis + half) + 2)):
            cover = min(1.0, max(0.0, half + 0.5 - abs(x + 0.5 - axis)))
            if cover <= 0.0:
                continue
            round_ = (x + 0.5 - axis) / (half + 0.5)
            shade = 0.75 + 0.25 * round_
            for c in range(3):
                ink = bark[c] * (0.6 * tree[9 + c] + 0.4 * tree[12 + c]) * 3.0 * shade
                img[y, x, c] = img[y, x, c] * (1.0 - cover) + min(1.0, ink) * cover
            img[y, x, 3] = img[y, x, 3] * (1.0 - cover) + cover


@kernel
def _draw_crown(
    img: NDArray[np.float32],
    tree: NDArray[np.float32],
    lobes: NDArray[np.float64],
    count: int,
    key: NDArray[np.float64],
    snow_rgb: NDArray[np.float32],
) -> None:
    rows, columns = img.shape[0], img.shape[1]
    cx, base, tall, half = float(tree[0]), float(tree[1]), float(tree[2]), float(tree[3])
    seed, snow, thin = int(tree[4]), float(tree[7]), float(tree[8])
    crown = tall * (1.0 - float(tree[6]))
    middle = base - tall + crown * 0.5
    leaf = max(0.9, tall / 46.0)
    if tall > 160.0:
        leaf = 2.2 + tall / 150.0
    octaves = 1 if tall < 30.0 else 3
    for y in range(max(0, int(base - tall * 1.06)), min(rows, int(base - tall + crown * 1.12) + 1)):
        for x in range(max(0, int(cx - half * 1.3) - 1), min(columns, int(cx + half * 1.3) + 2)):
            best = -1e9
            nx = 0.0
            ny = 0.0
            reach = 1.0
            fringe = fbm((x + 61.0 * (seed & 255)) / leaf, y / leaf, octaves, 17)
            bend = (fringe - 0.5) * leaf * 3.4
            edge = -1e9
            for n in range(count):
                dx = x + 0.5 - lobes[n, 0]
                dy = y + 0.5 - lobes[n, 1]
                radius = lobes[n, 2]
                away = dx * dx + dy * dy
                if away > 2.2 * radius * radius:
                    continue
                inside = radius - math.sqrt(away) + bend
                edge = max(edge, inside)
                if inside <= -1.0:
                    continue
                rise = lobes[n, 3] + math.sqrt(max(0.0, radius * radius - away))
                if rise > best:
                    best = rise
                    nx = dx / radius
                    ny = dy / radius
                    reach = radius
            cover = min(1.0, max(0.0, edge + 0.5))
            if cover <= 0.01:
                continue
            if thin > 0.0:
                cover *= smoothstep(0.62 * thin, 0.62 * thin + 0.2, fringe)
            gx = 0.55 * nx + 0.5 * (x + 0.5 - cx) / (half + 1.0)
            gy = 0.55 * ny + 0.5 * (y + 0.5 - middle) / (crown * 0.5 + 1.0)
            gz = math.sqrt(max(0.05, 1.0 - min(0.95, gx * gx + gy * gy)))
            light = gx * key[0] + gy * key[1] + gz * key[2]
            clump = value_noise(x / (leaf * 1.7) + 5.0, y / (leaf * 1.7), seed & 1023)
            light = 0.30 + 0.50 * light - 0.20 * gy + 0.80 * (fringe - 0.5) + 0.40 * (clump - 0.5)
            # Where lobes meet it is dark: the crown has depth.
            light -= 0.22 * (1.0 - min(1.0, max(0.0, edge / (0.5 * reach)))) * (gy > 0.0)
            light = min(1.0, max(0.0, light))
            white = 0.0
            if snow > 0.0:
                white = snow * smoothstep(0.1, -0.5, ny - 0.6 * (fringe - 0.5))
            keep = 1.0 - cover
            for c in range(3):
                dark = tree[9 + c]
                value = dark + (tree[12 + c] - dark) * light
                value += (snow_rgb[c] * (0.6 + 0.4 * light) - value) * white
                img[y, x, c] = img[y, x, c] * keep + min(1.0, value) * cover
            img[y, x, 3] = img[y, x, 3] * keep + cover
