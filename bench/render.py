"""The renderer against a filter graph, the floor, itself after an edit, and two peers.

`python -m bench.render` runs every part; `--only reel,film` some of them, `--quick` short films
once as a smoke test (its numbers mean nothing), `--keep FOLDER` leaves films and sources to look
at. A table for people goes first, the last line is JSON. What each number means and what would make
it lie stands in the parts, `bench/rendering/*_part.py`.

It wants Linux and two cores that have nothing else to do.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.rendering import film_part, long_part, peers_part, preview_part, reel_part
from bench.rendering.bench import Bench, Result
from bench.rendering.lengths import FULL, QUICK

PARTS: Mapping[str, Callable[[Bench], Result]] = {
    "reel": reel_part.run,
    "preview": preview_part.run,
    "film": film_part.run,
    "peers": peers_part.run,
    "long": long_part.run,
}
"""In this order; what takes longest goes last."""

KEYS: Mapping[str, str] = {
    "graph_ratio": "CPU, ours / the best filter graph by hand; at most 1.0",
    "floor_ratio": "CPU, ours / decoding and encoding the finished film; at most 1.25",
    "edit_ratio": "CPU, export after one title changed / whole export; at most 0.05",
    "insert_ratio": "CPU, after two seconds went from the front / whole; at most 0.08",
    "append_ratio": "CPU, after ten seconds came at the end / whole; at most 0.06",
    "moviepy_ratio": "CPU, MoviePy 2 as it comes / ours; at least 14",
    "browser_ratio": "CPU, HyperFrames as it comes / ours; at least 5",
    "moviepy_tuned_ratio": "CPU, MoviePy 2 as cheap as can be / ours",
    "browser_tuned_ratio": "CPU, HyperFrames as cheap as can be / ours",
    "moviepy_edit_ratio": "CPU after a title changed, MoviePy 2 (extrapolated) / ours",
    "browser_edit_ratio": "CPU after a title changed, HyperFrames (extrapolated) / ours",
    "peak_mb": "peak memory (PSS) of the tree on the reel; at most 1200",
    "peak_mb_long": "the same on half an hour of 1080p",
    "cores_busy": "share of two cores kept at work, the worse of reel and film; at least 0.85",
    "two_worker_cpu_ratio": "CPU, two workers / one; at most 1.1",
    "first_preview_ms": "from call to picture, ten minutes of draft; under 1000",
}
"""What `make bench-render` promises to print, and the bound of each."""


def main() -> int:
    """Run it; 1 when a part failed."""
    options = _options()
    lengths = QUICK if options.quick else FULL
    runs = options.runs or (1 if options.quick else 5)
    slow_runs = options.slow_runs or (1 if options.quick else 3)
    folder = Path(options.keep or tempfile.mkdtemp(prefix="bench-render-"))
    bench = Bench.at(folder.resolve(), lengths, runs, slow_runs)
    result: Result = {}
    failed: dict[str, str] = {}
    try:
        for name in options.only or PARTS:
            print(f"{name}:", file=sys.stderr, flush=True)
            began = time.perf_counter()
            try:
                result |= PARTS[name](bench)
            except Exception as error:  # noqa: BLE001 - the other parts still have their numbers
                traceback.print_exc()
                last = (str(error).strip().splitlines() or [""])[-1]
                failed[name] = f"{type(error).__name__}: {last}"
            print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    _tell(_together(result), failed, quick=options.quick)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.render", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short films, one run: a smoke test")
    parser.add_argument("--runs", type=int, help="how often short things are run (5)")
    parser.add_argument("--slow-runs", type=int, help="how often film and peers are run (3)")
    parser.add_argument("--keep", metavar="FOLDER", help="work there and leave everything")
    parser.add_argument(
        "--only",
        type=lambda text: [_part(name) for name in text.split(",")],
        metavar="PARTS",
        help=f"some of {','.join(PARTS)}",
    )
    return parser.parse_args()


def _part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"there is no part {name}; there is {', '.join(PARTS)}")
    return name


def _together(result: Result) -> Result:
    """What needs the numbers of two parts."""
    busy = [result[key] for key in ("cores_busy_reel", "cores_busy_film") if key in result]
    whole: Result = dict.fromkeys(KEYS) | result
    if busy:
        whole["cores_busy"] = min(float(str(share)) for share in busy)
    edit, short = result.get("film_edit_cpu_s"), result.get("film_s")
    for peer in ("moviepy", "browser"):
        each = result.get(f"{peer}_cpu_s_per_s")
        if edit and short and each:
            # They begin again from nothing: CPU a second of film, times the seconds of the film.
            again_s = float(str(each)) * float(str(short))
            whole[f"{peer}_edit_ratio"] = round(again_s / float(str(edit)), 1)
    whole["edit_ratios_extrapolated"] = True
    whole["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    return whole


def _tell(result: Result, failed: Mapping[str, str], *, quick: bool) -> None:
    for key, meaning in KEYS.items():
        print(f"{key:<22} {result[key]!s:>9}  {meaning}")
    print()
    for key, value in result.items():
        if key not in KEYS:
            print(f"{key:<22} {value}")
    for part, why in failed.items():
        print(f"FAILED {part}: {why}")
    if quick:
        print("A smoke test: these numbers mean nothing.")
    print(json.dumps({**result, "quick": quick, "failed": dict(failed)}, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
