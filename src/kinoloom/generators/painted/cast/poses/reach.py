"""Hands put where something is to be held."""

from __future__ import annotations

import math
from dataclasses import replace

from kinoloom.generators.painted.cast.bodies.skeleton import FAR, NEAR, Build, Point, Skeleton


def reaching(pose: Skeleton, build: Build, near: Point, far: Point) -> Skeleton:
    """The pose with its hands there as far as the arms reach; elbows hang outward."""
    elbows: list[Point] = []
    hands: list[Point] = []
    for side, hand in ((NEAR, near), (FAR, far)):
        sx, sy, sz = pose.shoulders[side]
        dx, dy, dz = hand[0] - sx, hand[1] - sy, hand[2] - sz
        away = math.sqrt(dx * dx + dy * dy + dz * dz)
        most = 0.995 * (build.upper_arm + build.forearm)
        k = min(1.0, most / away)
        end = (sx + k * dx, sy + k * dy, sz + k * dz)
        share = build.upper_arm / (build.upper_arm + build.forearm)
        bend = math.sqrt(max(0.0, most * most - (k * away) ** 2)) / 2
        out = 0.5 if side == NEAR else -0.5
        elbows.append((
            sx + share * k * dx - 0.35 * bend, sy + share * k * dy - 0.8 * bend,
            sz + share * k * dz + out * bend,
        ))  # fmt: skip
        hands.append(end)
    return replace(pose, elbows=(elbows[0], elbows[1]), hands=(hands[0], hands[1]))
