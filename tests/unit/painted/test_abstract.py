"""Abstract shots: five forms, their words and colours, and loops without a seam."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.abstract.palette import FORMS, Form, form_of, palette_for
from kinoloom.generators.painted.settings.abstract.scene import Abstract
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(160, 90), Canvas(90, 160)
FPS = Fraction(24)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"time": "night", "seed": 1} | changes
    return SceneSpec(setting="abstract", **given)


def formed(form: Form, **changes: Any) -> SceneSpec:
    return spec_of(subjects=(Subject(noun=form),), **changes)


def frame_of(index: int = 5, canvas: Canvas = WIDE, **changes: Any) -> NDArray[np.uint8]:
    return Abstract(spec_of(**changes), canvas, FPS, 48).frame(index)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_moves_under_a_static_camera(form: Form) -> None:
    scene = Abstract(formed(form, move="static"), WIDE, FPS, 48)
    change = np.abs(scene.frame(0).astype(int) - scene.frame(40)).max(axis=2)

    assert scene.form == form
    assert (change > 12).sum() > 100


@pytest.mark.parametrize("form", FORMS)
def test_a_loop_has_no_seam(form: Form) -> None:
    spec = formed(form, move="static", loop=True, style="poster")
    scene = Abstract(spec, WIDE, FPS, 48)
    frames = [scene.frame(index).astype(int) for index in (46, 47, 0)]
    step = np.abs(frames[1] - frames[0]).mean()
    seam = np.abs(frames[2] - frames[1]).mean()

    assert seam < 1.6 * step + 0.5


@pytest.mark.parametrize("canvas", [TALL, Canvas(96, 96), Canvas(168, 72)])
def test_a_frame_is_the_frame_s_size(canvas: Canvas) -> None:
    frame = frame_of(canvas=canvas)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous


@pytest.mark.parametrize("weather", get_args(Weather))
@pytest.mark.slow
def test_serves_every_weather(weather: Weather) -> None:
    assert frame_of(weather=weather).std() > 4


@pytest.mark.parametrize("time", get_args(Time))
@pytest.mark.slow
def test_serves_every_time(time: Time) -> None:
    assert frame_of(time=time).std() > 4


def test_frames_depend_only_on_spec_and_index() -> None:
    for form in FORMS:
        first = Abstract(formed(form), WIDE, FPS, 48)
        second = Abstract(formed(form), WIDE, FPS, 48)
        late = first.frame(30)
        first.frame(2)

        assert np.array_equal(late, second.frame(30))
        assert np.array_equal(late, first.frame(30))


def test_night_is_darker_than_day() -> None:
    for form in FORMS:
        shots = [
            Abstract(formed(form, time=time), WIDE, FPS, 48).frame(3) for time in ("night", "day")
        ]
        assert shots[0].mean() < 0.8 * shots[1].mean()


def test_seeds_choose_form_and_colours() -> None:
    specs = [spec_of(seed=seed) for seed in range(40)]

    assert {form_of(spec) for spec in specs} == set(FORMS)
    assert len({palette_for(spec).ground.tobytes() for spec in specs}) >= 3


def test_a_form_can_be_ruled_out() -> None:
    for seed in range(20):
        assert form_of(spec_of(seed=seed, without=("particles", "bokeh"))) in (
            "ink",
            "silk",
            "liquid",
        )


def test_the_subject_s_colour_is_the_picture_s() -> None:
    for form in FORMS:
        subject = Subject(noun=form, colour="#ff1010")
        frame = Abstract(spec_of(subjects=(subject,)), WIDE, FPS, 48).frame(5)
        means = frame.reshape(-1, 3).mean(axis=0)
        assert means[0] > means[2]


def test_a_thing_is_shown() -> None:
    empty = frame_of(seed=5).astype(int)
    shown = frame_of(seed=5, subjects=(Subject(noun="astronaut"),)).astype(int)
    assert (np.abs(shown - empty).max(axis=2) > 40).sum() > 150


@pytest.mark.parametrize("form", ["silk", "swarm"])
def test_a_shallow_lens_is_sharp_in_the_middle_only(form: Form) -> None:
    canvas = Canvas(640, 360)
    sharp, soft = (
        Abstract(formed(form, shallow=shallow, move="static"), canvas, FPS, 48).frame(5).astype(int)
        for shallow in (False, True)
    )
    away = np.abs(sharp - soft).max(axis=2)
    assert away[165:195, 300:340].mean() < 1.5
    assert away[:60].mean() + away[-60:].mean() > 2 * away[165:195, 300:340].mean()


def test_behind_a_subject_everything_is_soft() -> None:
    subjects = (Subject(noun="robot"), Subject(noun="bokeh"))
    canvas = Canvas(640, 360)
    frames = [
        Abstract(spec_of(subjects=subjects, shallow=shallow, move="static"), canvas, FPS, 48)
        .frame(5)[:80]
        .astype(int)
        for shallow in (False, True)
    ]
    edges = [np.abs(np.diff(one, axis=1)).mean() for one in frames]
    assert edges[1] < edges[0]
