"""Puppets: people and other two-legged figures, posed at any phase and drawn at any height."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.cast.bodies.anatomy import Body, Colour, Material
from kinoloom.generators.painted.cast.bodies.capsules import Sprite, draw_capsules
from kinoloom.generators.painted.cast.bodies.contact import Contact
from kinoloom.generators.painted.cast.bodies.projection import TILT, project
from kinoloom.generators.painted.cast.bodies.skeleton import Build, Skeleton
from kinoloom.generators.painted.cast.figures.astronaut import (
    ASTRONAUT,
    astronaut_materials,
    dress_astronaut,
)
from kinoloom.generators.painted.cast.figures.grips import HATS
from kinoloom.generators.painted.cast.figures.held import Held, held_of, wearing
from kinoloom.generators.painted.cast.figures.people import dress_person
from kinoloom.generators.painted.cast.figures.robot import MACHINE, dress_robot, robot_materials
from kinoloom.generators.painted.cast.figures.wardrobe import (
    colour_of,
    people_materials,
    wardrobe_for,
)
from kinoloom.generators.painted.cast.poses.dance import BALLET, DANCE, arabesque, dancing
from kinoloom.generators.painted.cast.poses.gait import (
    MOON_WALK,
    RUN,
    STILL,
    WALK,
    Gait,
    floating,
    moving,
    sitting,
    standing,
)
from kinoloom.generators.painted.cast.poses.idle import Manner, idling
from kinoloom.generators.painted.cast.poses.perch import perched as on_a_seat
from kinoloom.generators.painted.cast.poses.ride import RIDE, RIDE_SPEED, riding
from kinoloom.generators.painted.cast.poses.swim import (
    CRAWL,
    CRAWL_SPEED,
    GLIDE,
    GLIDE_SPEED,
    crawling,
    gliding,
    laid,
)
from kinoloom.generators.painted.easel.colour import rgb

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Action, Heading

_BLINK_EVERY_S, _BLINK_S = 3.1, 0.13

_POSES: Mapping[str, Callable[[Build, float], Skeleton]] = {
    "sit": sitting, "swim": crawling, "fly": gliding, "float": floating, "dance": dancing,
}  # fmt: skip


class Puppet:
    """A figure of a kind, in the clothes its seed and colour give it."""

    def __init__(
        self,
        kind: str,
        action: Action,
        *,
        seed: int = 0,
        colour: str | None = None,
        held: str | None = None,
        held_colour: str | None = None,
        perched: bool = False,
        manner: Manner = "calm",
    ) -> None:
        """`kind` is one of PUPPETS; `colour` (#rrggbb) replaces that of the main garment.

        `held` is the noun of what it carries or has on its head. Who sits is
        `perched` on a seat, or else on the ground. `manner` is how it stands about.
        """
        self._manner: Manner = manner if held is None else "calm"
        self.kind = kind
        self.action = action
        rng = np.random.default_rng(seed)
        self._blink_s = seed % 29 / 10
        self.height = 1.0
        self._dress: Callable[[Body, Skeleton], None]
        self.build: Build
        if kind == "astronaut":
            self._materials = _astronaut_clothes(rng, colour)
            self._dress, self.build = dress_astronaut, ASTRONAUT
        elif kind == "robot":
            self._materials = robot_materials(rng, colour)
            self._dress, self.build = dress_robot, MACHINE
        else:
            wear = wearing(wardrobe_for(kind, rng), held)
            self._materials = people_materials(kind, rng, colour)
            if held in HATS and held_colour is not None:
                self._materials["hat"] = replace(self._materials["hat"], rgb=colour_of(held_colour))
            self._dress, self.build = partial(dress_person, wear=wear), wear.build
            self.height = wear.height
        self.gait: Gait = _gait(kind, action)
        self._rides = self.gait is RIDE
        self._perched = perched and action == "sit"
        # Both hands of who swims, flies or dances are busy.
        free = action not in ("swim", "fly", "dance", "cycle")
        self._held: Held | None = held_of(held, held_colour) if free else None

    footing = 0.20

    @property
    def width(self) -> float:
        """Of its usual picture, in its own heights."""
        if self.gait is BALLET or self._rides:
            return 0.86
        return 1.05 if self.action in ("swim", "fly") else 0.50

    @property
    def altitude(self) -> float:
        """0 on the ground .. 1 high in the sky."""
        return 0.30 if self.action in ("float", "fly") else 0.0

    @property
    def draught(self) -> float:
        """How much of it is under water, in heights; a swimmer knows its own waterline."""
        return 0.0 if self.action == "swim" else 0.48

    @property
    def cycle_s(self) -> float:
        """One cycle of two steps, or a breath."""
        return self.gait.cycle_s

    @property
    def stride(self) -> float:
        """Ground travel in a cycle, in heights."""
        return self.gait.stride

    @property
    def print_phase(self) -> float:
        """A foot's print shows from the moment it pushes off."""
        return self.gait.stance

    @property
    def print_offset(self) -> float:
        """Where the middle of the foot stood, as seen from the body then."""
        return (
            -self.gait.stance / 2 * self.gait.stride
            + self.gait.shift
            + (self.build.ball - self.build.heel) / 2
        )

    @property
    def speed_heights_per_s(self) -> float:
        """Ground travel that fits the steps, in body heights a second."""
        of_its_own = {"swim": CRAWL_SPEED, "fly": GLIDE_SPEED}
        if self._rides:
            return RIDE_SPEED
        return of_its_own.get(self.action, self.gait.stride / self.gait.cycle_s)

    def pose(self, phase: float) -> Skeleton:
        """The joints at a phase of the gait, or of the breath when at rest."""
        if self.gait.stride > 0:
            return moving(self.gait, self.build, phase)
        if self._rides:
            return riding(self.build, phase)
        if self._perched:
            return on_a_seat(self.build, phase)
        if self.gait is BALLET:
            return arabesque(self.build, phase)
        posed = _POSES.get(self.action)
        if posed is not None:
            return posed(self.build, phase)
        pose = standing(self.build, phase, waving=self.action == "wave")
        return idling(pose, self.build, phase, self._manner)

    def dressed(self, pose: Skeleton) -> Body:
        """Its body in its clothes, in a pose of any kind."""
        body = Body(self._materials)
        self._dress(body, pose)
        return body

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
    ) -> tuple[Sprite | None, tuple[Contact, Contact]]:
        """The lit sprite with its body over frame point (x, y) on the ground, and its feet."""
        pose = self.pose(phase)
        if self._held is not None:
            pose = self._held.grip(pose, self.build)
        if (phase * self.gait.cycle_s + self._blink_s) % _BLINK_EVERY_S < _BLINK_S:
            pose = replace(pose, blinks=True)
        body = self.dressed(pose)
        sign = 1.0 if heading == "right" else -1.0
        rows = body.capsules()
        if self.action in ("swim", "fly"):
            rows = laid(rows, pose, afloat=self.action == "swim")
        capsules = project(rows, height_px, x_px, y_px, sign)
        sprite = draw_capsules(capsules, body.material_rows(), rig, height_px=height_px, haze=haze)
        if self._held is not None and sprite is not None:
            sprite = self._held.added(
                sprite, pose, rig, height_px=height_px, at_px=(x_px, y_px), sign=sign, haze=haze
            )
        feet: list[Contact] = []
        for side in (0, 1):
            bx, by, bz = pose.balls[side]
            hx, hy, hz = pose.heels[side]
            x, z = (bx + hx) / 2, (bz + hz) / 2
            clear = max(0.0, min(by, hy))
            feet.append(
                Contact(
                    x_px + sign * x * height_px,
                    y_px + z * TILT * height_px,
                    0.0 if self.action in ("swim", "fly") else max(0.0, 1 - clear * 14),
                )
            )
        return sprite, (feet[0], feet[1])


