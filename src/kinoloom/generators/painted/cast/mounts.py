"""Who is with whom: a rider on a horse, a crew in a small boat, two who dance together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.crews.air_balloon import AIR_BALLOONS
from kinoloom.generators.painted.cast.crews.couple import COUPLE
from kinoloom.generators.painted.cast.crews.rowing import SMALL_BOATS
from kinoloom.generators.painted.cast.roles.nouns import PUPPETS, key_of

if TYPE_CHECKING:
    from kinoloom.generators.painted.spec import SceneSpec, Subject

MOUNTS = frozenset({"horse", "unicorn", "camel"})
HORSEMEN = frozenset({"rider", "horse rider", "horseman", "horsewoman", "jockey"})
"""Who comes with a horse, if no other mount is told."""
_AT_HOME = HORSEMEN | {"cowboy", "knight"}
"""They are on the horse that is with them, whatever they do."""
_UNDER_WAY = ("walk", "run", "cycle")
_OPEN_SEA = frozenset({"ocean", "beach", "storm"})
"""Where a boat of no kind has sails."""
_ALONE = frozenset({"ballerina", "robot", "astronaut", "alien", "child", "kid", "girl", "boy"})
"""Who dances, but holds nobody."""
_ASHORE = ("walk", "run", "wave", "swim", "dance", "cycle")


def is_air_balloon(subject: Subject) -> bool:
    """Whether it is one that carries a basket."""
    return subject.noun.strip().lower() in AIR_BALLOONS


def with_crews(spec: SceneSpec) -> SceneSpec:
    """The shot in which who rides or rows is carried (`held`) by the horse or the boat."""
    manned = spec.setting != "beach" and any(map(_is_crew, spec.subjects))
    small = manned or spec.setting not in _OPEN_SEA
    subjects = [_boat_of(subject) if small else subject for subject in spec.subjects]
    for carrier in list(subjects):
        if carrier.held is not None:
            continue
        crew = next((one for one in subjects if _belongs(one, carrier)), None)
        if crew is None:
            continue
        noun = crew.noun if crew.count in (1, carrier.count) else "couple"
        heading = crew.heading if carrier.noun not in SMALL_BOATS else carrier.heading
        subjects[subjects.index(carrier)] = carrier.model_copy(
            update={"held": noun, "held_colour": crew.colour, "heading": heading}
        )
        subjects.remove(crew)
    subjects = _coupled(subjects)
    if tuple(subjects) == spec.subjects:
        return spec
    return spec.model_copy(update={"subjects": tuple(subjects)})


def _coupled(subjects: list[Subject]) -> list[Subject]:
    """Two who dance and nobody else who does are one couple."""
    people = [one for one in subjects if is_person(one)]
    dancers = [one for one in people if one.action == "dance" or one.noun == "dancer"]
    pair = dancers if len(people) != 2 or any(one.count > 1 for one in people) else people
    if not dancers or sum(one.count for one in pair) != 2 or any(
        one.noun in _ALONE for one in pair
    ):  # fmt: skip
        return subjects
    first, last = pair[0], pair[-1]
    told = None if first is last else f"{first.noun} and {last.noun}"
    couple = first.model_copy(
        update={"noun": COUPLE, "count": 1, "action": "dance", "held": told,
                "held_colour": last.colour}
    )  # fmt: skip
    return [couple if one is first else one for one in subjects if one is first or one not in pair]


def is_person(subject: Subject) -> bool:
    """Whether a puppet of two legs plays it."""
    return key_of(subject.noun) in PUPPETS or subject.noun.strip().lower() in PUPPETS


def _boat_of(subject: Subject) -> Subject:
    """A boat of no kind, where it is a small one: on a lake or a river, or with its crew."""
    if subject.noun == "boat":
        return subject.model_copy(update={"noun": "rowboat"})
    return subject


def _is_crew(subject: Subject) -> bool:
    return is_person(subject) and subject.count <= 2 and subject.action not in _ASHORE


def _belongs(crew: Subject, carrier: Subject) -> bool:
    if not is_person(crew) and crew.noun not in HORSEMEN:
        return False
    if key_of(carrier.noun) in MOUNTS:
        told = crew.noun in _AT_HOME or (
            crew.action in _UNDER_WAY and crew.action == carrier.action
        ) or crew.action == "cycle"  # fmt: skip
        return told and crew.count == carrier.count
    return carrier.noun in SMALL_BOATS and carrier.count == 1 and _is_crew(crew)
