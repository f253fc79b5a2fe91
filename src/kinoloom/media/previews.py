"""Small likenesses of a stranger's file: one picture of it, and the outline of its sound."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinoloom.errors import SourceError
from kinoloom.media import ffmpeg
from kinoloom.media.confinement import STRANGERS, Limits
from kinoloom.media.examine import Facts
from kinoloom.media.landing import landing
from kinoloom.media.sniff import FileType
from kinoloom.watch import Watch

LONG_SIDE_PX = 480
FRAME_SHARE = 0.1
BEHIND = "0xd8d8d8"
"""Behind what is transparent: a black logo and a white one both show on it."""

SOUND_RATE_HZ = 8000
BLOCK_BYTES = 1 << 16
FULL_SCALE = 1 << 15
SOUND_LIMITS = Limits(cpu_s=300, memory_bytes=1 << 30, written_bytes=64 << 20)
"""Twelve hours of sound take a minute or two to decode."""


def thumbnail(path: Path, facts: Facts, file_type: FileType, target: Path, watch: Watch) -> None:
    """Write a JPEG to `target`: the picture, or a film's frame at a tenth of its length.

    Its long side is 480 px, or the source's if that is shorter. Raises SourceError when there is
    no picture to decode, MachineError and Cancelled; nothing is left at `target` then.
    """
    if not (facts.width_px and facts.height_px) or file_type.demuxer is None:
        raise SourceError("The file has no picture to show.")
    moments_s = [0.0]
    if file_type.kind == "video":
        # The start besides: some files cannot be searched, or hold less than they claim.
        moments_s.insert(0, facts.duration_ms / 1000 * FRAME_SHARE)
    with landing(target) as part, _strangers():
        for at_s in moments_s:
            ffmpeg.run(
                _thumbnail_arguments(path, facts, file_type.demuxer, at_s, part),
                watch=watch,
                limits=STRANGERS,
            )
            if part.exists() and part.stat().st_size:
                return
        raise SourceError("The file has no picture that can be decoded.")


def waveform(path: Path, watch: Watch, points: int = 400) -> tuple[int, ...]:
    """The highest peaks of a file's first sound in `points` equal parts, 0..100 of full scale.

    Needs the same memory for a second as for hours. Raises SourceError when there is no sound to
    decode, MachineError and Cancelled.
    """
    peaks = _Peaks(points)
    arguments = [
        *("-threads", "1", "-i", str(path), "-map", "0:a:0"),
        *("-ac", "1", "-ar", str(SOUND_RATE_HZ), "-f", "s16le", "pipe:1"),
    ]
    rest = b""
    with _strangers():
        blocks = ffmpeg.read(arguments, watch=watch, block_bytes=BLOCK_BYTES, limits=SOUND_LIMITS)
        for block in blocks:
            data = rest + block
            whole = len(data) - len(data) % 2
            rest = data[whole:]
            peaks.add(np.frombuffer(data[:whole], "<i2"))
    return peaks.resampled()


class _Peaks:
    """Peaks of a sound of unknown length: where they become too many, neighbours are joined."""

    def __init__(self, points: int) -> None:
        self._points = points
        self._bins = np.zeros(0, np.int32)
        self._bin_samples = 1
        self._waiting = np.zeros(0, np.int32)

    def add(self, samples: NDArray[np.int16]) -> None:
        """Take the next samples."""
        # Wider first: the lowest value of 16 bits has no positive twin.
        levels = np.concatenate([self._waiting, np.abs(samples.astype(np.int32))])
        whole = len(levels) - len(levels) % self._bin_samples
        self._waiting = levels[whole:]
        self._bins = np.concatenate([self._bins, _joined(levels[:whole], self._bin_samples)])
        while len(self._bins) > 8 * self._points:
            if len(self._bins) % 2:
                self._waiting = np.append(
                    np.repeat(self._bins[-1], self._bin_samples), self._waiting
                )
                self._bins = self._bins[:-1]
            self._bins = _joined(self._bins, 2)
            self._bin_samples *= 2

    def resampled(self) -> tuple[int, ...]:
        """Exactly the points asked for; zeros when there was no sample at all."""
        last = self._waiting.max(keepdims=True) if len(self._waiting) else self._waiting
        bins = np.concatenate([self._bins, last])
        if not len(bins):
            return (0,) * self._points
        edges = np.arange(self._points + 1) * len(bins) // self._points
        peaks = [int(bins[start : max(end, start + 1)].max()) for start, end in pairwise(edges)]
        return tuple(min(100, round(peak * 100 / FULL_SCALE)) for peak in peaks)


def _joined(levels: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """The highest of every `count` neighbours."""
    return levels.reshape(-1, count).max(axis=1) if len(levels) else levels


def _thumbnail_arguments(
    path: Path, facts: Facts, demuxer: str, at_s: float, target: Path
) -> list[str]:
    scale = min(1.0, LONG_SIDE_PX / max(facts.width_px, facts.height_px))
    width, height = (max(1, round(side * scale)) for side in (facts.width_px, facts.height_px))
    size = f"{width}x{height}"
    graph = (
        f"color=c={BEHIND}:s={size}[behind];"
        f"[0:V:0]scale={width}:{height}:flags=area,setsar=1,format=rgba[picture];"
        "[behind][picture]overlay=format=rgb:shortest=1,format=yuvj420p"
    )
    seek = ["-ss", f"{at_s:.3f}"] if at_s else []
    decoder = ["-c:v", facts.decoder] if facts.decoder else []
    return [
        *seek,
        *decoder,
        *("-threads", "1", "-f", demuxer, "-i", str(path), "-filter_complex", graph),
        *("-filter_complex_threads", "1", "-frames:v", "1", "-an", "-sn", "-dn"),
        *("-map_metadata", "-1", "-c:v", "mjpeg", "-threads", "1", "-q:v", "4"),
        *("-f", "image2", "-update", "1", str(target)),
    ]


@contextmanager
def _strangers() -> Generator[None]:
    """Failures over a file that somebody else made are that file's fault, not ours."""
    try:
        yield
    except (ffmpeg.FfmpegFailed, ffmpeg.OverLimit) as error:
        raise SourceError("The file has nothing that can be decoded for a preview.") from error
