"""Titles: words over the picture."""

from __future__ import annotations

from kinoloom.draft.edits.locate import find, fresh_id, with_segments, with_track
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import Draft, TextStyle, TitleSegment, Track, TrackType


def add_title(
    draft: Draft,
    text: str,
    *,
    start_ms: int = 0,
    duration_ms: int = 3000,
    style: TextStyle | None = None,
) -> Draft:
    """A title on the first text track with room there, else on a new one on top.

    Nothing moves. It ends with the film at the latest. Raises EditRefused for empty words, or
    when it would start after the film's end.
    """
    words = text.strip()
    if not words:
        raise EditRefused("A title needs words.")
    film_ms = draft.duration_ms
    if film_ms and start_ms >= film_ms:
        raise EditRefused(f"The film ends at {film_ms / 1000:g} s; the title would come after it.")
    if film_ms:
        duration_ms = min(duration_ms, film_ms - start_ms)
    title = TitleSegment(
        id=fresh_id(draft, "title"),
        start_ms=start_ms,
        duration_ms=duration_ms,
        label=words,
        text=words,
        style=style or TextStyle(),
    )
    track = _track_with_room(draft, title)
    return with_track(draft, with_segments(track, [*track.segments, title]))


def change_title(
    draft: Draft, segment_id: str, *, text: str | None = None, style: TextStyle | None = None
) -> Draft:
    """Other words or another style for a title; its place and length stay."""
    track, segment = find(draft, segment_id)
    if not isinstance(segment, TitleSegment):
        raise EditRefused(f"{segment.label or segment.id} is not a title.")
    changes: dict[str, object] = {}
    if text is not None:
        words = text.strip()
        if not words:
            raise EditRefused("A title needs words.")
        changes |= {"text": words, "label": words}
    if style is not None:
        changes["style"] = style
    changed = segment.model_copy(update=changes)
    rest = [changed if s.id == segment_id else s for s in track.segments]
    return with_track(draft, with_segments(track, rest))


def _track_with_room(draft: Draft, title: TitleSegment) -> Track:
    for track in draft.tracks:
        if track.type is TrackType.TEXT and not any(
            s.start_ms < title.end_ms and title.start_ms < s.end_ms for s in track.segments
        ):
            return track
    return Track(id=fresh_id(draft, "text"), type=TrackType.TEXT)
