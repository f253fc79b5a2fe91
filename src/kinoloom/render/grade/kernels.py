"""Compiled loops that look pixels up in a table of colours. Imported only by `lookups`."""

from __future__ import annotations

import numpy as np
from numba import njit, types
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

# One signature for planes of our own and for read-only views of a decoder's: each further
# combination would be compiled at its first frame.
_PLANE = types.Array(types.uint8, 2, "C", readonly=True)
_TABLE = types.Array(types.uint8, 1, "C", readonly=True)
_OUT = types.Array(types.uint8, 2, "C")


@njit([types.void(_PLANE, _PLANE, _PLANE, _TABLE, _OUT)], cache=True, nogil=True)
def _luma_through(y: Bytes, u: Bytes, v: Bytes, table: Bytes, out: Bytes) -> None:
    for row in range(y.shape[0]):
        for column in range(y.shape[1]):
            chroma = (np.uint32(v[row, column]) >> 1 << 15) | (np.uint32(u[row, column]) >> 1 << 8)
            out[row, column] = table[chroma | y[row, column]]


@njit([types.void(_PLANE, _PLANE, _PLANE, _TABLE, _OUT, _OUT)], cache=True, nogil=True)
def _chroma_through(y: Bytes, u: Bytes, v: Bytes, table: Bytes, out_u: Bytes, out_v: Bytes) -> None:
    for row in range(u.shape[0]):
        for column in range(u.shape[1]):
            light = np.int32(y[row, column])
            chroma = (np.int32(v[row, column]) << 8) | np.int32(u[row, column])
            at = (chroma * 33 + (light >> 3)) * 2
            share = light & 7
            rest = 8 - share
            out_u[row, column] = (table[at] * rest + table[at + 2] * share + 4) >> 3
            out_v[row, column] = (table[at + 1] * rest + table[at + 3] * share + 4) >> 3


class ByLoops:
    """See `lookups.Lookups`."""

    luma_through = staticmethod(_luma_through)
    chroma_through = staticmethod(_chroma_through)
