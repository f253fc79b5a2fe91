"""A mistyped English word to the known one that is meant, where only one can be."""

from __future__ import annotations

import re
from functools import lru_cache

from kinoloom.generators.painted.vocabulary.lexicon import lexicon
from kinoloom.generators.painted.vocabulary.places import word_set

_SCENE = ("setting", "time", "weather", "noun")
_PLACE_OR_HOUR = ("setting", "time", "weather")
_ANY = (*_SCENE, "action", "colour", "season", "mood", "style", "effect", "lean", "move")
_SHORTEST_EDIT, _SHORTEST_SWAP, _SHORTEST_DOUBLE = 7, 5, 6
_LONG_RUN = re.compile(r"([a-z])\1{2,}")
_OTHER_WORDS = word_set(
    "trail, trial, angel, angle, diary, dairy, quiet, quite, bread, beard, board, broad, scared, "
    "sacred, sliver, silver, casual, causal, martial, marital, united, untied, clam, spilt, split, "
    "tired, tried, bared, brads, blots, bolts, stale, slate, waits, waist, reveal, unties, flacon"
)
"""Words a swap away from another: they mean themselves."""


@lru_cache(maxsize=4096)
def corrected(word: str) -> str | None:
    """The known word that `word` misspells; None when it is known itself, or nobody's."""
    if not (word.isascii() and word.isalpha()) or word in _OTHER_WORDS:
        return None
    return _with_single_letters(word) or _swapped_back(word) or _one_letter_off(word)


def _means(word: str, kinds: tuple[str, ...]) -> bool:
    meanings = lexicon().english.get((word,))
    return bool(meanings) and meanings[0].kind in kinds


def _with_single_letters(word: str) -> str | None:
    """A known word in which `word` doubles a letter: "forrest", "skiier", "mooon", "sooo"."""
    short = _LONG_RUN.sub(r"\1\1", word)
    if short != word:
        return next((w for w in (short, _LONG_RUN.sub(r"\1", word)) if _means(w, _ANY)), None)
    if len(word) < _SHORTEST_DOUBLE:
        return None
    shorter = (word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])
    return next((one for one in shorter if _means(one, _SCENE)), None)


def _swapped_back(word: str) -> str | None:
    """ "ocaen", "wlaking": two neighbours changed places."""
    if len(word) < _SHORTEST_SWAP:
        return None
    plural = word[:-1] if word.endswith("s") else ""
    found = {
        one[:at] + one[at + 1] + one[at] + one[at + 2 :]
        for one in (word, plural)
        for at in range(1, len(one) - 1)
        if one[at] != one[at + 1]
    }
    kinds = _ANY if len(word) > _SHORTEST_SWAP else _PLACE_OR_HOUR
    known = sorted(one for one in found if _means(one, kinds))
    return known[0] if len(known) == 1 else None


def _one_letter_off(word: str) -> str | None:
    """A known long word that `word` misspells by one letter or one swap, if only one is."""
    if len(word) < _SHORTEST_EDIT or word.endswith("ing"):
        return None
    return _near(word) or (_near(word[:-1]) if word.endswith("s") else None)


def _near(word: str) -> str | None:
    near = {
        phrase[0]
        for phrase, meanings in lexicon().english.items()
        if len(phrase) == 1
        and phrase[0][0] == word[0]
        and len(phrase[0]) >= _SHORTEST_EDIT
        and meanings[0].kind in _SCENE
        and not _is_derived(word, phrase[0])
        and _is_one_edit(word, phrase[0])
    }
    return near.pop() if len(near) == 1 else None


def _is_derived(word: str, known: str) -> bool:
    """ "Orchestral" is no misspelt orchestra; "volcanoe" is a volcano."""
    return word.startswith(known) and word[-1] not in "e" + known[-1]


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
