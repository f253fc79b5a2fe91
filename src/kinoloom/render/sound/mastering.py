"""The master: one loudness for every film, and no peak above what players can reproduce."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kinoloom.render.sound.envelopes import Nodes, shaped
from kinoloom.render.sound.limiting import limiting, over_beats
from kinoloom.render.sound.loudness import BEAT, Beats, Weighting, loudness_lufs
from kinoloom.render.sound.peaks import HIDDEN, sample_peaks, true_peaks
from kinoloom.render.sound.samples import (
    BLOCK,
    SAMPLE_BYTES,
    Samples,
    deinterleaved,
    put_raw,
    raw_length,
    read_raw,
)
from kinoloom.watch import Watch

LOUDNESS_LUFS = -14.0
CEILING = 10 ** (-2.5 / 20)
"""Encoders add up to 1.4 dB at the highest peaks, measured with AAC from 96 to 192 kbps."""
MOST_GAIN = 10 ** (30 / 20)
"""What is quieter than that was meant to be, or is hiss."""
CLOSE_LU = 0.03
NEAR_LU = 0.15
"""How far a limited film may be off when it is measured again: the curve's gain within a beat is
not what short sounds in it get."""
PASSES = 3
TRIES = 16
HEADROOM = 10 ** (-3 / 20)
"""Limiting costs loudness, which asks for more gain: peaks are measured so far ahead."""
BEATS_PER_BLOCK = BLOCK // BEAT


@dataclass(frozen=True, eq=False)
class Meters:
    """What was measured of a mix: K-weighted energy and sample peak of each beat."""

    energy: Beats
    peaks: Beats


def metered(blocks: Iterable[Samples], path: Path, total: int, watch: Watch) -> Meters:
    """Write `total` samples as raw floats, from blocks of whole beats, and measure them."""
    weighting = Weighting()
    energies: list[Beats] = []
    peaks: list[Beats] = []
    left = total
    with path.open("wb") as stream:
        for block in blocks:
            watch.check()
            # What lies beyond the end is not written, so it must not be measured either: the
            # limiter found other beats in the file than in the figures.
            kept = block[:, :left]
            if not kept.shape[1]:
                break
            (whole,) = whole_beats([kept])
            energies.append(weighting.energies(whole))
            peaks.append(sample_peaks(whole))
            put_raw(kept, stream)
            left -= kept.shape[1]
    return Meters(np.concatenate(energies), np.concatenate(peaks))


def master(raw: Path, meters: Meters, watch: Watch) -> None:
    """Bring a mix to -14 LUFS under -2.5 dBTP, in its file; silence stays silence."""
    for _ in range(PASSES):
        loudness = loudness_lufs(meters.energy)
        if not np.isfinite(loudness) or abs(LOUDNESS_LUFS - loudness) < NEAR_LU:
            # Loud enough, but peaks may be too high.
            loudness = LOUDNESS_LUFS
        gain = min(MOST_GAIN, _ratio(LOUDNESS_LUFS - loudness))
        if float(meters.peaks.max(initial=0)) * gain < CEILING * HIDDEN:
            if gain != 1:
                _apply(raw, np.full(len(meters.peaks) + 1, gain, np.float32), watch)
            return
        meters = _apply(raw, _limited(raw, meters, gain, watch), watch)
        if abs(LOUDNESS_LUFS - loudness_lufs(meters.energy)) < NEAR_LU or gain >= MOST_GAIN:
            return


def _limited(raw: Path, meters: Meters, gain: float, watch: Watch) -> Nodes:
    """The gains that limit a mix and leave it as loud as it should be."""
    measured = CEILING / gain * HEADROOM
    peaks = _true(raw, measured, watch)
    nodes = limiting(peaks, CEILING / gain) * np.float32(gain)
    for _ in range(TRIES):
        missing_lu = LOUDNESS_LUFS - loudness_lufs(meters.energy * over_beats(nodes) ** 2)
        if abs(missing_lu) < CLOSE_LU or gain >= MOST_GAIN:
            break
        gain = min(MOST_GAIN, gain * _ratio(missing_lu))
        if CEILING / gain < measured:
            measured = CEILING / gain * HEADROOM
            peaks = _true(raw, measured, watch)
        nodes = limiting(peaks, CEILING / gain) * np.float32(gain)
    return nodes


def whole_beats(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """Blocks, the last filled with silence to whole beats; those before it are whole."""
    for block in blocks:
        missing = -block.shape[1] % BEAT
        yield np.pad(block, ((0, 0), (0, missing))) if missing else block


def _true(raw: Path, above: float, watch: Watch) -> Beats:
    found: list[Beats] = []
    for peaks in true_peaks(whole_beats(read_raw(raw)), above):
        watch.check()
        found.append(peaks)
    return np.concatenate(found)


def _apply(raw: Path, nodes: Nodes, watch: Watch) -> Meters:
    """Multiply a file by a gain given at each beat, and measure what it has become."""
    total = raw_length(raw)
    weighting = Weighting()
    energies: list[Beats] = []
    peaks: list[Beats] = []
    with raw.open("r+b") as stream:
        for number, at in enumerate(range(0, total, BLOCK)):
            watch.check()
            block = deinterleaved(stream.read(min(BLOCK, total - at) * SAMPLE_BYTES))
            (whole,) = whole_beats([block])
            first = number * BEATS_PER_BLOCK
            made = shaped(whole, nodes[first : first + whole.shape[1] // BEAT + 1])
            energies.append(weighting.energies(made))
            peaks.append(sample_peaks(made))
            stream.seek(at * SAMPLE_BYTES)
            put_raw(made[:, : block.shape[1]], stream)
    return Meters(np.concatenate(energies), np.concatenate(peaks))


def _ratio(level_db: float) -> float:
    return 10 ** (level_db / 20)
