"""Projects in SQL: the cursor and the rows move in one transaction."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from kinoloom.draft import codec
from kinoloom.draft.model import Draft
from kinoloom.store.database import writing
from kinoloom.store.ports import (
    Change,
    Commit,
    Film,
    Language,
    Message,
    NoSuchProject,
    Project,
    Seek,
)
from kinoloom.store.tables import messages, projects, revisions


class SqlProjects:
    """The `Projects` port on any database SQLAlchemy speaks to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(
        self, title: str, language: Language, draft: Draft, *, user_id: str | None = None
    ) -> Project:
        """A new project at revision 0."""
        project_id, now = f"prj_{secrets.token_hex(6)}", time.time()
        with writing(self._engine) as connection:
            row = {"id": project_id, "title": title, "language": language, "cursor": 0}
            whose = {"user_id": user_id, "created_at": now, "updated_at": now}
            connection.execute(insert(projects).values(**row, **whose))
            _add_revision(connection, project_id, 0, Commit(draft, "", title), 1, title)
            return load_in(connection, project_id)

    def load(self, project_id: str) -> Project:
        """A project. Raises NoSuchProject."""
        with self._engine.connect() as connection:
            return load_in(connection, project_id)

    def at(self, project_id: str, revision: int) -> Project:
        """A project as it would stand at that revision. Raises NoSuchProject."""
        with self._engine.connect() as connection:
            return load_in(connection, project_id, revision)

    def list(self, limit: int = 50) -> Sequence[Project]:
        """The command line's latest projects, newest first."""
        query = (
            select(projects.c.id)
            .where(projects.c.user_id.is_(None))
            .order_by(projects.c.updated_at.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [load_in(connection, row.id) for row in connection.execute(query)]

    def films(self, project_id: str) -> Sequence[Film]:
        """The films of a project up to its cursor, oldest first."""
        latest = (
            select(func.max(revisions.c.number))
            .join(projects, projects.c.id == revisions.c.project_id)
            .where(projects.c.id == project_id, revisions.c.number <= projects.c.cursor)
            .group_by(revisions.c.film)
        )
        query = (
            select(revisions)
            .where(revisions.c.project_id == project_id, revisions.c.number.in_(latest))
            .order_by(revisions.c.film)
        )
        with self._engine.connect() as connection:
            return [
                Film(row.film, row.title, row.number, codec.loads(row.draft))
                for row in connection.execute(query)
            ]

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
        with writing(self._engine) as connection:
            change = Commit(draft, summary, title, new_film)
            return apply_in(connection, project_id, [change])

    def step(self, project_id: str, by: int) -> Project:
        """Move the cursor, as far as there are revisions."""
        with writing(self._engine) as connection:
            current = load_in(connection, project_id)
            cursor = max(0, min(current.newest_revision, current.revision + by))
            return apply_in(connection, project_id, [Seek(cursor)])

    def discard(self, project_id: str) -> None:
        """Forget a project; its revisions and messages go with it."""
        with writing(self._engine) as connection:
            connection.execute(delete(projects).where(projects.c.id == project_id))

    def say(self, project_id: str, message: Message) -> None:
        """Add to the conversation."""
        with writing(self._engine) as connection:
            say_in(connection, project_id, message)

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


def load_in(connection: Connection, project_id: str, revision: int | None = None) -> Project:
    """The project at a revision, or at its cursor. Raises NoSuchProject."""
    place = projects.c.cursor if revision is None else revision
    newest = (
        select(func.max(revisions.c.number))
        .where(revisions.c.project_id == project_id)
        .scalar_subquery()
    )
    query = (
        select(projects, revisions.c.draft, revisions.c.number, revisions.c.film)
        .add_columns(revisions.c.title.label("film_title"), newest.label("newest"))
        .join(revisions, revisions.c.project_id == projects.c.id)
        .where((projects.c.id == project_id) & (revisions.c.number == place))
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchProject(f"There is no project {project_id!r}; `kinoloom projects` lists them.")
    return Project(
        id=row.id,
        title=row.film_title or row.title,
        language=row.language,
        draft=codec.loads(row.draft),
        revision=row.number,
        newest_revision=row.newest,
        updated_at=row.updated_at,
        film=row.film,
        user_id=row.user_id,
    )


def apply_in(connection: Connection, project_id: str, changes: Sequence[Change]) -> Project:
    """Make changes in a caller's transaction, in order. Raises NoSuchProject."""
    # The row is locked first: of two writers the second sees what the first wrote.
    lock = select(projects.c.id).where(projects.c.id == project_id).with_for_update()
    connection.execute(lock)
    current = load_in(connection, project_id)
    for change in changes:
        if isinstance(change, Seek):
            _move(connection, current, change.revision, None)
        else:
            _commit(connection, current, change)
        current = load_in(connection, project_id)
    return current


def say_in(connection: Connection, project_id: str, message: Message) -> None:
    """Add to the conversation in a caller's transaction."""
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


def _commit(connection: Connection, current: Project, change: Commit) -> None:
    title = change.title or current.title
    if change.draft == current.draft and title == current.title:
        return
    number = current.revision + 1
    undone = (revisions.c.project_id == current.id) & (revisions.c.number >= number)
    connection.execute(delete(revisions).where(undone))
    film = current.film + 1 if change.new_film else current.film
    _add_revision(connection, current.id, number, change, film, title)
    _move(connection, current, number, title)


def _move(connection: Connection, current: Project, cursor: int, title: str | None) -> None:
    values: dict[str, Any] = {"cursor": cursor, "updated_at": time.time()}
    if title is not None:
        values["title"] = title
    connection.execute(update(projects).where(projects.c.id == current.id).values(values))


def _add_revision(
    connection: Connection, project_id: str, number: int, change: Commit, film: int, title: str
) -> None:
    row: dict[str, Any] = {
        "project_id": project_id,
        "number": number,
        "film": film,
        "title": title,
        "draft": codec.dumps(change.draft),
        "summary": change.summary,
        "created_at": time.time(),
    }
    connection.execute(insert(revisions).values(row))
