"""Asks about the film as a whole: export, status, balance, undo, redo, and questions."""

from __future__ import annotations

import re

from kinoloom.intent.asks import (
    Ask,
    ChangeRatio,
    Context,
    Question,
    Redo,
    ShowCredits,
    ShowStatus,
    Undo,
)
from kinoloom.intent.clauses import Clause
from kinoloom.intent.exporting import read_export
from kinoloom.intent.measures import without_ratios
from kinoloom.intent.numbers import NUMBER, number
from kinoloom.intent.quotes import unmask

_STATUS = re.compile(
    r"(?:(?:show|check|see|view|open|get|what(?:'s| is)|preview)(?: me)?(?: in)?(?: the| "
    r"my| our)?(?: current)?\s+)?"
    r"(?:status|state|tracks|timeline|draft|track list|progress|project status|on the timeline)"
    r"(?: of (?:the|my) (?:project|video|film)| so far| now| please)?"
    r"|how long (?:is|'s) (?:it|this|that|(?:the|my|this) (?:film|video|movie|clip|timeline))"
    r"(?: now| so far)?"
    r"|how many (?:clips|shots|scenes|titles|tracks)"
    r"(?: (?:are there|do i have|are in it|have i got))?(?: now)?"
    r"|what(?:'s| is) (?:in|on) (?:it|the (?:film|video|timeline))(?: now)?"
    r"|(?:现在|目前|影片|视频|片子|时间线|上|里|一共|总共|共)*(?:有什么|有哪些|有几(?:个|段|条)(?:片段|镜头|标题|轨道)?)(?:了|呢)?"
    r"|(?:现在|目前|这个|整个)?(?:影片|视频|片子|成片)(?:现在|一共|总共)?(?:有)?多长(?:了|呢)?"
    r"|(?:show me )?what (?:do )?(?:i|we) have(?: so far| now)?|where are we|how is it "
    r"going|how far "
    r"(?:are you|is it)"
    r"|(?:查看|看看|看一下|看下|显示|打开|顯示|打開)?(?:一下)?(?:现在|目前|当前"
    r"|项目)?(?:的|是)?(?:什么)?(?:状态|狀態|进度|時間線|时间线|时间轴|轨道|草稿)"
    r"(?:怎么样|如何|怎樣|到哪了|是什么)?(?:了|呢)?",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"(?:(?:show|check|see|what(?:'s| is)|how(?:'s| is))(?: me)?(?: my| the| "
    r"our)?\s+)?(?:remaining |account )?"
    r"(?:credits?|balance|billing|account)(?: balance| left| remaining| please)?"
    r"|how (?:many|much) (?:credits?|balance)\b.*|(?:do|have) (?:i|we|you) (?:have|got) "
    r"(?:any |enough )?credits?\b.*"
    r"|(?:查看|看看|查一下|查询|我的|显示|我)*(?:还有|有|剩|剩余|还剩)?(?:多少)?(?:积分"
    r"|積分|余额|餘額|点数|账户|额度)(?:是|还有|还剩|剩|有)?(?:多少|几个)?(?:了|呢)?",
    re.IGNORECASE,
)
_UNDO = re.compile(
    rf"(?:undo|revert|take (?:that|it) back|go back|roll ?back|step back)"
    rf"(?:(?: the)?(?: last| previous)?(?: (?P<n>{NUMBER}))?(?: (?:steps?|changes?|edits?"
    rf"|times|things|actions?))"
    r"| that| it| this| please| all of that| the last one| one more time| again| (?:the"
    r"|my) [\w ]{2,30}|(?: to)? (?:the )?previous(?: version)?|)"
    r"(?: please)?",
    re.IGNORECASE,
)
_UNDO_ALL = re.compile(
    r"(?:undo|revert) (?:everything|all(?: of it| changes| the changes)?)|(?:全部撤销"
    r"|撤销全部|撤销所有.*)",
    re.IGNORECASE,
)
MOST_STEPS = 100
_UNDO_ZH = re.compile(
    rf"(?:撤销|撤銷|撤回|取消|回退|退回|返回|恢复)(?:刚才|上一|上|最后|前|刚刚|掉|到|的"
    rf"|那|这)*(?P<n>{NUMBER})?(?:次|步|个|的)*(?:操作|修改|改动|编辑|步骤|更改|版本)?"
)
_REDO = re.compile(
    r"redo(?: that| it| please| the last (?:one|change|step))?|重做|恢复|恢復|取消撤销",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:what|how|which|why|where|when|who|is|are|does|do|did|should|can i|may i|am i"
    r"|will|has|have|tell me (?:about|how|what)|"
    r"explain)\b",
    re.IGNORECASE,
)
_QUESTION_ZH = re.compile(
    r"吗$|嗎$|什么|什麼|怎么|怎麼|如何|哪些|哪种|哪个|为什么|多少|多长|多久|有几|是否|能不能"
    r"|可不可以|有没有"
)


def read_history(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Undo and redo."""
    text = clause.text
    if _REDO.fullmatch(text):
        return (Redo(),)
    if _UNDO_ALL.fullmatch(text):
        return (Undo(MOST_STEPS),)
    match = _UNDO.fullmatch(text) or _UNDO_ZH.fullmatch(text)
    if match is None:
        return None
    steps = round(number(match["n"])) if match["n"] else 1
    return (Undo(min(MOST_STEPS, max(1, steps))),)


def read_delivery(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Export, and the state of things."""
    text = clause.text
    if _CREDITS.fullmatch(text):
        return (ShowCredits(),)
    if _STATUS.fullmatch(text):
        return (ShowStatus(),)
    if clause.asked:
        return None
    export = read_export(text, has_clip=context.has_clip)
    if export is not None:
        return (export,)
    ratio, rest = without_ratios(text)
    rest = re.sub(r"(?:\bas|\bin|成|为)\s*$", "", rest).strip()
    export = read_export(rest) if ratio is not None else None
    return None if ratio is None or export is None else (ChangeRatio(ratio), export)


def read_question(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Anything asked with a question word or mark, and nothing to be done."""
    text = unmask(clause.text, clause.quotes, marks='""')
    mark = "？" if _QUESTION_ZH.search(text) else "?"
    asks = _QUESTION.match(text) if clause.asked else _OPEN_QUESTION.match(text)
    asks = asks or re.fullmatch(r"help(?: me)?|帮助|帮忙|怎么用", text, re.IGNORECASE)
    if asks or _QUESTION_ZH.search(text):
        return (Question(text + (mark if clause.asked else "")),)
    return None


_OPEN_QUESTION = re.compile(
    r"(?:what|how|which|why|where|when)(?:'s|'re)? (?:is|are|do|does|did|can|could|should"
    r"|would|many|much|long|to|formats?|files?|"
    r"kinds?|the|it|i|you|we)\b|can i |may i |do i |does it |tell me (?:about|how|what)|explain ",
    re.IGNORECASE,
)
