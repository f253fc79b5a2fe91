"""What kind of file is wanted, and the settings of encoders that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kinoloom.draft.model import Canvas
from kinoloom.errors import AskError
from kinoloom.render.files.codecs import CODECS, Codec, Quality, on_this_machine

CHUNK_S = 4
AUDIO_KBPS: dict[Quality, int] = {"low": 96, "medium": 160, "high": 192, "lossless": 320}
LONGEST_SIDE_PX = 7680
ANIMATION_SIDE_PX = 540
"""The short side of a GIF or WebP nobody gave a size: in full HD it is hundreds of megabytes."""
GIF_MOST_FPS = 50
"""It counts in hundredths of a second, and browsers take a single one of them for ten."""

Kind = Literal["film", "animation", "sound", "frame"]


@dataclass(frozen=True)
class Format:
    """A kind of file. The first of `codecs` is taken when none is asked for."""

    kind: Kind
    container: str
    mime: str
    description: str
    codecs: tuple[str, ...] = ()
    sound: str | None = None


FORMATS: Mapping[str, Format] = {
    "mp4": Format("film", "mp4", "video/mp4", "for everywhere", ("h264", "hevc", "av1"), "aac"),
    "webm": Format("film", "webm", "video/webm", "for web pages", ("vp9", "av1"), "opus"),
    "mov": Format(
        "film", "mov", "video/quicktime", "for editing on", ("prores", "h264", "hevc"), "pcm"
    ),
    "gif": Format(
        "animation", "gif", "image/gif", "moves without sound, 256 colours, at most 50 a second"
    ),
    "webp": Format("animation", "webp", "image/webp", "moves without sound, small"),
    "mp3": Format("sound", "mp3", "audio/mpeg", "the sound alone", sound="mp3"),
    "wav": Format("sound", "wav", "audio/wav", "the sound alone, uncompressed", sound="pcm"),
    "m4a": Format("sound", "mp4", "audio/mp4", "the sound alone, AAC", sound="aac"),
    "png": Format("frame", "png", "image/png", "one frame"),
}


class FormatUnknown(AskError):
    """A format, codec or quality that is not written here; the message names those that are."""


@dataclass(frozen=True)
class Output:
    """What was asked for. `short_side_px` and `fps` default to the draft's canvas.

    `hardware` lets a GPU encode where there is one; the picture is the same, the bits are not.
    `at_ms` is the moment a format that is one frame shows. A `muted` film has no sound track.
    """

    quality: Quality = "high"
    short_side_px: int | None = None
    fps: Fraction | None = None
    format: str = "mp4"
    codec: str | None = None
    hardware: bool = False
    at_ms: int = 0
    muted: bool = False

    @property
    def row(self) -> Format:
        """The format's row. Raises FormatUnknown."""
        if self.format not in FORMATS:
            raise FormatUnknown(f"I write {', '.join(FORMATS)} files, not {self.format}.")
        return FORMATS[self.format]


@dataclass(frozen=True)
class Encoding:
    """Everything that changes the picture's bits apart from the picture."""

    width_px: int
    height_px: int
    fps: Fraction
    codec: str = "h264"
    level: int = 20
    chunk_frames: int = 96
    has_picture: bool = True
    sound: str | None = "aac"

    @classmethod
    def of(cls, canvas: Canvas, output: Output) -> Encoding:
        """The settings for a canvas; an asked-for short side keeps the canvas's shape.

        Raises FormatUnknown.
        """
        fps = _rate(canvas, output)
        row, codec = output.row, _codec(output)
        width, height = _size(canvas, output)
        quality: Quality = "lossless" if row.kind == "animation" else output.quality
        return cls(
            width,
            height,
            fps,
            codec,
            CODECS[codec].levels[quality],
            max(1, round(CHUNK_S * fps)),
            row.kind != "sound",
            None if output.muted else row.sound,
        )

    @classmethod
    def at(cls, width_px: int, height_px: int, fps: Fraction, *, crf: int = 20) -> Encoding:
        """H.264 settings for a picture of that size and rate."""
        return cls(width_px, height_px, fps, level=crf, chunk_frames=max(1, round(CHUNK_S * fps)))

    @property
    def row(self) -> Codec:
        """The codec's row."""
        return CODECS[self.codec]

    @property
    def has_sound(self) -> bool:
        """Whether the file may carry sound."""
        return self.sound is not None

    @property
    def pixels(self) -> str:
        """The format of the pixels that the encoder takes."""
        return self.row.pixels_at(self.level)

    def options(self) -> dict[str, str]:
        """The encoder's private options."""
        return self.row.options(self.level, self.chunk_frames)

    def arguments(self) -> list[str]:
        """ffmpeg's output options for the picture."""
        options = [word for name, value in self.options().items() for word in (f"-{name}", value)]
        return [
            *("-c:v", self.row.encoder, *options, "-pix_fmt", self.pixels),
            *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
            *("-color_range", "tv", "-r", str(self.fps), "-threads", "1"),
            *("-video_track_timescale", str(timescale(self.fps))),
        ]


def _size(canvas: Canvas, output: Output) -> tuple[int, int]:
    width, height = canvas.width_px, canvas.height_px
    short = output.short_side_px
    if short is None and output.row.kind == "animation":
        short = min(ANIMATION_SIDE_PX, width, height)
    if short is None:
        return width, height
    # A ribbon of a canvas would otherwise be a million pixels long.
    scale = min(Fraction(short, min(width, height)), Fraction(LONGEST_SIDE_PX, max(width, height)))
    wide, tall = (max(2, 2 * round(side * scale / 2)) for side in (width, height))
    return wide, tall


def _rate(canvas: Canvas, output: Output) -> Fraction:
    fps = output.fps or canvas.rate
    # Every second frame: an uneven choice would limp.
    while output.format == "gif" and fps > GIF_MOST_FPS:
        fps /= 2
    return fps


def _codec(output: Output) -> str:
    row = output.row
    if not row.codecs:
        # What becomes no film is drawn without loss first.
        return "h264"
    codec = output.codec or row.codecs[0]
    if codec not in row.codecs:
        raise FormatUnknown(f"A {output.format} file takes {', '.join(row.codecs)}, not {codec}.")
    return on_this_machine(codec) if output.hardware else codec


def timescale(fps: Fraction) -> int:
    """Ticks per second in which every frame of that rate starts on a whole tick."""
    return fps.numerator * (1 if fps.numerator >= 10_000 else 512)
