"""Captions: the spoken word lit on time, two lines where possible, few typesettings."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from kinoloom.draft.model import Cue, TextStyle, Word
from kinoloom.render.errors import NotDrawn
from kinoloom.render.lettering import ANIMATIONS, CAPTIONS, block, captioned, captions
from kinoloom.render.lettering.stamp import Stamp

FPS = Fraction(30)
CANVAS = (640, 360)
STYLE = TextStyle(animation="none", shadow=0.0, highlight="#ff0000", anchor="bottom")


def _cue(text: str, *, start_ms: int = 0, each_ms: int = 400, pause_ms: int = 0) -> Cue:
    parts = text.split()
    step = each_ms + pause_ms
    return Cue(
        text=text,
        start_ms=start_ms,
        duration_ms=step * len(parts),
        words=tuple(
            Word(text=part.strip(",.!"), start_ms=i * step, duration_ms=each_ms)
            for i, part in enumerate(parts)
        ),
    )


def _red(stamps: tuple[Stamp, ...]) -> tuple[float, float] | None:
    """Left and right end of what is lit, on the canvas; None when nothing is."""
    found: list[tuple[float, float]] = []
    for stamp in stamps:
        pixels = stamp.sprite.pixels.astype(int)
        lit = (pixels[..., 3] > 200) & (pixels[..., 0] > 200) & (pixels[..., 1] < 60)
        columns = np.flatnonzero(lit.any(axis=0))
        if columns.size:
            found.append((stamp.sprite.x_px + columns[0], stamp.sprite.x_px + columns[-1]))
    if not found:
        return None
    return min(a for a, _ in found), max(b for _, b in found)


def test_each_word_is_lit_from_its_first_frame_to_the_next_ones() -> None:
    draw = captioned((_cue("one two three"),), STYLE, CANVAS, 36, FPS)
    lit = [_red(draw(frame)) for frame in range(36)]
    assert all(lit)
    changes = [i for i in range(1, 36) if lit[i] != lit[i - 1]]
    assert changes == [12, 24]
    assert lit[0] is not None
    assert lit[12] is not None
    assert lit[0][1] < lit[12][0]


def test_it_is_on_time_at_a_fractional_rate_and_later_in_the_track() -> None:
    fps = Fraction(30000, 1001)
    cue = _cue("one two", start_ms=5005, each_ms=500)
    draw = captioned((cue,), STYLE, CANVAS, 400, fps)
    assert draw(149) == ()
    first, second = _red(draw(150)), _red(draw(150 + 15))
    assert first is not None
    assert second is not None
    assert _red(draw(150 + 14)) == first
    assert second[0] > first[1]


def test_a_light_is_held_over_a_short_pause_and_goes_out_over_a_long_one() -> None:
    short = captioned((_cue("one two", each_ms=200, pause_ms=200),), STYLE, CANVAS, 24, FPS)
    assert _red(short(11)) is not None
    long = captioned((_cue("one two", each_ms=200, pause_ms=800),), STYLE, CANVAS, 60, FPS)
    assert _red(long(6)) is not None
    assert _red(long(20)) is None


def test_without_times_a_cue_is_plain() -> None:
    cue = Cue(text="one two three", start_ms=0, duration_ms=1000)
    for animation in ANIMATIONS:
        style = STYLE.model_copy(update={"animation": animation})
        draw = captioned((cue,), style, CANVAS, 30, FPS)
        assert draw(15), animation
        if animation != "glitch":
            assert all(_red(draw(frame)) is None for frame in range(30))


@pytest.mark.parametrize("animation", ANIMATIONS)
def test_words_are_lit_whatever_the_animation(animation: str) -> None:
    style = STYLE.model_copy(update={"animation": animation})
    draw = captioned((_cue("one two three", each_ms=600),), style, CANVAS, 54, FPS)
    middle = _red(draw(27))
    assert middle is not None
    assert 0.35 * CANVAS[0] < sum(middle) / 2 < 0.65 * CANVAS[0]


def test_words_appear_with_the_voice() -> None:
    style = STYLE.model_copy(update={"animation": "word_by_word"})
    draw = captioned((_cue("one two three"),), style, CANVAS, 36, FPS)

    def right_end(frame: int) -> int:
        return max(s.sprite.x_px + s.sprite.pixels.shape[1] for s in draw(frame))

    assert right_end(0) < right_end(12) < right_end(24)
    assert right_end(11) == right_end(0)


def test_a_popped_word_does_not_touch_its_neighbours() -> None:
    style = STYLE.model_copy(update={"animation": "pop", "size": 0.12})
    draw = captioned((_cue("wow mmm wow"),), style, CANVAS, 36, FPS)
    stamps = draw(14)
    assert len(stamps) == 2
    base, popped = stamps
    assert popped.scale > 1.03
    middle = popped.sprite.x_px + popped.sprite.pixels.shape[1] / 2
    half = popped.sprite.pixels.shape[1] / 2 * popped.scale
    columns = base.sprite.x_px + np.flatnonzero((base.sprite.pixels[..., 3] > 99).any(axis=0))
    assert not ((columns > middle - half) & (columns < middle + half)).any()


def test_chinese_words_take_colour_and_keep_their_size() -> None:
    words = tuple(Word(text=t, start_ms=400 * i, duration_ms=400) for i, t in enumerate("你好世界"))
    cue = Cue(text="你好，世界", start_ms=0, duration_ms=1600, words=words)
    style = STYLE.model_copy(update={"animation": "pop"})
    draw = captioned((cue,), style, CANVAS, 48, FPS)
    ends = [_red(draw(frame)) for frame in (8, 20, 32, 42)]
    assert all(len(draw(frame)) == 1 for frame in range(10, 40))
    lefts = [end[0] for end in ends if end is not None]
    assert lefts == sorted(set(lefts))
    assert len(lefts) == 4


def test_words_in_the_text_are_found_through_case_and_punctuation() -> None:
    words = (
        Word(text="HELLO", start_ms=0, duration_ms=300),
        Word(text="missing", start_ms=300, duration_ms=100),
        Word(text="World.", start_ms=500, duration_ms=300),
    )
    cue = Cue(text="“Hello,” world!", start_ms=0, duration_ms=1000, words=words)
    draw = captioned((cue,), STYLE, CANVAS, 30, FPS)
    hello, world = _red(draw(3)), _red(draw(18))
    assert hello is not None
    assert world is not None
    assert hello[1] < world[0]


def test_words_alone_make_the_text() -> None:
    cue = _cue("one two").model_copy(update={"text": ""})
    assert captioned((cue,), STYLE, CANVAS, 24, FPS)(5)
    silent = Cue(text=" \n", start_ms=0, duration_ms=500)
    assert captioned((silent,), STYLE, CANVAS, 24, FPS)(5) == ()


def test_captions_take_two_lines_where_possible() -> None:
    text = "Stay hydrated all day and keep moving, friends"
    found = block.block(text, STYLE, (360, 640), few=captions.LINES)
    free = block.block(text, STYLE, (360, 640))
    assert found is not None
    assert free is not None
    assert len(found.lines) <= len(free.lines)
    assert len(block_lines("Keep moving all day")) == 2


def block_lines(text: str) -> tuple[tuple[int, int], ...]:
    found = block.block(text, STYLE, (360, 640), few=captions.LINES)
    assert found is not None
    return found.lines


def test_a_run_of_frames_sets_each_cue_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cues = tuple(_cue("one two three", start_ms=1200 * i) for i in range(5))
    made: list[str] = []
    whole = block.block

    def counted(text: str, *args: object, **options: object) -> object:
        made.append(text)
        return whole(text, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(captions, "block", counted)
    draw = captioned(cues, STYLE, CANVAS, 180, FPS)
    assert made == []
    for frame in range(40, 160):
        draw(frame)
    assert len(made) == 4


def test_between_cues_there_is_nothing_and_of_two_the_later_shows() -> None:
    cues = (
        Cue(text="first", start_ms=0, duration_ms=1000),
        Cue(text="second one", start_ms=800, duration_ms=400),
        Cue(text="third", start_ms=2000, duration_ms=500),
    )
    draw = captioned(cues, STYLE, CANVAS, 90, FPS)
    assert draw(45) == ()
    assert draw(26)[0].sprite.pixels.shape[1] > draw(5)[0].sprite.pixels.shape[1]
    assert draw(75) == ()
    assert draw(-1) == draw(90) == ()


def test_an_unknown_animation_is_refused() -> None:
    with pytest.raises(NotDrawn, match="pop"):
        captioned((), STYLE.model_copy(update={"animation": "explode"}), CANVAS, 9, FPS)


@pytest.mark.parametrize("name", CAPTIONS)
@pytest.mark.parametrize("canvas", [(640, 360), (360, 640)])
def test_every_caption_preset_is_drawn(name: str, canvas: tuple[int, int]) -> None:
    style = TextStyle.model_validate(dict(CAPTIONS[name].fields))
    draw = captioned((_cue("Stay hydrated all day, friends"),), style, canvas, 60, FPS)
    assert all(draw(frame) for frame in (0, 20, 45, 59))
