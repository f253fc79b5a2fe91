"""The vehicles of a highway: cars of several kinds, lorries, a motorcycle and a bicycle."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.highway.mesh import (
    Keys,
    Mesh,
    Part,
    Point,
    ball,
    box,
    curve,
    grid,
    join,
    tube,
    wheel,
)
from kinoloom.generators.painted.settings.highway.mesh_kernels import (
    CABIN,
    CHROME,
    GLASS,
    LAMP,
    MATTE,
    PAINT,
    RUBBER,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Rgb = tuple[float, float, float]

_STATIONS = 64
_DARK = (0.02, 0.02, 0.022, MATTE)
_TYRE = (0.03, 0.03, 0.03, RUBBER)
_STEEL = (0.45, 0.46, 0.48, CHROME)
_PEDAL_POSES = 24


@dataclass(frozen=True)
class _Shape:
    """A car's outlines over its length (nose at the right end), and where its windows are."""

    length_m: float
    half_m: float
    hood: Keys
    roof: Keys
    rear: tuple[float, float]
    front: tuple[float, float]
    pillar_m: float
    wheels: tuple[float, float]
    radius_m: float = 0.33
    clearance_m: float = 0.2
    roof_half: float = 0.72
    wing: bool = False


_SALOON = _Shape(
    4.7, 0.91,
    ((0, 0.55), (0.06, 0.86), (0.5, 0.95), (1.2, 0.97), (3.2, 0.94), (4.2, 0.80), (4.6, 0.66),
     (4.7, 0.45)),
    ((0, 0), (0.75, 0.93), (1.45, 1.38), (2.1, 1.45), (2.6, 1.41), (3.5, 0.90), (4.7, 0)),
    (0.72, 1.5), (3.5, 2.62), 2.2, (0.95, 3.75),
)  # fmt: skip
_SPORTS = _Shape(
    4.45, 0.96,
    ((0, 0.52), (0.05, 0.84), (0.35, 0.90), (0.9, 0.87), (1.6, 0.82), (3.0, 0.74), (3.9, 0.68),
     (4.3, 0.52), (4.45, 0.36)),
    ((0, 0), (0.4, 0.86), (1.35, 1.14), (1.9, 1.19), (2.25, 1.16), (3.15, 0.74), (4.45, 0)),
    (0.55, 1.4), (3.15, 2.3), 1.72, (0.86, 3.58), 0.335, 0.13, 0.66, True,
)  # fmt: skip
_WAGON = _Shape(
    4.75, 0.96,
    ((0, 0.6), (0.06, 1.02), (0.4, 1.10), (3.3, 1.08), (4.2, 1.0), (4.65, 0.84), (4.75, 0.55)),
    ((0, 0.5), (0.12, 1.2), (0.35, 1.72), (1.2, 1.80), (2.7, 1.76), (3.5, 1.1), (4.75, 0)),
    (0.10, 0.38), (3.48, 2.75), 2.0, (0.92, 3.78), 0.38, 0.28, 0.80,
)  # fmt: skip
_PICKUP = _Shape(
    5.6, 0.98,
    ((0, 0.7), (0.05, 1.08), (2.2, 1.10), (4.2, 1.10), (5.1, 1.04), (5.5, 0.9), (5.6, 0.6)),
    ((0, 0), (2.1, 0.9), (2.3, 1.72), (2.9, 1.80), (3.5, 1.76), (4.25, 1.1), (5.6, 0)),
    (2.12, 2.32), (4.22, 3.52), 3.0, (1.1, 4.55), 0.41, 0.34, 0.80,
)  # fmt: skip
_HATCH = _Shape(
    4.1, 0.88,
    ((0, 0.55), (0.05, 0.9), (0.4, 0.98), (2.8, 0.95), (3.6, 0.82), (4.02, 0.66), (4.1, 0.42)),
    ((0, 0.3), (0.15, 1.0), (0.6, 1.44), (1.3, 1.50), (2.1, 1.46), (3.0, 0.92), (4.1, 0)),
    (0.12, 0.62), (3.0, 2.15), 1.75, (0.75, 3.28),
)  # fmt: skip


