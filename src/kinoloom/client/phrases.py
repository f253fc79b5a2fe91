"""What the client says in its own words, in each language a user may speak."""

from __future__ import annotations

from kinoloom.draft.phrases import Language

PHRASES: dict[str, dict[Language, str]] = {
    "connecting": {"en": "Connecting…", "zh": "正在连接…"},
    "ready": {"en": "Ready!", "zh": "准备好了！"},
    "working": {"en": "Still working…", "zh": "还在处理…"},
    "new_session": {
        "en": "The earlier session is not on the server any more; this is a new one.",
        "zh": "服务器上已没有之前的会话，现在是一个新会话。",
    },
    "lost": {
        "en": "The connection was lost; the work goes on. I look at the film from time to time.",
        "zh": "连接断开了，但工作还在继续。我会不时查看影片。",
    },
    "no_news": {
        "en": "I could not hear the end of this, and nothing has changed so far. Nothing was sent "
        "twice; look at the status in a while.",
        "zh": "没有听到这一步的结果，目前影片没有变化。没有重复发送；请稍后查看状态。",
    },
    "goes_on": {
        "en": "The server could not be told to stop; the export goes on there.",
        "zh": "无法通知服务器停止，导出仍在服务器上继续。",
    },
    "nothing": {"en": "Nothing changed.", "zh": "没有任何改动。"},
    "changed": {
        "en": "The film changed: {tracks}, {length}.",
        "zh": "影片有改动：{tracks}，{length}。",
    },
    "made": {"en": "Made something new: {what}.", "zh": "做出了新内容：{what}。"},
}


def phrase(key: str, language: Language, **values: object) -> str:
    """The message in that language, filled in."""
    return PHRASES[key][language].format(**values)
