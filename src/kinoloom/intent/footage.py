"""Asks for what somebody brought: "use my video", "animate this photo", "用这些照片做视频"."""

from __future__ import annotations

import re

from kinoloom.intent.asks import AddMedia, Ask, Context
from kinoloom.intent.clauses import Clause
from kinoloom.intent.measures import measured

_PICTURE = r"(?:photos?|images?|pictures?|pics?|stills?|screenshots?|product shots?)"
_THING = rf"(?:videos?|clips?|footage|recordings?|films?|movies?|files?|uploads?|media|{_PICTURE})"
_OWN = (
    r"(?:(?:this|that|these|those|my|our|the|both|all|of|uploaded|static|product|two|three|four)\s+)+"
    r"(?:[\w-]+\s+){0,2}?"
)
_VIDEO = r"(?:an? |the |some )?(?:[\w-]+ ){0,2}(?:video|film|clip|movie|slide ?show|reel|short)s?"
_USE = re.compile(
    r"^(?:please )?(?:use|add|put|place|insert|import|take|bring in|start with|open|load|show|play"
    rf"|merge|combine|join|stitch|(?:make|create|build) {_VIDEO} (?:out of|from|with|using|of))"
    rf"\s+{_OWN}{_THING}\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    rf"^(?:please )?(?:animate|turn|convert|transform|make)\s+(?:{_OWN}|an? ){_PICTURE}\b",
    re.IGNORECASE,
)
_ZH = re.compile(
    r"^(?:请)?(?:用|使用|把|将|添加|加入|加上|导入|插入|放上?|让)?"
    r"(?:我的?|这|那|上传|刚才|的|个|张|段|些|几|两|所有|全部)+"
    r"(?:视频|影片|片段|素材|图片|照片|相片|文件|图)"
)


def read_footage(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Only while something was brought that is not in the film yet."""
    if not context.uploads or clause.asked:
        return None
    if not any(pattern.match(clause.text) for pattern in (_USE, _TURN, _ZH)):
        return None
    numbers = measured(clause.text)
    return (AddMedia(numbers.seconds, numbers.ratio),)
