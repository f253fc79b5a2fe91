"""Stages: whole frames, beams and crowd that move, a subject in the key light."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.stage.plan import plan_for
from kinoloom.generators.painted.settings.stage.scene import Stage
from kinoloom.generators.painted.settings.stage.screen import beat_at
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(160, 90), Canvas(90, 160)
FPS = Fraction(24)
SINGER = (Subject(noun="singer", colour="#f03030"),)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"time": "night", "seed": 1} | changes
    return SceneSpec(setting="stage", **given)


def frame_of(index: int = 5, canvas: Canvas = WIDE, **changes: Any) -> NDArray[np.uint8]:
    return Stage(spec_of(**changes), canvas, FPS, 48).frame(index)


@pytest.fixture(scope="module")
def still() -> Stage:
    return Stage(spec_of(move="static", subjects=SINGER), WIDE, FPS, 48)


@pytest.mark.parametrize("canvas", [TALL, Canvas(96, 96), Canvas(168, 72)])
def test_a_frame_is_the_frame_s_size(canvas: Canvas) -> None:
    frame = frame_of(canvas=canvas)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 8


@pytest.mark.parametrize("weather", get_args(Weather))
@pytest.mark.slow
def test_serves_every_weather(weather: Weather) -> None:
    assert frame_of(weather=weather).std() > 8


@pytest.mark.parametrize("time", get_args(Time))
@pytest.mark.slow
def test_serves_every_time(time: Time) -> None:
    assert frame_of(time=time).std() > 8


def test_frames_depend_only_on_spec_and_index(still: Stage) -> None:
    late = still.frame(30)
    still.frame(2)
    other = Stage(spec_of(move="static", subjects=SINGER), WIDE, FPS, 48)

    assert np.array_equal(late, other.frame(30))
    assert np.array_equal(late, still.frame(30))


def test_beams_and_crowd_move_under_a_static_camera(still: Stage) -> None:
    change = np.abs(still.frame(0).astype(int) - still.frame(20)).max(axis=2) > 16

    assert change[:45].sum() > 40
    assert change[72:].sum() > 20


def test_night_is_darker_than_day() -> None:
    assert frame_of(seed=3).mean() < frame_of(seed=3, time="day").mean()


def test_snow_lies_on_an_open_stage() -> None:
    wet = frame_of(seed=3, time="day", weather="rain")
    white = frame_of(seed=3, time="day", weather="snow")
    assert white[58:70].mean() > wet[58:70].mean() + 10


def test_weather_puts_the_stage_in_the_open() -> None:
    for seed in range(10):
        assert plan_for(spec_of(seed=seed, weather="rain"), WIDE).is_open_air
        assert plan_for(spec_of(seed=seed, time="day"), WIDE).is_open_air


def test_seeds_change_the_stage() -> None:
    plans = [plan_for(spec_of(seed=seed), WIDE) for seed in range(40)]

    assert {plan.kind for plan in plans} == {"concert", "theatre", "talk"}
    assert {plan.is_open_air for plan in plans} == {True, False}
    assert {plan.screen for plan in plans} == set(range(5))
    assert len({float(plan.palette[0, 0]) for plan in plans}) >= 4


@pytest.mark.parametrize("canvas", [WIDE, TALL])
def test_the_subject_is_seen(canvas: Canvas) -> None:
    empty = frame_of(canvas=canvas, seed=12).astype(int)
    sung = frame_of(canvas=canvas, seed=12, subjects=SINGER).astype(int)
    red = (sung[..., 0] - sung[..., 2]) - (empty[..., 0] - empty[..., 2])

    assert (red > 50).sum() > 0.002 * red.size


@pytest.mark.parametrize("effect", ["confetti", "sparks", "smoke"])
def test_effects_are_seen(effect: str) -> None:
    plain = frame_of(seed=12).astype(int)
    rich = frame_of(seed=12, effects=(effect,)).astype(int)
    assert (np.abs(rich - plain).max(axis=2) > 10).sum() > 20


def test_beats_do_not_flash() -> None:
    levels = np.array([beat_at(index / 24, 1.3) for index in range(72)])

    assert levels.min() >= 0
    assert levels.max() <= 1
    assert np.abs(np.diff(levels)).max() < 0.55


def test_a_shallow_lens_softens_what_moves_behind_the_stage() -> None:
    sharp, soft = (
        frame_of(canvas=Canvas(480, 270), seed=9, shallow=shallow, move="static")
        for shallow in (False, True)
    )
    wall = np.s_[60:150]
    edges = [np.abs(np.diff(one[wall].astype(int), axis=1)).mean() for one in (sharp, soft)]
    assert edges[1] < 0.8 * edges[0]
