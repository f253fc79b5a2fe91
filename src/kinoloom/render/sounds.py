"""Which sounds a film has, where, and how loud: values the mixer reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from kinoloom.draft.model import AudioSegment, Draft, Track, VideoSegment
from kinoloom.render.errors import NotDrawn, SourceTooShort
from kinoloom.render.sources import Facts


@dataclass(frozen=True)
class Sound:
    """A stretch of an asset's sound at a place of the film; `gain` is linear."""

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


def sounds_of(draft: Draft, facts: Facts) -> Iterator[Sound]:
    """Every audible sound of the film, in track order."""
    for index, track in enumerate(draft.tracks):
        for place, segment in enumerate(track.segments):
            if isinstance(segment, AudioSegment | VideoSegment) and not track.muted:
                sound = _sound(f"t[{index}].sg[{place}]", track, segment, facts)
                if sound is not None:
                    yield sound


def _sound(
    where: str, track: Track, segment: AudioSegment | VideoSegment, facts: Facts
) -> Sound | None:
    source, knobs = segment.source, segment.sound
    info = facts(source.asset)
    gain = knobs.volume * track.volume / 10_000
    if not info.has_sound or gain == 0:
        return None
    if source.reverse or source.freeze or knobs.denoise:
        raise NotDrawn(f"{where}: reversed, frozen or denoised sound is not rendered yet.")
    speed = Fraction(str(source.speed))
    used_ms = source.in_ms + segment.duration_ms * speed
    if isinstance(segment, AudioSegment) and not source.loop and used_ms > info.duration_ms + 50:
        raise SourceTooShort(
            f"{where}: {segment.label or segment.id} needs {float(used_ms) / 1000:g} s of its "
            f"source, which is {info.duration_ms / 1000:g} s long; trim it."
        )
    return Sound(
        asset=source.asset,
        start_ms=segment.start_ms,
        duration_ms=segment.duration_ms,
        in_ms=source.in_ms,
        speed=speed,
        gain=gain,
        pan=knobs.pan,
        fade_in_ms=knobs.fade_in_ms,
        fade_out_ms=knobs.fade_out_ms,
        loop=source.loop,
        role=segment.role if isinstance(segment, AudioSegment) else "original",
    )
