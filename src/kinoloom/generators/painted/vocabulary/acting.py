"""What a subject does, in the spec's terms."""

from __future__ import annotations

from typing import cast

from kinoloom.generators.painted.spec import Action, Subject
from kinoloom.generators.painted.vocabulary import cast as names
from kinoloom.generators.painted.vocabulary.lexicon import is_alive

_WATERS: frozenset[str] = frozenset(
    ("ocean", "beach", "underwater", "coral", "river", "waterfall", "mountains", "snow_peaks",
     "park", "skyline", "forest", "autumn_forest", "jungle")
)  # fmt: skip
"""Where there is water to be in."""
_OF_LEGS = ("walk", "run", "float")
OF_THE_LIVING = ("walk", "run", "wave", "sit", "dance", "cycle", "swim", "fish")


def action_of(noun: str, asked: str | None) -> Action:
    """The action in the spec's terms: a car does not walk, a ship that "goes" floats."""
    if asked is None:
        return _usual(noun, moving=False)
    if asked in ("go", "gallop"):
        return _usual(noun, moving=True, fast=asked == "gallop")
    special = _special(noun, asked)
    if special is not None:
        return special
    if asked in _OF_LEGS and noun in names.MACHINES | names.SWIMMERS:
        return _usual(noun, moving=True)
    if asked in OF_THE_LIVING and not is_alive(noun):
        return _usual(noun, moving=False)
    return cast("Action", asked)


def _special(noun: str, asked: str) -> Action | None:
    """Words that mean another action for each who does it."""
    if asked == "ride":
        return "float" if noun == "surfer" else "walk"
    if asked == "fish":
        return _usual(noun, moving=False)
    if asked == "glide":
        return "fly" if noun in names.FLYERS else _usual(noun, moving=True)
    if asked == "play":
        playful = noun in names.PLAYFUL or (is_alive(noun) and noun not in names.HUMANS)
        return "run" if playful else _usual(noun, moving=False)
    return None


def _usual(noun: str, *, moving: bool, fast: bool = False) -> Action:
    for nouns, action in (
        (names.VEHICLES, "drive"),
        (names.SWIMMERS, "swim"),
        (names.BOATS | names.FLOATERS, "float"),
        (names.AIRCRAFT - {"rocket"}, "fly"),
        (frozenset(("runner",)), "run"),
        (frozenset(("cyclist",)), "cycle"),
        (frozenset(("rider",)), "walk"),
        (frozenset(("ballerina",)), "dance"),
        (names.FLYERS, "fly"),
    ):
        if noun in nouns and (moving or noun not in ("rocket", "bat", "dragon")):
            return cast("Action", action)
    if not moving or not is_alive(noun):
        return "stand"
    return "run" if fast else "walk"


def on_land(subjects: tuple[Subject, ...], setting: str) -> tuple[Subject, ...]:
    """Where there is no water, people do not swim."""
    if setting in _WATERS:
        return subjects
    return tuple(
        one.model_copy(update={"action": "walk"})
        if one.action == "swim" and one.noun in names.HUMANS and one.noun not in names.SWIMMERS
        else one
        for one in subjects
    )
