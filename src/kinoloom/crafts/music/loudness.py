"""Programme loudness after ITU-R BS.1770-4, over beds of any length and in small memory."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kinoloom.crafts.music.filters import Filter
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Samples, middle_of, spans

CELL_LENGTH = 48
"""Samples in a cell: one millisecond. Energies and gains are kept by the cell."""

_CELLS_PER_STEP = 100
_STEPS_PER_GATE = 4
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0

# The two stages of the K weighting at 48 kHz, from the recommendation's tables 1 and 2.
_SHELF = np.hstack(
    [
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (1.0, -1.69065929318241, 0.73248077421585),
    ]
).reshape(1, 6)
_HIGHPASS = np.array([[1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621]])

Cells = NDArray[np.float64]
"""One value a millisecond."""


def weighted_energy(samples: Samples) -> Cells:
    """K-weighted energy of both channels, summed over each cell of the bed (n x 2)."""
    weighting = Filter(_SHELF, _HIGHPASS)
    sums = [
        cell_sums((weighting(samples[span].T) ** 2).sum(axis=0))
        for span in spans(len(samples), CELL_LENGTH * 1000)
    ]
    return np.concatenate(sums) if sums else np.zeros(0)


def middle_loudness_of(samples: Samples) -> float:
    """Loudness of what both sides share, as if each played it: half the work, near enough."""
    weighting = Filter(_SHELF, _HIGHPASS, channels=1)
    sums = [
        cell_sums(2 * weighting(middle_of(samples[span])[None])[0] ** 2)
        for span in spans(len(samples), CELL_LENGTH * 1000)
    ]
    return loudness_lufs(np.concatenate(sums))


def cell_sums(values: Cells) -> Cells:
    """Sums over cells; a shorter last cell is filled up with nothing."""
    missing = -len(values) % CELL_LENGTH
    return np.pad(values, (0, missing)).reshape(-1, CELL_LENGTH).sum(axis=1)


def loudness_lufs(energy: Cells) -> float:
    """Integrated, gated loudness; of a bed shorter than one gate (0.4 s), its plain loudness.

    Minus infinity for silence.
    """
    steps = len(energy) // _CELLS_PER_STEP
    if steps < _STEPS_PER_GATE:
        return _in_lufs(float(energy.sum()) / max(1, len(energy)))
    by_step = energy[: steps * _CELLS_PER_STEP].reshape(steps, _CELLS_PER_STEP).mean(axis=1)
    gates = np.convolve(by_step, np.full(_STEPS_PER_GATE, 1 / _STEPS_PER_GATE), "valid")
    heard = gates[gates > _cell_energy(_ABSOLUTE_GATE_LUFS)]
    if not len(heard):
        return -np.inf
    threshold = _in_lufs(float(heard.mean())) + _RELATIVE_GATE_LU
    return _in_lufs(float(heard[heard > _cell_energy(threshold)].mean()))


def _in_lufs(mean_cell_energy: float) -> float:
    if mean_cell_energy <= 0:
        return -np.inf
    return float(-0.691 + 10 * np.log10(mean_cell_energy / CELL_LENGTH))


def _cell_energy(level_lufs: float) -> float:
    return float(10 ** ((level_lufs + 0.691) / 10) * CELL_LENGTH)


def loudness_of(samples: Samples) -> float:
    """Integrated loudness of a bed (n x 2) in LUFS."""
    return loudness_lufs(weighted_energy(samples))


assert SAMPLE_RATE_HZ == CELL_LENGTH * 1000
