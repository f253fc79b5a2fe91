"""The last stage of every bed: balance, edges, loudness and a true-peak limiter, in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.fft import rfft
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from kinoloom.crafts.music.filters import Filter, highpass, lowpass
from kinoloom.crafts.music.loudness import CELL_LENGTH, Cells, loudness_lufs, weighted_energy
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Samples, gain_of, samples_in, spans

CEILING_DBTP = -1.6
"""A tenth below the -1.5 dBTP that is promised: meters differ by that much."""

_OVERSAMPLING = 4
_PEAK_BLOCK = CELL_LENGTH * 1000
_REACH = 12
"""Samples on either side that interpolation looks at."""


def _between_matrix() -> NDArray[np.float32]:
    """Maps a cell and its surroundings to the three values between each two samples."""
    matrix = np.zeros((CELL_LENGTH + 2 * _REACH, CELL_LENGTH, _OVERSAMPLING - 1))
    for quarter in range(1, _OVERSAMPLING):
        away = np.arange(1 - _REACH, _REACH + 1) - quarter / _OVERSAMPLING
        kernel = np.sinc(away) * np.cos(np.pi * away / (2 * _REACH)) ** 2
        for sample in range(CELL_LENGTH):
            matrix[sample + 1 : sample + 1 + 2 * _REACH, sample, quarter - 1] = kernel
    return matrix.reshape(len(matrix), -1).astype(np.float32)


_BETWEEN = _between_matrix()

_SPECTRUM_LENGTH = 1 << 15
_LOW_EDGE_HZ = 250.0
_LOW_SHARE_GOAL = 0.44
_LOW_SHARE_LIMIT = 0.5
_CORRELATION_RANGE = (0.27, 0.8)

_PASSAGE_CELLS = 1200

_LOOKAHEAD_CELLS = 6
_RELEASE_CELLS = 90.0


@dataclass(frozen=True)
class Finish:
    """What a bed should be like in the end."""

    loudness_lufs: float
    fade_in_s: float = 0.01
    fade_out_s: float = 0.05
    rumble_hz: float = 30.0
    levelling: float = 0.0
    """How much of the difference between loud and quiet passages is taken away, 0..1."""


def finish(samples: Samples, wanted: Finish) -> None:
    """Bring a bed (n x 2) to the wanted loudness below the ceiling; silence stays silence."""
    _cut_rumble(samples, wanted.rumble_hz)
    _balance(samples)
    _fade(samples, wanted.fade_in_s, wanted.fade_out_s)
    if wanted.levelling > 0:
        _apply_cells(samples, _levelling(weighted_energy(samples), wanted.levelling))
    _set_loudness(samples, wanted.loudness_lufs)


def true_peak(samples: Samples) -> float:
    """The highest level between samples, four times oversampled; full scale is 1."""
    peaks = _cell_peaks(samples)
    return float(peaks.max()) if len(peaks) else 0.0


def _cut_rumble(samples: Samples, cutoff_hz: float) -> None:
    cut = Filter(highpass(cutoff_hz))
    for span in spans(len(samples)):
        samples[span] = cut(samples[span].T).T


# ---------------------------------------------------------------- balance


@dataclass(frozen=True)
class _Balance:
    low_share: float
    mid_energy: float
    side_energy: float

    @property
    def correlation(self) -> float:
        return (self.mid_energy - self.side_energy) / (self.mid_energy + self.side_energy)


def _balance(samples: Samples) -> None:
    """Trim lows that small speakers cannot play, and keep the width between mono and hollow."""
    for _ in range(4):
        measured = _measure_balance(samples)
        low_gain, side_gain = _low_gain(measured), _side_gain(measured)
        if low_gain == 1.0 and side_gain == 1.0:
            return
        _apply_balance(samples, low_gain, side_gain)


def _measure_balance(samples: Samples) -> _Balance:
    low = mid = side = whole = 1e-20
    for span in spans(len(samples), _SPECTRUM_LENGTH):
        left, right = samples[span].T
        middle, difference = (left + right) / 2, (left - right) / 2
        mid += float((middle**2).sum())
        side += float((difference**2).sum())
        spectrum: Any = rfft(np.ascontiguousarray(samples[span].T), axis=1)
        power = np.abs(spectrum) ** 2
        lowest_above = int(_LOW_EDGE_HZ * (span.stop - span.start) / SAMPLE_RATE_HZ) + 1
        low += float(power[:, :lowest_above].sum())
        whole += float(power.sum())
    return _Balance(low / whole, mid, side)


def _low_gain(measured: _Balance) -> float:
    if measured.low_share <= _LOW_SHARE_LIMIT:
        return 1.0
    rest = 1 - measured.low_share
    wanted_low = rest * _LOW_SHARE_GOAL / (1 - _LOW_SHARE_GOAL)
    return max(0.25, float(np.sqrt(wanted_low / measured.low_share)))


def _side_gain(measured: _Balance) -> float:
    narrowest, widest = _CORRELATION_RANGE[1], _CORRELATION_RANGE[0]
    if measured.side_energy < 1e-6 * measured.mid_energy:
        return 1.0
    if widest <= measured.correlation <= narrowest:
        return 1.0
    goal = narrowest - 0.05 if measured.correlation > narrowest else widest + 0.05
    wanted_side = measured.mid_energy * (1 - goal) / (1 + goal)
    return float(np.clip(np.sqrt(wanted_side / measured.side_energy), 0.2, 4.0))


def _apply_balance(samples: Samples, low_gain: float, side_gain: float) -> None:
    shelf = Filter(lowpass(_LOW_EDGE_HZ * 1.2, 1))
    for span in spans(len(samples)):
        block = samples[span].T
        block -= (1 - low_gain) * shelf(block)
        mid, side = (block[0] + block[1]) / 2, (block[0] - block[1]) / 2 * side_gain
        samples[span, 0] = mid + side
        samples[span, 1] = mid - side


def _fade(samples: Samples, fade_in_s: float, fade_out_s: float) -> None:
    rise = min(samples_in(fade_in_s), len(samples) // 3)
    fall = min(samples_in(fade_out_s), len(samples) // 2)
    up = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, rise, dtype=np.float32))
    down = 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fall, dtype=np.float32))
    samples[:rise] *= up[:, None]
    samples[len(samples) - fall :] *= down[:, None]


# ---------------------------------------------------------------- passages


def _levelling(energy: Cells, strength: float) -> Cells:
    """Gain per cell that brings passages nearer to the median one; silence is left alone."""
    level_db = 10 * np.log10(uniform_filter1d(energy, _PASSAGE_CELLS, mode="nearest") + 1e-9)
    usual_db = float(np.median(level_db))
    change_db = np.clip(-strength * (level_db - usual_db), -6.0, 4.5)
    return 10 ** (uniform_filter1d(change_db, _PASSAGE_CELLS // 2, mode="nearest") / 20)


# ---------------------------------------------------------------- loudness and limiter


def _set_loudness(samples: Samples, goal_lufs: float) -> None:
    """Find the gain whose limited result has the wanted loudness, on cells; then apply it once."""
    peaks, energy = _cell_peaks(samples), weighted_energy(samples)
    loudness = loudness_lufs(energy)
    if not np.isfinite(loudness):
        return
    gain = gain_of(goal_lufs - loudness)
    curve = gain * _limiting(peaks * gain)
    for _ in range(12):
        miss_db = goal_lufs - loudness_lufs(energy * curve**2)
        if abs(miss_db) < 0.02:
            break
        gain *= gain_of(miss_db)
        curve = gain * _limiting(peaks * gain)
    _apply_cells(samples, curve)


def _cell_peaks(samples: Samples) -> Cells:
    """The highest true peak of either channel in each cell."""
    cells = -(-len(samples) // CELL_LENGTH)
    peaks = np.zeros(cells, np.float32)
    for span in spans(len(samples), _PEAK_BLOCK):
        first, count = span.start // CELL_LENGTH, -(-(span.stop - span.start) // CELL_LENGTH)
        for side in range(2):
            windows = _windows(samples[:, side], span.start, count)
            inside = windows[:, _REACH:-_REACH]
            between = np.abs(windows @ _BETWEEN).max(axis=1)
            highest = np.maximum(np.abs(inside).max(axis=1), between)
            peaks[first : first + count] = np.maximum(peaks[first : first + count], highest)
    return peaks.astype(np.float64)


def _windows(side: NDArray[np.float32], start: int, count: int) -> NDArray[np.float32]:
    """Cells of one channel with some samples on either side of each: count x (cell + 2 reach)."""
    stop = start + count * CELL_LENGTH
    part = side[max(0, start - _REACH) : stop + _REACH]
    missing_before = max(0, _REACH - start)
    missing_after = count * CELL_LENGTH + 2 * _REACH - missing_before - len(part)
    padded = np.pad(part, (missing_before, missing_after))
    return sliding_window_view(padded, CELL_LENGTH + 2 * _REACH)[::CELL_LENGTH]


def _limiting(peaks: Cells) -> Cells:
    """Gain per cell that keeps these peaks under the ceiling: early, smooth, and slow to let go."""
    needed = np.minimum(1.0, gain_of(CEILING_DBTP) / np.maximum(peaks, 1e-9))
    if needed.min() == 1.0:
        return needed
    ahead = minimum_filter1d(needed, 2 * _LOOKAHEAD_CELLS + 1, mode="nearest")
    fading = np.arange(len(ahead)) / _RELEASE_CELLS
    with np.errstate(divide="ignore"):
        reduction = np.maximum.accumulate(np.log(1 - ahead) + fading) - fading
    # One cell less than the lookahead on each side: interpolation reaches into the neighbour.
    return uniform_filter1d(1 - np.exp(reduction), 2 * _LOOKAHEAD_CELLS - 1, mode="nearest")


def _apply_cells(samples: Samples, curve: Cells) -> None:
    centres = (np.arange(len(curve)) + 0.5) * CELL_LENGTH
    for span in spans(len(samples)):
        gains = np.interp(np.arange(span.start, span.stop), centres, curve)
        samples[span] *= gains[:, None].astype(np.float32)


assert SAMPLE_RATE_HZ % CELL_LENGTH == 0
