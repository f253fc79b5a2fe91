"""Where a film is written: the name a person gave, as a film's name."""

from __future__ import annotations

from pathlib import Path


def film_path(given: Path) -> Path:
    """`given` with `.mp4` when it has no suffix. Raises AskError for another kind of file."""
    from kinoloom.errors import AskError

    if given.suffix.lower() == ".mp4" or given.is_dir():
        return given
    if given.suffix:
        raise AskError(f"I write .mp4 files; {given.suffix} comes later.")
    return given.with_name(f"{given.name}.mp4")
