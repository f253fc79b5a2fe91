"""Finding and replacing parts of a draft; what every verb stands on."""

from __future__ import annotations

from collections.abc import Iterable

from kinoloom.draft.errors import NoSuchSegment
from kinoloom.draft.model import AnySegment, Draft, Track, TrackType


def find(draft: Draft, segment_id: str) -> tuple[Track, AnySegment]:
    """The segment and its track. Raises NoSuchSegment."""
    for track in draft.tracks:
        for segment in track.segments:
            if segment.id == segment_id:
                return track, segment
    raise NoSuchSegment(f"There is no segment {segment_id!r} on the timeline.")


def find_track(draft: Draft, track_id: str) -> Track:
    """The track of that id. Raises NoSuchSegment."""
    for track in draft.tracks:
        if track.id == track_id:
            return track
    raise NoSuchSegment(f"There is no track {track_id!r} on the timeline.")


def main_track(draft: Draft) -> Track | None:
    """The first picture track: the film itself, which overlays and sound follow."""
    return next((track for track in draft.tracks if track.type is TrackType.VIDEO), None)


def is_main(draft: Draft, track: Track) -> bool:
    """Whether a track is the film itself."""
    main = main_track(draft)
    return main is not None and main.id == track.id


def with_track(draft: Draft, track: Track) -> Draft:
    """The draft with the track of that id replaced, or added on top."""
    if any(existing.id == track.id for existing in draft.tracks):
        tracks = tuple(track if t.id == track.id else t for t in draft.tracks)
    else:
        tracks = (*draft.tracks, track)
    return draft.model_copy(update={"tracks": tracks})


def with_segments(track: Track, segments: Iterable[AnySegment]) -> Track:
    """The track with these segments, in time order."""
    ordered = tuple(sorted(segments, key=lambda s: s.start_ms))
    return track.model_copy(update={"segments": ordered})


def without_empty_tracks(draft: Draft) -> Draft:
    """Tracks with nothing on them go, as an editor expects after deleting the last thing."""
    return draft.model_copy(update={"tracks": tuple(t for t in draft.tracks if t.segments)})


def fresh_id(draft: Draft, stem: str) -> str:
    """`stem_1`, `stem_2`, …: the first id not taken. Pure, so edits replay alike."""
    taken = {track.id for track in draft.tracks}
    taken |= {segment.id for track in draft.tracks for segment in track.segments}
    number = 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"
