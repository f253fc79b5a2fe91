"""Pitched instruments: (pitch, length, velocity, dice) -> a note of 2 x n that rings out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.crafts.music.filters import bandpass, filtered, highpass, lowpass
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, samples_in
from kinoloom.crafts.music.waves import (
    bent_saw,
    envelope,
    faded_edges,
    frequency_hz,
    placed,
    saw,
    sine,
    swept_sine,
    timeline_s,
    tone,
)

if TYPE_CHECKING:
    from kinoloom.crafts.music.sound import Wave

Voice = Callable[[int, float, float, np.random.Generator], "Wave"]
"""An instrument: MIDI pitch, length in seconds, velocity 0..1, dice."""

_RELEASED = 5.5
"""Release times after which a note is too quiet to matter (-48 dB)."""


def electric_piano(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """Tines and a soft tremolo from side to side (two-operator FM)."""
    del rng
    at_s = timeline_s(length_s + 0.18 * _RELEASED)
    tone_hz = frequency_hz(pitch)
    depth = (1.2 * velocity + 0.3) * np.exp(-at_s * 2.2) * (1 - (pitch - 60) / 70)
    body = np.sin(2 * np.pi * tone_hz * at_s + depth * sine(tone_hz, at_s)) * np.exp(-at_s * 1.1)
    ring = 0.6 * velocity * np.exp(-at_s * 9) * sine(14 * tone_hz, at_s)
    tine = np.sin(2 * np.pi * tone_hz * at_s + ring) * np.exp(-at_s * 7)
    shape = envelope(
        at_s, attack_s=0.004, decay_s=2.5, sustain=0.75, hold_s=length_s, release_s=0.18
    )
    sound = filtered((body + 0.25 * tine) * shape * velocity, lowpass(4800))
    tremolo = 0.3 * sine(4.6, at_s)
    return faded_edges(np.stack([sound * (1 + tremolo), sound * (1 - tremolo)]) * 0.5, 0, 0.02)


def piano(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """Stretched partials that die away faster the higher they are, and a hammer."""
    at_s = timeline_s(length_s + 0.16 * _RELEASED)
    tone_hz = frequency_hz(pitch)
    stiffness = 0.00035 * 2 ** ((pitch - 60) / 18)
    sides = np.zeros((2, len(at_s)), np.float32)
    slope = 2 ** ((pitch - 60) / 24)
    decay = np.exp(-at_s * 0.55 * slope).astype(np.float32)
    decay_per_partial = np.exp(-at_s * 0.28 * slope).astype(np.float32)
    for k in range(1, int(min(14, 9000 / tone_hz)) + 1):
        partial_hz = k * tone_hz * np.sqrt(1 + stiffness * k * k)
        strength = k ** -(1.0 + 0.7 * (1 - velocity)) * abs(np.sin(np.pi * k / 8)) ** 0.6
        heard = min(len(at_s), samples_in(6.2 / ((0.55 + 0.28 * k) * slope)))
        decay = decay[:heard] * decay_per_partial[:heard]
        phase = rng.random()
        faded = decay * np.float32(strength)
        sides[0, :heard] += faded * tone(partial_hz, heard, phase)
        sides[1, :heard] += faded * tone(partial_hz * 1.0006, heard, phase + 0.05 * k)
    knock = min(len(at_s), 1900)
    hammer = filtered(rng.standard_normal(knock), bandpass(500, 3500)) * velocity * 0.25
    sides[:, :knock] += hammer * np.exp(-np.arange(knock) / 260)
    shape = envelope(at_s, attack_s=0.002, decay_s=8, sustain=0.9, hold_s=length_s, release_s=0.16)
    tilt = np.array([[1 - (pitch - 64) / 90], [1 + (pitch - 64) / 90]])
    return faded_edges(sides * shape * velocity * tilt * 0.32, 0, 0.02)


def pluck(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A plucked string (Karplus-Strong), somewhere near the middle."""
    at_s = timeline_s(length_s + 0.14 * _RELEASED)
    tone_hz = frequency_hz(pitch)
    period = SAMPLE_RATE_HZ / tone_hz
    whole = int(period - 0.5)
    part = period - 0.5 - whole
    string = np.zeros(len(at_s))
    burst = filtered(rng.standard_normal(whole), lowpass(1500 + 6500 * velocity, 1))
    string[: min(whole, len(at_s))] = (burst - burst.mean())[: len(at_s)]
    damping = 0.9965 if tone_hz < 300 else 0.994
    _ring(string, whole, np.convolve([0.5, 0.5], [1 - part, part]) * damping)
    shape = envelope(at_s, attack_s=0.001, decay_s=9, sustain=1, hold_s=length_s, release_s=0.14)
    return placed(faded_edges(string * shape * velocity, 0, 0.02) * 0.6, rng.uniform(-0.4, 0.4))


