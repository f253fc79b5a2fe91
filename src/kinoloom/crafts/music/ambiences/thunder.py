"""Thunder: a tear, a crash of many strokes, and a roll that walks across the sky."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.crafts.music.ambiences.texture import Grain, Texture, moments, scattered
from kinoloom.crafts.music.filters import bandpass, filtered, highpass, lowpass
from kinoloom.crafts.music.waves import Drift, faded_edges, stereo_noise, timeline_s

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinoloom.crafts.music.sound import Wave


def thunder(mean_gap_s: float) -> Texture:
    """Claps near and far; the first comes early enough for a short scene."""

    def grains(length: int, rng: np.random.Generator) -> Iterator[Grain]:
        for start in moments(length, rng, mean_gap_s, first_s=rng.uniform(0.5, 1.1)):
            yield Grain(start, _clap(rng, distance=rng.uniform(0.15, 1.0)))

    return scattered(grains)


def _clap(rng: np.random.Generator, distance: float) -> Wave:
    at_s = timeline_s(rng.uniform(5.5, 9.0))
    air = stereo_noise(rng, len(at_s), 0.4)
    roll = _strokes(rng, at_s)
    rumble = filtered(air, lowpass(170), highpass(38)) * roll * 3.2
    body = filtered(air, bandpass(140, 620)) * roll**1.5 * np.exp(-at_s * 0.35)
    crack = filtered(air, bandpass(700, 4200)) * roll**3 * np.exp(-at_s * (2 + 5 * distance))
    wave = rumble + body + crack * (1.2 - distance)
    return faded_edges(wave * (1.15 - 0.75 * distance), 0.012 + 0.3 * distance, 2.0)


def _strokes(rng: np.random.Generator, at_s: Wave) -> Wave:
    """The strength over time: several strokes, each a sudden start and a long decay."""
    total = np.zeros_like(at_s)
    for stroke_s in (0.0, *np.sort(rng.gamma(2.0, 0.7, 6))):
        after_s = np.maximum(at_s - stroke_s, 0)
        total += (at_s >= stroke_s) * np.exp(-after_s * rng.uniform(0.9, 2.2)) * rng.uniform(0.3, 1)
    grain = Drift(rng, at_s[-1] + 1, 0.22, 3)(at_s)
    return total / total.max() * (0.35 + 1.3 * grain**2)
