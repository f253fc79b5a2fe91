"""Bodies of four-legged animals: trunk and neck with their markings, manes and tails."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.animals.breeds import coat_of, mix
from kinoloom.generators.painted.cast.animals.head import chain, smooth, tube
from kinoloom.generators.painted.cast.bodies.anatomy import Axes, Body, Material
from kinoloom.generators.painted.easel.colour import rgb

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.animals.breeds import Breed, Knot
    from kinoloom.generators.painted.cast.bodies.skeleton import Point

ORIGIN: Point = (0.0, 0.0, 0.0)


def dress_trunk(
    body: Body,
    breed: Breed,
    spine: tuple[Knot, ...],
    neck: tuple[Knot, ...],
    along: Axes,
    trunk: int,
) -> None:
    marks, frame = breed.marks, (along, ORIGIN)
    tube(body, frame, spine, "coat", trunk)
    tube(body, frame, neck, "coat", trunk)
    if breed.belly != "coat":
        under = [(f, u - 0.50 * r, r * 0.62) for f, u, r in spine[1:]]
        tube(body, frame, under, "pale", trunk)
        throat = [(f + 0.40 * r, u - 0.34 * r, r * 0.68) for f, u, r in neck]
        tube(body, frame, throat, "pale", trunk)
    if "saddle" in marks:
        tube(body, frame, [(f, u + 0.24 * r, r * 0.80) for f, u, r in (*spine, *neck[1:])],
             "deep", trunk)  # fmt: skip
    if "panda" in marks:
        f, u, r = spine[-2]
        tube(body, frame, ((f - 0.03, u + 0.02, r * 1.03), (f + 0.06, u + 0.02, r * 1.02)),
             "dark", trunk)  # fmt: skip
    if "rump" in marks:
        f, u, r = spine[0]
        tube(body, frame, ((f - 0.35 * r, u + 0.1 * r, r * 0.72), (f - 0.3 * r, u - 0.4 * r,
             r * 0.66)), "pale", trunk)  # fmt: skip
    if "stripes" in marks:
        _stripes(body, breed, spine, neck, along)
    if "patches" in marks:
        for i, (forward, high, size) in enumerate(((-0.36, 0.06, 0.15), (-0.05, 0.08, 0.13),
                                                   (0.20, 0.05, 0.145))):  # fmt: skip
            near = spine[min(4, i * 2)]
            spot = along.at(ORIGIN, forward, near[2] * 0.42, near[1] + high)
            body.part(
                spot, along.at(spot, 0.07, 0.0, -0.05), size, size * 0.7, "dark", trunk, flat=6
            )
    if "hump" in marks:
        hump = ((-0.13, 0.70, 0.130), (-0.05, 0.80, 0.110), (-0.035, 0.875, 0.075),
                (-0.045, 0.915, 0.042))  # fmt: skip
        rise = spine[2][1] - breed.spine[2][1]
        tube(body, frame, [(f, u + rise, r) for f, u, r in hump], "coat", trunk)
        tube(body, frame, ((0.07, 0.70 + rise, 0.12), (-0.01, 0.80 + rise, 0.10)), "coat", trunk)
        tube(body, frame, ((-0.075, 0.885 + rise, 0.050), (-0.035, 0.925 + rise, 0.052),
             (0.015, 0.885 + rise, 0.046)), "mane", trunk)  # fmt: skip
        fringe = [(f + 0.45 * r, u - 0.55 * r, r * 0.62) for f, u, r in neck[:-1]]
        tube(body, frame, fringe, "mane", body.group())
    if "bristle" in marks:
        ridge = [(f, u + 0.72 * r, r * 0.34) for f, u, r in (*spine[1:], *neck)]
        tube(body, frame, ridge, "mane", trunk)


def _stripes(
    body: Body, breed: Breed, spine: tuple[Knot, ...], neck: tuple[Knot, ...], along: Axes
) -> None:
    bold = "brush" in breed.marks
    for knots, every in ((spine, 2 if bold else 3), (neck, 2 if bold else 4)):
        fine = smooth(knots, 5 if knots is neck else 4)
        for i in range(1 if knots is spine else 3, len(fine) - 1, every):
            (fa, ua, ra), (fb, ub, rb) = fine[i], fine[i + 1]
            swell = 1.035 if bold and knots is spine else 1.012
            wide = 0.85 if bold else 0.40
            fb, ub, rb = fa + (fb - fa) * wide, ua + (ub - ua) * wide, ra + (rb - ra) * wide
            body.part(along.at(ORIGIN, fa, 0, ua), along.at(ORIGIN, fb, 0, ub), ra * swell,
                      rb * swell, "dark", flat=2)  # fmt: skip


def dress_nape(
    body: Body, breed: Breed, neck: tuple[Knot, ...], along: Axes, middle: Point
) -> None:
    """What joins neck and skull, and the mane along the neck as it is held now."""
    poll = along.at(ORIGIN, neck[-1][0], 0.0, neck[-1][1])
    body.part(poll, middle, neck[-1][2], breed.skull * 0.86, "coat")
    marks = breed.marks
    if "crest" in marks or "brush" in marks:
        out = 0.84 if "brush" in marks else 0.74
        # Of the neck at rest, it sank into a neck that rises.
        knots = [(f - out * r * 0.9, u + out * r * 0.55, r * 0.46 + 0.006) for f, u, r in neck]
        tube(body, (along, ORIGIN), knots, "mane", body.group(), steps=3)
        if "crest" in marks:
            fall = [(f + 0.55 * r, u - 0.55 * r, r * 0.9) for f, u, r in knots]
            locks = body.group()
            for (f, u, r), (g, v, s) in zip(smooth(knots, 2), smooth(fall, 2), strict=True):
                a = along.at(ORIGIN, f, 1.1 * r, u)
                b = along.at(ORIGIN, g + 0.005, 2.5 * s, v - 0.015)
                body.part(a, b, r * 0.72, s * 0.30, "mane", locks)


def dress_tail(
    body: Body, breed: Breed, knots: tuple[Knot, ...], along: Axes, phase: float, moves: bool
) -> None:
    count = len(knots)
    swing = 0.035 if moves else 0.022
    flick = 0.0 if moves else 0.05 * twitch(phase + 0.2, 0.4)
    moved: list[Knot] = []
    for i, (f, u, r) in enumerate(knots):
        share = i / max(1, count - 1)
        wave = math.sin(2 * math.pi * phase - 1.6 * share)
        moved.append((f + (swing * 0.6 * wave + flick) * share, u + 0.4 * swing * wave * share, r))
    tail = body.group()
    fine = smooth(moved, 3)
    ends = len(fine) - 1
    tipped = 0.0 if "hair_tail" in breed.marks else 0.68
    side = swing * math.sin(2 * math.pi * phase - 0.8)
    points = [(*along.at(ORIGIN, f, side * i / ends, u), r) for i, (f, u, r) in enumerate(fine)]
    materials = [breed.tail_tip if i / ends >= tipped else "coat" for i in range(ends)]
    if "rings" in breed.marks:
        materials = ["dark" if i > 1 and i % 3 == 0 else m for i, m in enumerate(materials)]
    chain(body, points, materials, tail)


def twitch(phase: float, at: float) -> float:
    """0 but for a short moment of some cycles, where it rises to 1 and falls back."""
    cycle = math.floor(phase)
    if (cycle * 7 + 3) % 5 > 2:
        return 0.0
    away = (phase - cycle - at) / 0.035
    return math.exp(-away * away)


def materials_of(kind: str, breed: Breed, colour: str | None) -> dict[str, Material]:
    """The coat, its markings and what is bare, by kind; `colour` replaces the coat's."""

    def fur(
        tint: str | tuple[float, float, float], gain: float = 1.0, shine: float = 0.035
    ) -> Material:
        r, g, b = (float(v) for v in (rgb(tint) if isinstance(tint, str) else tint))
        return Material((r * gain, g * gain, b * gain), shine, 8)

    coat = fur(coat_of(kind, colour))
    pale = fur(breed.pale)
    if colour is not None and sum(coat.rgb) < 0.9:
        # A white bib on a black animal is a penguin's.
        code = "#" + "".join(f"{round(v * 255):02x}" for v in coat.rgb)
        pale = fur(mix(breed.pale, code, 0.55))
    return {
        "coat": coat,
        "deep": fur(coat.rgb, 0.80),
        "pale": pale,
        "white": fur("#f2ece0"),
        "dark": fur(breed.dark),
        "mane": fur(breed.mane or breed.dark),
        "deep_mane": fur(breed.mane or breed.dark, 0.78),
        "inner": fur(mix(breed.pale, "#c98f86", 0.45), 0.86),
        "pink": fur("#e0a894"),
        "snout": fur("#b98476"),
        "hoof": fur("#3a302b", shine=0.12),
        "horn": fur("#e6d8bd", shine=0.15),
        "gold": Material((0.95, 0.76, 0.36), 0.5, 20),
        "nose": Material((0.11, 0.085, 0.085), 0.30, 14),
        "eye": Material((0.07, 0.05, 0.045), 0.5, 30),
        "spark": Material((0.95, 0.93, 0.88), 0.0, 1, 2.0),
    }
