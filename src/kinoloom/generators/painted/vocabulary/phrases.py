"""Which words of a phrase belong together: a noun and its head, an action and who does it."""

from __future__ import annotations

from collections.abc import Sequence

from kinoloom.generators.painted.vocabulary import cast as names
from kinoloom.generators.painted.vocabulary.homes import SMALL_THINGS
from kinoloom.generators.painted.vocabulary.lexicon import is_alive
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.scan import Term

PREPOSITIONS = word_set(
    "in, on, at, by, with, from, into, over, under, across, through, near, behind, 在, 从"
)
_ADVERBS = word_set("downtown, underwater, indoors, indoor, onstage, on stage, uptown")
"""Places that stand behind a thing without naming a kind of it."""
_GOING_ON = tuple("在过向进出到上入")
"""How a Chinese verb ends that leads on to a place: 走过石桥 is no bridge that walks."""
_COPULAS = word_set("is, are, was, were, 是")
_LEADING = word_set("walk, walks, walking, 遛, 遛着, 牵着, 牵")


def is_modifier(terms: Sequence[Term], at: int) -> bool:
    """In "cargo train station robot", only the last noun is a subject."""
    if terms[at].glyph or at + 1 >= len(terms):
        return False
    following = terms[at + 1]
    if terms[at].chinese:
        return _is_of_what(terms[at], following)
    if following.apart or following.glyph or following.chinese or following.has("verb", "group"):
        return False
    thing = not is_alive(terms[at].value("noun") or "")
    if " " in following.text and following.text.lower().split(" ")[0] in PREPOSITIONS:
        return False
    # A studio is where "headphones product shot" shows them, not whose they are.
    place = following.has("setting", "part") and not following.has("broad")
    place &= following.value("setting") != "studio"
    place &= following.text.lower() not in _ADVERBS
    return following.has("noun") or (place and thing)


def _is_of_what(term: Term, following: Term) -> bool:
    """In 草莓蛋糕 the strawberries are what the cake is of."""
    both = {term.value("noun"), following.value("noun")} <= SMALL_THINGS
    return both and following.chinese and not following.apart


def leads_an_animal(terms: Sequence[Term], at: int) -> bool:
    """ "A woman walking a dog", 遛狗: both walk."""
    if terms[at].text.lower() not in _LEADING:
        return False
    for following in terms[at + 1 :]:
        if following.apart:
            break
        if following.has("noun"):
            noun = following.value("noun") or ""
            return is_alive(noun) and noun not in names.HUMANS
        if not following.has("count", "colour", "size", "stop"):
            break
    return False


def names_someone(terms: Sequence[Term], at: int) -> bool:
    """ "Ada Lovelace walking": two capitalised words nobody knows are a person who does it."""
    doing = terms[at].has("action") or (not terms[at].meanings and terms[at].text.endswith("ing"))
    named = terms[max(0, at - 2) : at]
    return (
        doing
        and len(named) == 2
        and not (named[1].apart or terms[at].apart)
        and all(n.text.istitle() and n.text.isalpha() and not n.meanings for n in named)
    )


def is_predicate(terms: Sequence[Term], at: int) -> bool:
    """ "The car is red": the colour is that of the noun before it."""
    if at < 2 or terms[at].apart or terms[at - 1].apart:
        return False
    behind = terms[at + 1] if at + 1 < len(terms) else None
    leads_on = behind is not None and not behind.apart and behind.has("noun", "colour", "garment")
    told_of = terms[at - 2].has("noun") and terms[at - 1].text.lower() in _COPULAS
    return told_of and not leads_on


def is_of_the_air(terms: Sequence[Term], at: int) -> bool:
    """In "snow flying", "leaves drifting" no subject does it."""
    before = terms[at - 1] if at > 0 and not terms[at].apart else None
    return before is not None and before.has("weather", "effect") and not before.has("noun")


def precedes_its_noun(terms: Sequence[Term], at: int) -> bool:
    """ "flying cars", "a running red fox", 奔跑的马: but not "riding a horse"."""
    term = terms[at]
    if term.value("action") == "ride":
        return False
    if term.chinese:
        return _is_chinese_attribute(terms, at) and _noun_follows(terms, at)
    belongs_before = at > 0 and terms[at - 1].has("noun") and not term.apart
    return term.text.lower().endswith("ing") and not belongs_before and _noun_follows(terms, at)


def _noun_follows(terms: Sequence[Term], at: int) -> bool:
    for following in terms[at + 1 :]:
        if following.has("noun"):
            return not following.apart
        adjective = following.has("colour", "size", "style") or following.text == "的"
        if following.apart or not adjective:
            break
    return False


def _is_chinese_attribute(terms: Sequence[Term], at: int) -> bool:
    following = terms[at + 1 : at + 2]
    if terms[at].text.endswith(_GOING_ON) and following and following[0].text != "的":
        return False
    return bool(following) and (
        following[0].text == "的" or (following[0].has("noun") and len(terms[at].text) > 1)
    )
