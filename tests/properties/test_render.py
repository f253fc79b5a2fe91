"""Laws of the renderer that hold for every film."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.support.film_drafts import WHOLE_RATES, films
from tests.support.gallery import Gallery, film, moved

from kinoloom.draft import codec
from kinoloom.draft.check import check
from kinoloom.draft.edits import join, split
from kinoloom.draft.model import Draft, Effect, ImageSegment, PictureSegment, Track
from kinoloom.draft.time import frames_at
from kinoloom.render.cache import RenderCache
from kinoloom.render.chunks.compositor import Compositor, Stage
from kinoloom.render.export import export
from kinoloom.render.files.output import Output
from kinoloom.render.identity import chunk_key
from kinoloom.render.layers import Pose
from kinoloom.render.picture import Picture, plain
from kinoloom.render.planning.motion import MOVES, poses
from kinoloom.render.planning.plan import Chunk, RenderPlan, plan
from kinoloom.render.reading.reel import Reel
from kinoloom.render.sources import remembered

SLOW_MADE = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
LAWS = settings(deadline=None, max_examples=60, suppress_health_check=SLOW_MADE)
QUICK = settings(LAWS, max_examples=40)
LONG = settings(LAWS, max_examples=1500)
# An export takes a second, and shrinking a failure hundreds of them.
EXPORTS = settings(LAWS, phases=(Phase.explicit, Phase.reuse, Phase.generate))


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    return Gallery(tmp_path_factory.mktemp("gallery"))


def planned(gallery: Gallery, draft: Draft) -> RenderPlan:
    return plan(check(draft), Output(), remembered(gallery.path))


def keys(made: RenderPlan) -> list[str]:
    return [chunk_key(chunk, made.encoding) for chunk in made.chunks]


def drawn(gallery: Gallery, made: RenderPlan, chunk: Chunk, frames: list[int]) -> list[Picture]:
    """Some frames of a chunk, in order, by one compositor."""
    size = (made.encoding.width_px, made.encoding.height_px)
    reel = Reel(gallery.paths, dict(chunk.names))
    compositor = Compositor(chunk, Stage(size, made.encoding.fps, reel, reel.path))
    found: list[Picture] = []
    for frame in frames:
        canvas = plain(*size, "#ff00ff")
        compositor.draw(frame, canvas)
        found.append(canvas)
    reel.close()
    return found


def is_drawn_whole(gallery: Gallery, draft: Draft) -> None:
    """Chunks cover the film, each can be drawn, and a frame is the same whatever came before."""
    assert codec.loads(codec.dumps(draft)) == draft
    made = planned(gallery, draft)
    assert made.frames == frames_at(draft.duration_ms, draft.canvas.rate)
    clock = 0
    for chunk in made.chunks:
        assert chunk.first_frame == clock
        assert chunk.frames > 0
        clock += chunk.frames
        some = sorted({0, chunk.frames // 2, chunk.frames - 1})
        pictures = drawn(gallery, made, chunk, some)
        for picture in pictures:
            assert picture.alpha is None
            assert picture.y.shape == (draft.canvas.height_px, draft.canvas.width_px)
        (last,) = drawn(gallery, made, chunk, some[-1:])
        assert np.array_equal(last.y, pictures[-1].y)
        assert np.array_equal(last.u, pictures[-1].u)
    assert clock == made.frames


@QUICK
@given(films())
def test_every_film_is_drawn(gallery: Gallery, draft: Draft) -> None:
    is_drawn_whole(gallery, draft)


@pytest.mark.slow
@LONG
@given(films(most=6))
def test_every_film_is_drawn_at_length(gallery: Gallery, draft: Draft) -> None:
    is_drawn_whole(gallery, draft)


def shifted(draft: Draft, by_ms: int) -> Draft:
    """Everything so much later."""

    def later(track: Track) -> Track:
        moved = (s.model_copy(update={"start_ms": s.start_ms + by_ms}) for s in track.segments)
        return track.model_copy(update={"segments": tuple(moved)})

    return draft.model_copy(update={"tracks": tuple(map(later, draft.tracks))})


@LAWS
@given(films(WHOLE_RATES, gaps=False), st.integers(1, 9))
def test_a_film_that_begins_later_has_the_same_chunks(
    gallery: Gallery, draft: Draft, seconds: int
) -> None:
    """At a rate of whole frames a second; what lies before it is empty."""
    before, after = (planned(gallery, d) for d in (draft, shifted(draft, 1000 * seconds)))
    empty = len(after.chunks) - len(before.chunks)
    assert empty > 0
    assert all(chunk.layers == () for chunk in after.chunks[:empty])
    assert keys(after)[empty:] == keys(before)


@LAWS
@given(films(), st.data())
def test_a_chunk_knows_nothing_of_what_it_does_not_show(
    gallery: Gallery, draft: Draft, data: st.DataObject
) -> None:
    """A segment above the main track goes: chunks that it was not in are as they were."""
    others = [
        (number, place)
        for number, track in enumerate(draft.tracks)
        if number > 0
        for place in range(len(track.segments))
    ]
    assume(others)
    number, place = data.draw(st.sampled_from(others))
    track = draft.tracks[number]
    rest = track.segments[:place] + track.segments[place + 1 :]
    bare = draft.model_copy(
        update={
            "tracks": (
                *draft.tracks[:number],
                track.model_copy(update={"segments": rest}),
                *draft.tracks[number + 1 :],
            )
        }
    )
    assume(bare.duration_ms > 0)
    before, after = planned(gallery, draft), planned(gallery, bare)
    found = {(c.first_frame, c.frames): chunk_key(c, after.encoding) for c in after.chunks}
    first, end = touched(track, place, draft.canvas.rate)
    for chunk, key in zip(before.chunks, keys(before), strict=True):
        apart = chunk.first_frame >= end or chunk.first_frame + chunk.frames <= first
        if apart and (chunk.first_frame, chunk.frames) in found:
            assert found[chunk.first_frame, chunk.frames] == key


def touched(track: Track, place: int, fps: Fraction) -> tuple[int, int]:
    """The frames in which a segment, or a join that it takes part in, may be seen."""
    segment = track.segments[place]
    first_ms, end_ms = segment.start_ms, segment.end_ms
    if isinstance(segment, PictureSegment) and segment.transition:
        first_ms -= segment.transition.duration_ms
    if place + 1 < len(track.segments):
        following = track.segments[place + 1]
        if isinstance(following, PictureSegment) and following.transition:
            # Without its neighbour the join begins at the cut and takes its whole length.
            end_ms = max(end_ms, following.start_ms + following.transition.duration_ms)
    return frames_at(first_ms, fps) - 1, frames_at(end_ms, fps) + 1


@LAWS
@given(films())
def test_a_hidden_track_is_as_if_it_were_not_there(gallery: Gallery, draft: Draft) -> None:
    main, *others = draft.tracks
    assume(others)
    hidden = tuple(track.model_copy(update={"hidden": True}) for track in others)
    # A hidden track still counts for the film's length.
    assume(all(track.end_ms <= main.end_ms for track in hidden))
    with_hidden = draft.model_copy(update={"tracks": (main, *hidden)})
    without = draft.model_copy(update={"tracks": (main,)})
    assert keys(planned(gallery, with_hidden)) == keys(planned(gallery, without))


@st.composite
def cut_stills(draw: st.DrawFn, gallery: Gallery) -> tuple[Draft, Draft]:
    """A camera over a still, and the same cut once or twice, each at any place."""
    length_ms = draw(st.integers(200, 2500))
    move = draw(st.sampled_from(sorted(MOVES)))
    still = gallery.image(
        gallery.chart, length_ms, move=move, effects=(Effect(kind="shake"),) * draw(st.booleans())
    )
    fps = draw(st.sampled_from(["10", "24", "30000/1001"]))
    whole = film(moved(still, draw(st.integers(0, 700))), fps=fps)
    cut = whole
    for place in draw(st.lists(st.floats(0, 1), min_size=1, max_size=2)):
        row = cut.tracks[0].segments
        part = row[min(len(row) - 1, int(place * len(row)))]
        assume(part.duration_ms > 1)
        cut = split(cut, part.id, part.start_ms + draw(st.integers(1, part.duration_ms - 1)))
    return whole, cut


def ways(draft: Draft) -> list[Pose]:
    """The poses of the lowest track's segments, frame after frame."""
    fps, found = draft.canvas.rate, list[Pose]()
    for segment in draft.tracks[0].segments:
        assert isinstance(segment, ImageSegment)
        count = frames_at(segment.end_ms, fps) - frames_at(segment.start_ms, fps)
        shown = poses(segment, "", fps, range(count))
        found += shown * count if len(shown) == 1 else shown
    return found


