"""Answers that need no tool: questions, greetings, and what was not understood."""

from __future__ import annotations

import re

from kinoloom.agent.phrases import PHRASES, Language, phrase
from kinoloom.crafts.music.moods import MOODS
from kinoloom.intent import Ask, Question, ShowCredits, Unclear
from kinoloom.render.files.output import FORMATS
from kinoloom.studio.outputs import listed

ABOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "answer.formats",
        (
            *("format", "codec", "mp4", "webm", "gif", "webp", "prores", "hevc", "h264", "h265"),
            *("mp3", "m4a", "lossless", "resolution", "4k", "fps", "frame rate", "frames per"),
            *("格式", "编码", "导出", "无损", "分辨率", "清晰度", "帧率", "动图"),
        ),
    ),
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
            return phrase(key, language, moods=", ".join(MOODS), **_formats(language))
    return phrase("answer.general", language)


def _formats(language: Language) -> dict[str, str]:
    """By kind of file, the formats and what may be in them: `mp4 (h264, hevc, av1) or mov …`."""
    found: dict[str, list[str]] = {}
    for name, row in FORMATS.items():
        inside = ", ".join(row.codecs)
        codecs = f"（{inside}）" if language == "zh" else f" ({inside})"
        found.setdefault(row.kind, []).append(name + (codecs if inside else ""))
    if language == "zh":
        return {kind: "、".join(names) for kind, names in found.items()}
    return {kind: listed(names) for kind, names in found.items()}


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN_WORDS else flat[: SHOWN_WORDS - 1] + "…"
