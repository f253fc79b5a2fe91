"""Waterfalls and rivers: water that moves, seeds that compose differently, every time served."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.falls.bends import course_of
from kinoloom.generators.painted.settings.falls.gorge import gorge_of
from kinoloom.generators.painted.settings.falls.lips import lip_line
from kinoloom.generators.painted.settings.falls.scene import Falls
from kinoloom.generators.painted.settings.mountains.vista import compose
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(96, 54), Canvas(54, 96)
FPS = Fraction(24)
SETTINGS = ("waterfall", "river")
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": "waterfall", "time": "day", "seed": 1, "move": "static"}
    return SceneSpec(**(given | changes))


def frame_of(index: int = 5, canvas: Canvas = WIDE, **changes: Any) -> NDArray[np.uint8]:
    return Falls(spec_of(**changes), canvas, FPS, 48).frame(index)


@pytest.fixture(scope="module", params=SETTINGS)
def day(request: pytest.FixtureRequest) -> tuple[str, Falls]:
    return request.param, Falls(spec_of(setting=request.param), WIDE, FPS, 48)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("canvas", [WIDE, TALL, Canvas(60, 60), Canvas(126, 54)])
def test_a_frame_is_the_frame_s_size(setting: str, canvas: Canvas) -> None:
    frame = frame_of(setting=setting, canvas=canvas)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 10


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.slow
def test_serves_every_weather(setting: str, weather: Weather) -> None:
    assert frame_of(setting=setting, weather=weather).std() > 6


@pytest.mark.parametrize("setting", SETTINGS)
def test_nights_are_darker_than_days(setting: str) -> None:
    light = {time: frame_of(setting=setting, time=time).mean() for time in TIMES}

    assert light["night"] < 0.6 * light["day"]
    assert light["dusk"] < light["day"]


def test_frames_depend_only_on_spec_and_index(day: tuple[str, Falls]) -> None:
    setting, scene = day
    late = scene.frame(30)
    scene.frame(2)

    assert np.array_equal(late, frame_of(30, setting=setting))
    assert np.array_equal(late, scene.frame(30))


def test_water_moves_before_a_still_camera(day: tuple[str, Falls]) -> None:
    _, scene = day
    moved = np.abs(scene.frame(0).astype(int) - scene.frame(24).astype(int)).max(axis=2) > 10

    assert moved.mean() > 0.03


@pytest.mark.parametrize("setting", SETTINGS)
def test_seeds_are_different_pictures(setting: str) -> None:
    first = frame_of(setting=setting, seed=3).astype(int)
    other = frame_of(setting=setting, seed=4).astype(int)

    assert np.abs(first - other).mean() > 12


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_subject_is_seen(setting: str) -> None:
    hiker = (Subject(noun="hiker"),)
    there = frame_of(setting=setting, seed=2, subjects=hiker).astype(int)
    canoe = frame_of(setting=setting, seed=2, subjects=(Subject(noun="canoe"),)).astype(int)

    assert np.abs(there - canoe).max(axis=2).mean() > 3


def test_snow_whitens_the_banks() -> None:
    green, white = frame_of(setting="river"), frame_of(setting="river", season="winter")

    assert white[-20:].mean() > green[-20:].mean()


def test_falls_come_broad_and_tall() -> None:
    gorges = [
        gorge_of(spec_of(seed=seed), WIDE, compose(spec_of(seed=seed), WIDE)) for seed in range(12)
    ]

    assert {gorge.is_broad for gorge in gorges} == {True, False}
    for gorge in gorges:
        assert all(chute.lip_y_px < chute.foot_y_px for chute in gorge.chutes)


def test_a_river_narrows_toward_the_distance() -> None:
    spec = spec_of(setting="river")
    course = course_of(spec, WIDE, compose(spec, WIDE))

    assert course.half_px[-1] > 4 * course.half_px[1]


@pytest.mark.parametrize("noun", ["bridge", "wooden bridge", "rope bridge"])
def test_a_bridge_spans_the_river_when_asked(noun: str) -> None:
    plain = frame_of(setting="river").astype(int)
    crossed = frame_of(setting="river", subjects=(Subject(noun=noun),)).astype(int)

    assert (np.abs(crossed - plain).max(axis=2) > 24).mean() > 0.02


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_rainbow_stands_there_when_asked(setting: str) -> None:
    plain = frame_of(setting=setting).astype(int)
    arched = frame_of(setting=setting, subjects=(Subject(noun="rainbow"),)).astype(int)

    assert np.abs(arched - plain).max() > 12


def test_no_lip_is_a_straight_line() -> None:
    canvas = Canvas(640, 360)
    xs = np.arange(canvas.paint_width_px, dtype=np.float32)
    for seed in range(8):
        spec = spec_of(seed=seed)
        chute = gorge_of(spec, canvas, compose(spec, canvas)).chutes[0]
        inside = np.abs(xs - chute.x_px) < chute.half_px
        lip = lip_line(chute, xs, canvas.unit, seed)[inside]
        straight = np.polyval(np.polyfit(xs[inside], lip, 1), xs[inside])

        assert np.abs(lip - straight).max() > 0.05 * chute.half_px


def test_only_a_broad_fall_is_parted_by_rocks() -> None:
    for seed in range(12):
        gorge = gorge_of(spec_of(seed=seed), WIDE, compose(spec_of(seed=seed), WIDE))

        assert bool(gorge.chutes[0].islands) == gorge.is_broad


def sharpness(frame: NDArray[np.uint8]) -> float:
    return float(np.abs(np.diff(frame.astype(int), axis=1)).mean())


def test_a_shallow_focus_softens_the_fall_behind_whom_it_is_about() -> None:
    canvas, hiker = Canvas(160, 90), (Subject(noun="hiker"),)
    sharp = frame_of(canvas=canvas, subjects=hiker)[:45]
    soft = frame_of(canvas=canvas, subjects=hiker, shallow=True)[:45]

    assert sharpness(soft) < 0.7 * sharpness(sharp)


def test_a_shallow_focus_is_on_the_fall_where_nobody_stands() -> None:
    canvas = Canvas(160, 90)
    sharp, soft = (frame_of(canvas=canvas, shallow=shallow)[:45] for shallow in (False, True))

    assert sharpness(soft) > 0.8 * sharpness(sharp)


@pytest.mark.parametrize("weather", ["fog", "cloudy"])
def test_a_river_is_darker_than_a_pale_sky(weather: Weather) -> None:
    spec = spec_of(setting="river", weather=weather)
    course = course_of(spec, WIDE, compose(spec, WIDE))
    frame = frame_of(setting="river", weather=weather)
    row = WIDE.height_px - 4
    place = row + WIDE.margin_y_px - course.first_row
    middle, half = course.middle_px[place] - WIDE.margin_x_px, 0.5 * course.half_px[place]
    water = frame[row, max(0, int(middle - half)) : int(middle + half)]

    assert water.size
    assert water.mean() < 0.85 * frame[: WIDE.height_px // 3].mean()
