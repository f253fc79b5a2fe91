"""The sum of a film's sounds, block by block; each has its own strip of gain, balance, envelope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinoloom.render.planning.sounds import Sound
from kinoloom.render.sound.envelopes import balance, envelope, shaped
from kinoloom.render.sound.material import Extent, Material
from kinoloom.render.sound.samples import BLOCK, CELL, Flow, Samples, silence
from kinoloom.render.sound.speech import Spell, levels_of, spells_in

VOICE = "voice"
MS_PER_BLOCK = BLOCK // CELL


class Strip:
    """One sound on its way into the sum."""

    def __init__(self, sound: Sound, spells: Sequence[Spell], material: Material) -> None:
        self._sound = sound
        self._spells = spells
        self._extent = Extent(sound)
        self._flow = Flow(material.of(sound))
        self._sides = balance(sound)

    def add(self, block: Samples, at: int) -> None:
        """Add what is heard in the block that begins at sample `at`; blocks come in order."""
        first = max(at, self._extent.first)
        taken = self._flow.take(min(at + block.shape[1], self._extent.end) - first)
        placed = taken
        if taken.shape[1] < block.shape[1]:
            placed = silence(block.shape[1])
            placed[:, first - at : first - at + taken.shape[1]] = taken
        nodes = envelope(self._sound, self._spells, at // CELL, MS_PER_BLOCK + 1)
        block += shaped(placed, nodes[: block.shape[1] // CELL + 1]) * self._sides

    def ends_by(self, sample: int) -> bool:
        """Whether nothing of it is heard from that sample on."""
        return self._extent.end <= sample


def summed(sounds: Sequence[Sound], material: Material, total: int) -> Iterator[Samples]:
    """The sum of all sounds over `total` samples, in blocks; the last is filled with silence."""
    spells = spoken(sounds, material)
    waiting = sorted(sounds, key=lambda sound: Extent(sound).first, reverse=True)
    strips: list[Strip] = []
    for at in range(0, total, BLOCK):
        block = silence(BLOCK)
        while waiting and Extent(waiting[-1]).first < min(at + BLOCK, total):
            sound = waiting.pop()
            strips.append(Strip(sound, spells.get(sound.track, ()), material))
        for strip in strips:
            strip.add(block, at)
        strips = [strip for strip in strips if not strip.ends_by(at + BLOCK)]
        yield block


def spoken(sounds: Sequence[Sound], material: Material) -> dict[int, tuple[Spell, ...]]:
    """For each track that is ducked, when there is speech on any other."""
    tracks = {sound.track for sound in sounds if sound.ducking is not None}
    found: list[tuple[int, Spell]] = []
    for sound in sounds:
        if sound.role == VOICE and tracks - {sound.track}:
            material.keep(sound)
            start_ms = Extent(sound).first / CELL
            spells = spells_in(levels_of(material.of(sound)), start_ms)
            found += [(sound.track, spell) for spell in spells]
    return {
        track: tuple(sorted(spell for other, spell in found if other != track))
        for track in sorted(tracks)
    }
