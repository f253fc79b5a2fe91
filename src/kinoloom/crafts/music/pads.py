"""A soft pad under a scene: slow chords in a key that fits its light."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinoloom.crafts.music.errors import UnknownTone
from kinoloom.crafts.music.harmony import (
    ADDED_NINTH,
    DORIAN,
    LYDIAN,
    MAJOR,
    MINOR,
    SEVENTH,
    TRIAD,
    Chord,
    Key,
    progression,
)
from kinoloom.crafts.music.instruments import bell, deep_bass, glass_pad, pad, piano, strings
from kinoloom.crafts.music.performance import (
    Event,
    Treatment,
    add_reverb,
    empty_send,
    play,
    room_response,
)
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Samples, dice, middle_of, silence, spans

if TYPE_CHECKING:
    import numpy as np

    from kinoloom.crafts.music.instruments import Voice

_CHORD_S = 4.8
_TAIL_S = 1.2


@dataclass(frozen=True)
class Tone:
    """A light as harmony: where its chords go, who plays them, who adds single notes."""

    key: Key
    degrees: tuple[tuple[int, ...], ...]
    stack: tuple[int, ...]
    voices: tuple[tuple[Voice, float], ...]
    touch: Voice
    touch_gap_s: float


TONES: Mapping[str, Tone] = {
    "warm": Tone(
        Key(2, MAJOR), ((0, 3, 5, 3), (0, 5, 3, 4), (3, 0, 5, 3)), ADDED_NINTH,
        ((pad, 0.8), (strings, 0.42)), piano, 2.6,
    ),
    "dark": Tone(
        Key(0, MINOR), ((0, 5, 3, 5), (0, 3, 5, 6)), TRIAD,
        ((strings, 0.6), (pad, 0.7)), piano, 4.5,
    ),
    "bright": Tone(
        Key(7, LYDIAN), ((0, 1, 5, 1), (0, 4, 1, 5)), ADDED_NINTH,
        ((pad, 0.7), (glass_pad, 0.7)), bell, 1.9,
    ),
    "night": Tone(
        Key(9, DORIAN), ((0, 3, 5, 3), (0, 2, 3, 6)), SEVENTH,
        ((glass_pad, 1.0), (pad, 0.4)), bell, 3.1,
    ),
}  # fmt: skip
"""Lights a scene can have; "none" is no pad at all."""

NO_TONE = "none"


def tone_called(name: str) -> Tone:
    """The tone of that name. Raises UnknownTone."""
    if name not in TONES:
        raise UnknownTone(name, (*TONES, NO_TONE))
    return TONES[name]


def paint_pad(name: str, length: int, seed: int) -> Samples:
    """The pad, not yet finished: length x 2."""
    tone, rng = tone_called(name), dice(seed, "pad", name)
    duration_s = length / SAMPLE_RATE_HZ
    bed, send = silence(length), empty_send(length)
    events = (*_chord_events(tone, duration_s, rng), *_touches(tone, duration_s, rng))
    play(events, bed, seed, Treatment(60.0, 0.45))
    for span in spans(length):
        send[span, 0] = middle_of(bed[span])
    add_reverb(send, room_response(min(3.6, 1.2 + duration_s * 0.4), seed), 0.8, bed)
    return bed


def _chords(tone: Tone, count: int, rng: np.random.Generator) -> tuple[Chord, ...]:
    """`count` chords that begin on the way and come home at the end."""
    turns = tone.degrees[int(rng.integers(len(tone.degrees)))]
    degrees = [turns[i % len(turns)] for i in range(count)]
    degrees[-1] = 0
    if count > 1 and degrees[-2] == 0:
        degrees[-2] = 3
    return progression(tone.key, tuple(degrees), tone.stack)


def _chord_events(tone: Tone, duration_s: float, rng: np.random.Generator) -> Iterator[Event]:
    count = max(1, round(duration_s / _CHORD_S))
    step_s = duration_s / count
    for place, chord in enumerate(_chords(tone, count, rng)):
        start_s = place * step_s
        length_s = step_s + 0.25 if place < count - 1 else max(0.1, step_s - _TAIL_S * 0.5)
        for voice, strength in tone.voices:
            for pitch in chord.pitches:
                lag_s = rng.uniform(0, 0.05)
                yield Event(voice, pitch, start_s + lag_s, length_s, strength)
        yield Event(deep_bass, chord.bass + 12, start_s, length_s, 0.35)


def _touches(tone: Tone, duration_s: float, rng: np.random.Generator) -> Iterator[Event]:
    """Single notes from the chord, an octave up, with room around them."""
    count = max(1, round(duration_s / _CHORD_S))
    home = progression(tone.key, (0,), tone.stack)[0]
    at_s = min(0.6, duration_s * 0.2)
    while at_s < duration_s - 1.2:
        near_end = at_s > duration_s * (1 - 1 / count)
        steps = home.pitches if near_end else (home.pitches[0], home.pitches[-1])
        pitch = steps[int(rng.integers(len(steps)))] + 12
        yield Event(tone.touch, pitch, at_s, 1.6, rng.uniform(0.25, 0.5), int(rng.integers(3)))
        at_s += tone.touch_gap_s * rng.uniform(0.6, 1.4)
