"""CPU, wall and peak memory of a piece of work, children included."""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SAMPLE_S = 0.5
"""Reading the memory map of a large process costs milliseconds; oftener, it would be the load."""


@dataclass
class Reading:
    """What a piece of work took; filled in when it ends."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    peak_mb: float = 0.0


def cpu_s() -> float:
    """User and system seconds of this process and its finished children."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def children_cpu_s() -> float:
    """User and system seconds of finished children alone."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def tree_pss_mb(root: int) -> float:
    """Memory of a process and all below it, shared pages counted once (Linux); 0 elsewhere."""
    total_kb, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            tasks = Path(f"/proc/{pid}/task").iterdir()
            waiting += [
                int(child) for task in tasks for child in (task / "children").read_text().split()
            ]
        except OSError:
            # It ended between two looks, or there is no /proc here.
            continue
        total_kb += next(int(line.split()[1]) for line in rollup.splitlines() if "Pss:" in line)
    return total_kb / 1024


@contextmanager
def metered() -> Generator[Reading, None, None]:
    """Measure the block."""
    reading = Reading()
    done = threading.Event()

    def watch() -> None:
        while not done.wait(SAMPLE_S):
            reading.peak_mb = max(reading.peak_mb, tree_pss_mb(os.getpid()))

    sampler = threading.Thread(target=watch, daemon=True)
    sampler.start()
    cpu, wall = cpu_s(), time.perf_counter()
    try:
        yield reading
    finally:
        reading.cpu_s, reading.wall_s = cpu_s() - cpu, time.perf_counter() - wall
        done.set()
        sampler.join()
