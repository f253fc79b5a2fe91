"""What a file holds, read from its bytes by PyAV; its name is never asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kinoloom.errors import SourceError
from kinoloom.media.ffmpeg import FILE_DEMUXERS

if TYPE_CHECKING:
    from av import CodecContext, VideoFrame, VideoStream
    from av.container import InputContainer

Kind = Literal["video", "image", "audio"]
STILL_FORMATS = frozenset(
    {"png_pipe", "apng", "jpeg_pipe", "webp_pipe", "bmp_pipe", "image2", "tiff_pipe"}
)
ALPHA_DECODERS = {"vp8": "libvpx", "vp9": "libvpx-vp9"}
"""By codec: ffmpeg's own decoders of these leave out the alpha a WebM keeps beside the picture."""
LATE_S = Fraction(1, 2)
"""A picture that begins so long after the sound is waited for."""
MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class MediaInfo:
    """Facts about one file. Sizes are as displayed; `stream_id` is a hash of the codec's header,
    equal for streams that may follow each other without re-encoding."""

    kind: Kind
    duration_ms: int
    width_px: int = 0
    height_px: int = 0
    fps: Fraction = Fraction(0)
    has_sound: bool = False
    codec: str = ""
    stream_id: str = ""
    frame_count: int = 0
    has_alpha: bool = False


def probe(path: Path, demuxer: str | None = None) -> MediaInfo:
    """Facts about a file, opened as what `demuxer` names or as any known kind of file.

    Decodes the first frame, which alone knows how the picture is turned. Raises SourceError when
    the file is missing, is no media or its first frame cannot be decoded.
    """
    from av.error import FFmpegError

    if not path.is_file():
        raise SourceError(f"The file {path.name} is missing.")
    try:
        with opened(path, demuxer) as container:
            return _facts(container)
    except (FFmpegError, ValueError, IndexError) as error:
        raise SourceError(f"{path.name} cannot be read as video, picture or sound.") from error


def opened(path: Path, demuxer: str | None = None) -> InputContainer:
    """A file open for reading, unable to pull in any other. Raises av's FFmpegError."""
    import av

    options = {
        "protocol_whitelist": "file",
        "format_whitelist": demuxer or ",".join(FILE_DEMUXERS),
    }
    # Absolute: a name such as "concat:a" in the working folder would be taken for a protocol.
    # Replaced: titles in old WAV and AVI files are in no encoding that anyone wrote down.
    return av.open(str(path.absolute()), format=demuxer, options=options, metadata_errors="replace")


def picture_of(container: InputContainer) -> VideoStream | None:
    """The stream that moves; a cover kept in a sound file is none."""
    from av.stream import Disposition

    streams = container.streams.video
    return next((s for s in streams if not s.disposition & Disposition.attached_pic), None)


def beginning_s(container: InputContainer) -> Fraction:
    """Time 0 of a file, in the time its timestamps are in: where its picture begins.

    Recorders and the delay of encoders let sound begin a little earlier. Counted from there, every
    cut would show the frame before the one that was meant. Only a picture that begins `LATE_S` late
    or more is waited for.
    """
    begins_s = Fraction(container.start_time or 0, MICROSECONDS)
    picture = picture_of(container)
    if picture is None or picture.start_time is None or picture.time_base is None:
        return begins_s
    seen_s = Fraction(picture.start_time * picture.time_base)
    return seen_s if begins_s < seen_s < begins_s + LATE_S else begins_s


def keeps_alpha_beside(stream: VideoStream) -> bool:
    """Whether a stream's alpha is a second picture in each packet."""
    return stream.metadata.get("alpha_mode") == "1" and stream.codec_context.name in ALPHA_DECODERS


def alpha_decoder(stream: VideoStream) -> CodecContext:
    """A decoder for a stream that keeps its alpha beside. Raises ValueError when there is none."""
    import av

    return av.CodecContext.create(ALPHA_DECODERS[stream.codec_context.name], "r")


def has_alpha(frame: VideoFrame) -> bool:
    """Whether the frame's pixels carry alpha."""
    name = frame.format.name
    kinds = ("yuva", "rgba", "bgra", "argb", "abgr", "gbrap", "ya8", "ya16", "pal8")
    return name.startswith(kinds)


def _facts(container: InputContainer) -> MediaInfo:
    sound = container.streams.audio[0] if container.streams.audio else None
    length_ms = round((container.duration or 0) / 1000)
    picture = picture_of(container)
    if picture is None:
        if sound is None:
            raise ValueError("neither picture nor sound")
        # A stream of a codec that is not known has no context at all.
        codec = getattr(sound.codec_context, "name", "")
        return MediaInfo("audio", length_ms, has_sound=True, codec=codec)
    still = container.format.name in STILL_FORMATS or (picture.frames == 1 and sound is None)
    if picture.duration is not None and picture.time_base is not None and not still:
        length_ms = round(picture.duration * picture.time_base * 1000)
    elif not still and length_ms:
        unseen_s = beginning_s(container) - Fraction(container.start_time or 0, MICROSECONDS)
        length_ms -= round(unseen_s * 1000)
    # Starting threads for one frame costs more than the frame.
    picture.thread_count = 1
    first = next(container.decode(picture), None)
    if first is None:
        raise ValueError("no frame")
    if not still and not length_ms:
        length_ms = _measured_ms(container, picture)
    turned = first.rotation
    sides = (first.width, first.height)
    width_px, height_px = sides[::-1] if turned % 180 else sides
    return MediaInfo(
        kind="image" if still else "video",
        duration_ms=0 if still else length_ms,
        width_px=width_px,
        height_px=height_px,
        fps=Fraction(picture.average_rate or picture.guessed_rate or 0),
        has_sound=sound is not None,
        codec=picture.codec_context.name,
        stream_id=_stream_id(picture.codec_context.extradata, turned),
        frame_count=picture.frames,
        has_alpha=has_alpha(first) or keeps_alpha_beside(picture),
    )


def _measured_ms(container: InputContainer, picture: VideoStream) -> int:
    """Where the last packet ends: recordings made in browsers say no length."""
    ends = (p.pts + (p.duration or 0) for p in container.demux(picture) if p.pts is not None)
    end_s = max(ends, default=0) * (picture.time_base or 0)
    return round(max(Fraction(0), end_s - beginning_s(container)) * 1000)


def _stream_id(header: bytes | None, turned: int) -> str:
    if not header:
        return ""
    # Turned streams differ in nothing else, and must not be copied where upright ones are expected.
    return hashlib.sha256(header + (str(turned).encode() if turned else b"")).hexdigest()
