"""The finished file of a project."""

from __future__ import annotations

from pathlib import Path

from kinoloom.render.export import Exported, export
from kinoloom.render.output import Output
from kinoloom.studio.ports import Studio
from kinoloom.watch import Watch


def deliver(
    studio: Studio, project_id: str, target: Path, output: Output, watch: Watch
) -> Exported:
    """Render the project's current draft to `target`; see `render.export` for what it raises."""
    project = studio.projects.load(project_id)
    return export(
        project.draft,
        target,
        asset=studio.assets.path,
        cache=studio.cache,
        output=output,
        watch=watch,
        workers=studio.workers,
    )
