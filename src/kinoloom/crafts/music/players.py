"""What musicians do with a bar: hold it, strum it, walk under it, drum it, sing over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinoloom.crafts.music.performance import Event

if TYPE_CHECKING:
    import numpy as np

    from kinoloom.crafts.music.form import Bar
    from kinoloom.crafts.music.harmony import Chord, Key
    from kinoloom.crafts.music.instruments import Voice
    from kinoloom.crafts.music.theme import Theme


@dataclass(frozen=True)
class Cue:
    """All a player knows about a bar."""

    bar: Bar
    index: int
    chord: Chord
    key: Key
    theme: Theme
    beat_s: float
    swing: float
    rng: np.random.Generator

    @property
    def steps(self) -> int:
        """Sixteenths in the bar."""
        return self.bar.beats * 4

    def at(self, step: int, loose_s: float = 0.005) -> float:
        """When a sixteenth sounds: swung, and a little human."""
        beat, sixteenth = divmod(step, 4)
        share = (0.0, self.swing / 2, self.swing, (1 + self.swing) / 2)[sixteenth]
        late_s = float(self.rng.normal(0, loose_s))
        return max(0.0, self.bar.start_s + (beat + share) * self.beat_s + late_s)

    def beats(self, count: float) -> float:
        """That many beats in seconds."""
        return count * self.beat_s

    def human(self, velocity: float) -> float:
        """A velocity, not quite the same each time."""
        return float(min(1.0, max(0.1, velocity + self.rng.normal(0, 0.04))))

    def take(self, count: int = 2) -> int:
        """One of a few ways to play the same note."""
        return int(self.rng.integers(count))


Player = Callable[[Cue], Iterator[Event]]
Pattern = Sequence[tuple[int, float]]
"""Sixteenths and velocities."""


def hold(voice: Voice, velocity: float, *, build: float = 0.0) -> Player:
    """The chord for the whole bar; with `build`, stronger where more goes on."""

    def play(cue: Cue) -> Iterator[Event]:
        strength = velocity + build * (cue.bar.energy - 0.7)
        length_s = cue.beats(cue.bar.beats) + 0.12
        for pitch in cue.chord.pitches:
            yield Event(voice, pitch, cue.at(0, 0.012), length_s, strength)

    return play


def strum(voice: Voice, pattern: Pattern, length_beats: float, roll_s: float = 0.008) -> Player:
    """The chord at certain sixteenths, low note first."""

    def play(cue: Cue) -> Iterator[Event]:
        for step, velocity in pattern:
            if step >= cue.steps:
                continue
            start_s = cue.at(step)
            for place, pitch in enumerate(cue.chord.pitches):
                strength = cue.human(velocity)
                length_s = cue.beats(length_beats)
                yield Event(voice, pitch, start_s + place * roll_s, length_s, strength, cue.take())

    return play


def arpeggiate(
    voice: Voice, order: Sequence[int], velocity: float, *, every: int = 2, octave: int = 0
) -> Player:
    """The chord note after note, `every` so many sixteenths; the first of each beat is stronger."""

    def play(cue: Cue) -> Iterator[Event]:
        pitches = (*cue.chord.pitches, cue.chord.pitches[0] + 12)
        for turn, step in enumerate(range(0, cue.steps, every)):
            pitch = pitches[order[turn % len(order)] % len(pitches)] + 12 * octave
            accent = 0.16 if step % 8 == 0 else 0.0
            strength = cue.human(velocity + accent + 0.25 * (cue.bar.energy - 0.7))
            yield Event(voice, pitch, cue.at(step), cue.beats(every / 4), strength, cue.take())

    return play


def walk(voice: Voice, pattern: Sequence[tuple[int, int, float, float]]) -> Player:
    """A bass line: (sixteenth, semitones above the root, beats, velocity)."""

    def play(cue: Cue) -> Iterator[Event]:
        for step, above, beats, velocity in pattern:
            if step < cue.steps:
                length_s = cue.beats(min(beats, (cue.steps - step) / 4))
                pitch = cue.chord.bass + above
                yield Event(voice, pitch, cue.at(step), length_s, cue.human(velocity))

    return play


def drum(voice: Voice, pattern: Pattern, *, chance: float = 1.0, late_s: float = 0.0) -> Player:
    """Hits at certain sixteenths, each played with some `chance`."""

    def play(cue: Cue) -> Iterator[Event]:
        for step, velocity in pattern:
            if step < cue.steps and cue.rng.random() < chance:
                start_s = cue.at(step, 0.003) + late_s
                yield Event(voice, 0, start_s, 0.1, cue.human(velocity), cue.take(3))

    return play


def fill(voice: Voice, pattern: Pattern) -> Player:
    """Hits only in a section's last bar, to lead into the next."""

    def play(cue: Cue) -> Iterator[Event]:
        if cue.bar.is_last and cue.bar.section != "outro":
            yield from drum(voice, pattern)(cue)

    return play


def lead_in(voice: Voice, velocity: float) -> Player:
    """A swell over a section's last bar."""

    def play(cue: Cue) -> Iterator[Event]:
        if cue.bar.is_last and cue.bar.section != "chorus":
            length_s = cue.beats(cue.bar.beats)
            yield Event(voice, cue.chord.pitches[0], cue.bar.start_s, length_s, velocity)

    return play


def sing(voice: Voice, velocity: float, *, octave: int = 0, only_even: bool = False) -> Player:
    """The theme; `only_even` leaves every second phrase of four bars to the others."""

    def play(cue: Cue) -> Iterator[Event]:
        if only_even and (cue.bar.place // 2) % 2:
            return
        for note in cue.theme.over(cue.key, cue.chord, cue.bar.place, cue.steps):
            length_s = cue.beats(note.length / 4) * 0.95
            pitch = note.pitch + 12 * octave
            yield Event(voice, pitch, cue.at(note.step, 0.008), length_s, cue.human(velocity))

    return play


def sprinkle(voice: Voice, velocity: float, *, chance: float, octave: int = 1) -> Player:
    """Single chord notes, here and there."""

    def play(cue: Cue) -> Iterator[Event]:
        for step in range(0, cue.steps, 2):
            if cue.rng.random() < chance:
                pitches = cue.chord.pitches
                pitch = pitches[int(cue.rng.integers(len(pitches)))] + 12 * octave
                yield Event(voice, pitch, cue.at(step, 0.02), 1.2, cue.human(velocity), cue.take())

    return play
