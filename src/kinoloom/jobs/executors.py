"""Who is at work: one row per process with a heartbeat, and how to tell that one is gone."""

from __future__ import annotations

import os
import socket
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, delete, select, update

from kinoloom.store.database import insert_once, writing
from kinoloom.store.tables import executors


@dataclass(frozen=True)
class Executor:
    """One life of one process. The id is new in every life: two that shared one would do each
    other's work again."""

    id: str
    host: str
    pid: int


@dataclass(frozen=True)
class Sign:
    """An executor and the last time it wrote, by its own clock."""

    executor: Executor
    heartbeat_at: float


class ExecutorRows:
    """The rows of `executors`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def beat(self, executor: Executor) -> None:
        """Write that this executor lives; again, should somebody have thought it dead."""
        now = time.time()
        with writing(self._engine) as connection:
            found = connection.execute(
                update(executors).where(executors.c.id == executor.id).values(heartbeat_at=now)
            ).rowcount
            if not found:
                row = {
                    "id": executor.id,
                    "host": executor.host,
                    "pid": executor.pid,
                    "created_at": now,
                    "heartbeat_at": now,
                }
                insert_once(connection, executors, row)

    def signs(self) -> list[Sign]:
        """What every executor wrote last."""
        with self._engine.connect() as connection:
            return [
                Sign(Executor(row.id, row.host, row.pid), row.heartbeat_at)
                for row in connection.execute(select(executors))
            ]

    def remove(self, executor: Executor, heartbeat_at: float | None = None) -> None:
        """Take an executor out; with `heartbeat_at`, only if it has not written since."""
        query = delete(executors).where(executors.c.id == executor.id)
        if heartbeat_at is not None:
            query = query.where(executors.c.heartbeat_at == heartbeat_at)
        with writing(self._engine) as connection:
            connection.execute(query)


def this_process() -> Executor:
    """A new executor for this process."""
    pid = os.getpid()
    return Executor(f"{uuid.uuid4().hex}-{_born(pid)}", _host(), pid)


def is_gone(executor: Executor, here: Executor) -> bool:
    """Whether its process certainly ended; False where that cannot be seen from here."""
    if executor.host != here.host:
        return False
    if executor.pid == here.pid:
        # One process has one executor; this one came after it.
        return executor.id != here.id
    try:
        os.kill(executor.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    born = _born(executor.pid)
    return born != "" and not executor.id.endswith(f"-{born}")


def _host() -> str:
    """This machine; of two containers with one name, each sees only its own processes."""
    try:
        namespace = Path("/proc/self/ns/pid").readlink()
    except OSError:
        return socket.gethostname()
    return f"{socket.gethostname()} {namespace}"


def _born(pid: int) -> str:
    """When a process began, in ticks since the machine did: a number used again begins later.

    Empty where the machine does not tell. A dead one that nobody buried began never.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "never" if fields[0] == "Z" else fields[19]
