"""Tells the others that this process lives, and takes over from those that do not.

Each look compares what is with what should be, so a look that was cut short is made good by the
next one, here or elsewhere; two processes that take over the same job do no harm.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from dbos import error
from sqlalchemy.exc import SQLAlchemyError

from kinoloom.errors import MachineError
from kinoloom.jobs.executors import Executor, ExecutorRows, Sign, is_gone
from kinoloom.jobs.leases import Leases
from kinoloom.jobs.rows import JobRows, Waiting
from kinoloom.jobs.runs import Runs

_TIDY_S = 600.0
_KEPT_S = 6 * 3600.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How often an executor writes and looks, and how long a silent one is given."""

    beat_s: float = 2.0
    look_s: float = 1.0
    silent_s: float = 8.0


class Reaper:
    """Beats and looks in threads of their own: a look that waits for the database must not make
    this process seem dead."""

    def __init__(
        self,
        me: Executor,
        executors: ExecutorRows,
        rows: JobRows,
        runs: Runs,
        leases: Leases,
        pace: Pace,
    ) -> None:
        self._me = me
        self._executors = executors
        self._rows = rows
        self._runs = runs
        self._leases = leases
        self._pace = pace
        self._silence = Silence(pace.silent_s)
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._again, args=task, name=f"job {task[0]}", daemon=True)
            for task in (
                ("heartbeat", pace.beat_s, self.beat),
                ("reaper", pace.look_s, self.look),
                ("tidying", _TIDY_S, self.tidy),
            )
        ]

    def start(self) -> None:
        """Begin; the first look is at once, so that a restart goes on with what it left."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Look and beat no more."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def leave(self) -> None:
        """Take this process out of the list: others take over at once what it still held."""
        self._executors.remove(self._me)

    def beat(self) -> None:
        """Write that this process lives."""
        self._executors.beat(self._me)

    def look(self) -> None:
        """Take over what the dead had leased, and queue what nobody did."""
        # The holders first: whoever leases something has written its row before.
        holders = self._leases.holders()
        signs = self._executors.signs()
        dead = [sign for sign in signs if self._is_dead(sign)]
        alive = {self._me.id, *(sign.executor.id for sign in signs if sign not in dead)}
        for executor_id in holders - alive:
            _log.warning("Executor %s is dead; its jobs are queued again.", executor_id)
            self._leases.recover(executor_id)
        for sign in dead:
            # Last: should this process die before, the next one still knows of the dead.
            self._executors.remove(sign.executor, sign.heartbeat_at)
        self._queue(self._lost(alive))

    def tidy(self) -> None:
        """Keep the leases of the last hours only."""
        self._leases.forget(_KEPT_S)

    def _is_dead(self, sign: Sign) -> bool:
        if sign.executor.id == self._me.id:
            return False
        return self._silence.is_long(sign) or is_gone(sign.executor, self._me)

    def _lost(self, alive: set[str]) -> list[Waiting]:
        """What should be queued or run; DBOS may not know that."""
        mine = self._rows.running(self._me.id)
        return [
            *self._rows.unclaimed(),
            *self._rows.left(alive),
            *(job for job in mine if not self._runs.has(job.id)),
        ]

    def _queue(self, jobs: list[Waiting]) -> None:
        known = self._leases.known([job.id for job in jobs]) if jobs else {}
        for job in jobs:
            if job.id not in known:
                # Whoever took the order died before it was queued.
                self._leases.enqueue(job.id, job.kind)
            elif not known[job.id]:
                # Its run ended without an end: its row could not be written.
                self._leases.enqueue_again(job.id, job.kind)

    def _again(self, name: str, pause_s: float, task: Callable[[], None]) -> None:
        while True:
            try:
                task()
            except (SQLAlchemyError, error.DBOSException, MachineError) as problem:
                _log.warning("The %s of the jobs was put off: %s", name, problem)
            except Exception:  # noqa: BLE001 (it is logged)
                # A thread that ended here would leave this process alive and nobody looking.
                _log.exception("The %s of the jobs met a defect.", name)
            if self._stopped.wait(pause_s):
                return


class Silence:
    """Notices who has stopped writing, by the time that passes here: the clocks of two machines
    need not agree, and a clock that is set does not kill anybody."""

    def __init__(self, silent_s: float) -> None:
        self._silent_s = silent_s
        self._heard: dict[str, tuple[float, float]] = {}
        self._asked_at = 0.0

    def is_long(self, sign: Sign) -> bool:
        """Whether this executor has written nothing new for too long."""
        now = time.monotonic()
        if now - self._asked_at > self._silent_s / 2:
            # Not here for a while (a suspended machine, a stopped process): nor were the others,
            # perhaps. Everybody gets their time anew.
            self._heard.clear()
        self._asked_at = now
        last, since = self._heard.get(sign.executor.id, (None, now))
        if last != sign.heartbeat_at:
            since = now
        self._heard[sign.executor.id] = (sign.heartbeat_at, since)
        return now - since > self._silent_s
