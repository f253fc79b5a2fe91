"""Things that are born one after another and live a while; in a film that loops they return."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.deep.clock import Clock

_LOTS = 1009


class Alive(NamedTuple):
    """Those alive at a moment, oldest first: ages, and rows of chances of their own (0..1)."""

    age_s: NDArray[np.float64]
    lot: NDArray[np.float64]


class Births:
    """Births at an even pace."""

    def __init__(self, clock: Clock, *, rate_hz: float, life_s: float, seed: int) -> None:
        self._rate_hz = clock.rate_hz(rate_hz)
        self._life_s = life_s
        lots = max(1, round(self._rate_hz * clock.seconds)) if clock.loops else _LOTS
        self._lots = np.random.default_rng([seed & 0xFFFFFFFF, 0xB0]).random((lots, 8))

    def at(self, t_s: float) -> Alive:
        """Those alive at a time."""
        newest = int(np.floor(t_s * self._rate_hz))
        count = int(np.ceil(self._life_s * self._rate_hz))
        born = newest - np.arange(count)[::-1]
        age = t_s - born / self._rate_hz
        born, age = born[age < self._life_s], age[age < self._life_s]
        return Alive(age, self._lots[born % len(self._lots)])
