"""A prompt to its terms: the longest known phrases, left to right, in both scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

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

_PIECES = re.compile(
    rf"(?P<han>[{HAN}]+)|(?P<ratio>\d+(?:\.\d+)?\s?[:：]\s?\d+(?![\d:]))|(?P<measure>\d+\s?[-]?\s?(?:mm|fps|k|p|x\d+|s|secs?|seconds?|ms|:\d+)\b)"
    rf"|(?P<word>[^\W_{HAN}]+(?:['’][^\W_]+)*)|(?P<break>[^\s\w]|_)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[1-9][0-9]?|100")
_ALTERNATIVES = frozenset(("or", "nor", "或", "或者", "和"))
_CAN_BE_MISSING = (
    "noun", "weather", "time", "setting", "style", "scenery", "lean", "effect", "season",
    "unwanted", "loop", "stock", "grain", "touch", "shallow",
)  # fmt: skip
_LONGEST_RUN = 24
_WORDS_WITH_FIGURES = frozenset(("35mm", "16mm", "8mm", "14mm", "18mm", "24mm", "4k", "8k"))
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
    return tuple(_with_negations(_terms(list(_pieces(prompt)))))


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
    for match in _PIECES.finditer(text):
        kind = match.lastgroup or "break"
        if kind == "break":
            apart = apart or match.group() not in _NO_BREAK
            continue
        if kind == "measure" and match.group().replace(" ", "").lower() in _WORDS_WITH_FIGURES:
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
            length, term = _longest_chinese(units, at)
        elif unit.kind == "word":
            length, term = _longest_english(units, at)
        elif unit.kind == "ratio":
            length, term = 1, _shape(unit)
        else:
            length, term = 1, Term(unit.text, (Meaning("stop"),), unit.apart)
        yield term
        at += length


def _shape(unit: _Piece) -> Term:
    """ "9:16"; a time such as 3:05 is none."""
    known = RATIOS.get(unit.text.replace(" ", "").replace("：", ":"))
    return Term(unit.text, (Meaning("ratio", known) if known else Meaning("stop"),), unit.apart)


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
        and units[at + run].kind in ("word", "measure")
        and not units[at + run].apart
    ):
        run += 1
    words = [english_words(unit.text) or (unit.text.lower(),) for unit in units[at : at + run]]
    for length in range(run, 0, -1):
        phrase = tuple(word for group in words[:length] for word in group)
        source = " ".join(unit.text for unit in units[at : at + length])
        for form, plural in _forms(phrase):
            meanings = known.english.get(form)
            if meanings is not None:
                return length, Term(source, meanings, units[at].apart, plural=plural)
    return 1, _lone_word(units[at])


def _lone_word(unit: _Piece) -> Term:
    word = unit.text
    if _COUNT.fullmatch(word):
        return Term(word, (Meaning("count", str(min(12, int(word)))),), unit.apart)
    meant = _single_letters(word.lower()) or _one_letter_off(word.lower())
    if meant is not None:
        return Term(word, lexicon().english[(meant,)], unit.apart)
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


def _single_letters(word: str) -> str | None:
    """A known word in which `word` doubles a letter: "forrest", "skiier"."""
    if len(word) < 6 or not word.isascii() or not word.isalpha():
        return None
    for at in range(1, len(word)):
        if word[at] == word[at - 1]:
            shorter = word[:at] + word[at + 1 :]
            meanings = lexicon().english.get((shorter,))
            if meanings and meanings[0].kind in ("setting", "time", "weather", "noun"):
                return shorter
    return None


def _one_letter_off(word: str) -> str | None:
    """A known long word that `word` misspells by one letter or one swap, if only one is."""
    if len(word) < 7 or not (word.isascii() and word.isalpha()) or word.endswith("ing"):
        return None
    return _near(word) or (_near(word[:-1]) if word.endswith("s") else None)


def _near(word: str) -> str | None:
    near = {
        phrase[0]
        for phrase, meanings in lexicon().english.items()
        if len(phrase) == 1
        and phrase[0][0] == word[0]
        and len(phrase[0]) >= 7
        and meanings[0].kind in ("setting", "time", "weather", "noun")
        and _is_one_edit(word, phrase[0])
    }
    return near.pop() if len(near) == 1 else None


def _is_one_edit(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if start is None:
        return True
    rest_a, rest_b = a[start:], b[start:]
    swapped = len(rest_a) > 1 and len(rest_b) > 1 and rest_a[:2] == rest_b[1::-1]
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or (swapped and rest_a[2:] == rest_b[2:])
    )


def _glyph_term(glyph: str, *, apart: bool) -> Term:
    name = emoji.demojize(glyph).strip(":").split(":")[0].replace("_", " ")
    words = english_words(name.removesuffix(" face").replace(" skin tone", ""))
    known = lexicon().english
    for form in (words, words[-1:], words[:1]):
        if form in known:
            return Term(glyph, known[form], apart, glyph=True)
    return Term(glyph, (Meaning("stop"),), apart, glyph=True)


def _with_negations(terms: Iterator[Term]) -> Iterator[Term]:
    """Marks the first thing after "without", "no", 不要 … (articles and adjectives between)."""
    pending = listed = False
    for term in terms:
        if term.has("not"):
            pending, listed = True, False
            yield term
            continue
        if term.apart:
            pending = listed = False
        if listed:
            pending, listed = term.text.lower() in _ALTERNATIVES, False
        if pending and term.has(*_CAN_BE_MISSING):
            pending, listed = False, True
            yield replace(term, negated=True)
            continue
        yield term
