"""A prompt to its terms: the longest known phrases, left to right, in both scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import emoji

from kinoloom.generators.painted.vocabulary.lexicon import (
    HAN,
    Meaning,
    Meanings,
    english_words,
    lexicon,
    simplify,
)
from kinoloom.generators.painted.vocabulary.shots import RATIOS
from kinoloom.generators.painted.vocabulary.signs import is_decorative
from kinoloom.generators.painted.vocabulary.spelling import corrected

_PIECES = re.compile(
    rf"(?P<han>[{HAN}]+)|(?P<ratio>\d+(?:\.\d+)?\s?[:：]\s?\d+(?![\d:]))"
    r"|(?P<aperture>(?<![a-z0-9])f\s?(?:/\s?\d+(?:\.\d+)?|\d+\.\d+)\b)|(?P<flag>--[a-z]+)"
    r"|(?P<measure>\d+(?:\.\d+)?\s?[-]?\s?(?:毫米|(?:mm|fps|k|p|x\d+|s|secs?|seconds?|ms|:\d+)\b))"
    rf"|(?P<word>[^\W_{HAN}]+(?:['’][^\W_]+)*)|(?P<break>[^\s\w]|_)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[1-9][0-9]?|100")
_APERTURE = re.compile(r"\d+(?:\.\d+)?")
_SHALLOW_UP_TO = 2.8
_ALTERNATIVES = frozenset(("or", "nor", "或", "或者", "和"))
_LAST_OF_A_LIST = frozenset(("or", "nor", "and", "或", "或者", "和"))
_EVERYWHERE = frozenset(("in", "on", "at", "by", "near", "under", "over", "along", "during"))
_NOT_ALONE = frozenset("不无没别")
"""Characters that deny a word they stand before, and are part of many that deny nothing."""
_CAN_BE_MISSING = (
    "noun", "weather", "time", "setting", "style", "scenery", "lean", "effect", "season",
    "unwanted", "loop", "stock", "grain", "touch", "shallow",
)  # fmt: skip
_LONGEST_RUN = 24
_NO_BREAK = frozenset("-'’\"“”‐&")
_IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "wolves": "wolf",
    "geese": "goose", "mice": "mouse", "oxen": "ox", "feet": "foot", "leaves": "leaf",
    "knives": "knife", "calves": "calf", "buses": "bus", "taxis": "taxi", "cacti": "cactus",
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A phrase of the prompt. No meanings: unknown. `apart` when punctuation precedes it."""

    text: str
    meanings: Meanings = ()
    apart: bool = False
    plural: bool = False
    glyph: bool = False
    negated: bool = False
    chinese: bool = False

    def value(self, kind: str) -> str | None:
        return next((m.value for m in self.meanings if m.kind == kind), None)

    def has(self, *kinds: str) -> bool:
        return any(m.kind in kinds for m in self.meanings)


@dataclass(frozen=True)
class _Piece:
    text: str
    kind: str
    apart: bool


def scan(prompt: str) -> tuple[Term, ...]:
    """The terms of `prompt` in order, with what is negated marked."""
    terms = _without_decoration(list(_terms(list(_pieces(prompt)))))
    return tuple(_with_negations(terms))


def _without_decoration(terms: list[Term]) -> list[Term]:
    """Hearts and sparkles beside words show nothing."""
    if all(term.glyph for term in terms):
        return terms
    decorated = (Meaning("stop"),)
    return [
        replace(term, meanings=decorated) if term.glyph and is_decorative(term.text) else term
        for term in terms
    ]


def _pieces(prompt: str) -> Iterator[_Piece]:
    apart = False
    for part in emoji.analyze(prompt, non_emoji=True):
        if not isinstance(part.value, str):
            yield _Piece(part.chars, "glyph", apart)
            apart = False
            continue
        # `analyze` gives single characters; `_runs` below joins them again.
        yield _Piece(part.chars, "character", apart)


def _joined(pieces: list[_Piece]) -> Iterator[_Piece]:
    text = ""
    for piece in pieces:
        if piece.kind == "character":
            text += piece.text
            continue
        yield _Piece(text, "text", apart=False)
        yield piece
        text = ""
    yield _Piece(text, "text", apart=False)


