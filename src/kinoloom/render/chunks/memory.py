"""What the C allocator of a worker does; only glibc listens, elsewhere all stays as it was."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_PERTURB = -1, -3, -6
KEPT_BYTES = 1 << 28
FILLED = 85


def keep_freed() -> None:
    """Have freed planes handed out again instead of given back to the system: a frame's planes are
    megabytes, and to fault them in again for every frame costs 2 % of an export."""
    _mallopt()(M_MMAP_THRESHOLD, KEPT_BYTES)
    _mallopt()(M_TRIM_THRESHOLD, KEPT_BYTES)


def give_back() -> None:
    """Return to the system what lies free: between the pieces that stay, `keep_freed` would keep a
    little more after every chunk."""
    # Containers and compositors are cycles, which nothing else would collect for minutes.
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


@contextmanager
def filled() -> Generator[None]:
    """Have whatever is allocated meanwhile filled with one byte.

    x264 reads a little memory that it never wrote. In a fresh process that is zero; in one that
    has encoded before it is whatever was there, and a chunk's bits depended on the chunk before.
    """
    _mallopt()(M_PERTURB, FILLED)
    try:
        yield
    finally:
        _mallopt()(M_PERTURB, 0)


@cache
def _mallopt() -> Callable[[int, int], object]:
    call = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return call or _unheard


def _unheard(_parameter: int, _value: int) -> None:
    """Nobody listens."""
