"""Shortening and shifting one segment without changing which moment of its source is seen when."""

from __future__ import annotations

from kinoloom.draft.model import (
    AnySegment,
    AudioSegment,
    CaptionSegment,
    Cue,
    ImageSegment,
    Keyframe,
    PictureSegment,
    Source,
    StickerSegment,
    VideoSegment,
    Word,
)

Sourced = VideoSegment | AudioSegment | StickerSegment


def shifted(segment: AnySegment, by_ms: int) -> AnySegment:
    """The same segment elsewhere on the timeline."""
    return segment.model_copy(update={"start_ms": segment.start_ms + by_ms})


def windowed(segment: AnySegment, start_ms: int, end_ms: int) -> AnySegment:
    """What of a segment lies in [start_ms, end_ms) of the timeline, at its place.

    The window must meet the segment. Sources start later by what was cut from the front; cues,
    keyframes and a camera's move over a still keep their moments. Cues outside go; keyframes stay,
    for the way from and to them. Fades stay: a trimmed clip fades where it now begins.
    """
    start = max(start_ms, segment.start_ms)
    end = min(end_ms, segment.end_ms)
    head_ms = start - segment.start_ms
    length_ms = end - start
    changes: dict[str, object] = {"start_ms": start, "duration_ms": length_ms}
    if isinstance(segment, Sourced):
        changes["source"] = segment.source.model_copy(
            update={"in_ms": _source_in(segment, head_ms, length_ms)}
        )
    if isinstance(segment, ImageSegment):
        changes["source"] = _still_source(segment, head_ms, length_ms)
    if isinstance(segment, CaptionSegment):
        changes["cues"] = _cues(segment, head_ms, length_ms)
    if not isinstance(segment, AudioSegment):
        changes["keyframes"] = {
            name: tuple(f.model_copy(update={"at_ms": f.at_ms - head_ms}) for f in frames)
            for name, frames in segment.keyframes.items()
        }
        if head_ms:
            changes["transition"] = None
    return segment.model_copy(update=changes)


def parts(segment: AnySegment, from_ms: int, to_ms: int) -> tuple[AnySegment, AnySegment]:
    """What lies before `from_ms` and what lies from `to_ms` on; both must be something.

    They show what the segment does there: no fade at an end that was none.
    """
    before = _unfaded(windowed(segment, segment.start_ms, from_ms), "fade_out_ms")
    after = _unfaded(windowed(segment, to_ms, segment.end_ms), "fade_in_ms")
    if not isinstance(segment, PictureSegment) or segment.keyframes.get("opacity"):
        return before, after
    length_ms, opacity = segment.duration_ms, segment.placement.opacity
    gone_ms = length_ms - segment.fade_out_ms
    if segment.start_ms + gone_ms < from_ms:
        before = _with_opacity(before, (gone_ms, opacity), (length_ms, 0.0))
    head_ms = to_ms - segment.start_ms
    if head_ms < segment.fade_in_ms:
        shown_ms = segment.fade_in_ms - head_ms
        after = _with_opacity(after, (-head_ms, 0.0), (shown_ms, opacity))
    return before, after


def _unfaded(segment: AnySegment, fade: str) -> AnySegment:
    """Without a fade of its picture and its sound."""
    changes: dict[str, object] = {}
    if isinstance(segment, PictureSegment):
        changes[fade] = 0
    if isinstance(segment, VideoSegment | AudioSegment):
        changes["sound"] = segment.sound.model_copy(update={fade: 0})
    return segment.model_copy(update=changes)


def _with_opacity(segment: AnySegment, *values: tuple[int, float]) -> AnySegment:
    """Half a fade, which only keyframes can say."""
    assert isinstance(segment, PictureSegment)
    keys = tuple(Keyframe(at_ms=at_ms, value=value) for at_ms, value in values)
    return segment.model_copy(update={"keyframes": {**segment.keyframes, "opacity": keys}})


def _source_in(segment: Sourced, head_ms: int, length_ms: int) -> int:
    source = segment.source
    if source.freeze:
        return source.in_ms
    # Played backwards, the end of the stretch is seen first: cutting the front keeps `in`.
    skipped_ms = segment.duration_ms - head_ms - length_ms if source.reverse else head_ms
    moved = source.in_ms + round(skipped_ms * source.speed)
    if source.length_ms and (source.loop or isinstance(segment, StickerSegment)):
        moved %= source.length_ms
    return moved


def _still_source(segment: ImageSegment, head_ms: int, length_ms: int) -> Source:
    """A still has no time of its own: `in` says how long it has been shown before, and beside a
    move the length says over how long the camera goes, or it would start over in every part."""
    source = segment.source
    if length_ms == segment.duration_ms:
        return source
    changes: dict[str, object] = {"in_ms": source.in_ms + head_ms}
    if segment.move is not None and source.length_ms is None:
        changes = {"in_ms": head_ms, "length_ms": segment.duration_ms}
    return source.model_copy(update=changes)


def _cues(segment: CaptionSegment, head_ms: int, length_ms: int) -> tuple[Cue, ...]:
    kept: list[Cue] = []
    for cue in segment.cues:
        start = max(0, cue.start_ms - head_ms)
        end = min(length_ms, cue.start_ms + cue.duration_ms - head_ms)
        if end > start:
            words = _words(cue, start + head_ms - cue.start_ms, end - start)
            changes = {"start_ms": start, "duration_ms": end - start, "words": words}
            kept.append(cue.model_copy(update=changes))
    return tuple(kept)


def _words(cue: Cue, head_ms: int, length_ms: int) -> tuple[Word, ...]:
    """The words at their moments. Those spoken before or after stay as moments at the ends: the
    text shows all its words, and each needs its time."""

    def within(at_ms: int) -> int:
        return min(max(0, at_ms - head_ms), length_ms)

    return tuple(
        word.model_copy(
            update={
                "start_ms": within(word.start_ms),
                "duration_ms": within(word.start_ms + word.duration_ms) - within(word.start_ms),
            }
        )
        for word in cue.words
    )
