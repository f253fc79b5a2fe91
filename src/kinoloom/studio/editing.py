"""Edits of a project: a pure verb, then one commit with a sentence that says what changed."""

from __future__ import annotations

from collections.abc import Callable

from kinoloom.draft.check import check
from kinoloom.draft.model import Draft
from kinoloom.draft.summary import difference
from kinoloom.store.ports import Project
from kinoloom.studio.ports import Studio
from kinoloom.studio.sound import rescored

Edit = Callable[[Draft], Draft]


def edit(studio: Studio, project_id: str, verb: Edit) -> Project:
    """Apply a pure verb to the project's draft and commit. Raises what the verb raises."""
    project = studio.projects.load(project_id)
    return commit(studio, project, verb(project.draft))


def commit(
    studio: Studio,
    project: Project,
    draft: Draft,
    *,
    title: str | None = None,
    new_film: bool = False,
) -> Project:
    """Make a draft the project's new revision; music that is composed ends with the film."""
    settled = check(rescored(studio, draft))
    said = difference(project.draft, settled, project.language)
    return studio.projects.commit(project.id, settled, said, title=title, new_film=new_film)


def undo(studio: Studio, project_id: str, steps: int = 1) -> Project:
    """Take back the latest edits, as many as there are."""
    return studio.projects.step(project_id, -steps)


def redo(studio: Studio, project_id: str, steps: int = 1) -> Project:
    """Do again what was taken back."""
    return studio.projects.step(project_id, steps)
