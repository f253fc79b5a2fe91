"""A finished mix as a file: the codecs of sound, one row each, and the check of what was decoded.

The same samples give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from kinoloom.errors import MachineError
from kinoloom.render.sound.envelopes import Nodes, shaped
from kinoloom.render.sound.limiting import limiting
from kinoloom.render.sound.loudness import BEAT, Beats, Weighting, loudness_lufs
from kinoloom.render.sound.mastering import BEATS_PER_BLOCK, whole_beats
from kinoloom.render.sound.peaks import true_peaks
from kinoloom.render.sound.reading import stretch
from kinoloom.render.sound.samples import BLOCK, RATE_HZ, Samples, raw_length, read_raw
from kinoloom.watch import Watch

CEILING = 10 ** (-1.1 / 20)
"""No decoded sound peaks higher: -1 dBTP, and a tenth by which meters differ."""
AIM = 10 ** (-1.25 / 20)
CLOSE = 0.02
TRIES = 5
NAME = "the film"

Report = Callable[[float], None]
"""Hears the share that is done, 0..1."""


@dataclass(frozen=True)
class SoundCodec:
    """An encoder of ffmpeg's and what it is told. `box` is the container its files are, which a
    film's own sound is copied from."""

    encoder: str
    box: str
    suffix: str
    sample_format: str
    description: str
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    is_lossy: bool = True
    keeps_level: bool = True


SOUND_CODECS: Mapping[str, SoundCodec] = {
    "aac": SoundCodec(
        "aac",
        "ipod",
        ".m4a",
        "fltp",
        "AAC, plays everywhere",
        # Measured: at 96 kbps and up the fast search leaves less noise above the masking threshold
        # than the slow one, at half its cost, and least without these tools.
        {"aac_coder": "fast", "aac_tns": "0", "aac_pns": "0", "aac_is": "0"},
    ),
    "opus": SoundCodec("libopus", "webm", ".webm", "flt", "Opus, for the web"),
    # LAME turns everything down by half a dB at low rates.
    "mp3": SoundCodec(
        "libmp3lame", "mp3", ".mp3", "fltp", "MP3, for old players", keeps_level=False
    ),
    "pcm": SoundCodec("pcm_s16le", "wav", ".wav", "s16", "uncompressed, 16 bits", is_lossy=False),
}


def encode_sound(
    raw: Path, codec: str, kbps: int, target: Path, watch: Watch, report: Report | None = None
) -> None:
    """Write a file of raw floats (interleaved stereo, 48 kHz) to `target` as a row of
    `SOUND_CODECS` says, whatever the target's name ends in.

    What peaks over -1 dBTP once decoded is turned down there and encoded again. Raises
    MachineError when the disk refuses, or Cancelled.
    """
    row = SOUND_CODECS[codec]
    nodes: Nodes | None = None
    for _ in range(TRIES):
        _write(raw, nodes, row, kbps, target, watch, report or _unheard)
        again = _correction(raw, target, row, watch) if row.is_lossy else None
        if again is None:
            return
        nodes = again if nodes is None else nodes * again


def _unheard(_share: float) -> None:
    """Nobody listens."""


def _correction(raw: Path, target: Path, row: SoundCodec, watch: Watch) -> Nodes | None:
    """Gains over the raw file's beats that put right what decodes too loud or too quiet."""
    ratio = 1.0
    if not row.keeps_level:
        before, after = _lufs(read_raw(raw), watch), _lufs(stretch(target, NAME, 0), watch)
        if np.isfinite(before) and np.isfinite(after):
            ratio = 10 ** ((before - after) / 20)
    beats = -(-raw_length(raw) // BEAT)
    peaks = np.zeros(beats, np.float32)
    found = _peaks(stretch(target, NAME, 0), watch)[:beats]
    peaks[: len(found)] = found * np.float32(ratio)
    if peaks.max(initial=0) <= CEILING and abs(ratio - 1) < CLOSE:
        return None
    # What is not too high needs no less.
    return limiting(np.where(peaks > AIM, peaks, 0), AIM) * np.float32(ratio)


def _peaks(blocks: Iterable[Samples], watch: Watch) -> Beats:
    found: list[Beats] = []
    for peaks in true_peaks(whole_beats(blocks), AIM):
        watch.check()
        found.append(peaks)
    return np.concatenate(found) if found else np.zeros(0, np.float32)


def _lufs(blocks: Iterable[Samples], watch: Watch) -> float:
    weighting = Weighting()
    found: list[Beats] = []
    for block in whole_beats(blocks):
        watch.check()
        found.append(weighting.energies(block))
    return loudness_lufs(np.concatenate(found)) if found else -np.inf


def _write(
    raw: Path,
    nodes: Nodes | None,
    row: SoundCodec,
    kbps: int,
    target: Path,
    watch: Watch,
    report: Report,
) -> None:
    import av
    from av.error import FFmpegError

    options = {"fflags": "+bitexact"}
    if row.box == "ipod":
        options["movflags"] = "+faststart"
    if row.box == "wav":
        # Beyond 4 GB a plain header overflows.
        options["rf64"] = "auto"
    total = max(1, raw_length(raw))
    try:
        with av.open(str(target), "w", row.box, options=options) as out:
            stream: Any = out.add_stream(row.encoder, rate=RATE_HZ, layout="stereo")
            stream.format = row.sample_format
            stream.codec_context.options = {**row.options, "flags": "+bitexact"}
            stream.codec_context.thread_count = 1
            if row.is_lossy:
                stream.bit_rate = kbps * 1000
            at = 0
            for block in _levelled(raw, nodes):
                watch.check()
                for packet in stream.encode(_frame(block, row.sample_format, at)):
                    out.mux(packet)
                at += block.shape[1]
                report(at / total)
            for packet in stream.encode(None):
                out.mux(packet)
    except (OSError, FFmpegError) as error:
        raise MachineError(
            f"The film's sound cannot be written: {error.strerror or error}"
        ) from error


def _levelled(raw: Path, nodes: Nodes | None) -> Iterator[Samples]:
    for number, block in enumerate(read_raw(raw)):
        if nodes is None:
            yield block
            continue
        (whole,) = whole_beats([block])
        first = number * BEATS_PER_BLOCK
        made = shaped(whole, nodes[first : first + whole.shape[1] // BEAT + 1])
        yield made[:, : block.shape[1]]


def _frame(block: Samples, sample_format: str, at: int) -> Any:
    import av

    if sample_format == "fltp":
        values: Any = np.ascontiguousarray(block)
    elif sample_format == "flt":
        values = np.ascontiguousarray(block.T).reshape(1, -1)
    else:
        whole = np.rint(np.clip(block, -1, 1) * 32767).astype(np.int16)
        values = np.ascontiguousarray(whole.T).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(values, format=sample_format, layout="stereo")
    frame.sample_rate = RATE_HZ
    frame.pts = at
    return frame


assert BLOCK % BEAT == 0
