"""A subject as a prompt builds it up, word by word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from kinoloom.generators.painted.spec import Heading, Subject
from kinoloom.generators.painted.vocabulary.acting import action_of

MOST_OF_A_KIND = 12
PLURAL_COUNT = 3


@dataclass
class Mention:
    """A subject as the prompt builds it up; None is "the prompt does not say"."""

    noun: str
    count: int | None = None
    colour: str | None = None
    size: str | None = None
    action: str | None = None
    heading: str | None = None
    plural: bool = False
    many: int | None = None
    glyph: bool = False
    definite: bool = False
    negated: bool = False
    held: str | None = None
    held_colour: str | None = None

    @property
    def told_count(self) -> int | None:
        """How many the prompt says; "a couple" is two, bare foxes are three."""
        if self.many and self.count in (None, 1):
            return self.many
        return self.count or (PLURAL_COUNT if self.plural else None)

    @property
    def is_bare(self) -> bool:
        """Whether it is only named, as in "phone ad: a silver phone"."""
        said = (self.count, self.many, self.colour, self.size, self.action, self.held)
        return not self.plural and not self.glyph and not any(said)

    def subject(self) -> Subject:
        """The subject as it is painted, gaps filled by what such a thing usually does."""
        return Subject(
            noun=self.noun,
            count=min(MOST_OF_A_KIND, self.told_count or 1),
            colour=self.colour,
            size=cast("Literal['small', 'normal', 'large']", self.size or "normal"),
            action=action_of(self.noun, self.action),
            heading=cast("Heading", self.heading or "right"),
            held=self.held,
            held_colour=self.held_colour,
        )


def by_colour(mention: Mention, other: str | None, *, chinese: bool) -> list[Mention]:
    """Of "four red and yellow balloons" two are red; one red and black bird is one bird."""
    told = mention.told_count
    if other is None or ((told or 1) < 2 and not (chinese and told is None)):
        return [mention]
    if told is None:
        return [replace(mention, colour=other), mention]
    first = replace(mention, colour=other, count=(told + 1) // 2, many=None)
    mention.count, mention.many = told // 2, None
    return [first, mention]


def merge(known: Mention, again: Mention) -> None:
    """What is said of the same subject again fills what was left open."""
    if known.glyph and again.glyph:
        known.count = min(MOST_OF_A_KIND, (known.count or 1) + 1)
    known.count = known.count or again.count
    known.colour = known.colour or again.colour
    known.action = known.action or again.action
    known.plural = known.plural or again.plural
    known.held = known.held or again.held
    known.held_colour = known.held_colour or again.held_colour


def changed(subject: Subject, mention: Mention) -> Subject:
    """The subject with what the mention says; what it does not say stays."""
    updates = {
        "count": mention.told_count,
        "colour": mention.colour,
        "size": mention.size,
        "heading": mention.heading,
        "held": mention.held,
        "held_colour": mention.held_colour,
        "action": action_of(subject.noun, mention.action) if mention.action else None,
    }
    return subject.model_copy(update={key: value for key, value in updates.items() if value})
