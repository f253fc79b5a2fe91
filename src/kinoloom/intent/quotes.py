"""Quoted text is set aside before a sentence is read, so that nothing in it is a command."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN, _CLOSE = "\ue000", "\ue001"
_FIRST, _MOST = 0xE100, 0x300
PLACEHOLDER = f"{_OPEN}[\ue100-\ue3ff]{_CLOSE}"
"""A pattern of what stands for a quoted text."""

_QUOTED = re.compile(
    r"“([^“”]*)”|\"([^\"]*)\"|「([^「」]*)」|『([^『』]*)』|《([^《》]*)》|‘([^‘’]*)’(?![a-z])"
    r"|(?<![\w])'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)|([\ue000-\uf8ff])",
)
_TITLE_WORD = r"(?:titles?|texts?|captions?|headings?|headlines?|subtitles?|words?|label)"
_SAID = re.compile(
    rf"\b(?P<lead>{_TITLE_WORD}\b(?:\s+(?:card|overlay|that|which|on|at|the|in|top|bottom))*"
    r"(?:\s*:\s*|\s+(?:saying|says|say|that reads|reads|reading|read|titled|called|named"
    r"|to say|to)\s+|\s+(?=(?-i:[A-Z]))))"
    rf"(?P<text>[^{_OPEN}{_CLOSE}\n]+)",
    re.IGNORECASE,
)
_SAID_CHINESE = re.compile(
    r"(?P<lead>(?:标题|標題|字幕|文字|片名|题目)(?:内容)?(?:是|为|叫|叫做|：|:|写着|寫著"
    r"|写|寫|改成|改为|换成)+\s*"
    r"|写着|寫著|写上|标题叫)"
    rf"(?P<text>[^{_OPEN}{_CLOSE}\n，。；,;]+)",
)
_SAID_END = re.compile(
    r"\s*(?:[,;.!?]\s|[,;.!?]$|$)|\s+(?:then|and then|and (?:add|put|make|set|trim|cut"
    r"|remove|delete|undo|"
    r"export it|export the|export as|export$|download|change|play|use|lo-?fi|some|music)|"
    r"(?:at|from|for|in|over|during|on) (?:the |about )?(?:first|last|top|bottom|center"
    r"|centre|middle|start|beginning|"
    r"end|screen|\d[\w.:]*|one|two|three|four|five|six|ten|half)|instead|please|with "
    r"(?:\w+ )?music)(?=\W|$)",
    re.IGNORECASE,
)
_SAID_END_CHINESE = re.compile(r"(?:在|显示|持续|然后|并|再|，|。|；|吧|$)")


@dataclass(frozen=True)
class Masked:
    """A sentence whose quoted texts are placeholders, and those texts exactly as written."""

    text: str
    quotes: tuple[str, ...]


def mask(sentence: str) -> Masked:
    """Set aside what is in quotation marks, and what follows "a title saying"."""
    quotes: list[str] = []

    def put(text: str) -> str:
        if len(quotes) >= _MOST:
            return " "
        quotes.append(text)
        return f"{_OPEN}{chr(_FIRST + len(quotes) - 1)}{_CLOSE}"

    text = _QUOTED.sub(lambda m: f" {put(next(g for g in m.groups() if g is not None))} ", sentence)
    text = _SAID.sub(lambda m: _mask_said(m, _SAID_END, put), text)
    text = _SAID_CHINESE.sub(lambda m: _mask_said(m, _SAID_END_CHINESE, put), text)
    return Masked(re.sub(r"[ \t]+", " ", text).strip(), tuple(quotes))


def _mask_said(match: re.Match[str], ending: re.Pattern[str], put: object) -> str:
    text = match["text"]
    found = ending.search(text)
    end = found.start() if found is not None else len(text)
    said, rest = text[:end].strip(), text[end:]
    if not said or not callable(put) or _is_command(match, said):
        return match[0]
    return f"{match['lead']}{put(said)}{rest}"


def _is_command(match: re.Match[str], said: str) -> bool:
    """ "move the title to the top", "trim the title to 3s": no text is meant."""
    lead = match["lead"].rstrip().lower()
    if not lead.endswith(" to"):
        return False
    before = match.string[: match.start()].lower()
    return not re.search(r"\b(?:change|rename|set|edit|update|replace)\b[^,.;]*$", before) or bool(
        re.match(r"(?:the |\d|be |a |an )", said.lower())
    )


def unmask(text: str, quotes: tuple[str, ...], *, marks: str = "") -> str:
    """`text` with its quoted texts back, between `marks` (two characters, or none)."""
    opening, closing = (marks[0], marks[1]) if len(marks) == 2 else ("", "")

    def back(match: re.Match[str]) -> str:
        at = ord(match[0][1]) - _FIRST
        return f"{opening}{quotes[at]}{closing}" if at < len(quotes) else ""

    return re.sub(r"\s+", " ", re.sub(PLACEHOLDER, back, text)).strip()


def quoted(text: str, quotes: tuple[str, ...]) -> str | None:
    """The first quoted text that `text` holds, exactly as written."""
    found = re.search(PLACEHOLDER, text)
    if found is None:
        return None
    at = ord(found[0][1]) - _FIRST
    return quotes[at] if at < len(quotes) else None
