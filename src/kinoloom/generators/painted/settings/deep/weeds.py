"""Kelp and sea grass."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.settings.deep.corals import Body

if TYPE_CHECKING:
    from kinoloom.generators.painted.settings.deep.sheet import Limb


def kelp(
    rng: np.random.Generator, x: float, y: float, size: float, colour: str, stems: int = 3
) -> Body:
    """A plant of several stems, each with long blades to both sides."""
    r, g, b = rgb(colour)
    limbs: list[Limb] = []
    for _ in range(stems):
        px, py = x + float(rng.uniform(-0.07, 0.07)) * min(size, 500), y
        high = size * float(rng.uniform(0.66, 1.0))
        steps = max(8, int(high / max(6.0, 0.030 * min(size, 620))))
        length = high / steps
        phase, lean = float(rng.uniform(0, 6.28)), float(rng.uniform(-0.10, 0.10))
        blade = 0.125 * min(size, 560) * float(rng.uniform(0.85, 1.15))
        sign = 1.0
        for step in range(steps):
            up = step / steps
            angle = lean + 0.24 * math.sin(0.55 * step + phase) * (0.4 + up)
            qx, qy = px + length * math.sin(angle), py - length * math.cos(angle)
            tone = 0.55 + 0.5 * up
            wide = 0.0075 * min(size, 520) * (1 - 0.5 * up)
            limbs.append((px, py, wide, qx, qy, wide, r, g, b, tone, tone, 0.0, 3.0))
            if step > 0:
                limbs += _blade(rng, qx, qy, blade * (1 - 0.45 * up**2), sign, (r, g, b), tone)
            sign = -sign
            px, py = qx, qy
        limbs += _blade(rng, px, py, blade * 0.9, sign, (r, g, b), 1.1)
    return Body((((), tuple(limbs)),), sway_px=0.10 * min(size, 760))


def _blade(
    rng: np.random.Generator, x: float, y: float, length: float, sign: float,
    colour: tuple[float, float, float], tone: float,
) -> list[Limb]:  # fmt: skip
    """A long leaf that leaves its stem sideways and hangs up in the water."""
    angle = sign * float(rng.uniform(0.45, 1.45))
    wide = (0.012, 0.052, 0.062, 0.044, 0.008)
    limbs: list[Limb] = []
    bright = tone * float(rng.uniform(0.72, 1.16))
    r, g, b = colour
    for step in range(4):
        qx, qy = x + length / 4 * math.sin(angle), y - length / 4 * math.cos(angle)
        limbs.append((x, y, wide[step] * length, qx, qy, wide[step + 1] * length, r, g, b,
                      bright * (0.78 + 0.08 * step), bright * (0.86 + 0.08 * step), 0.0,
                      3.0))  # fmt: skip
        x, y = qx, qy
        angle += sign * float(rng.uniform(-0.34, 0.12))
    return limbs


def grass(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """A tuft of ribbons."""
    r, g, b = rgb(colour)
    limbs: list[Limb] = []
    for _ in range(int(rng.integers(9, 17))):
        px, py = x + float(rng.normal(0, 0.26)) * size, y
        angle = float(rng.uniform(-0.35, 0.35))
        turn = float(rng.uniform(-0.16, 0.16))
        length = size * float(rng.uniform(0.5, 1.0)) / 6
        tone = float(rng.uniform(0.7, 1.1))
        for step in range(6):
            qx, qy = px + length * math.sin(angle), py - length * math.cos(angle)
            wide = 0.026 * size * (1 - 0.13 * step)
            limbs.append((px, py, wide, qx, qy, wide * 0.85, r, g, b, tone * (0.45 + 0.1 * step),
                          tone * (0.55 + 0.1 * step), 0.0, 3.0))  # fmt: skip
            px, py, angle = qx, qy, angle + turn
    return Body((((), tuple(limbs)),), sway_px=0.14 * size)
