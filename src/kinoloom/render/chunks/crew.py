"""Child processes that draw chunks: one a worker, replaced when it dies, led by a schedule."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from kinoloom.errors import MachineError, retold
from kinoloom.media import ffmpeg
from kinoloom.render.chunks.tasks import StillTask, Task
from kinoloom.watch import Watch

MODULE = "kinoloom.render.chunks.worker"
TRIES = 3


class Worker:
    """One child, started when first needed. Use as a context: it is killed at the end."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._child: ffmpeg.Conversation | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        self._child = None
        self._stack.close()

    def do(
        self, task: Task | StillTask, watch: Watch, on_frames: Callable[[int], None] | None = None
    ) -> None:
        """Have a task done. A child that is killed on the way is replaced and the task repeated.

        Raises what the child raised, Cancelled, or MachineError when it is killed each time.
        """
        for attempt in range(TRIES):
            try:
                self._do(task, watch, on_frames)
                return
            except ffmpeg.ChildFailed as error:
                self.stop()
                # Ended by itself: a defect of ours, which a second try would only repeat.
                if error.returncode >= 0:
                    raise
                if attempt == TRIES - 1:
                    raise MachineError(
                        f"The encoder was killed {TRIES} times at the same place (signal "
                        f"{-error.returncode}); the machine may be short of memory."
                    ) from error

    def _do(
        self, task: Task | StillTask, watch: Watch, on_frames: Callable[[int], None] | None
    ) -> None:
        if self._child is None:
            self._child = self._stack.enter_context(ffmpeg.conversing(MODULE))
        for answer in self._child.ask(pickle.dumps(task), watch):
            if "failed" in answer:
                raise retold(str(answer["failed"]), str(answer["message"]))
            if "done" in answer:
                return
            if on_frames is not None:
                on_frames(int(answer["frames"]))


@dataclass
class Schedule:
    """Which piece is done next: pieces lie in film order, and each worker takes the one after its
    last, where its decoders already are; one without a next starts in the middle of the longest
    run that is left."""

    lengths: list[int]
    _taken: set[int] = field(default_factory=set[int])
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _started: bool = False

    def after(self, last: int | None) -> int | None:
        """The number of a piece nobody has, or None when all are taken."""
        with self._lock:
            following = None if last is None else last + 1
            if following is None or following in self._taken or following >= len(self.lengths):
                following = self._fresh()
            if following is not None:
                self._taken.add(following)
            return following

    def _fresh(self) -> int | None:
        runs = list(self._runs())
        if not runs:
            return None
        first, end = max(runs, key=lambda run: sum(self.lengths[run[0] : run[1]]))
        if not self._started:
            self._started = True
            return first
        if first == 0 or first - 1 not in self._taken:
            return first
        # Somebody is coming from the left of it: meet them half way.
        half, total = 0, sum(self.lengths[first:end])
        for number in range(first, end):
            half += self.lengths[number]
            if 2 * half > total:
                return number
        return end - 1

    def _runs(self) -> Iterator[tuple[int, int]]:
        first: int | None = None
        for number in range(len(self.lengths) + 1):
            free = number < len(self.lengths) and number not in self._taken
            if free and first is None:
                first = number
            if not free and first is not None:
                yield first, number
                first = None
