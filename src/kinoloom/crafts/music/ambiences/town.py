"""Streets and rooms: far traffic, passing cars, signs that hum, people, air conditioning."""

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
from kinoloom.crafts.music.waves import Drift, faded_edges, placed, stereo_noise, timeline_s

if TYPE_CHECKING:
    from collections.abc import Iterator


def far_traffic(brightness_hz: float) -> Texture:
    """A city's breath: many engines and tyres, none of them near."""
    shape = (highpass(80, 1), lowpass(brightness_hz, 1), lowpass(2600, 1))
    return noise(*shape, swell=Swell(quiet=0.45, period_s=5.5), correlation=0.5)


def passing_cars(mean_gap_s: float, *, wet: bool) -> Texture:
    """Cars that come, pass and go from one side to the other; on a wet road they hiss."""

    def grains(length: int, rng: np.random.Generator) -> Iterator[Grain]:
        for start in moments(length, rng, mean_gap_s, first_s=rng.uniform(-1.5, 0.8)):
            yield Grain(start, _pass(rng, wet=wet))

    return scattered(grains)


def _pass(rng: np.random.Generator, *, wet: bool) -> Wave:
    at_s = timeline_s(rng.uniform(3.6, 6.0))
    from_side = rng.choice([-1.0, 1.0])
    nearest_s = at_s[-1] * rng.uniform(0.42, 0.52)
    way = (at_s - nearest_s) * rng.uniform(1.3, 2.2)
    nearness = 1 / (1 + way**2)
    road = rng.standard_normal(len(at_s))
    tyres = filtered(road, bandpass(300, 1500))
    spray = filtered(road, bandpass(1800, 6500)) * (1.5 if wet else 0.35)
    engine = _engine(rng, at_s, way)
    mono = tyres * nearness + spray * nearness**1.8 + engine * nearness
    position = from_side * np.tanh(way * 0.9) * 0.85
    angle = (position + 1) * np.pi / 4
    moving = np.stack([mono * np.cos(angle), mono * np.sin(angle)])
    return faded_edges(moving * rng.uniform(0.35, 1.0), 0.9, 1.1)


def _engine(rng: np.random.Generator, at_s: Wave, way: Wave) -> Wave:
    """A low hum that drops in pitch as the car goes by."""
    hum_hz = rng.uniform(85, 125) * (1 - 0.05 * np.tanh(way))
    turns = np.cumsum(hum_hz) / SAMPLE_RATE_HZ
    partials = [np.sin(2 * np.pi * k * turns + rng.uniform(0, 6)) / k for k in (1, 2, 3, 5)]
    return 0.12 * np.sum(partials, axis=0) * (1 + 0.2 * np.sin(2 * np.pi * 9 * at_s))


def neon_hum(mains_hz: float = 120.0) -> Texture:
    """A sign's transformer: mains harmonics, a little buzz, and a flicker now and then."""

    def blocks(length: int, rng: np.random.Generator) -> Iterator[Wave]:
        duration_s = length / SAMPLE_RATE_HZ
        partials = [(k, rng.uniform(0.3, 1.0) / k**0.8, rng.uniform(0, 6)) for k in range(1, 11)]
        drift = Drift(rng, duration_s, 2.4)
        edge = Filter(highpass(160, 1), channels=1)
        for span in spans(length):
            at_s = times_s(span)
            hum = sum(a * np.sin(2 * np.pi * mains_hz * k * at_s + p) for k, a, p in partials)
            flicker = np.where(drift(at_s) > 0.72, 0.55, 1.0)
            steady = np.convolve(flicker, np.full(480, 1 / 480), "same")
            yield placed(edge((hum * steady)[None])[0], -0.45)

    return blocks


def crowd(mean_gap_s: float = 0.16) -> Texture:
    """People talking too far off to understand: vowels without words."""
    return pool(_vowel, size=60, mean_gap_s=mean_gap_s, spread=0.9)


_VOWELS_HZ = ((700, 1150), (480, 1800), (340, 2200), (450, 900), (560, 1500))


def _vowel(rng: np.random.Generator) -> Wave:
    at_s = timeline_s(rng.uniform(0.09, 0.28))
    voice_hz = rng.choice([rng.uniform(95, 150), rng.uniform(170, 250)])
    glide = voice_hz * (1 + rng.uniform(-0.12, 0.1) * at_s / at_s[-1])
    turn = np.cumsum(glide) / SAMPLE_RATE_HZ % 1.0
    pulses = np.maximum(0, 1 - turn * 5) + 0.04 * rng.standard_normal(len(at_s))
    first, second = _VOWELS_HZ[int(rng.integers(len(_VOWELS_HZ)))]
    low = filtered(pulses, bandpass(first * 0.85, first * 1.15))
    high = filtered(pulses, bandpass(second * 0.9, second * 1.1))
    return faded_edges(filtered(low + 0.5 * high, lowpass(1700, 1)), 0.03, 0.06)


def steps(mean_gap_s: float = 6.0) -> Texture:
    """Somebody walks by, and is gone."""

    def grains(length: int, rng: np.random.Generator) -> Iterator[Grain]:
        for start in moments(length, rng, mean_gap_s, first_s=rng.uniform(0.5, mean_gap_s)):
            yield Grain(start, _walk_by(rng))

    return scattered(grains)


def _walk_by(rng: np.random.Generator) -> Wave:
    count = int(rng.integers(5, 9))
    pace_s = rng.uniform(0.5, 0.6)
    wave = np.zeros((2, int((count * pace_s + 0.3) * SAMPLE_RATE_HZ)))
    side = rng.choice([-1.0, 1.0])
    for step in range(count):
        share = step / (count - 1)
        heel = _footfall(rng) * np.sin(np.pi * (0.1 + 0.8 * share))
        start = int((step * pace_s + rng.normal(0, 0.008) + 0.03) * SAMPLE_RATE_HZ)
        wave[:, start : start + len(heel)] += placed(heel, float(side * (0.7 - 1.4 * share)))
    return wave


def _footfall(rng: np.random.Generator) -> Wave:
    at_s = timeline_s(0.14)
    knock = filtered(rng.standard_normal(len(at_s)), bandpass(260, 1100)) * np.exp(-at_s * 65)
    scuff = filtered(rng.standard_normal(len(at_s)), bandpass(1500, 5000)) * np.exp(-at_s * 40)
    return faded_edges(knock + 0.12 * scuff, 0.001, 0.03)


def ventilation() -> Texture:
    """A quiet room: air from a vent, steady but alive."""

    def blocks(length: int, rng: np.random.Generator) -> Iterator[Wave]:
        colour = Filter(bandpass(140, 900, 1), lowpass(1800, 1))
        breath = Swell(quiet=0.75, period_s=6.0).curve(rng, length)
        for span in spans(length):
            at_s = times_s(span)
            fan = 0.012 * np.sin(2 * np.pi * 118 * at_s) + 0.008 * np.sin(2 * np.pi * 236 * at_s)
            yield (colour(stereo_noise(rng, len(at_s), 0.45)) + fan) * breath(at_s)

    return blocks
