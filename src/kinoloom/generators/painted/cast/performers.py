"""Who plays a subject: a puppet, a relit icon, or a lettered sign; all draw the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import numpy as np

from kinoloom.generators.painted.cast.animals.quadruped import ANIMALS, AnimalPuppet
from kinoloom.generators.painted.cast.crews.air_balloon import AIR_BALLOONS, AirBalloon
from kinoloom.generators.painted.cast.crews.couple import COUPLE, DancingCouple
from kinoloom.generators.painted.cast.crews.mounted import Mounted
from kinoloom.generators.painted.cast.crews.rowing import SMALL_BOATS, RowBoat
from kinoloom.generators.painted.cast.figures.puppet import Puppet
from kinoloom.generators.painted.cast.icons.icon import IconFigure
from kinoloom.generators.painted.cast.mounts import HORSEMEN, MOUNTS
from kinoloom.generators.painted.cast.roles.nouns import PUPPETS, key_of

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.bodies.capsules import Sprite
    from kinoloom.generators.painted.cast.bodies.contact import Contact
    from kinoloom.generators.painted.cast.poses.idle import Manner
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


def perform(
    subject: Subject, *, seed: int, perched: bool = False, manner: Manner = "calm"
) -> Performer:
    """The performer of a subject: puppets for people, icons for the rest, else a sign.

    Who sits is `perched` on a seat, or else on the ground; `manner` is how people stand about.
    """
    several = _several(subject, seed)
    if several is not None:
        return several
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
            held_colour=subject.held_colour, perched=perched, manner=manner,
        )  # fmt: skip
    if subject.noun.strip().lower() in AIR_BALLOONS:
        return AirBalloon(seed=seed // 16, turn=seed % 16, colour=subject.colour)
    animal = key_of(subject.noun)
    if animal in ANIMALS:
        return AnimalPuppet(animal, subject.action, colour=subject.colour)
    return IconFigure(subject.noun, subject.action, colour=subject.colour)


def _several(subject: Subject, seed: int) -> Performer | None:
    """A boat and its crew, a couple, a horse and its rider; None for who is alone."""
    noun = subject.noun.strip().lower()
    if noun in SMALL_BOATS:
        return RowBoat(
            noun, crew=_kind_of(subject.held), seed=seed, colour=subject.colour,
            crew_colour=subject.held_colour,
        )  # fmt: skip
    if noun == COUPLE:
        return DancingCouple(
            _pair_of(subject.held, seed), seed=seed, colours=(subject.colour, subject.held_colour)
        )
    comes_mounted = noun in HORSEMEN
    beast = "horse" if comes_mounted else key_of(noun)
    if not comes_mounted and (subject.held is None or beast not in MOUNTS):
        return None
    action = "run" if subject.action == "drive" else subject.action
    who = None if comes_mounted else _kind_of(subject.held)
    tint = None if comes_mounted else subject.held_colour
    return Mounted(
        AnimalPuppet(beast, action, colour=subject.colour),
        Puppet(who or "cowboy", "sit", seed=seed, colour=tint),
    )


def _kind_of(noun: str | None) -> str | None:
    """The kind of puppet of who is carried, where the noun tells one."""
    if noun is None or noun == "couple":
        return noun
    kind = PUPPETS.get(key_of(noun)) or PUPPETS.get(noun.strip().lower())
    return None if kind == "anyone" else kind


def _pair_of(nouns: str | None, seed: int) -> tuple[str, str] | None:
    """The kinds of two who are told as "one and another"."""
    if nouns is None:
        return None
    first, _, last = nouns.partition(" and ")
    usual = ("man", "woman")
    kinds = tuple(_kind_of(noun) or usual[(seed + k) % 2] for k, noun in enumerate((first, last)))
    return kinds[0], kinds[1]
