"""Which of the places, hints and subjects of a prompt decides where it is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from kinoloom.generators.painted.spec import SettingName, Subject
from kinoloom.generators.painted.vocabulary import cast, homes
from kinoloom.generators.painted.vocabulary.lexicon import is_alive
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.scan import Term

SETTING_NAMES: frozenset[str] = frozenset(get_args(SettingName))
_DOMINANT = ("aurora", "underwater")
"""Wherever these are said they are what is seen."""
_SPECIFIED: dict[tuple[str, str], str] = {
    ("ocean", "underwater"): "underwater",
    ("ocean", "coral"): "coral",
    ("underwater", "coral"): "coral",
    ("coral", "beach"): "coral",
    ("ocean", "beach"): "beach",
    ("mountains", "snow_peaks"): "snow_peaks",
    ("desert", "dunes"): "dunes",
    ("desert", "canyon"): "canyon",
    ("desert", "mars"): "mars",
    ("forest", "autumn_forest"): "autumn_forest",
    ("forest", "jungle"): "jungle",
    ("street", "neon_street"): "neon_street",
    ("skyline", "neon_street"): "neon_street",
}
"""A place and a more precise one said beside it."""
_SEASONED: dict[tuple[str, str], str] = {
    ("forest", "autumn"): "autumn_forest",
    ("mountains", "winter"): "snow_peaks",
}
_FROM_HERE_ON = frozenset(
    ("with", "against", "overlooking", "beyond", "facing", "toward", "towards")
)
_UP_TO_HERE = frozenset(
    (
        "in",
        "on",
        "at",
        "through",
        "across",
        "along",
        "over",
        "into",
        "inside",
        "down",
        "up",
        "above",
    )
)
_TOWNS = {
    "city": ("street", "skyline", "neon_street", "park"),
    "table": ("tabletop", "interior"),
}
"""What a broad word may turn out to be."""
_ROOMS_OF_TABLES = ("interior", "studio")
_PARTS = frozenset(("ridge", "peak", "summit", "shore", "roof", "edge", "top"))
_OF_A = frozenset(("of", "a", "an", "the"))
_BEFORE_ANOTHER = frozenset(("behind",))
_UNDER = frozenset(("under", "beneath", "below"))
_ABOVE = frozenset(("over", "above"))
_BUILT = frozenset(("village", "castle", "farm", "skyline", "city", "street", "highway", "park"))
_FROM_UNDER = _UNDER | {"from"}
_INSIDE = frozenset(("inside", "interior"))
_HAS_ROOMS = frozenset(("castle", "village", "farm", "skyline", "city"))
_LINKS = word_set(
    "的, 里, 中, 上, 下, 边, 旁, 间, 旁边, 里面, 上面, 下面, 中间, 外面, 外, 脚下, 深处, 有, "
    "里的, 上的, 中的, 尽头, 两旁, 里有, 上有"
)
_FROM_ABOVE = frozenset(("aerial",))
_FORMLESS = "abstract"
"""No place to stand in: lights and liquids around someone leave them where they are at home."""
_WITHIN = frozenset(("in", "through", "inside"))
_IN_THE_SEA = frozenset(("海里", "海中"))
_LEAPERS = frozenset(("whale", "dolphin", "orca"))
_LEAPS = word_set(
    "jump, jumps, jumping, leap, leaps, leaping, breach, breaches, breaching, "
    "跳, 跳跃, 跃, 跃起, 跃出"
)
_CITY_SUBJECTS = cast.HUMANS | cast.VEHICLES


@dataclass(frozen=True)
class Placed:
    """The setting, the terms that say so by their position, and whether it only stands in."""

    setting: str
    by: frozenset[int] = frozenset()
    stands_in_for: str | None = None


def place_of(
    terms: Sequence[Term],
    subjects: Sequence[Subject],
    *,
    weather: str | None,
    time: str | None,
    season: str | None,
) -> Placed:
    """Where a prompt is set. An explicit place beats hints, hints beat the subject's home."""
    placed = _named(terms, subjects, time) or _hinted(terms, subjects, weather, time)
    setting = _SEASONED.get((placed.setting, season or ""), placed.setting)
    if setting == "mountains" and weather == "snow":
        setting = "snow_peaks"
    by = placed.by | {at for at, term in enumerate(terms) if _says(term, setting)}
    if setting != placed.setting:
        by |= {at for at, term in enumerate(terms) if term.value("season") and not term.negated}
    return Placed(setting, by, placed.stands_in_for)


def names_a_place(terms: Sequence[Term]) -> bool:
    """Whether a place is said outright."""
    return any(term.has("setting") and not term.negated for term in terms)


def in_season(setting: str, season: str | None) -> str:
    """The setting as it is in a season."""
    if setting == "autumn_forest" and season not in (None, "autumn"):
        return "forest"
    return _SEASONED.get((setting, season or ""), setting)


def _says(term: Term, setting: str) -> bool:
    named = term.value("setting") or ""
    specified = (named, setting) in _SPECIFIED or setting in _TOWNS.get(named, ())
    return not term.negated and (setting in (named, term.value("lean")) or specified)


