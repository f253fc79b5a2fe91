"""Runs one command to its end and writes down what its whole tree of processes cost.

`python -m bench.rendering.launch REPORT.json COMMAND…` adopts every orphan of the tree (a browser's
processes outlive whoever started them), waits for all, and so counts all. What would make the CPU
lie: a process that ignores its children's end: those the kernel does not add up (none here does).
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
GRACE_S = 10.0
POLL_S = 0.02


def adopt_orphans() -> None:
    """From now on orphans below this process become its children (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children() -> list[int]:
    """This process's children, adopted ones included."""
    listed: list[int] = []
    for task in Path("/proc/self/task").iterdir():
        listed += [int(child) for child in (task / "children").read_text().split()]
    return listed


def wait_for_rest() -> None:
    """Wait for what the command left behind; after a while, end it."""
    deadline = time.monotonic() + GRACE_S
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid:
            continue
        if time.monotonic() > deadline:
            for child in children():
                os.kill(child, signal.SIGKILL)
        time.sleep(POLL_S)


def main() -> int:
    """Run it; the exit code is the command's."""
    report, command = Path(sys.argv[1]), sys.argv[2:]
    adopt_orphans()
    began = time.perf_counter()
    code = subprocess.Popen(command, stdin=subprocess.DEVNULL).wait()
    wall_s = time.perf_counter() - began
    wait_for_rest()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    report.write_text(json.dumps({"cpu_s": used.ru_utime + used.ru_stime, "wall_s": wall_s}))
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