def _terms(pieces: list[_Piece]) -> Iterator[Term]:
    apart = False
    for piece in _joined(pieces):
        if piece.kind == "glyph":
            yield _glyph_term(piece.text, apart=apart)
            apart = False
        else:
            units = list(_units(piece.text, apart=apart))
            yield from _matched(units)
            apart = bool(units) and units[-1].kind == "break"


def _units(text: str, *, apart: bool) -> Iterator[_Piece]:
    end, before = 0, ""
    for match in _PIECES.finditer(text):
        kind = match.lastgroup or "break"
        gap = text[end : match.start()]
        # A new line parts phrases, and so does any space between Chinese ones.
        apart = apart or "\n" in gap or (bool(gap) and kind == before == "han")
        end, before = match.end(), kind
        if kind == "break":
            if match.group() == "、":
                yield _Piece("、", "comma", apart)
            dash = match.group() == "-" and gap.endswith(" ") and text[end : end + 1] == " "
            apart = apart or dash or match.group() not in _NO_BREAK
            continue
        if kind == "measure" and english_words(match.group()) in lexicon().english:
            kind = "word"
        if kind == "han":
            for character in match.group():
                yield _Piece(character, "han", apart)
                apart = False
        else:
            yield _Piece(match.group(), kind, apart)
            apart = False
    if apart:
        yield _Piece("", "break", apart)


def _matched(units: list[_Piece]) -> Iterator[Term]:
    at = 0
    while at < len(units):
        unit = units[at]
        if unit.kind == "han":
            length, term = _with_figures(units, at) or _longest_chinese(units, at)
        elif unit.kind == "word":
            length, term = _longest_english(units, at)
        elif unit.kind == "ratio":
            length, term = 1, _shape(unit)
        elif unit.kind == "aperture":
            length, term = 1, _opening(unit)
        elif unit.kind == "flag":
            meant = "barred" if unit.text == "--no" else "stop"
            length, term = 1, Term(unit.text, (Meaning(meant),), unit.apart)
        else:
            length, term = 1, Term(unit.text, (Meaning("stop"),), unit.apart)
        yield term
        at += length


def _with_figures(units: list[_Piece], at: int) -> tuple[int, Term] | None:
    """超8: a known phrase in which characters and figures stand together."""
    behind = units[at + 1] if at + 1 < len(units) else None
    if behind is None or behind.kind != "word" or behind.apart:
        return None
    length, term = _longest_english(units, at)
    return (length, term) if length > 1 else None


def _shape(unit: _Piece) -> Term:
    """ "9:16"; a time such as 3:05 is none."""
    known = RATIOS.get(unit.text.replace(" ", "").replace("：", ":"))
    return Term(unit.text, (Meaning("ratio", known) if known else Meaning("stop"),), unit.apart)


def _opening(unit: _Piece) -> Term:
    """ "f/1.8" blurs what is behind, "f/8" does not."""
    figure = _APERTURE.search(unit.text)
    wide = figure is not None and float(figure.group()) <= _SHALLOW_UP_TO
    return Term(unit.text, (Meaning("shallow" if wide else "stop"),), unit.apart)


def _longest_chinese(units: list[_Piece], at: int) -> tuple[int, Term]:
    known = lexicon()
    run = 1
    while (
        run < _LONGEST_RUN
        and at + run < len(units)
        and units[at + run].kind == "han"
        and not units[at + run].apart
    ):
        run += 1
    characters = simplify("".join(unit.text for unit in units[at : at + run]))
    source = "".join(unit.text for unit in units[at : at + run])
    for length in range(min(run, known.longest_characters), 0, -1):
        meanings = known.chinese.get(characters[:length])
        if meanings is not None:
            return length, Term(source[:length], meanings, units[at].apart, chinese=True)
    length = _unknown_length(characters, known.chinese, known.longest_characters)
    return length, Term(source[:length], (), units[at].apart, chinese=True)


def _unknown_length(characters: str, known: dict[str, Meanings], longest: int) -> int:
    for start in range(1, len(characters)):
        if any(characters[start : start + n] in known for n in range(1, longest + 1)):
            return start
    return len(characters)


