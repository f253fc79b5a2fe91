"""Which sounds a film has, where, and how loud: values the mixer reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from kinoloom.draft.model import (
    AnySegment,
    AudioSegment,
    Draft,
    Ducking,
    Source,
    Track,
    VideoSegment,
)
from kinoloom.draft.time import ms_at
from kinoloom.media.probe import MediaInfo
from kinoloom.render.errors import SourceTooShort, WrongKind, naming
from kinoloom.render.planning.windows import CUT, Window, windows_of
from kinoloom.render.sources import Facts

GRACE_MS = 50
"""A source may be so much shorter than what is used of it: containers round their lengths."""

Heard = AudioSegment | VideoSegment


@dataclass(frozen=True)
class Edge:
    """How a sound comes in or goes out at an end of its segment: over `inside_ms` of it and
    `outside_ms` of what the source holds beyond it. `crossing` keeps the power of two sounds that
    cross the same; otherwise the way is straight."""

    inside_ms: Fraction = Fraction(0)
    outside_ms: Fraction = Fraction(0)
    crossing: bool = False

    @property
    def length_ms(self) -> Fraction:
        """How long it takes."""
        return self.inside_ms + self.outside_ms


SEAM = Edge(Fraction(5))
"""Every sound fades this long at its edges: a cut in a waveform is a click."""
UNBROKEN = Edge()
"""Where a sound goes on as it would have without the cut."""


@dataclass(frozen=True)
class Sound:
    """A stretch of an asset's sound at a place of the film; `gain` is linear.

    `loop_ms` is the length after which a looped video starts again; other looped sounds go on to
    their own end. A `whole` sound must not end early. `track` tells tracks apart. `name`, what
    errors call it, is not identity.
    """

    asset: str
    start_ms: int
    duration_ms: int
    in_ms: int
    speed: Fraction
    gain: float
    pan: float
    fade_in_ms: int
    fade_out_ms: int
    loop: bool
    role: str
    reverse: bool = False
    denoise: float = 0.0
    rise: Edge = SEAM
    fall: Edge = SEAM
    loop_ms: int | None = None
    whole: bool = False
    track: int = 0
    ducking: Ducking | None = None
    name: str = field(default="", compare=False)

    @property
    def end_ms(self) -> int:
        """Where its segment ends on the timeline."""
        return self.start_ms + self.duration_ms

    @property
    def is_plain(self) -> bool:
        """Whether it is heard as it lies in its source."""
        return self.speed == 1 and not (self.reverse or self.loop or self.denoise)


def sounds_of(draft: Draft, facts: Facts) -> Iterator[Sound]:
    """Every audible sound of the film, in track order.

    Raises WrongKind for a sound segment whose asset is silent, SourceTooShort, or AssetMissing;
    each names the segment.
    """
    number = 0
    for index, track in enumerate(draft.tracks):
        if track.muted or not track.volume:
            continue
        laid = _Laid(index, number, track, windows_of(track, draft.canvas.rate), draft.canvas.rate)
        sounds = list(_on_track(laid, facts))
        number += bool(sounds)
        yield from sounds


@dataclass(frozen=True)
class _Laid:
    """A track and what its sounds need to know of it."""

    index: int
    number: int
    track: Track
    windows: tuple[Window, ...]
    fps: Fraction


def _on_track(laid: _Laid, facts: Facts) -> Iterator[Sound]:
    segments = laid.track.segments
    around = zip((None, *segments), segments, (*segments[1:], None), strict=False)
    for place, (before, segment, after) in enumerate(around):
        if not isinstance(segment, Heard) or segment.source.freeze or not segment.sound.volume:
            continue
        name = f"t[{laid.index}].sg[{place}]: {segment.label or segment.id}"
        with naming(name):
            info = facts(segment.source.asset)
        if info.has_sound:
            _check_length(segment, name, info)
            yield _sound(laid, name, info, (before, segment, after))
        elif isinstance(segment, AudioSegment):
            raise WrongKind(f"{name} holds no sound; replace it by a file that does.")


def _check_length(segment: Heard, name: str, info: MediaInfo) -> None:
    source = segment.source
    used_ms = source.in_ms + _used_ms(segment)
    if isinstance(segment, VideoSegment) or source.loop or used_ms <= info.duration_ms + GRACE_MS:
        return
    raise SourceTooShort(
        f"{name} needs {float(used_ms) / 1000:g} s of its source, which is "
        f"{info.duration_ms / 1000:g} s long; trim it."
    )


def _sound(
    laid: _Laid,
    name: str,
    info: MediaInfo,
    around: tuple[AnySegment | None, Heard, AnySegment | None],
) -> Sound:
    before, segment, after = around
    source, knobs = segment.source, segment.sound
    is_video = isinstance(segment, VideoSegment)
    return Sound(
        asset=source.asset,
        start_ms=segment.start_ms,
        duration_ms=segment.duration_ms,
        in_ms=source.in_ms,
        speed=_speed(segment),
        gain=knobs.volume * laid.track.volume / 10_000,
        pan=knobs.pan,
        fade_in_ms=knobs.fade_in_ms,
        fade_out_ms=knobs.fade_out_ms,
        loop=source.loop,
        role=segment.role if isinstance(segment, AudioSegment) else "original",
        reverse=source.reverse,
        denoise=knobs.denoise,
        rise=UNBROKEN if _goes_on(before, segment) else _rise(laid, segment, info),
        fall=UNBROKEN if _goes_on(segment, after) else _fall(laid, segment, info),
        loop_ms=info.duration_ms or None if source.loop and is_video else None,
        whole=not is_video and not source.loop,
        track=laid.number,
        ducking=laid.track.ducking,
        name=name,
    )


def _speed(segment: Heard) -> Fraction:
    return Fraction(str(segment.source.speed))


def _used_ms(segment: Heard) -> Fraction:
    """How much of its source a segment plays."""
    return segment.duration_ms * _speed(segment)


def _rise(laid: _Laid, segment: Heard, info: MediaInfo) -> Edge:
    for window in laid.windows:
        if window.after is segment:
            outside_ms = segment.start_ms - ms_at(window.first, laid.fps)
            inside_ms = ms_at(window.end, laid.fps) - segment.start_ms
            handle_ms = _handle_ms(segment, info, late=segment.source.reverse)
            return _crossing(inside_ms, min(outside_ms, handle_ms) if window.before else 0)
    return SEAM


def _fall(laid: _Laid, segment: Heard, info: MediaInfo) -> Edge:
    for window in laid.windows:
        if window.before is segment:
            outside_ms = ms_at(window.end, laid.fps) - segment.end_ms
            inside_ms = segment.end_ms - ms_at(window.first, laid.fps)
            handle_ms = _handle_ms(segment, info, late=not segment.source.reverse)
            return _crossing(inside_ms, min(outside_ms, handle_ms))
    return SEAM


def _crossing(inside_ms: Fraction, outside_ms: Fraction | int) -> Edge:
    edge = Edge(max(Fraction(0), inside_ms), max(Fraction(0), Fraction(outside_ms)), crossing=True)
    return edge if edge.length_ms > SEAM.length_ms else SEAM


def _handle_ms(segment: Heard, info: MediaInfo, *, late: bool) -> Fraction:
    """How much more of its source there is to hear, in the film's time, late or early in it."""
    source = segment.source
    if source.loop:
        return Fraction(segment.duration_ms)
    left_ms = info.duration_ms - source.in_ms - _used_ms(segment) if late else source.in_ms
    return Fraction(left_ms) / _speed(segment)


def _goes_on(before: AnySegment | None, after: AnySegment | None) -> bool:
    """Whether two segments are one stretch of a source that was only split."""
    if not (isinstance(before, Heard) and isinstance(after, Heard)):
        return False
    if before.end_ms != after.start_ms or type(before) is not type(after):
        return False
    if before.source.in_ms + before.duration_ms != after.source.in_ms:
        return False
    if not _plain(before.source) or _plain(before.source) != _plain(after.source):
        return False
    return _plain_edges(before, after)


def _plain(source: Source) -> str | None:
    """The asset of a stretch that is played as it is."""
    changed = source.speed != 1 or source.reverse or source.loop or source.freeze
    return None if changed else source.asset


def _plain_edges(before: Heard, after: Heard) -> bool:
    """Whether nothing but the cut lies between them."""
    join = after.transition if isinstance(after, VideoSegment) else None
    mixed = join is not None and join.kind != CUT
    first, second = before.sound, after.sound
    faded = first.fade_out_ms or second.fade_in_ms or first.denoise or second.denoise
    return not (mixed or faded) and (first.volume, first.pan) == (second.volume, second.pan)
