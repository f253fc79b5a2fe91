"""The reel as other programs are told it: clips with the overlaps their joins need, words, sounds.

What neither peer has is left out of theirs: music that makes room for the voice. Their clips are
placed by hand where ours follow each other; the picture is the same (`peers_part` compares).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.rendering import x264
from bench.rendering.assets import HANDLE_MS, Workshop
from bench.rendering.graph import ZOOM_TO
from bench.rendering.reel import (
    CAPTIONS,
    FPS,
    HEIGHT_PX,
    JOIN,
    LOGO_AT,
    LOGO_WIDTH,
    MUSIC_PERCENT,
    ORDER,
    WIDTH_PX,
)
from bench.rendering.subtitles import font_file
from bench.rendering.words import cues
from kinoloom.draft.model import Cue

JOIN_MS = JOIN.duration_ms
VOLUME = MUSIC_PERCENT / 100
FONT_PX = round(CAPTIONS.size * WIDTH_PX)
CAPTION_TOP_PX = 1330
CAPTION_WIDTH_PX = 928
LIT_RGB, PLAIN_RGB = "#FFD60A", "#FFFFFF"
LOGO_PX = round(LOGO_WIDTH * WIDTH_PX)
LOGO_LEFT_PX = round(LOGO_AT[0] * WIDTH_PX - LOGO_PX / 2)
LOGO_TOP_PX = round(LOGO_AT[1] * HEIGHT_PX - LOGO_PX / 2)


@dataclass(frozen=True)
class Shot:
    """A clip as the peers place it: it begins when the join into it does.

    A still's move lasts `move_s` and begins `rest_s` after the clip.
    """

    path: Path
    is_still: bool
    start_s: float
    in_s: float
    length_s: float
    rest_s: float
    move_s: float


@dataclass(frozen=True)
class Told:
    """The reel's parts."""

    sources: tuple[tuple[Path, bool], ...]
    """In the order they are seen; whether each is a still."""
    logo: Path
    music: Path
    voice: Path
    each_ms: int
    cues: tuple[Cue, ...]

    @property
    def length_ms(self) -> int:
        """Length of the reel."""
        return len(self.sources) * self.each_ms

    @property
    def files(self) -> tuple[Path, ...]:
        """Everything a peer reads."""
        return (*(path for path, _ in self.sources), self.logo, self.music, self.voice)

    def shots(self) -> list[Shot]:
        """The clips with the overlaps their joins need."""
        half_ms, made = JOIN_MS // 2, list[Shot]()
        for number, (path, is_still) in enumerate(self.sources):
            before = half_ms if number else 0
            after = half_ms if number < len(self.sources) - 1 else 0
            start_ms = number * self.each_ms - before
            length_ms = self.each_ms + before + after
            in_ms = 0 if is_still else HANDLE_MS - before
            made.append(
                Shot(
                    path, is_still, start_ms / 1000, in_ms / 1000, length_ms / 1000,
                    before / 1000, self.each_ms / 1000,
                )
            )  # fmt: skip
        return made

    def job(self, target: Path, *, is_tuned: bool) -> dict[str, Any]:
        """The film for `moviepy_film.py`."""
        return {
            "crop_first": is_tuned,
            "width_px": WIDTH_PX,
            "height_px": HEIGHT_PX,
            "fps": FPS,
            "length_s": self.length_ms / 1000,
            "join_s": JOIN_MS / 1000,
            "zoom_to": ZOOM_TO,
            "clips": [{**vars(shot), "path": str(shot.path)} for shot in self.shots()],
            "logo": {
                "path": str(self.logo),
                "width_px": LOGO_PX,
                "left_px": LOGO_LEFT_PX,
                "top_px": LOGO_TOP_PX,
            },
            "captions": [self._caption(cue) for cue in self.cues],
            "style": {
                "font": str(font_file()),
                "font_px": FONT_PX,
                "top_px": CAPTION_TOP_PX,
                "width_px": CAPTION_WIDTH_PX,
                "plain": PLAIN_RGB,
                "lit": LIT_RGB,
            },
            "music": str(self.music),
            "volume": VOLUME,
            "voice": str(self.voice),
            # Else its own.
            "encoder": {"preset": x264.PRESET, "threads": 1} if is_tuned else {},
            "crf": x264.CRF,
            "target": str(target),
        }

    @staticmethod
    def _caption(cue: Cue) -> dict[str, Any]:
        words = [
            {
                "text": word.text,
                "start_s": (cue.start_ms + word.start_ms) / 1000,
                "length_s": word.duration_ms / 1000,
            }
            for word in cue.words
        ]
        return {
            "start_s": cue.start_ms / 1000,
            "length_s": cue.duration_ms / 1000,
            "words": words,
        }


def told(shop: Workshop) -> Told:
    """The reel of a workshop."""
    sources = tuple(
        (shop.reel_stills if name[0] == "s" else shop.reel_videos)[int(name[1])] for name in ORDER
    )
    return Told(
        tuple(zip(sources, (name[0] == "s" for name in ORDER), strict=True)),
        shop.logo,
        shop.music,
        shop.voice,
        shop.lengths.reel_segment_ms,
        cues(shop.lengths.reel_ms),
    )