def _ring(string: Wave, period: int, loop: Wave) -> None:
    """Feed each period of the string from the one before, through three taps, in place."""
    for start in range(period, len(string), period):
        stop = min(start + period, len(string))
        for tap, weight in enumerate(loop):
            begin = max(0, start - period - tap)
            fed = string[begin : stop - period - tap]
            string[stop - len(fed) : stop] += weight * fed


def _ensemble(pitch: int, length: int, rng: np.random.Generator) -> Wave:
    """Six saws, a few cents apart, spread from left to right: 2 x length."""
    sides = np.zeros((2, length), np.float32)
    for place, cents in enumerate((-11, -6, -2, 3, 7, 12)):
        one = saw(frequency_hz(pitch) * 2 ** (cents / 1200), length, rng.random())
        right = place / 5
        sides[0] += one * (1 - right * 0.8)
        sides[1] += one * (0.2 + right * 0.8)
    return sides


def pad(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A slow, warm ensemble that opens and closes a little as it sounds."""
    at_s = timeline_s(length_s + 0.5 * _RELEASED)
    tone_hz = frequency_hz(pitch)
    rise_s = min(1.1, length_s * 0.35)
    shape = envelope(at_s, attack_s=rise_s, decay_s=6, sustain=0.85, hold_s=length_s, release_s=0.5)
    sides = _ensemble(pitch, len(at_s), rng) * shape * 0.13 * velocity
    opening = 0.5 - 0.5 * np.cos(2 * np.pi * 0.11 * at_s + rng.uniform(1.5, 3.0))
    dark = filtered(sides, lowpass(500 + tone_hz * 0.6))
    bright = filtered(sides, lowpass(2300 + tone_hz))
    return faded_edges(dark * (1 - opening * 0.6) + bright * opening * 0.5, 0, 0.1)


def glass_pad(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """Pure partials that beat against each other: cold, clear, far."""
    at_s = timeline_s(length_s + 0.6 * _RELEASED)
    tone_hz = frequency_hz(pitch)
    shape = envelope(
        at_s, attack_s=min(1.4, length_s * 0.4), decay_s=8, sustain=0.9, hold_s=length_s,
        release_s=0.6,
    )  # fmt: skip
    sides = np.zeros((2, len(at_s)), np.float32)
    for k, strength in ((1, 1.0), (2, 0.42), (3, 0.2), (4, 0.12), (6, 0.05)):
        for side in range(2):
            phase = rng.random()
            slow = 0.75 + 0.25 * tone(rng.uniform(0.08, 0.5), len(at_s), phase)
            detune = 1 + rng.uniform(-0.0011, 0.0011)
            sides[side] += strength * slow * tone(k * tone_hz * detune, len(at_s), phase)
    return faded_edges(sides * shape * velocity * 0.2, 0, 0.1)


def strings(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """Four desks of players, each with its own vibrato and place."""
    at_s = timeline_s(length_s + 0.3 * _RELEASED)
    tone_hz = frequency_hz(pitch)
    sides = np.zeros((2, len(at_s)), np.float32)
    for desk in range(4):
        vibrato_hz = 5 + 0.5 * rng.random()
        swing = tone(vibrato_hz, len(at_s), rng.random()) * np.minimum(at_s / 0.8, 1)
        tuned_hz = tone_hz * 2 ** (rng.normal(0, 5) / 1200)
        # A swing of 0.32 % in pitch is this much in phase.
        turns = tuned_hz * at_s + swing * (0.0032 * tuned_hz / (2 * np.pi * vibrato_hz))
        sides += placed(bent_saw(tone_hz, turns + rng.random()), -0.75 + 0.5 * desk)
    toned = filtered(sides, lowpass(2600 + 2200 * velocity), bandpass(140, 5600))
    shape = envelope(
        at_s, attack_s=min(0.4, length_s * 0.35), decay_s=5, sustain=0.9, hold_s=length_s,
        release_s=0.3,
    )  # fmt: skip
    return faded_edges(toned * shape * velocity * 0.17, 0, 0.05)


def spiccato(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """Short bowed notes for ostinatos: the bite of the bow, then nothing."""
    at_s = timeline_s(min(length_s, 0.22) + 0.09 * _RELEASED)
    shape = envelope(
        at_s, attack_s=0.012, decay_s=0.11, sustain=0.35, hold_s=min(length_s, 0.22),
        release_s=0.09,
    )  # fmt: skip
    body = filtered(_ensemble(pitch, len(at_s), rng), lowpass(2200 + 3200 * velocity))
    bow = filtered(rng.standard_normal((2, len(at_s))), bandpass(1800, 5000))
    bite = bow * np.exp(-at_s * 60) * 0.5
    toned = filtered((body * 0.16 + bite * 0.2) * shape, highpass(150, 1))
    return faded_edges(toned * velocity, 0, 0.02)


def bell(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A small, glassy bell."""
    del length_s
    at_s = timeline_s(2.4)
    tone_hz = frequency_hz(pitch)
    depth = 1.4 * velocity * np.exp(-at_s * 4)
    sound = np.sin(2 * np.pi * tone_hz * at_s + depth * sine(3.5 * tone_hz, at_s))
    sound = filtered(sound * np.exp(-at_s * 2.6) * velocity, lowpass(7500))
    return placed(faded_edges(sound, 0.002, 0.1) * 0.3, rng.uniform(-0.55, 0.55))


def bass(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A round electric bass."""
    at_s = timeline_s(length_s + 0.06 * _RELEASED)
    tone_hz = frequency_hz(pitch)
    grit = filtered(saw(tone_hz, len(at_s), rng.random()), lowpass(1300)) * np.exp(-at_s * 4)
    sound = sine(tone_hz, at_s) + 0.55 * sine(2 * tone_hz, at_s) * np.exp(-at_s * 2) + 0.3 * grit
    shape = envelope(
        at_s, attack_s=0.005, decay_s=1.6, sustain=0.7, hold_s=length_s, release_s=0.06
    )
    sound = np.tanh(sound * 1.4) * shape * velocity * 0.5
    return np.stack([sound, sound])


def deep_bass(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A slow floor under pads and strings, with enough overtone for small speakers."""
    del rng
    at_s = timeline_s(length_s + 0.3 * _RELEASED)
    tone_hz = frequency_hz(pitch)
    rich = sine(tone_hz, at_s) + 0.4 * sine(2 * tone_hz, at_s) + 0.2 * sine(3 * tone_hz, at_s)
    shape = envelope(
        at_s, attack_s=min(0.12, length_s * 0.2), decay_s=6, sustain=0.9, hold_s=length_s,
        release_s=0.3,
    )  # fmt: skip
    sound = np.tanh(1.5 * rich) * shape * velocity * 0.42
    return np.stack([sound, sound])


def riser(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """Air that rises toward the next section."""
    del pitch
    at_s = timeline_s(length_s)
    share = at_s / max(length_s, 0.01)
    air = rng.standard_normal((2, len(at_s)))
    low = filtered(air, bandpass(300, 1500)) * (1 - share)
    high = filtered(air, bandpass(1500, 7000)) * share
    return faded_edges((low + high) * share**2.2 * 0.3 * velocity, 0.01, 0.03)


def reverse_swell(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A chord sound that comes out of nothing and stops where the next one starts."""
    at_s = timeline_s(length_s)
    share = at_s / max(length_s, 0.01)
    sound = filtered(_ensemble(pitch, len(at_s), rng), lowpass(1800)) * share**2.5
    shine = swept_sine(np.full(len(at_s), 2 * frequency_hz(pitch))) * share**4 * 0.3
    return faded_edges((sound * 0.14 + shine * 0.2) * velocity, 0.01, 0.04)
