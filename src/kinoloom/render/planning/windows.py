"""When transitions happen: a window round each cut, in which both sides of a track are seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kinoloom.draft.model import AnySegment, PictureSegment, Track
from kinoloom.draft.time import frames_at

CUT = "cut"
"""A transition that is none."""
Handles = tuple[int, int]
"""Frames of a segment that are seen before its start and after its end."""
NO_HANDLES: Handles = (0, 0)


@dataclass(frozen=True)
class Window:
    """Frames [first, end) of the film in which `after` comes in over `before`.

    `before` is None where nothing lies directly before: the segment then comes in over what is
    below its track.
    """

    kind: str
    first: int
    end: int
    before: PictureSegment | None
    after: PictureSegment


def windows_of(track: Track, fps: Fraction) -> tuple[Window, ...]:
    """The joins of a track, in time order; they never overlap.

    A join is centred on its cut. Where a segment is too short for both of its joins, each gets
    half of it.
    """
    return tuple(_windows(track, fps))


def handles_of(windows: Iterable[Window], fps: Fraction) -> dict[str, Handles]:
    """The handles of the segments, by id, that joins show beyond their ends."""
    found: dict[str, Handles] = {}
    for window in windows:
        cut = frames_at(window.after.start_ms, fps)
        _, tail = found.get(window.after.id, NO_HANDLES)
        found[window.after.id] = (cut - window.first, tail)
        if window.before is not None:
            head, _ = found.get(window.before.id, NO_HANDLES)
            found[window.before.id] = (head, window.end - cut)
    return found


def _windows(track: Track, fps: Fraction) -> Iterator[Window]:
    last: AnySegment | None = None
    for segment in track.segments:
        if isinstance(segment, PictureSegment):
            window = _window(last, segment, fps)
            if window is not None:
                yield window
        last = segment


def _window(last: AnySegment | None, segment: PictureSegment, fps: Fraction) -> Window | None:
    join = segment.transition
    if join is None or join.kind == CUT:
        return None
    cut = frames_at(segment.start_ms, fps)
    length = frames_at(join.duration_ms, fps)
    own = frames_at(segment.end_ms, fps) - cut
    touches = isinstance(last, PictureSegment) and frames_at(last.end_ms, fps) == cut
    if not touches:
        length = min(length, own)
        return Window(join.kind, cut, cut + length, None, segment) if length > 0 else None
    assert isinstance(last, PictureSegment)
    other = cut - frames_at(last.start_ms, fps)
    back, ahead = min(length // 2, other // 2), min(length - length // 2, own // 2)
    if back + ahead < 1:
        return None
    return Window(join.kind, cut - back, cut + ahead, last, segment)
