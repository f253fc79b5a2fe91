"""What the agent says of its own, in each language; what changed is said by `draft.summary`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Language = Literal["en", "zh"]

PHRASES: dict[str, dict[Language, str]] = {
    "made": {
        "en": "Made a {seconds}-second clip: {title}.",
        "zh": "做好了 {seconds} 秒的片段：{title}。",
    },
    "remade": {
        "en": "Made it again: {title}, {seconds} s.",
        "zh": "重新制作好了：{title}，{seconds} 秒。",
    },
    "placed": {"en": "Put {names} on the timeline.", "zh": "已把 {names} 放到时间线上。"},
    "placed.still": {
        "en": "A picture is held still for now; moving it comes later.",
        "zh": "图片目前是静止的，让它动起来的功能以后会有。",
    },
    "left_out": {"en": "I left out: {words}.", "zh": "没有画进去的：{words}。"},
    "undone": {"en": "Took back the last change.", "zh": "已撤销上一步。"},
    "undone.many": {"en": "Took back the last {count} changes.", "zh": "已撤销最近 {count} 步。"},
    "undone.none": {"en": "There is nothing to take back.", "zh": "没有可以撤销的操作。"},
    "redone": {"en": "Did it again.", "zh": "已恢复。"},
    "redone.none": {"en": "There is nothing to do again.", "zh": "没有可以恢复的操作。"},
    "exported": {
        "en": "Your film is ready: {name} ({facts}).",
        "zh": "影片做好了：{name}（{facts}）。",
    },
    "exported.muted": {
        "en": "Your film is ready, without sound: {name} ({facts}).",
        "zh": "影片做好了，没有声音：{name}（{facts}）。",
    },
    "exported.animation": {
        "en": "Your animation is ready: {name} ({facts}).",
        "zh": "动图做好了：{name}（{facts}）。",
    },
    "exported.sound": {
        "en": "The sound of your film is ready: {name} ({facts}).",
        "zh": "影片的声音导出好了：{name}（{facts}）。",
    },
    "exported.frame": {
        "en": "The frame is ready: {name} ({facts}).",
        "zh": "画面导出好了：{name}（{facts}）。",
    },
    "exported.link": {"en": "Download it here: {link}", "zh": "下载地址：{link}"},
    "still_working": {
        "en": "Still working on it. The work goes on; look at the status in a while.",
        "zh": "还在处理，工作会继续进行，请稍后查看状态。",
    },
    "defect": {
        "en": "Something went wrong on our side; what was done before stays. Please try again.",
        "zh": "我们这边出了问题，之前完成的都还在。请再试一次。",
    },
    "nothing_yet": {
        "en": "There is no clip yet. Tell me what it should show, for example: “{example}”.",
        "zh": "还没有片段。告诉我画面内容，例如：“{example}”。",
    },
    "example": {
        "en": "a lone astronaut on Mars at golden hour",
        "zh": "黄昏时分，一位宇航员独自走在火星上",
    },
    "not_done": {
        "en": "I stopped there and did not do the rest: {rest}.",
        "zh": "我停在这里，后面的还没有做：{rest}。",
    },
    "unclear": {
        "en": (
            "I did not understand “{text}”. I can make a clip from a description, add a title or "
            "music, trim, split, reorder, change the volume or the shape, undo, and export."
        ),
        "zh": (
            "我没听懂“{text}”。我可以按描述生成片段、加标题或音乐、剪短、分割、调整顺序、"
            "调整音量或画幅、撤销，以及导出。"
        ),
    },
    "later": {
        "en": "I cannot do that yet ({topic}). Nothing was changed.",
        "zh": "这个我还不会（{topic}），没有做任何改动。",
    },
    "topic.title": {
        "en": "What shall the title say? Put the words in quotes: add the title “Hello”.",
        "zh": "标题写什么？请把文字放在引号里，例如：加标题“你好”。",
    },
    "topic.length": {
        "en": "How long shall it be? Say a number, for example “make it 8 seconds”.",
        "zh": "要多长？请说一个数字，例如“改成8秒”。",
    },
    "topic.dislike": {
        "en": "What shall be different? Say it (“make it night”), “another take”, or “undo”.",
        "zh": "想怎么改？可以直接说（“换成夜晚”）、“换一个版本”，或者“撤销”。",
    },
    "topic.ready": {
        "en": "Good. Say “export” for the file, or tell me what to change.",
        "zh": "好的。说“导出”就能拿到文件，也可以告诉我还要改什么。",
    },
    "greeting": {
        "en": "Hello! Tell me what you want to see, for example: “{example}”.",
        "zh": "你好！告诉我你想看到什么，例如：“{example}”。",
    },
    "smalltalk": {
        "en": "All right. Say what to change, or “export” for the file.",
        "zh": "好的。想改什么可以直接说，要文件就说“导出”。",
    },
    "topic.scene": {
        "en": "What shall it show? For example: “a lone astronaut on Mars at golden hour”.",
        "zh": "画面里要有什么？例如：“黄昏时分，一位宇航员独自走在火星上”。",
    },
    "thanks": {"en": "You're welcome.", "zh": "不客气。"},
    "credits": {
        "en": "This is your own studio: there is nothing to pay and no limit.",
        "zh": "这是你自己的工作室：不用付费，也没有次数限制。",
    },
    "answer.formats": {
        "en": (
            "I export films as {film}, moving pictures without sound as {animation}, the sound "
            "alone as {sound}, and one frame as {frame}; in low, medium, high or lossless quality, "
            "up to 4K and 60 frames per second. Say for example “export as webm in 4K”."
        ),
        "zh": (
            "我可以导出影片：{film}；没有声音的动图：{animation}；单独的声音：{sound}；"
            "以及一帧画面：{frame}。画质有低、中、高和无损，最高 4K、每秒 60 帧。"
            "例如可以说“导出为 webm，4K”。"
        ),
    },
    "answer.length": {
        "en": "A clip can be 1 to 60 seconds long, and a film any number of clips.",
        "zh": "一个片段 1 到 60 秒，影片可以由任意多个片段组成。",
    },
    "answer.settings": {
        "en": (
            "I paint deserts, city streets and mountain lakes, at any time of day and in any "
            "weather, with people, animals or things in them."
        ),
        "zh": "我会画沙漠、城市街道和山间湖泊，任何时间、任何天气，里面可以有人物、动物或物品。",
    },
    "answer.music": {
        "en": "I compose music in these moods: {moods}.",
        "zh": "我能创作这些风格的音乐：{moods}。",
    },
    "answer.general": {
        "en": (
            "Describe a scene and I paint it; then say what to change: “make it night”, “add the "
            "title ‘Hello’”, “lo-fi music at 30%”, “trim the first second”, “undo”, “export”."
        ),
        "zh": (
            "描述一个场景，我来画；然后告诉我怎么改：“换成夜晚”、“加标题《你好》”、"
            "“低保真音乐，音量30%”、“剪掉第一秒”、“撤销”、“导出”。"
        ),
    },
}


def phrase(key: str, language: Language, **values: object) -> str:
    """The message in that language, filled in."""
    return PHRASES[key][language].format(**values)


def sentences(parts: Iterable[str], language: Language) -> str:
    """Sentences one after the other: with a space between them, or none in Chinese."""
    return ("" if language == "zh" else " ").join(part for part in parts if part)
