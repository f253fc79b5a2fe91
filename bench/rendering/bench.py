"""What every part of the benchmark is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.rendering.assets import Workshop
from bench.rendering.exports import Studio
from bench.rendering.lengths import Lengths

Result = dict[str, object]


class NotComparable(AssertionError):
    """Two things that were measured are not the same work: their ratio would lie."""


@dataclass(frozen=True)
class Bench:
    """A folder, sources made on demand, lengths, and how often things are run.

    `slow_runs` is for what takes minutes: the film and the peers.
    """

    folder: Path
    lengths: Lengths
    runs: int
    slow_runs: int
    shop: Workshop
    studio: Studio

    @classmethod
    def at(cls, folder: Path, lengths: Lengths, runs: int, slow_runs: int) -> Bench:
        """A bench in an empty folder."""
        media, work = folder / "media", folder / "work"
        for each in (media, work):
            each.mkdir(parents=True, exist_ok=True)
        shop = Workshop(media, lengths)
        return cls(folder, lengths, runs, slow_runs, shop, Studio(work, shop.library))
