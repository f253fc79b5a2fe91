"""The wish for a file: what kind of file, and which words ask for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kinoloom.intent.asks import Export
from kinoloom.intent.times import find_time, without

Quality = Literal["low", "medium", "high", "lossless"]
_Table = tuple[tuple[str, str], ...]

# Formats that are not written are read too: the answer then says which are.
_FORMATS: _Table = (
    *((name, name) for name in ("mp4", "mov", "webm", "webp", "mp3", "wav", "m4a", "png")),
    ("gif", r"gifs?|动图|動圖"),
    *((name, name) for name in ("mkv", "avi", "wmv", "flv", "mpe?g", "ogg", "flac", "aac")),
    ("jpg", "jpe?g"),
)
_CODECS: _Table = (
    ("h264", r"[hx]\.? ?264|avc"),
    ("hevc", r"hevc|[hx]\.? ?265"),
    ("av1", r"av1"),
    ("vp9", r"vp-?9"),
    ("prores", r"pro ?res(?: ?422)?(?: hq)?"),
)
_SIDES_PX = (
    (r"8k", 4320), (r"4k|uhd|ultra hd", 2160), (r"2k|qhd", 1440), (r"fhd|full ?hd", 1080),
)  # fmt: skip
_PIXELS = re.compile(r"(?<![a-z0-9])(\d{3,4})(?:p|\s?[x×]\s?(\d{3,4}))(?![a-z0-9])", re.IGNORECASE)
_QUALITIES: tuple[tuple[Quality, str], ...] = (
    ("lossless", r"lossless|without loss|uncompressed|无损|無損"),
    ("high", r"high(?:est)?(?: |-)?(?:quality|res)|best quality|\bhd\b|高清|超清|高质量|最高"),
    ("low", r"low(?:est)?(?: |-)?(?:quality|res)|small file|draft|标清|低质量|小文件"),
    ("medium", r"medium quality|standard quality|中等"),
)
_LOSSLESS = re.compile(
    r"\blossless(?:ly)?\b|\bwithout loss\b|\buncompressed\b|无损|無損", re.IGNORECASE
)
_RATE = re.compile(
    r"(?<![\d.])(?:(\d{1,3}(?:\.\d{1,3})?) ?(?:fps|frames? ?(?:per|a|/) ?sec(?:ond)?)(?![a-z])"
    r"|每秒 ?(\d{1,3}) ?[帧幀]|(\d{2,3}) ?[帧幀](?:每秒|/秒|率)?"
    r"|(?<=at )(24|25|30|48|50|60)(?= |$)(?! ?s))",
    re.IGNORECASE,
)
_SOUND = re.compile(
    r"(?<!with )(?<!with the )(?<!and )(?<!and the )(?<!without )(?<!without the )"
    r"\b(?:audio|sound|sound ?track)(?: track| file| part)?\b|(?:声音|聲音|音频|音頻|音轨|音軌)",
    re.IGNORECASE,
)
_MUTED = re.compile(
    r"(?:\b(?:with(?:out| no)|no|minus)(?: any| an| the| its)?"
    r" (?:audio|sounds?|sound ?track)(?: track)?\b"
    r"|\b(?:with )?(?:the )?(?:audio|sound)(?: track)? (?:turned |switched )?off\b"
    r"|\b(?:muted?|silent(?:ly)?|(?:sound|audio)-?less)\b)"
    r"|(?:以|用)?(?:静音|靜音|(?:没有?|沒有?|不带|不帶|不含|不要|去掉|去除|无|無)(?:任何)?"
    r"(?:声音|聲音|音频|音頻|音轨|音軌|声|聲))",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"\b(?:(?P<end>first|last|final|opening) )?(?:frame|still|screenshot|screen shot|snapshot)"
    r"(?: image| picture)?\b"
    r"|(?P<end_zh>最后|第)?一[帧幀](?:画面|畫面)?|(?:单|單|静|靜)[帧幀]|截图|截圖|截屏|画面|畫面",
    re.IGNORECASE,
)
_PREVIEW = re.compile(
    r"\b(?:(?:quick|fast|small|rough|low-res) )*preview(?: file| video| version| copy)?\b"
    r"|(?:快速)?(?:预览|預覽)(?:版|视频|视頻|文件)?|小样",
    re.IGNORECASE,
)
_SHOT = re.compile(r"screen ?shot|snapshot|截图|截圖|截屏", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:only|just|alone|extract|rip)\b|只|仅|提取|单独", re.IGNORECASE)
_AT = re.compile(r"(?:\b(?:at|of|from)(?: the)?(?: second| minute)?|在|第)\s*$", re.IGNORECASE)

_EXPORT = re.compile(
    r"(?:(?:export|download|save|render|deliver|output)(?P<what>\b.*)"
    r"|(?:send|give|hand|mail)(?: me)?(?P<sent>(?: (?:the|my|over|final|finished|whole|full))+ "
    r"(?:video|film|clip|movie|file|result|)\b.*))",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"(?:\b(?:it|this|that|the|my|our|video|videos|film|clip|movie|file|final|result"
    r"|project|version|as|in|to|at|with|a|an|and|full|high|highest|best|low|lowest|medium"
    r"|standard|small|quality|resolution|hd|uhd|fhd|4k|2k|8k|please|now|again|format|codec|for|me"
    r"|us|everything|all|whole|thing|short|reel|so far|computer|disk|"
    r"disc|desktop|youtube|tiktok|instagram|button|cut|edit|ready|finished|"
    r"back|use|web|timeline|draft|only|just|alone|of|from|its|animated|moving|using|encoded"
    r"|one|single|current|sound|audio)\b|[\s,.'/-])*",
    re.IGNORECASE,
)
_EXPORT_ZH = re.compile(
    r"(?:把)?(?:这个|这段|整个|我的|最终|全部|成片|视频|影片|片子|它|作品|成品|視頻|最终的|只|仅"
    r"|单独|的|从|里)*"
    r"(?:导出|導出|下载|下載|保存|输出|輸出|渲染|发给我|发送给我|發給我|只要|只需要)"
    r"(?:成|为|為|一下|出来|到|个|一个|这个|视频|影片|视频文件|文件|格式|高清|超清|标清"
    r"|高质量|最高|画质|质量|清晰度|的|吧|了|4k|2k|8k|本地|电脑|手机|全部|成片|片子|我|給我|最终版|版本?"
    r"|視頻|按钮|编码|帧率|处|时|一张|一段|一份|[\s,，])*",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?:(?:make|turn|convert|change|transform|give|send|show|get|extract|rip)(?: me)?"
    r"(?: (?:it|this|that|(?:the|my) (?:video|film|clip|movie)))?(?: (?:in)?to| as| in)?|)"
    r"(?: *(?:an?|the|animated|file|format|version|only|just|as|in|of|from|it|this|my|video"
    r"|film)\b)*"
    r"|(?:把)?(?:它|这个|视频|影片|片子|成片)*(?:转换?|变|做|改|存|生成|制作|要|来|提取)?"
    r"(?:成|为|一个|一张|个|的|格式|\s)*",
    re.IGNORECASE,
)
_TAKE = re.compile(
    r"(?:take|grab|capture|get|give me|show me)(?: ?(?:an?|the|one|single|current|as|me|of|it|this"
    r"|video|film)\b)*\s*|(?:截|取|抓)?(?:一张|一下|个|取|的|图|圖|\s)*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Found:
    """What a text says of the file, and its other words.

    `is_named` where nothing but a file can be meant, `is_taken` where it is a frame.
    """

    export: Export
    rest: str
    is_named: bool
    is_taken: bool


def read_export(text: str, *, has_clip: bool = False) -> Export | None:
    """The file a clause asks for; None when it asks for something else.

    On a film, "make it a gif" and "only the sound as mp3" ask for a file too.
    """
    found = _found(text)
    match = _EXPORT.fullmatch(found.rest)
    if match is not None:
        named = match["what"] or match["sent"] or ""
        return found.export if _FILLERS.fullmatch(named) else None
    if _EXPORT_ZH.fullmatch(found.rest):
        return found.export
    turned = found.is_named and _TURN.fullmatch(found.rest)
    taken = found.is_taken and _TAKE.fullmatch(found.rest)
    return found.export if has_clip and (turned or taken) else None


def _found(text: str) -> _Found:
    rate = _RATE.search(text)
    format, rest = _taken(_RATE.sub(" ", text), _FORMATS)
    codec, rest = _taken(rest, _CODECS)
    quality = _quality(text)
    side, rest = _short_side(_LOSSLESS.sub(" ", rest))
    preview, rest = _PREVIEW.search(rest), _PREVIEW.sub(" ", rest)
    muted, rest = _MUTED.search(rest), _MUTED.sub(" ", rest)
    frame, sound, at_ms = _FRAME.search(rest), _SOUND.search(rest), None
    if frame is not None:
        at_ms, rest = _moment(_FRAME.sub(" ", rest, count=1), frame)
    elif sound is not None:
        rest = _SOUND.sub(" ", rest)
    export = Export(
        format=format or ("png" if frame else "mp3" if sound else None),
        # A size says more than "HD" does.
        quality=None if side is not None and quality != "lossless" else quality,
        short_side_px=side,
        codec=codec,
        fps=next(group for group in rate.groups() if group) if rate else None,
        at_ms=at_ms,
        preview=preview is not None,
        muted=muted is not None,
    )
    alone = sound is not None and _ALONE.search(text) is not None
    is_shot = frame is not None and _SHOT.fullmatch(frame[0]) is not None
    return _Found(
        export,
        rest.strip(),
        is_named=bool(format or codec or preview or alone),
        is_taken=frame is not None and (is_shot or rest.strip() != ""),
    )


def _taken(text: str, table: _Table) -> tuple[str | None, str]:
    """The first row named in a text, and the text without any of the rows' names."""
    found: list[tuple[int, str]] = []
    rest = text
    for name, pattern in table:
        word = re.compile(rf"(?<![a-z0-9])\.?(?:{pattern})(?![a-z0-9])", re.IGNORECASE)
        match = word.search(text)
        if match is not None:
            found.append((match.start(), name))
            rest = word.sub(" ", rest)
    return (min(found)[1] if found else None), rest


def _quality(text: str) -> Quality | None:
    for quality, pattern in _QUALITIES:
        if re.search(pattern, text, re.IGNORECASE):
            return quality
    return None


def _short_side(text: str) -> tuple[int | None, str]:
    pixels = _PIXELS.search(text)
    if pixels is not None:
        side = min(int(group) for group in pixels.groups() if group)
        return side, _PIXELS.sub(" ", text)
    for pattern, side in _SIDES_PX:
        word = re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])", re.IGNORECASE)
        if word.search(text):
            return side, word.sub(" ", text)
    return None, text


def _moment(text: str, frame: re.Match[str]) -> tuple[int | None, str]:
    """When a frame is shown, and the text without it; -1 is the film's end."""
    end = (frame["end"] or frame["end_zh"] or "").lower()
    if end:
        return (-1 if end in ("last", "final", "最后") else 0), text
    time = find_time(text)
    if time is None:
        return None, text
    before = _AT.search(text[: time.start])
    return time.ms, without(text, before.start() if before else time.start, time.end)
