"""Which language a sentence is in, by its script."""

from __future__ import annotations

import re

from kinoloom.intent.asks import Language

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def language_of(text: str) -> Language:
    """ "zh" when there are at least as many Chinese characters as Latin words."""
    characters = len(_HAN_CHARACTER.findall(text))
    return "zh" if characters and characters >= len(_LATIN_WORD.findall(text)) else "en"


def has_han(text: str) -> bool:
    """Whether `text` holds a Chinese character."""
    return _HAN_CHARACTER.search(text) is not None
