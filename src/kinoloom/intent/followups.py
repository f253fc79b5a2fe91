"""Sentences that lean on what was asked before: "a little more", "I meant 4 seconds"."""

from __future__ import annotations

import re
from dataclasses import replace

from kinoloom.intent.asks import (
    AddTitle,
    Ask,
    Context,
    Delete,
    MakeClip,
    RemoveMusic,
    ReviseClip,
    SetMusic,
    SetVolume,
    Split,
    Target,
    Trim,
    Unclear,
    Undo,
)
from kinoloom.intent.clauses import Clause
from kinoloom.intent.references import clip_named, clips_named
from kinoloom.intent.times import find_time, find_times

_MORE = re.compile(
    r"(?:and |even |just )?(?:(?P<little>a (?:little|bit|tiny bit|touch|little bit))(?: "
    r"bit)? more|(?P<much>much more|a lot more)|(?:some |even |still )?more|again|"
    r"once more|one more time|keep going|further|(?:再)?(?:多)?(?P<zh>一点|一些|一點)"
    r"|再来(?:一点|一次)?|继续)(?: please)?",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"(?:(?P<little>a (?:little|bit|touch|little bit))(?: bit)? less|(?:much |a lot "
    r")?less|too much|not (?:so|that|as) much|少一点|太多了|别那么多)(?: please)?",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"^(?:(?:no|sorry|oops|wait|actually|not that),? )?(?:i (?:meant|mean|said)|make that"
    r"|rather|should be|that should be|i wanted|not .{1,20}? but|"
    r"我是说|我的意思是|我说的是|应该是|不是.{1,8}是|是|我要的是)\s*",
    re.IGNORECASE,
)
_TOO = re.compile(
    r"(?:and |also |the same (?:for|to|with) |do (?:that|the same) (?:for|to|with) "
    r")*(?P<what>.+?)(?:,? (?:too|as well|also))?|(?P<zh>.+?)也(?:一样|要|是|这样)?",
    re.IGNORECASE,
)
_SHORTER = re.compile(
    r"(?:make (?:it|this|that) |it's |that's )?(?:(?P<little>a (?:little|bit)(?: bit)?"
    r"|slightly) |(?P<much>much|a lot|way) |even |too )?(?:shorter|long)(?: please)?"
    r"|(?:再)?短(?:一点|一些|点)?|缩短(?:一点|一些)?",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"(?:make (?:it|this|that) |it's |that's )?(?:(?:a (?:little|bit)(?: bit)?|slightly|much"
    r"|a lot|way|even|too) )?(?:longer|short)(?: please)?|(?:再)?长(?:一点|一些|点)?"
    r"|延长(?:一点|一些)?",
    re.IGNORECASE,
)

_ONLY_A_NUMBER = re.compile(
    r"(?:(?:no|not|just|only|about|exactly|rather|actually|instead|sorry|make|it|that|to|at|for|by|the"
    r"|first|last|please|long|than|more|less|and)\b|[\s,.!]|不|是|就|只|要|吧|的|改成|改为|大概|大约)*",
    re.IGNORECASE,
)
_ONLY_A_CLIP = re.compile(
    r"(?:(?:and|also|now|then|the|same|for|to|with|do|that|it|please|too|as|well)\b|[\s,.]"
    r"|对|把|给|也|都|同样|一样|的|还有)*",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:too|as well|also|and|same)\b|也", re.IGNORECASE)
_MUSIC = re.compile(r"(?:the |do the )?(?:music|bgm|song|soundtrack)|音乐|背景音乐|配乐")
_TITLE = re.compile(r"(?:the )?(?:title|text)|标题")
_ALL = re.compile(r"everything|all of it|全部")


