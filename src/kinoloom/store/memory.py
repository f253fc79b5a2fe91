"""The same ports without a database, for tests and for a studio that should forget."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from dataclasses import replace

from kinoloom.draft.model import Draft
from kinoloom.generators.protocol import ClipPlan
from kinoloom.store.ports import Film, Language, Message, NoSuchProject, Project


class MemoryProjects:
    """The `Projects` port in a dictionary."""

    def __init__(self) -> None:
        # Every revision of a project, as the project stood at it; and where its cursor is.
        self._lines: dict[str, list[Project]] = {}
        self._cursors: dict[str, int] = {}
        self._said: dict[str, list[Message]] = {}
        self._numbers = itertools.count(1)

    def create(
        self, title: str, language: Language, draft: Draft, *, user_id: str | None = None
    ) -> Project:
        """A new project at revision 0."""
        project_id = f"prj_{next(self._numbers):012x}"
        made = Project(project_id, title, language, draft, 0, 0, time.time(), user_id=user_id)
        self._lines[project_id], self._cursors[project_id] = [made], 0
        return made

    def load(self, project_id: str) -> Project:
        """A project. Raises NoSuchProject."""
        return self.at(project_id, self._cursors.get(project_id, 0))

    def at(self, project_id: str, revision: int) -> Project:
        """A project as it would stand at that revision. Raises NoSuchProject."""
        line = self._line(project_id)
        return replace(line[revision], newest_revision=len(line) - 1)

    def list(self, limit: int = 50) -> Sequence[Project]:
        """The latest projects of no user, newest first."""
        rows = [self.load(project_id) for project_id in self._lines]
        own = [project for project in rows if project.user_id is None]
        return sorted(own, key=lambda project: -project.updated_at)[:limit]

    def films(self, project_id: str) -> Sequence[Film]:
        """The films of a project up to its cursor, oldest first."""
        line = self._line(project_id)[: self._cursors[project_id] + 1]
        latest = {row.film: row for row in line}
        return [Film(n, row.title, row.revision, row.draft) for n, row in sorted(latest.items())]

    def commit(
        self,
        project_id: str,
        draft: Draft,
        summary: str,
        *,
        title: str | None = None,
        new_film: bool = False,
    ) -> Project:
        """A new revision after the cursor; what was undone goes. Raises NoSuchProject."""
        current = self.load(project_id)
        after = current.committed(draft, title, new_film=new_film, now=time.time())
        if after is not current:
            self._lines[project_id][after.revision :] = [after]
            self._cursors[project_id] = after.revision
        return after

    def step(self, project_id: str, by: int) -> Project:
        """Move the cursor, as far as there are revisions."""
        line = self._line(project_id)
        cursor = max(0, min(len(line) - 1, self._cursors[project_id] + by))
        self._cursors[project_id] = cursor
        line[cursor] = replace(line[cursor], updated_at=time.time())
        return self.load(project_id)

    def discard(self, project_id: str) -> None:
        """Forget a project."""
        for rows in (self._lines, self._cursors, self._said):
            rows.pop(project_id, None)

    def say(self, project_id: str, message: Message) -> None:
        """Add to the conversation."""
        self._line(project_id)
        self._said.setdefault(project_id, []).append(message)

    def conversation(self, project_id: str) -> Sequence[Message]:
        """Everything said, oldest first."""
        return list(self._said.get(project_id, []))

    def _line(self, project_id: str) -> list[Project]:
        if project_id not in self._lines:
            raise NoSuchProject(f"There is no project {project_id!r}.")
        return self._lines[project_id]


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
