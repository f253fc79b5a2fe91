"""Split: one segment becomes two at a moment of the film."""

from __future__ import annotations

from kinoloom.draft.edits.locate import find, fresh_id, with_segments, with_track
from kinoloom.draft.edits.stretch import parts
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import Draft


def split(draft: Draft, segment_id: str, at_ms: int) -> Draft:
    """Two segments that together show what the one did.

        at 2   A A A A   ->   A A a a

    `at_ms` is a moment of the film. Nothing moves; the first half keeps the id, the second gets
    a fresh one, and `join` puts them together again. Raises EditRefused outside the segment.
    """
    track, segment = find(draft, segment_id)
    if not segment.start_ms < at_ms < segment.end_ms:
        raise EditRefused(
            f"{segment.label or segment.id} runs from {segment.start_ms / 1000:g} to "
            f"{segment.end_ms / 1000:g} s; it cannot be split at {at_ms / 1000:g} s."
        )
    first, second = parts(segment, at_ms, at_ms)
    second = second.model_copy(update={"id": fresh_id(draft, segment.id)})
    rest = [s for s in track.segments if s.id != segment_id]
    return with_track(draft, with_segments(track, [*rest, first, second]))