def _named(terms: Sequence[Term], subjects: Sequence[Subject], time: str | None) -> Placed | None:
    said = [at for at, term in enumerate(terms) if term.has("setting") and not term.negated]
    if not said or all(_is_only_above(terms, at) for at in said):
        return None
    at = _head(terms, said)
    value = _inside(terms, at) or terms[at].value("setting") or "mountains"
    others = [terms[i].value("setting") or "" for i in said if _specifies(terms, i)]
    for one in others:
        value = _SPECIFIED.get((value, one), value)
    by = {at} | {i for i in said if terms[i].value("setting") == value}
    if value in ("city", "street", "skyline"):
        value, lit = _town(terms, at, value, subjects, time)
        by |= lit
    if value == "table":
        value = "tabletop" if _is_still_life(subjects) else "interior"
    on_a_table = any(terms[i].value("setting") == "table" for i in said)
    close = on_a_table or (bool(subjects) and _is_close(terms))
    close = close or (bool(subjects) and _is_laid_out(terms))
    if value in _ROOMS_OF_TABLES and close and _is_still_life(subjects):
        value = "tabletop" if value == "interior" or _is_laid_out(terms) else value
    if value == "ocean" and _is_in_it(terms, at) and _is_of_the_deep(subjects):
        value = "underwater"
    stands_in = terms[at].text if terms[at].has("near") else None
    return Placed(value, frozenset(by), stands_in)


def _specifies(terms: Sequence[Term], at: int) -> bool:
    """Whether a place may say what another one is like: not a broad one, nor one far away."""
    far_before = at > 0 and terms[at - 1].has("far") and terms[at - 1].chinese
    far_after = any(term.has("far") and not term.chinese for term in terms[at + 1 : at + 2])
    return not (terms[at].has("broad") or far_before or far_after)


def _head(terms: Sequence[Term], said: list[int]) -> int:
    """The position of the place that the shot is of."""
    for at in said:
        if terms[at].value("setting") in _DOMINANT:
            return at
    pool = [at for at in said if not _is_behind(terms, at, said)] or said
    pool = [at for at in pool if not terms[at].has("broad")] or pool
    pool = [at for at in pool if not terms[at].has("near")] or pool
    head = pool[0]
    for following in pool[1:]:
        if not _is_compound(terms, head, following):
            break
        head = following
    return head


def _is_behind(terms: Sequence[Term], at: int, said: list[int]) -> bool:
    """Whether a place is only what is seen around or beyond another."""
    if terms[at].has("sky") and (
        at != said[0] or _is_over_a_town(terms, at, said) or _is_only_above(terms, at)
    ):
        return True
    following = terms[at + 1 : at + 3]
    before_another = following and following[0].text.lower() in _BEFORE_ANOTHER
    if before_another and at != said[-1]:
        return True
    if any(term.has("far") and not term.chinese for term in following):
        return True
    return _leads_there(terms, at)


def _is_over_a_town(terms: Sequence[Term], at: int, said: list[int]) -> bool:
    """ "A starry night over a village": nature lies under any stars, houses need their own."""
    over = terms[at + 1 : at + 2]
    above = bool(over) and over[0].text.lower() in _ABOVE
    return above and any(terms[other].value("setting") in _BUILT for other in said)


def _is_only_above(terms: Sequence[Term], at: int) -> bool:
    """ "Down from a starry sky to a campfire": something on the ground says where that is."""
    if not terms[at].has("sky"):
        return False
    back = at - 1
    while back > 0 and not terms[back + 1].apart and terms[back].text.lower() in _OF_A:
        back -= 1
    leads = back >= 0 and not terms[back + 1].apart and terms[back].text.lower() in _FROM_UNDER
    grounded = any(t.has("lean") and t.value("lean") != _FORMLESS and not t.negated for t in terms)
    return leads and grounded


def _leads_there(terms: Sequence[Term], at: int) -> bool:
    """Whether "with", 远处 … stands before a place, in its own part of the sentence."""
    for back in range(at - 1, -1, -1):
        term, word = terms[back], terms[back].text.lower()
        if terms[back + 1].apart or word in _UP_TO_HERE:
            return False
        if word in _FROM_HERE_ON or (term.has("far") and term.chinese):
            return True
        if word in _UNDER and terms[at].has("sky"):
            return True
    return False


def _is_compound(terms: Sequence[Term], head: int, following: int) -> bool:
    """ "forest waterfall", 雪山脚下的村庄: the last part is what is seen."""
    if any(term.apart for term in terms[head + 1 : following + 1]):
        return False
    between = terms[head + 1 : following]
    if not terms[head].chinese:
        words = {term.text.lower() for term in between}
        if terms[head].text.lower() in _PARTS and "of" in words:
            return words <= _OF_A
        return all(
            term.has("colour", "size", "colour_of_place", "size_of_place") for term in between
        )
    linked = any(term.text in _LINKS for term in between) or not between
    return linked and all(
        term.text in _LINKS
        or term.has(
            "count", "colour", "size", "colour_of_place", "size_of_place", "time", "season", "mood"
        )
        for term in between
    )


