"""Joins encoded chunks and the mixed sound into one file, packet by packet, nothing decoded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kinoloom.errors import SourceError
from kinoloom.render.files.output import Encoding
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
            if container in ("mp4", "mov"):
                # A template's is forgotten, and the container's own is another: no player of
                # Apple's takes HEVC called hev1, and editors choose ProRes' decoder by it.
                picture.codec_context.codec_tag = first.streams.video[0].codec_context.codec_tag
        voice = None
        if sound is not None:
            with av.open(str(sound)) as audio:
                voice = out.add_stream_from_template(audio.streams.audio[0])
        # Interleaved by the muxer; sound first so that a reader never waits for it.
        if sound is not None and voice is not None:
            _copy_sound(sound, voice, out)
        # Chunks of one or two frames are not reordered and would begin after the next ones do.
        _, longest = max(zip(frames, chunks, strict=True), key=lambda pair: pair[0])
        delay = _delay(longest, encoding)
        clock = 0
        for path, count in zip(chunks, frames, strict=True):
            watch.check()
            with _packed(path) as chunk:
                stream = chunk.streams.video[0]
                if stream.codec_context.extradata != header:
                    raise SourceError(
                        "Two parts of the film were encoded differently; empty the render cache."
                    )
                _copy_picture(chunk, picture, clock, delay, encoding, out)
            clock += count
        out.metadata["encoder"] = "Kinoloom"


def _packed(path: Path) -> Any:
    """A chunk to take packets from; decoding a frame to learn its format is most of opening it."""
    import av

    options: Any = [{"skip_frame": "all"}]
    return av.open(str(path), stream_options=options)


def _delay(path: Path, encoding: Encoding) -> int:
    """By how many frames a chunk's first packet is decoded before it is shown."""
    with _packed(path) as chunk:
        stream: Any = chunk.streams.video[0]
        first: Any = next(packet for packet in chunk.demux(stream) if packet.dts is not None)
        return round((first.pts - first.dts) * stream.time_base * encoding.fps)


def _copy_picture(
    chunk: Any, picture: Any, clock: int, delay: int, encoding: Encoding, out: Any
) -> None:
    """Packets in the order of decoding, one each frame, `delay` frames ahead of being shown."""
    stream = chunk.streams.video[0]
    tick = 1 / encoding.fps / stream.time_base
    packets = (packet for packet in chunk.demux(stream) if packet.dts is not None)
    for number, packet in enumerate(packets):
        packet.pts += round(clock * tick)
        packet.dts = round((clock + number - delay) * tick)
        packet.stream = picture
        out.mux(packet)


def _copy_sound(path: Path, voice: Any, out: Any) -> None:
    import av

    with av.open(str(path)) as audio:
        for packet in audio.demux(audio.streams.audio[0]):
            if packet.dts is None:
                continue
            packet.stream = voice
            out.mux(packet)
