"""The sound of a file by time: any stretch of it, to the sample, at 48 kHz in stereo.

A stretch read alone is the same as that stretch read on the way through the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from math import gcd, lcm
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.errors import SourceError
from kinoloom.media.probe import beginning_s, opened, picture_of
from kinoloom.render.sound.channels import folding
from kinoloom.render.sound.samples import BLOCK, RATE_HZ, Flow, Samples, silence
from kinoloom.render.sound.timing import Channels, Piece, Timing, contiguous, damaged, grid_of

if TYPE_CHECKING:
    from av import AudioFrame, AudioStream
    from av.container import InputContainer

RUN_UP_S = Fraction(3, 10)
"""Decoders need what came before: Opus 80 ms, MP3 up to ten frames, AAC one."""
MARGIN = 512
"""Samples round a stretch that let the resampler work as if it had always been running."""
BROKEN_TAIL = 2
"""So many last packets may be undecodable: recordings are cut off in the middle of one."""
CUT_SHORT_S = 0.3
SAMPLE_TYPES = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
"""NumPy's name of ffmpeg's sample formats; with a "p" behind them each channel lies apart."""
INDEXED = frozenset({"mov", "wav", "flac"})
"""Containers whose word for how long a sound lasts can be trusted."""


def stretch(path: Path, name: str, first: int, count: int | None = None) -> Iterator[Samples]:
    """The samples [first, first + count) of a file's first sound, in blocks; without `count`, to
    its end.

    Time 0 is the file's own beginning, as for pictures; before it lies silence. Yields fewer
    samples when the sound ends. Raises SourceError, which says `name`, when the file is gone or
    its sound cannot be decoded there.
    """
    lead = max(0, -first) if count is None else min(max(0, -first), count)
    for at in range(0, lead, BLOCK):
        yield silence(min(BLOCK, lead - at))
    first = max(0, first)
    end = None if count is None else first + count - lead
    if end is None or end > first:
        with Recording(path, name) as recording:
            yield from recording.read(first, end)


class Recording:
    """A file open for its sound; `name` is what errors call it."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        self._rate = 0
        self._open()

    def __enter__(self) -> Recording:
        return self

    def __exit__(self, *_: object) -> None:
        self._container.close()

    def read(self, first: int, end: int | None) -> Iterator[Samples]:
        """The samples [first, end) at 48 kHz, in blocks; errors as for `stretch`."""
        begun = False
        try:
            for block in self._read(first, end):
                begun = True
                yield block
        except _OtherRate as other:
            if begun:
                raise SourceError(
                    f"The sound of {self.name} changes its sampling rate on the way; convert it "
                    "to one rate first."
                ) from other
            # HE-AAC may say half its rate until it is decoded.
            self._rate = other.rate_hz
            self._container.close()
            self._open()
            yield from self._read(first, end)

    def _read(self, first: int, end: int | None) -> Iterator[Samples]:
        # Both rates meet where a whole number of samples of one is a whole number of the other's:
        # from there a resampler gives the same samples wherever it was started.
        shared = gcd(self._rate, RATE_HZ)
        up, down = RATE_HZ // shared, self._rate // shared
        if up == down:
            flow = Flow(self._stereo(first, end))
        else:
            step = max(0, (first - MARGIN) // up)
            last = None if end is None else -(-(end + MARGIN) * down // up)
            flow = Flow(_resampled(self._stereo(step * down, last), self._rate))
            flow.skip(first - step * up)
        left = None if end is None else end - first
        while left is None or left > 0:
            block = flow.take(BLOCK if left is None else min(BLOCK, left))
            if not block.shape[1]:
                return
            left = None if left is None else left - block.shape[1]
            yield block

    def _open(self) -> None:
        from av.error import FFmpegError
        from av.stream import Discard

        if not self.path.is_file():
            raise SourceError(f"The file of {self.name} is gone; put it back or replace it.")
        try:
            self._container: InputContainer = opened(self.path)
        except (FFmpegError, OSError, ValueError) as error:
            raise SourceError(f"The sound of {self.name} cannot be read.") from error
        streams = self._container.streams.audio
        # A stream of a codec that is not known has no context at all.
        if not streams or getattr(streams[0], "codec_context", None) is None:
            self._container.close()
            raise SourceError(f"{self.name} holds no sound that can be decoded.")
        self._stream: AudioStream = streams[0]
        for other in self._container.streams:
            if other is not self._stream:
                other.discard = Discard.all
        self._stream.codec_context.thread_count = 1
        layout = self._stream.codec_context.layout
        self._speakers = tuple(channel.name for channel in layout.channels)
        self._rate = self._rate or self._stream.codec_context.sample_rate or RATE_HZ
        self._base = Fraction(self._stream.time_base or Fraction(1, self._rate))
        self._start_s = self._zero_s()

    def _zero_s(self) -> Fraction:
        """The file's beginning, in the timestamps' own time."""
        start = self._stream.start_time
        if picture_of(self._container) is None and start is not None:
            # Said more exactly than the container does: an MP3 begins after its encoder's delay.
            return start * self._base
        return beginning_s(self._container)

    def _stereo(self, first: int, end: int | None) -> Iterator[Samples]:
        """Samples [first, end) of the source's own rate, folded to stereo, in large blocks."""
        waiting: list[Channels] = []
        count = 0
        for samples in self._channels(first, end):
            if waiting and len(samples) != len(waiting[0]):
                yield self._folded(waiting)
                waiting, count = [], 0
            waiting.append(samples)
            count += samples.shape[1]
            if count >= BLOCK:
                yield self._folded(waiting)
                waiting, count = [], 0
        if waiting:
            yield self._folded(waiting)

    def _folded(self, pieces: list[Channels]) -> Samples:
        whole = np.concatenate(pieces, axis=1)
        if not np.isfinite(whole.sum()):
            # What is no number would spread over the whole film.
            whole = np.nan_to_num(whole, nan=0.0, posinf=0.0, neginf=0.0)
        matrix = folding(
            self._speakers if len(self._speakers) == len(whole) else len(whole) * ("",)
        )
        return whole if matrix is None else matrix @ whole

    def _channels(self, first: int, end: int | None) -> Iterator[Channels]:
        exact = Timing(self.name, self._rate)
        run_up = round(RUN_UP_S * self._rate)
        if first > 2 * run_up:
            timing = self._rounded() if self._base > Fraction(1, self._rate) else exact
            pieces = self._sought(first - run_up)
            head = next(pieces, None)
            if head is not None and head.at is not None and head.at <= first:
                yield from contiguous(chain([head], pieces), timing, first, end)
                return
            # Some indexes point past the place asked for, or nowhere.
            self._container.close()
            self._open()
        yield from contiguous(self._pieces(sought=False), exact, first, end)

    def _rounded(self) -> Timing:
        grid = grid_of(self._pieces(sought=False))
        return Timing(self.name, self._rate, rounded=True, grid=grid)

    def _sought(self, sample: int) -> Iterator[Piece]:
        from av.error import FFmpegError

        offset = round((Fraction(sample, self._rate) + self._start_s) / self._base)
        try:
            self._container.seek(offset, stream=self._stream)
        except FFmpegError:
            return
        yield from self._pieces(sought=True)

    def _pieces(self, *, sought: bool) -> Iterator[Piece]:
        """What is decoded, frame by frame.

        Right after a seek a decoder may miss what came before; elsewhere, what it cannot decode
        is damage. A file that ends before it says it does raises SourceError.
        """
        from av.error import FFmpegError

        ruler = _Ruler(self._base * self._rate, self._start_s * self._rate)
        missed, heard, clock = 0, not sought, 0
        try:
            for packet in self._container.demux(self._stream):
                try:
                    frames: list[Any] = packet.decode()
                except FFmpegError:
                    missed += heard
                    continue
                for frame in frames:
                    if frame.sample_rate != self._rate:
                        raise _OtherRate(frame.sample_rate)
                    samples = _floats(frame)
                    at = None if frame.pts is None else ruler.nearest(frame.pts)
                    yield Piece(samples, at, missed > 0)
                    clock = (clock if at is None else at) + samples.shape[1]
                    missed, heard = 0, True
        except FFmpegError as error:
            raise damaged(self.name, clock / self._rate) from error
        if missed > BROKEN_TAIL:
            raise damaged(self.name, clock / self._rate)
        self._check_whole(clock / self._rate)

    def _check_whole(self, ended_s: float) -> None:
        duration, kind = self._stream.duration, self._container.format.name.split(",")[0]
        if duration is None or kind not in INDEXED:
            return
        says_s = float((duration + (self._stream.start_time or 0)) * self._base - self._start_s)
        if ended_s < says_s - CUT_SHORT_S:
            raise SourceError(
                f"The sound of {self.name} ends at {ended_s:.2f} s instead of "
                f"{says_s:.2f} s; the file is cut short. Replace the file."
            )


class _OtherRate(Exception):
    """Decoded at another rate than the stream said."""

    def __init__(self, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        super().__init__(f"{rate_hz} Hz")


class _Ruler:
    """Timestamps to samples, in whole numbers: fractions are slow, and frames are many."""

    def __init__(self, tick: Fraction, start: Fraction) -> None:
        self._ticks = 2 * lcm(tick.denominator, start.denominator)
        self._tick = int(tick * self._ticks)
        self._start = int(start * self._ticks) - self._ticks // 2

    def nearest(self, pts: int) -> int:
        """The sample nearest to a timestamp."""
        return (pts * self._tick - self._start) // self._ticks


def _floats(frame: AudioFrame) -> Channels:
    """A frame as channels x samples, full scale 1."""
    raw = _raw(frame)
    values: Channels = raw.astype(np.float32)
    if raw.dtype.kind == "f":
        return values
    if raw.dtype == np.uint8:
        return (values - np.float32(128)) / np.float32(128)
    return values / np.float32(-float(np.iinfo(raw.dtype).min))


def _raw(frame: AudioFrame) -> NDArray[Any]:
    """A frame as channels x samples, of the type it has."""
    from av.audio.plane import AudioPlane

    def plane(index: int, samples: int) -> NDArray[Any]:
        # Not frame.planes: it counts planes to the first empty pointer, and after eight channels
        # comes whatever lies in memory there; 7.1 crashed.
        whole: Any = AudioPlane(frame, index)  # pyright: ignore[reportCallIssue]
        return np.frombuffer(whole, kind, samples)

    kind = SAMPLE_TYPES[frame.format.name.removesuffix("p")]
    count, channels = frame.samples, frame.layout.nb_channels
    if frame.format.is_planar:
        return np.stack([plane(index, count) for index in range(channels)])
    return plane(0, count * channels).reshape(count, channels).T


def _resampled(blocks: Iterable[Samples], rate_hz: int) -> Iterator[Samples]:
    """Stereo blocks from another rate to 48 kHz, in step with the first sample."""
    import av

    resampler: Any = av.AudioResampler(format="fltp", layout="stereo", rate=RATE_HZ)
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(block), format="fltp", layout="stereo"
        )
        frame.sample_rate = rate_hz
        for made in resampler.resample(frame):
            yield made.to_ndarray()
    for made in resampler.resample(None):
        yield made.to_ndarray()
