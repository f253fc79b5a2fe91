"""Follows turns for everyone who listens: one look at the store for all of them together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from kinoloom.turns.ports import LoggedEvent, Turns

LOOK_S = 0.03


@dataclass(eq=False)
class _Listener:
    turn_id: str
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    last: int = 0
    is_over: bool = False


class Tail:
    """Events of turns as they are written, by whichever process writes them."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._listeners: set[_Listener] = set()
        self._looking: asyncio.Task[None] | None = None

    async def follow(
        self, turn_id: str, after: int, *, silence_s: float
    ) -> AsyncIterator[LoggedEvent | None]:
        """The events behind `after` until the turn is over; None when it was silent so long."""
        me = _Listener(turn_id)
        self._listeners.add(me)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            while True:
                try:
                    async with asyncio.timeout(silence_s):
                        await me.wake.wait()
                except TimeoutError:
                    yield None
                    continue
                me.wake.clear()
                # Read in this order: what was written before the turn ended is then not missed.
                is_over = me.is_over
                for event in await run_in_threadpool(self._turns.events, turn_id, after):
                    after = event.seq
                    yield event
                if is_over:
                    return
        finally:
            self._listeners.discard(me)

    async def _look(self) -> None:
        while self._listeners:
            ids = sorted({listener.turn_id for listener in self._listeners})
            news = await run_in_threadpool(self._turns.progress, ids)
            for listener in tuple(self._listeners):
                # A turn whose user was forgotten meanwhile is over too.
                last, is_over = news.get(listener.turn_id, (listener.last, True))
                if listener.turn_id in ids and (last, is_over) != (listener.last, listener.is_over):
                    listener.last, listener.is_over = last, is_over
                    listener.wake.set()
            await asyncio.sleep(LOOK_S)
