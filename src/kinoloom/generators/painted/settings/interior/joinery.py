"""The furniture of a room, piece by piece; a piece's front is -z, its own axes are metres."""

from __future__ import annotations

import math

from kinoloom.generators.painted.settings.interior.bench import Bench, Lamp, Point
from kinoloom.generators.painted.settings.interior.surfaces import (
    ART,
    BOOKS,
    FABRIC,
    KEYS,
    RUG,
    STRIPES,
    WOOD,
    material,
)


def sofa(b: Bench, x: float, z: float, turn: float, wide: float) -> None:
    """Three seats, or an armchair when it is narrow."""
    b.begin(x, z, turn)
    seats = max(1, round(wide / 0.75))
    inner = wide - 0.34
    for side in (-1, 1):
        b.box((side * (wide / 2 - 0.1), 0.12, 0.0), (0.2, 0.5, 0.92), b.cloth, rounding=0.07)
        for depth in (-0.36, 0.38):
            b.turned((side * (wide / 2 - 0.1), 0, depth), 0.022, 0.13, b.dark, taper=1.4)
    b.box((0, 0.12, 0.0), (inner + 0.1, 0.2, 0.86), b.cloth, rounding=0.04)
    for k in range(seats):
        at = (k - (seats - 1) / 2) * inner / seats
        size = inner / seats - 0.012
        b.box((at, 0.28, -0.08), (size, 0.2, 0.72), b.cloth, rounding=0.075)
        b.box((at, 0.42, 0.30), (size, 0.46, 0.22), b.cloth, rounding=0.095)
    b.box((0, 0.14, 0.42), (wide - 0.1, 0.62, 0.12), b.cloth, rounding=0.06)
    accent = material(b.woods.accent, pattern=FABRIC)
    striped = material(b.woods.accent, "#e8dfcf", pattern=STRIPES, size_m=0.09)
    b.box((-inner / 2 + 0.2, 0.47, 0.13), (0.40, 0.38, 0.17), accent, rounding=0.08)
    if seats > 1:
        b.box((inner / 2 - 0.22, 0.47, 0.13), (0.44, 0.34, 0.16), striped, rounding=0.075)
    b.end("sofa")


def low_table(b: Bench, x: float, z: float, wide: float, *, tall: float = 0.42) -> None:
    b.begin(x, z)
    b.box((0, tall - 0.04, 0), (wide, 0.04, wide * 0.55), b.wood, rounding=0.012)
    for sx in (-1, 1):
        for sz in (-1, 1):
            b.turned((sx * (wide / 2 - 0.07), 0, sz * (wide * 0.275 - 0.07)), 0.016, tall - 0.04,
                     b.dark, taper=1.5)  # fmt: skip
    b.box((-0.16 * wide, tall, 0.02), (0.25, 0.035, 0.18), material(b.woods.accent))
    b.box((-0.15 * wide, tall + 0.035, 0.02), (0.22, 0.03, 0.16), material("#d9cfbd"))
    b.turned((0.22 * wide, tall, 0.0), 0.06, 0.17, material("#c9c2b6", gloss=0.5), taper=0.6)
    b.end("table")


def stand_lamp(b: Bench, x: float, z: float, tall: float = 1.58) -> None:
    b.begin(x, z)
    b.turned((0, 0, 0), 0.15, 0.03, b.metal)
    b.turned((0, 0.03, 0), 0.013, tall - 0.2, b.metal)
    b.turned((0, tall - 0.26, 0), 0.22, 0.30, b.shade, taper=0.66)
    b.lamps.append(Lamp(b.place(0, tall - 0.12, 0), 1.25))
    b.end("lamp", casts=False)


