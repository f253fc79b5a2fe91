"""A pose: where each joint of an upright body is, put together from its feet upwards.

Lengths are in body heights: x forward, y up from the ground, z toward the viewer. The legs follow
the feet by two-bone inverse kinematics, which keeps a planted foot where it stands.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float, float]
NEAR, FAR = 0, 1


@dataclass(frozen=True)
class Build:
    """A body's proportions, in body heights."""

    thigh: float
    shank: float
    ankle: float
    heel: float
    ball: float
    hip_half: float
    shoulder_half: float
    torso: float
    neck: float
    head: float
    upper_arm: float
    forearm: float


@dataclass(frozen=True)
class Foot:
    """An ankle, the foot's pitch (toe up is positive), and how firmly it stands (0..1)."""

    x: float
    y: float
    pitch: float
    planted: float


@dataclass(frozen=True)
class Skeleton:
    """A pose: pairs are (near, far), seen from the viewer. Turns are toward the viewer."""

    pelvis: Point
    chest: Point
    head: Point
    hips: tuple[Point, Point]
    knees: tuple[Point, Point]
    ankles: tuple[Point, Point]
    heels: tuple[Point, Point]
    balls: tuple[Point, Point]
    toes: tuple[Point, Point]
    shoulders: tuple[Point, Point]
    elbows: tuple[Point, Point]
    hands: tuple[Point, Point]
    planted: tuple[float, float]
    pelvis_turn: float
    chest_turn: float
    head_turn: float
    head_nod: float
    phase: float
    blinks: bool = False


def turned(x: float, y: float, angle: float) -> tuple[float, float]:
    """A point turned about the origin by radians."""
    c, s = math.cos(angle), math.sin(angle)
    return x * c - y * s, x * s + y * c


def assemble(
    build: Build,
    feet: tuple[Foot, Foot],
    *,
    hip_y: float,
    lean: float,
    pelvis_turn: float,
    chest_turn: float,
    list_: float,
    arms: tuple[tuple[float, float], tuple[float, float]],
    steady: float,
    phase: float,
    foot_spread: float = 1.0,
) -> Skeleton:
    """All joints from the feet, the hip height, the turns and the arm angles."""
    pelvis = (0.0, hip_y, 0.0)
    chest = (build.torso * math.sin(lean), hip_y + build.torso * math.cos(lean), 0.0)
    head_x = chest[0] + build.neck * math.sin(lean * 0.7) + 0.012
    head = (head_x, chest[1] + build.neck * math.cos(lean) - steady, 0.004)
    hips = _pair(pelvis, build.hip_half, pelvis_turn, list_)
    shoulders = _pair(chest, build.shoulder_half, chest_turn, -list_)
    knees: list[Point] = []
    ankles: list[Point] = []
    soles: list[tuple[Point, Point, Point]] = []
    for side, foot in enumerate(feet):
        sign = 1.0 if side == NEAR else -1.0
        z = sign * build.hip_half * 0.80 * foot_spread
        ankle = (foot.x, foot.y, z)
        ankles.append(ankle)
        knees.append(_knee(hips[side], ankle, build, 0.014 * sign + 0.012))
        soles.append(_sole(ankle, foot.pitch, build, 0.30 * foot_spread - 0.12 * (1 - sign) / 2))
    elbows: list[Point] = []
    hands: list[Point] = []
    for side, (angle, bend) in enumerate(arms):
        sign = 1.0 if side == NEAR else -1.0
        elbow, hand = _arm(shoulders[side], angle + lean * 0.4, bend, build, chest_turn, sign)
        elbows.append(elbow)
        hands.append(hand)
    return Skeleton(
        pelvis=pelvis,
        chest=chest,
        head=head,
        hips=hips,
        knees=(knees[0], knees[1]),
        ankles=(ankles[0], ankles[1]),
        heels=(soles[0][0], soles[1][0]),
        balls=(soles[0][1], soles[1][1]),
        toes=(soles[0][2], soles[1][2]),
        shoulders=shoulders,
        elbows=(elbows[0], elbows[1]),
        hands=(hands[0], hands[1]),
        planted=(feet[0].planted, feet[1].planted),
        pelvis_turn=pelvis_turn,
        chest_turn=chest_turn,
        head_turn=0.62,
        head_nod=0.0,
        phase=phase,
    )


def _pair(middle: Point, half: float, turn: float, tilt: float) -> tuple[Point, Point]:
    """The near and far ends of a bar through a point, turned toward the viewer."""
    dx, dz = -math.sin(turn) * half, math.cos(turn) * half
    near = (middle[0] + dx, middle[1] + tilt, middle[2] + dz)
    far = (middle[0] - dx, middle[1] - tilt, middle[2] - dz)
    return near, far


def _knee(hip: Point, ankle: Point, build: Build, outward: float) -> Point:
    """Two-bone inverse kinematics in the plane of travel; the knee bends forward."""
    dx, dy = ankle[0] - hip[0], ankle[1] - hip[1]
    reach = math.hypot(dx, dy)
    limit = (build.thigh + build.shank) * 0.9995
    length = min(max(reach, abs(build.thigh - build.shank) + 1e-4), limit)
    cosine = (build.thigh**2 + length**2 - build.shank**2) / (2 * build.thigh * length)
    angle = math.atan2(dy, dx) + math.acos(min(1.0, max(-1.0, cosine)))
    share = build.thigh / (build.thigh + build.shank)
    z = hip[2] + (ankle[2] - hip[2]) * share + outward
    return (hip[0] + build.thigh * math.cos(angle), hip[1] + build.thigh * math.sin(angle), z)


def _sole(ankle: Point, pitch: float, build: Build, turn: float) -> tuple[Point, Point, Point]:
    """Heel, ball and toe of a foot. On the ball the toes stay flat on the ground."""
    hx, hy = turned(-build.heel, -build.ankle, pitch)
    bx, by = turned(build.ball, -build.ankle, pitch)
    tx, ty = turned(build.ball * 0.72, 0.0, max(pitch, pitch * 0.25))
    slant = math.sin(turn)
    heel = (ankle[0] + hx, ankle[1] + hy, ankle[2] - build.heel * slant)
    ball = (ankle[0] + bx, ankle[1] + by, ankle[2] + build.ball * slant)
    toe = (ball[0] + tx, max(0.0, ball[1] + ty), ball[2] + build.ball * 0.72 * slant)
    return heel, ball, toe


def _arm(
    shoulder: Point, angle: float, bend: float, build: Build, turn: float, sign: float
) -> tuple[Point, Point]:
    """Elbow and hand for a shoulder's swing and an elbow's bend, a little away from the body."""
    away = 0.10
    side = (-math.sin(turn) * sign * away, math.cos(turn) * sign * away)
    elbow = (
        shoulder[0] + build.upper_arm * (math.sin(angle) + side[0]),
        shoulder[1] - build.upper_arm * math.cos(angle),
        shoulder[2] + build.upper_arm * side[1],
    )
    fore = angle + bend
    inward = 0.12 * math.sin(bend)
    hand = (
        elbow[0] + build.forearm * math.sin(fore),
        elbow[1] - build.forearm * math.cos(fore),
        elbow[2] - build.forearm * inward * sign + 0.02,
    )
    return elbow, hand
