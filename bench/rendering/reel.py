"""The reference reel: 30 s, 1080x1920 at 30 fps, as a draft.

Four videos of other sizes and rates than the canvas, two stills with a slow push-in, five joins,
captions whose spoken word is lit, a logo, music that makes room for a voice. What would make a
number on it lie: a source that need only be copied, a still canvas, captions that rarely change.
"""

from __future__ import annotations

from bench.rendering.assets import HANDLE_MS, Workshop
from bench.rendering.words import cues
from kinoloom.draft.model import (
    AnySegment,
    AudioSegment,
    CaptionSegment,
    Draft,
    Ducking,
    ImageSegment,
    Metadata,
    Placement,
    Sounding,
    StickerSegment,
    TextStyle,
    Track,
    TrackType,
    Transition,
    VideoSegment,
)

WIDTH_PX, HEIGHT_PX, FPS = 1080, 1920, 30
JOIN_FRAMES = 15
JOIN = Transition(kind="crossfade", duration_ms=500)
MOVE = "push_in"
LOGO_WIDTH = 0.15
LOGO_AT = (0.88, 0.06)
MUSIC_PERCENT = 60.0
CAPTIONS = TextStyle(size=0.07, anchor="bottom", outline=0.06, animation="none")
ORDER = ("v0", "s0", "v1", "v2", "s1", "v3")
"""Videos and stills by number, as they follow each other."""


def reel(shop: Workshop) -> Draft:
    """The draft."""
    each_ms, total_ms = shop.lengths.reel_segment_ms, shop.lengths.reel_ms
    main = Track(
        id="main",
        type=TrackType.VIDEO,
        muted=True,
        segments=tuple(_segment(shop, number, each_ms) for number in range(len(ORDER))),
    )
    mark = StickerSegment(
        id="logo",
        start_ms=0,
        duration_ms=total_ms,
        source=shop.library.source(shop.logo),
        width=LOGO_WIDTH,
        placement=Placement(x=LOGO_AT[0], y=LOGO_AT[1]),
    )
    captions = CaptionSegment(
        id="captions", start_ms=0, duration_ms=total_ms, cues=cues(total_ms), style=CAPTIONS
    )
    music = AudioSegment(
        id="music",
        start_ms=0,
        duration_ms=total_ms,
        source=shop.library.source(shop.music, loop=True),
        sound=Sounding(volume=MUSIC_PERCENT),
        role="music",
    )
    voice = AudioSegment(
        id="voice",
        start_ms=0,
        duration_ms=total_ms,
        source=shop.library.source(shop.voice),
        role="voice",
    )
    return Draft(
        metadata=Metadata(width_px=WIDTH_PX, height_px=HEIGHT_PX, fps=str(FPS), title="Reel"),
        tracks=(
            main,
            Track(id="logo-track", type=TrackType.VIDEO, segments=(mark,)),
            Track(id="text", type=TrackType.TEXT, segments=(captions,)),
            Track(id="bed", type=TrackType.AUDIO, segments=(music,), ducking=Ducking()),
            Track(id="speech", type=TrackType.AUDIO, segments=(voice,)),
        ),
    )


def _segment(shop: Workshop, number: int, each_ms: int) -> AnySegment:
    kind, which = ORDER[number][0], int(ORDER[number][1])
    join = JOIN if number else None
    if kind == "s":
        return ImageSegment(
            id=f"clip{number}",
            start_ms=number * each_ms,
            duration_ms=each_ms,
            source=shop.library.source(shop.reel_stills[which]),
            move=MOVE,
            transition=join,
        )
    return VideoSegment(
        id=f"clip{number}",
        start_ms=number * each_ms,
        duration_ms=each_ms,
        source=shop.library.source(shop.reel_videos[which], HANDLE_MS),
        transition=join,
    )
