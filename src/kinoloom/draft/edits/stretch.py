"""Shortening and shifting one segment without changing which moment of its source is seen when."""

from __future__ import annotations

from kinoloom.draft.model import AnySegment, AudioSegment, CaptionSegment, Cue, VideoSegment


def shifted(segment: AnySegment, by_ms: int) -> AnySegment:
    """The same segment elsewhere on the timeline."""
    return segment.model_copy(update={"start_ms": segment.start_ms + by_ms})


def windowed(segment: AnySegment, start_ms: int, end_ms: int) -> AnySegment:
    """What of a segment lies in [start_ms, end_ms) of the timeline, at its place.

    The window must meet the segment. Sources start later by what was cut from the front; cues
    and keyframes keep their moments, those outside go.
    """
    start = max(start_ms, segment.start_ms)
    end = min(end_ms, segment.end_ms)
    head_ms = start - segment.start_ms
    length_ms = end - start
    changes: dict[str, object] = {"start_ms": start, "duration_ms": length_ms}
    if isinstance(segment, VideoSegment | AudioSegment):
        changes["source"] = segment.source.model_copy(
            update={"in_ms": _source_in(segment, head_ms, length_ms)}
        )
    if isinstance(segment, CaptionSegment):
        changes["cues"] = _cues(segment, head_ms, length_ms)
    if not isinstance(segment, AudioSegment):
        changes["keyframes"] = {
            name: kept
            for name, frames in segment.keyframes.items()
            if (
                kept := tuple(
                    f.model_copy(update={"at_ms": f.at_ms - head_ms})
                    for f in frames
                    if head_ms <= f.at_ms <= head_ms + length_ms
                )
            )
        }
        if head_ms:
            changes["transition"] = None
    return segment.model_copy(update=changes)


def _source_in(segment: VideoSegment | AudioSegment, head_ms: int, length_ms: int) -> int:
    source = segment.source
    if source.freeze:
        return source.in_ms
    # Played backwards, the end of the stretch is seen first: cutting the front keeps `in`.
    skipped_ms = segment.duration_ms - head_ms - length_ms if source.reverse else head_ms
    moved = source.in_ms + round(skipped_ms * source.speed)
    if source.loop and source.length_ms:
        moved %= source.length_ms
    return moved


def _cues(segment: CaptionSegment, head_ms: int, length_ms: int) -> tuple[Cue, ...]:
    kept: list[Cue] = []
    for cue in segment.cues:
        start = max(0, cue.start_ms - head_ms)
        end = min(length_ms, cue.start_ms + cue.duration_ms - head_ms)
        if end > start:
            kept.append(cue.model_copy(update={"start_ms": start, "duration_ms": end - start}))
    return tuple(kept)
