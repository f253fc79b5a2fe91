"""Draft -> RenderPlan: frames, chunks and their layers, sounds; frozen and free of files.

Chunks are anchored to the segments of the main track, and inside a segment to its source: borders
lie on multiples of the chunk length in the source's time. Moving a clip, or trimming its front,
therefore leaves the borders on the same pictures, and all but the first chunk as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from kinoloom.draft.check import check
from kinoloom.draft.edits.locate import main_track
from kinoloom.draft.model import AnySegment, Draft, PictureSegment, VideoSegment
from kinoloom.draft.time import frames_at
from kinoloom.render.drawing import layer_for
from kinoloom.render.errors import NothingToRender
from kinoloom.render.layers import Layer
from kinoloom.render.output import Encoding, Output
from kinoloom.render.sounds import Sound, sounds_of
from kinoloom.render.sources import Facts


@dataclass(frozen=True)
class Chunk:
    """A run of frames that is encoded on its own. `first_frame` places it and is not identity."""

    first_frame: int
    frames: int
    background: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True)
class RenderPlan:
    """Everything an export does, decided."""

    encoding: Encoding
    chunks: tuple[Chunk, ...]
    sounds: tuple[Sound, ...]
    frames: int
    audio_kbps: int

    @property
    def duration_s(self) -> Fraction:
        """Length of the film, exact."""
        return self.frames / self.encoding.fps


def plan(draft: Draft, output: Output, facts: Facts) -> RenderPlan:
    """The plan of a film.

    Raises DraftInvalid or NothingToRender (the draft), NotDrawn (a feature this renderer lacks),
    AssetMissing or SourceTooShort (an asset).
    """
    from kinoloom.render.output import AUDIO_KBPS

    check(draft)
    encoding = Encoding.of(draft.canvas, output)
    frames = frames_at(draft.duration_ms, encoding.fps)
    if frames < 1:
        raise NothingToRender("There is nothing on the timeline to export yet.")
    borders = _borders(draft, encoding, frames)
    chunks = tuple(_chunk(draft, encoding, first, end, facts) for first, end in pairwise(borders))
    sounds = tuple(sounds_of(draft, facts))
    return RenderPlan(encoding, chunks, sounds, frames, AUDIO_KBPS[output.quality])


def _borders(draft: Draft, encoding: Encoding, frames: int) -> list[int]:
    """Frame numbers at which chunks begin, and the film's end."""
    found = {0, frames}
    clock = 0
    main = main_track(draft)
    for segment in main.segments if main else ():
        first = frames_at(segment.start_ms, encoding.fps)
        end = frames_at(segment.end_ms, encoding.fps)
        found |= set(_grid(clock, first, clock, encoding.chunk_frames))
        found |= set(_grid(first, end, _anchor(segment, first, encoding), encoding.chunk_frames))
        clock = end
    found |= set(_grid(clock, frames, clock, encoding.chunk_frames))
    return sorted(f for f in found if 0 <= f <= frames)


def _grid(first: int, end: int, anchor: int, step: int) -> Iterator[int]:
    if end > first:
        yield first
        yield end
        yield from range(anchor + step * (-((anchor - first) // step)), end, step)


def _anchor(segment: AnySegment, first: int, encoding: Encoding) -> int:
    """The frame at which the segment's source would have begun."""
    if not isinstance(segment, VideoSegment) or segment.source.freeze:
        return first
    source = segment.source
    before_s = Fraction(source.in_ms, 1000) / Fraction(str(source.speed))
    return first - round(before_s * encoding.fps)


def _chunk(draft: Draft, encoding: Encoding, first: int, end: int, facts: Facts) -> Chunk:
    layers: list[Layer] = []
    for index, track in enumerate(draft.tracks):
        if track.hidden:
            continue
        for place, segment in enumerate(track.segments):
            if not isinstance(segment, PictureSegment):
                continue
            where = f"t[{index}].sg[{place}]"
            layer = layer_for(segment, where, encoding, (first, end), facts)
            if layer is not None:
                layers.append(layer)
    return Chunk(first, end - first, draft.canvas.background, tuple(layers))
