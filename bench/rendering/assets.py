"""The sources of one run, by the hash of their bytes as a draft names them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bench.rendering import sources
from bench.rendering.lengths import Lengths
from kinoloom.draft.model import Source
from kinoloom.media.probe import probe

HANDLE_MS = 1_000
"""So much of a source lies before and after what a film uses: joins need it."""


@dataclass
class Library:
    """Files by hash."""

    paths: dict[str, Path] = field(default_factory=dict[str, Path])

    def add(self, path: Path) -> Path:
        """Take a file in."""
        with path.open("rb") as file:
            self.paths[hashlib.file_digest(file, "sha256").hexdigest()] = path
        return path

    def source(self, path: Path, in_ms: int = 0, *, loop: bool = False) -> Source:
        """A stretch of a file that was taken in."""
        name = next(name for name, known in self.paths.items() if known == path)
        length_ms = probe(path).duration_ms or None
        return Source(asset=name, in_ms=in_ms, length_ms=length_ms, loop=loop)


@dataclass
class Workshop:
    """Makes each source the first time a part asks for it."""

    folder: Path
    lengths: Lengths
    library: Library = field(default_factory=Library)

    @cached_property
    def reel_videos(self) -> tuple[Path, ...]:
        """The four videos of the reel, with handles."""
        used_ms = self.lengths.reel_segment_ms
        return tuple(self._video(shot, used_ms) for shot in sources.REEL_SHOTS)

    @cached_property
    def reel_stills(self) -> tuple[Path, ...]:
        """Two photos: one tall, one square, both larger than the canvas."""
        sizes = ((2000, 3000, sources.SHORE), (2400, 2400, sources.VALLEY))
        return tuple(
            self._add(sources.landscape(place, wide, tall, self.folder / f"still{number}.jpg"))
            for number, (wide, tall, place) in enumerate(sizes)
        )

    @cached_property
    def film_videos(self) -> tuple[Path, ...]:
        """What the film is cut from; segments begin at other moments each time."""
        used_ms = self.lengths.film_segment_ms * 2
        return tuple(self._video(shot, used_ms) for shot in sources.FILM_SHOTS)

    @cached_property
    def calm_video(self) -> Path:
        """One minute that hardly moves."""
        return self._video(sources.CALM_SHOT, min(60_000, self.lengths.long_ms))

    @cached_property
    def logo(self) -> Path:
        """A mark with alpha."""
        return self._add(sources.logo(self.folder / "logo.png"))

    @cached_property
    def music(self) -> Path:
        """A bed of one minute, looped where a film is longer."""
        return self._add(sources.music(60_000, self.folder / "music.wav"))

    @cached_property
    def voice(self) -> Path:
        """As long as the reel."""
        return self._add(sources.voice(self.lengths.reel_ms, self.folder / "voice.wav"))

    def _video(self, shot: sources.Shot, used_ms: int) -> Path:
        return self._add(sources.video(shot, used_ms + 2 * HANDLE_MS, self.folder))

    def _add(self, path: Path) -> Path:
        return self.library.add(path)
