"""Finished work on disk, named by content and describing itself.

`ab/abcd….mp4` holds the bits, `ab/abcd….json` what they are and how many. A file without its
note, or of another length than the note says, was never finished: it is made again, not read.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kinoloom.media.landing import landing
from kinoloom.watch import Watch

POLL_S = 0.1


class RenderCache:
    """A folder of finished chunks and mixes. Any number of processes may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._turns = threading.Condition()
        self._in_the_making: set[Path] = set()

    def find(self, key: str, suffix: str) -> Path | None:
        """The finished file of that key, or None."""
        path = self._path(key, suffix)
        try:
            note = json.loads(path.with_suffix(".json").read_bytes())
            whole = path.stat().st_size == note["bytes"]
        except (OSError, ValueError, KeyError):
            return None
        if not whole:
            return None
        # What is used is young: `shrink` removes what nobody asked for longest.
        with suppress(OSError):
            os.utime(path)
        return path

    def make(
        self,
        key: str,
        suffix: str,
        about: Mapping[str, object],
        write: Callable[[Path], None],
        watch: Watch | None = None,
    ) -> Path:
        """The finished file of that key, written by `write` unless it is there already.

        Of several threads that want it one writes, and the others wait for its file. Raises what
        `write` raises, MachineError when the disk refuses, and Cancelled when stopped while it
        waits; the cache keeps only whole files either way.
        """
        path = self._path(key, suffix)
        with self._turn(path, watch or Watch()):
            found = self.find(key, suffix)
            if found is not None:
                return found
            with landing(path) as part:
                write(part)
                size = part.stat().st_size
            with landing(path.with_suffix(".json")) as part:
                part.write_text(json.dumps({**about, "key": key, "bytes": size}))
        return path

    @contextmanager
    def _turn(self, path: Path, watch: Watch) -> Generator[None]:
        """The only one in this process to make a file."""
        with self._turns:
            while path in self._in_the_making:
                watch.check()
                self._turns.wait(POLL_S)
            self._in_the_making.add(path)
        try:
            yield
        finally:
            with self._turns:
                self._in_the_making.remove(path)
                self._turns.notify_all()

    def shrink(self, limit_bytes: int) -> int:
        """Remove what was used longest ago until so much is left; how many bytes went.

        Whoever reads a removed file keeps what they opened, and the next export makes it again.
        """
        found: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue
            found.append((facts.st_mtime, facts.st_size, path))
        over = sum(size for _, size, _ in found) - limit_bytes
        gone = 0
        for _, size, path in sorted(found):
            if gone >= over:
                break
            path.unlink(missing_ok=True)
            gone += size
        return gone

    def _path(self, key: str, suffix: str) -> Path:
        return self.folder / key[:2] / f"{key}{suffix}"
