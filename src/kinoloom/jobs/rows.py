"""The rows of `jobs`: the truth about every job, whoever queues and runs it.

What a run writes carries its attempt: a run that was taken over holds an older number, and
whatever it still writes finds no row.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    text,
    update,
)

from kinoloom.jobs.failures import Failure
from kinoloom.jobs.ports import JobStatus, Json, NoSuchJob, Order
from kinoloom.store.database import insert_once, writing
from kinoloom.store.tables import jobs

MOST_ATTEMPTS = 60
_UNFINISHED = ("queued", "running")
_A_MOMENT_S = 1e-6
_AT_ONCE = 500


@dataclass(frozen=True)
class Begun:
    """What a run needs to know, and the number under which it writes."""

    arguments: Json
    attempt: int


@dataclass(frozen=True)
class Mark:
    """Which run of a job counts, and whether someone asked it to stop."""

    attempt: int
    is_cancelled: bool


@dataclass(frozen=True)
class Waiting:
    """A job that nobody in sight runs, though somebody could."""

    id: str
    kind: str


class JobRows:
    """Reads and changes the rows; needs no queue beside it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, order: Order) -> None:
        """Write a queued job, unless its id is there already."""
        with writing(self._engine) as connection:
            insert_once(
                connection,
                jobs,
                {
                    "id": order.id,
                    "kind": order.kind,
                    "lane": order.lane,
                    "arguments": json.dumps(order.arguments),
                    "state": "queued",
                    "part": "",
                    "share": 0.0,
                    "cancelled": False,
                    "attempts": 0,
                    "created_at": _place_in(connection, order.lane),
                },
            )

    def status(self, job_id: str) -> JobStatus:
        """How far a job is. Raises NoSuchJob."""
        with self._engine.connect() as connection:
            row = connection.execute(select(jobs).where(jobs.c.id == job_id)).mappings().first()
        if row is None:
            raise NoSuchJob(f"There is no job {job_id}.")
        return _status(row)

    def cancel(self, job_id: str) -> None:
        """End a queued job, ask a running one to stop. Raises NoSuchJob."""
        with writing(self._engine) as connection:
            found = connection.execute(
                update(jobs)
                .where(jobs.c.id == job_id, jobs.c.state.in_(_UNFINISHED))
                .values(
                    cancelled=True,
                    state=case((jobs.c.state == "queued", "cancelled"), else_=jobs.c.state),
                    ended_at=case((jobs.c.state == "queued", time.time())),
                )
            ).rowcount
        if not found:
            self.status(job_id)

    def begin(self, job_id: str, executor: str) -> Begun | None:
        """Mark a job as running here. None when there is nothing (more) to run: it is over, was
        cancelled while nobody ran it, or stopped its worker too often."""
        is_this = and_(jobs.c.id == job_id, jobs.c.state.in_(_UNFINISHED))
        with writing(self._engine) as connection:
            connection.execute(
                update(jobs).where(is_this, jobs.c.cancelled).values(_end("cancelled"))
            )
            given_up = Failure("MachineError", "This job kept stopping the worker; it is given up.")
            connection.execute(
                update(jobs)
                .where(is_this, jobs.c.attempts >= MOST_ATTEMPTS)
                .values(_end("failed", failure=given_up))
            )
            row = connection.execute(
                update(jobs)
                .where(is_this)
                .values(
                    state="running",
                    executor=executor,
                    attempts=jobs.c.attempts + 1,
                    started_at=func.coalesce(jobs.c.started_at, time.time()),
                )
                .returning(jobs.c.arguments, jobs.c.attempts)
            ).first()
        return None if row is None else Begun(json.loads(row.arguments), row.attempts)

    def note(self, job_id: str, attempt: int, part: str, share: float, eta_s: float | None) -> None:
        """Write how far a run is."""
        self._write(job_id, attempt, {"part": part, "share": share, "eta_s": eta_s})

    def complete(self, job_id: str, attempt: int, result: str) -> bool:
        """End a job well, with a result in JSON; whether this run still had the right to."""
        end = {**_end("completed"), "result": result, "share": 1.0}
        return self._write(job_id, attempt, end)

    def fail(self, job_id: str, attempt: int, failure: Failure) -> bool:
        """End a job by an error; whether this run still had the right to."""
        return self._write(job_id, attempt, _end("failed", failure=failure))

    def stop(self, job_id: str, attempt: int) -> bool:
        """End a job as cancelled; whether this run still had the right to."""
        return self._write(job_id, attempt, _end("cancelled"))

    def marks(self, job_ids: Collection[str]) -> dict[str, Mark]:
        """What stands at jobs that run; one that is over has no mark."""
        query = select(jobs.c.id, jobs.c.attempts, jobs.c.cancelled).where(
            jobs.c.id.in_(job_ids), jobs.c.state == "running"
        )
        with self._engine.connect() as connection:
            return {row.id: Mark(row.attempts, row.cancelled) for row in connection.execute(query)}

    def next_after(self, job_id: str) -> list[Waiting]:
        """What may begin in the lane of this job."""
        lane = select(jobs.c.lane).where(jobs.c.id == job_id).scalar_subquery()
        return self._waiting(_may_begin().where(jobs.c.lane == lane))

    def may_begin(self, job_id: str) -> bool:
        """Whether a job is queued with nothing older in its lane."""
        return bool(self._waiting(_may_begin().where(jobs.c.id == job_id)))

    def unclaimed(self) -> list[Waiting]:
        """The oldest of what is queued with nothing older in its lane."""
        return self._waiting(_may_begin().order_by(jobs.c.created_at).limit(_AT_ONCE))

    def left(self, alive: Collection[str]) -> list[Waiting]:
        """What runs according to its row, though its executor is none of the living."""
        query = select(jobs.c.id, jobs.c.kind).where(
            jobs.c.state == "running", jobs.c.executor.not_in(alive)
        )
        return self._waiting(query)

    def running(self, executor: str) -> list[Waiting]:
        """What runs on this executor according to its row."""
        query = select(jobs.c.id, jobs.c.kind).where(
            jobs.c.state == "running", jobs.c.executor == executor
        )
        return self._waiting(query)

    def _write(self, job_id: str, attempt: int, values: Mapping[str, Any]) -> bool:
        with writing(self._engine) as connection:
            done = connection.execute(
                update(jobs)
                .where(
                    jobs.c.id == job_id,
                    jobs.c.state == "running",
                    jobs.c.attempts == attempt,
                )
                .values(values)
            )
        return done.rowcount == 1

    def _waiting(self, query: Select[Any, Any]) -> list[Waiting]:
        with self._engine.connect() as connection:
            return [Waiting(row.id, row.kind) for row in connection.execute(query)]


