"""How large a file from outside may be: a limit for each published skill, and the server's own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from kinoloom.errors import AskError

MB = 1 << 20
SKILL_LIMITS_BYTES: Mapping[str, int] = MappingProxyType(
    {
        "pixverse-ai-image-to-video": 20 * MB,
        "pika-ai-video-generation": 200 * MB,
        "ai-video-generatore": 500 * MB,
        "pictory-ai": 500 * MB,
        "pixverse-ai": 500 * MB,
    }
)


class FileTooLarge(AskError):
    """A file from outside exceeds its limit; it is compressed or trimmed and sent again."""

    wire_code: ClassVar[int] = 4002

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(
            f"The file is larger than {_shown(limit_bytes)}, the most that is taken here; "
            "compress or trim it and send it again."
        )


def limit_for(skill: str | None, server_limit_bytes: int) -> int:
    """The most bytes of one file: the skill's limit, if it has one, and never over the server's."""
    return min(SKILL_LIMITS_BYTES.get(skill or "", server_limit_bytes), server_limit_bytes)


def _shown(size_bytes: int) -> str:
    return f"{size_bytes / MB:.0f} MB" if size_bytes >= MB else f"{size_bytes} bytes"
