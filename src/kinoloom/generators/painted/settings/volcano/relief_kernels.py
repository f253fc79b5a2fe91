"""Kernels of volcanic land: heights along the sight lines, what is seen of them, its light.

World axes: x right, y up, z away from the viewer; the ground before the cone is at height 0.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import (
    fbm,
    hash01,
    ridged,
    smoothstep,
    value_noise,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Places in the packed parameters: a kernel takes one array, so that it is compiled once.
_CX, _CZ, _HEIGHT, _RADIUS, _MOUTH, _PIT, _BREACH, _TURN, _GULLIES = range(9)
_ROLL, _ROUGH, _BLOCKS, _HILLS, _HILLS_Z, _EDGE_Z, _RING, _WATER = range(8)


@kernel
def _cone(x: float, z: float, cone: NDArray[np.float64], seed: int) -> float:
    """A concave cone with a crater, its flanks cut by gullies that widen on their way down."""
    dx = x - cone[_CX]
    dz = z - cone[_CZ]
    big = cone[_RADIUS]
    bend = 0.07 * big
    dx += bend * (fbm(x / (0.30 * big), z / (0.30 * big), 3, seed + 3) - 0.5)
    dz += bend * (fbm(x / (0.30 * big) + 9.0, z / (0.30 * big), 3, seed + 4) - 0.5)
    away = math.sqrt(dx * dx + dz * dz) + 1e-6
    ux = dx / away
    uz = dz / away
    q = away / big * (0.86 + 0.28 * value_noise(ux * 1.1 + 5.0, uz * 1.1, seed + 5))
    mouth = cone[_MOUTH] * (0.85 + 0.30 * value_noise(ux * 1.7, uz * 1.7, seed + 6))
    outer = max(q, mouth)
    base = 0.0907  # exp(-2.4)
    lift = (math.exp(-2.4 * outer) - base) / (1.0 - base)
    if lift < 0.0:
        lift *= 0.15
    few = ridged(ux * 2.6 + 3.0 * q, uz * 2.6, 3, seed + 10)
    many = ridged(ux * 6.5 + 0.8 * q, uz * 6.5 + 1.1 * q, 2, seed + 14)
    fresh = smoothstep(0.9 * mouth, mouth + 0.22, q) * smoothstep(1.05, 0.45, q)
    flank = 0.085 * (few - 0.45) + 0.075 * (many - 0.4) * smoothstep(mouth, 0.4, q)
    lift += cone[_GULLIES] * flank * fresh
    rim = smoothstep(1.7 * mouth, mouth, q)
    lift += rim * (0.055 * (fbm(ux * 3.1, uz * 3.1, 4, seed + 20) - 0.5))
    facing = ux * math.sin(cone[_TURN]) - uz * math.cos(cone[_TURN])
    lift -= cone[_BREACH] * rim * math.exp(-((1.0 - facing) * (1.0 - facing)) / 0.10)
    lift += 0.018 * (fbm(x / (0.035 * big), z / (0.035 * big), 4, seed + 24) - 0.5) * fresh
    lift -= cone[_PIT] * smoothstep(mouth, 0.45 * mouth, q)
    return cone[_HEIGHT] * lift


@kernel
def _ring(x: float, z: float, ring: NDArray[np.float64], seed: int) -> float:
    """A caldera's wall around its lake: ledges below, broken peaks on the rim."""
    dx = x - ring[_CX]
    # The side we stand on is below us and out of sight: the lake reaches to it.
    dz = max(z - ring[_CZ], -0.6 * ring[_RADIUS])
    away = math.sqrt(dx * dx + dz * dz) + 1e-6
    ux = dx / away
    uz = dz / away
    inner = ring[_RADIUS] * (0.92 + 0.16 * fbm(ux * 2.3, uz * 2.3, 3, seed + 31))
    inner += 9.0 * (fbm(x / 26.0, z / 26.0, 3, seed + 32) - 0.5)
    t = (away - inner) / (ring[_MOUTH] * ring[_RADIUS])
    if t < 0.0:
        return ring[_PIT] - 1.0
    gully = ridged(ux * 7.0 + 0.4 * t, uz * 7.0, 4, seed + 33)
    top = ring[_HEIGHT] * (0.50 + 0.75 * fbm(ux * 2.1 + 4.0, uz * 2.1, 4, seed + 34))
    climb = min(1.0, t * (0.75 + 0.55 * gully))
    step = climb * 4.0 + 0.5 * fbm(x / 60.0, z / 60.0, 2, seed + 35)
    within = step - math.floor(step)
    ledge = (math.floor(step) + smoothstep(0.10, 0.75, within)) / 4.0
    body = 0.55 * climb**0.8 + 0.45 * ledge
    fall = max(0.0, t - 1.0)
    rough = 0.10 * (fbm(x / 22.0, z / 22.0, 4, seed + 36) - 0.5) * min(1.0, 4.0 * t)
    return ring[_PIT] + (top - ring[_PIT]) * (body + rough + 0.10 * (gully - 0.4)) - 60.0 * fall


