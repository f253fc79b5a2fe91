"""HEIC pictures as telephones write them: one HEVC frame in the boxes of ISO 23008-12."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from kinoloom.media import ffmpeg
from kinoloom.watch import Watch

BRANDS = b"heic" + struct.pack(">I", 0) + b"mif1heic"


def written(
    path: Path,
    rgb: NDArray[np.uint8],
    *,
    profile: bytes = b"",
    primaries: int = 1,
    quarter_turns: int = 0,
) -> Path:
    """Height x width x 3 as HEIC. `profile` is ICC; without one, `primaries` are in the numbers of
    H.273. `quarter_turns` counter-clockwise show it upright."""
    header, sample = _encoded(rgb, path.with_suffix(".hevc.mp4"))
    tall, wide = rgb.shape[:2]
    colour = (
        _box(b"colr", b"prof" + profile)
        if profile
        else _box(b"colr", b"nclx" + struct.pack(">HHHB", primaries, 13, 1, 0x80))
    )
    properties = [
        _box(b"hvcC", header),
        _box(b"ispe", struct.pack(">III", 0, wide, tall)),
        colour,
        _box(b"irot", bytes([quarter_turns])),
    ]
    associations = bytes(0x80 | number + 1 for number in range(len(properties)))
    ipma = struct.pack(">IIHB", 0, 1, 1, len(properties)) + associations
    ftyp = _box(b"ftyp", BRANDS)

    def meta(offset: int) -> bytes:
        iloc = struct.pack(">IHHHHHII", 0, 0x4400, 1, 1, 0, 1, offset, len(sample))
        infe = _box(b"infe", struct.pack(">IHH", 0x02000000, 1, 0) + b"hvc1\0")
        parts = [
            _box(b"hdlr", struct.pack(">II", 0, 0) + b"pict" + bytes(13)),
            _box(b"pitm", struct.pack(">IH", 0, 1)),
            _box(b"iloc", iloc),
            _box(b"iinf", struct.pack(">IH", 0, 1) + infe),
            _box(b"iprp", _box(b"ipco", b"".join(properties)) + _box(b"ipma", ipma)),
        ]
        return _box(b"meta", bytes(4) + b"".join(parts))

    before = len(ftyp) + len(meta(0)) + 8
    path.write_bytes(ftyp + meta(before) + _box(b"mdat", sample))
    return path


def _encoded(rgb: NDArray[np.uint8], scratch: Path) -> tuple[bytes, bytes]:
    """The decoder's header and the one picture, as an MP4 has them."""
    tall, wide = rgb.shape[:2]
    read = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{wide}x{tall}", "-i", "pipe:0"]
    colours = ["-vf", "scale=out_color_matrix=bt709:out_range=full,format=yuvj420p"]
    tags = "colormatrix=bt709:range=full:log-level=error"
    kept = ["-c:v", "libx265", "-crf", "4", "-x265-params", tags, "-tag:v", "hvc1", str(scratch)]
    ffmpeg.feed([*read, *colours, *kept], iter([rgb.tobytes()]), watch=Watch())
    with av.open(str(scratch)) as container:
        stream: Any = container.streams.video[0]
        packet = next(container.demux(stream))
        return bytes(stream.codec_context.extradata), bytes(packet)


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content
