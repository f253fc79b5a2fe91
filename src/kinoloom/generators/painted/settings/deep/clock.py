"""Time of a shot as turns: what repeats does so a whole number of times in a film that loops."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """The film's length, and whether its last moment leads into the first."""

    seconds: float
    loops: bool

    def rate_hz(self, rate_hz: float) -> float:
        """The rate, or the nearest that fits the film."""
        if not self.loops or self.seconds <= 0:
            return rate_hz
        return max(1, round(rate_hz * self.seconds)) / self.seconds

    def turn(self, t_s: float, rate_hz: float, phase: float = 0.0) -> float:
        """The angle at a time, in radians."""
        return 2 * math.pi * (t_s * self.rate_hz(rate_hz) + phase)
