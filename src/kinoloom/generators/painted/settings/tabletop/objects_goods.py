"""Goods: what is made, given, read or burnt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kinoloom.generators.painted.settings.tabletop.fields import smooth
from kinoloom.generators.painted.settings.tabletop.objects_vessels import (
    BLACK,
    CHROME,
    GLAZES,
    GOLD,
    STEEL,
    body,
    disc,
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

_CLOTHS = ("#7a2e2a", "#2f4a5e", "#4e5b3c", "#b98a3e", "#6b4a63", "#30343a", "#a9583a")
_PAPER = Material(Look.PAGES, "#ece2cc", rough=0.8)
_WHITE = Material(Look.PLAIN, "#eeeae2", gloss=0.04, rough=0.45)


def lamp(rng: np.random.Generator, colour: str | None) -> Thing:
    """A table lamp, alight."""
    tone = pick(rng, GLAZES, colour)
    foot = Material(Look.GLAZE, tone, gloss=0.045, rough=0.2, other=tone, a=-1.0, grain=0.4)
    linen = Material(Look.GLOW, "#e8d3ac", rough=0.9, a=0.62, b=1.80)
    curves = (
        ((0.40, 0.0), (0.46, 0.05), (0.56, 0.34), (0.44, 0.72), (0.16, 1.0), (0.09, 1.18)),
        ((0.42, 0.0), (0.44, 0.04), (0.16, 0.10), (0.09, 0.30), (0.09, 0.90), (0.07, 1.2)),
        ((0.36, 0.0), (0.40, 0.04), (0.30, 0.40), (0.38, 0.70), (0.20, 1.02), (0.08, 1.18)),
    )
    base = smooth(curves[int(rng.integers(3))])
    narrow = float(rng.uniform(0.42, 0.66))
    cone = ((0.84, 1.40), (0.86, 1.41), (narrow, 2.44), (narrow - 0.02, 2.44))
    parts = (
        body(((0.0, 0.0), *base, (0.0, 1.2)), foot),
        Part(Shape.CAPSULE, GOLD, (0.0, 1.1, 0.0), size=(0.6, 0.045, 0.045)),
        body((*cone[1:3], (narrow - 0.03, 2.44), (0.83, 1.41)), linen, caution=0.9),
    )
    glow = Glow((0.0, 1.55, 0.0), (1.0, 0.60, 0.26), 1.35)
    return Thing("lamp", parts, 0.56, 2.46, half_width=0.87, glows=(glow,))


def candle(rng: np.random.Generator, colour: str | None) -> Thing:
    """A pillar of wax, burning."""
    tone = pick(rng, ("#efe2c6", "#e8d2ae", "#b9604a", "#7c8f7a", "#d9c9d2"), colour)
    tall = float(rng.uniform(0.85, 1.45))
    wax = Material(Look.WAX, tone, gloss=0.035, rough=0.4, a=0.55, b=tall)
    wide = 0.30
    rim = smooth(((wide, tall - 0.06), (wide - 0.01, tall - 0.01), (wide - 0.05, tall),
                  (wide - 0.10, tall - 0.05), (0.08, tall - 0.085),
                  (0.0, tall - 0.085)))  # fmt: skip
    pillar = ((0.0, 0.05), (wide - 0.02, 0.05), (wide, 0.08), *rim)
    dish = ((0.0, 0.0), (0.44, 0.0), (0.56, 0.07), (0.565, 0.09), (0.54, 0.09), (0.43, 0.05),
            (0.0, 0.05))  # fmt: skip
    wick = Part(
        Shape.CAPSULE, BLACK, (0.0, tall - 0.1, 0.0), (0.0, 0.0, -7.0), (0.13, 0.012, 0.012)
    )
    plate = (GOLD, STEEL, Material(Look.GLAZE, "#d8d2c6", a=-1.0, rough=0.2))[int(rng.integers(3))]
    parts = (body(dish, plate), body(pillar, wax, size=(0.012, 3.0, 3.0)), wick)
    flame = Flame((0.015, tall + 0.0, 0.0), 0.36)
    glow = Glow((0.0, tall + 0.30, 0.0), (1.0, 0.52, 0.18), 0.62)
    return Thing("candle", parts, 0.57, tall + 0.36, flames=(flame,), glows=(glow,))


def gift(rng: np.random.Generator, colour: str | None) -> Thing:
    """A wrapped box with a bow."""
    tone = pick(rng, ("#b3342f", "#2f5a4a", "#e2d6c0", "#31507a", "#c98aa0"), colour)
    paper = Material(Look.PLAIN, tone, gloss=0.045, rough=0.36)
    bands = ("#e6c67a", "#f3efe6", "#c8322b")
    ribbon = Material(Look.PLAIN, bands[int(rng.integers(2))] if tone != "#e2d6c0" else bands[2],
                      gloss=0.06, rough=0.24)  # fmt: skip
    half, tall = float(rng.uniform(0.52, 0.66)), float(rng.uniform(0.38, 0.58))
    top = 2 * tall
    parts = [
        Part(Shape.BOX, paper, (0.0, tall, 0.0), size=(half - 0.02, tall - 0.02, half - 0.02),
             rounding=0.02),
        Part(Shape.BOX, paper, (0.0, top - 0.02, 0.0), size=(half + 0.02, 0.09, half + 0.02),
             rounding=0.015),
        Part(Shape.BOX, ribbon, (0.0, tall + 0.04, 0.0), size=(0.10, tall + 0.055, half + 0.042)),
        Part(Shape.BOX, ribbon, (0.0, tall + 0.04, 0.0), size=(half + 0.042, tall + 0.055, 0.10)),
        Part(Shape.ELLIPSOID, ribbon, (0.0, top + 0.17, 0.0), size=(0.09, 0.08, 0.09)),
    ]  # fmt: skip
    for turn in (25.0, 155.0, 205.0, 335.0):
        parts.append(Part(Shape.HANDLE, ribbon, (0.21 * math.cos(math.radians(turn)), top + 0.24,
                          -0.21 * math.sin(math.radians(turn))), (turn, 0.0, 24.0),
                          (0.0, 0.15, 0.022, 0.0, 0.26, -9.0), caution=0.6))  # fmt: skip
    return Thing("gift", tuple(parts), 1.34 * half, top + 0.46, half_width=1.3 * half,
                 turns=(18.0, 40.0))  # fmt: skip


def phone(rng: np.random.Generator, colour: str | None) -> Thing:
    """A phone that stands leaning, its screen alight."""
    metal = Material(Look.METAL, colour or "#3a3d44", rough=0.2)
    pairs = (("#2a4a9c", "#f0945a"), ("#0e5a6a", "#f2d16a"), ("#5a2a8c", "#f07a9a"),
             ("#123a5c", "#4fc3b0"))  # fmt: skip
    low, high = pairs[int(rng.integers(len(pairs)))]
    screen = Material(Look.SCREEN, low, gloss=0.05, rough=0.03, other=high, a=0.85)
    lean = (0.0, 14.0, 0.0)
    up, back = math.cos(math.radians(14.0)), math.sin(math.radians(14.0))
    middle = (0.0, 0.77 * up + 0.02, 0.77 * back - 0.18)
    front = (middle[0], middle[1] + 0.036 * back, middle[2] - 0.036 * up)
    parts = (
        Part(Shape.BOX, metal, middle, lean, (0.30, 0.69, 0.0), rounding=0.038),
        Part(Shape.BOX, screen, front, lean, (0.285, 0.675, 0.0), rounding=0.012, caution=0.9),
        Part(Shape.BOX, STEEL, (0.0, 0.05, 0.12), size=(0.20, 0.03, 0.26), rounding=0.02),
        Part(Shape.CAPSULE, STEEL, (0.0, 0.06, 0.32), (0.0, -14.0, 0.0), (0.66, 0.035, 0.035)),
    )
    return Thing("phone", parts, 0.45, 1.55, half_width=0.40, turns=(-24.0, 24.0))


def book(rng: np.random.Generator, colour: str | None) -> Thing:
    """A closed book, or a small stack of them."""
    count = int(rng.integers(1, 4))
    parts: list[Part] = []
    y = 0.0
    for k in range(count):
        tone = colour if colour is not None and k == count - 1 else None
        cloth = Material(
            Look.LEATHER, pick(rng, _CLOTHS, tone), gloss=0.035, rough=0.55, grain=0.35
        )
        thick = float(rng.uniform(0.10, 0.17))
        half_x, half_z = float(rng.uniform(0.78, 0.95)), float(rng.uniform(0.55, 0.66))
        turn = (float(rng.uniform(-14, 14)), 0.0, 0.0)
        for at in (y + 0.018, y + 2 * thick - 0.018):
            parts.append(Part(Shape.BOX, cloth, (0.0, at, 0.0), turn, (half_x, 0.008, half_z),
                              rounding=0.01))  # fmt: skip
        parts.append(Part(Shape.BOX, _PAPER, (0.0, y + thick, 0.0), turn,
                          (half_x - 0.05, thick - 0.026, half_z - 0.045)))  # fmt: skip
        side = math.radians(turn[0])
        spine = (-half_x * math.cos(side), y + thick, half_x * math.sin(side))
        if rng.random() < 0.5:
            spine = (-half_z * math.sin(side), y + thick, -half_z * math.cos(side))
            size = (half_x, thick - 0.012, 0.012)
        else:
            size = (0.012, thick - 0.012, half_z)
        parts.append(Part(Shape.BOX, cloth, spine, turn, size, rounding=0.01))
        y += 2 * thick
    return Thing("book", tuple(parts), 0.98, y, half_width=1.06, lofty=True, turns=(-22.0, 22.0))


def plant(rng: np.random.Generator, colour: str | None) -> Thing:
    """A leafy plant in a pot."""
    tone = pick(rng, ("#b5643c", *GLAZES), colour)
    clay = Material(Look.GLAZE, tone, gloss=0.035, rough=0.5, other=tone, a=-1.0, grain=0.5)
    soil = Material(Look.LEATHER, "#33251a", rough=0.9, grain=2.0)
    outer = ((0.36, 0.0), (0.40, 0.02), (0.50, 0.62), (0.555, 0.64), (0.565, 0.78))
    pot = ((0.0, 0.0), *outer, (0.52, 0.78), (0.48, 0.66), (0.0, 0.66))
    parts = [body(pot, clay), disc(0.5, 0.70, soil)]
    for k in range(13):
        a = k * 2.4 + float(rng.uniform(-0.2, 0.2))
        lean = float(rng.uniform(14, 62)) * (0.5 + 0.5 * (k % 3) / 2)
        long = float(rng.uniform(0.36, 0.56))
        s, c = math.sin(math.radians(lean)), math.cos(math.radians(lean))
        far = long * 1.35
        at = (far * s * math.cos(a), 0.72 + far * c, far * s * math.sin(a))
        shade = ("#3f6432", "#4d7a3a", "#5a8a44")[k % 3]
        leaf = Material(Look.PLAIN, shade, gloss=0.04, rough=0.34)
        parts.append(Part(Shape.ELLIPSOID, leaf, at, (-math.degrees(a), 0.0, -lean),
                          (0.025, long, 0.15), caution=0.4))  # fmt: skip
    return Thing("plant", tuple(parts), 0.58, 1.75, half_width=0.86, turns=(-180.0, 180.0))


def clock(rng: np.random.Generator, colour: str | None) -> Thing:
    """An alarm clock with two bells."""
    tone = pick(rng, ("#b3342f", "#2f6f73", "#e0b24a", "#e9e3d6"), colour)
    lacquer = Material(Look.PLAIN, tone, gloss=0.05, rough=0.14)
    dial = Material(Look.DIAL, "#f1ecdf", gloss=0.05, rough=0.1, other="#24211d", a=0.50)
    face = (0.0, -90.0, 0.0)
    case = ((0.0, -0.24), (0.42, -0.24), (0.56, -0.14), (0.58, 0.12), (0.55, 0.16), (0.0, 0.16))
    rim = ((0.49, 0.12), (0.57, 0.12), (0.57, 0.19), (0.53, 0.215), (0.49, 0.19))
    at = (0.0, 0.72, 0.0)
    parts = [
        body(case, lacquer, at=at, turn=face),
        body(((0.0, 0.0), (0.5, 0.0), (0.5, 0.172), (0.0, 0.172)), dial, at=at, turn=face),
        body(rim, CHROME, at=at, turn=face),
        Part(Shape.TORUS, CHROME, (0.0, 1.36, 0.0), (0.0, 90.0, 0.0), (0.13, 0.022, 1.0)),
    ]
    bell = smooth(((0.0, 0.0), (0.24, 0.0), (0.23, 0.08), (0.14, 0.18), (0.0, 0.21)))
    for side in (-1, 1):
        parts.append(body(bell, CHROME, at=(0.33 * side, 1.24, 0.0), turn=(0.0, 0.0, -32.0 * side)))
        parts.append(Part(Shape.CAPSULE, CHROME, (0.30 * side, 0.30, 0.0), (0.0, 0.0, 150.0 * side),
                          (0.32, 0.045, 0.05)))  # fmt: skip
    return Thing("clock", tuple(parts), 0.60, 1.50, half_width=0.62, turns=(-24.0, 24.0))


def camera(rng: np.random.Generator, colour: str | None) -> Thing:
    """A camera with a silver top."""
    hide = Material(Look.LEATHER, colour or str(rng.choice(("#1f1f22", "#5a3a26", "#2a3a34"))),
                    gloss=0.04, rough=0.5, grain=1.2)  # fmt: skip
    lens = Material(Look.PLAIN, "#101018", gloss=0.09, rough=0.03)
    front = (0.0, -90.0, 0.0)
    barrel = ((0.0, 0.0), (0.36, 0.0), (0.36, 0.16), (0.33, 0.20), (0.33, 0.42), (0.30, 0.45),
              (0.26, 0.45), (0.24, 0.38), (0.0, 0.38))  # fmt: skip
    pupil = smooth(((0.0, 0.43), (0.16, 0.415), (0.25, 0.38), (0.25, 0.36), (0.0, 0.36)))
    at = (0.06, 0.42, -0.26)
    parts = (
        Part(Shape.BOX, hide, (0.0, 0.36, 0.0), size=(0.72, 0.30, 0.20), rounding=0.05),
        Part(Shape.BOX, STEEL, (0.0, 0.72, 0.0), size=(0.72, 0.09, 0.20), rounding=0.05),
        Part(Shape.BOX, STEEL, (0.06, 0.88, 0.0), size=(0.20, 0.08, 0.15), rounding=0.04,
             blend=0.04),
        body(barrel, BLACK, at=at, turn=front),
        body(pupil, lens, at=at, turn=front),
        Part(Shape.TORUS, CHROME, (at[0], at[1], at[2] - 0.16), front, (0.36, 0.018, 1.0)),
        Part(Shape.CAPSULE, CHROME, (-0.46, 0.80, 0.0), size=(0.06, 0.11, 0.10)),
        Part(Shape.CAPSULE, CHROME, (0.52, 0.80, 0.0), size=(0.05, 0.07, 0.06)),
    )  # fmt: skip
    return Thing("camera", parts, 0.62, 1.0, half_width=0.80, turns=(-30.0, 30.0))


def laptop(rng: np.random.Generator, colour: str | None) -> Thing:
    """An open laptop."""
    metal = Material(Look.METAL, colour or "#b4b7bc", rough=0.34)
    pairs = (("#1f3f8c", "#f08a5a"), ("#0f4a5a", "#e8c96a"), ("#3a2a7c", "#ea7a9a"))
    low, high = pairs[int(rng.integers(len(pairs)))]
    screen = Material(Look.SCREEN, low, gloss=0.045, rough=0.05, other=high, a=0.8)
    keys = Material(Look.PLAIN, "#24262a", rough=0.5)
    lean = (0.0, 16.0, 0.0)
    up, back = math.cos(math.radians(16.0)), math.sin(math.radians(16.0))
    middle = (0.0, 0.09 + 1.02 * up, 0.95 + 1.02 * back)
    front = (0.0, middle[1] + 0.03 * back, middle[2] - 0.03 * up)
    parts = (
        Part(Shape.BOX, metal, (0.0, 0.06, 0.0), size=(1.48, 0.03, 0.98), rounding=0.03),
        Part(Shape.BOX, keys, (0.0, 0.10, 0.22), size=(1.30, 0.022, 0.50), rounding=0.008),
        Part(Shape.BOX, metal, middle, lean, (1.48, 1.0, 0.005), rounding=0.025),
        Part(Shape.BOX, screen, front, lean, (1.40, 0.92, 0.0), rounding=0.006, caution=0.9),
    )
    return Thing("laptop", parts, 1.2, 2.1, half_width=1.55, turns=(-22.0, 22.0))


def trophy(rng: np.random.Generator, colour: str | None) -> Thing:
    """A golden cup on a dark foot."""
    metal = GOLD if colour is None else Material(Look.METAL, colour, rough=0.14)
    foot = ((0.0, 0.0), (0.40, 0.0), (0.42, 0.02), (0.40, 0.30), (0.0, 0.30))
    curve = smooth(((0.30, 0.30), (0.12, 0.40), (0.07, 0.62), (0.14, 0.74), (0.40, 0.98),
                    (0.50, 1.34), (0.53, 1.62)))  # fmt: skip
    parts = [
        body(foot, BLACK),
        body(((0.0, 0.30), *curve, (0.49, 1.62), (0.44, 1.2), (0.0, 0.9)), metal),
    ]
    for side in (-1, 1):
        turn = 0.0 if side > 0 else 180.0
        parts.append(Part(Shape.HANDLE, metal, (0.48 * side, 1.24, 0.0), (turn, 0.0, 0.0),
                          (0.10, 0.20, 0.04, 0.0, 0.9, 0.0), blend=0.04))  # fmt: skip
    del rng
    return Thing("trophy", tuple(parts), 0.45, 1.66, half_width=0.76)


def hourglass(rng: np.random.Generator, colour: str | None) -> Thing:
    """An hourglass in a wooden frame."""
    wood = Material(Look.WOOD, "#6a4226", gloss=0.04, rough=0.35, other="#9a6a3e", b=0.2)
    sand = Material(Look.PLAIN, pick(rng, ("#d9b36c", "#e3c9a0", "#c98a5a"), colour), rough=0.9)
    clear = Material(Look.GLASS, "#eef6f4", other="#ffffff", a=-9.0, b=9.0, grain=1.0)
    half = smooth(((0.34, 0.16), (0.39, 0.34), (0.34, 0.62), (0.15, 0.86), (0.05, 0.98),
                   (0.15, 1.10), (0.34, 1.34), (0.39, 1.62), (0.34, 1.80)))  # fmt: skip
    heap = smooth(((0.33, 0.17), (0.36, 0.30), (0.22, 0.40), (0.0, 0.52)))
    rest = smooth(((0.04, 1.0), (0.14, 1.12), (0.29, 1.32), (0.16, 1.30), (0.0, 1.24)))
    low = ((0.0, 0.0), (0.54, 0.0), (0.56, 0.03), (0.54, 0.15), (0.0, 0.16))
    high = tuple((r, 1.96 - y) for r, y in reversed(low))
    parts = [
        body(((0.0, 0.16), *half, (0.0, 1.80)), clear),
        body(((0.0, 0.17), *heap), sand),
        body(((0.0, 1.0), *rest), sand),
        body(low, wood),
        body(high, wood),
    ]
    for k in range(3):
        a = 2 * math.pi * k / 3 + 0.5
        parts.append(Part(Shape.CAPSULE, wood, (0.46 * math.cos(a), 0.1, 0.46 * math.sin(a)),
                          size=(1.76, 0.04, 0.04)))  # fmt: skip
    return Thing("hourglass", tuple(parts), 0.57, 1.96)
