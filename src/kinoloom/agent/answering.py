"""Answering a turn so that it survives anything: every step is written down, once.

A worker that takes over a dead one's turn runs it again from its first word. What the model said
and what the tools did is then read, not done; the events it writes have the keys of those that
stand there already.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from google.adk.events import Event, EventActions

from kinoloom.accounts.ledger import SqlLedger
from kinoloom.agent.desk import Desk
from kinoloom.agent.messages import APP
from kinoloom.agent.outlet import Outlet
from kinoloom.agent.phrases import phrase, sentences
from kinoloom.agent.turn import Spoken, content_of, converse
from kinoloom.draft.summary import timeline
from kinoloom.errors import Cancelled
from kinoloom.intent import read
from kinoloom.jobs.ports import Jobs
from kinoloom.store.pending import PendingProjects
from kinoloom.studio.ports import Studio
from kinoloom.studio.remote import JobWorkshop
from kinoloom.turns.ports import Turn, Turns, TurnState
from kinoloom.watch import Watch

Json = dict[str, Any]
LOOK_S = 0.5
REPORT_S = 1.0
LEAST_SHARE = 0.02


@dataclass(frozen=True)
class Answerer:
    """What answering turns takes. `outlet` is where the films of a turn go, given the address its
    links begin with."""

    studio: Studio
    turns: Turns
    ledger: SqlLedger
    jobs: Jobs
    outlet: Callable[[Turn, str], Outlet]

    def work(self, arguments: Json, _watch: Watch) -> Json:
        """The job of a turn: `turn_id`, and the `base_url` links begin with.

        The job's own watch stops when the process is about to end. A turn then is not cancelled:
        it says nothing more here, and whoever takes it over goes on.
        """
        turn = self.turns.load(arguments["turn_id"])
        if turn.is_over:
            return {}
        run = _Run(self, turn)
        try:
            run.answer(self.outlet(turn, str(arguments.get("base_url", ""))))
        except Exception:
            # A defect of ours must not leave the user before a stream that never ends.
            run.apologise()
            raise
        return {}

    def give_up(self, turn: Turn) -> None:
        """End a turn whose job ended without it, so that nobody listens to it for ever."""
        _Run(self, turn).apologise()


class _Run:
    """One try at answering a turn."""

    def __init__(self, parts: Answerer, turn: Turn) -> None:
        self._parts = parts
        self._turn = turn
        self._stopper = Watch()
        self._progress = _Progress()
        self._number = 0

    def answer(self, outlet: Outlet) -> None:
        """Converse, write down each event, end the turn."""
        done = threading.Event()
        looker = threading.Thread(target=self._look, args=(done,), daemon=True)
        looker.start()
        try:
            asyncio.run(self._converse(outlet))
        finally:
            done.set()
            looker.join()

    def apologise(self) -> None:
        """Say that it went wrong, and end the turn."""
        language = read(self._turn.text).language
        self._write("event:last", _says(phrase("defect", language)))
        self._parts.turns.end(self._turn.id, "failed", phrase("defect", language))

    async def _converse(self, outlet: Outlet) -> None:
        watch = Watch(self._report, self._stopper)
        journal = TurnJournal(self._parts, self._turn, watch)
        project_id = self._turn.project_id
        desk = Desk(self._parts.studio, project_id, watch, outlet, journal)
        spoken = Spoken(self._turn.text)
        piece = 0
        async for event in converse(desk, self._turn.text, streaming=self._turn.streaming):
            spoken.hear(event)
            key = f"event:{self._number}"
            if event.partial:
                key, piece = f"{key}.{piece}", piece + 1
            else:
                self._number, piece = self._number + 1, 0
            await asyncio.to_thread(self._write, key, event)
        if not spoken.parts:
            # A turn never ends without a sentence, whatever a model does.
            event = _says(timeline(desk.draft, desk.language))
            spoken.hear(event)
            await asyncio.to_thread(self._write, f"event:{self._number}", event)
        said = sentences(spoken.parts, desk.language)
        await asyncio.to_thread(self._parts.turns.end, self._turn.id, _state(desk), said)

    def _write(self, key: str, event: Event) -> None:
        told = event.model_copy(update={"invocation_id": self._turn.id})
        body = told.model_dump_json(exclude_none=True, by_alias=True)
        self._parts.turns.append(self._turn.id, key, body)

    def _report(self, part: str, share: float) -> None:
        shown = self._progress.shown(part, share)
        if shown is None:
            return
        told = {"job": self._turn.id, "part": part, **shown}
        event = Event(author=APP, actions=EventActions(state_delta={"progress": told}))
        self._write(f"progress:{self._number}:{part}:{shown['percent']}", event)

    def _look(self, done: threading.Event) -> None:
        """Whether someone cancelled the turn."""
        while not done.wait(LOOK_S):
            if self._parts.turns.load(self._turn.id).cancelled:
                self._stopper.cancel()
                return


class _Progress:
    """Decides which reports are worth an event: at most one a second, and each percent once."""

    def __init__(self) -> None:
        self._part = ""
        self._shown_at = 0.0
        self._percent = -1
        # Building a scene takes seconds in which nothing is painted: the pace counts from the
        # first frame on, or the first guess would be ten times too long.
        self._first: tuple[float, float] | None = None

    def shown(self, part: str, share: float) -> Json | None:
        now, percent = time.monotonic(), int(share * 100)
        if part != self._part or percent < self._percent:
            self._part, self._shown_at, self._percent, self._first = part, 0.0, -1, None
        if share > 0 and self._first is None:
            self._first = (now, share)
        if percent == self._percent or (now - self._shown_at < REPORT_S and percent < 100):
            return None
        self._shown_at, self._percent = now, percent
        return {"percent": percent, "eta_s": self._left_s(now, share)}

    def _left_s(self, now: float, share: float) -> float | None:
        if self._first is None or share - self._first[1] < LEAST_SHARE:
            return None
        per_share_s = (now - self._first[0]) / (share - self._first[1])
        return round(per_share_s * (1 - share), 1)


@dataclass(frozen=True)
class TurnJournal:
    """The `Journal` of a stored turn."""

    parts: Answerer
    turn: Turn
    watch: Watch

    def pinned(self, context: Json) -> Json:
        """What was pinned first."""
        return self.parts.turns.pin(self.turn.id, context)

    def recall(self, step: str) -> Json | None:
        """What a step gave in an earlier run."""
        return self.parts.turns.answer(self.turn.id, step)

    def remember(self, step: str, value: Json) -> Json:
        """Keep what a step gave; the first counts."""
        return self.parts.turns.settle(self.turn.id, step, value, paid=False)

    def opened(self, studio: Studio, step: str) -> Studio:
        """Changes wait, heavy work goes to workers, its price is set aside under the call's key."""
        name = f"{self.turn.id}/{step}"
        return replace(
            studio,
            projects=PendingProjects(studio.projects),
            workshop=JobWorkshop(
                self.parts.jobs, studio.generated, studio.assets, name, self.watch
            ),
            purse=_TurnPurse(self.parts.ledger, self.turn.user_id, name),
        )

    def closed(self, studio: Studio, step: str, answer: Json) -> Json:
        """Changes, price and answer in one transaction; a failed call changes and costs nothing."""
        good = answer["status"] == "ok"
        pending = studio.projects
        changes = pending.changes if good and isinstance(pending, PendingProjects) else ()
        return self.parts.turns.settle(self.turn.id, step, answer, changes, paid=good)


@dataclass(frozen=True)
class _TurnPurse:
    ledger: SqlLedger
    user_id: str | None
    key: str

    def hold(self, credits: int) -> None:
        if self.user_id is not None:
            self.ledger.reserve(self.user_id, self.key, credits)


def _says(text: str) -> Event:
    return Event(author=APP, content=content_of("model", text))


def _state(desk: Desk) -> TurnState:
    if isinstance(desk.failure, Cancelled):
        return "cancelled"
    return "failed" if desk.failure is not None else "done"
