"""Progress on its way to whoever keeps it: not too often, and with a guess of the time left."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

Write = Callable[[str, float, float | None], None]
"""Keeps a part, its share 0..1, and the seconds it still takes (None: nobody can tell yet)."""

_TOLD_FROM = 0.02


class Progress:
    """Takes reports from any thread. A new part and a finished one are written at once, anything
    else at most once in `every_s`; what waits is written by `flush`."""

    def __init__(self, write: Write, every_s: float = 0.25) -> None:
        self._write = write
        self._every_s = every_s
        self._lock = threading.Lock()
        self._part: str | None = None
        self._share = 0.0
        self._began = (0.0, 0.0)
        self._written_at = 0.0
        self._waits = False

    def report(self, part: str, share: float) -> None:
        """Note how far a part is."""
        share = min(1.0, max(0.0, share))
        with self._lock:
            is_new = part != self._part
            if is_new:
                self._began = (time.monotonic(), share)
            self._waits = self._waits or is_new or share != self._share
            self._part, self._share = part, share
            self._write_if_due(at_once=is_new or share == 1.0)

    def flush(self) -> None:
        """Write what was held back, if it is time."""
        with self._lock:
            self._write_if_due(at_once=False)

    def _write_if_due(self, *, at_once: bool) -> None:
        now = time.monotonic()
        is_due = at_once or now - self._written_at >= self._every_s
        if self._part is None or not self._waits or not is_due:
            return
        self._written_at, self._waits = now, False
        self._write(self._part, self._share, self._eta_s(now))

    def _eta_s(self, now: float) -> float | None:
        """From the speed since the part began: a part may begin where the last one ended."""
        since, from_share = self._began
        moved = self._share - from_share
        if self._share == 1.0:
            return 0.0
        return None if moved < _TOLD_FROM else (now - since) * (1.0 - self._share) / moved
