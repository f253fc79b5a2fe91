"""What is worn: watches, shoes, jewels, a lipstick, headphones."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from kinoloom.generators.painted.settings.tabletop.fields import Field, board, smooth
from kinoloom.generators.painted.settings.tabletop.objects_vessels import (
    BLACK,
    CHROME,
    GOLD,
    STEEL,
    body,
    pick,
)
from kinoloom.generators.painted.settings.tabletop.parts import (
    Look,
    Material,
    Part,
    Shape,
    Thing,
)

if TYPE_CHECKING:
    import numpy as np


@lru_cache(maxsize=32)
def cut_out(outline: tuple[tuple[float, float], ...]) -> Field:
    """The field of a flat outline, made once."""
    return board(outline)


def watch(rng: np.random.Generator, colour: str | None) -> Thing:
    """A wrist watch on its looped strap."""
    dial_tone = pick(rng, ("#16233c", "#0f2f2a", "#ece7da", "#1a1a1e"), colour)
    hands = "#e8e2d2" if dial_tone != "#ece7da" else "#26221e"
    metal = (GOLD, CHROME, STEEL)[int(rng.integers(3))]
    strap = Material(Look.LEATHER, str(rng.choice(("#5a3420", "#2a2422", "#7a4a28"))), gloss=0.045,
                     rough=0.4, grain=0.7)  # fmt: skip
    dial = Material(Look.DIAL, dial_tone, gloss=0.05, rough=0.05, other=hands, a=0.40)
    face = (0.0, -68.0, 0.0)
    case = ((0.0, -0.08), (0.40, -0.08), (0.455, -0.03), (0.455, 0.04), (0.42, 0.09), (0.395, 0.09),
            (0.39, 0.065), (0.0, 0.065))  # fmt: skip
    up, out = math.cos(math.radians(68.0)), math.sin(math.radians(68.0))
    middle = (0.0, 0.60, -0.34)
    plate = (0.0, middle[1] + 0.068 * up, middle[2] - 0.068 * out)
    tilt = (0.0, 22.0, 0.0)
    parts = [
        body(case, metal, at=middle, turn=face),
        Part(Shape.BOX, dial, plate, tilt, (0.392, 0.392, 0.0), rounding=0.004),
        Part(Shape.HANDLE, strap, (0.0, 0.47, 0.06), (90.0, 0.0, 0.0),
             (0.09, 0.36, 0.035, 0.0, 0.12, -9.0), blend=0.03, caution=0.7),
        Part(Shape.CAPSULE, metal, (0.45, 0.60, -0.34), (0.0, 0.0, -90.0), (0.09, 0.05, 0.05)),
    ]  # fmt: skip
    # The dial is round: its corners are under the bezel.
    bezel = ((0.385, 0.02), (0.44, 0.02), (0.44, 0.07), (0.41, 0.105), (0.385, 0.09))
    parts[1] = body(((0.0, 0.0), (0.39, 0.0), (0.39, 0.012), (0.0, 0.012)), dial, at=plate,
                    turn=face)  # fmt: skip
    parts.append(body(bezel, metal, at=middle, turn=face))
    return Thing("watch", tuple(parts), 0.50, 1.06, half_width=0.55, turns=(-24.0, 24.0))


def shoe(rng: np.random.Generator, colour: str | None) -> Thing:
    """A sneaker, seen from its side."""
    tone = pick(rng, ("#d8d4cc", "#c2452f", "#2c5f8a", "#2f6f5a", "#e0a83c", "#2b2d33"), colour)
    fabric = Material(Look.LEATHER, tone, gloss=0.035, rough=0.6, grain=0.5)
    accents = ("#f0ede6", "#22252b", "#e5793a")
    accent = accents[1] if tone in ("#d8d4cc", "#f0efe9") else accents[int(rng.choice((0, 2)))]
    trim = Material(Look.LEATHER, accent, gloss=0.04, rough=0.45, grain=0.3)
    rubber = Material(Look.PLAIN, "#eeebe4", gloss=0.035, rough=0.5)
    dark = Material(Look.PLAIN, "#1a1b1e", rough=0.9)
    upper = tuple(smooth(
        ((-1.30, 0.20), (-1.36, 0.55), (-1.27, 0.98), (-1.16, 1.10), (-1.02, 0.98), (-0.72, 0.86),
         (-0.44, 0.96), (-0.26, 1.18), (-0.12, 1.16), (0.12, 0.94), (0.50, 0.70), (0.88, 0.58),
         (1.20, 0.50), (1.38, 0.30), (1.30, 0.16), (0.0, 0.14), (-1.2, 0.14)),
        per_span=6, closed=True,
    ))  # fmt: skip
    sole = tuple(smooth(
        ((-1.36, 0.0), (-1.46, 0.14), (-1.42, 0.33), (-0.80, 0.27), (0.0, 0.24), (0.80, 0.25),
         (1.28, 0.31), (1.46, 0.33), (1.45, 0.18), (1.18, 0.05), (0.60, 0.0), (-0.6, 0.0)),
        per_span=6, closed=True,
    ))  # fmt: skip
    heel = tuple(smooth(((-1.34, 0.24), (-1.40, 0.55), (-1.31, 0.94), (-1.14, 0.90), (-0.98, 0.60),
                         (-0.84, 0.26)), per_span=6, closed=True))  # fmt: skip
    toe = tuple(smooth(((0.74, 0.26), (0.82, 0.52), (1.04, 0.56), (1.26, 0.48), (1.41, 0.30),
                        (1.1, 0.20)), per_span=6, closed=True))  # fmt: skip
    # The quarter, from the laces down to the sole.
    quarter = tuple(smooth(((-0.40, 0.98), (-0.22, 1.10), (0.14, 0.86), (0.34, 0.68), (0.10, 0.44),
                            (0.02, 0.26), (-0.34, 0.26), (-0.26, 0.56)), per_span=6,
                           closed=True))  # fmt: skip
    eyelets = tuple(smooth(((-0.36, 1.06), (-0.22, 1.14), (0.16, 0.86), (0.60, 0.62), (0.50, 0.54),
                            (0.06, 0.74)), per_span=6, closed=True))  # fmt: skip
    wide = 0.44
    parts = [
        Part(Shape.BOARD, fabric, size=(wide, 0.15, 0.46, 0.0, 0.07), cut=cut_out(upper),
             caution=0.7),
        Part(Shape.BOARD, rubber, size=(wide + 0.06, 0.07, 0.1, 0.0, 0.09), cut=cut_out(sole),
             caution=0.8),
        Part(Shape.BOARD, trim, size=(wide + 0.018, 0.13, 0.46, 0.0, 0.07), cut=cut_out(heel),
             caution=0.7),
        Part(Shape.BOARD, trim, size=(wide + 0.02, 0.13, 0.46, 0.0, 0.08), cut=cut_out(toe),
             caution=0.7),
        Part(Shape.BOARD, trim, size=(wide + 0.012, 0.015, 0.46, 0.0, 0.07), cut=cut_out(quarter),
             caution=0.6),
        Part(Shape.BOARD, trim, size=(0.235, 0.03, 0.2, 0.0, 0.0), cut=cut_out(eyelets),
             caution=0.7),
        Part(Shape.ELLIPSOID, dark, (-0.74, 0.93, 0.0), (0.0, 0.0, -6.0), (0.34, 0.09, 0.17),
             caution=0.5),
    ]  # fmt: skip
    for k in range(5):
        x = -0.15 + 0.15 * k
        y = 1.13 - 0.125 * k
        parts.append(Part(Shape.CAPSULE, rubber, (x, y, 0.22), (6.0 - 4 * (k % 2), -90.0, 0.0),
                          (0.44, 0.036, 0.036), caution=0.9))  # fmt: skip
    return Thing("shoe", tuple(parts), 0.9, 1.15, half_width=1.47, turns=(-34.0, -12.0))


def ring(rng: np.random.Generator, colour: str | None) -> Thing:
    """A ring with a stone, standing."""
    tint = pick(rng, ("#e8f2f6", "#d0486a", "#4a7ad0", "#4fae7c"), colour)
    stone = Material(Look.GLASS, _pale(tint), other=tint, a=-9.0, b=9.0)
    metal = (GOLD, CHROME)[int(rng.integers(2))]
    gem = ((0.0, -0.20), (0.21, 0.0), (0.21, 0.03), (0.12, 0.10), (0.0, 0.10))
    parts = [
        Part(
            Shape.TORUS, metal, (0.0, 0.46, 0.0), (0.0, 90.0, 0.0), (0.41, 0.05, 0.55), caution=0.7
        ),
        body(gem, stone, at=(0.0, 1.05, 0.0), size=(-1.0, 8.0, 1.0), caution=0.9),
    ]
    for k in range(4):
        a = math.pi / 4 + k * math.pi / 2
        parts.append(Part(Shape.CAPSULE, metal, (0.09 * math.cos(a), 0.86, 0.09 * math.sin(a)),
                          (-math.degrees(a), 0.0, -26.0), (0.24, 0.024, 0.018)))  # fmt: skip
    return Thing("ring", tuple(parts), 0.40, 1.16, half_width=0.48, turns=(-42.0, 42.0))


def gem(rng: np.random.Generator, colour: str | None) -> Thing:
    """A cut stone, leaning on its edge."""
    tint = pick(rng, ("#dcecf4", "#c23a5a", "#2f5fc0", "#2f9f6a", "#9a5ac8"), colour)
    stone = Material(Look.GLASS, _pale(tint), other=tint, a=-9.0, b=9.0)
    cut = ((0.0, -0.55), (0.58, 0.0), (0.58, 0.05), (0.34, 0.26), (0.0, 0.26))
    parts = (body(cut, stone, at=(0.0, 0.44, 0.0), turn=(0.0, 0.0, 38.0), size=(-1.0, 8.0, 1.0),
                  caution=0.9),)  # fmt: skip
    return Thing("gem", parts, 0.55, 0.98, half_width=0.62)


def lipstick(rng: np.random.Generator, colour: str | None) -> Thing:
    """A lipstick, turned out."""
    tone = pick(rng, ("#b3213a", "#c2485a", "#a0392f", "#d06a72"), colour)
    wax = Material(Look.WAX, tone, gloss=0.045, rough=0.22)
    shell = (BLACK, Material(Look.PLAIN, "#7a1f2c", gloss=0.05, rough=0.12))[int(rng.integers(2))]
    tube = ((0.0, 0.0), (0.20, 0.0), (0.21, 0.02), (0.21, 0.62), (0.0, 0.62))
    sleeve = ((0.0, 0.60), (0.165, 0.60), (0.165, 0.95), (0.155, 0.97), (0.0, 0.97))
    bullet = ((0.0, 0.95), (0.135, 0.95), (0.135, 1.28), (0.11, 1.42), (0.05, 1.50), (0.0, 1.515))
    parts = (body(tube, shell), body(sleeve, GOLD), body(bullet, wax))
    return Thing("lipstick", parts, 0.22, 1.52)


def headphones(rng: np.random.Generator, colour: str | None) -> Thing:
    """Headphones, standing on their cups."""
    tone = pick(rng, ("#26282d", "#e6e0d4", "#a5503c", "#3a5a6a"), colour)
    shell = Material(Look.PLAIN, tone, gloss=0.05, rough=0.2)
    pad = Material(Look.LEATHER, "#2a2522", gloss=0.04, rough=0.5, grain=0.8)
    cup_ = smooth(((0.0, 0.0), (0.26, 0.0), (0.36, 0.06), (0.36, 0.14), (0.30, 0.20), (0.0, 0.22)))
    cushion = smooth(((0.0, -0.14), (0.26, -0.14), (0.34, -0.06), (0.30, 0.02), (0.0, 0.02)))
    parts = [Part(Shape.HANDLE, shell, (0.0, 1.0, 0.0), (0.0, 0.0, 90.0),
                  (0.0, 0.70, 0.05, 0.0, 0.45, 0.02), caution=0.8),
             Part(Shape.HANDLE, pad, (0.0, 0.97, 0.0), (0.0, 0.0, 90.0),
                  (0.0, 0.66, 0.05, 0.0, 0.5, 0.34), caution=0.8)]  # fmt: skip
    for side in (-1, 1):
        parts.append(Part(Shape.CAPSULE, STEEL, (0.70 * side, 0.5, 0.0), size=(0.5, 0.04, 0.04)))
        turn = (0.0, 0.0, -80.0 * side)
        parts.append(body(cup_, shell, at=(0.66 * side, 0.42, 0.0), turn=turn))
        parts.append(body(cushion, pad, at=(0.66 * side, 0.42, 0.0), turn=turn))
    return Thing("headphones", tuple(parts), 0.75, 1.78, half_width=0.90, turns=(-40.0, 40.0))


def _pale(colour: str) -> str:
    """A colour as a thin piece of it looks: stones are deep, and would be black."""
    digits = [round(0.42 * int(colour[i : i + 2], 16) + 0.58 * 255) for i in (1, 3, 5)]
    return f"#{digits[0]:02x}{digits[1]:02x}{digits[2]:02x}"
