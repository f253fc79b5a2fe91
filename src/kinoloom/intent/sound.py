"""Asks about music and loudness."""

from __future__ import annotations

import re

from kinoloom.intent.asks import (
    Ask,
    Context,
    RemoveMusic,
    SetMusic,
    SetVolume,
    Unclear,
    VolumeTarget,
)
from kinoloom.intent.clauses import Clause
from kinoloom.intent.language import HAN
from kinoloom.intent.quotes import PLACEHOLDER, unmask
from kinoloom.intent.references import clip_named

_MUSIC = re.compile(
    r"\b(?:background music|music|bgm|soundtrack|background track|background song|song"
    r"|tune|beats?|score)\b"
    r"|背景音乐|背景音樂|音乐|音樂|配乐|配樂|背景乐|BGM|歌曲|曲子|歌",
    re.IGNORECASE,
)
_SOUND = re.compile(
    r"\b(?:sounds?|audio|volume|sound effects?|sfx|ambience|voice ?over|narration)\b|声音"
    r"|聲音|音量|音效|旁白|配音",
    re.IGNORECASE,
)
_REMOVES = re.compile(
    r"\b(?:remove|delete|drop|get rid of|without|no|lose|kill|take (?:out|away|off)|turn "
    r"off|switch off|stop)\b|\boff$|去掉|删除|删掉|不要|移除|关掉|去除|取消|没有",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"(?:add|put|use|change|set|include|give|play|try|want|need|have|make|replace|switch"
    r"|swap|some|more|turn|lower|raise|with|and|the|"
    r"a|lay|insert|let|overlay|pick|choose|find|bring|reduce|increase|fade|loop|mute)\b"
    r"|加|配|换|換|用|来|添|放|把|给|改|要|音乐|背景|再",
    re.IGNORECASE,
)
_LOUDER = re.compile(
    r"^more music$|\b(?:louder|turn(?: \w+){0,3} up|up the|raise|increase|boost|pump up|too "
    r"quiet)\b|太小声|太轻|听不清|听不见|(?<!太)大声|(?<!太)响|调大|调高|增大|提高|大一点|大一些|高一点",
    re.IGNORECASE,
)
_QUIETER = re.compile(
    r"^less music$|\b(?:quieter|softer|turn(?: \w+){0,3} down|lower|reduce|decrease|too "
    r"loud|less loud)\b|太大声|太响|太吵|(?<!太)小声"
    r"|轻一点|调小|调低|降低|减小|小一点|小一些|低一点",
    re.IGNORECASE,
)
_MUTE = re.compile(
    r"\b(?:mute|silence|no sound|no audio|turn off (?:the )?sound)\b|静音|靜音|关闭声音"
    r"|关掉声音|消音",
    re.IGNORECASE,
)
_SILENCED = re.compile(
    r"(?:(?:remove|delete|drop|kill|strip|lose|get rid of|take (?:out|away|off))(?: all)?"
    r"(?: the| its| any)?|without(?: any| the)?) (?:sounds?|audio)(?: track)?"
    r"(?: from (?:it|this|the (?:video|film|clip)))?"
    r"|make (?:it|this|that|the (?:video|film|clip)) (?:silent|soundless)"
    r"|(?:把)?(?:视频|影片|片子|它)?(?:的)?(?:所有|全部)?(?:声音|聲音|音频|音頻)(?:都)?"
    r"(?:去掉|去除|删掉|删除|移除|关掉)(?:了|吧)?"
    r"|(?:不要|去掉|去除|删掉|删除|移除|关掉)(?:所有|全部|任何)?(?:的)?(?:声音|聲音|音频|音頻)"
    r"(?:了|吧)?",
    re.IGNORECASE,
)
"""All of a sentence that wants no sound: within a longer one the words may tell of a picture."""
_UNMUTE = re.compile(
    r"\bunmute\b|\b(?:turn|switch) (?:the )?(?:sound|audio) (?:back )?on\b|\bsound (?:back )?on\b"
    r"|取消静音|取消靜音|解除静音|打开声音|恢复声音",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<n>\d{1,3})\s*(?:%|percent\b|％)|百分之(?P<z>\d{1,3})", re.IGNORECASE)
_LITTLE = re.compile(
    r"\b(?:a (?:little|bit|touch|tad)|slightly|somewhat)\b|一点|一些|稍微|一點|略", re.IGNORECASE
)
_MUCH = re.compile(r"\b(?:much|a lot|way|far)\b|很多|得多|大幅", re.IGNORECASE)
_GENRE = re.compile(
    r"(?:use|add|play|put|try|with|some)(?: some| a| a bit of)?(?: [\w-]+)? (?:jazz"
    r"|lo-?fi|techno|classical|orchestral|hip ?-?hop|edm|"
    r"ambient|piano|blues|reggae|synth ?pop)(?: under it| instead)?",
    re.IGNORECASE,
)
_MOOD = re.compile(r"(?:make it |something )(?:more |a bit )?[\w-]+(?: instead)?", re.IGNORECASE)
_QUIETLY = re.compile(
    r"\b(?:at (?:a )?low volume|quietly|softly in the background|very quiet)\b|低音量",
    re.IGNORECASE,
)
QUIET_PERCENT = 20
_STOP = re.compile(
    r"add|put|use|change|set|include|give|play|try|want|need|have|make|replace|switch"
    r"|swap|some|more|turn|with|and|the|a|an|to|of|for|under|it|over|in|on|my|our|this"
    r"|that|track|background|music|bgm|soundtrack|song|tune|beat|beats|score|into|lay"
    r"|insert|let|overlay|at|something|like|as|please|video|film|clip|me|volume|percent"
    r"|kind|style|by|from|i|is|be|pick|choose|find|new|another|something|make|more|bit"
    r"|less|different|other|instead|behind|bring|very|really|nice|good"
)
_STOPS_ZH = (
    "调到|调成|调为|设为|设成|设置|变成|背景音乐|背景音樂|背景乐|音乐|音樂|配乐|配樂|歌曲"
    "|曲子|一首|一段|一个|一些|一点|换成|换个|换|加上|加入|添加|加点|加|配上|配点|配|用|"
    "来点|来|把|给|视频|它|的|改成|改为|改|放|点|首|感|风格|再|要|个|些|成|為|为|歌|BGM"
    "|bgm|我|想|上"
)


