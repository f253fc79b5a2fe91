"""Opens a database, SQLite or PostgreSQL, and brings its tables up to this version.

Reads take `engine.connect()`; whatever writes takes `writing(engine)`.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from kinoloom.errors import MachineError

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 0x6B696E6F
SQLITE = "sqlite:///"


def open_sqlite(path: Path) -> Engine:
    """An engine on a SQLite file, made and migrated as needed.

    Raises MachineError when the folder cannot be written or the file is no database.
    """
    return open_database(f"{SQLITE}{path}")


def open_database(url: str) -> Engine:
    """An engine on `sqlite:///…` or `postgresql://…`, with this version's tables.

    Raises MachineError when it cannot be reached, written or understood.
    """
    engine = _sqlite(Path(url.removeprefix(SQLITE))) if url.startswith(SQLITE) else _server(url)
    event.listen(engine, "handle_error", _explain)
    try:
        migrate(engine)
    except (OperationalError, DatabaseError) as error:
        engine.dispose()
        raise MachineError(
            f"The database {engine.url.render_as_string()} cannot be used: {error.orig}."
        ) from error
    return engine


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """A transaction that may write from its first statement on.

    In SQLite a transaction that began by reading and then writes fails at once when another
    has written meanwhile, whatever the timeout; this one waits its turn instead.
    """
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def insert_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row unless one of its keys is there."""
    build = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(build(table).values(row).on_conflict_do_nothing())


def migrate(engine: Engine) -> None:
    """Run the migrations this database has not seen; of several processes, one does it."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
    with _unchecked(engine), writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _unchecked(engine: Engine) -> Generator[None]:
    """SQLite changes a table by making it anew; with foreign keys on, dropping the old one would
    delete everything that hangs on it."""

    def off(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.execute("PRAGMA foreign_keys=OFF")

    if engine.dialect.name != "sqlite":
        yield
        return
    event.listen(engine, "checkout", off)
    try:
        yield
    finally:
        event.remove(engine, "checkout", off)
        # Connections of before know nothing of foreign keys; none of them may serve on.
        engine.dispose()


def _sqlite(path: Path) -> Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(f"{path.parent} cannot be made: {error.strerror}.") from error
    engine = create_engine(f"{SQLITE}{path}", connect_args={"timeout": 30}, pool_size=20)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _server(url: str) -> Engine:
    try:
        return create_engine(
            url.replace("postgresql://", "postgresql+psycopg://", 1),
            pool_size=20,
            pool_pre_ping=True,
        )
    except (ArgumentError, ModuleNotFoundError) as error:
        raise MachineError("A database is sqlite:///path or postgresql://…") from error


def _explain(context: ExceptionContext) -> None:
    """What the machine refuses is the operator's to mend, not a defect of ours."""
    said = str(context.original_exception)
    if context.is_disconnect or _is_away(context.original_exception):
        raise MachineError("The database does not answer; is it running?") from (
            context.original_exception
        )
    if "disk is full" in said or "No space left" in said:
        raise MachineError(
            "The disk is full; free some space and run the same command again."
        ) from context.original_exception
    if "readonly database" in said or "disk I/O error" in said:
        raise MachineError(f"The database cannot be written: {said}.") from (
            context.original_exception
        )


def _is_away(error: BaseException) -> bool:
    """psycopg's word for a server that is not there, or goes away."""
    kind = type(error)
    return kind.__module__.startswith("psycopg") and kind.__name__ in (
        "OperationalError",
        "ConnectionTimeout",
        "AdminShutdown",
    )


def _configure(connection: Any, _record: Any) -> None:
    # We begin transactions ourselves (`_begin`); the driver would begin reading ones only.
    connection.isolation_level = None
    cursor = connection.cursor()
    # WAL lets `kinoloom status` read while a film is being made.
    cursor.execute("PRAGMA journal_mode=WAL")
    # With WAL a power cut may lose the last transaction but never the file.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
