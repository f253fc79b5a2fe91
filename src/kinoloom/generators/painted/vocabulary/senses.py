"""What a word means beside its neighbours: whose colour, whose move, what is played or flown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kinoloom.generators.painted.vocabulary import cast as names
from kinoloom.generators.painted.vocabulary.lexicon import Meaning
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.scan import Term

_OF_A_PLACE = ("setting", "scenery", "lean", "touch")
_OF_AN_HOUR = ("time", "weather", "season", "hint")
_BETWEEN = ("mood", "season", "weather", "time", "style", "touch", "scenery")
_ARTICLES = word_set("a, an, the, his, her, their, its, my, our, this, that, some")
_PREPOSITIONS = word_set(
    "in, on, at, by, with, from, into, over, under, across, through, near, behind, beneath, to, "
    "towards, above, along, before, against, 在, 从, 向, 往, 对着, 面对, 朝"
)
_BECOMING = word_set(
    "to, into, is, are, be, look, looks, turn, turns, become, becomes, more, very, 变成, 变, 变得, "
    "换成, 改成, 是, 成, 为, 更, 很, 都, 再, 要, 一点"
)
_EXCHANGING = word_set("change, turn, make, paint, recolour, recolor, swap, replace, 把, 将, 让")
_CAMERAS = word_set("camera, 镜头, 机位, 摄影机, 摄像机")
_MOVED = word_set("move, moves, moving, bring, take, 移动")
_GOLDEN = word_set("golden, 金色, 金黄, 金黄色")
_TWO_TONED = word_set("black and white, black white, b w, 黑白")
_GAZES = word_set("at, to, into, towards, toward, for, facing, 对着, 面对, 朝, 看, 向")
_INSTRUMENTS = {
    noun: action
    for action, nouns in {
        "stand": "guitar, violin, saxophone, trumpet, banjo, flute, accordion, microphone",
        "sit": "piano, drum, long drum, chess piece",
    }.items()
    for noun in word_set(nouns)
}
"""What is played, and how whoever plays it is shown."""
_FLOWN = names.AIRCRAFT
_LETS_FLY = word_set("放, 放飞")
_STEERED = ("pan_left", "pan_right", "truck_left", "truck_right", "track")
_NOTHING = (Meaning("stop"),)


def in_context(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms, each with the meanings it has where it stands."""
    told = list(terms)
    for at in range(len(told)):
        _tell_of_things(told, at)
    for at in range(len(told)):
        _give_to_places(told, at)
    for at in range(len(told)):
        _give_to_unknown(told, at)
        _recolour(told, at)
        _steer(told, at)
    for at in range(len(told) - 1, -1, -1):
        if _clothes(told, at):
            told.insert(at + 1, Term("", (Meaning("garment"), *_NOTHING)))
    return tuple(told)


def _tell_of_things(told: list[Term], at: int) -> None:
    """ "A golden dragon", "a black and white cat", "a baby panda", "playing the guitar"."""
    term = told[at]
    noun = _noun_after(told, at)
    if noun is None:
        return
    text = term.text.lower()
    if text in _GOLDEN and term.has("hint"):
        told[at] = replace(term, meanings=(Meaning("colour", names.COLOURS["gold"][0]),))
    elif text in _TWO_TONED and noun not in names.HUMANS:
        told[at] = replace(term, meanings=())
    elif term.has("noun") and term.has("size") and not term.chinese and not told[at + 1].apart:
        if told[at + 1].has("noun"):
            told[at] = replace(term, meanings=(Meaning("size", term.value("size") or ""),))
    elif term.value("action") == "play" and noun in _INSTRUMENTS:
        told[at] = replace(term, meanings=(Meaning("action", _INSTRUMENTS[noun]),))
    elif noun == "kite" and (term.value("action") == "fly" or text in _LETS_FLY):
        told[at] = replace(term, meanings=(Meaning("lean", "meadow"),))
    elif term.value("action") == "fly" and noun in _FLOWN and not term.has("flight"):
        attributive = term.chinese or told[at + 1].has("noun")
        told[at] = term if attributive else replace(term, meanings=_NOTHING)


def _noun_after(told: Sequence[Term], at: int) -> str | None:
    """The thing right behind a word, over articles and adjectives."""
    for term in told[at + 1 :]:
        if term.apart or term.glyph:
            return None
        if term.has("noun") and not term.has("setting"):
            return term.value("noun")
        adjective = term.has("colour", "size", "count") or term.text == "的"
        if not (adjective or term.text.lower() in _ARTICLES):
            return None
    return None


def _give_to_places(told: list[Term], at: int) -> None:
    """ "On a huge mountain", "make the sky pink": the place has what is said of it."""
    term = told[at]
    if term.has("noun", "garment", "action", "stop") or _starts_with_preposition(term):
        return
    if term.has(*_OF_A_PLACE) and not term.text.lower().endswith("ing"):
        _give(told, _adjectives_before(told, at))
        _give(told, _adjectives_after(told, at))
    elif term.has(*_OF_AN_HOUR):
        before = _adjectives_before(told, at)
        if before and _opens(told, before[-1]):
            _give(told, before)


def _starts_with_preposition(term: Term) -> bool:
    return term.text.lower().split(" ")[0] in _PREPOSITIONS and " " in term.text


