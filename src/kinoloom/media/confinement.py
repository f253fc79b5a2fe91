"""Limits the kernel holds a child process to: time on the processor, memory, bytes written."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

ARENA_BYTES = 128 << 20


@dataclass(frozen=True)
class Limits:
    """What one child may use. `None` for `written_bytes` leaves the size of its files free.

    `nice` is how far it stands behind the process that started it.
    """

    cpu_s: int = 4 * 3600
    memory_bytes: int = 6 << 30
    written_bytes: int | None = None
    nice: int = 0


OWN = Limits()
"""For films of our own making: only a runaway meets these."""

STRANGERS = Limits(cpu_s=60, memory_bytes=2 << 30, written_bytes=64 << 20, nice=5)
"""For files whose bytes somebody else chose."""


def confine(pid: int, limits: Limits) -> None:
    """Hold a child that was just started to `limits`; lower limits it inherited stay.

    Only Linux can limit a process from outside; elsewhere the limits on elapsed time remain.
    (A hook between fork and exec would do everywhere, but may deadlock in a process with threads.)
    """
    if sys.platform != "linux":
        return
    import resource

    # RLIMIT_DATA counts what is writable. RLIMIT_AS alone counts the 64 MB of address space that
    # the allocator reserves for each thread, and would refuse a plain encode on a large machine.
    reserved_bytes = ARENA_BYTES * (os.cpu_count() or 1)
    wanted = {
        # Soft and hard alike: at the hard limit the kernel kills; ffmpeg takes the soft limit's
        # signal for a polite request to stop, and leaves half a film.
        resource.RLIMIT_CPU: limits.cpu_s,
        resource.RLIMIT_DATA: limits.memory_bytes,
        resource.RLIMIT_AS: limits.memory_bytes + reserved_bytes,
        resource.RLIMIT_CORE: 0,
    }
    if limits.written_bytes is not None:
        wanted[resource.RLIMIT_FSIZE] = limits.written_bytes
    try:
        if limits.nice:
            # Looking into an upload is a second's work, and others wait for an answer.
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, pid, own + limits.nice)
        for what, most in wanted.items():
            known = [value for value in resource.prlimit(pid, what) if value >= 0]
            lowest = min([most, *known])
            resource.prlimit(pid, what, (lowest, lowest))
    except ProcessLookupError:
        # It has ended already; how it ended is read from its exit code.
        return
