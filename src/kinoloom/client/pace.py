"""Waiting: how long until the next look, and a word to the user at least every two minutes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kinoloom.errors import Cancelled

Notice = Callable[[str], None]
"""Told a sentence for the user that is no answer: "Connecting…", "Still working…"."""

QUIET_S = 110.0
"""Less than two minutes, because a heartbeat may come up to ten seconds late."""

SLICE_S = 0.25


def silent(_sentence: str) -> None:
    """Nobody listens."""


def going_on() -> bool:
    """Nobody stops."""
    return False


@dataclass(frozen=True)
class Pace:
    """Clock, sleep, and the two voices of waiting; tests give their own."""

    notice: Notice = silent
    should_stop: Callable[[], bool] = going_on
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def rest(self, seconds: float) -> None:
        """Sleep in slices, so that a stop is heard soon. Raises Cancelled."""
        left = seconds
        while left > 0:
            self.check()
            self.sleep(min(left, SLICE_S))
            left -= SLICE_S
        self.check()

    def check(self) -> None:
        """Raise Cancelled if someone asked to stop."""
        if self.should_stop():
            raise Cancelled("Stopped.")

    def polls(self, least_s: float = 0.5, most_s: float = 5.0) -> Iterator[float]:
        """Seconds to wait before each look: a tenth of the time gone by, between the two."""
        started = self.clock()
        while True:
            yield min(most_s, max(least_s, (self.clock() - started) / 10))


@dataclass
class Patience:
    """Says "still working" when nothing was said for two minutes."""

    pace: Pace
    sentence: str
    last_s: float = field(init=False)

    def __post_init__(self) -> None:
        self.spoke()

    def spoke(self) -> None:
        """The user has just been told something."""
        self.last_s = self.pace.clock()

    def tick(self) -> None:
        """Say it, if it is time."""
        if self.pace.clock() - self.last_s >= QUIET_S:
            self.pace.notice(self.sentence)
            self.spoke()
