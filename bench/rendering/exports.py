"""Our side of every comparison: an export in its own process, measured from outside."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.rendering.assets import Library
from bench.rendering.processes import Took, measured, python
from kinoloom.draft.codec import dumps
from kinoloom.draft.model import Draft


@dataclass(frozen=True)
class Film:
    """A finished export: what it cost, and what the renderer says it did."""

    path: Path
    took: Took
    chunks: int
    made: int
    copied: int
    reused: int


@dataclass(frozen=True)
class Studio:
    """A folder to export in, and the assets that drafts name."""

    folder: Path
    library: Library

    def cache(self, name: str, *, like: str | None = None) -> Path:
        """An empty cache folder, or a copy of another."""
        folder = self.folder / f"cache-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        if like is None:
            folder.mkdir(parents=True)
        else:
            shutil.copytree(self.folder / f"cache-{like}", folder)
        return folder

    def export(
        self, draft: Draft, name: str, cache: Path, *, workers: int = 2, memory: bool = False
    ) -> Film:
        """Export a draft with what is in the cache."""
        draft_path, job = self.folder / f"{name}.draft.json", self.folder / f"{name}.job.json"
        target = self.folder / f"{name}.mp4"
        draft_path.write_text(dumps(draft))
        words: dict[str, Any] = {
            "draft": str(draft_path),
            "assets": {key: str(path) for key, path in self.library.paths.items()},
            "cache": str(cache),
            "target": str(target),
            "workers": workers,
        }
        job.write_text(json.dumps(words))
        took = measured(python("bench.rendering.child", job), memory=memory)
        told = json.loads(took.said.strip().splitlines()[-1])
        return Film(
            target,
            took,
            told["chunks"],
            told["chunks_made"],
            told["chunks_copied"],
            told["chunks_reused"],
        )

    def anew(
        self, draft: Draft, name: str, *, workers: int = 2, memory: bool = False, keep: bool = False
    ) -> Film:
        """Export a draft with an empty cache; the cache goes afterwards unless kept."""
        cache = self.cache(name)
        film = self.export(draft, name, cache, workers=workers, memory=memory)
        if not keep:
            shutil.rmtree(cache)
        return film
