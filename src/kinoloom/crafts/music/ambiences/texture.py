"""What a texture is, and the two ways to make one: shaped noise, and scattered small sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kinoloom.crafts.music.filters import Filter, Sections
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Wave, spans, times_s
from kinoloom.crafts.music.waves import Drift, placed, stereo_noise

Texture = Callable[[int, np.random.Generator], Iterator[Wave]]
"""Makes `length` samples as 2 x n blocks, one for each span of the bed."""


@dataclass(frozen=True)
class Layer:
    """A texture in an ambience; `gain_db` is the position of its fader."""

    name: str
    texture: Texture
    gain_db: float


@dataclass(frozen=True)
class Swell:
    """How strongly a noise comes and goes: from `quiet` to 1, turning every `period_s`."""

    quiet: float
    period_s: float
    power: float = 1.0

    def curve(self, rng: np.random.Generator, length: int) -> Callable[[Wave], Wave]:
        """The level over time (seconds to 0..1)."""
        drift = Drift(rng, length / SAMPLE_RATE_HZ, self.period_s)

        def level(at_s: Wave) -> Wave:
            # A drift rarely leaves its middle; stretched, it reaches both ends.
            reach = np.clip((drift(at_s) - 0.2) / 0.6, 0.0, 1.0)
            return self.quiet + (1 - self.quiet) * reach**self.power

        return level


def noise(*shape: Sections, swell: Swell, correlation: float = 0.4) -> Texture:
    """Noise through filters, each side swelling a little differently."""

    def blocks(length: int, rng: np.random.Generator) -> Iterator[Wave]:
        colour = Filter(*shape)
        both, left, right = (swell.curve(rng, length) for _ in range(3))
        for span in spans(length):
            at_s = times_s(span)
            sides = 0.65 * both(at_s) + 0.35 * np.stack([left(at_s), right(at_s)])
            yield colour(stereo_noise(rng, len(at_s), correlation)) * sides

    return blocks


@dataclass(frozen=True)
class Grain:
    """A small sound that starts at a sample: 2 x n."""

    start: int
    wave: Wave


def scattered(grains_of: Callable[[int, np.random.Generator], Iterator[Grain]]) -> Texture:
    """Small sounds laid over silence; they must come in the order of their starts."""

    def blocks(length: int, rng: np.random.Generator) -> Iterator[Wave]:
        grains = grains_of(length, rng)
        waiting = next(grains, None)
        ringing: list[Grain] = []
        for span in spans(length):
            while waiting is not None and waiting.start < span.stop:
                ringing.append(waiting)
                waiting = next(grains, None)
            block = np.zeros((2, span.stop - span.start))
            for grain in ringing:
                _lay(block, span, grain)
            ringing = [g for g in ringing if g.start + g.wave.shape[1] > span.stop]
            yield block

    return blocks


def _lay(block: Wave, span: slice, grain: Grain) -> None:
    begin = max(grain.start, span.start)
    end = min(grain.start + grain.wave.shape[1], span.stop)
    if end > begin:
        part = grain.wave[:, begin - grain.start : end - grain.start]
        block[:, begin - span.start : end - span.start] += part


def moments(
    length: int,
    rng: np.random.Generator,
    mean_gap_s: float,
    *,
    first_s: float,
    spread: float = 0.6,
) -> Iterator[int]:
    """Sample positions with random gaps, at most `spread` of the mean longer or shorter."""
    at_s = first_s
    while at_s * SAMPLE_RATE_HZ < length:
        yield int(at_s * SAMPLE_RATE_HZ)
        at_s += mean_gap_s * (1 + rng.uniform(-spread, spread))


def pool(
    make: Callable[[np.random.Generator], Wave],
    *,
    size: int,
    mean_gap_s: float,
    spread: float = 1.0,
) -> Texture:
    """Many small sounds out of a few: each time another one, another strength, another place.

    `make` returns one channel; strengths vary widely, as near and far drops do.
    """

    def grains(length: int, rng: np.random.Generator) -> Iterator[Grain]:
        sounds: Sequence[Wave] = [make(rng) for _ in range(size)]
        at = rng.exponential(mean_gap_s)
        while at * SAMPLE_RATE_HZ < length:
            strength = min(1.0, float(np.exp(rng.normal(-1.2, 0.6))))
            sound = sounds[int(rng.integers(size))] * strength
            yield Grain(int(at * SAMPLE_RATE_HZ), placed(sound, rng.uniform(-spread, spread)))
            at += rng.exponential(mean_gap_s)

    return scattered(grains)
