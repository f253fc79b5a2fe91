"""What a turn works on: one project in one studio, and what happened in the turn so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kinoloom.draft.edits.locate import main_track
from kinoloom.draft.errors import NoSuchSegment
from kinoloom.draft.model import AnySegment, Draft, TitleSegment
from kinoloom.errors import KinoloomError
from kinoloom.render.export import Exported
from kinoloom.store.ports import Project
from kinoloom.studio.ports import Studio
from kinoloom.watch import Watch


@dataclass
class Desk:
    """The one mutable thing of a turn; tools read and write through it."""

    studio: Studio
    project_id: str
    watch: Watch
    export_folder: Path
    language: Literal["en", "zh"] = "en"
    failure: KinoloomError | None = None
    exported: Exported | None = None
    changes: list[str] = field(default_factory=list[str])

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
