"""One segment -> the layer it is in some frames of the film. A kind of segment is one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kinoloom.draft.model import (
    CaptionSegment,
    ColourSegment,
    Cue,
    ImageSegment,
    PictureSegment,
    Placement,
    StickerSegment,
    TitleSegment,
    VideoSegment,
    Word,
)
from kinoloom.draft.time import frames_at, ms_at
from kinoloom.media.probe import MediaInfo
from kinoloom.render.canvas.treating import treatment
from kinoloom.render.errors import NotDrawn, SourceTooShort, WrongKind, naming
from kinoloom.render.files.output import Encoding
from kinoloom.render.layers import (
    UNADJUSTED,
    CaptionLayer,
    ColourLayer,
    FootageLayer,
    Framing,
    Layer,
    Preparation,
    Span,
    StillLayer,
    TitleLayer,
    Treatment,
)
from kinoloom.render.planning.motion import (
    CROP_KEYS,
    filling,
    gone_frames,
    largest_scale,
    moves,
    poses,
)
from kinoloom.render.planning.windows import NO_HANDLES, Handles
from kinoloom.render.preparing import preparation, steps_of
from kinoloom.render.sources import Facts


@dataclass(frozen=True)
class View:
    """Frames [first, end) of a segment, counted from its start, that begin `at` frames into a
    chunk. A join looks beyond both ends of its segments, as far as the handles say."""

    at: int
    first: int
    end: int
    total: int
    handles: Handles = NO_HANDLES

    @property
    def span(self) -> Span:
        """When the chunk shows them."""
        return Span(self.at, self.end - self.first)


@dataclass(frozen=True)
class Sight:
    """What every kind of segment is drawn with. `where` is its path in the draft."""

    where: str
    view: View
    encoding: Encoding
    unit: float
    facts: Facts

    def named(self, segment: PictureSegment) -> str:
        """What errors call the segment."""
        return f"{self.where}: {segment.label or segment.id}"


def layer_for(segment: PictureSegment, sight: Sight) -> Layer:
    """The layer of a segment.

    Raises NotDrawn for what the renderer does not know, WrongKind, SourceTooShort or AssetMissing
    for its asset; each names the segment.
    """
    return DRAWN[type(segment)](segment, sight)


def _framing(
    segment: PictureSegment, sight: Sight, width: float | None = None, info: MediaInfo | None = None
) -> Framing:
    view, place, encoding = sight.view, segment.placement, sight.encoding
    if place.fit == "blur" and width is None:
        return _on_blur(segment, sight)
    frames = range(view.first, view.end)
    if info is not None and place.fit == "fill":
        canvas = (encoding.width_px, encoding.height_px)
        seen = filling((info.width_px, info.height_px), canvas)
        shown = poses(segment, sight.where, encoding.fps, frames, seen)
    else:
        shown = poses(segment, sight.where, encoding.fps, frames)
    unit = sight.unit if place.fit == "none" else 1.0
    return Framing(place.fit, place.flip, shown, width, unit, moves(segment))


def _on_blur(segment: PictureSegment, sight: Sight) -> Framing:
    """The crop is of the source, which then lies on its own blur; all else is of both together."""
    place, fps = segment.placement, sight.encoding.fps
    frames = range(sight.view.first, sight.view.end)
    cuts = {name: keys for name, keys in segment.keyframes.items() if name in CROP_KEYS}
    rest = {name: keys for name, keys in segment.keyframes.items() if name not in CROP_KEYS}
    source = PictureSegment(
        id=segment.id,
        start_ms=segment.start_ms,
        duration_ms=segment.duration_ms,
        placement=Placement(crop=place.crop),
        keyframes=cuts,
    )
    whole = segment.model_copy(
        update={"placement": place.model_copy(update={"crop": None}), "keyframes": rest}
    )
    shown, seen = (poses(part, sight.where, fps, frames) for part in (whole, source))
    inside = Framing("fit", poses=seen, moves=moves(source))
    return Framing("blur", place.flip, shown, moves=moves(whole), inside=inside)


def _treatment(segment: PictureSegment, sight: Sight, first: int | None = None) -> Treatment:
    return treatment(segment, sight.named(segment), sight.view.first if first is None else first)


def _video(segment: VideoSegment, sight: Sight) -> FootageLayer:
    source, view, fps = segment.source, sight.view, sight.encoding.fps
    info = _pictured(segment, sight)
    if info.kind == "image":
        raise WrongKind(f"{sight.named(segment)} is a still; lay it as an image.")
    speed = Fraction(str(source.speed))
    step_s = Fraction(0) if source.freeze else speed / fps
    begins_s = Fraction(source.in_ms, 1000)
    if not source.loop:
        _check_length(segment, sight, info, speed)
    if source.reverse and not source.freeze:
        begins_s += (view.total - 1) * step_s
        step_s = -step_s
    start_s = begins_s + view.first * step_s
    furthest = range(view.first, min(view.end, view.total)) or range(view.first, view.first + 1)
    ends = (begins_s + frame * step_s for frame in (furthest[0], furthest[-1]))
    return FootageLayer(
        asset=source.asset,
        start_s=start_s,
        step_s=step_s,
        reaches_s=max(ends),
        span=view.span,
        framing=_framing(segment, sight),
        # Numbered by the source: a clip whose front is trimmed keeps its grain, and its chunks.
        treatment=_treatment(segment, sight, round(start_s / step_s) if step_s else 0),
        loop_s=Fraction(info.duration_ms, 1000) if source.loop and info.duration_ms else None,
        preparation=_prepared(segment, sight, info, speed),
    )


def _prepared(
    segment: VideoSegment, sight: Sight, info: MediaInfo, speed: Fraction
) -> Preparation | None:
    source = segment.source
    steps = steps_of(segment.effects, sight.named(segment))
    if steps and info.has_alpha:
        raise NotDrawn(
            f"{sight.named(segment)}: {steps[0][0]} would fill what is clear in this video; "
            "take it away."
        )
    if source.loop:
        return preparation(steps, 0, info.duration_ms, info.duration_ms)
    if source.freeze:
        return preparation(steps, source.in_ms, source.in_ms, info.duration_ms)
    head_ms, tail_ms = (1000 * speed * frames / sight.encoding.fps for frames in sight.view.handles)
    if source.reverse:
        head_ms, tail_ms = tail_ms, head_ms
    first_ms = source.in_ms - head_ms
    last_ms = source.in_ms + segment.duration_ms * speed + tail_ms
    return preparation(steps, float(first_ms), float(last_ms), info.duration_ms)


def _check_length(segment: VideoSegment, sight: Sight, info: MediaInfo, speed: Fraction) -> None:
    used_ms = segment.source.in_ms + (0 if segment.source.freeze else segment.duration_ms * speed)
    # One and a half frames of grace: containers round their lengths.
    grace_ms = 1500 / info.fps if info.fps else 50
    if used_ms > info.duration_ms + grace_ms:
        raise SourceTooShort(
            f"{sight.named(segment)} needs {float(used_ms) / 1000:g} s of its source, which is "
            f"{info.duration_ms / 1000:g} s long; trim it."
        )


def _image(segment: ImageSegment, sight: Sight) -> StillLayer:
    info = _pictured(segment, sight)
    if info.kind == "video":
        raise WrongKind(f"{sight.named(segment)} moves; lay it as a video.")
    _check_moving(segment, sight)
    framing = _framing(segment, sight, info=info)
    # The second part of a split still shakes on where the first stopped.
    first = gone_frames(segment, sight.encoding.fps) + sight.view.first
    treated = _treatment(segment, sight, first)
    return StillLayer(segment.source.asset, sight.view.span, framing, treated)


def _sticker(segment: StickerSegment, sight: Sight) -> StillLayer | FootageLayer:
    """A still; one that moves, such as an animated GIF, starts again when it ends."""
    info = _pictured(segment, sight)
    framing = _framing(segment, sight, segment.width)
    span, treatment = sight.view.span, _treatment(segment, sight)
    _check_moving(segment, sight)
    if info.kind == "image":
        return StillLayer(segment.source.asset, span, framing, treatment)
    source = segment.source
    step_s = Fraction(0) if source.freeze else Fraction(str(source.speed)) / sight.encoding.fps
    begins_s = Fraction(source.in_ms, 1000)
    if source.reverse and not source.freeze:
        begins_s += (sight.view.total - 1) * step_s
        step_s = -step_s
    start_s = begins_s + sight.view.first * step_s
    length_s = Fraction(max(1, info.duration_ms), 1000)
    return FootageLayer(
        source.asset, start_s, step_s, Fraction(0), span, framing, treatment, length_s
    )


def _colour(segment: ColourSegment, sight: Sight) -> ColourLayer:
    return ColourLayer(
        segment.colour,
        segment.colour_to,
        sight.view.span,
        _framing(segment, sight),
        _treatment(segment, sight),
    )


def _title(segment: TitleSegment, sight: Sight) -> TitleLayer:
    view = sight.view
    _check_words(segment, sight, [segment.text])
    framing = _framing(segment, sight)
    return TitleLayer(
        segment.text,
        segment.style,
        view.first,
        view.total,
        view.span,
        framing,
        largest_scale(segment),
    )


def _captions(segment: CaptionSegment, sight: Sight) -> CaptionLayer:
    """The cues that these frames show, in a time that begins with the first of them or with the
    chunk: the same words at the same frames of a chunk are the same chunk."""
    view, fps = sight.view, sight.encoding.fps
    # A join looks beyond the segment's ends, where its first and its last frame are held.
    begins = min(max(0, view.first), view.total - 1)
    ends = max(begins + 1, min(view.end, view.total))
    seen = [
        (first, end, cue)
        for cue in segment.cues
        for first, end in [_frames_of(cue.start_ms, cue.duration_ms, fps)]
        if first < ends and end > begins
    ]
    _check_words(segment, sight, [cue.text for _, _, cue in seen])
    origin = min([begins, *(first for first, _, _ in seen)])
    cues = tuple(_rebased(cue, first - origin, end - origin, fps) for first, end, cue in seen)
    length = max([ends, *(end for _, end, _ in seen)]) - origin
    framing = _framing(segment, sight)
    return CaptionLayer(
        cues,
        segment.style,
        view.first - origin,
        length,
        view.span,
        framing,
        largest_scale(segment),
    )


def _frames_of(start_ms: int, duration_ms: int, fps: Fraction) -> tuple[int, int]:
    return frames_at(start_ms, fps), frames_at(start_ms + duration_ms, fps)


def _rebased(cue: Cue, first: int, end: int, fps: Fraction) -> Cue:
    """A cue whose times are whole frames from another beginning."""
    start_ms, end_ms = round(ms_at(first, fps)), round(ms_at(end, fps))

    def word(spoken: Word) -> Word:
        at, until = _frames_of(spoken.start_ms, spoken.duration_ms, fps)
        start = round(ms_at(at, fps))
        return Word(text=spoken.text, start_ms=start, duration_ms=round(ms_at(until, fps)) - start)

    return Cue(
        text=cue.text,
        start_ms=start_ms,
        duration_ms=max(1, end_ms - start_ms),
        words=tuple(word(spoken) for spoken in cue.words),
    )


def _check_words(
    segment: TitleSegment | CaptionSegment, sight: Sight, texts: Iterable[str]
) -> None:
    from kinoloom.render.lettering.animations import animation
    from kinoloom.render.lettering.wording import worded

    # Here, not after an hour of encoding.
    with naming(sight.named(segment)):
        animation(segment.style.animation)
        for text in texts:
            worded(text, segment.style.font)
    if segment.effects or segment.adjustments != UNADJUSTED:
        raise NotDrawn(
            f"{sight.named(segment)}: words take no effects and no colour adjustments; "
            "set their style instead."
        )
    place = segment.placement
    cut = {name for name in segment.keyframes if name.startswith("crop") or name == "corner"}
    if place.flip != "none" or place.crop is not None or place.corner or cut:
        raise NotDrawn(
            f"{sight.named(segment)}: words are not flipped, cropped or rounded; give them a box "
            "and set its corners in their style."
        )


def _check_moving(segment: ImageSegment | StickerSegment, sight: Sight) -> None:
    """Raise NotDrawn for an effect that looks at the frames around one."""
    asked = steps_of(segment.effects, sight.named(segment))
    if asked:
        raise NotDrawn(
            f"{sight.named(segment)}: {asked[0][0]} needs a video, and this is a still or a "
            "sticker; take it away."
        )


def _pictured(segment: VideoSegment | ImageSegment | StickerSegment, sight: Sight) -> MediaInfo:
    """Facts about the segment's file. Raises WrongKind when there is nothing to see in it."""
    with naming(sight.named(segment)):
        info = sight.facts(segment.source.asset)
    if info.kind == "audio":
        raise WrongKind(f"{sight.named(segment)} is a sound, not a picture.")
    return info


DRAWN: dict[type[PictureSegment], Callable[[Any, Sight], Layer]] = {
    VideoSegment: _video,
    ImageSegment: _image,
    StickerSegment: _sticker,
    ColourSegment: _colour,
    TitleSegment: _title,
    CaptionSegment: _captions,
}
