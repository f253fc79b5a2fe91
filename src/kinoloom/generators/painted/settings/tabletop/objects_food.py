"""Fruit and sweet things."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kinoloom.generators.painted.settings.tabletop.fields import smooth
from kinoloom.generators.painted.settings.tabletop.objects_vessels import (
    BARK,
    LEAF,
    body,
    pick,
)
from kinoloom.generators.painted.settings.tabletop.parts import (
    Flame,
    Glow,
    Look,
    Material,
    Part,
    Shape,
    Thing,
)

if TYPE_CHECKING:
    import numpy as np


def _stem(top: float, long: float = 0.17) -> Part:
    return Part(Shape.CAPSULE, BARK, (0.0, top, 0.0), (15.0, 6.0, -14.0), (long, 0.018, 0.024))


def _leaf(at: tuple[float, float, float], lean: float, size: float = 0.2) -> Part:
    return Part(Shape.ELLIPSOID, LEAF, at, (20.0, 25.0, lean), (0.42 * size, size, 0.09 * size),
                caution=0.45)  # fmt: skip


def apple(rng: np.random.Generator, colour: str | None) -> Thing:
    """An apple with its stem."""
    red, ground = (("#b3202a", "#d9a441"), ("#c23a2e", "#c9b04c"), ("#9fae3f", "#b8bf55"))[
        int(rng.choice((0, 0, 1, 2)))
    ]
    if colour is not None:
        red, ground = colour, _toward_straw(colour)
    peel = Material(Look.APPLE, red, gloss=0.045, rough=0.20, other=ground, a=0.10)
    curve = smooth(
        ((0.0, 0.055), (0.07, 0.02), (0.15, 0.0), (0.27, 0.07), (0.385, 0.30), (0.40, 0.50),
         (0.32, 0.68), (0.20, 0.725), (0.09, 0.68), (0.03, 0.62), (0.0, 0.60))
    )  # fmt: skip
    parts = [body(curve, peel, size=(0.022, 5.0, 2.2), caution=0.9), _stem(0.60, 0.20)]
    if rng.random() < 0.5:
        parts.append(_leaf((0.15, 0.80, 0.0), -62.0, 0.17))
    return Thing("apple", tuple(parts), 0.41, 0.82, half_width=0.40, is_round=True,
                 turns=(-180.0, 180.0))  # fmt: skip


def orange(rng: np.random.Generator, colour: str | None) -> Thing:
    """An orange."""
    tone = pick(rng, ("#e8811c", "#ee8d22", "#e27418"), colour)
    peel = Material(Look.CITRUS, tone, gloss=0.045, rough=0.34)
    star = Material(Look.PLAIN, "#6f7a3a", rough=0.6)
    curve = [
        (0.375 * math.sin(a), 0.365 - 0.365 * math.cos(a) - 0.02 * (a / math.pi) ** 14)
        for a in [math.pi * i / 40 for i in range(41)]
    ]
    parts = (
        body([(max(0.0, r), y) for r, y in curve], peel, size=(0.010, 4.0, 2.2)),
        Part(Shape.ELLIPSOID, star, (0.0, 0.712, 0.0), size=(0.045, 0.016, 0.04), caution=0.5),
    )
    return Thing("orange", parts, 0.38, 0.73, is_round=True, turns=(-180.0, 180.0))


def lemon(rng: np.random.Generator, colour: str | None) -> Thing:
    """A lemon on its side."""
    tone = pick(rng, ("#efc02c", "#f0c838", "#e6bd22"), colour)
    peel = Material(Look.CITRUS, tone, gloss=0.045, rough=0.30)
    curve = smooth(
        ((0.0, -0.50), (0.045, -0.49), (0.085, -0.43), (0.19, -0.33), (0.29, -0.12), (0.29, 0.10),
         (0.20, 0.31), (0.10, 0.41), (0.06, 0.46), (0.0, 0.48))
    )  # fmt: skip
    parts = (
        body(curve, peel, at=(0.0, 0.297, 0.0), turn=(0.0, 0.0, 84.0), size=(0.012, 5.0, 2.5)),
    )
    return Thing("lemon", parts, 0.36, 0.60, half_width=0.48, is_round=True, turns=(-55.0, 55.0))


def pear(rng: np.random.Generator, colour: str | None) -> Thing:
    """A pear."""
    skin, blush = (("#b9b34c", "#a8702e"), ("#c9b552", "#b3552e"), ("#8a9a3c", "#9a8440"))[
        int(rng.integers(3))
    ]
    if colour is not None:
        skin, blush = colour, _toward_straw(colour)
    peel = Material(Look.APPLE, skin, gloss=0.045, rough=0.26, other=blush, a=0.05)
    curve = smooth(
        ((0.0, 0.04), (0.08, 0.01), (0.18, 0.01), (0.32, 0.12), (0.385, 0.32), (0.33, 0.54),
         (0.21, 0.74), (0.165, 0.90), (0.13, 0.99), (0.05, 1.01), (0.0, 0.985))
    )  # fmt: skip
    parts = (body(curve, peel, size=(0.014, 3.0, 2.0), caution=0.95), _stem(0.97, 0.22))
    return Thing("pear", parts, 0.39, 1.18, half_width=0.38, is_round=True, turns=(-180.0, 180.0))


def tomato(rng: np.random.Generator, colour: str | None) -> Thing:
    """A tomato with its calyx."""
    tone = pick(rng, ("#c62a1e", "#d13a22"), colour)
    peel = Material(Look.PLAIN, tone, gloss=0.05, rough=0.12)
    curve = smooth(
        ((0.0, 0.02), (0.16, 0.0), (0.34, 0.13), (0.39, 0.32), (0.30, 0.52), (0.14, 0.575),
         (0.04, 0.535), (0.0, 0.53))
    )  # fmt: skip
    parts = [body(curve, peel, size=(0.03, 6.0, 2.2), caution=0.9), _stem(0.54, 0.10)]
    parts += [
        Part(Shape.ELLIPSOID, LEAF, (0.10 * math.cos(a), 0.578, 0.10 * math.sin(a)),
             (-math.degrees(a), 0.0, -6.0), (0.13, 0.014, 0.035), caution=0.4)
        for a in [k * 2 * math.pi / 5 for k in range(5)]
    ]  # fmt: skip
    return Thing("tomato", tuple(parts), 0.40, 0.68, is_round=True, turns=(-180.0, 180.0))


def pumpkin(rng: np.random.Generator, colour: str | None) -> Thing:
    """A ribbed pumpkin."""
    tone = pick(rng, ("#d9741c", "#c9601a", "#b8863a"), colour)
    rind = Material(Look.PLAIN, tone, gloss=0.04, rough=0.36)
    curve = smooth(
        ((0.0, 0.06), (0.20, 0.0), (0.62, 0.10), (0.86, 0.42), (0.74, 0.78), (0.36, 0.92),
         (0.10, 0.84), (0.0, 0.80))
    )  # fmt: skip
    stalk = Material(Look.PLAIN, "#6a6a3a", rough=0.8)
    parts = (
        body(curve, rind, size=(0.060, 11.0, 1.6), caution=0.75),
        Part(Shape.CAPSULE, stalk, (0.0, 0.78, 0.0), (0.0, 0.0, -16.0), (0.34, 0.09, 0.06),
             blend=0.06),
    )  # fmt: skip
    return Thing("pumpkin", parts, 0.90, 1.16, turns=(-180.0, 180.0))


def egg(rng: np.random.Generator, colour: str | None) -> Thing:
    """An egg on its side."""
    tone = pick(rng, ("#e9dcc6", "#d9b48c", "#f1ebe0", "#b9c4b8"), colour)
    shell = Material(Look.PLAIN, tone, gloss=0.03, rough=0.5)
    curve = smooth(
        ((0.0, -0.28), (0.13, -0.25), (0.215, -0.10), (0.21, 0.06), (0.13, 0.24), (0.05, 0.305),
         (0.0, 0.31))
    )  # fmt: skip
    parts = (body(curve, shell, at=(0.0, 0.215, 0.0), turn=(0.0, 0.0, 80.0)),)
    return Thing("egg", parts, 0.24, 0.43, half_width=0.30, is_round=True, turns=(-70.0, 70.0))


def grapes(rng: np.random.Generator, colour: str | None) -> Thing:
    """A bunch of grapes, lying."""
    tone = pick(rng, ("#5b2a5e", "#8aa24a", "#6e2438"), colour)
    skin = Material(Look.WAX, tone, gloss=0.05, rough=0.16)
    parts: list[Part] = []
    for k in range(22):
        along = (k % 8) / 7
        wide = 0.42 * (1 - 0.75 * along) + 0.05
        x = -0.55 + 1.1 * along + float(rng.uniform(-0.05, 0.05))
        z = wide * float(rng.uniform(-1, 1)) * 0.8
        level = 0 if k < 12 else 1
        y = 0.15 + level * 0.21 * (1.0 - 0.4 * along)
        parts.append(Part(Shape.ELLIPSOID, skin, (x, y, z), size=(0.16, 0.15, 0.15)))
    parts.append(Part(Shape.CAPSULE, BARK, (-0.5, 0.4, 0.0), (0.0, 0.0, 40.0), (0.4, 0.03, 0.03)))
    return Thing("grapes", tuple(parts), 0.55, 0.62, half_width=0.8, lofty=True)


def donut(rng: np.random.Generator, colour: str | None) -> Thing:
    """A doughnut with icing and sprinkles."""
    tone = pick(rng, ("#e58aa8", "#5a3220", "#f0e4d0", "#a9c7d8"), colour)
    dough = Material(Look.PLAIN, "#c98a4a", rough=0.7)
    icing = Material(Look.PLAIN, tone, gloss=0.05, rough=0.14)
    parts = [
        Part(Shape.TORUS, dough, (0.0, 0.19, 0.0), size=(0.31, 0.19, 1.0)),
        Part(Shape.TORUS, icing, (0.0, 0.245, 0.0), size=(0.31, 0.172, 1.12), blend=0.02),
    ]
    for k in range(16):
        a = 2 * math.pi * (k * 0.618)
        r = 0.31 + 0.085 * math.sin(k * 2.4)
        top = 0.245 + 0.150 * math.sqrt(max(0.0, 1 - ((r - 0.31) / 0.172) ** 2))
        shade = ("#f4f1e6", "#e0b02f", "#4f9fb5", "#c8322b")[k % 4]
        bit = Material(Look.PLAIN, shade, rough=0.4)
        parts.append(Part(Shape.CAPSULE, bit, (r * math.cos(a), top, r * math.sin(a)),
                          (math.degrees(a) * 1.7, 0.0, 90.0), (0.055, 0.014, 0.014)))  # fmt: skip
    return Thing("donut", tuple(parts), 0.51, 0.42, lofty=True, turns=(-180.0, 180.0))


def hamburger(rng: np.random.Generator, colour: str | None) -> Thing:
    """A burger: bun, leaf, cheese, patty, bun."""
    bun = Material(Look.PLAIN, colour or "#c5813c", gloss=0.045, rough=0.28)
    patty = Material(Look.LEATHER, "#4a2614", gloss=0.03, rough=0.7, grain=1.6)
    cheese = Material(Look.PLAIN, "#eab02e", gloss=0.045, rough=0.3)
    salad = Material(Look.PLAIN, "#7fa83a", rough=0.5)
    tomato_ = Material(Look.PLAIN, "#b92e22", gloss=0.05, rough=0.2)
    low = smooth(((0.0, 0.0), (0.46, 0.0), (0.54, 0.08), (0.52, 0.17), (0.0, 0.18)))
    high = smooth(((0.0, 0.52), (0.50, 0.52), (0.56, 0.58), (0.46, 0.83), (0.22, 0.97), (0.0, 1.0)))
    meat = ((0.0, 0.20), (0.53, 0.20), (0.56, 0.25), (0.53, 0.35), (0.0, 0.35))
    slice_ = ((0.0, 0.40), (0.50, 0.40), (0.51, 0.42), (0.50, 0.455), (0.0, 0.455))
    leaf = ((0.0, 0.46), (0.58, 0.455), (0.60, 0.475), (0.58, 0.50), (0.0, 0.505))
    parts = [
        body(low, bun),
        body(meat, patty, size=(0.02, 13.0, 1.6)),
        Part(Shape.BOX, cheese, (0.0, 0.375, 0.0), (38.0, 0.0, 0.0), (0.42, 0.012, 0.42),
             rounding=0.012),
        body(slice_, tomato_),
        body(leaf, salad, size=(0.05, 17.0, 1.6), caution=0.7),
        body(high, bun),
    ]  # fmt: skip
    seed = Material(Look.PLAIN, "#f0e0bc", rough=0.5)
    for k in range(13):
        a, r = k * 2.4, 0.09 + 0.027 * k
        y = 1.0 - 0.05 * (r / 0.22) ** 2 - 0.14 * max(0.0, r - 0.2) * 4 * r
        parts.append(Part(Shape.ELLIPSOID, seed, (r * math.cos(a), y, r * math.sin(a)),
                          (math.degrees(-a), 0.0, -18.0), (0.034, 0.015, 0.02),
                          caution=0.6))  # fmt: skip
    del rng
    return Thing("hamburger", tuple(parts), 0.60, 1.0, turns=(-40.0, 40.0))


def cake(rng: np.random.Generator, colour: str | None) -> Thing:
    """A birthday cake with burning candles."""
    tone = pick(rng, ("#f2e3d8", "#e9b7bf", "#5a3524", "#d7e3d4"), colour)
    cream = Material(Look.PLAIN, tone, gloss=0.03, rough=0.5)
    trim = Material(Look.PLAIN, "#f6f0e6" if tone != "#f2e3d8" else "#c45e6c", rough=0.4)
    plate = Material(Look.PLAIN, "#f4f2ee", gloss=0.05, rough=0.1)
    stand = ((0.0, 0.0), (0.95, 0.0), (1.22, 0.06), (1.23, 0.08), (0.95, 0.05), (0.0, 0.05))
    side = ((0.0, 0.05), (0.96, 0.05), (0.98, 0.09), (0.98, 0.72), (0.93, 0.79), (0.0, 0.80))
    parts = [body(stand, plate), body(side, cream)]
    for k in range(14):
        a = 2 * math.pi * k / 14
        at = (0.86 * math.cos(a), 0.83, 0.86 * math.sin(a))
        parts.append(Part(Shape.ELLIPSOID, trim, at, size=(0.12, 0.10, 0.12)))
    flames = []
    for k in range(5):
        a = 2 * math.pi * k / 5 + 0.3
        x, z = 0.45 * math.cos(a), 0.45 * math.sin(a)
        wax = Material(Look.WAX, ("#e0637a", "#5aa0c8", "#e6b93c", "#7fb069", "#a678c0")[k],
                       rough=0.4, a=0.25, b=0.5)  # fmt: skip
        parts.append(Part(Shape.CAPSULE, wax, (x, 0.78, z), (0.0, 0.0, 0.0), (0.42, 0.038, 0.036)))
        flames.append(Flame((x, 1.27, z), 0.17))
    glow = Glow((0.0, 1.42, 0.0), (1.0, 0.56, 0.22), 0.42)
    return Thing("cake", tuple(parts), 1.23, 1.46, flames=tuple(flames), glows=(glow,))


def _toward_straw(colour: str) -> str:
    """A paler, yellower neighbour of a colour."""
    digits = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    straw = (222, 196, 112)
    mixed = [round(0.62 * a + 0.38 * b) for a, b in zip(digits, straw, strict=True)]
    return f"#{mixed[0]:02x}{mixed[1]:02x}{mixed[2]:02x}"
