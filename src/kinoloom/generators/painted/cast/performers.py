"""Who plays a subject: a puppet, a relit icon, or a lettered sign; all draw the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import numpy as np

from kinoloom.generators.painted.cast.figure import Puppet
from kinoloom.generators.painted.cast.icon import IconFigure
from kinoloom.generators.painted.cast.nouns import PUPPETS, key_of
from kinoloom.generators.painted.cast.quadruped import ANIMALS, AnimalPuppet

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.capsules import Sprite
    from kinoloom.generators.painted.cast.contact import Contact
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Heading, Subject


class Performer(Protocol):
    """Someone or something that can be drawn at any phase and height."""

    @property
    def height(self) -> float:
        """In persons: 1 is as high as an adult."""
        ...

    @property
    def width(self) -> float:
        """Of its usual picture, in its own heights."""
        ...

    @property
    def cycle_s(self) -> float:
        """How long one cycle of its motion takes."""
        ...

    @property
    def stride(self) -> float:
        """Ground travel in a cycle, in its own heights; 0 at rest."""
        ...

    @property
    def speed_heights_per_s(self) -> float:
        """Travel in its own heights a second."""
        ...

    @property
    def altitude(self) -> float:
        """0 on the ground .. 1 high in the sky."""
        ...

    @property
    def draught(self) -> float:
        """How much of it is under water when it is in some, in its own heights."""
        ...

    @property
    def footing(self) -> float:
        """Half the width of its contact shade, in its own heights."""
        ...

    @property
    def print_phase(self) -> float:
        """The phase from which a foot's print is open to view behind it."""
        ...

    @property
    def print_offset(self) -> float:
        """Where that foot stands then, ahead of the body, in heights."""
        ...

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
        """The lit sprite standing at frame point (x, y), and where it touches the ground."""
        ...


_TOOLS: Mapping[str, str] = {
    "singer": "microphone", "guitarist": "guitar", "musician": "guitar", "violinist": "violin",
    "saxophonist": "trumpet", "photographer": "camera", "traveler": "luggage",
    "businessman": "briefcase", "teacher": "book", "student": "book", "detective": "briefcase",
}  # fmt: skip
"""What tells who somebody is, where the words put nothing else into their hands."""


def perform(subject: Subject, *, seed: int, perched: bool = False) -> Performer:
    """The performer of a subject: puppets for people, icons for the rest, else a sign.

    Who sits is `perched` on a seat, or else on the ground.
    """
    if subject.action == "cycle" and key_of(subject.noun) in PUPPETS:
        return IconFigure("person biking", "drive", colour=subject.colour)
    kind = PUPPETS.get(key_of(subject.noun)) or PUPPETS.get(subject.noun.strip().lower())
    held = subject.held or _TOOLS.get(subject.noun.strip().lower())
    if kind is None and held is not None:
        # An emoji has no free hand.
        kind = "anyone"
    if kind is not None:
        if kind == "anyone":
            kind = ("man", "woman")[int(np.random.default_rng((seed, 5)).integers(2))]
        return Puppet(
            kind, subject.action, seed=seed, colour=subject.colour, held=held,
            held_colour=subject.held_colour, perched=perched,
        )  # fmt: skip
    animal = key_of(subject.noun)
    if animal in ANIMALS:
        return AnimalPuppet(animal, subject.action, colour=subject.colour)
    return IconFigure(subject.noun, subject.action, colour=subject.colour)
