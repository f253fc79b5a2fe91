"""Kernels of the moon's ground: craters on craters, hard light, and shadows without air in them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep
from kinoloom.generators.painted.settings.desert.terrain_kernels import (
    SUB_X,
    SUB_Y,
    height_at,
    slopes_at,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SHADOW_STEPS = 36
_DETAIL_Z = 80.0

# Places in the packed view; the first eight as in the desert's, whose kernels read them.
FOCAL, CENTRE_X, HORIZON, EYE, TOP, SEED, LOG_START, LOG_SCALE, CEILING, PATH_Z = range(10)


@kernel
def _craters(x: float, z: float, seed: int, path_z: float, calm: float) -> float:
    """Bowls with raised rims, in five sizes; few large ones where people walk."""
    total = 0.0
    cell = 74.0
    for level in range(5):
        if level > 2 and z > _DETAIL_Z * (2.0 if level == 3 else 1.0):
            break
        column = math.floor(x / cell)
        row = math.floor(z / cell)
        if x / cell - column < 0.5:
            column -= 1
        if z / cell - row < 0.5:
            row -= 1
        for place in range(4):
            i = column + (place & 1)
            j = row + (place >> 1)
            if hash01(i, j, seed + 200 + level) > (0.80 if level < 2 else 0.82):
                continue
            size = hash01(i, j, seed + 201 + level)
            radius = cell * (0.10 + 0.26 * size * size)
            cx = (i + 0.28 + 0.44 * hash01(i, j, seed + 202 + level)) * cell
            cz = (j + 0.28 + 0.44 * hash01(i, j, seed + 203 + level)) * cell
            dx = (x - cx) / radius
            dz = (z - cz) / radius
            d2 = dx * dx + dz * dz
            if d2 > 3.4:
                continue
            q = math.sqrt(d2)
            q *= 1.0 + 0.10 * (fbm(dx * 1.6 + 7.0 * i, dz * 1.6 + 3.0 * j, 2, seed + 210) - 0.5)
            fresh = 0.35 + 0.65 * hash01(i, j, seed + 204 + level)
            depth = 0.36 * radius * fresh
            if level < 2:
                near = smoothstep(0.35, 0.7, cz / path_z) * smoothstep(2.2, 1.4, cz / path_z)
                depth *= 1.0 - calm * near
            rim = 0.30 * depth * math.exp(-((q - 1.0) * (q - 1.0)) * (26.0 if q < 1.0 else 5.0))
            # Its skirt ends before the cells that are looked at do: else a step runs around it.
            rim *= 1.0 - smoothstep(1.9, 3.3, d2)
            bowl = 0.0
            if q < 1.0:
                wall = 1.0 - q * q
                bowl = 1.06 * wall * wall / (wall + 0.06)
                bowl = depth * bowl * (1.0 - 0.25 * bowl)
            total += rim - bowl
        cell *= 0.31
    return total


@kernel
def _stone(x: float, z: float, share: float, path_z: float, seed: int) -> float:
    """Height of the boulder at a place, 0 between them: rounded, a little flat, half sunk."""
    best = 0.0
    cell = 4.6
    crowd = smoothstep(0.35, 0.75, fbm(x * 0.06, z * 0.06, 2, seed + 77))
    for level in range(3 if z < 26.0 else 2):
        column = math.floor(x / cell)
        row = math.floor(z / cell)
        if x / cell - column < 0.5:
            column -= 1
        if z / cell - row < 0.5:
            row -= 1
        for place in range(4):
            i = column + (place & 1)
            j = row + (place >> 1)
            if hash01(i, j, seed + 80 + level) > share * (0.25 + 1.6 * crowd) * (1.0 + level):
                continue
            size = hash01(i, j, seed + 81 + level)
            radius = cell * (0.045 + 0.16 * size * size * size)
            if level == 0:
                near = smoothstep(0.4, 0.7, z / path_z) * smoothstep(1.6, 1.3, z / path_z)
                radius *= 1.0 - 0.75 * near
            turn = 6.2832 * hash01(i, j, seed + 82)
            dx = (x - (i + 0.2 + 0.6 * hash01(i, j, seed + 83 + level)) * cell) / radius
            dz = (z - (j + 0.2 + 0.6 * hash01(i, j, seed + 84 + level)) * cell) / radius
            if dx * dx + dz * dz > 2.6:
                continue
            u = dx * math.cos(turn) + dz * math.sin(turn)
            v = (dz * math.cos(turn) - dx * math.sin(turn)) * (1.15 + 0.5 * size)
            q2 = u * u + v * v
            q2 *= 1.0 + 0.9 * (fbm(dx * 1.3 + 9.0 * i, dz * 1.3 + 5.0 * j, 2, seed + 86) - 0.5)
            if q2 >= 1.0:
                continue
            tall = radius * (0.42 + 0.38 * hash01(i, j, seed + 87))
            facet = 0.82 + 0.36 * fbm(dx * 2.6, dz * 2.6 + 3.0 * j, 2, seed + 88)
            # Steeper at the foot than a dome, flatter on top; a wall would break into columns.
            best = max(best, tall * (1.0 - q2 * q2) * facet)
        cell *= 0.30
    return best


@kernel
def _bowl(x: float, z: float, cx: float, cz: float, radius: float, seed: int) -> float:
    """One great crater: a terraced bowl, a sharp rim, a skirt of what it threw out."""
    dx = (x - cx) / radius
    dz = (z - cz) / radius
    d2 = dx * dx + dz * dz
    if d2 > 5.0:
        return 0.0
    q = math.sqrt(d2)
    q *= 1.0 + 0.22 * (fbm(dx * 1.7 + cx, dz * 1.7 + cz, 4, seed + 220) - 0.5)
    depth = 0.26 * radius
    rim = 0.34 * depth * math.exp(-((q - 1.0) * (q - 1.0)) * (34.0 if q < 1.0 else 4.2))
    rim *= 0.75 + 0.5 * fbm(dx * 3.0, dz * 3.0 + cx, 3, seed + 221)
    rim *= 1.0 - smoothstep(2.4, 4.8, d2)
    if q >= 1.0:
        return rim
    wall = 1.0 - q * q
    # The crest is rounded: a crease would be a line across the picture.
    floor = min(1.0, 1.40 * wall * wall / (wall + 0.09))
    return rim - depth * floor * (1.0 - 0.2 * floor)


@kernel
def _ground(x: float, z: float, shape: NDArray[np.float64], path_z: float) -> float:
    seed = int(shape[0])
    far = smoothstep(1.2 * path_z, 4.0 * path_z, z)
    height = shape[1] * (0.22 + 0.78 * far) * (fbm(x * shape[2], z * shape[2], 4, seed) - 0.5)
    # The ground rises a little toward its end: a horizon with a shape.
    height += 2.6 * smoothstep(70.0, 240.0, z) * fbm(x * 0.012, 3.0, 3, seed + 40)
    front = smoothstep(0.85 * path_z, 0.45 * path_z, z)
    height += front * 0.5 * (fbm(x * 0.22, z * 0.22, 3, seed + 41) - 0.4)
    height += _craters(x, z, seed, path_z, 0.85)
    if z < _DETAIL_Z:
        height += 0.16 * (fbm(x * 0.9, z * 0.9, 3, seed + 50) - 0.5)
        height += 0.030 * (fbm(x * 5.0, z * 5.0, 2, seed + 51) - 0.5)
    return height


@kernel
def _mountains(x: float, z: float, hills: NDArray[np.float64], seed: int) -> float:
    """Old smooth massifs: rows of (x, z, radius, height)."""
    wx = x + 90.0 * (fbm(x / 260.0, z / 260.0, 3, seed + 60) - 0.5)
    wz = z + 90.0 * (fbm(x / 260.0 + 9.0, z / 260.0, 3, seed + 61) - 0.5)
    total = 0.0
    for k in range(hills.shape[0]):
        dx = (wx - hills[k, 0]) / hills[k, 2]
        dz = (wz - hills[k, 1]) / hills[k, 2]
        lift = hills[k, 3] * math.exp(-((dx * dx + dz * dz) ** 0.80))
        total += lift * lift
    body = math.sqrt(total)
    rough = fbm(wx / 120.0, wz / 120.0, 5, seed + 62) - 0.5
    fine = fbm(x / 26.0, z / 26.0, 4, seed + 63) - 0.5
    return body * (1.0 + 0.55 * rough + 0.10 * fine) + 7.0 * rough - 3.0


@kernel
def fill_moon_heights(
    heights: NDArray[np.float32],
    stones: NDArray[np.uint8],
    distances: NDArray[np.float64],
    column_step: float,
    view: NDArray[np.float64],
    shape: NDArray[np.float64],
    hills: NDArray[np.float64],
    bowls: NDArray[np.float64],
    first_column: int,
    last_column: int,
) -> None:
    """Heights (columns x distances) along the view's columns, and where a stone lies."""
    is_far = hills.shape[0] > 0
    for column in range(first_column, last_column):
        dx = ((column + 0.5) * column_step - view[CENTRE_X]) / view[FOCAL]
        for k in range(distances.shape[0]):
            z = distances[k]
            x = dx * z
            if is_far:
                heights[column, k] = _mountains(x, z, hills, int(shape[0]))
                continue
            height = _ground(x, z, shape, view[PATH_Z])
            for b in range(bowls.shape[0]):
                height += _bowl(x, z, bowls[b, 0], bowls[b, 1], bowls[b, 2], int(shape[0]))
            if z < _DETAIL_Z:
                stone = _stone(x, z, shape[3], view[PATH_Z], int(shape[0]))
                if stone > 0.010:
                    stones[column, k] = 1
                    height += stone
            heights[column, k] = height