def _place_in(connection: Connection, lane: str | None) -> float:
    """The time of an order, later than that of everything before it in its lane.

    Two machines do not agree on the time; by their clocks alone the second order of a lane could
    count as the older, and begin beside the first.
    """
    if lane is None:
        return time.time()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:lane))"), {"lane": lane})
    newest = connection.scalar(
        select(func.max(jobs.c.created_at)).where(
            jobs.c.lane == lane, jobs.c.state.in_(_UNFINISHED)
        )
    )
    return max(time.time(), (newest or 0.0) + _A_MOMENT_S)


def _may_begin() -> Select[Any, Any]:
    older = jobs.alias("older")
    is_held: ColumnElement[bool] = exists().where(
        older.c.lane == jobs.c.lane,
        older.c.state.in_(_UNFINISHED),
        older.c.created_at < jobs.c.created_at,
    )
    return select(jobs.c.id, jobs.c.kind).where(
        jobs.c.state == "queued", or_(jobs.c.lane.is_(None), ~is_held)
    )


def _end(state: str, *, failure: Failure | None = None) -> dict[str, Any]:
    return {
        "state": state,
        "eta_s": None,
        "error": failure and failure.error,
        "message": failure and failure.message,
        "ended_at": time.time(),
    }


def _status(row: RowMapping) -> JobStatus:
    return JobStatus(
        id=row["id"],
        kind=row["kind"],
        state=row["state"],
        part=row["part"],
        share=row["share"],
        eta_s=row["eta_s"],
        result=None if row["result"] is None else json.loads(row["result"]),
        error=row["error"],
        message=row["message"],
        attempts=row["attempts"],
        created_at=row["created_at"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
    )
