"""What each sound of a film is made of: its stretch of the source, looped, cleaned, turned round,
at its speed, from the first sample that is heard to the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor
from pathlib import Path

from kinoloom.draft.time import samples_at
from kinoloom.errors import SourceError
from kinoloom.render.errors import SourceTooShort
from kinoloom.render.planning.sounds import Sound
from kinoloom.render.sound.noise import cleaned
from kinoloom.render.sound.reading import stretch
from kinoloom.render.sound.samples import (
    BLOCK,
    RATE_HZ,
    Samples,
    read_raw,
    read_raw_backwards,
    silence,
    write_raw,
)
from kinoloom.render.sound.tempo import RUN_UP, retimed
from kinoloom.watch import Watch

GRACE = RATE_HZ // 10
"""A source may end so much earlier than its container said."""


@dataclass(frozen=True)
class Extent:
    """Where a sound is heard, in samples of the film: [first, end), of which `lead` lie before its
    segment and `tail` after."""

    sound: Sound

    @cached_property
    def first(self) -> int:
        """The first sample."""
        sound = self.sound
        return max(0, samples_at(sound.start_ms - sound.rise.outside_ms, RATE_HZ))

    @cached_property
    def end(self) -> int:
        """The first sample after it."""
        return samples_at(self.sound.end_ms + self.sound.fall.outside_ms, RATE_HZ)

    @property
    def lead(self) -> int:
        """Samples of the source's handle before the segment."""
        return samples_at(self.sound.start_ms, RATE_HZ) - self.first

    @property
    def body(self) -> int:
        """Samples of the segment."""
        return samples_at(self.sound.end_ms, RATE_HZ) - samples_at(self.sound.start_ms, RATE_HZ)

    @property
    def tail(self) -> int:
        """Samples of the source's handle after the segment."""
        return self.end - samples_at(self.sound.end_ms, RATE_HZ)


class Material:
    """Makes the samples of sounds. `paths` are of their assets; `scratch` takes what is long."""

    def __init__(self, paths: Mapping[str, Path], scratch: Path, watch: Watch) -> None:
        self._paths = paths
        self._scratch = scratch
        self._watch = watch
        self._kept: dict[Sound, Path] = {}
        self._lengths: dict[Path, int] = {}
        self._made = 0

    def of(self, sound: Sound) -> Iterator[Samples]:
        """A sound's samples over its extent, in blocks; fewer when a video's sound ends early.

        Raises SourceError, which names the segment, for what cannot be decoded or is too short.
        """
        kept = self._kept.get(sound)
        return self._treated(sound) if kept is None else read_raw(kept)

    def keep(self, sound: Sound) -> None:
        """Make a sound that will be asked for again."""
        self._kept[sound] = self._written(self.of(sound))

    def _treated(self, sound: Sound) -> Iterator[Samples]:
        extent = Extent(sound)
        count = extent.end - extent.first
        before, after = extent.lead, extent.body + extent.tail
        if sound.reverse:
            before, after = extent.tail, extent.body + extent.lead
        run_up = RUN_UP if sound.speed != 1 else 0
        entry = samples_at(sound.in_ms, RATE_HZ)
        first = floor(entry - before * sound.speed) - run_up
        end = ceil(entry + after * sound.speed) + run_up
        used = entry + floor(extent.body * sound.speed)
        source = self._source(sound, first, end, used)
        if sound.speed == 1 and not sound.reverse and not sound.denoise:
            return source
        return self._worked(sound, _filled(source, end - first), count)

    def _worked(self, sound: Sound, source: Iterator[Samples], count: int) -> Iterator[Samples]:
        raw = self._written(source)
        if sound.denoise:
            raw = self._instead(raw, cleaned(raw, sound.denoise))
        if sound.reverse:
            raw = self._instead(raw, read_raw_backwards(raw))
        if sound.speed == 1:
            yield from read_raw(raw)
        else:
            yield from retimed(raw, sound.speed, count, self._watch)
        raw.unlink()

    def _source(self, sound: Sound, first: int, end: int, used: int) -> Iterator[Samples]:
        path = self._paths[sound.asset]
        if sound.loop:
            yield from self._looped(sound, path, first, end - first)
            return
        at = first
        for block in stretch(path, sound.name, first, end - first):
            self._watch.check()
            at += block.shape[1]
            yield block
        if sound.whole and at < used - GRACE:
            raise SourceTooShort(
                f"{sound.name} needs {used / RATE_HZ:.2f} s of its source, which ends at "
                f"{max(0, at) / RATE_HZ:.2f} s; trim it."
            )

    def _looped(self, sound: Sound, path: Path, first: int, count: int) -> Iterator[Samples]:
        """The stretch of a source that begins again whenever it ends, without a gap."""
        length = None if sound.loop_ms is None else samples_at(sound.loop_ms, RATE_HZ)
        if length is None and (first < 0 or not self._reaches(path, sound, first)):
            length = self._length(path, sound)
        at = first % length if length else first
        while count > 0:
            wanted = count if length is None else min(count, length - at)
            round_ = stretch(path, sound.name, at, wanted)
            heard = 0
            for block in _filled(round_, wanted) if sound.loop_ms else round_:
                self._watch.check()
                heard += block.shape[1]
                yield block
            if not heard:
                raise SourceError(f"{sound.name} holds no sound that could be repeated.")
            count -= heard
            at = 0

    def _reaches(self, path: Path, sound: Sound, sample: int) -> bool:
        """Whether there is sound at that place of a file."""
        return next(stretch(path, sound.name, sample, 1), None) is not None

    def _length(self, path: Path, sound: Sound) -> int:
        if path not in self._lengths:
            blocks = stretch(path, sound.name, 0)
            self._lengths[path] = sum(block.shape[1] for block in blocks)
            if not self._lengths[path]:
                raise SourceError(f"{sound.name} holds no sound that could be repeated.")
        return self._lengths[path]

    def _written(self, blocks: Iterator[Samples]) -> Path:
        self._made += 1
        path = self._scratch / f"{self._made}.f32"
        write_raw(self._watched(blocks), path)
        return path

    def _instead(self, raw: Path, blocks: Iterator[Samples]) -> Path:
        path = self._written(blocks)
        raw.unlink()
        return path

    def _watched(self, blocks: Iterator[Samples]) -> Iterator[Samples]:
        for block in blocks:
            self._watch.check()
            yield block


def _filled(blocks: Iterator[Samples], count: int) -> Iterator[Samples]:
    """Blocks with silence behind them, `count` samples in all."""
    for block in blocks:
        count -= block.shape[1]
        yield block
    while count > 0:
        yield silence(min(BLOCK, count))
        count -= BLOCK
