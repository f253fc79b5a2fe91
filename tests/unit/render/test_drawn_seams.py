"""Where a film could jump: rest after motion, joins of words, chunks of a frame, tiny pictures."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from tests.support.canvas import Rgb
from tests.support.gallery import Gallery, apart, film, moved

from kinoloom.draft.model import (
    CaptionSegment,
    ColourSegment,
    Draft,
    Effect,
    Keyframe,
    PictureSegment,
    Placement,
    TextStyle,
    TitleSegment,
    Transition,
)
from kinoloom.render.cache import RenderCache
from kinoloom.render.chunks.compositor import Compositor, Stage
from kinoloom.render.export import export
from kinoloom.render.files.output import Output
from kinoloom.render.grade import EFFECTS
from kinoloom.render.picture import plain, rgb_of
from kinoloom.render.planning.plan import plan
from kinoloom.render.reading.reel import Reel
from kinoloom.render.sources import remembered


def chunked(gallery: Gallery, draft: Draft) -> list[Rgb]:
    """Every frame, chunk by chunk, as a film is made."""
    made = plan(draft, Output(), remembered(gallery.path))
    size = (made.encoding.width_px, made.encoding.height_px)
    found: list[Rgb] = []
    for chunk in made.chunks:
        reel = Reel(gallery.paths, dict(chunk.names))
        compositor = Compositor(chunk, Stage(size, made.encoding.fps, reel, reel.path))
        for frame in range(chunk.frames):
            canvas = plain(*size, "#000000")
            compositor.draw(frame, canvas)
            found.append(rgb_of(canvas))
        reel.close()
    return found


@pytest.mark.parametrize(
    ("name", "value"), [("x", 0.5137), ("scale", 1.15), ("crop_left", 0.113), ("rotation", 0.0)]
)
def test_what_has_come_to_rest_stays_where_it_is(gallery: Gallery, name: str, value: float) -> None:
    """The border between two chunks lies at the fortieth frame; nothing moves since the tenth."""
    first = {"x": 0.5, "scale": 1.0, "crop_left": 0.0, "rotation": 5.0}[name]
    keys = (Keyframe(at_ms=0, value=first), Keyframe(at_ms=1000, value=value))
    still = gallery.image(gallery.chart, length_ms=6000, keyframes={name: keys})
    frames = chunked(gallery, film(still, width_px=320, height_px=180))
    # Another chunk reads another part of the source: nothing moves, but the last bit may differ.
    assert max(apart(a, b) for a, b in pairwise(frames[12:])) < 0.9


def test_a_growing_title_breaks_into_the_same_lines_in_every_chunk(gallery: Gallery) -> None:
    """It is set for the largest size it reaches, in whichever chunk, and in a single frame."""
    keys = (Keyframe(at_ms=0, value=0.4), Keyframe(at_ms=6000, value=1.6))
    title = TitleSegment(
        id="",
        start_ms=0,
        duration_ms=6000,
        text="Words that are many",
        style=TextStyle(size=0.2, animation="none", shadow=0),
        keyframes={"scale": keys},
    )
    draft = film(title, width_px=320, height_px=180)
    frames = chunked(gallery, draft)
    assert max(apart(a, b) for a, b in pairwise(frames)) < 12
    assert apart(gallery.draw(draft, 20), frames[20]) < 0.5


@pytest.mark.parametrize("kind", [TitleSegment, CaptionSegment])
def test_words_give_way_to_words(gallery: Gallery, kind: type[PictureSegment]) -> None:
    """Both sides of a join are seen all the time, beyond their own ends too."""
    join = Transition(kind="crossfade", duration_ms=600)
    sides = [
        gallery.picture(kind, placement=Placement(scale=0.3, x=x), start_ms=start_ms, **more)
        for x, start_ms, more in ((0.25, 0, {}), (0.75, 1000, {"transition": join}))
    ]
    seen = gallery.run(film(sides), range(6, 14))
    left, right = (
        [float(frame[:, part].mean()) for frame in seen] for part in (slice(80), slice(80, 160))
    )
    assert (np.diff(left[1:7]) < 0).all()
    assert (np.diff(right[1:7]) > 0).all()
    assert left[4] > 0.1 * left[0]
    assert right[3] > 0.1 * right[-1]


@pytest.mark.parametrize("name", sorted(EFFECTS))
@pytest.mark.parametrize("scale", [0.001, 0.02, 0.03])
def test_a_picture_of_two_pixels_takes_effects(gallery: Gallery, name: str, scale: float) -> None:
    effects = (Effect(kind=name),)
    still = gallery.image(placement=Placement(scale=scale), effects=effects)
    assert gallery.draw(film(still)).shape == (90, 160, 3)


@pytest.mark.parametrize("lengths", [(2, 20), (1, 1, 20), (20, 2, 20), (1, 2, 3, 9)])
def test_chunks_of_a_frame_or_two_are_joined(
    gallery: Gallery, tmp_path: Path, lengths: tuple[int, ...]
) -> None:
    """Short chunks are not reordered by the encoder, longer ones are."""
    row: list[Any] = []
    for number, frames in enumerate(lengths):
        colour = ("#ffffff", "#000000")[number % 2]
        piece = ColourSegment(id="", start_ms=0, duration_ms=100 * frames, colour=colour)
        row.append(moved(piece, 100 * sum(lengths[:number])))
    target = tmp_path / "film.mp4"
    cache = RenderCache(tmp_path / "cache")
    export(film(row, width_px=64, height_px=64), target, asset=gallery.path, cache=cache)
    with av.open(str(target)) as container:
        shown = [(f.time, f.to_ndarray(format="gray").mean()) for f in container.decode(video=0)]
    assert [time for time, _ in shown] == pytest.approx(
        [n / 10 for n in range(sum(lengths))], abs=1e-3
    )
    white = [number % 2 == 0 for number, frames in enumerate(lengths) for _ in range(frames)]
    assert [level > 128 for _, level in shown] == white
