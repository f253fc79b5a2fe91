"""What a file holds, read from its bytes by PyAV; its name is never asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from kinoloom.errors import SourceError

Kind = Literal["video", "image", "audio"]
STILL_FORMATS = frozenset({"png_pipe", "jpeg_pipe", "webp_pipe", "bmp_pipe", "image2", "tiff_pipe"})


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


def probe(path: Path) -> MediaInfo:
    """Facts about a file. Raises SourceError when it is missing or is no media."""
    import av
    from av.error import FFmpegError

    if not path.is_file():
        raise SourceError(f"The file {path.name} is missing.")
    try:
        with av.open(str(path)) as container:
            return _facts(container)
    except (FFmpegError, ValueError, IndexError) as error:
        raise SourceError(f"{path.name} cannot be read as video, picture or sound.") from error


def _facts(container: object) -> MediaInfo:
    from av.container import InputContainer

    assert isinstance(container, InputContainer)
    sound = container.streams.audio[0] if container.streams.audio else None
    length_ms = round((container.duration or 0) / 1000)
    if not container.streams.video:
        if sound is None:
            raise ValueError("neither picture nor sound")
        return MediaInfo("audio", length_ms, has_sound=True, codec=sound.codec_context.name)
    picture = container.streams.video[0]
    codec = picture.codec_context
    still = container.format.name in STILL_FORMATS or (picture.frames == 1 and sound is None)
    if picture.duration is not None and picture.time_base is not None and not still:
        length_ms = round(picture.duration * picture.time_base * 1000)
    return MediaInfo(
        kind="image" if still else "video",
        duration_ms=0 if still else length_ms,
        width_px=codec.width,
        height_px=codec.height,
        fps=Fraction(picture.average_rate or picture.guessed_rate or 0),
        has_sound=sound is not None,
        codec=codec.name,
        stream_id=_stream_id(codec.extradata),
        frame_count=picture.frames,
    )


def _stream_id(header: bytes | None) -> str:
    return hashlib.sha256(header).hexdigest() if header else ""
