"""The door of the music room: ask for a bed, an ambience or a scene's sound; get samples."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Literal, Protocol

from kinoloom.crafts.music.arrangement import compose, perform
from kinoloom.crafts.music.errors import UnusableDuration
from kinoloom.crafts.music.loudness import loudness_of
from kinoloom.crafts.music.mastering import Finish, finish
from kinoloom.crafts.music.moods import MOODS, mood_called
from kinoloom.crafts.music.pads import NO_TONE, TONES, paint_pad, tone_called
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Samples, gain_of, sample_count
from kinoloom.crafts.music.words import mood_for

__all__ = [
    "SAMPLE_RATE_HZ",
    "AmbienceRequest",
    "BedRequest",
    "MusicProvider",
    "PadRequest",
    "SceneSoundRequest",
    "SoundBed",
    "SynthMusic",
    "mood_for",
]

_LONGEST_MS = 3_600_000
_SPELLED = {"lofi": "Lo-fi"}

Tone = Literal["warm", "dark", "bright", "night", "none"]


@dataclass(frozen=True)
class BedRequest:
    """Music of a mood (one of `MOODS`), of exactly this length."""

    mood: str
    duration_ms: int
    seed: int = 0


@dataclass(frozen=True)
class PadRequest:
    """Soft chords in the tone of a light (one of `TONES`), of exactly this length."""

    tone: str
    duration_ms: int
    seed: int = 0


@dataclass(frozen=True)
class AmbienceRequest:
    """The sound of a place (one of `AMBIENCES`), of exactly this length."""

    kind: str
    duration_ms: int
    seed: int = 0


@dataclass(frozen=True)
class SceneSoundRequest:
    """The sound of a place with a soft pad in the tone of its light."""

    ambience: str
    tone: Tone
    duration_ms: int
    seed: int = 0


@dataclass(frozen=True, eq=False)
class SoundBed:
    """Finished sound: n x 2 float32 at 48 kHz, and what it is in a few words."""

    samples: Samples
    label: str


class MusicProvider(Protocol):
    """Whoever makes music: the built-in synthesiser, a SoundFont player, a hosted service."""

    name: str
    version: str

    def moods(self) -> tuple[str, ...]:
        """The moods `bed` knows."""
        ...

    def ambiences(self) -> tuple[str, ...]:
        """The kinds `ambience` and `scene` know."""
        ...

    def bed(self, request: BedRequest) -> SoundBed:
        """Music at -16 LUFS. Raises UnknownMood, UnusableDuration."""
        ...

    def tones(self) -> tuple[str, ...]:
        """The tones `pad` knows."""
        ...

    def pad(self, request: PadRequest) -> SoundBed:
        """Soft chords at -18 LUFS. Raises UnknownTone, UnusableDuration."""
        ...

    def ambience(self, request: AmbienceRequest) -> SoundBed:
        """A place at -24 LUFS. Raises UnknownAmbience, UnusableDuration."""
        ...

    def scene(self, request: SceneSoundRequest) -> SoundBed:
        """A place and its pad at -18 LUFS. Raises UnknownAmbience, UnknownTone."""
        ...


class SynthMusic:
    """The built-in synthesiser: no samples, no weights; the same request makes the same bits."""

    name = "synth"
    version = "1"

    def moods(self) -> tuple[str, ...]:
        """The moods `bed` knows."""
        return tuple(MOODS)

    def ambiences(self) -> tuple[str, ...]:
        """The kinds `ambience` and `scene` know."""
        return tuple(_places().AMBIENCES)

    def bed(self, request: BedRequest) -> SoundBed:
        """Music at -16 LUFS. Raises UnknownMood, UnusableDuration."""
        length = _length(request.duration_ms)
        piece = compose(mood_called(request.mood), length, request.seed)
        samples = perform(piece, length)
        fade_out_s = min(piece.form.tail_s * 0.55, 2.5)
        finish(samples, Finish(-16.0, 0.004, fade_out_s, levelling=0.6))
        return SoundBed(samples, _SPELLED.get(request.mood, request.mood.capitalize()))

    def tones(self) -> tuple[str, ...]:
        """The tones `pad` knows."""
        return tuple(TONES)

    def pad(self, request: PadRequest) -> SoundBed:
        """Soft chords at -18 LUFS. Raises UnknownTone, UnusableDuration."""
        length = _length(request.duration_ms)
        samples = paint_pad(request.tone, length, request.seed)
        finish(samples, Finish(-18.0, *_scene_fades_s(request.duration_ms)))
        return SoundBed(samples, f"{request.tone.capitalize()} pad")

    def ambience(self, request: AmbienceRequest) -> SoundBed:
        """A place at -24 LUFS. Raises UnknownAmbience, UnusableDuration."""
        length = _length(request.duration_ms)
        samples = _places().paint_ambience(request.kind, length, request.seed)
        finish(samples, Finish(-24.0, *_scene_fades_s(request.duration_ms)))
        return SoundBed(samples, request.kind.replace("_", " "))

    def scene(self, request: SceneSoundRequest) -> SoundBed:
        """A place and its pad at -18 LUFS. Raises UnknownAmbience, UnknownTone."""
        length = _length(request.duration_ms)
        _places().ambience_layers(request.ambience)
        if request.tone != NO_TONE:
            tone_called(request.tone)
        samples = _places().paint_ambience(request.ambience, length, request.seed)
        label = request.ambience.replace("_", " ")
        if request.tone != NO_TONE:
            _lay_pad(samples, paint_pad(request.tone, length, request.seed))
            label = f"{label}, {request.tone} pad"
        finish(samples, Finish(-18.0, *_scene_fades_s(request.duration_ms)))
        return SoundBed(samples, label)


def _places() -> ModuleType:
    # Places design their filters as they load, which takes a second or two: who only plans or
    # serves never asks for one.
    from kinoloom.crafts.music.ambiences import kinds

    return kinds


def _length(duration_ms: int) -> int:
    if not 0 < duration_ms <= _LONGEST_MS:
        raise UnusableDuration(duration_ms)
    return sample_count(duration_ms)


_PAD_ABOVE_PLACE_DB = 1.5


def _lay_pad(place: Samples, pad: Samples) -> None:
    """Add the pad, a little louder than the place."""
    pad *= gain_of(loudness_of(place) + _PAD_ABOVE_PLACE_DB - loudness_of(pad))
    place += pad


def _scene_fades_s(duration_ms: int) -> tuple[float, float]:
    """How long a scene fades in and out: quick to be there, slower to leave."""
    duration_s = duration_ms / 1000
    return min(0.35, duration_s * 0.08), min(0.9, duration_s * 0.15)
