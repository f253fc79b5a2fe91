"""Houses, barns and churches: boxes with roofs, windows and chimneys, in the styles of places."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.settings.hamlet.parts import (
    LIT,
    Mood,
    Style,
    Wall,
    arched,
    beams,
    box,
    chimney,
    door,
    foot,
    gable_roof,
    hip_roof,
    panel,
    pyramid,
    slope,
    walls,
    window,
    windows,
)
from kinoloom.generators.painted.settings.hamlet.solids import Building

_SIDES: tuple[Wall, ...] = ("front", "back", "left", "right")


STYLES: tuple[Style, ...] = (
    Style(
        "timber", ("#e6dac2", "#dccdb0", "#ead8b8", "#d9c4a4"), ("#8a4a34", "#7a4232", "#94563c"),
        "#4c3626", "#5a4432", 1.15, True,
    ),
    Style(
        "southern", ("#ecdcc0", "#e2c49c", "#d8b488", "#f0e4d0"),
        ("#b8623c", "#a85838", "#c47448"), "#8a6a4c", "#d8ccb4", 0.55, False,
        ("#4f7a78", "#5a6e8a", "#7a8a5a"),
    ),
    Style(
        "stone", ("#9a948a", "#a89f92", "#8c887f", "#b3a893"), ("#545a64", "#4c525c", "#626872"),
        "#6e675e", "#e2ded2", 0.95, False, ("#3f5a4a", "#6a3a34", "#46566a"),
    ),
    Style(
        "northern", ("#a83a30", "#c8993c", "#e2dccc", "#5f7a86", "#b0483a"),
        ("#4a4a50", "#5a5048"), "#e8e4da", "#f0ece2", 0.85, False,
    ),
    Style(
        "southern river", ("#eeebe2", "#e6e2d6", "#f2efe6"), ("#4a4d54", "#3f434a", "#54575c"),
        "#6a4a36", "#6a4032", 0.72, False,
    ),
)  # fmt: skip


class Lot(NamedTuple):
    """A building to be put up: its place, its sizes in metres, how it is turned."""

    x_m: float
    z_m: float
    ground_m: float
    yaw: float
    wide_m: float
    deep_m: float
    wall_m: float


def cottage(lot: Lot, style: Style, mood: Mood, rng: np.random.Generator) -> Building:
    """A house with a gable roof; its door is in front (toward local -z)."""
    one = Building(lot.x_m, lot.z_m, lot.ground_m, lot.yaw)
    wall = rgb(style.walls[int(rng.integers(len(style.walls)))]) * float(rng.uniform(0.92, 1.06))
    roof = rgb(style.roofs[int(rng.integers(len(style.roofs)))]) * float(rng.uniform(0.88, 1.1))
    half, deep, high = lot.wide_m / 2, lot.deep_m / 2, lot.wall_m
    ridge = high + deep * style.pitch * float(rng.uniform(0.9, 1.1))
    walls(one, half, deep, high, wall)
    for side in (-1.0, 1.0):
        one.add([(side * half, high, -deep), (side * half, high, deep), (side * half, ridge, 0)],
                wall, (side, 0, 0))  # fmt: skip
    foot(one, half, deep, high, wall)
    for face in _SIDES:
        if style.has_beams:
            beams(one, face, half, deep, high, rgb(style.beam))
        windows(one, face, half, deep, high, style, mood, rng)
    for side in (-1.0, 1.0):
        if ridge - high > 1.8:
            window(one, "left" if side < 0 else "right", half, deep, 0.0, high + 0.35, 0.8, 1.0,
                    style, mood, rng)  # fmt: skip
    door(one, deep, style, float(rng.uniform(-0.4, 0.4)) * half)
    gable_roof(one, half, deep, high, ridge, roof, mood.snow)
    chimney(one, half * float(rng.uniform(-0.7, 0.7)), ridge, deep, rng, mood)
    return one


def barn(lot: Lot, mood: Mood, rng: np.random.Generator) -> Building:
    """A large barn with a broken roof, a wide gate and a hayloft door; its gable is in front."""
    one = Building(lot.x_m, lot.z_m, lot.ground_m, lot.yaw)
    wall = rgb(("#9c3328", "#a63c2c", "#7c6a58", "#8a3026")[int(rng.integers(4))])
    roof = rgb(("#5c5a5c", "#6a5a50", "#4c4e54")[int(rng.integers(3))])
    white = rgb("#e8e2d4")
    half, deep, high = lot.wide_m / 2, lot.deep_m / 2, lot.wall_m
    knee, ridge = high + half * 0.62, high + half * 0.98
    walls(one, half, deep, high, wall)
    gable = [(-half, high), (-half * 0.62, knee), (0.0, ridge), (half * 0.62, knee), (half, high)]
    for z, out in ((-deep, -1.0), (deep, 1.0)):
        one.add([(x, y, z) for x, y in gable], wall, (0, 0, out))
    foot(one, half, deep, high, wall)
    for n in range(1, 9):
        x = half * (n / 4.5 - 1)
        panel(one, "front", half, deep, x - 0.03, 0.0, x + 0.03, high, wall * 0.78)
    gate = min(2.4, half * 0.5)
    panel(one, "front", half, deep, -gate, 0, gate, high * 0.82, wall * 0.72)
    top = high * 0.82
    frames = (
        (-gate, 0, -gate + 0.18, top), (gate - 0.18, 0, gate, top), (-0.09, 0, 0.09, top),
        (-gate, high * 0.78, gate, top),
    )  # fmt: skip
    for edge in frames:
        panel(one, "front", half, deep, *edge, white)
    for hand in (-1.0, 1.0):
        low, top = (hand * 0.12, 0.1), (hand * (gate - 0.2), high * 0.76)
        one.add([(low[0], low[1], -deep - 0.04), (low[0] + 0.2 * hand, low[1], -deep - 0.04),
                 (top[0], top[1], -deep - 0.04), (top[0] - 0.2 * hand, top[1], -deep - 0.04)],
                white, (0, 0, -1))  # fmt: skip
    glow = mood.lit > 0.3
    panel(one, "front", half, deep, -0.8, high + 0.3, 0.8, high + 1.9, white)
    panel(one, "front", half, deep, -0.65, high + 0.42, 0.65, high + 1.78,
           rgb(LIT[0]) if glow else wall * 0.5, glow=0.9 if glow else 0)  # fmt: skip
    if glow:
        one.lamp((0.0, high + 1.1, -deep - 0.3), 0.9)
    snow = mood.snow
    eave = 0.5
    for side in (-1.0, 1.0):
        low = [(side * (half + 0.25), high - 0.3), (side * half * 0.62, knee + 0.06)]
        top = [(side * half * 0.62, knee + 0.06), (0.0, ridge + 0.08)]
        for (x_a, y_a), (x_b, y_b) in (low, top):
            rise, run = abs(y_b - y_a), abs(x_b - x_a)
            size = float(np.hypot(rise, run))
            normal = (side * rise / size, run / size, 0.0)
            slope(one, [(x_a, y_a, -deep - eave), (x_b, y_b, -deep - eave),
                         (x_b, y_b, deep + eave), (x_a, y_a, deep + eave)], roof, normal,
                  snow)  # fmt: skip
    return one


def church(lot: Lot, style: Style, mood: Mood, rng: np.random.Generator) -> Building:
    """A nave and a tower with a spire."""
    one = Building(lot.x_m, lot.z_m, lot.ground_m, lot.yaw)
    wall = mix(rgb(style.walls[0]), rgb("#e8e2d6"), 0.45)
    roof = rgb(style.roofs[0])
    half, deep, high = lot.wide_m / 2, lot.deep_m / 2, lot.wall_m
    ridge = high + deep * 1.25
    walls(one, half, deep, high, wall)
    for side in (-1.0, 1.0):
        one.add([(side * half, high, -deep), (side * half, high, deep), (side * half, ridge, 0)],
                wall, (side, 0, 0))  # fmt: skip
    foot(one, half, deep, high, wall)
    for x in np.linspace(-0.7, 0.7, 4) * half:
        arched(one, float(x), -deep, 1.2, high * 0.72, mood, rng)
    gable_roof(one, half, deep, high, ridge, roof, mood.snow)
    size, tall = deep * 0.66, high * float(rng.uniform(2.1, 2.6))
    shift = -half - size * 0.7
    tower = Building(lot.x_m, lot.z_m, lot.ground_m, lot.yaw)
    box(tower, shift, 0.0, size, size, 0.0, tall, wall)
    arched(tower, shift, -size, tall * 0.74, tall * 0.2, mood, rng, glow=False)
    for level in (0.34, 0.56):
        arched(tower, shift, -size, tall * level, tall * 0.09, mood, rng)
    spire = tall * float(rng.uniform(0.55, 0.95))
    pyramid(tower, shift, 0.0, size * 1.12, tall, spire, roof, mood.snow)
    # The nearer of the two is painted last.
    is_behind = shift * np.sin(lot.yaw) > 0
    one.faces[:] = tower.faces + one.faces if is_behind else one.faces + tower.faces
    one.lamps.extend(tower.lamps)
    return one


def pagoda(lot: Lot, mood: Mood, rng: np.random.Generator) -> Building:
    """A tower temple of many roofs, each smaller than the one below."""
    one = Building(lot.x_m, lot.z_m, lot.ground_m, lot.yaw)
    wall, beam = rgb("#b8553c"), rgb("#6e2c22")
    roof = rgb("#3f4a4c")
    size, base = lot.wide_m / 2, 0.0
    for level in range(int(rng.integers(4, 6))):
        high = lot.wall_m * (0.92 - 0.06 * level)
        box(one, 0.0, 0.0, size, size, base, base + high, wall)
        for x in (-0.55, 0.0, 0.55):
            lit = float(rng.random()) < mood.lit
            panel(one, "front", size, size, x * size - 0.3, base + high * 0.25, x * size + 0.3,
                   base + high * 0.8, rgb(LIT[1]) if lit else beam,
                   glow=0.95 if lit else 0)  # fmt: skip
            if lit:
                one.lamp((x * size, base + high * 0.5, -size - 0.2), 0.5)
        hip_roof(one, size * 1.62, size * 0.72, base + high - 0.25, lot.wall_m * 0.42, roof,
                  mood.snow)  # fmt: skip
        base += high + lot.wall_m * 0.14
        size *= 0.84
    pyramid(one, 0.0, 0.0, size * 0.16, base, lot.wall_m * 0.9, rgb("#c8a050"), 0.0)
    return one
