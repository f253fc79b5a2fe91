"""What things are made of: boards, brick, books, keys, rugs; colours in linear light."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb, to_linear
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

(PLAIN, WOOD, BOARDS, HERRINGBONE, TILES, BRICK, PLASTER, PANELS, BOOKS, KEYS, RUG, ART, FABRIC,
 STRIPES) = range(14)  # fmt: skip
MATERIAL_COLUMNS = 10


def material(
    code: str,
    other: str | None = None,
    *,
    pattern: int = PLAIN,
    size_m: float = 1.0,
    gloss: float = 0.0,
    glow: float = 0.0,
) -> list[float]:
    """A row of `materials`: two colours, pattern, the size of its parts, gloss, own light."""
    first = to_linear(rgb(code))
    second = to_linear(rgb(other if other is not None else code))
    return [*map(float, first), *map(float, second), pattern, size_m, gloss, glow]


@kernel
def _line(x: float, half: float, soft: float) -> float:
    """1 on the lattice lines of x, 0 between; fades when a line is finer than a pixel."""
    away = abs(x - math.floor(x + 0.5))
    fade = min(1.0, 2.2 * half / max(soft, 1e-6))
    return fade * (1.0 - smoothstep(half, half + max(soft, 0.3 * half), away))


@kernel
def _grain(along: float, across: float, seed: int) -> float:
    """Wood in -1..1: long fibres and a few wide rings."""
    wave = value_noise(along * 0.9, across * 5.0, seed) * 5.0
    rings = math.sin(across * 34.0 + wave * 2.2)
    fibre = value_noise(along * 5.0, across * 150.0, seed + 3) - 0.5
    return 0.45 * rings + 0.9 * fibre


@kernel
def colour_at(
    m: Floats, u: float, v: float, px_m: float, seed: int, half_u: float, half_v: float
) -> tuple[float, float, float]:
    """Linear colour at a surface's own place (metres, from its middle); `px_m` is a pixel there."""
    kind = int(m[6])
    size = m[7]
    mixing = 0.0
    shade = 1.0
    detail = min(1.0, 0.010 / (px_m + 1e-6))
    if kind == WOOD:
        shade = 1.0 + 0.16 * detail * _grain(u / size, v / size, seed)
        mixing = 0.35 * value_noise(u / size * 1.3, v / size * 5.0, seed + 9)
    elif kind == BOARDS:
        wide = size
        row = math.floor(u / wide)
        long = wide * 9.0
        start = v + hash01(row, 3, seed) * long
        piece = math.floor(start / long)
        tone = hash01(row, piece, seed + 1)
        mixing = tone * 0.75
        shade = 0.82 + 0.36 * hash01(row, piece, seed + 2)
        shade *= 1.0 + 0.15 * detail * _grain(v + 7.0 * tone, u + 3.0 * tone, seed)
        gap = max(_line(u / wide, 0.018, px_m / wide), _line(start / long, 0.002, px_m / long))
        shade *= 1.0 - 0.62 * gap
    elif kind == HERRINGBONE:
        wide = size
        x, y = u / wide * 0.7071, v / wide * 0.7071
        a, b = x + y, x - y
        i, j = math.floor(a), math.floor(b)
        lane = (i - j) % 8
        k = i if lane < 4 else j
        n = math.floor((j + lane * 0.0) / 4) if lane < 4 else math.floor(i / 4)
        tone = hash01(int(k), int(n), seed)
        mixing = tone * 0.7
        shade = 0.84 + 0.32 * hash01(int(k), int(n), seed + 5)
        along = b if lane < 4 else a
        across = a if lane < 4 else b
        shade *= 1.0 + 0.13 * detail * _grain(along * wide + 5 * tone, across * wide + tone, seed)
        shade *= 1.0 - 0.5 * _line(across, 0.016, px_m / wide)
    elif kind == TILES:
        i, j = math.floor(u / size + 0.5), math.floor(v / size + 0.5)
        mixing = 1.0 if (i + j) % 2 == 0 else 0.0
        shade = 0.94 + 0.10 * hash01(int(i), int(j), seed)
        shade *= 0.96 + 0.08 * fbm(u * 3.0, v * 3.0, 3, seed)
        gap = max(_line(u / size + 0.5, 0.010, px_m / size),
                  _line(v / size + 0.5, 0.010, px_m / size))  # fmt: skip
        shade *= 1.0 - 0.45 * gap
    elif kind == BRICK:
        high, wide = size, size * 3.1
        row = math.floor(v / high)
        x = u / wide + 0.5 * (row % 2)
        cell = math.floor(x)
        tone = hash01(int(cell), int(row), seed)
        mixing = tone * tone
        shade = 0.72 + 0.46 * hash01(int(cell), int(row), seed + 4)
        shade *= 0.86 + 0.28 * fbm(u * 26.0, v * 26.0, 3, seed)
        gap = max(_line(x, 0.018, px_m / wide), _line(v / high, 0.055, px_m / high))
        shade = shade * (1.0 - gap) + 1.25 * gap
        mixing *= 1.0 - gap
    elif kind == PLASTER:
        patch = fbm(u * 0.8, v * 0.8, 4, seed)
        mixing = smoothstep(0.35, 0.75, patch) * 0.4
        shade = 0.965 + 0.07 * fbm(u * 5.0, v * 5.0, 3, seed + 2)
    elif kind == PANELS:
        wide = size
        x = u / wide
        edge = _line(x, 0.02, px_m / wide)
        bevel = abs(x - math.floor(x) - 0.5)
        shade = (0.96 + 0.05 * smoothstep(0.40, 0.48, bevel)) * (1.0 - 0.34 * edge)
        shade *= 0.97 + 0.06 * value_noise(u * 1.5, v * 6.0, seed)
    elif kind == BOOKS:
        return _books(m, u, v, seed, half_v)
    elif kind == KEYS:
        wide = 0.0235
        x = u / wide
        gap = _line(x, 0.05, px_m / wide)
        shade = 1.0 - 0.6 * gap
        octave = math.floor(x + 0.5) % 7
        black = octave in (1, 2, 4, 5, 6)
        near = abs(x - math.floor(x + 0.5))
        if black and near < 0.30 and v > -0.2 * half_v:
            return 0.012, 0.012, 0.014
    elif kind == RUG:
        edge = min(half_u - abs(u), half_v - abs(v))
        band = smoothstep(0.10, 0.115, edge) - smoothstep(0.20, 0.215, edge)
        thin = smoothstep(0.26, 0.27, edge) - smoothstep(0.285, 0.295, edge)
        x, y = u / size, v / size
        star = abs(x - math.floor(x) - 0.5) + abs(y - math.floor(y) - 0.5)
        motif = smoothstep(0.26, 0.30, star) - smoothstep(0.40, 0.44, star)
        motif *= smoothstep(0.30, 0.34, edge) * min(1.0, size / (9.0 * px_m + 1e-6))
        mixing = min(1.0, 0.85 * band + thin + 0.55 * motif)
        shade = 0.86 + 0.26 * fbm(u * 42.0, v * 42.0, 2, seed) * detail + 0.1 * (1.0 - detail)
    elif kind == ART:
        edge = min(half_u - abs(u), half_v - abs(v))
        if edge < 0.14 * min(half_u, half_v):
            return 0.78, 0.76, 0.71
        x, y = u / half_u, v / half_v
        line = 0.15 + 0.5 * (value_noise(x * 1.6, 1.0, seed) - 0.5)
        low = 0.42 * (value_noise(x * 2.4, 5.0, seed + 2) - 0.5) - 0.35
        sun = 1.0 - smoothstep(0.20, 0.23, math.hypot((x - 0.3) * half_u / half_v, y - 0.42))
        mixing = 0.5 * smoothstep(line + 0.02, line - 0.02, y) + 0.5 * smoothstep(
            low + 0.02, low - 0.02, y
        )
        shade = 1.0 + 0.5 * sun * (1.0 - mixing)
        shade *= 0.9 + 0.2 * fbm(u * 18.0, v * 18.0, 3, seed)
    elif kind == FABRIC:
        weave = value_noise(u * 160.0, v * 160.0, seed) - 0.5
        shade = 1.0 + 0.24 * detail * weave + 0.10 * (fbm(u * 6.0, v * 6.0, 3, seed + 1) - 0.5)
    elif kind == STRIPES:
        x = u / size
        mixing = smoothstep(0.22, 0.25, abs(x - math.floor(x) - 0.5))
        shade = 0.94 + 0.12 * value_noise(u * 90.0, v * 90.0, seed) * detail
    else:
        shade = 0.97 + 0.06 * fbm(u * 3.0, v * 3.0, 2, seed)
    keep = 1.0 - mixing
    return (
        shade * (m[0] * keep + m[3] * mixing),
        shade * (m[1] * keep + m[4] * mixing),
        shade * (m[2] * keep + m[5] * mixing),
    )


