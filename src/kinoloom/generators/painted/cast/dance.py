"""A body dancing on the spot: weight from foot to foot, arms that answer it."""

from __future__ import annotations

import math
from dataclasses import replace

from kinoloom.generators.painted.cast.walk import STILL, Build, Foot, Skeleton, assemble

DANCE = replace(STILL, cycle_s=1.5)
"""Two beats a cycle."""


def dancing(build: Build, phase: float) -> Skeleton:
    """The joints at a phase; 0 and 0.5 are the beats, when a foot comes down."""
    turn = 2 * math.pi * phase
    sway, bounce = math.sin(turn), math.cos(2 * turn)
    near_up, far_up = max(0.0, sway) ** 1.5, max(0.0, -sway) ** 1.5
    feet = (
        Foot(0.085 - 0.03 * near_up, build.ankle + 0.085 * near_up, -0.55 * near_up, 1 - near_up),
        Foot(-0.085 + 0.03 * far_up, build.ankle + 0.085 * far_up, -0.55 * far_up, 1 - far_up),
    )
    hip_y = (build.thigh + build.shank) * 0.962 + build.ankle + 0.012 * bounce
    return assemble(
        build,
        feet,
        hip_y=hip_y,
        lean=0.02 * bounce,
        pelvis_turn=0.66 + 0.30 * sway,
        chest_turn=0.66 - 0.26 * sway,
        list_=0.05 * sway,
        arms=(
            (0.85 + 0.75 * math.sin(turn + 0.5), 0.70 + 0.25 * bounce),
            (1.35 - 1.05 * math.sin(turn + 0.5), 0.75 - 0.30 * bounce),
        ),
        steady=-0.01 * sway,
        phase=phase,
        foot_spread=1.5,
    )
