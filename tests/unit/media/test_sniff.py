"""What a file is by its bytes: one small file of every format, lies, and what is refused."""

from __future__ import annotations

import importlib.util
import struct
import zipfile
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from kinoloom.errors import AskError, SourceError
from kinoloom.media import ffmpeg, sniff
from kinoloom.media.sniff import ACCEPTED, TYPES, UnsupportedFile
from kinoloom.watch import Watch

PICTURE = ("-f", "lavfi", "-i", "testsrc=s=64x48:r=5:d=1")
SOUND = ("-f", "lavfi", "-i", "sine=d=1")
MADE = {
    "mp4": [*PICTURE, "-c:v", "libx264", "-pix_fmt", "yuv420p"],
    "mov": [*PICTURE, "-c:v", "libx264", "-pix_fmt", "yuv420p"],
    "avi": [*PICTURE, "-c:v", "mpeg4"],
    "webm": [*PICTURE, "-c:v", "libvpx", "-deadline", "realtime"],
    "mkv": [*PICTURE, "-c:v", "libx264"],
    "jpg": [*PICTURE, "-frames:v", "1"],
    "png": [*PICTURE, "-frames:v", "1"],
    "gif": [*PICTURE, "-frames:v", "1"],
    "webp": [*PICTURE, "-frames:v", "1"],
    "mp3": [*SOUND, "-c:a", "libmp3lame"],
    "wav": [*SOUND],
    "m4a": [*SOUND, "-c:a", "aac"],
    "aac": [*SOUND, "-c:a", "aac"],
}
TEXTS = {
    "txt": "Ein Mann geht über den Mond.",
    "md": "# A title\n\nThe free verse of it.",
    "html": "<!doctype html><title>x</title><svg></svg>",
    "srt": "1\n00:00:00,000 --> 00:00:01,000\nHello\n",
    "ass": "[Script Info]\nTitle: x\n",
}


def font(sign: bytes) -> bytes:
    """The head of a font with one table."""
    return sign + struct.pack(">HHHH", 1, 16, 0, 0) + b"cmap" + bytes(12) + bytes(64)


def write_docx(path: Path, *more: str) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            packed.writestr(name, "<x/>")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of every accepted format, each named after it."""
    folder = tmp_path_factory.mktemp("kinds")
    for name, arguments in MADE.items():
        ffmpeg.run([*arguments, str(folder / f"it.{name}")], watch=Watch())
    for name, text in TEXTS.items():
        (folder / f"it.{name}").write_text(text)
    (folder / "it.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\n")
    (folder / "it.ttf").write_bytes(font(b"\0\1\0\0"))
    (folder / "it.otf").write_bytes(font(b"OTTO"))
    (folder / "it.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    write_docx(folder / "it.docx")
    return folder


@pytest.fixture
def heif(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if pi-heif were installed."""
    found = importlib.util.find_spec

    def finds(name: str, package: str | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, None) if name == "pi_heif" else found(name, package)

    monkeypatch.setattr(sniff, "find_spec", finds)


@pytest.mark.usefixtures("heif")
@pytest.mark.parametrize("name", ACCEPTED)
def test_every_accepted_format_is_known(files: Path, name: str) -> None:
    assert sniff.sniff(files / f"it.{name}", f"it.{name}") == TYPES[name]


@pytest.mark.parametrize("name", [*MADE, "pdf", "docx", "ttf", "otf"])
@pytest.mark.parametrize("lie", ["it.txt", "it.mp4", "it.jpg", "it", ""])
def test_a_file_is_what_its_bytes_say(files: Path, name: str, lie: str) -> None:
    assert sniff.sniff(files / f"it.{name}", lie).name == name


