"""What kind of file is wanted, and the encoder settings that follow."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kinoloom.draft.model import Canvas

Quality = Literal["low", "medium", "high"]

CRF: dict[Quality, int] = {"low": 28, "medium": 23, "high": 20}
PRESET = "veryfast"
CHUNK_S = 4
AUDIO_KBPS: dict[Quality, int] = {"low": 96, "medium": 160, "high": 192}


@dataclass(frozen=True)
class Output:
    """What was asked for. `short_side_px` and `fps` default to the draft's canvas."""

    quality: Quality = "high"
    short_side_px: int | None = None
    fps: Fraction | None = None


@dataclass(frozen=True)
class Encoding:
    """Everything that changes the picture's bits apart from the picture.

    One encoder thread a chunk: x264's bits depend on the number of threads, and chunks keep the
    other cores busy anyway.
    """

    width_px: int
    height_px: int
    fps: Fraction
    crf: int
    preset: str = PRESET
    chunk_frames: int = 96

    @classmethod
    def of(cls, canvas: Canvas, output: Output) -> Encoding:
        """The settings for a canvas; an asked-for short side keeps the canvas's shape."""
        fps = output.fps or canvas.rate
        width, height = canvas.width_px, canvas.height_px
        if output.short_side_px:
            scale = Fraction(output.short_side_px, min(width, height))
            width, height = (2 * round(side * scale / 2) for side in (width, height))
        return cls.at(width, height, fps, crf=CRF[output.quality])

    @classmethod
    def at(cls, width_px: int, height_px: int, fps: Fraction, *, crf: int = 20) -> Encoding:
        """The settings for a picture of that size and rate."""
        return cls(width_px, height_px, fps, crf, chunk_frames=max(1, round(CHUNK_S * fps)))

    def arguments(self) -> list[str]:
        """ffmpeg's output options for the picture."""
        x264 = (
            f"keyint={self.chunk_frames}:min-keyint={self.chunk_frames}:scenecut=0:open-gop=0:"
            "stitchable=1:threads=1:lookahead-threads=1:"
            # Said to x264 itself: a filter graph passes on only the matrix.
            "colorprim=bt709:transfer=bt709:colormatrix=bt709"
        )
        return [
            *("-c:v", "libx264", "-preset", self.preset, "-crf", str(self.crf)),
            *("-profile:v", "high", "-pix_fmt", "yuv420p", "-x264-params", x264),
            *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
            *("-color_range", "tv", "-r", str(self.fps), "-threads", "1"),
            *("-video_track_timescale", str(timescale(self.fps))),
        ]


def timescale(fps: Fraction) -> int:
    """Ticks per second in which every frame of that rate starts on a whole tick."""
    return fps.numerator * (1 if fps.numerator >= 10_000 else 512)
