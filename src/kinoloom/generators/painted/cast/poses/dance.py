"""Bodies dancing on the spot: weight from foot to foot, arms that answer it; and ballet."""

from __future__ import annotations

import math
from dataclasses import replace

from kinoloom.generators.painted.cast.bodies.skeleton import Build, Foot, Skeleton, assemble
from kinoloom.generators.painted.cast.poses.gait import STILL

DANCE = replace(STILL, cycle_s=1.5)
"""Two beats a cycle."""
BALLET = replace(STILL, cycle_s=3.6)
"""From both toes into an arabesque and back."""
_ON_TOES = -1.05
"""The pitch of a foot that stands on its ball."""


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


def arabesque(build: Build, phase: float) -> Skeleton:
    """On the toes of one foot, the other leg rising behind as the arms open, and back."""
    rise = 0.5 - 0.5 * math.cos(2 * math.pi * phase)
    rise *= rise * (3 - 2 * rise)
    c, s = math.cos(_ON_TOES), math.sin(_ON_TOES)
    ankle_y = build.ankle * c - build.ball * s
    stand = Foot(-(build.ball * c + build.ankle * s), ankle_y, _ON_TOES, 1.0)
    leg = build.thigh + build.shank
    angle = 1.40 * rise
    hip_y = leg * 0.985 + ankle_y
    lifted = Foot(
        0.03 - 0.965 * leg * math.sin(angle),
        max(ankle_y, hip_y - 0.965 * leg * math.cos(angle)),
        _ON_TOES - 0.75 * rise,
        1.0 - min(1.0, 6 * rise),
    )
    pose = assemble(
        build,
        (stand, lifted),
        hip_y=hip_y,
        lean=0.02 + 0.30 * rise,
        pelvis_turn=0.62 - 0.25 * rise,
        chest_turn=0.72 - 0.10 * rise,
        list_=0.02 * rise,
        arms=((2.55 - 0.35 * rise, 0.55 - 0.45 * rise), (2.35 - 3.55 * rise, 0.60 - 0.45 * rise)),
        steady=0.0,
        phase=phase,
        foot_spread=0.8,
    )
    return replace(pose, head_turn=0.55, head_nod=-0.10 - 0.12 * rise)
