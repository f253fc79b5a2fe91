"""Chords are the right notes, moved as little as possible."""

from __future__ import annotations

from itertools import pairwise

from kinoloom.crafts.music.harmony import MAJOR, MINOR, SEVENTH, TRIAD, Key, progression


def test_chords_are_built_in_thirds_on_their_degree() -> None:
    c_major = Key(0, MAJOR)
    assert c_major.pitch_classes(0, TRIAD) == (0, 4, 7)
    assert c_major.pitch_classes(1, SEVENTH) == (2, 5, 9, 0)
    assert Key(9, MINOR).pitch_classes(0, TRIAD) == (9, 0, 4)


def test_voices_move_by_small_steps() -> None:
    for degrees in ((0, 5, 3, 4), (1, 4, 0, 5), (0, 4, 5, 3)):
        chords = progression(Key(2, MAJOR), degrees, SEVENTH)
        for before, after in pairwise(chords):
            leaps = [min(abs(p - old) for old in before.pitches) for p in after.pitches]
            assert max(leaps) <= 4


def test_a_bass_stays_where_it_can_be_heard() -> None:
    for tonic in range(12):
        for chord in progression(Key(tonic, MAJOR), (0, 3, 4, 5), TRIAD):
            assert 28 <= chord.bass <= 39
            assert chord.bass < chord.pitches[0]
