"""Chunks to files: those in the cache are taken, the others drawn side by side, in any order."""

from __future__ import annotations

import os
import threading
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from kinoloom.errors import Cancelled
from kinoloom.render.cache import RenderCache
from kinoloom.render.chunks.copying import copy_chunk, copyable
from kinoloom.render.chunks.crew import Schedule, Worker
from kinoloom.render.chunks.tasks import Task
from kinoloom.render.files.output import Encoding
from kinoloom.render.identity import chunk_key
from kinoloom.render.layers import assets_in, footage_in
from kinoloom.render.planning.plan import Chunk, RenderPlan
from kinoloom.render.preparing import prepared
from kinoloom.render.sources import AssetPath, Facts
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
    next try goes on from there. Raises Cancelled, SourceError, MachineError or NotDrawn.
    """
    suffix = f".{plan.encoding.row.box}"
    keys = [chunk_key(chunk, plan.encoding) for chunk in plan.chunks]
    # A repeated chunk (the same clip twice) is one piece of work.
    jobs = dict(zip(keys, plan.chunks, strict=True))
    found = {key: path for key in jobs if (path := cache.find(key, suffix))}
    missing = [(key, chunk) for key, chunk in jobs.items() if key not in found]
    tally = _Tally(max(1, sum(chunk.frames for _, chunk in missing)), watch)
    desk = _Desk(plan.encoding, cache, asset, facts, watch.child(), tally, missing)
    found |= _side_by_side(desk, workers or os.cpu_count() or 1)
    files = tuple(found[key] for key in keys)
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
    jobs: list[tuple[str, Chunk]]

    def finish(self, key: str, chunk: Chunk, worker: Worker) -> Path:
        """The chunk's file: copied, or drawn by the worker."""
        self.watch.check()

        def write(part: Path) -> None:
            may_copy = copyable(chunk, self.encoding, self.facts)
            if may_copy and copy_chunk(chunk, self.encoding, self.asset, part):
                self.tally.copied += 1
                return
            worker.do(
                task_of(chunk, self.encoding, part, self.asset, self.cache, self.watch),
                self.watch,
                lambda frames: self.tally.seen(key, frames),
            )
            self.tally.made += 1

        about = {"frames": chunk.frames}
        path = self.cache.make(key, f".{self.encoding.row.box}", about, write, self.watch)
        self.tally.seen(key, chunk.frames)
        return path


def task_of(
    chunk: Chunk,
    encoding: Encoding,
    target: Path,
    asset: AssetPath,
    cache: RenderCache,
    watch: Watch,
) -> Task:
    """What a worker is told, once what its sources need has been done to them.

    Raises AssetMissing, and what `prepared` raises.
    """
    paths = {name: str(asset(name)) for name in assets_in(chunk.layers)}
    names = dict(chunk.names)
    for layer in footage_in(chunk.layers):
        if layer.preparation is not None:
            paths[layer.file] = str(prepared(layer, asset, cache, watch))
            names[layer.file] = names.get(layer.asset, "")
    return Task(chunk, encoding, str(target), paths, names)


def _side_by_side(desk: _Desk, workers: int) -> dict[str, Path]:
    if not desk.jobs:
        return {}
    schedule = Schedule([chunk.frames for _, chunk in desk.jobs])
    crew = min(workers, len(desk.jobs))
    with ThreadPoolExecutor(crew, thread_name_prefix="encode") as pool:
        futures = [pool.submit(_work, desk, schedule) for _ in range(crew)]
        done, waiting = wait(futures, return_when=FIRST_EXCEPTION)
        if waiting:
            desk.watch.cancel()
            wait(waiting)
        _raise_first({*done, *waiting})
    return {key: path for future in futures for key, path in future.result().items()}


def _work(desk: _Desk, schedule: Schedule) -> dict[str, Path]:
    made: dict[str, Path] = {}
    with Worker() as worker:
        last: int | None = None
        while (last := schedule.after(last)) is not None:
            key, chunk = desk.jobs[last]
            made[key] = desk.finish(key, chunk, worker)
    return made


def _raise_first(done: set[Future[dict[str, Path]]]) -> None:
    """The failure that began it: what others say after being stopped is only its echo."""
    errors = [error for future in done if (error := future.exception())]
    errors.sort(key=lambda error: isinstance(error, Cancelled))
    if errors:
        raise errors[0]
