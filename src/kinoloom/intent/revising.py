"""Asks for the clip that is there, made again: with a change, another length or another seed."""

from __future__ import annotations

import re

from kinoloom.intent.asks import Ask, Context, ReviseClip
from kinoloom.intent.clauses import Clause
from kinoloom.intent.language import has_han
from kinoloom.intent.measures import Measured, measured
from kinoloom.intent.quotes import unmask
from kinoloom.intent.references import clips_named

_NEW_SEED = re.compile(
    r"(?:please )?(?:try (?:it |that )?again|another (?:take|version|try|seed|one"
    r"|variation|go)|(?:do|make|run|generate) (?:it |that |this )?"
    r"(?:again|once more|over)|regenerate(?: it| that| this)?|re-?roll|redo (?:it|the "
    r"clip|this)|again|one more (?:time|take|try)|"
    r"(?:the )?same (?:again|thing|prompt|clip)?(?: again)?(?:,)?(?: but)?(?: with| "
    r"using)? (?:a |an )?(?:another|different|new) seed|"
    r"(?:with |use |try )?(?:a |an )?(?:another|different|new) seed|something different|different "
    r"version)(?: please)?"
    r"|再来一次|重新生成|重新做|再生成一次|换一个|换一版|再试一次|再做一次|重来|换个种子|重新来",
    re.IGNORECASE,
)
_ANOTHER_WITH = re.compile(
    r"(?:make |do |generate |create |try )?another (?:one|take|version|go|try)[,]? "
    r"(?:(?:but|only) )?"
    r"(?P<change>(?:with|at|in|without|from|but|where|as)\b.+)",
    re.IGNORECASE,
)
_LENGTH_ONLY = re.compile(
    r"(?:(?:make|set|change|turn|let|it|this|that|the|clip|video|film|to|be|last|lasting"
    r"|for|long|length|duration|in|total|"
    r"about|only|just|should|exactly|into|a|an|of|instead|no|i|meant|mean|extend|lengthen"
    r"|stretch|and|one|scene|shot)\b|[\s,.-])*"
    r"|(?:把|改成|改为|换成|变成|做成|调成|设为|时长|长度|视频|它|改|到|为|成|长|只要|要"
    r"|的|延长|片段|镜头|不|我是说|应该是|[\s,，])*",
    re.IGNORECASE,
)
_REVISES = re.compile(
    r"^(?:make (?:it|both|all|every|each|this|that|them|him|her|the)\b|let (?:it|the|him"
    r"|her|them)\b|put\b"
    r"|set (?:it|the)\b|turn (?:it|the)\b|"
    r"change\b|with(?:out)?\b|more\b|less\b|slower\b|faster\b|darker\b|brighter\b"
    r"|warmer\b|colder\b|cooler\b|closer\b|wider\b|bigger\b|smaller\b|"
    r"softer\b|slow(?:ly)? \w+|replace\b|swap\b|remove\b|no\b|at (?:night|dawn|dusk|noon"
    r"|sunset|sunrise)|in the (?:rain|snow|fog|morning|evening|night|"
    r"dark|city|desert|mountains)$|from the (?:left|right)|add\b|have (?:it|him|her|them"
    r"|the)\b|use\b|give (?:it|him|her)\b|get rid of\b|zoom|pan\b|"
    r"push in|pull back|dolly|tilt|static|handheld|(?:the )?same\b|during\b|as (?:a|an)\b"
    r"|include\b|drop\b|take (?:out|away)\b|but\b|keep\b|move the (?:camera|sun)|"
    r"lose the|it should|he should|she should|they should|speed it|slow it|hide\b|show\b|face\b)"
    r"|\binstead\b|\bone$",
    re.IGNORECASE,
)
_REVISES_ZH = re.compile(
    r"^(?:把|将|换|改|变|让|加|去掉|去除|删掉|删除|不要|更|再|调|多|少|慢|快|亮|暗|镜头"
    r"|用|没有|别|使|给|移除|換|讓|變|添加|减|推|拉)"
    r"|(?:一点|一些|一點)$|换成|改成|变成|換成"
)
_SEED_ONLY = re.compile(r"(?:use|with|set|same|change|the|to|it|\s)*", re.IGNORECASE)
_SAME_ONLY = re.compile(r"(?:the )?same(?: clip| one| again)*|again", re.IGNORECASE)
_PLAINLY_REVISES = re.compile(
    r"(?:make|let|put|turn|change) (?:it|the)\b|.*(?:换成|改成|变成)|把", re.IGNORECASE
)


def read_revision(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Another take, another length, or a change to the picture."""
    text = clause.text
    if _NEW_SEED.fullmatch(text):
        return (ReviseClip("", new_seed=True),)
    again = _ANOTHER_WITH.fullmatch(text)
    if again is not None:
        return (ReviseClip(unmask(again["change"], clause.quotes), new_seed=True),)
    which, rest = _named_clip(text)
    numbers = measured(rest)
    change = unmask(numbers.rest, clause.quotes, marks='""')
    if _measures_only(numbers, change):
        change = ""
    elif not _changes(text, context, which) or not change:
        return None
    if not change and not context.has_clip and which is None:
        return None
    return (ReviseClip(change, which, numbers.seconds, numbers.ratio, numbers.seed),)


def asks_another_take(text: str) -> bool:
    """ "again", "another one with a cat"."""
    return bool(_NEW_SEED.fullmatch(text) or _ANOTHER_WITH.fullmatch(text))


def opens_like_a_change(text: str) -> bool:
    """ "make it …", "add …", "in the rain", 换成…: with a clip there, a change to it."""
    pattern = _REVISES_ZH if has_han(text) else _REVISES
    return pattern.search(text) is not None


def _measures_only(numbers: Measured, change: str) -> bool:
    """Whether a clause says nothing but a length, a shape or a seed."""
    return bool(
        (numbers.seconds is not None and _LENGTH_ONLY.fullmatch(change))
        or (numbers.seed is not None and _SEED_ONLY.fullmatch(change))
        or (numbers.ratio is not None and _SAME_ONLY.fullmatch(change))
    )


def _changes(text: str, context: Context, which: int | None) -> bool:
    if not context.has_clip:
        return _PLAINLY_REVISES.match(text) is not None
    return which is not None or opens_like_a_change(text)


def _named_clip(text: str) -> tuple[int | None, str]:
    """ "make the second clip darker" -> (2, "darker"); 把第二个镜头改成雨天 -> (2, 改成雨天)."""
    named = clips_named(text)
    if not named:
        return None, text
    which, start, end = named[0]
    before = re.sub(
        r"^(?:make|turn|set|put|change|let|in|for|把|将|让)\s*(?:the\s*)?$",
        "",
        text[:start].strip(),
        flags=re.IGNORECASE,
    )
    rest = f"{before} {text[end:]}".strip(" ,，:")
    return which, rest
