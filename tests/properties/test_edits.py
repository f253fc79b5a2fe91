"""Laws that hold for every film and every edit."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.support.drafts import clip, drafts, main_of, pictures, scored

from kinoloom.draft import codec
from kinoloom.draft.check import check
from kinoloom.draft.edits import (
    add_title,
    append,
    cut_time,
    delete,
    insert,
    join,
    move,
    remove_sound,
    reorder,
    set_volume,
    split,
    trim,
)
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.history import History
from kinoloom.draft.model import (
    AnySegment,
    AudioSegment,
    CaptionSegment,
    Cue,
    Draft,
    Easing,
    Keyframe,
    PictureSegment,
    Track,
    TrackType,
    VideoSegment,
    Word,
)
from kinoloom.render.planning.motion import value_at

shares = st.floats(0, 1)


def _pick(draft: Draft, share: float) -> str:
    segments = main_of(draft).segments
    return segments[min(len(segments) - 1, int(share * len(segments)))].id


@given(drafts())
def test_the_codec_gives_the_draft_back(draft: Draft) -> None:
    check(draft)
    assert codec.decode(codec.encode(draft)) == draft
    assert codec.digest(codec.loads(codec.dumps(draft))) == codec.digest(draft)


@given(drafts(), shares, st.integers(0, 3000), st.integers(0, 3000))
def test_trim_takes_exactly_that_much(draft: Draft, share: float, front: int, back: int) -> None:
    segment_id = _pick(draft, share)
    segment = next(s for s in main_of(draft).segments if s.id == segment_id)
    assume(0 < front + back < segment.duration_ms)
    after = check(trim(draft, segment_id, front_ms=front, back_ms=back))
    assert after.duration_ms == draft.duration_ms - front - back
    kept = next(s for s in main_of(after).segments if s.id == segment_id)
    assert kept.duration_ms == segment.duration_ms - front - back
    if isinstance(segment, VideoSegment) and isinstance(kept, VideoSegment):
        assert kept.source.in_ms == segment.source.in_ms + front


@given(drafts(), shares, shares)
def test_cutting_time_out_shortens_by_exactly_that(draft: Draft, a: float, b: float) -> None:
    start, end = sorted(int(share * draft.duration_ms) for share in (a, b))
    assume(0 < end - start < draft.duration_ms)
    after = check(cut_time(draft, start, end))
    assert after.duration_ms == draft.duration_ms - (end - start)


@given(drafts(), shares, shares)
def test_split_then_join_is_identity(draft: Draft, share: float, moment: float) -> None:
    segment_id = _pick(draft, share)
    segment = next(s for s in main_of(draft).segments if s.id == segment_id)
    at_ms = segment.start_ms + int(moment * segment.duration_ms)
    assume(segment.start_ms < at_ms < segment.end_ms)
    halves = check(split(draft, segment_id, at_ms))
    assert halves.duration_ms == draft.duration_ms
    assert join(halves, segment_id) == draft


_values = st.floats(0.1, 1)
_keys = st.lists(
    st.tuples(st.integers(0, 1000), _values, st.sampled_from(get_args(Easing))),
    min_size=1,
    max_size=4,
    unique_by=lambda key: key[0],
).map(lambda keys: tuple(Keyframe(at_ms=at, value=v, easing=e) for at, v, e in sorted(keys)))


def _seen(segment: PictureSegment, at_ms: int) -> dict[str, float]:
    """What a picture's keyframes and fades make of it at a moment of the film."""
    own_ms = at_ms - segment.start_ms
    found = {name: value_at(keys, own_ms) for name, keys in segment.keyframes.items()}
    rise = own_ms / segment.fade_in_ms if segment.fade_in_ms else 1.0
    left_ms = segment.end_ms - at_ms
    fall = left_ms / segment.fade_out_ms if segment.fade_out_ms else 1.0
    opacity = found.get("opacity", segment.placement.opacity)
    return {**found, "opacity": opacity * min(1.0, rise, fall)}


@given(
    st.dictionaries(st.sampled_from(["x", "y", "scale", "rotation"]), _keys, max_size=2),
    st.integers(0, 400),
    st.integers(0, 400),
    st.integers(1, 999),
)
def test_a_split_changes_nothing_that_is_seen(
    keyframes: dict[str, tuple[Keyframe, ...]], rise_ms: int, fall_ms: int, at_ms: int
) -> None:
    whole = clip(1000).model_copy(
        update={"keyframes": keyframes, "fade_in_ms": rise_ms, "fade_out_ms": fall_ms}
    )
    draft = append(Draft(), whole)
    halves = main_of(check(split(draft, _pick(draft, 0), at_ms))).segments
    assert len(halves) == 2
    for half in halves:
        assert isinstance(half, VideoSegment)
        for moment in range(half.start_ms, half.end_ms, 7):
            assert _seen(half, moment) == pytest.approx(_seen(whole, moment))


