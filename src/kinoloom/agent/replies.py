"""Answers that need no tool: questions, greetings, and what was not understood."""

from __future__ import annotations

import re

from kinoloom.agent.phrases import PHRASES, Language, phrase
from kinoloom.crafts.music.moods import MOODS
from kinoloom.intent import Ask, Question, ShowCredits, Unclear

ABOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("answer.formats", ("format", "codec", "mp4", "格式", "导出")),
    ("answer.length", ("how long", "length", "seconds", "duration", "多长", "几秒", "时长")),
    ("answer.music", ("music", "mood", "song", "音乐", "配乐", "风格")),
    ("answer.settings", ("scene", "setting", "place", "paint", "draw", "场景", "画")),
)
SHOWN_WORDS = 80
_THANKS = re.compile(r"\bth(?:an)?[kx]|谢", re.IGNORECASE)


def reply(ask: Ask, language: Language) -> str:
    """Words for an ask that no tool does."""
    match ask:
        case Question(text=text):
            return _answer(text, language)
        case ShowCredits():
            return phrase("credits", language)
        case Unclear(text=text, topic=topic):
            return _unclear(text, topic, language)
        case _:
            return phrase("nothing_yet", language, example=phrase("example", language))


def _unclear(text: str, topic: str, language: Language) -> str:
    if topic == "thanks" and not _THANKS.search(text):
        return phrase("smalltalk", language)
    if topic in ("greeting", "thanks"):
        return phrase(topic, language, example=phrase("example", language))
    if f"topic.{topic}" in PHRASES:
        return phrase(f"topic.{topic}", language)
    if topic:
        return phrase("later", language, topic=topic.replace("_", " "))
    return phrase("unclear", language, text=_shortened(text))


def _answer(text: str, language: Language) -> str:
    lower = text.lower()
    for key, words in ABOUT:
        if any(word in lower for word in words):
            return phrase(key, language, moods=", ".join(MOODS))
    return phrase("answer.general", language)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN_WORDS else flat[: SHOWN_WORDS - 1] + "…"
