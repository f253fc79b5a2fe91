"""One message to its clauses: cut where a new command starts, never inside a description."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kinoloom.intent.language import HAN
from kinoloom.intent.quotes import PLACEHOLDER, Masked

_MUSIC = (
    r"(?:(?!with\b|of\b|to\b|in\b)[\w'-]+ ){0,4}(?:music|bgm|soundtrack|background track"
    r"|beats?|score)\b"
)
_COMMAND = re.compile(
    rf"(?:(?:add|put|include|insert|place|overlay|use|set|change|make|turn|trim|cut|crop"
    rf"|shorten|lengthen|extend|"
    r"remove|delete|drop|get rid|split|divide|move|swap|drag|undo|redo|revert|export"
    r"|download|save|send me|click|"
    r"open|press|show me|check|mute|unmute|lower|raise|reduce|increase|decrease|fade"
    r"|speed|slow|generate|create|keep|take off|take out|"
    r"replace|give me|give it|start over|upload|animate|convert|resize|reframe|render it"
    r"|render the|let it|let the|don't|do not|"
    r"switch|rename|write|tell me|what|how|can you|could you|go back|bring|loop|no music"
    r"|without music|i want|i need|i'd like|caption)\b"
    rf"|(?:a |an |the |some )?{_MUSIC}|(?:a |an |the )?(?:end |opening |closing |big "
    rf")?(?:title|caption|subtitle)s?\b"
    rf"|(?:status|credits|balance|volume|louder|quieter|undo|redo)\b|{PLACEHOLDER} (?:as"
    rf"|at|on|for|in|over|from) )",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"(?:a |an |the |some )?(?:{_MUSIC}|(?:end |opening )?(?:title|captions?|subtitles?"
    rf"|text overlay|text)\b"
    r"|no music|(?:a )?(?:\w+ )?(?:voice ?over|narration))",
    re.IGNORECASE,
)
_NEXT_SCENE = re.compile(r"(?:a|an|another|the|one|two|three|some|it|back)\b", re.IGNORECASE)
_COMMAND_ZH = re.compile(
    r"(?:把|将|请|帮|给我|加|添加|配|换|改|剪|删|去掉|移|撤销|重做|恢复|导出|下载|保存"
    r"|发给我|生成|制作|做|裁|分割|"
    r"调|设|设置|让|静音|标题|標題|字幕|音乐|背景音乐|音量|再来|再加|再做|拆|切|缩短|延长"
    r"|导出|導出|最后导出|查看|插入|放|保留|取消|用|去除|点击|"
    r"渲染|输出|配上|比例|加上|換|改成|變|变成|时长|不要音乐|写着)"
)
_SEPARATOR = re.compile(
    r"(?P<hard>[.!?;](?=\s|$)|[。！？；\n]+)|(?P<comma>,(?=\s|$)|[，、])"
    r"|(?P<then>(?:\s+and)?\s+then\s+(?=\S)|然后|然後|接着|接著|随后|之后再|之後再"
    r"|最后(?=导出|保存|下载|把|加))"
    r"|(?P<and>\s+and\s+(?:also\s+)?|\s+plus\s+|\s+but\s+|\s+&\s+|并且|并(?=导出|加|配|把"
    r"|添)|再(?=加|把|配|导出)|同时|以及)"
    r"|(?P<with>\s+with\s+|(?=配上|配乐))",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d+(?:\.\d+)? ?(?:s|sec|secs|seconds?|minutes?)(?: long)?|vertical|horizontal|square|portrait"
    r"|landscape|widescreen|\d{1,2}:\d{1,2}",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^(?:(?:ok(?:ay)?|yes|yeah|yep|sure|wait|oops|hold on|great|nice|perfect|thanks(?: "
    r"a lot)?|thank you|cool|awesome|good"
    r"|well|so|now|hey|hi|hello|first|"
    r"next|also|finally|then|and|but|please|actually|sorry|alright|right|lastly"
    r"|afterwards?|oh|hmm+|um+|just|"
    r"好的?|谢谢|你好|请问|请|請|首先|先|现在|最后|然后|再(?=把|将|导出|配上|剪|给)|并且"
    r"|并|同时|接着|另外|还有|麻烦|帮我|幫我|嗯|那么|那)"
    rf"(?=[\s,，.。!！:]|$|(?<=[{HAN}]))[\s,，.。!！:]*)+",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^(?:(?:can|could|would|will) (?:you|we|i)\b(?: please)?|i(?:'d| would) like(?: "
    r"you)?(?: to)?(?: see(?= a))?|i want(?: you)?(?: to)?(?: see(?= a))?|"
    r"i need(?: you)?(?: to)?|let's|let us|please|go ahead and|try to|i think you should"
    r"|you should|we should|help me(?: to)?|"
    r"(?:我)?(?:想要|想|要)(?!一个|一段|個)|(?:你)?(?:能不能|能|可以|可不可以)(?:帮我"
    r"|帮忙|给我)?|麻烦(?:你)?|请(?:你)?|帮我|幫我|给我)\s*",
    re.IGNORECASE,
)
_GUI = (
    (
        re.compile(
            r"^(?:click|press|tap|hit|push|select)(?: on)?(?: the)?\s+(.+?)(?:\s+button)?$",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    (re.compile(r"^(?:点击|點擊|点|按)(?:一下)?\s*(.+?)(?:按钮|按鈕|键)?$"), r"\1"),
    (re.compile(r"^(?:can|could) (it|the \w+) be ", re.IGNORECASE), r"make \1 "),
    (re.compile(r"^drag(?: and drop)?\s+", re.IGNORECASE), "move "),
    (re.compile(r"^(?:拖拽|拖动|拖)"), "移动"),
)


@dataclass(frozen=True)
class Clause:
    """One command, description or question; quoted texts are placeholders into `quotes`."""

    text: str
    quotes: tuple[str, ...]
    asked: bool = False
    """Whether it ended with a question mark."""
    follows: bool = False
    """Whether "then" introduced it."""

    @property
    def lower(self) -> str:
        return self.text.lower()


def clauses_of(masked: Masked) -> tuple[Clause, ...]:
    """The clauses in order, without fillers, politeness and names of buttons."""
    parts = _cut(masked.text)
    clauses = [_clean(text, masked.quotes, follows=follows) for text, follows in parts]
    return tuple(clause for clause in clauses if clause.text)


def _cut(text: str) -> list[tuple[str, bool]]:
    parts: list[tuple[str, bool]] = []
    start, follows = 0, False
    for match in _SEPARATOR.finditer(text):
        if match.start() < start:
            continue
        left, right = text[start : match.start()], text[match.end() :]
        if not _starts_clause(match, left, right):
            continue
        mark = match.group() if match.group()[:1] in "?？" else ""
        parts.append((left + mark, follows))
        start, follows = match.end(), match["then"] is not None
    parts.append((text[start:], follows))
    return parts


def _starts_clause(match: re.Match[str], left: str, right: str) -> bool:
    fragment = _POLITE.sub("", _FILLER.sub("", right.lstrip()))
    if match["hard"] and match.group()[:1] in "?？":
        return True
    if not left.strip(" ,，。.") or not fragment:
        return bool(match["hard"])
    if match["with"] is not None:
        return _WITH.match(fragment) is not None or match.group() == ""
    if _COMMAND.match(fragment) or _COMMAND_ZH.match(fragment):
        return not (match["and"] and _is_shared_verb(left, fragment))
    return _opens_anyway(match, left, fragment)


def _opens_anyway(match: re.Match[str], left: str, fragment: str) -> bool:
    """Clauses without a command: a next scene, the film's numbers, whatever follows a remark."""
    if match["then"]:
        return _NEXT_SCENE.match(fragment) is not None or _is_han(fragment)
    if match["comma"] and _is_film_measure(left, fragment):
        return True
    return bool(match["hard"] or match["comma"]) and _is_remark(left)


