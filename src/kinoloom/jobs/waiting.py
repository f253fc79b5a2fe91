"""Waits for a job as if its work were a function call here."""

from __future__ import annotations

import time
from collections.abc import Callable

from kinoloom.errors import Cancelled
from kinoloom.jobs.failures import rebuilt
from kinoloom.jobs.ports import Jobs, JobStatus, Json, Order, Stopping
from kinoloom.watch import Watch

STOPPING_PAUSE_S = 0.1


def order(jobs: Jobs, wanted: Order, watch: Watch) -> None:
    """Submit a job from within another one.

    A process that is about to end takes no orders, and that must not become the failure of the
    work that needs one: it waits here to be let go of, and whoever takes it over orders again.
    """
    while True:
        try:
            jobs.submit(wanted)
            return
        except Stopping:
            watch.check()
            time.sleep(STOPPING_PAUSE_S)


def wait(
    jobs: Jobs,
    job_id: str,
    watch: Watch,
    hear: Callable[[JobStatus], None],
    poll_s: float = 0.1,
) -> Json:
    """The job's result. `hear` is called with every status that differs from the one before.

    Raises the job's own error (JobFailed where its class is unknown), Cancelled when the job or
    the watch was cancelled, NoSuchJob.
    """
    heard: JobStatus | None = None
    is_asked = False
    while True:
        status = jobs.status(job_id)
        if status != heard:
            hear(status)
            heard = status
        if status.is_over:
            return _ended(status, watch)
        if watch.is_cancelled and not is_asked:
            # Waiting goes on: whoever cleans up after the job must not meet it still writing.
            jobs.cancel(job_id)
            is_asked = True
        time.sleep(poll_s)


def _ended(status: JobStatus, watch: Watch) -> Json:
    if status.state == "cancelled" or watch.is_cancelled:
        raise Cancelled("Stopped.")
    if status.state == "failed":
        raise rebuilt(status.error, status.message)
    return status.result or {}