@cache
def vehicle(kind: str, paint: Rgb) -> Mesh:
    """The mesh of a kind: saloon, sports, wagon, pickup, hatch, lorry, bus, motorcycle, bicycle."""
    match kind:
        case "lorry":
            return _lorry(paint)
        case "bus":
            return _bus(paint)
        case "motorcycle":
            return _motorcycle(paint)
        case "bicycle":
            return _bicycle(paint)
        case _:
            shapes = {
                "sports": _SPORTS, "wagon": _WAGON, "pickup": _PICKUP, "hatch": _HATCH,
            }  # fmt: skip
            return _car(shapes.get(kind, _SALOON), paint, is_taxi=kind == "taxi",
                        has_bed=kind == "pickup")  # fmt: skip


def _car(shape: _Shape, paint: Rgb, *, is_taxi: bool = False, has_bed: bool = False) -> Mesh:
    length, half = shape.length_m, shape.half_m
    at = np.linspace(0.0, 1.0, _STATIONS)
    at = length * (0.5 - 0.5 * np.cos(np.pi * at)) * 0.45 + length * at * 0.55
    hood = curve(shape.hood, at)
    roof = np.maximum(curve(shape.roof, at), hood + 0.015)
    plan: Keys = (
        (0, 0.84 * half), (0.18, 0.95 * half), (0.9, half), (length - 1.1, half),
        (length - 0.35, 0.90 * half), (length, 0.66 * half),
    )  # fmt: skip
    wide = curve(plan, at, 0.3)
    low: Keys = (
        (0, 0.42), (0.25, shape.clearance_m + 0.04), (0.8, shape.clearance_m),
        (length - 0.7, shape.clearance_m), (length, shape.clearance_m + 0.1),
    )  # fmt: skip
    sill = curve(low, at, 0.2)
    tall = np.clip((roof - hood) / 0.42, 0, 1)
    top = wide * (0.90 - (0.90 - shape.roof_half) * tall)
    rings = []
    for x, w, b, h, r, t in zip(at, wide, sill, hood, roof, top, strict=True):
        rings.append(_section(float(x), w, b, h, r, t))
    body = np.stack(rings)
    cabin = (*paint, CABIN)
    parts: list[Part] = [grid(body, cabin)]
    for end, facing in ((0, -1.0), (-1, 1.0)):
        # Nose and tail are closed by a fan to their middle.
        middle = body[end].mean(axis=0)
        fan = grid(np.stack([body[end], np.broadcast_to(middle, body[end].shape)]), cabin)
        flat = np.tile(np.array([facing, 0, 0], np.float32), (len(fan.points), 1))
        parts.append(replace(fan, normals=flat))
    parts += _wheels(shape.wheels, half - 0.11, shape.radius_m, 0.22)
    nose, tail = length, 0.0
    lamp_y = float(np.interp(length - 0.22, at, hood)) - 0.11
    tail_y = float(np.interp(0.1, at, hood)) - 0.14
    heads = ((nose - 0.17, lamp_y, 0.66 * half), (nose - 0.17, lamp_y, -0.66 * half))
    tails = ((tail + 0.04, tail_y, 0.68 * half), (tail + 0.04, tail_y, -0.68 * half))
    for place in heads:
        parts.append(ball(place, (0.12, 0.052, 0.18), (0.92, 0.92, 0.88, LAMP), rings=7, sides=10))
    for x, y, z in tails:
        parts.append(ball((x, y, z), (0.06, 0.050, 0.24), (0.62, 0.02, 0.02, LAMP), rings=7,
                          sides=10))  # fmt: skip
    parts.append(box((-0.025, 0.50, -0.26), (0.1, 0.61, 0.26), (0.62, 0.62, 0.58, MATTE)))
    parts.append(box((-0.015, 0.27, -0.62 * half), (0.16, 0.40, 0.62 * half), _DARK))
    parts.append(box((nose - 0.2, 0.30, -0.48), (nose + 0.012, 0.46, 0.48), _DARK))
    mirror_x = shape.front[0] - 0.28
    for side in (-1, 1):
        z = side * (0.94 * half + 0.03)
        parts.append(ball((mirror_x, shape_belt(shape, mirror_x) + 0.09, z), (0.07, 0.07, 0.11),
                          (*paint, PAINT), rings=6, sides=8))  # fmt: skip
    if shape.wing:
        parts.append(box((0.02, 1.02, -0.82 * half), (0.36, 1.05, 0.82 * half), (*paint, PAINT)))
        for side in (-0.6, 0.6):
            parts.append(box((0.14, 0.84, side - 0.02), (0.24, 1.03, side + 0.02), _DARK))
    if is_taxi:
        parts.append(box((1.9, 1.46, -0.3), (2.1, 1.62, 0.3), (0.95, 0.82, 0.3, LAMP)))
    if has_bed:
        parts.append(box((0.1, 1.085, -0.84), (2.05, 1.10, 0.84), _DARK))
    belt = float(np.interp((shape.rear[0] + shape.front[0]) / 2, at, hood))
    crown = float(roof.max())
    seams = (shape.pillar_m, shape.front[0] - 0.42)
    windows = (
        belt + 0.05, crown - 0.085, shape.rear[0], shape.rear[1], shape.front[0], shape.front[1],
        shape.pillar_m, 0.55 * half, 0.80 * half, 1.0, shape.clearance_m + 0.12, *seams,
        0.62 * belt,
    )  # fmt: skip
    hubs = [(x, shape.radius_m, shape.radius_m) for x in shape.wheels]
    return _whole(parts, hubs, windows, (length, 2 * half, crown), heads, tails)


