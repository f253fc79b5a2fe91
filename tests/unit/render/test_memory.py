"""A worker keeps freed planes for the next frame, and gives them back when it is told to."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = """
from kinoloom.render.chunks.memory import give_back, keep_freed

def resident_mb():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 >> 20

keep_freed()
before = resident_mb()
planes = [bytearray(b"x") * (2 << 20) for _ in range(40)]
# What stays in use above them keeps the heap from being cut from its end.
kept = bytearray(1 << 20)
del planes
held = resident_mb() - before
give_back()
print(held, resident_mb() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc listens")
def test_freed_planes_are_held_until_they_are_given_back() -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True
    ).stdout
    held, left = map(int, said.split())
    assert held > 60
    assert left < 20
