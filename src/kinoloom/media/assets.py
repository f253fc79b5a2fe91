"""Files kept by the hash of their bytes: the port, and a folder on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Protocol

from kinoloom.errors import SourceError
from kinoloom.media.landing import landing, sha256_of


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


class AssetFolder:
    """Assets as files `ab/abcd…` under a folder; any number of processes may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, path: Path) -> str:
        """Copy a file into the folder; its id. Raises MachineError when the disk refuses."""
        asset_id = sha256_of(path)
        target = self._place(asset_id)
        if not target.exists():
            with landing(target) as part:
                shutil.copyfile(path, part)
        return asset_id

    def path(self, asset_id: str) -> Path:
        """The file of an asset. Raises AssetMissing."""
        found = self._place(asset_id)
        if not found.is_file():
            raise AssetMissing(
                f"The file {asset_id[:12]}… that this film uses is gone from the store; "
                "add it again, or take its segment out."
            )
        return found

    def __contains__(self, asset_id: str) -> bool:
        return self._place(asset_id).is_file()

    def _place(self, asset_id: str) -> Path:
        return self.folder / asset_id[:2] / asset_id
