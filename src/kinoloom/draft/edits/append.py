"""Append and insert: new material on the main track."""

from __future__ import annotations

from kinoloom.draft.edits.locate import fresh_id, main_track, with_segments, with_track
from kinoloom.draft.edits.ripple import fit_beds, put_in
from kinoloom.draft.edits.stretch import shifted
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import AnySegment, Draft, Track, TrackType


def append(draft: Draft, segment: AnySegment) -> Draft:
    """The segment at the end of the film; nothing moves, sound beds reach to the new end.

    B   A A A   ->   A A A B
    """
    main = main_track(draft) or Track(id=fresh_id(draft, "video"), type=TrackType.VIDEO)
    placed = shifted(segment, main.end_ms - segment.start_ms)
    grown = with_segments(main, [*main.segments, _named(draft, placed)])
    return fit_beds(_main_first(draft, grown))


def insert(draft: Draft, segment: AnySegment, at_ms: int) -> Draft:
    """The segment at a border between clips; everything from there on moves right.

        B at 2   A A C C   ->   A A B C C

    Raises EditRefused in the middle of a clip (split it first).
    """
    main = main_track(draft)
    if main is None or at_ms >= main.end_ms:
        return append(draft, segment)
    if any(s.start_ms < at_ms < s.end_ms for s in main.segments):
        raise EditRefused(f"There is a clip running at {at_ms / 1000:g} s; split it there first.")
    placed = _named(draft, shifted(segment, at_ms - segment.start_ms))
    later = [shifted(s, placed.duration_ms) if s.start_ms >= at_ms else s for s in main.segments]
    roomy = put_in(draft, at_ms, placed.duration_ms, keep=main.id)
    return fit_beds(with_track(roomy, with_segments(main, [*later, placed])))


def _named(draft: Draft, segment: AnySegment) -> AnySegment:
    taken = {s.id for track in draft.tracks for s in track.segments}
    if segment.id and segment.id not in taken:
        return segment
    return segment.model_copy(update={"id": fresh_id(draft, "clip")})


def _main_first(draft: Draft, track: Track) -> Draft:
    if any(t.id == track.id for t in draft.tracks):
        return with_track(draft, track)
    return draft.model_copy(update={"tracks": (track, *draft.tracks)})
