"""How loud a sound is from moment to moment: a gain at each millisecond, straight in between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kinoloom.draft.model import Ducking
from kinoloom.render.planning.sounds import Edge, Sound
from kinoloom.render.sound.samples import Samples
from kinoloom.render.sound.speech import Spell

Nodes = NDArray[np.float32]
"""Gains at whole milliseconds of the film."""
Moments = NDArray[np.float64]
"""Milliseconds; a film of hours needs all 64 bits."""


def envelope(sound: Sound, spells: Sequence[Spell], first_ms: int, count: int) -> Nodes:
    """The gains of a sound at `count` milliseconds from `first_ms` on: edges, fades, ducking."""
    now = np.arange(first_ms, first_ms + count, dtype=np.float64)
    since = now - float(sound.start_ms - sound.rise.outside_ms)
    until = float(sound.end_ms + sound.fall.outside_ms) - now
    gains = _way(since, sound.rise) * _way(until, sound.fall)
    gains *= _straight(since, sound.fade_in_ms) * _straight(until, sound.fade_out_ms)
    if sound.ducking is not None and spells:
        gains *= ducked(sound.ducking, spells, now)
    return gains.astype(np.float32)


def ducked(ducking: Ducking, spells: Sequence[Spell], now: Moments) -> Moments:
    """Gains under speech: down by `depth_db` at its first sound, up again after its last."""
    depth = np.zeros(len(now))
    ahead, release = max(1, ducking.ahead_ms), max(1, ducking.release_ms)
    for spell in spells:
        first, end = spell.start_ms - ahead, spell.end_ms + release
        if first < now[-1] and end > now[0]:
            down = np.clip((now - first) / ahead, 0, 1)
            up = np.clip((end - now) / release, 0, 1)
            np.maximum(depth, np.minimum(down, up), out=depth)
    # Eased: a gain that starts to move at once is heard to move.
    return 10 ** (ducking.depth_db / 20 * depth * depth * (3 - 2 * depth))


def shaped(block: Samples, nodes: Nodes) -> Samples:
    """A block times a gain that runs straight from node to node, evenly spread over it."""
    if nodes.min() == nodes.max():
        return block if nodes[0] == 1 else block * nodes[0]
    count = len(nodes) - 1
    steps = np.arange(block.shape[1] // count, dtype=np.float32) / (block.shape[1] // count)
    ramp = nodes[:-1, None] + (nodes[1:] - nodes[:-1])[:, None] * steps
    return block * ramp.reshape(1, -1)


def balance(sound: Sound) -> NDArray[np.float32]:
    """Gains of the two sides; the middle stays as it is."""
    sides = min(1.0, 1.0 - sound.pan), min(1.0, 1.0 + sound.pan)
    return np.array([[sound.gain * side] for side in sides], np.float32)


def _way(away: Moments, edge: Edge) -> Moments:
    if not edge.length_ms:
        return np.ones_like(away)
    share = np.clip(away / float(edge.length_ms), 0, 1)
    return np.sin(share * (np.pi / 2)) if edge.crossing else share


def _straight(away: Moments, length_ms: int) -> Moments | float:
    return np.clip(away / length_ms, 0, 1) if length_ms else 1.0
