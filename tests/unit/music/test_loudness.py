"""Our meter agrees with pyloudnorm, and the limiter keeps its word."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray

from kinoloom.crafts.music.loudness import loudness_of
from kinoloom.crafts.music.mastering import Finish, finish, true_peak


def _noise(seconds: float, *, level: float = 0.1) -> NDArray[np.float32]:
    rng = np.random.default_rng(3)
    return (rng.standard_normal((round(seconds * 48_000), 2)) * level).astype(np.float32)


@pytest.mark.parametrize("seconds", [0.9, 3.0, 11.7])
def test_measures_as_pyloudnorm_does(seconds: float) -> None:
    samples = _noise(seconds)
    samples[len(samples) // 2 :] *= np.float32(0.02)
    expected = pyloudnorm.Meter(48_000).integrated_loudness(samples.astype(np.float64))
    assert loudness_of(samples) == pytest.approx(expected, abs=0.3)


def test_a_full_scale_sine_is_at_its_textbook_loudness() -> None:
    sine = np.sin(2 * np.pi * 997 * np.arange(48_000 * 2) / 48_000).astype(np.float32)
    assert loudness_of(np.stack([sine, np.zeros_like(sine)], axis=1)) == pytest.approx(
        -3.01, abs=0.02
    )


def test_silence_has_no_loudness_and_stays_silent() -> None:
    samples = np.zeros((4800, 2), np.float32)
    assert loudness_of(samples) == -np.inf
    finish(samples, Finish(-16))
    assert not samples.any()


def test_a_peak_between_samples_is_seen() -> None:
    at = np.arange(4800)
    sine = np.sin(2 * np.pi * 12_000 * at / 48_000 + np.pi / 4).astype(np.float32)
    assert np.abs(sine).max() == pytest.approx(0.707, abs=0.001)
    assert true_peak(np.stack([sine, sine], axis=1)) == pytest.approx(1.0, abs=0.03)


def test_hits_far_above_the_ceiling_are_held_below_it() -> None:
    samples = _noise(4.0, level=0.02)
    samples[::9600] += np.float32(1.5)
    finish(samples, Finish(-14))
    assert loudness_of(samples) == pytest.approx(-14, abs=0.3)
    assert true_peak(samples) <= 10 ** (-1.5 / 20)
