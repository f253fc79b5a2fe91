"""Half an hour of film: is memory flat?

`peak_mb_long`: peak memory (PSS) of the process tree while half an hour of 1080p is exported on two
workers with an empty cache; `peak_mb_long_head` the same for the first half minute of it, so that
the two can be compared. What would make it lie: chunks that repeat and come from the cache (a
number runs over the picture, and the chunks are counted), a film without sound, looking too rarely
(it is ten times a second).
"""

from __future__ import annotations

from bench.rendering.bench import Bench, Result
from bench.rendering.films import long_film
from bench.rendering.reel_part import check_made


def run(bench: Bench) -> Result:
    """Measure both."""
    head = bench.studio.anew(long_film(bench.shop, bench.lengths.head_ms), "head", memory=True)
    check_made(head)
    whole = bench.studio.anew(long_film(bench.shop, bench.lengths.long_ms), "long", memory=True)
    check_made(whole)
    return {
        "peak_mb_long": round(whole.took.peak_mb),
        "peak_mb_long_head": round(head.took.peak_mb),
        "long_min": round(bench.lengths.long_ms / 60_000, 1),
        "long_wall_s": round(whole.took.wall_s),
    }