def _is_film_measure(left: str, fragment: str) -> bool:
    """In "a film of X with a title "Y", 15 seconds, vertical" the numbers are the film's."""
    segment = re.split(r"[,，]", fragment, maxsplit=1)[0].strip(" .")
    dressing = _WITH.match(left.strip()) or _MEASURE.fullmatch(left.strip())
    return dressing is not None and _MEASURE.fullmatch(segment) is not None


def _is_shared_verb(left: str, fragment: str) -> bool:
    """ "what formats can I add and export": one question, not a question and a command."""
    question = re.match(
        r"(?:what|how|which|why|when|where|who|is|are|does|do|should)\b", left.strip().lower()
    )
    return question is not None and not re.match(r"(?:then|add|undo)\b", fragment.lower())


def _is_remark(left: str) -> bool:
    """Whether what stands before is only "great", "no" or "don't export yet"."""
    text = left.strip().lower()
    return (
        re.fullmatch(
            r"(?:no|nope|yes|yep|don't .*|do not .*|不|不是|不对|先?别.*|不要导出.*)", text
        )
        is not None
        or _FILLER.sub("", text + " ").strip() == ""
    )


def _is_han(text: str) -> bool:
    return re.match(f"[{HAN}]", text) is not None


def _clean(text: str, quotes: tuple[str, ...], *, follows: bool) -> Clause:
    stripped = text.strip(" \t\r\n,，、。;；.!！:：")
    asked = stripped[-1:] in ("?", "？")
    stripped = stripped.rstrip("?？!！。. ")
    polite = False
    for _ in range(4):
        before = stripped
        without_filler = _FILLER.sub("", stripped)
        stripped = without_filler or stripped
        shorter = _POLITE.sub("", stripped)
        if shorter != stripped and shorter:
            polite, stripped = True, shorter
        for pattern, replacement in _GUI:
            stripped = pattern.sub(replacement, stripped)
        if stripped == before:
            break
    if polite:
        stripped = re.sub(r"(?:好)?(?:[吗嗎]|(?<![什怎这那多])么)$", "", stripped)
    stripped = re.sub(
        r"[\s,，]+(?:please|thanks|thank you|now|for me|谢谢|吧)$",
        "",
        stripped,
        flags=re.IGNORECASE,
    )
    return Clause(stripped.strip(), quotes, asked=asked and not polite, follows=follows)
