"""Volume: of one segment, or of a whole track."""

from __future__ import annotations

from kinoloom.draft.edits.locate import find, find_track, with_segments, with_track
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import AudioSegment, Draft, VideoSegment

LOUDEST_PERCENT = 400.0


def set_volume(draft: Draft, segment_id: str, percent: float) -> Draft:
    """A segment's own loudness, 0-400 %. Nothing moves; setting the old value is the inverse.

    Raises EditRefused for a segment without sound, or a value outside.
    """
    track, segment = find(draft, segment_id)
    if not isinstance(segment, AudioSegment | VideoSegment):
        raise EditRefused(f"{segment.label or segment.id} has no sound.")
    sound = segment.sound.model_copy(update={"volume": _checked(percent)})
    louder = segment.model_copy(update={"sound": sound})
    rest = [louder if s.id == segment_id else s for s in track.segments]
    return with_track(draft, with_segments(track, rest))


def set_track_volume(draft: Draft, track_id: str, percent: float) -> Draft:
    """The loudness of everything on a track, 0-400 %, on top of each segment's own."""
    track = find_track(draft, track_id)
    return with_track(draft, track.model_copy(update={"volume": _checked(percent)}))


def _checked(percent: float) -> float:
    if not 0 <= percent <= LOUDEST_PERCENT:
        raise EditRefused(f"A volume lies between 0 and {LOUDEST_PERCENT:g} %.")
    return float(percent)
