"""Commands measured one at a time: CPU and wall of the whole tree, and its peak memory if asked.

Memory is read from `/proc` ten times a second by this process, whose own CPU is not counted; it
still takes a little of the machine, so runs that are timed are not looked at.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.meter import tree_pss_mb

ROOT = Path(__file__).parents[2]
SAMPLE_S = 0.1
LIMIT_S = 3600.0
TAIL = 2000


class CommandFailed(RuntimeError):
    """A measured command ended with an error: there is no number."""


@dataclass(frozen=True)
class Took:
    """What one run cost. `peak_mb` is 0 when nobody looked."""

    cpu_s: float
    wall_s: float
    peak_mb: float = 0.0
    said: str = ""


def measured(
    command: Sequence[str | Path],
    *,
    memory: bool = False,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
    limit_s: float = LIMIT_S,
) -> Took:
    """Run a command to its end. Raises CommandFailed, with its last words, unless it ends well."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        report, said = Path(scratch) / "report.json", Path(scratch) / "said"
        with said.open("wb") as words:
            launcher = subprocess.Popen(
                [sys.executable, "-m", "bench.rendering.launch", report, *command],
                stdout=words,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
                start_new_session=True,
            )
            peak_mb = _watched(launcher, memory, limit_s)
        text = said.read_text(errors="replace")
        if launcher.returncode != 0 or not report.is_file():
            name = Path(str(command[0])).name
            raise CommandFailed(f"{name} ended with {launcher.returncode}: {text[-TAIL:]}")
        numbers = json.loads(report.read_text())
        return Took(numbers["cpu_s"], numbers["wall_s"], peak_mb, text)


def _watched(launcher: subprocess.Popen[bytes], memory: bool, limit_s: float) -> float:
    """Wait for the launcher; the most memory below it that was seen, or 0."""
    done, peak = threading.Event(), [0.0]

    def look() -> None:
        while not done.wait(SAMPLE_S):
            seen = sum(tree_pss_mb(child) for child in _children(launcher.pid))
            peak[0] = max(peak[0], seen)

    watcher = threading.Thread(target=look, daemon=True)
    if memory:
        watcher.start()
    try:
        launcher.wait(limit_s)
    except BaseException:
        # Too long, or somebody pressed Ctrl-C: what was started must not live on.
        _end(launcher)
        raise
    finally:
        done.set()
        if memory:
            watcher.join()
    return peak[0]


def _end(launcher: subprocess.Popen[bytes]) -> None:
    waiting, tree = [launcher.pid], list[int]()
    while waiting:
        pid = waiting.pop()
        tree.append(pid)
        waiting += _children(pid)
    for pid in tree:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    launcher.wait()


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(word) for task in tasks for word in (task / "children").read_text().split()]
    except OSError:
        # It ended between two looks, or there is no /proc here.
        return []


def python(module: str, *arguments: str | Path) -> list[str | Path]:
    """The command that runs a module of ours in a process of its own."""
    return [sys.executable, "-m", module, *arguments]


def interleaved(
    contestants: Mapping[str, Callable[[], Took]], runs: int
) -> dict[str, tuple[Took, ...]]:
    """Every contestant `runs` times, A B A B: what else the machine does falls on all alike."""
    took: dict[str, list[Took]] = {name: [] for name in contestants}
    for number in range(runs):
        for name, run in contestants.items():
            one = run()
            took[name].append(one)
            said = f"  {name} {number + 1}/{runs}: {one.cpu_s:.2f} CPU-s, {one.wall_s:.2f} s"
            print(said, file=sys.stderr, flush=True)
    return {name: tuple(each) for name, each in took.items()}


def median_cpu_s(took: Sequence[Took]) -> float:
    """Median CPU of several runs."""
    return median(one.cpu_s for one in took)


def median_ratio(ours: Sequence[Took], theirs: Sequence[Took]) -> float:
    """Median of the ratios of runs that went side by side."""
    return median(a.cpu_s / b.cpu_s for a, b in zip(ours, theirs, strict=True))


def cores_busy(took: Sequence[Took], cores: int) -> float:
    """Median share of `cores` that a run kept at work from its start to its end."""
    return median(one.cpu_s / one.wall_s / cores for one in took)
