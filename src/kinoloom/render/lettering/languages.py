"""What language a text is in, as far as its letters tell: it decides fonts, strokes and breaks."""

from __future__ import annotations

import unicodedata

RTL_CLASSES = ("R", "AL")

_CJK = (
    (((0x3040, 0x30FF), (0x31F0, 0x31FF)), "ja"),
    (((0xAC00, 0xD7A3), (0x1100, 0x11FF), (0x3130, 0x318F)), "ko"),
    (((0x3100, 0x312F),), "zh-tw"),
)
_BY_BLOCK = (
    ((0x0590, 0x05FF), "he"),
    ((0x0600, 0x06FF), "ar"),
    ((0x0900, 0x097F), "hi"),
    ((0x0980, 0x09FF), "bn"),
    ((0x0A00, 0x0A7F), "pa"),
    ((0x0A80, 0x0AFF), "gu"),
    ((0x0B00, 0x0B7F), "or"),
    ((0x0B80, 0x0BFF), "ta"),
    ((0x0C00, 0x0C7F), "te"),
    ((0x0C80, 0x0CFF), "kn"),
    ((0x0D00, 0x0D7F), "ml"),
    ((0x0D80, 0x0DFF), "si"),
    ((0x0E00, 0x0E7F), "th"),
    ((0x0E80, 0x0EFF), "lo"),
    ((0x1000, 0x109F), "my"),
    ((0x10A0, 0x10FF), "ka"),
    ((0x1200, 0x137F), "am"),
    ((0x1780, 0x17FF), "km"),
    ((0x0370, 0x03FF), "el"),
    ((0x0530, 0x058F), "hy"),
)


def language_of(text: str) -> str:
    """A language tag: "en" when nothing says otherwise. CJK wins over the letters around it."""
    codes = [ord(character) for character in text]
    for ranges, language in _CJK:
        if any(first <= code <= last for code in codes for first, last in ranges):
            return language
    han = [c for c in text if is_han(c)]
    if han:
        return _chinese(han)
    for character in text:
        for (first, last), language in _BY_BLOCK:
            if first <= ord(character) <= last:
                return language
    return "en"


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one, wherever it is used."""
    code = ord(character[0])
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x323AF


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", *RTL_CLASSES):
            return kind != "L"
    return False


def _chinese(han: list[str]) -> str:
    """Traditional when more characters are only in Taiwan's code than only in the mainland's."""
    traditional = sum(_has(c, "big5") and not _has(c, "gb2312") for c in han)
    simplified = sum(_has(c, "gb2312") and not _has(c, "big5") for c in han)
    return "zh-tw" if traditional > simplified else "zh-cn"


def _has(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