@kernel
def _blocks(x: float, z: float, share: float, path_z: float, seed: int) -> float:
    """Angular stones of three sizes, each cut by planes; 0 between them."""
    best = 0.0
    cell = 5.2
    # Those who walk do so between the large ones.
    path = smoothstep(0.55, 0.8, z / path_z) * smoothstep(1.7, 1.3, z / path_z)
    cluster = smoothstep(0.40, 0.70, value_noise(x * 0.09, z * 0.09, seed + 77))
    for level in range(3 if z < 26.0 else 2):
        column = math.floor(x / cell)
        row = math.floor(z / cell)
        if x / cell - column < 0.5:
            column -= 1
        if z / cell - row < 0.5:
            row -= 1
        density = share * (0.12 + 1.2 * cluster) * (1.0 + 0.5 * level)
        for near in range(4):
            i = column + (near & 1)
            j = row + (near >> 1)
            if hash01(i, j, seed + 80 + level) > density:
                continue
            size = hash01(i, j, seed + 83 + level)
            radius = cell * (0.10 + 0.26 * size * size)
            if level == 0:
                radius *= 1.0 - 0.8 * path
            dx = x - (i + 0.3 + 0.4 * hash01(i, j, seed + 81 + level)) * cell
            dz = z - (j + 0.3 + 0.4 * hash01(i, j, seed + 82 + level)) * cell
            if dx * dx + dz * dz > 2.2 * radius * radius:
                continue
            top = radius * (0.35 + 0.55 * hash01(i, j, seed + 93))
            top += (0.9 * hash01(i, j, seed + 91) - 0.45) * dx
            top += (0.9 * hash01(i, j, seed + 92) - 0.45) * dz
            for k in range(6):
                turn = 1.0472 * (k + 0.8 * hash01(i + 31 * k, j, seed + 94))
                reach = radius * (0.7 + 0.5 * hash01(i, j + 17 * k, seed + 95))
                steep = 0.6 + 1.2 * hash01(i + 7 * k, j - k, seed + 96)
                top = min(top, (reach - dx * math.cos(turn) - dz * math.sin(turn)) * steep)
            if top > best:
                grit = fbm(x * 1.9 / radius, z * 1.9 / radius, 2, seed + 97) - 0.5
                best = max(best, top + 0.20 * radius * grit)
        cell *= 0.33
    return best


@kernel
def _ground(
    x: float, z: float, middle: float, half: float, land: NDArray[np.float64], seed: int
) -> float:
    """Old lava: swells, ropes and clinker; a bed where a river of lava runs."""
    swell = fbm(x / 38.0, z / 38.0, 3, seed + 40) - 0.5
    height = land[_ROLL] * swell * smoothstep(7.0, 40.0, z)
    tongue = smoothstep(0.42, 0.60, fbm(x / 15.0, z / 22.0, 3, seed + 41))
    clinker = fbm(x / 1.7, z / 1.7, 4, seed + 43) - 0.5
    rope = ridged(x / 2.6 + 0.8 * clinker, z / 0.9 + 1.5 * swell, 2, seed + 44)
    height += land[_ROUGH] * tongue * (0.30 + 0.75 * clinker)
    height += 0.09 * land[_ROUGH] * rope * (1.0 - 0.6 * tongue)
    height += 0.03 * (fbm(x / 0.32, z / 0.32, 3, seed + 45) - 0.5)
    if z < 90.0 and land[_BLOCKS] > 0.0:
        # None is cut by the lower edge of the canvas.
        start = land[_HILLS_Z]
        height += _blocks(x, z, land[_BLOCKS], land[_HILLS], seed) * smoothstep(
            start, 1.35 * start, z
        )
    if half > 0.0:
        off = abs(x - middle) / half
        ragged = off + 0.20 * (fbm(x / 1.5, z / 1.5, 3, seed + 46) - 0.5)
        bank = math.exp(-((ragged - 1.35) ** 2) / 0.06)
        height = (height + 0.1) * smoothstep(1.0, 1.5, ragged) + 0.30 * bank * (0.6 + clinker)
        height -= 0.35 * smoothstep(1.12, 0.92, ragged)
    if land[_EDGE_Z] > 0.0:
        edge = land[_EDGE_Z] * (0.80 + 0.40 * fbm(x / 9.0 + 3.0, z / 30.0, 3, seed + 47))
        past = z / edge - 1.0
        drop = land[_WATER]
        height -= drop * smoothstep(-0.25 if drop < 5.0 else -0.04, 0.35, past)
    return height


