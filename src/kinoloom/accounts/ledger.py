"""The credit ledger: append only and exact. Work is reserved, then settled or released, once.

A balance is the sum of the grants less the sum of the settlements; what is reserved and neither
settled nor released is frozen. A key names one piece of work (or one gift) of a user for good:
repeating a call with it changes nothing. The functions ending in `_in` belong in a transaction
of `store.database.writing`; `SqlLedger` opens one for each call.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Engine, case, func, insert, select

from kinoloom.accounts.errors import NotEnoughCredits
from kinoloom.accounts.plans import ANONYMOUS, OWNER
from kinoloom.store.database import writing
from kinoloom.store.tables import ledger, users

CLOSING = ("settle", "release")
# What the owner, who has no limit, is shown; a client expects a number.
OWNER_CREDITS = 1_000_000

Clock = Callable[[], float]


@dataclass(frozen=True)
class Balance:
    """Credits of a user: what may be spent, and what is reserved for work under way."""

    available: int
    frozen: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.available + self.frozen


FULL = Balance(ANONYMOUS.credits or 0, 0)


def balance_in(connection: Connection, user_id: str) -> Balance:
    """The balance of a user; nothing for one who is not there."""
    query = select(users.c.plan, _total(user_id), _frozen(user_id)).where(users.c.id == user_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        return Balance(0, 0)
    plan, total, frozen = row
    if plan == OWNER.name:
        return Balance(OWNER_CREDITS, 0)
    return Balance(int(total) - int(frozen), int(frozen))


def reserve_in(
    connection: Connection, user_id: str, key: str, amount: int, *, clock: Clock = time.time
) -> None:
    """Freeze credits for a piece of work. Of two amounts for one key the first counts.

    Raises NotEnoughCredits, and then nothing was changed.
    """
    _check(amount)
    if _lock(connection, user_id) == OWNER.name or _has(connection, user_id, key, "reserve"):
        return
    available = balance_in(connection, user_id).available
    if amount > available:
        raise NotEnoughCredits(amount, available)
    _append(connection, user_id, "reserve", {key: amount}, clock)


def settle_in(
    connection: Connection,
    user_id: str,
    key: str,
    amount: int | None = None,
    *,
    clock: Clock = time.time,
) -> None:
    """Charge a reservation, whole (None) or in part, never more; the rest is free again.

    Nothing happens when there is no reservation, or it was settled or released before.
    """
    _close(connection, user_id, "settle", ledger.c.key == key, amount, clock)


def release_in(connection: Connection, user_id: str, key: str, *, clock: Clock = time.time) -> None:
    """Free a reservation. Nothing happens when there is none, or it is closed already."""
    _close(connection, user_id, "release", ledger.c.key == key, None, clock)


def release_open_in(
    connection: Connection, user_id: str, key_prefix: str, *, clock: Clock = time.time
) -> None:
    """Free every open reservation whose key starts with this."""
    # LIKE does not tell A from a in SQLite, and takes _ for any character.
    starts = func.substr(ledger.c.key, 1, len(key_prefix)) == key_prefix
    _close(connection, user_id, "release", starts, None, clock)


def grant_in(
    connection: Connection, user_id: str, key: str, amount: int, *, clock: Clock = time.time
) -> None:
    """Give credits, once per key."""
    _check(amount)
    _lock(connection, user_id)
    if not _has(connection, user_id, key, "grant"):
        _append(connection, user_id, "grant", {key: amount}, clock)


def fill_up_in(
    connection: Connection, user_id: str, key: str, to: int, *, clock: Clock = time.time
) -> None:
    """Grant what is missing to a total of `to`, once per key; one who has more keeps it."""
    _lock(connection, user_id)
    # The total, not what is available: frozen credits that come back would lift it above.
    missing = to - balance_in(connection, user_id).total
    if missing > 0:
        grant_in(connection, user_id, key, missing, clock=clock)


class SqlLedger:
    """The ledger, one transaction a call. Without `economy` everything is free."""

    def __init__(self, engine: Engine, *, economy: bool = True, clock: Clock = time.time) -> None:
        self._engine = engine
        self._economy = economy
        self._clock = clock

    def balance(self, user_id: str) -> Balance:
        """The balance of a user."""
        if not self._economy:
            return FULL
        with self._engine.connect() as connection:
            return balance_in(connection, user_id)

    def reserve(self, user_id: str, key: str, amount: int) -> None:
        """As `reserve_in`. Raises NotEnoughCredits."""
        if self._economy:
            with writing(self._engine) as connection:
                reserve_in(connection, user_id, key, amount, clock=self._clock)

    def settle(self, user_id: str, key: str, amount: int | None = None) -> None:
        """As `settle_in`."""
        if self._economy:
            with writing(self._engine) as connection:
                settle_in(connection, user_id, key, amount, clock=self._clock)

    def release(self, user_id: str, key: str) -> None:
        """As `release_in`."""
        if self._economy:
            with writing(self._engine) as connection:
                release_in(connection, user_id, key, clock=self._clock)

    def release_open(self, user_id: str, key_prefix: str) -> None:
        """As `release_open_in`."""
        if self._economy:
            with writing(self._engine) as connection:
                release_open_in(connection, user_id, key_prefix, clock=self._clock)


def _lock(connection: Connection, user_id: str) -> str | None:
    """Make everything that counts this user's credits wait its turn; the user's plan."""
    # FOR NO KEY UPDATE: two transactions that have each added a row of this user hold a share
    # of the user's key, and would wait for each other for ever under a plain FOR UPDATE.
    query = select(users.c.plan).where(users.c.id == user_id).with_for_update(key_share=True)
    return connection.execute(query).scalar_one_or_none()


def _close(
    connection: Connection,
    user_id: str,
    kind: str,
    which: ColumnElement[bool],
    at_most: int | None,
    clock: Clock,
) -> None:
    if at_most is not None:
        _check(at_most)
    # Settling and releasing are rows of two kinds: only the lock keeps a key from having both.
    _lock(connection, user_id)
    query = select(ledger.c.key, ledger.c.amount).where(_open(user_id), which)
    amounts: dict[str, int] = {row.key: row.amount for row in connection.execute(query)}
    if at_most is not None:
        amounts = {key: min(amount, at_most) for key, amount in amounts.items()}
    _append(connection, user_id, kind, amounts, clock)


def _append(
    connection: Connection, user_id: str, kind: str, amounts: dict[str, int], clock: Clock
) -> None:
    row = {"user_id": user_id, "kind": kind, "created_at": clock()}
    rows = [{**row, "key": key, "amount": amount} for key, amount in amounts.items()]
    if rows:
        connection.execute(insert(ledger), rows)


def _has(connection: Connection, user_id: str, key: str, kind: str) -> bool:
    query = select(ledger.c.id).where(
        ledger.c.user_id == user_id, ledger.c.key == key, ledger.c.kind == kind
    )
    return connection.execute(query).first() is not None


def _total(user_id: str) -> ColumnElement[int]:
    signed = case(
        (ledger.c.kind == "grant", ledger.c.amount),
        (ledger.c.kind == "settle", -ledger.c.amount),
        else_=0,
    )
    query = select(func.coalesce(func.sum(signed), 0)).where(ledger.c.user_id == user_id)
    return query.scalar_subquery()


def _frozen(user_id: str) -> ColumnElement[int]:
    query = select(func.coalesce(func.sum(ledger.c.amount), 0)).where(_open(user_id))
    return query.scalar_subquery()


def _open(user_id: str) -> ColumnElement[bool]:
    """The condition that a row of the ledger is an open reservation of this user."""
    closing = ledger.alias("closing")
    closed = (
        select(closing.c.id)
        .where(closing.c.user_id == user_id, closing.c.kind.in_(CLOSING))
        .where(closing.c.key == ledger.c.key)
        .correlate(ledger)
        .exists()
    )
    return (ledger.c.user_id == user_id) & (ledger.c.kind == "reserve") & ~closed


def _check(amount: int) -> None:
    if amount < 0:
        raise ValueError(f"an amount of credits is not negative: {amount}")
