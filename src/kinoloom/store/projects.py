"""Projects in SQL: the cursor and the rows move in one transaction."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from kinoloom.draft import codec
from kinoloom.draft.model import Draft
from kinoloom.store.ports import Message, NoSuchProject, Project
from kinoloom.store.tables import messages, projects, revisions


class SqlProjects:
    """The `Projects` port on any database SQLAlchemy speaks to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, title: str, language: Literal["en", "zh"], draft: Draft) -> Project:
        """A new project at revision 0."""
        project_id, now = f"prj_{secrets.token_hex(6)}", time.time()
        with self._engine.begin() as connection:
            row = {"id": project_id, "title": title, "language": language, "cursor": 0}
            connection.execute(insert(projects).values(**row, created_at=now, updated_at=now))
            _add_revision(connection, project_id, 0, draft, "", now)
            return _load(connection, project_id)

    def load(self, project_id: str) -> Project:
        """A project. Raises NoSuchProject."""
        with self._engine.connect() as connection:
            return _load(connection, project_id)

    def list(self, limit: int = 50) -> Sequence[Project]:
        """The latest projects, newest first."""
        query = select(projects.c.id).order_by(projects.c.updated_at.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [_load(connection, row.id) for row in connection.execute(query)]

    def commit(
        self, project_id: str, draft: Draft, summary: str, *, title: str | None = None
    ) -> Project:
        """A new revision after the cursor; what was undone goes. Raises NoSuchProject."""
        now = time.time()
        with self._engine.begin() as connection:
            current = _load(connection, project_id)
            if draft == current.draft and title in (None, current.title):
                return current
            number = current.revision + 1
            undone = (revisions.c.project_id == project_id) & (revisions.c.number >= number)
            connection.execute(delete(revisions).where(undone))
            _add_revision(connection, project_id, number, draft, summary, now)
            values = {"cursor": number, "updated_at": now, "title": title or current.title}
            connection.execute(update(projects).where(projects.c.id == project_id).values(values))
            return _load(connection, project_id)

    def step(self, project_id: str, by: int) -> Project:
        """Move the cursor, as far as there are revisions."""
        with self._engine.begin() as connection:
            current = _load(connection, project_id)
            cursor = max(0, min(current.newest_revision, current.revision + by))
            values = {"cursor": cursor, "updated_at": time.time()}
            connection.execute(update(projects).where(projects.c.id == project_id).values(values))
            return _load(connection, project_id)

    def discard(self, project_id: str) -> None:
        """Forget a project; its revisions and messages go with it."""
        with self._engine.begin() as connection:
            connection.execute(delete(projects).where(projects.c.id == project_id))

    def say(self, project_id: str, message: Message) -> None:
        """Add to the conversation."""
        with self._engine.begin() as connection:
            query = select(func.max(messages.c.number)).where(messages.c.project_id == project_id)
            last = connection.execute(query).scalar()
            row: dict[str, Any] = {
                "project_id": project_id,
                "number": 0 if last is None else last + 1,
                "role": message.role,
                "text": message.text,
                "failed": message.failed,
                "created_at": time.time(),
            }
            connection.execute(insert(messages).values(row))

    def conversation(self, project_id: str) -> Sequence[Message]:
        """Everything said, oldest first."""
        query = (
            select(messages.c.role, messages.c.text, messages.c.failed)
            .where(messages.c.project_id == project_id)
            .order_by(messages.c.number)
        )
        with self._engine.connect() as connection:
            return [
                Message(row.role, row.text, failed=row.failed) for row in connection.execute(query)
            ]


def _add_revision(
    connection: Connection, project_id: str, number: int, draft: Draft, summary: str, now: float
) -> None:
    row: dict[str, Any] = {
        "project_id": project_id,
        "number": number,
        "draft": codec.dumps(draft),
        "summary": summary,
        "created_at": now,
    }
    connection.execute(insert(revisions).values(row))


def _load(connection: Connection, project_id: str) -> Project:
    query = (
        select(projects, revisions.c.draft)
        .join(revisions, revisions.c.project_id == projects.c.id)
        .where((projects.c.id == project_id) & (revisions.c.number == projects.c.cursor))
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchProject(f"There is no project {project_id!r}; `kinoloom projects` lists them.")
    newest = select(func.max(revisions.c.number)).where(revisions.c.project_id == project_id)
    return Project(
        id=row.id,
        title=row.title,
        language=row.language,
        draft=codec.loads(row.draft),
        revision=row.cursor,
        newest_revision=connection.execute(newest).scalar_one(),
        updated_at=row.updated_at,
    )