@LAWS
@given(st.data())
def test_a_camera_goes_on_where_a_still_is_split(gallery: Gallery, data: st.DataObject) -> None:
    whole, cut = data.draw(cut_stills(gallery))
    assert ways(check(cut)) == ways(whole)
    while len(cut.tracks[0].segments) > 1:
        cut = join(cut, cut.tracks[0].segments[0].id)
    assert cut == whole


@settings(LAWS, max_examples=15)
@given(st.data())
def test_a_split_still_is_drawn_as_before(gallery: Gallery, data: st.DataObject) -> None:
    """But for how finely its chunks scale it: each scales what it shows to the size it needs."""
    pairs = [
        [
            picture
            for made in [planned(gallery, draft)]
            for chunk in made.chunks
            for picture in drawn(gallery, made, chunk, list(range(chunk.frames)))
        ]
        for draft in data.draw(cut_stills(gallery))
    ]
    for before, after in zip(*pairs, strict=True):
        assert np.abs(before.y.astype(int) - after.y).mean() < 1.5
        assert np.abs(before.u.astype(int) - after.u).mean() < 1.5


@LAWS
@given(films())
def test_planning_twice_gives_the_same_names(gallery: Gallery, draft: Draft) -> None:
    again = codec.loads(codec.dumps(draft))
    assert keys(planned(gallery, draft)) == keys(planned(gallery, again))


def is_exported(gallery: Gallery, draft: Draft) -> None:
    """A file as long and as large as the draft says, with sound when there is any."""
    made = planned(gallery, draft)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "film.mp4"
        cache = RenderCache(Path(folder) / "cache")
        done = export(draft, target, asset=gallery.path, cache=cache, workers=2)
        with av.open(str(target)) as container:
            assert bool(container.streams.audio) == bool(made.sounds)
            stream = container.streams.video[0]
            assert (stream.width, stream.height) == (
                draft.canvas.width_px,
                draft.canvas.height_px,
            )
            times = [frame.time for frame in container.decode(stream)]
    assert len(times) == made.frames
    step = float(1 / draft.canvas.rate)
    assert times == pytest.approx([n * step for n in range(made.frames)], abs=1e-3)
    assert done.duration_s == pytest.approx(draft.duration_ms / 1000, abs=step / 2 + 1e-6)


@settings(EXPORTS, max_examples=3)
@given(films())
def test_every_film_is_exported(gallery: Gallery, draft: Draft) -> None:
    is_exported(gallery, draft)


@pytest.mark.slow
@settings(EXPORTS, max_examples=40)
@given(films(most=6))
def test_every_film_is_exported_at_length(gallery: Gallery, draft: Draft) -> None:
    is_exported(gallery, draft)
