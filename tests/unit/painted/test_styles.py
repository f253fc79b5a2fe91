"""Styles and stocks: what each does to a frame, at every size, the same at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import cv2
import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.film import FILMS, PRINT, film_for
from kinoloom.generators.painted.easel.focus import Focus, focus_for, soften
from kinoloom.generators.painted.easel.grade import Grade
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.spec import Mood, SceneSpec, Stock, Style

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANVAS = Canvas(160, 90)
STYLES: tuple[Style, ...] = get_args(Style)
STOCKS: tuple[Stock, ...] = get_args(Stock)
MOODS: tuple[Mood, ...] = get_args(Mood)
DRAWN: tuple[Style, ...] = ("watercolour", "poster", "line_art", "pastel")


def picture(canvas: Canvas = CANVAS) -> NDArray[np.uint8]:
    """A sky, a dark hill and a red sun: large shapes, as scenes have."""
    height, width = canvas.height_px, canvas.width_px
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    sky = 90 + 120 * y / height
    frame = np.stack([sky * 0.8, sky * 0.9, np.full_like(sky, 200)], axis=-1)
    frame[np.hypot(x - 0.7 * width, y - 0.3 * height) < 0.12 * height] = (235, 90, 60)
    hill = y > height * (0.62 + 0.1 * np.sin(x / width * 5))
    frame[hill] = (52, 60, 44)
    return np.asarray(frame, np.uint8)


@pytest.fixture(scope="module")
def styled() -> dict[str, NDArray[np.uint8]]:
    return {style: Grade(CANVAS, seed=3, style=style).apply(picture(), 4) for style in STYLES}


@pytest.fixture(scope="module")
def filmed() -> dict[str, NDArray[np.uint8]]:
    return {stock: Grade(CANVAS, seed=3, stock=stock).apply(picture(), 4) for stock in STOCKS}


def chroma(frame: NDArray[np.uint8]) -> float:
    return float(np.ptp(frame.astype(int), axis=2).mean())


class TestStyles:
    @pytest.mark.parametrize("style", STYLES)
    def test_same_frame_and_index_give_the_same_bits(
        self, style: Style, styled: dict[str, NDArray[np.uint8]]
    ) -> None:
        frame = picture()
        again = Grade(CANVAS, seed=3, style=style)
        again.apply(picture(), 9)
        np.testing.assert_array_equal(again.apply(frame, 4), styled[style])
        np.testing.assert_array_equal(frame, picture())

    def test_no_two_are_alike(self, styled: dict[str, NDArray[np.uint8]]) -> None:
        for i, one in enumerate(STYLES):
            for other in STYLES[i + 1 :]:
                apart = np.abs(styled[one].astype(int) - styled[other].astype(int)).mean()
                assert apart > 5, (one, other)

    @pytest.mark.parametrize("style", DRAWN)
    def test_a_drawn_still_does_not_boil(self, style: Style) -> None:
        grade = Grade(CANVAS, seed=3, style=style)
        first, second = grade.apply(picture(), 0), grade.apply(picture(), 1)
        assert np.abs(first.astype(int) - second.astype(int)).mean() < 1.2

    @pytest.mark.parametrize("style", STYLES)
    @pytest.mark.parametrize("size", [(90, 160), (66, 66)])
    def test_every_shape_is_painted(self, style: Style, size: tuple[int, int]) -> None:
        canvas = Canvas(*size)
        drawn = Grade(canvas, style=style, stock="8mm").apply(picture(canvas), 0)
        assert drawn.shape == (size[1], size[0], 3)
        assert drawn.flags.c_contiguous
        assert drawn.std() > 8

    def test_noir_has_no_colour_and_neon_the_most(
        self, styled: dict[str, NDArray[np.uint8]]
    ) -> None:
        assert chroma(styled["noir"]) < 1
        assert chroma(styled["neon"]) > chroma(styled["cinematic"])

    def test_noir_keeps_who_stands_in_the_dark(self) -> None:
        canvas = Canvas(160, 90)
        night = np.full((90, 160, 3), 12, np.uint8)
        night[20:70, 60:100] = 60
        drawn = Grade(canvas, style="noir").apply(night, 0).astype(float)
        assert drawn[30:60, 65:95].mean() > drawn[30:60, 5:30].mean() + 30

    def test_paper_shows_around_a_watercolour(self, styled: dict[str, NDArray[np.uint8]]) -> None:
        sheet = styled["watercolour"]
        border = np.concatenate([sheet[0], sheet[-1], sheet[:, 0], sheet[:, -1]])
        assert border.min() > 200
        assert sheet[60:80, 40:120].mean() < 170

    def test_a_poster_has_few_tones(self, styled: dict[str, NDArray[np.uint8]]) -> None:
        def tones(frame: NDArray[np.uint8]) -> int:
            counts = np.bincount(frame[:50, 5:60, 1].ravel() // 4, minlength=64)
            return int((counts > 0.02 * counts.sum()).sum())

        assert tones(styled["poster"]) < 0.7 * tones(styled["cinematic"])

    def test_lines_are_drawn_where_shapes_meet(self) -> None:
        canvas = Canvas(480, 270)
        luma = Grade(canvas, style="line_art").apply(picture(canvas), 0).mean(axis=2)
        sky = luma[20:60, 60:180]
        crest = luma[120:200, 40:110].min(axis=0)
        assert np.median(crest) < sky.mean() - 60
        assert sky.min() > sky.mean() - 30

    def test_pastel_lifts_the_blacks(self, styled: dict[str, NDArray[np.uint8]]) -> None:
        assert np.percentile(styled["pastel"], 2) > np.percentile(styled["cinematic"], 2) + 20


class TestStocks:
    @pytest.mark.parametrize("stock", STOCKS)
    def test_same_frame_and_index_give_the_same_bits(
        self, stock: Stock, filmed: dict[str, NDArray[np.uint8]]
    ) -> None:
        again = Grade(CANVAS, seed=3, stock=stock)
        again.apply(picture(), 9)
        np.testing.assert_array_equal(again.apply(picture(), 4), filmed[stock])
        assert (again.apply(picture(), 5) != filmed[stock]).any()

    def test_smaller_film_has_more_grain(self) -> None:
        flat = np.full((90, 160, 3), 120, np.uint8)
        noise = [
            float(Grade(CANVAS, vignette=0, stock=stock).apply(flat, 1)[20:70, 30:130].std())
            for stock in ("35mm", "16mm", "8mm")
        ]
        assert noise[0] < noise[1] < noise[2]

    def test_tape_keeps_light_sharper_than_colour(self) -> None:
        canvas = Canvas(320, 180)
        frame = np.full((180, 320, 3), 90, np.uint8)
        frame[:, 160:] = (190, 60, 60)
        played = Grade(canvas, vignette=0, bloom=0, stock="vhs").apply(frame, 2)
        ycc = cv2.cvtColor(played, cv2.COLOR_RGB2YCrCb).astype(float)
        red = ycc[20:160, :, 1].mean(axis=0)
        middle = (red[20:120].mean() + red[200:300].mean()) / 2
        assert (red > middle).argmax() > 160

    def test_a_vintage_print_is_worn_whatever_the_film(self) -> None:
        print_of_8mm = film_for("8mm", is_print=True)
        assert film_for(None, is_print=True) is PRINT
        assert film_for(None, is_print=False) is None
        assert film_for("vhs", is_print=False) is None
        assert print_of_8mm is not None
        assert print_of_8mm.weave_px == FILMS["8mm"].weave_px
        assert print_of_8mm.grain > FILMS["8mm"].grain

    def test_the_picture_stays_where_it_is(self) -> None:
        frame = np.zeros((90, 160, 3), np.uint8)
        frame[35:55, 60:100] = 255
        for stock in STOCKS:
            shown = Grade(CANVAS, vignette=0, bloom=0, stock=stock).apply(frame, 3)
            lit = shown.astype(float).mean(axis=2)
            lit[lit < 100] = 0
            x = (lit.sum(axis=0) * np.arange(160)).sum() / lit.sum()
            y = (lit.sum(axis=1) * np.arange(90)).sum() / lit.sum()
            assert abs(x - 79.5) < 1.5
            assert abs(y - 44.5) < 1.5

    def test_the_spec_decides(self) -> None:
        spec = SceneSpec(setting="mountains", time="day", style="vintage", stock="16mm", seed=3)
        plain = spec.model_copy(update={"style": "cinematic", "stock": None})
        one = grade_for(spec, CANVAS).apply(picture(), 0)
        assert (one != grade_for(plain, CANVAS).apply(picture(), 0)).mean() > 0.9


class TestFocus:
    def test_the_subject_is_sharp_and_the_far_is_not(self) -> None:
        spec = SceneSpec(setting="mountains", time="day", shallow=True)
        focus = focus_for(spec, CANVAS, subject_parallax=0.9)
        assert focus.sigma_px(0.9) == 0
        assert focus.sigma_px(0.05) > focus.sigma_px(0.5) > 0
        assert focus.sigma_px(1.6) > 0
        deep = focus_for(spec.model_copy(update={"shallow": False}), CANVAS, subject_parallax=0.9)
        assert deep.sigma_px(0.0) == 0

    def test_an_edge_takes_no_colour_from_what_is_not_painted(self) -> None:
        sheet = np.zeros((60, 80, 4), np.float32)
        sheet[:, 40:] = (0.8, 0.4, 0.2, 1)
        blurred = soften(sheet, 4.0)
        seen = blurred[..., 3] > 0.02
        np.testing.assert_allclose(
            blurred[seen][:, :3], np.broadcast_to((0.8, 0.4, 0.2), (seen.sum(), 3)), atol=0.02
        )
        assert 0.3 < blurred[30, 40, 3] < 0.7

    def test_a_whole_sheet_stays_whole(self) -> None:
        sheet = np.full((40, 60, 4), 255, np.uint8)
        sheet[..., :3] = np.arange(60, dtype=np.uint8)[None, :, None] * 4
        blurred = soften(sheet, 9.0)
        assert blurred.dtype == np.uint8
        assert blurred[..., 3].min() == 255

    def test_a_sharp_layer_is_untouched(self) -> None:
        sheet = np.random.default_rng(1).random((20, 30, 4)).astype(np.float32)
        np.testing.assert_array_equal(Focus(0.9, 1.0, 1.0).soften(sheet, 0.9), sheet)


class TestMoods:
    def test_each_feels_unlike_every_other(self) -> None:
        toned = {
            mood: Grade(CANVAS, seed=3, mood=mood).apply(picture(), 4).astype(int)
            for mood in (None, *MOODS)
        }
        names = list(toned)
        for number, one in enumerate(names):
            for other in names[number + 1 :]:
                assert np.abs(toned[one] - toned[other]).mean() > 1.5, (one, other)

    def test_joy_is_lighter_and_more_colourful_than_sorrow(self) -> None:
        joy, sorrow = (
            Grade(CANVAS, seed=3, mood=mood).apply(picture(), 4)
            for mood in ("joyful", "melancholic")
        )
        assert joy.mean() > sorrow.mean() + 8
        assert chroma(joy) > 1.3 * chroma(sorrow)

    def test_a_mood_bends_a_style_and_takes_its_place_nowhere(self) -> None:
        noir = grade_for(
            SceneSpec(setting="street", time="night", style="noir", mood="joyful"), CANVAS
        )
        assert chroma(noir.apply(picture(), 4)) < 0.2 * chroma(picture())