def _longest_english(units: list[_Piece], at: int) -> tuple[int, Term]:
    known = lexicon()
    run = 1
    while (
        run < known.longest_words
        and at + run < len(units)
        and units[at + run].kind in ("word", "measure", "han")
        and not units[at + run].apart
    ):
        run += 1
    texts = [_as_spelt(simplify(unit.text)) for unit in units[at : at + run]]
    words = [english_words(text) or (text.lower(),) for text in texts]
    for length in range(run, 0, -1):
        phrase = tuple(word for group in words[:length] for word in group)
        source = " ".join(unit.text for unit in units[at : at + length])
        for form, plural in _forms(phrase):
            meanings = known.english.get(form)
            if meanings is not None:
                return length, Term(source, meanings, units[at].apart, plural=plural)
    return 1, _lone_word(units[at])


def _as_spelt(word: str) -> str:
    """The word that is meant, where it is mistyped: "on the mooon" is a known phrase then."""
    lowered = word.lower()
    if lowered in _known_words() or any(one in _known_words() for one in singulars(lowered)):
        return word
    return corrected(lowered) or word


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    return frozenset(word for phrase in lexicon().english for word in phrase)


def _lone_word(unit: _Piece) -> Term:
    word = unit.text
    if _COUNT.fullmatch(word):
        return Term(word, (Meaning("count", str(min(12, int(word)))),), unit.apart)
    return Term(word, (Meaning("stop"),) if len(word) == 1 else (), unit.apart)


def _forms(phrase: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    yield phrase, False
    for singular in singulars(phrase[-1]):
        yield (*phrase[:-1], singular), True


def singulars(word: str) -> Iterator[str]:
    """What `word` may be the plural of: "foxes" -> "foxe", "fox"."""
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"


def _glyph_term(glyph: str, *, apart: bool) -> Term:
    name = emoji.demojize(glyph).strip(":").split(":")[0].replace("_", " ")
    words = english_words(name.removesuffix(" face").replace(" skin tone", ""))
    known = lexicon().english
    if words in lexicon().signs:
        return Term(glyph, lexicon().signs[words], apart, glyph=True)
    for form in (words, words[-1:], words[:1]):
        if form in known:
            return Term(glyph, known[form], apart, glyph=True)
    return Term(glyph, (Meaning("stop"),), apart, glyph=True)


def _with_negations(terms: list[Term]) -> Iterator[Term]:
    """Marks the first thing after "without", "no", 不要 … (articles and adjectives between)."""
    pending = listed = barred = chained = False
    for at, term in enumerate(terms):
        barred = term.has("barred") or (barred and not term.text.startswith("--"))
        if barred:
            yield _barred(term)
            continue
        if term.has("not"):
            pending, listed = not _is_part_of_a_word(terms, at), False
            yield term
            continue
        if term.text == "、":
            chained = listed
            yield term
            continue
        if chained:
            pending, listed, chained = True, False, False
        elif term.apart and not (listed and _lists(terms, at)):
            pending = listed = False
        elif listed:
            pending, listed = term.apart or term.text.lower() in _ALTERNATIVES, False
        if pending and term.text.lower() in _EVERYWHERE and not terms[at - 1].has("not"):
            pending = False
        if pending and term.has(*_CAN_BE_MISSING):
            pending, listed = False, True
            yield replace(term, negated=True)
            continue
        listed = listed or (term.has("absent") and term.text.startswith("没有"))
        yield term


def _barred(term: Term) -> Term:
    """A term of a "negative prompt": everything named there is kept out, the rest says nothing."""
    if term.has("barred", "not") or not term.has(*_CAN_BE_MISSING):
        return replace(term, meanings=(Meaning("stop"),))
    return replace(term, negated=True)


def _is_part_of_a_word(terms: list[Term], at: int) -> bool:
    """不 before characters that nobody knows is the start of a word, as in 不锈钢."""
    after = terms[at + 1 : at + 2]
    unknown = bool(after) and after[0].chinese and not after[0].meanings and not after[0].apart
    return unknown and terms[at].text in _NOT_ALONE


def _lists(terms: list[Term], at: int) -> bool:
    """Whether "no people, cars or text" goes on: bare things to the last, before it an "or"."""
    closing = False
    for back, term in enumerate(terms[at:]):
        if term.text.lower() in _LAST_OF_A_LIST and back > 0:
            closing = True
        elif term.has(*_CAN_BE_MISSING) and not term.has("setting"):
            if closing:
                return True
        else:
            return False
    return False
