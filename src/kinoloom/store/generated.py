"""What was generated, in SQL."""

from __future__ import annotations

import time

from sqlalchemy import Engine, delete, insert, select

from kinoloom.generators import archive
from kinoloom.generators.protocol import ClipPlan
from kinoloom.store.database import writing
from kinoloom.store.tables import generated


class SqlGenerated:
    """The `GeneratedMedia` port on any database SQLAlchemy speaks to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def remember(self, plan_key: str, asset_id: str, plan: ClipPlan) -> None:
        """Record a finished clip; the latest record of a key counts."""
        row = {"plan_key": plan_key, "asset_id": asset_id, "plan": archive.dumps(plan)}
        with writing(self._engine) as connection:
            connection.execute(delete(generated).where(generated.c.plan_key == plan_key))
            connection.execute(insert(generated).values(**row, created_at=time.time()))

    def made(self, plan_key: str) -> str | None:
        """The asset of a plan, if it was made before."""
        query = select(generated.c.asset_id).where(generated.c.plan_key == plan_key)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one_or_none()

    def plan_of(self, asset_id: str) -> ClipPlan | None:
        """The plan an asset was made from, if it was generated here."""
        query = (
            select(generated.c.plan)
            .where(generated.c.asset_id == asset_id)
            .order_by(generated.c.created_at.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            text = connection.execute(query).scalar_one_or_none()
        return None if text is None else archive.loads(text)
