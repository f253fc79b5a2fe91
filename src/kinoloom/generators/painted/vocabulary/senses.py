"""What a word means beside its neighbours: whose colour, whose move, what is played or flown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kinoloom.generators.painted.vocabulary import cast as names
from kinoloom.generators.painted.vocabulary.colours import COLOURS
from kinoloom.generators.painted.vocabulary.heaven import colour_the_sky
from kinoloom.generators.painted.vocabulary.lexicon import Meaning, english_words, is_alive
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.scan import Term
from kinoloom.generators.painted.vocabulary.steering import light_from, steer
from kinoloom.generators.painted.vocabulary.surfaces import lay_surfaces

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
_GOLDEN = word_set("golden, 金色, 金黄, 金黄色")
_GOLDEN_ANYWAY = word_set(
    "wheat, barley, corn, rye, oat, oats, rice, hay, straw, grain, crops, cornfield, hayfield, "
    "sand, sands, dune, dunes, beach"
)
_LAVENDER = (Meaning("colour", COLOURS["light purple"][0]),)
"""What it is as an adjective: "a lavender dress"."""
_RINGS = word_set("ring, rings")
_RINGED = word_set("planet, gas giant, saturn, ringed planet")
_RED_PLANETS = word_set("red planet, mars")
_PLANETS = _RED_PLANETS | word_set("alien planet, exoplanet, alien world, planet surface")
_TWO_TONED = word_set("black and white, black white, b w, 黑白")
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
_UNITS = word_set(
    "year, years, year old, years old, yr old, hour, hours, minute, minutes, floor, floors, story, "
    "storey, stories, meter, meters, metre, metres, feet, foot, km, mile, miles, degree, degrees, "
    "percent, 岁, 层, 米, 分钟, 秒, 年, 公里, 点, 度"
)
_LIKENESSES = word_set("colored, coloured, shaped, themed, patterned, inspired, like, printed")
_OF_THE_BODY = word_set(
    "haired, hair, eyed, eyes, skinned, skin, bearded, beard, lips, nails, feathers, wings, mane, "
    "头发, 眼睛, 胡子, 嘴唇, 翅膀, 羽毛"
)
_HOLDS = word_set("with, holding, holds, carrying, carries, using, 拿着, 手持")
_NOTHING = (Meaning("stop"),)


def in_context(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms, each with the meanings it has where it stands."""
    told = list(terms)
    lay_surfaces(told)
    for at in range(len(told)):
        _fish(told, at)
        _ring_a_planet(told, at)
        _pour(told, at)
        _gild(told, at)
        colour_the_sky(told, at)
        _measure(told, at)
        _liken(told, at)
        _hand_a_camera(told, at)
    for at in range(len(told)):
        _tell_of_things(told, at)
    for at in range(len(told)):
        _give_to_places(told, at)
    for at in range(len(told)):
        _give_to_unknown(told, at)
        _recolour(told, at)
        steer(told, at)
        light_from(told, at)
    for at in range(len(told) - 1, -1, -1):
        if _clothes(told, at):
            told.insert(at + 1, Term("", (Meaning("garment"), *_NOTHING)))
    return tuple(told)


def _fish(told: list[Term], at: int) -> None:
    """ "An old man fishes": behind whoever does it the word is no animal."""
    before = told[at - 1] if at > 0 and not told[at].apart else None
    if before is None or not is_alive(before.value("noun") or ""):
        return
    word = told[at].text.lower()
    if word == "fishes" or (word == "fish" and before.plural):
        told[at] = replace(told[at], meanings=(Meaning("action", "fish"), Meaning("lean", "river")))


def _ring_a_planet(told: list[Term], at: int) -> None:
    """ "A red planet with golden rings": they are no jewels, and it is seen from space."""
    if told[at].value("noun") != "ring" or told[at].text.lower() not in _RINGS:
        return
    for back in range(at - 1, max(-1, at - 7), -1):
        if told[back + 1].apart:
            return
        if told[back].value("noun") in _RINGED or told[back].text.lower() in _PLANETS:
            red = told[back].text.lower() in _RED_PLANETS
            meanings = (Meaning("setting", "space"), Meaning("noun", "ringed planet"))
            hue = (Meaning("hue", COLOURS["red"][0]),) if red else ()
            told[back] = replace(told[back], meanings=(*meanings, *hue))
            for where in range(back + 1, at + 1):
                told[where] = replace(told[where], meanings=_NOTHING)
            return


