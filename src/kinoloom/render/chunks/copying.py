"""Chunks that need no drawing: the source's own encoded frames are taken as they are.

A generated clip is encoded with the settings of an export, group by group on the chunk grid. Where
nothing lies over it, drawing and encoding it again would only cost time and quality.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from kinoloom.media.probe import MediaInfo, probe
from kinoloom.render.chunks.encoder import ChunkWriter
from kinoloom.render.files.output import Encoding
from kinoloom.render.layers import FootageLayer, Framing, Treatment
from kinoloom.render.planning.plan import Chunk
from kinoloom.render.sources import AssetPath, Facts

AS_IT_IS = Framing()
UNTREATED = Treatment()


def copyable(chunk: Chunk, encoding: Encoding, facts: Facts) -> bool:
    """Whether a chunk may be one whole group of pictures of a file encoded as ours are; its packets
    alone can tell, and `copy_chunk` asks them."""
    if len(chunk.layers) != 1 or encoding.codec != "h264":
        return False
    (layer,) = chunk.layers
    if not isinstance(layer, FootageLayer) or layer.step_s * encoding.fps != 1:
        return False
    if (layer.framing, layer.treatment, layer.loop_s) != (AS_IT_IS, UNTREATED, None):
        return False
    span, info = layer.span, facts(layer.asset)
    if span.at or span.frames != chunk.frames:
        return False
    if (info.width_px, info.height_px) != (encoding.width_px, encoding.height_px):
        return False
    return (
        info.fps == encoding.fps
        and _whole_group(layer, chunk, encoding, info)
        and (info.stream_id == own_stream_id(encoding))
    )


def _whole_group(layer: FootageLayer, chunk: Chunk, encoding: Encoding, info: MediaInfo) -> bool:
    first = layer.start_s * encoding.fps
    if first.denominator != 1 or first % encoding.chunk_frames:
        return False
    return chunk.frames == encoding.chunk_frames or first + chunk.frames == info.frame_count


@lru_cache(maxsize=32)
def own_stream_id(encoding: Encoding) -> str:
    """The header of what our encoder writes with these settings, from a file of one frame."""
    with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
        path = Path(scratch) / "one.mp4"
        with ChunkWriter(path, encoding) as writer:
            writer.blank()
        return probe(path).stream_id


def copy_chunk(chunk: Chunk, encoding: Encoding, asset: AssetPath, target: Path) -> bool:
    """Write the chunk's packets to `target` without decoding them.

    False, and nothing written, unless they are one whole group of pictures: a film of ours has key
    frames at its cuts besides, and a file may be cut short. Such a chunk is drawn.
    """
    import av
    from av.error import FFmpegError

    (layer,) = chunk.layers
    assert isinstance(layer, FootageLayer)
    first = int(layer.start_s * encoding.fps)
    with av.open(str(asset(layer.asset))) as source:
        stream = source.streams.video[0]
        assert stream.time_base is not None
        tick = 1 / encoding.fps / stream.time_base
        offset = round(first * tick)
        try:
            if first:
                source.seek(offset, stream=stream, backward=True)
            group = _group(source.demux(stream), tick, first)
        except FFmpegError:
            # Whoever draws it says where the file is damaged.
            return False
        shown = sorted(_frame(packet, tick) for packet in group)
        if shown != list(range(first, first + chunk.frames)):
            return False
        with av.open(str(target), "w", "mp4") as out:
            copy = out.add_stream_from_template(stream)
            for packet in group:
                packet.pts -= offset
                packet.dts -= offset
                packet.stream = copy
                out.mux(packet)
    return True


def _group(packets: Iterator[Any], tick: Fraction, first: int) -> list[Any]:
    """The packets from the key frame that is shown as frame `first` to before the next key frame;
    none where no key frame is shown then, or where one of them is damaged."""
    group: list[Any] = []
    for packet in packets:
        if packet.pts is None or packet.dts is None:
            continue
        if packet.is_keyframe:
            if group or _frame(packet, tick) > first:
                break
            if _frame(packet, tick) == first:
                group.append(packet)
        elif group:
            group.append(packet)
    return [] if any(packet.is_corrupt for packet in group) else group


def _frame(packet: Any, tick: Fraction) -> int:
    return round(packet.pts / tick)
