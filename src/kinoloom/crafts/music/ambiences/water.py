"""Water: rain in its drops, the lapping of a lake, waves on a shore."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.crafts.music.ambiences.texture import (
    Grain,
    Swell,
    Texture,
    moments,
    noise,
    pool,
    scattered,
)
from kinoloom.crafts.music.filters import Filter, bandpass, filtered, highpass, lowpass
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Wave, spans, times_s
from kinoloom.crafts.music.waves import (
    Drift,
    faded_edges,
    placed,
    stereo_noise,
    swept_sine,
    timeline_s,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def rain_wash(brightness_hz: float, *, period_s: float = 9.0) -> Texture:
    """Far rain, where drops have become one sound; showers pass over it slowly."""
    shape = (bandpass(700, brightness_hz, 1), lowpass(11_000, 1))
    return noise(*shape, swell=Swell(quiet=0.6, period_s=period_s), correlation=0.25)


def drops_on_stone(mean_gap_s: float) -> Texture:
    """Near drops on a hard wet ground: short bright ticks, each of its own colour."""
    return pool(_tick, size=48, mean_gap_s=mean_gap_s)


def drops_in_puddles(mean_gap_s: float) -> Texture:
    """Drops into standing water: each leaves a bubble that rings upward."""
    return pool(_bubble, size=32, mean_gap_s=mean_gap_s, spread=0.85)


def gutter_drips(mean_gap_s: float) -> Texture:
    """Single heavy drops from an edge, with a small echo from the walls."""
    return pool(_drip, size=8, mean_gap_s=mean_gap_s, spread=0.6)


def _tick(rng: np.random.Generator) -> Wave:
    at_s = timeline_s(0.022)
    centre_hz = rng.uniform(1800, 7000)
    body = filtered(rng.standard_normal(len(at_s)), bandpass(centre_hz * 0.7, centre_hz * 1.5))
    return faded_edges(body * np.exp(-at_s * rng.uniform(220, 600)), 0.0004, 0.004) * 2.4


def _bubble(rng: np.random.Generator) -> Wave:
    at_s = timeline_s(0.07)
    pitch_hz = rng.uniform(900, 2900) * (1 + rng.uniform(1.0, 4.0) * at_s)
    ring = swept_sine(pitch_hz) * np.exp(-at_s * rng.uniform(55, 120))
    late = int(rng.uniform(0.002, 0.008) * SAMPLE_RATE_HZ)
    return faded_edges(np.concatenate([_tick(rng) * 0.5, np.zeros(late), ring * 0.4]), 3e-4, 0.01)


def _drip(rng: np.random.Generator) -> Wave:
    sound = np.pad(_bubble(rng), (0, int(0.22 * SAMPLE_RATE_HZ)))
    echo = np.zeros_like(sound)
    for delay_s, level in ((0.031, 0.3), (0.057, 0.2), (0.094, 0.12)):
        delay = int(delay_s * rng.uniform(0.9, 1.1) * SAMPLE_RATE_HZ)
        echo[delay:] += level * sound[:-delay]
    return sound + filtered(echo, lowpass(2500, 1))


def lapping(mean_gap_s: float = 2.3) -> Texture:
    """Small waves on stones: a soft rush, and the gurgle of the air it caught."""

    def grains(length: int, rng: np.random.Generator) -> Iterator[Grain]:
        for start in moments(length, rng, mean_gap_s, first_s=-rng.uniform(0.0, 0.5), spread=0.4):
            position = rng.uniform(-0.8, 0.8)
            strength = rng.uniform(0.55, 1.0)
            yield Grain(start, _lap(rng, strength, position))

    return scattered(grains)


def ripples() -> Texture:
    """The water between the waves: never still, close to the ear."""

    def blocks(length: int, rng: np.random.Generator) -> Iterator[Wave]:
        colour = Filter(bandpass(350, 1300, 1), lowpass(2600, 1))
        play = [Drift(rng, length / SAMPLE_RATE_HZ, 0.55, 3) for _ in range(2)]
        for span in spans(length):
            at_s = times_s(span)
            water = colour(stereo_noise(rng, len(at_s), 0.4))
            yield water * (0.15 + np.stack([side(at_s) for side in play]) ** 2 * 2)

    return blocks


def trickle(mean_gap_s: float) -> Texture:
    """Bubbles that stones at the edge keep making."""
    return pool(_gurgle, size=40, mean_gap_s=mean_gap_s, spread=0.8)


def _lap(rng: np.random.Generator, strength: float, position: float) -> Wave:
    at_s = timeline_s(rng.uniform(1.6, 2.6))
    share = at_s / at_s[-1]
    rush = stereo_noise(rng, len(at_s), 0.5)
    flutter = 0.4 + 1.2 * Drift(rng, at_s[-1] + 1, 0.11, 2)(at_s)
    body = filtered(rush, bandpass(300, 950)) * (np.sin(np.pi * share**0.6) ** 2) * flutter
    foam = filtered(rush, bandpass(1400, 3600)) * (np.sin(np.pi * share**1.3) ** 3) * 0.3
    wave = body + foam * strength * flutter
    for _ in range(int(rng.integers(9, 20) * strength)):
        bubble = _gurgle(rng)
        start = int(rng.beta(2.2, 3.0) * (len(at_s) - len(bubble)))
        spot = np.clip(position + rng.normal(0, 0.25), -1, 1)
        wave[:, start : start + len(bubble)] += placed(bubble, float(spot))
    tilt = np.array([[1 - 0.35 * position], [1 + 0.35 * position]])
    return wave * tilt * strength


def _gurgle(rng: np.random.Generator) -> Wave:
    at_s = timeline_s(rng.uniform(0.06, 0.14))
    pitch_hz = rng.uniform(320, 1250) * (1 + rng.uniform(0.5, 3.5) * at_s)
    ring = swept_sine(pitch_hz) * np.exp(-at_s * rng.uniform(22, 50))
    return faded_edges(ring, 0.006, 0.02) * rng.uniform(0.25, 0.9)


def surf(mean_gap_s: float = 7.0) -> Texture:
    """Waves that rise, break and draw back over the sand."""

    def grains(length: int, rng: np.random.Generator) -> Iterator[Grain]:
        for start in moments(length, rng, mean_gap_s, first_s=-3.0, spread=0.2):
            yield Grain(start, _breaker(rng))

    return scattered(grains)


def _breaker(rng: np.random.Generator) -> Wave:
    at_s = timeline_s(rng.uniform(7.5, 11.0))
    share = at_s / at_s[-1]
    water = stereo_noise(rng, len(at_s), 0.35)
    crest = rng.uniform(0.24, 0.34)
    rise = np.exp(-(((share - crest) / 0.16) ** 2))
    crash = np.where(share > crest, np.exp(-(share - crest) * 7), np.exp((share - crest) * 26))
    hiss = np.exp(-(((share - crest - 0.28) / 0.2) ** 2))
    roar = filtered(water, lowpass(520), highpass(60)) * rise * 1.6
    wave = roar + filtered(water, bandpass(400, 3800)) * crash
    wave += filtered(water, highpass(3200), lowpass(9000, 1)) * hiss * 0.3
    return faded_edges(wave * rng.uniform(0.7, 1.0), 0.8, 1.2)