@kernel
def height_at(
    x: float,
    z: float,
    middle: float,
    half: float,
    cones: NDArray[np.float64],
    land: NDArray[np.float64],
    seed: int,
) -> float:
    """The land's height at a place; far land has cones, near land stones and ropes."""
    if cones.shape[0] == 0:
        return _ground(x, z, middle, half, land, seed)
    if land[_RING] > 0.0:
        return _ring(x, z, cones[0], seed)
    height = 0.0
    for k in range(cones.shape[0]):
        here = _cone(x, z, cones[k], seed + 211 * k)
        height = max(height, here) if k else here
    # The land sinks to the plain or to the shore before it reaches us.
    shore = land[_EDGE_Z]
    height = height * smoothstep(shore, shore + 1500.0, z)
    height += (
        10.0 * (fbm(x / 300.0, z / 300.0, 4, seed + 50) - 0.42) * smoothstep(shore, 2.0 * shore, z)
    )
    if land[_HILLS] > 0.0:
        rise = smoothstep(land[_HILLS_Z], 1.5 * land[_HILLS_Z], z)
        hills = ridged(x / 1900.0, z / 1900.0, 5, seed + 53)
        height = max(height, land[_HILLS] * (0.15 + hills) * rise)
    return height


@kernel
def survey(
    heights: NDArray[np.float32],
    course: NDArray[np.float64],
    first: int,
    last: int,
    eye: NDArray[np.float64],
    cones: NDArray[np.float64],
    land: NDArray[np.float64],
    seed: int,
) -> None:
    """Heights along the sight lines: a row for each distance, a column for each of the picture.

    `course` has the middle and half the width of a river of lava at each distance.
    """
    steps, columns = heights.shape[0], heights.shape[1]
    growth = math.log(eye[4] / eye[3]) / (steps - 1)
    for column in range(first, last):
        slope = (column + 0.5 - columns * 0.5) / eye[0]
        for k in range(steps):
            z = eye[3] * math.exp(growth * k)
            heights[k, column] = height_at(
                slope * z, z, course[k, 0], course[k, 1], cones, land, seed
            )


@kernel
def march(
    depth: NDArray[np.float32],
    alpha: NDArray[np.float32],
    heights: NDArray[np.float32],
    first: int,
    last: int,
    eye: NDArray[np.float64],
) -> None:
    """How far away what each pixel sees is, and how much of the pixel it covers."""
    rows = depth.shape[0]
    focal, horizon, eye_height = eye[0], eye[1], eye[2]
    steps = heights.shape[0]
    growth = math.log(eye[4] / eye[3]) / (steps - 1)
    for x in range(first, last):
        lowest = rows
        last_z = eye[3]
        last_y = float(rows)
        top = float(rows)
        for k in range(steps):
            z = eye[3] * math.exp(growth * k)
            seen = horizon - focal * (heights[k, x] - eye_height) / z
            row = max(0, math.ceil(seen - 0.5))
            if row < lowest:
                for y in range(row, lowest):
                    share = (y + 0.5 - seen) / (last_y - seen) if last_y - seen > 1.0 else 0.0
                    depth[y, x] = z + (last_z - z) * min(1.0, max(0.0, share))
                    alpha[y, x] = 1.0
                lowest = row
                top = seen
            last_z = z
            last_y = seen
        if 0 < lowest < rows:
            alpha[lowest, x] = min(1.0, max(0.05, lowest + 0.5 - top))


@kernel
def _surveyed(heights: NDArray[np.float32], place: float, column: float) -> float:
    steps, columns = heights.shape[0], heights.shape[1]
    place = min(steps - 1.001, max(0.0, place))
    column = min(columns - 1.001, max(0.0, column))
    k = int(place)
    i = int(column)
    v = place - k
    u = column - i
    near = heights[k, i] + (heights[k, i + 1] - heights[k, i]) * u
    far = heights[k + 1, i] + (heights[k + 1, i + 1] - heights[k + 1, i]) * u
    return near + (far - near) * v


