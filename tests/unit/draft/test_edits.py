"""Each verb on the film A B with a title and music: what it does, what follows, what it refuses."""

from __future__ import annotations

import pytest
from tests.support.drafts import clip, film, main_of, scored

from kinoloom.draft.edits import (
    add_title,
    append,
    change_title,
    cut_time,
    delete,
    insert,
    join,
    move,
    remake,
    remove_sound,
    reorder,
    set_canvas,
    set_track_volume,
    set_volume,
    split,
    trim,
)
from kinoloom.draft.errors import EditRefused, NoSuchSegment
from kinoloom.draft.model import Draft, Source
from kinoloom.draft.summary import timeline


@pytest.fixture
def ab() -> Draft:
    """Clip 1 (0-5 s), Clip 2 (5-9 s), music, a title at 4-7 s."""
    return add_title(scored(film(5000, 4000)), "Hi", start_ms=4000)


def test_trim_front_closes_the_gap_and_the_title_follows(ab: Draft) -> None:
    after = trim(ab, "clip_1", front_ms=2000)
    assert timeline(after) == (
        "Timeline (3 tracks): 1. Video: Clip 1 (0-3s), Clip 2 (3-7s) "
        '2. BGM: Lo-fi (0-7s, 35%) 3. Title: "Hi" (2-5s)'
    )
    assert main_of(after).segments[0].source.in_ms == 2000  # type: ignore[union-attr]


def test_trim_back_leaves_the_front_where_it_was(ab: Draft) -> None:
    after = trim(ab, "clip_1", back_ms=2000)
    first = main_of(after).segments[0]
    assert (first.start_ms, first.end_ms) == (0, 3000)
    assert first.source.in_ms == 0  # type: ignore[union-attr]


def test_a_title_inside_the_cut_begins_at_the_cut_with_its_whole_length(ab: Draft) -> None:
    after = cut_time(ab, 3500, 5500)
    title = after.tracks[2].segments[0]
    assert (title.start_ms, title.duration_ms) == (3500, 3000)


def test_two_titles_inside_a_cut_keep_their_order() -> None:
    draft = add_title(film(10_000), "one", start_ms=1000, duration_ms=1000)
    draft = add_title(draft, "two", start_ms=2000, duration_ms=1000)
    after = cut_time(draft, 500, 3500)
    places = [(s.label, s.start_ms, s.end_ms) for t in after.tracks[1:] for s in t.segments]
    assert places == [("one", 500, 1500), ("two", 1500, 2500)]


def test_trim_of_a_title_moves_nothing_else(ab: Draft) -> None:
    after = trim(ab, "title_1", back_ms=1000)
    assert after.duration_ms == ab.duration_ms
    assert after.tracks[2].segments[0].duration_ms == 2000


@pytest.mark.parametrize("amounts", [{"front_ms": 5000}, {"front_ms": 3000, "back_ms": 2000}])
def test_trim_refuses_to_leave_nothing(ab: Draft, amounts: dict[str, int]) -> None:
    with pytest.raises(EditRefused, match="leave nothing"):
        trim(ab, "clip_1", **amounts)


def test_a_cut_in_the_middle_of_a_clip_leaves_two_pieces() -> None:
    after = cut_time(film(6000), 2000, 3000)
    first, second = main_of(after).segments
    assert (first.start_ms, first.end_ms, second.start_ms, second.end_ms) == (0, 2000, 2000, 5000)
    assert second.source.in_ms == 3000  # type: ignore[union-attr]


def test_split_and_join_are_inverse(ab: Draft) -> None:
    halves = split(ab, "clip_1", 2000)
    assert [s.duration_ms for s in main_of(halves).segments] == [2000, 3000, 4000]
    assert join(halves, "clip_1") == ab


def test_join_refuses_strangers(ab: Draft) -> None:
    with pytest.raises(EditRefused, match="do not continue"):
        join(ab, "clip_1")


def test_delete_on_the_main_track_closes_the_gap(ab: Draft) -> None:
    after = delete(ab, "clip_1")
    assert [s.label for s in main_of(after).segments] == ["Clip 2"]
    assert after.duration_ms == 4000


def test_deleting_the_last_title_takes_its_track(ab: Draft) -> None:
    assert delete(ab, "title_1").tracks == ab.tracks[:2]


def test_the_last_clip_cannot_be_deleted() -> None:
    with pytest.raises(EditRefused, match="all there is"):
        delete(film(3000), "clip_1")


