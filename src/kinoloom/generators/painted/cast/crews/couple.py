"""Two who dance together: face to face, one hand joined and one on the other, slowly turning."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.cast.bodies.assembly import joined, moved
from kinoloom.generators.painted.cast.bodies.capsules import Sprite, draw_capsules
from kinoloom.generators.painted.cast.bodies.contact import Contact
from kinoloom.generators.painted.cast.bodies.projection import TILT, project
from kinoloom.generators.painted.cast.bodies.skeleton import Build, Foot, Skeleton, assemble
from kinoloom.generators.painted.cast.figures.puppet import Puppet
from kinoloom.generators.painted.cast.poses.reach import reaching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kinoloom.generators.painted.cast.bodies.anatomy import Body
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Heading

COUPLE = "dancing couple"
_APART = 0.125
"""How far each is from the middle between them."""
_PAIRS = (("groom", "dancer"), ("man", "woman"), ("man", "dancer"))
_STEPS = 3
"""Pairs of steps in a full turn."""


class DancingCouple:
    """A leader and a follower, who turn once in a cycle."""

    height = 1.0
    width = 0.80
    cycle_s = 5.6
    stride = 0.0
    speed_heights_per_s = 0.0
    altitude = 0.0
    draught = 0.48
    footing = 0.30
    print_phase = 0.0
    print_offset = 0.0

    def __init__(
        self, kinds: Sequence[str] | None, *, seed: int, colours: Sequence[str | None]
    ) -> None:
        """`kinds` are those of the puppets, the leader's first; None leaves them to the seed."""
        if kinds is None:
            kinds = _PAIRS[int(np.random.default_rng((seed, 0xDA)).integers(len(_PAIRS)))]
        self._pair = [
            Puppet(kind, "stand", seed=seed + 11 * k, colour=colour)
            for k, (kind, colour) in enumerate(zip(kinds, colours, strict=True))
        ]

    def draw(
        self,
        phase: float,
        rig: Rig,
        *,
        height_px: float,
        x_px: float,
        y_px: float,
        heading: Heading,
        haze: float = 0.0,
    ) -> tuple[Sprite | None, tuple[Contact, ...]]:
        """The lit sprite with the middle between them over frame point (x, y), and their feet."""
        sign = 1.0 if heading == "right" else -1.0
        turn = 2 * math.pi * phase + 0.35 * math.sin(4 * math.pi * phase)
        high = max(puppet.height for puppet in self._pair)
        parts: list[tuple[NDArray[np.float32], Body]] = []
        feet: list[Contact] = []
        for k, puppet in enumerate(self._pair):
            way = 1.0 if k == 0 else -1.0
            pose = _held_close(puppet.build, phase, leads=k == 0, apart=2 * _APART / puppet.height)
            body = puppet.dressed(pose)
            own = moved(body.capsules(), (-way * _APART, 0.0, 0.0), scale=puppet.height / high,
                        turn=0.0 if k == 0 else math.pi)  # fmt: skip
            parts.append((moved(own, (0.0, 0.0, 0.0), turn=turn), body))
            for ball in pose.balls:
                x, z = way * (ball[0] * puppet.height / high - _APART), way * ball[2]
                out_x = math.cos(turn) * x - math.sin(turn) * z
                out_z = math.sin(turn) * x + math.cos(turn) * z
                feet.append(Contact(
                    x_px + sign * out_x * height_px, y_px + out_z * TILT * height_px,
                    max(0.0, 1 - 14 * ball[1]),
                ))  # fmt: skip
        capsules, materials = joined(parts)
        capsules = project(capsules, height_px, x_px, y_px, sign)
        sprite = draw_capsules(capsules, materials, rig, height_px=height_px, haze=haze)
        return sprite, tuple(feet)


def _held_close(build: Build, phase: float, *, leads: bool, apart: float) -> Skeleton:
    """One of the two, facing the other; what one does forward the other does backward."""
    beat = 2 * math.pi * _STEPS * phase
    step, rise = 0.055 * math.sin(beat), math.cos(2 * beat)
    way = 1.0 if leads else -1.0
    near_lift, far_lift = (max(0.0, math.cos(beat)), max(0.0, -math.cos(beat)))
    if not leads:
        near_lift, far_lift = far_lift, near_lift

    def foot(x: float, lift: float) -> Foot:
        return Foot(x, build.ankle + 0.030 * lift, -0.35 * lift, 1 - lift)

    pose = assemble(
        build,
        (foot(step, near_lift), foot(-step, far_lift)),
        hip_y=(build.thigh + build.shank) * 0.975 + build.ankle + 0.008 * rise,
        lean=-0.02 if not leads else 0.02,
        pelvis_turn=0.0,
        chest_turn=0.06 * way * math.sin(beat),
        list_=0.014 * math.sin(beat),
        arms=((0.5, 0.5), (0.5, 0.5)),
        steady=0.004 * rise,
        phase=phase,
    )
    high = pose.chest[1]
    joined_y = 0.76 + 0.012 * rise
    aside = 0.235
    sway = 0.012 * math.sin(beat)
    if leads:
        back = (apart * 0.92, high - 0.135, 0.085)
        posed = reaching(pose, build, back, (apart / 2, joined_y, -aside + sway))
    else:
        on_arm = (apart * 0.86, high - 0.015, -0.105)
        posed = reaching(pose, build, (apart / 2, joined_y / 0.97, aside - sway), on_arm)
    # Each looks past the other's shoulder, and at each other now and then.
    glance = 0.5 + 0.5 * math.sin(2 * math.pi * phase)
    return replace(posed, head_turn=(-0.55 if leads else 0.55) * glance,
                   head_nod=0.10 if leads else -0.12)  # fmt: skip
