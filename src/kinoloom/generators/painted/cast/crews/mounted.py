"""A rider on a horse: one sprite, so that the near leg hides the flank and the far one is hidden.

Lengths are in the animal's heights, but for the rider's own pose.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.animals.body import ORIGIN
from kinoloom.generators.painted.cast.animals.quadruped import TURN, AnimalPuppet, contacts_of
from kinoloom.generators.painted.cast.bodies.anatomy import Body, Material, axes
from kinoloom.generators.painted.cast.bodies.assembly import joined, moved
from kinoloom.generators.painted.cast.bodies.capsules import Sprite, draw_capsules
from kinoloom.generators.painted.cast.bodies.projection import project
from kinoloom.generators.painted.cast.bodies.skeleton import (
    FAR,
    NEAR,
    Build,
    Foot,
    Skeleton,
    assemble,
)
from kinoloom.generators.painted.cast.figures.wardrobe import colour_of
from kinoloom.generators.painted.cast.poses.reach import reaching

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.animals.quadruped import Stance
    from kinoloom.generators.painted.cast.bodies.contact import Contact
    from kinoloom.generators.painted.cast.bodies.skeleton import Point
    from kinoloom.generators.painted.cast.figures.puppet import Puppet
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Heading

_SADDLE = -0.035
"""Where the rider sits, ahead of the animal's middle."""
_HIP_Y = 0.48
_ASTRIDE = 0.155
"""How far a knee is from the middle, in the animal's heights: beyond its barrel."""
_LEAST_RIDER = 0.80
_ABOVE_SEAT = 0.60
"""How far a rider's head is above the back, in the rider's heights."""
_TACK = {
    "leather": Material(colour_of("#4a2c1c"), 0.16, 14),
    "blanket": Material(colour_of("#8c2f2c"), 0.02, 8),
    "fringe": Material(colour_of("#d9b25a"), 0.04, 9),
}


