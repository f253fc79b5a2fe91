"""Vessels: what is turned on a wheel or blown, and what it holds."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from kinoloom.generators.painted.settings.tabletop.fields import Field, Points, lathe, smooth
from kinoloom.generators.painted.settings.tabletop.parts import (
    Look,
    Material,
    Part,
    Shape,
    Thing,
)

GLAZES = ("#ece6da", "#d9c7a8", "#7d98a1", "#3f5f73", "#a35f45", "#5d7358", "#c98f7c", "#2e3238",
          "#d8b35e", "#8b6f8e")  # fmt: skip
_CLAY = "#a5714e"
CHROME = Material(Look.METAL, "#d4d6d8", rough=0.10)
GOLD = Material(Look.METAL, "#e0b060", rough=0.14)
STEEL = Material(Look.METAL, "#9ea2a8", rough=0.26, grain=1.0)
BLACK = Material(Look.PLAIN, "#18191c", gloss=0.05, rough=0.22)
LEAF = Material(Look.PLAIN, "#4d6b38", gloss=0.04, rough=0.45)
BARK = Material(Look.PLAIN, "#5d4630", rough=0.8)


CLOUDY = frozenset(("#f6f2ea", "#c99a72", "#e9a3b0", "#86b36a"))
"""Milk, milk tea and what is blended with milk, in the colours that their words have."""


def pick(rng: np.random.Generator, colours: tuple[str, ...], colour: str | None) -> str:
    """The colour asked for, or one of these."""
    chosen = colours[int(rng.integers(len(colours)))]
    return colour or chosen


@lru_cache(maxsize=128)
def turned(outline: tuple[tuple[float, float], ...]) -> Field:
    """The field of a cut, made once."""
    return lathe(outline)


def body(
    outline: Points,
    material: Material,
    *,
    at: tuple[float, float, float] = (0.0, 0.0, 0.0),
    turn: tuple[float, float, float] = (0.0, 0.0, 0.0),
    size: tuple[float, ...] = (),
    blend: float = 0.0,
    caution: float = 1.0,
) -> Part:
    """A turned part."""
    field = turned(tuple((float(x), float(y)) for x, y in outline))
    return Part(Shape.LATHE, material, at, turn, size, field, blend, caution)


def disc(
    radius: float, y: float, material: Material, thick: float = 0.03, at_z: float = 0.0
) -> Part:
    """A flat round plate whose top is at y."""
    outline = ((0.0, y - thick), (radius, y - thick), (radius, y), (0.0, y))
    return body(outline, material, at=(0.0, 0.0, at_z))


def shell(outer: Points, wall: float, floor: float) -> list[tuple[float, float]]:
    """A vessel's cut: along the outside, over a round lip, down the inside."""
    outside = smooth(outer)
    top_r, top_y = outside[-1]
    lip = [
        (top_r - wall / 2 + wall / 2 * math.cos(a), top_y + wall / 2 * math.sin(a))
        for a in np.linspace(0.2, math.pi - 0.2, 7)
    ]
    inside = [(max(0.0, r - wall), y) for r, y in reversed(outside) if y > floor + 0.02]
    return [(0.0, outside[0][1]), *outside, *lip, *inside, (0.0, floor)]


def _brew(rng: np.random.Generator, tea: bool, radius: float) -> Material:
    if tea:
        return Material(Look.BREW, "#7a3a10", gloss=0.05, rough=0.05, other="#c07a34", a=0.35,
                        b=radius)  # fmt: skip
    foam = float(rng.choice((0.35, 0.8, 1.0)))
    return Material(Look.BREW, "#1e0d06", gloss=0.05, rough=0.08, other="#b98a58", a=foam, b=radius)


