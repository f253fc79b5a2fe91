"""`python -m bench.painted`: the suite painted, measured, and laid on one sheet.

What the numbers mean: CPU is user and system of one process a shot, kernels compiled; a second of
film includes x264 veryfast at crf 21. `first_use_s`: CPU of the first frame of a setting with an
empty kernel cache less that with a full one, the worst of `FIRST`. `preview_wall_s`: four seconds
at 960 x 540, painted and encoded. `film_wall_s`: `kinoloom make` of a film of thirty seconds at
1080p in an empty home, its kernels compiled: at most 120. `spec_accuracy`: the share of fields read
as a person reads them in the hundred prompts that were written before the reader. `motion_min`: see
`measures`, over all shots whose camera was not asked to stand still. `seed_distance_ratio`: how far
two seeds of one sentence are apart, over how far two settings are (median of small pictures in
Lab). `flicker_worst` leaves out storms, whose lightning is meant.

What would make them lie: kernels compiled in the measured time (each setting is painted once,
small, before), another load on the machine (CPU-seconds grow with it).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.painted.reading import accuracy
from bench.painted.suite import SUITE, Ask

OUT = Path(__file__).parents[1] / "out"
LENGTH_MS = 2000
SECOND_SEED = 90
FIRST = (
    "a fox in a desert", "a person in a city street in rain", "mountains and a lake",
    "a mug of coffee on a table", "a whale in the ocean", "an erupting volcano",
    "a red sports car on a highway", "a living room with a window", "a waterfall in a jungle",
)  # fmt: skip
FILM = "a 30 second film of a lone astronaut walking across a red Martian desert at golden hour"
ROW_PX = 180
Picture = NDArray[np.uint8]


def main() -> int:
    """Run it; 1 when a shot failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.painted", description=__doc__)
    parser.add_argument("--only", type=int, help="the first so many of the suite")
    parser.add_argument("--length-ms", type=int, default=LENGTH_MS)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    asks = SUITE[: options.only]
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-painted-") as folder:
        shots = Shots(Path(folder), options.length_ms, options.workers)
        shots.compile(asks)
        told = shots.all(asks)
        sheet = shots.sheet(asks, told)
        distance = shots.seed_distance_ratio(asks, told)
        first_s = shots.first_use_s()
        preview_s = shots.preview_wall_s()
        film_s = shots.film_wall_s()
    good = [one for one in told if "failed" not in one]
    _table(asks, told)
    result = {
        "prompts": len(asks),
        "cpu_s_per_video_s_median": _middle(good, "cpu_s_per_video_s"),
        "cpu_s_per_video_s_worst": _most(good, "cpu_s_per_video_s"),
        "build_cpu_s_median": _middle(good, "build_cpu_s"),
        "build_cpu_s_worst": _most(good, "build_cpu_s"),
        "first_use_s": first_s,
        "preview_wall_s": preview_s,
        "film_wall_s": film_s,
        "peak_rss_mb": _most(good, "peak_rss_mb"),
        "spec_accuracy": round(accuracy()["fields"], 4),
        "motion_min": min(one["motion"] for one in good if one["move"] != "static"),
        "seed_distance_ratio": distance,
        "flicker_worst": max(one["flicker"] for one in good if one["weather"] != "storm"),
        "sheet": str(sheet.relative_to(OUT.parents[1])),
        "failed": [ask.prompt for ask, one in zip(asks, told, strict=True) if "failed" in one],
        "machine": f"{os.cpu_count()} cores",
    }
    print(json.dumps(result, ensure_ascii=False))
    return 1 if result["failed"] else 0


