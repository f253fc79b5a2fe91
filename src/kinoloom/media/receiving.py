"""Bytes that arrive in blocks become an asset: hashed and counted while they are written, once."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from kinoloom.errors import MachineError
from kinoloom.media.assets import AssetFolder
from kinoloom.media.limits import FileTooLarge


@dataclass(frozen=True)
class Received:
    """A file that landed: its id, its size, and where it lies."""

    asset_id: str
    size_bytes: int
    path: Path


class Receiver:
    """One file on its way into `assets`. For one thread at a time.

    Use it in a `with` block, which removes what was not finished. After a kill the part file stays;
    `AssetFolder.sweep` knows it.
    """

    def __init__(self, assets: AssetFolder, limit_bytes: int) -> None:
        """Raises MachineError when the folder cannot be written."""
        self.size_bytes = 0
        self._assets = assets
        self._limit_bytes = limit_bytes
        self._sum = hashlib.sha256()
        self.part = assets.incoming / f"{secrets.token_hex(8)}.part"
        with _explained():
            self.part.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self.part.open("xb")

    def write(self, block: bytes | memoryview) -> None:
        """Take the next bytes. Raises FileTooLarge or MachineError; the part is gone then."""
        self.size_bytes += len(block)
        if self.size_bytes > self._limit_bytes:
            self.abort()
            raise FileTooLarge(self._limit_bytes)
        try:
            with _explained():
                self._stream.write(block)
        except MachineError:
            self.abort()
            raise
        self._sum.update(block)

    def settle(self) -> Path:
        """Take no more; the part file, complete, for a look at it before it is finished.

        Raises MachineError; the part is gone then.
        """
        try:
            with _explained():
                if not self._stream.closed:
                    self._stream.flush()
                    # The database will say that the asset exists: after a power cut too, it must.
                    os.fsync(self._stream.fileno())
                    self._stream.close()
        except MachineError:
            self.abort()
            raise
        return self.part

    def finish(self) -> Received:
        """Move the file to its place among the assets. Raises MachineError; the part is gone then.

        The same bytes received twice are one asset.
        """
        self.settle()
        asset_id = self._sum.hexdigest()
        try:
            with _explained():
                path = self._assets.adopt(self.part, asset_id)
        except MachineError:
            self.abort()
            raise
        return Received(asset_id, self.size_bytes, path)

    def abort(self) -> None:
        """Remove what was written; after `finish`, or a second time, this does nothing."""
        try:
            self._stream.close()
        except OSError:
            # Closing writes what is buffered, and a full disk refuses that; the file goes anyway.
            pass
        finally:
            self.part.unlink(missing_ok=True)

    def __enter__(self) -> Receiver:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.abort()


@contextmanager
def _explained() -> Generator[None]:
    """Turns the disk's refusal into a sentence for the operator."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise MachineError("The server's disk is full; the file was not kept.") from error
        reason = os.strerror(error.errno) if error.errno else "no reason given"
        raise MachineError(f"The store cannot be written: {reason.lower()}.") from error