def mug(rng: np.random.Generator, colour: str | None, *, tea: bool = False) -> Thing:
    """A stoneware mug of a hot drink."""
    tone = pick(rng, GLAZES, colour)
    bare = float(rng.choice((0.0, 0.16, 0.26)))
    glaze = Material(Look.GLAZE, tone, gloss=0.045, rough=0.16, other=_CLAY, a=bare,
                     grain=float(rng.choice((0.0, 0.5, 0.9))))  # fmt: skip
    waist = float(rng.uniform(-0.03, 0.035))
    outer = ((0.34, 0.0), (0.385, 0.02), (0.405, 0.08), (0.41 + waist, 0.42), (0.415, 0.88))
    whole = glaze._replace(a=-9.0)
    parts = (
        body(shell(outer, 0.05, 0.06), glaze),
        Part(Shape.HANDLE, whole, (0.40 + 0.5 * waist, 0.46, 0.0),
             size=(0.12, 0.185, 0.045, 0.0, 0.78, 0.01), blend=0.05),
        disc(0.385, 0.76, _brew(rng, tea, 0.37)),
    )  # fmt: skip
    return Thing("mug", parts, 0.44, 0.92, half_width=0.55, middle_x=0.11,
                 hot=(0.0, 0.78, 0.0), hot_radius=0.30, turns=(-50.0, 50.0))  # fmt: skip


def cup(rng: np.random.Generator, colour: str | None, *, tea: bool = False) -> Thing:
    """A cup on its saucer."""
    tone = pick(rng, ("#f1ece2", "#f1ece2", *GLAZES), colour)
    glaze = Material(Look.GLAZE, tone, gloss=0.05, rough=0.10, other=_CLAY, a=-1.0)
    outer = ((0.23, 0.10), (0.25, 0.12), (0.40, 0.26), (0.47, 0.46), (0.50, 0.70))
    saucer = (
        (0.0, 0.0), (0.40, 0.0), (0.44, 0.035), (0.70, 0.095), (0.86, 0.148), (0.878, 0.172),
        (0.865, 0.194), (0.84, 0.192), (0.68, 0.142), (0.42, 0.076), (0.0, 0.068),
    )  # fmt: skip
    foot = ((0.0, 0.065), (0.24, 0.065), (0.25, 0.08), (0.24, 0.13), (0.0, 0.13))
    parts = (
        body(saucer, glaze),
        body(shell(outer, 0.042, 0.15), glaze),
        body(foot, glaze, blend=0.03),
        Part(Shape.HANDLE, glaze, (0.455, 0.42, 0.0), (0.0, 0.0, -17.0),
             (0.06, 0.14, 0.033, 0.0, 0.8, -0.045),
             blend=0.04),
        disc(0.472, 0.61, _brew(rng, tea, 0.455)),
    )  # fmt: skip
    return Thing("cup", parts, 0.87, 0.74, hot=(0.0, 0.63, 0.0), hot_radius=0.36,
                 turns=(-60.0, 40.0))  # fmt: skip


def bowl(rng: np.random.Generator, colour: str | None) -> Thing:
    """A wide bowl."""
    tone = pick(rng, GLAZES, colour)
    glaze = Material(Look.GLAZE, tone, gloss=0.045, rough=0.18, other=_CLAY, a=0.12, grain=0.6)
    outer = ((0.36, 0.0), (0.40, 0.03), (0.44, 0.09), (0.72, 0.24), (0.92, 0.44), (1.0, 0.62))
    return Thing("bowl", (body(shell(outer, 0.05, 0.10), glaze),), 1.02, 0.65, lofty=True)


def glass(rng: np.random.Generator, colour: str | None, drink: str | None = None) -> Thing:
    """A tumbler with something to drink in it."""
    drinks = ("#e8f2f2", "#e59a2c", "#c7552a", "#d8c04a", "#b03a48")
    tint = drink or pick(rng, drinks, colour)
    clear = Material(Look.GLASS, "#eaf4f2", other=tint, a=0.82, b=0.035, grain=1.0)
    width = float(rng.uniform(0.30, 0.36))
    if tint in CLOUDY:
        return _cloudy_glass(tint, width)
    outline = ((0.0, 0.0), (width - 0.03, 0.0), (width, 0.04), (width + 0.045, 1.16),
               (width + 0.03, 1.18), (0.0, 1.18))  # fmt: skip
    return Thing("glass", (body(outline, clear),), width + 0.06, 1.2)


def _cloudy_glass(tint: str, width: float) -> Thing:
    """A tumbler of what nothing is seen through: full to the brim but for a clear rim."""
    level = 0.96
    wide = width + 0.045 * level / 1.16
    drink = Material(Look.PLAIN, tint, gloss=0.06, rough=0.12)
    full = ((0.0, 0.0), (width - 0.03, 0.0), (width, 0.04), (wide, level), (0.0, level))
    clear = Material(Look.GLASS, "#eaf4f2", other="#f4f8f8", b=0.035, grain=1.0)
    rim = ((0.0, level), (wide, level), (width + 0.045, 1.16), (width + 0.03, 1.18), (0.0, 1.18))
    return Thing("glass", (body(full, drink), body(rim, clear)), width + 0.06, 1.2)