def read_sound(clause: Clause, context: Context) -> tuple[Ask, ...] | None:
    """Music to add, change or remove, and how loud things are."""
    text = re.sub(PLACEHOLDER, " ", clause.text)
    music = _MUSIC.search(text) is not None
    if _GENRE.fullmatch(text) or (isinstance(context.last, SetMusic) and _MOOD.fullmatch(text)):
        return (SetMusic(_mood_words(text)),)
    if not music and _is_effect(text):
        return (Unclear(unmask(clause.text, clause.quotes), "sound"),)
    volume = _volume(text, music=music)
    if volume is not None:
        return (volume,)
    return _music(text, context) if music and _is_about_music(text) else None


def _music(text: str, context: Context) -> tuple[Ask, ...]:
    if _REMOVES.search(text) and not re.search(r"\breplace|换", text):
        return (RemoveMusic(),)
    percent, mood_words = _percent(text), _mood_words(_QUIETLY.sub(" ", text))
    percent = QUIET_PERCENT if percent is None and _QUIETLY.search(text) else percent
    adds = re.match(
        r"(?:add|put|use|play|with|include|some|a)\b|[加配换用来添]", text, re.IGNORECASE
    )
    if percent is not None and not mood_words and not adds and context.has_music:
        return (SetVolume("music", percent),)
    return (SetMusic(mood_words, percent),)


def _is_effect(text: str) -> bool:
    return (
        re.match(
            r"(?:add|put|include|insert|use|give it)\b.*\b(?:sounds?|sound effects?|sfx"
            r"|ambience|voice ?over|narration)\b|(?:加|添加|配).*(?:音效|声音|旁白|配音)",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _is_about_music(text: str) -> bool:
    """ "a man playing music in the street" is a picture, not a wish for music."""
    if re.search(
        r"\b(?:playing|listening|dancing|musicians?|band)\b|演奏|听音乐|跳舞", text, re.IGNORECASE
    ):
        return False
    if _COMMANDS.match(text) and len(text.split()) <= 14:
        return (
            re.match(r"(?:a|the) (?:man|woman|girl|boy|person|robot)\b", text, re.IGNORECASE)
            is None
        )
    found = list(_MUSIC.finditer(text))
    return len(text.split()) <= 6 and len(text) <= 40 and bool(found)


def _percent(text: str) -> int | None:
    found = _PERCENT.search(text)
    return None if found is None else min(400, int(found["n"] or found["z"]))


def _volume(text: str, *, music: bool) -> SetVolume | None:
    target = _target(text, music=music)
    which = clip_named(text) if target == "clip" else None
    percent = _percent(text)
    names_volume = re.search(r"\bvolume\b|音量|声音", text, re.IGNORECASE)
    if _UNMUTE.search(text) and len(text.split()) <= 5:
        return SetVolume(target, 100, which=which)
    muted = _MUTE.search(text) is not None and len(text.split()) <= 5
    if muted or _SILENCED.fullmatch(text.strip()):
        return SetVolume(target, 0, which=which)
    louder, quieter = _LOUDER.search(text), _QUIETER.search(text)
    if not (louder or quieter or names_volume) or not _concerns_loudness(text, music=music):
        return None
    if percent is not None:
        by = re.search(r"\bby\b", text)
        if by is None:
            return SetVolume(target, percent, which=which)
    if louder or quieter:
        step_db = 3.0 if _LITTLE.search(text) else 12.0 if _MUCH.search(text) else 6.0
        change_db = step_db if louder and not quieter else -step_db
        return SetVolume(target, relative_db=change_db, which=which)
    return None


def _concerns_loudness(text: str, *, music: bool) -> bool:
    if music or _SOUND.search(text):
        return len(text.split()) <= 12
    return (
        re.fullmatch(
            r"(?:make (?:it|that|this|the (?:clip|video)) |it's |that's )?(?:a (?:little "
            r"|bit |touch |tad )?(?:bit )?|much |a lot |way |slightly |even |still )?"
            r"(?:louder|quieter|softer|too loud|too quiet|turn (?:it|this|that) (?:up"
            r"|down)(?: \d+ ?%| to \d+ ?%| a (?:bit|little))?)"
            r"(?: please| again| now)?|(?:再)?(?:大声|小声|响|轻)(?:一点|一些|点)?"
            r"|(?:再)?(?:调大|调小)(?:一点|一些|点)?",
            text.strip(),
            re.IGNORECASE,
        )
        is not None
    )


def _target(text: str, *, music: bool) -> VolumeTarget:
    if music:
        return "music"
    if re.search(
        r"\b(?:clip|footage|original|video)(?:'s)?\b(?: sound| audio| volume)?|原声|视频声音"
        r"|片段",
        text,
        re.IGNORECASE,
    ):
        return "clip"
    return "all"


def _mood_words(text: str) -> tuple[str, ...]:
    bare = _PERCENT.sub(" ", text)
    bare = re.sub(_STOPS_ZH, " ", bare) if re.search(f"[{HAN}]", bare) else bare
    words = re.findall(rf"[a-z0-9][a-z0-9'’&-]*|[{HAN}]+", bare.lower())
    return tuple(word for word in words if _STOP.fullmatch(word) is None)
