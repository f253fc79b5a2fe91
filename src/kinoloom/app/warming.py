"""Loads what the first request would otherwise wait for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import structlog

from kinoloom.app.plant import Plant
from kinoloom.draft.model import Draft
from kinoloom.store.memory import MemoryProjects
from kinoloom.studio.remote import FILM
from kinoloom.turns.ports import TURN
from kinoloom.watch import Watch

log = structlog.get_logger("kinoloom.warming")


def warm(plant: Plant) -> None:
    """Import and touch what this process's kinds of work use."""
    if TURN in plant.serves:
        _chat(plant)
    if FILM in plant.serves:
        for name in plant.studio.generators:
            plant.studio.generators.get(name)
    log.info("warm", kinds=sorted(plant.serves))


def _chat(plant: Plant) -> None:
    """A few words in a studio that forgets them: ADK and the readers load as they go."""
    from kinoloom.agent.desk import Desk
    from kinoloom.agent.outlet import FolderOutlet
    from kinoloom.agent.turn import answered

    studio = replace(plant.studio, projects=MemoryProjects())
    project = studio.projects.create("", "en", Draft())
    for sentence in ("hello", "status", "undo"):
        answered(Desk(studio, project.id, Watch(), FolderOutlet(Path())), sentence)
