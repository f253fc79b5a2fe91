"""One segment -> the layer it is in one chunk. A kind of segment is one row of `DRAWN`."""

from __future__ import annotations

from fractions import Fraction

from kinoloom.draft.model import (
    Adjustments,
    AnySegment,
    ColourSegment,
    ImageSegment,
    PictureSegment,
    StickerSegment,
    TitleSegment,
    VideoSegment,
)
from kinoloom.draft.time import frames_at
from kinoloom.media.probe import MediaInfo
from kinoloom.render.errors import NotDrawn, SourceTooShort, WrongKind
from kinoloom.render.layers import ColourLayer, Fade, ImageLayer, Layer, Span, TextLayer, VideoLayer
from kinoloom.render.output import Encoding
from kinoloom.render.sources import Facts

PLAIN = Adjustments()
TITLE_FADE_MS = 400


def layer_for(
    segment: AnySegment,
    where: str,
    encoding: Encoding,
    window: tuple[int, int],
    facts: Facts,
) -> Layer | None:
    """The layer of a segment in frames [first, end) of the film, or None if not seen there.

    Raises NotDrawn for what the draft asks beyond this renderer, SourceTooShort or AssetMissing
    for its asset; each names the segment.
    """
    if not isinstance(segment, PictureSegment):
        return None
    span = _span(segment, encoding.fps, *window)
    if span is None:
        return None
    _refuse_undrawn(segment, where)
    return _drawn(segment, where, span, encoding, window[0], facts)


def _drawn(
    segment: PictureSegment,
    where: str,
    span: Span,
    encoding: Encoding,
    first: int,
    facts: Facts,
) -> Layer:
    match segment:
        case VideoSegment():
            return _video(segment, where, span, encoding, first, facts)
        case ImageSegment():
            _pictured(segment, where, facts)
            return ImageLayer(segment.source.asset, span, segment.placement)
        case StickerSegment():
            _pictured(segment, where, facts)
            return ImageLayer(segment.source.asset, span, segment.placement, segment.width)
        case ColourSegment():
            return ColourLayer(segment.colour, segment.colour_to, span, segment.placement)
        case TitleSegment():
            return TextLayer(segment.text, segment.style, span, segment.placement)
        case _:
            raise NotDrawn(f"{where}: captions are not drawn yet; take them out to export.")


def _span(segment: PictureSegment, fps: Fraction, first: int, end: int) -> Span | None:
    begins = frames_at(segment.start_ms, fps)
    ends = frames_at(segment.end_ms, fps)
    shown_from, shown_to = max(begins, first), min(ends, end)
    if shown_to <= shown_from:
        return None
    fade_in, fade_out = _fades(segment, fps, ends - begins)
    # A fade that does not touch this chunk is left out: it would be part of the chunk's name.
    rises = fade_in > shown_from - begins
    falls = fade_out > ends - shown_to
    return Span(
        at=shown_from - first,
        frames=shown_to - shown_from,
        fade_in=Fade(begins - shown_from, fade_in) if rises else None,
        fade_out=Fade(ends - fade_out - shown_from, fade_out) if falls else None,
    )


def _fades(segment: PictureSegment, fps: Fraction, total: int) -> tuple[int, int]:
    fade_in = frames_at(segment.fade_in_ms, fps)
    fade_out = frames_at(segment.fade_out_ms, fps)
    if isinstance(segment, TitleSegment) and segment.style.animation != "none":
        soft = min(total // 4, frames_at(TITLE_FADE_MS, fps))
        return max(fade_in, soft), max(fade_out, soft)
    return fade_in, fade_out


def _video(
    segment: VideoSegment,
    where: str,
    span: Span,
    encoding: Encoding,
    first: int,
    facts: Facts,
) -> VideoLayer:
    source = segment.source
    info = _pictured(segment, where, facts)
    if info.kind == "image":
        raise WrongKind(f"{where}: {segment.label or segment.id} is a still; lay it as an image.")
    seen_frames = first + span.at - frames_at(segment.start_ms, encoding.fps)
    speed = Fraction(str(source.speed))
    used_ms = source.in_ms + segment.duration_ms * speed
    # One and a half frames of grace: containers round their lengths.
    grace_ms = 1500 / info.fps if info.fps else 50
    if used_ms > info.duration_ms + grace_ms:
        raise SourceTooShort(
            f"{where}: {segment.label or segment.id} needs {float(used_ms) / 1000:g} s of its "
            f"source, which is {info.duration_ms / 1000:g} s long; trim it."
        )
    start_s = Fraction(source.in_ms, 1000) + seen_frames / encoding.fps * speed
    return VideoLayer(source.asset, start_s, speed, info.fps, span, segment.placement)


def _pictured(
    segment: VideoSegment | ImageSegment | StickerSegment, where: str, facts: Facts
) -> MediaInfo:
    """Facts about the segment's file. Raises WrongKind when there is nothing to see in it."""
    info = facts(segment.source.asset)
    if info.kind == "audio":
        raise WrongKind(f"{where}: {segment.label or segment.id} is a sound, not a picture.")
    return info


def _refuse_undrawn(segment: PictureSegment, where: str) -> None:
    wanted: list[str] = []
    if segment.transition is not None:
        wanted.append("a transition")
    if segment.keyframes:
        wanted.append("keyframes")
    if segment.effects:
        wanted.append("effects")
    if segment.adjustments != PLAIN:
        wanted.append("colour adjustments")
    place = segment.placement
    if place.rotation_deg or place.crop or place.corner:
        wanted.append("rotation, crop or rounded corners")
    if isinstance(segment, ImageSegment) and segment.move:
        wanted.append("a move over a still")
    if isinstance(segment, VideoSegment):
        source = segment.source
        wanted += [
            name
            for name, on in (
                ("reverse", source.reverse),
                ("loop", source.loop),
                ("freeze", source.freeze),
            )
            if on
        ]
    if wanted:
        raise NotDrawn(
            f"{where}: {segment.label or segment.id} asks for {', '.join(wanted)}, which this "
            "version does not draw yet; take it out to export."
        )
