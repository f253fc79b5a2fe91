"""Noise that looks like nature: value noise, its fractal sums, and pictures of it.

The scalar functions are Numba kernels, made to be called from other kernels; each lattice value
comes from an integer hash, so a place in the noise looks the same at every picture size.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HASH_SCALE = 1.0 / 16777215.0


@kernel
def hash01(i: int, j: int, seed: int) -> float:
    """A number in 0..1 that depends only on the lattice place and the seed."""
    n = (i * 374761393 + j * 668265263 + seed * 1442695041) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFFFF) * _HASH_SCALE


@kernel
def value_noise(x: float, y: float, seed: int) -> float:
    """Smooth noise in 0..1 with one feature per unit."""
    i = math.floor(x)
    j = math.floor(y)
    u = x - i
    v = y - j
    u = u * u * u * (u * (u * 6.0 - 15.0) + 10.0)
    v = v * v * v * (v * (v * 6.0 - 15.0) + 10.0)
    a = hash01(i, j, seed)
    b = hash01(i + 1, j, seed)
    c = hash01(i, j + 1, seed)
    d = hash01(i + 1, j + 1, seed)
    return a + (b - a) * u + (c - a) * v + (a - b - c + d) * u * v


@kernel
def fbm(x: float, y: float, octaves: int, seed: int) -> float:
    """Fractal noise in 0..1; each octave is turned, so that the lattice does not show."""
    total = 0.0
    weight = 0.5
    weights = 0.0
    for octave in range(octaves):
        total += weight * value_noise(x, y, seed + octave)
        weights += weight
        weight *= 0.5
        x, y = 1.6 * x - 1.2 * y + 11.3, 1.2 * x + 1.6 * y + 4.7
    return total / weights


@kernel
def ridged(x: float, y: float, octaves: int, seed: int) -> float:
    """Fractal noise in 0..1 folded into crests, rougher where it is high: mountains."""
    total = 0.0
    weight = 0.5
    weights = 0.0
    gain = 1.0
    for octave in range(octaves):
        crest = 1.0 - abs(2.0 * value_noise(x, y, seed + octave) - 1.0)
        crest = crest * crest * gain
        gain = min(1.0, max(0.0, crest * 1.6))
        total += weight * crest
        weights += weight
        weight *= 0.5
        x, y = 1.6 * x - 1.2 * y + 11.3, 1.2 * x + 1.6 * y + 4.7
    return total / weights


@kernel
def smoothstep(a: float, b: float, x: float) -> float:
    """0 up to a, 1 from b, an S curve between; a > b runs the other way."""
    t = min(1.0, max(0.0, (x - a) / (b - a)))
    return t * t * (3.0 - 2.0 * t)


@kernel
def _fbm_rows(
    out: NDArray[np.float32],
    first_row: int,
    last_row: int,
    step_x: float,
    step_y: float,
    offset_x: float,
    offset_y: float,
    octaves: int,
    seed: int,
    warp: float,
) -> None:
    for row in range(first_row, last_row):
        for column in range(out.shape[1]):
            x = column * step_x + offset_x
            y = row * step_y + offset_y
            if warp > 0.0:
                push_x = fbm(x + 3.1, y + 7.7, 3, seed + 50)
                push_y = fbm(x - 5.2, y + 1.3, 3, seed + 60)
                x += warp * (push_x - 0.5) * 2.0
                y += warp * (push_y - 0.5) * 2.0
            out[row, column] = fbm(x, y, octaves, seed)


def fbm_image(
    width_px: int,
    height_px: int,
    *,
    scale_x_px: float,
    scale_y_px: float,
    offset_x: float = 0.0,
    offset_y: float = 0.0,
    octaves: int,
    seed: int,
    warp: float = 0.0,
) -> NDArray[np.float32]:
    """A picture (height x width, 0..1) of fractal noise with cells of the given pixel size.

    The offsets are in cells; `warp` bends the picture by its own noise, in cells.
    """
    out = np.empty((height_px, width_px), np.float32)
    step_x, step_y = 1.0 / float(scale_x_px), 1.0 / float(scale_y_px)

    def paint(first_row: int, last_row: int) -> None:
        _fbm_rows(
            out,
            first_row,
            last_row,
            step_x,
            step_y,
            float(offset_x),
            float(offset_y),
            int(octaves),
            int(seed),
            float(warp),
        )

    in_bands(height_px, paint)
    return out
