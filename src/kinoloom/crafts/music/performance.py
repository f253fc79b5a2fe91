"""From events (notes and hits at a time) to samples, and what is added to a whole bed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

from kinoloom.crafts.music.filters import filtered, highpass, lowpass
from kinoloom.crafts.music.sound import (
    Samples,
    Wave,
    dice,
    samples_in,
    silence,
    spans,
)
from kinoloom.crafts.music.waves import timeline_s

if TYPE_CHECKING:
    from kinoloom.crafts.music.instruments import Voice

_TICKS_A_SECOND = 20
_TIMBRES = 4
"""Strengths a note is rendered at; velocities between them only change its level."""
_REVERB_BLOCK = 1 << 18
_LATE = samples_in(0.011)


@dataclass(frozen=True)
class Event:
    """A note or a hit. `take` tells repeats apart that should not sound the same."""

    voice: Voice
    pitch: int
    start_s: float
    length_s: float
    velocity: float
    take: int = 0


@dataclass(frozen=True)
class Treatment:
    """What a bus does to its notes: cut the lows, and set them wide."""

    lowest_hz: float = 20.0
    width: float = 0.0

    def __call__(self, note: Wave) -> Wave:
        """The note (2 x n) as it goes into the mix, some milliseconds longer if set wide.

        What is alike on both sides comes again, late, as a difference; the sum of both sides
        stays as it was, so nothing is lost in mono.
        """
        clean = filtered(note, highpass(self.lowest_hz))
        if self.width == 0.0:
            return clean
        wide = np.pad(clean, ((0, 0), (0, _LATE)))
        late = filtered((clean[0] + clean[1]) / 2, highpass(250, 1)) * self.width
        wide[0, _LATE:] += late
        wide[1, _LATE:] -= late
        return wide


@dataclass(frozen=True)
class _Note:
    """A sound that may come many times, at several levels; length and strength are rounded."""

    voice: Voice
    pitch: int
    length_ticks: int
    timbre: int
    take: int

    def rendered(self, seed: int, treatment: Treatment) -> Samples:
        parts = (self.voice.__name__, self.pitch, self.length_ticks, self.timbre, self.take)
        rng = dice(seed, *(str(part) for part in parts))
        length_s, strength = self.length_ticks / _TICKS_A_SECOND, self.timbre / _TIMBRES
        wave = self.voice(self.pitch, length_s, strength, rng)
        return np.ascontiguousarray(treatment(wave).T, np.float32)


def _note_of(event: Event) -> _Note:
    length_ticks = max(1, round(event.length_s * _TICKS_A_SECOND))
    timbre = max(1, min(_TIMBRES, math.ceil(event.velocity * _TIMBRES)))
    return _Note(event.voice, event.pitch, length_ticks, timbre, event.take)


def play(events: Iterable[Event], bed: Samples, seed: int, treatment: Treatment) -> None:
    """Add the events to the bed (n x 2); what rings past its end is cut.

    Each note is rendered once and laid down wherever it comes, so that only one is ever held.
    """
    places: dict[_Note, list[Event]] = {}
    for event in events:
        places.setdefault(_note_of(event), []).append(event)
    for note, repeats in places.items():
        sound = note.rendered(seed, treatment)
        for event in repeats:
            start = max(0, samples_in(event.start_s))
            part = sound[: max(0, len(bed) - start)]
            level = np.float32(event.velocity * _TIMBRES / note.timbre)
            bed[start : start + len(part)] += part * level


def room_response(decay_s: float, seed: int, brightness_hz: float = 6000) -> Wave:
    """The echo of a hall: 2 x n, highs gone sooner than lows, energy one a side."""
    rng = dice(seed, "room")
    at_s = timeline_s(decay_s * 1.15)
    tail = rng.standard_normal((2, len(at_s))) * 10 ** (-3 * at_s / decay_s)
    dark = 0.6 * filtered(tail, lowpass(brightness_hz * 0.4))
    bright = 0.4 * filtered(tail, lowpass(brightness_hz)) * np.exp(-at_s * 3)
    response = filtered(dark + bright, highpass(200))
    onset = samples_in(0.012)
    response[:, :onset] *= np.linspace(0, 1, onset)
    delayed = np.pad(response, ((0, 0), (samples_in(0.018), 0)))
    return delayed / np.sqrt((delayed**2).sum(axis=1, keepdims=True))


def add_reverb(send: Samples, response: Wave, level: float, bed: Samples) -> None:
    """Add the reverberation of a mono send (n x 1) to the bed (n x 2), block by block."""
    taps = response.shape[1]
    block_length = min(_REVERB_BLOCK, len(send))
    size = next_fast_len(block_length + taps - 1, real=True)
    transfer: Any = rfft(response.astype(np.float32) * np.float32(level), size, axis=1)
    carry = np.zeros((2, taps), np.float32)
    for span in spans(len(send), _REVERB_BLOCK):
        length = span.stop - span.start
        spectrum: Any = rfft(send[span, 0], size)
        wet: Any = irfft(spectrum[None, :] * transfer, size, axis=1)
        wet[:, :taps] += carry[:, : wet.shape[1]]
        bed[span] += wet[:, :length].T
        carry = np.zeros((2, taps), np.float32)
        rest = wet[:, length : length + taps]
        carry[:, : rest.shape[1]] = rest


def empty_send(length: int) -> Samples:
    """A silent mono send: length x 1."""
    return silence(length)[:, :1].copy()
