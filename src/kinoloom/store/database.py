"""Opens a database and brings its tables up to this version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from kinoloom.errors import MachineError

MIGRATIONS = Path(__file__).parent / "migrations"


def open_sqlite(path: Path) -> Engine:
    """An engine on a SQLite file, made and migrated as needed.

    Raises MachineError when the folder cannot be written or the file is no database.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(f"{path.parent} cannot be made: {error.strerror}.") from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "handle_error", _explain)
    try:
        migrate(engine)
    except (OperationalError, DatabaseError) as error:
        engine.dispose()
        raise MachineError(f"The database {path} cannot be used: {error.orig}.") from error
    return engine


def migrate(engine: Engine) -> None:
    """Run the migrations this database has not seen."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        newest = ScriptDirectory.from_config(config).get_current_head()
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _explain(context: ExceptionContext) -> None:
    """What the machine refuses is the operator's to mend, not a defect of ours."""
    said = str(context.original_exception)
    if "disk is full" in said:
        raise MachineError(
            "The disk is full; free some space and run the same command again."
        ) from context.original_exception
    if "readonly database" in said or "disk I/O error" in said:
        raise MachineError(f"The database cannot be written: {said}.") from (
            context.original_exception
        )


def _configure(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # WAL lets `kinoloom status` read while a film is being made.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
