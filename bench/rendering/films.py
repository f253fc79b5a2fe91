"""The longer drafts: a film that is edited, one of half an hour, one of ten minutes to preview."""

from __future__ import annotations

from bench.rendering.assets import HANDLE_MS, Workshop
from bench.rendering.words import cues
from kinoloom.draft.model import (
    AudioSegment,
    CaptionSegment,
    Draft,
    Ducking,
    Metadata,
    Sounding,
    TextStyle,
    TitleSegment,
    Track,
    TrackType,
    Transition,
    VideoSegment,
)

WIDTH_PX, HEIGHT_PX, FPS = 1920, 1080, 30
TITLED = 3
"""Every third segment carries a title."""
JOINED = 5
"""Every fifth segment comes in over the one before."""
IN_STEP_MS = 700
APPENDED_MS = 10_000
STRETCH_MS = 4_000
CALM_FPS = 24
CAPTIONS = TextStyle(size=0.06, anchor="bottom", outline=0.06, animation="none")
SMALL = TextStyle(size=0.08, anchor="top", animation="none")


def film(shop: Workshop, length_ms: int) -> Draft:
    """1080p at 30: clips with their own sound, titles, captions, music.

    The captions are numbered: no stretch of the film is the same as another, so that nothing of
    a full export comes from the cache.
    """
    each_ms = shop.lengths.film_segment_ms
    count = length_ms // each_ms
    clips = tuple(_clip(shop, number) for number in range(count))
    titles = tuple(
        TitleSegment(
            id=f"title{number}",
            start_ms=number * each_ms + 1_000,
            duration_ms=3_000,
            text=f"Chapter {number // TITLED + 1}",
            style=TextStyle(anchor="top"),
        )
        for number in range(0, count, TITLED)
    )
    captions = CaptionSegment(
        id="captions",
        start_ms=0,
        duration_ms=count * each_ms,
        cues=cues(count * each_ms, numbered=True),
        style=CAPTIONS,
    )
    return Draft(
        metadata=Metadata(width_px=WIDTH_PX, height_px=HEIGHT_PX, fps=str(FPS), title="Film"),
        tracks=(
            Track(id="main", type=TrackType.VIDEO, segments=clips),
            Track(id="titles", type=TrackType.TEXT, segments=titles),
            Track(id="words", type=TrackType.TEXT, segments=(captions,)),
            _bed(shop, count * each_ms),
        ),
    )


def extra_clip(shop: Workshop) -> VideoSegment:
    """Ten seconds that the film does not show."""
    length_ms = min(APPENDED_MS, shop.lengths.film_segment_ms)
    source = shop.library.source(shop.film_videos[1], HANDLE_MS + 333)
    return VideoSegment(id="extra", start_ms=0, duration_ms=length_ms, source=source)


def long_film(shop: Workshop, length_ms: int) -> Draft:
    """A calm minute over and over, with a running number: every chunk is another picture."""
    minute_ms = min(60_000, shop.lengths.long_ms)
    half_ms = minute_ms // 2
    count = length_ms // half_ms or 1
    each_ms = min(half_ms, length_ms)
    clips = tuple(
        VideoSegment(
            id=f"clip{number}",
            start_ms=number * each_ms,
            duration_ms=each_ms,
            source=shop.library.source(shop.calm_video, HANDLE_MS + number % 2 * half_ms),
        )
        for number in range(count)
    )
    numbers = tuple(
        TitleSegment(
            id=f"number{number}",
            start_ms=number * STRETCH_MS,
            duration_ms=STRETCH_MS,
            text=f"{number + 1}",
            style=SMALL,
        )
        for number in range(count * each_ms // STRETCH_MS)
    )
    return Draft(
        metadata=Metadata(width_px=WIDTH_PX, height_px=HEIGHT_PX, fps=str(CALM_FPS), title="Long"),
        tracks=(
            Track(id="main", type=TrackType.VIDEO, segments=clips),
            Track(id="numbers", type=TrackType.TEXT, segments=numbers),
            _bed(shop, count * each_ms),
        ),
    )


def _clip(shop: Workshop, number: int) -> VideoSegment:
    videos = shop.film_videos
    turn = number // len(videos)
    in_ms = HANDLE_MS + turn * IN_STEP_MS % shop.lengths.film_segment_ms
    joins = number % JOINED == JOINED - 1
    return VideoSegment(
        id=f"clip{number}",
        start_ms=number * shop.lengths.film_segment_ms,
        duration_ms=shop.lengths.film_segment_ms,
        source=shop.library.source(videos[number % len(videos)], in_ms),
        transition=Transition(kind="crossfade", duration_ms=500) if joins else None,
    )


def _bed(shop: Workshop, length_ms: int) -> Track:
    music = AudioSegment(
        id="music",
        start_ms=0,
        duration_ms=length_ms,
        source=shop.library.source(shop.music, loop=True),
        sound=Sounding(volume=40.0),
        role="music",
    )
    return Track(id="bed", type=TrackType.AUDIO, segments=(music,), ducking=Ducking())