def test_a_truncated_file_still_has_its_kind(files: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut"
    cut.write_bytes((files / "it.mp4").read_bytes()[:200])
    assert sniff.sniff(cut, "cut").name == "mp4"


def test_a_gif_that_moves_is_a_video(tmp_path: Path) -> None:
    ffmpeg.run([*PICTURE, str(tmp_path / "moving.gif")], watch=Watch())
    assert sniff.sniff(tmp_path / "moving.gif", "moving.gif").kind == "video"


def test_a_webp_that_moves_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "moving.webp"
    ffmpeg.run([*PICTURE, "-c:v", "libwebp_anim", str(path)], watch=Watch())
    with pytest.raises(UnsupportedFile, match="GIF or MP4"):
        sniff.sniff(path, path.name)


def test_heic_needs_its_library(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def finds_nothing(name: str, package: str | None = None) -> None:
        return None

    monkeypatch.setattr(sniff, "find_spec", finds_nothing)
    with pytest.raises(UnsupportedFile, match="save it as JPG") as refused:
        sniff.sniff(files / "it.heic", "it.heic")
    assert "heic" not in str(refused.value).split("Accepted")[1]


def test_mp3_and_aac_behind_a_tag_larger_than_the_head(files: Path, tmp_path: Path) -> None:
    tag = b"ID3\4\0\0" + bytes([0, 0x20, 0, 0]) + bytes(0x20 << 14)
    for name in ("mp3", "aac"):
        tagged = tmp_path / name
        sound = (files / f"it.{name}").read_bytes()
        start = sound.find(b"\xff\xfb") if name == "mp3" else 0
        tagged.write_bytes(tag + sound[start:])
        assert sniff.sniff(tagged, "x").name == name


@pytest.mark.parametrize(
    "data",
    [
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"\xef\xbb\xbf  #extm3u\n",
        "#EXTM3U\n".encode("utf-16"),
        b"<?xml version='1.0'?><MPD/>",
        b"<!-- x --><MPD xmlns='urn:mpeg:dash:schema:mpd:2011'/>",
        b"\n<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"ffconcat version 1.0\nfile a.mp4\n",
        b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n",
        b"#!/bin/sh\n",
        b"[playlist]\nFile1=http://x/\n",
    ],
)
@pytest.mark.parametrize("name", ["film.mp4", "note.txt", "page.html", "list.m3u8"])
def test_references_are_refused_whatever_their_name(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(UnsupportedFile, match="list of other files"):
        sniff.sniff(tmp_path / "x", name)


@pytest.mark.parametrize("name", ["film.mp4", "photo.jpg", "x", "code.py", ".txt"])
def test_text_under_another_name_lies(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_text("Hello there.")
    with pytest.raises(UnsupportedFile, match="plain text"):
        sniff.sniff(tmp_path / "x", name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_its_encodings(tmp_path: Path, encoding: str) -> None:
    # Longer than the head, which ends in the middle of a character.
    (tmp_path / "x").write_bytes(("a" + "ü" * 200_000).encode(encoding))
    assert sniff.sniff(tmp_path / "x", "NOTES.TXT").name == "txt"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text\0with a hole",
        b"\xff\xfe\x00\xd8",
        bytes(range(128, 256)) * 9,
        b"MZ\x90\0",
        b"\x7fELF",
        b"PK\3\4 and nothing else",
        b"RIFF\0\0\0\0AVIX",
        b"\x1a\x45\xdf\xa3\x42\x82\x84vide",
        b"\0\0\0\x18ftypavif\0\0\0\0mif1avif",
        b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf",
        b"\0\1\0\0\0\0",
        b"wOFF\0\1\0\0",
    ],
)
def test_what_is_nothing_known_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(UnsupportedFile, match="Accepted formats: mp4, mov") as refused:
        sniff.sniff(tmp_path / "x", "x.txt")
    assert refused.value.wire_code == 4001
    assert isinstance(refused.value, AskError)


def test_a_zip_is_a_document_only_without_macros(tmp_path: Path) -> None:
    write_docx(tmp_path / "macros.docx", "word/vbaProject.bin")
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as packed:
        packed.writestr("a.txt", "x")
    for name in ("macros.docx", "other.docx"):
        with pytest.raises(UnsupportedFile):
            sniff.sniff(tmp_path / name, name)


def test_a_zip_may_not_claim_an_endless_listing(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    write_docx(path)
    data = bytearray(path.read_bytes())
    data[-10:-6] = struct.pack("<I", 0xFFFFFFF0)
    path.write_bytes(data)
    with pytest.raises(UnsupportedFile):
        sniff.sniff(path, path.name)


def test_messages_carry_no_dangerous_name(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(UnsupportedFile) as refused:
        sniff.sniff(tmp_path / "x", "../../etc/\x1b[31mpass\u202ewd\n.txt")
    assert "[31mpass wd .txt" in str(refused.value)
    assert not {"\x1b", "\n", "\u202e", "/"} & set(str(refused.value))


def test_a_missing_file_is_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        sniff.sniff(tmp_path / "none", "none")
