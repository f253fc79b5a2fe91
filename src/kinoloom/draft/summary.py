"""The timeline in one line, and the difference of two drafts, in words a person reads."""

from __future__ import annotations

from kinoloom.draft.model import (
    AnySegment,
    AudioSegment,
    Draft,
    ImageSegment,
    StickerSegment,
    TitleSegment,
    Track,
    TrackType,
    VideoSegment,
)
from kinoloom.draft.phrases import Language, phrase
from kinoloom.draft.time import spoken_length, spoken_range

SHOWN_PER_TRACK = 6
LABEL_LENGTH = 60


def timeline(draft: Draft, language: Language = "en") -> str:
    """`Timeline (2 tracks): 1. Video: city (0-10s) 2. BGM: Lo-fi (0-10s, 35%)`."""
    tracks = [track for track in draft.tracks if track.segments]
    if not tracks:
        return phrase("empty", language)
    rows = " ".join(f"{n}. {_row(track, language)}" for n, track in enumerate(tracks, start=1))
    key = "tracks.one" if len(tracks) == 1 else "tracks.many"
    return phrase("timeline", language, tracks=phrase(key, language, count=len(tracks)), rows=rows)


def difference(before: Draft, after: Draft, language: Language = "en") -> str:
    """What an edit changed, as sentences. "Nothing changed." when nothing did."""
    old, new = _by_id(before), _by_id(after)
    parts = [_added(new[i], language) for i in new if i not in old]
    parts += [
        phrase("removed", language, what=_named(old[i][1], language)) for i in old if i not in new
    ]
    # What only shifted along with an earlier change is not news.
    news = bool(parts) or before.duration_ms != after.duration_ms
    for identity in old:
        if identity in new:
            parts += _changed(old[identity], new[identity], language, followed=news)
    parts += _canvas_change(before, after, language)
    sentences = _sentence(parts, language)
    if before.duration_ms and before.duration_ms != after.duration_ms:
        lengths = {"before": spoken_length(before.duration_ms)}
        sentences.append(
            phrase("length", language, after=spoken_length(after.duration_ms), **lengths)
        )
    glue = "" if language == "zh" else " "
    return glue.join(sentences) or phrase("nothing", language)


def _row(track: Track, language: Language) -> str:
    shown = [_cell(track, segment) for segment in track.segments[:SHOWN_PER_TRACK]]
    hidden = len(track.segments) - len(shown)
    if hidden:
        shown.append(f"… +{hidden}")
    return f"{_kind(track.segments[0], language)}: {', '.join(shown)}"


def _cell(track: Track, segment: AnySegment) -> str:
    place = spoken_range(segment.start_ms, segment.end_ms)
    percent = _percent(track, segment)
    if track.type is TrackType.AUDIO or percent != 100:
        place = f"{place}, {percent:g}%"
    return f"{_label(segment)} ({place})"


def _percent(track: Track, segment: AnySegment) -> float:
    if isinstance(segment, AudioSegment | VideoSegment):
        return 0.0 if track.muted else segment.sound.volume * track.volume / 100
    return 100.0


def _label(segment: AnySegment) -> str:
    text = " ".join((segment.label or segment.id).split())
    if len(text) > LABEL_LENGTH:
        text = text[: LABEL_LENGTH - 1].rstrip() + "…"
    return f'"{text}"' if isinstance(segment, TitleSegment) else text


def _kind(segment: AnySegment, language: Language) -> str:
    if isinstance(segment, AudioSegment):
        key = {"music": "music", "voice": "voice"}.get(segment.role, "sound")
    elif isinstance(segment, StickerSegment):
        key = "sticker"
    else:
        key = segment.kind if segment.kind in ("title", "captions") else "video"
    return phrase(f"kind.{key}", language)


def _named(segment: AnySegment, language: Language) -> str:
    gap = "" if language == "zh" else " "
    return f"{_kind(segment, language)}{gap}{_label(segment)}"


def _by_id(draft: Draft) -> dict[str, tuple[Track, AnySegment]]:
    return {s.id: (track, s) for track in draft.tracks for s in track.segments}


def _added(place: tuple[Track, AnySegment], language: Language) -> str:
    segment = place[1]
    when = spoken_range(segment.start_ms, segment.end_ms)
    return phrase("added", language, what=_named(segment, language), when=when)


def _changed(
    before: tuple[Track, AnySegment],
    after: tuple[Track, AnySegment],
    language: Language,
    *,
    followed: bool,
) -> list[str]:
    old, new = before[1], after[1]
    what = _named(new, language)
    parts: list[str] = []
    if isinstance(old, TitleSegment) and isinstance(new, TitleSegment) and old.text != new.text:
        parts.append(phrase("words", language, text=new.text))
    is_bed = isinstance(new, AudioSegment) and new.role in ("music", "ambience")
    if is_bed and old.label != new.label:
        parts.append(phrase("replaced", language, what=what, before=_label(old)))
    # A bed composed to the film's new length is the same music.
    elif _asset(old) != _asset(new) and not (is_bed and old.duration_ms != new.duration_ms):
        parts.append(phrase("remade", language, what=what))
    if old.duration_ms != new.duration_ms and not is_bed:
        lengths = (spoken_length(old.duration_ms), spoken_length(new.duration_ms))
        parts.append(phrase("trimmed", language, what=what, before=lengths[0], after=lengths[1]))
    percents = (_percent(*before), _percent(*after))
    if percents[0] != percents[1]:
        parts.append(
            phrase(
                "volume", language, what=what, before=f"{percents[0]:g}", after=f"{percents[1]:g}"
            )
        )
    if old.start_ms != new.start_ms and not followed and not parts:
        when = spoken_range(new.start_ms, new.end_ms)
        parts.append(phrase("moved", language, what=what, when=when))
    if not parts and not followed and old != new:
        parts.append(phrase("restyled", language, what=what))
    return parts


def _asset(segment: AnySegment) -> str | None:
    if isinstance(segment, VideoSegment | ImageSegment | StickerSegment | AudioSegment):
        return segment.source.asset
    return None


def _canvas_change(before: Draft, after: Draft, language: Language) -> list[str]:
    old, new = before.canvas, after.canvas
    if not before.tracks or (old.width_px, old.height_px) == (new.width_px, new.height_px):
        return []
    return [phrase("canvas", language, size=f"{new.width_px}x{new.height_px}")]


def _sentence(parts: list[str], language: Language) -> list[str]:
    if not parts:
        return []
    if language == "zh":
        return ["，".join(parts) + "。"]
    text = "; ".join(parts)
    return [text[0].upper() + text[1:] + "."]