def table_lamp(b: Bench, at: Point) -> None:
    """Stands on what is being built, whose own axes `at` is in."""
    x, y, z = at
    pot = material("#4f6a70" if b.woods.accent != "#4f6a70" else "#a8643c", gloss=0.7)
    b.ball((x, y, z), (0.17, 0.24, 0.17), pot)
    b.turned((x, y + 0.22, z), 0.012, 0.1, b.metal)
    b.turned((x, y + 0.29, z), 0.155, 0.21, b.shade, taper=0.68)
    b.lamps.append(Lamp(b.place(x, y + 0.42, z), 0.85))


def side_table(b: Bench, x: float, z: float, *, lamp: bool = True) -> None:
    b.begin(x, z)
    b.turned((0, 0.50, 0), 0.25, 0.03, b.wood)
    b.turned((0, 0.02, 0), 0.025, 0.49, b.dark)
    b.turned((0, 0, 0), 0.17, 0.025, b.dark)
    if lamp:
        table_lamp(b, (0, 0.53, 0))
    else:
        b.turned((0, 0.53, 0), 0.055, 0.16, material("#9aa79c", gloss=0.6), taper=0.5)
    b.end("side table", casts=not lamp)


def bookshelf(b: Bench, x: float, z: float, turn: float, wide: float, tall: float) -> None:
    b.begin(x, z, turn)
    deep = 0.32
    b.box((0, 0, 0.13), (wide, tall, 0.03), b.dark)
    for side in (-1, 1):
        b.box((side * (wide / 2 - 0.015), 0, 0), (0.03, tall, deep), b.wood)
    count = max(3, round(tall / 0.37))
    step = (tall - 0.08) / count
    for k in range(count + 1):
        b.box((0, 0.06 + k * step - (0.03 if k else 0.06), 0), (wide - 0.02, 0.028, deep - 0.01),
              b.wood)  # fmt: skip
        if k == count:
            break
        books = material("#5a3a2a", pattern=BOOKS, size_m=0.034 + 0.006 * (k % 3))
        left = -wide / 2 + 0.03
        run = wide - 0.06 if k % 3 else wide * 0.62
        start = left if k % 2 else -left - run
        b.box((start + run / 2, 0.06 + k * step, 0.045), (run - 0.01, step - 0.035, 0.2), books)
        if k % 3 == 0:
            gap = start + run + 0.16 if k % 2 else start - 0.16
            if k % 2:
                b.turned((gap, 0.06 + k * step, 0.02), 0.055, step * 0.55,
                         material(b.woods.accent, gloss=0.5), taper=0.55)  # fmt: skip
            else:
                b.ball((gap, 0.06 + k * step, 0.02), (0.15, 0.15, 0.15),
                       material("#b9ad98", gloss=0.4))  # fmt: skip
    b.end("bookshelf")


def desk(b: Bench, x: float, z: float, turn: float, wide: float, *, study: bool) -> None:
    b.begin(x, z, turn)
    top = 0.74
    b.box((0, top, 0), (wide, 0.035, 0.68), b.wood, rounding=0.01)
    b.box((wide / 2 - 0.24, 0.06, 0.02), (0.42, top - 0.06, 0.58), b.wood)
    for k in range(3):
        b.box((wide / 2 - 0.24, 0.10 + 0.215 * k, -0.275), (0.38, 0.195, 0.018), b.dark,
              rounding=0.006)  # fmt: skip
        b.ball((wide / 2 - 0.24, 0.18 + 0.215 * k, -0.30), (0.03, 0.03, 0.03), b.metal)
    for depth in (-0.28, 0.28):
        b.box((-wide / 2 + 0.05, 0, depth), (0.045, top, 0.045), b.dark)
    table_lamp(b, (-wide / 2 + 0.22, top + 0.035, 0.12))
    for k, code in enumerate((b.woods.accent, "#d8cdb8", "#39505c", "#7d3b30")):
        b.box((wide / 2 - 0.22 + 0.012 * (k % 2), top + 0.035 + 0.036 * k, 0.1),
              (0.25 - 0.02 * k, 0.034, 0.18), material(code))  # fmt: skip
    if study:
        b.box((0.02, top + 0.035, -0.12), (0.34, 0.012, 0.25), material("#d9d2c4"))
        b.turned((0.3, top + 0.035, -0.14), 0.042, 0.09, material("#e6e0d4", gloss=0.5), taper=1.1)
    else:
        b.box((0.0, top + 0.035, 0.0), (0.36, 0.014, 0.25), b.metal)
        b.box((0.0, top + 0.045, 0.13), (0.36, 0.24, 0.012), material("#0d1015", gloss=0.5))
    b.end("desk", casts=True)


