"""MoviePy 2 and HyperFrames on the reel, beside us in the same run.

`moviepy_ratio`, `browser_ratio`: their CPU over ours for the reel from nothing, medians of runs
that go round in turns. Both are as they come, but for x264's crf, which is ours: their own preset
is medium where ours is veryfast. MoviePy makes landscape tall as recipes have it,
`resized(height=1920)` and then `cropped`; HyperFrames draws with Debian's Chromium.
`moviepy_tuned_ratio`, `browser_tuned_ratio`: one run of each as cheap as we can make it. MoviePy
has x264's settings all as ours and crops first, which resizes a third as much; HyperFrames, which
knows no veryfast, has ultrafast (half of ours), one worker, and its headless shell.
`moviepy_floor_ratio`, `browser_floor_ratio`: theirs over decoding and encoding the finished film
with our settings, which no renderer with this encoder exceeds.
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
from bench.rendering.reel import FPS, reel
from bench.rendering.reel_part import floor_command
from bench.rendering.told import Told, told

SHRUNK = 12
FLOOR = Floor(25.0, 0.6)


@dataclass(frozen=True)
class Drawn:
    """HyperFrames, ready: its project and its film."""

    browser: HyperFrames
    project: Path
    target: Path

    def film(self) -> Took:
        """From nothing."""
        return self.browser.film(self.project, self.target)


def run(bench: Bench) -> Result:
    """Measure all that are here. Raises NotComparable when one makes another film."""
    film, folder = told(bench.shop), bench.studio.folder
    draft = reel(bench.shop)
    ours = bench.studio.anew(draft, "reel").path

    moviepy = MoviePy.installed(bench.folder / "moviepy")
    theirs = folder / "moviepy.mp4"
    moviepy.film(film, theirs)
    _check(film, ours, theirs)

    drawn, why = _drawn(film, bench.folder / "hyperframes", folder / "hyperframes.mp4")
    contestants: dict[str, Callable[[], Took]] = {
        "ours": lambda: bench.studio.anew(draft, "reel").took,
        "floor": lambda: measured(floor_command(ours, folder / "floor.mp4")),
        "moviepy": lambda: moviepy.film(film, theirs),
    }
    if drawn is not None:
        _check(film, ours, drawn.target)
        contestants["browser"] = drawn.film
    took = interleaved(contestants, bench.slow_runs)

    ours_s, moviepy_s = median_cpu_s(took["ours"]), median_cpu_s(took["moviepy"])
    tuned_s = moviepy.film(film, theirs, is_tuned=True).cpu_s
    _check(film, ours, theirs)
    result: Result = {
        "moviepy_version": moviepy.version,
        "peers_reel_cpu_s": round(ours_s, 2),
        "peers_floor_cpu_s": round(median_cpu_s(took["floor"]), 2),
        "moviepy_ratio": round(median_ratio(took["moviepy"], took["ours"]), 1),
        "moviepy_floor_ratio": round(median_ratio(took["moviepy"], took["floor"]), 1),
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
        drawn = Drawn(browser, browser.project(film), target)
        drawn.film()
    except (NotHere, CommandFailed) as error:
        print(f"  no HyperFrames: {error}", file=sys.stderr)
        return None, str(error)
    return drawn, ""


def _of_browser(drawn: Drawn, film: Told, took: dict[str, tuple[Took, ...]]) -> Result:
    again_s = _again_s(drawn, film)
    browser = drawn.browser
    cheapest = browser.with_headless_shell() or browser
    tuned_s = cheapest.film(drawn.project, drawn.target, is_cheapest=True).cpu_s
    return {
        "browser_ratio": round(median_ratio(took["browser"], took["ours"]), 1),
        "browser_floor_ratio": round(median_ratio(took["browser"], took["floor"]), 1),
        "browser_cpu_s": round(median_cpu_s(took["browser"]), 1),
        "browser_cpu_s_per_s": round(again_s / film.length_ms * 1000, 2),
        "browser_tuned_cpu_s": round(tuned_s, 1),
        "browser_tuned_ratio": round(tuned_s / median_cpu_s(took["ours"]), 1),
        "browser_version": browser.version,
        "browser_name": browser.name,
        "browser_tuned_name": cheapest.name,
    }


def _again_s(drawn: Drawn, film: Told) -> float:
    """CPU of the render after a caption changed, the sources' frames kept from the one before."""
    kept = drawn.target.parent / "hyperframes-frames"
    browser = drawn.browser
    browser.film(browser.project(film), drawn.target, frames_cache=kept)
    changed = browser.project(film, first_words="Other words")
    return browser.film(changed, drawn.target, frames_cache=kept).cpu_s


def _check(film: Told, ours: Path, theirs: Path) -> None:
    each = film.each_ms * FPS // 1000
    middles = [each * n + each // 2 for n in range(len(film.sources))]
    found = likeness(ours, theirs, middles, FLOOR, shrunk=SHRUNK)
    print(f"  {theirs.name}: {found}", file=sys.stderr)
    if not found.is_as_long or not found.is_alike:
        raise NotComparable(f"{theirs.name} is another film than ours: {found}")
