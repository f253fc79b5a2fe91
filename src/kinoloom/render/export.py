"""Draft to file, in one call: plan, encode what is missing, mix, mux, land."""

from __future__ import annotations

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kinoloom.draft.model import Draft
from kinoloom.errors import Cancelled
from kinoloom.media.landing import check_writable, landing
from kinoloom.render.cache import RenderCache
from kinoloom.render.canvas.treating import check_cubes
from kinoloom.render.chunks.encode import encode
from kinoloom.render.files.animation import animate
from kinoloom.render.files.mux import mux
from kinoloom.render.files.output import Encoding, Output
from kinoloom.render.identity import mix_key
from kinoloom.render.mix import mix
from kinoloom.render.planning.plan import RenderPlan, plan
from kinoloom.render.preview import frame
from kinoloom.render.sources import AssetPath, remembered
from kinoloom.watch import Watch


@dataclass(frozen=True)
class Exported:
    """A finished film and what it took."""

    path: Path
    duration_s: float
    width_px: int
    height_px: int
    bytes: int
    chunks: int
    chunks_made: int
    chunks_copied: int
    chunks_reused: int


def export(
    draft: Draft,
    target: Path,
    *,
    asset: AssetPath,
    cache: RenderCache,
    output: Output | None = None,
    watch: Watch | None = None,
    workers: int | None = None,
) -> Exported:
    """Write the film to `target`.

    `asset` gives the file of a hash and raises AssetMissing when there is none. Raises
    DraftError, SourceError, AskError, MachineError or Cancelled; then `target` is as it was,
    and every finished chunk is in the cache for the next try.
    """
    watch, output = watch or Watch(), output or Output()
    if output.row.kind == "frame":
        return _still(draft, target, asset, cache, output, watch)
    facts = remembered(asset)
    planned = plan(draft, output, facts)
    check_cubes(draft, asset)
    check_writable(target)
    inner = watch.child()

    def mixed() -> Path | None:
        if not planned.sounds:
            return None
        key, about = mix_key(planned), {"sounds": len(planned.sounds)}
        return cache.make(key, ".m4a", about, lambda part: mix(planned, asset, part, inner), inner)

    with ThreadPoolExecutor(1, thread_name_prefix="mix") as pool:
        # Beside the picture: one after the other would leave a core idle.
        mixing = pool.submit(mixed)
        mixing.add_done_callback(lambda done: inner.cancel() if done.exception() else None)
        try:
            encoded = encode(planned, cache, asset=asset, facts=facts, watch=inner, workers=workers)
        except Cancelled:
            inner.cancel()
            # A mix that failed has stopped the picture: what it said is why.
            mixing.result()
            raise
        except BaseException:
            inner.cancel()
            raise
        sound = mixing.result()
    with landing(target) as part:
        _write(planned, encoded.files, sound, output, part, inner)
    return Exported(
        path=target,
        duration_s=float(planned.duration_s),
        width_px=planned.encoding.width_px,
        height_px=planned.encoding.height_px,
        bytes=target.stat().st_size,
        chunks=len(planned.chunks),
        chunks_made=encoded.made,
        chunks_copied=encoded.copied,
        chunks_reused=encoded.reused,
    )


def _write(
    planned: RenderPlan,
    chunks: tuple[Path, ...],
    sound: Path | None,
    output: Output,
    part: Path,
    watch: Watch,
) -> None:
    """Put the finished pieces together as the kind of file that is wanted."""
    row, counts = output.row, [chunk.frames for chunk in planned.chunks]
    if row.kind == "sound":
        assert sound is not None
        shutil.copyfile(sound, part)
    elif row.kind == "animation":
        with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
            film = Path(scratch) / "film.mp4"
            mux(chunks, counts, None, planned.encoding, "mp4", film, watch)
            animate(film, row.container, output.quality, part, watch)
    else:
        mux(chunks, counts, sound, planned.encoding, row.container, part, watch)


def _still(
    draft: Draft,
    target: Path,
    asset: AssetPath,
    cache: RenderCache,
    output: Output,
    watch: Watch,
) -> Exported:
    check_writable(target)
    sized = Encoding.of(draft.canvas, output)
    picture = frame(
        draft,
        output.at_ms,
        asset=asset,
        cache=cache,
        short_side_px=output.short_side_px,
        suffix=".png",
        watch=watch,
    )
    with landing(target) as part:
        part.write_bytes(picture)
    return Exported(target, 0.0, sized.width_px, sized.height_px, len(picture), 1, 1, 0, 0)
