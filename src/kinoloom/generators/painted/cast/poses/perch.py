"""A body on a seat: thighs level, shins down, hands in its lap."""

from __future__ import annotations

import math
from dataclasses import replace

from kinoloom.generators.painted.cast.bodies.skeleton import Build, Foot, Skeleton, assemble

SEAT = 0.262
"""How high the seat is, in body heights."""
_NEARER = -0.035
"""Feet before the seat are nearer to the camera than it: they are lower on the picture."""


def perched(build: Build, phase: float) -> Skeleton:
    """The joints at a phase of the breath; the ground is that under the seat."""
    breath = math.sin(2 * math.pi * phase)
    drift = math.sin(math.pi * phase + 0.6)
    ahead = 0.96 * build.thigh
    feet = (
        Foot(ahead + 0.02, build.ankle + _NEARER, 0.0, 1.0),
        Foot(ahead - 0.05, build.ankle + _NEARER, 0.0, 1.0),
    )
    pose = assemble(
        build,
        feet,
        hip_y=SEAT + 0.046,
        lean=-0.07 + 0.008 * breath,
        pelvis_turn=0.55,
        chest_turn=0.74 + 0.02 * drift,
        list_=0.0,
        arms=((0.30 + 0.01 * breath, 0.98), (0.34 + 0.01 * breath, 0.92)),
        steady=-0.002 * breath,
        phase=phase,
        foot_spread=1.2,
    )
    # Below the ground under the seat toes would be taken for bent.
    near, far = pose.toes
    toes = ((near[0], pose.balls[0][1], near[2]), (far[0], pose.balls[1][1], far[2]))
    return replace(pose, toes=toes, head_turn=0.86, head_nod=0.06 + 0.03 * drift)
