"""Kernels of the land: heights on a grid of sight lines, the march over it, noise lying on it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import fbm, smoothstep

_NOWHERE_M = 1e8


@kernel
def _height(
    x: float, z: float, mounds: NDArray[np.float64], shape: NDArray[np.float64], seed: int
) -> float:
    roll, cell, flat = shape[0], shape[1], shape[2]
    total = 0.0
    rough = fbm(x / cell, z / cell, 3, seed)
    for k in range(mounds.shape[0]):
        dx = (x - mounds[k, 0]) / mounds[k, 2]
        dz = (z - mounds[k, 1]) / mounds[k, 3]
        away = dx * dx + dz * dz
        if away < 9.0:
            total += mounds[k, 4] * math.exp(-away) * (0.82 + 0.36 * rough)
    wave = roll * (rough - 0.42) * smoothstep(flat, 3.2 * flat, z)
    return total + wave


@kernel
def grid_heights(
    out: NDArray[np.float32],
    z: NDArray[np.float64],
    slopes: NDArray[np.float64],
    mounds: NDArray[np.float64],
    shape: NDArray[np.float64],
    seed: int,
) -> None:
    """Heights along the sight lines: a row for each distance, a column for each slope."""
    for k in range(out.shape[0]):
        for i in range(out.shape[1]):
            out[k, i] = _height(slopes[i] * z[k], z[k], mounds, shape, seed)


@kernel
def march(
    grid: NDArray[np.float32],
    depth: NDArray[np.float32],
    fringe: NDArray[np.float32],
    view: NDArray[np.float64],
    step: float,
    first: int,
    last: int,
) -> None:
    """How far what each pixel sees is, and how much of the pixel the land covers."""
    rows = depth.shape[0]
    focal, horizon, eye, near, far = view[0], view[1], view[2], view[3], view[4]
    steps = grid.shape[0]
    growth = math.log(far / near) / (steps - 1)
    for x in range(first, last):
        place = (x + 1.0) / step
        i = int(place)
        share = place - i
        lowest = rows
        top = float(rows)
        last_inverse = 1.0 / near
        last_y = float(rows) + 1.0
        is_hidden = False
        for k in range(steps):
            z = near * math.exp(growth * k)
            height = grid[k, i] + (grid[k, i + 1] - grid[k, i]) * share
            seen = horizon - focal * (height - eye) / z
            row = math.floor(seen)
            inverse = 1.0 / z
            if k == 0:
                # Only a skirt below the first row: nearer land hides the rest.
                lowest = max(0, min(rows, math.floor(seen) + 2 + int(0.04 * focal)))
                last_y = seen + 1.0
            if seen < top:
                row = max(row, 0)
                if row < lowest:
                    if not is_hidden and lowest < rows:
                        fringe[lowest, x] = 1.0
                    run = last_y - seen
                    for y in range(row, min(lowest, rows)):
                        u = min(1.0, max(0.0, (y + 0.5 - seen) / run)) if run > 1e-3 else 0.0
                        depth[y, x] = 1.0 / (inverse + (last_inverse - inverse) * u)
                        fringe[y, x] = 1.0
                    lowest = row
                if row < rows:
                    fringe[row, x] = min(1.0, max(0.04, row + 1.0 - seen))
                top = seen
                is_hidden = False
            elif seen > top + 0.6:
                is_hidden = True
            last_inverse = inverse
            last_y = seen


@kernel
def _between(grid: NDArray[np.float32], place: float, column: float) -> float:
    place = min(grid.shape[0] - 1.001, max(0.0, place))
    column = min(grid.shape[1] - 1.001, max(0.0, column))
    k = int(place)
    i = int(column)
    v = place - k
    u = column - i
    near = grid[k, i] + (grid[k, i + 1] - grid[k, i]) * u
    far = grid[k + 1, i] + (grid[k + 1, i + 1] - grid[k + 1, i]) * u
    return near + (far - near) * v


@kernel
def survey_rows(
    grid: NDArray[np.float32],
    depth: NDArray[np.float32],
    fringe: NDArray[np.float32],
    height: NDArray[np.float32],
    normal: NDArray[np.float32],
    view: NDArray[np.float64],
    step: float,
    first: int,
    last: int,
) -> None:
    """Height and normal of what each pixel sees."""
    focal, near, far = view[0], view[3], view[4]
    columns = depth.shape[1]
    growth = math.log(far / near) / (grid.shape[0] - 1)
    for y in range(first, last):
        for x in range(columns):
            if fringe[y, x] <= 0.0:
                continue
            z = min(far, float(depth[y, x]))
            place = math.log(z / near) / growth
            column = (x + 1.0) / step
            slope = (x + 0.5 - columns * 0.5) / focal
            height[y, x] = _between(grid, place, column)
            # Farther apart with distance: a crest of one cell would sparkle.
            reach = 3.0
            across = _between(grid, place, column + reach) - _between(grid, place, column - reach)
            along = _between(grid, place + reach, column) - _between(grid, place - reach, column)
            rise_x = across * focal / (2.0 * reach * step * z)
            rise_z = along / (2.0 * reach * growth * z) - slope * rise_x
            ny = 1.0 / math.sqrt(rise_x * rise_x + rise_z * rise_z + 1.0)
            normal[y, x, 0] = -rise_x * ny
            normal[y, x, 1] = ny
            normal[y, x, 2] = -rise_z * ny


@kernel
def noise_points(
    out: NDArray[np.float32],
    depth: NDArray[np.float32],
    fringe: NDArray[np.float32],
    view: NDArray[np.float64],
    per_x: float,
    per_z: float,
    octaves: int,
    seed: int,
    first: int,
    last: int,
) -> None:
    """Fractal noise at the places the pixels see; octaves finer than a pixel are left out."""
    middle, focal, cos, sin = view[0], view[1], view[2], view[3]
    for y in range(first, last):
        for x in range(out.shape[1]):
            z = float(depth[y, x])
            if fringe[y, x] <= 0.0 or z > _NOWHERE_M:
                continue
            wide = (x + 0.5 - middle) / focal * z
            u = (wide * cos + z * sin) * per_x
            v = (z * cos - wide * sin) * per_z
            out[y, x] = fbm(u, v, octaves, seed)


@scratch_kernel
def noise_at(
    x: NDArray[np.float64],
    z: NDArray[np.float64],
    per_x: float,
    per_z: float,
    octaves: int,
    seed: int,
) -> NDArray[np.float64]:
    """Fractal noise 0..1 at points of the ground (n each)."""
    out = np.empty(x.shape[0], np.float64)
    for k in range(x.shape[0]):
        out[k] = fbm(x[k] * per_x, z[k] * per_z, octaves, seed)
    return out


@scratch_kernel
def heights_at(
    x: NDArray[np.float64],
    z: NDArray[np.float64],
    mounds: NDArray[np.float64],
    shape: NDArray[np.float64],
    seed: int,
) -> NDArray[np.float64]:
    """The land's height at points (n each)."""
    out = np.empty(x.shape[0], np.float64)
    for k in range(x.shape[0]):
        out[k] = _height(x[k], z[k], mounds, shape, seed)
    return out
