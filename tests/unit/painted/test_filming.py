"""What a lens and a composition change: focus, sizes, the camera's way, where the light stands."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from kinoloom.generators.painted.air.sun_place import sun_aside
from kinoloom.generators.painted.cast.blocking import nearness_of
from kinoloom.generators.painted.easel.camera import Pose, move_for
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.focus import Focus, focus_for
from kinoloom.generators.painted.easel.layer import Layer, Shear
from kinoloom.generators.painted.parse import read_prompt
from kinoloom.generators.painted.settings.mountains.birds import birds_wanted
from kinoloom.generators.painted.spec import SceneSpec

CANVAS = Canvas(320, 180)
PLAIN = SceneSpec(setting="mountains", time="day")
LENS = Focus(1.0, 1.0, 1.0)


def stripes(*, whole: bool = True) -> NDArray[np.uint8]:
    """Hard stripes over a canvas, or over its middle only."""
    sheet = np.zeros((CANVAS.paint_height_px, CANVAS.paint_width_px, 4), np.uint8)
    sheet[..., 3] = 255
    sheet[:, ::16, :3] = 255
    if not whole:
        sheet[:60] = sheet[150:] = 0
    return sheet


def seen(layer: Layer) -> NDArray[np.uint8]:
    """The layer on a black frame."""
    frame = np.zeros((CANVAS.height_px, CANVAS.width_px, 3), np.uint8)
    layer.draw(frame, Pose(0, 0, 1), CANVAS)
    return frame


class TestFocus:
    def test_a_far_layer_is_soft_and_the_subjects_is_not(self) -> None:
        far, near = Layer(stripes(), 0.05), Layer(stripes(), 1.0)
        before = seen(near)
        LENS.see(far, near, None)
        np.testing.assert_array_equal(seen(near), before)
        assert seen(far).std() < 0.5 * before.std()

    def test_without_a_shallow_lens_nothing_changes(self) -> None:
        layer = Layer(stripes(), 0.05)
        before = seen(layer)
        focus_for(PLAIN, CANVAS, subject_parallax=1.0).see(layer)
        np.testing.assert_array_equal(seen(layer), before)

    def test_a_ground_is_sharp_where_the_subject_stands(self) -> None:
        ground = Shear(0.0, float(CANVAS.paint_height_px), 0.0, 1.0)
        layer = Layer(stripes(), 1.0, shear=ground)
        LENS.see(layer)
        rows = seen(layer).astype(float)[..., 0].std(axis=1)
        assert rows[-20] > 2 * rows[20]

    def test_a_thing_spreads_beyond_its_edges_and_stays_in_place(self) -> None:
        image, left, top = LENS.spread(stripes(whole=False)[60:150], 0.0)
        assert left == 0, "it is cut at the sides"
        assert top == 0
        thing = np.zeros((40, 40, 4), np.uint8)
        thing[10:30, 10:30] = 255
        image, left, top = LENS.spread(thing, 0.0)
        assert left == top > 10
        rows, columns = np.nonzero(image[..., 3])
        assert abs(rows.mean() - top - 19.5) < 0.5
        assert abs(columns.mean() - left - 19.5) < 0.5
        assert (image[..., :3] <= image[..., 3:]).all()


class TestSizes:
    def test_a_wide_lens_shows_less_of_whom_it_sees_and_a_macro_more(self) -> None:
        wide, macro = (
            nearness_of(PLAIN.model_copy(update={"lens": lens})) for lens in ("wide", "macro")
        )
        assert wide < nearness_of(PLAIN) == 1 < macro

    def test_a_portrait_is_closer(self) -> None:
        assert nearness_of(PLAIN.model_copy(update={"shallow": True})) > 1.1


class TestSymmetry:
    @pytest.mark.parametrize("move", ["truck_left", "truck_right"])
    def test_the_camera_keeps_to_the_axis(self, move: str) -> None:
        spec = PLAIN.model_copy(update={"move": move, "composition": "symmetrical"})
        path = move_for(spec, CANVAS, 4.0)
        assert path.start.x_px == path.end.x_px == 0
        assert path.end.zoom > path.start.zoom

    def test_the_sun_is_in_the_middle_unless_light_comes_from_a_side(self) -> None:
        assert sun_aside("any", 0.2, "symmetrical") == 0
        assert sun_aside("left", 0.3, "symmetrical") == 0.3


class TestWords:
    def test_birds_are_not_where_the_words_forbid_them(self) -> None:
        assert birds_wanted(PLAIN)
        assert not birds_wanted(PLAIN.model_copy(update={"without": ("bird",)}))

    @pytest.mark.parametrize(
        ("prompt", "word"),
        [
            ("an astronaut walking in a desert in winter", "winter"),
            ("a nebula in space, shallow depth of field", "shallow depth of field"),
        ],
    )
    def test_a_word_that_changes_nothing_is_not_claimed(self, prompt: str, word: str) -> None:
        reading = read_prompt(prompt, seed=1)
        assert word not in reading.used

    def test_a_word_that_does_is(self) -> None:
        reading = read_prompt("a fox in a forest, shallow depth of field", seed=1)
        assert "shallow depth of field" in reading.used
