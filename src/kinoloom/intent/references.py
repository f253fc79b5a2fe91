"""Which clip is meant: "clip 2", "the second shot", "the last one", 第二段."""

from __future__ import annotations

import re

from kinoloom.intent.numbers import NUMBER, ORDINAL, number, ordinal

_CLIP = r"(?:clips?|shots?|scenes?|segments?|parts?|videos?)"
_CLIP_ZH = r"(?:个|個|段|条)?(?:片段|镜头|鏡頭|视频|視頻|画面|场景|段|段落|个|個)"
_BY_ORDINAL = re.compile(rf"\b(?:the\s+)?(?P<o>{ORDINAL})\s+(?:{_CLIP}|one)\b", re.IGNORECASE)
_BY_NUMBER = re.compile(
    rf"\b{_CLIP}\s+(?:number\s+|no\.?\s*|#)?(?P<n>\d{{1,3}}|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
_BY_ORDINAL_ZH = re.compile(rf"第(?P<n>{NUMBER})(?:个|個)?{_CLIP_ZH}")
_LAST_ZH = re.compile(
    r"最后(?:的)?(?:一|那)?(?:个|段|条)?(?:片段|镜头|视频|画面|段)|最後一(?:个|個|段)(?:片段"
    r"|鏡頭)?"
)


def clips_named(text: str) -> tuple[tuple[int, int, int], ...]:
    """Every clip named: (which, start, end) in order; -1 is the last."""
    found: list[tuple[int, int, int]] = []
    for match in _BY_ORDINAL.finditer(text):
        found.append((ordinal(match["o"]), match.start(), match.end()))
    for pattern in (_BY_NUMBER, _BY_ORDINAL_ZH):
        for match in pattern.finditer(text):
            found.append((int(number(match["n"])), match.start(), match.end()))
    for match in _LAST_ZH.finditer(text):
        found.append((-1, match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item[1]))


def clip_named(text: str) -> int | None:
    """The first clip named in `text`."""
    named = clips_named(text)
    return named[0][0] if named else None
