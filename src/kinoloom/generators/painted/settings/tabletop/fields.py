"""Outlines as signed distances on a grid: what is turned on a lathe or cut from a board."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel

Points = Sequence[tuple[float, float]]

_CELLS = 190
_PAD = 0.14


@dataclass(frozen=True)
class Field:
    """Signed distances (rows x columns, negative inside) from (x0, y0) in steps of `step`."""

    values: NDArray[np.float32]
    x0: float
    y0: float
    step: float
    pad: float
    """How far it reaches beyond the outline."""


def smooth(points: Points, *, per_span: int = 9, closed: bool = False) -> list[tuple[float, float]]:
    """A curve through the points (Catmull-Rom), as many short lines."""
    given = np.array(points, np.float64)
    if closed:
        line = np.concatenate([given[-1:], given, given[:2]])
    else:
        line = np.concatenate(
            [2 * given[:1] - given[1:2], given, 2 * given[-1:] - given[-2:-1]]
        )  # fmt: skip
    out: list[tuple[float, float]] = []
    for k in range(1, len(line) - 2):
        a, b, c, d = line[k - 1], line[k], line[k + 1], line[k + 2]
        for i in range(per_span):
            t = i / per_span
            p = 0.5 * (
                2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                + (3 * b - a - 3 * c + d) * t * t * t
            )  # fmt: skip
            out.append((float(p[0]), float(p[1])))
    if not closed:
        out.append((float(given[-1, 0]), float(given[-1, 1])))
    return out


def lathe(outline: Points) -> Field:
    """Distances of a turned body: `outline` (radius, height) is its cut, from axis to axis.

    A cut that is nowhere near the axis is a ring's, and closed.
    """
    cut = np.array(outline, np.float64)
    if cut[:, 0].min() > 0:
        return board(outline)
    mirrored = cut[::-1] * (-1, 1)
    field = board([*map(tuple, cut), *map(tuple, mirrored)])
    first = max(0, int(-field.x0 / field.step) - 1)
    values = np.ascontiguousarray(field.values[:, first:])
    return Field(values, field.x0 + first * field.step, field.y0, field.step, field.pad)


def board(outline: Points) -> Field:
    """Distances of a closed outline in the plane."""
    line = np.ascontiguousarray(outline, np.float64)
    low, high = line.min(axis=0), line.max(axis=0)
    extent = float((high - low).max())
    pad = _PAD * extent
    step = (extent + 2 * pad) / _CELLS
    columns = math.ceil((high[0] - low[0] + 2 * pad) / step) + 1
    rows = math.ceil((high[1] - low[1] + 2 * pad) / step) + 1
    values = np.empty((rows, columns), np.float32)
    _measure(line, float(low[0] - pad), float(low[1] - pad), step, values)
    return Field(values, float(low[0] - pad), float(low[1] - pad), step, pad)


@kernel
def _measure(
    line: NDArray[np.float64], x0: float, y0: float, step: float, out: NDArray[np.float32]
) -> None:
    count = line.shape[0]
    for row in range(out.shape[0]):
        y = y0 + row * step
        for column in range(out.shape[1]):
            x = x0 + column * step
            best = 1e18
            inside = False
            for i in range(count):
                j = i - 1 if i > 0 else count - 1
                ax, ay, bx, by = line[j, 0], line[j, 1], line[i, 0], line[i, 1]
                ex, ey = bx - ax, by - ay
                t = ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey + 1e-12)
                t = min(1.0, max(0.0, t))
                dx, dy = x - ax - ex * t, y - ay - ey * t
                best = min(best, dx * dx + dy * dy)
                if (ay > y) != (by > y) and x < ax + ex * (y - ay) / (by - ay):
                    inside = not inside
            distance = math.sqrt(best)
            out[row, column] = -distance if inside else distance
