"""Time and weather told from frames alone: `python -m bench.painted.blind paint`, then `score`.

`paint` lays every outdoor setting under eight skies on numbered sheets, shuffled, in
`bench/out/blind/`, and the answers in `key.json` beside them. A reader who has seen neither this
file nor the key writes a line for each number, "17 dusk"; `score FILE` compares. What would make
the share lie: a reader who knows the order, or sheets of one setting after the other, where the
eight are told by what is left over.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings import PAINTERS, scene_class
from kinoloom.generators.painted.spec import SceneSpec, SettingName, Time, Weather

OUT = Path(__file__).parents[1] / "out" / "blind"
SKIES: Mapping[str, tuple[Time, Weather]] = {
    "dawn": ("dawn", "clear"),
    "noon": ("noon", "clear"),
    "golden hour": ("golden_hour", "clear"),
    "dusk": ("dusk", "clear"),
    "night": ("night", "clear"),
    "rain": ("day", "rain"),
    "snow": ("day", "snow"),
    "fog": ("day", "fog"),
}
INDOORS: frozenset[SettingName] = frozenset(
    (
        "interior", "tabletop", "studio", "stage", "abstract", "underwater", "coral",
        "space", "moon", "aurora", "night_sky", "mars", "storm",
    )
)  # fmt: skip
"""Without the eight: indoors, under water, without weather, or with an hour of their own."""
COLUMNS, ROWS, WIDTH_PX, HEIGHT_PX, HEAD_PX = 3, 4, 512, 288, 22
FPS, FRAMES, SHOWN = Fraction(24), 48, 24
PASS = 0.9


def main() -> int:
    """Paint, or score; 1 when less than `PASS` was told right."""
    parser = argparse.ArgumentParser(prog="python -m bench.painted.blind", description=__doc__)
    parser.add_argument("what", choices=("paint", "one", "score"))
    parser.add_argument("file", nargs="?", type=Path, help="the answers to score")
    parser.add_argument("--seed", type=int, default=1, help="of the order and of the pictures")
    parser.add_argument("--settings", type=lambda text: text.split(","), help="only these")
    options = parser.parse_args()
    if options.what == "score":
        return score(options.file)
    names: list[SettingName] = options.settings or sorted(set(PAINTERS) - INDOORS)
    if options.what == "one":
        paint_one(names[0], options.seed)
        return 0
    paint(names, options.seed)
    return 0


def paint(names: list[SettingName], seed: int) -> None:
    """All pictures, each setting in a process of its own, then the sheets and the key."""
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    for name in names:
        subprocess.run(
            [sys.executable, "-m", __spec__.name, "one", "--settings", name, "--seed", str(seed)],
            check=True,
        )
    asked: list[tuple[SettingName, str]] = [(name, sky) for name in names for sky in SKIES]
    random.Random(seed).shuffle(asked)
    key: dict[int, tuple[SettingName, str]] = dict(enumerate(asked, 1))
    (OUT / "key.json").write_text(json.dumps(key))
    each = COLUMNS * ROWS
    numbered = list(key.items())
    for sheet, at in enumerate(range(0, len(numbered), each), 1):
        cells = [_cell(number, *pair) for number, pair in numbered[at : at + each]]
        cells += [np.zeros_like(cells[0])] * (-len(cells) % COLUMNS)
        rows = [np.hstack(cells[row : row + COLUMNS]) for row in range(0, len(cells), COLUMNS)]
        cv2.imwrite(str(OUT / f"sheet{sheet:02}.png"), np.vstack(rows))
    for old in OUT.glob("one-*.png"):
        old.unlink()
    print(f"{len(asked)} pictures on sheets in {OUT}")


def paint_one(name: SettingName, seed: int) -> None:
    """A setting under each of the skies."""
    canvas = Canvas(2 * WIDTH_PX, 2 * HEIGHT_PX)
    for number, (sky, (time, weather)) in enumerate(SKIES.items()):
        # Another palette for each setting, or the first sheet would teach the others.
        own = 1009 * seed + 8 * sorted(PAINTERS).index(name) + number
        spec = SceneSpec(setting=name, time=time, weather=weather, seed=own)
        frame = scene_class(name)(spec, canvas, FPS, FRAMES).frame(SHOWN)
        small = cv2.resize(frame, (WIDTH_PX, HEIGHT_PX), interpolation=cv2.INTER_AREA)
        cv2.imwrite(str(_place(name, sky)), np.asarray(small)[..., ::-1])


def score(answers: Path) -> int:
    """Compare what a reader wrote with the key."""
    key = json.loads((OUT / "key.json").read_text())
    told = dict(_answers(answers))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for number, (setting, sky) in key.items():
        total[sky] += 1
        said = told.get(int(number), "nothing")
        right[sky] += said == sky
        if said != sky:
            wrong.append(f"{number:>4} {setting:<14} {sky:<12} read as {said}")
    print("\n".join(wrong))
    share = sum(right.values()) / sum(total.values())
    skies = {sky: round(right[sky] / total[sky], 3) for sky in SKIES}
    print(json.dumps({"pictures": len(key), "told_right": round(share, 3), "skies": skies}))
    return 0 if share >= PASS else 1


def _answers(path: Path) -> Iterator[tuple[int, str]]:
    for line in path.read_text().splitlines():
        number, _, said = line.strip().partition(" ")
        if number.isdigit():
            yield int(number), said.strip().lower()


def _cell(number: int, name: SettingName, sky: str) -> NDArray[np.uint8]:
    picture = np.asarray(cv2.imread(str(_place(name, sky))), np.uint8)
    cell = np.zeros((HEIGHT_PX + HEAD_PX, WIDTH_PX, 3), np.uint8)
    cell[HEAD_PX:] = picture
    cv2.putText(cell, str(number), (6, 17), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (255, 255, 255), 1)
    return cell


def _place(name: SettingName, sky: str) -> Path:
    return OUT / f"one-{name}-{sky.replace(' ', '-')}.png"


if __name__ == "__main__":
    sys.exit(main())