def _gait(kind: str, action: Action) -> Gait:
    if kind == "skater" and action in ("stand", "walk", "run", "drive"):
        return RIDE
    if kind == "ballerina" and action == "dance":
        return BALLET
    if action in ("walk", "drive"):
        return MOON_WALK if kind == "astronaut" else WALK
    at_once = {"dance": DANCE, "swim": CRAWL, "fly": GLIDE, "run": RUN}
    return at_once.get(action, STILL)


def _astronaut_clothes(rng: np.random.Generator, colour: str | None) -> dict[str, Material]:
    pairs: tuple[tuple[Colour, Colour], ...] = (
        ((0.93, 0.40, 0.12), (0.16, 0.36, 0.66)),
        ((0.16, 0.42, 0.72), (0.90, 0.42, 0.14)),
        ((0.82, 0.16, 0.14), (0.22, 0.24, 0.30)),
        ((0.95, 0.66, 0.16), (0.18, 0.44, 0.46)),
    )
    accent, second = pairs[0] if rng.random() < 0.5 else pairs[int(rng.integers(len(pairs)))]
    suit: Colour = (0.93, 0.91, 0.88)
    if colour is not None:
        r, g, b = (float(v) for v in rgb(colour))
        suit = (r * 0.9 + 0.04, g * 0.9 + 0.04, b * 0.9 + 0.04)
    return astronaut_materials(accent, second, suit)
