"""Wind: gusts that whistle through whatever stands in their way, and what they carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.crafts.music.ambiences.texture import Swell, Texture, noise
from kinoloom.crafts.music.filters import Filter, bandpass, highpass, lowpass
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Wave, spans, times_s
from kinoloom.crafts.music.waves import Drift, stereo_noise

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Gusts:
    """A wind: the pitch it sings at when calm and when strong, and how often gusts come.

    `width_hz` is how clear the pitch is: 30 whistles, 150 howls, 400 only rushes.
    """

    calm_hz: float
    strong_hz: float
    width_hz: float
    period_s: float
    calm_level: float = 0.15


def gusts(wind: Gusts) -> Texture:
    """Narrow noise carried on a pitch that rises and swells with each gust."""

    def blocks(length: int, rng: np.random.Generator) -> Iterator[Wave]:
        duration_s = length / SAMPLE_RATE_HZ
        force = Drift(rng, duration_s, wind.period_s, 4)
        wander = Drift(rng, duration_s, wind.period_s * 0.45, 3)
        lean = Drift(rng, duration_s, wind.period_s * 1.7, 2)
        band = Filter(lowpass(wind.width_hz, 1), lowpass(wind.width_hz * 3, 1), channels=4)
        turns = 0.0
        for span in spans(length):
            at_s = times_s(span)
            strength = np.clip((force(at_s) - 0.22) / 0.5, 0.0, 1.0)
            rise = np.clip(0.75 * strength + 0.5 * (wander(at_s) - 0.4), 0.0, 1.2)
            pitch_hz = wind.calm_hz * (wind.strong_hz / wind.calm_hz) ** rise
            phase = turns + np.cumsum(pitch_hz) / SAMPLE_RATE_HZ
            turns = float(phase[-1] % 1.0)
            air = _carried(band(_four_noises(rng, len(at_s))), phase)
            level = wind.calm_level + (1 - wind.calm_level) * strength**1.5
            yield air * level * _leaning(lean(at_s))

    return blocks


def _four_noises(rng: np.random.Generator, length: int) -> Wave:
    return np.concatenate([stereo_noise(rng, length, 0.4), stereo_noise(rng, length, 0.4)])


def _carried(bands: Wave, turns: Wave) -> Wave:
    """Low noise (in phase and in quadrature, two channels each) moved up to a pitch: 2 x n."""
    return bands[:2] * np.cos(2 * np.pi * turns) - bands[2:] * np.sin(2 * np.pi * turns)


def _leaning(drift: Wave) -> Wave:
    angle = np.pi / 4 + (drift - 0.5) * 0.8
    return np.stack([np.cos(angle), np.sin(angle)]) * np.sqrt(2)


def low_moan(cutoff_hz: float, period_s: float) -> Texture:
    """The body of the wind, felt more than heard."""
    shape = (lowpass(cutoff_hz, 2), highpass(70, 1))
    return noise(*shape, swell=Swell(quiet=0.35, period_s=period_s), correlation=0.5)


def blown_sand(period_s: float) -> Texture:
    """Sand skating over sand: a fine hiss that flickers, and is nearly gone between gusts."""

    def blocks(length: int, rng: np.random.Generator) -> Iterator[Wave]:
        duration_s = length / SAMPLE_RATE_HZ
        colour = Filter(bandpass(3800, 9500, 2))
        gust = Swell(quiet=0.06, period_s=period_s, power=1.8).curve(rng, length)
        flicker = [Drift(rng, duration_s, 0.16, 3) for _ in range(2)]
        for span in spans(length):
            at_s = times_s(span)
            grain = np.stack([side(at_s) for side in flicker]) ** 2 * 3
            hiss = colour(stereo_noise(rng, len(at_s), 0.3))
            yield hiss * gust(at_s) * grain

    return blocks


def leaves(period_s: float, *, needles: bool = False) -> Texture:
    """Wind in a wood: broad-leaved trees rustle high, pines sigh lower and rounder."""
    shape = (bandpass(350, 2400, 1), lowpass(4200, 1)) if needles else (bandpass(1400, 6500, 1),)
    return noise(*shape, swell=Swell(quiet=0.12, period_s=period_s, power=1.5), correlation=0.3)
