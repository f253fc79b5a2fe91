"""Workers beside a server: one dies for good and another takes over; a slow film is not silence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.support.served import ROOT, Caller, Served, served

from kinoloom.store.database import open_database
from kinoloom.store.tables import executors, jobs


@contextmanager
def workers(server: Served, count: int) -> Generator[list[subprocess.Popen[bytes]], None, None]:
    """So many `kinoloom worker` on a server's home."""
    environment = {**os.environ, "KINOLOOM_HOME": str(server.home), **server.settings}
    with server.log.open("ab") as log:
        found = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.support.quick_server", "worker"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
            for _ in range(count)
        ]
    try:
        yield found
    finally:
        for one in found:
            one.kill()
            one.wait()


def worker_of(server: Served, kind: str) -> int | None:
    """The process that works on a job of that kind now."""
    engine = open_database(f"sqlite:///{server.home / 'kinoloom.db'}")
    query = (
        select(executors.c.pid)
        .join(jobs, jobs.c.executor == executors.c.id)
        .where(jobs.c.kind == kind, jobs.c.state == "running")
    )
    with engine.connect() as connection:
        found = connection.execute(query).scalar()
    engine.dispose()
    return found


def test_another_worker_takes_over(tmp_path: Path) -> None:
    server = Served(tmp_path / "home", {"QUICK_FRAME_S": "0.2"}, arguments=("--no-worker",))
    server.begin()
    try:
        with workers(server, 2) as pair:
            user = Caller(server, "taken-over")
            user.sign_up()
            stream = user.listen(user.run_body("a desert at noon, 1 second"))
            seen = [next(event for event in stream if event.sort == "progress")]
            pid = wait_for_worker(server)
            assert pid in [one.pid for one in pair]
            os.kill(pid, signal.SIGKILL)
            killed_at = time.monotonic()
            seen += list(stream)
            after = [event.at_s - killed_at for event in seen if event.at_s > killed_at]
            assert min(after) < 15, "the other worker was silent for too long"
            assert seen[-1].sort == "text"
            balance = user.get("/api/credits/balance/simple").data
            assert balance == {"available": 99, "frozen": 0, "total": 99}
    finally:
        server.kill()


def wait_for_worker(server: Served) -> int:
    """Until a film is being painted; by whom."""
    ends_at = time.monotonic() + 30
    while time.monotonic() < ends_at:
        pid = worker_of(server, "film")
        if pid is not None:
            return pid
        time.sleep(0.05)
    raise AssertionError(server.log.read_text()[-2000:])


@pytest.mark.slow
def test_silence_is_never_longer_than_ten_seconds(tmp_path: Path) -> None:
    with served(tmp_path / "home", QUICK_FRAME_S="25") as server:
        user = Caller(server, "patient")
        user.sign_up()
        stream = user.listen(user.run_body("a desert at noon, 1 second"))
        last, longest, beats = time.monotonic(), 0.0, 0
        for event in stream:
            longest, last = max(longest, event.at_s - last), event.at_s
            beats += event.sort == "heartbeat"
            if beats == 4:
                break
        stream.close()  # type: ignore[attr-defined]
        assert beats == 4
        assert longest < 10
