"""Titles: inside the safe area, whole and at rest in the middle, coming and going smoothly."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kinoloom.draft.model import TextStyle
from kinoloom.render.errors import NotDrawn
from kinoloom.render.lettering import ANIMATIONS, PRESETS, SAFE_AREAS, titled
from kinoloom.render.lettering.areas import VERTICAL, usual_area
from kinoloom.render.lettering.block import BOX_X, block
from kinoloom.render.lettering.stamp import Stamp

FPS = Fraction(30)
CANVAS = (640, 360)
FRAMES = 90
TEXT = "Golden hour\nin the mountains"
PLAIN = TextStyle(animation="none")
MOVING = sorted(set(ANIMATIONS) - {"none"})
CANVASES = [(640, 360), (360, 640), (400, 400), (400, 500), (840, 360)]

Draw = Callable[[int], tuple[Stamp, ...]]


def _title(animation: str, text: str = TEXT, frames: int = FRAMES, **style: object) -> Draw:
    look = TextStyle.model_validate({"animation": animation, **style})
    return titled(text, look, CANVAS, frames, FPS)


def _seen(stamps: tuple[Stamp, ...]) -> float:
    """How much ink is seen, in pixels fully covered."""
    total = 0.0
    for stamp in stamps:
        alpha = stamp.sprite.pixels[..., 3].astype(np.float64) / 255
        if stamp.window is not None:
            left, top, right, bottom = stamp.window
            alpha = alpha[top:bottom, left:right]
        total += alpha.sum() * stamp.opacity * stamp.scale**2
    return total


def _still(stamp: Stamp) -> bool:
    return stamp == Stamp(stamp.sprite)


def _ink(stamps: tuple[Stamp, ...]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what still stamps show on the canvas."""
    boxes: list[tuple[int, int, int, int]] = []
    for stamp in stamps:
        assert _still(stamp)
        rows = np.flatnonzero((stamp.sprite.pixels[..., 3] > 8).any(axis=1))
        columns = np.flatnonzero((stamp.sprite.pixels[..., 3] > 8).any(axis=0))
        x, y = stamp.sprite.x_px, stamp.sprite.y_px
        boxes.append(
            (x + int(columns[0]), y + int(rows[0]), x + int(columns[-1]), y + int(rows[-1]))
        )
    edges = np.array(boxes)
    return (*edges[:, :2].min(axis=0).tolist(), *edges[:, 2:].max(axis=0).tolist())


