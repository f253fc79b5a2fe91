"""Where a finished film goes: a folder, or wherever a server hands it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kinoloom.render.files.output import Output
from kinoloom.store.ports import Project
from kinoloom.studio.delivery import deliver, facts_of
from kinoloom.studio.naming import free_name
from kinoloom.studio.ports import Studio
from kinoloom.watch import Watch


@dataclass(frozen=True)
class Delivered:
    """A finished film: its file's name, its facts (`studio.delivery.facts_of`), and the address
    it can be had from, if there is one."""

    name: str
    facts: Mapping[str, Any]
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
        target = free_name(self.folder, project.title, output.format)
        done = deliver(studio, project.draft, target, output, watch)
        return Delivered(target.name, facts_of(done, output))