def read_followup(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """What a sentence without a verb of its own asks for, from the last ask."""
    if clause.quotes and "\ue000" in clause.text:
        return None
    asks = _length(clause, context)
    if asks is not None:
        return asks
    if context.last is None:
        return None
    return (
        _more_or_less(clause.text, context.last)
        or _corrected(clause.text, context.last)
        or _too(clause.text, context.last)
    )


def _length(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    shorter, longer = _SHORTER.fullmatch(clause.text), _LONGER.fullmatch(clause.text)
    if longer or (shorter and not context.has_clip):
        return (Unclear(clause.text, "length"),)
    if not shorter:
        return None
    little = shorter["little"] or re.search("一点|一些", clause.text)
    return (Trim(edge="back", amount_ms=500 if little else 2000 if shorter["much"] else 1000),)


def _more_or_less(text: str, last: Ask) -> tuple[Ask, ...] | None:
    more, less = _MORE.fullmatch(text), _LESS.fullmatch(text)
    if more is None and less is None:
        return None
    again: Ask | None = None
    little = bool(re.search(r"\b(?:little|bit|touch)\b|一点|一些", text, re.IGNORECASE))
    sign = 1 if more else -1
    match last:
        case SetVolume(relative_db=float(db)):
            size_db = 3.0 if little else abs(db)
            again = replace(last, relative_db=sign * (size_db if db > 0 else -size_db))
        case SetVolume(percent=int(percent)):
            again = replace(last, percent=max(0, percent + sign * (10 if little else 20)))
        case Trim(edge="front" | "back", amount_ms=int(amount_ms)) if more:
            again = replace(last, amount_ms=min(500, amount_ms) if little else amount_ms)
        case ReviseClip(change=str(change)) if change:
            words = "less" if less else "a little more" if little else "more"
            again = replace(last, change=f"{change}, {words}")
        case Undo() if more:
            again = Undo(1)
        case _:
            pass
    return None if again is None else (again,)


def _corrected(text: str, last: Ask) -> tuple[Ask, ...] | None:
    """Another number for the last ask; an edit is taken back first."""
    bare = _MEANT.sub("", text)
    if bare == text and _says_more(text):
        return None
    if len(bare) > 24 or len(bare.split()) > (3 if bare == text else 4):
        return None
    time = find_time(bare)
    which = clip_named(bare) if bare != text else None
    if which is not None and isinstance(last, Trim):
        return (Undo(1), replace(last, target=which))
    if which is not None and isinstance(last, Delete):
        return (Undo(1), Delete(Target("clip", which)))
    if time is None or (isinstance(last, AddTitle) and bare == text):
        return None
    return _retimed(last, time.ms)


def _says_more(text: str) -> bool:
    """Whether a sentence is more than a number: "trim 1 second" is not a correction."""
    for time in reversed(find_times(text)):
        text = text[: time.start] + text[time.end :]
    return _ONLY_A_NUMBER.fullmatch(text) is None


def _names_only_a_clip(text: str) -> bool:
    for _, start, end in reversed(clips_named(text)):
        text = text[:start] + text[end:]
    return _ONLY_A_CLIP.fullmatch(text) is not None


def _retimed(last: Ask, ms: int) -> tuple[Ask, ...] | None:
    asks: tuple[Ask, ...] | None = None
    match last:
        case Trim(amount_ms=int()):
            asks = (Undo(1), replace(last, amount_ms=ms))
        case Split():
            asks = (Undo(1), Split(ms))
        case MakeClip():
            asks = (ReviseClip("", seconds=ms / 1000),)
        case ReviseClip(which=which):
            asks = (ReviseClip("", which=which, seconds=ms / 1000),)
        case AddTitle(duration_ms=None, start_ms=int()):
            asks = (AddTitle("", start_ms=ms, position=last.position, replaces=True),)
        case AddTitle():
            asks = (replace(last, text="", duration_ms=ms, replaces=True),)
        case _:
            pass
    return asks


def _too(text: str, last: Ask) -> tuple[Ask, ...] | None:
    """ "and the music too", "also clip 2": the last ask for something else."""
    if not _ALSO.search(text) and len(text.split()) > 4:
        return None
    match = _TOO.fullmatch(text)
    what = (match["what"] or match["zh"] or "").lower() if match else ""
    if _MUSIC.fullmatch(what):
        return _music_too(last)
    which = clip_named(what)
    if which is not None and _names_only_a_clip(what):
        return _clip_too(last, which)
    if isinstance(last, SetVolume) and _ALL.fullmatch(what):
        return (replace(last, target="all"),)
    if isinstance(last, Delete | RemoveMusic) and _TITLE.fullmatch(what):
        return (Delete(Target("title")),)
    return None


def _music_too(last: Ask) -> tuple[Ask, ...] | None:
    match last:
        case SetVolume():
            return (replace(last, target="music"),)
        case Delete():
            return (RemoveMusic(),)
        case MakeClip() | AddTitle():
            return (SetMusic(),)
        case _:
            return None


def _clip_too(last: Ask, which: int) -> tuple[Ask, ...] | None:
    match last:
        case Delete():
            return (Delete(Target("clip", which)),)
        case Trim():
            return (replace(last, target=which),)
        case ReviseClip():
            return (replace(last, which=which),)
        case _:
            return None
