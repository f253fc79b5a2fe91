"""Draft to file, in one call: plan, encode what is missing, mix, mux, land."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kinoloom.draft.model import Draft
from kinoloom.media.landing import check_writable, landing
from kinoloom.media.probe import MediaInfo, probe
from kinoloom.render.cache import RenderCache
from kinoloom.render.encode import encode
from kinoloom.render.identity import mix_key
from kinoloom.render.mix import mix
from kinoloom.render.mux import mux
from kinoloom.render.output import Output
from kinoloom.render.plan import plan
from kinoloom.render.sources import AssetPath
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
    watch = watch or Watch()
    facts = _remembering(asset)
    planned = plan(draft, output or Output(), facts)
    check_writable(target)
    encoded = encode(planned, cache, asset=asset, facts=facts, watch=watch, workers=workers)
    sound = None
    if planned.sounds:
        key, about = mix_key(planned), {"sounds": len(planned.sounds)}
        sound = cache.make(key, ".m4a", about, lambda part: mix(planned, asset, part, watch))
    with landing(target) as part:
        counts = [chunk.frames for chunk in planned.chunks]
        mux(encoded.files, counts, sound, planned.encoding, part, watch)
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


def _remembering(asset: AssetPath) -> Callable[[str], MediaInfo]:
    """Probes each asset once an export."""

    @cache
    def facts(identity: str) -> MediaInfo:
        return probe(asset(identity))

    return facts
