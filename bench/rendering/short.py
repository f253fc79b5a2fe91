"""The film that the peers make too: 21 s, 1080x1920 at 30 fps, three sources, two joins, captions.

Its captions are plain lines (no spoken word is lit) and its music is one file, since both peers do
that without a detour.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.rendering import x264
from bench.rendering.assets import HANDLE_MS, Workshop
from bench.rendering.reel import FPS, HEIGHT_PX, WIDTH_PX
from bench.rendering.subtitles import font_file
from bench.rendering.words import cues
from kinoloom.draft.model import (
    AudioSegment,
    CaptionSegment,
    Cue,
    Draft,
    Metadata,
    Sounding,
    TextStyle,
    Track,
    TrackType,
    Transition,
    VideoSegment,
)

JOIN_MS = 500
VOLUME = 0.6
FONT_PX = 60
CAPTION_TOP_PX = 1630
CLIPS = 3


@dataclass(frozen=True)
class Shot:
    """A clip as the peers place it: it begins when the join into it does."""

    path: Path
    start_s: float
    in_s: float
    length_s: float


@dataclass(frozen=True)
class Short:
    """The film's parts."""

    videos: tuple[Path, ...]
    music: Path
    each_ms: int
    cues: tuple[Cue, ...]

    @property
    def length_ms(self) -> int:
        """Length of the film."""
        return CLIPS * self.each_ms

    def shots(self) -> list[Shot]:
        """The clips with the overlaps their joins need."""
        half_ms, made = JOIN_MS // 2, list[Shot]()
        for number, path in enumerate(self.videos):
            before = half_ms if number else 0
            after = half_ms if number < CLIPS - 1 else 0
            start_ms = number * self.each_ms - before
            length_ms = self.each_ms + before + after
            in_ms = HANDLE_MS - before
            made.append(Shot(path, start_ms / 1000, in_ms / 1000, length_ms / 1000))
        return made

    def job(self, target: Path) -> dict[str, Any]:
        """The film for `moviepy_film.py`."""
        return {
            "width_px": WIDTH_PX,
            "height_px": HEIGHT_PX,
            "fps": FPS,
            "length_s": self.length_ms / 1000,
            "join_s": JOIN_MS / 1000,
            "clips": [{**vars(shot), "path": str(shot.path)} for shot in self.shots()],
            "captions": [
                {
                    "text": cue.text,
                    "start_s": cue.start_ms / 1000,
                    "length_s": cue.duration_ms / 1000,
                }
                for cue in self.cues
            ],
            "font": str(font_file()),
            "font_px": FONT_PX,
            "caption_top_px": CAPTION_TOP_PX,
            "music": str(self.music),
            "volume": VOLUME,
            "preset": x264.PRESET,
            "crf": x264.CRF,
            "target": str(target),
        }


def short(shop: Workshop) -> Short:
    """The film, of the reel's first three videos."""
    each_ms = shop.lengths.peer_segment_ms
    said = cues(CLIPS * each_ms)
    plain = tuple(cue.model_copy(update={"words": ()}) for cue in said)
    return Short(shop.reel_videos[:CLIPS], shop.music, each_ms, plain)


def draft_of(film: Short, shop: Workshop) -> Draft:
    """The film as our draft."""
    join = Transition(kind="crossfade", duration_ms=JOIN_MS)
    clips = tuple(
        VideoSegment(
            id=f"clip{number}",
            start_ms=number * film.each_ms,
            duration_ms=film.each_ms,
            source=shop.library.source(path, HANDLE_MS),
            transition=join if number else None,
        )
        for number, path in enumerate(film.videos)
    )
    style = TextStyle(size=FONT_PX / WIDTH_PX, anchor="bottom", outline=0.06, animation="none")
    captions = CaptionSegment(
        id="captions", start_ms=0, duration_ms=film.length_ms, cues=film.cues, style=style
    )
    music = AudioSegment(
        id="music",
        start_ms=0,
        duration_ms=film.length_ms,
        source=shop.library.source(film.music),
        sound=Sounding(volume=100 * VOLUME),
        role="music",
    )
    return Draft(
        metadata=Metadata(width_px=WIDTH_PX, height_px=HEIGHT_PX, fps=str(FPS), title="Short"),
        tracks=(
            Track(id="main", type=TrackType.VIDEO, muted=True, segments=clips),
            Track(id="text", type=TrackType.TEXT, segments=(captions,)),
            Track(id="bed", type=TrackType.AUDIO, segments=(music,)),
        ),
    )
