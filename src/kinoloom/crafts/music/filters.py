"""Recursive filters that keep their state from block to block."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Wave

Sections = NDArray[np.float64]
"""Second-order sections as scipy has them: k x 6."""

_HIGHEST_HZ = SAMPLE_RATE_HZ * 0.45


def lowpass(cutoff_hz: float, order: int = 2) -> Sections:
    """Butterworth low-pass."""
    return _butterworth(order, min(cutoff_hz, _HIGHEST_HZ), "low")


def highpass(cutoff_hz: float, order: int = 2) -> Sections:
    """Butterworth high-pass."""
    return _butterworth(order, min(cutoff_hz, _HIGHEST_HZ), "high")


def bandpass(low_hz: float, high_hz: float, order: int = 1) -> Sections:
    """Butterworth band-pass, 6 dB an octave a side at order 1."""
    return _butterworth(order, (low_hz, min(high_hz, _HIGHEST_HZ)), "band")


@cache
def _butterworth(order: int, edges_hz: float | tuple[float, float], kind: str) -> Sections:
    # scipy.signal takes a second to load: only what composes pays for it.
    from scipy.signal import butter

    sections: Any = butter(order, edges_hz, kind, fs=SAMPLE_RATE_HZ, output="sos")
    return sections


def filtered(wave: Wave, *stages: Sections) -> Wave:
    """The wave (n or 2 x n) through filters that start from rest."""
    from scipy.signal import sosfilt

    passed: Any = sosfilt(np.vstack(stages), wave, axis=-1)
    return passed


class Filter:
    """A filter over 2 x n blocks; each call continues where the last one ended."""

    def __init__(self, *stages: Sections, channels: int = 2) -> None:
        self._sections = np.vstack(stages)
        self._state = np.zeros((len(self._sections), channels, 2))

    def __call__(self, block: Wave) -> Wave:
        """The filtered block, same shape."""
        from scipy.signal import sosfilt

        result: Any = sosfilt(self._sections, block, axis=-1, zi=self._state)
        passed, self._state = result
        return passed
