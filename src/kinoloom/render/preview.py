"""A look at a draft before it is exported: one frame at once, or a small file soon."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from kinoloom.draft.check import check
from kinoloom.draft.model import Draft
from kinoloom.draft.time import frames_at
from kinoloom.render.cache import RenderCache
from kinoloom.render.chunks.crew import Worker
from kinoloom.render.chunks.encode import task_of
from kinoloom.render.chunks.tasks import StillTask
from kinoloom.render.errors import NothingToRender
from kinoloom.render.files.output import Encoding, Output
from kinoloom.render.planning.plan import chunk_at
from kinoloom.render.sources import AssetPath, remembered
from kinoloom.watch import Watch

SHORT_SIDE_PX = 540
FASTEST = Fraction(30)


def frame(
    draft: Draft,
    at_ms: int,
    *,
    asset: AssetPath,
    cache: RenderCache,
    short_side_px: int | None = SHORT_SIDE_PX,
    suffix: str = ".jpg",
    worker: Worker | None = None,
    watch: Watch | None = None,
) -> bytes:
    """The film's frame at a moment, as a JPEG or PNG file; after the end, its last.

    `short_side_px` None is the canvas's own size. A `worker` that is kept answers faster: its
    sources stay open. Raises as `export` does.
    """
    check(draft)
    encoding = Encoding.of(draft.canvas, Output(short_side_px=short_side_px))
    total = frames_at(draft.duration_ms, encoding.fps)
    if total < 1:
        raise NothingToRender("There is nothing on the timeline to look at yet.")
    number = min(max(0, frames_at(at_ms, encoding.fps)), total - 1)
    chunk = chunk_at(draft, encoding, number, remembered(asset))
    with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
        target = Path(scratch) / f"frame{suffix}"
        told = task_of(chunk, encoding, target, asset, cache, watch or Watch())
        task = StillTask(told.chunk, told.encoding, told.target, told.paths, told.names)
        if worker is not None:
            worker.do(task, watch or Watch())
        else:
            with Worker() as own:
                own.do(task, watch or Watch())
        return target.read_bytes()


@dataclass(frozen=True)
class Preview:
    """How a quick look differs from the export it stands for: smaller, at most 30 frames a
    second, rougher."""

    short_side_px: int = SHORT_SIDE_PX

    def output(self, draft: Draft, output: Output | None = None) -> Output:
        """The settings of the quick file."""
        wanted = output or Output()
        rate = wanted.fps or draft.canvas.rate
        side = min(draft.canvas.width_px, draft.canvas.height_px, self.short_side_px)
        return replace(
            wanted,
            quality="low",
            short_side_px=side,
            fps=rate if rate <= FASTEST else rate / 2,
            format="mp4",
            codec=None,
        )
