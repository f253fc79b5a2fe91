"""The jobs this process runs: each with a watch, and one monitor that looks who was cancelled."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from kinoloom.errors import Cancelled, MachineError
from kinoloom.jobs.failures import told
from kinoloom.jobs.ports import Kind
from kinoloom.jobs.progress import Progress
from kinoloom.jobs.rows import Begun, JobRows
from kinoloom.watch import Watch

_LOOK_S = 0.25

_log = logging.getLogger(__name__)


@dataclass
class Run:
    """One run of a job."""

    id: str
    attempt: int
    progress: Progress
    watch: Watch
    # No longer ours: taken over by another executor, or let go. Its failure says nothing then.
    is_lost: bool = False


class Runs:
    """Runs jobs of `kinds` for one executor. `after` is called with the id of each that ended."""

    def __init__(
        self,
        rows: JobRows,
        executor_id: str,
        kinds: Mapping[str, Kind],
        after: Callable[[str], None],
    ) -> None:
        self._rows = rows
        self._executor_id = executor_id
        self._kinds = kinds
        self._after = after
        # DBOS counts a job as running from when its thread begins; on a busy machine its next
        # poll is sooner, and it leases one too many.
        self._room = {
            name: threading.BoundedSemaphore(kind.side_by_side) for name, kind in kinds.items()
        }
        self._changed = threading.Condition()
        self._claims: list[str] = []
        self._runs: list[Run] = []
        self._begins_no_more = threading.Event()
        self._has_let_go = threading.Event()
        self._monitor = threading.Thread(target=self._look_on, name="job monitor", daemon=True)

    def start(self) -> None:
        """Begin to look for cancelled jobs."""
        self._monitor.start()

    def run(self, job_id: str, kind: str) -> None:
        """Run a job to its end, unless it is over already."""
        with self._room[kind], self._claim(job_id):
            # Leased in the moment of closing: its row stays queued, and another process finds it.
            if self._begins_no_more.is_set():
                return
            begun = self._rows.begin(job_id, self._executor_id)
            if begun is not None:
                self._run(job_id, self._kinds[kind], begun)
            if not self._has_let_go.is_set():
                self._after(job_id)

    def has(self, job_id: str) -> bool:
        """Whether this process is about to run a job, runs it or is just done with it."""
        with self._changed:
            return job_id in self._claims

    def drain(self, grace_s: float) -> None:
        """Begin nothing more, and wait at most so long until nothing runs."""
        self._begins_no_more.set()
        with self._changed:
            self._changed.wait_for(lambda: not self._claims, grace_s)

    def let_go(self) -> None:
        """Ask what still runs to stop, and leave its rows to whoever takes over."""
        self._has_let_go.set()
        with self._changed:
            for run in self._runs:
                run.is_lost = True
                run.watch.cancel()
        if self._monitor.is_alive():
            # Nobody may close the database under its hands.
            self._monitor.join()

    def _run(self, job_id: str, kind: Kind, begun: Begun) -> None:
        progress = Progress(partial(self._note, job_id, begun.attempt))
        run = Run(job_id, begun.attempt, progress, Watch(progress.report))
        with self._changed:
            self._runs.append(run)
        try:
            if not self._end(run, kind, begun):
                _log.info("Job %s was taken over; this run of it counts for nothing.", job_id)
        finally:
            with self._changed:
                self._runs.remove(run)

    def _end(self, run: Run, kind: Kind, begun: Begun) -> bool:
        """Do the work and write how it ended; False when another run had the say."""
        try:
            result = json.dumps(kind.work(begun.arguments, run.watch))
        except Cancelled:
            return not run.is_lost and self._rows.stop(run.id, run.attempt)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (`told` logs it)
            failure = told(run.id, error)
            return not run.is_lost and self._rows.fail(run.id, run.attempt, failure)
        return self._rows.complete(run.id, run.attempt, result)

    def _note(
        self, job_id: str, attempt: int, part: str, share: float, eta_s: float | None
    ) -> None:
        try:
            self._rows.note(job_id, attempt, part, share, eta_s)
        except (SQLAlchemyError, MachineError) as error:
            # An hour of work must not be lost for a line about its progress.
            _log.warning("The progress of job %s was not written: %s", job_id, error)

    @contextmanager
    def _claim(self, job_id: str) -> Generator[None]:
        with self._changed:
            self._claims.append(job_id)
        try:
            yield
        finally:
            with self._changed:
                self._claims.remove(job_id)
                self._changed.notify_all()

    def _look_on(self) -> None:
        while not self._has_let_go.wait(_LOOK_S):
            try:
                self._look()
            except (SQLAlchemyError, MachineError) as error:
                _log.warning("Nobody knows which jobs were cancelled: %s", error)

    def _look(self) -> None:
        with self._changed:
            runs = list(self._runs)
        marks = self._rows.marks([run.id for run in runs]) if runs else {}
        for run in runs:
            mark = marks.get(run.id)
            if mark is None or mark.attempt != run.attempt:
                run.is_lost = True
                run.watch.cancel()
            elif mark.is_cancelled:
                run.watch.cancel()
            else:
                run.progress.flush()
