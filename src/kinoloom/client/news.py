"""What happened when nobody said: two states of a session compared, in words a person reads."""

from __future__ import annotations

import re
from typing import Any, cast

from kinoloom.client.phrases import phrase
from kinoloom.draft import codec
from kinoloom.draft.errors import DraftInvalid
from kinoloom.draft.model import Draft
from kinoloom.draft.phrases import Language
from kinoloom.draft.phrases import phrase as film_phrase
from kinoloom.draft.summary import difference, timeline
from kinoloom.draft.time import spoken_length
from kinoloom.wire.answers import StateData

_EXCUSE = re.compile(
    r"\s*(?:(?:I'?m |I am )?sorry[,.]?\s*(?:but\s+)?)?I encountered a temporary issue[^.!\n]*[.!]?"
    r"(?:\s*Please try again[^.!\n]*[.!]?)?\s*$",
    re.IGNORECASE,
)


def without_excuse(text: str) -> str:
    """`text` without the "temporary issue" that hosted servers add to answers that are fine."""
    return _EXCUSE.sub("", text)


def news(before: StateData, after: StateData, language: Language) -> str | None:
    """What changed from one state to the other; None when nothing did."""
    old, new = before.state.draft or {}, after.state.draft or {}
    if old != new:
        return _film_news(old, new, language)
    known = {media.id for media in before.state.generated_media}
    made = [media for media in after.state.generated_media if media.id not in known]
    if made:
        what = ", ".join(media.prompt or media.kind or "…" for media in made)
        return phrase("made", language, what=what)
    return None


def told_timeline(wire: dict[str, Any] | None, language: Language) -> str:
    """The timeline line of a draft, also of one whose segments are not written our way."""
    if not wire:
        return timeline(Draft(), language)
    try:
        return timeline(codec.decode(wire), language)
    except DraftInvalid:
        tracks, length = _measures(wire, language)
        return f"{tracks}, {length}"


def is_ready(wire: dict[str, Any] | None) -> bool:
    """Whether there is anything to export: a track with a segment."""
    return bool(wire and _filled_tracks(wire))


def title_of(wire: dict[str, Any] | None) -> str:
    """The film's title; "" when it has none."""
    metadata = (wire or {}).get("m")
    title = cast("dict[str, Any]", metadata).get("title") if isinstance(metadata, dict) else None
    return title if isinstance(title, str) else ""


def _film_news(old: dict[str, Any], new: dict[str, Any], language: Language) -> str:
    try:
        return difference(_decoded(old), _decoded(new), language)
    except DraftInvalid:
        tracks, length = _measures(new, language)
        return phrase("changed", language, tracks=tracks, length=length)


def _decoded(wire: dict[str, Any]) -> Draft:
    return codec.decode(wire) if wire else Draft()


def _measures(wire: dict[str, Any], language: Language) -> tuple[str, str]:
    count = len(_filled_tracks(wire))
    key = "tracks.one" if count == 1 else "tracks.many"
    duration = wire.get("d")
    length = spoken_length(int(duration) if isinstance(duration, int | float) else 0)
    return film_phrase(key, language, count=count), length


def _filled_tracks(wire: dict[str, Any]) -> list[dict[str, Any]]:
    tracks = wire.get("t")
    rows = cast("list[Any]", tracks) if isinstance(tracks, list) else []
    return [row for row in rows if isinstance(row, dict) and cast("dict[str, Any]", row).get("sg")]
