"""Noise from a table: a wrapping picture of fractal noise that kernels look up at any scale.

A look-up compiles and runs in a fraction of the noise functions' time, and a city uses many.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel

TABLE_PX = 1024
CELL_PX = 8
_OCTAVES = 4


def noise_table(seed: int) -> NDArray[np.float32]:
    """A TABLE_PX square of noise in 0..1 around 0.5 that wraps; one cell is CELL_PX pixels."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xC17])
    total = np.zeros((TABLE_PX, TABLE_PX), np.float32)
    for octave in range(_OCTAVES):
        cell = max(1, CELL_PX >> octave)
        cells = TABLE_PX // cell
        lattice = rng.random((cells, cells), dtype=np.float32)
        margin = 4
        padded = np.pad(lattice, margin, mode="wrap")
        size = (padded.shape[1] * cell, padded.shape[0] * cell)
        smooth = cv2.resize(padded, size, interpolation=cv2.INTER_CUBIC)
        cut = margin * cell
        total += smooth[cut : cut + TABLE_PX, cut : cut + TABLE_PX] * np.float32(
            0.5 ** (octave + 1)
        )
    total -= total.mean()
    return np.ascontiguousarray(np.clip(0.5 + total * (0.135 / total.std()), 0, 1), np.float32)


@kernel
def noise_at(table: NDArray[np.float32], x: float, y: float) -> float:
    """The noise at a place in cells, between the table's pixels."""
    u = x * CELL_PX
    v = y * CELL_PX
    i = math.floor(u)
    j = math.floor(v)
    fu = u - i
    fv = v - j
    i0 = i & (TABLE_PX - 1)
    j0 = j & (TABLE_PX - 1)
    i1 = (i + 1) & (TABLE_PX - 1)
    j1 = (j + 1) & (TABLE_PX - 1)
    top = table[j0, i0] + (table[j0, i1] - table[j0, i0]) * fu
    bottom = table[j1, i0] + (table[j1, i1] - table[j1, i0]) * fu
    return top + (bottom - top) * fv
