"""Peaks between the samples (true peak, BS.1770 annex 2), looked for only where they may matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from kinoloom.render.sound.loudness import BEAT, Beats
from kinoloom.render.sound.samples import CELL, CHANNELS, Samples, silence

OVERSAMPLING = 4
REACH = 12
"""Samples on either side that interpolation looks at."""
HIDDEN = 10 ** (-3.5 / 20)
"""What lies between samples is at most so much higher than they are: a sine at a quarter of the
rate hides 3 dB."""
BATCH = 512


def sample_peaks(block: Samples) -> Beats:
    """The highest sample of either channel in each beat of a block of whole beats."""
    beats = np.abs(block).reshape(CHANNELS, -1, BEAT)
    return beats.max(axis=2).max(axis=0)


def true_peaks(blocks: Iterable[Samples], above: float) -> Iterator[Beats]:
    """For each block of whole beats, the peak of each beat; a true one where it may pass `above`,
    the sample peak elsewhere."""
    before = silence(REACH)
    held: Samples | None = None
    for block in blocks:
        if held is not None:
            yield _peaks(np.concatenate([before, held, block[:, :REACH]], axis=1), above)
            before = held[:, -REACH:]
        held = block
    if held is not None:
        yield _peaks(np.concatenate([before, held, silence(REACH)], axis=1), above)


def _peaks(around: Samples, above: float) -> Beats:
    """Peaks of the beats in the middle of `around`, which reaches `REACH` further at both ends."""
    inside = around[:, REACH:-REACH]
    cells = np.abs(inside).reshape(CHANNELS, -1, CELL).max(axis=2)
    windows = sliding_window_view(around, CELL + 2 * REACH, axis=1)[:, ::CELL]
    side, cell = np.nonzero(cells > above * HIDDEN)
    for first in range(0, len(cell), BATCH):
        some = slice(first, first + BATCH)
        # Batches of one size: a matrix product may round differently in another shape.
        batch = np.zeros((BATCH, CELL + 2 * REACH), np.float32)
        chosen = windows[side[some], cell[some]]
        batch[: len(chosen)] = chosen
        between = np.abs(batch @ _between()).max(axis=1)[: len(chosen)]
        cells[side[some], cell[some]] = np.maximum(cells[side[some], cell[some]], between)
    return cells.max(axis=0).reshape(-1, BEAT // CELL).max(axis=1)


@cache
def _between() -> NDArray[np.float32]:
    """Maps a cell and its surroundings to the three values between each two of its samples."""
    matrix = np.zeros((CELL + 2 * REACH, CELL, OVERSAMPLING - 1))
    for quarter in range(1, OVERSAMPLING):
        away = np.arange(1 - REACH, REACH + 1) - quarter / OVERSAMPLING
        kernel = np.sinc(away) * np.cos(np.pi * away / (2 * REACH)) ** 2
        for sample in range(CELL):
            matrix[sample + 1 : sample + 1 + 2 * REACH, sample, quarter - 1] = kernel
    return matrix.reshape(len(matrix), -1).astype(np.float32)
