"""The reel against the best filter graph and against the floor.

`graph_ratio`: CPU of our full export, on two workers and with an empty cache, over the CPU of one
ffmpeg process that makes the same film with a filter graph written by hand. `floor_ratio`: over
ffmpeg decoding our finished film and encoding it again, picture and sound, with the same settings.
CPU is user and system of the whole tree, from starting the
process to its end. `two_worker_cpu_ratio`: our CPU on two workers over that on one.
`cores_busy_reel`: CPU over wall over two. `peak_mb`: peak memory (PSS) of the tree.

What would make them lie: another picture (`likeness` is checked at every segment and join), other
x264 settings (x264 is asked), chunks that were copied or cached (counted), a first run that
compiles (one export goes before), another load on the machine (runs go round in turns).
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.rendering import graph, x264
from bench.rendering.bench import Bench, NotComparable, Result
from bench.rendering.exports import Film
from bench.rendering.likeness import Floor, Likeness, likeness
from bench.rendering.processes import (
    Took,
    cores_busy,
    interleaved,
    measured,
    median_cpu_s,
    median_ratio,
)
from bench.rendering.reel import FPS, reel
from kinoloom.media.ffmpeg import executable
from kinoloom.render.files.output import Encoding, Output

FLOOR = Floor(34.0, 0.88)
STILL_FLOOR = Floor(29.0, 0.78)
"""zoompan moves a still in whole even pixels, up to two beside the true place: it trembles, ours
does not. It is let off, being the cheapest, which is more than fair."""


def run(bench: Bench) -> Result:
    """Measure it all. Raises NotComparable when the two films are not the same."""
    draft = reel(bench.shop)
    folder = bench.studio.folder
    ours = bench.studio.anew(draft, "reel")
    check_made(ours)
    rival = graph.rival(bench.shop, folder)
    choice, alike, stills_alike = best_graph(rival, ours.path, folder)
    theirs = folder / "graph.mp4"
    floor = folder / "floor.mp4"
    took = interleaved(
        {
            "ours": lambda: bench.studio.anew(draft, "reel").took,
            "graph": lambda: measured(graph.command(rival, choice, theirs)),
            "floor": lambda: measured(floor_command(ours.path, floor)),
            "ours, one worker": lambda: bench.studio.anew(draft, "reel-one", workers=1).took,
        },
        bench.runs,
    )
    sample = x264.sample(Encoding.of(draft.canvas, Output()), folder / "sample.mp4")
    for other in (theirs, floor):
        _check_settings(sample, other)
    peak = bench.studio.anew(draft, "reel", memory=True).took.peak_mb
    return {
        **_ratios(took),
        "cores_busy_reel": round(cores_busy(took["ours"], 2), 3),
        "peak_mb": round(peak),
        "graph_choice": choice.told(),
        "likeness_db": round(alike.worst_db, 1),
        "likeness_ssim": round(alike.worst_ssim, 3),
        "likeness_stills_db": round(stills_alike.worst_db, 1),
        "likeness_stills_ssim": round(stills_alike.worst_ssim, 3),
        "reel_mbit_s": _mbit_s(ours.path, bench.lengths.reel_ms),
        "graph_mbit_s": _mbit_s(theirs, bench.lengths.reel_ms),
    }


def best_graph(
    rival: graph.Rival, ours: Path, folder: Path
) -> tuple[graph.Choice, Likeness, Likeness]:
    """The cheapest way to write the graph that gives our picture. Raises NotComparable."""
    videos, stills = graph.moments(rival)
    best, cost, alike = graph.Choice(), 0.0, None
    for change in (None, *graph.ALTERNATIVES):
        choice = change(best) if change else best
        target = folder / "graph-try.mp4"
        took = measured(graph.command(rival, choice, target))
        found = likeness(ours, target, videos, FLOOR), likeness(ours, target, stills, STILL_FLOOR)
        said = "; ".join(str(one) for one in found)
        print(f"  graph, {choice.told()}: {took.cpu_s:.2f} CPU-s; {said}", file=sys.stderr)
        if all(one.holds for one in found) and (alike is None or took.cpu_s < cost):
            best, cost, alike = choice, took.cpu_s, found
    if alike is None:
        raise NotComparable("no way to write the graph gives the film that we export")
    return best, *alike


def floor_command(film: Path, target: Path) -> list[str | Path]:
    """Decode and encode again, nothing else; one decoder thread is the cheapest."""
    return [
        *(executable(), "-hide_banner", "-nostats", "-loglevel", "error", "-y"),
        *("-threads", "1", "-i", film, *x264.arguments(FPS), *x264.SOUND, target),
    ]


def check_made(film: Film) -> None:
    """Raise NotComparable unless every chunk was drawn and encoded now."""
    if film.made != film.chunks:
        raise NotComparable(
            f"of {film.chunks} chunks {film.copied} were copied and {film.reused} reused"
        )


def _check_settings(ours: Path, theirs: Path) -> None:
    different = x264.differences(ours, theirs)
    if different:
        raise NotComparable(f"x264 of {ours.name} / {theirs.name}: {', '.join(different)}")


def _ratios(took: dict[str, tuple[Took, ...]]) -> Result:
    ours, one = took["ours"], took["ours, one worker"]
    return {
        "graph_ratio": round(median_ratio(ours, took["graph"]), 3),
        "floor_ratio": round(median_ratio(ours, took["floor"]), 3),
        "graph_ratio_one_worker": round(median_ratio(one, took["graph"]), 3),
        "floor_ratio_one_worker": round(median_ratio(one, took["floor"]), 3),
        "two_worker_cpu_ratio": round(median_ratio(ours, one), 3),
        "reel_cpu_s": round(median_cpu_s(ours), 2),
        "graph_cpu_s": round(median_cpu_s(took["graph"]), 2),
        "floor_cpu_s": round(median_cpu_s(took["floor"]), 2),
    }


def _mbit_s(film: Path, length_ms: int) -> float:
    return round(film.stat().st_size * 8 / length_ms / 1000, 2)
