"""Lengths and moments as people write them, in whole milliseconds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kinoloom.intent.numbers import NUMBER, number
from kinoloom.intent.ratios import RATIOS

_UNITS_MS: tuple[tuple[str, int], ...] = (
    (r"milliseconds?|msecs?|ms|毫秒", 1),
    (r"seconds?|secs?|s|秒钟|秒鐘|秒", 1000),
    (r"minutes?|mins?|m|分钟|分鐘|分", 60_000),
)
_UNIT = "|".join(f"(?P<u{i}>{pattern})" for i, (pattern, _) in enumerate(_UNITS_MS))
_LENGTH = re.compile(
    rf"(?P<number>{NUMBER})(?:\s*-\s*|\s*)(?:个)?(?:{_UNIT})(?P<half>半)?(?![a-z])", re.IGNORECASE
)
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,3})[:：](\d{2})(?:\.(\d{1,3}))?(?![\d:])")
_LONE_SECOND = re.compile(r"(?<=first )second\b|(?<=last )second\b", re.IGNORECASE)
_JOIN = r"\s*(?:to|-|–|—|~|until|till|and|through|[剪裁截切]?[到至])\s*(?:第)?"
_BARE_RANGE = re.compile(
    rf"(?<![\d:.])(?<!clip )(?<!shot )(?<!第)(?P<a>\d{{1,4}}(?:\.\d+)?"
    rf"|[零一二两三四五六七八九十]{{1,8}})(?:s|秒)?{_JOIN}"
    rf"(?P<b>\d{{1,4}}(?:\.\d+)?|[零一二两三四五六七八九十]{{1,8}})\s*(?:s|secs?|seconds?"
    rf"|秒)(?![a-z])",
    re.IGNORECASE,
)
_LONGEST_MS = 24 * 3600 * 1000


@dataclass(frozen=True)
class FoundTime:
    """A time and the part of the text that said it."""

    ms: int
    start: int
    end: int


def find_times(text: str) -> tuple[FoundTime, ...]:
    """Every length or moment in `text`, in order: 3s, 2.5 seconds, 0:05, 前两秒 …"""
    found = [*_lengths(text), *_clocks(text)]
    found += [FoundTime(1000, m.start(), m.end()) for m in _LONE_SECOND.finditer(text)]
    found.sort(key=lambda time: (time.start, -time.end))
    return _merge_minutes(text, _without_overlaps(found))


def find_time(text: str) -> FoundTime | None:
    """The first time in `text`."""
    return next(iter(find_times(text)), None)


def find_range(text: str) -> tuple[int, int] | None:
    """ "from 0:02 to 0:05", "1s-4s", "2 to 5 seconds", 2秒到5秒: start and end, in order."""
    bare = _BARE_RANGE.search(text)
    if bare is not None:
        start_ms, end_ms = (round(number(bare[name]) * 1000) for name in ("a", "b"))
        return (start_ms, end_ms) if start_ms < end_ms <= _LONGEST_MS else None
    times = find_times(text)
    for first, second in pairwise(times):
        between = text[first.end : second.start]
        if re.fullmatch(_JOIN, between, re.IGNORECASE) and first.ms < second.ms:
            return first.ms, second.ms
    return None


def without(text: str, start: int, end: int) -> str:
    """`text` with a part cut out and the gap closed."""
    return f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()


def _lengths(text: str) -> list[FoundTime]:
    found: list[FoundTime] = []
    for match in _LENGTH.finditer(text):
        unit_ms = next(ms for i, (_, ms) in enumerate(_UNITS_MS) if match[f"u{i}"])
        amount = number(match["number"]) + (0.5 if match["half"] else 0)
        ms = round(amount * unit_ms)
        if 0 <= ms <= _LONGEST_MS and not _is_ordinal(match):
            found.append(FoundTime(ms, match.start(), match.end()))
    return found


def _is_ordinal(match: re.Match[str]) -> bool:
    """ "the one second clip" is a length; "a second clip" is the next clip."""
    word = match["number"].lower()
    return (
        word in ("a", "an", "the")
        and match.string[match.start() :].lower().startswith(f"{word} second")
        and re.match(r"\s+\w", match.string[match.end() :]) is not None
    )


def _clocks(text: str) -> list[FoundTime]:
    found: list[FoundTime] = []
    for match in _CLOCK.finditer(text):
        minutes, seconds, fraction = match.groups()
        # "9:21" is a shape; "9:21.000", and minutes with a zero in front, are moments.
        if fraction is None and minutes[0] != "0" and f"{minutes}:{seconds}" in RATIOS:
            continue
        ms = int(minutes) * 60_000 + int(seconds) * 1000 + int((fraction or "0").ljust(3, "0"))
        found.append(FoundTime(ms, match.start(), match.end()))
    return found


def _without_overlaps(found: list[FoundTime]) -> list[FoundTime]:
    kept: list[FoundTime] = []
    for time in found:
        if not kept or time.start >= kept[-1].end:
            kept.append(time)
    return kept


def _merge_minutes(text: str, found: list[FoundTime]) -> tuple[FoundTime, ...]:
    """ "1 minute 30 seconds" and 1分30秒 are one length."""
    merged: list[FoundTime] = []
    for time in found:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.ms >= 60_000 > time.ms
            and last.ms % 60_000 == 0
            and re.fullmatch(r"\s*(?:and\s+)?", text[last.end : time.start])
        ):
            merged[-1] = FoundTime(last.ms + time.ms, last.start, time.end)
        else:
            merged.append(time)
    return tuple(merged)