def shape_belt(shape: _Shape, x: float) -> float:
    """The height of a car's belt line."""
    places, values = np.array(shape.hood).T
    return float(np.interp(x, places, values))


def _section(x: float, w: float, b: float, h: float, r: float, t: float) -> NDArray[np.float64]:
    """A closed cross-section: floor, flank with its tumblehome, shoulder, side glass, roof."""
    right = [
        (0.0, b), (0.55 * w, b), (0.90 * w, b + 0.01), (0.97 * w, b + 0.08),
        (w, b + 0.45 * (h - b)), (0.995 * w, b + 0.75 * (h - b)), (0.965 * w, h - 0.05),
        (0.915 * w, h), (0.895 * w + 0.0 * t, h + 0.02 * (r - h)),
        (0.45 * (0.895 * w + t), h + 0.5 * (r - h)), (t, h + 0.80 * (r - h)),
        (0.94 * t, h + 0.93 * (r - h)), (0.80 * t, h + 0.985 * (r - h)), (0.45 * t, r),
    ]  # fmt: skip
    right[9] = (0.5 * (0.895 * w + t), right[9][1])
    crown = [(0.0, r + 0.008)]
    left = [(-z, y) for z, y in reversed(right[1:])]
    ring = right + crown + left
    return np.array([(x, y, z) for z, y in ring], np.float64)


def _wheels(
    places: tuple[float, ...], side_m: float, radius_m: float, width_m: float
) -> list[Part]:
    return [
        wheel(x, side * side_m, radius_m, width_m, _TYRE) for x in places for side in (-1.0, 1.0)
    ]


def _whole(
    parts: list[Part],
    hubs: list[Point],
    windows: tuple[float, ...],
    size_m: Point,
    heads: tuple[Point, ...],
    tails: tuple[Point, ...],
    movers: tuple[tuple[Part, ...], ...] = (),
) -> Mesh:
    points, normals, inks, triangles = join(parts)
    return Mesh(
        points, normals, inks, triangles, np.array(hubs, np.float32),
        np.array(windows, np.float32), size_m[0], size_m[1], size_m[2], heads, tails, movers,
    )  # fmt: skip


