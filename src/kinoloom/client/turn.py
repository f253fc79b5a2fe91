"""One message and its stream: heard to the end, resumed when it drops, never sent again."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from kinoloom.client.connection import Connection, Request
from kinoloom.client.errors import (
    ConnectionLost,
    NothingThere,
    RequestRefused,
    ServerBroken,
    ServerUnreachable,
)
from kinoloom.client.heard import Heard, event_of
from kinoloom.client.news import news, without_excuse
from kinoloom.client.pace import Pace, Patience
from kinoloom.client.phrases import phrase
from kinoloom.client.sse import frames
from kinoloom.draft.phrases import Language
from kinoloom.wire import paths
from kinoloom.wire.answers import StateData
from kinoloom.wire.headers import LAST_EVENT_ID

SILENCE_S = 120.0
RESUME_WAITS_S = (1.0, 2.0, 4.0, 8.0, 15.0)
LOOK_WAITS_S = (30.0, 60.0, 60.0, 60.0, 60.0)
SECOND_LOOK_S = 2.0


@dataclass
class Turn:
    """What one message brought so far. `state` reads the session's state."""

    connection: Connection
    session_id: str
    text: str
    language: Language
    state: Callable[[], StateData]
    pace: Pace
    streaming: bool = False
    turn_id: str = ""
    was_heard: bool = False
    _last_id: str = ""
    _said: bool = False
    _excuse: str = ""
    _pieces: list[str] = field(default_factory=list[str])

    def heard(self) -> Iterator[Heard]:
        """Everything until the turn ends; ends with a text that says what changed.

        Raises SessionGone and ServerUnreachable while nothing was sent, and what `refusal` gives.
        """
        before = self._look()
        ended = yield from self._listen(resuming=False)
        if not ended:
            ended = yield from self._resume()
        if self._said:
            return
        if ended:
            yield Heard("text", self._untold(before))
        else:
            self.pace.notice(phrase("lost", self.language))
            yield from self._watch(before)

    def _look(self) -> StateData | None:
        """The state; None when the server cannot tell it now."""
        try:
            return self.state()
        except (ServerBroken, NothingThere, RequestRefused):
            return None

    def _resume(self) -> Generator[Heard, None, bool]:
        """Hear the rest of the turn. False when that fails; then the state tells."""
        waits = list(RESUME_WAITS_S)
        while self._last_id and waits:
            self.pace.rest(waits.pop(0))
            seen = self._last_id
            try:
                if (yield from self._listen(resuming=True)):
                    return True
            except (NothingThere, RequestRefused, ServerBroken):
                return False
            except ServerUnreachable:
                continue
            if self._last_id != seen:
                waits = list(RESUME_WAITS_S)
        return False

    def _listen(self, *, resuming: bool) -> Generator[Heard, None, bool]:
        """One connection's worth. True when the stream closed by itself, False when it broke."""
        patience = Patience(self.pace, phrase("working", self.language))
        try:
            with self.connection.stream(self._request(resuming=resuming)) as response:
                for frame in frames(response.iter_bytes()):
                    self.pace.check()
                    event = event_of(frame, self.connection.account)
                    self._last_id = event.id or self._last_id
                    self.turn_id = event.turn_id or self.turn_id
                    self.was_heard = True
                    for heard in event.heard:
                        yield from self._passed(heard, patience)
        except (ConnectionLost, httpx.RequestError):
            return False
        return True

    def _request(self, *, resuming: bool) -> Request:
        body: dict[str, Any] = {
            "app_name": "nemo_agent",
            "user_id": "me",
            "session_id": self.session_id,
            "streaming": self.streaming,
        }
        headers = {"Accept": "text/event-stream"}
        if resuming:
            # Without the message: a server that does not know how to resume refuses this, where it
            # would take the message for a second one.
            headers[LAST_EVENT_ID] = self._last_id
        else:
            body["new_message"] = {"role": "user", "parts": [{"text": self.text}]}
        return Request("POST", paths.RUN, body, headers=headers, read_s=SILENCE_S)

    def _passed(self, heard: Heard, patience: Patience) -> Iterator[Heard]:
        if heard.kind == "text":
            kept = without_excuse(heard.text)
            if not kept:
                self._excuse = heard.text
                return
            self._said = True
            patience.spoke()
            yield Heard("text", kept)
            return
        if heard.kind == "partial":
            self._pieces.append(heard.text)
            patience.spoke()
        patience.tick()
        yield heard

    def _untold(self, before: StateData | None) -> str:
        """What to say after a stream without a sentence."""
        if kept := without_excuse("".join(self._pieces)).strip():
            return kept
        after = self._look()
        told = news(before, after, self.language) if before and after else None
        if told is None and before:
            # Some servers apply an edit just after they close the stream.
            self.pace.rest(SECOND_LOOK_S)
            after = self._look()
            told = news(before, after, self.language) if after else None
        return told or self._excuse or phrase("nothing", self.language)

    def _watch(self, before: StateData | None) -> Iterator[Heard]:
        """Wait for the state to change, as the last way to learn what became of the message."""
        for wait_s in LOOK_WAITS_S:
            self.pace.rest(wait_s)
            try:
                after = self._look()
            except ServerUnreachable:
                after = None
            told = news(before, after, self.language) if before and after else None
            if told:
                yield Heard("text", told)
                return
            self.pace.notice(phrase("working", self.language))
            yield Heard("heartbeat")
        yield Heard("text", phrase("no_news", self.language))
