"""Looking pixels up in a table of colours: with arrays at first, with compiled loops later on.

Both give the same bits. The loops are three times as fast and take most of a second to load, which
the first picture of a preview cannot wait for.
"""

from __future__ import annotations

from itertools import count
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kinoloom.render.picture import Plane

Bytes = NDArray[np.uint8]

_FIRST_PICTURES = 60
"""So many are drawn before the loops are loaded: a run that long is likely to go on."""
_drawn = count()


class Lookups(Protocol):
    """Planes of one size through the tables of `table.Joint`, into planes of the same size."""

    def luma_through(self, y: Plane, u: Plane, v: Plane, table: Bytes, out: Plane) -> None:
        """`table[v / 2][u / 2][y]`."""
        ...

    def chroma_through(
        self, y: Plane, u: Plane, v: Plane, table: Bytes, out_u: Plane, out_v: Plane
    ) -> None:
        """`table[v][u][y / 8][u or v]`, 33 steps of y, with lines between them."""
        ...


class ByArrays:
    """Needs nothing loaded."""

    def luma_through(self, y: Plane, u: Plane, v: Plane, table: Bytes, out: Plane) -> None:
        """See Lookups."""
        at = v.astype(np.uint32) >> 1 << 15
        at |= u.astype(np.uint32) >> 1 << 8
        at |= y
        np.take(table, at, out=out, mode="clip")

    def chroma_through(
        self, y: Plane, u: Plane, v: Plane, table: Bytes, out_u: Plane, out_v: Plane
    ) -> None:
        """See Lookups."""
        at = ((v.astype(np.int32) << 8 | u) * 33 + (y >> 3)) * 2
        share = (y & 7).astype(np.int32)
        rest = 8 - share
        for step, out in enumerate((out_u, out_v)):
            near, far = (np.take(table, at + side, mode="clip") for side in (step, step + 2))
            out[:] = (near * rest + far * share + 4) >> 3


def lookups() -> Lookups:
    """The way for the next picture."""
    if next(_drawn) < _FIRST_PICTURES:
        return ByArrays()
    from kinoloom.render.grade.kernels import ByLoops

    return ByLoops()