_PLAIN = (99.0, 99.0, 0.0, 0.0, 0.0, 0.0, 0.0, 99.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def _lorry(paint: Rgb) -> Mesh:
    """An articulated lorry: a tractor in its colour and a pale trailer."""
    coat = (*paint, PAINT)
    trailer = (0.80, 0.81, 0.82, PAINT)
    parts = [
        box((0.0, 1.15, -1.27), (11.6, 3.95, 1.27), trailer),
        box((0.0, 0.95, -1.2), (11.6, 1.16, 1.2), _DARK),
        box((-0.03, 1.22, -1.2), (0.0, 3.9, -0.02), (0.70, 0.71, 0.72, PAINT)),
        box((-0.03, 1.22, 0.02), (0.0, 3.9, 1.2), (0.70, 0.71, 0.72, PAINT)),
        box((0.05, 2.35, -1.28), (11.5, 2.62, 1.28), coat),
        box((11.9, 0.55, -1.15), (14.6, 0.95, 1.15), _DARK),
        box((12.3, 0.9, -1.22), (14.9, 3.1, 1.22), coat),
        box((12.3, 3.1, -1.15), (14.2, 3.75, 1.15), coat),
        box((14.88, 1.85, -1.1), (14.93, 2.85, 1.1), (0.02, 0.025, 0.03, GLASS)),
        box((13.6, 1.9, -1.235), (14.6, 2.75, 1.235), (0.02, 0.025, 0.03, GLASS)),
        box((14.88, 0.95, -0.75), (14.94, 1.65, 0.75), (0.2, 0.2, 0.21, CHROME)),
        box((14.7, 0.45, -1.2), (15.0, 0.85, 1.2), _STEEL),
        box((-0.08, 0.55, -1.1), (0.02, 0.72, 1.1), (0.75, 0.72, 0.7, MATTE)),
    ]
    for side in (-1.32, 1.32):
        parts.append(tube((12.2, 1.2, side * 0.9), (12.2, 4.0, side * 0.9), 0.08, 0.08, _STEEL))
        parts.append(box((14.5, 1.9, side - 0.06), (14.6, 2.5, side + 0.06), _DARK))
    hubs = (1.2, 2.5, 3.8, 12.3, 14.0)
    parts += _wheels(hubs, 1.08, 0.5, 0.36)
    heads = ((14.98, 0.98, 0.98), (14.98, 0.98, -0.98))
    tails = ((-0.06, 0.98, 1.0), (-0.06, 0.98, -1.0))
    parts += [ball(place, (0.06, 0.1, 0.14), (0.92, 0.9, 0.85, LAMP)) for place in heads]
    parts += [ball(place, (0.05, 0.08, 0.17), (0.62, 0.02, 0.02, LAMP)) for place in tails]
    rows = [(x, 0.5, 0.5) for x in hubs]
    return _whole(parts, rows, _PLAIN, (15.0, 2.54, 3.95), heads, tails)


def _bus(paint: Rgb) -> Mesh:
    coat = (*paint, PAINT)
    glass = (0.02, 0.025, 0.03, GLASS)
    parts = [
        box((0, 0.4, -1.25), (11.5, 3.2, 1.25), coat),
        box((-0.02, 1.9, -1.1), (0, 2.9, 1.1), glass),
        box((11.5, 1.3, -1.15), (11.53, 2.95, 1.15), glass),
    ]
    for k in range(7):
        x = 0.5 + 1.5 * k
        parts.append(box((x, 1.75, -1.265), (x + 1.36, 2.75, 1.265), glass))
    hubs = (2.4, 8.9)
    parts += _wheels(hubs, 1.1, 0.48, 0.34)
    heads = ((11.5, 0.85, 0.95), (11.5, 0.85, -0.95))
    tails = ((-0.02, 1.1, 1.05), (-0.02, 1.1, -1.05))
    parts += [ball(place, (0.06, 0.11, 0.15), (0.92, 0.9, 0.85, LAMP)) for place in heads]
    parts += [ball(place, (0.05, 0.16, 0.1), (0.62, 0.02, 0.02, LAMP)) for place in tails]
    rows = [(x, 0.48, 0.48) for x in hubs]
    return _whole(parts, rows, _PLAIN, (11.5, 2.5, 3.2), heads, tails)


def _motorcycle(paint: Rgb) -> Mesh:
    """A motorcycle and who rides it, leaning forward a little."""
    coat = (*paint, PAINT)
    leather, skin = (0.045, 0.042, 0.045, MATTE), (0.10, 0.09, 0.10, MATTE)
    denim = (0.06, 0.075, 0.12, MATTE)
    parts = [
        wheel(0.35, 0.0, 0.33, 0.19, _TYRE), wheel(1.82, 0.0, 0.33, 0.13, _TYRE),
        ball((1.14, 0.80, 0), (0.36, 0.17, 0.16), coat),
        ball((0.98, 0.46, 0), (0.34, 0.24, 0.19), (0.10, 0.10, 0.11, CHROME)),
        ball((0.55, 0.76, 0), (0.36, 0.085, 0.15), leather),
        ball((0.16, 0.80, 0), (0.24, 0.08, 0.10), coat),
        ball((0.36, 0.66, 0), (0.28, 0.06, 0.12), coat),
        ball((1.70, 0.90, 0), (0.16, 0.17, 0.17), coat),
        ball((1.82, 0.67, 0), (0.26, 0.045, 0.09), coat),
        tube((0.9, 0.36, 0.2), (0.02, 0.40, 0.2), 0.045, 0.06, _STEEL),
        tube((0.9, 0.36, -0.2), (0.02, 0.40, -0.2), 0.045, 0.06, _STEEL),
        tube((1.58, 1.04, -0.34), (1.58, 1.04, 0.34), 0.022, 0.022, _DARK),
    ]  # fmt: skip
    for z in (-0.10, 0.10):
        parts.append(tube((1.56, 0.98, z), (1.82, 0.33, z), 0.03, 0.03, _STEEL))
        parts.append(tube((0.95, 0.4, z), (0.35, 0.33, z), 0.035, 0.03, _DARK))
    for side in (-1.0, 1.0):
        hip, knee = (0.62, 0.90, 0.12 * side), (1.12, 0.74, 0.24 * side)
        ankle, shoulder = (0.92, 0.34, 0.24 * side), (0.93, 1.42, 0.22 * side)
        elbow, hand = (1.24, 1.17, 0.32 * side), (1.56, 1.07, 0.30 * side)
        parts += [
            tube(hip, knee, 0.105, 0.075, denim), tube(knee, ankle, 0.075, 0.05, denim),
            ball((0.99, 0.30, 0.24 * side), (0.15, 0.06, 0.055), leather),
            tube(shoulder, elbow, 0.075, 0.055, leather), tube(elbow, hand, 0.055, 0.04, leather),
            ball(hand, (0.055, 0.05, 0.05), leather),
            ball((1.52, 1.26, 0.40 * side), (0.03, 0.05, 0.08), _DARK),
        ]  # fmt: skip
    parts += [
        tube((0.60, 0.95, 0), (0.86, 1.32, 0), 0.16, 0.19, leather),
        ball((0.86, 1.34, 0), (0.16, 0.18, 0.25), leather),
        ball((1.02, 1.66, 0), (0.155, 0.165, 0.135), coat),
        ball((1.10, 1.66, 0), (0.095, 0.07, 0.115), (0.02, 0.025, 0.03, GLASS)),
        tube((0.94, 1.45, 0), (1.0, 1.56, 0), 0.07, 0.07, skin),
    ]  # fmt: skip
    heads, tails = ((1.86, 0.90, 0.0),), ((-0.06, 0.78, 0.0),)
    parts.append(ball(heads[0], (0.05, 0.085, 0.10), (0.92, 0.9, 0.85, LAMP)))
    parts.append(ball(tails[0], (0.05, 0.05, 0.10), (0.62, 0.02, 0.02, LAMP)))
    hubs = [(0.35, 0.33, 0.33), (1.82, 0.33, 0.33)]
    return _whole(parts, hubs, _PLAIN, (2.15, 0.8, 1.83), heads, tails)


def _bicycle(paint: Rgb) -> Mesh:
    """A racing bicycle and who pedals it."""
    coat = (*paint, PAINT)
    shorts, skin = (0.04, 0.04, 0.05, MATTE), (0.50, 0.31, 0.22, MATTE)
    crank, seat = (0.62, 0.29, 0.0), (0.46, 0.92, 0.0)
    head, front, rear = (1.14, 0.86, 0.0), (1.36, 0.34, 0.0), (0.34, 0.34, 0.0)
    parts = [
        wheel(rear[0], 0.0, 0.34, 0.035, _TYRE), wheel(front[0], 0.0, 0.34, 0.035, _TYRE),
        tube(crank, (0.48, 0.84, 0), 0.02, 0.018, coat),
        tube(crank, (1.16, 0.74, 0), 0.024, 0.024, coat),
        tube((0.49, 0.80, 0), head, 0.02, 0.02, coat), tube(rear, crank, 0.014, 0.016, coat),
        tube(rear, (0.48, 0.80, 0), 0.012, 0.014, coat), tube(head, front, 0.022, 0.016, coat),
        ball(seat, (0.14, 0.03, 0.07), _DARK),
        tube((1.2, 0.95, -0.2), (1.2, 0.95, 0.2), 0.015, 0.015, _DARK),
        tube((0.46, 1.0, 0), (0.86, 1.36, 0), 0.135, 0.16, coat),
        ball((0.86, 1.37, 0), (0.15, 0.14, 0.21), coat),
        ball((0.48, 0.99, 0), (0.16, 0.13, 0.16), shorts),
        ball((1.06, 1.58, 0), (0.10, 0.115, 0.085), skin),
        ball((1.04, 1.645, 0), (0.145, 0.085, 0.10), (0.85, 0.85, 0.83, PAINT)),
        tube((0.92, 1.42, 0), (1.02, 1.52, 0), 0.055, 0.05, skin),
    ]  # fmt: skip
    for side in (-1.0, 1.0):
        elbow = (1.06, 1.10, 0.22 * side)
        parts += [
            tube((0.90, 1.38, 0.18 * side), elbow, 0.052, 0.04, coat),
            tube(elbow, (1.26, 0.98, 0.19 * side), 0.038, 0.03, skin),
            tube((1.2, 0.95, 0.2 * side), (1.30, 0.93, 0.2 * side), 0.015, 0.015, _DARK),
        ]
    poses = []
    for k in range(_PEDAL_POSES):
        legs: list[Part] = []
        for side in (-1.0, 1.0):
            turn = -2 * math.pi * k / _PEDAL_POSES + (math.pi if side > 0 else 0.0)
            foot = (crank[0] + 0.17 * math.cos(turn), crank[1] + 0.17 * math.sin(turn), 0.1 * side)
            hip, ankle = (0.50, 0.97, 0.09 * side), (foot[0] - 0.07, foot[1] + 0.09, 0.1 * side)
            knee = _knee(hip, ankle, 0.43, 0.43)
            legs += [
                tube(hip, knee, 0.088, 0.062, shorts), tube(knee, ankle, 0.06, 0.038, skin),
                ball((foot[0], foot[1] + 0.025, foot[2]), (0.13, 0.04, 0.045),
                     (0.7, 0.7, 0.7, MATTE)),
                tube((crank[0], crank[1], 0.06 * side), (foot[0], foot[1], 0.06 * side), 0.013,
                     0.013, _STEEL),
            ]  # fmt: skip
        poses.append(tuple(legs))
    tails: tuple[Point, ...] = ((0.36, 0.78, 0.0),)
    parts.append(ball(tails[0], (0.02, 0.03, 0.03), (0.62, 0.02, 0.02, LAMP), rings=6, sides=8))
    hubs = [(rear[0], 0.34, 0.34), (front[0], 0.34, 0.34)]
    size = (1.7, 0.6, 1.75)
    return _whole(parts, hubs, _PLAIN, size, ((1.25, 0.9, 0.0),), tails, tuple(poses))


def _knee(hip: Point, ankle: Point, thigh_m: float, shin_m: float) -> Point:
    """Where the knee bends forward between hip and ankle."""
    dx, dy = ankle[0] - hip[0], ankle[1] - hip[1]
    reach = min(math.hypot(dx, dy), thigh_m + shin_m - 1e-3)
    along = (thigh_m**2 - shin_m**2 + reach**2) / (2 * reach)
    out = math.sqrt(max(0.0, thigh_m**2 - along**2))
    ux, uy = dx / math.hypot(dx, dy), dy / math.hypot(dx, dy)
    return hip[0] + ux * along - uy * out, hip[1] + uy * along + ux * out, hip[2]
