"""Corals and their like, as limbs and lumps that stand on a point of the painted canvas."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb

if TYPE_CHECKING:
    from kinoloom.generators.painted.settings.deep.sheet import Limb, Lump

_ROCK, _BRAIN, _POLYPS, _HOLE, _PLATE = range(5)
_FAR_BELOW = 1e6


class Body(NamedTuple):
    """One thing: its lumps and limbs in the order they are laid, and how far it sways (px)."""

    parts: tuple[tuple[tuple[Lump, ...], tuple[Limb, ...]], ...]
    sway_px: float = 0.0


def branching(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """Staghorn: limbs that fork upward, with pale tips."""
    r, g, b = rgb(colour)
    limbs: list[Limb] = []

    def grow(x0: float, y0: float, angle: float, length: float, radius: float, depth: int) -> None:
        bent = angle + float(rng.uniform(-0.22, 0.22))
        x1, y1 = x0 + length * math.sin(bent), y0 - length * math.cos(bent)
        tip = radius * (0.78 if depth else 0.5)
        high = min(1.0, (y - y1) / size)
        limbs.append((x0, y0, radius, x1, y1, tip, r, g, b, 0.45 + 0.5 * min(1.0, (y - y0) / size),
                      0.55 + 0.5 * high, 0.0 if depth else 0.55,
                      float(rng.integers(9999))))  # fmt: skip
        if depth == 0:
            return
        for _ in range(2 if rng.random() < 0.72 else 3):
            turn = bent * 0.72 + float(rng.uniform(-0.75, 0.75))
            grow(x1, y1, turn, length * float(rng.uniform(0.62, 0.86)), tip, depth - 1)

    depth = 4 if size > 60 else 3
    for _ in range(int(rng.integers(3, 6))):
        grow(x + float(rng.uniform(-0.16, 0.16)) * size, y, float(rng.uniform(-0.9, 0.9)),
             size * float(rng.uniform(0.24, 0.34)), size * 0.042, depth)  # fmt: skip
    limbs.sort(key=lambda limb: limb[9])
    return Body((((), tuple(limbs)),))


def fan(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """A sea fan: a net of fine branches in one plane, as wide as high."""
    r, g, b = rgb(colour)
    limbs: list[Limb] = []

    def grow(x0: float, y0: float, angle: float, length: float, radius: float, depth: int) -> None:
        for step in range(2):
            bent = angle + float(rng.uniform(-0.13, 0.13))
            x1, y1 = x0 + length / 2 * math.sin(bent), y0 - length / 2 * math.cos(bent)
            tone = 0.62 + 0.42 * min(1.0, (y - y1) / size) + float(rng.uniform(-0.06, 0.06))
            limbs.append((x0, y0, radius, x1, y1, radius * 0.9, r, g, b, tone, tone, 0.0,
                          float(rng.integers(9999))))  # fmt: skip
            x0, y0 = x1, y1
            if depth > 0 and step == 0 and depth < 6:
                grow(x0, y0, angle + float(rng.choice((-1, 1))) * 0.55, length * 0.62,
                     radius * 0.66, depth - 2)  # fmt: skip
        if depth > 0:
            spread = 0.26 + 0.05 * depth
            for sign in (-1, 1):
                grow(x0, y0, angle * 1.02 + sign * spread * float(rng.uniform(0.6, 1.1)),
                     length * float(rng.uniform(0.74, 0.90)), radius * 0.76,
                     depth - 1)  # fmt: skip

    lean = float(rng.uniform(-0.3, 0.3))
    grow(x, y + 0.02 * size, lean, 0.20 * size, max(1.2, 0.020 * size), 6 if size > 90 else 5)
    return Body((((), tuple(limbs)),), sway_px=0.035 * size)


def tubes(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """Tube sponges: a cluster of chimneys with dark mouths, the short ones in front."""
    r, g, b = rgb(colour)
    count = int(rng.integers(4, 9))
    parts: list[tuple[tuple[Lump, ...], tuple[Limb, ...]]] = []
    for k in range(count):
        high = size * (1.0 - 0.62 * k / count) * float(rng.uniform(0.78, 1.0))
        wide = size * float(rng.uniform(0.085, 0.12))
        foot = x + float(rng.uniform(-0.30, 0.30)) * size
        lean = float(rng.uniform(-0.14, 0.14)) + 0.30 * (foot - x) / size
        tx, ty = foot + lean * high, y - high
        seed = float(rng.integers(9999))
        mid = (foot + 0.45 * lean * high, y - 0.5 * high)
        limbs: tuple[Limb, ...] = (
            (foot, y, wide * 0.72, *mid, wide * 0.92, r, g, b, 0.42, 0.80, 0.0, seed),
            (*mid, wide * 0.92, tx, ty + wide * 0.3, wide, r, g, b, 0.80, 1.04, 0.0, seed),
        )
        rim: Lump = (tx, ty - 0.42 * wide, wide * 1.03, wide * 0.44, r, g, b, 1, 1, 1, _PLATE, 1.0,
                     0.05, 1.1, seed, _FAR_BELOW)  # fmt: skip
        hole: Lump = (tx, ty - 0.40 * wide, wide * 0.76, wide * 0.29, r, g, b, r, g, b, _HOLE, 1.0,
                      0.03, 0.9, seed, _FAR_BELOW)  # fmt: skip
        parts.append(((), limbs))
        parts.append(((rim, hole), ()))
    return Body(tuple(parts))


def brain(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """A dome with winding grooves."""
    r, g, b = rgb(colour)
    rx, ry = 0.62 * size, 0.52 * size
    dark = (0.50 * r, 0.44 * g, 0.46 * b)
    dome: Lump = (x, y - 0.26 * ry, rx, ry, r, g, b, *dark, _BRAIN, float(rng.uniform(3.4, 4.8)),
                  0.10, 1.0, float(rng.integers(9999)), y)  # fmt: skip
    return Body((((dome,), ()),))


def boulder_coral(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """A few knobs of polyps grown together."""
    r, g, b = rgb(colour)
    lumps: list[Lump] = []
    for _ in range(int(rng.integers(3, 6))):
        rx = size * float(rng.uniform(0.24, 0.42))
        lx = x + float(rng.uniform(-0.38, 0.38)) * size
        ly = y - float(rng.uniform(0.0, 0.30)) * size
        lumps.append((lx, ly, rx, rx * float(rng.uniform(0.75, 1.0)), r, g, b,
                      min(1, r * 1.3 + 0.1), min(1, g * 1.3 + 0.1), min(1, b * 1.3 + 0.1),
                      _POLYPS, float(rng.uniform(1.4, 2.4)), 0.16, 0.98,
                      float(rng.integers(9999)), y))  # fmt: skip
    lumps.sort(key=lambda lump: lump[1])
    return Body(((tuple(lumps), ()),))


def table(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """Plates on a stalk, one over another."""
    size *= 0.82
    r, g, b = rgb(colour)
    pale = (min(1, r * 1.2 + 0.2), min(1, g * 1.2 + 0.2), min(1, b * 1.2 + 0.2))
    parts: list[tuple[tuple[Lump, ...], tuple[Limb, ...]]] = []
    high = 0.0
    for k in range(int(rng.integers(1, 3))):
        wide = size * float(rng.uniform(0.62, 0.95)) * (1 - 0.25 * k)
        off = float(rng.uniform(-0.28, 0.28)) * size
        top = high + size * float(rng.uniform(0.22, 0.34))
        stalk: Limb = (x + 0.3 * off, y - high, 0.07 * size, x + off, y - top, 0.13 * size,
                       r, g, b, 0.4, 0.5, 0.0, float(rng.integers(9999)))  # fmt: skip
        seed = float(rng.integers(9999))
        under: Lump = (x + off, y - top + 0.05 * wide, wide * 0.97, wide * 0.16, 0.5 * r, 0.5 * g,
                       0.5 * b, 0.4 * r, 0.4 * g, 0.4 * b, _POLYPS, 3.0, 0.10, 0.7, seed,
                       _FAR_BELOW)  # fmt: skip
        plate: Lump = (x + off, y - top, wide, wide * 0.17, r, g, b, *pale, _PLATE, 3.0, 0.10,
                       1.05, seed, _FAR_BELOW)  # fmt: skip
        parts += [((), (stalk,)), ((under, plate), ())]
        high = top
    return Body(tuple(parts))


def fingers(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """Pillar coral: thick fingers that stand close."""
    r, g, b = rgb(colour)
    limbs: list[Limb] = []
    count = int(rng.integers(7, 13))
    for k in range(count):
        foot = x + float(rng.uniform(-0.42, 0.42)) * size
        high = size * (0.95 - 0.5 * k / count) * float(rng.uniform(0.7, 1.0))
        high *= 1 - 0.5 * abs(foot - x) / size
        wide = size * float(rng.uniform(0.055, 0.085))
        tip = foot + 0.7 * (foot - x) * 0.5 + float(rng.uniform(-0.05, 0.05)) * size
        limbs.append((foot, y, wide, tip, y - high, wide * 0.8, r, g, b, 0.40, 1.0, 0.30,
                      float(rng.integers(9999))))  # fmt: skip
    return Body((((), tuple(limbs)),))


def anemone(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """A crown of soft arms with light tips."""
    r, g, b = rgb(colour)
    limbs: list[Limb] = []
    count = 46
    for k in range(count):
        back = k / count
        angle = float(rng.uniform(-1.25, 1.25)) * (0.75 + 0.35 * back)
        length = size * float(rng.uniform(0.42, 0.62)) * (1.06 - 0.35 * back)
        px, py = x + 0.28 * size * angle, y - 0.16 * size * math.cos(angle) + 0.06 * size * back
        wide = max(1.0, 0.032 * size)
        for step in range(4):
            bent = angle + 0.22 * math.sin(step * 1.3 + k)
            qx = px + length / 4 * math.sin(bent)
            qy = py - length / 4 * math.cos(bent)
            tone = 0.45 + 0.16 * step + 0.1 * back
            limbs.append((px, py, wide, qx, qy, wide * (0.92 if step < 3 else 0.8), r, g, b, tone,
                          tone + 0.16, 0.5 if step == 3 else 0.0, 7.0 + k))  # fmt: skip
            px, py, angle = qx, qy, bent
    base: Lump = (x, y - 0.08 * size, 0.36 * size, 0.22 * size, 0.55 * r, 0.45 * g, 0.5 * b,
                  r, g, b, _POLYPS, 2.0, 0.1, 0.8, 3.0, y)  # fmt: skip
    return Body((((base,), tuple(limbs)),), sway_px=0.11 * size)


def whips(rng: np.random.Generator, x: float, y: float, size: float, colour: str) -> Body:
    """Soft corals: long, feathered arms."""
    r, g, b = rgb(colour)
    limbs: list[Limb] = []
    for _ in range(int(rng.integers(5, 10))):
        angle = float(rng.uniform(-0.55, 0.55))
        px, py = x + float(rng.uniform(-0.14, 0.14)) * size, y
        turn = float(rng.uniform(-0.08, 0.08))
        length = size * float(rng.uniform(0.65, 1.0)) / 9
        for step in range(9):
            angle = angle * 0.96 + turn
            qx, qy = px + length * math.sin(angle), py - length * math.cos(angle)
            wide = 0.016 * size * (1.05 - 0.06 * step)
            tone = 0.5 + 0.06 * step
            limbs.append((px, py, wide, qx, qy, wide, r, g, b, tone, tone, 0.0, 11.0))
            for sign in (-1, 1):
                reach = 0.075 * size * (0.8 + 0.4 * float(rng.random()))
                limbs.append((qx, qy, 0.3 * wide + 0.4, qx + sign * reach * math.cos(angle),
                              qy - 0.7 * reach, 0.25 * wide + 0.3, r, g, b, tone, tone + 0.2, 0.3,
                              5.0))  # fmt: skip
            px, py = qx, qy
    return Body((((), tuple(limbs)),), sway_px=0.10 * size)