@kernel
def _sun_seen(
    x: float,
    y: float,
    z: float,
    heights: NDArray[np.float32],
    index_of_log: NDArray[np.float64],
    view: NDArray[np.float64],
    light: NDArray[np.float64],
) -> float:
    """How much of the sun is seen from a place: without air the edge of a shadow is sharp."""
    seen = 1.0
    away = 0.03 + 0.0035 * z
    for _ in range(_SHADOW_STEPS):
        top = y + light[0, 1] * away
        if top > view[CEILING]:
            break
        zz = max(0.5, z + light[0, 2] * away)
        xx = x + light[0, 0] * away
        column = xx / zz * view[FOCAL] + view[CENTRE_X]
        if column < 0.0 or column > heights.shape[0]:
            # What lies beyond the canvas is unknown; its edge repeated would cast bars.
            break
        ground = height_at(xx, zz, heights, index_of_log, view)
        seen = min(seen, 24.0 * (top - ground) / away + 0.5)
        if seen <= 0.0:
            return 0.0
        away *= 1.21
    return max(0.0, seen)


@kernel
def _shade_moon(
    dx: float,
    dy: float,
    t: float,
    stone: float,
    heights: NDArray[np.float32],
    index_of_log: NDArray[np.float64],
    view: NDArray[np.float64],
    light: NDArray[np.float64],
    colour: NDArray[np.float64],
) -> None:
    """Add the colour of the ground at distance t along a ray to `colour`.

    Rows of `light`: toward the sun, sunlight, fill light from the sky, ground, stone, haze.
    """
    x = dx * t
    seed = int(view[SEED])
    here, slope_x, slope_z = slopes_at(x, t, heights, index_of_log, view)
    up = 1.0 / math.sqrt(slope_x * slope_x + slope_z * slope_z + 1.0)
    nx = -slope_x * up
    nz = -slope_z * up
    diffuse = max(0.0, nx * light[0, 0] + up * light[0, 1] + nz * light[0, 2])
    seen = 0.0
    if diffuse > 0.0:
        seen = _sun_seen(x, here + 0.015 + 0.0012 * t, t, heights, index_of_log, view, light)
    # Dust scatters back toward the light: it is flatter than plaster.
    lit = diffuse**0.72 * seen
    grain = fbm(x * 3.1, t * 3.1, 3, seed + 90) if t < 60.0 else 0.5
    albedo = 0.74 + 0.42 * fbm(x * 0.05, t * 0.05, 4, seed + 91) + 0.22 * (grain - 0.5)
    fill = 0.45 + 0.55 * up
    air = light[5, 0] * (1.0 - math.exp(-t / light[5, 1]))
    for c in range(3):
        ground = light[3, c] + (light[4, c] - light[3, c]) * stone
        value = ground * albedo * (light[1, c] * lit + light[2, c] * fill)
        if value > 0.70:
            value = 0.70 + (value - 0.70) / (1.0 + (value - 0.70) * 2.2)
        colour[c] += value + (0.30 * light[1, c] * light[3, c] - value) * air


