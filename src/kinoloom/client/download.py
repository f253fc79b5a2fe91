"""A file from a server to the disk: resumed where it broke, whole or not there."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

from kinoloom.client.errors import ServerBroken, ServerUnreachable
from kinoloom.client.pace import Pace
from kinoloom.errors import MachineError

Opening = Callable[[dict[str, str]], AbstractContextManager[httpx.Response]]
"""Asks for the file with those headers besides."""

TRIES_IN_VAIN = 5
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class AddressExpired(Exception):
    """The address does not give the file (any more); ask for it another way."""


@dataclass
class _Part:
    """What has arrived."""

    file: IO[bytes]
    received: int = 0
    total: int | None = None
    tag: str = ""

    def headers(self) -> dict[str, str]:
        """Sizes are of the file itself, so no compression; after a break, only the rest."""
        asked = {"Accept-Encoding": "identity"}
        if self.received:
            asked["Range"] = f"bytes={self.received}-"
            if self.tag:
                asked["If-Range"] = self.tag
        return asked

    def begin(self, response: httpx.Response) -> None:
        """Place what comes behind what is there, or start anew when the server does."""
        found = _RANGE.match(response.headers.get("content-range", ""))
        if response.status_code == 206 and found and int(found[1]) == self.received:
            self.total = None if found[2] == "*" else int(found[2])
            return
        self.file.seek(0)
        self.file.truncate()
        self.received = 0
        length = response.headers.get("content-length", "")
        self.total = int(length) if length.isdigit() else None
        tag = response.headers.get("etag", "")
        self.tag = "" if tag.startswith("W/") else tag

    def add(self, piece: bytes) -> None:
        self.file.write(piece)
        self.received += len(piece)

    @property
    def is_whole(self) -> bool:
        return self.total is None or self.received == self.total


def download(
    opening: Opening, target: Path, *, pace: Pace, on_share: Callable[[float], None]
) -> None:
    """Write the file to `target`; what stood there is replaced at once, at the end.

    Raises ServerUnreachable after five tries in vain, AddressExpired when the server refuses,
    MachineError when the disk does, Cancelled. Nothing is left behind then.
    """
    with _landing(target) as file:
        _fill(_Part(file), opening, pace, on_share)


def write_whole(target: Path, data: bytes) -> None:
    """Put the bytes there at once. Raises MachineError when the disk refuses."""
    with _landing(target) as file:
        file.write(data)


@contextlib.contextmanager
def _landing(target: Path) -> Generator[IO[bytes]]:
    """A file beside the target that takes its place when the block ends well."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("w+b") as file:
            yield file
        part.replace(target)
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        # Usually gone already. A folder that refuses has been told about above.
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def check_target(target: Path) -> None:
    """Raise MachineError unless a file could be written there, before a server works for it."""
    if target.is_dir():
        raise MachineError(f"{target} is a folder; name a file to write.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=target.parent):
            pass
    except OSError as error:
        raise _explained(error, target) from error


def free_path(folder: Path, title: str, ending: str = "mp4") -> Path:
    """`folder/title.mp4`, or with a number behind it when that is taken."""
    stem = re.sub(r"[^\w]+", "-", title.lower()).strip("-")[:60] or "film"
    path, number = folder / f"{stem}.{ending}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.{ending}", number + 1
    return path


def _fill(part: _Part, opening: Opening, pace: Pace, on_share: Callable[[float], None]) -> None:
    vain = 0
    while True:
        before = part.received
        if _heard_out(part, opening, pace, on_share):
            return
        vain = 0 if part.received > before else vain + 1
        if vain == TRIES_IN_VAIN:
            raise ServerUnreachable("The download broke again and again; the film is still there.")
        pace.rest(2.0**vain)


def _heard_out(
    part: _Part, opening: Opening, pace: Pace, on_share: Callable[[float], None]
) -> bool:
    try:
        with opening(part.headers()) as response:
            if response.status_code >= 500:
                return False
            if not response.is_success:
                raise AddressExpired
            part.begin(response)
            for piece in response.iter_bytes():
                pace.check()
                part.add(piece)
                if part.total:
                    on_share(part.received / part.total)
    except (httpx.RequestError, ServerUnreachable, ServerBroken):
        return False
    return part.is_whole


def _explained(error: OSError, target: Path) -> MachineError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return MachineError("The disk is full; free some space and run the same command again.")
    reason = os.strerror(error.errno) if error.errno else str(error)
    return MachineError(f"{target} cannot be written: {reason.lower()}.")
