"""Painting in bands: a kernel that knows only its rows (or columns) runs on every core.

Plain threads over kernels that release the GIL; Numba's own parallel back ends differ from
platform to platform and one of them aborts the process when two threads enter it.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_THREADS = 8
BANDS_PER_THREAD = 3


@cache
def _pool(process_id: int, threads: int) -> ThreadPoolExecutor:
    # Keyed by process: a forked child inherits a pool object whose threads do not exist.
    return ThreadPoolExecutor(threads, thread_name_prefix=f"painter-{process_id}")


def in_bands(count: int, paint: Callable[[int, int], object]) -> None:
    """Call `paint(start, stop)` over 0..count in bands, on all cores; return when all are done."""
    threads = min(MAX_THREADS, os.cpu_count() or 1)
    bands = min(count, threads * BANDS_PER_THREAD)
    if threads == 1 or bands < 2:
        paint(0, count)
        return
    edges = [count * i // bands for i in range(bands + 1)]
    for _ in _pool(os.getpid(), threads).map(paint, edges[:-1], edges[1:]):
        pass
