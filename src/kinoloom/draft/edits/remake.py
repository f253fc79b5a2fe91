"""Remake: another source in the place of a clip, as when it is generated again with a change."""

from __future__ import annotations

from kinoloom.draft.edits.locate import find, is_main, main_track, with_segments, with_track
from kinoloom.draft.edits.ripple import fit_beds, put_in, take_out
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import Draft, Source, VideoSegment


def remake(draft: Draft, segment_id: str, source: Source, *, duration_ms: int, label: str) -> Draft:
    """The clip shows `source` for `duration_ms`; volume, placement and looks stay.

        A longer   A A B   ->   A A A B

    On the main track a shorter clip closes the gap and a longer one makes room: everything
    follows (see `ripple`). Elsewhere it may not grow into its neighbour.
    """
    track, segment = find(draft, segment_id)
    if not isinstance(segment, VideoSegment):
        raise EditRefused(f"{segment.label or segment.id} is not a clip.")
    change_ms = duration_ms - segment.duration_ms
    roomy = draft
    if is_main(draft, track) and change_ms > 0:
        later = [
            s.model_copy(update={"start_ms": s.start_ms + change_ms})
            if s.start_ms >= segment.end_ms
            else s
            for s in track.segments
        ]
        shifted_main = with_track(draft, with_segments(track, later))
        roomy = put_in(shifted_main, segment.end_ms, change_ms, keep=track.id)
    elif is_main(draft, track) and change_ms < 0:
        roomy = take_out(draft, segment.end_ms + change_ms, segment.end_ms)
    track, segment = find(roomy, segment_id)
    made = segment.model_copy(update={"source": source, "duration_ms": duration_ms, "label": label})
    following = next((s for s in track.segments if s.start_ms > segment.start_ms), None)
    if following is not None and made.end_ms > following.start_ms:
        raise EditRefused(f"{label} would run into {following.label or following.id}.")
    rest = [made if s.id == segment_id else s for s in track.segments]
    remade = with_track(roomy, with_segments(track, rest))
    return fit_beds(remade) if main_track(remade) else remade
