"""What is stored, and through which doors; a database and a dictionary stand behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from kinoloom.draft.model import Draft
from kinoloom.errors import AskError
from kinoloom.generators.protocol import ClipPlan

Language = Literal["en", "zh"]


class NoSuchProject(AskError):
    """There is no project of that id."""


@dataclass(frozen=True)
class Project:
    """A project as it stands: its current draft and where in its history that is.

    `film` counts the films made in it; a request for a new film begins the next one.
    """

    id: str
    title: str
    language: Language
    draft: Draft
    revision: int
    newest_revision: int
    updated_at: float
    film: int = 1
    user_id: str | None = None

    def committed(self, draft: Draft, title: str | None, *, new_film: bool, now: float) -> Project:
        """The project with one more revision; itself when that would change nothing."""
        if draft == self.draft and title in (None, self.title):
            return self
        return replace(
            self,
            draft=draft,
            title=title or self.title,
            film=self.film + 1 if new_film else self.film,
            revision=self.revision + 1,
            newest_revision=self.revision + 1,
            updated_at=now,
        )


@dataclass(frozen=True)
class Film:
    """One named draft of a project: the newest revision of it that was not undone."""

    number: int
    title: str
    revision: int
    draft: Draft


@dataclass(frozen=True)
class Commit:
    """A new revision after the cursor; what was undone goes."""

    draft: Draft
    summary: str
    title: str | None = None
    new_film: bool = False


@dataclass(frozen=True)
class Seek:
    """Put the cursor on a revision."""

    revision: int


Change = Commit | Seek


@dataclass(frozen=True)
class Message:
    """Something said in a project; `failed` when its turn ended in an error."""

    role: Literal["user", "model"]
    text: str
    failed: bool = False


class Projects(Protocol):
    """Projects and their histories. Commits are linear; one after an undo drops what was undone."""

    def create(
        self, title: str, language: Language, draft: Draft, *, user_id: str | None = None
    ) -> Project:
        """A new project at revision 0, of a user or of this machine's command line."""
        ...

    def load(self, project_id: str) -> Project:
        """A project. Raises NoSuchProject."""
        ...

    def at(self, project_id: str, revision: int) -> Project:
        """A project as it would stand at that revision. Raises NoSuchProject."""
        ...

    def list(self, limit: int = 50) -> Sequence[Project]:
        """The command line's latest projects, newest first."""
        ...

    def films(self, project_id: str) -> Sequence[Film]:
        """The films of a project up to its cursor, oldest first."""
        ...

    def commit(
        self,
        project_id: str,
        draft: Draft,
        summary: str,
        *,
        title: str | None = None,
        new_film: bool = False,
    ) -> Project:
        """A new revision. An unchanged draft makes none. Raises NoSuchProject."""
        ...

    def step(self, project_id: str, by: int) -> Project:
        """Move the cursor by `by` revisions (negative: undo), as far as there are any."""
        ...

    def discard(self, project_id: str) -> None:
        """Forget a project and all its revisions; one that is not there is no error."""
        ...

    def say(self, project_id: str, message: Message) -> None:
        """Add to the conversation."""
        ...

    def conversation(self, project_id: str) -> Sequence[Message]:
        """Everything said, oldest first."""
        ...


class GeneratedMedia(Protocol):
    """Which asset came of which plan, so that a clip can be made again, or not again at all."""

    def remember(self, plan_key: str, asset_id: str, plan: ClipPlan) -> None:
        """Record a finished clip."""
        ...

    def made(self, plan_key: str) -> str | None:
        """The asset of a plan, if it was made before."""
        ...

    def plan_of(self, asset_id: str) -> ClipPlan | None:
        """The plan an asset was made from, if it was generated here."""
        ...