class Shots:
    """Paints asks in processes of their own, in a folder."""

    def __init__(self, folder: Path, length_ms: int, workers: int) -> None:
        self._folder = folder
        self._length_ms = length_ms
        self._workers = workers

    def compile(self, asks: tuple[Ask, ...]) -> None:
        """One tiny frame of each, so that no measured shot compiles."""
        with ThreadPoolExecutor(self._workers) as pool:
            list(pool.map(self._tiny, asks))

    def _tiny(self, ask: Ask) -> dict[str, Any]:
        return self._shot(ask, (160, 90), 100, "warm")

    def all(self, asks: tuple[Ask, ...]) -> list[dict[str, Any]]:
        """What each ask's shot told."""
        with ThreadPoolExecutor(self._workers) as pool:
            return list(pool.map(self._whole, asks))

    def _whole(self, ask: Ask) -> dict[str, Any]:
        told = self._shot(ask, ask.size_px, self._length_ms, "suite")
        print(f"  {ask.prompt[:60]:<60} {told.get('failed') or told}", file=sys.stderr, flush=True)
        return told

    def sheet(self, asks: tuple[Ask, ...], told: list[dict[str, Any]]) -> Path:
        """All strips, two in a row, each with its sentence's number and setting."""
        rows: list[Picture] = []
        for number, (ask, one) in enumerate(zip(asks, told, strict=True)):
            if "failed" in one:
                continue
            strip = np.asarray(cv2.imread(str(self._place(ask, "suite") / "strip.png")), np.uint8)
            wide = np.zeros((ROW_PX + 18, 3 * 420, 3), np.uint8)
            strip = strip[:, : wide.shape[1]]
            wide[18:, : strip.shape[1]] = strip
            words = f"{number + 1} {one['setting']} {one['cpu_s_per_video_s']} {one['motion']}"
            cv2.putText(wide, words, (4, 13), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (255, 255, 255), 1)
            rows.append(wide)
        if len(rows) % 2:
            rows.append(np.zeros_like(rows[0]))
        pairs = [np.hstack(rows[at : at + 2]) for at in range(0, len(rows), 2)]
        path = OUT / "painted.png"
        cv2.imwrite(str(path), np.vstack(pairs))
        return path

    def seed_distance_ratio(self, asks: tuple[Ask, ...], told: list[dict[str, Any]]) -> float:
        """Median distance of two seeds over that of two settings."""
        firsts: dict[str, Ask] = {}
        for ask, one in zip(asks, told, strict=True):
            if "failed" not in one and ask.ratio == "16:9":
                firsts.setdefault(one["setting"], ask)
        small = (480, 270)
        looks: dict[str, list[Picture]] = defaultdict(list)
        for setting, ask in firsts.items():
            for seed in (ask.seed, SECOND_SEED):
                done = self._shot(Ask(ask.prompt, seed=seed), small, 250, f"seed{seed}")
                if "failed" in done:
                    raise RuntimeError(done["failed"])
                path = self._place(Ask(ask.prompt, seed=seed), f"seed{seed}") / "strip.png"
                looks[setting].append(_thumb(path))
        same = [_apart(*pair) for pair in looks.values()]
        names = sorted(looks)
        other = [
            _apart(looks[a][0], looks[b][0]) for i, a in enumerate(names) for b in names[i + 1 :]
        ]
        return round(float(np.median(same) / np.median(other)), 3) if other else 0.0

    def first_use_s(self) -> float:
        """CPU of compiling the kernels of a setting, the worst of `FIRST`."""
        worst = 0.0
        for number, words in enumerate(FIRST):
            cache = self._folder / f"kernels{number}"
            ask = Ask(words)
            fresh = self._shot(ask, (160, 90), 100, f"first{number}", kernels=cache)
            again = self._shot(ask, (160, 90), 100, f"first{number}", kernels=cache)
            worst = max(worst, fresh["build_cpu_s"] - again["build_cpu_s"])
        return round(worst, 1)

    def preview_wall_s(self) -> float:
        """Wall seconds of a four-second preview, process and imports included."""
        began = time.perf_counter()
        self._shot(SUITE[0], (960, 540), 4000, "preview")
        return round(time.perf_counter() - began, 1)

    def film_wall_s(self) -> float:
        """Wall seconds of a film of several shots, from the words to the file."""
        film = self._folder / "film.mp4"
        environment = {**os.environ, "KINOLOOM_HOME": str(self._folder / "home")}
        began = time.perf_counter()
        subprocess.run(
            [Path(sys.executable).parent / "kinoloom", "make", FILM, "--output", film],
            check=True, capture_output=True, env=environment,
        )  # fmt: skip
        return round(time.perf_counter() - began, 1)

    def _place(self, ask: Ask, name: str) -> Path:
        return self._folder / name / f"{abs(hash((ask.prompt, ask.ratio, ask.seed)))}"

    def _shot(
        self,
        ask: Ask,
        size_px: tuple[int, int],
        length_ms: int,
        name: str,
        kernels: Path | None = None,
    ) -> dict[str, Any]:
        place = self._place(ask, name)
        place.mkdir(parents=True, exist_ok=True)
        job = {
            "prompt": ask.prompt, "seed": ask.seed, "width_px": size_px[0], "height_px": size_px[1],
            "length_ms": length_ms, "folder": str(place),
        }  # fmt: skip
        (place / "job.json").write_text(json.dumps(job))
        environment = {**os.environ, "NUMBA_NUM_THREADS": "1"}
        if kernels is not None:
            environment["NUMBA_CACHE_DIR"] = str(kernels)
        done = subprocess.run(
            [sys.executable, "-m", "bench.painted.shot", str(place / "job.json")],
            capture_output=True, text=True, env=environment, check=False,
        )  # fmt: skip
        if done.returncode:
            return {"failed": done.stderr.strip().splitlines()[-1][:200]}
        told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return told


def _thumb(path: Path) -> Picture:
    strip = np.asarray(cv2.imread(str(path)), np.uint8)
    first = strip[:, : round(ROW_PX * 16 / 9)]
    small = cv2.resize(first, (32, 18), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2LAB), np.uint8)


def _apart(one: Picture, other: Picture) -> float:
    return float(np.abs(one.astype(np.float32) - other.astype(np.float32)).mean())


def _middle(told: list[dict[str, Any]], key: str) -> float:
    return round(float(np.median([one[key] for one in told])), 2)


def _most(told: list[dict[str, Any]], key: str) -> float:
    return round(float(max(one[key] for one in told)), 2)


def _table(asks: tuple[Ask, ...], told: list[dict[str, Any]]) -> None:
    for number, (ask, one) in enumerate(zip(asks, told, strict=True)):
        if "failed" in one:
            print(f"{number + 1:>3} FAILED {ask.prompt}: {one['failed']}")
            continue
        print(
            f"{number + 1:>3} {one['setting']:<14} build {one['build_cpu_s']:>5} "
            f"a second {one['cpu_s_per_video_s']:>5} motion {one['motion']:>6} "
            f"flicker {one['flicker']:.4f} boil {one['boil']:.3f} "
            f"{ask.prompt}"
        )


if __name__ == "__main__":
    sys.exit(main())
