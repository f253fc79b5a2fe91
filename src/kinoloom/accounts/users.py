"""Users: anonymous by client id, registered by e-mail and passphrase, and the owner here."""

from __future__ import annotations

import math
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from kinoloom.accounts import passphrases
from kinoloom.accounts.errors import (
    ClientIdRefused,
    LinkRefused,
    RegistrationRefused,
    TokenRefused,
    TooSoon,
)
from kinoloom.accounts.ledger import fill_up_in
from kinoloom.accounts.people import Granted, User, locked, new_row, see, user_of
from kinoloom.accounts.plans import ANONYMOUS, OWNER, PLANS, REGISTERED
from kinoloom.accounts.tokens import Issued, digest, issue, living, newest_s, store
from kinoloom.store.database import insert_once, writing
from kinoloom.store.tables import tokens, users

OWNER_ID = "owner"
TOO_SOON_S = 30
SEEN_EVERY_S = 60
CLIENT_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
LONGEST_EMAIL = 254
UNKNOWN_LINK = "This registration link is not known; open the latest one you got."


class SqlUsers:
    """Users and their tokens in SQL."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._clock = clock

    def anonymous(self, client_id: str) -> Granted:
        """A week's token for a client; the same client id is the same user for good.

        Who comes back without a living token has their credits filled up again.
        Raises ClientIdRefused, and TooSoon less than 30 s after a token that still lives.
        """
        if not CLIENT_ID.fullmatch(client_id):
            raise ClientIdRefused(
                "A client id has 1 to 64 letters, digits and . _ : - in it; a UUID will do."
            )
        now, which = self._clock(), users.c.client_id == client_id
        with writing(self._engine) as connection:
            new_id = f"anon_{secrets.token_hex(6)}"
            insert_once(connection, users, new_row(new_id, ANONYMOUS.name, client_id, now))
            user = user_of(connection.execute(locked(which)).one())
            issued_at, living_at = newest_s(connection, user.id, now)
            if living_at is not None and living_at == issued_at:
                _check_pause(now - living_at)
            issued = issue(connection, user.id, ANONYMOUS.token_lives_s, now)
            if living_at is None:
                _refill(connection, user, issued, self._clock)
            see(connection, user.id, now)
        return Granted(issued.token, user, issued.expires_at)

    def caller(self, token: str | None) -> User:
        """Whose token it is. Raises TokenRefused."""
        if not token:
            raise TokenRefused("This call needs a token: Authorization: Bearer <token>.")
        now = self._clock()
        query = (
            select(users, tokens.c.scopes)
            .join(tokens, tokens.c.user_id == users.c.id)
            .where(tokens.c.digest == digest(token), living(now))
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise TokenRefused("This token is unknown or no longer valid; fetch a new one.")
        # A write for each request would make all requests wait in one line.
        if now - row.seen_at >= SEEN_EVERY_S:
            with writing(self._engine) as connection:
                see(connection, row.id, now)
        return user_of(row, row.scopes)

    def revoke(self, token: str) -> None:
        """End a token; one that is unknown or has ended is no error."""
        self._revoke(tokens.c.digest == digest(token))

    def revoke_all(self, user_id: str) -> None:
        """End every token of a user."""
        self._revoke(tokens.c.user_id == user_id)

    def owner(self) -> User:
        """The one local owner, made at the first call."""
        which = users.c.id == OWNER_ID
        with self._engine.connect() as connection:
            row = connection.execute(select(users).where(which)).one_or_none()
        if row is None:
            with writing(self._engine) as connection:
                insert_once(connection, users, new_row(OWNER_ID, OWNER.name, None, self._clock()))
                row = connection.execute(select(users).where(which)).one()
        return user_of(row)

    def grant_owner_token(self, token: str) -> None:
        """Let a token that is kept elsewhere speak for the owner; once revoked it stays so."""
        owner = self.owner()
        with writing(self._engine) as connection:
            store(connection, owner.id, Issued(token, None), self._clock())

    def by_bind(self, bind_id: str) -> User:
        """The user of a registration link. Raises LinkRefused."""
        # PostgreSQL takes no NUL in a text, and neither database half a surrogate pair.
        if not bind_id.isprintable():
            raise LinkRefused(UNKNOWN_LINK)
        with self._engine.connect() as connection:
            return _bound(connection, select(users).where(users.c.bind_id == bind_id))

    def register(self, bind_id: str, email: str, passphrase: str) -> Granted:
        """Make an anonymous user a registered one, with all they have, and more credits.

        Raises LinkRefused and RegistrationRefused.
        """
        address = _address(email)
        if address is None:
            raise RegistrationRefused("An e-mail address looks like me@example.org.")
        if len(passphrase) < passphrases.SHORTEST:
            raise RegistrationRefused(
                f"A passphrase has at least {passphrases.SHORTEST} characters."
            )
        _check_unregistered(self.by_bind(bind_id))
        values = {"plan": REGISTERED.name, "email": address}
        values["passphrase"] = passphrases.hashed(passphrase)
        now = self._clock()
        with writing(self._engine) as connection:
            # A new e-mail changes a key, so the lock is the full one from the start: to make
            # it stronger half way is to wait for those who wait for us.
            query = select(users).where(users.c.bind_id == bind_id).with_for_update()
            user = _bound(connection, query)
            _check_unregistered(user)
            _keep_address(connection, user.id, values)
            fill_up_in(
                connection, user.id, REGISTERED.name, REGISTERED.credits or 0, clock=self._clock
            )
            return _granted(connection, user.id, now)

    def sign_in(self, email: str, passphrase: str) -> Granted:
        """A fresh token of a registered user. Raises RegistrationRefused."""
        address = _address(email)
        query = select(users.c.id, users.c.passphrase).where(users.c.email == address)
        row = None
        if address is not None:
            with self._engine.connect() as connection:
                row = connection.execute(query).one_or_none()
        stored = None if row is None else row.passphrase
        if not passphrases.matches(passphrase, stored) or row is None:
            raise RegistrationRefused("No account has this e-mail address and passphrase.")
        with writing(self._engine) as connection:
            return _granted(connection, row.id, self._clock())

    def expired(self, before: float, limit: int) -> list[str]:
        """Anonymous users without a living token, not seen since `before`, longest gone first."""
        alive = exists().where(tokens.c.user_id == users.c.id, living(self._clock()))
        query = (
            select(users.c.id)
            .where(users.c.plan == ANONYMOUS.name, users.c.seen_at < before, ~alive)
            .order_by(users.c.seen_at)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def forget(self, user_id: str) -> None:
        """Delete a user and all that hangs on them: tokens, credits, projects."""
        with writing(self._engine) as connection:
            connection.execute(delete(users).where(users.c.id == user_id))

    def _revoke(self, which: ColumnElement[bool]) -> None:
        query = update(tokens).where(which, tokens.c.revoked_at.is_(None))
        with writing(self._engine) as connection:
            connection.execute(query.values(revoked_at=self._clock()))


def _bound(connection: Connection, query: Select[Any]) -> User:
    row = connection.execute(query).one_or_none()
    if row is None:
        raise LinkRefused(UNKNOWN_LINK)
    return user_of(row)


def _check_pause(age_s: float) -> None:
    if age_s < TOO_SOON_S:
        raise TooSoon(max(1, min(TOO_SOON_S, math.ceil(TOO_SOON_S - age_s))))


def _refill(connection: Connection, user: User, issued: Issued, clock: Callable[[], float]) -> None:
    plan = PLANS[user.plan]
    if plan.refills and plan.credits is not None:
        # The digest of the token is what makes the key unlike that of any other refill.
        key = f"refill:{digest(issued.token)}"
        fill_up_in(connection, user.id, key, plan.credits, clock=clock)


def _address(email: str) -> str | None:
    """An e-mail address as it is stored and looked for; None for what is none."""
    address = email.strip().casefold()
    fits = len(address) <= LONGEST_EMAIL and address.isprintable()
    return address if fits and EMAIL.fullmatch(address) else None


def _check_unregistered(user: User) -> None:
    if not user.is_anonymous:
        raise RegistrationRefused("This account is registered already; sign in instead.")


def _keep_address(connection: Connection, user_id: str, values: dict[str, Any]) -> None:
    try:
        with connection.begin_nested():
            connection.execute(update(users).where(users.c.id == user_id).values(values))
    except IntegrityError as error:
        # The address is the one unique thing among the values.
        raise RegistrationRefused(
            "This e-mail address has an account already; sign in instead."
        ) from error


def _granted(connection: Connection, user_id: str, now: float) -> Granted:
    see(connection, user_id, now)
    issued = issue(connection, user_id, REGISTERED.token_lives_s, now)
    row = connection.execute(select(users).where(users.c.id == user_id)).one()
    return Granted(issued.token, user_of(row), issued.expires_at)
