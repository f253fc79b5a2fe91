"""Asks for a new clip from words."""

from __future__ import annotations

import re

from kinoloom.intent.asks import Ask, Context, MakeClip, ReviseClip, Unclear
from kinoloom.intent.clauses import Clause
from kinoloom.intent.language import HAN, has_han
from kinoloom.intent.measures import Measured, measured, tidy
from kinoloom.intent.numbers import NUMBER
from kinoloom.intent.quotes import unmask
from kinoloom.intent.revising import asks_another_take, opens_like_a_change

_NOUN = (
    r"(?:(?:text )?prompts?(?=\s+describing)|videos?|clips?|films?(?! noir)|movies?|shots?|scenes?"
    r"|animations?|shorts|short(?!\s+(?:[\w-]+\s+){0,2}(?:video|clip|film|movie|animation"
    r"|reel)s?\b)|footage|reels?|stor(?:y|ies)|sequence|ad|trailer|timelapse)"
)
_NOUN_ZH = r"(?:短视频|视频|視頻|短片|影片|片子|电影|动画|镜头|鏡頭|片段|画面|场景)"
_MAKE = re.compile(
    r"^(?:make|create|generate|produce|film(?! noir)|shoot|paint|draw|render|animate|show me|give "
    r"me|get me|build|design|do|add|append|insert|put in|"
    r"start over with|start again with|start with|begin with|start|continue with|follow "
    r"with)\b\s*(?:me\s+)?",
    re.IGNORECASE,
)
_MAKE_ZH = re.compile(
    r"^(?:生成|制作|製作|做|创建|创作|拍摄|拍|画(?!面)|绘制|来|给我|我想要|我要|想要|要"
    r"|弄|加|再加|再来|再做|再生成|插入|添加|接|新建|重新做|渲染)"
)
_HEAD = re.compile(
    rf"^(?P<adjectives>(?:(?!(?:of|showing|about|with|in|at|on"
    rf"|and)\b)[\w'-]+,?\s+){{0,7}}?)(?:ai\s+)?{_NOUN}\b\s*"
    r"(?P<link>(?:of|showing|about|with|where|featuring|depicting|in which|that shows"
    r"|which shows|describing|for|:|,|-|–|—)\s*)?",
    re.IGNORECASE,
)
_HEAD_ZH = re.compile(
    rf"^(?:一|另|另外|新|再)*(?:个|個|段|条|部|支|张)?(?:新的"
    rf"|新)?(?P<adjectives>[^，,。：:的]{{0,6}}?)的?{_NOUN_ZH}"
    r"\s*(?:[，,：:。]|内容是|关于|展示|显示|里面是|画面是|：)\s*(?:内容是|內容是|关于"
    r"|展示|里面是|画面是|内容[:：])?\s*(?P<rest>.+)$"
)
_TAIL_ZH = re.compile(
    rf"^(?:一|另|另外|新)*(?:个|個|段|条|部|支|张)?(?:新的"
    rf"|新)?(?:关于)?(?P<rest>.+?)的?(?:一段)?{_NOUN_ZH}$"
)
_LEAD_WORD = re.compile(
    r"an?|the|another|new|short|quick|long|video|clip|me|my|some|one|more|second|third"
    r"|next|other|brief|little"
    r"|nice|single|ai|generated|minute|high|quality|in|of|for|and|is",
    re.IGNORECASE,
)
_ADDS = re.compile(
    rf"^(?:add|append|insert|continue with|follow with)\b.*\b{_NOUN}\b|\banother "
    rf"{_NOUN}\b|^(?:(?:and |then )+)?(?:a |the )?"
    rf"(?:second|third|fourth|fifth|next) {_NOUN}\b|^(?:再加|再来|再做|再生成|加一|添加一"
    rf"|插入|接一|接着|另)",
    re.IGNORECASE,
)
_ADDED_LENGTH = re.compile(
    rf"^(?:add|append|insert|then|another|and another) (?:an? |another )?(?={NUMBER}[\s-]?s)"
    rf"|^(?:再|另外|接着|后面)?(?:再)?(?:加|来|做|生成|添加|接)(?:上)?"
    rf"(?:一|个|個|段|条)*(?={NUMBER} ?(?:秒|s))",
    re.IGNORECASE,
)
_ANEW = re.compile(
    r"\bnew (?:film|video|movie|project)\b|\bstart (?:over|again)\b|新的?(?:视频|影片|电影)",
    re.IGNORECASE,
)
_KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NOTHING_TO_SHOW = re.compile(
    rf"(?:(?:an?|me|the|new|short|quick|nice|cool|another|some|little|good|great) )*{_NOUN}|"
    rf"(?:一|两|几)?(?:个|段|条|部|支)?(?:新的?|短|好看的)*{_NOUN_ZH}(?:吧|呗)?",
    re.IGNORECASE,
)
_TURNED_INTO_ZH = re.compile(
    rf"^把(?P<rest>.+?)(?:做成|变成|生成|制作成|拍成)(?:一|个|段|条|部|的|\s)*{_NOUN_ZH}$"
)
_BARE_COMMAND = re.compile(
    r"(?:trim|cut|split|crop|shorten|mute|unmute|export|redo|undo|move|swap|delete|stop|cancel|abort|quit"
    r"|exit|test|testing|continue|go on|next|back)\b(?:\s+\w+){0,2}$",
    re.IGNORECASE,
)
_INTO_A_FILE = re.compile(
    r"\s+(?:in)?to (?:an? )?(?:\d{3,4}p |hd |4k |short )?(?:mp4|mov|webm|videos?|clip"
    r"|film)$",
    re.IGNORECASE,
)


