"""A limiter as a curve: for each 5 ms the gain that keeps peaks under a ceiling, without a step."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from kinoloom.render.sound.envelopes import Nodes
from kinoloom.render.sound.loudness import Beats

AHEAD = 2
"""Beats: 10 ms in which the gain comes down before a peak."""
RELEASE_BEATS = 18.0
"""90 ms: faster pumps, slower swallows what follows."""

Gains = NDArray[np.float64]


def limiting(peaks: Beats, ceiling: float) -> Nodes:
    """Gains at the beginning of each beat and at the end of the last, so that peaks that high
    come out under the ceiling."""
    needed = np.minimum(1.0, ceiling / np.maximum(peaks.astype(np.float64), 1e-9))
    # Between two nodes the gain is straight: both must be low enough for the beat between them.
    nodes = np.minimum(np.append(needed, 1.0), np.concatenate([[1.0], needed]))
    return _smoothed(_released(_lowest(nodes, AHEAD))).astype(np.float32)


def over_beats(nodes: Nodes) -> Beats:
    """The gain in the middle of each beat."""
    return (nodes[1:] + nodes[:-1]) * np.float32(0.5)


def _lowest(nodes: Gains, reach: int) -> Gains:
    padded = np.pad(nodes, reach, constant_values=1.0)
    return sliding_window_view(padded, 2 * reach + 1).min(axis=1)


def _released(nodes: Gains) -> Gains:
    """What was taken away comes back slowly."""
    fading = np.arange(len(nodes)) / RELEASE_BEATS
    with np.errstate(divide="ignore"):
        reduction = np.maximum.accumulate(np.log(1 - nodes) + fading) - fading
    return 1 - np.exp(reduction)


def _smoothed(nodes: Gains) -> Gains:
    """The mean over the time looked ahead: never above the least in it, so still low enough."""
    padded = np.pad(nodes, AHEAD, mode="edge")
    return sliding_window_view(padded, 2 * AHEAD + 1).mean(axis=1)
