"""Frames of a source by time: decoded forward, turned upright, each made into a Picture once.

Which frame is shown at a moment is decided from exact timestamps, so that a cut lands on the same
frame in every chunk, on every worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np

from kinoloom.errors import SourceError
from kinoloom.media.probe import (
    MICROSECONDS,
    alpha_decoder,
    beginning_s,
    keeps_alpha_beside,
    opened,
    picture_of,
)
from kinoloom.render.picture import Picture, Plane

if TYPE_CHECKING:
    from av import VideoFrame, VideoStream

FORWARD_S = 2
"""Up to so far ahead decoding goes on; further, a key frame is looked for."""
LEAD_FRAMES = 4
NEAR_FRAMES = Fraction(5, 4)
"""The frame that is wanted begins at most so long before the moment, unless it is held."""
GRACE_FRAMES = 3
"""A file may end so much earlier than it says: containers round their lengths."""
UNMOVED = frozenset({"libdav1d"})
"""Decoders that are told only when they are opened which frames to leave out, and for good."""


@dataclass(frozen=True)
class Moment:
    """A decoded frame and when it begins, in the source's time."""

    frame: VideoFrame
    at_s: Fraction

    @property
    def length_s(self) -> Fraction:
        """How long the file holds it: the last frame of a screen recording or a GIF often stays.
        Zero where the file does not say."""
        return max(0, self.frame.duration or 0) * Fraction(self.frame.time_base or 0)


@dataclass(frozen=True)
class Wanted:
    """The moment frames are decoded for, and the steps that will follow: what lies before or
    between them is left out where no other frame refers to it. On the way from a key frame that is
    half the work, and a quarter where only every second frame is shown."""

    edge_s: Fraction
    step_s: Fraction
    frame_s: Fraction
    is_even: bool

    def spares(self, at_s: Fraction) -> bool:
        """Whether a frame that begins then will not be shown."""
        if at_s < self.edge_s - LEAD_FRAMES * self.frame_s:
            return True
        near_s = NEAR_FRAMES * self.frame_s
        return self.is_even and self.step_s > near_s and (self.edge_s - at_s) % self.step_s > near_s


