"""Jobs in this process: threads and a dictionary. Nothing of it survives the process."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from kinoloom.errors import Cancelled
from kinoloom.jobs.failures import told
from kinoloom.jobs.ports import Jobs, JobStatus, Json, Kind, NoSuchJob, Order, Stopping
from kinoloom.jobs.progress import Progress
from kinoloom.watch import Watch

End = Callable[[JobStatus], JobStatus]


class ThreadJobs(Jobs):
    """Keeps every order and its status until the process ends."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self._kinds = kinds
        self._changed = threading.Condition()
        self._orders: dict[str, Order] = {}
        self._statuses: dict[str, JobStatus] = {}
        self._queued: list[str] = []
        self._watches: dict[str, Watch] = {}
        self._is_closed = False

    def submit(self, order: Order) -> None:
        """See Jobs."""
        if order.kind not in self._kinds:
            raise LookupError(f"no work of the kind {order.kind!r} is registered")
        with self._changed:
            if self._is_closed:
                raise Stopping("The studio is stopping; ask again when it is back.")
            if order.id in self._orders:
                return
            # What works here with a path or a date in it would fail once the queue is a database.
            self._orders[order.id] = replace(order, arguments=_as_json(order.arguments))
            self._statuses[order.id] = _queued(order)
            self._queued.append(order.id)
            self._begin_what_may()

    def status(self, job_id: str) -> JobStatus:
        """See Jobs."""
        with self._changed:
            if job_id not in self._statuses:
                raise NoSuchJob(f"There is no job {job_id}.")
            return self._statuses[job_id]

    def cancel(self, job_id: str) -> None:
        """See Jobs."""
        with self._changed:
            if job_id in self._queued:
                self._queued.remove(job_id)
                self._end(job_id, lambda was: replace(was, state="cancelled"))
            elif job_id in self._watches:
                self._watches[job_id].cancel()
            elif job_id not in self._statuses:
                raise NoSuchJob(f"There is no job {job_id}.")

    def close(self, grace_s: float) -> None:
        """See Jobs. What does not end in time is asked to stop, and forgotten."""
        with self._changed:
            self._is_closed = True
            self._changed.wait_for(lambda: not self._watches, grace_s)
            for watch in self._watches.values():
                watch.cancel()

    def _begin_what_may(self) -> None:
        """Start every queued job whose lane and whose kind have room, oldest first."""
        running = [self._orders[job_id] for job_id in self._watches]
        lanes = {order.lane for order in running if order.lane is not None}
        room = {
            name: kind.side_by_side - sum(order.kind == name for order in running)
            for name, kind in self._kinds.items()
        }
        for job_id in [] if self._is_closed else list(self._queued):
            order = self._orders[job_id]
            if order.lane not in lanes and room[order.kind] > 0:
                room[order.kind] -= 1
                self._begin(order)
            if order.lane is not None:
                # The younger of a lane wait for this one, whether it begins now or not.
                lanes.add(order.lane)

    def _begin(self, order: Order) -> None:
        self._queued.remove(order.id)
        progress = Progress(partial(self._note, order.id), every_s=0.0)
        watch = self._watches[order.id] = Watch(progress.report)
        was = self._statuses[order.id]
        self._statuses[order.id] = replace(was, state="running", attempts=1, started_at=time.time())
        # Daemons: a job that does not hear its watch must not keep the process from ending.
        threading.Thread(
            target=self._run, args=(order, watch), name=f"job {order.id}", daemon=True
        ).start()

    def _run(self, order: Order, watch: Watch) -> None:
        end = self._ended(order, watch)
        with self._changed:
            del self._watches[order.id]
            self._end(order.id, end)
            self._begin_what_may()
            self._changed.notify_all()

    def _ended(self, order: Order, watch: Watch) -> End:
        try:
            result = _as_json(self._kinds[order.kind].work(order.arguments, watch))
        except Cancelled:
            return lambda was: replace(was, state="cancelled")
        except (Exception, SystemExit) as error:  # noqa: BLE001 (`told` logs it)
            failure = told(order.id, error)
            return lambda was: replace(
                was, state="failed", error=failure.error, message=failure.message
            )
        return lambda was: replace(was, state="completed", share=1.0, result=result)

    def _end(self, job_id: str, end: End) -> None:
        ended = replace(self._statuses[job_id], eta_s=None, ended_at=time.time())
        self._statuses[job_id] = end(ended)

    def _note(self, job_id: str, part: str, share: float, eta_s: float | None) -> None:
        with self._changed:
            was = self._statuses[job_id]
            if not was.is_over:
                self._statuses[job_id] = replace(was, part=part, share=share, eta_s=eta_s)


def _queued(order: Order) -> JobStatus:
    return JobStatus(
        id=order.id,
        kind=order.kind,
        state="queued",
        part="",
        share=0.0,
        eta_s=None,
        result=None,
        error=None,
        message=None,
        attempts=0,
        created_at=time.time(),
        started_at=None,
        ended_at=None,
    )


def _as_json(value: Json) -> Json:
    return json.loads(json.dumps(value))
