"""Trim: a segment starts later or ends earlier, or a stretch of film time goes."""

from __future__ import annotations

from kinoloom.draft.edits.locate import find, is_main, with_segments, with_track
from kinoloom.draft.edits.ripple import take_out
from kinoloom.draft.edits.stretch import windowed
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import Draft


def trim(draft: Draft, segment_id: str, *, front_ms: int = 0, back_ms: int = 0) -> Draft:
    """Take `front_ms` off the start and `back_ms` off the end of a segment.

        front_ms=2   A A A A B B   ->   A A B B
        back_ms=1    A A A A B B   ->   A A A B B

    On the main track the gap closes and everything follows (see `ripple`); on any other track
    the segment keeps its place in the film and nothing else moves. Raises EditRefused if nothing
    would be left, NoSuchSegment if there is no such segment.
    """
    track, segment = find(draft, segment_id)
    if front_ms < 0 or back_ms < 0:
        raise EditRefused("A trim takes time away; amounts cannot be negative.")
    if front_ms + back_ms >= segment.duration_ms:
        raise EditRefused(
            f"{segment.label or segment.id} lasts {segment.duration_ms / 1000:g} s; "
            f"taking {(front_ms + back_ms) / 1000:g} s off would leave nothing."
        )
    if is_main(draft, track):
        # The back first: it leaves the front where it is.
        edited = take_out(draft, segment.end_ms - back_ms, segment.end_ms) if back_ms else draft
        if front_ms:
            edited = take_out(edited, segment.start_ms, segment.start_ms + front_ms)
        return edited
    kept = windowed(segment, segment.start_ms + front_ms, segment.end_ms - back_ms)
    rest = [kept if s.id == segment_id else s for s in track.segments]
    return with_track(draft, with_segments(track, rest))


def cut_time(draft: Draft, from_ms: int, to_ms: int) -> Draft:
    """Take [from_ms, to_ms) out of the film; the gap closes and everything follows.

        1..3   A A A B B C   ->   A B C

    Raises EditRefused if the range is empty or nothing would be left.
    """
    from_ms, to_ms = max(0, from_ms), min(to_ms, draft.duration_ms)
    if to_ms <= from_ms:
        raise EditRefused("There is nothing between those two moments.")
    if from_ms == 0 and to_ms == draft.duration_ms:
        raise EditRefused("That would cut the whole film away.")
    return take_out(draft, from_ms, to_ms)
