"""The finished file of a draft, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kinoloom.draft.model import Draft
from kinoloom.render.export import Exported, export
from kinoloom.render.files.output import Output
from kinoloom.render.preview import Preview
from kinoloom.studio.outputs import OutputRefused, spoken_size
from kinoloom.studio.ports import Studio
from kinoloom.watch import Watch


def deliver(studio: Studio, draft: Draft, target: Path, output: Output, watch: Watch) -> Exported:
    """Render a draft to `target`; see `render.export` for what it raises."""
    return export(
        draft,
        target,
        asset=studio.assets.path,
        cache=studio.cache,
        output=output,
        watch=watch,
        workers=studio.workers,
    )


def quick(draft: Draft, output: Output) -> Output:
    """The settings of a small file to look at soon, in place of the export that is meant.

    Raises OutputRefused for what is no mp4.
    """
    if output.format != "mp4":
        raise OutputRefused(f"A preview is an mp4 file, not {output.format}.")
    return Preview().output(draft, output)


def facts_of(done: Exported, output: Output) -> dict[str, Any]:
    """What a finished file is, as plain data; None for what it does not have.

    A frame has no length, and a sound no size.
    """
    kind = output.row.kind
    width, height = (None, None) if kind == "sound" else (done.width_px, done.height_px)
    return {
        "format": output.format,
        "duration_s": None if kind == "frame" else done.duration_s,
        "width": width,
        "height": height,
        "bytes": done.bytes,
    }


def measures(facts: Mapping[str, Any], second: str = "s") -> tuple[str, ...]:
    """`("2 s", "1920x1080", "1.4 MB")`: the measures that a file has, for people."""
    found: list[str] = []
    if facts["duration_s"] is not None:
        found.append(f"{facts['duration_s']:g} {second}")
    if facts["width"] and facts["height"]:
        found.append(f"{facts['width']}x{facts['height']}")
    return (*found, spoken_size(facts["bytes"]))