def wine_glass(rng: np.random.Generator, colour: str | None) -> Thing:
    """A stemmed glass of wine."""
    wine = pick(rng, ("#7a1026", "#d9a83a", "#c9606a"), colour)
    clear = Material(Look.GLASS, "#f0f6f4", other=wine, a=1.42, b=0.018, grain=1.0)
    stem = ((0.0, 0.0), (0.38, 0.0), (0.385, 0.015), (0.20, 0.045), (0.05, 0.10), (0.034, 0.30),
            (0.034, 0.80), (0.06, 0.90))  # fmt: skip
    bulb = smooth(((0.06, 0.90), (0.24, 1.00), (0.41, 1.24), (0.42, 1.56), (0.335, 2.02)))
    outline = (*stem, *bulb[1:], (0.0, 2.02))
    return Thing("wine glass", (body(outline, clear),), 0.40, 2.04, half_width=0.44)


def bottle(rng: np.random.Generator, colour: str | None) -> Thing:
    """A bottle with a label."""
    tint = pick(rng, ("#4f7a3e", "#3d6b4a", "#8a5a24", "#9fc4c0"), colour)
    paper = str(rng.choice(("#efe6d2", "#e9e4da", "#23262b", "#7c2a2a")))
    clear = Material(Look.GLASS, tint, other="#6a2a22", a=1.75, b=0.05, grain=1.0)
    dark = "#efe6d2" if paper in ("#23262b", "#7c2a2a") else "#33291f"
    ink = Material(Look.LABEL, dark, rough=0.6, other=paper, a=0.52, b=1.22)
    sides = smooth(((0.37, 1.62), (0.345, 1.82), (0.22, 2.02), (0.15, 2.18), (0.142, 2.40)))
    outline = ((0.0, 0.0), (0.34, 0.0), (0.37, 0.04), *sides, (0.142, 2.86), (0.0, 2.86))
    ring = ((0.376, 0.50), (0.376, 1.24), (0.360, 1.24), (0.360, 0.50))
    cap = ((0.0, 2.44), (0.153, 2.44), (0.158, 2.46), (0.155, 2.94), (0.14, 2.955), (0.0, 2.955))
    foil = Material(Look.METAL, str(rng.choice(("#7c2a2a", "#23262b", "#b08a4a"))), rough=0.32)
    parts = (body(outline, clear), body(ring, ink), body(cap, foil))
    return Thing("bottle", parts, 0.38, 2.96)


