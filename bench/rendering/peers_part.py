"""MoviePy 2 and HyperFrames on a vertical short, and on the reel, beside us in the same run.

`moviepy_ratio`, `browser_ratio`: their CPU over ours for the short from nothing, medians of runs
that go round in turns; with `reel_` before them, for the reel. `peers_floor_cpu_s`: decoding and
encoding the finished film, below which nobody gets. Both peers get x264 no slower than ours.
MoviePy makes landscape tall as recipes have it, `resized(height=1920)` and then `cropped`;
`moviepy_tuned_ratio` is one run with the two the other way round, which resizes a third as much.
HyperFrames draws with Debian's Chromium, with as many workers as are cheapest;
`browser_shell_ratio` is one run with its headless shell instead, which costs it less.
`moviepy_cpu_s_per_s` and `browser_cpu_s_per_s`: CPU a second of film; times the length of the
five-minute film, over what the edit costs us, they give the `*_edit_ratio`s, which are therefore
extrapolated, not measured. For HyperFrames that number comes from a second render after a caption
changed, with the frames of its sources kept from the first.

What would make them lie: a peer that makes another film (each is compared with ours from afar:
their frames may be one off and their colours through RGB), installation or the first start in the
measured time (each is started once before), processes that a browser leaves behind (they are
adopted and counted).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.rendering.bench import Bench, NotComparable, Result
from bench.rendering.hyperframes import HyperFrames, NotHere
from bench.rendering.likeness import Floor, likeness
from bench.rendering.moviepy import MoviePy
from bench.rendering.processes import (
    CommandFailed,
    Took,
    interleaved,
    measured,
    median_cpu_s,
    median_ratio,
)
from bench.rendering.reel import FPS, Cut, reel_cut, short_cut, vertical
from bench.rendering.reel_part import floor_command
from bench.rendering.told import Told, told

SHRUNK = 12
FLOOR = Floor(25.0, 0.6)
WORKERS = ("1", "auto")


@dataclass(frozen=True)
class Drawn:
    """HyperFrames, ready: its project, its film, and how many workers are cheapest."""

    browser: HyperFrames
    project: Path
    target: Path
    workers: str

    def film(self) -> Took:
        """From nothing."""
        return self.browser.film(self.project, self.target, workers=self.workers)


def run(bench: Bench) -> Result:
    """The short. Raises NotComparable when a peer makes another film."""
    return _measured(bench, short_cut(bench.shop))


def run_reel(bench: Bench) -> Result:
    """The reel, whose cheap sources and stills leave less between us and the encoder."""
    return {f"reel_{key}": value for key, value in _measured(bench, reel_cut(bench.shop)).items()}


def _measured(bench: Bench, cut: Cut) -> Result:
    film, draft = told(bench.shop, cut), vertical(bench.shop, cut)
    folder = bench.studio.folder
    finished = bench.studio.anew(draft, "vertical").path

    moviepy = MoviePy.installed(bench.folder / "moviepy")
    theirs = folder / "moviepy.mp4"
    moviepy.film(film, theirs)
    _check(film, finished, theirs)

    drawn, why = _drawn(film, bench.folder / "hyperframes", folder / "hyperframes.mp4")
    contestants: dict[str, Callable[[], Took]] = {
        "ours": lambda: bench.studio.anew(draft, "vertical").took,
        "moviepy": lambda: moviepy.film(film, theirs),
        # What is left of any renderer that is nothing but its encoder.
        "floor": lambda: measured(floor_command(finished, folder / "floor.mp4")),
    }
    if drawn is not None:
        _check(film, finished, drawn.target)
        contestants["browser"] = drawn.film
    took = interleaved(contestants, bench.slow_runs)

    ours_s, moviepy_s = median_cpu_s(took["ours"]), median_cpu_s(took["moviepy"])
    tuned_s = moviepy.film(film, theirs, crop_first=True).cpu_s
    _check(film, finished, theirs)
    result: Result = {
        "moviepy_version": moviepy.version,
        "peers_cpu_s": round(ours_s, 2),
        "peers_floor_cpu_s": round(median_cpu_s(took["floor"]), 2),
        "moviepy_ratio": round(median_ratio(took["moviepy"], took["ours"]), 1),
        "moviepy_cpu_s": round(moviepy_s, 1),
        "moviepy_tuned_cpu_s": round(tuned_s, 1),
        "moviepy_tuned_ratio": round(tuned_s / ours_s, 1),
        "moviepy_cpu_s_per_s": round(moviepy_s / film.length_ms * 1000, 2),
    }
    if drawn is None:
        return {**result, "browser_ratio": None, "browser_why": why}
    return {**result, **_of_browser(drawn, film, took)}


def _drawn(film: Told, home: Path, target: Path) -> tuple[Drawn | None, str]:
    """HyperFrames with a first film, or the reason why there is none."""
    try:
        browser = HyperFrames.installed(home)
        project = browser.project(film)
        return Drawn(browser, project, target, _cheaper(browser, project, target)), ""
    except (NotHere, CommandFailed) as error:
        print(f"  no HyperFrames: {error}", file=sys.stderr)
        return None, str(error)


def _of_browser(drawn: Drawn, film: Told, took: dict[str, tuple[Took, ...]]) -> Result:
    again_s = _again_s(drawn, film)
    ours_s = median_cpu_s(took["ours"])
    result: Result = {
        "browser_ratio": round(median_ratio(took["browser"], took["ours"]), 1),
        "browser_cpu_s": round(median_cpu_s(took["browser"]), 1),
        "browser_cpu_s_per_s": round(again_s / film.length_ms * 1000, 2),
        "browser_version": drawn.browser.version,
        "browser_name": drawn.browser.name,
        "browser_workers": drawn.workers,
    }
    shell = drawn.browser.with_headless_shell()
    if shell is not None:
        shell_s = shell.film(drawn.project, drawn.target, workers=drawn.workers).cpu_s
        result["browser_shell_cpu_s"] = round(shell_s, 1)
        result["browser_shell_ratio"] = round(shell_s / ours_s, 1)
    return result


def _cheaper(browser: HyperFrames, project: Path, target: Path) -> str:
    """With how many workers it needs the least CPU."""
    costs: dict[str, float] = {}
    for workers in WORKERS:
        costs[workers] = browser.film(project, target, workers=workers).cpu_s
        print(f"  browser, workers {workers}: {costs[workers]:.1f} CPU-s", file=sys.stderr)
    return min(costs, key=costs.__getitem__)


def _again_s(drawn: Drawn, film: Told) -> float:
    """CPU of the render after a caption changed, the sources' frames kept from the one before."""
    kept = drawn.target.parent / "hyperframes-frames"
    browser, workers = drawn.browser, drawn.workers
    browser.film(browser.project(film), drawn.target, workers=workers, frames_cache=kept)
    changed = browser.project(film, first_words="Other words")
    return browser.film(changed, drawn.target, workers=workers, frames_cache=kept).cpu_s


def _check(film: Told, ours: Path, theirs: Path) -> None:
    each = film.each_ms * FPS // 1000
    middles = [each * n + each // 2 for n in range(len(film.sources))]
    found = likeness(ours, theirs, middles, FLOOR, shrunk=SHRUNK)
    print(f"  {theirs.name}: {found}", file=sys.stderr)
    if not found.is_as_long or not found.is_alike:
        raise NotComparable(f"{theirs.name} is another film than ours: {found}")
