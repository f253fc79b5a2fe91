"""Numbers as people write them: digits, English words, Chinese characters, ordinals."""

from __future__ import annotations

import re

_SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_ENGLISH: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_SMALL)},
    **{word: float(value) for word, value in _TENS.items()},
    "a couple of": 2.0, "a couple": 2.0, "couple of": 2.0, "a few": 3.0, "several": 4.0,
    "half a": 0.5, "half an": 0.5, "a half": 0.5, "half": 0.5, "a quarter": 0.25,
    "a": 1.0, "an": 1.0,
}  # fmt: skip
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "last": -1, "final": -1,
}  # fmt: skip

_ENGLISH_WORDS = "|".join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True))
NUMBER = (
    rf"(?:\d{{1,9}}(?:\.\d{{1,6}})?|\b(?:{_ENGLISH_WORDS})(?: and a half)?\b"
    rf"|[零〇一二两兩三四五六七八九十百]{{1,8}}|半)"
)
"""A pattern (for re.IGNORECASE) of what `number` reads."""
ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
"""A pattern of what `ordinal` reads."""


def number(text: str) -> float:
    """The value of a text that `NUMBER` matches."""
    word = text.strip().lower()
    if word.endswith(" and a half"):
        return number(word.removesuffix(" and a half")) + 0.5
    if word in _ENGLISH:
        return _ENGLISH[word]
    if word[:1].isascii() and word[:1].isdigit():
        return float(word)
    return 0.5 if word == "半" else float(_chinese(word))


def _chinese(text: str) -> int:
    """三 -> 3, 十二 -> 12, 一百二十 -> 120."""
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _HAN_DIGITS.get(character, 0)
    return total + digit


def ordinal(text: str) -> int:
    """The place a text that `ORDINAL` matches names; the last is -1."""
    word = text.lower()
    if word in _ORDINALS:
        return _ORDINALS[word]
    return int(re.sub(r"\D", "", word))
