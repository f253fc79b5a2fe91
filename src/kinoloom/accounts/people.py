"""Users as they are stored: the values that come back, and the rows behind them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select, update

from kinoloom.accounts.plans import ANONYMOUS, OWNER, SCOPES
from kinoloom.store.tables import users


@dataclass(frozen=True)
class User:
    """Somebody who may call; `bind_id` stands in their registration link and gives no rights."""

    id: str
    plan: str
    client_id: str | None
    bind_id: str
    scopes: frozenset[str]
    created_at: float

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody has registered as this user."""
        return self.plan == ANONYMOUS.name

    @property
    def is_owner(self) -> bool:
        """Whether this is the person whose machine it is."""
        return self.plan == OWNER.name


@dataclass(frozen=True)
class Granted:
    """A fresh token, shown this once; `expires_at` is None when it does not expire."""

    token: str = field(repr=False)
    user: User
    expires_at: float | None


def user_of(row: Any, scopes: str = SCOPES) -> User:
    """The user of a row of `users`."""
    return User(
        id=row.id,
        plan=row.plan,
        client_id=row.client_id,
        bind_id=row.bind_id,
        scopes=frozenset(scopes.split()),
        created_at=row.created_at,
    )


def new_row(user_id: str, plan: str, client_id: str | None, now: float) -> dict[str, Any]:
    """What to insert of a new user, with a fresh bind id."""
    bind_id = secrets.token_urlsafe(24)
    row: dict[str, Any] = {"id": user_id, "plan": plan, "client_id": client_id}
    return {**row, "bind_id": bind_id, "created_at": now, "seen_at": now}


def locked(which: ColumnElement[bool]) -> Select[Any]:
    """The rows, for nobody else to lock until the transaction ends."""
    # Not a plain FOR UPDATE, for the reason given in `ledger._lock`.
    return select(users).where(which).with_for_update(key_share=True)


def see(connection: Connection, user_id: str, now: float) -> None:
    """Note that a user was here."""
    query = update(users).where(users.c.id == user_id, users.c.seen_at < now)
    connection.execute(query.values(seen_at=now))
