"""The film as a whole: its shape, its timeline, its file."""

from __future__ import annotations

from typing import Literal

from kinoloom.agent.desk import Desk
from kinoloom.agent.phrases import phrase, sentences
from kinoloom.agent.tools.answer import Answer, changed
from kinoloom.draft.summary import timeline
from kinoloom.errors import AskError
from kinoloom.render.output import Output
from kinoloom.studio.canvases import ratio_of, size_of
from kinoloom.studio.clips import reshape


class FormatRefused(AskError):
    """A file format that is not written yet."""


def change_ratio(desk: Desk, ratio: str) -> Answer:
    """Give the film another shape. Generated clips are painted anew for it, footage is re-framed.

    Args:
      ratio: such as "9:16", "1:1", "16:9".
    """
    before = desk.draft
    size_of(ratio)
    if ratio_of(before) != ratio:
        reshape(desk.studio, desk.project_id, ratio, desk.watch)
    return changed(desk, before)


def export_film(
    desk: Desk,
    format: str = "mp4",
    quality: Literal["low", "medium", "high"] = "high",
    short_side_px: int | None = None,
) -> Answer:
    """Render the film to a file and hand it over.

    Args:
      format: "mp4".
      quality: "low", "medium" or "high".
      short_side_px: such as 1080 or 720; the film's own size if not said.
    """
    if format.lower() != "mp4":
        raise FormatRefused(f"I write mp4 files; {format} comes later.")
    if short_side_px is not None and not 144 <= short_side_px <= 2160:
        raise FormatRefused("A film's short side is 144 to 2160 pixels.")
    output = Output(quality=quality, short_side_px=short_side_px)
    done = desk.outlet.deliver(desk.studio, desk.project, output, desk.watch)
    said = phrase(
        "exported",
        desk.language,
        name=done.name,
        seconds=f"{done.duration_s:g}",
        size=f"{done.width_px}x{done.height_px}",
        megabytes=f"{done.bytes / 1e6:.1f}",
    )
    if done.link:
        said = sentences([said, phrase("exported.link", desk.language, link=done.link)], "en")
    return {"said": said, "file": done.name}


def show_timeline(desk: Desk) -> Answer:
    """What is on the timeline now."""
    project = desk.project
    return {"said": timeline(project.draft, desk.language), "revision": project.revision}