def chair(b: Bench, x: float, z: float, turn: float, *, seat: float = 0.45) -> None:
    b.begin(x, z, turn)
    b.box((0, seat - 0.05, 0), (0.44, 0.05, 0.43), b.wood, rounding=0.02)
    for sx in (-1, 1):
        b.turned((sx * 0.18, 0, -0.18), 0.015, seat - 0.05, b.dark, taper=1.4)
        b.turned((sx * 0.18, 0, 0.19), 0.017, seat + 0.48, b.dark, taper=1.0)
        b.turned((sx * 0.07, seat, 0.2), 0.009, 0.36, b.dark)
    b.box((0, seat + 0.36, 0.2), (0.44, 0.11, 0.03), b.wood, rounding=0.014)
    b.box((0, seat + 0.16, 0.2), (0.38, 0.035, 0.02), b.wood, rounding=0.008)
    b.end("chair")


def stool(b: Bench, x: float, z: float, *, tall: float = 0.66) -> None:
    b.begin(x, z)
    b.turned((0, tall - 0.05, 0), 0.175, 0.05, b.wood)
    for k in range(4):
        turn = math.pi / 4 + k * math.pi / 2
        b.turned((0.13 * math.cos(turn), 0, 0.13 * math.sin(turn)), 0.014, tall - 0.05, b.metal)
    b.turned((0, 0.2, 0), 0.145, 0.012, b.metal)
    b.end("stool")


def piano(b: Bench, x: float, z: float, turn: float) -> None:
    """An upright piano with its stool."""
    b.begin(x, z, turn)
    body = material(b.woods.dark, pattern=WOOD, size_m=0.7, gloss=0.8)
    for side in (-1, 1):
        b.box((side * 0.73, 0, -0.12), (0.06, 0.74, 0.58), body, rounding=0.015)
    b.box((0, 0.08, 0.08), (1.46, 1.14, 0.34), body, rounding=0.012)
    b.box((0, 1.21, 0.06), (1.54, 0.035, 0.42), body, rounding=0.012)
    b.box((0, 0.62, -0.24), (1.44, 0.055, 0.32), body, rounding=0.01)
    b.box((0, 0.675, -0.27), (1.23, 0.02, 0.15), material("#efe9dc", pattern=KEYS, gloss=0.4))
    b.box((0, 0.675, -0.145), (1.4, 0.10, 0.06), body)
    b.box((0, 0.80, -0.10), (0.62, 0.26, 0.02), b.dark)
    b.box((-0.12, 0.82, -0.13), (0.22, 0.29, 0.006), material("#ece5d3"))
    b.box((0.12, 0.82, -0.13), (0.22, 0.29, 0.006), material("#f0ead9"))
    b.box((0, 0.18, -0.095), (1.2, 0.36, 0.012), b.dark, rounding=0.005)
    for k in (-0.09, 0.0, 0.09):
        b.ball((k, 0.05, -0.14), (0.05, 0.03, 0.12), material("#c8a252", gloss=0.7))
    table_lamp(b, (0.55, 1.245, 0.06))
    b.box((-0.55, 1.245, 0.06), (0.2, 0.26, 0.03), material("#b08a4a", "#41525a", pattern=ART))
    b.end("piano")
    sx, _, sz = b.place(0.0, 0.0, -0.72)
    b.begin(sx, sz, turn)
    b.box((0, 0.42, 0), (0.62, 0.09, 0.34), b.cloth, rounding=0.035)
    for px in (-1, 1):
        for pz in (-1, 1):
            b.box((px * 0.27, 0, pz * 0.13), (0.045, 0.43, 0.045), b.dark)
    b.end("stool")


