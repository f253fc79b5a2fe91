"""Laws of the credit ledger: exact under any order of calls, and never overdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, select

from kinoloom.accounts.errors import NotEnoughCredits
from kinoloom.accounts.ledger import Balance, SqlLedger, fill_up_in, grant_in
from kinoloom.accounts.users import SqlUsers
from kinoloom.store.database import open_database, writing
from kinoloom.store.tables import ledger

pytest_plugins = ["tests.support.postgres"]

KEYS = st.sampled_from(["t_1:a", "t_1:b", "t_2:a", "T_1:a", "tx1:a"])
PREFIXES = st.sampled_from(["", "t_1:", "t_", "T", "none"])
AMOUNTS = st.integers(0, 60)
CLIENTS = count(1)


def _now() -> float:
    return 1_800_000_000.0


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database; each test and each run of the machine has a wallet of its own in it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'k.db'}"
    else:
        new_database: Callable[[str], str] = request.getfixturevalue("new_database")
        url = new_database("template1")
    engine = open_database(url)
    yield engine
    engine.dispose()


def _new_wallet(engine: Engine) -> str:
    return SqlUsers(engine, _now).anonymous(f"client-{next(CLIENTS)}").user.id


class _Books:
    """The plainest ledger there is."""

    def __init__(self) -> None:
        self.granted: dict[str, int] = {}
        self.reserved: dict[str, int] = {}
        self.charged: dict[str, int] = {}
        self.released: set[str] = set()

    @property
    def open(self) -> dict[str, int]:
        closed = self.released | set(self.charged)
        return {key: amount for key, amount in self.reserved.items() if key not in closed}

    @property
    def balance(self) -> Balance:
        frozen = sum(self.open.values())
        total = sum(self.granted.values()) - sum(self.charged.values())
        return Balance(total - frozen, frozen)


class _Machine(RuleBasedStateMachine):
    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self.wallet = SqlLedger(self.engine, clock=_now)
        self.user_id, self.other_id = _new_wallet(self.engine), _new_wallet(self.engine)
        self.wallet.reserve(self.other_id, "t_1:a", 7)
        self.books = _Books()
        self.books.granted["first"] = 100

    @rule(key=KEYS, amount=AMOUNTS)
    def grant(self, key: str, amount: int) -> None:
        with writing(self.engine) as connection:
            grant_in(connection, self.user_id, key, amount, clock=_now)
        self.books.granted.setdefault(key, amount)

    @rule(key=KEYS, to=st.integers(0, 200))
    def fill_up(self, key: str, to: int) -> None:
        with writing(self.engine) as connection:
            fill_up_in(connection, self.user_id, key, to, clock=_now)
        missing = to - self.books.balance.total
        if missing > 0:
            self.books.granted.setdefault(key, missing)

    @rule(key=KEYS, amount=AMOUNTS)
    def reserve(self, key: str, amount: int) -> None:
        if key not in self.books.reserved and amount > self.books.balance.available:
            with pytest.raises(NotEnoughCredits) as refused:
                self.wallet.reserve(self.user_id, key, amount)
            assert refused.value.available == self.books.balance.available
            return
        self.wallet.reserve(self.user_id, key, amount)
        self.books.reserved.setdefault(key, amount)

    @rule(key=KEYS, amount=st.none() | AMOUNTS)
    def settle(self, key: str, amount: int | None) -> None:
        self.wallet.settle(self.user_id, key, amount)
        if key in self.books.open:
            reserved = self.books.open[key]
            self.books.charged[key] = reserved if amount is None else min(amount, reserved)

    @rule(key=KEYS)
    def release(self, key: str) -> None:
        self.wallet.release(self.user_id, key)
        if key in self.books.open:
            self.books.released.add(key)

    # Rarely, so that reservations live long enough to be settled.
    @precondition(lambda self: len(self.books.open) > 1)
    @rule(prefix=PREFIXES)
    def release_open(self, prefix: str) -> None:
        self.wallet.release_open(self.user_id, prefix)
        self.books.released |= {key for key in self.books.open if key.startswith(prefix)}

    @invariant()
    def the_balance_is_exact(self) -> None:
        balance = self.wallet.balance(self.user_id)
        assert balance == self.books.balance
        assert balance.available >= 0
        assert balance.frozen >= 0
        assert balance.total == balance.available + balance.frozen
        assert self.wallet.balance(self.other_id) == Balance(93, 7)

    def teardown(self) -> None:
        charged = select(ledger.c.key, ledger.c.amount).where(
            ledger.c.user_id == self.user_id, ledger.c.kind == "settle"
        )
        with self.engine.connect() as connection:
            rows = [(row.key, row.amount) for row in connection.execute(charged)]
        assert sorted(rows) == sorted(self.books.charged.items())


def test_any_order_of_calls_is_exact(engine: Engine) -> None:
    machine = type("Machine", (_Machine,), {"engine": engine})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )


def test_many_at_once_never_overdraw(engine: Engine) -> None:
    wallet, me = SqlLedger(engine, clock=_now), _new_wallet(engine)

    def work(number: int) -> int:
        spent = 0
        for step in range(4):
            try:
                wallet.reserve(me, f"{number}:{step}", 7)
            except NotEnoughCredits:
                continue
            wallet.settle(me, f"{number}:{step}")
            spent += 7
            assert wallet.balance(me).available >= 0
        return spent

    with ThreadPoolExecutor(8) as pool:
        spent = sum(pool.map(work, range(8)))
    # They want 224 of 100 credits, in sevens: all that can be spent was, and no more.
    assert spent == 98
    assert wallet.balance(me) == Balance(2, 0)


def test_one_key_at_once_is_closed_once(engine: Engine) -> None:
    wallet, me = SqlLedger(engine, clock=_now), _new_wallet(engine)

    def work(number: int) -> None:
        wallet.reserve(me, "the one", 30)
        if number % 2:
            wallet.settle(me, "the one")
        else:
            wallet.release(me, "the one")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    query = select(ledger.c.kind).where(ledger.c.user_id == me, ledger.c.key == "the one")
    with engine.connect() as connection:
        kinds = sorted(connection.execute(query).scalars())
    assert kinds in (["reserve", "settle"], ["release", "reserve"])
    assert wallet.balance(me) == Balance(70 if "settle" in kinds else 100, 0)
