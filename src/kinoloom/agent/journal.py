"""What a turn writes down of its steps, so that running it again after a crash repeats none."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from kinoloom.studio.ports import Studio

Json = dict[str, Any]


@runtime_checkable
class Journal(Protocol):
    """A turn's memory. Steps are named in the order they are taken, the same in every run."""

    def pinned(self, context: Json) -> Json:
        """What the sentence may refer to, as it was when the turn first began."""
        ...

    def recall(self, step: str) -> Json | None:
        """What a step gave in an earlier run."""
        ...

    def remember(self, step: str, value: Json) -> Json:
        """Keep what a step without effects gave; what counts is the first that was kept."""
        ...

    def opened(self, studio: Studio, step: str) -> Studio:
        """The studio for one tool call: its changes wait, its price is set aside."""
        ...

    def closed(self, studio: Studio, step: str, answer: Json) -> Json:
        """End a tool call: its changes, its price and its answer, all or nothing."""
        ...


class NoJournal:
    """Nothing is kept: a turn of the command line dies with its process."""

    def pinned(self, context: Json) -> Json:
        """As it is now."""
        return context

    def recall(self, step: str) -> Json | None:
        """Nothing was kept."""
        return None

    def remember(self, step: str, value: Json) -> Json:
        """Not kept."""
        return value

    def opened(self, studio: Studio, step: str) -> Studio:
        """The studio itself: what a call changes is changed at once."""
        return studio

    def closed(self, studio: Studio, step: str, answer: Json) -> Json:
        """Nothing waits."""
        return answer
