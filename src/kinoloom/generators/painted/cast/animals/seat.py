"""Four-legged animals that sit: the hips go down, the chest stays up, the head stays level."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.animals.breeds import Knot

SITTERS: frozenset[str] = frozenset(
    ("cat", "black_cat", "dog", "guide_dog", "poodle", "fox", "wolf", "lion", "tiger", "leopard",
     "raccoon", "bear", "polar_bear", "panda", "koala", "hamster")
)  # fmt: skip
"""Who sits; a horse or a cow does not."""
_UP = 0.62
"""How steep the back is, radians."""
_LEVEL = 0.50
"""How much of that the neck takes back."""
_SUNK = 0.50
"""The height of seated hips, of that of standing ones."""
_TAIL_TURN = 0.35


def seat_of(hip: tuple[float, float], at: tuple[float, float]) -> tuple[float, float]:
    """Where a point of the standing trunk (forward, up) is in the seated one."""
    f, u = _turned(at[0] - hip[0], at[1] - hip[1], _UP)
    return hip[0] + 0.10 + f, _SUNK * hip[1] + u


def seated(
    hip: tuple[float, float],
    spine: tuple[Knot, ...],
    neck: tuple[Knot, ...],
    tail: tuple[Knot, ...],
) -> tuple[tuple[Knot, ...], tuple[Knot, ...], tuple[Knot, ...]]:
    """Spine, neck and tail of a standing animal as it sits."""

    def sat(knots: tuple[Knot, ...]) -> tuple[Knot, ...]:
        return tuple((*seat_of(hip, (f, u)), r) for f, u, r in knots)

    high = sat(neck)
    root = high[0]
    level: list[Knot] = []
    for f, u, r in high:
        x, y = _turned(f - root[0], u - root[1], -_LEVEL)
        level.append((root[0] + x, root[1] + y, r))
    behind: list[Knot] = []
    start = sat(tail)[0]
    for f, u, r in tail:
        x, y = _turned(f - tail[0][0], u - tail[0][1], _TAIL_TURN)
        # It lies on the ground where it would go into it.
        behind.append((start[0] + x, max(1.1 * r, start[1] + y), r))
    return sat(spine), tuple(level), tuple(behind)


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    c, s = math.cos(angle), math.sin(angle)
    return x * c - y * s, x * s + y * c
