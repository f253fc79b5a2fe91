"""The files a server accepts, by kind: what a refusal lists."""

from __future__ import annotations

from typing import Literal

FileType = Literal["video", "image", "audio", "document"]

ACCEPTED: dict[FileType, tuple[str, ...]] = {
    "video": ("mp4", "mov", "avi", "webm", "mkv"),
    "image": ("jpg", "png", "gif", "webp", "heic"),
    "audio": ("mp3", "wav", "m4a", "aac"),
    "document": ("txt", "docx", "md", "html", "pdf", "srt", "ass", "ttf", "otf"),
}


def accepted() -> str:
    """`mp4, mov, …`: every accepted suffix in one line."""
    return ", ".join(suffix for suffixes in ACCEPTED.values() for suffix in suffixes)
