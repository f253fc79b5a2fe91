"""The child of `examine`: `python -m … PATH TYPE DEMUXER` prints facts, or why not, as JSON.

Imports nothing heavy, so that it costs a tenth of a second.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinoloom.errors import SourceError
from kinoloom.media.containers import gif_outline, jpeg_outline, png_outline
from kinoloom.media.probe import ALPHA_DECODERS, MediaInfo, beginning_s, opened, picture_of, probe

if TYPE_CHECKING:
    from av import AudioStream
    from av.container import InputContainer

MOST_PIXELS = 100_000_000
MOST_DURATION_MS = 12 * 3600 * 1000
TAIL_S = 2
MISSING_MS = 300
MISSING_SHARE = 0.05
"""A file may end this much before the length it claims; headers are rarely exact."""

OUTLINES = {"png": png_outline, "jpg": jpeg_outline, "gif": gif_outline}
UNTIMED = frozenset({"aac", "gif"})
"""Formats without a length of their own: what their demuxer says is a guess."""

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
TRUNCATED = "The file is incomplete: its end is missing. Send it again."

Answer = dict[str, str | int | bool]


def main(arguments: list[str]) -> None:
    """Print one JSON object: the fields of `Facts`, or `refused` with a sentence."""
    path, type_name, demuxer = arguments
    _leave_network()
    print(json.dumps(answer(Path(path), type_name, demuxer or None)))


def answer(path: Path, type_name: str, demuxer: str | None) -> Answer:
    """The facts of a file as plain values, or the sentence that refuses it."""
    try:
        _check_outline(path, type_name)
        return _stream(path, type_name, demuxer)
    except SourceError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": "The file takes too much memory to read; send a smaller version of it."}


def _check_outline(path: Path, type_name: str) -> None:
    """Look at a picture's header before a decoder makes room for what it claims."""
    outline_of = OUTLINES.get(type_name)
    if outline_of is None:
        return
    outline = outline_of(path)
    _check_pixels(outline.width_px, outline.height_px)
    if not outline.whole:
        raise SourceError(TRUNCATED)


def _stream(path: Path, type_name: str, demuxer: str | None) -> Answer:
    info = _probed(path, demuxer)
    _check_pixels(info.width_px, info.height_px)
    if info.kind == "image":
        return _values(0, info.width_px, info.height_px, "0", has_sound=False)
    has_sound = info.has_sound and _sound_decodes(path, demuxer)
    if not has_sound and info.kind == "audio":
        raise SourceError("The sound in the file cannot be decoded.")
    duration_ms = _duration_ms(path, type_name, demuxer)
    # Sound may go on behind the picture; a clip ends with its picture.
    if info.kind == "video" and 0 < info.duration_ms < duration_ms:
        duration_ms = info.duration_ms
    if duration_ms > MOST_DURATION_MS:
        raise SourceError("The file is longer than 12 hours; cut it into parts.")
    return _values(
        duration_ms,
        info.width_px,
        info.height_px,
        str(info.fps),
        has_sound=has_sound,
        decoder=ALPHA_DECODERS.get(info.codec, "") if info.has_alpha else "",
    )


def _probed(path: Path, demuxer: str | None) -> MediaInfo:
    try:
        return probe(path, demuxer)
    except SourceError as error:
        raise SourceError("The file cannot be decoded; it is damaged or incomplete.") from error


def _sound_decodes(path: Path, demuxer: str | None) -> bool:
    from av.error import FFmpegError

    try:
        with opened(path, demuxer) as container:
            return next(_sounds(container, container.streams.audio[0]), None) is not None
    except FFmpegError:
        return False


def _sounds(container: InputContainer, stream: AudioStream) -> Iterator[object]:
    """Decoded sound. A first packet cut in two by an edit is no reason to give up."""
    from av.error import InvalidDataError

    for number, packet in enumerate(container.demux(stream)):
        try:
            yield from packet.decode()
        except InvalidDataError:
            if number > 8:
                raise


def _duration_ms(path: Path, type_name: str, demuxer: str | None) -> int:
    """The length, measured at the end of the file. Raises SourceError when the end is missing."""
    from av.error import FFmpegError

    with opened(path, demuxer) as container:
        claimed_us = container.duration
    timed = claimed_us is not None and claimed_us > 0 and type_name not in UNTIMED
    try:
        with opened(path, demuxer) as container:
            start_us = container.start_time or 0
            begins_s = float(beginning_s(container))
            if timed and claimed_us is not None and claimed_us > TAIL_S * 1_000_000:
                container.seek(start_us + claimed_us - TAIL_S * 1_000_000)
            end_s, is_broken = _end(container)
    except FFmpegError as error:
        raise SourceError(TRUNCATED) from error
    found_ms = max(0, round((end_s - begins_s) * 1000))
    if not timed or claimed_us is None:
        return found_ms
    claimed_ms = (claimed_us + start_us) // 1000 - round(begins_s * 1000)
    if is_broken or claimed_ms - found_ms > max(MISSING_MS, claimed_ms * MISSING_SHARE):
        raise SourceError(TRUNCATED)
    return claimed_ms


def _end(container: InputContainer) -> tuple[float, bool]:
    """When the last packet ends, in seconds, and whether the last of a stream is cut off."""
    end_s = 0.0
    is_broken = False
    for packet in _played(container):
        if packet.pts is None or packet.time_base is None:
            continue
        end_s = max(end_s, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        is_broken = packet.is_corrupt
    return end_s, is_broken


def _played(container: InputContainer) -> Iterator[Any]:
    """Packets of picture and sound; covers and subtitles have times of their own."""
    picture = picture_of(container)
    streams: list[Any] = [*container.streams.audio, *([picture] if picture else [])]
    return container.demux(streams)


def _check_pixels(width_px: int, height_px: int) -> None:
    if width_px * height_px > MOST_PIXELS:
        raise SourceError(
            f"The picture has {width_px} x {height_px} pixels; at most 100 megapixels are taken."
        )


def _values(
    duration_ms: int, width_px: int, height_px: int, fps: str, *, has_sound: bool, decoder: str = ""
) -> Answer:
    return {
        "duration_ms": duration_ms,
        "width_px": width_px,
        "height_px": height_px,
        "fps": fps,
        "has_sound": has_sound,
        "decoder": decoder,
    }


def _leave_network() -> None:
    """Move to an empty network namespace where the system lets anyone do so.

    Files cannot name addresses here anyway; this is for a decoder taken over by its input.
    """
    if sys.platform == "linux":
        # Refused in most containers: then nothing changes, and nothing depends on it.
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)


if __name__ == "__main__":
    main(sys.argv[1:])
