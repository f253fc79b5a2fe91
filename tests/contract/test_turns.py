"""Turns are written once: on SQLite and PostgreSQL, by one process or by two that disagree."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert
from tests.support.drafts import film

from kinoloom.accounts.ledger import SqlLedger
from kinoloom.accounts.users import SqlUsers
from kinoloom.draft.model import Draft
from kinoloom.store.database import open_database, writing
from kinoloom.store.files import SqlFiles
from kinoloom.store.ports import Commit, Project, Seek
from kinoloom.store.projects import SqlProjects
from kinoloom.store.tables import ledger
from kinoloom.turns.log import SqlTurns
from kinoloom.turns.ports import NoSuchTurn

pytest_plugins = ["tests.support.postgres"]


@pytest.fixture(params=["sqlite", "postgres"])
def engine(
    request: pytest.FixtureRequest, tmp_path: Path, new_database: Callable[..., str]
) -> Iterator[Engine]:
    """A fresh database of each sort."""
    url = f"sqlite:///{tmp_path / 'k.db'}" if request.param == "sqlite" else new_database()
    found = open_database(url)
    yield found
    found.dispose()


@pytest.fixture
def project(engine: Engine) -> Project:
    """A user's project."""
    user = SqlUsers(engine).anonymous("someone").user
    return SqlProjects(engine).create("", "en", Draft(), user_id=user.id)


def test_the_same_words_join_the_open_turn(engine: Engine, project: Project) -> None:
    turns = SqlTurns(engine)
    first, is_new = turns.begin(project.id, "hello")
    assert (is_new, first.number, first.state, first.user_id) == (True, 1, "open", project.user_id)
    assert turns.begin(project.id, "hello") == (first, False)
    assert turns.open_turn(project.id, "hello") == first
    assert turns.open_turn(project.id, "other") is None
    second, is_new = turns.begin(project.id, "other", streaming=True)
    assert (is_new, second.number, second.streaming) == (True, 2, True)
    assert [turn.id for turn in turns.open_turns()] == [first.id, second.id]
    turns.end(first.id, "done", "hi")
    again, is_new = turns.begin(project.id, "hello")
    assert (is_new, again.number) == (True, 3)


def test_two_posts_at_once_are_one_turn(engine: Engine, project: Project) -> None:
    turns = SqlTurns(engine)
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(turns.begin(project.id, "hello")[0].id))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_events_are_numbered_without_gaps_and_the_first_of_a_key_wins(
    engine: Engine, project: Project
) -> None:
    turns = SqlTurns(engine)
    turn, _ = turns.begin(project.id, "hello")
    for key, body in (("a", "1"), ("b", "2"), ("a", "again"), ("c", "3")):
        turns.append(turn.id, key, body)
    assert [(e.seq, e.body) for e in turns.events(turn.id)] == [(1, "1"), (2, "2"), (3, "3")]
    assert [e.seq for e in turns.events(turn.id, 2)] == [3]
    assert turns.progress([turn.id, "e-none"]) == {turn.id: (3, False)}
    turns.end(turn.id, "done", "hi")
    turns.append(turn.id, "d", "too late")
    assert turns.progress([turn.id]) == {turn.id: (3, True)}


def test_many_writers_leave_no_gap(engine: Engine, project: Project) -> None:
    turns = SqlTurns(engine)
    turn, _ = turns.begin(project.id, "hello")

    def write(name: str) -> None:
        for number in range(10):
            turns.append(turn.id, f"{number}", name)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [event.seq for event in turns.events(turn.id)] == list(range(1, 11))


