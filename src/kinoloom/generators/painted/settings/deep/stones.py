"""Rocks, arches and pillars of rock."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.settings.deep.corals import Body

if TYPE_CHECKING:
    from kinoloom.generators.painted.settings.deep.sheet import Lump


def _lump(
    rng: np.random.Generator, x: float, y: float, rx: float, ry: float, base: float,
    colours: tuple[str, str], shade: float = 1.0, rough: float = 0.55,
) -> Lump:  # fmt: skip
    a, b = rgb(colours[0]), rgb(colours[1])
    return (x, y, rx, ry, *map(float, a), *map(float, b), 0.0, float(rng.uniform(1.5, 2.3)), rough,
            shade, float(rng.integers(9999)), base)  # fmt: skip


def shade(x: float, y: float, rx: float, ry: float) -> Lump:
    """The shade around a foot."""
    return (x, y, rx, ry, 0, 0, 0, 0, 0, 0, 5.0, 1.0, 0.0, 0.62, 0.0, 1e6)


def rocks(
    rng: np.random.Generator, x: float, y: float, size: float, colours: tuple[str, str]
) -> Body:
    """A heap: large ones behind, small ones at their feet."""
    lumps: list[Lump] = [shade(x, y + 0.04 * size, 1.55 * size, 0.34 * size)]
    count = int(rng.integers(3, 6))
    for k in range(count):
        near = k / count
        rx = size * (0.62 - 0.34 * near) * float(rng.uniform(0.8, 1.15))
        ry = rx * float(rng.uniform(0.55, 0.95))
        lx = x + float(rng.uniform(-0.8, 0.8)) * size * (0.3 + 0.7 * near)
        base = y + 0.10 * size * near
        lumps.append(_lump(rng, lx, base - 0.30 * ry, rx, ry, base, colours))
    return Body(((tuple(lumps), ()),))


def mound(
    rng: np.random.Generator, x: float, y: float, rx: float, ry: float, colours: tuple[str, str]
) -> Body:
    """One broad hump of reef rock; its foot is at `y`."""
    hump = _lump(rng, x, y - 0.06 * ry, rx, ry, y + 0.10 * ry, colours, 1.0, 0.42)
    return Body((((shade(x, y + 0.05 * ry, 1.25 * rx, 0.30 * ry), hump), ()),))


def drift(rng: np.random.Generator, x: float, y: float, rx: float, ry: float, sand: str) -> Body:
    """A low bank of sand against what lies there."""
    bank = _lump(rng, x, y, rx, ry, y + 2 * ry, (sand, sand), 1.15, 0.35)
    return Body((((bank,), ()),))


def pillar(
    rng: np.random.Generator, x: float, y: float, high: float, colours: tuple[str, str]
) -> Body:
    """A stack of rock, wider at its foot, irregular all the way up."""
    lumps: list[Lump] = [shade(x, y, 0.5 * high, 0.10 * high)]
    steps = int(rng.integers(5, 8))
    lean = float(rng.uniform(-0.12, 0.12))
    for k in range(steps):
        up = 1 - k / (steps - 1)
        wide = high * (0.30 - 0.14 * up) * float(rng.uniform(0.8, 1.2))
        lx = x + lean * high * up + float(rng.uniform(-0.05, 0.05)) * high
        lumps.append(_lump(rng, lx, y - up * high * 0.92, wide, high * 0.20, y, colours, 1.0, 0.6))
    return Body(((tuple(lumps), ()),))


def arch(
    rng: np.random.Generator, x: float, y: float, high: float, colours: tuple[str, str]
) -> Body:
    """Rock that bridges a gap: two uneven legs and a span of boulders."""
    lumps: list[Lump] = [shade(x, y, 1.3 * high, 0.12 * high)]
    wide = high * float(rng.uniform(0.62, 0.85))
    steps = 15
    for k in range(steps):
        turn = math.pi * k / (steps - 1)
        lx = x - wide * math.cos(turn) * (1.0 + 0.12 * math.sin(turn))
        ly = y - high * 0.86 * math.sin(turn) ** 0.62
        thick = high * (0.17 + 0.13 * abs(math.cos(turn))) * float(rng.uniform(0.8, 1.25))
        lumps.append(_lump(rng, lx, ly, thick * 1.12, thick, y + 0.04 * high, colours, 1.0, 0.62))
    for sign in (-1, 1):
        for _ in range(2):
            rx = high * float(rng.uniform(0.2, 0.34))
            lx = x + sign * wide * float(rng.uniform(0.9, 1.35))
            lumps.append(_lump(rng, lx, y - 0.1 * high, rx, rx * 0.7, y + 0.05 * high, colours))
    return Body(((tuple(lumps), ()),))
