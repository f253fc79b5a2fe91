"""One ask painted and encoded in a process of its own: `python -m bench.painted.shot JOB.json`.

Prints one line of JSON: CPU of the build and of a second of film (frames and x264 veryfast crf 21),
peak memory, and what was measured of the frames. A strip of three frames goes to a PNG.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.painted.measures import Measures
from kinoloom.generators.painted import PaintedGenerator
from kinoloom.generators.protocol import ClipRequest
from kinoloom.render.chunks.encoder import ChunkWriter
from kinoloom.render.files.output import Encoding

FPS = Fraction(24)
CRF = 21
STRIP_PX = 180
Frame = NDArray[np.uint8]


def main() -> None:
    """Do the job."""
    job = json.loads(Path(sys.argv[1]).read_bytes())
    cv2.setNumThreads(1)
    engine = PaintedGenerator()
    request = ClipRequest(
        job["prompt"], job["width_px"], job["height_px"], FPS, job["length_ms"], job["seed"]
    )
    plan = engine.plan(request)
    began, wall = time.process_time(), time.perf_counter()
    frames = engine.frames(plan)
    first = next(frames)
    build_s = time.process_time() - began
    measures, strip = Measures(), Strip(request.frame_count)
    film = Path(job["folder"]) / "shot.mp4"
    measured_s = 0.0
    began = time.process_time()
    encoding = Encoding.at(request.width_px, request.height_px, FPS, crf=CRF)
    with ChunkWriter(film, encoding) as writer:
        for number, frame in enumerate(_all(first, frames)):
            _write(writer, frame)
            paused = time.process_time()
            measures.see(frame)
            strip.see(number, frame)
            measured_s += time.process_time() - paused
    spent_s = time.process_time() - began - measured_s
    wall_s = time.perf_counter() - wall
    film.unlink()
    strip.write(Path(job["folder"]) / "strip.png")
    told = {
        "setting": plan.spec["setting"],
        "move": plan.spec["move"],
        "weather": plan.spec["weather"],
        "build_cpu_s": round(build_s, 2),
        # The first frame was drawn in the build's time; one of so many.
        "cpu_s_per_video_s": round(spent_s / request.frame_count * float(FPS), 2),
        "wall_s": round(wall_s, 2),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "notes": list(plan.notes),
        "ignored": list(plan.ignored),
        **measures.told(float(FPS)),
    }
    print(json.dumps(told, ensure_ascii=False))


def _all(first: Frame, rest: Iterator[Frame]) -> Iterator[Frame]:
    yield first
    yield from rest


def _write(writer: ChunkWriter, frame: Frame) -> None:
    """As the engine's own way to a film does, by one conversion."""
    canvas = writer.canvas()
    height, width = canvas.y.shape
    planes = cv2.cvtColor(frame, cv2.COLOR_RGB2YUV_I420).reshape(-1)
    whole, quarter = height * width, height * width // 4
    canvas.y[...] = planes[:whole].reshape(height, width)
    canvas.u[...] = planes[whole : whole + quarter].reshape(height // 2, width // 2)
    canvas.v[...] = planes[whole + quarter :].reshape(height // 2, width // 2)
    writer.write()


class Strip:
    """The first, middle and last frame side by side."""

    def __init__(self, frames: int) -> None:
        self._wanted = {0, frames // 2, frames - 1}
        self._kept: list[Frame] = []

    def see(self, number: int, frame: Frame) -> None:
        """Keep it if it is one of the three."""
        if number in self._wanted:
            width = round(frame.shape[1] * STRIP_PX / frame.shape[0])
            small = cv2.resize(frame, (width, STRIP_PX), interpolation=cv2.INTER_AREA)
            self._kept.append(np.asarray(small, np.uint8))

    def write(self, path: Path) -> None:
        """The strip as a picture."""
        cv2.imwrite(str(path), np.hstack(self._kept)[..., ::-1])


if __name__ == "__main__":
    os.environ.setdefault("NUMBA_NUM_THREADS", "1")
    main()
