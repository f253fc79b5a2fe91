"""The child process that draws and encodes chunks: `python -m kinoloom.render.chunks.worker`.

Strangers' files are decoded here, away from whatever serves requests. It takes pickled tasks from
its parent and answers with lines of JSON: frames done, then `done`, or what failed.
"""

from __future__ import annotations

import errno
import json
import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kinoloom.errors import KinoloomError, MachineError
from kinoloom.render.chunks.memory import give_back, keep_freed
from kinoloom.render.chunks.tasks import StillTask, Task

EVERY_FRAMES = 8
GIVEN_BACK_EVERY = 16
"""Chunks: to fault everything in again costs as much as a frame or two."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Bench:
    """Where a worker draws: its open sources stay open from one chunk to the next."""

    def __init__(self) -> None:
        from kinoloom.render.reading.reel import Reel

        self.reel = Reel()

    def compositor(self, task: Task | StillTask) -> Any:
        """What draws the task's chunk."""
        from kinoloom.render.chunks.compositor import Compositor, Stage

        self.reel.paths = {asset: Path(path) for asset, path in task.paths.items()}
        self.reel.names = dict(task.names)
        size = (task.encoding.width_px, task.encoding.height_px)
        return Compositor(task.chunk, Stage(size, task.encoding.fps, self.reel, self.reel.path))

    def film(self, task: Task, out: BinaryIO) -> None:
        """Draw and encode every frame of a chunk."""
        from kinoloom.render.chunks.encoder import ChunkWriter

        compositor = self.compositor(task)
        with ChunkWriter(Path(task.target), task.encoding) as writer:
            for frame in range(task.chunk.frames):
                compositor.draw(frame, writer.canvas())
                writer.write()
                if frame % EVERY_FRAMES == EVERY_FRAMES - 1:
                    _say(out, {"frames": frame + 1})

    def still(self, task: StillTask) -> None:
        """Draw one frame and write it as a picture file."""
        import cv2
        import numpy as np

        from kinoloom.render.picture import Picture, rgb_of

        width, height = task.encoding.width_px, task.encoding.height_px
        half = (height // 2, width // 2)
        canvas = Picture(
            np.empty((height, width), np.uint8), np.empty(half, np.uint8), np.empty(half, np.uint8)
        )
        self.compositor(task).draw(0, canvas)
        written, data = cv2.imencode(Path(task.target).suffix, rgb_of(canvas)[..., ::-1])
        assert written
        Path(task.target).write_bytes(data.tobytes())


def main() -> None:
    """Answer tasks until stdin ends."""
    import cv2

    cv2.setNumThreads(1)
    keep_freed()
    bench = Bench()
    # Whatever a library prints must not end up among the answers.
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    done = 0
    while header := sys.stdin.buffer.read(8):
        task = pickle.loads(sys.stdin.buffer.read(int.from_bytes(header, "big")))
        _say(out, _answer(bench, task, out))
        done += 1
        if done % GIVEN_BACK_EVERY == 0:
            give_back()


def _answer(bench: Bench, task: Task | StillTask, out: BinaryIO) -> dict[str, object]:
    from av.error import FFmpegError

    try:
        if isinstance(task, Task):
            bench.film(task, out)
        else:
            bench.still(task)
    except KinoloomError as error:
        return _failed(error)
    except (OSError, FFmpegError) as error:
        if getattr(error, "errno", None) not in FULL:
            raise
        return _failed(
            MachineError("The disk is full; free some space and run the same export again.")
        )
    finally:
        bench.reel.rewind()
    return {"done": True}


def _failed(error: KinoloomError) -> dict[str, object]:
    return {"failed": type(error).__name__, "message": str(error)}


def _say(out: BinaryIO, answer: Mapping[str, object]) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
