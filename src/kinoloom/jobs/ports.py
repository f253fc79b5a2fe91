"""What a queue of jobs promises; `threads` and `durable` keep the promise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from kinoloom.errors import AskError, KinoloomError, MachineError
from kinoloom.watch import Watch

Json = dict[str, Any]
Work = Callable[[Json, Watch], Json]
"""Arguments and a watch go in, the result comes out. It may run again after a crash, so the
second run must do no harm."""

State = Literal["queued", "running", "completed", "failed", "cancelled"]
OVER: frozenset[State] = frozenset(("completed", "failed", "cancelled"))


class NoSuchJob(AskError):
    """Nobody ordered a job of this id."""


class JobFailed(KinoloomError):
    """A job ended by an error that is ours, or of a class this process does not know."""


class Stopping(MachineError):
    """This process is about to end and takes no more work."""


@dataclass(frozen=True)
class Kind:
    """A registered sort of work, how many of it one process runs at once, and how often a process
    looks for the next one (each look costs about a millisecond of its time)."""

    name: str
    work: Work
    side_by_side: int
    poll_s: float = 0.05


@dataclass(frozen=True)
class Order:
    """One job to do. The same id twice is one job, whatever else the second order says.

    Jobs of one lane run one at a time, in the order they were submitted.
    """

    kind: str
    id: str
    arguments: Json
    lane: str | None = None


@dataclass(frozen=True)
class JobStatus:
    """How far a job is. Times are seconds since 1970; `share` is that of the part at work, 0..1.

    `error` is the class name of what went wrong, "Defect" when it is ours; `message` a sentence.
    """

    id: str
    kind: str
    state: State
    part: str
    share: float
    eta_s: float | None
    result: Json | None
    error: str | None
    message: str | None
    attempts: int
    created_at: float
    started_at: float | None
    ended_at: float | None

    @property
    def is_over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.state in OVER


class Jobs(Protocol):
    """A queue of jobs."""

    def submit(self, order: Order) -> None:
        """Take an order; one whose id is known already changes nothing.

        Raises Stopping after `close`, LookupError for a kind nobody registered.
        """
        ...

    def status(self, job_id: str) -> JobStatus:
        """How far it is. Raises NoSuchJob."""
        ...

    def cancel(self, job_id: str) -> None:
        """A queued job ends unrun, a running one is asked to stop, one that is over stays so.

        Raises NoSuchJob.
        """
        ...

    def close(self, grace_s: float) -> None:
        """Take no more work, wait up to `grace_s` for what runs, then let go of it."""
        ...
