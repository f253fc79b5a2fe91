"""All tables as one dictionary: phrase -> meanings, for English words and Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import emoji

from kinoloom.generators.painted.cast.roles.nouns import NEWEST_EMOJI
from kinoloom.generators.painted.vocabulary import (
    animals,
    cast,
    colours,
    compounds,
    looks,
    people,
    places,
    plain,
    shots,
    signs,
    skies,
    things,
    towns,
)

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_IS_HAN = re.compile(f"[{HAN}]")
_WORDS = re.compile(rf"[a-z0-9']+|[{HAN}]")
_SIMPLIFIED = str.maketrans(dict(zip(plain.TRADITIONAL[::2], plain.TRADITIONAL[1::2], strict=True)))

_GLYPH_RANGES = (
    (0x1F32D, 0x1F37F), (0x1F380, 0x1F393), (0x1F3A0, 0x1F3D3), (0x1F3E0, 0x1F3F0),
    (0x1F400, 0x1F43F), (0x1F451, 0x1F462), (0x1F47B, 0x1F480), (0x1F4A1, 0x1F4A3),
    (0x1F4F7, 0x1F4FD), (0x1F525, 0x1F52D), (0x1F54A, 0x1F54A), (0x1F577, 0x1F577),
    (0x1F680, 0x1F6FC), (0x1F916, 0x1F916), (0x1F940, 0x1F9AE), (0x1F9D9, 0x1F9DF),
    (0x1F9E0, 0x1F9FF), (0x1FA70, 0x1FABF), (0x1FACE, 0x1FADF),
)  # fmt: skip
"""Where the emoji that show a thing are; faces, hands, flags, signs and buttons are elsewhere."""

_ANIMAL_RANGES = ((0x1F400, 0x1F43F), (0x1F980, 0x1F9AE), (0x1FABF, 0x1FABF), (0x1FACE, 0x1FACF))

_PLACES_AND_PARTS = places.word_set(
    "fire, sparkler, fireworks, camera, key, ring, wood, rock, hole, wheel, ice, salt, "
    "mirror, window, door, bed, fly, cricket, ram, bug, dress, crown, performing arts, "
    "ticket, label, station, construction, prohibited, wing, feather, axe, hook, coin, "
    "thread, ladder, bucket, brick, nose, mouth, kiss, wedding, cinema, fishing pole, "
    "trail, microbe, worm, olive, orange, beans, jar, bathtub, shower, toilet, elevator, "
    "landslide, wireless, restroom, customs, motorway, railway track, national park, "
    "building construction, herb, blossom, cooking, candy, custard, school, factory, "
    "hospital, hotel, bank, stadium, desert, cityscape, camping, oden, mate, pickle, "
    "tamale, comet, house with garden, office building, post office, love hotel, store, "
    "leg, foot, bone, tooth, brain"
)
"""Names that in a prompt far more often mean a place, a verb or a part than the thing."""


@dataclass(frozen=True)
class Meaning:
    """One thing a phrase says: "time" "night", "noun" "fox", "colour" "#c8322b" …"""

    kind: str
    value: str = ""


Meanings = tuple[Meaning, ...]


@dataclass(frozen=True)
class Lexicon:
    """Phrases by their words, and the longest phrase of either script; signs are emoji only."""

    english: dict[tuple[str, ...], Meanings]
    chinese: dict[str, Meanings]
    signs: dict[tuple[str, ...], Meanings]
    longest_words: int
    longest_characters: int


def simplify(text: str) -> str:
    """Traditional characters to simplified ones, one for one, as far as the tables need it."""
    return text.translate(_SIMPLIFIED)


def english_words(text: str) -> tuple[str, ...]:
    """Lower-case words, without possessive 's; hyphens separate, each Han character is one."""
    lowered = text.lower().replace("’", "'")
    return tuple(_singular_possessive(word) for word in _WORDS.findall(lowered))


def _singular_possessive(word: str) -> str:
    return word[:-2] if word.endswith("'s") and word not in ("it's", "let's") else word


