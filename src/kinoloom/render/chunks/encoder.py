"""Pictures to one encoded chunk file, by ffmpeg's encoders in this process."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from kinoloom.render.chunks.memory import filled
from kinoloom.render.files.output import Encoding, timescale
from kinoloom.render.picture import Picture
from kinoloom.render.reading.footage import picture_from

BT709 = 1
GREY = 128
LIMITED = 1


class ChunkWriter:
    """Encodes frames in order into `target`.

    `canvas()` gives the planes of the next frame to draw into, `write()` encodes them.
    """

    def __init__(self, target: Path, encoding: Encoding) -> None:
        import av
        from av.codec.context import Flags

        self._encoding = encoding
        row = encoding.row
        ticks = str(timescale(encoding.fps))
        options = {"video_track_timescale": ticks, "fflags": "+bitexact"}
        self._file: Any = av.open(str(target), "w", format=row.box, options=options)
        stream: Any = self._file.add_stream(
            row.encoder, rate=encoding.fps, options=encoding.options()
        )
        stream.width, stream.height = encoding.width_px, encoding.height_px
        stream.pix_fmt = encoding.pixels
        context = stream.codec_context
        context.thread_count = 1
        context.sample_aspect_ratio = 1
        context.colorspace = context.color_primaries = context.color_trc = BT709
        context.color_range = LIMITED
        # Without it the encoder writes its name and version into every chunk.
        context.flags |= int(Flags.bitexact)
        if row.tag:
            context.codec_tag = row.tag
        self._stream = stream
        self._frame: Any = None
        self._where = 0
        self._count = 0

    def canvas(self) -> Picture:
        """Planes of the next frame; what is in them is undefined."""
        import av

        if self._frame is None:
            encoding = self._encoding
            self._frame = av.VideoFrame(encoding.width_px, encoding.height_px, "yuv420p")
        # x264 copies what it is given, so that one frame serves all; others may still hold it.
        self._frame.make_writable()
        where = self._frame.planes[0].buffer_ptr
        if where != self._where:
            self._where = where
            _still_padding(self._frame)
        return picture_from(self._frame)

    def blank(self) -> None:
        """Encode a black frame."""
        canvas = self.canvas()
        canvas.y[...], canvas.u[...], canvas.v[...] = 16, 128, 128
        self.write()

    def write(self) -> None:
        """Encode the frame that `canvas` gave."""
        frame = self._frame
        frame.colorspace = frame.color_primaries = frame.color_trc = BT709
        frame.color_range = LIMITED
        if self._encoding.pixels != "yuv420p":
            frame = frame.reformat(format=self._encoding.pixels)
        frame.pts = self._count
        frame.time_base = 1 / self._encoding.fps
        self._count += 1
        self._encode(frame)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._encode(None)
        self._file.close()

    def _encode(self, frame: Any) -> None:
        # The first call opens the encoder; None empties it.
        with filled():
            packets = self._stream.encode(frame)
        for packet in packets:
            self._file.mux(packet)


def _still_padding(frame: Any) -> None:
    """Fill what lies beyond a frame's lines: encoders look a few pixels past widths that are no
    multiple of sixteen, and what the memory held before would be in the bits."""
    for plane in frame.planes:
        lines = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
        lines[:, plane.width :] = GREY
