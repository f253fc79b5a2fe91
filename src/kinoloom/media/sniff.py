"""What a stranger's file is, from its first bytes; its name is asked only for plain text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import ClassVar, Literal

from kinoloom.errors import AskError, SourceError
from kinoloom.media.containers import document_type, gif_outline, zip_names
from kinoloom.media.names import harmless

FileKind = Literal["video", "image", "audio", "document", "font"]
HEAD_BYTES = 1 << 18


@dataclass(frozen=True)
class FileType:
    """One accepted format. `demuxer` is what ffmpeg is held to when it opens such a file."""

    name: str
    kind: FileKind
    demuxer: str | None
    mime: str


DOCX_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    type_.name: type_
    for type_ in (
        FileType("mp4", "video", "mov", "video/mp4"),
        FileType("mov", "video", "mov", "video/quicktime"),
        FileType("avi", "video", "avi", "video/x-msvideo"),
        FileType("webm", "video", "matroska", "video/webm"),
        FileType("mkv", "video", "matroska", "video/x-matroska"),
        FileType("jpg", "image", "jpeg_pipe", "image/jpeg"),
        FileType("png", "image", "png_pipe", "image/png"),
        FileType("gif", "image", "gif", "image/gif"),
        FileType("webp", "image", "webp_pipe", "image/webp"),
        FileType("heic", "image", None, "image/heic"),
        FileType("mp3", "audio", "mp3", "audio/mpeg"),
        FileType("wav", "audio", "wav", "audio/wav"),
        FileType("m4a", "audio", "mov", "audio/mp4"),
        FileType("aac", "audio", "aac", "audio/aac"),
        FileType("txt", "document", None, "text/plain"),
        FileType("docx", "document", None, DOCX_MIME),
        FileType("md", "document", None, "text/markdown"),
        FileType("html", "document", None, "text/html"),
        FileType("pdf", "document", None, "application/pdf"),
        FileType("srt", "document", None, "application/x-subrip"),
        FileType("ass", "document", None, "text/x-ssa"),
        FileType("ttf", "font", None, "font/ttf"),
        FileType("otf", "font", None, "font/otf"),
    )
}
ACCEPTED = tuple(TYPES)
"""The names of the formats that are taken; heic only where pi-heif is installed."""

TEXT_NAMES = {
    **{f".{name}": name for name in ("txt", "md", "html", "srt", "ass")},
    ".htm": "html",
}
SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
)
RIFF_FORMS = {b"AVI ": "avi", b"WAVE": "wav", b"WEBP": "webp"}
OLD_QUICKTIME = (b"moov", b"mdat", b"wide", b"free", b"skip")
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
BRANDS = {b"qt  ": "mov", b"M4A ": "m4a", b"M4B ": "m4a"}
UNKNOWN_BRANDS = (b"avif", b"avis", b"msf1", b"hevc", b"crx ", b"jp2 ", b"jpx ")
REFERENCES = re.compile(
    r"#extm3u|<mpd|<\?xml|<svg|<!doctype svg|<smil|<asx|<playlist|ffconcat|#!|v=0[\r\n]|"
    r"\[playlist\]|\[reference\]",
    re.IGNORECASE,
)
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
BEFORE_CONTENT = re.compile(r"(?:\s+|<!--.*?-->)*", re.DOTALL)


class UnsupportedFile(AskError):
    """A file of a kind that is not taken; its text lists the kinds that are."""

    wire_code: ClassVar[int] = 4001

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Accepted formats: {', '.join(_accepted_here())}.")


def sniff(path: Path, name: str) -> FileType:
    """The type of a file that came under `name`.

    Raises UnsupportedFile when it is empty, of no accepted kind, a list of references to other
    files, or text under a name that does not say so. Raises SourceError when it is missing.
    """
    shown = harmless(name)
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise SourceError(f"The file {shown} cannot be opened.") from error
    if not head:
        raise UnsupportedFile(f"The file {shown} is empty.")
    found = _signed(head, path, shown)
    return found or _text(head, shown)


def heic_readable() -> bool:
    """Whether this machine has the optional library that reads HEIC pictures."""
    return find_spec("pi_heif") is not None


def _accepted_here() -> tuple[str, ...]:
    return tuple(name for name in ACCEPTED if name != "heic" or heic_readable())


def _signed(head: bytes, path: Path, shown: str) -> FileType | None:
    """The type a signature tells, or None."""
    found = next((name for sign, name in SIGNS if head.startswith(sign)), None)
    found = found or _riff(head) or _matroska(head) or _sound(head, path) or _font(head)
    if head[:2] == b"\0\0" and head[4:8] == b"ftyp":
        found = _branded(head)
    elif head[4:8] in OLD_QUICKTIME and _decoded(head) is None:
        # Not for a text that begins "The free …".
        found = "mov"
    elif head.startswith(b"PK\3\4"):
        found = _office(path)
    if found is None:
        return None
    return _settled(found, head, path, shown)


def _settled(name: str, head: bytes, path: Path, shown: str) -> FileType:
    """The type of that name, where it depends on more than the signature."""
    type_ = TYPES[name]
    if name == "heic" and not heic_readable():
        raise UnsupportedFile(
            f"{shown} is a HEIC picture, which this server cannot read; save it as JPG."
        )
    if name == "gif" and gif_outline(path).frames > 1:
        return replace(type_, kind="video")
    # The decoders on this side read only the still kind.
    if name == "webp" and head[12:16] == b"VP8X" and len(head) > 20 and head[20] & 2:
        raise UnsupportedFile(
            f"{shown} is a moving WebP, which is not read; save it as GIF or MP4."
        )
    return type_


def _riff(head: bytes) -> str | None:
    return RIFF_FORMS.get(head[8:12]) if head[:4] in (b"RIFF", b"RF64") else None


def _matroska(head: bytes) -> str | None:
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return None
    return {"webm": "webm", "matroska": "mkv"}.get(document_type(head))


def _branded(head: bytes) -> str | None:
    brand = head[8:12]
    if brand in HEIC_BRANDS:
        # A picture in AV1 says mif1 too, and names itself only among its compatible brands.
        return None if b"avif" in head[16 : int.from_bytes(head[:4])][:256] else "heic"
    return None if brand in UNKNOWN_BRANDS else BRANDS.get(brand, "mp4")


def _office(path: Path) -> str | None:
    names = zip_names(path)
    wanted = {"[Content_Types].xml", "word/document.xml"}
    return "docx" if wanted <= names and "word/vbaProject.bin" not in names else None


def _font(head: bytes) -> str | None:
    if head[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
        return None
    tables = int.from_bytes(head[4:6])
    tags = {head[12 + 16 * n : 16 + 16 * n] for n in range(min(tables, 64))}
    if not 0 < tables <= 64 or b"cmap" not in tags:
        return None
    return "otf" if head.startswith(b"OTTO") else "ttf"


def _sound(head: bytes, path: Path) -> str | None:
    """MP3 or AAC: both are bare frames, perhaps behind an ID3 tag that may hold a large picture."""
    if head.startswith(b"ID3") and len(head) > 10 and head[3] < 16 and max(head[6:10]) < 128:
        length = sum(part << shift for part, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        with path.open("rb") as stream:
            stream.seek(10 + length)
            head = stream.read(4096).lstrip(b"\0")
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:
        return "aac"
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    is_layer_3 = head[1] & 0xE6 == 0xE2 and head[1] & 0x18 != 0x08
    return "mp3" if is_layer_3 and bitrate != 15 and rate != 3 else None


def _text(head: bytes, shown: str) -> FileType:
    """The type of a text by its name. Raises UnsupportedFile for what is no harmless text."""
    text = _decoded(head)
    if text is None:
        raise UnsupportedFile(f"{shown} is of no kind that is known here.")
    start = BEFORE_CONTENT.match(text)
    if start is not None and REFERENCES.match(text, start.end()):
        raise UnsupportedFile(f"{shown} is a script, markup or a list of other files, not media.")
    name = TEXT_NAMES.get(PurePosixPath(shown).suffix.lower())
    if name is None:
        raise UnsupportedFile(f"{shown} holds plain text, which its name does not say.")
    return TYPES[name]


def _decoded(head: bytes) -> str | None:
    """The text of the first bytes, whose last character may be cut; None when they are no text."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")()
    try:
        text = decoder.decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return None
    return None if NO_TEXT.search(text) else text