def _give(told: list[Term], places: Sequence[int]) -> None:
    for at in places:
        meanings = tuple(
            Meaning(f"{m.kind}_of_place", m.value) if m.kind in ("colour", "size") else m
            for m in told[at].meanings
        )
        told[at] = replace(told[at], meanings=meanings)


def _adjectives_before(told: Sequence[Term], at: int) -> list[int]:
    """Where the colours and sizes of a place stand, unless a thing behind it has them."""
    behind = told[at + 1] if at + 1 < len(told) else None
    if behind is not None and not behind.apart and behind.has("noun", "garment", "setting"):
        return []
    found: list[int] = []
    for back in range(at - 1, -1, -1):
        if told[back + 1].apart:
            break
        term = told[back]
        if term.has("colour", "size") and not term.has("noun"):
            found.append(back)
        elif term.has("noun", "action", "garment") or not (
            term.text == "的" or term.has(*_BETWEEN) or not term.meanings
        ):
            break
    return found


def _adjectives_after(told: Sequence[Term], at: int) -> list[int]:
    if not told[at].has("scenery", "setting"):
        return []
    for ahead in range(at + 1, len(told)):
        term = told[ahead]
        if term.apart:
            return []
        if term.has("colour", "size") and not term.has("noun"):
            return [] if _noun_after(told, ahead) or _place_after(told, ahead) else [ahead]
        if term.text.lower() not in _BECOMING:
            return []
    return []


def _give_to_unknown(told: list[Term], at: int) -> None:
    """ "With green eyes", "on black marble": the colour is that of what nobody knows here."""
    behind = told[at + 1 : at + 2]
    if behind and behind[0].text == "的":
        behind = told[at + 2 : at + 3]
    unknown = bool(behind) and not behind[0].meanings and not behind[0].apart
    if not (told[at].has("colour") and unknown) or told[at].apart or _noun_soon(told, at):
        return
    first = at - 1
    while first > 0 and told[first].text.lower() in _ARTICLES and not told[first].apart:
        first -= 1
    before = told[first] if first >= 0 else None
    if before is not None and before.text.lower() in _PREPOSITIONS - {"in"}:
        _give(told, (at,))


def _noun_soon(told: Sequence[Term], at: int) -> bool:
    """ "With a red zorblatt fox": there is someone to have the colour."""
    for term in told[at + 1 : at + 4]:
        if term.apart or term.has("stop"):
            return False
        if term.has("noun", "garment"):
            return True
    return False


def _clothes(told: Sequence[Term], at: int) -> bool:
    """ "A woman in white": her clothes are."""
    if at < 2 or told[at].apart or told[at - 1].text.lower() != "in" or told[at - 1].apart:
        return False
    behind = told[at + 1 : at + 2]
    alone = not behind or behind[0].apart or behind[0].has("action", "stop")
    worn_by = told[at - 2].value("noun")
    return told[at].has("colour") and alone and worn_by in names.HUMANS


def _place_after(told: Sequence[Term], at: int) -> bool:
    behind = told[at + 1 : at + 2]
    return bool(behind) and not behind[0].apart and behind[0].has("setting", "garment")


def _opens(told: Sequence[Term], at: int) -> bool:
    """Whether a phrase starts here: nobody stands before the adjective."""
    before = told[at - 1].text.lower() if at > 0 and not told[at].apart else ""
    return not before or before in _ARTICLES | _PREPOSITIONS


def _recolour(told: list[Term], at: int) -> None:
    """ "Change the red car to blue", 把红色的车换成蓝色: the car has the last colour."""
    if told[at].text.lower() not in _EXCHANGING:
        return
    colours: list[int] = []
    noun_at: int | None = None
    for ahead in range(at + 1, len(told)):
        term = told[ahead]
        if term.apart or term.has("action", "setting"):
            break
        if term.has("colour"):
            colours.append(ahead)
        elif term.has("noun"):
            if noun_at is not None:
                return
            noun_at = ahead
    if noun_at is not None and len(colours) == 2 and colours[0] < noun_at < colours[1]:
        told[colours[0]] = replace(told[colours[0]], meanings=_NOTHING)


def _steer(told: list[Term], at: int) -> None:
    """ "Pan slowly to the left", "the camera moves right": nobody in the shot goes there."""
    term = told[at]
    is_camera = term.text.lower() in _CAMERAS
    if is_camera and at > 0:
        verb = at - 2 if told[at - 1].text.lower() in _ARTICLES else at - 1
        if verb >= 0 and told[verb].text.lower() in _MOVED:
            told[verb] = replace(told[verb], meanings=_NOTHING)
        elif told[max(0, verb)].text.lower() in _GAZES:
            return
    if not is_camera and term.value("move") not in _STEERED:
        return
    for ahead in range(at + 1, len(told)):
        behind = told[ahead]
        if behind.apart or behind.has("noun", "setting"):
            return
        way = behind.value("heading") or behind.value("side")
        if way is not None:
            told[ahead] = replace(behind, meanings=(Meaning("way", way),))
            return
        if behind.has("action") and is_camera:
            told[ahead] = replace(behind, meanings=_NOTHING)
        elif not behind.has("stop", "motion", "move"):
            return
