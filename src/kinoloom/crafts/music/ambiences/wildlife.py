"""Birds by day, crickets by night."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.crafts.music.ambiences.texture import Grain, Swell, Texture, moments, scattered
from kinoloom.crafts.music.filters import filtered, lowpass
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Wave, spans, times_s
from kinoloom.crafts.music.waves import faded_edges, placed, swept_sine, timeline_s

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Syllable:
    """One whistled note: from one pitch to another, with a trill on top."""

    from_hz: float
    to_hz: float
    length_s: float
    trill_hz: float = 0.0
    trill_depth: float = 0.0
    rest_s: float = 0.05


@dataclass(frozen=True)
class Bird:
    """A singer: its tune, its place, and how far away it sits (0 near, 1 far)."""

    tune: tuple[Syllable, ...]
    position: float
    distance: float


def birdsong(mean_gap_s: float, *, birds: int = 3) -> Texture:
    """A few birds, each with its own tune, that answer one another and then fall silent."""

    def grains(length: int, rng: np.random.Generator) -> Iterator[Grain]:
        spots = rng.permutation(np.linspace(-0.8, 0.8, birds))
        tunes = rng.permutation(birds) % len(_TUNES)
        choir = [
            Bird(_TUNES[int(tune)](rng), float(spot), rng.uniform(0.1, 0.9))
            for tune, spot in zip(tunes, spots, strict=True)
        ]
        for start in moments(length, rng, mean_gap_s, first_s=rng.uniform(0.3, 0.9), spread=0.7):
            yield Grain(start, _call(rng, choir[int(rng.integers(birds))]))

    return scattered(grains)


def _warbler(rng: np.random.Generator) -> tuple[Syllable, ...]:
    """A falling run that ends in a flourish, as chaffinches sing."""
    top_hz = rng.uniform(4300, 5200)
    count = int(rng.integers(6, 10))
    pitches = top_hz * np.linspace(1.0, 0.62, count) * rng.uniform(0.96, 1.04, count)
    run = tuple(Syllable(hz * 1.12, hz * 0.9, 0.07, rest_s=0.035) for hz in pitches)
    return (*run, Syllable(top_hz * 0.6, top_hz * 0.95, 0.16, 38, 0.06))


def _tit(rng: np.random.Generator) -> tuple[Syllable, ...]:
    """Two notes, over and over."""
    low_hz = rng.uniform(3200, 3900)
    pair = (Syllable(low_hz * 1.28, low_hz * 1.25, 0.11), Syllable(low_hz, low_hz * 0.98, 0.13))
    return pair * int(rng.integers(2, 5))


def _thrush(rng: np.random.Generator) -> tuple[Syllable, ...]:
    """Slow, fluting phrases."""
    count = int(rng.integers(3, 6))
    notes = rng.uniform(1900, 3300, count + 1)
    return tuple(
        Syllable(notes[i], notes[i + 1], rng.uniform(0.12, 0.3), rng.choice([0, 24]), 0.03, 0.07)
        for i in range(count)
    )


_TUNES = (_warbler, _tit, _thrush)


def _call(rng: np.random.Generator, bird: Bird) -> Wave:
    pieces: list[Wave] = []
    for syllable in bird.tune:
        pieces.append(_whistle(syllable, rng.uniform(0.985, 1.015)) * rng.uniform(0.7, 1.0))
        rest = syllable.rest_s * rng.uniform(0.8, 1.3)
        pieces.append(np.zeros(int(rest * SAMPLE_RATE_HZ)))
    dry = np.concatenate([*pieces, np.zeros(int(0.7 * SAMPLE_RATE_HZ))])
    far = filtered(dry, lowpass(9000 - 4500 * bird.distance, 1)) * (1 - 0.65 * bird.distance)
    return placed(far, bird.position) + _outdoors(rng, far) * (0.18 + 0.35 * bird.distance)


def _whistle(syllable: Syllable, tuning: float) -> Wave:
    at_s = timeline_s(syllable.length_s)
    share = at_s / at_s[-1]
    slide = syllable.from_hz * (syllable.to_hz / syllable.from_hz) ** (share**0.8)
    trill = 1 + syllable.trill_depth * np.sin(2 * np.pi * syllable.trill_hz * at_s)
    tone = swept_sine(slide * trill * tuning)
    overtone = 0.08 * swept_sine(2 * slide * trill * tuning)
    return faded_edges((tone + overtone) * np.sin(np.pi * share**0.7), 0.008, 0.02)


def _outdoors(rng: np.random.Generator, wave: Wave) -> Wave:
    """Scattered echoes from trees, different at each ear: 2 x n."""
    soft = filtered(wave, lowpass(3500, 1))
    echoes = np.zeros((2, len(wave)))
    for ear in range(2):
        for delay_s in rng.uniform(0.03, 0.5, 14):
            delay = int(delay_s * SAMPLE_RATE_HZ)
            if delay < len(soft):
                echoes[ear, delay:] += soft[: len(soft) - delay] * np.exp(-delay_s * 6) * 0.5
    return echoes


def crickets(count: int = 5) -> Texture:
    """A few crickets in the grass: each chirps at its own pace and now and then pauses."""

    def blocks(length: int, rng: np.random.Generator) -> Iterator[Wave]:
        singers = [_Cricket(rng, length) for _ in range(count)]
        for span in spans(length):
            at_s = times_s(span)
            block = np.zeros((2, len(at_s)))
            for singer in singers:
                block += singer(at_s)
            yield block

    return blocks


class _Cricket:
    """Pulses of one high tone, three or four to a chirp."""

    def __init__(self, rng: np.random.Generator, length: int) -> None:
        self._tone_hz = rng.uniform(3900, 5000)
        self._pulse_hz = rng.uniform(26, 34)
        self._chirp_s = rng.uniform(0.42, 0.75)
        self._pulses = int(rng.integers(3, 5))
        self._late_s = rng.uniform(0, 1)
        self._position = rng.uniform(-0.9, 0.9)
        self._level = rng.uniform(0.25, 1.0)
        self._singing = Swell(quiet=0.1, period_s=9.0).curve(rng, length)

    def __call__(self, at_s: Wave) -> Wave:
        """Its chirps at these times: 2 x n."""
        in_chirp_s = (at_s + self._late_s) % self._chirp_s
        pulse = np.sin(np.pi * in_chirp_s * self._pulse_hz) ** 2
        open_wing = in_chirp_s < self._pulses / self._pulse_hz
        rise = np.minimum(1.0, 0.4 + in_chirp_s * 8)
        tone = np.sin(2 * np.pi * self._tone_hz * at_s)
        wave = tone * pulse**1.5 * open_wing * rise * self._singing(at_s) * self._level
        return placed(wave, self._position)
