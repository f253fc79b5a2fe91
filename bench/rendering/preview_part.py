"""The first frame that somebody sees of a film of ten minutes.

`first_preview_ms`: from the call to the bytes of a picture of 540 lines, in a process that has done
nothing before; the median of the runs at the slowest of three places in the film. Importing is told
apart as `preview_import_ms`: a server has done it long ago. What would make it lie: a place that is
a title on a plain colour, a source that is open already (every look is a new process), a warm cache
of the film (there is none).
"""

from __future__ import annotations

import json
from statistics import median

from bench.rendering.bench import Bench, Result
from bench.rendering.films import film
from bench.rendering.processes import measured, python
from kinoloom.draft.codec import dumps

PLACES = (0.0, 0.37, 0.93)
SHORT_SIDE_PX = 540


def run(bench: Bench) -> Result:
    """Look at each place in turn, a new process each time."""
    draft = film(bench.shop, bench.lengths.preview_ms)
    draft_path = bench.studio.folder / "preview.draft.json"
    draft_path.write_text(dumps(draft))
    looks: dict[float, list[float]] = {place: [] for place in PLACES}
    imports: list[float] = []
    size = 0
    for _ in range(bench.runs):
        for place, times in looks.items():
            told = _look(bench, str(draft_path), round(place * draft.duration_ms))
            times.append(told["call_ms"])
            imports.append(told["import_ms"])
            size = round(told["bytes"])
    return {
        "first_preview_ms": round(max(median(times) for times in looks.values())),
        "preview_import_ms": round(median(imports)),
        "preview_bytes": size,
    }


def _look(bench: Bench, draft: str, at_ms: int) -> dict[str, float]:
    job = bench.studio.folder / "preview.job.json"
    assets = {key: str(path) for key, path in bench.shop.library.paths.items()}
    words = {
        "draft": draft,
        "assets": assets,
        "cache": str(bench.studio.cache("preview")),
        "at_ms": at_ms,
        "short_side_px": SHORT_SIDE_PX,
    }
    job.write_text(json.dumps(words))
    said = measured(python("bench.rendering.preview_child", job)).said
    return json.loads(said.strip().splitlines()[-1])
