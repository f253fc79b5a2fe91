"""Jobs that outlive the process: rows of ours for what they are, DBOS for who runs them when."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Engine

from kinoloom.jobs.executors import ExecutorRows, this_process
from kinoloom.jobs.leases import Leases
from kinoloom.jobs.ports import Jobs, JobStatus, Kind, Order, Stopping
from kinoloom.jobs.reaper import Pace, Reaper
from kinoloom.jobs.rows import JobRows
from kinoloom.jobs.runs import Runs


class DbosJobs(Jobs):
    """Orders any of `kinds`, and runs those that it `serves`.

    `engine` is our own database, `system_url` (`sqlite:///…` or `postgresql://…`) that of DBOS;
    in PostgreSQL both may be one. There may be one launched instance in a process.
    """

    def __init__(
        self,
        engine: Engine,
        system_url: str,
        kinds: Mapping[str, Kind],
        *,
        serves: Collection[str] = (),
        pace: Pace | None = None,
    ) -> None:
        me, pace = this_process(), pace or Pace()
        self._kinds = kinds
        self._served = {name: kinds[name] for name in serves}
        self._rows = JobRows(engine)
        self._runs = Runs(self._rows, me.id, self._served, self._queue_next)
        self._leases = Leases(system_url, me.id, self._runs.run)
        self._reaper = Reaper(me, ExecutorRows(engine), self._rows, self._runs, self._leases, pace)
        self._is_closed = False

    def launch(self) -> None:
        """Begin to take orders, and to run what this process serves.

        Raises MachineError when a database cannot be reached or written.
        """
        if self._served:
            # Before anything is leased: who holds something and is not in the list counts as dead.
            self._reaper.beat()
        self._leases.launch(self._served)
        if self._served:
            self._runs.start()
            self._reaper.start()

    def submit(self, order: Order) -> None:
        """See Jobs."""
        if order.kind not in self._kinds:
            raise LookupError(f"no work of the kind {order.kind!r} is registered")
        if self._is_closed:
            raise Stopping("The studio is stopping; ask again when it is back.")
        self._rows.add(order)
        # Should this process die here, a reaper finds the row.
        if self._rows.may_begin(order.id):
            self._leases.enqueue(order.id, order.kind)

    def status(self, job_id: str) -> JobStatus:
        """See Jobs."""
        return self._rows.status(job_id)

    def cancel(self, job_id: str) -> None:
        """See Jobs."""
        self._rows.cancel(job_id)

    def close(self, grace_s: float) -> None:
        """See Jobs. What does not end in time is asked to stop, stays running by its row, and is
        taken over by another process or the next one."""
        self._is_closed = True
        self._leases.stop()
        self._runs.drain(grace_s)
        self._runs.let_go()
        if self._served:
            self._reaper.stop()
        self._leases.destroy()
        if self._served:
            self._reaper.leave()

    def _queue_next(self, job_id: str) -> None:
        """A job is queued with DBOS when nothing older is left in its lane: so it holds no place
        while it waits, and a lane keeps its order whatever dies."""
        for job in self._rows.next_after(job_id):
            self._leases.enqueue(job.id, job.kind)
