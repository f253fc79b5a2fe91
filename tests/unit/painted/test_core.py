"""The painted room's core: noise, colour, canvas, camera, layers and grade."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinoloom.generators.painted.easel import colour
from kinoloom.generators.painted.easel.camera import NEAREST_PARALLAX, CameraMove, Pose, move_for
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.grade import Grade
from kinoloom.generators.painted.easel.layer import Layer, Shear, add_spots, blit, over, place
from kinoloom.generators.painted.easel.noise import fbm, fbm_image, hash01, smoothstep
from kinoloom.generators.painted.settings import PAINTERS
from kinoloom.generators.painted.spec import Move, SceneSpec, SettingName, Style

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANVAS = Canvas(96, 54)


def _spec(move: Move = "truck_right", *, motion: float = 0.5) -> SceneSpec:
    return SceneSpec(setting="desert", time="day", move=move, motion=motion)


def _square(x_px: int, y_px: int, size_px: int) -> NDArray[np.float32]:
    sheet = np.zeros((CANVAS.paint_height_px, CANVAS.paint_width_px, 4), np.float32)
    sheet[y_px : y_px + size_px, x_px : x_px + size_px] = 1
    return sheet


class TestNoise:
    # The first call compiles the kernel.
    @settings(deadline=None)
    @given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.integers(0, 2**31))
    def test_hash_stays_within_0_and_1(self, i: int, j: int, seed: int) -> None:
        assert 0 <= hash01(i, j, seed) <= 1

    @given(st.floats(-500, 500), st.floats(-500, 500))
    @settings(max_examples=50, deadline=None)
    def test_fbm_is_continuous(self, x: float, y: float) -> None:
        assert abs(fbm(x, y, 3, 7) - fbm(x + 1e-5, y, 3, 7)) < 1e-3

    def test_smoothstep_runs_both_ways(self) -> None:
        assert smoothstep(0.0, 1.0, 0.5) == pytest.approx(0.5)
        assert smoothstep(1.0, 0.0, 0.9) < 0.1

    def test_an_image_is_the_same_place_at_every_size(self) -> None:
        small = fbm_image(20, 10, scale_x_px=8, scale_y_px=8, octaves=3, seed=5)
        large = fbm_image(40, 20, scale_x_px=16, scale_y_px=16, octaves=3, seed=5)
        np.testing.assert_allclose(large[::2, ::2], small, atol=1e-6)
        assert small.min() >= 0
        assert small.max() <= 1


class TestColour:
    def test_rgb_reads_hex_and_refuses_the_rest(self) -> None:
        np.testing.assert_allclose(colour.rgb("#ff8000"), [1, 128 / 255, 0], atol=1e-6)
        with pytest.raises(ValueError, match="#rrggbb"):
            colour.rgb("#fff")

    def test_linear_and_back_is_identity(self) -> None:
        values = np.linspace(0, 1, 33, dtype=np.float32)
        np.testing.assert_allclose(colour.to_srgb(colour.to_linear(values)), values, atol=1e-5)

    def test_ramp_hits_its_stops(self) -> None:
        stops = [(0.0, "#102030"), (1.0, "#fff0a0")]
        shades = colour.ramp(stops, 9)
        np.testing.assert_allclose(shades[0], colour.rgb("#102030"), atol=2e-3)
        np.testing.assert_allclose(shades[-1], colour.rgb("#fff0a0"), atol=2e-3)

    def test_gradient_starts_and_ends_where_it_is_told(self) -> None:
        picture = colour.vertical_gradient([(0, "#000000"), (1, "#ffffff")], 20, 4, 5, 15)
        assert picture.shape == (20, 4, 3)
        assert picture[:6].max() < 0.01
        assert picture[15:].min() > 0.99


class TestCanvas:
    def test_paint_is_a_fifth_larger_than_the_frame(self) -> None:
        canvas = Canvas(1920, 1080)
        assert (canvas.paint_width_px, canvas.paint_height_px) == (2304, 1296)
        assert (canvas.margin_x_px, canvas.margin_y_px) == (192, 108)

    @pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (1080, 1080)])
    def test_unit_follows_the_shorter_side(self, width: int, height: int) -> None:
        assert Canvas(width, height).unit == pytest.approx(1.0)

    def test_glow_is_brightest_at_its_centre(self) -> None:
        light = CANVAS.glow(40, 20, 12)
        assert light[20, 40] == pytest.approx(1.0)
        assert light[20, 52] == pytest.approx(np.exp(-1), abs=1e-3)


class TestCamera:
    @pytest.mark.parametrize("move", get_args(Move))
    @pytest.mark.parametrize("motion", [0.0, 1.0])
    def test_no_move_shows_the_edge_of_the_paint(self, move: Move, motion: float) -> None:
        canvas = Canvas(1920, 1080)
        path = move_for(_spec(move, motion=motion), canvas, 8.0)
        for u in np.linspace(0, 1, 21):
            pose = path.pose(float(u))
            assert pose.zoom >= 1
            for parallax in (0.0, 0.5, NEAREST_PARALLAX):
                left, top, _ = place(0, 0, parallax, pose, canvas)
                right, bottom, _ = place(
                    canvas.paint_width_px, canvas.paint_height_px, parallax, pose, canvas
                )
                assert left <= 0
                assert top <= 0
                assert right >= canvas.width_px
                assert bottom >= canvas.height_px

    def test_a_static_camera_stands_still(self) -> None:
        path = move_for(_spec("static"), CANVAS, 3.0)
        assert path.pose(0.0) == path.pose(0.7) == Pose(0, 0, 1)

    def test_ends_are_reached(self) -> None:
        path = CameraMove(Pose(-5, 0, 1), Pose(5, 2, 1.1))
        assert path.pose(0.0) == path.start
        assert path.pose(1.0).x_px == pytest.approx(5)


class TestLayer:
    def test_a_still_camera_shows_the_paint_within_the_margins(self) -> None:
        frame = np.zeros((CANVAS.height_px, CANVAS.width_px, 3), np.uint8)
        layer = Layer(_square(CANVAS.margin_x_px + 30, CANVAS.margin_y_px + 20, 10), 0.5)
        layer.draw(frame, Pose(0, 0, 1), CANVAS)
        assert frame[20:30, 30:40].min() == 255
        assert frame[:20].max() == 0
        assert frame[:, 40:].max() == 0

    def test_an_empty_layer_draws_nothing(self) -> None:
        frame = np.full((CANVAS.height_px, CANVAS.width_px, 3), 7, np.uint8)
        Layer(np.zeros((10, 10, 4), np.float32), 1.0).draw(frame, Pose(0, 0, 1), CANVAS)
        assert (frame == 7).all()

    @given(
        st.floats(-8, 8), st.floats(-4, 4), st.floats(1, 1.1), st.integers(30, 80),
        st.booleans(),
    )  # fmt: skip
    @settings(max_examples=30, deadline=None)
    def test_what_stands_on_a_layer_moves_with_it(
        self, x: float, y: float, zoom: float, column: int, is_ground: bool
    ) -> None:
        """A spot painted on a plane is where `place` says, on flat layers and on grounds."""
        row, size = 44, 5
        shear = Shear(30.0, float(CANVAS.paint_height_px), 0.2, 1.2) if is_ground else None
        layer = Layer(_square(column, row, size), 0.6, shear=shear)
        frame = np.zeros((CANVAS.height_px, CANVAS.width_px, 3), np.uint8)
        pose = Pose(x, y, zoom)
        layer.draw(frame, pose, CANVAS)
        middle_x, middle_y = column + (size - 1) / 2, row + (size - 1) / 2
        parallax = shear.parallax_at(middle_y) if shear else 0.6
        expected_x, expected_y, _ = place(middle_x, middle_y, parallax, pose, CANVAS)
        ys, xs = np.mgrid[: CANVAS.height_px, : CANVAS.width_px]
        weight = frame[..., 0].astype(float)
        assert (xs * weight).sum() / weight.sum() == pytest.approx(expected_x, abs=0.35)
        assert (ys * weight).sum() / weight.sum() == pytest.approx(expected_y, abs=0.35)

    def test_over_cuts_off_what_is_outside(self) -> None:
        sprite = np.full((6, 6, 4), 255, np.uint8)
        for x, y in itertools.product((-3, 8), (-3, 8)):
            frame = np.zeros((10, 10, 3), np.uint8)
            over(frame, sprite, y, x)
            assert frame.max() == 255
        frame = np.zeros((10, 10, 3), np.uint8)
        over(frame, sprite, 40, 40)
        assert frame.max() == 0

    def test_blit_between_pixels_shares_the_light(self) -> None:
        frame = np.zeros((12, 12, 3), np.uint8)
        blit(frame, np.full((4, 4, 4), 255, np.uint8), 3.5, 4.0)
        assert abs(int(frame[5, 3, 0]) - 128) <= 8
        assert frame[5, 5, 0] == 255

    def test_spots_only_add_light(self) -> None:
        frame = np.full((20, 20, 3), 60, np.uint8)
        one = np.array([10.0], np.float32)
        add_spots(frame, one, one, one * 0.3, np.ones(3, np.float32), one * 0.08)
        assert frame.min() == 60
        assert frame[10, 10, 0] > 200


class TestGrade:
    def test_same_frame_and_index_give_the_same_bits(self) -> None:
        frame = np.full((54, 96, 3), 120, np.uint8)
        grade = Grade(CANVAS, seed=3)
        first = grade.apply(frame, 5)
        assert (first == Grade(CANVAS, seed=3).apply(frame, 5)).all()
        assert (first != grade.apply(frame, 6)).any()
        assert (frame == 120).all()

    def test_corners_darken_and_bright_light_spills(self) -> None:
        frame = np.full((54, 96, 3), 90, np.uint8)
        frame[20:34, 40:56] = 255
        graded = Grade(CANVAS, vignette=0.6, bloom=1.0, threshold=0.6, contrast=0.0).apply(frame, 0)
        assert graded[:4, :4].mean() < graded[2:6, 44:52].mean()
        assert graded[17:19, 44:52].mean() > 110


def test_every_setting_has_a_scene() -> None:
    assert PAINTERS.keys() == set(get_args(SettingName))


@pytest.mark.parametrize("style", [style for style in get_args(Style) if style != "cinematic"])
def test_a_style_is_a_film_stock(style: Style) -> None:
    canvas = Canvas(160, 90)
    picture = np.random.default_rng(3).integers(0, 255, (90, 160, 3), np.uint8)
    plain = Grade(canvas).apply(picture, 0).astype(int)
    styled = Grade(canvas, style=style).apply(picture, 0).astype(int)
    assert np.abs(plain - styled).mean() > 4
    if style == "noir":
        assert np.abs(styled[..., 0] - styled[..., 2]).max() <= 1
