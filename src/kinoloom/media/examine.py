"""Facts about a stranger's file, found in a child process that may crash or hang as it likes."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from kinoloom.errors import SourceError
from kinoloom.media import ffmpeg
from kinoloom.media.confinement import Limits
from kinoloom.media.sniff import TYPES, FileType
from kinoloom.watch import Watch

CHILD = "kinoloom.media.examine_child"
TIMEOUT_S = 20.0
LIMITS = Limits(cpu_s=20, memory_bytes=2 << 30, written_bytes=1 << 20)
SOUND_MIMES = {"webm": "audio/webm", "mkv": "audio/x-matroska", "avi": "video/x-msvideo"}


@dataclass(frozen=True)
class Facts:
    """What a file holds. The size is as displayed; all zero for documents and fonts.

    `decoder` is ffmpeg's name of the one that shows all of the picture, where that is not its own:
    of a WebM with alpha, it would leave the alpha out.
    """

    duration_ms: int = 0
    width_px: int = 0
    height_px: int = 0
    fps: Fraction = Fraction(0)
    has_sound: bool = False
    decoder: str = ""


def examine(path: Path, file_type: FileType, *, watch: Watch | None = None) -> Facts:
    """The facts of a file that `sniff` knows; its first picture and sound are decoded for them.

    Raises SourceError when it cannot be decoded, is truncated, has over 100 megapixels or 12 hours,
    or takes more than 20 s or 2 GB to look at; Cancelled when `watch` is.
    """
    if file_type.kind in ("document", "font"):
        return Facts()
    if not path.is_file():
        raise SourceError("The file is missing.")
    arguments = [str(path.absolute()), file_type.name, file_type.demuxer or ""]
    try:
        answer = ffmpeg.run_python(
            CHILD, arguments, limits=LIMITS, timeout_s=TIMEOUT_S, watch=watch
        )
    except ffmpeg.OverLimit as error:
        raise SourceError(
            "The file takes too much time or memory to read; send a simpler version of it."
        ) from error
    except ffmpeg.ChildFailed as error:
        # Ended by a signal: the decoder crashed on these bytes. Any code is a defect of ours.
        if error.returncode >= 0:
            raise
        raise SourceError("The file cannot be decoded: its data is damaged.") from error
    return _facts(json.loads(answer))


def settled(file_type: FileType, facts: Facts) -> FileType:
    """The type once the contents are known: a film's container without a picture is sound."""
    if file_type.kind != "video" or facts.width_px or not facts.has_sound:
        return file_type
    if file_type.demuxer == "mov":
        return TYPES["m4a"]
    mime = SOUND_MIMES.get(file_type.name, file_type.mime)
    return replace(file_type, kind="audio", mime=mime)


def _facts(answer: dict[str, str | int | bool]) -> Facts:
    if "refused" in answer:
        raise SourceError(str(answer["refused"]))
    return Facts(
        duration_ms=int(answer["duration_ms"]),
        width_px=int(answer["width_px"]),
        height_px=int(answer["height_px"]),
        fps=Fraction(str(answer["fps"])),
        has_sound=bool(answer["has_sound"]),
        decoder=str(answer["decoder"]),
    )