def perfume(rng: np.random.Generator, colour: str | None) -> Thing:
    """A heavy glass flacon with a cap."""
    scent = pick(rng, ("#e8a64e", "#e58a9a", "#9ccfd0", "#c9a5e0", "#d9c36a", "#7fb48a"), colour)
    clear = Material(Look.GLASS, "#f2f7f6", other=scent, a=0.30, b=0.085)
    tall = float(rng.uniform(0.50, 0.66))
    wide = float(rng.uniform(0.36, 0.46))
    flat = float(rng.uniform(0.20, 0.26))
    style = int(rng.integers(3))
    cap_metal = (GOLD, CHROME, BLACK)[int(rng.integers(3))]
    collar = body(((0.0, 0.0), (0.15, 0.0), (0.15, 0.10), (0.0, 0.10)), GOLD if cap_metal is BLACK
                  else cap_metal, at=(0.0, 2 * tall, 0.0))  # fmt: skip
    if style == 0:
        flask = Part(Shape.BOX, clear._replace(a=0.62 * tall), (0.0, tall, 0.0),
                     size=(wide - 0.05, tall - 0.05, flat - 0.05), rounding=0.05)  # fmt: skip
    elif style == 1:
        curve = smooth(((0.30, 0.0), (wide, 0.08), (wide + 0.04, tall),
                        (wide - 0.10, 2 * tall - 0.1), (0.16, 2 * tall)))  # fmt: skip
        flask = body(((0.0, 0.0), *curve, (0.0, 2 * tall)), clear._replace(a=1.35 * tall))
    else:
        flask = body(((0.0, 0.0), (wide - 0.03, 0.0), (wide, 0.04), (wide, 2 * tall - 0.12),
                      (wide - 0.12, 2 * tall), (0.0, 2 * tall)), clear._replace(a=1.35 * tall),
                     size=(-1.0, 6.0, 1.0))  # fmt: skip
    top = 2 * tall + 0.10
    if int(rng.integers(2)):
        cap = Part(Shape.BOX, cap_metal, (0.0, top + 0.17, 0.0), size=(0.17, 0.15, 0.13),
                   rounding=0.02)  # fmt: skip
        high = top + 0.34
    else:
        cap = body(((0.0, 0.0), (0.2, 0.0), (0.21, 0.02), (0.20, 0.40), (0.18, 0.42), (0.0, 0.42)),
                   cap_metal, at=(0.0, top, 0.0))  # fmt: skip
        high = top + 0.42
    parts = [flask, collar, cap]
    if style == 0:
        plate = Material(Look.LABEL, "#2b2620", rough=0.5, other="#f0e7d6", a=-0.15, b=0.15)
        parts.append(Part(Shape.BOX, plate, (0.0, 0.78 * tall, -flat - 0.002),
                          size=(0.17, 0.17, 0.004)))  # fmt: skip
    return Thing("perfume", tuple(parts), max(wide, flat) + 0.03, high, turns=(-16.0, 16.0))


def vase(rng: np.random.Generator, colour: str | None) -> Thing:
    """A vase with a few branches."""
    tone = pick(rng, GLAZES, colour)
    glaze = Material(Look.GLAZE, tone, gloss=0.045, rough=0.22, other=_CLAY, a=0.10, grain=0.7)
    shapes: tuple[Points, ...] = (
        ((0.30, 0.0), (0.40, 0.10), (0.58, 0.50), (0.52, 0.92), (0.26, 1.26), (0.20, 1.46),
         (0.27, 1.62)),
        ((0.26, 0.0), (0.34, 0.05), (0.42, 0.40), (0.46, 0.95), (0.40, 1.35), (0.24, 1.58),
         (0.23, 1.72)),
        ((0.34, 0.0), (0.46, 0.06), (0.66, 0.36), (0.60, 0.72), (0.28, 0.92), (0.17, 1.10),
         (0.20, 1.30)),
    )  # fmt: skip
    outer = shapes[int(rng.integers(len(shapes)))]
    top = outer[-1][1]
    parts = [body(shell(outer, 0.045, 0.10), glaze)]
    parts += _branches(rng, top)
    return Thing("vase", tuple(parts), 0.66, top + 1.35, half_width=0.95)


def _branches(rng: np.random.Generator, top: float) -> list[Part]:
    """Stems that lean out of a vase, with leaves or blossoms along them."""
    bloom = str(rng.choice(("#f3ead8", "#e7a6b0", "#d9763f", "#f0cf63", "#b9a3d6")))
    petal = Material(Look.PLAIN, bloom, rough=0.7)
    is_bloom = rng.random() < 0.6
    parts: list[Part] = []
    for k in range(3):
        lean = (k - 1) * 21.0 + float(rng.uniform(-6, 6))
        turn = (float(rng.uniform(-40, 40)), 0.0, -lean)
        long = float(rng.uniform(1.15, 1.45)) - 0.10 * abs(k - 1)
        parts.append(Part(Shape.CAPSULE, BARK, (0.0, top - 0.35, 0.0), turn,
                          (long + 0.3, 0.022, 0.012)))  # fmt: skip
        up = _axis(turn)
        for i in range(3 if is_bloom else 4):
            along = (0.62 + 0.40 * i / 3) * (long + 0.3)
            at = (up[0] * along, top - 0.35 + up[1] * along, up[2] * along)
            if is_bloom:
                r = float(rng.uniform(0.10, 0.15)) * (1.25 if i == 2 else 1.0)
                spin = (float(rng.uniform(0, 90)), 20.0, 0.0)
                parts.append(Part(Shape.ELLIPSOID, petal, at, spin,
                                  (r, 0.8 * r, r), caution=0.8))  # fmt: skip
            else:
                side = 1 if (i + k) % 2 else -1
                away = (at[0] + side * 0.14, at[1] + 0.05, at[2])
                parts.append(Part(Shape.ELLIPSOID, LEAF, away, (0.0, 25.0, side * -55.0 - lean),
                                  (0.085, 0.21, 0.02), caution=0.45))  # fmt: skip
    return parts


