"""Move: a segment to another moment; reorder: to another place among its neighbours."""

from __future__ import annotations

from kinoloom.draft.edits.locate import find, is_main, main_track, with_segments, with_track
from kinoloom.draft.edits.ripple import FLOATING, clamp_floating, fit_beds, is_bed
from kinoloom.draft.edits.stretch import shifted
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import AnySegment, Draft, Track


def move(draft: Draft, segment_id: str, to_ms: int) -> Draft:
    """The segment starts at `to_ms`; nothing else moves and no gap closes.

        T to 3   . T T . . .   ->   . . . T T .

    Words and stickers end with the film. Raises EditRefused if it would lie over a neighbour on
    its track, or beyond the film. Moving it back is the inverse, unless the film's end cut it.
    """
    track, segment = find(draft, segment_id)
    if to_ms < 0:
        raise EditRefused("Nothing can start before the film does.")
    main = main_track(draft)
    if segment.kind in FLOATING and main is not None and to_ms >= main.end_ms > 0:
        raise EditRefused(
            f"The film ends at {main.end_ms / 1000:g} s; {segment.label or segment.id} would come "
            "after it."
        )
    moved = shifted(segment, to_ms - segment.start_ms)
    rest = [s for s in track.segments if s.id != segment_id]
    for other in rest:
        if moved.start_ms < other.end_ms and other.start_ms < moved.end_ms:
            raise EditRefused(
                f"{segment.label or segment.id} would lie over {other.label or other.id} there."
            )
    placed = with_track(draft, with_segments(track, [*rest, moved]))
    return placed if is_main(draft, track) else clamp_floating(placed)


def reorder(draft: Draft, segment_id: str, place: int) -> Draft:
    """The segment becomes the `place`-th (from 0) of the main track.

        C to 0   A A B C   ->   C A A B

    Gaps stay where they are between places; what starts within a segment on other tracks goes
    with it and ends with the film, sound beds stay. Raises EditRefused off the main track.
    """
    track, segment = find(draft, segment_id)
    if not is_main(draft, track):
        raise EditRefused("Only clips of the main track have an order.")
    order = [s for s in track.segments if s.id != segment_id]
    place = max(0, min(place, len(order)))
    order.insert(place, segment)
    gaps = _gaps(track)
    moved: dict[str, int] = {}
    clock = 0
    for gap_ms, item in zip(gaps, order, strict=True):
        clock += gap_ms
        moved[item.id] = clock - item.start_ms
        clock += item.duration_ms
    tracks = [_follow(t, track, moved) for t in draft.tracks]
    return fit_beds(clamp_floating(draft.model_copy(update={"tracks": tuple(tracks)})))


def _gaps(track: Track) -> list[int]:
    ends = [0, *(s.end_ms for s in track.segments[:-1])]
    return [s.start_ms - end for s, end in zip(track.segments, ends, strict=True)]


def _follow(track: Track, main: Track, moved: dict[str, int]) -> Track:
    def shift(segment: AnySegment) -> AnySegment:
        if track.id == main.id:
            return shifted(segment, moved[segment.id])
        host = next((m for m in main.segments if m.start_ms <= segment.start_ms < m.end_ms), None)
        return segment if host is None or is_bed(segment) else shifted(segment, moved[host.id])

    placed = sorted((shift(s) for s in track.segments), key=lambda s: s.start_ms)
    # A title that ran over the end of its clip may now meet the next one's: the later one waits.
    clear: list[AnySegment] = []
    for segment in placed:
        late = clear[-1].end_ms - segment.start_ms if clear else 0
        clear.append(shifted(segment, late) if late > 0 else segment)
    return with_segments(track, clear)
