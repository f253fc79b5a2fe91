"""What a turn is, what is kept of it, and through which doors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from kinoloom.errors import AskError
from kinoloom.store.ports import Change

Json = dict[str, Any]
TURN = "turn"
"""The kind of job that answers one."""
TurnState = Literal["open", "done", "failed", "cancelled"]


class NoSuchTurn(AskError):
    """There is no turn of that id."""


@dataclass(frozen=True)
class Turn:
    """A user's message and how far its answer is. `id` is the events' `invocationId`."""

    id: str
    project_id: str
    user_id: str | None
    number: int
    text: str
    streaming: bool
    state: TurnState
    cancelled: bool
    created_at: float

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be said."""
        return self.state != "open"


@dataclass(frozen=True)
class LoggedEvent:
    """One event of a turn; `seq` counts from 1 without gaps."""

    seq: int
    body: str


class Turns(Protocol):
    """Turns and what happened in them. Every write has a key, and the first of a key wins: a turn
    that is run again after a crash writes what it wrote before, and nothing changes."""

    def begin(self, project_id: str, text: str, *, streaming: bool = False) -> tuple[Turn, bool]:
        """A new turn, or the open one of the same words; whether it is new."""
        ...

    def open_turn(self, project_id: str, text: str) -> Turn | None:
        """The open turn of these words, which saying them again would join."""
        ...

    def load(self, turn_id: str) -> Turn:
        """A turn. Raises NoSuchTurn."""
        ...

    def open_turns(self) -> Sequence[Turn]:
        """Turns that are not over, oldest first."""
        ...

    def cancel(self, turn_id: str) -> None:
        """Ask a turn to stop. Raises NoSuchTurn."""
        ...

    def pin(self, turn_id: str, context: Json) -> Json:
        """What the turn may refer to: the first that was pinned."""
        ...

    def append(self, turn_id: str, key: str, body: str) -> None:
        """Add an event at the end of the log."""
        ...

    def events(self, turn_id: str, after: int = 0) -> Sequence[LoggedEvent]:
        """The events behind `after`, in order."""
        ...

    def progress(self, turn_ids: Sequence[str]) -> Mapping[str, tuple[int, bool]]:
        """For each turn the last event's number, and whether the turn is over."""
        ...

    def answer(self, turn_id: str, key: str) -> Json | None:
        """What a step of the turn gave, if it came to its end."""
        ...

    def settle(
        self, turn_id: str, key: str, answer: Json, changes: Sequence[Change] = (), *, paid: bool
    ) -> Json:
        """End a step: its changes, its cost and its answer, together; the first answer's."""
        ...

    def end(self, turn_id: str, state: TurnState, said: str) -> None:
        """End a turn: what was said joins the conversation, what was held and not spent is free."""
        ...
