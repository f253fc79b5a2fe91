"""Strokes of oars and paddles, and the bodies that make them; x is where the body faces."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kinoloom.generators.painted.cast.bodies.skeleton import (
    FAR,
    NEAR,
    Build,
    Foot,
    Skeleton,
    assemble,
)
from kinoloom.generators.painted.cast.poses.reach import reaching

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.bodies.skeleton import Point
    from kinoloom.generators.painted.cast.crews.hull import Hull

_DRIVE = 0.44
"""The share of a stroke in which the blade is in the water."""
_LOCK_X, _LOCK_RISE = -0.20, 0.045
_OUTBOARD = 2.35
"""How long an oar is beyond its lock, of what is inside."""
_SHAFT = 0.52


class Scull(NamedTuple):
    """An oar, or half a paddle, along the boat: from the hand over the lock to the blade."""

    hand: Point
    lock: Point
    neck: Point
    tip: Point


def rowing(build: Build, phase: float) -> Skeleton:
    """Sitting with both hands at the oars: lean forward, pull, lean back."""
    pull, lift = _stroke(phase)
    pose = _on_thwart(build, phase, lean=0.42 - 0.66 * pull, ahead=0.34)
    reach = 0.46 - 0.30 * pull
    hands = [(reach, 0.215 - 0.075 * lift, side * 0.075) for side in (1.0, -1.0)]
    return reaching(pose, build, hands[NEAR], hands[FAR])


def paddling(build: Build, phase: float) -> Skeleton:
    """Sitting low with a paddle of two blades: the body turns with each dip."""
    turn = math.sin(2 * math.pi * phase)
    pose = _on_thwart(build, phase, lean=0.10, ahead=0.40, twist=0.25 * turn)
    centre, way = _paddle(phase)
    hands = [tuple(c + side * 0.16 * w for c, w in zip(centre, way, strict=True))
             for side in (1.0, -1.0)]  # fmt: skip
    return reaching(pose, build, _point(hands[NEAR]), _point(hands[FAR]))


def riding_along(build: Build, phase: float) -> Skeleton:
    """A companion who has nothing to do."""
    drift = math.sin(math.pi * phase + 0.6)
    pose = _on_thwart(build, phase, lean=-0.03, ahead=0.32)
    x = pose.knees[NEAR][0] - 0.03
    posed = reaching(pose, build, (x, 0.075, 0.05), (x, 0.075, -0.05))
    return replace(posed, head_turn=0.45 + 0.35 * drift)


def scull(phase: float, side: float, hull: Hull, *, paddle: bool) -> Scull:
    """The oar of a side (1 near, -1 far) of who sits in the hull."""
    if paddle:
        centre, way = _paddle(phase)
        x, y = hull.seat_x + centre[0], hull.seat_y + centre[1]
        at = [(x + side * k * way[0], y + side * k * way[1], centre[2] + side * k * way[2])
              for k in (0.0, 0.15, _SHAFT - 0.13, _SHAFT)]  # fmt: skip
        return Scull(*at)
    pull, lift = _stroke(phase)
    hand: Point = (
        hull.seat_x - (0.46 - 0.30 * pull), hull.seat_y + 0.215 - 0.075 * lift, side * 0.075,
    )  # fmt: skip
    x = hull.seat_x + _LOCK_X
    wide = hull.half_width(x / hull.half_length) + 0.015
    lock: Point = (x, hull.sheer(x / hull.half_length) + _LOCK_RISE, side * wide)

    def beyond(share: float) -> Point:
        return _point([q + (q - p) * share for p, q in zip(hand, lock, strict=True)])

    return Scull(hand, lock, beyond(_OUTBOARD - 0.62), beyond(_OUTBOARD))


def _stroke(phase: float) -> tuple[float, float]:
    """How far it is pulled (0 caught .. 1 finished), and how far the blade is lifted."""
    p = phase % 1.0
    if p < _DRIVE:
        q = p / _DRIVE
        return q * q * (3 - 2 * q), 0.0
    q = (p - _DRIVE) / (1 - _DRIVE)
    return 1 - q * q * (3 - 2 * q), math.sin(math.pi * q) ** 0.7


def _paddle(phase: float) -> tuple[Point, Point]:
    """The middle of a paddle's shaft and the way to its near blade, from the seat."""
    turn = 2 * math.pi * phase
    dip, sweep = math.sin(turn), math.cos(turn)
    way = (0.55 * sweep, -0.62 * dip, 0.86)
    size = math.sqrt(sum(w * w for w in way))
    return (0.26, 0.27, 0.0), (way[0] / size, way[1] / size, way[2] / size)


def _on_thwart(
    build: Build, phase: float, *, lean: float, ahead: float, twist: float = 0.0
) -> Skeleton:
    feet = (Foot(ahead, build.ankle - 0.10, 0.35, 1.0), Foot(ahead, build.ankle - 0.10, 0.35, 1.0))
    pose = assemble(
        build,
        feet,
        hip_y=0.03,
        lean=lean,
        pelvis_turn=0.0,
        chest_turn=twist,
        list_=0.0,
        arms=((0.6, 0.6), (0.6, 0.6)),
        steady=0.0,
        phase=phase,
        foot_spread=1.6,
    )
    return replace(pose, head_turn=0.25, head_nod=-0.4 * lean)


def _point(values: list[float] | tuple[float, ...]) -> Point:
    x, y, z = values
    return (x, y, z)
