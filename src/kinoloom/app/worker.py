"""A process that does work: paints, composes, renders, and answers turns."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Collection
from multiprocessing.connection import wait
from types import FrameType

import structlog

from kinoloom.app import logs
from kinoloom.app.plant import EVERY, Plant
from kinoloom.app.warming import warm
from kinoloom.settings import Settings
from kinoloom.turns.ports import TURN

log = structlog.get_logger("kinoloom.worker")
GRACE_S = 20.0
NICE = 5


def work(settings: Settings, serves: Collection[str] = EVERY) -> None:
    """Work until SIGTERM or Ctrl-C; what is not done by then is taken over by another worker.

    Never returns. Raises MachineError when it cannot begin.
    """
    plant = Plant.open(settings, serves)
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    plant.jobs.launch()
    log.info("working", kinds=sorted(serves), pid=os.getpid())
    threading.Thread(target=warm, args=(plant,), daemon=True).start()
    stopped.wait()
    log.info("draining")
    plant.jobs.close(GRACE_S)
    leave(0)


def work_embedded(settings: Settings, serves: Collection[str]) -> None:
    """Some of a server's work, in a process of its own that ends with the server's."""
    logs.configure()
    if TURN not in serves:
        # Whoever waits for an answer goes before a frame that is being painted.
        os.nice(NICE)
    threading.Thread(target=_await_parent, daemon=True).start()
    # Ctrl-C reaches the whole group of processes; the server decides when this one stops.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work(settings, serves)


def leave(code: int) -> None:
    """End now: threads that still paint for nobody must not hold the process."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _await_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    # Killed, perhaps: nobody is left to drain for, and what was under way is taken over.
    leave(0)
