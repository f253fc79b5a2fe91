"""Drums and percussion: voices like the instruments', to which pitch and length mean little."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.crafts.music.filters import bandpass, filtered, highpass, lowpass
from kinoloom.crafts.music.waves import faded_edges, placed, sine, swept_sine, timeline_s

if TYPE_CHECKING:
    from kinoloom.crafts.music.sound import Wave


def kick(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A tight bass drum with a click that small speakers can play."""
    del pitch, length_s
    at_s = timeline_s(0.45)
    body = swept_sine(50 + 120 * np.exp(-at_s * 42)) * np.exp(-at_s / 0.14)
    click = filtered(rng.standard_normal(len(at_s)), bandpass(900, 5000)) * np.exp(-at_s * 260)
    sound = np.tanh(1.7 * (body + 0.55 * click)) * velocity * 0.8
    return faded_edges(np.stack([sound, sound]), 0, 0.05)


def soft_kick(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A felted bass drum."""
    del pitch, length_s
    at_s = timeline_s(0.4)
    body = swept_sine(52 + 70 * np.exp(-at_s * 34)) * np.exp(-at_s / 0.12)
    felt = filtered(rng.standard_normal(len(at_s)), lowpass(900)) * np.exp(-at_s * 120)
    sound = np.tanh(1.5 * (body + 0.35 * felt)) * velocity * 0.8
    return faded_edges(np.stack([sound, sound]), 0.001, 0.05)


def snare(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A crisp snare."""
    del pitch, length_s
    at_s = timeline_s(0.35)
    wires = filtered(rng.standard_normal((2, len(at_s))), highpass(1200), lowpass(11_000))
    shell = np.sin(2 * np.pi * 190 * at_s + 2 * np.exp(-at_s * 60)) + 0.5 * sine(327, at_s)
    sound = wires * np.exp(-at_s / 0.1) * 0.5 + shell * np.exp(-at_s * 24) * 0.5
    return faded_edges(np.tanh(1.2 * sound) * velocity * 0.6, 0, 0.05)


def dusty_snare(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A lazy, dull snare."""
    del pitch, length_s
    at_s = timeline_s(0.3)
    wires = filtered(rng.standard_normal((2, len(at_s))), bandpass(900, 5200))
    shell = sine(178, at_s) + 0.4 * sine(301, at_s)
    sound = wires * np.exp(-at_s / 0.085) * 0.55 + shell * np.exp(-at_s * 28) * 0.45
    return faded_edges(np.tanh(1.2 * sound) * velocity * 0.6, 0.001, 0.05)


def clap(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """Three hands, a few milliseconds apart."""
    del pitch, length_s
    at_s = timeline_s(0.3)
    strokes = np.zeros(len(at_s))
    for late_s, fall in ((0.0, 180), (0.011, 180), (0.023, 24)):
        strokes += (at_s >= late_s) * np.exp(-np.maximum(at_s - late_s, 0) * fall)
    hands = filtered(rng.standard_normal((2, len(at_s))), bandpass(900, 4600))
    return faded_edges(hands * strokes * velocity * 0.45, 0, 0.05)


def hat(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A closed hi-hat."""
    del pitch, length_s
    return _cymbal(0.09, 55, velocity, rng)


def open_hat(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """An open hi-hat."""
    del pitch, length_s
    return _cymbal(0.3, 10, velocity, rng)


def _cymbal(length_s: float, fall: float, velocity: float, rng: np.random.Generator) -> Wave:
    at_s = timeline_s(length_s)
    metal = np.zeros(len(at_s))
    for partial_hz in (3127, 4241, 5381, 6173, 7411):
        metal += np.sign(sine(partial_hz, at_s))
    noisy = filtered(0.4 * metal + rng.standard_normal(len(at_s)) * 1.1, highpass(6800, 3))
    sound = filtered(noisy, lowpass(14_000)) * np.exp(-at_s * fall) * velocity
    return placed(faded_edges(sound, 0, 0.02) * 0.16, 0.3)


def shaker(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """Seeds in a tube."""
    del pitch, length_s
    at_s = timeline_s(0.11)
    seeds = filtered(rng.standard_normal(len(at_s)), bandpass(4500, 11_000))
    swing = np.minimum(at_s / 0.018, 1) * np.exp(-np.maximum(at_s - 0.02, 0) * 48)
    return placed(faded_edges(seeds * swing, 0, 0.02) * velocity * 0.35, -0.45)


def rim(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A stick on the rim."""
    del pitch, length_s
    at_s = timeline_s(0.12)
    wood = sine(1720, at_s) + 0.6 * sine(830, at_s) + 0.4 * rng.standard_normal(len(at_s))
    return placed(faded_edges(wood * np.exp(-at_s * 95), 0, 0.02) * velocity * 0.3, -0.15)


def taiko(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A very large drum in a very large room."""
    del pitch, length_s
    at_s = timeline_s(1.5)
    skin = swept_sine(62 + 60 * np.exp(-at_s * 18)) * np.exp(-at_s * 3.8)
    stick = filtered(rng.standard_normal((2, len(at_s))), bandpass(180, 1400)) * np.exp(-at_s * 24)
    ring = sine(151, at_s) * np.exp(-at_s * 11)
    return faded_edges((skin + 0.9 * stick + 0.35 * ring) * velocity * 0.7, 0.001, 0.1)


def cymbal_swell(pitch: int, length_s: float, velocity: float, rng: np.random.Generator) -> Wave:
    """A cymbal rolled with soft mallets, let go at the end."""
    del pitch
    at_s = timeline_s(length_s + 1.2)
    metal = filtered(rng.standard_normal((2, len(at_s))), bandpass(2200, 9000))
    rise = np.minimum(at_s / max(length_s, 0.05), 1) ** 2.4
    fall = np.exp(-np.maximum(at_s - length_s, 0) * 3)
    return faded_edges(metal * rise * fall * velocity * 0.2, 0.01, 0.1)
