"""How many anonymous tokens one address may have in an hour."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from ipaddress import ip_address

from kinoloom.accounts.errors import TooSoon

WINDOW_S = 3600.0
MOST_ADDRESSES = 50_000


class Doorman:
    """Counts in memory: a restart forgives. An address of this machine is never counted."""

    def __init__(self, per_hour: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_hour = per_hour
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[str, deque[float]] = {}

    def admit(self, address: str | None) -> None:
        """Count one token for an address. Raises TooSoon when it has had its share."""
        if address is None or _is_own(address):
            return
        now = self._clock()
        with self._lock:
            times = self._seen.setdefault(address, deque())
            while times and now - times[0] > WINDOW_S:
                times.popleft()
            if len(times) >= self._per_hour:
                raise TooSoon(max(1, round(WINDOW_S - (now - times[0]))))
            times.append(now)
            if len(self._seen) > MOST_ADDRESSES:
                self._forget(now)

    def _forget(self, now: float) -> None:
        idle = [a for a, times in self._seen.items() if not times or now - times[-1] > WINDOW_S]
        for address in idle:
            del self._seen[address]


def _is_own(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        # A UNIX socket, or a test client: whoever is there is on this machine.
        return True
