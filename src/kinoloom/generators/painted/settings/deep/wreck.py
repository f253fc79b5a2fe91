"""A ship that lies on the floor: a leaning hull, bare ribs, broken masts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.deep.corals import Body

if TYPE_CHECKING:
    from kinoloom.generators.painted.settings.deep.sheet import Limb

_WOOD = (0.30, 0.27, 0.23)


def wreck(rng: np.random.Generator, x: float, y: float, length: float, side: int) -> Body:
    """The wreck, its bow to `side`; (x, y) is where its keel lies."""
    tilt = side * float(rng.uniform(0.06, 0.13))
    cos, sin = math.cos(tilt), math.sin(tilt)

    def at(u: float, v: float) -> tuple[float, float]:
        """u along the keel toward the bow (-1..1), v up, in half lengths."""
        dx, dy = side * u * length / 2, -v * length / 2
        return x + dx * cos - dy * sin, y + dx * sin + dy * cos

    def sheer(u: float) -> float:
        """The height of the deck's edge."""
        return 0.30 + 0.16 * u * u + (0.10 * u if u > 0 else 0.0)

    unit = length / 400
    limbs: list[Limb] = []

    def beam(a: tuple[float, float], b: tuple[float, float], ra: float, rb: float,
             tone: float) -> None:  # fmt: skip
        limbs.append((*a, ra * unit, *b, rb * unit, *_WOOD, tone, tone, 0.0,
                      float(rng.integers(9999))))  # fmt: skip

    gone = sorted(rng.uniform(-0.35, 0.6, 2))
    # Masts stand behind the hull.
    for u, high in ((-0.42, 0.9), (0.12, 1.25), (0.55, 0.72)):
        broken = high * float(rng.uniform(0.5, 1.0))
        foot, top = at(u, 0.2), at(u + float(rng.uniform(-0.03, 0.05)), 0.3 + broken)
        beam(foot, top, 6.5, 4.0, 0.9)
        yard = 0.30 + 0.68 * broken
        if rng.random() < 0.8:
            beam(at(u - 0.24, yard - 0.03), at(u + 0.20, yard + 0.06), 2.6, 2.2, 0.95)
        for reach in (-0.30, 0.26):
            beam(top, at(u + reach, sheer(u + reach)), 0.9, 0.8, 0.7)
    # Planks, lowest first; a stretch of them is gone and shows the ribs.
    for row in range(16):
        v = row / 15
        steps = 26
        for k in range(steps):
            u0, u1 = -0.96 + 1.92 * k / steps, -0.96 + 1.92 * (k + 1.1) / steps
            middle = (u0 + u1) / 2
            torn = gone[0] < middle < gone[1] and v > 0.30 + 0.3 * math.sin(9 * middle)
            if torn or rng.random() < 0.03:
                continue
            narrow = 1 - 0.22 * (1 - v) ** 1.5
            tone = 0.62 + 0.42 * v + float(rng.uniform(-0.13, 0.13))
            beam(at(u0 * narrow, v * sheer(u0)), at(u1 * narrow, v * sheer(u1)), 5.8, 5.8, tone)
    for k in range(15):
        u = -0.84 + 1.68 * k / 14
        if gone[0] - 0.06 < u < gone[1] + 0.06:
            low, high = at(u * 0.84, 0.04), at(u * 1.0, sheer(u) * float(rng.uniform(0.8, 1.18)))
            beam(low, high, 4.2, 3.0, 0.85)
    # The rail, the bowsprit, the stern's castle.
    for k in range(24):
        u0, u1 = -0.98 + 1.96 * k / 24, -0.98 + 1.96 * (k + 1) / 24
        if not gone[0] < (u0 + u1) / 2 < gone[1]:
            beam(at(u0, sheer(u0) + 0.02), at(u1, sheer(u1) + 0.02), 4.6, 4.6, 1.15)
    beam(at(0.95, sheer(0.95)), at(1.38, sheer(1.0) + 0.22), 5.2, 2.4, 1.0)
    for row in range(5):
        v = sheer(-0.9) + 0.05 * row
        beam(at(-0.97, v), at(-0.58, v - 0.02), 7.0, 7.0, 0.8 + 0.08 * row)
    return Body((((), tuple(limbs)),))
