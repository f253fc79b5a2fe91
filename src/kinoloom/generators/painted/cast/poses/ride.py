"""Standing on a board that rolls: sideways on bent knees, arms out for balance."""

from __future__ import annotations

import math
from dataclasses import replace

from kinoloom.generators.painted.cast.bodies.skeleton import Build, Foot, Skeleton, assemble
from kinoloom.generators.painted.cast.poses.gait import STILL

RIDE = replace(STILL, cycle_s=2.6)
RIDE_SPEED = 1.25
"""In body heights a second: an easy roll."""
RIDE_HEIGHT = 0.070
"""How far the soles are above the ground, in body heights."""


def riding(build: Build, phase: float) -> Skeleton:
    """The joints at a phase; it sinks and rises as the board is carved left and right."""
    turn = 2 * math.pi * phase
    sway, dip = math.sin(turn), math.cos(2 * turn)
    stand = build.ankle + RIDE_HEIGHT
    feet = (Foot(-0.115, stand, 0.0, 1.0), Foot(0.105, stand, 0.0, 1.0))
    pose = assemble(
        build,
        feet,
        hip_y=(build.thigh + build.shank) * 0.868 + stand + 0.010 * dip,
        lean=0.10 + 0.03 * sway,
        pelvis_turn=0.95,
        chest_turn=0.80 + 0.10 * sway,
        list_=0.012 * sway,
        arms=((-0.72 - 0.16 * sway, 0.30), (0.92 - 0.14 * sway, 0.34)),
        steady=0.004 * dip,
        phase=phase,
        foot_spread=0.9,
    )
    return replace(pose, head_turn=0.42)
