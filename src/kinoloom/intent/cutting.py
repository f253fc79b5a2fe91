"""Asks about the pieces: trim, split, delete, move, and the shape of the film."""

from __future__ import annotations

import re

from kinoloom.intent.asks import (
    Ask,
    ChangeRatio,
    Context,
    Delete,
    Edge,
    Move,
    Split,
    Target,
    Trim,
    Unclear,
)
from kinoloom.intent.clauses import Clause
from kinoloom.intent.measures import without_ratios
from kinoloom.intent.numbers import NUMBER, number
from kinoloom.intent.ratios import find_ratio
from kinoloom.intent.references import clip_named, clips_named
from kinoloom.intent.times import FoundTime, find_range, find_time

_CUTS = re.compile(
    r"^(?:only )?(?:trim|cut(?! (?:in|into) (?:half|two|2)\b)|shorten|crop|chop|clip|take"
    r"|remove|delete|drop|lose|get rid of|keep|leave|snip|limit)\b"
    r"|^(?:make|bring) (?:it|this|that) shorter\b|^把?.*(?:剪|裁|截|去掉|删|保留|缩短"
    r"|切掉|只留|只要)",
    re.IGNORECASE,
)
_KEEPS = re.compile(r"^(?:only )?(?:keep|leave)\b|保留|只留|只要", re.IGNORECASE)
_FRONT = re.compile(
    r"\b(?:first|opening|start|beginning|front|head)\b|前|开头|开始|最前", re.IGNORECASE
)
_BACK = re.compile(r"\b(?:last|final|end|ending|back|tail)\b|最后|最後|末尾|结尾|后", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|down to|at most|under|within|only)\s*(?:just |about |only )?$|(?:到|成|至"
    r"|为)\s*$",
    re.IGNORECASE,
)
_TO_AN_END = re.compile(
    r"\b(?:to|down to)\s+(?:just |only )?the (?:first|opening|last|final)\s*$", re.IGNORECASE
)
_SPLIT = re.compile(
    r"^(?:split|divide|cut(?= (?:it |this |that |the (?:clip|video) )?(?:in|into|at)\b)"
    r"|break)\b|分割|拆分|切开|剪开|剪断|断开|拆成|切成|分成",
    re.IGNORECASE,
)
_DELETES = re.compile(
    r"^(?:delete|remove|drop|get rid of|erase|clear|throw away|discard|trash)\b"
    r"|^(?:start over|start again|start from scratch)$"
    r"|删除|删掉|去掉|移除|清空|重新开始",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"\b(?P<end>first|last) (?P<n>{NUMBER}) (?:clips|shots|scenes)\b", re.IGNORECASE
)
_MOST_AT_ONCE = 20
_ALL = re.compile(
    r"\b(?:everything|all (?:the )?(?:clips?|of it)?|the whole (?:thing|film|timeline))$"
    r"|^start (?:over|again|from scratch)$|全部|所有|清空|重新开始",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"^(?:move|bring|put|shift|place|swap|exchange|switch)\b|移动|移到|移至|放到|放在|挪到"
    r"|交换|对调|调到",
    re.IGNORECASE,
)
_TO_FRONT = re.compile(
    r"\b(?:start|beginning|front|first(?: place| position)?|top)$|最前|开头|最开始|第一位"
    r"|前面$",
    re.IGNORECASE,
)
_TO_END = re.compile(
    r"\b(?:end|last(?: place| position)?|back)$|最后(?:面|边)?$|末尾|结尾|后面$", re.IGNORECASE
)
_RATIO_ONLY = re.compile(
    r"(?:(?:make|change|set|turn|switch|convert|reframe|crop|resize|reformat|put|use|it"
    r"|this|that|the|video|clip|film|whole|into|"
    r"to|in|a|an|for|as|aspect|ratio|format|mode|version|canvas|frame|size|screen"
    r"|orientation|be|work|fit|good|suitable|ready|"
    r"instead|of|please|now|and|one|i|meant|mean|said|no|need|want|give|me|my|also|look|right|better|ad|post"
    r"|work|with|everything)\b|[\s,.-])*",
    re.IGNORECASE,
)
_RATIO_ONLY_ZH = re.compile(
    r"(?:把|将|改成|改为|换成|变成|做成|调成|设为|调整为|转成|用|要|改|换|为|成|视频|画面"
    r"|比例|尺寸|片子|它|这个|整个|的|格式|版本|一下|吧|"
    r"适合|发|[\s,，])*"
)


