"""Chunks follow the sources; what moved keeps its name."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.drafts import STILL, clip, drafts, film

from kinoloom.draft.edits import add_title, append, insert, reorder, trim
from kinoloom.draft.model import (
    Draft,
    Effect,
    Source,
    TextStyle,
    Transition,
    VideoSegment,
)
from kinoloom.media.assets import AssetMissing
from kinoloom.media.probe import MediaInfo
from kinoloom.render.errors import NotDrawn, NothingToRender
from kinoloom.render.files.output import Output
from kinoloom.render.identity import chunk_key, film_key
from kinoloom.render.layers import footage_in
from kinoloom.render.planning.plan import RenderPlan, plan
from kinoloom.render.preparing import LEAD_MS

ENDLESS = MediaInfo("video", 10**9, 1920, 1080, Fraction(24), has_sound=True)
STANDING = MediaInfo("image", 0, 1920, 1080)


def planned(draft: Draft) -> RenderPlan:
    return plan(draft, Output(), lambda asset: STANDING if asset == STILL else ENDLESS)


def keys(draft: Draft) -> list[str]:
    made = planned(draft)
    return [chunk_key(chunk, made.encoding) for chunk in made.chunks]


@settings(deadline=None)
@given(drafts())
def test_chunks_cover_the_film_without_gap_or_overlap(draft: Draft) -> None:
    made = planned(draft)
    clock = 0
    for chunk in made.chunks:
        assert chunk.first_frame == clock
        assert 0 < chunk.frames <= made.encoding.chunk_frames
        clock += chunk.frames
    assert clock == made.frames
    assert film_key(made) == film_key(planned(draft))


@settings(deadline=None)
@given(drafts(), st.integers(1, 3000))
def test_a_front_trim_renews_one_chunk_at_most_in_plain_films(draft: Draft, amount: int) -> None:
    bare = draft.model_copy(update={"tracks": draft.tracks[:1]})
    first = bare.tracks[0].segments[0]
    if first.kind != "video" or amount >= first.duration_ms:
        return
    # A cut between two frames moves what follows by part of a frame: sources that began on one
    # frame boundary begin on another. Cuts on whole frames are what a renderer can promise.
    fps = bare.canvas.rate
    if (Fraction(amount) * fps / 1000).denominator != 1:
        return
    before = set(keys(bare))
    renewed = [key for key in keys(trim(bare, first.id, front_ms=amount)) if key not in before]
    assert len(renewed) <= 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": "\U00013000"}, "No installed font"),
        ({"style": TextStyle(font="Nosuch")}, "no font 'Nosuch'"),
        ({"style": TextStyle(animation="nosuch")}, "nosuch"),
        ({"transition": Transition(kind="nosuch", duration_ms=400)}, "nosuch"),
    ],
)
def test_a_name_nobody_knows_is_found_when_planning(change: dict[str, Any], told: str) -> None:
    """In the last seconds of a film, and with the segment's place."""
    draft = add_title(film(60_000), "Last", start_ms=58_000, duration_ms=1000)
    words = draft.tracks[1]
    title = words.segments[0].model_copy(update={"label": "The end", **change})
    words = words.model_copy(update={"segments": (title,)})
    with pytest.raises(NotDrawn, match=rf"t\[1\]\.sg\[0\]: The end: .*{told}"):
        planned(draft.model_copy(update={"tracks": (draft.tracks[0], words)}))


def test_a_file_that_cannot_be_read_is_told_with_its_segment() -> None:
    def gone(_: str) -> MediaInfo:
        raise AssetMissing("The file is gone.")

    with pytest.raises(AssetMissing, match=r"t\[0\]\.sg\[0\]: Clip 1: The file is gone"):
        plan(film(1000), Output(), gone)
    with pytest.raises(AssetMissing, match=r"t\[0\]\.sg\[0\]: Clip 1: The file is gone"):
        plan(film(1000), Output(format="mp3"), gone)


def test_moving_clips_renews_nothing() -> None:
    draft = film(5000, 7000, 3000)
    before = set(keys(draft))
    assert set(keys(reorder(draft, "clip_3", 0))) <= before
    assert set(keys(append(draft, clip(9000, label="new", asset="d" * 64)))) > before
    inserted = keys(insert(draft, clip(1000, asset="d" * 64), 5000))
    assert len([key for key in inserted if key not in before]) == 1


def test_an_empty_draft_is_nothing_to_render() -> None:
    with pytest.raises(NothingToRender):
        planned(Draft())


def denoised(start_ms: int, **source: Any) -> VideoSegment:
    """Ten seconds of a source with a step that is done to the footage first."""
    return VideoSegment(
        id=f"clip {start_ms}",
        start_ms=start_ms,
        duration_ms=10_000,
        source=Source(asset="a" * 64, **source),
        effects=(Effect(kind="denoise"),),
    )


@pytest.mark.parametrize(
    ("source", "first", "second"),
    [
        ({"in_ms": 20_000}, (20_000, 40_000), (10_000, 30_000)),
        ({"in_ms": 20_000, "reverse": True}, (10_000, 30_000), (20_000, 40_000)),
        ({"in_ms": 20_000, "speed": 2}, (20_000, 50_000), (10_000, 40_000)),
        ({"in_ms": 20_000, "freeze": True}, (20_000, 30_000), (20_000, 30_000)),
    ],
)
def test_what_is_done_to_footage_reaches_as_far_as_its_joins(
    source: dict[str, Any], first: tuple[int, int], second: tuple[int, int]
) -> None:
    """A join shows frames from before a clip's start and after its end; they must not stand."""
    join = Transition(kind="crossfade", duration_ms=1000)
    row = (
        denoised(0, **source),
        denoised(10_000, **source).model_copy(update={"transition": join}),
    )
    draft = append(Draft(), row[0])
    track = draft.tracks[0].model_copy(update={"segments": row})
    seen = {
        (layer.preparation.from_ms + LEAD_MS, layer.preparation.to_ms - LEAD_MS)
        for chunk in planned(draft.model_copy(update={"tracks": (track,)})).chunks
        for layer in footage_in(chunk.layers)
        if layer.preparation is not None
    }
    assert seen == {first, second}


def test_a_step_that_would_fill_clear_parts_is_refused() -> None:
    clear = replace(ENDLESS, has_alpha=True)
    with pytest.raises(NotDrawn, match=r"t\[0\]\.sg\[0\].*denoise would fill what is clear"):
        plan(append(Draft(), denoised(0)), Output(), lambda _: clear)
