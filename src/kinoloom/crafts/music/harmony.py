"""Keys, chords and the smallest movement between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

MAJOR = (0, 2, 4, 5, 7, 9, 11)
MINOR = (0, 2, 3, 5, 7, 8, 10)
DORIAN = (0, 2, 3, 5, 7, 9, 10)
LYDIAN = (0, 2, 4, 6, 7, 9, 11)

TRIAD = (0, 2, 4)
SEVENTH = (0, 2, 4, 6)
NINTH = (0, 2, 4, 6, 8)
ADDED_NINTH = (0, 2, 4, 8)
OPEN_NINTH = (0, 4, 8, 2)

_REGISTER = (52, 76)
_WIDEST_SPREAD = 17


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class 0..11) and the steps of its scale."""

    tonic: int
    scale: tuple[int, ...]

    def pitch(self, step: int, octave_pitch: int) -> int:
        """The pitch of a scale step (0 the tonic, 7 the octave) above `octave_pitch`."""
        return octave_pitch + self.tonic + self.scale[step % 7] + 12 * (step // 7)

    def pitch_classes(self, degree: int, stack: tuple[int, ...]) -> tuple[int, ...]:
        """The notes of the chord on a degree (0 is the tonic), thirds given as scale steps."""
        classes = ((self.tonic + self.scale[(degree + step) % 7]) % 12 for step in stack)
        return tuple(dict.fromkeys(classes))


@dataclass(frozen=True)
class Chord:
    """A voiced chord: pitches from low to high, and the bass below them."""

    degree: int
    pitches: tuple[int, ...]
    bass: int


def voiced(
    key: Key, degree: int, stack: tuple[int, ...], before: tuple[int, ...] | None = None
) -> Chord:
    """The chord whose voices move least from `before`, without clusters or gaps."""
    classes = key.pitch_classes(degree, stack)
    pitches = min(_voicings(classes), key=lambda pitches: _awkwardness(pitches, before))
    return Chord(degree, pitches, _bass_of(key, degree))


def _voicings(classes: tuple[int, ...]) -> list[tuple[int, ...]]:
    low, high = _REGISTER
    choices = [[p for p in range(low, high) if p % 12 == wanted] for wanted in classes]
    return [tuple(sorted(each)) for each in product(*choices)]


def _awkwardness(pitches: tuple[int, ...], before: tuple[int, ...] | None) -> float:
    spread = pitches[-1] - pitches[0]
    clusters = sum(upper - lower <= 1 for lower, upper in pairwise(pitches))
    low_thirds = sum(upper - lower <= 4 and lower < 53 for lower, upper in pairwise(pitches))
    centre = sum(pitches) / len(pitches) - 63
    cost = 0.4 * max(0, spread - _WIDEST_SPREAD) + 3.0 * clusters + 1.5 * low_thirds
    if before is None:
        return cost + 2.0 * abs(centre)
    return cost + _movement(pitches, before) + 0.08 * abs(centre)


def _movement(pitches: tuple[int, ...], before: tuple[int, ...]) -> float:
    nearest = (min(abs(pitch - old) for old in before) for pitch in pitches)
    return float(sum(nearest)) + 0.5 * abs(pitches[-1] - before[-1])


def _bass_of(key: Key, degree: int) -> int:
    """The root between E1 and E2 flat, where a bass is at home."""
    root = (key.tonic + key.scale[degree % 7]) % 12
    return root + (24 if root >= 4 else 36)


def progression(key: Key, degrees: tuple[int, ...], stack: tuple[int, ...]) -> tuple[Chord, ...]:
    """The chords on these degrees, each voiced from the one before."""
    chords: list[Chord] = []
    for degree in degrees:
        chords.append(voiced(key, degree, stack, chords[-1].pitches if chords else None))
    return tuple(chords)
