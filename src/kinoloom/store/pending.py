"""Projects as one tool call sees them: it reads through, and its changes wait to be made at once.

What a call changes, what it costs and what it answers must be written together or not at all;
so the call works on this, and whoever ends it applies `changes` in one transaction.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from kinoloom.draft.model import Draft
from kinoloom.store.ports import (
    Change,
    Commit,
    Film,
    Language,
    Message,
    Project,
    Projects,
    Seek,
)


class PendingProjects:
    """The `Projects` port over another; nothing is written there."""

    def __init__(self, inner: Projects) -> None:
        self._inner = inner
        self._seen: Project | None = None
        self.changes: list[Change] = []

    def load(self, project_id: str) -> Project:
        """The project with the changes that wait. Raises NoSuchProject."""
        return self._seen or self._inner.load(project_id)

    def at(self, project_id: str, revision: int) -> Project:
        """The project at a stored revision."""
        return self._inner.at(project_id, revision)

    def commit(
        self,
        project_id: str,
        draft: Draft,
        summary: str,
        *,
        title: str | None = None,
        new_film: bool = False,
    ) -> Project:
        """The project as it will be with that revision."""
        current = self.load(project_id)
        after = current.committed(draft, title, new_film=new_film, now=time.time())
        if after is not current:
            self.changes.append(Commit(draft, summary, title, new_film))
            self._seen = after
        return after

    def step(self, project_id: str, by: int) -> Project:
        """The project as it will be with the cursor moved."""
        current = self.load(project_id)
        cursor = max(0, min(current.newest_revision, current.revision + by))
        self.changes.append(Seek(cursor))
        stored = self._inner.at(project_id, cursor)
        self._seen = replace(stored, newest_revision=current.newest_revision)
        return self._seen

    def conversation(self, project_id: str) -> Sequence[Message]:
        """Everything said, oldest first."""
        return self._inner.conversation(project_id)

    def films(self, project_id: str) -> Sequence[Film]:
        """The stored films."""
        return self._inner.films(project_id)

    def list(self, limit: int = 50) -> Sequence[Project]:
        """The stored projects."""
        return self._inner.list(limit)

    def create(
        self, title: str, language: Language, draft: Draft, *, user_id: str | None = None
    ) -> Project:
        """Not within a call: a project exists before anything is done in it."""
        raise AssertionError("a tool call makes no projects")

    def discard(self, project_id: str) -> None:
        """Not within a call."""
        raise AssertionError("a tool call removes no projects")

    def say(self, project_id: str, message: Message) -> None:
        """Not within a call: what was said is kept when the turn ends."""
        raise AssertionError("a tool call says nothing of its own")
