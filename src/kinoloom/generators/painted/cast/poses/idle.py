"""What people do who stand about: talk with their hands, fold their arms, look around, read."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from kinoloom.generators.painted.cast.bodies.anatomy import axes, lean_of
from kinoloom.generators.painted.cast.bodies.skeleton import FAR, NEAR
from kinoloom.generators.painted.cast.poses.reach import reaching

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.bodies.skeleton import Build, Skeleton

Manner = Literal["calm", "looking", "talking", "folded", "reading", "akimbo"]
MANNERS: tuple[Manner, ...] = ("talking", "looking", "folded", "talking", "reading", "akimbo",
                               "calm", "looking")  # fmt: skip
"""How those of a crowd stand, in turn."""


def idling(pose: Skeleton, build: Build, phase: float, manner: Manner) -> Skeleton:
    """A standing pose with a manner of its own; all of it comes back with each breath."""
    turn = 2 * math.pi * phase
    chest = axes(pose.chest_turn, lean_of(pose))
    at = chest.at
    far = pose.hands[FAR]
    match manner:
        case "looking":
            return replace(pose, head_turn=0.62 + 0.55 * math.sin(turn), head_nod=-0.04)
        case "talking":
            beat = math.sin(2 * turn) + 0.4 * math.sin(5 * turn)
            high = -0.13 + 0.035 * beat
            hand = at(pose.chest, 0.155 + 0.015 * beat, 0.055, high)
            other = at(pose.chest, 0.13, -0.07, -0.20 + 0.5 * (high + 0.13))
            posed = reaching(pose, build, hand, other)
            return replace(posed, head_turn=0.45 + 0.10 * beat, head_nod=0.05 * beat)
        case "folded":
            posed = reaching(pose, build, at(pose.chest, 0.085, -0.055, -0.125),
                             at(pose.chest, 0.095, 0.055, -0.115))  # fmt: skip
            return replace(posed, head_turn=0.75 + 0.18 * math.sin(turn))
        case "reading":
            hand = at(pose.chest, 0.150, 0.040, -0.085)
            posed = reaching(pose, build, hand, far)
            return replace(posed, head_turn=0.70, head_nod=0.34 + 0.03 * math.sin(turn))
        case "akimbo":
            hip = axes(pose.pelvis_turn).at(pose.hips[NEAR], 0.0, 0.050, 0.055)
            return replace(reaching(pose, build, hip, far), head_turn=0.55 + 0.25 * math.sin(turn))
        case "calm":
            return pose