def counter(b: Bench, x: float, z: float, turn: float, wide: float) -> None:
    """A kitchen counter with cupboards, tap, pots and jars."""
    b.begin(x, z, turn)
    front = material(b.woods.cloth, gloss=0.15)
    b.box((0, 0.1, 0.02), (wide, 0.78, 0.56), front)
    b.box((0, 0, 0.06), (wide - 0.04, 0.1, 0.48), b.dark)
    b.box((0, 0.88, -0.01), (wide + 0.04, 0.045, 0.64), b.wood, rounding=0.008)
    doors = max(2, round(wide / 0.5))
    for k in range(doors):
        at = (k + 0.5 - doors / 2) * wide / doors
        b.box((at, 0.13, -0.265), (wide / doors - 0.02, 0.52, 0.02), front, rounding=0.006)
        b.box((at, 0.67, -0.265), (wide / doors - 0.02, 0.19, 0.02), front, rounding=0.006)
        b.ball((at, 0.745, -0.29), (0.035, 0.035, 0.035), b.metal)
        b.ball((at + wide / doors * 0.34, 0.5, -0.29), (0.03, 0.03, 0.03), b.metal)
    top = 0.925
    b.turned((0.05, top, 0.2), 0.016, 0.30, b.metal)
    b.box((0.05, top + 0.28, 0.12), (0.028, 0.028, 0.19), b.metal, rounding=0.012)
    b.turned((-0.30 * wide, top, 0.05), 0.13, 0.15, material("#8c3b2a", gloss=0.5))
    b.turned((-0.30 * wide, top + 0.15, 0.05), 0.135, 0.02, material("#7c3324", gloss=0.5))
    b.ball((-0.30 * wide, top + 0.165, 0.05), (0.045, 0.035, 0.045), b.metal)
    for k, code in enumerate(("#c9b48a", "#e8e2d4", b.woods.accent)):
        tall = 0.24 - 0.045 * k
        at = (0.26 + 0.085 * k) * wide
        b.turned((at, top, 0.16), 0.058, tall, material(code, gloss=0.5))
        b.turned((at, top + tall, 0.16), 0.052, 0.025, b.dark)
    b.ball((0.16 * wide, top + 0.03, -0.02), (0.085, 0.08, 0.085), material("#d9772b"))
    b.ball((0.20 * wide, top + 0.03, 0.0), (0.08, 0.078, 0.08), material("#c8402c"))
    b.end("counter")


def wall_shelf(b: Bench, x: float, z: float, turn: float, wide: float, up: float) -> None:
    """A board on the wall with crockery."""
    b.begin(x, z, turn)
    b.box((0, up, 0), (wide, 0.03, 0.24), b.wood)
    for k in range(max(3, int(wide / 0.17))):
        at = -wide / 2 + 0.1 + k * 0.17
        if at > wide / 2 - 0.08:
            break
        kind = (k * 7 + int(wide * 10)) % 5
        if kind < 2:
            b.turned((at, up + 0.03, 0), 0.045, 0.09 + 0.03 * kind, material("#dcd5c6", gloss=0.5),
                     taper=1.25)  # fmt: skip
        elif kind == 2:
            b.turned((at, up + 0.03, 0), 0.04, 0.24, material("#4d6b52", gloss=0.6), taper=0.4)
        elif kind == 3:
            b.turned((at, up + 0.03, 0), 0.06, 0.1, material(b.woods.accent, gloss=0.5), taper=0.8)
        else:
            b.box((at, up + 0.03, 0), (0.05, 0.20, 0.15), material(b.woods.accent))
    b.end("shelf")


