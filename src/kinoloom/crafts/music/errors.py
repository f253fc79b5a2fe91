"""What can be wrong with a request for sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinoloom.errors import AskError

if TYPE_CHECKING:
    from collections.abc import Iterable


class UnknownMood(AskError):
    """There is no music of that mood; the message lists what there is."""

    def __init__(self, mood: str, known: Iterable[str]) -> None:
        super().__init__(f"no mood called {mood!r}; there are: {', '.join(known)}")


class UnknownAmbience(AskError):
    """There is no ambience of that kind; the message lists what there is."""

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        super().__init__(f"no ambience called {kind!r}; there are: {', '.join(known)}")


class UnknownTone(AskError):
    """There is no pad of that tone; the message lists what there is."""

    def __init__(self, tone: str, known: Iterable[str]) -> None:
        super().__init__(f"no tone called {tone!r}; there are: {', '.join(known)}")


class UnusableDuration(AskError):
    """A bed is longer than nothing and at most an hour."""

    def __init__(self, duration_ms: int) -> None:
        super().__init__(f"a bed lasts from 1 ms to one hour, not {duration_ms} ms")