def test_a_step_ends_once(engine: Engine, project: Project) -> None:
    turns, wallet = SqlTurns(engine), SqlLedger(engine)
    user_id = project.user_id
    assert user_id is not None
    turn, _ = turns.begin(project.id, "make it")
    wallet.reserve(user_id, f"{turn.id}/call:1", 5)
    change = [Commit(film(5000), "made", "Film")]
    assert turns.answer(turn.id, "call:1") is None
    first = turns.settle(turn.id, "call:1", {"n": 1}, change, paid=True)
    # The one who had only been asleep comes with other changes.
    late = turns.settle(turn.id, "call:1", {"n": 2}, [Commit(film(9000), "", "Late")], paid=True)
    assert (first, late) == ({"n": 1}, {"n": 1})
    assert turns.answer(turn.id, "call:1") == {"n": 1}
    after = SqlProjects(engine).load(project.id)
    assert (after.draft, after.revision, after.title) == (film(5000), 1, "Film")
    assert (wallet.balance(user_id).available, wallet.balance(user_id).frozen) == (95, 0)
    assert SqlFiles(engine).not_held(user_id, {"0" * 64}) == {"0" * 64}
    assert SqlFiles(engine).made(project.id)


def test_a_step_that_failed_costs_and_changes_nothing(engine: Engine, project: Project) -> None:
    turns, wallet = SqlTurns(engine), SqlLedger(engine)
    user_id = project.user_id
    assert user_id is not None
    turn, _ = turns.begin(project.id, "make it")
    wallet.reserve(user_id, f"{turn.id}/call:1", 5)
    turns.settle(turn.id, "call:1", {"status": "error"}, paid=False)
    assert (wallet.balance(user_id).available, wallet.balance(user_id).frozen) == (100, 0)
    assert SqlProjects(engine).load(project.id).revision == 0


def test_all_or_nothing(engine: Engine, project: Project) -> None:
    turns = SqlTurns(engine)
    turn, _ = turns.begin(project.id, "make it")
    changes = [Commit(film(5000), ""), Seek(99)]
    with pytest.raises(Exception, match="no project"):
        turns.settle(turn.id, "call:1", {"n": 1}, changes, paid=True)
    assert turns.answer(turn.id, "call:1") is None
    assert SqlProjects(engine).load(project.id).revision == 0


def test_what_a_turn_holds_is_free_when_it_ends(engine: Engine, project: Project) -> None:
    turns, wallet, projects = SqlTurns(engine), SqlLedger(engine), SqlProjects(engine)
    user_id = project.user_id
    assert user_id is not None
    turn, _ = turns.begin(project.id, "make it")
    wallet.reserve(user_id, f"{turn.id}/call:1", 5)
    wallet.reserve(user_id, "another/call:1", 7)
    turns.end(turn.id, "cancelled", "Stopped.")
    turns.end(turn.id, "done", "again")
    assert (wallet.balance(user_id).available, wallet.balance(user_id).frozen) == (93, 7)
    said = [(m.role, m.text, m.failed) for m in projects.conversation(project.id)]
    assert said == [("user", "make it", True), ("model", "Stopped.", True)]
    assert turns.load(turn.id).state == "cancelled"


def test_the_context_is_pinned_once(engine: Engine, project: Project) -> None:
    turns = SqlTurns(engine)
    turn, _ = turns.begin(project.id, "hello")
    assert turns.pin(turn.id, {"has_clip": False}) == {"has_clip": False}
    assert turns.pin(turn.id, {"has_clip": True}) == {"has_clip": False}


def test_cancelling_is_remembered(engine: Engine, project: Project) -> None:
    turns = SqlTurns(engine)
    turn, _ = turns.begin(project.id, "hello")
    turns.cancel(turn.id)
    assert turns.load(turn.id).cancelled
    for call in (turns.load, turns.cancel):
        with pytest.raises(NoSuchTurn):
            call("e-none")


def test_a_forgotten_user_takes_everything_along(engine: Engine, project: Project) -> None:
    turns = SqlTurns(engine)
    assert project.user_id is not None
    turn, _ = turns.begin(project.id, "hello")
    turns.append(turn.id, "a", "1")
    with writing(engine) as connection:
        row = {"user_id": project.user_id, "kind": "grant", "key": "x", "amount": 1}
        connection.execute(insert(ledger).values(**row, created_at=0.0))
    SqlUsers(engine).forget(project.user_id)
    with pytest.raises(NoSuchTurn):
        turns.load(turn.id)
    assert turns.events(turn.id) == []
