"""A body stretched out in the water or the air: the crawl, a dive, a flight."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.cast.bodies.skeleton import Build, Foot, Skeleton, assemble
from kinoloom.generators.painted.cast.poses.gait import STILL

CRAWL = replace(STILL, cycle_s=1.7)
GLIDE = replace(STILL, cycle_s=1.5)
"""Travels with kicks of the legs alone, under water or in the air."""
CRAWL_SPEED, GLIDE_SPEED = 0.34, 0.30
"""In body heights a second."""
_CRAWL_PITCH, _GLIDE_PITCH = 1.16, 1.40
"""How far from upright the body lies, radians."""
_CRAWL_DEPTH = -0.012
"""How far below the water's surface the chest is, in heights."""
_CRAWL_KICKS, _GLIDE_KICKS = 3, 2


def crawling(build: Build, phase: float) -> Skeleton:
    """The joints of a front crawl, as if the body stood upright: see `laid`."""
    turn = 2 * math.pi * phase
    arms: list[tuple[float, float]] = []
    for side in (0.0, math.pi):
        angle = -(turn + side) % (2 * math.pi)
        # The second half of a stroke leads over the water, with the elbow bent.
        over = max(0.0, -math.sin(angle))
        arms.append((angle, -1.05 * over))
    pose = _stretched(build, phase, (arms[0], arms[1]), kicks=_CRAWL_KICKS, kick=0.075)
    return replace(pose, head_nod=-0.78, chest_turn=0.62 + 0.20 * math.sin(turn))


def gliding(build: Build, phase: float) -> Skeleton:
    """One arm ahead, the other along the body, the legs at work."""
    drift = math.sin(2 * math.pi * phase)
    arms = ((0.06 - 0.10 * drift, 0.24), (2.75 + 0.10 * drift, 0.12))
    pose = _stretched(build, phase, arms, kicks=_GLIDE_KICKS, kick=0.085)
    return replace(pose, head_nod=-1.12)


def laid(capsules: NDArray[np.float32], pose: Skeleton, *, afloat: bool) -> NDArray[np.float32]:
    """Body capsules turned head first; the origin is on the water's surface over the chest."""
    pitch = _CRAWL_PITCH if afloat else _GLIDE_PITCH
    c, s = math.cos(pitch), math.sin(pitch)
    middle = pose.chest if afloat else pose.pelvis
    rise = -_CRAWL_DEPTH if afloat else 0.30
    out = capsules.copy()
    for x, y in ((0, 1), (4, 5)):
        along, up = capsules[:, x] - middle[0], capsules[:, y] - middle[1]
        out[:, x] = along * c + up * s
        out[:, y] = up * c - along * s + rise
    out[:, 11] = capsules[:, 11] * c + capsules[:, 12] * s
    out[:, 12] = capsules[:, 12] * c - capsules[:, 11] * s
    return out


def _stretched(
    build: Build,
    phase: float,
    arms: tuple[tuple[float, float], tuple[float, float]],
    *,
    kicks: int,
    kick: float,
) -> Skeleton:
    leg = build.thigh + build.shank
    swing = math.sin(2 * math.pi * kicks * phase)
    beat = math.cos(2 * math.pi * kicks * phase)
    feet = (
        Foot(-0.015 + kick * swing, build.ankle + 0.020 + 0.012 * beat, -1.05, 0.0),
        Foot(-0.015 - kick * swing, build.ankle + 0.020 - 0.012 * beat, -1.05, 0.0),
    )
    return assemble(
        build,
        feet,
        hip_y=leg + build.ankle,
        lean=-0.06,
        pelvis_turn=0.50,
        chest_turn=0.62,
        list_=0.0,
        arms=arms,
        steady=0.0,
        phase=phase,
    )