def chest(b: Bench, x: float, z: float, wide: float) -> None:
    """A low chest of drawers with things on it."""
    b.begin(x, z)
    b.box((0, 0.14, 0), (wide, 0.56, 0.42), b.wood, rounding=0.01)
    for side in (-1, 1):
        for depth in (-0.15, 0.15):
            b.turned((side * (wide / 2 - 0.06), 0, depth), 0.018, 0.15, b.dark, taper=1.4)
        for k in range(2):
            b.box((side * wide / 4, 0.18 + 0.26 * k, -0.212), (wide / 2 - 0.04, 0.235, 0.012),
                  b.wood, rounding=0.004)  # fmt: skip
            b.ball((side * wide / 4, 0.285 + 0.26 * k, -0.23), (0.03, 0.03, 0.03), b.metal)
    b.turned((-0.36 * wide, 0.70, 0), 0.075, 0.24, material(b.woods.accent, gloss=0.6), taper=0.55)
    b.box((0.30 * wide, 0.70, 0), (0.26, 0.035, 0.19), material("#39505c"))
    b.box((0.30 * wide, 0.735, 0), (0.23, 0.03, 0.17), material("#d8cdb8"))
    b.ball((0.12 * wide, 0.70, -0.05), (0.11, 0.11, 0.11), material("#c8a252", gloss=0.7))
    b.end("chest")


def pendant(b: Bench, x: float, z: float, low: float, ceiling: float) -> None:
    b.begin(x, z)
    b.turned((0, low + 0.2, 0), 0.006, ceiling - low - 0.2, material("#1c1a18"))
    b.turned((0, low + 0.05, 0), 0.19, 0.17, b.metal, taper=0.28)
    b.ball((0, low, 0), (0.11, 0.11, 0.11), material("#fff1d6", glow=1.9 * b.lit))
    b.lamps.append(Lamp((x, low - 0.02, z), 1.1))
    b.end("pendant", casts=False)


def rug(b: Bench, x: float, z: float, turn: float, wide: float, deep: float) -> None:
    b.begin(x, z, turn)
    cloth = material(b.woods.accent, "#e4d8c2", pattern=RUG, size_m=0.36)
    b.box((0, 0, 0), (wide, 0.012, deep), cloth)
    b.end("rug", casts=False, flat=True)


def picture(b: Bench, x: float, y: float, z: float, turn: float, size: tuple[float, float],
            colours: tuple[str, str]) -> None:  # fmt: skip
    b.begin(x, z, turn)
    wide, tall = size
    b.box((0, y, 0.0), (wide + 0.05, tall + 0.05, 0.03), b.dark)
    art = material(colours[0], colours[1], pattern=ART)
    b.box((0, y + 0.025, -0.012), (wide, tall, 0.014), art)
    b.end("picture")


def pot(b: Bench, x: float, z: float, size: float, up: float = 0.0) -> None:
    """A plant's pot; its leaves are drawn by others."""
    b.begin(x, z)
    row = material("#b8694a" if size > 0.16 else "#d6cfc0", gloss=0.1)
    b.turned((0, up, 0), size * 0.78, size * 1.5, row, taper=1.28)
    b.turned((0, up + size * 1.5, 0), size * 0.95, 0.012, material("#2a1d14"))
    b.plants.append((b.place(0, up + size * 1.5, 0), size))
    b.end("pot")


def sill(b: Bench, x: float, y: float, z: float, turn: float, wide: float) -> None:
    """The board under a window, wide enough for a cat."""
    b.begin(x, z, turn)
    b.box((0, y, -0.08), (wide, 0.045, 0.30), material("#e8e1d2", gloss=0.1), rounding=0.012)
    b.end("sill")


def beam(b: Bench, x: float, ceiling: float, z0: float, z1: float) -> None:
    b.begin(x, (z0 + z1) / 2)
    b.box((0, ceiling - 0.2, 0), (0.2, 0.2, z1 - z0), b.wood)
    b.end("beam", casts=False)
