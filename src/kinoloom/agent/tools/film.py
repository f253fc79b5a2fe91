"""The film as a whole: its shape, its timeline, its file."""

from __future__ import annotations

from typing import Literal

from kinoloom.agent.desk import Desk
from kinoloom.agent.phrases import phrase, sentences
from kinoloom.agent.tools.answer import Answer, changed
from kinoloom.draft.summary import timeline
from kinoloom.studio.canvases import ratio_of, size_of
from kinoloom.studio.clips import reshape
from kinoloom.studio.delivery import measures, quick
from kinoloom.studio.outputs import output_of


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
    format: str | None = None,
    quality: Literal["low", "medium", "high", "lossless"] = "high",
    short_side_px: int | None = None,
    *,
    fps: str | None = None,
    codec: str | None = None,
    at_ms: int = 0,
    preview: bool = False,
    muted: bool = False,
) -> Answer:
    """Render the film to a file and hand it over.

    Args:
      format: "mp4" for everywhere, "webm" for web pages, "mov" for editing on, "gif" or "webp"
        for a moving picture without sound, "mp3", "wav" or "m4a" for the sound alone, "png" for
        one frame. If not said, the codec's first one, else "mp4".
      quality: "low", "medium", "high" or "lossless".
      short_side_px: such as 2160 for 4K, 1080 or 720; the film's own size if not said.
      fps: frames per second, such as "30"; the film's own rate if not said.
      codec: mp4 takes "h264", "hevc", "av1"; webm "vp9", "av1"; mov "prores", "h264", "hevc".
      at_ms: the moment a "png" shows; -1 is the film's end.
      preview: whether a small rough mp4 is enough, to look at sooner.
      muted: whether the file is to have no sound track; the film keeps its sound.
    """
    side = None if short_side_px is None else str(short_side_px)
    moment_ms = desk.draft.duration_ms if at_ms < 0 else at_ms
    output = output_of(format, quality, side, fps, codec, at_ms=moment_ms, muted=muted)
    if preview:
        output = quick(desk.draft, output)
    done = desk.outlet.deliver(desk.studio, desk.project, output, desk.watch)
    kind = output.row.kind
    if kind == "film":
        key = "exported.muted" if output.muted else "exported"
    else:
        key = f"exported.{kind}"
    second, comma = ("秒", "，") if desk.language == "zh" else ("s", ", ")
    facts = comma.join(measures(done.facts, second))
    said = phrase(key, desk.language, name=done.name, facts=facts)
    if done.link:
        said = sentences([said, phrase("exported.link", desk.language, link=done.link)], "en")
    return {"said": said, "file": done.name}


def show_timeline(desk: Desk) -> Answer:
    """What is on the timeline now."""
    project = desk.project
    return {"said": timeline(project.draft, desk.language), "revision": project.revision}
