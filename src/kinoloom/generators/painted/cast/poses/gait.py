"""Gait: a walking, running, standing, sitting or floating body at a phase of its cycle.

The feet come first: a planted foot keeps its place on the ground exactly, and the rest of the body
swings against the legs that follow it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from kinoloom.generators.painted.cast.bodies.skeleton import (
    FAR,
    NEAR,
    Build,
    Foot,
    Skeleton,
    assemble,
    turned,
)

_REACH = 0.992
"""How straight a leg may get, of its full length: beyond this knees snap."""


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
        dx, dy = turned(build.heel, build.ankle, pitch)
        return Foot(flat_x - build.heel + dx, dy, pitch, 1.0)
    if p < rising:
        return Foot(flat_x, build.ankle, 0.0, 1.0)
    q = (p - rising) / (gait.stance - rising)
    pitch = -gait.push_off * q**2.0
    dx, dy = turned(-build.ball, build.ankle, pitch)
    return Foot(flat_x + build.ball + dx, dy, pitch, 1.0 - 0.7 * q)


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
