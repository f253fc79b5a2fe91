"""What needs many frames at once, done to a stretch of a source before it is drawn.

The stretch lies on a grid of the source's time, so that a small trim uses what is there already.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kinoloom.draft.model import Effect
from kinoloom.media import ffmpeg
from kinoloom.render.cache import RenderCache
from kinoloom.render.grade.effects.arguments import Number, WrongArgument, checked
from kinoloom.render.layers import FootageLayer, Preparation
from kinoloom.render.reading.footage import Footage
from kinoloom.render.sources import AssetPath
from kinoloom.watch import Watch

GRID_MS = 10_000
LEAD_MS = 100
"""A frame that begins before a line of the grid is still seen after it."""
CRF = 10
"""Finer than any export: the stretch is drawn and encoded once more."""

Pass = Callable[[str], None]
"""Runs the stretch through filters that follow those so far, for what they find out."""
Filters = Callable[[float, Path, Pass], str]
WHOLE_FRAMES = "bwdif=mode=send_frame:deint=interlaced"
"""Two fields of a moving picture look like noise, and like shaking."""

STRENGTH = Number("strength", 0.5, 0, 1, "how much")


@dataclass(frozen=True)
class Step:
    """A preparation: how it makes its filters from a strength of 0..1, and what it does."""

    filters: Filters
    description: str
    strength: Number = STRENGTH


def _denoise(strength: float, scratch: Path, look: Pass) -> str:
    luma = 1.0 + 7.0 * strength
    return f"hqdn3d={luma:.3f}:{luma * 0.75:.3f}:{luma * 1.5:.3f}:{luma * 1.1:.3f}"


def _stabilise(strength: float, scratch: Path, look: Pass) -> str:
    """Two passes: how the camera shook, then its way made smooth over up to two seconds."""
    found = scratch / "shake.trf"
    look(f"vidstabdetect=shakiness=6:accuracy=12:result={found}")
    smoothing = round(6 + 54 * strength)
    # Zoomed once for all, by as much as the worst shake needs: no black edges, no breathing.
    return (
        f"vidstabtransform=input={found}:smoothing={smoothing}:optalgo=avg:"
        "optzoom=1:interpol=bicubic,"
        "unsharp=5:5:0.4:3:3:0.2"
    )


STEPS: Mapping[str, Step] = {
    "stabilise": Step(_stabilise, "takes the shake out of a hand-held camera"),
    "denoise": Step(_denoise, "takes noise out of dark or grainy footage"),
}


def steps_of(effects: tuple[Effect, ...], where: str) -> tuple[tuple[str, float], ...]:
    """The preparations among a segment's effects. Raises WrongArgument for their arguments."""
    found: list[tuple[str, float]] = []
    for effect in effects:
        step = STEPS.get(effect.kind)
        if step is None:
            continue
        try:
            given = checked(effect.kind, (step.strength,), effect.arguments)
        except WrongArgument as error:
            raise WrongArgument(f"{where}: {error}") from None
        found.append((effect.kind, given.number("strength")))
    return tuple(found)


def preparation(
    steps: tuple[tuple[str, float], ...], first_ms: float, last_ms: float, whole_ms: int
) -> Preparation | None:
    """The steps over the part of the grid that holds a stretch of a file."""
    if not steps:
        return None
    line = max(0, int(first_ms // GRID_MS) * GRID_MS)
    end = min(whole_ms, -int(-last_ms // GRID_MS) * GRID_MS)
    return Preparation(
        steps, max(0, line - LEAD_MS), max(end, min(whole_ms, line + GRID_MS)) + LEAD_MS
    )


def prepared(layer: FootageLayer, asset: AssetPath, cache: RenderCache, watch: Watch) -> Path:
    """The file of a layer: its asset's, or the prepared stretch, made unless it is there.

    Raises AssetMissing, SourceError, MachineError or Cancelled.
    """
    if layer.preparation is None:
        return asset(layer.asset)
    about = {"asset": layer.asset, "steps": [name for name, _ in layer.preparation.steps]}
    path = asset(layer.asset)
    return cache.make(
        layer.file, ".mp4", about, lambda part: _make(layer.preparation, path, part, watch), watch
    )


def _make(wanted: Preparation | None, path: Path, part: Path, watch: Watch) -> None:
    assert wanted is not None
    source, timed = _stretch(path, wanted.from_ms / 1000, wanted.to_ms / 1000)
    with tempfile.TemporaryDirectory(prefix="kinoloom-") as folder:
        filters = [timed, WHOLE_FRAMES]

        def look(finds: str) -> None:
            chain = ",".join([*filters, finds])
            ffmpeg.run([*source, "-vf", chain, "-f", "null", "-"], watch=watch)

        for number, (name, strength) in enumerate(wanted.steps):
            # Of its own: the same step twice would overwrite what the first has found out.
            scratch = Path(folder) / str(number)
            scratch.mkdir()
            filters.append(STEPS[name].filters(strength, scratch, look))
        ffmpeg.run(
            [
                *source,
                *("-vf", ",".join(filters), "-an", "-fps_mode", "passthrough"),
                *("-c:v", "libx264", "-preset", "superfast", "-crf", str(CRF), "-g", "12"),
                *("-map_metadata", "-1", "-fflags", "+bitexact", "-f", "mp4", str(part)),
            ],
            watch=watch,
        )


def _stretch(path: Path, from_s: float, to_s: float) -> tuple[list[str], str]:
    """How ffmpeg reads a stretch of a file, and filters that have its frames begin at 0."""
    with Footage(path, "the clip") as footage:
        lead_in_s, frame_s = float(footage.lead_in_s), footage.frame_s
        is_counted = footage.is_counted
    if is_counted:
        count = f"setpts=round(N*{frame_s}/TB)"
        return (
            ["-t", f"{to_s + 1:.3f}", "-i", str(path)],
            f"{count},trim=start={from_s}:end={to_s},setpts=round(PTS-{from_s}/TB)",
        )
    source = ["-t", f"{to_s - from_s + lead_in_s:.6f}", "-i", str(path)]
    # Not to the very beginning: where an index is odd, that seek ends at the second key frame.
    sought = ["-ss", f"{from_s:.3f}"] if from_s else []
    return [*sought, *source], f"setpts=round(PTS-{lead_in_s:.6f}/TB),trim=start=0"
