"""Secrets that stand for somebody: made here, handed out once, and stored only as SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from kinoloom.accounts.plans import SCOPES
from kinoloom.store.database import insert_once
from kinoloom.store.tables import tokens

PREFIX = "kl_usr_"


@dataclass(frozen=True)
class Issued:
    """A fresh token; `expires_at` is None when it does not expire."""

    token: str = field(repr=False)
    expires_at: float | None


def mint(prefix: str) -> str:
    """A new secret of 32 random bytes."""
    return prefix + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token, 64 hex digits."""
    # surrogatepass: a header may hold any byte, and an odd token is unknown, not a crash.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def issue(connection: Connection, user_id: str, lives_s: int | None, now: float) -> Issued:
    """A new token of a user."""
    issued = Issued(mint(PREFIX), None if lives_s is None else now + lives_s)
    store(connection, user_id, issued, now)
    return issued


def store(connection: Connection, user_id: str, issued: Issued, now: float) -> None:
    """Keep the digest of a token, unless it was kept before."""
    row = {"digest": digest(issued.token), "user_id": user_id, "scopes": SCOPES}
    insert_once(connection, tokens, {**row, "created_at": now, "expires_at": issued.expires_at})


def living(now: float) -> ColumnElement[bool]:
    """The condition that a row of `tokens` still opens the door."""
    unexpired = or_(tokens.c.expires_at.is_(None), tokens.c.expires_at > now)
    return and_(tokens.c.revoked_at.is_(None), unexpired)


def newest_s(connection: Connection, user_id: str, now: float) -> tuple[float | None, float | None]:
    """When the newest token of a user was issued, and the newest one that still lives."""
    query = select(func.max(tokens.c.created_at)).where(tokens.c.user_id == user_id)
    issued_at = connection.execute(query).scalar()
    living_at = connection.execute(query.where(living(now))).scalar()
    return issued_at, living_at
