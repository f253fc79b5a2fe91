"""The shape of dry land: rolling ground, dunes, ripples, angular rocks and table mountains.

A height field over the ground plane; x is right, z is away from the camera, y is up. One unit is
about half a metre: the camera of a shot stands as high as a shoulder.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Places in the packed parameters: a kernel takes one array, so that it is compiled once.
_SEED, _ROLL, _ROLL_FREQUENCY, _DUNE, _DUNE_LENGTH, _DUNE_COS, _DUNE_SIN = range(7)
_RIPPLE, _RIPPLE_COS, _RIPPLE_SIN, _ROCKS, _ROCK_SIZE, _PATH_Z, _ROUGH = range(7, 14)
_ROCK_FACETS = 6
_DETAIL_Z = 75.0
"""Ripples and rocks farther than this are below a pixel."""


@dataclass(frozen=True)
class LandShape:
    """What the ground is made of. Heights and lengths in units, `turn` in radians."""

    seed: int
    roll: float
    """Height of the rolling ground."""
    roll_length: float
    dune: float
    """Height of the dunes, 0 for none."""
    dune_length: float
    dune_turn: float
    """Which way the crests run: 0 is into the picture, half a turn across it."""
    ripple: float
    rocks: float
    """Share of the places that hold a rock, 0..1."""
    rock_size: float
    rough: float
    """How bumpy the ground is, 0..1; wind smooths dunes."""
    path_z: float
    """The distance at which someone walks: the ground is calm and free of boulders there."""

    def packed(self) -> NDArray[np.float64]:
        return np.array(
            [
                self.seed,
                self.roll,
                1 / self.roll_length,
                self.dune,
                self.dune_length,
                math.cos(self.dune_turn),
                math.sin(self.dune_turn),
                self.ripple,
                math.cos(self.dune_turn * 0.6 + 1.1),
                math.sin(self.dune_turn * 0.6 + 1.1),
                self.rocks,
                self.rock_size,
                self.path_z,
                self.rough,
            ],
            np.float64,
        )


@njit(fastmath=True, inline="always")
def _dunes(x: float, z: float, shape: NDArray[np.float64]) -> float:
    seed = int(shape[_SEED])
    length = shape[_DUNE_LENGTH]
    u = (x * shape[_DUNE_COS] + z * shape[_DUNE_SIN]) / length
    v = (z * shape[_DUNE_COS] - x * shape[_DUNE_SIN]) / length
    u += 2.1 * (fbm(v * 0.5 + 5.0, u * 0.3, 2, seed + 20) - 0.5)
    number = math.floor(u)
    along = u - number
    height = 0.3 + 0.7 * value_noise(v * 0.6 + number * 7.31, number * 3.7, seed + 9)
    rise = min(1.33, along / 0.68)
    fall = min(1.7, (1.0 - along) / 0.32)
    windward = rise * rise * (2.0 - rise)
    lee = fall * fall * (1.6 - 0.6 * fall)
    # Crests are rounded a little: a true edge would alias against the sky.
    crest = 0.5 * (windward + lee - math.sqrt((windward - lee) ** 2 + 0.0049))
    return shape[_DUNE] * height * crest


@njit(fastmath=True, inline="always")
def rock_height(x: float, z: float, shape: NDArray[np.float64]) -> float:
    """Height of the rock at a place, 0 between rocks: convex blocks cut by a few planes."""
    if shape[_ROCKS] <= 0.0:
        return 0.0
    seed = int(shape[_SEED])
    near_path = smoothstep(0.45, 0.7, z / shape[_PATH_Z]) * smoothstep(
        1.55, 1.25, z / shape[_PATH_Z]
    )
    best = 0.0
    cell = 3.4
    cluster = smoothstep(0.35, 0.75, value_noise(x * 0.07, z * 0.07, seed + 77))
    for level in range(3 if z < 24.0 else 2):
        column = math.floor(x / cell)
        row = math.floor(z / cell)
        density = shape[_ROCKS] * (0.15 + 1.5 * cluster) * (1.0 + level)
        # A rock reaches less than 0.7 of a cell: only the four nearest cells can touch this place.
        if x / cell - column < 0.5:
            column -= 1
        if z / cell - row < 0.5:
            row -= 1
        for place in range(4):
            i = column + (place & 1)
            j = row + (place >> 1)
            if hash01(i, j, seed + 80 + level) < density:
                size = hash01(i, j, seed + 83 + level)
                radius = cell * shape[_ROCK_SIZE] * (0.2 + 0.8 * size * size * size)
                if level == 0:
                    radius *= 1.0 - 0.75 * near_path
                dx = x - (i + 0.2 + 0.6 * hash01(i, j, seed + 81 + level)) * cell
                dz = z - (j + 0.2 + 0.6 * hash01(i, j, seed + 82 + level)) * cell
                if dx * dx + dz * dz > 2.6 * radius * radius:
                    continue
                tilt_x = 0.9 * hash01(i, j, seed + 91) - 0.45
                tilt_z = 0.9 * hash01(i, j, seed + 92) - 0.45
                top = radius * (0.4 + 0.45 * hash01(i, j, seed + 93)) + tilt_x * dx + tilt_z * dz
                for k in range(_ROCK_FACETS):
                    turn = 6.2832 * (k + 0.8 * hash01(i + 31 * k, j, seed + 94)) / _ROCK_FACETS
                    reach = radius * (0.75 + 0.45 * hash01(i, j + 17 * k, seed + 95))
                    steep = 0.9 + 2.4 * hash01(i + 7 * k, j - k, seed + 96)
                    away = dx * math.cos(turn) + dz * math.sin(turn)
                    top = min(top, (reach - away) * steep)
                if top > best:
                    rough = fbm(x * 1.7 / radius, z * 1.7 / radius, 2, seed + 97) - 0.5
                    best = max(best, top + 0.22 * radius * rough)
        cell *= 0.29
    return best


@njit(fastmath=True, inline="always")
def _butte_height(x: float, z: float, buttes: NDArray[np.float64], seed: int) -> float:
    """Buttes are rows of (x, z, radius, height, roundness 0..1)."""
    best = 0.0
    for k in range(buttes.shape[0]):
        radius = buttes[k, 2]
        dx = (x - buttes[k, 0]) / radius
        dz = (z - buttes[k, 1]) / radius
        away = math.sqrt(dx * dx + dz * dz)
        if away > 2.4:
            continue
        away += 0.75 * (fbm(dx * 1.3 + k * 9.1, dz * 1.3, 3, seed + 120) - 0.5)
        away += 0.16 * (fbm(dx * 7.0 + k * 5.0, dz * 7.0, 3, seed + 130) - 0.5)
        soft = 0.02 + 0.35 * buttes[k, 4]
        talus = 0.30 * smoothstep(1.55, 0.95, away) ** 1.5
        cliff = 0.48 * smoothstep(0.98, 0.95 - soft, away)
        crown = 0.20 * smoothstep(0.62, 0.58 - soft, away)
        relief = 0.05 * fbm(dx * 4.0, dz * 4.0, 3, seed + 140) * smoothstep(1.0, 0.8, away)
        best = max(best, buttes[k, 3] * (talus + cliff + crown + relief))
    return best


@njit(fastmath=True, inline="always")
def _macro_height(
    x: float, z: float, shape: NDArray[np.float64], buttes: NDArray[np.float64]
) -> float:
    seed = int(shape[_SEED])
    path = shape[_PATH_Z]
    calm = 0.20 + 0.80 * smoothstep(1.15 * path, 2.9 * path, z)
    front = 0.32 * smoothstep(0.85 * path, 0.55 * path, z)
    frequency = shape[_ROLL_FREQUENCY]
    height = shape[_ROLL] * (fbm(x * frequency, z * frequency, 3, seed) - 0.5)
    height *= calm + front
    if shape[_DUNE] > 0.0:
        # Dunes grow slowly with distance: a quick rise would be a wall across the picture.
        grown = 0.11 + 0.89 * smoothstep(1.0 * path, 5.5 * path, z) + 0.35 * front
        height += (_dunes(x, z, shape) - 0.2 * shape[_DUNE]) * grown
    if front > 0.0 and height > 0.0:
        # Nothing in front of the path may rise so far that it hides feet.
        height = height / (1.0 + height * front * 3.4)
    if buttes.shape[0] > 0:
        height += _butte_height(x, z, buttes, seed)
    return height


@njit(fastmath=True, inline="always")
def _ripple_height(x: float, z: float, shape: NDArray[np.float64]) -> float:
    seed = int(shape[_SEED])
    bend = fbm(x * 0.22, z * 0.3, 2, seed + 31) * 15.0
    patch = smoothstep(0.3, 0.62, value_noise(x * 0.1, z * 0.1, seed + 40))
    fade = 1.0 - smoothstep(12.0, 44.0, z)
    phase = 6.5 * (z * shape[_RIPPLE_SIN] + x * shape[_RIPPLE_COS] * 0.5) + bend
    wave = 0.5 + 0.5 * math.sin(phase + 0.5 * math.sin(phase))
    return shape[_RIPPLE] * fade * patch * wave


@njit(fastmath=True, inline="always")
def _rough_height(x: float, z: float, shape: NDArray[np.float64]) -> float:
    """Bumps of a step's size and grain: what low light makes of ground that is nearly flat."""
    seed = int(shape[_SEED])
    bumps = 0.0
    size = 0.34 * shape[_ROUGH]
    frequency = 0.42
    for level in range(3 if z < 34.0 else 2):
        bumps += size * (fbm(x * frequency, z * frequency * 1.2, 2, seed + 70 + level) - 0.5)
        size = 0.044 * (0.3 + 0.7 * shape[_ROUGH]) if level == 0 else 0.4 * size
        frequency *= 5.3
    return bumps


@kernel
def fill_heights(
    heights: NDArray[np.float32],
    rocks: NDArray[np.uint8],
    distances: NDArray[np.float64],
    focal_px: float,
    centre_x_px: float,
    shape: NDArray[np.float64],
    buttes: NDArray[np.float64],
    first_column: int,
    last_column: int,
) -> None:
    """Heights (columns x distances) as the camera's columns see them, and where a rock is."""
    for column in range(first_column, last_column):
        dx = (column + 0.5 - centre_x_px) / focal_px
        for k in range(distances.shape[0]):
            z = distances[k]
            x = dx * z
            height = _macro_height(x, z, shape, buttes)
            if z < _DETAIL_Z:
                height += _ripple_height(x, z, shape)
                height += _rough_height(x, z, shape)
                rock = rock_height(x, z, shape)
                if rock > 0.012:
                    rocks[column, k] = 1
                    height += rock
            heights[column, k] = height
