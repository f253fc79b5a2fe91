"""Asks about text on the picture: add, change, move and remove titles."""

from __future__ import annotations

import re
from dataclasses import replace

from kinoloom.intent.asks import (
    AddTitle,
    Ask,
    Context,
    Delete,
    Move,
    Target,
    TitlePosition,
    Unclear,
)
from kinoloom.intent.clauses import Clause
from kinoloom.intent.numbers import NUMBER, ORDINAL, number, ordinal
from kinoloom.intent.quotes import PLACEHOLDER, quoted, unmask
from kinoloom.intent.times import find_range, find_time, find_times

_TITLE = re.compile(
    r"\b(?:titled?|titles|subtitle|text|headings?|headline|title card|lower third|wording"
    r"|text overlay)\b|标题|標題|片名|字幕|文字|题目|字样",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"\b(?:captions?|subtitles?)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"^(?:add|put|write|show|display|overlay|insert|place|include|caption|say|with|saying"
    r"|that says)\b|^(?:加|添加|写|显示|放|插入|加上|配上|写着|标题)",
    re.IGNORECASE,
)
_REMOVES = re.compile(
    r"^(?:remove|delete|drop|get rid of|take off|take out|take away|hide|no|without"
    r"|lose)\b|去掉|删除|删掉|移除|不要|去除",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:change|replace|rename|edit|update|set|make|switch|let)\b.*\b(?:titles?|text"
    r"|heading|caption)\b"
    r"|\binstead\b|\btitle\b.*\b(?:should|must|has to)\b|(?:标题|標題|字幕|文字"
    r"|片名).*(?:改|换|換|移|放)|(?:改|换).*(?:标题|字幕|文字)",
    re.IGNORECASE,
)
_POSITIONS: tuple[tuple[TitlePosition, str], ...] = (
    ("top", r"\b(?:at|on|in|to|near|along)? ?(?:the )?(?:top|upper)\b|顶部|上方|上面|頂部"),
    ("bottom", r"\b(?:bottom|lower)\b|底部|下方|下面"),
    ("center", r"\b(?:center|centre|middle|centered)\b|中间|居中|中央"),
)
_BARE_QUOTE = re.compile(PLACEHOLDER + r"(?: (?:as|on|at|for|in|over|from) .*)?")
_FIRST = re.compile(r"\b(?:in|for|during|over) the first\b|前|开头", re.IGNORECASE)
_LAST = re.compile(
    r"\b(?:the|its|in|for) (?:very )?(?:last|final)\b|最后|最後|结尾|片尾", re.IGNORECASE
)
_AT_END = re.compile(
    r"\b(?:at|in|near|toward|to) the (?:very )?end\b|\b(?:end|closing) (?:title|card"
    r"|credits?)\b|片尾|结尾|最后|末尾",
    re.IGNORECASE,
)
_AT_START = re.compile(
    r"\b(?:at|in|from) the (?:very )?(?:start|beginning)\b|\b(?:opening|intro)\b|开头|片头"
    r"|开始",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"(?:\b(?:at|from|starting at|starting|after|to)|从|在|第|到)\s*(?:the\s+)?$", re.IGNORECASE
)


def read_title(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Whatever a clause asks of a title, or None when it is not about one."""
    words = quoted(clause.text, clause.quotes)
    names_title = _TITLE.search(clause.text) is not None
    if _CAPTION.search(clause.text) and words is not None:
        names_title = True
    if words is None and not names_title:
        return None
    if words is not None and not (names_title or _writes(clause)):
        return None
    if _REMOVES.search(clause.text) and names_title:
        return (Delete(_titles_named(clause.lower)),)
    if words is None:
        return _wordless(clause)
    replaces = _CHANGES.search(clause.text) is not None
    return (_timed(clause, words, replaces=replaces),)


def _writes(clause: Clause) -> bool:
    return (
        _WRITES.match(clause.text) is not None
        or re.fullmatch(PLACEHOLDER + r"(?: (?:as|on|at|for|in|over|from) .*)?", clause.text)
        is not None
    )


def _wordless(clause: Clause) -> tuple[Ask, ...] | None:
    """ "move the title to 3 seconds", "title at the top": the words stay as they are."""
    if not re.search(r"\b(?:titles?|text|heading)\b|标题|標題|字幕|文字", clause.lower):
        return None
    said = unmask(clause.text, clause.quotes)
    if re.search(r"\b(?:this|from|article|blog|prompts?|script|into)\b", clause.lower):
        return None
    position = _position(clause.text) or _direction(clause.lower)
    time = find_time(clause.text)
    changing = re.match(
        r"(?:the |make |move |put |show |set |shift |start |keep )?(?:the )?(?:title|text"
        r"|heading)",
        clause.lower,
    )
    if re.match(r"(?:move|shift|start)\b|.*移", clause.lower) and time is not None:
        return (Move(Target("title"), to_ms=time.ms),)
    names_it = changing or re.match(r"(?:把)?(?:标题|標題|字幕|文字)", clause.text)
    placed = position is not None or time is not None or _AT_END.search(clause.text)
    if names_it and placed:
        title = _timed(clause, "", replaces=True)
        return (replace(title, position=position),)
    return (Unclear(said, "title"),) if _is_about_titles(clause) else None


def _titles_named(text: str) -> Target:
    """ "delete the first title", "remove all titles"; "the title" is the last one."""
    if re.search(r"\b(?:all|both|every|titles|texts)\b|所有|全部|都", text):
        return Target("titles")
    named = re.search(rf"\b({ORDINAL}) (?:title|text|heading)\b", text)
    if named is not None:
        return Target("title", ordinal(named[1]))
    counted = re.search(
        rf"\b(?:title|text) (\d{{1,2}})\b|第({NUMBER})(?:个|個)?(?:标题|標題|字幕)", text
    )
    if counted is not None:
        return Target("title", int(number(counted[1] or counted[2])))
    return Target("title")


def _direction(text: str) -> TitlePosition | None:
    """ "move the title up"."""
    moved = re.search(r"^(?:move|shift|put)\b.*\b(?P<way>up|higher|down|lower)$", text)
    if moved is None:
        return None
    return "top" if moved["way"] in ("up", "higher") else "bottom"


def _is_about_titles(clause: Clause) -> bool:
    return (
        re.match(
            r"(?:add|put|write|insert|make|change|set|the|a|move|title|edit|bigger|use"
            r"|include)\b|把?(?:加|写|标题|标|字幕|文字|改)",
            clause.lower,
        )
        is not None
        and len(clause.text.split()) <= 8
    )


def _position(text: str) -> TitlePosition | None:
    return next((name for name, p in _POSITIONS if re.search(p, text, re.IGNORECASE)), None)


def _timed(clause: Clause, words: str, *, replaces: bool) -> AddTitle:
    text = re.sub(PLACEHOLDER, " ", clause.text)
    start_ms, duration_ms, at_end = _when(text)
    return AddTitle(
        words,
        start_ms=start_ms,
        duration_ms=duration_ms,
        position=_position(text),
        replaces=replaces,
        at_end=at_end,
    )


def _when(text: str) -> tuple[int | None, int | None, bool]:
    """Start, length, and whether it lies at the film's end."""
    span = find_range(text)
    if span is not None:
        return span[0], span[1] - span[0], False
    times = find_times(text)
    start_ms: int | None = None
    duration_ms: int | None = None
    for time in times:
        if _MOMENT.search(text[: time.start]) and not re.search(r"前\s*$", text[: time.start]):
            start_ms = time.ms
        else:
            duration_ms = time.ms
    at_end = _AT_END.search(text) is not None or (
        bool(times) and _LAST.search(text) is not None and start_ms is None
    )
    opening = _AT_START.search(text) or (times and _FIRST.search(text))
    if start_ms is None and opening and not at_end:
        start_ms = 0
    return start_ms, duration_ms, at_end
