"""The film's sound: every source placed to the sample, summed, brought to one loudness, encoded.

The work is done in a child process, because it decodes files from anywhere; see `render/sound/`.
"""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path

from kinoloom.errors import MachineError, retold
from kinoloom.media import ffmpeg
from kinoloom.render.planning.plan import RenderPlan
from kinoloom.render.sound.samples import RATE_HZ
from kinoloom.render.sound.tasks import MixTask
from kinoloom.render.sources import AssetPath
from kinoloom.watch import Watch

MODULE = "kinoloom.render.sound.mixer"
TRIES = 3


def mix(plan: RenderPlan, asset: AssetPath, target: Path, watch: Watch) -> None:
    """Write the film's sound to `target`, as long as the picture, in the codec of the plan.

    Loudness is -14 LUFS, peaks under -1 dBTP once decoded. A film without a single sound gets
    no call here. Raises SourceError, which names the segment; MachineError; Cancelled.
    """
    paths = {sound.asset: str(asset(sound.asset).absolute()) for sound in plan.sounds}
    for attempt in range(TRIES):
        # Ours, not the child's: a child that is stopped leaves nothing behind.
        with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
            task = MixTask(
                sounds=plan.sounds,
                paths=paths,
                samples=round(plan.duration_s * RATE_HZ),
                codec=plan.encoding.sound or "aac",
                kbps=plan.audio_kbps,
                target=str(target.absolute()),
                scratch=scratch,
            )
            try:
                _do(task, watch)
                return
            except ffmpeg.ChildFailed as error:
                # Ended by itself: a defect of ours, which a second try would only repeat.
                if error.returncode >= 0:
                    raise
                if attempt == TRIES - 1:
                    raise MachineError(
                        f"The mixer was killed {TRIES} times (signal {-error.returncode}); the "
                        "machine may be short of memory."
                    ) from error


def _do(task: MixTask, watch: Watch) -> None:
    with ffmpeg.conversing(MODULE) as child:
        for answer in child.ask(pickle.dumps(task), watch):
            if "failed" in answer:
                raise retold(str(answer["failed"]), str(answer["message"]))
            watch.report("mix", float(answer.get("share", 1.0)))
            if "done" in answer:
                return