class Mounted:
    """An animal and who rides it, as one performer."""

    altitude = 0.0
    draught = 0.30
    print_phase: float
    print_offset: float

    def __init__(self, animal: AnimalPuppet, rider: Puppet) -> None:
        self._animal, self._rider = animal, rider
        # A child on a full-grown horse would sink into its back.
        self._scale = max(_LEAST_RIDER, rider.height) / animal.height
        _, up, radius = animal.back_at(_SADDLE)
        self._tall = max(1.12, up + 0.97 * radius + _ABOVE_SEAT * self._scale)
        self.height = animal.height * self._tall
        self.width = animal.width / self._tall
        self.cycle_s = animal.cycle_s
        self.stride = animal.stride / self._tall
        self.speed_heights_per_s = animal.speed_heights_per_s / self._tall
        self.footing = animal.footing / self._tall
        self.print_phase = animal.print_phase
        self.print_offset = animal.print_offset / self._tall

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
        """The lit sprite with the animal's body over frame point (x, y), and where it stands."""
        unit_px = height_px / self._tall
        sign = 1.0 if heading == "right" else -1.0
        horse = Body(self._animal.materials)
        stance = self._animal.dressed(horse, phase)
        seat = self._seat(stance)
        pose = _astride(self._rider.build, phase, running=stance.runs, wide=_ASTRIDE / self._scale)
        rider = self._rider.dressed(pose)
        hips: Point = (0.0, -_HIP_Y, 0.0)
        on_top = moved(moved(rider.capsules(), hips), seat, scale=self._scale, turn=TURN)
        tack = Body(_TACK)
        self._dress_tack(tack, stance, seat, pose)
        capsules, materials = joined(
            ((horse.capsules(), horse), (tack.capsules(), tack), (on_top, rider))
        )
        capsules = project(capsules, unit_px, x_px, y_px, sign)
        sprite = draw_capsules(capsules, materials, rig, height_px=unit_px, haze=haze)
        return sprite, contacts_of(stance.paws, unit_px, x_px, y_px, sign)

    def _seat(self, stance: Stance) -> Point:
        """Where the hips are: on the back, which rises and falls."""
        _, up, radius = self._animal.back_at(_SADDLE)
        rise = stance.rise + stance.tip * _SADDLE
        return axes(TURN).at(ORIGIN, _SADDLE, 0.0, up + 0.97 * radius + rise + 0.05 * self._scale)

    def _dress_tack(self, tack: Body, stance: Stance, seat: Point, pose: Skeleton) -> None:
        along = axes(TURN)

        def on(forward: float, right: float, up: float) -> Point:
            return along.at(ORIGIN, forward, right, up + stance.rise + stance.tip * forward)

        (_, low, radius), (_, ahead, wide) = (
            self._animal.back_at(_SADDLE - 0.11), self._animal.back_at(_SADDLE + 0.11),
        )  # fmt: skip
        for ink, grown, reach in (("fringe", 1.025, 0.135), ("blanket", 1.035, 0.120)):
            tack.part(on(_SADDLE - reach, 0, low + 0.042), on(_SADDLE + reach, 0, ahead + 0.042),
                      radius * grown, wide * grown, ink, flat=2)  # fmt: skip
        top = (low + radius + ahead + wide) / 2 + 0.030
        saddle = tack.group()
        tack.part(on(_SADDLE - 0.085, 0, top + 0.035), on(_SADDLE - 0.05, 0, top), 0.030, 0.036,
                  "leather", saddle)  # fmt: skip
        tack.part(on(_SADDLE - 0.05, 0, top), on(_SADDLE + 0.08, 0, top), 0.038, 0.034, "leather",
                  saddle)  # fmt: skip
        tack.part(on(_SADDLE + 0.08, 0, top), on(_SADDLE + 0.10, 0, top + 0.045), 0.024, 0.016,
                  "leather", saddle)  # fmt: skip
        for side, index in ((1.0, NEAR), (-1.0, FAR)):
            skull, far = stance.skull, side < 0
            bit = stance.look.at(stance.face, 1.75 * skull, 0.46 * skull * side, -0.55 * skull)
            poll = stance.look.at(stance.face, -0.20 * skull, 0.86 * skull * side, 0.55 * skull)
            tack.part(poll, bit, 0.0075, 0.0075, "leather", far=far)
            x, y, z = pose.hands[index]
            hand = axes(TURN).at(seat, self._scale * x, self._scale * z,
                                 self._scale * (y - _HIP_Y))  # fmt: skip
            middle = tuple(0.5 * (p + q) for p, q in zip(bit, hand, strict=True))
            sag: Point = (middle[0], middle[1] - 0.03, middle[2] + 0.05 * side)
            rein = tack.group()
            tack.part(bit, sag, 0.006, 0.006, "leather", rein, far=far)
            tack.part(sag, hand, 0.006, 0.006, "leather", rein, far=far)


def _astride(build: Build, phase: float, *, running: bool, wide: float) -> Skeleton:
    """The rider, hips at a height of _HIP_Y; the body goes with the gait a little late."""
    turn = 2 * math.pi * phase
    beat = math.sin(turn - 0.9) if running else math.sin(2 * turn - 0.9)
    deep = 1.0 if running else 0.35
    foot = Foot(0.105 + 0.008 * deep * beat, 0.135, 0.22, 1.0)
    pose = assemble(
        build,
        (foot, foot),
        hip_y=_HIP_Y + (0.010 + 0.014 * beat if running else 0.003 * beat),
        lean=(0.24 if running else 0.03) + 0.045 * deep * beat,
        pelvis_turn=0.0,
        chest_turn=0.10,
        list_=0.006 * math.sin(turn),
        arms=((0.5, 0.9), (0.5, 0.9)),
        steady=0.006 * deep * beat,
        phase=phase,
    )

    def out(pair: tuple[Point, Point], way: float) -> tuple[Point, Point]:
        near, far = pair
        return (near[0], near[1], way), (far[0], far[1], -way)

    pose = replace(
        pose, knees=out(pose.knees, wide), ankles=out(pose.ankles, wide + 0.006),
        heels=out(pose.heels, wide), balls=out(pose.balls, wide + 0.02),
        toes=out(pose.toes, wide + 0.03), head_turn=0.35,
        head_nod=-0.12 if running else 0.0,
    )  # fmt: skip
    give = 0.02 * deep * beat
    reach, high = 0.235 + give, _HIP_Y + 0.150
    return reaching(pose, build, (reach, high, 0.040), (reach + 0.01, high, -0.040))
