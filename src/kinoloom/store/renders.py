"""Orders for films: what was asked, by whom; how far it is stands with the job."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, RowMapping, select

from kinoloom.errors import AskError
from kinoloom.store.database import insert_once, writing
from kinoloom.store.tables import renders


class NoSuchRender(AskError):
    """There is no such render of this user."""


class RenderIdTaken(AskError):
    """That render id stands for another request already; use a new one."""


@dataclass(frozen=True)
class Render:
    """One order. Its id is the user's own; `digest` names the request it stands for."""

    user_id: str
    id: str
    project_id: str
    digest: str
    draft: str
    output: dict[str, Any]
    attribution: dict[str, str]
    job_id: str
    created_at: float


class SqlRenders:
    """Renders in the studio's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def order(
        self,
        user_id: str,
        render_id: str,
        project_id: str,
        *,
        digest: str,
        draft: str,
        output: Mapping[str, Any],
        attribution: Mapping[str, str],
    ) -> Render:
        """The order of that id: a new one, or the one that was made with the same request.

        Raises RenderIdTaken when the id stands for another request.
        """
        row: dict[str, Any] = {
            "user_id": user_id,
            "id": render_id,
            "project_id": project_id,
            "digest": digest,
            "draft": draft,
            "output": json.dumps(output),
            "attribution": json.dumps(attribution),
            "job_id": f"render/{user_id}/{render_id}",
            "created_at": time.time(),
        }
        with writing(self._engine) as connection:
            insert_once(connection, renders, row)
        kept = self.load(user_id, render_id)
        if kept.digest != digest:
            raise RenderIdTaken(
                "That render id was used for another film or other settings; take a new id."
            )
        return kept

    def load(self, user_id: str, render_id: str) -> Render:
        """An order. Raises NoSuchRender."""
        query = select(renders).where(renders.c.user_id == user_id, renders.c.id == render_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NoSuchRender("There is no render of that id.")
        return _render(row)

    def of_project(self, project_id: str) -> list[Render]:
        """The orders of a project, newest first."""
        query = (
            select(renders)
            .where(renders.c.project_id == project_id)
            .order_by(renders.c.created_at.desc())
        )
        with self._engine.connect() as connection:
            return [_render(row) for row in connection.execute(query).mappings()]


def _render(row: RowMapping) -> Render:
    fields = dict(row)
    for name in ("output", "attribution"):
        fields[name] = json.loads(fields[name])
    return Render(**fields)
