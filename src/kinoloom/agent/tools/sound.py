"""Music and loudness."""

from __future__ import annotations

from typing import Literal

from kinoloom.agent.desk import Desk, clip_called
from kinoloom.agent.tools.answer import Answer, changed
from kinoloom.crafts.music.words import mood_for
from kinoloom.draft import edits
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import AnySegment, AudioSegment, Draft, VideoSegment
from kinoloom.studio.editing import edit
from kinoloom.studio.sound import score

LOUDEST = 400.0


def set_music(desk: Desk, mood: str = "", volume_percent: float | None = None) -> Answer:
    """Compose music for the film, in place of what is there.

    Args:
      mood: words for it such as "lo-fi", "upbeat", "cinematic", "calm".
      volume_percent: how loud, 100 is normal.
    """
    before = desk.draft
    found = mood_for(mood)
    edit(
        desk.studio,
        desk.project_id,
        lambda draft: score(desk.studio, draft, found, volume_percent),
    )
    return changed(desk, before)


def remove_music(desk: Desk) -> Answer:
    """Take the music away."""
    before = desk.draft
    edit(desk.studio, desk.project_id, edits.remove_sound)
    return changed(desk, before)


def set_volume(
    desk: Desk,
    target: Literal["music", "all", "clip"] = "all",
    percent: float | None = None,
    relative_db: float | None = None,
    clip: int | None = None,
) -> Answer:
    """Make something louder or quieter.

    Args:
      target: "music", one "clip", or "all" sound.
      percent: the new loudness, 100 is as recorded, 0 is silence.
      relative_db: or by how many decibels it changes.
      clip: which clip, counted from 1, when the target is "clip".
    """
    before = desk.draft

    def verb(draft: Draft) -> Draft:
        heard = _targets(draft, target, clip)
        if not heard:
            named = "sound" if target == "all" else "music" if target == "music" else "clip"
            raise EditRefused(f"There is no {named} on the timeline to make louder or quieter.")
        for segment in heard:
            draft = edits.set_volume(draft, segment.id, _new_percent(segment, percent, relative_db))
        return draft

    edit(desk.studio, desk.project_id, verb)
    return changed(desk, before)


def _targets(draft: Draft, target: str, clip: int | None) -> list[AudioSegment | VideoSegment]:
    if target == "clip":
        found: list[AnySegment] = [clip_called(draft, clip)]
    else:
        found = [s for track in draft.tracks for s in track.segments]
    return [
        segment
        for segment in found
        if (isinstance(segment, VideoSegment) and target != "music")
        or (isinstance(segment, AudioSegment) and (target == "all" or segment.role == "music"))
    ]


def _new_percent(
    segment: AudioSegment | VideoSegment, percent: float | None, relative_db: float | None
) -> float:
    if percent is not None:
        return percent
    factor = 10 ** ((relative_db or 0) / 20)
    exact = min(LOUDEST, segment.sound.volume * factor)
    return round(exact, 1 if exact < 10 else 0)