class Footage:
    """A video file open for reading by time. `path` names it in errors as `name`.

    `zero_s` is time 0 in its timestamps, where that is not where its picture begins. `is_counted`:
    its frames are told by their number, since what ffmpeg takes for their times is wrong after a
    seek (H.264 in AVI).
    """

    def __init__(self, path: Path, name: str, zero_s: Fraction | None = None) -> None:
        self.name = name
        self.path = path
        self._container = _open(path, name)
        stream = self._take()
        self.pixels: int = stream.width * stream.height
        rate = Fraction(stream.average_rate or stream.guessed_rate or 25)
        self.frame_s = 1 / rate if rate > 0 else Fraction(1, 25)
        aspect = stream.sample_aspect_ratio
        # A file may say nothing, or nonsense.
        self.aspect = aspect if aspect and Fraction(1, 8) <= aspect <= 8 else Fraction(1)
        self._start_s = beginning_s(self._container) if zero_s is None else zero_s
        self._shown: Moment | None = None
        self._next: Moment | None = None
        self._ended = False
        self._wanted: Wanted | None = None
        self._is_even = True
        self._spared = False
        # Not sought: a still has nowhere to go.
        self._frames = self._decoded()
        if not self._is_timed and not self.is_counted:
            self._begin_where_seen()

    def _begin_where_seen(self) -> None:
        """Take the time of the first frame for 0: an AVI has no times, and what they are taken for
        is late by the frames that the decoder holds back to bring them into order."""
        first = self._pull()
        if first is not None:
            self._start_s += first.at_s
            self._shown = Moment(first.frame, Fraction(0))

    def _take(self) -> VideoStream:
        """Make ready to decode the file that was opened."""
        stream = picture_of(self._container)
        if stream is None:
            raise SourceError(f"{self.name} holds no picture.")
        stream.thread_count = 1
        self._stream = stream
        self._decoder: Any = stream.codec_context
        self._skip = "DEFAULT"
        self._is_timed = (
            self._container.format.name != "avi" or not stream.codec_context.has_b_frames
        )
        self.is_counted = not self._is_timed and stream.codec_context.name == "h264"
        if keeps_alpha_beside(stream):
            try:
                self._decoder = alpha_decoder(stream)
            except ValueError as error:
                codec = stream.codec_context.name.upper()
                raise SourceError(
                    f"{self.name} is a {codec} video with alpha, which this machine cannot "
                    "decode; save it as ProRes 4444."
                ) from error
            self._decoder.thread_count = 1
        return stream

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def lead_in_s(self) -> Fraction:
        """How long after the file's own beginning, which ffmpeg counts from, time 0 lies."""
        return self._start_s - Fraction(self._container.start_time or 0, MICROSECONDS)

    @property
    def position_s(self) -> Fraction:
        """The moment of the frame last shown; decoding goes on from there."""
        return self._shown.at_s if self._shown is not None else Fraction(0)

    def check_reaches(self, moment_s: Fraction) -> None:
        """Raise SourceError when the file has ended too long before a moment it should hold."""
        if not self._ended or self._shown is None:
            return
        ended_s = self._shown.at_s + max(self.frame_s, self._shown.length_s)
        if moment_s > ended_s + self.frame_s * (GRACE_FRAMES - 1) + Fraction(1, 20):
            raise SourceError(
                f"{self.name} ends at {float(ended_s):.2f} s, before what the film uses; "
                "the file is cut short. Trim the clip or replace the file."
            )

    def at(self, moment_s: Fraction, half_s: Fraction) -> Moment:
        """The frame shown at a moment: the last that begins no later than half a step after it.

        Before the first frame it is the first, after the last the last. Raises SourceError when
        the file cannot be decoded there.
        """
        edge = moment_s + min(half_s, self.frame_s / 2)
        self._wanted = Wanted(edge, 2 * half_s, self.frame_s, self._is_even)
        if self._is_away(edge):
            self._seek(max(Fraction(0), moment_s))
        found = self._reached(edge)
        if self._spared and found.at_s < edge - self.frame_s * NEAR_FRAMES:
            # A frame that is held so long may be one of those that were left out.
            self._wanted, self._is_even = None, False
            self._seek(max(Fraction(0), moment_s))
            found = self._reached(edge)
            self._spared = False
        return found

    def _reached(self, edge: Fraction) -> Moment:
        if self._shown is None:
            self._shown = self._pull()
            if self._shown is None:
                raise SourceError(
                    f"{self.name} cannot be decoded; it may be damaged or incomplete."
                )
        while not self._ended:
            if self._next is None:
                self._next = self._pull()
                if self._next is None:
                    self._ended = True
                    break
            if self._next.at_s > edge:
                break
            self._shown, self._next = self._next, None
        return self._shown

    def _is_away(self, edge_s: Fraction) -> bool:
        if self._shown is None:
            return edge_s > FORWARD_S
        if edge_s < self._shown.at_s:
            return self._shown.at_s > 0
        return not self._ended and edge_s - self._shown.at_s > FORWARD_S

    def _seek(self, moment_s: Fraction) -> None:
        """Go to the key frame before a moment; where a file has no index, to its beginning."""
        from av.error import FFmpegError

        self._shown = self._next = None
        self._ended = False
        target = round((moment_s + self._start_s) * MICROSECONDS)
        try:
            self._container.seek(target, backward=True)
        except FFmpegError:
            self._container.close()
            self._container = _open(self.path, self.name)
            self._take()
        self._frames = self._decoded()
        first = self._pull()
        if first is not None and first.at_s > moment_s > 0:
            # Some indexes point past the frame asked for.
            with suppress(FFmpegError):
                back_s = max(Fraction(0), moment_s - 10)
                self._container.seek(round((back_s + self._start_s) * MICROSECONDS), backward=True)
                self._frames = self._decoded()
                first = self._pull()
        self._shown = first

    def _pull(self) -> Moment | None:
        return next(self._frames, None)

    def _decoded(self) -> Iterator[Moment]:
        from av.error import FFmpegError

        base = self._stream.time_base or Fraction(1, MICROSECONDS)
        # A seek does so for the file's own decoder only.
        self._decoder.flush_buffers()
        clock, begun = Fraction(0), False
        try:
            for packet in self._container.demux(self._stream):
                if not begun and packet.dts is not None:
                    # A key frame is shown where it lies: nothing goes round it.
                    clock = packet.dts * base - self._start_s
                begun = True
                self._spare(packet, base)
                for frame in self._decoder.decode(packet):
                    if frame.pts is not None and not self.is_counted:
                        clock = frame.pts * Fraction(frame.time_base or base) - self._start_s
                    yield Moment(frame, clock)
                    clock += self.frame_s
        except FFmpegError as error:
            raise SourceError(
                f"{self.name} cannot be decoded at {float(clock):.2f} s; it is damaged there. "
                "Trim around that place or replace the file."
            ) from error

    def _spare(self, packet: Any, base: Fraction) -> None:
        """Have the decoder leave out a packet that is not wanted itself, if it can."""
        spares = (
            self._wanted is not None
            and self._decoder.name not in UNMOVED
            and not self.is_counted
            and packet.pts is not None
            and self._wanted.spares(packet.pts * base - self._start_s)
        )
        self._spared |= spares
        wanted = "NONREF" if spares else "DEFAULT"
        if self._skip != wanted:
            self._skip = self._decoder.skip_frame = wanted


def _open(path: Path, name: str) -> Any:
    from av.error import FFmpegError

    if not path.is_file():
        raise SourceError(f"The file of {name} is gone; put it back or replace it.")
    try:
        return opened(path)
    except (FFmpegError, OSError, ValueError) as error:
        raise SourceError(f"{name} cannot be read as video or picture.") from error


def plane_of(frame: VideoFrame, index: int, width: int, height: int) -> Plane:
    """A view of one plane of an 8-bit planar frame, height x width."""
    plane = frame.planes[index]
    whole = np.frombuffer(cast("Any", plane), np.uint8)
    return whole.reshape(-1, plane.line_size)[:height, :width]


def picture_from(frame: VideoFrame) -> Picture:
    """Views of a yuv420p or yuva420p frame with even sides."""
    width, height = frame.width, frame.height
    return Picture(
        plane_of(frame, 0, width, height),
        plane_of(frame, 1, width // 2, height // 2),
        plane_of(frame, 2, width // 2, height // 2),
        plane_of(frame, 3, width, height) if frame.format.name == "yuva420p" else None,
    )
