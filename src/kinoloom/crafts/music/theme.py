"""A melody with a shape: a two-bar idea, said, answered, varied, and brought to rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from kinoloom.crafts.music.harmony import Chord, Key

_RHYTHMS = (
    ((0, 6), (6, 2), (8, 4), (12, 4)),
    ((0, 4), (4, 4), (8, 6), (14, 2)),
    ((2, 4), (6, 4), (10, 6)),
    ((0, 3), (3, 3), (6, 4), (10, 6)),
    ((0, 8), (8, 4), (12, 4)),
    ((4, 4), (8, 3), (11, 5)),
)
_CADENCE = ((0, 4), (4, 12))
_CENTRE = 75


@dataclass(frozen=True)
class MelodyNote:
    """A note of a melody: its place and length in sixteenths, and its pitch."""

    step: int
    length: int
    pitch: int


@dataclass(frozen=True)
class Theme:
    """Two bars of rhythm and contour; pitches follow the chords they are sung over."""

    rhythms: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
    contours: tuple[tuple[int, ...], tuple[int, ...]]

    def over(self, key: Key, chord: Chord, bar: int, steps: int) -> tuple[MelodyNote, ...]:
        """The notes for a bar (0, 1, 2, 3 of a phrase) of `steps` sixteenths."""
        place = bar % 4
        rhythm = _CADENCE if place == 3 else self.rhythms[place % 2]
        contour = self.contours[place % 2]
        lift = 2 if place == 2 else 0
        notes: list[MelodyNote] = []
        for index, (step, length) in enumerate(rhythm):
            if step >= steps:
                break
            wish = contour[index % len(contour)] + lift
            pitch = _sung(key, chord, wish, on_chord=step % 4 == 0 or length >= 4)
            notes.append(MelodyNote(step, min(length, steps - step), pitch))
        return tuple(notes)


def invent_theme(rng: np.random.Generator) -> Theme:
    """A theme: two rhythms, and two contours in scale steps that move mostly by step."""
    first, second = rng.choice(len(_RHYTHMS), 2, replace=False)
    return Theme(
        (_RHYTHMS[int(first)], _RHYTHMS[int(second)]), (_contour(rng, 2), _contour(rng, -1))
    )


def _contour(rng: np.random.Generator, start: int) -> tuple[int, ...]:
    steps = [start]
    for _ in range(3):
        leap = int(rng.choice((-2, -1, -1, 1, 1, 2, 3)))
        steps.append(max(-4, min(5, steps[-1] + leap)))
    return tuple(steps)


def _sung(key: Key, chord: Chord, wish: int, *, on_chord: bool) -> int:
    """The pitch nearest to the wish that fits: a chord note where it counts, else a scale note."""
    aim = _CENTRE + round(wish * 12 / 7)
    fitting = {pitch % 12 for pitch in chord.pitches} if on_chord else {
        (key.tonic + step) % 12 for step in key.scale
    }  # fmt: skip
    return min(range(aim - 6, aim + 7), key=lambda p: (p % 12 not in fitting, abs(p - aim), p))
