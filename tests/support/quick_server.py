"""`kinoloom serve` with an engine that paints plainly, and that can be made to die at a point.

    python -m tests.support.quick_server serve --port 0

`QUICK_FRAME_S` is how long a frame takes. `DIE_AT` is `before:settle:2`: at the second call of
that sort in a process the whole server is killed as by `kill -9`, before or after what the call
does is committed.
"""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.support.studio import PlainGenerator

from kinoloom.accounts.ledger import SqlLedger
from kinoloom.app import compose
from kinoloom.generators.protocol import ClipPlan, Frame
from kinoloom.generators.registry import Generators
from kinoloom.jobs.rows import JobRows
from kinoloom.turns.log import SqlTurns


class QuickGenerator(PlainGenerator):
    """The plain engine at a price, and at a pace."""

    credits_per_s = 1

    def frames(self, plan: ClipPlan) -> Iterator[Frame]:
        """As the plain ones, each after a pause."""
        pause_s = float(os.environ.get("QUICK_FRAME_S", "0"))
        for frame in super().frames(plan):
            time.sleep(pause_s)
            yield frame


def _quick() -> Generators:
    return Generators({"painted": QuickGenerator()})


POINTS: dict[str, tuple[type, str]] = {
    "begin": (SqlTurns, "begin"),
    "pin": (SqlTurns, "pin"),
    "append": (SqlTurns, "append"),
    "settle": (SqlTurns, "settle"),
    "end": (SqlTurns, "end"),
    "hold": (SqlLedger, "reserve"),
    "job": (JobRows, "add"),
}


def _mortal(point: str) -> None:
    """Let the named call be the last thing this server does."""
    when, name, number = point.split(":")
    kind, method = POINTS[name]
    inner: Callable[..., Any] = getattr(kind, method)
    count = itertools.count(1)

    def dying(*given: Any, **named: Any) -> Any:
        is_last = next(count) == int(number)
        if is_last and when == "before":
            os.killpg(0, signal.SIGKILL)
        result = inner(*given, **named)
        if is_last:
            # The server and its workers at once: alone, a worker would be begun again.
            os.killpg(0, signal.SIGKILL)
        return result

    setattr(kind, method, dying)


# At import, not in main: the embedded worker is spawned, and imports this module anew.
compose.Generators = _quick  # type: ignore[misc, assignment]
if os.environ.get("DIE_AT"):
    _mortal(os.environ["DIE_AT"])

if __name__ == "__main__":
    from kinoloom.cli.main import run

    run()
