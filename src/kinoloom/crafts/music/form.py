"""The shape of a piece: how many bars at which tempo fill a duration exactly, and what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Section = Literal["intro", "verse", "chorus", "break", "outro"]

_SHORT_S = 11.0
_STING_S = 2.2


@dataclass(frozen=True)
class Bar:
    """One bar (two beats instead of four in short pieces)."""

    start_s: float
    beats: int
    section: Section
    energy: float
    place: int
    """Which bar of its section it is, from 0."""
    is_last: bool
    """Whether its section ends with it."""


@dataclass(frozen=True)
class Form:
    """Bars at a steady tempo, then one last chord at `ending_s` that rings for `tail_s`."""

    beat_s: float
    bars: tuple[Bar, ...]
    ending_s: float
    tail_s: float

    @property
    def tempo_bpm(self) -> float:
        """Beats a minute."""
        return 60 / self.beat_s


@dataclass(frozen=True)
class _Timing:
    units: int
    unit_beats: int
    tempo_bpm: float

    @property
    def unit_s(self) -> float:
        return self.unit_beats * 60 / self.tempo_bpm


def form_for(duration_s: float, tempo_range_bpm: tuple[float, float]) -> Form:
    """Bars and tempo whose last downbeat leaves a natural time to ring.

    A very short piece is its last chord alone.
    """
    timing = _timing(duration_s, tempo_range_bpm)
    if timing is None:
        return Form(60 / tempo_range_bpm[0], (), 0.0, duration_s)
    ending_s = timing.units * timing.unit_s
    return Form(60 / timing.tempo_bpm, _bars(timing), ending_s, duration_s - ending_s)


def _timing(duration_s: float, tempo_range_bpm: tuple[float, float]) -> _Timing | None:
    if duration_s < _STING_S:
        return None
    slowest, fastest = tempo_range_bpm
    unit_beats = 2 if duration_s < _SHORT_S else 4
    ideal_tail_s = float(np.clip(1.1 + 0.13 * duration_s, 1.2, 4.6))
    best: tuple[float, _Timing] | None = None
    for tempo_bpm in np.arange(slowest, fastest + 0.1, 0.5):
        longest_units = int((duration_s - 0.6 * ideal_tail_s) / (unit_beats * 60 / tempo_bpm))
        for units in range(max(1, longest_units - 2), longest_units + 1):
            timing = _Timing(units, unit_beats, float(tempo_bpm))
            tail_s = duration_s - units * timing.unit_s
            if tail_s < 0.6 * ideal_tail_s:
                continue
            off_tempo = (tempo_bpm - (slowest + fastest) / 2) / (fastest - slowest)
            cost = abs(np.log(tail_s / ideal_tail_s)) + 0.4 * abs(off_tempo) + _oddness(units)
            if best is None or cost < best[0]:
                best = (float(cost), timing)
    return best[1] if best else None


def _oddness(units: int) -> float:
    """Four-bar phrases please the ear."""
    return (0.0, 0.3, 0.12, 0.3)[units % 4]


def _bars(timing: _Timing) -> tuple[Bar, ...]:
    marks = _sections(timing.units)
    bars: list[Bar] = []
    ends = [begin for begin, _, _ in marks[1:]] + [timing.units]
    for (begin, section, energy), end in zip(marks, ends, strict=True):
        for index in range(begin, end):
            bars.append(
                Bar(
                    index * timing.unit_s, timing.unit_beats, section, energy, index - begin,
                    index == end - 1,
                )
            )  # fmt: skip
    return tuple(bars)


_MIDDLE: tuple[tuple[Section, float], ...] = (
    ("verse", 0.65),
    ("chorus", 0.9),
    ("verse", 0.75),
    ("break", 0.6),
    ("chorus", 1.0),
)


def _sections(bars: int) -> list[tuple[int, Section, float]]:
    """Where each section begins, and how much is going on in it."""
    if bars < 5:
        return [(0, "verse", 0.75)]
    intro = 1 if bars < 8 else 2 if bars < 20 else 4
    outro = 0 if bars < 8 else 1 if bars < 28 else 2
    step = 4 if bars < 28 else 8
    marks: list[tuple[int, Section, float]] = [(0, "intro", 0.5)]
    middle = [
        (begin, *_MIDDLE[turn % len(_MIDDLE)])
        for turn, begin in enumerate(range(intro, bars - outro, step))
    ]
    if len(middle) > 1 and bars - outro - middle[-1][0] < step // 2:
        middle.pop()
    if len(middle) > 1:
        middle[-1] = (middle[-1][0], "chorus", 1.0)
    marks += middle
    if outro:
        marks.append((bars - outro, "outro", 0.55))
    return marks
