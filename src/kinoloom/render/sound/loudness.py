"""Programme loudness after ITU-R BS.1770-4, fed block by block and kept as an energy each 5 ms.

The K weighting runs as matrix products: a recursive filter over a whole row of samples is one
matrix for what the row itself causes and one for what it inherits.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinoloom.render.sound.samples import CELL, CHANNELS, RATE_HZ, Samples

BEAT = 5 * CELL
"""Samples in 5 ms, the step of energies and of the master's gain."""
BEATS_PER_STEP = 20
STEPS_PER_GATE = 4
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
OFFSET_LU = -0.691

Beats = NDArray[np.float32]
"""One value each 5 ms."""
Matrix = NDArray[np.float64]

# The two stages of the K weighting at 48 kHz, from the recommendation's tables 1 and 2.
_SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (-1.69065929318241, 0.73248077421585),
)
_HIGHPASS = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))


class _Rows(NamedTuple):
    """How a row of `CELL` samples is filtered: `own` maps it to its output, `inherited` maps the
    state before it; `moved` and `caused` give the state after it."""

    own: NDArray[np.float32]
    inherited: NDArray[np.float32]
    moved: Matrix
    caused: NDArray[np.float32]


class Weighting:
    """Sums K-weighted energy over beats; each call goes on where the last one ended."""

    def __init__(self) -> None:
        self._state = np.zeros((CHANNELS, 4))

    def energies(self, block: Samples) -> Beats:
        """The energy of both channels in each beat of a block of whole beats."""
        rows, count = _rows(), block.shape[1] // CELL
        cells = block.reshape(CHANNELS, count, CELL)
        states = self._states(cells @ rows.caused, rows.moved)
        out = cells @ rows.own
        out += states.astype(np.float32) @ rows.inherited
        energy = np.einsum("crs,crs->r", out, out)
        return energy.reshape(-1, BEAT // CELL).sum(axis=1)

    def _states(self, caused: NDArray[np.float32], moved: Matrix) -> Matrix:
        """The state before each row, channels x rows x 4; the last one is remembered.

        A running sum in which every step is a matrix: pairs are joined, then pairs of pairs.
        """
        states = np.concatenate([self._state[:, None], caused.astype(np.float64)], axis=1)
        reach, step = 1, moved
        while reach < states.shape[1]:
            states[:, reach:] += states[:, :-reach] @ step
            reach, step = 2 * reach, step @ step
        self._state = states[:, -1].copy()
        return states[:, :-1]


@cache
def _rows() -> _Rows:
    """The filter's matrices, for rows of samples from the left."""
    advance, enter, leave, direct = _cascade()
    response = [direct]
    carried = enter
    for _ in range(CELL - 1):
        response.append(float(leave @ carried))
        carried = advance @ carried
    own = np.zeros((CELL, CELL))
    for at in range(CELL):
        own[at, at:] = response[: CELL - at]
    powers = [np.linalg.matrix_power(advance, step) for step in range(CELL + 1)]
    inherited = np.stack([leave @ powers[step] for step in range(CELL)], axis=1)
    caused = np.stack([powers[CELL - 1 - step] @ enter for step in range(CELL)])
    return _Rows(
        own.astype(np.float32),
        inherited.astype(np.float32),
        powers[CELL].T.copy(),
        caused.astype(np.float32),
    )


def _cascade() -> tuple[Matrix, Matrix, Matrix, float]:
    """State space of the two stages in a row: x' = A x + b u, y = c x + d u."""
    a1, b1, c1, d1 = _stage(*_SHELF)
    a2, b2, c2, d2 = _stage(*_HIGHPASS)
    advance = np.block([[a1, np.zeros((2, 2))], [np.outer(b2, c1), a2]])
    return advance, np.concatenate([b1, b2 * d1]), np.concatenate([d2 * c1, c2]), d1 * d2


def _stage(
    forward: tuple[float, float, float], back: tuple[float, float]
) -> tuple[Matrix, Matrix, Matrix, float]:
    (b0, b1, b2), (a1, a2) = forward, back
    advance = np.array([[-a1, 1.0], [-a2, 0.0]])
    return advance, np.array([b1 - a1 * b0, b2 - a2 * b0]), np.array([1.0, 0.0]), b0


def loudness_lufs(energy: Beats) -> float:
    """Integrated, gated loudness; of what is shorter than a gate (0.4 s), its plain loudness.

    Minus infinity for silence.
    """
    steps = len(energy) // BEATS_PER_STEP
    if steps < STEPS_PER_GATE:
        return _lufs(float(energy.sum(dtype=np.float64)) / max(1, len(energy)))
    by_step = energy[: steps * BEATS_PER_STEP].reshape(steps, -1).mean(axis=1, dtype=np.float64)
    sums = np.cumsum(np.concatenate([[0.0], by_step]))
    gates = (sums[STEPS_PER_GATE:] - sums[:-STEPS_PER_GATE]) / STEPS_PER_GATE
    heard = gates[gates > _energy(ABSOLUTE_GATE_LUFS)]
    if not len(heard):
        return -np.inf
    threshold = _energy(_lufs(float(heard.mean())) + RELATIVE_GATE_LU)
    return _lufs(float(heard[heard > threshold].mean()))


def _lufs(beat_energy: float) -> float:
    if beat_energy <= 0:
        return -np.inf
    return float(OFFSET_LU + 10 * np.log10(beat_energy / BEAT))


def _energy(level_lufs: float) -> float:
    return float(10 ** ((level_lufs - OFFSET_LU) / 10) * BEAT)


assert RATE_HZ == CELL * 1000