def _inside(terms: Sequence[Term], at: int) -> str | None:
    words = [term.text.lower() for term in terms[max(0, at - 2) : at]]
    is_room = any(word in _INSIDE for word in words) and terms[at].value("setting") in _HAS_ROOMS
    return "interior" if is_room else None


def _town(
    terms: Sequence[Term], at: int, value: str, subjects: Sequence[Subject], time: str | None
) -> tuple[str, set[int]]:
    """A city seen from afar or from its streets; neon turns it into the night's."""
    neon = {
        i
        for i, term in enumerate(terms)
        if term.value("lean") == "neon_street" and not term.negated
    }
    glows = any(term.has("glows") for term in terms) and time in (None, "night", "dusk")
    above = any(term.value("move") in _FROM_ABOVE for term in terms)
    if value == "skyline":
        return value, set()
    if value == "city" and above:
        return "skyline", set()
    at_ground = any(s.noun in _CITY_SUBJECTS and s.action != "fly" for s in subjects)
    if neon or (glows and (value == "street" or at_ground or time is not None)):
        return "neon_street", neon
    if value == "city":
        return ("street" if at_ground else "skyline"), set()
    return value, set()


def _is_in_it(terms: Sequence[Term], at: int) -> bool:
    """ "A shark in the ocean", 海里的鱼: not on it."""
    words = [term.text.lower() for term in terms[max(0, at - 3) : at]]
    in_it = not terms[at].apart and any(word in _WITHIN for word in words)
    return in_it or terms[at].text in _IN_THE_SEA


def _is_of_the_deep(subjects: Sequence[Subject]) -> bool:
    return bool(subjects) and all(subject.noun in homes.OF_THE_DEEP for subject in subjects)


def _is_close(terms: Sequence[Term]) -> bool:
    """ "A close-up of a pizza in a restaurant": of the room only a table is seen."""
    return any(
        not term.negated
        and (term.value("composition") == "close_up" or term.value("lens") == "macro")
        for term in terms
    )


def _is_laid_out(terms: Sequence[Term]) -> bool:
    """ "A product shot of a watch on black marble": what a table is of shows on a table."""
    backdrop = any(term.value("lean") == "studio" and not term.negated for term in terms)
    return not backdrop and any(term.has("surface") and not term.negated for term in terms)


def _is_still_life(subjects: Sequence[Subject]) -> bool:
    return not subjects or subjects[0].noun in homes.SMALL_THINGS


def _hinted(
    terms: Sequence[Term], subjects: Sequence[Subject], weather: str | None, time: str | None
) -> Placed:
    """A place nobody named: from hints, what the subject is, the weather, and faint hints."""
    if _is_sold(terms, subjects) and not _is_laid_out(terms):
        pitch = {at for at, term in enumerate(terms) if term.has("pitch")}
        return Placed("studio", frozenset(pitch))
    home = next((homes.FIRM[s.noun] for s in subjects if s.noun in homes.FIRM), None)
    thing = next((s for s in subjects if s.noun in homes.SMALL_THINGS), None)
    lean = _first(terms, "lean", but=_FORMLESS if subjects else None)
    for found in (
        lean,
        _afloat(terms, subjects),
        Placed(home) if home else None,
        Placed("storm") if weather == "storm" else None,
        Placed("desert") if weather == "sandstorm" else None,
        Placed("tabletop") if thing is not None and _is_still_life(subjects) else None,
        _first(terms, "touch", but=_FORMLESS if subjects else None),
    ):
        if found is not None:
            return found
    soft = next((homes.SOFT[s.noun] for s in subjects if s.noun in homes.SOFT), None)
    if soft == "space" and time not in (None, "night"):
        # It has an hour where it is: a rocket stands on the ground.
        soft = "desert"
    if soft == "street" and weather is None and time in (None, "night"):
        # Whoever dances for no reason that is said does it to be seen.
        soft = "stage" if any(subject.action == "dance" for subject in subjects) else soft
    if soft is None and subjects:
        soft = "meadow" if is_alive(subjects[0].noun) else "tabletop"
    return Placed(soft or ("street" if weather == "rain" else "mountains"))


def _first(terms: Sequence[Term], kind: str, *, but: str | None = None) -> Placed | None:
    for at, term in enumerate(terms):
        value = term.value(kind)
        if value is not None and value != but and not term.negated:
            return Placed(value, frozenset((at,)))
    return None


def _afloat(terms: Sequence[Term], subjects: Sequence[Subject]) -> Placed | None:
    """An astronaut who floats is in space, a whale that leaps is seen from above the water."""
    for subject in subjects:
        if subject.noun == "astronaut" and subject.action in homes.HIGH_UP:
            return Placed("space")
        if subject.noun in _LEAPERS and any(term.text.lower() in _LEAPS for term in terms):
            return Placed("ocean")
    return None


def _is_sold(terms: Sequence[Term], subjects: Sequence[Subject]) -> bool:
    pitched = any(term.has("pitch") and not term.negated for term in terms)
    return pitched and _is_still_life(subjects)
