"""What long work looks like in a terminal: one bar a part; plain lines when nobody watches live."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from kinoloom.watch import Watch

PARTS = {
    "paint": "Painting",
    "encode": "Encoding",
    "mix": "Mixing sound",
}


@contextmanager
def watched(*, quiet: bool = False) -> Generator[Watch, None, None]:
    """A watch whose reports move bars on stderr, and which Ctrl-C cancels.

    The first Ctrl-C asks the work to stop and clean up; the second interrupts at once.
    """
    console = Console(stderr=True, quiet=quiet)
    columns = (
        TextColumn("{task.description:<13}"),
        BarColumn(bar_width=32),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=console, transient=not console.is_terminal) as progress:
        watch = Watch(_Bars(progress, console).report)
        previous = signal.signal(signal.SIGINT, _stopper(watch, console))
        try:
            yield watch
        finally:
            signal.signal(signal.SIGINT, previous)


class _Bars:
    """One bar a part, made when the part first reports."""

    def __init__(self, progress: Progress, console: Console) -> None:
        self._progress = progress
        self._console = console
        self._tasks: dict[str, TaskID] = {}

    def report(self, part: str, share: float) -> None:
        """Move the bar of a part; a part that starts again gets a new one."""
        task = self._tasks.get(part)
        if task is None or (share == 0 and self._progress.tasks[task].finished):
            task = self._progress.add_task(PARTS.get(part, part.capitalize()), total=1.0)
            self._tasks[part] = task
            if not self._console.is_terminal:
                self._console.print(f"{PARTS.get(part, part)} …")
        self._progress.update(task, completed=share)


def _stopper(watch: Watch, console: Console) -> Callable[[int, FrameType | None], None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        if watch.is_cancelled:
            raise KeyboardInterrupt
        watch.cancel()
        console.print("Stopping …")

    return stop
