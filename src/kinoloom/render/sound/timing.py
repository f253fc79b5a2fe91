"""Decoded pieces of sound put where their timestamps say, without gaps, from an exact sample on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinoloom.errors import SourceError

Channels = NDArray[np.float32]
"""Channels x samples at the source's own rate."""

JITTER_S = 0.025
"""Timestamps of recordings made in browsers wander by less; sound is not torn for that."""
HOLE_S = 0.5
"""Silence may be left out of a stream for so long (Opus: 400 ms); a longer hole is damage."""
ROUNDED_PIECES = 12
SNAP_S = 0.001


class Piece(NamedTuple):
    """What one frame decodes to, and at which sample its timestamp puts it. `after_damage` when
    something before it did not decode."""

    samples: Channels
    at: int | None
    after_damage: bool = False


@dataclass(frozen=True)
class Grid:
    """Where pieces of a stream begin: at `offset` and every `step` samples after."""

    offset: int
    step: int


@dataclass(frozen=True)
class Timing:
    """How far a stream's timestamps can be trusted. `name` is for errors.

    `rounded` timestamps (Matroska counts milliseconds) are averaged, and moved onto the grid when
    there is one that close.
    """

    name: str
    rate_hz: int
    rounded: bool = False
    grid: Grid | None = None


def grid_of(pieces: Iterable[Piece]) -> Grid | None:
    """The grid of a stream from its first pieces, or None when they are not equally long."""
    first = list(islice(pieces, 4))
    lengths = {piece.samples.shape[1] for piece in first[1:]}
    if len(first) < 4 or len(lengths) != 1:
        return None
    return Grid(first[0].samples.shape[1], lengths.pop())


def contiguous(
    pieces: Iterator[Piece], timing: Timing, first: int, end: int | None
) -> Iterator[Channels]:
    """Samples from exactly `first` on, to `end` or the stream's end.

    Silence stands for what begins later and for short holes. Raises SourceError for damage and
    long holes after `first`.
    """
    head = list(islice(pieces, ROUNDED_PIECES if timing.rounded else 1))
    if not head:
        return
    clock = _begin(head, timing)
    if clock > first:
        yield _nothing(head[0], min(clock, end if end is not None else clock) - first)
    for number, piece in enumerate(chain(head, pieces)):
        if end is not None and clock >= end:
            return
        gap = _gap(piece, clock, timing) if number else 0
        _check(piece, clock, gap, first, timing)
        if gap > 0:
            yield from _cut(_nothing(piece, gap), clock, first, end)
        samples = piece.samples[:, max(0, -gap) :]
        clock += max(0, gap)
        yield from _cut(samples, clock, first, end)
        clock += samples.shape[1]


def _begin(head: list[Piece], timing: Timing) -> int:
    """The sample at which the first piece begins."""
    if not timing.rounded:
        return head[0].at or 0
    before = 0
    begins: list[int] = []
    for piece in head:
        if piece.at is not None:
            begins.append(piece.at - before)
        before += piece.samples.shape[1]
    begin = round(median(begins)) if begins else 0
    # The first piece may have lost its front to the decoder's run-up: its length says by how much.
    return begin if timing.grid is None else _snapped(begin, head[0].samples.shape[1], timing)


def _snapped(begin: int, count: int, timing: Timing) -> int:
    grid = timing.grid
    assert grid is not None
    away = (begin + count - grid.offset) % grid.step
    away = away if away <= grid.step // 2 else away - grid.step
    return begin - away if abs(away) <= SNAP_S * timing.rate_hz else begin


def _gap(piece: Piece, clock: int, timing: Timing) -> int:
    """Samples missing before a piece; negative for what was heard already."""
    if piece.at is None or abs(piece.at - clock) <= JITTER_S * timing.rate_hz:
        return 0
    return piece.at - clock


def _check(piece: Piece, clock: int, gap: int, first: int, timing: Timing) -> None:
    begins = clock + max(0, gap)
    if begins <= first:
        return
    at_s = max(clock, first) / timing.rate_hz
    if piece.after_damage:
        raise damaged(timing.name, at_s)
    if gap > HOLE_S * timing.rate_hz:
        raise SourceError(
            f"The sound of {timing.name} has a hole of {gap / timing.rate_hz:.1f} s at "
            f"{at_s:.2f} s; the file is damaged. Trim around that place or replace the file."
        )


def damaged(name: str, at_s: float) -> SourceError:
    """The error for sound that cannot be decoded at a moment of its source."""
    return SourceError(
        f"The sound of {name} cannot be decoded at {at_s:.2f} s; it is damaged there. "
        "Trim around that place or replace the file."
    )


def _nothing(like: Piece, count: int) -> Channels:
    return np.zeros((len(like.samples), count), np.float32)


def _cut(samples: Channels, clock: int, first: int, end: int | None) -> Iterator[Channels]:
    """The part of samples that begin at `clock` which lies in [first, end)."""
    last = None if end is None else end - clock
    kept = samples[:, max(0, first - clock) : last]
    if kept.shape[1]:
        yield kept
