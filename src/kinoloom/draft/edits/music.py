"""Sound beds: music and ambience under the whole film."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from kinoloom.draft.edits.locate import fresh_id, with_segments, with_track, without_empty_tracks
from kinoloom.draft.edits.ripple import fit_beds
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import AudioSegment, Draft, Sounding, Source, Track, TrackType

Bed = Literal["music", "ambience"]


def lay_sound(
    draft: Draft,
    source: Source,
    *,
    label: str,
    role: Bed,
    volume: float = 100.0,
    metadata: Mapping[str, Any] | None = None,
) -> Draft:
    """A bed from the film's start to its end; an earlier bed of that role goes. Nothing moves.

    Raises EditRefused when there is no film to lie under.
    """
    film_ms = draft.duration_ms
    if not film_ms:
        raise EditRefused("There is no film yet to put sound under.")
    bare = remove_sound(draft, role)
    segment = AudioSegment(
        id=fresh_id(bare, role),
        start_ms=0,
        duration_ms=film_ms,
        label=label,
        source=source,
        sound=Sounding(volume=volume),
        role=role,
        metadata=dict(metadata or {}),
    )
    track = Track(
        id=fresh_id(bare, f"{role}_track"),
        type=TrackType.AUDIO,
        name="BGM" if role == "music" else "Sound",
        segments=(_within_source(segment),),
    )
    return fit_beds(with_track(bare, track))


def set_music(
    draft: Draft,
    source: Source,
    *,
    label: str,
    volume: float = 100.0,
    metadata: Mapping[str, Any] | None = None,
) -> Draft:
    """Music under the film instead of what was there. Nothing moves."""
    return lay_sound(draft, source, label=label, role="music", volume=volume, metadata=metadata)


def remove_sound(draft: Draft, role: Bed = "music") -> Draft:
    """The draft without its beds of that role. Nothing moves; the inverse of laying one."""
    tracks = [
        with_segments(
            track,
            [s for s in track.segments if not (isinstance(s, AudioSegment) and s.role == role)],
        )
        for track in draft.tracks
    ]
    return without_empty_tracks(draft.model_copy(update={"tracks": tuple(tracks)}))


def _within_source(segment: AudioSegment) -> AudioSegment:
    source = segment.source
    if source.loop or source.length_ms is None:
        return segment
    length_ms = min(segment.duration_ms, source.length_ms - source.in_ms)
    return segment.model_copy(update={"duration_ms": length_ms})
