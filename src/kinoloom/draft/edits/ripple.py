"""What follows when time is taken out of the film or put into it.

The main track decides the film's time. Taking [from, to) out of it:

- picture and voice that lie there lose that stretch, what comes later moves left;
- words and stickers are about the film, not in it: those before the cut stay, those that begin
  inside it begin at the cut with their whole length, those after it move left;
- music and ambience stay where they are and end with the film.
"""

from __future__ import annotations

from kinoloom.draft.edits.locate import main_track, with_segments, without_empty_tracks
from kinoloom.draft.edits.stretch import parts, shifted, windowed
from kinoloom.draft.model import AnySegment, AudioSegment, Draft, Track

BEDS = frozenset({"music", "ambience"})
FLOATING = frozenset({"title", "sticker"})


def is_bed(segment: AnySegment) -> bool:
    """Whether a segment is a sound bed, which is as long as the film."""
    return isinstance(segment, AudioSegment) and segment.role in BEDS


def take_out(draft: Draft, from_ms: int, to_ms: int) -> Draft:
    """The draft without the film's time [from_ms, to_ms); everything follows (see module)."""
    tracks = [_track_without(track, from_ms, to_ms) for track in draft.tracks]
    shorter = draft.model_copy(update={"tracks": tuple(tracks)})
    return fit_beds(without_empty_tracks(clamp_floating(shorter)))


def put_in(draft: Draft, at_ms: int, length_ms: int, *, keep: str) -> Draft:
    """The draft with `length_ms` of new time at `at_ms`; the track `keep` is left as it is."""
    tracks = [
        track if track.id == keep else _track_with_room(track, at_ms, length_ms)
        for track in draft.tracks
    ]
    return draft.model_copy(update={"tracks": tuple(tracks)})


def fit_beds(draft: Draft) -> Draft:
    """Music and ambience end where the film ends; they never outlive it."""
    main = main_track(draft)
    if main is None or not main.segments:
        return draft
    tracks = [
        with_segments(track, [_bed_to(s, main.end_ms) for s in track.segments if _starts(s, main)])
        for track in draft.tracks
    ]
    return without_empty_tracks(draft.model_copy(update={"tracks": tuple(tracks)}))


def clamp_floating(draft: Draft) -> Draft:
    """Words and stickers end with the film; one that would begin after its end goes."""
    main = main_track(draft)
    if main is None or not main.segments:
        return draft
    end = main.end_ms
    tracks = [
        with_segments(
            track,
            [
                windowed(s, 0, end) if s.kind in FLOATING and s.end_ms > end else s
                for s in track.segments
                if s.kind not in FLOATING or s.start_ms < end
            ],
        )
        for track in draft.tracks
    ]
    return draft.model_copy(update={"tracks": tuple(tracks)})


def _starts(segment: AnySegment, main: Track) -> bool:
    return not is_bed(segment) or segment.start_ms < main.end_ms


def _bed_to(segment: AnySegment, end_ms: int) -> AnySegment:
    if not is_bed(segment) or not isinstance(segment, AudioSegment) or segment.end_ms == end_ms:
        return segment
    length_ms = end_ms - segment.start_ms
    source = segment.source
    if source.length_ms is not None and not source.loop:
        length_ms = min(length_ms, max(1, source.length_ms - source.in_ms))
    return segment.model_copy(update={"duration_ms": length_ms})


def _track_without(track: Track, from_ms: int, to_ms: int) -> Track:
    gone_ms = to_ms - from_ms
    segments: list[AnySegment] = []
    for segment in track.segments:
        if is_bed(segment) or segment.end_ms <= from_ms:
            segments.append(segment)
        elif segment.kind in FLOATING:
            segments.append(_floated(segment, from_ms, gone_ms, segments))
        elif segment.start_ms >= to_ms:
            segments.append(shifted(segment, -gone_ms))
        else:
            segments.extend(_pieces(track, segment, from_ms, to_ms))
    return with_segments(track, segments)


def _floated(
    segment: AnySegment, from_ms: int, gone_ms: int, earlier: list[AnySegment]
) -> AnySegment:
    if segment.start_ms < from_ms:
        return segment
    target = max(from_ms, segment.start_ms - gone_ms)
    # Two titles inside the cut would both land on it: the later one waits for the earlier.
    target = max([target, *(s.end_ms for s in earlier)])
    return shifted(segment, target - segment.start_ms)


def _pieces(track: Track, segment: AnySegment, from_ms: int, to_ms: int) -> list[AnySegment]:
    if segment.start_ms < from_ms and segment.end_ms > to_ms:
        before, after = parts(segment, from_ms, to_ms)
        tail = shifted(after, from_ms - to_ms)
        return [before, tail.model_copy(update={"id": _tail_id(track, segment)})]
    if segment.start_ms < from_ms:
        return [windowed(segment, segment.start_ms, from_ms)]
    if segment.end_ms > to_ms:
        return [shifted(windowed(segment, to_ms, segment.end_ms), from_ms - to_ms)]
    return []


def _tail_id(track: Track, segment: AnySegment) -> str:
    taken = {s.id for s in track.segments}
    number = 2
    while f"{segment.id}.{number}" in taken:
        number += 1
    return f"{segment.id}.{number}"


def _track_with_room(track: Track, at_ms: int, length_ms: int) -> Track:
    return with_segments(
        track,
        [
            shifted(s, length_ms) if s.start_ms >= at_ms and not is_bed(s) else s
            for s in track.segments
        ],
    )
