"""Who is in the room: on the floor, on the window sill, or on a seat that the words name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.cast.animals.seat import SITTERS
from kinoloom.generators.painted.cast.blocking import nearness_of
from kinoloom.generators.painted.cast.roles.nouns import PUPPETS, key_of
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.layer import Shear
from kinoloom.generators.painted.settings.interior.plan import (
    PERSON_M,
    SEATS,
    could_sit_on_sill,
)
from kinoloom.generators.painted.settings.interior.room import BACK

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import CameraMove
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Rig
    from kinoloom.generators.painted.settings.interior.bench import Point
    from kinoloom.generators.painted.settings.interior.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec, Subject

_SMALL = frozenset(
    (
        "cat", "kitten", "dog", "puppy", "rabbit", "hamster", "mouse", "bird", "duck", "fox",
        "hedgehog",
    )
)  # fmt: skip
"""What a room makes look too large at its usual size."""
_SILL_SHARE = 0.6
"""How often a cat that could sit on the sill does."""


def sitter_of(spec: SceneSpec) -> Subject | None:
    """Who sits on the seat that the words name: the first who can."""
    if not any(subject.noun in SEATS for subject in spec.subjects):
        return None
    for subject in spec.subjects:
        name = key_of(subject.noun)
        can = name in PUPPETS or name in SITTERS
        if can and subject.count == 1 and subject.action in ("stand", "sit"):
            return subject
    return None


class Company(NamedTuple):
    """The casts of a room, by where they are; None where nobody is."""

    on_sill: Cast | None
    seated: Cast | None
    standing: Cast | None


class Place(NamedTuple):
    """What casts need of a room."""

    spec: SceneSpec
    canvas: Canvas
    plan: Plan
    rig: Rig
    ground: Shear
    move: CameraMove
    seconds: float
    sunny: bool
    seat: Point | None
    """The top of the seat's cushion, in metres; None where there is no seat."""

    def company(self) -> Company:
        """Everybody, each in a place."""
        sitter = sitter_of(self.spec) if self.seat is not None else None
        on_sill: list[Subject] = []
        standing: list[Subject] = []
        for subject in self.spec.subjects:
            if subject is sitter or (sitter is not None and subject.noun in SEATS):
                continue
            (on_sill if self._sits_on_sill(subject) else standing).append(subject)
        return Company(
            self._on_sill(tuple(on_sill)) if on_sill else None,
            self._seated(sitter) if sitter is not None and self.seat is not None else None,
            self._standing(tuple(standing)) if standing else None,
        )

    def _part(self, subjects: tuple[Subject, ...]) -> SceneSpec:
        return self.spec.model_copy(update={"subjects": subjects})

    @property
    def _ambient(self) -> Colour:
        r, g, b = self.rig.ambient_rgb
        return 0.6 * r, 0.6 * g, 0.6 * b

    def _standing(self, subjects: tuple[Subject, ...]) -> Cast:
        plan, part = self.plan, self._part(subjects)
        line, horizon = plan.feet_y_px, plan.room.view.horizon_y_px
        small = 0.74 if all(subject.noun in _SMALL for subject in subjects) else 1.0
        near = small * max(1.0, nearness_of(part))
        return Cast(
            part, self.canvas, self.rig, ground_y_px=line,
            parallax=self.ground.parallax_at(line), seconds=self.seconds, move=self.move,
            ground_rgb=self._ambient, ground=self.ground, horizon_y_px=horizon,
            height_px=plan.person_px * near, shadow=0.55 if self.sunny else 0.3,
            farthest_y_px=horizon + 0.72 * (line - horizon),
        )  # fmt: skip

    def _on_sill(self, subjects: tuple[Subject, ...]) -> Cast:
        window = self.plan.room.windows[0]
        rng = np.random.default_rng([self.spec.seed & 0xFFFFFFFF, 0x511])
        middle = window.middle[0] + float(rng.uniform(-0.22, 0.22)) * (window.u1 - window.u0)
        point = self.plan.room.wall_point(window.wall, middle, window.v0, inward_m=0.09)
        x, y, z = (float(v) for v in point)
        return self._at(subjects, (x, y, z), 0.92)

    def _seated(self, sitter: Subject) -> Cast:
        assert self.seat is not None
        x, y, z = self.seat
        if key_of(sitter.noun) in PUPPETS:
            y = 0.0
        sits = sitter.model_copy(update={"action": "sit"})
        return self._at((sits,), (x, y, z), 0.96, perched=True)

    def _at(
        self, subjects: tuple[Subject, ...], at: Point, size: float, *, perched: bool = False
    ) -> Cast:
        """On a point of the room, at its own size there."""
        view = self.plan.room.view
        x, y, depth = view.project(*at)
        parallax = view.parallax(depth)
        height = view.focal_px * PERSON_M / depth
        return Cast(
            self._part(subjects), self.canvas, self.rig, ground_y_px=y, parallax=parallax,
            seconds=self.seconds, move=self.move, ground_rgb=self._ambient,
            ground=Shear(y - 1.0, y + 1.0, parallax, parallax), horizon_y_px=y - 0.2 * height,
            height_px=height * size, x_px=x, shadow=0.0, farthest_y_px=y, perched=perched,
        )  # fmt: skip

    def _sits_on_sill(self, subject: Subject) -> bool:
        window = self.plan.room.windows[0]
        if (
            not could_sit_on_sill(subject)
            or window.v0 < 0.3
            or window.wall != BACK
            or self.plan.kind == "kitchen"
        ):
            return False
        draw = np.random.default_rng([self.spec.seed & 0xFFFFFFFF, 0x512]).random()
        return subject.action == "sit" or bool(draw < _SILL_SHARE)
