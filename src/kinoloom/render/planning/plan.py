"""Draft -> RenderPlan: frames, chunks and their layers, sounds; frozen and free of files.

Chunks are anchored to the segments of the main track, and inside a segment to its source: borders
lie on multiples of the chunk length in the source's time. Moving a clip, or trimming its front,
therefore leaves the borders on the same pictures, and all but the first chunk as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, pairwise

from kinoloom.draft.check import check
from kinoloom.draft.edits.locate import main_track
from kinoloom.draft.model import (
    AnySegment,
    Draft,
    ImageSegment,
    PictureSegment,
    StickerSegment,
    Track,
    VideoSegment,
)
from kinoloom.draft.time import frames_at
from kinoloom.render.errors import NothingToRender, naming
from kinoloom.render.files.output import AUDIO_KBPS, Encoding, Output
from kinoloom.render.joins import join_named
from kinoloom.render.layers import JoinLayer, Layer, Span
from kinoloom.render.planning.drawing import Sight, View, layer_for
from kinoloom.render.planning.sounds import Sound, sounds_of
from kinoloom.render.planning.windows import NO_HANDLES, Window, handles_of, windows_of
from kinoloom.render.sources import Facts


@dataclass(frozen=True)
class Chunk:
    """A run of frames that is encoded on its own.

    `first_frame`, where it lies, and `names`, what errors call its assets, are not identity.
    """

    first_frame: int
    frames: int
    background: str
    layers: tuple[Layer, ...]
    names: tuple[tuple[str, str], ...] = ()


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

    Raises DraftInvalid or NothingToRender (the draft), NotDrawn (a name this renderer lacks),
    AssetMissing or SourceTooShort (an asset).
    """
    check(draft)
    encoding = Encoding.of(draft.canvas, output)
    frames = frames_at(draft.duration_ms, encoding.fps)
    if frames < 1:
        raise NothingToRender("There is nothing on the timeline to export yet.")
    chunks: tuple[Chunk, ...] = ()
    if encoding.has_picture:
        drawer = Drawer(draft, encoding, facts)
        borders = _borders(draft, encoding, frames)
        chunks = tuple(drawer.chunk(first, end) for first, end in pairwise(borders))
    sounds = tuple(sounds_of(draft, facts)) if encoding.has_sound else ()
    if not chunks and not sounds:
        raise NothingToRender("There is nothing to hear in this film.")
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
    return sorted(f for f in _around_joins(found, main, encoding) if 0 <= f <= frames)


def _around_joins(found: set[int], main: Track | None, encoding: Encoding) -> set[int]:
    """A border where a join begins instead of at its cut: what lies before it stays as it was, and
    a chunk of a few frames of its own would cost a key frame more."""
    windows = windows_of(main, encoding.fps) if main else ()
    for window in windows:
        found = {f for f in found if not window.first < f < window.end}
        found |= {window.first}
    return found


def _grid(first: int, end: int, anchor: int, step: int) -> Iterator[int]:
    if end > first:
        yield first
        yield end
        yield from range(anchor + step * (-((anchor - first) // step)), end, step)


def _anchor(segment: AnySegment, first: int, encoding: Encoding) -> int:
    """The frame at which the segment's source would have begun."""
    if not isinstance(segment, VideoSegment) or segment.source.freeze or segment.source.reverse:
        return first
    source = segment.source
    before_s = Fraction(source.in_ms, 1000) / Fraction(str(source.speed))
    return first - round(before_s * encoding.fps)


class Drawer:
    """Draws the layers of any run of frames; only the assets seen there are asked for."""

    def __init__(self, draft: Draft, encoding: Encoding, facts: Facts) -> None:
        self._draft = draft
        self._encoding = encoding
        self._facts = facts
        self._unit = encoding.width_px / draft.canvas.width_px
        self._names: dict[str, str] = {}
        self._windows = [windows_of(track, encoding.fps) for track in draft.tracks]
        self._handles = handles_of(chain.from_iterable(self._windows), encoding.fps)

    def chunk(self, first: int, end: int) -> Chunk:
        """The chunk of frames [first, end) of the film."""
        layers: list[Layer] = []
        self._names: dict[str, str] = {}
        for index, track in enumerate(self._draft.tracks):
            if not track.hidden:
                layers += self._layers(index, track, first, end)
        names = tuple(sorted(self._names.items()))
        return Chunk(first, end - first, self._draft.canvas.background, tuple(layers), names)

    def _layers(self, index: int, track: Track, first: int, end: int) -> Iterator[Layer]:
        """Lower first: a join lies where its two segments would."""
        windows = self._windows[index]
        for place, segment in enumerate(track.segments):
            if not isinstance(segment, PictureSegment):
                continue
            where = f"t[{index}].sg[{place}]"
            for window in windows:
                if window.after is segment and window.first < end and window.end > first:
                    yield self._join(window, where, first, end)
            alone = self._alone(segment, windows)
            shown = max(alone[0], first), min(alone[1], end)
            if shown[1] > shown[0]:
                yield self._layer(segment, where, first, shown)

    def _alone(self, segment: PictureSegment, windows: tuple[Window, ...]) -> tuple[int, int]:
        begins, ends = self._frames(segment)
        for window in windows:
            if window.after is segment:
                begins = window.end
            if window.before is segment:
                ends = window.first
        return begins, ends

    def _frames(self, segment: PictureSegment) -> tuple[int, int]:
        fps = self._encoding.fps
        return frames_at(segment.start_ms, fps), frames_at(segment.end_ms, fps)

    def _layer(
        self, segment: PictureSegment, where: str, chunk_first: int, shown: tuple[int, int]
    ) -> Layer:
        begins, ends = self._frames(segment)
        if isinstance(segment, VideoSegment | ImageSegment | StickerSegment):
            self._names.setdefault(segment.source.asset, f"{where}: {segment.label or segment.id}")
        view = View(
            *(shown[0] - chunk_first, shown[0] - begins, shown[1] - begins, max(1, ends - begins)),
            self._handles.get(segment.id, NO_HANDLES),
        )
        return layer_for(segment, Sight(where, view, self._encoding, self._unit, self._facts))

    def _join(self, window: Window, where: str, first: int, end: int) -> JoinLayer:
        # An unknown name is refused here, not after an hour of encoding.
        with naming(f"{where}: {window.after.label or window.after.id}"):
            join_named(window.kind)
        shown = max(window.first, first), min(window.end, end)
        span = Span(shown[0] - first, shown[1] - shown[0])
        # Inside the join its two sides count their frames from the join's own first.
        before, after = (
            None if side is None else self._layer(side, where, shown[0], shown)
            for side in (window.before, window.after)
        )
        length = window.end - window.first
        return JoinLayer(window.kind, before, after, shown[0] - window.first, length, span)


def chunk_at(draft: Draft, encoding: Encoding, frame: int, facts: Facts) -> Chunk:
    """One frame of the film as a chunk of its own."""
    return Drawer(draft, encoding, facts).chunk(frame, frame + 1)
