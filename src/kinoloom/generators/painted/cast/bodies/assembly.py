"""Several bodies as one: moved, turned and put together, so that they hide and shade each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from kinoloom.generators.painted.cast.bodies.anatomy import Body
    from kinoloom.generators.painted.cast.bodies.skeleton import Point

_FROM, _TO, _WAY = (0, 1, 2), (4, 5, 6), (11, 12, 13)


def moved(
    capsules: NDArray[np.float32], to: Point, *, scale: float = 1.0, turn: float = 0.0
) -> NDArray[np.float32]:
    """Capsules turned about the vertical (from x toward the viewer), scaled, then shifted."""
    out = capsules.copy()
    c, s = math.cos(turn), math.sin(turn)
    for x, y, z in (_FROM, _TO, _WAY):
        out[:, x] = c * capsules[:, x] - s * capsules[:, z]
        out[:, z] = s * capsules[:, x] + c * capsules[:, z]
        if (x, y, z) == _WAY:
            continue
        for column, shift in zip((x, y, z), to, strict=True):
            out[:, column] = out[:, column] * scale + shift
    out[:, (3, 7)] *= scale
    return out


def joined(
    parts: Iterable[tuple[NDArray[np.float32], Body]],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """All capsules and all materials: each body's capsules go with its own materials and groups."""
    rows: list[NDArray[np.float32]] = []
    materials: list[NDArray[np.float32]] = []
    first, groups = 0, 0
    for capsules, body in parts:
        own = capsules.copy()
        own[:, 8] += first
        own[:, 9] += groups
        has_decal = own[:, 14] > 0
        for column in (16, 18):
            own[has_decal, column] += first
        stuff = body.material_rows()
        rows.append(own)
        materials.append(stuff)
        first += len(stuff)
        groups = int(own[:, 9].max()) + 1
    return np.concatenate(rows), np.concatenate(materials)