@pytest.mark.parametrize("animation", ANIMATIONS)
def test_it_is_whole_and_at_rest_in_the_middle(animation: str) -> None:
    draw, plain = _title(animation), _title("none")
    stamps = draw(FRAMES * 2 // 3)
    assert len(stamps) == 1
    assert _still(stamps[0])
    alpha, wanted = stamps[0].sprite.pixels[..., 3], plain(0)[0].sprite.pixels[..., 3]
    assert np.array_equal(alpha, wanted)
    coloured = animation == "karaoke"
    assert coloured or np.array_equal(stamps[0].sprite.pixels, plain(0)[0].sprite.pixels)


@pytest.mark.parametrize("animation", ANIMATIONS)
def test_outside_its_segment_there_is_nothing(animation: str) -> None:
    draw = _title(animation)
    assert draw(-1) == ()
    assert draw(FRAMES) == ()


@pytest.mark.parametrize("animation", sorted(set(MOVING) - {"glitch"}))
def test_it_comes_from_nothing_and_goes(animation: str) -> None:
    draw = _title(animation)
    whole = _seen(draw(FRAMES // 2 + 15))
    assert _seen(draw(0)) < 0.35 * whole
    assert _seen(draw(FRAMES - 1)) < 0.4 * whole


@pytest.mark.parametrize(
    "animation",
    ["fade", "slide_up", "blur_in", "word_by_word", "wipe", "rise_by_line", "letters", "karaoke"],
)
def test_the_entrance_only_ever_shows_more(animation: str) -> None:
    draw = _title(animation, outline=0.0, shadow=0.0)
    seen = [_seen(draw(frame)) for frame in range(FRAMES // 2)]
    assert all(b >= a - 1.5 for a, b in pairwise(seen))
    assert seen[-1] > 0


@pytest.mark.parametrize("animation", sorted(set(MOVING) - {"glitch", "flicker"}))
@pytest.mark.parametrize("fps", [Fraction(30), Fraction(60)])
def test_nothing_jumps(animation: str, fps: Fraction) -> None:
    """From frame to frame a sprite moves less than a letter's height, and less at 60 fps."""
    style = TextStyle(animation=animation)
    draw = titled(TEXT, style, CANVAS, 90 * int(fps) // 30, fps)
    size_px = style.size * min(CANVAS)
    most_px = size_px * (1.2 if fps == 30 else 0.7)
    before: dict[int, Stamp] = {}
    for frame in range(90 * int(fps) // 30):
        now = {id(stamp.sprite): stamp for stamp in draw(frame)}
        for key in now.keys() & before.keys():
            a, b = before[key], now[key]
            if min(a.opacity, b.opacity) > 0.2 and animation != "tracking":
                assert abs(a.dx_px - b.dx_px) < most_px
                assert abs(a.dy_px - b.dy_px) < most_px
                assert abs(a.scale - b.scale) < 0.45
                assert abs(a.rotation_deg - b.rotation_deg) < 4
        before = now


def test_slow_motion_is_finer_than_a_pixel() -> None:
    draw = titled("Hi", TextStyle(animation="slide_up"), CANVAS, 240, Fraction(60))
    shifts = [draw(frame)[0].dy_px for frame in range(36)]
    assert any(0 < abs(a - b) < 0.5 for a, b in pairwise(shifts))


@pytest.mark.parametrize("animation", ANIMATIONS)
@pytest.mark.parametrize("frames", [1, 2, 4, 9])
def test_a_short_title_is_still_read(animation: str, frames: int) -> None:
    draw = _title(animation, "Now", frames)
    middle = draw(frames // 2)
    assert len(middle) == 1
    assert _still(middle[0])


@pytest.mark.parametrize("animation", ANIMATIONS)
def test_the_same_title_is_the_same_bits(animation: str) -> None:
    one, other = _title(animation), _title(animation)
    for frame in (0, 5, 40, FRAMES - 2):
        first, second = one(frame), other(frame)
        assert len(first) == len(second)
        for a, b in zip(first, second, strict=True):
            assert np.array_equal(a.sprite.pixels, b.sprite.pixels)
            assert (a.dx_px, a.dy_px, a.scale, a.opacity) == (b.dx_px, b.dy_px, b.scale, b.opacity)


def test_a_sprite_serves_all_frames_at_rest() -> None:
    draw = _title("fade")
    assert len({id(draw(frame)[0].sprite) for frame in range(FRAMES)}) == 1


def test_letters_are_typed_in_reading_order() -> None:
    for text, edge, sign in (("abcdef", 2, 1), ("שלוםעולם", 0, -1)):
        draw = _title("typewriter", text, shadow=0.0)
        # The widest stamp is what is typed; the other one is the caret.
        typed = [max(draw(frame), key=lambda s: s.sprite.pixels.shape[1]) for frame in range(4, 20)]
        ends = [sign * _ink((stamp,))[edge] for stamp in typed]
        assert ends == sorted(ends)
        assert len(set(ends)) >= 4


def test_joined_letters_are_never_torn() -> None:
    for text in ("مرحبا بالعالم", "नमस्ते दुनिया"):
        set_words = block(text, PLAIN, CANVAS)
        assert set_words is not None
        assert len(set_words.units) == 2


def test_a_wipe_follows_the_reading_direction() -> None:
    for text, edge in (("Hello", 0), ("שלום", 2)):
        stamp = _title("wipe", text)(4)[0]
        width = stamp.sprite.pixels.shape[1]
        assert stamp.window is not None
        assert stamp.window[edge] == (0 if edge == 0 else width)
        assert stamp.window[2] - stamp.window[0] < width


def test_an_unknown_animation_is_refused_with_what_there_is() -> None:
    with pytest.raises(NotDrawn, match="word_by_word"):
        _title("explode")


def test_there_are_enough_animations_and_all_are_described() -> None:
    assert len(ANIMATIONS) > 10
    assert all(row.description and "\n" not in row.description for row in ANIMATIONS.values())


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_a_style_that_can_be_drawn(name: str) -> None:
    fields, description = PRESETS[name]
    style = TextStyle.model_validate({**fields, "preset": name})
    assert description
    assert titled("Golden hour", style, CANVAS, FRAMES, FPS)(FRAMES // 2)


@pytest.mark.parametrize("canvas", CANVASES)
@pytest.mark.parametrize("anchor", ["top", "centre", "bottom"])
@pytest.mark.parametrize("align", ["left", "centre", "right"])
@pytest.mark.parametrize("boxed", [False, True])
def test_words_stay_in_the_safe_area(
    canvas: tuple[int, int], anchor: str, align: str, *, boxed: bool
) -> None:
    area = usual_area(canvas)
    for text, size in (("Hi", 0.1), ("Quite a long title gjpq " * 4, 0.09), ("ที่นี่ปฏู\nज़्र्र्य", 0.2)):
        style = TextStyle.model_validate(
            {
                "animation": "none",
                "anchor": anchor,
                "align": align,
                "size": size,
                "shadow": 0.0,
                "box": "#000000" if boxed else None,
            }
        )
        left, top, right, bottom = _ink(titled(text, style, canvas, 30, FPS)(15))
        assert left >= area.left * canvas[0] - 1.5
        assert right <= (1 - area.right) * canvas[0] + 1.5
        assert top >= area.top * canvas[1] - 1.5
        assert bottom <= (1 - area.bottom) * canvas[1] + 1.5


def test_align_and_anchor_put_the_words_where_they_say() -> None:
    area = usual_area(CANVAS)
    style = TextStyle(animation="none", shadow=0.0, align="left", anchor="top")
    left, top, _, _ = _ink(titled("Hi", style, CANVAS, 30, FPS)(0))
    assert abs(left - area.left * CANVAS[0]) <= 2
    assert abs(top - area.top * CANVAS[1]) <= 2
    left, top, right, bottom = _ink(titled("HIM", PLAIN, CANVAS, 30, FPS)(0))
    assert abs((left + right) / 2 - CANVAS[0] / 2) <= 2
    assert abs((top + bottom) / 2 - CANVAS[1] / 2) <= 6


def test_captions_of_any_letters_stand_on_one_line() -> None:
    style = TextStyle(animation="none", shadow=0.0, anchor="bottom")
    feet = {_ink(titled(text, style, CANVAS, 30, FPS)(0))[3] for text in ("HE", "ma", "xnm", "LLM")}
    assert max(feet) - min(feet) <= 1


def test_vertical_canvases_are_clear_of_every_platform() -> None:
    area = usual_area((1080, 1920))
    for name in VERTICAL:
        other = SAFE_AREAS[name]
        assert area.left >= other.left
        assert area.right >= other.right
        assert area.top >= other.top
        assert area.bottom >= other.bottom


def test_scale_sets_larger_letters_and_stays_sharp() -> None:
    small = block("Hi", PLAIN, (1920, 1080))
    large = block("Hi", PLAIN, (1920, 1080), 3.0)
    assert small is not None
    assert large is not None
    assert large.size_px == pytest.approx(3 * small.size_px)
    edges = np.count_nonzero((large.alpha > 20) & (large.alpha < 235)) / large.alpha.size
    assert edges < 0.03


def test_a_preview_and_the_film_break_the_same_lines() -> None:
    text = "Once upon a time there was a rather long title over a film"
    style = TextStyle(animation="none", size=0.13)
    texts: set[tuple[tuple[int, int], ...]] = set()
    for canvas in ((640, 360), (1280, 720), (1920, 1080), (3840, 2160)):
        found = block(text, style, canvas)
        assert found is not None
        texts.add(found.lines)
    assert len(texts) == 1


def test_sprites_are_cropped_to_ink_on_even_pixels() -> None:
    for animation in ("none", "letters", "typewriter", "glitch"):
        for stamp in _title(animation, box="#102030c0")(3):
            sprite = stamp.sprite
            assert sprite.x_px % 2 == sprite.y_px % 2 == 0
            assert sprite.pixels.shape[0] % 2 == sprite.pixels.shape[1] % 2 == 0
            seen = sprite.pixels[..., 3] > 0
            assert seen[:2].any()
            assert seen[-2:].any()
            assert seen[:, :2].any()
            assert seen[:, -2:].any()


def _colours(stamps: tuple[Stamp, ...]) -> NDArray[np.uint8]:
    pixels = stamps[0].sprite.pixels
    return pixels[pixels[..., 3] == 255][:, :3]


def test_emoji_keep_their_colours_and_letters_take_the_styles() -> None:
    style = TextStyle(animation="none", shadow=0.0, colour="#00ff00", size=0.3)
    colours = _colours(titled("A❤️", style, CANVAS, 30, FPS)(0))
    assert (colours == (0, 255, 0)).all(axis=1).any()
    assert ((colours[:, 0] > 180) & (colours[:, 1] < 90)).any()


def test_a_shadow_may_glow() -> None:
    glow = TextStyle.model_validate({"animation": "none", "shadow_colour": "#ff00ff"})
    pixels = titled("Hi", glow, CANVAS, 30, FPS)(0)[0].sprite.pixels
    faint = pixels[(pixels[..., 3] > 20) & (pixels[..., 3] < 100)]
    assert (faint[:, 0] > 200).all()
    assert (faint[:, 1] < 60).mean() > 0.8


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(
        st.one_of(
            st.characters(max_codepoint=0x24F),
            st.sampled_from("مرحبا नमस्ते ที่นี่ 你好，世界 こんにちは 안녕 🚀👩🇫🇷1"),
            st.sampled_from("\u200b\u200d\u200f\u2067\u0301\u20e3\ufe0f"),
            st.characters(categories=("Cc", "Cf", "Cn", "Co", "Zs")),
        ),
        max_size=40,
    ),
    animation=st.sampled_from(sorted(ANIMATIONS)),
    canvas=st.sampled_from([(640, 360), (180, 320), (16, 16), (64, 500)]),
    size=st.sampled_from([0.02, 0.1, 1.0]),
    box=st.sampled_from([None, "#00000080"]),
    frames=st.sampled_from([1, 3, 40]),
)
def test_any_text_is_drawn_or_leaves_nothing(
    text: str, animation: str, canvas: tuple[int, int], size: float, box: str | None, frames: int
) -> None:
    style = TextStyle.model_validate({"animation": animation, "size": size, "box": box})
    draw = titled(text, style, canvas, frames, FPS)
    for frame in (0, frames // 2, frames - 1):
        for stamp in draw(frame):
            assert stamp.sprite.pixels.size > 0
            assert 0 <= stamp.opacity <= 1
            assert np.isfinite([stamp.dx_px, stamp.dy_px, stamp.scale]).all()


def test_plates_leave_room_at_the_sides() -> None:
    style = TextStyle(animation="none", shadow=0.0, box="#ff0000", size=0.1)
    left, _, right, _ = _ink(titled("HIM", style, CANVAS, 30, FPS)(0))
    bare = _ink(titled("HIM", style.model_copy(update={"box": None}), CANVAS, 30, FPS)(0))
    assert bare[0] - left == pytest.approx(BOX_X * 36, abs=2)
    assert right - bare[2] == pytest.approx(BOX_X * 36, abs=2)
