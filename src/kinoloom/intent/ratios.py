"""The shape of a picture as people name it: numbers, words, or where it will be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

RATIOS = ("16:9", "9:16", "1:1", "4:5", "5:4", "4:3", "3:4", "21:9", "9:21", "2:3", "3:2", "2:1")

_NUMBERS = re.compile(
    r"(?<![\d:.])(\d{1,2})\s?[:：x×/]\s?(\d{1,2})(?![\d:])(?:\s+(?:aspect\s+)?ratio)?"
)
_NAMES: tuple[tuple[str, str], ...] = (
    (
        "9:16",
        r"vertical(?:ly)?|portrait(?: mode| format| orientation)|portrait(?=\s+(?:video|clip"
        r"|film|short))|upright|竖屏|竖版|豎屏|竖的",
    ),
    (
        "16:9",
        r"landscape(?: mode| format| orientation)|landscape(?=\s+(?:video|clip|film))"
        r"|horizontal(?:ly)?|wide ?screen|横屏|橫屏|横版|宽屏",
    ),
    (
        "1:1",
        r"square(?: format)?(?!\s+(?:in|of|at|with|building|table|box|window|dance))|方形"
        r"|正方形|方屏",
    ),
    ("21:9", r"ultra ?-?wide|anamorphic|cinemascope|超宽屏|宽银幕"),
)
_BARE_NAMES = (("9:16", r"portrait"), ("16:9", r"landscape"))
_PLACES: tuple[tuple[str, str], ...] = (
    (
        "9:16",
        r"tik ?-?tok|instagram reels?|instagram stor(?:y|ies)|reels?|(?:youtube )?shorts"
        r"|snapchat|stories|抖音|快手|小红书|视频号",
    ),
    ("16:9", r"youtube|vimeo|tv|television|bilibili|b站|哔哩哔哩|电视|油管"),
    ("1:1", r"instagram|facebook|朋友圈"),
)


@dataclass(frozen=True)
class FoundRatio:
    """A ratio and the part of the text that named it."""

    ratio: str
    start: int
    end: int


def find_ratio(text: str, *, bare: bool = False) -> FoundRatio | None:
    """The first ratio named in `text`. `bare` also takes "landscape" and "portrait" alone."""
    for match in _NUMBERS.finditer(text):
        ratio = f"{int(match[1])}:{int(match[2])}"
        if ratio in RATIOS:
            return FoundRatio(ratio, match.start(), match.end())
    names = _NAMES + (_BARE_NAMES if bare else ())
    for ratio, pattern in names:
        found = re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", text, re.IGNORECASE)
        if found is not None:
            return FoundRatio(ratio, found.start(), found.end())
    for ratio, pattern in _PLACES:
        found = re.search(
            rf"\b(?:{pattern}) (?:version|format)\b|(?:\b(?:for|on|to) (?:my |an? |the )?"
            rf"|(?:适合|发|发到|用于|给)\s?)(?:{pattern})"
            r"(?: ads?| posts?| videos?| feed| channel)?(?![a-z])",
            text,
            re.IGNORECASE,
        )
        if found is not None:
            return FoundRatio(ratio, found.start(), found.end())
    return None
