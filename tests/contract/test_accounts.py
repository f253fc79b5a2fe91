"""Users, tokens, claims and the ledger, over SQLite and PostgreSQL."""

from __future__ import annotations

import itertools
import pickle
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, func, insert, make_url, select, text

from kinoloom.accounts import passphrases
from kinoloom.accounts.claims import CLAIM_LIVES_S, SqlClaims
from kinoloom.accounts.errors import (
    ClientIdRefused,
    LinkRefused,
    NotEnoughCredits,
    RegistrationRefused,
    TokenRefused,
    TooSoon,
)
from kinoloom.accounts.ledger import (
    OWNER_CREDITS,
    Balance,
    SqlLedger,
    fill_up_in,
    grant_in,
    release_open_in,
    settle_in,
)
from kinoloom.accounts.plans import ANONYMOUS, DAY_S, PLANS, PRICES, clip_price
from kinoloom.accounts.users import Granted, SqlUsers, User
from kinoloom.errors import AskError
from kinoloom.store.database import open_database, writing
from kinoloom.store.tables import claims, ledger, projects, tokens, users

pytest_plugins = ["tests.support.postgres"]

PASSPHRASE = "correct horse battery"
Fresh = Callable[[], Engine]


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def fresh(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fresh]:
    """Makes a database with all tables: a copy of one that was migrated."""
    folder = tmp_path_factory.mktemp("accounts")
    numbers = itertools.count(1)
    if request.param == "sqlite":
        open_database(f"sqlite:///{folder / 'template.db'}").dispose()

        def copied() -> Engine:
            path = folder / f"{next(numbers)}.db"
            shutil.copy(folder / "template.db", path)
            return open_database(f"sqlite:///{path}")

        yield copied
        return
    new_database: Callable[[str], str] = request.getfixturevalue("new_database")
    url = new_database("template1")
    open_database(url).dispose()
    yield lambda: open_database(new_database(make_url(url).database or ""))


@pytest.fixture
def engine(fresh: Fresh) -> Iterator[Engine]:
    """A fresh database."""
    engine = fresh()
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> Clock:
    """A clock of the test's own."""
    return Clock()


