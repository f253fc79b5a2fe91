"""Which files are whose: uploads of a project, and what a user's drafts may name."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from kinoloom.store.database import insert_once, writing
from kinoloom.store.tables import holdings, made, projects, uploads


@dataclass(frozen=True)
class Upload:
    """A file somebody brought. `facts` are duration, size, rate, thumbnail and waveform."""

    id: str
    project_id: str
    asset_id: str
    filename: str
    file_type: str
    facts: dict[str, Any]
    created_at: float


class SqlFiles:
    """Uploads and holdings in the studio's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, user_id: str, project_id: str, files: Sequence[Upload]) -> Sequence[Upload]:
        """Record uploads, all or none; each gets its id. Their files are then the user's."""
        now = time.time()
        rows: list[dict[str, Any]] = [
            {
                "id": f"up_{secrets.token_hex(8)}",
                "project_id": project_id,
                "asset_id": file.asset_id,
                "filename": file.filename,
                "file_type": file.file_type,
                "facts": json.dumps(file.facts),
                # Files of one request keep their order; their ids are random.
                "created_at": now + number / 1000,
            }
            for number, file in enumerate(files)
        ]
        with writing(self._engine) as connection:
            for row in rows:
                connection.execute(insert(uploads).values(row))
                hold_in(connection, user_id, [row["asset_id"]])
                thumbnail = json.loads(row["facts"]).get("thumbnail")
                if thumbnail:
                    hold_in(connection, user_id, [thumbnail])
        return [_upload(row) for row in rows]

    def uploads(self, project_id: str) -> Sequence[Upload]:
        """What was uploaded to a project, oldest first."""
        query = (
            select(uploads)
            .where(uploads.c.project_id == project_id)
            .order_by(uploads.c.created_at, uploads.c.id)
        )
        with self._engine.connect() as connection:
            return [_upload(dict(row)) for row in connection.execute(query).mappings()]

    def made(self, project_id: str) -> Sequence[str]:
        """The assets that were generated in a project, oldest first."""
        query = (
            select(made.c.asset_id)
            .where(made.c.project_id == project_id)
            .order_by(made.c.created_at, made.c.asset_id)
        )
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def not_held(self, user_id: str, assets: Collection[str]) -> set[str]:
        """Those of the assets that are not this user's."""
        query = select(holdings.c.asset_id).where(
            holdings.c.user_id == user_id, holdings.c.asset_id.in_(list(assets))
        )
        with self._engine.connect() as connection:
            return set(assets) - set(connection.execute(query).scalars())

    def drop_abandoned(self, before: float, in_use: Collection[str]) -> int:
        """Forget uploads older than `before` whose file no draft uses; how many."""
        old = select(uploads.c.id, uploads.c.asset_id, projects.c.user_id).join(
            projects, projects.c.id == uploads.c.project_id
        )
        with writing(self._engine) as connection:
            rows = connection.execute(old.where(uploads.c.created_at < before)).all()
            gone = [row for row in rows if row.asset_id not in in_use]
            for row in gone:
                connection.execute(delete(uploads).where(uploads.c.id == row.id))
                held = (holdings.c.user_id == row.user_id) & (holdings.c.asset_id == row.asset_id)
                connection.execute(delete(holdings).where(held))
        return len(gone)


def hold_in(connection: Connection, user_id: str, assets: Collection[str]) -> None:
    """Let a user's drafts name these files."""
    for asset_id in sorted(assets):
        row = {"user_id": user_id, "asset_id": asset_id, "created_at": time.time()}
        insert_once(connection, holdings, row)


def _upload(row: dict[str, Any]) -> Upload:
    return Upload(**{**row, "facts": json.loads(row["facts"])})
