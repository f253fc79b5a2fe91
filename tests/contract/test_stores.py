"""One suite for every implementation of the project and generated-media ports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import insert
from tests.support.drafts import film

from kinoloom.draft import codec
from kinoloom.draft.edits import trim
from kinoloom.draft.model import Draft
from kinoloom.errors import MachineError
from kinoloom.generators.archive import plan_key
from kinoloom.generators.protocol import ClipPlan, ClipRequest
from kinoloom.store.database import migrate, open_database, open_sqlite
from kinoloom.store.generated import SqlGenerated
from kinoloom.store.memory import MemoryGenerated, MemoryProjects
from kinoloom.store.pending import PendingProjects
from kinoloom.store.ports import GeneratedMedia, Message, NoSuchProject, Projects, Seek
from kinoloom.store.projects import SqlProjects
from kinoloom.store.tables import projects


@pytest.fixture(params=["memory", "sqlite"])
def stores(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Projects, GeneratedMedia]]:
    """Each implementation in turn."""
    if request.param == "memory":
        yield MemoryProjects(), MemoryGenerated()
        return
    engine = open_sqlite(tmp_path / "k.db")
    yield SqlProjects(engine), SqlGenerated(engine)
    engine.dispose()


Stores = tuple[Projects, GeneratedMedia]


def test_a_project_comes_back(stores: Stores) -> None:
    projects = stores[0]
    made = projects.create("Mars", "en", film(5000))
    assert projects.load(made.id) == made
    assert (made.title, made.language, made.draft, made.revision) == ("Mars", "en", film(5000), 0)


def test_commits_undo_redo(stores: Stores) -> None:
    projects = stores[0]
    first = film(5000)
    second = trim(first, "clip_1", front_ms=1000)
    third = trim(first, "clip_1", back_ms=1000)
    made = projects.create("", "en", first)
    assert projects.commit(made.id, second, "trimmed", title="Short").title == "Short"
    assert projects.step(made.id, -1).draft == first
    assert projects.step(made.id, -5).revision == 0
    assert projects.step(made.id, 5).draft == second
    projects.step(made.id, -1)
    after = projects.commit(made.id, third, "another way")
    assert (after.draft, after.revision, after.newest_revision) == (third, 1, 1)
    assert projects.step(made.id, 1).draft == third


def test_an_unchanged_draft_is_no_revision(stores: Stores) -> None:
    projects = stores[0]
    made = projects.create("", "en", film(5000))
    assert projects.commit(made.id, film(5000), "").revision == 0


def test_the_latest_project_comes_first(stores: Stores) -> None:
    projects = stores[0]
    old, new = projects.create("old", "en", Draft()), projects.create("new", "zh", Draft())
    assert [p.id for p in projects.list()] == [new.id, old.id]
    projects.commit(old.id, film(1000), "")
    assert [p.id for p in projects.list(1)] == [old.id]


def test_the_conversation_keeps_its_order(stores: Stores) -> None:
    projects = stores[0]
    made = projects.create("", "en", Draft())
    said = [Message("user", "hi"), Message("model", "hello"), Message("user", "你好", failed=True)]
    for message in said:
        projects.say(made.id, message)
    assert list(projects.conversation(made.id)) == said


def test_a_discarded_project_is_gone(stores: Stores) -> None:
    projects = stores[0]
    made = projects.create("", "en", film(1000))
    projects.say(made.id, Message("user", "hi"))
    projects.discard(made.id)
    projects.discard(made.id)
    assert list(projects.list()) == []
    with pytest.raises(NoSuchProject):
        projects.load(made.id)


def test_an_unknown_project_is_named(stores: Stores) -> None:
    with pytest.raises(NoSuchProject, match="prj_none"):
        stores[0].load("prj_none")
    with pytest.raises(NoSuchProject):
        stores[0].commit("prj_none", Draft(), "")


def test_generated_media(stores: Stores) -> None:
    generated = stores[1]
    request = ClipRequest("words", 320, 180, Fraction(30000, 1001), 5000, 7)
    plan = ClipPlan("painted", "1", request, {"a": [1, None]}, "T", "rain", notes=("n",))
    assert generated.made(plan_key(plan)) is None
    generated.remember(plan_key(plan), "f" * 64, plan)
    generated.remember(plan_key(plan), "e" * 64, plan)
    assert generated.made(plan_key(plan)) == "e" * 64
    assert generated.plan_of("e" * 64) == plan
    assert generated.plan_of("0" * 64) is None


def test_a_new_film_keeps_the_others(stores: Stores) -> None:
    projects = stores[0]
    made = projects.create("", "en", Draft())
    projects.commit(made.id, film(1000), "", title="Sea")
    projects.commit(made.id, film(2000), "", title="City", new_film=True)
    projects.commit(made.id, film(3000), "")
    shown = [(f.number, f.title, f.revision) for f in projects.films(made.id)]
    assert shown == [(1, "Sea", 1), (2, "City", 3)]
    back = projects.step(made.id, -2)
    assert (back.film, back.title, back.draft) == (1, "Sea", film(1000))
    assert [f.title for f in projects.films(made.id)] == ["Sea"]
    assert projects.at(made.id, 3).draft == film(3000)


def test_pending_changes_are_what_making_them_gives(stores: Stores) -> None:
    projects = stores[0]
    made = projects.create("", "en", film(1000))
    projects.commit(made.id, film(2000), "", title="A")
    pending = PendingProjects(projects)
    pending.step(made.id, -1)
    seen = pending.commit(made.id, film(3000), "s", title="B", new_film=True)
    assert projects.load(made.id).draft == film(2000), "nothing is written yet"
    for change in pending.changes:
        if isinstance(change, Seek):
            projects.step(made.id, change.revision - projects.load(made.id).revision)
        else:
            projects.commit(made.id, change.draft, "", title=change.title, new_film=True)
    after = projects.load(made.id)
    assert replace(seen, updated_at=0) == replace(after, updated_at=0)


def test_an_older_database_keeps_its_projects(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, text

    from kinoloom.store.database import MIGRATIONS

    old = create_engine(f"sqlite:///{tmp_path / 'k.db'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with old.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO projects VALUES ('prj_1', 'Mars', 'en', 0, 1, 1)"))
        draft = codec.dumps(film(5000))
        connection.execute(
            text("INSERT INTO revisions VALUES ('prj_1', 0, :draft, '', 1)"), {"draft": draft}
        )
    old.dispose()
    engine = open_sqlite(tmp_path / "k.db")
    kept = SqlProjects(engine).load("prj_1")
    assert (kept.title, kept.draft, kept.film) == ("Mars", film(5000), 1)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    engine = open_sqlite(tmp_path / "k.db")
    made = SqlProjects(engine).create("kept", "en", Draft())
    migrate(engine)
    engine.dispose()
    again = open_sqlite(tmp_path / "k.db")
    assert SqlProjects(again).load(made.id).title == "kept"
    again.dispose()


def test_a_full_disk_is_the_operators(tmp_path: Path) -> None:
    engine = open_sqlite(tmp_path / "k.db")
    with engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(MachineError, match="disk is full"):
            connection.execute(
                insert(projects).values(
                    id="p", title="x" * 10**6, language="en", cursor=0, created_at=0, updated_at=0
                )
            )
    engine.dispose()


def test_the_migrations_make_the_tables_the_code_uses(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from kinoloom.store.tables import metadata

    engine = open_sqlite(tmp_path / "k.db")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_database_that_is_away_is_the_operators() -> None:
    with pytest.raises(MachineError, match="does not answer"):
        open_database("postgresql://127.0.0.1:1/none?connect_timeout=2")
    with pytest.raises(MachineError):
        open_database("mysql://127.0.0.1/none")
