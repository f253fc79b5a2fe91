"""DBOS, and all we use of it: it queues jobs, leases each to one executor, and recovers them.

What a job is, how far it is and how it ended stand in our own rows. There may be one `Leases` in
a process: DBOS keeps its state in the module.
"""

from __future__ import annotations

import contextlib
import contextvars
import logging
import sqlite3
import threading
from collections.abc import Callable, Collection, Generator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dbos import DBOS, DBOSConfig, error
from sqlalchemy.exc import SQLAlchemyError

from kinoloom.errors import MachineError
from kinoloom.jobs.ports import Kind

# By hand: DBOS would take a hash of the source, and an upgrade would strand what is queued.
_VERSION = "1"
_WORKFLOW = "run_job"
_CONNECTIONS = 10
_AT_ONCE = 500
_SQLITE = "sqlite:///"
_ACTIVE = ("ENQUEUED", "PENDING", "DELAYED")

# DBOS is one per process; a second launch would quietly get the first one's settings.
_only_one = threading.Lock()

_log = logging.getLogger(__name__)


class Leases:
    """A queue per kind in the database at `system_url`; `run` is given the id and kind of each
    job that this executor leased, in a thread of its own."""

    def __init__(
        self,
        system_url: str,
        executor_id: str,
        run: Callable[[str, str], None],
    ) -> None:
        self._system_url = system_url
        self._executor_id = executor_id
        self._run = run
        self._dbos: DBOS | None = None
        self._is_launched = False

    def launch(self, kinds: Mapping[str, Kind]) -> None:
        """Begin to lease jobs of these kinds, so many of each at once.

        Raises MachineError when the database cannot be reached or written, RuntimeError when
        another instance is launched in this process.
        """
        if not _only_one.acquire(blocking=False):
            raise RuntimeError("only one queue of jobs can be launched in a process")
        self._is_launched = True
        try:
            if self._system_url.startswith(_SQLITE):
                _prepare(Path(self._system_url.removeprefix(_SQLITE)))
            self._launch(kinds)
        except (error.DBOSException, SQLAlchemyError, sqlite3.Error, OSError) as problem:
            self.destroy()
            reason = str(problem).partition("\n")[0].rstrip(".")
            raise MachineError(f"The job queue's database cannot be used: {reason}.") from problem

    def _launch(self, kinds: Mapping[str, Kind]) -> None:
        run = self._run

        # DBOS's own limit on attempts sets a job aside where nobody looks; ours ends it.
        @DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=None)
        def run_job(job_id: str, kind: str) -> None:
            run(job_id, kind)

        del run_job
        self._dbos = DBOS(config=_config(self._system_url, self._executor_id))
        DBOS.listen_queues(list(kinds))
        with _silenced():
            DBOS.launch()
        for name, kind in kinds.items():
            # Without a poll interval of ours a job waits up to a second for its beginning.
            DBOS.register_queue(
                name,
                worker_concurrency=kind.side_by_side,
                polling_interval_sec=kind.poll_s,
                on_conflict="always_update",
            )

    def enqueue(self, job_id: str, kind: str) -> None:
        """Queue a job; one that was ever queued stays as it is."""
        # Within a running job DBOS would note this as a step of it, and a second run of that job
        # that orders other jobs would be refused. An empty context knows of no job.
        contextvars.Context().run(
            DBOS.enqueue_workflow_with_options,
            {
                "workflow_name": _WORKFLOW,
                "queue_name": kind,
                "workflow_id": job_id,
                "app_version": _VERSION,
            },
            job_id,
            kind,
        )

    def enqueue_again(self, job_id: str, kind: str) -> None:
        """Queue a job that DBOS holds for over."""
        try:
            DBOS.rewind_workflow(job_id, application_version=_VERSION, queue_name=kind)
        except error.DBOSException as problem:
            # Another process was quicker, and it is queued. If not, the next look sees it again.
            _log.info("Job %s was not queued again: %s", job_id, problem)

    def holders(self) -> set[str]:
        """The ids of all executors that have leased something."""
        held = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {lease.executor_id for lease in held if lease.executor_id is not None}

    def known(self, job_ids: Collection[str]) -> dict[str, bool]:
        """Of these jobs, those that were ever queued, and whether they are queued or leased."""
        found = DBOS.list_workflows(workflow_ids=list(job_ids), load_input=False, load_output=False)
        return {lease.workflow_id: lease.status in _ACTIVE for lease in found}

    def recover(self, executor_id: str) -> None:
        """Queue what an executor had leased. Twice is as good as once: DBOS moves only what is
        still that executor's."""
        DBOS._recover_pending_workflows([executor_id])  # pyright: ignore[reportPrivateUsage]

    def forget(self, older_than_s: float) -> None:
        """Delete what DBOS keeps of jobs that ended so long ago; nobody reads it."""
        before = datetime.now(UTC) - timedelta(seconds=older_than_s)
        ended = DBOS.list_workflows(
            status=["SUCCESS", "ERROR"],
            completed_before=before.isoformat(),
            limit=_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        DBOS.delete_workflows([lease.workflow_id for lease in ended])

    def stop(self) -> None:
        """Lease nothing more; what runs goes on."""
        # DBOS offers this only as the first half of `destroy`, whose second half waits in whole
        # seconds, and at least one.
        for event in self._dbos.background_thread_stop_events if self._dbos else ():
            event.set()

    def destroy(self) -> None:
        """Let go of everything. What is still leased is for others to recover."""
        if self._is_launched:
            self._is_launched, self._dbos = False, None
            DBOS.destroy(destroy_registry=True)
            _only_one.release()


@contextlib.contextmanager
def _silenced() -> Generator[None]:
    """DBOS prints the whole trace of what it then raises."""
    logger = logging.getLogger("dbos")
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


def _prepare(path: Path) -> None:
    """In WAL mode, which the file remembers, a poll does not wait for a write."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path, timeout=30)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def _config(system_url: str, executor_id: str) -> DBOSConfig:
    return {
        "name": "kinoloom",
        "system_database_url": system_url,
        "executor_id": executor_id,
        "application_version": _VERSION,
        "log_level": "WARNING",
        "enable_otlp": False,
        "sys_db_pool_size": _CONNECTIONS,
        # We wait for no message of DBOS's, and a listener would hold a connection; its polls
        # look at a list that stays empty, and their length is how long `destroy` takes.
        "use_listen_notify": False,
        "notification_listener_polling_interval_sec": 0.1,
    }
