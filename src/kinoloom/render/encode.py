"""Chunks to files: those in the cache are taken, the others encoded side by side, in any order."""

from __future__ import annotations

import os
import tempfile
import threading
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from kinoloom.errors import Cancelled
from kinoloom.media import ffmpeg
from kinoloom.render.cache import RenderCache
from kinoloom.render.copying import copy_chunk, copyable
from kinoloom.render.graph import Drawn, command
from kinoloom.render.identity import chunk_key
from kinoloom.render.layers import TextLayer
from kinoloom.render.output import Encoding
from kinoloom.render.plan import Chunk, RenderPlan
from kinoloom.render.sources import AssetPath, Facts
from kinoloom.render.sprites import sprite
from kinoloom.watch import Watch


@dataclass(frozen=True)
class Encoded:
    """The chunk files in film order, and how many of them were made now."""

    files: tuple[Path, ...]
    made: int
    copied: int
    reused: int


@dataclass
class _Tally:
    """Frames finished by all workers together; reports as they grow."""

    total: int
    watch: Watch
    lock: threading.Lock = field(default_factory=threading.Lock)
    done: dict[str, int] = field(default_factory=dict[str, int])
    made: int = 0
    copied: int = 0

    def seen(self, key: str, frames: int) -> None:
        with self.lock:
            self.done[key] = max(frames, self.done.get(key, 0))
            share = sum(self.done.values()) / self.total
        self.watch.report("encode", min(1.0, share))


def encode(
    plan: RenderPlan,
    cache: RenderCache,
    *,
    asset: AssetPath,
    facts: Facts,
    watch: Watch,
    workers: int | None = None,
) -> Encoded:
    """Every chunk of the plan as a file.

    The first failure stops the others; chunks already finished stay in the cache, so that the
    next try goes on from there. Raises Cancelled, SourceError, MachineError or FfmpegFailed.
    """
    # A repeated chunk (the same clip twice) is one piece of work.
    jobs = {chunk_key(chunk, plan.encoding): chunk for chunk in plan.chunks}
    found = {key: path for key in jobs if (path := cache.find(key, ".mp4"))}
    missing = {key: chunk for key, chunk in jobs.items() if key not in found}
    tally = _Tally(max(1, sum(chunk.frames for chunk in missing.values())), watch)
    inner = watch.child()
    with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
        desk = _Desk(plan.encoding, cache, asset, facts, inner, tally, Path(scratch))
        found |= _side_by_side(missing, desk, workers or os.cpu_count() or 1)
    files = tuple(found[chunk_key(chunk, plan.encoding)] for chunk in plan.chunks)
    return Encoded(files, tally.made, tally.copied, len(jobs) - len(missing))


@dataclass(frozen=True)
class _Desk:
    """What a worker needs for any chunk."""

    encoding: Encoding
    cache: RenderCache
    asset: AssetPath
    facts: Facts
    watch: Watch
    tally: _Tally
    scratch: Path

    def finish(self, key: str, chunk: Chunk) -> Path:
        self.watch.check()
        copied = copyable(chunk, self.encoding, self.facts)
        about = {"frames": chunk.frames, "copied": copied}

        def write(part: Path) -> None:
            if copied:
                copy_chunk(chunk, self.encoding, self.asset, part)
                self.tally.copied += 1
            else:
                self._draw(chunk, part, key)
                self.tally.made += 1

        path = self.cache.make(key, ".mp4", about, write)
        self.tally.seen(key, chunk.frames)
        return path

    def _draw(self, chunk: Chunk, part: Path, key: str) -> None:
        def drawn(layer: TextLayer) -> Drawn:
            return sprite(layer, self.encoding, self.scratch)

        ffmpeg.run(
            command(chunk, self.encoding, part, self.asset, drawn),
            watch=self.watch,
            on_frame=lambda frames: self.tally.seen(key, frames),
        )


def _side_by_side(jobs: dict[str, Chunk], desk: _Desk, workers: int) -> dict[str, Path]:
    if not jobs:
        return {}
    # Longest first: the last worker to finish decides how long the film takes.
    order = sorted(jobs.items(), key=lambda item: -item[1].frames)
    with ThreadPoolExecutor(min(workers, len(order)), thread_name_prefix="encode") as pool:
        futures: dict[Future[Path], str] = {}
        for key, chunk in order:
            futures[pool.submit(desk.finish, key, chunk)] = key
        done, waiting = wait(futures, return_when=FIRST_EXCEPTION)
        if waiting:
            desk.watch.cancel()
            for future in waiting:
                future.cancel()
        _raise_first(done)
    return {key: future.result() for future, key in futures.items()}


def _raise_first(done: set[Future[Path]]) -> None:
    """The failure that began it: what others say after being stopped is only its echo."""
    errors = [error for future in done if (error := future.exception())]
    errors.sort(key=lambda error: isinstance(error, Cancelled))
    if errors:
        raise errors[0]
