"""When each of many small things begins its life again, so that a film may also loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Moment:
    """Where each thing is in its life: which lap it is on, the share of it gone, its age in s."""

    lap: NDArray[np.int64]
    share: NDArray[np.float64]
    age_s: NDArray[np.float64]


@dataclass(frozen=True)
class Timetable:
    """Lives of n things, far ones first.

    `depth` runs from 0 (far) to 1 (near). Several things may share a `lane`: they live the same
    life one after the other, which lets a life be longer than the film that loops.
    """

    seed: int
    lane: NDArray[np.int64]
    depth: NDArray[np.float64]
    life_s: NDArray[np.float64]
    start: NDArray[np.float64]
    laps: NDArray[np.int64]
    """Different lives before the first comes back; 0 is never."""

    def at(self, t_s: float) -> Moment:
        """Everything's moment at a time."""
        turn = t_s / self.life_s + self.start
        whole = np.floor(turn)
        lap = whole.astype(np.int64)
        lap = np.where(self.laps > 0, lap % np.maximum(self.laps, 1), lap)
        return Moment(lap, turn - whole, (turn - whole) * self.life_s)

    def chance(self, tag: int, lap: NDArray[np.int64] | None = None) -> NDArray[np.float64]:
        """A number in 0..1 for each thing, by its lane and, when given, its lap."""
        n = self.lane * 374761393 + tag * 668265263 + self.seed * 1442695041
        if lap is not None:
            n = n + lap * 2246822519
        n = n & 0xFFFFFFFF
        n = ((n ^ (n >> 15)) * 2246822519) & 0xFFFFFFFF
        n = ((n ^ (n >> 13)) * 3266489917) & 0xFFFFFFFF
        return ((n ^ (n >> 16)) & 0xFFFFFF) / 16777215.0


def timetable(
    seed: int,
    count: int,
    life_of: Callable[[float], float],
    *,
    period_s: float | None,
    nearness: float = 1.6,
) -> Timetable:
    """Lives for `count` things; `life_of` gives the seconds of a life at a depth.

    With a period every life is bent to fit it: a whole number of lives in a period, or of periods
    in a life. The higher `nearness`, the fewer things are near.
    """
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x71])
    rows: list[tuple[int, float, float, float, int]] = []
    lane = 0
    while len(rows) < count:
        depth = float(rng.random() ** nearness)
        start = float(rng.random())
        life_s = life_of(depth) * float(rng.uniform(0.82, 1.22))
        if period_s is None:
            rows.append((lane, depth, life_s, start, 0))
        elif life_s > period_s:
            copies = max(1, round(life_s / period_s))
            rows += [(lane, depth, copies * period_s, start + i / copies, 1) for i in range(copies)]
        else:
            laps = max(1, round(period_s / life_s))
            rows.append((lane, depth, period_s / laps, start, laps))
        lane += 1
    rows.sort(key=lambda row: row[1])
    columns = list(zip(*rows, strict=True)) if rows else [()] * 5
    return Timetable(
        seed & 0xFFFFFF,
        np.array(columns[0], np.int64),
        np.array(columns[1], np.float64),
        np.array(columns[2], np.float64),
        np.array(columns[3], np.float64),
        np.array(columns[4], np.int64),
    )
