"""Asks outside the rule-based reader's trade, named so that the answer can be to the point."""

from __future__ import annotations

import re

from kinoloom.intent.asks import Ask, Context, Unclear
from kinoloom.intent.clauses import Clause
from kinoloom.intent.quotes import unmask

_GREETING = re.compile(
    r"(?:hi|hello|hey|good (?:morning|evening|afternoon)|yo|你好|您好|嗨|哈喽|早上好)(?: "
    r"there)?",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:wow,? )?(?:that|this|it)(?:'s| is| looks)(?: so| very| really)? (?:great|perfect"
    r"|nice|cool|awesome|good|amazing|beautiful|lovely)"
    r"|(?:wow,? )?i (?:really )?(?:love|like) (?:it|this|that)|wow|oops|wait|hm+|sure"
    r"|yeah|yep|nope|not yet|(?:good ?)?bye(?: bye)?|see (?:you|ya)(?: later)?|lol|haha+"
    r"|never ?mind|nvm|forget it|no problem|whatever|thanks?(?: you)?(?: a "
    r"lot| so much)?|thx|great|perfect|nice|cool|awesome|ok(?:ay)?|good|yes|no|谢谢|多谢"
    r"|好的?|可以|不错|很好|太好了|再见|拜拜|算了|没事|没关系|哈+|嗯+|行|对|是的)",
    re.IGNORECASE,
)
_DISLIKE = re.compile(
    r"(?:i (?:really )?(?:don't|do not|didn't) like (?:it|this|that|them)|i hate (?:it"
    r"|this|that)|(?:that|this|it)(?:'s| is| looks) "
    r"(?:bad|ugly|wrong|awful|terrible|boring|not (?:what i (?:wanted|meant|asked for)"
    r"|good|right))|(?:刚才|刚刚)?(?:那个|这个)?(?:不好|不好看|不行)|不喜欢|我不喜欢"
    r"|太丑了|不对|不是我想要的)",
    re.IGNORECASE,
)
_TOPICS: tuple[tuple[str, str], ...] = (
    ("animate_image",
        r"\banimate (?:this|the|my|these|an?) (?:\w+ ){0,2}(?:image|photo|picture)s?\b"
        r"|\b(?:turn|convert|make|transform) (?:this|the|my|these|that) "
     r"(?:\w+ ){0,2}(?:image|photo|picture|product shot)s?\b.*|(?:图片|照片|这张图"
         r"|图)(?:.*)(?:动起来|动画|视频|动)"),
    ("document",
        r"\b(?:this|my|the|a|these|that) (?:[\w,-]+ ){0,3}(?:text|article|blog(?: post)?s?"
        r"|script|document|pdf|post|url|link|product description)\b(?! prompt).*(?:\binto\b"
        r"|\bto a\b)"
     r"|\bfrom (?:this|my|the) (?:\w+ ){0,2}(?:text|article|blog(?: post)?|script"
         r"|document|pdf|url|link)\b|(?:文章|文本|博客|文档|文案)(?:.*)(?:视频|短片)"),
    ("captions",
        r"^(?:(?:add|with|include|put|auto|automatic|generate|burn in|turn on|remove|the|some"
        r"|animated)\s+)*(?:captions?|subtitles?)\b.*|^(?:加|添加|配|生成|自动|上)*字幕"),
    ("transition",
        r"\b(?:transitions?|cross ?fade|crossfade|dissolve|fade(?:s)? (?:in|out|to|between)"
        r"|wipe)\b|转场|淡入|淡出|叠化|过渡"),
    ("speed",
        r"\b(?:speed (?:it |this |the clip |up|ramp)|slow (?:it |this |the clip )?down|2x"
        r"|double speed|half speed|reverse (?:it|the))\b|倍速|加速|减速|倒放"),
    ("voice", r"\b(?:voice ?over|narrat\w+|text to speech|tts)\b|旁白|配音|朗读"),
    ("logo", r"\b(?:logo|watermark|sticker)\b|水印|贴纸|标志"),
    ("upload", r"^(?:upload|attach|import)\b|^上传|^导入"),
    ("background",
        r"\b(?:remove|blur|replace) (?:the )?background\b(?! (?:music|song|track))|抠图"
        r"|去背景|虚化背景"),
    ("silence", r"\b(?:pauses?|silences?|filler words?|ums?)\b|停顿|口头禅|静默"),
    ("merge", r"^(?:merge|combine|join|stitch) |合并|拼接"),
    ("filter",
        r"\b(?:filters?|colou?r grad\w+|lut|stabili[sz]e|denoise|picture in picture|pip"
        r"|green screen|thumbnail|cover image)\b|滤镜|调色|防抖|画中画|绿幕|封面"),
    ("translate", r"\b(?:translate|dub)\b|翻译"),
    ("look",
        r"^make it (?:look )?(?:better|nicer|good|great|cooler|pop|professional|more "
        r"professional|awesome)$|^(?:edit|improve|fix|polish) (?:my|the|this|it)\b.*|^(?:优化"
        r"|美化|更好看)"),
    ("ready", r"^ready\b.*|^(?:all )?done$"),
)  # fmt: skip


def read_small_talk(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Hello, thanks, yes and no."""
    text = clause.text
    if _DISLIKE.fullmatch(text):
        return (Unclear(text, "dislike"),)
    if _GREETING.fullmatch(text):
        return (Unclear(text, "greeting"),)
    return (Unclear(text, "thanks"),) if _THANKS.fullmatch(text) else None


def read_topic(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Trades that others have: captions, transitions, photos, documents, speed …"""
    text = unmask(clause.text, clause.quotes, marks='""')
    for topic, pattern in _TOPICS:
        if re.search(pattern, clause.text, re.IGNORECASE) and not _is_scene(clause.text):
            return (Unclear(text, topic),)
    return None


def _is_scene(text: str) -> bool:
    """ "a man reading this text": a picture that only mentions the word."""
    return (
        re.match(r"(?:a|an|two|three) (?!\d|\d*-?second|short|30)", text, re.IGNORECASE) is not None
    )
