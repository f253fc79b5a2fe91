"""Delete: a segment goes."""

from __future__ import annotations

from kinoloom.draft.edits.locate import (
    find,
    is_main,
    with_segments,
    with_track,
    without_empty_tracks,
)
from kinoloom.draft.edits.ripple import take_out
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import Draft


def delete(draft: Draft, segment_id: str) -> Draft:
    """The draft without a segment.

        B   A A B B C   ->   A A C

    On the main track the gap closes and everything follows (see `ripple`); the last picture
    cannot go. On any other track nothing else moves. A track left empty goes too.
    """
    track, segment = find(draft, segment_id)
    if not is_main(draft, track):
        rest = [s for s in track.segments if s.id != segment_id]
        return without_empty_tracks(with_track(draft, with_segments(track, rest)))
    if len(track.segments) == 1:
        raise EditRefused(
            f"{segment.label or segment.id} is all there is; make another clip first."
        )
    return take_out(draft, segment.start_ms, segment.end_ms)
