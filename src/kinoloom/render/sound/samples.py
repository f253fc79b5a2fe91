"""How sound is held: blocks of float samples, 2 x n, at 48 kHz; long ones in files of raw floats.

Nothing here is as long as the film: half an hour costs no more memory than half a minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
CHANNELS = 2
CELL = 48
"""Samples in a millisecond: envelopes have a node at each."""
BLOCK = RATE_HZ
"""Samples worked on at a time."""
SAMPLE_BYTES = 4 * CHANNELS

Samples = NDArray[np.float32]
"""2 x n, left and right, full scale is 1."""


def silence(count: int) -> Samples:
    """That many samples of nothing."""
    return np.zeros((CHANNELS, count), np.float32)


class Flow:
    """Takes as many samples at a time as are wanted from blocks of any length."""

    def __init__(self, blocks: Iterable[Samples]) -> None:
        self._blocks = iter(blocks)
        self._rest = silence(0)

    def take(self, count: int) -> Samples:
        """The next `count` samples; fewer when the blocks end."""
        pieces: list[Samples] = []
        while count > 0:
            if not self._rest.shape[1]:
                block = next(self._blocks, None)
                if block is None:
                    break
                self._rest = block
            piece = self._rest[:, :count]
            self._rest = self._rest[:, count:]
            count -= piece.shape[1]
            pieces.append(piece)
        if len(pieces) == 1:
            return pieces[0]
        return np.concatenate(pieces, axis=1) if pieces else silence(0)

    def skip(self, count: int) -> None:
        """Let so many samples go by."""
        while count > 0:
            gone = self.take(min(count, BLOCK)).shape[1]
            if not gone:
                return
            count -= gone


def write_raw(blocks: Iterable[Samples], path: Path) -> int:
    """Write blocks as interleaved floats; how many samples there were."""
    count = 0
    with path.open("wb") as stream:
        for block in blocks:
            put_raw(block, stream)
            count += block.shape[1]
    return count


def put_raw(block: Samples, stream: BinaryIO) -> None:
    """Append a block to an open file of interleaved floats."""
    stream.write(np.ascontiguousarray(block.T).data)


def raw_length(path: Path) -> int:
    """How many samples a file of interleaved floats holds."""
    return path.stat().st_size // SAMPLE_BYTES


def read_raw(path: Path, first: int = 0, end: int | None = None) -> Iterator[Samples]:
    """The samples [first, end) of a file of interleaved floats, in blocks."""
    end = raw_length(path) if end is None else end
    with path.open("rb") as stream:
        stream.seek(first * SAMPLE_BYTES)
        for at in range(first, end, BLOCK):
            yield deinterleaved(stream.read(min(BLOCK, end - at) * SAMPLE_BYTES))


def read_raw_backwards(path: Path) -> Iterator[Samples]:
    """A file of interleaved floats from its end to its beginning, in blocks."""
    with path.open("rb") as stream:
        for end in range(raw_length(path), 0, -BLOCK):
            first = max(0, end - BLOCK)
            stream.seek(first * SAMPLE_BYTES)
            block = deinterleaved(stream.read((end - first) * SAMPLE_BYTES))
            yield np.ascontiguousarray(block[:, ::-1])


def deinterleaved(data: bytes) -> Samples:
    """Bytes of interleaved floats as 2 x n; a last sample that is not whole is left out."""
    whole = len(data) // SAMPLE_BYTES
    flat = np.frombuffer(data, np.float32, whole * CHANNELS)
    return np.ascontiguousarray(flat.reshape(-1, CHANNELS).T)