def is_han(character: str) -> bool:
    return _IS_HAN.match(character) is not None


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Every phrase known; on a clash the row that comes first in `_rows` wins."""
    english: dict[tuple[str, ...], Meanings] = {}
    chinese: dict[str, Meanings] = {}
    for meanings, phrase in _rows():
        if is_han(phrase[0]) and not any(c.isascii() for c in phrase):
            chinese.setdefault(simplify(phrase), meanings)
        else:
            english.setdefault(english_words(simplify(phrase)), meanings)
    only_signs = {english_words(name): meanings for meanings, name in _table(signs.ONLY_SIGNS)}
    longest = max(map(len, english)), max(map(len, chinese))
    return Lexicon(english, chinese, only_signs, *longest)


def _rows() -> Iterator[tuple[Meanings, str]]:
    yield from _table(signs.SIGNS)
    yield from _backdrops()
    yield from _table(places.DRY, places.GREEN, places.WATERS, places.SKIES)
    yield from _table(towns.BUILT, towns.INDOORS)
    yield from _merged(skies.TIMES, skies.WEATHERS, skies.SEASONS, looks.EFFECTS)
    yield from _table(skies.BRIGHTNESS, shots.SHAPES, shots.INTENTS, shots.LENSES)
    yield from _table(looks.STOCKS, looks.STYLES, looks.MOODS, shots.LIGHTS, shots.FRAMINGS)
    yield from _table(
        shots.MOVES, shots.FRAMED_MOVES, shots.FLIGHTS, shots.MOTIONS, cast.HEADINGS, cast.GARMENTS
    )
    yield from _table(
        people.PEOPLE, animals.YOUNG, animals.ANIMALS, things.MACHINES, things.LANDMARKS
    )
    yield from _table(things.OBJECTS, towns.LEANS, towns.MATERIALS, cast.ACTIONS, cast.SIZES)
    for word in cast.SELF_NAMED.split(","):
        yield (Meaning("noun", word.strip()),), word.strip()
    for value, words in colours.COLOURS.values():
        yield from _phrases((Meaning("colour", value),), words)
    yield from _table(cast.COUNTS)
    yield from _chinese_counts()
    yield from _table(compounds.COMPOUNDS)
    yield from _phrases((Meaning("carried"),), cast.WEARING)
    yield from _phrases((Meaning("not"),), plain.NEGATIONS)
    yield from _phrases((Meaning("barred"),), plain.NEGATIVE_PROMPTS)
    yield from _table(plain.UNWANTED, plain.DISTANCES)
    yield from _table(skies.SCENERY)
    yield from _phrases((Meaning("stop"),), plain.STOPS)
    yield from _glyph_names()


def _backdrops() -> Iterator[tuple[Meanings, str]]:
    """ "a white background", "background to white", 白色背景: a studio's, whatever the colour."""
    meanings = (Meaning("lean", "studio"),)
    words = [word for _, words in colours.COLOURS.values() for word in words.split(",")]
    for word in (*words, *towns.PLAIN_BACKDROPS.split(",")):
        if is_han(word.strip()[0]):
            yield meanings, word.strip() + "背景"
            for turned in ("", "换成", "改成", "变成", "变"):
                yield meanings, "背景" + turned + word.strip()
        else:
            yield meanings, word.strip() + " background"
            yield meanings, word.strip() + " backdrop"
            yield meanings, "background to " + word.strip()
            yield meanings, "background " + word.strip()


def _table(*tables: places.Table) -> Iterator[tuple[Meanings, str]]:
    for table in tables:
        for spelled, words in table:
            yield from _phrases(_meanings(spelled), words)


def _merged(*tables: places.Table) -> Iterator[tuple[Meanings, str]]:
    """As `_table`; a phrase in several rows has all their meanings."""
    merged: dict[str, Meanings] = {}
    for meanings, phrase in _table(*tables):
        merged[phrase] = merged.get(phrase, ()) + meanings
    for phrase, meanings in merged.items():
        yield meanings, phrase


def _meanings(spelled: str) -> Meanings:
    return tuple(Meaning(*part.split(" ", 1)) for part in spelled.split(";"))


def _phrases(meanings: Meanings, words: str) -> Iterator[tuple[Meanings, str]]:
    for phrase in words.split(","):
        if phrase.strip():
            yield meanings, phrase.strip()


def _chinese_counts() -> Iterator[tuple[Meanings, str]]:
    for table_row in cast.COUNTS:
        meanings, words = _meanings(table_row[0]), table_row[1]
        for word in words.split(","):
            if is_han(word.strip()[0]) and len(word.strip()) <= 2:
                for measure in cast.MEASURES:
                    yield meanings, word.strip() + measure


def _glyph_names() -> Iterator[tuple[Meanings, str]]:
    for name, chinese_name in glyph_nouns():
        meanings = (Meaning("noun", name),)
        yield meanings, name
        if chinese_name and is_han(chinese_name[0]):
            yield meanings, chinese_name


@lru_cache(maxsize=1)
def glyph_nouns() -> tuple[tuple[str, str], ...]:
    """English noun and Chinese name of every emoji that shows a thing."""
    emoji.config.load_language("zh")
    return tuple(_named_glyphs(emoji.EMOJI_DATA.items()))


def _named_glyphs(glyphs: Iterable[tuple[str, dict[str, object]]]) -> Iterator[tuple[str, str]]:
    for glyph, names in glyphs:
        name = str(names["en"]).strip(":").replace("_", " ")
        is_drawn = float(str(names["E"])) <= NEWEST_EMOJI
        if is_drawn and _shows_a_thing(glyph) and name not in _PLACES_AND_PARTS:
            yield name, str(names.get("zh", "")).strip(":").replace("_", "")


def _shows_a_thing(glyph: str) -> bool:
    code = ord(glyph[0])
    single = len(glyph.replace("\ufe0f", "")) == 1
    return single and any(low <= code <= high for low, high in _GLYPH_RANGES)


def is_alive(noun: str) -> bool:
    """Whether the noun is a person, a robot or an animal: whoever can walk, sit or wave."""
    return noun in cast.HUMANS or noun in cast.ALIVE or noun in _animal_names()


@lru_cache(maxsize=1)
def _animal_names() -> frozenset[str]:
    glyph_nouns()
    return frozenset(
        str(names["en"]).strip(":").replace("_", " ")
        for glyph, names in emoji.EMOJI_DATA.items()
        if any(low <= ord(glyph[0]) <= high for low, high in _ANIMAL_RANGES)
    )


@lru_cache(maxsize=1)
def chinese_names() -> dict[str, str]:
    """English noun -> its most usual Chinese name (the first of its row)."""
    names: dict[str, str] = {}
    for meanings, phrase in _table(
        people.PEOPLE,
        animals.ANIMALS,
        things.MACHINES,
        things.LANDMARKS,
        things.OBJECTS,
        places.WATERS,
        places.SKIES,
        towns.BUILT,
    ):
        noun = next((m.value for m in meanings if m.kind == "noun"), None)
        told = any(m.kind in ("many", "size", "name", "hue", "bloom") for m in meanings)
        if noun is not None and is_han(phrase[0]) and not told:
            names.setdefault(noun, phrase)
    for name, chinese_name in glyph_nouns():
        if chinese_name:
            names.setdefault(name, chinese_name)
    return names