def read_new_clip(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """A clause with a verb of making, or one that opens with "10 seconds of …"."""
    text = _INTO_A_FILE.sub("", clause.text)
    if asks_another_take(text):
        return None
    turned = _TURNED_INTO_ZH.match(measured(text).rest)
    if turned is not None:
        numbers = measured(text)
        return (MakeClip(turned["rest"], numbers.seconds, numbers.ratio, numbers.seed),)
    added = _ADDED_LENGTH.match(text)
    if added is not None and context.has_clip:
        numbers = measured(text[added.end() :])
        prompt = unmask(tidy(_without_measure(numbers.rest)), clause.quotes, marks='""')
        if numbers.seconds is not None and prompt and _head(numbers.rest) is None:
            return (MakeClip(prompt, numbers.seconds, numbers.ratio, numbers.seed, adds=True),)
    verb = _MAKE_ZH.match(text) if has_han(text) else _MAKE.match(text)
    numbers = measured(text[verb.end() :] if verb else text)
    head = _head(numbers.rest)
    if verb is None:
        makes = head is not None and _opens_like_a_clip(text, numbers)
    else:
        changes = context.has_clip and opens_like_a_change(text)
        makes = head is not None or (
            not changes and _makes_a_picture(verb.group(), numbers, context)
        )
    if verb is not None and _NOTHING_TO_SHOW.fullmatch(numbers.rest):
        return (Unclear(unmask(clause.text, clause.quotes), "scene"),)
    prompt = unmask(tidy(head or _without_measure(numbers.rest)), clause.quotes, marks='""')
    if not makes or not prompt:
        return None
    adds = _ADDS.search(text) is not None or (clause.follows and not _starts_anew(text))
    return (MakeClip(prompt, numbers.seconds, numbers.ratio, numbers.seed, adds),)


def read_description(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """A bare description: a new clip; with a clip there, a few words are a change to it."""
    numbers = measured(clause.text)
    head = _HEAD.match(numbers.rest)
    rest = numbers.rest[head.end() :] if head and head["link"] else numbers.rest
    prompt = unmask(_without_measure(rest), clause.quotes, marks='""')
    if not _describes(prompt) or (context.has_clip and _BARE_COMMAND.match(prompt)):
        return None
    if context.has_clip and _is_short(prompt) and not clause.follows:
        return (ReviseClip(prompt, None, numbers.seconds, numbers.ratio, numbers.seed),)
    adds = _ADDS.search(clause.text) is not None or clause.follows
    return (MakeClip(prompt, numbers.seconds, numbers.ratio, numbers.seed, adds),)


def _without_measure(text: str) -> str:
    return re.sub(r"^一?[段条部支](?=.)|^是(?=.)", "", text)


def _starts_anew(text: str) -> bool:
    return _ANEW.search(text) is not None


def _opens_like_a_clip(text: str, numbers: Measured) -> bool:
    """ "half a minute of snowy peaks", "a 5 second clip of …", "a second shot of …"."""
    opening = re.sub(r"^(?:a|an|the|another|one more)\s+", "", numbers.rest, flags=re.IGNORECASE)
    measured = numbers.seconds is not None and re.match(r"of\s", opening, re.IGNORECASE)
    named = re.match(
        rf"(?:[\w-]+\s+){{0,4}}?{_NOUN}\s*(?:of|showing|about|where|featuring|:)\s",
        opening,
        re.IGNORECASE,
    )
    return bool(measured or named) or (has_han(text) and _HEAD_ZH.match(numbers.rest) is not None)


def _makes_a_picture(verb: str, numbers: Measured, context: Context) -> bool:
    """ "generate a lone astronaut": yes; "make it dusk" and "add a robot" to a clip: no."""
    word = verb.strip().lower()
    if re.match(r"(?:it|this|that|the|him|her|them|everything|my)\b", numbers.rest.lower()):
        return False
    if word.startswith(("add", "append", "insert", "put", "do", "加", "添加", "插入", "接", "要")):
        return False
    if word in ("做", "来", "画", "弄", "再来", "再加", "再做") and len(numbers.rest) < 2:
        return False
    return not (context.has_clip and word.startswith(("start", "begin", "continue")))


def _head(text: str) -> str | None:
    """What the clip shows, when the text names a clip: "(short) video of X" -> X."""
    if has_han(text):
        return _chinese_head(text)
    if text.lower().startswith("of "):
        return text[3:].lstrip()
    match = _HEAD.match(text)
    if match is None or (
        not match["link"] and re.match(r"(?:the|my|this|that|both|all|every|each)\b", text.lower())
    ):
        return None
    kept = [w for w in match["adjectives"].replace(",", " ").split() if not _LEAD_WORD.fullmatch(w)]
    scene = text[match.end() :]
    return ", ".join(part for part in (scene, " ".join(kept)) if part) or None


def _chinese_head(text: str) -> str | None:
    match = _HEAD_ZH.match(text) or _TAIL_ZH.match(text)
    if match is None:
        return None
    scene = re.sub(r"^(?:先是|首先是|是)", "", match["rest"])
    extra = (match.groupdict().get("adjectives") or "").strip()
    if re.fullmatch(r"[一两二三四几]?[个段条]?", extra):
        extra = ""
    return f"{scene}，{extra}" if extra else scene


def _describes(text: str) -> bool:
    if has_han(text):
        return len(re.findall(f"[{HAN}]", text)) >= 2
    words = re.findall(r"[A-Za-z]{2,}", text)
    if words and all(_is_keyboard_mash(word.lower()) for word in words):
        return False
    return len(words) >= 2 or (len(words) == 1 and len(words[0]) >= 3) or _has_emoji(text)


def _is_keyboard_mash(word: str) -> bool:
    """ "asdf", "qwer", "hjkl": neighbouring keys, or no vowel at all."""
    neighbours = len(word) >= 4 and any(word[:4] in row for row in _KEYBOARD_ROWS)
    return neighbours or (len(word) >= 3 and not set(word) & set("aeiouy"))


def _has_emoji(text: str) -> bool:
    return re.search("[\u2600-\u27bf\U0001f000-\U0001faff]", text) is not None


def _is_short(text: str) -> bool:
    if has_han(text):
        return len(text) <= 5
    return len(text.split()) <= 3 and not re.match(
        r"(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|some)\b", text, re.IGNORECASE
    )