@kernel
def shade(
    out: NDArray[np.float32],
    depth: NDArray[np.float32],
    alpha: NDArray[np.float32],
    heights: NDArray[np.float32],
    first: int,
    last: int,
    eye: NDArray[np.float64],
    colours: NDArray[np.float64],
    lines: NDArray[np.float64],
    seed: int,
) -> None:
    """The land's colour in its light and air, rows first to last."""
    columns = out.shape[1]
    focal, near_z = eye[0], eye[3]
    growth = math.log(eye[4] / near_z) / (heights.shape[0] - 1)
    sun_x, sun_y, sun_z = colours[9, 0], colours[9, 1], colours[9, 2]
    grain_size = lines[8]
    for row in range(first, last):
        for column in range(columns):
            if alpha[row, column] < 0.01:
                continue
            z = float(depth[row, column])
            slope = (column + 0.5 - columns * 0.5) / focal
            x = slope * z
            at = math.log(z / near_z) / growth
            here = _surveyed(heights, at, float(column))
            ends = 0.0
            along = 0.0
            for k in range(4):  # one call in a loop: each call site is compiled in full
                sign = 1.0 if k & 1 else -1.0
                if k < 2:
                    ends += sign * _surveyed(heights, at, column + sign)
                else:
                    along += sign * _surveyed(heights, at + sign, float(column))
            rise_x = ends * focal / (2.0 * z)
            rise_z = along / (2.0 * growth * z) - slope * rise_x
            ny = 1.0 / math.sqrt(rise_x * rise_x + rise_z * rise_z + 1.0)
            nx = -rise_x * ny
            nz = -rise_z * ny
            facing = max(0.0, nx * sun_x + ny * sun_y + nz * sun_z)
            clear = 1.0
            stride = 0.0016 * z + 0.05 * grain_size
            for _ in range(13):
                to_z = z + sun_z * stride
                if facing <= 0.0 or to_z < near_z:
                    break
                to_column = (x + sun_x * stride) / to_z * focal + columns * 0.5
                land = _surveyed(heights, math.log(to_z / near_z) / growth, to_column)
                gap = here + 0.0008 * z + sun_y * stride - land
                clear = min(clear, 6.0 * gap / stride + 0.45)
                if clear < 0.0:
                    break
                stride *= 1.5
            # Relief finer than the survey, as large as some pixels at any distance.
            bump_x = bump_y = rough = 0.0
            size = grain_size
            while size * focal < 5.0 * z:
                size *= 2.0
            fade = min(1.0, size * focal / (5.0 * z) - 1.0)
            for k in range(2):
                share = (fade if k == 0 else 1.0 - fade) if size > grain_size else 1.0 - k
                if share > 0.0:
                    wide = size * (0.5 + 0.5 * k) if size > grain_size else size
                    ax = x / wide
                    ay = (here * lines[11] + z * lines[12]) / wide
                    base = fbm(ax, ay, 4, seed + 83)
                    rough += share * base
                    bump_x += share * (fbm(ax + 0.15, ay, 3, seed + 83) - base) * 4.2
                    bump_y += share * (fbm(ax, ay + 0.15, 3, seed + 83) - base) * 4.2
            facing = max(0.0, facing - bump_x * sun_x * 0.5 - bump_y * sun_y * 0.34)
            lit = facing * min(1.0, max(0.0, clear)) * (0.35 + 0.65 * lines[7])
            fill = 0.54 + 0.40 * ny + 0.32 * (nx * (1.0 if sun_x > 0.0 else -1.0))
            fill *= 0.72 + 0.56 * rough
            broad = fbm(x / (0.9 * lines[10]), z / (0.9 * lines[10]), 4, seed + 77) - 0.5
            grain = rough - 0.5
            level = here / lines[10]
            snow = smoothstep(lines[1] - 0.10, lines[1] + 0.10, level + 0.42 * broad)
            snow *= smoothstep(0.50, 0.80, ny + 0.5 * grain) * lines[2]
            green = 0.0
            if lines[0] > 0.0:
                green = 1.0 - smoothstep(0.55 * lines[0], 1.25 * lines[0], level + 0.35 * broad)
            green *= smoothstep(0.50, 0.80, ny + 0.45 * grain + 0.5 * broad)
            steep = smoothstep(0.75, 0.45, ny)
            strata = fbm(x / (9.0 * grain_size), here / (0.45 * grain_size), 3, seed + 79) - 0.5
            ash = smoothstep(-0.02, 0.22, broad + 0.5 * grain) * smoothstep(0.55, 0.9, ny)
            scoria = smoothstep(0.50, 0.95, level + 0.6 * broad) * lines[9]
            haze = 1.0 - math.exp(-((z / lines[3]) ** 1.35))
            haze += (1.0 - haze) * math.exp(-max(0.0, here) / lines[6]) * lines[5]
            toward = math.exp(-abs(column - lines[4]) / (0.36 * columns))
            for c in range(3):
                base = colours[0, c] + (colours[2, c] - colours[0, c]) * ash
                base += (colours[1, c] - base) * scoria
                base *= 0.82 + 0.7 * (grain + 0.22) + 0.6 * steep * strata
                base += (colours[3, c] * (0.75 + 0.9 * (grain + 0.2)) - base) * green
                base += (colours[4, c] - base) * snow
                value = base * (colours[6, c] * fill + colours[5, c] * lit)
                if value > 0.72:
                    value = 0.72 + (value - 0.72) / (1.0 + (value - 0.72) * 2.6)
                air = colours[7, c] + (colours[8, c] - colours[7, c]) * toward
                out[row, column, c] = min(1.0, value + (air - value) * haze)
