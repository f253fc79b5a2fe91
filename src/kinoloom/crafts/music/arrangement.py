"""A mood and a duration become a piece: form, chords and theme first, then bus after bus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kinoloom.crafts.music import drums
from kinoloom.crafts.music.form import Bar, Form, form_for
from kinoloom.crafts.music.harmony import Chord, Key, voiced
from kinoloom.crafts.music.instruments import bass, deep_bass, reverse_swell
from kinoloom.crafts.music.loudness import middle_loudness_of
from kinoloom.crafts.music.performance import (
    Event,
    Treatment,
    add_reverb,
    empty_send,
    play,
    room_response,
)
from kinoloom.crafts.music.players import Cue
from kinoloom.crafts.music.sound import (
    SAMPLE_RATE_HZ,
    Samples,
    dice,
    gain_of,
    middle_of,
    silence,
    spans,
)
from kinoloom.crafts.music.tape import play_from_tape
from kinoloom.crafts.music.theme import Theme, invent_theme

if TYPE_CHECKING:
    from kinoloom.crafts.music.instruments import Voice
    from kinoloom.crafts.music.moods import Bus, Mood

_BUS_LUFS = -23.0
_DRUMS = frozenset({drums.kick, drums.soft_kick, drums.clap, drums.taiko})
_BASSES = frozenset({bass, deep_bass})


@dataclass(frozen=True)
class Piece:
    """A composed piece, before anybody plays it."""

    mood: Mood
    key: Key
    form: Form
    chords: tuple[Chord, ...]
    """One a bar, and the last one."""
    theme: Theme
    seed: int


def compose(mood: Mood, length: int, seed: int) -> Piece:
    """Decide everything: key, tempo, sections, chords, theme."""
    rng = dice(seed, "composition", mood.name)
    key = Key(int(rng.choice(mood.tonics)), mood.scale)
    form = form_for(length / SAMPLE_RATE_HZ, mood.tempo_bpm)
    order = rng.permutation(len(mood.progressions))
    degrees = [_degree(mood, bar, order) for bar in form.bars]
    if degrees:
        degrees[-1] = mood.approach
    chords: list[Chord] = []
    for degree in (*degrees, 0):
        before = chords[-1].pitches if chords else None
        chords.append(voiced(key, degree, mood.stack, before))
    return Piece(mood, key, form, tuple(chords), invent_theme(rng), seed)


def _degree(mood: Mood, bar: Bar, order: NDArray[np.int64]) -> int:
    """The chord's degree: each kind of section has its own progression."""
    turn = {"intro": 0, "verse": 0, "chorus": 1, "break": 2, "outro": 0}[bar.section]
    turns = mood.progressions[int(order[turn % len(order)])]
    return turns[bar.place % len(turns)]


def perform(piece: Piece, length: int) -> Samples:
    """Play and mix the piece, not yet finished: length x 2."""
    total, send = silence(length), empty_send(length)
    bed = silence(length)
    for bus in piece.mood.buses:
        if not _record(piece, bus, bed):
            continue
        for span in spans(length):
            total[span] += bed[span]
            send[span, 0] += middle_of(bed[span]) * np.float32(bus.echo)
    hall_s = min(piece.mood.hall_s, 0.6 + length / SAMPLE_RATE_HZ * 0.4)
    add_reverb(send, room_response(hall_s, piece.seed), piece.mood.hall_level, total)
    del bed, send
    if piece.mood.is_taped:
        play_from_tape(total, dice(piece.seed, "tape"))
    return total


def _record(piece: Piece, bus: Bus, bed: Samples) -> bool:
    """Fill the bed with one bus at its level; whether it had anything to play."""
    bed.fill(0)
    play(_events(piece, bus), bed, piece.seed, Treatment(bus.lowest_hz, bus.width))
    loudness = middle_loudness_of(bed)
    if not np.isfinite(loudness):
        return False
    bed *= np.float32(gain_of(_BUS_LUFS + bus.level_lu - loudness))
    return True


def _events(piece: Piece, bus: Bus) -> Iterator[Event]:
    rng = dice(piece.seed, "players", bus.name)
    for index, (bar, chord) in enumerate(zip(piece.form.bars, piece.chords, strict=False)):
        cue = Cue(
            bar, index, chord, piece.key, piece.theme, piece.form.beat_s, piece.mood.swing, rng
        )
        for part in bus.parts:
            if part.from_energy <= bar.energy <= part.until_energy:
                yield from part.player(cue)
    yield from _ending(piece, bus)


def _ending(piece: Piece, bus: Bus) -> Iterator[Event]:
    """The last chord: rolled, held for most of the tail, then left to ring."""
    form, chord = piece.form, piece.chords[-1]
    length_s = form.tail_s * 0.72
    for voice, strength in bus.ending:
        if voice in _DRUMS:
            yield Event(voice, 0, form.ending_s, 0.1, strength)
        elif voice in _BASSES:
            yield Event(voice, chord.bass, form.ending_s, length_s, strength)
        else:
            yield from _rolled(voice, chord, form.ending_s, length_s, strength)
    is_short = 0 < len(form.bars) < 5
    if is_short and bus.ending and bus is piece.mood.buses[0]:
        start_s = max(0.0, form.ending_s - 2.4)
        for pitch in chord.pitches:
            yield Event(reverse_swell, pitch, start_s, form.ending_s - start_s, 0.5)


def _rolled(
    voice: Voice, chord: Chord, start_s: float, length_s: float, strength: float
) -> Iterator[Event]:
    first = Event(voice, chord.pitches[0], start_s, length_s, strength)
    for place, pitch in enumerate(chord.pitches):
        yield replace(first, pitch=pitch, start_s=start_s + place * 0.02)
