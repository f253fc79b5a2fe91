"""Join: the inverse of split."""

from __future__ import annotations

from kinoloom.draft.edits.locate import find, with_segments, with_track
from kinoloom.draft.edits.stretch import windowed
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import (
    AnySegment,
    AudioSegment,
    Draft,
    ImageSegment,
    PictureSegment,
    VideoSegment,
)


def join(draft: Draft, segment_id: str) -> Draft:
    """The segment and its right neighbour become one again.

        A A a a   ->   A A A A

    They must touch and, if they have a source, continue it. Nothing moves; the first one's id
    and settings stay. Raises EditRefused if they do not belong together.
    """
    track, first = find(draft, segment_id)
    second = next((s for s in track.segments if s.start_ms == first.end_ms), None)
    if second is None or second.kind != first.kind:
        raise EditRefused(f"Nothing continues {first.label or first.id} to its right.")
    joined = _joined(first, second)
    rest = [s for s in track.segments if s.id not in (first.id, second.id)]
    return with_track(draft, with_segments(track, [*rest, joined]))


def _joined(first: AnySegment, second: AnySegment) -> AnySegment:
    length_ms = first.duration_ms + second.duration_ms
    # How it goes out is said by what was its end.
    changes: dict[str, object] = {"duration_ms": length_ms}
    if isinstance(first, PictureSegment) and isinstance(second, PictureSegment):
        changes["fade_out_ms"] = second.fade_out_ms
    if isinstance(first, VideoSegment | AudioSegment) and isinstance(
        second, VideoSegment | AudioSegment
    ):
        fade_ms = second.sound.fade_out_ms
        changes["sound"] = first.sound.model_copy(update={"fade_out_ms": fade_ms})
    longer = first.model_copy(update=changes)
    if isinstance(longer, ImageSegment) and isinstance(second, ImageSegment):
        return _held(longer, second)
    if not isinstance(first, VideoSegment | AudioSegment):
        return longer
    assert isinstance(second, VideoSegment | AudioSegment)
    if first.source.reverse:
        # Played backwards, the second half holds the earlier moments of the source.
        longer = longer.model_copy(update={"source": second.source})
    halves = (
        windowed(longer, first.start_ms, first.end_ms),
        windowed(longer, second.start_ms, second.end_ms),
    )
    expected = (first.source, second.source)
    found = tuple(half.source for half in halves if isinstance(half, VideoSegment | AudioSegment))
    if found != expected:
        raise EditRefused("The two parts do not continue the same source.")
    return longer


def _held(longer: ImageSegment, second: ImageSegment) -> ImageSegment:
    """A still that is held on. Where a camera moves over it, the move goes on; a whole one is as
    long as its segment and needs no length of its own."""
    source, move = longer.source, longer.move
    if source.asset != second.source.asset:
        raise EditRefused("The two parts do not show the same picture.")
    if move is None:
        return longer
    lasted_ms = longer.duration_ms - second.duration_ms
    expected = source.model_copy(update={"in_ms": source.in_ms + lasted_ms})
    if second.move != move or source.length_ms is None or second.source != expected:
        raise EditRefused("The camera's move over the second part does not continue the first's.")
    if source.in_ms or source.length_ms != longer.duration_ms:
        return longer
    whole = source.model_copy(update={"length_ms": None})
    return longer.model_copy(update={"source": whole})