@given(st.integers(1, 1999))
def test_words_are_lit_at_their_moments_after_a_split(at_ms: int) -> None:
    spoken = tuple(Word(text=t, start_ms=s, duration_ms=300) for t, s in (("a", 0), ("b", 600)))
    cue = Cue(text="a b", start_ms=500, duration_ms=1200, words=spoken)
    captions = CaptionSegment(id="c", start_ms=0, duration_ms=2000, cues=(cue,))
    below = append(Draft(), clip(2000))
    words = Track(id="words", type=TrackType.TEXT, segments=(captions,))
    draft = below.model_copy(update={"tracks": (*below.tracks, words)})
    lit: set[tuple[str, int]] = set()
    for half in check(split(draft, "c", at_ms)).tracks[1].segments:
        assert isinstance(half, CaptionSegment)
        for part in half.cues:
            assert [word.text for word in part.words] == ["a", "b"]
            for word in part.words:
                start_ms = half.start_ms + part.start_ms + word.start_ms
                lit |= {(word.text, ms) for ms in range(start_ms, start_ms + word.duration_ms)}
    assert lit == {
        *(("a", ms) for ms in range(500, 800)),
        *(("b", ms) for ms in range(1100, 1400)),
    }


@given(drafts(), shares)
def test_delete_shortens_by_the_segment(draft: Draft, share: float) -> None:
    assume(len(main_of(draft).segments) > 1)
    segment_id = _pick(draft, share)
    segment = next(s for s in main_of(draft).segments if s.id == segment_id)
    after = check(delete(draft, segment_id))
    assert after.duration_ms == draft.duration_ms - segment.duration_ms
    assert segment_id not in {s.id for s in main_of(after).segments}


@given(drafts(), pictures)
def test_append_then_delete_is_identity_on_the_main_track(
    draft: Draft, picture: AnySegment
) -> None:
    after = check(append(draft, picture))
    assert after.duration_ms == draft.duration_ms + picture.duration_ms
    back = delete(after, main_of(after).segments[-1].id)
    assert main_of(back) == main_of(draft)


@given(drafts(), pictures, shares)
def test_insert_then_delete_is_identity(draft: Draft, picture: AnySegment, share: float) -> None:
    at_ms = next(s.start_ms for s in main_of(draft).segments if s.id == _pick(draft, share))
    before = {s.id for s in main_of(draft).segments}
    after = check(insert(draft, picture, at_ms))
    (new,) = {s.id for s in main_of(after).segments} - before
    assert main_of(delete(after, new)) == main_of(draft)


@given(drafts(), shares, st.integers(0, 4))
def test_reorder_keeps_every_length(draft: Draft, share: float, place: int) -> None:
    after = check(reorder(draft, _pick(draft, share), place))
    lengths = sorted(s.duration_ms for s in main_of(draft).segments)
    assert sorted(s.duration_ms for s in main_of(after).segments) == lengths
    assert main_of(after).end_ms == main_of(draft).end_ms


@given(drafts(), shares, shares)
def test_move_and_back_is_identity(draft: Draft, share: float, to: float) -> None:
    segment_id = _pick(draft, share)
    segment = next(s for s in main_of(draft).segments if s.id == segment_id)
    try:
        moved = check(move(draft, segment_id, int(to * 2 * draft.duration_ms)))
    except EditRefused:
        return
    assert move(moved, segment_id, segment.start_ms) == draft


@given(drafts(), shares, st.integers(100, 5000))
def test_a_title_can_be_taken_off_again(draft: Draft, share: float, length_ms: int) -> None:
    start_ms = int(share * (draft.duration_ms - 1))
    titled = check(add_title(draft, "New", start_ms=start_ms, duration_ms=length_ms))
    assert titled.duration_ms == draft.duration_ms
    before = {s.id for t in draft.tracks for s in t.segments}
    (new,) = {s.id for t in titled.tracks for s in t.segments} - before
    assert delete(titled, new) == draft


@given(drafts())
def test_music_is_as_long_as_the_film_and_can_go_again(draft: Draft) -> None:
    bare = remove_sound(draft)
    music = check(scored(bare))
    beds = [s for t in music.tracks for s in t.segments if isinstance(s, AudioSegment)]
    assert [bed.duration_ms for bed in beds] == [bare.duration_ms]
    assert remove_sound(music) == bare


@given(drafts(), st.floats(0, 400))
def test_volume_and_back_is_identity(draft: Draft, percent: float) -> None:
    for track in draft.tracks:
        for segment in track.segments:
            if isinstance(segment, VideoSegment | AudioSegment):
                changed = check(set_volume(draft, segment.id, percent))
                assert set_volume(changed, segment.id, segment.sound.volume) == draft


@given(st.lists(drafts(), min_size=1, max_size=5))
def test_undo_after_any_edits_is_identity(line: list[Draft]) -> None:
    history = History.begin(line[0])
    for draft in line[1:]:
        history = history.commit(draft)
    steps = len(history.revisions) - 1
    assert history.undo(steps).current == line[0]
    assert history.undo(steps).redo(steps).current == history.current
