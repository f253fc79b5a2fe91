"""The server: the API in this process, and two beside it: one answers, one paints and renders.

Python runs one thread at a time: what thinks or paints here would delay every answer.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess
from types import FrameType

import structlog
import uvicorn
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from kinoloom.api.application import application
from kinoloom.api.doorman import Doorman
from kinoloom.api.routes.turns import turn_job
from kinoloom.api.services import Services
from kinoloom.api.tail import Tail
from kinoloom.app.cleaning import HOUR_S, clean
from kinoloom.app.plant import HEAVY, Plant
from kinoloom.app.secrets import owner_token
from kinoloom.app.worker import leave, work_embedded
from kinoloom.errors import KinoloomError
from kinoloom.settings import Settings
from kinoloom.turns.ports import TURN

log = structlog.get_logger("kinoloom.server")
GRACE_S = 10
FIRST_AFTER_S = 60.0
MEND_EVERY_S = 60.0
RESTART_PAUSE_S = 1.0


def services_of(plant: Plant, is_ready: Callable[[], bool]) -> Services:
    """The API's side of a plant."""
    service = plant.settings.service
    return Services(
        engine=plant.engine,
        settings=service,
        studio=plant.studio,
        users=plant.users,
        claims=plant.claims,
        ledger=plant.ledger,
        files=plant.files,
        turns=plant.turns,
        jobs=plant.jobs,
        renders=plant.renders,
        viewfinder=plant.viewfinder,
        links=plant.links,
        tail=Tail(plant.turns),
        doorman=Doorman(service.tokens_per_hour),
        is_ready=is_ready,
    )


def api(plant: Plant) -> FastAPI:
    """The ASGI application of a plant; its lifespan launches the jobs and drains them."""
    running = threading.Event()

    def is_ready() -> bool:
        return running.is_set() and _answers(plant)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        await asyncio.to_thread(plant.jobs.launch)
        await asyncio.to_thread(resume, plant)
        running.set()
        yield
        running.clear()
        await asyncio.to_thread(plant.jobs.close, GRACE_S)
        await asyncio.to_thread(plant.viewfinder.close)

    return application(services_of(plant, is_ready), lifespan)


def resume(plant: Plant) -> None:
    """Mend what a process left that died between writing a turn and ordering its job, or between
    the end of the job and that of the turn."""
    base = plant.settings.service.public_url
    for turn in plant.turns.open_turns():
        job = turn_job(turn, base)
        plant.jobs.submit(job)
        if plant.jobs.status(job.id).is_over and not plant.turns.load(turn.id).is_over:
            plant.answerer.give_up(turn)


def serve(
    settings: Settings,
    host: str,
    port: int,
    *,
    with_worker: bool = True,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve until SIGTERM or Ctrl-C, then let what runs come to its end. Never returns."""
    plant = Plant.open(settings, ())
    plant.users.owner()
    plant.users.grant_owner_token(owner_token(settings))
    config = uvicorn.Config(
        api(plant),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=65,
    )
    server = _Announcing(config, announce)
    helpers = [_Helper(settings, kinds) for kinds in ((TURN,), HEAVY)] if with_worker else []
    for helper in helpers:
        helper.start()
    for task, pause_s in ((clean, HOUR_S), (resume, MEND_EVERY_S)):
        threading.Thread(target=_repeat, args=(task, plant, pause_s), daemon=True).start()
    for name in (signal.SIGTERM, signal.SIGINT):
        # uvicorn stops on these, and raises them again when it has: that must end nothing then.
        signal.signal(name, _ignored)
    server.run()
    for helper in helpers:
        helper.stop()
    leave(0 if server.started else 5)


class _Announcing(uvicorn.Server):
    """Says where it is once it listens."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[str], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started and self.servers:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            self._announce(f"http://{shown}:{port}")


class _Helper:
    """An embedded worker: begun again when it dies, ended with the server."""

    def __init__(self, settings: Settings, serves: Collection[str]) -> None:
        self._settings = settings
        self._serves = serves
        self._stopped = threading.Event()
        self._process = self._spawned()

    def start(self) -> None:
        self._process.start()
        threading.Thread(target=self._keep, daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()
        if self._process.pid is not None and self._process.is_alive():
            os.kill(self._process.pid, signal.SIGTERM)
            self._process.join(GRACE_S + 15)

    def _keep(self) -> None:
        while not self._stopped.is_set():
            self._process.join()
            if self._stopped.wait(RESTART_PAUSE_S):
                return
            code = self._process.exitcode
            log.warning("worker died; starting another", kinds=self._serves, code=code)
            self._process = self._spawned()
            self._process.start()

    def _spawned(self) -> BaseProcess:
        # Not forked: threads and database connections do not survive that.
        context = multiprocessing.get_context("spawn")
        return context.Process(target=work_embedded, args=(self._settings, self._serves))


def _repeat(task: Callable[[Plant], object], plant: Plant, pause_s: float) -> None:
    time.sleep(FIRST_AFTER_S)
    while True:
        try:
            task(plant)
        except (KinoloomError, SQLAlchemyError, OSError) as error:
            log.error("put off", task=task.__name__, error=str(error))
        time.sleep(pause_s)


def _ignored(_signal: int, _frame: FrameType | None) -> None:
    """Nothing: what has to be done is done."""


def _answers(plant: Plant) -> bool:
    try:
        with plant.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except (SQLAlchemyError, KinoloomError):
        return False
    return True
