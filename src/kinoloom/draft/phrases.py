"""What the timeline says about itself, in each language a user may speak.

A row is a message; a translation that lacks a placeholder fails a test.
"""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "zh"]

PHRASES: dict[str, dict[Language, str]] = {
    "timeline": {"en": "Timeline ({tracks}): {rows}", "zh": "时间线（{tracks}）：{rows}"},
    "tracks.one": {"en": "1 track", "zh": "1 条轨道"},
    "tracks.many": {"en": "{count} tracks", "zh": "{count} 条轨道"},
    "empty": {"en": "The timeline is empty.", "zh": "时间线是空的。"},
    "kind.video": {"en": "Video", "zh": "视频"},
    "kind.sticker": {"en": "Sticker", "zh": "贴纸"},
    "kind.music": {"en": "BGM", "zh": "背景音乐"},
    "kind.sound": {"en": "Sound", "zh": "音效"},
    "kind.voice": {"en": "Voice", "zh": "旁白"},
    "kind.title": {"en": "Title", "zh": "标题"},
    "kind.captions": {"en": "Captions", "zh": "字幕"},
    "added": {"en": "added {what} ({when})", "zh": "添加了{what}（{when}）"},
    "removed": {"en": "removed {what}", "zh": "删除了{what}"},
    "moved": {"en": "moved {what} to {when}", "zh": "把{what}移到 {when}"},
    "trimmed": {
        "en": "{what} is now {after} long (was {before})",
        "zh": "{what}现在长 {after}（原来 {before}）",
    },
    "remade": {"en": "made {what} again", "zh": "重新制作了{what}"},
    "replaced": {"en": "{what} took the place of {before}", "zh": "{what}代替了{before}"},
    "words": {"en": "the title now reads “{text}”", "zh": "标题改为“{text}”"},
    "volume": {
        "en": "set {what} to {after} % (was {before} %)",
        "zh": "{what}音量设为 {after}%（原来 {before}%）",
    },
    "canvas": {"en": "the picture is now {size}", "zh": "画面尺寸改为 {size}"},
    "restyled": {"en": "changed {what}", "zh": "修改了{what}"},
    "length": {
        "en": "The film is now {after} long (was {before}).",
        "zh": "影片现在长 {after}（原来 {before}）。",
    },
    "nothing": {"en": "Nothing changed.", "zh": "没有任何改动。"},
}


def phrase(key: str, language: Language, **values: object) -> str:
    """The message in that language, filled in."""
    return PHRASES[key][language].format(**values)
