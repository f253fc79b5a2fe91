"""The open sources of one worker: read forward from chunk to chunk instead of sought anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from kinoloom.errors import SourceError
from kinoloom.render.layers import FootageLayer
from kinoloom.render.reading.footage import Footage
from kinoloom.render.reading.readings import StillReading

MOST_STILL_PX = 25_000_000
"""Pixels of stills kept from one chunk to the next, where a photo would be decoded and scaled
again; three or four bytes each."""
MOST_IDLE_PX = 2_100_000
"""Pixels of a frame, over the files that are kept open though the last chunk did not need them:
each holds a decoder with its reference frames, 13 bytes a pixel (26 MB at 1080p, 108 MB at 4K)."""


@dataclass
class Reel:
    """Files by asset, and what errors call each."""

    paths: Mapping[str, Path] = field(default_factory=dict[str, Path])
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    _stills: dict[Path, StillReading] = field(default_factory=dict[Path, StillReading])
    _idle: list[tuple[str, Footage]] = field(default_factory=list[tuple[str, Footage]])
    _lent: list[tuple[int, str, Footage]] = field(default_factory=list[tuple[int, str, Footage]])

    @property
    def open_files(self) -> int:
        """How many files are open, lent or idle."""
        return len(self._idle) + len(self._lent)

    def path(self, asset: str) -> Path:
        """Where an asset lies. Raises SourceError when it is not among this chunk's."""
        if asset not in self.paths:
            raise SourceError(f"The file of {self.name(asset)} is gone; put it back or replace it.")
        return self.paths[asset]

    def name(self, asset: str) -> str:
        """What a person calls an asset: the segment's label, else the start of its hash."""
        return self.names.get(asset, f"the file {asset[:12]}")

    def footage(self, layer: FootageLayer, borrower: int = 0) -> Footage:
        """The layer's file, the open one whose decoder is nearest before its start.

        It is lent until `take_back` is told the borrower, a number of the caller's.
        """
        path = self.path(layer.file)
        best: tuple[Fraction, tuple[str, Footage]] | None = None
        for entry in self._idle:
            if entry[0] != layer.file or entry[1].path != path:
                continue
            ahead = layer.start_s - entry[1].position_s
            if ahead >= 0 and (best is None or ahead < best[0]):
                best = (ahead, entry)
        if best is not None:
            self._idle.remove(best[1])
            found = best[1]
        else:
            # A prepared stretch is cut between two frames, and keeps the time until the next.
            zero_s = None if layer.preparation is None else Fraction(0)
            found = (layer.file, Footage(path, self.name(layer.file), zero_s))
        self._lent.append((borrower, *found))
        return found[1]

    def still(self, asset: str) -> StillReading:
        """An asset's picture."""
        path = self.path(asset)
        found = self._stills.pop(path, None) or StillReading(path, self.name(asset))
        self._stills[path] = found
        return found

    def take_back(self, borrower: int) -> None:
        """Take back what one borrower has."""
        self._idle += [(name, footage) for who, name, footage in self._lent if who == borrower]
        self._lent = [entry for entry in self._lent if entry[0] != borrower]

    def rewind(self) -> None:
        """Take back everything that was lent; of the others those used longest ago are closed."""
        while sum(footage.pixels for _, footage in self._idle) > MOST_IDLE_PX:
            self._idle.pop(0)[1].close()
        self._idle += [(name, footage) for _, name, footage in self._lent]
        self._lent.clear()
        while sum(still.pixels for still in self._stills.values()) > MOST_STILL_PX:
            del self._stills[next(iter(self._stills))]

    def close(self) -> None:
        """Let go of every file."""
        self.rewind()
        for _, footage in self._idle:
            footage.close()
        self._idle.clear()
        self._stills.clear()
