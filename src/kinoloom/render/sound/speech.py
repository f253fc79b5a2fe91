"""When somebody speaks, from the voice itself: level in windows of 10 ms, with hysteresis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinoloom.render.sound.samples import BLOCK, CHANNELS, RATE_HZ, Flow, Samples

WINDOW_MS = 10
WINDOW = RATE_HZ * WINDOW_MS // 1000
BRIDGED_MS = 300
"""A pause so short is a breath between words, not an end."""
SHORTEST_MS = 60
"""What is shorter is a click."""
BELOW_LOUD_DB = 30.0
"""How far under the loud syllables the soft ones are."""
ABOVE_NOISE_DB = 10.0
HYSTERESIS_DB = 6.0
FAINTEST_DB = -60.0

Levels = NDArray[np.float32]
"""dB of full scale, one a window."""


class Spell(NamedTuple):
    """From when to when there is speech, in ms of the film."""

    start_ms: float
    end_ms: float


def levels_of(blocks: Iterable[Samples]) -> Levels:
    """The level of each window."""
    found: list[Levels] = []
    flow = Flow(blocks)
    while (block := flow.take(BLOCK)).shape[1]:
        whole = block.shape[1] // WINDOW * WINDOW
        windows = block[:, :whole].reshape(CHANNELS, -1, WINDOW)
        found.append(np.einsum("cws,cws->w", windows, windows) / (CHANNELS * WINDOW))
    power = np.concatenate(found) if found else np.zeros(0, np.float32)
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)), np.float32)


def spells_in(levels: Levels, start_ms: float) -> tuple[Spell, ...]:
    """Where a voice that begins at `start_ms` of the film speaks."""
    spells = _bridged(_above(levels, *_thresholds(levels)))
    return tuple(
        Spell(start_ms + first * WINDOW_MS, start_ms + end * WINDOW_MS)
        for first, end in spells
        if (end - first) * WINDOW_MS >= SHORTEST_MS
    )


def _thresholds(levels: Levels) -> tuple[float, float]:
    """The level at which speech begins, and that under which it has ended."""
    heard = levels[levels > FAINTEST_DB]
    if not len(heard):
        return np.inf, np.inf
    loud = float(np.percentile(heard, 95))
    noise = float(np.percentile(levels, 10))
    # In noise that is nearly as loud, only what stands out from it is speech.
    begins = max(loud - BELOW_LOUD_DB, min(noise + ABOVE_NOISE_DB, loud - ABOVE_NOISE_DB))
    return begins, begins - HYSTERESIS_DB


def _above(levels: Levels, begins_db: float, ends_db: float) -> Iterator[tuple[int, int]]:
    """Runs of windows over the lower threshold that reach the upper one somewhere."""
    over = np.concatenate([[False], levels > ends_db, [False]])
    edges = np.flatnonzero(over[1:] != over[:-1])
    for first, end in edges.reshape(-1, 2):
        if levels[first:end].max() > begins_db:
            yield int(first), int(end)


def _bridged(runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for first, end in runs:
        if last is not None and (first - last[1]) * WINDOW_MS < BRIDGED_MS:
            last = last[0], end
            continue
        if last is not None:
            yield last
        last = first, end
    if last is not None:
        yield last
