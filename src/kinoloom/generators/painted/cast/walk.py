"""Gait: where each joint of a walking, running, standing or sitting body is at a phase.

Lengths are in body heights: x forward, y up from the ground, z toward the viewer. The feet come
first: a planted foot keeps its place on the ground exactly, the legs follow by two-bone inverse
kinematics, and the rest of the body swings against them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

Point = tuple[float, float, float]
NEAR, FAR = 0, 1
_REACH = 0.992
"""How straight a leg may get, of its full length: beyond this knees snap."""


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
class Gait:
    """How a body moves through one cycle (two steps). Angles in radians, lengths in heights."""

    stride: float
    cycle_s: float
    stance: float
    bob: float
    lean: float
    arm_swing: float
    elbow: float
    clearance: float
    strike: float
    push_off: float
    pelvis_turn: float
    chest_turn: float
    crouch: float = 0.0
    shift: float = 0.0
    """Where the middle of the stance lies, ahead of the hips."""


WALK = Gait(0.66, 1.08, 0.61, 0.016, 0.05, 0.42, 0.32, 0.035, 0.38, 1.05, 0.10, 0.16)
MOON_WALK = Gait(0.58, 1.28, 0.60, 0.014, 0.07, 0.36, 0.50, 0.045, 0.34, 0.90, 0.09, 0.14)
RUN = Gait(1.22, 0.70, 0.34, 0.022, 0.20, 0.78, 1.50, 0.170, 0.10, 1.10, 0.16, 0.26, 0.0, -0.05)
STILL = Gait(0.0, 4.2, 1.0, 0.0, 0.0, 0.0, 0.14, 0.0, 0.0, 0.0, 0.0, 0.0)


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


def foot_at(gait: Gait, build: Build, p: float) -> Foot:
    """The foot at its own phase (0 heel strike), relative to the moving body."""
    p %= 1.0
    if p < gait.stance:
        return _stance(gait, build, p)
    end, start = _stance(gait, build, gait.stance), _stance(gait, build, 0.0)
    step = 1e-4
    before = _stance(gait, build, gait.stance - step)
    after = _stance(gait, build, step)
    span = 1 - gait.stance
    q = (p - gait.stance) / span
    x = _hermite(
        end.x, start.x, (end.x - before.x) / step * span, (after.x - start.x) / step * span * 0.6, q
    )
    y = _hermite(end.y, start.y, (end.y - before.y) / step * span * 0.35, 0.0, q)
    lift = gait.clearance * math.sin(math.pi * min(1.0, q * 1.06)) ** 1.5
    pitch = -gait.push_off + (gait.strike + gait.push_off) * _smooth((q - 0.08) / 0.80)
    lowest = build.ankle * math.cos(pitch) + build.ball * max(0.0, math.sin(-pitch)) * 0.6
    return Foot(x, max(y + lift, lowest + 0.004), pitch, 0.0)


def _stance(gait: Gait, build: Build, p: float) -> Foot:
    """Roll over heel, flat foot and ball; each contact point stands still on the ground."""
    flat_x = (gait.stance / 2 - p) * gait.stride + gait.shift
    landed, rising = 0.09, 0.56 * gait.stance
    if p < landed:
        pitch = gait.strike * (1 - _smooth(p / landed))
        dx, dy = _turn(build.heel, build.ankle, pitch)
        return Foot(flat_x - build.heel + dx, dy, pitch, 1.0)
    if p < rising:
        return Foot(flat_x, build.ankle, 0.0, 1.0)
    q = (p - rising) / (gait.stance - rising)
    pitch = -gait.push_off * q**2.0
    dx, dy = _turn(-build.ball, build.ankle, pitch)
    return Foot(flat_x + build.ball + dx, dy, pitch, 1.0 - 0.7 * q)


def _turn(x: float, y: float, angle: float) -> tuple[float, float]:
    c, s = math.cos(angle), math.sin(angle)
    return x * c - y * s, x * s + y * c


def _smooth(t: float) -> float:
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)


def _hermite(a: float, b: float, slope_a: float, slope_b: float, t: float) -> float:
    t2, t3 = t * t, t * t * t
    return (
        (2 * t3 - 3 * t2 + 1) * a
        + (t3 - 2 * t2 + t) * slope_a
        + (3 * t2 - 2 * t3) * b
        + (t3 - t2) * slope_b
    )


def _bob(gait: Gait, phase: float) -> float:
    """Highest over the standing leg when walking, highest in flight when running."""
    top = 0.30 if gait.stance > 0.5 else gait.stance / 2 + 0.25
    return gait.bob * math.cos(4 * math.pi * (phase - top))


@lru_cache(maxsize=64)
def hip_height(gait: Gait, build: Build) -> float:
    """The highest mean hip height that no phase of the cycle overstretches a leg at."""
    most = (build.thigh + build.shank) * _REACH
    best = build.thigh + build.shank + build.ankle
    for i in range(64):
        phase = i / 64
        for p in (phase, phase + 0.5):
            foot = foot_at(gait, build, p)
            if foot.planted > 0.5:
                reach = foot.y + math.sqrt(max(0.0, most * most - foot.x * foot.x))
                best = min(best, reach - _bob(gait, phase))
    return best - gait.crouch


def moving(gait: Gait, build: Build, phase: float) -> Skeleton:
    """A walking or running body at a phase of its cycle (0: the near heel strikes)."""
    swing = math.cos(2 * math.pi * (phase - 0.02))
    hip_y = hip_height(gait, build) + _bob(gait, phase)
    feet = (foot_at(gait, build, phase), foot_at(gait, build, phase + 0.5))
    arms: list[tuple[float, float]] = []
    for side in (1.0, -1.0):
        forward = -side * swing
        angle = gait.arm_swing * forward - 0.06
        arms.append((angle, gait.elbow + 0.30 * gait.arm_swing * max(0.0, forward)))
    return assemble(
        build,
        feet,
        hip_y=hip_y,
        lean=gait.lean + 0.012 * math.cos(4 * math.pi * phase),
        pelvis_turn=0.40 - gait.pelvis_turn * swing,
        chest_turn=0.52 + gait.chest_turn * swing,
        list_=0.014 * math.sin(2 * math.pi * (phase - 0.05)),
        arms=(arms[NEAR], arms[FAR]),
        steady=0.55 * _bob(gait, phase),
        phase=phase,
    )


def standing(build: Build, phase: float, *, waving: bool = False) -> Skeleton:
    """A body at rest, breathing; phase is that of its breath."""
    breath = math.sin(2 * math.pi * phase)
    drift = math.sin(2 * math.pi * phase * 0.5 + 0.6)
    hip_y = (build.thigh + build.shank) * 0.995 + build.ankle - 0.002 * (1 + breath)
    # Turned to us, the near foot is the rear one: the other way about the legs cross.
    feet = (Foot(-0.042, build.ankle, 0.0, 1.0), Foot(0.040, build.ankle, 0.0, 1.0))
    near = (0.02 + 0.02 * breath, 0.22 + 0.02 * breath)
    far = (-0.05 + 0.02 * breath, 0.26)
    pose = assemble(
        build,
        feet,
        hip_y=hip_y,
        lean=0.006 * breath,
        pelvis_turn=0.72,
        chest_turn=0.84 + 0.02 * drift,
        list_=0.006,
        arms=(near, far),
        steady=-0.003 * breath,
        phase=phase,
        foot_spread=1.25,
    )
    pose = replace(pose, head_turn=0.92 + 0.07 * breath)
    return _waving(pose, build, phase) if waving else pose


def sitting(build: Build, phase: float) -> Skeleton:
    """A body on the ground, knees drawn up, hands on them."""
    breath = math.sin(2 * math.pi * phase)
    feet = (Foot(0.30, build.ankle, 0.0, 1.0), Foot(0.25, build.ankle, 0.0, 1.0))
    pose = assemble(
        build,
        feet,
        hip_y=0.085,
        lean=-0.10 + 0.012 * breath,
        pelvis_turn=0.45,
        chest_turn=0.55,
        list_=0.0,
        arms=((0.62, 0.60), (0.58, 0.60)),
        steady=0.0,
        phase=phase,
        foot_spread=1.3,
    )
    return replace(pose, head_nod=0.05)


def floating(build: Build, phase: float) -> Skeleton:
    """A weightless body: limbs adrift, nothing planted."""
    drift = math.sin(2 * math.pi * phase)
    other = math.cos(2 * math.pi * phase)
    feet = (
        Foot(-0.06 + 0.03 * drift, build.ankle + 0.05 + 0.02 * other, -0.5, 0.0),
        Foot(0.09 - 0.03 * other, build.ankle + 0.10, -0.35, 0.0),
    )
    return assemble(
        build,
        feet,
        hip_y=build.thigh + build.shank + build.ankle,
        lean=0.14,
        pelvis_turn=0.55,
        chest_turn=0.65 + 0.05 * drift,
        list_=0.01 * other,
        arms=((0.85 + 0.10 * drift, 0.45), (0.55 - 0.10 * other, 0.60)),
        steady=0.0,
        phase=phase,
        foot_spread=1.4,
    )


def _waving(pose: Skeleton, build: Build, phase: float) -> Skeleton:
    """Raise the far arm beside the head and swing the forearm, three waves a breath."""
    sway = math.sin(2 * math.pi * phase * 3)
    sx, sy, sz = pose.shoulders[FAR]
    elbow = (sx + 0.62 * build.upper_arm, sy + 0.62 * build.upper_arm, sz + 0.02)
    angle = 0.08 + 0.42 * sway
    hand = (
        elbow[0] + math.sin(angle) * build.forearm,
        elbow[1] + math.cos(angle) * build.forearm,
        elbow[2] + 0.03,
    )
    return replace(
        pose, elbows=(pose.elbows[NEAR], elbow), hands=(pose.hands[NEAR], hand), head_turn=0.9
    )


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
    hx, hy = _turn(-build.heel, -build.ankle, pitch)
    bx, by = _turn(build.ball, -build.ankle, pitch)
    tx, ty = _turn(build.ball * 0.72, 0.0, max(pitch, pitch * 0.25))
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
