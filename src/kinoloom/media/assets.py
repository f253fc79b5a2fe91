"""Files kept by the hash of their bytes: the port, and a folder on this machine."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kinoloom.errors import SourceError
from kinoloom.media.landing import landing, sha256_of

ASSET_ID = re.compile(r"[0-9a-f]{64}")
INCOMING = "incoming"
"""The folder beside the assets where files from outside are received."""


class AssetMissing(SourceError):
    """A film needs a file that is not in the store; bring it back or take the segment out."""


class Assets(Protocol):
    """Where files live. An asset's id is the hex SHA-256 of its bytes."""

    def keep(self, path: Path) -> str:
        """Copy a file into the store; its id. Keeping the same bytes twice is one asset."""
        ...

    def path(self, asset_id: str) -> Path:
        """A readable file with the asset's bytes. Raises AssetMissing."""
        ...

    def __contains__(self, asset_id: str) -> bool: ...


@dataclass(frozen=True)
class Kept:
    """One stored asset; its age is the time since it was last put in."""

    asset_id: str
    size_bytes: int
    age_s: float


class AssetFolder:
    """Assets as files `ab/abcd…` under a folder; any number of processes may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, path: Path) -> str:
        """Copy a file into the folder; its id. Raises MachineError when the disk refuses."""
        asset_id = sha256_of(path)
        target = self._place(asset_id)
        try:
            # Put in again counts as new, for whoever clears out what is old.
            os.utime(target)
        except FileNotFoundError:
            with landing(target) as part:
                shutil.copyfile(path, part)
        return asset_id

    @property
    def incoming(self) -> Path:
        """Where part files are written: on the assets' own file system."""
        return self.folder / INCOMING

    def adopt(self, part: Path, asset_id: str) -> Path:
        """Move a file on the assets' file system to its place; `asset_id` is its hash.

        Bytes already stored are replaced by themselves and count as new. Raises OSError.
        """
        target = self._place(asset_id)
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
        return target

    def discard(self, asset_id: str) -> None:
        """Remove an asset; removing what is not there is nothing. Readers keep what they opened."""
        if ASSET_ID.fullmatch(asset_id):
            self._place(asset_id).unlink(missing_ok=True)

    def kept(self) -> Iterator[Kept]:
        """Every stored asset, in no order; what vanishes meanwhile is left out."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            if ASSET_ID.fullmatch(path.name) and (facts := _size_and_age(path)):
                yield Kept(path.name, *facts)

    def sweep(self, older_than_s: float) -> int:
        """Remove part files that nobody wrote to for so long, left by a kill; how many.

        A part file in use is written to all the time, so an hour is safe.
        """
        removed = 0
        for pattern in (f"{INCOMING}/*.part", "[0-9a-f][0-9a-f]/.*.part"):
            for part in self.folder.glob(pattern):
                facts = _size_and_age(part)
                if facts is not None and facts[1] >= older_than_s:
                    part.unlink(missing_ok=True)
                    removed += 1
        return removed

    def path(self, asset_id: str) -> Path:
        """The file of an asset. Raises AssetMissing."""
        found = self._place(asset_id)
        # A draft from outside may say "../../etc/passwd" where an id belongs.
        if not ASSET_ID.fullmatch(asset_id) or not found.is_file():
            raise AssetMissing(
                f"The file {asset_id[:12]}… that this film uses is gone from the store; "
                "add it again, or take its segment out."
            )
        return found

    def __contains__(self, asset_id: str) -> bool:
        return bool(ASSET_ID.fullmatch(asset_id)) and self._place(asset_id).is_file()

    def _place(self, asset_id: str) -> Path:
        return self.folder / asset_id[:2] / asset_id


def _size_and_age(path: Path) -> tuple[int, float] | None:
    """A file's size in bytes and seconds since it was written; None when it is gone."""
    try:
        facts = path.stat()
    except FileNotFoundError:
        return None
    return facts.st_size, time.time() - facts.st_mtime
