"""What sound is in this room: rate, blocks, and the two array layouts.

Everything is made in blocks so that ten minutes need little more memory than their samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE_RATE_HZ = 48_000
BLOCK_LENGTH = 1 << 16
"""Samples a block holds: 1.4 seconds."""

Samples: TypeAlias = NDArray[np.float32]
"""A finished or growing bed: n x 2, left and right, full scale 1.0."""
Wave: TypeAlias = NDArray[np.floating[Any]]
"""Samples in the making, of either precision: n for one channel, 2 x n for two."""


def sample_count(duration_ms: int) -> int:
    """Samples that fill `duration_ms` exactly."""
    return duration_ms * SAMPLE_RATE_HZ // 1000


def samples_in(duration_s: float) -> int:
    """Samples nearest to a duration in seconds."""
    return round(duration_s * SAMPLE_RATE_HZ)


def silence(length: int) -> Samples:
    """A bed of `length` silent samples."""
    return np.zeros((length, 2), np.float32)


def middle_of(samples: Samples) -> NDArray[np.float32]:
    """Both sides together, as one channel: n."""
    return (samples[:, 0] + samples[:, 1]) * np.float32(0.5)


def spans(length: int, block_length: int = BLOCK_LENGTH) -> Iterator[slice]:
    """Cut 0..length into blocks, the last one shorter."""
    for start in range(0, length, block_length):
        yield slice(start, min(start + block_length, length))


def times_s(span: slice) -> Wave:
    """The time of each sample of a span, in seconds from the start."""
    return np.arange(span.start, span.stop) / SAMPLE_RATE_HZ


def dice(seed: int, *names: str) -> np.random.Generator:
    """A random source of its own for each name, so that one layer never shifts another's luck."""
    words = [crc32(name.encode()) for name in names]
    return np.random.default_rng([seed & 0xFFFF_FFFF_FFFF_FFFF, *words])


def gain_of(level_db: float) -> float:
    """The amplitude factor of a level in dB."""
    return float(10 ** (level_db / 20))
