"""The finished file of a draft."""

from __future__ import annotations

from pathlib import Path

from kinoloom.draft.model import Draft
from kinoloom.render.export import Exported, export
from kinoloom.render.output import Output
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
