"""What no film is made of here, and the sentence that says so."""

from __future__ import annotations

import re
from functools import lru_cache

from kinoloom.generators.painted.vocabulary.lexicon import is_han, simplify
from kinoloom.generators.painted.vocabulary.plain import INNOCENT, REFUSED

_SENTENCES = {
    "sexual": (
        "Kinoloom does not make sexual scenes. Please describe another one.",
        "Kinoloom 不制作色情画面，请换一个描述。",
    ),
    "violence": (
        "Kinoloom does not make scenes of graphic violence. Please describe another one.",
        "Kinoloom 不制作血腥暴力画面，请换一个描述。",
    ),
    "hate": (
        "Kinoloom does not make scenes of hatred. Please describe another one.",
        "Kinoloom 不制作宣扬仇恨的画面，请换一个描述。",
    ),
}


def refusal(prompt: str, *, chinese: bool) -> str | None:
    """The sentence to answer with when `prompt` asks for what is not made, else None."""
    text = _innocent().sub(" ", simplify(prompt.lower()))
    for topic, pattern in _patterns():
        if pattern.search(text):
            return _SENTENCES[topic][1 if chinese else 0]
    return None


@lru_cache(maxsize=1)
def _innocent() -> re.Pattern[str]:
    return _pattern(INNOCENT)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((topic, _pattern(words)) for topic, words in REFUSED)


def _pattern(words: str) -> re.Pattern[str]:
    phrases = [phrase.strip() for phrase in words.split(",")]
    english = [re.escape(p).replace(r"\ ", r"[\s\-]+") for p in phrases if not is_han(p[0])]
    chinese = [re.escape(simplify(p)) for p in phrases if is_han(p[0])]
    return re.compile(rf"(?<![a-z])(?:{'|'.join(english)})(?![a-z])|{'|'.join(chinese)}")
