"""Files that somebody brought, laid on the timeline one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from kinoloom.draft.assets import assets_of
from kinoloom.draft.edits import append, set_music
from kinoloom.draft.model import ImageSegment, Source, VideoSegment
from kinoloom.errors import AskError
from kinoloom.store.files import Upload
from kinoloom.store.ports import Project
from kinoloom.studio.canvases import RATIOS, shaped
from kinoloom.studio.editing import commit
from kinoloom.studio.ports import Studio

STILL_S = 5.0
SEEN = ("video", "image")


class NothingBrought(AskError):
    """There is no file that could be laid on the timeline."""


def unplaced(studio: Studio, project: Project) -> Sequence[Upload]:
    """Pictures, films and sounds of a project that its film does not use yet."""
    used = assets_of(project.draft)
    return [
        file
        for file in studio.footage.uploads(project.id)
        if file.file_type in (*SEEN, "audio") and file.asset_id not in used
    ]


def place(
    studio: Studio, project_id: str, seconds: float | None = None, ratio: str | None = None
) -> tuple[Project, Sequence[Upload]]:
    """Lay what was brought at the film's end, a sound as its music; the project and the files.

    The first picture gives the film its shape, unless one is asked for. `seconds` is how long each
    is seen. Raises NothingBrought, NoSuchRatio or EditRefused.
    """
    project = studio.projects.load(project_id)
    files = unplaced(studio, project)
    if not files:
        raise NothingBrought("There is no file to use; upload a video, a picture or a sound first.")
    draft = project.draft
    seen = [file for file in files if file.file_type in SEEN]
    if seen and not draft.is_ready:
        draft = shaped(draft, ratio or nearest_ratio(seen[0]))
    elif ratio:
        draft = shaped(draft, ratio)
    for file in seen:
        draft = append(draft, _segment(file, seconds))
    for file in files:
        if file.file_type == "audio":
            draft = set_music(draft, _source(file), label=file.filename)
    title = project.title if project.draft.is_ready else files[0].filename
    return commit(studio, project, draft, title=title), files


def nearest_ratio(file: Upload) -> str:
    """The film's shape that is most like a file's."""
    shape = file.facts.get("width", 16) / file.facts.get("height", 9)

    def unlike(name: str) -> float:
        width, height = RATIOS[name]
        known = width / height
        return max(shape, known) / min(shape, known)

    return min(RATIOS, key=unlike)


def _segment(file: Upload, seconds: float | None) -> VideoSegment | ImageSegment:
    if file.file_type == "image":
        length_ms = round((seconds or STILL_S) * 1000)
        return ImageSegment(
            id="",
            start_ms=0,
            duration_ms=length_ms,
            label=file.filename,
            source=Source(asset=file.asset_id),
        )
    source = _source(file)
    whole_ms = source.length_ms or 1
    wanted_ms = whole_ms if seconds is None else min(whole_ms, round(seconds * 1000))
    return VideoSegment(
        id="", start_ms=0, duration_ms=wanted_ms, label=file.filename, source=source
    )


def _source(file: Upload) -> Source:
    # A millisecond less than the container says: its last frame may end a little earlier.
    length_ms = max(1, round(file.facts.get("duration", 0) * 1000) - 1)
    return Source(asset=file.asset_id, length_ms=length_ms)
