"""What a turn works on: one project in one studio, and what happened in the turn so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kinoloom.agent.journal import Journal, NoJournal
from kinoloom.agent.outlet import Outlet
from kinoloom.draft.edits.locate import main_track
from kinoloom.draft.errors import NoSuchSegment
from kinoloom.draft.model import AnySegment, Draft, TitleSegment
from kinoloom.errors import KinoloomError, retold
from kinoloom.store.ports import Project
from kinoloom.studio.ports import Studio
from kinoloom.watch import Watch

Answer = dict[str, Any]
"""What a tool gives back: JSON for a model, with `said` for the user."""


@dataclass
class Desk:
    """The one mutable thing of a turn; tools read and write through it.

    `studio` is the studio as the call at work sees it: `journal` decides what stands behind it.
    """

    studio: Studio
    project_id: str
    watch: Watch
    outlet: Outlet
    journal: Journal = field(default_factory=NoJournal)
    language: Literal["en", "zh"] = "en"
    failure: KinoloomError | None = None

    calls: int = 0

    def call(self, tool: Callable[..., Answer], given: Mapping[str, Any]) -> Answer:
        """One tool call, as a step of the journal: one that came to its end is not made again.

        Errors a person can act on, Cancelled among them, become the answer and stand in
        `failure`; defects are raised.
        """
        self.calls += 1
        step = f"call:{self.calls}"
        answer = self.journal.recall(step)
        if answer is None:
            answer = self._made(tool, given, step)
        if answer["status"] == "error" and self.failure is None:
            self.failure = retold(answer["error"], answer["message"])
        return answer

    def _made(self, tool: Callable[..., Answer], given: Mapping[str, Any], step: str) -> Answer:
        outside = self.studio
        self.studio = self.journal.opened(outside, step)
        try:
            self.watch.check()
            answer: Answer = {"status": "ok", **tool(self, **given)}
        except KinoloomError as error:
            # Cancelled too: raised through ADK it would be logged as a crash.
            self.failure = error
            answer = {"status": "error", "error": type(error).__name__, "message": str(error)}
        finally:
            inside, self.studio = self.studio, outside
        return self.journal.closed(inside, step, answer)

    @property
    def project(self) -> Project:
        """The project as it stands now."""
        return self.studio.projects.load(self.project_id)

    @property
    def draft(self) -> Draft:
        """Its current draft."""
        return self.project.draft


def clip_called(draft: Draft, number: int | None) -> AnySegment:
    """The clip a person counts from 1; -1 or None is the last. Raises NoSuchSegment."""
    main = main_track(draft)
    clips = main.segments if main else ()
    if not clips:
        raise NoSuchSegment("There is no clip on the timeline yet; make one first.")
    if number is None or number == -1:
        return clips[-1]
    if not 1 <= number <= len(clips):
        raise NoSuchSegment(f"There is no clip {number}; the film has {len(clips)}.")
    return clips[number - 1]


def title_called(draft: Draft, number: int | None) -> TitleSegment:
    """The title a person counts from 1; -1 or None is the last. Raises NoSuchSegment."""
    titles = [s for t in draft.tracks for s in t.segments if isinstance(s, TitleSegment)]
    titles.sort(key=lambda title: title.start_ms)
    if not titles:
        raise NoSuchSegment("There is no title on the timeline.")
    if number is None or number == -1:
        return titles[-1]
    if not 1 <= number <= len(titles):
        raise NoSuchSegment(f"There is no title {number}; the film has {len(titles)}.")
    return titles[number - 1]