@pytest.fixture
def people(engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> SqlUsers:
    """The users of the fresh database, with passphrases that are hashed fast."""
    monkeypatch.setattr(passphrases, "COST", (2**10, 8, 1))
    return SqlUsers(engine, clock)


@pytest.fixture
def wallet(engine: Engine, clock: Clock) -> SqlLedger:
    """The ledger of the fresh database."""
    return SqlLedger(engine, clock=clock)


def _again(people: SqlUsers, clock: Clock, client_id: str = "one") -> Granted:
    clock.now += 60
    return people.anonymous(client_id)


def _spend(wallet: SqlLedger, user: User, amount: int) -> None:
    key = f"spent:{amount}"
    wallet.reserve(user.id, key, amount)
    wallet.settle(user.id, key)


def _film(engine: Engine, user_id: str, project_id: str) -> None:
    row = {"id": project_id, "user_id": user_id, "title": "", "language": "en", "cursor": 0}
    with writing(engine) as connection:
        connection.execute(insert(projects).values(**row, created_at=0.0, updated_at=0.0))


def _count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_an_anonymous_token_opens_the_door(
    people: SqlUsers, wallet: SqlLedger, clock: Clock, engine: Engine
) -> None:
    granted = people.anonymous("0b6d2a52-9f0c-4b4e-8f43-5e5f0d1a2b3c")
    user = granted.user
    assert granted.token.startswith("kl_usr_")
    assert len(granted.token) == len("kl_usr_") + 43
    assert user.id.startswith("anon_")
    assert len(user.id) == len("anon_") + 12
    assert user.is_anonymous
    assert not user.is_owner
    assert user.scopes == {"read", "write", "upload", "render"}
    assert granted.expires_at == clock.now + 7 * DAY_S
    assert people.caller(granted.token) == user
    assert wallet.balance(user.id) == Balance(available=100, frozen=0)
    with engine.connect() as connection:
        rows = connection.execute(select(tokens)).all()
    assert granted.token not in str(rows)
    assert granted.token not in repr(granted)


@pytest.mark.parametrize("client_id", ["", "a b", "é", "x" * 65, "line\n", "a/b", "\x00"])
def test_odd_client_ids_are_refused(people: SqlUsers, client_id: str, engine: Engine) -> None:
    with pytest.raises(ClientIdRefused):
        people.anonymous(client_id)
    assert _count(engine, "users") == 0


def test_a_second_token_waits(people: SqlUsers, clock: Clock) -> None:
    first = people.anonymous("one")
    for passed_s, left_s in ((0.0, 30), (0.5, 30), (28.5, 1), (0.9, 1)):
        clock.now += passed_s
        with pytest.raises(TooSoon) as refused:
            people.anonymous("one")
        assert refused.value.retry_after_s == left_s
    people.anonymous("another")
    clock.now += 0.2
    second = people.anonymous("one")
    assert second.token != first.token
    assert second.user == first.user
    assert people.caller(first.token) == people.caller(second.token)


def test_a_clock_set_back_does_not_lengthen_the_wait(people: SqlUsers, clock: Clock) -> None:
    people.anonymous("one")
    clock.now -= 3600
    with pytest.raises(TooSoon) as refused:
        people.anonymous("one")
    assert refused.value.retry_after_s == 30


def test_a_dead_token_does_not_make_wait(people: SqlUsers) -> None:
    first = people.anonymous("one")
    people.revoke(first.token)
    people.revoke(first.token)
    second = people.anonymous("one")
    assert second.user.id == first.user.id
    with pytest.raises(TooSoon):
        people.anonymous("one")


def test_credits_fill_up_when_no_token_lives(
    people: SqlUsers, wallet: SqlLedger, clock: Clock
) -> None:
    user = people.anonymous("one").user
    _spend(wallet, user, 70)
    _again(people, clock)
    assert wallet.balance(user.id).available == 30
    clock.now += 8 * DAY_S
    wallet.reserve(user.id, "under way", 10)
    people.anonymous("one")
    assert wallet.balance(user.id) == Balance(available=90, frozen=10)
    wallet.release(user.id, "under way")
    people.revoke_all(user.id)
    people.anonymous("one")
    assert wallet.balance(user.id) == Balance(available=100, frozen=0)


def test_filling_up_takes_nothing_away(
    people: SqlUsers, wallet: SqlLedger, clock: Clock, engine: Engine
) -> None:
    user = people.anonymous("one").user
    with writing(engine) as connection:
        grant_in(connection, user.id, "gift", 50, clock=clock)
        grant_in(connection, user.id, "gift", 50, clock=clock)
    clock.now += 8 * DAY_S
    people.anonymous("one")
    assert wallet.balance(user.id).available == 150


def test_simultaneous_first_calls_make_one_user(people: SqlUsers, engine: Engine) -> None:
    def ask(_: int) -> str:
        try:
            return people.anonymous("one").user.id
        except TooSoon:
            return "too soon"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert answers.count("too soon") == 7
    assert (_count(engine, "users"), _count(engine, "ledger")) == (1, 1)


@pytest.mark.parametrize("token", [None, "", "kl_usr_no", "\udcff", "\x00", "x" * 10_000])
def test_unknown_tokens_are_refused(people: SqlUsers, token: str | None) -> None:
    people.anonymous("one")
    with pytest.raises(TokenRefused):
        people.caller(token)


def test_tokens_end(people: SqlUsers, clock: Clock) -> None:
    first = people.anonymous("one")
    second, third = _again(people, clock), _again(people, clock)
    people.revoke(second.token)
    with pytest.raises(TokenRefused):
        people.caller(second.token)
    assert first.expires_at is not None
    clock.now = first.expires_at - 1
    people.caller(first.token)
    clock.now = first.expires_at
    with pytest.raises(TokenRefused):
        people.caller(first.token)
    people.caller(third.token)
    people.revoke_all(first.user.id)
    with pytest.raises(TokenRefused):
        people.caller(third.token)


def test_being_seen_is_written_once_a_minute(
    people: SqlUsers, clock: Clock, engine: Engine
) -> None:
    granted, start = people.anonymous("one"), clock.now

    def seen_after_s(passed_s: float) -> float:
        clock.now = start + passed_s
        people.caller(granted.token)
        with engine.connect() as connection:
            return connection.execute(select(users.c.seen_at)).scalar_one() - start

    assert [seen_after_s(s) for s in (1, 59, 60, 61, 119, 120)] == [0, 0, 60, 60, 60, 120]


def test_there_is_one_owner(people: SqlUsers, wallet: SqlLedger, engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(people.grant_owner_token, ["from a file"] * 4))
    owner = people.owner()
    assert people.caller("from a file") == owner
    assert owner.is_owner
    assert owner.id == "owner"
    assert (_count(engine, "users"), _count(engine, "tokens")) == (1, 1)
    wallet.reserve(owner.id, "a long film", 10**9)
    wallet.settle(owner.id, "a long film")
    assert wallet.balance(owner.id) == Balance(OWNER_CREDITS, 0)
    assert _count(engine, "ledger") == 0
    people.revoke("from a file")
    people.grant_owner_token("from a file")
    with pytest.raises(TokenRefused):
        people.caller("from a file")
    with pytest.raises(RegistrationRefused):
        people.register(owner.bind_id, "me@example.org", PASSPHRASE)


def test_registering_keeps_the_user(
    people: SqlUsers, wallet: SqlLedger, clock: Clock, engine: Engine
) -> None:
    first = people.anonymous("one")
    _spend(wallet, first.user, 60)
    assert people.by_bind(first.user.bind_id) == first.user
    granted = people.register(first.user.bind_id, " Me@Example.org ", PASSPHRASE)
    assert granted.user.id == first.user.id
    assert granted.user.plan == "registered"
    assert granted.expires_at is None
    assert wallet.balance(first.user.id).available == 1000
    with engine.connect() as connection:
        stored = connection.execute(select(users.c.passphrase)).scalar_one()
    assert stored is not None
    assert stored.startswith("scrypt$")
    assert PASSPHRASE not in stored
    _spend(wallet, first.user, 900)
    clock.now += 1000 * DAY_S
    assert people.caller(granted.token) == granted.user
    signed_in = people.sign_in("ME@example.org", PASSPHRASE)
    assert people.caller(signed_in.token) == granted.user
    people.revoke_all(first.user.id)
    # The client on the person's machine keeps its films, but registered credits come once.
    assert people.anonymous("one").user == granted.user
    assert wallet.balance(first.user.id).available == 100


def test_what_registering_refuses(people: SqlUsers) -> None:
    first, second = people.anonymous("one").user, people.anonymous("two").user
    for email in ("", "me", "me@", "@example.org", "a b@example.org", "me@example", "\x00@b.org",
                  "\udcff@b.org", "me@example..org", "m" * 250 + "@b.org"):  # fmt: skip
        with pytest.raises(RegistrationRefused, match="e-mail address looks"):
            people.register(first.bind_id, email, PASSPHRASE)
    with pytest.raises(RegistrationRefused, match="at least"):
        people.register(first.bind_id, "me@example.org", "short")
    for bind_id in ("", "unknown", first.id, "\x00", "\udcff"):
        with pytest.raises(LinkRefused):
            people.register(bind_id, "me@example.org", PASSPHRASE)
    people.register(first.bind_id, "me@example.org", PASSPHRASE)
    with pytest.raises(RegistrationRefused, match="registered already"):
        people.register(first.bind_id, "other@example.org", PASSPHRASE)
    with pytest.raises(RegistrationRefused, match="has an account"):
        people.register(second.bind_id, "ME@example.org", PASSPHRASE)
    assert people.by_bind(second.bind_id).is_anonymous


def test_wrong_e_mail_and_wrong_passphrase_read_the_same(people: SqlUsers) -> None:
    user = people.anonymous("one").user
    # The same letters, composed (as typed on one keyboard) and decomposed (on another).
    people.register(user.bind_id, "me@example.org", "caf\u00e9 au lait")
    said: set[str] = set()
    for email, passphrase in (
        ("me@example.org", "cafe au lait"),
        ("you@example.org", "caf\u00e9 au lait"),
        ("\x00", ""),
    ):
        with pytest.raises(RegistrationRefused) as refused:
            people.sign_in(email, passphrase)
        said.add(str(refused.value))
    assert len(said) == 1
    people.sign_in("me@example.org", "cafe\u0301 au lait")


def test_a_passphrase_is_hashed_slowly() -> None:
    stored = passphrases.hashed(PASSPHRASE)
    assert stored.startswith("scrypt$32768$8$3$")
    assert stored != passphrases.hashed(PASSPHRASE)
    assert passphrases.matches(PASSPHRASE, stored)
    assert not passphrases.matches(PASSPHRASE + " ", stored)


def test_an_unknown_e_mail_is_hashed_too(people: SqlUsers, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes: list[bytes] = []

    def counted(said: bytes, *, dklen: int, **_: object) -> bytes:
        hashes.append(said)
        return bytes(dklen)

    monkeypatch.setattr("hashlib.scrypt", counted)
    with pytest.raises(RegistrationRefused):
        people.sign_in("nobody@example.org", PASSPHRASE)
    assert len(hashes) == 1


def test_two_cannot_register_one_link(people: SqlUsers, engine: Engine) -> None:
    user = people.anonymous("one").user

    def ask(number: int) -> bool:
        try:
            people.register(user.bind_id, f"me{number}@example.org", PASSPHRASE)
        except RegistrationRefused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(ask, range(2))) == [False, True]
    with engine.connect() as connection:
        grants = select(func.count()).where(ledger.c.key == "registered")
        assert connection.execute(grants).scalar_one() == 1


def test_the_long_gone_are_found_and_forgotten(
    people: SqlUsers, wallet: SqlLedger, clock: Clock, engine: Engine
) -> None:
    gone = people.anonymous("gone")
    _film(engine, gone.user.id, "prj_1")
    SqlClaims(engine, clock).make("prj_1")
    _spend(wallet, gone.user, 5)
    clock.now += 1
    later = people.anonymous("later")
    registered = people.anonymous("registered").user
    people.register(registered.bind_id, "me@example.org", PASSPHRASE)
    people.revoke_all(registered.id)
    people.grant_owner_token("from a file")
    people.revoke("from a file")
    clock.now += 6.5 * DAY_S
    people.anonymous("alive")
    assert people.expired(clock.now, 10) == []
    clock.now += DAY_S
    assert people.expired(clock.now, 10) == [gone.user.id, later.user.id]
    assert people.expired(clock.now, 1) == [gone.user.id]
    assert people.expired(gone.user.created_at + 1, 10) == [gone.user.id]
    people.forget(gone.user.id)
    people.forget(gone.user.id)
    assert people.expired(clock.now, 10) == [later.user.id]
    assert (_count(engine, "projects"), _count(engine, "claims")) == (0, 0)
    with engine.connect() as connection:
        left = select(func.count()).where(ledger.c.user_id == gone.user.id)
        assert connection.execute(left).scalar_one() == 0
    assert people.anonymous("gone").user.id != gone.user.id


def test_a_claim_opens_one_project_for_a_week(
    people: SqlUsers, clock: Clock, engine: Engine
) -> None:
    _film(engine, people.anonymous("one").user.id, "prj_1")
    doors = SqlClaims(engine, clock)
    claim = doors.make("prj_1")
    assert claim.token.startswith("clm_")
    assert claim.expires_in_s == CLAIM_LIVES_S == 604800
    assert doors.make("prj_1").token != claim.token
    clock.now += CLAIM_LIVES_S - 1
    assert doors.project_of(claim.token) == "prj_1"
    assert doors.drop_expired() == 0
    clock.now += 1
    for token in (claim.token, "clm_no", "", "\udcff"):
        with pytest.raises(LinkRefused):
            doors.project_of(token)
    with pytest.raises(TokenRefused):
        people.caller(claim.token)
    with engine.connect() as connection:
        assert claim.token not in str(connection.execute(select(claims)).all())
    assert doors.drop_expired() == 2


def test_credits_are_reserved_then_settled_or_released(people: SqlUsers, wallet: SqlLedger) -> None:
    me = people.anonymous("one").user.id
    wallet.reserve(me, "a", 40)
    wallet.reserve(me, "a", 40)
    wallet.reserve(me, "b", 50)
    assert wallet.balance(me) == Balance(available=10, frozen=90)
    with pytest.raises(NotEnoughCredits) as refused:
        wallet.reserve(me, "c", 11)
    assert (refused.value.needed, refused.value.available) == (11, 10)
    assert str(refused.value) == "This needs 11 credits; 10 credits can be spent."
    assert wallet.balance(me) == Balance(available=10, frozen=90)
    wallet.settle(me, "a", 15)
    wallet.settle(me, "a")
    wallet.release(me, "a")
    assert wallet.balance(me) == Balance(available=35, frozen=50)
    wallet.release(me, "b")
    wallet.settle(me, "b")
    wallet.reserve(me, "b", 50)
    assert wallet.balance(me) == Balance(available=85, frozen=0)
    wallet.settle(me, "never reserved")
    wallet.release(me, "never reserved")
    wallet.reserve(me, "d", 5)
    wallet.settle(me, "d", 500)
    assert wallet.balance(me) == Balance(available=80, frozen=0)
    assert wallet.balance(me).total == 80


def test_open_reservations_are_released_by_prefix(
    people: SqlUsers, wallet: SqlLedger, engine: Engine
) -> None:
    me, other = people.anonymous("one").user.id, people.anonymous("two").user.id
    for key in ("turn_1:a", "turn_1:b", "turn_10:a", "turnX1:a", "TURN_1:a"):
        wallet.reserve(me, key, 10)
    wallet.reserve(other, "turn_1:a", 10)
    wallet.settle(me, "turn_1:a")
    wallet.release_open(me, "turn_1:")
    wallet.release_open(me, "turn_1:")
    assert wallet.balance(me) == Balance(available=60, frozen=30)
    assert wallet.balance(other).frozen == 10
    with writing(engine) as connection:
        release_open_in(connection, me, "")
    assert wallet.balance(me) == Balance(available=90, frozen=0)


def test_settling_belongs_to_the_callers_transaction(
    people: SqlUsers, wallet: SqlLedger, engine: Engine
) -> None:
    me = people.anonymous("one").user.id
    wallet.reserve(me, "a", 40)
    with engine.connect() as connection:
        settle_in(connection, me, "a")
        connection.rollback()
    assert wallet.balance(me) == Balance(available=60, frozen=40)
    with writing(engine) as connection:
        settle_in(connection, me, "a")
        fill_up_in(connection, me, "top", 80)
        fill_up_in(connection, me, "top", 90)
    assert wallet.balance(me) == Balance(available=80, frozen=0)


def test_transactions_that_already_hold_rows_of_a_user_do_not_deadlock(
    people: SqlUsers, wallet: SqlLedger, engine: Engine
) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    me = people.anonymous("one").user.id
    wallet.reserve(me, "a", 40)
    row = {"user_id": me, "title": "", "language": "en", "cursor": 0, "created_at": 0.0}
    with writing(engine) as one, writing(engine) as two:
        two.execute(text("SET LOCAL lock_timeout = '2s'"))
        for number, connection in enumerate((one, two)):
            values = {**row, "id": f"prj_{number}", "updated_at": 0.0}
            connection.execute(insert(projects).values(values))
        settle_in(two, me, "a")
        two.commit()
        settle_in(one, me, "a")
    assert wallet.balance(me) == Balance(available=60, frozen=0)


def test_without_an_economy_everything_is_free(people: SqlUsers, engine: Engine) -> None:
    me = people.anonymous("one").user.id
    before = _count(engine, "ledger")
    free = SqlLedger(engine, economy=False)
    free.reserve(me, "a", 10**6)
    free.settle(me, "a")
    free.release(me, "a")
    free.release_open(me, "a")
    assert free.balance(me) == Balance(available=100, frozen=0)
    assert _count(engine, "ledger") == before


def test_nobody_has_nothing(wallet: SqlLedger, engine: Engine) -> None:
    assert wallet.balance("anon_no") == Balance(0, 0)
    wallet.settle("anon_no", "a")
    wallet.release_open("anon_no", "")
    with pytest.raises(NotEnoughCredits):
        wallet.reserve("anon_no", "a", 1)
    with pytest.raises(ValueError, match="negative"):
        wallet.reserve("anon_no", "a", -1)
    with pytest.raises(ValueError, match="negative"):
        wallet.settle("anon_no", "a", -1)
    assert _count(engine, "ledger") == 0


@pytest.mark.parametrize(
    ("credits_per_s", "duration_ms", "price"),
    [(1, 0, 0), (1, 1, 1), (1, 1000, 1), (1, 1001, 2), (1, 59_999, 60), (0, 5000, 0), (3, 500, 2)],
)
def test_what_a_clip_costs(credits_per_s: int, duration_ms: int, price: int) -> None:
    assert clip_price(credits_per_s, duration_ms) == price


def test_plans_and_prices() -> None:
    assert [(plan.name, plan.credits) for plan in PLANS.values()] == [
        ("anonymous", 100),
        ("registered", 1000),
        ("owner", None),
    ]
    assert ANONYMOUS.may_export
    assert (PRICES.built_in_per_s, PRICES.edit, PRICES.export) == (1, 0, 0)


@pytest.mark.parametrize("error", [NotEnoughCredits(7, 1), TooSoon(12), LinkRefused("No.")])
def test_refusals_survive_being_pickled(error: AskError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))
