"""Streams follow the log: in order, to the end, and never silent for long."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, cast

from kinoloom.api.tail import Tail
from kinoloom.turns.ports import LoggedEvent, Turns


class Log:
    """The two calls of `Turns` that a tail makes."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.over = False

    def progress(self, turn_ids: Sequence[str]) -> Mapping[str, tuple[int, bool]]:
        return {turn_id: (len(self.bodies), self.over) for turn_id in turn_ids}

    def events(self, turn_id: str, after: int = 0) -> Sequence[LoggedEvent]:
        return [LoggedEvent(n, b) for n, b in enumerate(self.bodies, start=1) if n > after]


def heard(log: Log, story: Any, after: int = 0, silence_s: float = 5.0) -> list[str]:
    """What a listener hears while a story happens."""

    async def listen() -> list[str]:
        found: list[str] = []
        tail = Tail(cast("Turns", log))
        telling = asyncio.create_task(story())
        async for event in tail.follow("t", after, silence_s=silence_s):
            found.append("…" if event is None else event.body)
        await telling
        return found

    return asyncio.run(listen())


def test_events_come_in_order_and_the_stream_ends() -> None:
    log = Log()

    async def story() -> None:
        for body in "abc":
            await asyncio.sleep(0.02)
            log.bodies.append(body)
        log.over = True

    assert heard(log, story) == ["a", "b", "c"]


def test_what_is_written_with_the_end_is_not_missed() -> None:
    log = Log()

    async def story() -> None:
        await asyncio.sleep(0.05)
        log.bodies += ["last", "words"]
        log.over = True

    assert heard(log, story) == ["last", "words"]


def test_a_turn_that_is_over_is_replayed_from_there() -> None:
    log = Log()
    log.bodies, log.over = ["a", "b", "c"], True

    async def story() -> None:
        return

    assert heard(log, story, after=1) == ["b", "c"]
    assert heard(log, story, after=3) == []


def test_silence_is_told() -> None:
    log = Log()

    async def story() -> None:
        await asyncio.sleep(0.25)
        log.over = True

    assert heard(log, story, silence_s=0.1) == ["…", "…"]