def _axis(turn: tuple[float, float, float]) -> tuple[float, float, float]:
    """Where a part's own up points after its turn about z, then y."""
    lean, about = math.radians(turn[2]), math.radians(turn[0])
    x, y = -math.sin(lean), math.cos(lean)
    return x * math.cos(about), y, -x * math.sin(about)


def teapot(rng: np.random.Generator, colour: str | None) -> Thing:
    """A round teapot with lid, spout and handle."""
    tone = pick(rng, GLAZES, colour)
    glaze = Material(Look.GLAZE, tone, gloss=0.05, rough=0.14, other=_CLAY, a=0.06, grain=0.5)
    belly = smooth(((0.34, 0.0), (0.42, 0.04), (0.72, 0.34), (0.70, 0.64), (0.44, 0.90),
                    (0.30, 0.95)))  # fmt: skip
    lid = smooth(((0.32, 0.95), (0.28, 1.01), (0.10, 1.07), (0.06, 1.10)))
    knob = smooth(((0.06, 1.10), (0.11, 1.16), (0.10, 1.23), (0.0, 1.26)))
    outline = ((0.0, 0.0), *belly, (0.31, 0.965), *lid[1:], *knob[1:])
    parts = (
        body(outline, glaze),
        Part(Shape.CAPSULE, glaze, (-0.55, 0.36, 0.0), (0.0, 0.0, 47.0), (0.50, 0.15, 0.065),
             blend=0.12),
        Part(Shape.CAPSULE, glaze, (-0.90, 0.68, 0.0), (0.0, 0.0, 20.0), (0.20, 0.068, 0.058),
             blend=0.06),
        Part(Shape.HANDLE, glaze, (0.63, 0.50, 0.0), size=(0.10, 0.25, 0.050, 0.0, 0.8, 0.0),
             blend=0.07),
    )  # fmt: skip
    return Thing("teapot", parts, 0.74, 1.27, half_width=1.0, hot=(-1.0, 0.9, 0.0),
                 hot_radius=0.05, turns=(-25.0, 25.0))  # fmt: skip


def jar(rng: np.random.Generator, colour: str | None) -> Thing:
    """A preserving jar, filled."""
    inside = pick(rng, ("#e08a1e", "#9c2335", "#c9a227", "#6c8a3a"), colour)
    clear = Material(Look.GLASS, "#eef6f2", other=inside, a=0.86, b=0.04, grain=1.0)
    curve = smooth(((0.36, 0.0), (0.42, 0.05), (0.43, 0.50), (0.42, 0.86), (0.34, 0.98)))
    lid = ((0.0, 0.97), (0.37, 0.97), (0.375, 0.99), (0.375, 1.13), (0.36, 1.15), (0.0, 1.15))
    cap = GOLD if rng.random() < 0.6 else Material(Look.PLAIN, "#8f2d2d", rough=0.4)
    parts = (body(((0.0, 0.0), *curve, (0.0, 0.98)), clear), body(lid, cap))
    return Thing("jar", parts, 0.44, 1.15)


def can(rng: np.random.Generator, colour: str | None) -> Thing:
    """A drinks can."""
    tone = pick(rng, ("#b52b2b", "#2b5fb5", "#2f8f6f", "#e0b02f", "#2a2c31"), colour)
    print_ = Material(Look.METAL, tone, rough=0.22)
    outline = ((0.0, 0.03), (0.22, 0.0), (0.25, 0.0), (0.33, 0.10), (0.33, 1.06), (0.27, 1.19),
               (0.27, 1.22), (0.25, 1.22), (0.245, 1.19), (0.0, 1.19))  # fmt: skip
    lid = ((0.0, 1.17), (0.262, 1.17), (0.275, 1.195), (0.275, 1.222), (0.25, 1.222),
           (0.245, 1.195), (0.0, 1.195))  # fmt: skip
    return Thing("can", (body(outline, print_), body(lid, CHROME)), 0.34, 1.22)
