"""Who rides what: a girl on a bicycle is one subject, and so is a rider on a horse."""

from __future__ import annotations

from collections.abc import Sequence

from kinoloom.generators.painted.vocabulary import cast as names
from kinoloom.generators.painted.vocabulary.mention import Mention
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.scan import Term

_MOUNTED = word_set("on, 骑, 骑着")
_MOUNTS = word_set("horse, camel, unicorn")
_WEAK, _FAST = ("go", "ride"), ("run", "gallop")
_OWNED = word_set("a, an, her, his, their, the")


def mount(
    terms: Sequence[Term], at: int, group: Sequence[Mention], *, ridden: bool, colour: str | None
) -> str | None:
    """What those just named ride, where it is shown with them: "bicycle", "horse", or None."""
    noun = terms[at].value("noun")
    riders = [one for one in group if one.noun in names.HUMANS]
    if not riders or not (ridden or _is_mounted(terms, at)):
        return None
    if noun == "bicycle":
        for one in riders:
            one.action = "cycle"
        return noun
    horsemen = [one for one in riders if one.noun == "rider"]
    if noun != "horse" or not horsemen:
        return None
    for one in horsemen:
        # The painter dyes a rider's horse: it is what the words have coloured.
        one.colour = one.colour or colour
    return noun


def _is_mounted(terms: Sequence[Term], at: int) -> bool:
    """ "On bikes", "on her red bicycle"."""
    for back in range(at - 1, -1, -1):
        if terms[back + 1].apart:
            return False
        if terms[back].text.lower() in _MOUNTED:
            return True
        if not (terms[back].has("colour", "size", "count") or terms[back].text.lower() in _OWNED):
            return False
    return False


def sits_on(terms: Sequence[Term], at: int, group: Sequence[Mention]) -> bool:
    """ "A girl on a horse", "a man on horseback": they ride, though nobody says so."""
    riders = [one for one in group if one.noun in names.HUMANS]
    if terms[at].value("noun") not in _MOUNTS or not riders or not _is_mounted(terms, at):
        return False
    for one in riders:
        one.action = one.action or "ride"
    return True


def set_going(mentions: Sequence[Mention], doers: Sequence[Mention], action: str | None) -> None:
    """The doers do it; riders charge with their horses, though it was said that they ride."""
    under_way = action in _FAST and any(one.action in _WEAK for one in doers)
    for one in doers:
        one.action = one.action or action
    for one in mentions if under_way else ():
        if one.action in _WEAK:
            one.action = action


def as_many(group: Sequence[Mention]) -> int | None:
    """ "Two cowboys riding horses": each has one."""
    told = [one.told_count for one in group if one.noun in names.HUMANS]
    return told[-1] if told else None


def horses_of_cowboys(mentions: Sequence[Mention]) -> list[Mention]:
    """ "A cowboy riding": if nobody says what, his horse is with him."""
    if not all(one.noun in names.HUMANS for one in mentions):
        return []
    riding = [one for one in mentions if one.noun == "cowboy" and one.action == "ride"]
    return [Mention(noun="horse", count=one.told_count, action="go") for one in riding]
