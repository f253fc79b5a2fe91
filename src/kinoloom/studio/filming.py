"""A clip plan becomes an asset: frames from the generator, sound from the music room, one file.

The file is encoded exactly as an export is, so that an export of the bare clip copies it.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from queue import Empty, SimpleQueue

import numpy as np

from kinoloom.crafts.music.provider import SAMPLE_RATE_HZ, AmbienceRequest, MusicProvider
from kinoloom.generators.archive import plan_key
from kinoloom.generators.protocol import ClipPlan, Frame, Generator
from kinoloom.generators.registry import Generators
from kinoloom.media import ffmpeg
from kinoloom.media.assets import Assets
from kinoloom.render.files.output import Encoding
from kinoloom.store.ports import GeneratedMedia
from kinoloom.watch import Watch

POLL_S = 0.1
AMBIENCE_GAIN = 0.5
"""A place is heard under music at a third of its loudness; -24 LUFS would drown that."""
CLIP_CRF = 18
"""A little finer than a high-quality export: a clip may be drawn over and encoded once more."""


@dataclass(frozen=True)
class Easel:
    """What painting a clip needs."""

    generators: Generators
    music: MusicProvider
    assets: Assets
    generated: GeneratedMedia


def film(easel: Easel, plan: ClipPlan, watch: Watch) -> str:
    """The asset of a plan, painted unless it was before.

    Raises Cancelled or MachineError; nothing half-made is kept.
    """
    key = plan_key(plan)
    known = easel.generated.made(key)
    if known is not None and known in easel.assets:
        return known
    with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
        sound = Path(scratch) / "sound.f32"
        request = AmbienceRequest(plan.sound, plan.request.duration_ms, plan.request.seed)
        ambience = easel.music.ambience(request).samples * np.float32(AMBIENCE_GAIN)
        sound.write_bytes(np.ascontiguousarray(ambience).tobytes())
        picture = Path(scratch) / "clip.mp4"
        generator = easel.generators.get(plan.engine)
        ffmpeg.feed(
            _arguments(plan, sound, picture),
            _painted(generator, plan, watch),
            watch=watch,
        )
        asset_id = easel.assets.keep(picture)
    easel.generated.remember(key, asset_id, plan)
    return asset_id


def clip_encoding(plan: ClipPlan) -> Encoding:
    """The settings a clip is encoded with: an export's, at a finer quality."""
    request = plan.request
    return Encoding.at(request.width_px, request.height_px, request.fps, crf=CLIP_CRF)


def _painted(generator: Generator, plan: ClipPlan, watch: Watch) -> Iterator[memoryview]:
    total = plan.request.frame_count
    watch.report("paint", 0.0)
    frames = generator.frames(plan)
    first = _interruptible(lambda: next(frames), watch)
    for number, frame in enumerate(chain([first], frames), start=1):
        watch.check()
        yield np.ascontiguousarray(frame).data.cast("B")
        watch.report("paint", number / total)


def _interruptible(work: Callable[[], Frame], watch: Watch) -> Frame:
    """Do work that cannot be asked to stop, such as painting a scene's layers for ten seconds.

    A cancelled watch leaves it behind in its thread, which ends by itself, and raises Cancelled.
    """
    outcome: SimpleQueue[Frame | BaseException] = SimpleQueue()

    def attempt() -> None:
        try:
            outcome.put(work())
        # Whatever it is, it is raised where the work was asked for.
        except BaseException as error:  # noqa: BLE001
            outcome.put(error)

    threading.Thread(target=attempt, daemon=True).start()
    while True:
        watch.check()
        try:
            found = outcome.get(timeout=POLL_S)
        except Empty:
            continue
        if isinstance(found, BaseException):
            raise found
        return found


def _arguments(plan: ClipPlan, sound: Path, target: Path) -> list[str]:
    request = plan.request
    size = f"{request.width_px}x{request.height_px}"
    return [
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(request.fps)),
        *("-i", "pipe:0", "-f", "f32le", "-ar", str(SAMPLE_RATE_HZ), "-ac", "2"),
        *("-i", str(sound), "-vf", "scale=out_color_matrix=bt709:out_range=tv"),
        *clip_encoding(plan).arguments(),
        *("-c:a", "aac", "-b:a", "192k", "-map_metadata", "-1"),
        *("-fflags", "+bitexact", "-flags:a", "+bitexact"),
        *("-movflags", "+faststart", str(target)),
    ]
