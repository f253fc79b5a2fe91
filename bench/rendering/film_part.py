"""A film of five minutes, exported whole and again after an edit.

`edit_ratio`: CPU of the export after one title got other words, over that of the full export.
`insert_ratio`: after two seconds were cut from the front. `append_ratio`: after a clip of ten
seconds was laid at the end. Each starts from a copy of the full export's cache, in a new process;
each run changes another title. `cores_busy_film`: CPU over wall over two of the full export.

What would make them lie: a full export that finds half of itself in the cache (its chunks are
counted), an edit that changes nothing or more than it must (every cached file is hashed before and
after, every frame of the two films compared bit by bit), a short film (start-up would weigh more).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bench.rendering import bits
from bench.rendering.bench import Bench, NotComparable, Result
from bench.rendering.exports import Film, Studio
from bench.rendering.films import FPS, TITLED, extra_clip, film
from bench.rendering.processes import Took, cores_busy, interleaved, median_cpu_s
from bench.rendering.reel_part import check_made
from kinoloom.draft.edits import append, change_title, cut_time
from kinoloom.draft.model import Draft

CUT_MS = 2_000
CHUNK_FRAMES = 4 * FPS
Edit = Callable[[Draft], Draft]


@dataclass
class Edited:
    """Exports one film whole and after edits; checks the bits each time."""

    studio: Studio
    draft: Draft
    titles: tuple[int, ...]
    each_frames: int
    extra: Edit
    old: list[bytes] = field(default_factory=list[bytes])
    full_cache: Path | None = None
    made: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    clock: count[int] = field(default_factory=count)

    def whole(self) -> Took:
        """The full export; its film and cache are what the edits start from."""
        done = self.studio.anew(self.draft, "film", keep=True)
        check_made(done)
        pictures = bits.pictures(done.path)
        if self.old and pictures != self.old:
            raise bits.BitsChanged("the same draft gave another film")
        self.old = pictures
        self.made.setdefault("full", []).append(done.made)
        return done.took

    def title(self) -> Took:
        """Other words on one title, another one each time."""
        number = self.titles[next(self.clock) % len(self.titles)]
        done = self._again(
            "edit", lambda draft: change_title(draft, f"title{number}", text="Somewhere Else")
        )
        first = number * self.each_frames
        frames = bits.changed(self.old, bits.pictures(done.path))
        bits.check_within(
            frames, first + FPS - CHUNK_FRAMES, first + 4 * FPS + CHUNK_FRAMES, "title"
        )
        return done.took

    def front(self) -> Took:
        """Two seconds less at the front."""
        done = self._again("insert", lambda draft: cut_time(draft, 0, CUT_MS))
        shift = CUT_MS * FPS // 1000
        frames = bits.changed(self.old, bits.pictures(done.path), shift=shift)
        # The title that began in those two seconds comes forward, into the second chunk.
        bits.check_within(frames, 0, 2 * CHUNK_FRAMES, "front")
        return done.took

    def end(self) -> Took:
        """A clip more at the end."""
        done = self._again("append", self.extra)
        new = bits.pictures(done.path)
        frames = bits.changed(self.old, new)
        bits.check_within(frames, len(self.old) - CHUNK_FRAMES, len(new), "end")
        return done.took

    def _again(self, name: str, edit: Edit) -> Film:
        cache = self.studio.cache(name, like="film")
        before = bits.cached(cache)
        done = self.studio.export(edit(self.draft), name, cache)
        added = bits.fresh(before, bits.cached(cache))
        shutil.rmtree(cache)
        if done.made == 0 or len(added) < done.made:
            raise NotComparable(f"{name}: {done.made} chunks made, {len(added)} files added")
        self.made.setdefault(name, []).append(done.made)
        return done


def run(bench: Bench) -> Result:
    """Measure it all. Raises BitsChanged or NotComparable."""
    lengths = bench.lengths
    draft = film(bench.shop, lengths.film_ms)
    clip = extra_clip(bench.shop)
    edited = Edited(
        bench.studio,
        draft,
        tuple(range(0, lengths.film_segments, TITLED))[1:] or (0,),
        lengths.film_segment_ms * FPS // 1000,
        lambda whole: append(whole, clip),
    )
    contestants = {
        "full": edited.whole,
        "edit": edited.title,
        "insert": edited.front,
        "append": edited.end,
    }
    took = interleaved(contestants, bench.slow_runs)
    whole_s = median_cpu_s(took["full"])
    ratios = {
        f"{name}_ratio": round(median_cpu_s(took[name]) / whole_s, 4)
        for name in ("edit", "insert", "append")
    }
    return {
        **ratios,
        "film_s": bench.lengths.film_ms // 1000,
        "cores_busy_film": round(cores_busy(took["full"], 2), 3),
        "film_cpu_s": round(whole_s, 1),
        "film_edit_cpu_s": round(median_cpu_s(took["edit"]), 2),
        "film_chunks_made": {name: sorted(set(each)) for name, each in edited.made.items()},
    }