def test_move_and_back(ab: Draft) -> None:
    moved = move(ab, "title_1", 1000)
    assert moved.tracks[2].segments[0].start_ms == 1000
    assert move(moved, "title_1", 4000) == ab


def test_move_refuses_to_overlap() -> None:
    with pytest.raises(EditRefused, match="over"):
        move(film(3000, 3000), "clip_2", 1000)


def test_reorder_takes_what_lies_over_a_clip_along(ab: Draft) -> None:
    after = reorder(ab, "clip_2", 0)
    assert [s.label for s in main_of(after).segments] == ["Clip 2", "Clip 1"]
    assert after.tracks[2].segments[0].start_ms == 8000


def test_append_stretches_looped_music(ab: Draft) -> None:
    after = append(ab, clip(3000, label="Clip 3"))
    assert after.tracks[1].segments[0].duration_ms == 12_000


def test_insert_moves_the_rest_right(ab: Draft) -> None:
    after = insert(ab, clip(1000, label="New"), 5000)
    assert [s.label for s in main_of(after).segments] == ["Clip 1", "New", "Clip 2"]
    assert after.duration_ms == 10_000


def test_insert_refuses_the_middle_of_a_clip(ab: Draft) -> None:
    with pytest.raises(EditRefused, match="split it there first"):
        insert(ab, clip(1000), 2000)


def test_a_title_ends_with_the_film(ab: Draft) -> None:
    after = add_title(ab, "The end", start_ms=8000)
    assert after.duration_ms == ab.duration_ms


def test_overlapping_titles_get_a_track_each(ab: Draft) -> None:
    after = add_title(ab, "Too", start_ms=5000)
    assert [len(track.segments) for track in after.tracks] == [2, 1, 1, 1]


@pytest.mark.parametrize("words", ["", "   "])
def test_a_title_needs_words(ab: Draft, words: str) -> None:
    with pytest.raises(EditRefused):
        add_title(ab, words)


def test_change_title_keeps_place_and_length(ab: Draft) -> None:
    after = change_title(ab, "title_1", text="Bye")
    title = after.tracks[2].segments[0]
    assert (title.label, title.start_ms, title.duration_ms) == ("Bye", 4000, 3000)


def test_music_replaces_music_and_removing_it_is_the_inverse() -> None:
    bare = film(5000)
    once = scored(bare)
    assert [t.name for t in scored(once, 80).tracks] == ["", "BGM"]
    assert remove_sound(once) == bare


def test_music_needs_a_film() -> None:
    with pytest.raises(EditRefused):
        scored(Draft())


def test_volume_and_back(ab: Draft) -> None:
    louder = set_volume(ab, "music_1", 80)
    assert "80%" in timeline(louder)
    assert set_volume(louder, "music_1", 35) == ab
    assert "70%" in timeline(set_track_volume(ab, "music_track_1", 200))


@pytest.mark.parametrize("percent", [-1, 401])
def test_volume_refuses_what_no_ear_wants(ab: Draft, percent: float) -> None:
    with pytest.raises(EditRefused):
        set_volume(ab, "music_1", percent)


def test_a_title_has_no_volume(ab: Draft) -> None:
    with pytest.raises(EditRefused, match="no sound"):
        set_volume(ab, "title_1", 50)


@pytest.mark.parametrize("length_ms", [3000, 5000, 8000])
def test_remake_moves_what_follows(ab: Draft, length_ms: int) -> None:
    source = Source(asset="c" * 64, length_ms=length_ms)
    after = remake(ab, "clip_1", source, duration_ms=length_ms, label="Night")
    first, second = main_of(after).segments
    assert (first.label, first.duration_ms, second.start_ms) == ("Night", length_ms, length_ms)


def test_set_canvas_moves_nothing(ab: Draft) -> None:
    after = set_canvas(ab, width_px=1080, height_px=1920)
    assert after.tracks == ab.tracks
    assert (after.canvas.width_px, after.canvas.height_px) == (1080, 1920)


def test_what_is_not_there_is_named(ab: Draft) -> None:
    with pytest.raises(NoSuchSegment, match="clip_9"):
        trim(ab, "clip_9", front_ms=1)


def test_a_title_stays_inside_the_film_wherever_it_goes() -> None:
    draft = add_title(film(4000), "Hi", start_ms=0, duration_ms=3000)
    with pytest.raises(EditRefused, match="ends at 4 s"):
        move(draft, "title_1", 10_000)
    assert move(draft, "title_1", 3000).duration_ms == 4000
    halves = split(draft, "clip_1", 1000)
    assert reorder(halves, "clip_1", 1).duration_ms == 4000
