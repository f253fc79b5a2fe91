"""Chunks follow the sources; what moved keeps its name."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.drafts import clip, drafts, film

from kinoloom.draft.edits import append, insert, reorder, trim
from kinoloom.draft.model import Draft
from kinoloom.media.probe import MediaInfo
from kinoloom.render.errors import NothingToRender
from kinoloom.render.identity import chunk_key, film_key
from kinoloom.render.output import Output
from kinoloom.render.plan import RenderPlan, plan

ENDLESS = MediaInfo("video", 10**9, 1920, 1080, Fraction(24), has_sound=True)


def planned(draft: Draft) -> RenderPlan:
    return plan(draft, Output(), lambda _: ENDLESS)


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
