"""Raw material: oscillators, noise, envelopes, slow drifts and places between the speakers."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Wave, samples_in


def timeline_s(duration_s: float) -> Wave:
    """Times of the samples of a sound that lasts `duration_s`."""
    return np.arange(max(1, samples_in(duration_s))) / SAMPLE_RATE_HZ


def frequency_hz(pitch: float) -> float:
    """The frequency of a MIDI pitch (69 is 440 Hz)."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def sine(cycles: Wave | float, at_s: Wave) -> Wave:
    """A sine of `cycles` hertz at the given times."""
    return np.sin(2 * np.pi * cycles * at_s)


def swept_sine(frequencies_hz: Wave) -> Wave:
    """A sine whose frequency is given sample by sample."""
    return np.sin(2 * np.pi * np.cumsum(frequencies_hz) / SAMPLE_RATE_HZ)


_TABLE_BITS = 13
_TABLE_SIZE = 1 << _TABLE_BITS
_PHASE_BITS = 32
_SINE_TABLE = np.sin(2 * np.pi * np.arange(_TABLE_SIZE) / _TABLE_SIZE).astype(np.float32)


def _read_table(table: NDArray[np.float32], tone_hz: float, length: int, phase: float) -> Wave:
    """A wave read from one period of it; the phase runs in 32-bit integers, which wrap for free."""
    step = np.uint32(round(tone_hz / SAMPLE_RATE_HZ * 2**_PHASE_BITS))
    start = np.uint32(int(phase % 1.0 * (2**_PHASE_BITS - 1)))
    turns = np.arange(length, dtype=np.uint32)
    turns *= step
    turns += start
    turns >>= np.uint32(_PHASE_BITS - _TABLE_BITS)
    return table[turns]


def tone(tone_hz: float, length: int, phase: float = 0.0) -> Wave:
    """A steady sine, several times faster than computing one; `phase` in turns."""
    return _read_table(_SINE_TABLE, tone_hz, length, phase)


def saw(tone_hz: float, length: int, phase: float) -> Wave:
    """A steady sawtooth without aliases; `phase` in turns."""
    return _read_table(saw_table(tone_hz), tone_hz, length, phase)


def bent_saw(tone_hz: float, turns: Wave) -> Wave:
    """A sawtooth near `tone_hz` whose phase is given in turns, sample by sample (vibrato)."""
    index = (turns * _TABLE_SIZE).astype(np.int64) & (_TABLE_SIZE - 1)
    return saw_table(tone_hz)[index]


@cache
def _saw_table_of(harmonics: int) -> NDArray[np.float32]:
    spectrum = np.zeros(_TABLE_SIZE // 2 + 1, np.complex128)
    order = np.arange(1, harmonics + 1)
    spectrum[1 : harmonics + 1] = -1j * _TABLE_SIZE / (np.pi * order)
    return np.fft.irfft(spectrum).astype(np.float32)


def saw_table(tone_hz: float) -> NDArray[np.float32]:
    """One period of a sawtooth with every harmonic up to 15 kHz."""
    return _saw_table_of(max(1, min(600, int(15_000 / tone_hz))))


def envelope(
    at_s: Wave, *, attack_s: float, decay_s: float, sustain: float, hold_s: float, release_s: float
) -> Wave:
    """Rises in `attack_s`, decays towards `sustain`, and is let go at `hold_s`."""
    shape = sustain + (1 - sustain) * np.exp(-np.maximum(at_s - attack_s, 0) / decay_s)
    rising = min(len(at_s), max(1, samples_in(attack_s)))
    shape[:rising] *= np.linspace(0, 1, rising)
    let_go = min(len(at_s), samples_in(hold_s))
    shape[let_go:] *= np.exp(-(at_s[let_go:] - hold_s) / release_s)
    return shape.astype(np.float32)


def faded_edges(wave: Wave, fade_in_s: float, fade_out_s: float) -> Wave:
    """The wave (n or 2 x n) with raised-cosine edges: no click at either end."""
    length = wave.shape[-1]
    shape = np.ones(length)
    rise = min(samples_in(fade_in_s), length // 2)
    fall = min(samples_in(fade_out_s), length // 2)
    shape[:rise] = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, rise))
    shape[length - fall :] *= 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fall))
    return wave * shape


def placed(wave: Wave, position: float) -> Wave:
    """One channel set between the speakers, -1 left to 1 right, at equal power: 2 x n."""
    angle = (position + 1) * np.pi / 4
    return np.stack([wave * np.cos(angle), wave * np.sin(angle)])


def stereo_noise(rng: np.random.Generator, length: int, correlation: float = 0.4) -> Wave:
    """White noise of variance one, 2 x length, its channels alike by `correlation`."""
    # Uniform numbers are three times as fast as normal ones, and sound the same through a filter.
    even = rng.random((3, length), np.float32) - np.float32(0.5)
    shared, left, right = even * np.float32(np.sqrt(12))
    together, apart = np.float32(np.sqrt(correlation)), np.float32(np.sqrt(1 - correlation))
    return np.stack([together * shared + apart * left, together * shared + apart * right])


_DRIFT_STRIDE = 192
"""Samples between two computed points of a drift: four milliseconds, joined by lines."""


class Drift:
    """A slow random curve between 0 and 1, smooth, with finer motion on top: gusts, traffic, mood.

    `period_s` is the time between its coarse turns; each octave above is twice as fast and half
    as strong.
    """

    def __init__(
        self, rng: np.random.Generator, duration_s: float, period_s: float, octaves: int = 3
    ) -> None:
        self._periods_s = [period_s / 2**octave for octave in range(octaves)]
        self._knots = [rng.random(int(duration_s / period) + 4) for period in self._periods_s]
        self._offset = float(rng.random())

    def __call__(self, at_s: Wave) -> Wave:
        """The curve at these times (evenly spaced seconds, from 0 to the duration)."""
        coarse = np.append(at_s[::_DRIFT_STRIDE], at_s[-1])
        return np.interp(at_s, coarse, self._exactly(coarse))

    def _exactly(self, at_s: Wave) -> Wave:
        total = np.zeros_like(at_s)
        weight_sum = 0.0
        for octave, (period_s, knots) in enumerate(zip(self._periods_s, self._knots, strict=True)):
            weight = 0.5**octave
            place = at_s / period_s + self._offset
            index = place.astype(np.int64)
            part = place - index
            part = part * part * (3 - 2 * part)
            total += weight * (knots[index] * (1 - part) + knots[index + 1] * part)
            weight_sum += weight
        return total / weight_sum
