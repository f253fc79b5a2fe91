"""Writing files so that a reader sees the whole file or none, whatever kills the writer."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kinoloom.errors import MachineError

BLOCK_BYTES = 1 << 20


@contextmanager
def landing(target: Path) -> Generator[Path]:
    """A temporary path beside `target`; it takes its place when the block ends well.

    Raises MachineError when the folder cannot be made or written, or the disk is full; nothing
    is left behind then.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(target)
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        part.unlink(missing_ok=True)


def check_writable(target: Path) -> None:
    """Raise MachineError unless a file could land at `target`, before hours are spent on it."""
    if target.is_dir():
        raise MachineError(f"{target} is a folder; name a file to write.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=target.parent):
            pass
    except OSError as error:
        raise _explained(error, target) from error


def sha256_of(path: Path) -> str:
    """The hex SHA-256 of a file's bytes, read in blocks."""
    sum_ = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK_BYTES):
            sum_.update(block)
    return sum_.hexdigest()


def _explained(error: OSError, target: Path) -> MachineError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return MachineError("The disk is full; free some space and run the same command again.")
    reason = os.strerror(error.errno) if error.errno else str(error)
    return MachineError(f"{target} cannot be written: {reason.lower()}.")
