"""The film's sound: every source placed to the sample, summed, brought to one loudness, encoded.

The sum lies in a file of float samples, not in memory: half an hour of film costs no more than a
minute.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinoloom.draft.time import samples_at
from kinoloom.media import ffmpeg
from kinoloom.render.plan import RenderPlan
from kinoloom.render.sounds import Sound
from kinoloom.render.sources import AssetPath
from kinoloom.watch import Watch

RATE_HZ = 48_000
CHANNELS = 2
LOUDNESS_LUFS = -14.0
CEILING_DBTP = -1.5
MOST_GAIN_DB = 30.0
SEAM_MS = 5
"""Every sound fades this long at its edges: a cut in a waveform is a click."""

Samples = NDArray[np.float32]


def mix(plan: RenderPlan, asset: AssetPath, target: Path, watch: Watch) -> None:
    """Write the film's sound as AAC in MP4 to `target`, as long as the picture.

    Loudness is -14 LUFS, peaks under -1 dBTP once decoded. A film without a single sound gets
    no call here.
    """
    total = round(plan.duration_s * RATE_HZ)
    with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
        raw = Path(scratch) / "mix.f32"
        # Made on disk at full length: what no sound covers stays silence.
        sum_ = np.memmap(raw, np.float32, "w+", shape=(total, CHANNELS))
        for number, sound in enumerate(plan.sounds):
            _add(sum_, sound, asset, watch)
            watch.report("mix", 0.7 * (number + 1) / len(plan.sounds))
        sum_.flush()
        del sum_
        gain_db = LOUDNESS_LUFS - _measured_lufs(raw, watch)
        watch.report("mix", 0.85)
        _encode(raw, min(gain_db, MOST_GAIN_DB), plan.audio_kbps, target, watch)
        watch.report("mix", 1.0)


def _add(sum_: Samples, sound: Sound, asset: AssetPath, watch: Watch) -> None:
    first = samples_at(sound.start_ms, RATE_HZ)
    end = min(len(sum_), first + samples_at(sound.duration_ms, RATE_HZ))
    at = first
    left, right = _pan(sound.pan)
    gains = np.array([sound.gain * left, sound.gain * right], np.float32)
    for decoded in _decoded(sound, asset(sound.asset), watch):
        block = decoded[: end - at]
        if not len(block):
            return
        envelope = _envelope(at - first, len(block), end - first, sound)
        sum_[at : at + len(block)] += block * gains * envelope[:, None]
        at += len(block)


def _decoded(sound: Sound, path: Path, watch: Watch) -> Iterator[Samples]:
    loops = ["-stream_loop", "-1"] if sound.loop else []
    length_s = float(Fraction(sound.duration_ms, 1000))
    tempo = "" if sound.speed == 1 else f"{_tempo(sound.speed)},"
    arguments = [
        *loops,
        *("-ss", f"{sound.in_ms / 1000:.3f}", "-threads", "1", "-i", str(path), "-vn"),
        *("-af", f"{tempo}aresample={RATE_HZ}", "-t", f"{length_s:.3f}"),
        *("-ac", str(CHANNELS), "-f", "f32le", "pipe:1"),
    ]
    rest = b""
    for piece in ffmpeg.read(arguments, watch=watch):
        data = rest + piece
        whole = len(data) - len(data) % (4 * CHANNELS)
        rest = data[whole:]
        yield np.frombuffer(data[:whole], np.float32).reshape(-1, CHANNELS)


def _tempo(speed: Fraction) -> str:
    """atempo takes 0.5..100 at a time; slower is a chain."""
    steps: list[str] = []
    rest = float(speed)
    while rest < 0.5:
        steps.append("atempo=0.5")
        rest /= 0.5
    return ",".join([*steps, f"atempo={rest:.6f}"])


def _pan(pan: float) -> tuple[float, float]:
    """Balance that leaves the middle at unity."""
    return min(1.0, 1.0 - pan), min(1.0, 1.0 + pan)


def _envelope(offset: int, count: int, length: int, sound: Sound) -> Samples:
    rise = max(1, samples_at(max(sound.fade_in_ms, SEAM_MS), RATE_HZ))
    fall = max(1, samples_at(max(sound.fade_out_ms, SEAM_MS), RATE_HZ))
    at = np.arange(offset, offset + count, dtype=np.float32)
    shape = np.minimum(at / rise, (length - at) / fall)
    return np.clip(shape, 0, 1)


def _raw_input(raw: Path) -> list[str]:
    return ["-f", "f32le", "-ar", str(RATE_HZ), "-ac", str(CHANNELS), "-i", str(raw)]


def _measured_lufs(raw: Path, watch: Watch) -> float:
    """Integrated loudness (EBU R128); silence and what is too short to measure count as done."""
    said = ffmpeg.run(
        [*_raw_input(raw), "-af", "ebur128=framelog=quiet", "-f", "null", "-"], watch=watch
    )
    found = re.findall(r"I:\s+(-?[\d.]+|-inf|nan) LUFS", said)
    value = float(found[-1]) if found else float("nan")
    return value if value > -70 else LOUDNESS_LUFS


def _encode(raw: Path, gain_db: float, kbps: int, target: Path, watch: Watch) -> None:
    ceiling = 10 ** (CEILING_DBTP / 20)
    # Limited at four times the rate: peaks between samples count, and AAC adds a little of its own.
    chain = (
        f"volume={gain_db:.3f}dB,aresample={4 * RATE_HZ},"
        f"alimiter=limit={ceiling:.6f}:attack=5:release=60:level=false:latency=true,"
        f"aresample={RATE_HZ}"
    )
    ffmpeg.run(
        [
            *_raw_input(raw),
            *("-af", chain, "-c:a", "aac", "-b:a", f"{kbps}k"),
            *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
            *("-f", "mp4", str(target)),
        ],
        watch=watch,
    )