@kernel
def _books(m: Floats, u: float, v: float, seed: int, half_v: float) -> tuple[float, float, float]:
    """Backs of books in a row, of many colours and heights; dark shelf above them."""
    x = u / m[7] + 40.0
    x += 0.55 * (value_noise(x * 0.45, 2.0, seed) - 0.5)
    cell = math.floor(x)
    tall = 0.55 + 0.42 * hash01(int(cell), 1, seed)
    if hash01(int(cell) // 4, 9, seed) < 0.13:
        tall = 0.0
    if (v + half_v) / (2.0 * half_v) > tall:
        return 0.020, 0.016, 0.013
    hue = hash01(int(cell), 2, seed)
    tone = 0.35 + 0.75 * hash01(int(cell), 3, seed)
    inside = x - cell
    curve = 1.0 - 0.75 * abs(2.0 * inside - 1.0) ** 3
    band = abs((v + half_v) / (2.0 * half_v) - tall * 0.78)
    shine = 1.35 if band < 0.018 and hue > 0.3 else 1.0
    tone *= curve * shine
    if hue < 0.44:
        red = 1.0 if hue < 0.26 else 0.0
        return (0.05 + 0.25 * red) * tone, (0.12 - 0.065 * red) * tone, (0.20 - 0.16 * red) * tone
    if hue < 0.60:
        return 0.09 * tone, 0.16 * tone, 0.09 * tone
    if hue < 0.78:
        return 0.52 * tone, 0.42 * tone, 0.27 * tone
    gold = 1.0 if hue < 0.90 else 0.27
    return 0.42 * gold * tone, (0.07 + 0.17 * gold) * tone, 0.06 * tone