def _pour(told: list[Term], at: int) -> None:
    """ "Two glasses of red wine" are no spectacles."""
    behind = _right_behind(told, at)
    if told[at].text.lower() == "glasses" and behind is not None and behind.text.lower() == "of":
        told[at] = replace(told[at], meanings=(Meaning("noun", "glass"),), plural=True)


def _gild(told: list[Term], at: int) -> None:
    """ "Golden wheat fields" are golden at any hour."""
    behind = _right_behind(told, at)
    if behind is None or told[at].text.lower() != "golden" or not told[at].has("hint"):
        return
    if _GOLDEN_ANYWAY & set(english_words(behind.text)):
        told[at] = replace(told[at], meanings=(Meaning("colour_of_place", COLOURS["gold"][0]),))


def _measure(told: list[Term], at: int) -> None:
    """ "A 10 year old boy", 三岁的女孩: nobody is counted by it."""
    behind = _right_behind(told, at)
    if behind is None or not told[at].has("count") or behind.text.lower() not in _UNITS:
        return
    told[at : at + 2] = [replace(term, meanings=_NOTHING) for term in told[at : at + 2]]


def _liken(told: list[Term], at: int) -> None:
    """ "Rainbow-coloured", "red-haired": no rainbow is in the shot, and nobody is in red."""
    behind = _right_behind(told, at)
    if behind is not None and told[at].has("colour") and behind.text.lower() in _OF_THE_BODY:
        _give(told, (at,))
    if behind is not None and behind.has("noun", "garment") and told[at].text == "lavender":
        told[at] = replace(told[at], meanings=_LAVENDER)
    if behind is not None and told[at].has("noun") and behind.text.lower() in _LIKENESSES:
        told[at] = replace(told[at], meanings=())


def _hand_a_camera(told: list[Term], at: int) -> None:
    """ "A man with a camera" has one; any other camera is the one that films."""
    back = at - 2 if at > 1 and told[at - 1].text.lower() in _ARTICLES else at - 1
    if told[at].text.lower() != "camera" or back < 1 or told[at].apart or told[back].apart:
        return
    if told[back - 1].has("noun") and told[back].text.lower() in _HOLDS:
        told[at] = replace(told[at], meanings=(Meaning("noun", "camera"),))


def _right_behind(told: Sequence[Term], at: int) -> Term | None:
    """The next word, if nothing parts it from this one."""
    behind = told[at + 1] if at + 1 < len(told) else None
    return None if behind is None or behind.apart else behind


def _tell_of_things(told: list[Term], at: int) -> None:
    """ "A golden dragon", "a black and white cat", "a baby panda", "playing the guitar"."""
    term = told[at]
    noun = _noun_after(told, at)
    if noun is None:
        return
    text = term.text.lower()
    if text in _GOLDEN and term.has("hint"):
        told[at] = replace(term, meanings=(Meaning("colour", COLOURS["gold"][0]),))
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
    elif term.has("effect"):
        _give(told, _adjectives_before(told, at), to="air")
        if at > 0 and told[at - 1].text.lower() in _GOLDEN and not term.apart:
            told[at - 1] = replace(told[at - 1], meanings=(Meaning("colour_of_air"),))


def _starts_with_preposition(term: Term) -> bool:
    return term.text.lower().split(" ")[0] in _PREPOSITIONS and " " in term.text


def _give(told: list[Term], places: Sequence[int], *, to: str = "place") -> None:
    for at in places:
        meanings = tuple(
            Meaning(f"{m.kind}_of_{to}", m.value) if m.kind in ("colour", "size") else m
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
    if unknown and told[at].apart and told[at].has("colour") and _ends(told, at + 1):
        _give(told, (at,))
    if not (told[at].has("colour") and unknown) or told[at].apart or _noun_soon(told, at):
        return
    first = at - 1
    while first > 0 and told[first].text.lower() in _ARTICLES and not told[first].apart:
        first -= 1
    before = told[first] if first >= 0 else None
    if before is not None and before.text.lower() in _PREPOSITIONS - {"in"}:
        _give(told, (at,))


def _ends(told: Sequence[Term], at: int) -> bool:
    """Whether the phrase is over behind a word: "a cake, white plates, close up"."""
    return at + 1 >= len(told) or told[at + 1].apart


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
