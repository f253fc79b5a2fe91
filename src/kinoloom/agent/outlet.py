"""Where a finished film goes: a folder, or wherever a server hands it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kinoloom.render.output import Output
from kinoloom.store.ports import Project
from kinoloom.studio.delivery import deliver
from kinoloom.studio.ports import Studio
from kinoloom.watch import Watch


@dataclass(frozen=True)
class Delivered:
    """A finished film: its file's name, and the address it can be had from, if there is one."""

    name: str
    duration_s: float
    width_px: int
    height_px: int
    bytes: int
    link: str = ""


class Outlet(Protocol):
    """Renders a project's film and hands it over."""

    def deliver(self, studio: Studio, project: Project, output: Output, watch: Watch) -> Delivered:
        """The film. Raises DraftError, SourceError, MachineError or Cancelled."""
        ...


@dataclass(frozen=True)
class FolderOutlet:
    """Writes the film to a folder, under a free name."""

    folder: Path

    def deliver(self, studio: Studio, project: Project, output: Output, watch: Watch) -> Delivered:
        """The film as a file in the folder."""
        target = free_name(self.folder, project.title)
        done = deliver(studio, project.draft, target, output, watch)
        size = (done.width_px, done.height_px)
        return Delivered(target.name, done.duration_s, *size, done.bytes)


def free_name(folder: Path, title: str) -> Path:
    """`folder/title.mp4`, or with a number behind it when that is taken."""
    stem = file_stem(title)
    path, number = folder / f"{stem}.mp4", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.mp4", number + 1
    return path


def file_stem(title: str) -> str:
    """A title as the name of a file, without a suffix."""
    return re.sub(r"[^\w]+", "-", title.lower()).strip("-")[:60] or "film"
