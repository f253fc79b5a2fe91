"""The same ports without a database, for tests and for a studio that should forget."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from kinoloom.draft.history import History
from kinoloom.draft.model import Draft
from kinoloom.generators.protocol import ClipPlan
from kinoloom.store.ports import Message, NoSuchProject, Project


class MemoryProjects:
    """The `Projects` port in a dictionary."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Project, History]] = {}
        self._said: dict[str, list[Message]] = {}
        self._numbers = itertools.count(1)

    def create(self, title: str, language: Literal["en", "zh"], draft: Draft) -> Project:
        """A new project at revision 0."""
        project_id = f"prj_{next(self._numbers):012x}"
        project = Project(project_id, title, language, draft, 0, 0, time.time())
        self._rows[project_id] = (project, History.begin(draft))
        return project

    def load(self, project_id: str) -> Project:
        """A project. Raises NoSuchProject."""
        return self._row(project_id)[0]

    def list(self, limit: int = 50) -> Sequence[Project]:
        """The latest projects, newest first."""
        rows = [project for project, _ in self._rows.values()]
        return sorted(rows, key=lambda project: -project.updated_at)[:limit]

    def commit(
        self, project_id: str, draft: Draft, summary: str, *, title: str | None = None
    ) -> Project:
        """A new revision after the cursor; what was undone goes. Raises NoSuchProject."""
        project, history = self._row(project_id)
        named = replace(project, title=title or project.title)
        return self._keep(named, history.commit(draft, summary))

    def step(self, project_id: str, by: int) -> Project:
        """Move the cursor, as far as there are revisions."""
        project, history = self._row(project_id)
        return self._keep(project, history.undo(-by) if by < 0 else history.redo(by))

    def discard(self, project_id: str) -> None:
        """Forget a project."""
        self._rows.pop(project_id, None)
        self._said.pop(project_id, None)

    def say(self, project_id: str, message: Message) -> None:
        """Add to the conversation."""
        self._row(project_id)
        self._said.setdefault(project_id, []).append(message)

    def conversation(self, project_id: str) -> Sequence[Message]:
        """Everything said, oldest first."""
        return list(self._said.get(project_id, []))

    def _row(self, project_id: str) -> tuple[Project, History]:
        if project_id not in self._rows:
            raise NoSuchProject(f"There is no project {project_id!r}.")
        return self._rows[project_id]

    def _keep(self, project: Project, history: History) -> Project:
        kept = replace(
            project,
            draft=history.current,
            revision=history.cursor,
            newest_revision=len(history.revisions) - 1,
            updated_at=time.time(),
        )
        self._rows[project.id] = (kept, history)
        return kept


class MemoryGenerated:
    """The `GeneratedMedia` port in a dictionary."""

    def __init__(self) -> None:
        self._plans: dict[str, tuple[str, ClipPlan]] = {}

    def remember(self, plan_key: str, asset_id: str, plan: ClipPlan) -> None:
        """Record a finished clip."""
        self._plans[plan_key] = (asset_id, plan)

    def made(self, plan_key: str) -> str | None:
        """The asset of a plan, if it was made before."""
        found = self._plans.get(plan_key)
        return found[0] if found else None

    def plan_of(self, asset_id: str) -> ClipPlan | None:
        """The plan an asset was made from."""
        plans = [plan for kept, plan in self._plans.values() if kept == asset_id]
        return plans[-1] if plans else None