def read_cut(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Split and trim."""
    text = clause.text
    if _SPLIT.search(text):
        time = find_time(text)
        halves = re.search(r"half|two|middle|2|两|一半|中间", text.lower())
        if time is not None or halves or len(text.split()) <= 3:
            return (Split(None if time is None else time.ms),)
    if not _CUTS.search(text):
        return None
    return _trim(text)


def _trim(text: str) -> tuple[Ask, ...] | None:
    target = clip_named(text)
    span = find_range(text)
    if span is not None:
        verb = re.search(
            r"^(?:only )?(?:keep|leave|trim)\b|\bto only\b|保留|只留|只要|截取|[剪裁截]到",
            text,
            re.IGNORECASE,
        )
        return (Trim(target, span[0], span[1], "keep" if verb else "cut"),)
    time = find_time(text)
    if time is not None and re.search(r"\bboth ends\b|两头|两端|首尾", text):
        edges: tuple[Edge, ...] = ("front", "back")
        return tuple(Trim(target, edge=edge, amount_ms=time.ms) for edge in edges)
    if time is not None:
        return (_trim_by(text, time, target),)
    if re.fullmatch(
        r"(?:trim|cut|shorten|crop)(?: (?:it|this|that|the|my|clip|video|intro|ending|end"
        r"|start|beginning|down|\d))*",
        text.lower(),
    ):
        return (Unclear(text, "length"),)
    return None


def _trim_by(text: str, time: FoundTime, target: int | None) -> Trim:
    before, after = text[: time.start], text[time.end :]
    if re.search(r"\bafter\s*$", before, re.IGNORECASE) or re.match(r"\s*(?:之后|以后|后)", after):
        return Trim(target, edge="front" if _KEEPS.search(text) else "to", amount_ms=time.ms)
    if re.search(r"\bbefore\s*$", before, re.IGNORECASE) or re.match(r"\s*(?:之前|以前)", after):
        return Trim(target, edge="to" if _KEEPS.search(text) else "front", amount_ms=time.ms)
    nearby = before[-24:] + " | " + _without_clips(after)
    last = _BACK.search(nearby) is not None
    first = _FRONT.search(nearby) is not None and not last
    if _KEEPS.search(text) or _TO_AN_END.search(before):
        return Trim(target, edge="last" if last else "to", amount_ms=time.ms)
    if _TO.search(before):
        return Trim(target, edge="to", amount_ms=time.ms)
    return Trim(target, edge="front" if first else "back", amount_ms=time.ms)


def _without_clips(text: str) -> str:
    """What follows the time, without "of the first clip", which names a clip and not an end."""
    for _, start, end in reversed(clips_named(text)):
        text = text[:start] + text[end:]
    return text


def read_delete(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Delete a clip or everything."""
    text = clause.text
    if not _DELETES.search(text):
        return None
    if _ALL.search(text):
        return (Delete(Target("all")),)
    several = _SEVERAL.search(text)
    if several is not None:
        place = Delete(Target("clip", -1 if several["end"].lower() in ("last", "最后") else 1))
        return (place,) * min(_MOST_AT_ONCE, round(number(several["n"])))
    which = clip_named(text)
    if which is not None:
        return (Delete(Target("clip", which)),)
    if re.fullmatch(
        r"\w+(?: rid of)? (?:it|this|that|(?:the|this|that) (?:clip|video|shot|scene))"
        r"|(?:把)?(?:它|这个|这段|片段|视频|镜头)?(?:删除|删掉|去掉)(?:它|片段|视频|这段"
        r"|这个片段|镜头)?(?:吧)?",
        text,
        re.IGNORECASE,
    ):
        return (Delete(Target("clip")),)
    return None


def read_move(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Bring a clip elsewhere."""
    text = clause.text
    named = clips_named(text)
    if not _MOVES.search(text):
        return None
    swapped = re.match(r"(?:swap|exchange|switch)\b|.*(?:交换|对调)", text, re.IGNORECASE)
    if swapped:
        return _swap(text, named)
    if not named and not re.match(
        r"\w+ (?:it|this|that|the clip)\b|把(?:它|这段|片段)", text.lower()
    ):
        return None
    source = named[0][0] if named else None
    step = re.search(
        r"\b(?P<earlier>up|earlier|forward|left)$|\b(?:down|later|right)$", text.lower()
    )
    if step is not None and source is not None and source > 0:
        return (Move(Target("clip", source), max(1, source + (-1 if step["earlier"] else 1))),)
    destination = _destination(text, named)
    return None if destination is None else (Move(Target("clip", source), destination),)


def _swap(text: str, named: tuple[tuple[int, int, int], ...]) -> tuple[Ask, ...] | None:
    places = [which for which, _, _ in named]
    pair = re.search(r"clips? (\d{1,3})\D{1,12}(\d{1,3})", text, re.IGNORECASE)
    if pair is not None:
        places = [int(pair[1]), int(pair[2])]
    return (Move(Target("clip", places[0]), places[1]),) if len(places) >= 2 else None


def _destination(text: str, named: tuple[tuple[int, int, int], ...]) -> int | None:
    position = re.search(r"\bto (?:position|place|number|slot) (\d{1,3})$", text, re.IGNORECASE)
    if position is not None:
        return int(position[1])
    if len(named) >= 2:
        return _beside(text, named[0][0], named[1])
    if _TO_FRONT.search(text):
        return 1
    return -1 if _TO_END.search(text) else None


def _beside(text: str, source: int, anchor: tuple[int, int, int]) -> int:
    """The place next to another clip, counted after the moved one has left its own."""
    place, start, end = anchor
    leaves_gap = source != -1 and place != -1 and source < place
    after = re.search(r"\b(?:after|behind)\s+(?:the\s+)?$", text[:start], re.IGNORECASE)
    if after or re.match(r"(?:的)?(?:后|之后)", text[end:]):
        return place if leaves_gap or place == -1 else place + 1
    return place - 1 if leaves_gap else place


def read_ratio(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """A clause that says nothing but a shape: "make it vertical", "for TikTok", 改成横屏."""
    found = find_ratio(clause.text, bare=True)
    if found is None:
        return None
    _, rest = without_ratios(f"{clause.text[: found.start]} {clause.text[found.end :]}")
    if _RATIO_ONLY.fullmatch(rest) or _RATIO_ONLY_ZH.fullmatch(rest):
        return (ChangeRatio(found.ratio),)
    return None
