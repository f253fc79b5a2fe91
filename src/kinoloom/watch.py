"""How long work is watched and stopped: it reports its share done, and asks whether to go on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from kinoloom.errors import Cancelled

Report = Callable[[str, float], None]
"""Called with the part at work ("paint", "encode", …) and the share of it done, 0..1."""


def _silent(_part: str, _share: float) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Watch:
    """Passed down to long work. Thread-safe; `cancel` may be called from a signal handler."""

    report: Report = _silent
    parent: Watch | None = None
    _stopped: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._stopped.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether someone asked to stop."""
        return self._stopped.is_set() or (self.parent is not None and self.parent.is_cancelled)

    def child(self) -> Watch:
        """A watch for part of the work: it stops with this one, and alone when asked alone."""
        return Watch(self.report, self)

    def check(self) -> None:
        """Raise Cancelled if someone asked to stop."""
        if self.is_cancelled:
            raise Cancelled("Stopped.")
