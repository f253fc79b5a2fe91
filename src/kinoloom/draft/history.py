"""Undo, redo and named revisions over immutable drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kinoloom.draft.model import Draft


@dataclass(frozen=True)
class Revision:
    """A state of the draft and the sentence that says how it came about."""

    draft: Draft
    summary: str = ""
    name: str = ""


@dataclass(frozen=True)
class History:
    """A line of revisions with a cursor. A new edit after undo drops what was undone."""

    revisions: tuple[Revision, ...]
    cursor: int = 0

    @classmethod
    def begin(cls, draft: Draft) -> History:
        """A history with one state."""
        return cls((Revision(draft),))

    @property
    def current(self) -> Draft:
        """The draft at the cursor."""
        return self.revisions[self.cursor].draft

    def commit(self, draft: Draft, summary: str = "", name: str = "") -> History:
        """Add a state after the cursor; an unchanged draft adds nothing."""
        if draft == self.current:
            return self
        kept = self.revisions[: self.cursor + 1]
        return History((*kept, Revision(draft, summary, name)), self.cursor + 1)

    def undo(self, steps: int = 1) -> History:
        """Back by up to `steps`; stays at the first state."""
        return replace(self, cursor=max(0, self.cursor - steps))

    def redo(self, steps: int = 1) -> History:
        """Forward by up to `steps`; stays at the last state."""
        return replace(self, cursor=min(len(self.revisions) - 1, self.cursor + steps))

    def named(self, name: str) -> Draft | None:
        """The latest state of that name."""
        return next((r.draft for r in reversed(self.revisions) if r.name == name), None)
