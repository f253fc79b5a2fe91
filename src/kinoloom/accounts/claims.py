"""Claim links: they open one project in the browser for a week, and give no API rights."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Engine, delete, insert, select

from kinoloom.accounts.errors import LinkRefused
from kinoloom.accounts.plans import DAY_S
from kinoloom.accounts.tokens import digest, mint
from kinoloom.store.database import writing
from kinoloom.store.tables import claims

PREFIX = "clm_"
CLAIM_LIVES_S = 7 * DAY_S


@dataclass(frozen=True)
class Claim:
    """A fresh claim token and how long it lives."""

    token: str = field(repr=False)
    expires_in_s: int


class SqlClaims:
    """Claim tokens in SQL; only their digests are kept."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._clock = clock

    def make(self, project_id: str) -> Claim:
        """A new claim on a project, which must exist."""
        token, now = mint(PREFIX), self._clock()
        row = {"digest": digest(token), "project_id": project_id, "created_at": now}
        with writing(self._engine) as connection:
            connection.execute(insert(claims).values(**row, expires_at=now + CLAIM_LIVES_S))
        return Claim(token, CLAIM_LIVES_S)

    def project_of(self, token: str) -> str:
        """The project a claim opens. Raises LinkRefused."""
        query = select(claims.c.project_id).where(
            claims.c.digest == digest(token), claims.c.expires_at > self._clock()
        )
        with self._engine.connect() as connection:
            project_id = connection.execute(query).scalar_one_or_none()
        if project_id is None:
            raise LinkRefused("This link is not known or has expired; ask for a new one.")
        return project_id

    def drop_expired(self) -> int:
        """Forget the claims that open nothing any more; says how many."""
        with writing(self._engine) as connection:
            query = delete(claims).where(claims.c.expires_at <= self._clock())
            return connection.execute(query).rowcount
