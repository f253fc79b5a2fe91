"""Joins encoded chunks and the mixed sound into one file, packet by packet, nothing decoded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from kinoloom.errors import SourceError
from kinoloom.render.output import Encoding
from kinoloom.watch import Watch


def mux(
    chunks: Sequence[Path],
    frames: Sequence[int],
    sound: Path | None,
    encoding: Encoding,
    container: str,
    target: Path,
    watch: Watch,
) -> None:
    """Write the film: `chunks[i]` holds `frames[i]` frames. The index of MP4 and MOV lies in front.

    Raises SourceError when chunks do not share one header (a damaged cache).
    """
    import av

    options = {"fflags": "+bitexact"}
    if container in ("mp4", "mov"):
        options["movflags"] = "+faststart"
    # The part file's name says nothing about its format, so that is said here.
    with av.open(str(target), "w", container, options=options) as out:
        with av.open(str(chunks[0])) as first:
            # Opaque: the decoder that reads AV1 has a name no encoder has.
            picture = out.add_stream_from_template(first.streams.video[0], opaque=True)
            header = first.streams.video[0].codec_context.extradata
        voice = None
        if sound is not None:
            with av.open(str(sound)) as audio:
                voice = out.add_stream_from_template(audio.streams.audio[0])
        # Interleaved by the muxer; sound first so that a reader never waits for it.
        if sound is not None and voice is not None:
            _copy_sound(sound, voice, out)
        clock, last = 0, -(1 << 62)
        for path, count in zip(chunks, frames, strict=True):
            watch.check()
            with av.open(str(path)) as chunk:
                stream = chunk.streams.video[0]
                if stream.codec_context.extradata != header:
                    raise SourceError(
                        "Two parts of the film were encoded differently; empty the render cache."
                    )
                last = _copy_picture(chunk, picture, clock, encoding, out, last)
            clock += count
        out.metadata["encoder"] = "Kinoloom"


def _copy_picture(
    chunk: Any, picture: Any, clock: int, encoding: Encoding, out: Any, last: int
) -> int:
    """The packets of a chunk, moved to its place; `last` is the decoding time before them."""
    stream = chunk.streams.video[0]
    offset = round(Fraction(clock) / encoding.fps / stream.time_base)
    for packet in chunk.demux(stream):
        if packet.dts is None:
            continue
        packet.pts += offset
        # A chunk of a frame or two is not reordered: the next would begin to decode before it.
        packet.dts = last = max(packet.dts + offset, last + 1)
        packet.stream = picture
        out.mux(packet)
    return last


def _copy_sound(path: Path, voice: Any, out: Any) -> None:
    import av

    with av.open(str(path)) as audio:
        for packet in audio.demux(audio.streams.audio[0]):
            if packet.dts is None:
                continue
            packet.stream = voice
            out.mux(packet)