@scratch_kernel
def shade_moon_rows(
    out: NDArray[np.float32],
    depth: NDArray[np.float32],
    heights: NDArray[np.float32],
    stones: NDArray[np.uint8],
    index_of_log: NDArray[np.float64],
    view: NDArray[np.float64],
    light: NDArray[np.float64],
    first_row: int,
    last_row: int,
) -> None:
    """Colour what the march has found: straight RGBA."""
    focal = view[FOCAL]
    colour = np.zeros(3, np.float64)
    samples = SUB_X * SUB_Y
    for row in range(first_row, last_row):
        for column in range(out.shape[1]):
            nearest = 1e9
            farthest = 0.0
            inverse = 0.0
            hits = 0
            for k in range(samples):
                t = depth[column * SUB_X + k % SUB_X, row * SUB_Y + k // SUB_X]
                nearest = min(nearest, t)
                farthest = max(farthest, t)
                inverse += 1.0 / t
                if t < 1e8:
                    hits += 1
            if hits == 0:
                continue
            colour[:] = 0.0
            mean = samples / inverse
            dx = (column + 0.5 - view[CENTRE_X]) / focal
            dy = (view[HORIZON] - (row + view[TOP] + 0.5)) / focal
            spread = 0.06 + 1.5 * mean / (focal * view[EYE])
            taken = 1 if farthest / nearest < 1.0 + spread else samples
            count = 0
            for k in range(taken):
                ray_x = dx
                t = mean
                if taken > 1:
                    t = depth[column * SUB_X + k % SUB_X, row * SUB_Y + k // SUB_X]
                    ray_x += ((k % SUB_X + 0.5) / SUB_X - 0.5) / focal
                if t < 1e8:
                    count += 1
                    place = (math.log(t) - view[LOG_START]) * view[LOG_SCALE]
                    place = min(index_of_log.shape[0] - 1.0, max(0.0, place))
                    across = min(
                        stones.shape[0] - 1, max(0, int(column * stones.shape[0] / out.shape[1]))
                    )
                    stone = float(stones[across, int(index_of_log[int(place)])])
                    _shade_moon(
                        ray_x, dy, t, stone, heights, index_of_log, view, light, colour
                    )  # fmt: skip
            for c in range(3):
                out[row, column, c] = min(1.0, colour[c] / count)
            out[row, column, 3] = hits / samples
