"""All of a film's sounds as one file of raw floats, mastered; then that file as what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from kinoloom.render.planning.sounds import Sound
from kinoloom.render.sound.encoding import encode_sound
from kinoloom.render.sound.mastering import master, metered
from kinoloom.render.sound.material import Material
from kinoloom.render.sound.samples import Samples
from kinoloom.render.sound.strips import summed
from kinoloom.render.sound.tasks import MixTask
from kinoloom.watch import Watch

SUM_SHARE, MASTER_SHARE = 0.3, 0.35
"""How much of the work is done when the sum is there, and when it is mastered."""


def mix_down(
    sounds: Sequence[Sound],
    paths: Mapping[str, Path],
    samples: int,
    raw: Path,
    watch: Watch,
    report: Callable[[float], None],
) -> None:
    """Write the film's sound to `raw`, interleaved stereo floats at 48 kHz, at -14 LUFS and under
    -2.5 dBTP. What is long lies beside it meanwhile.

    Raises SourceError, which names the segment, for a source that is gone, damaged or too short.
    """
    material = Material(paths, raw.parent, watch)

    def counted(blocks: Iterator[Samples]) -> Iterator[Samples]:
        done = 0
        for block in blocks:
            yield block
            done += block.shape[1]
            report(SUM_SHARE * min(1.0, done / samples))

    meters = metered(counted(summed(sounds, material, samples)), raw, samples, watch)
    master(raw, meters, watch)
    report(MASTER_SHARE)


def carry_out(task: MixTask, watch: Watch, report: Callable[[float], None]) -> None:
    """Mix and encode as a task says; errors as for `mix_down` and `encode_sound`."""
    raw = Path(task.scratch) / "mix.f32"
    paths = {asset: Path(path) for asset, path in task.paths.items()}
    mix_down(task.sounds, paths, task.samples, raw, watch, report)
    encode_sound(
        raw,
        task.codec,
        task.kbps,
        Path(task.target),
        watch,
        lambda share: report(MASTER_SHARE + (1 - MASTER_SHARE) * share),
    )
    raw.unlink()
