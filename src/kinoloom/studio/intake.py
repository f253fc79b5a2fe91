"""Files from outside: what each is, what is in it, how it looks and sounds; then they are kept."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Protocol

from kinoloom.media import heic
from kinoloom.media.assets import AssetFolder, Assets
from kinoloom.media.examine import Facts, examine, settled
from kinoloom.media.fetching import AddressRules, fetch
from kinoloom.media.landing import sha256_of
from kinoloom.media.previews import thumbnail, waveform
from kinoloom.media.receiving import Receiver
from kinoloom.media.sniff import TYPES, FileType, sniff
from kinoloom.store.files import SqlFiles, Upload
from kinoloom.watch import Watch

SIDE_BY_SIDE = threading.BoundedSemaphore(2)
"""Looking into files takes cores from those who wait for an answer."""


class Arrival(Protocol):
    """A file that has arrived and is not kept yet."""

    name: str

    @property
    def part(self) -> Path:
        """Its bytes."""
        ...

    def keep(self) -> str:
        """Put it among the assets; its id."""
        ...

    def drop(self) -> None:
        """Remove it; nothing when it was kept."""
        ...


class Received:
    """A file whose bytes came with the request."""

    def __init__(self, receiver: Receiver, name: str) -> None:
        self._receiver = receiver
        self.name = name

    @property
    def part(self) -> Path:
        """The part file, whole."""
        return self._receiver.settle()

    def keep(self) -> str:
        """Put it among the assets."""
        return self._receiver.finish().asset_id

    def drop(self) -> None:
        """Remove the part file."""
        self._receiver.abort()


class Fetched:
    """A file that was fetched from an address."""

    def __init__(self, assets: AssetFolder, part: Path, name: str) -> None:
        self._assets = assets
        self.part = part
        self.name = name

    def keep(self) -> str:
        """Put it among the assets."""
        asset_id = sha256_of(self.part)
        self._assets.adopt(self.part, asset_id)
        return asset_id

    def drop(self) -> None:
        """Remove the part file."""
        self.part.unlink(missing_ok=True)


@dataclass(frozen=True)
class _Seen:
    """`converted` is what is kept in place of the file that came."""

    file_type: FileType
    facts: dict[str, Any]
    thumbnail: Path | None
    converted: Path | None


def fetched(assets: AssetFolder, url: str, *, limit_bytes: int, rules: AddressRules) -> Fetched:
    """The file at an address. Raises AddressRefused, FetchFailed, FileTooLarge."""
    receiver = Receiver(assets, limit_bytes)
    receiver.abort()
    part = receiver.part
    name = fetch(url, part, limit_bytes=limit_bytes, rules=rules)
    return Fetched(assets, part, name)


def take_in(
    files: SqlFiles,
    assets: Assets,
    user_id: str,
    project_id: str,
    arrivals: Sequence[Arrival],
    watch: Watch,
) -> Sequence[Upload]:
    """Look into files and keep them, all or none.

    Raises UnsupportedFile or SourceError for one that is not taken; then nothing was kept.
    """
    with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
        seen = [
            _looked_at(arrival, Path(scratch) / str(number), watch)
            for number, arrival in enumerate(arrivals)
        ]
        rows = [
            _kept(assets, project_id, arrival, found)
            for arrival, found in zip(arrivals, seen, strict=True)
        ]
    return files.add(user_id, project_id, rows)


def _looked_at(arrival: Arrival, scratch: Path, watch: Watch) -> _Seen:
    scratch.mkdir()
    picture = scratch / "thumbnail.jpg"
    with SIDE_BY_SIDE:
        part, converted = arrival.part, None
        file_type = sniff(part, arrival.name)
        if file_type.name == "heic":
            part = converted = scratch / "photo.jpg"
            heic.converted(arrival.part, converted, watch)
            file_type = TYPES["jpg"]
        found = examine(part, file_type, watch=watch)
        file_type = settled(file_type, found)
        facts = _facts(found, file_type)
        if file_type.kind in ("video", "image"):
            thumbnail(part, found, file_type, picture, watch)
        if found.has_sound:
            facts["waveform"] = list(waveform(part, watch))
    return _Seen(file_type, facts, picture if picture.exists() else None, converted)


def _facts(found: Facts, file_type: FileType) -> dict[str, Any]:
    facts: dict[str, Any] = {"format": file_type.name, "mime": file_type.mime}
    if found.duration_ms:
        facts["duration"] = found.duration_ms / 1000
    if found.width_px:
        facts |= {"width": found.width_px, "height": found.height_px}
    if found.fps and file_type.kind == "video":
        facts["fps"] = round(float(found.fps), 3)
    return facts


def _kept(assets: Assets, project_id: str, arrival: Arrival, seen: _Seen) -> Upload:
    facts = dict(seen.facts)
    if seen.thumbnail is not None:
        facts["thumbnail"] = assets.keep(seen.thumbnail)
    kind = "document" if seen.file_type.kind == "font" else seen.file_type.kind
    if seen.converted is None:
        return Upload("", project_id, arrival.keep(), arrival.name, kind, facts, 0.0)
    name = f"{PurePath(arrival.name).stem}.jpg"
    return Upload("", project_id, assets.keep(seen.converted), name, kind, facts, 0.0)
