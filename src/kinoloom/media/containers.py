"""A few fields of file formats, read by hand in bounded memory before a decoder touches them."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MOST_LISTING_BYTES = 1 << 20
END_RECORD_BYTES = 22
MOST_COMMENT_BYTES = 1 << 16
BLOCK_BYTES = 1 << 20
GIF_IMAGE, GIF_EXTENSION, GIF_END = b",", b"!", b";"
BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xD8)})
FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN_MARKER = 0xDA


@dataclass(frozen=True)
class Outline:
    """What a picture file says of itself: its size, how many frames, and whether its end is there.

    `frames` counts no further than two.
    """

    width_px: int
    height_px: int
    frames: int
    whole: bool


def png_outline(path: Path) -> Outline:
    """The outline of a PNG; a file without a header has no size and is not whole."""
    with path.open("rb") as stream:
        head = stream.read(24)
        if head[12:16] != b"IHDR" or len(head) < 24:
            return Outline(0, 0, 1, whole=False)
        width, height = struct.unpack(">II", head[16:24])
        return Outline(width, height, 1, whole=_holds(stream, b"IEND"))


def jpeg_outline(path: Path) -> Outline:
    """The outline of a JPEG. Its end is looked for behind the picture's own data.

    The thumbnail inside an EXIF header has an end of its own, which proves nothing.
    """
    width = height = 0
    with path.open("rb") as stream:
        stream.seek(2)
        while (marker := _jpeg_marker(stream)) is not None:
            if marker in BARE_MARKERS:
                continue
            length = int.from_bytes(stream.read(2))
            if length < 2:
                break
            start = stream.tell()
            if marker in FRAME_MARKERS:
                height, width = struct.unpack(">xHH", stream.read(5).ljust(5, b"\0"))
            stream.seek(start + length - 2)
            if marker == SCAN_MARKER:
                return Outline(width, height, 1, whole=_holds(stream, b"\xff\xd9"))
    return Outline(width, height, 1, whole=False)


def gif_outline(path: Path) -> Outline:
    """The outline of a GIF; more than one frame makes it a moving picture."""
    with path.open("rb") as stream:
        head = stream.read(13).ljust(13, b"\0")
        width, height = struct.unpack("<HH", head[6:10])
        _skip_palette(stream, head[10])
        frames = 0
        while (kind := stream.read(1)) in (GIF_IMAGE, GIF_EXTENSION):
            if kind == GIF_IMAGE:
                frames = min(2, frames + 1)
                _skip_palette(stream, stream.read(9).ljust(9, b"\0")[8])
            stream.seek(1, os.SEEK_CUR)
            _skip_blocks(stream)
        return Outline(width, height, frames, whole=kind == GIF_END)


def zip_names(path: Path) -> frozenset[str]:
    """The names listed in a zip file; none when its listing is damaged or larger than 1 MiB.

    Read here, because the library's reader believes whatever count of entries a file claims.
    """
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - END_RECORD_BYTES - MOST_COMMENT_BYTES))
        tail = stream.read()
        at = tail.rfind(b"PK\5\6")
        if at < 0 or len(tail) - at < END_RECORD_BYTES:
            return frozenset()
        listing_bytes, offset = struct.unpack("<II", tail[at + 12 : at + 20])
        if listing_bytes > MOST_LISTING_BYTES:
            return frozenset()
        stream.seek(offset)
        return _zip_listing(stream.read(listing_bytes))


def document_type(head: bytes) -> str:
    """The DocType of a Matroska file ("webm", "matroska"), or nothing."""
    at = head.find(b"\x42\x82", 0, 4096)
    if at < 0 or at + 3 > len(head):
        return ""
    length = head[at + 2] & 0x7F
    return head[at + 3 : at + 3 + length].rstrip(b"\0").decode("ascii", "replace")


def _zip_listing(listing: bytes) -> frozenset[str]:
    names: set[str] = set()
    at = 0
    while listing[at : at + 4] == b"PK\1\2" and at + 46 <= len(listing):
        name, extra, comment = struct.unpack("<HHH", listing[at + 28 : at + 34])
        names.add(listing[at + 46 : at + 46 + name].decode("utf-8", "replace"))
        at += 46 + name + extra + comment
    return frozenset(names)


def _jpeg_marker(stream: IO[bytes]) -> int | None:
    """The next marker, or None where the file ends or holds something else."""
    if stream.read(1) != b"\xff":
        return None
    # Any number of FF may stand before a marker.
    while (byte := stream.read(1)) == b"\xff":
        pass
    return byte[0] if byte else None


def _skip_palette(stream: IO[bytes], flags: int) -> None:
    if flags & 0x80:
        stream.seek(3 << ((flags & 7) + 1), os.SEEK_CUR)


def _skip_blocks(stream: IO[bytes]) -> None:
    while length := stream.read(1):
        if length == b"\0":
            return
        stream.seek(length[0], os.SEEK_CUR)


def _holds(stream: IO[bytes], sign: bytes) -> bool:
    """Whether the rest of the stream has these bytes somewhere."""
    kept = b""
    while block := stream.read(BLOCK_BYTES):
        if sign in kept + block:
            return True
        kept = block[-len(sign) :]
    return False
