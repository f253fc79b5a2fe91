"""The highway: who is named is the hero in its colour, the road rushes, dashes close a loop."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.highway.lens import Course, Lens
from kinoloom.generators.painted.settings.highway.models import vehicle
from kinoloom.generators.painted.settings.highway.plan import compose, kind_of
from kinoloom.generators.painted.settings.highway.scene import Highway
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(96, 54), Canvas(54, 96)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)
RED_CAR = Subject(noun="racing car", action="drive", colour="#d01010")


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": "highway", "time": "day", "seed": 3}
    return SceneSpec(**(given | changes))


def frame_of(index: int = 5, canvas: Canvas = WIDE, **changes: Any) -> NDArray[np.uint8]:
    return Highway(spec_of(**changes), canvas, FPS, 24).frame(index)


@pytest.fixture(scope="module")
def day() -> Highway:
    return Highway(spec_of(), WIDE, FPS, 24)


@pytest.mark.parametrize("canvas", [WIDE, TALL])
def test_a_frame_is_the_frame_s_size(canvas: Canvas) -> None:
    frame = frame_of(canvas=canvas)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 10


@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.slow
def test_serves_every_weather(weather: Weather) -> None:
    assert frame_of(weather=weather).std() > 6


def test_nights_are_darker_than_days() -> None:
    light = {time: frame_of(time=time).mean() for time in ("day", "night")}

    assert light["night"] < 0.6 * light["day"]


def test_frames_depend_only_on_spec_and_index(day: Highway) -> None:
    late = day.frame(20)
    day.frame(2)

    assert np.array_equal(late, day.frame(20))
    assert np.array_equal(late, frame_of(20))


def test_the_road_rushes_below_the_horizon(day: Highway) -> None:
    step = np.abs(day.frame(4).astype(int) - day.frame(6).astype(int)).max(axis=2)

    assert (step[30:] > 10).mean() > (step[:18] > 10).mean()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_named_car_is_seen_in_its_colour(seed: int) -> None:
    frame = frame_of(seed=seed, subjects=(RED_CAR,), move="push_in").astype(int)
    is_red = (frame[..., 0] > 90) & (frame[..., 0] > 1.8 * frame[..., 1])

    assert is_red.mean() > 0.009


def test_seeds_compose_differently() -> None:
    plans = [compose(spec_of(seed=seed), WIDE) for seed in range(24)]

    assert len({plan.view for plan in plans}) >= 5
    assert len({plan.terrain for plan in plans}) == 5


def test_a_loop_closes() -> None:
    scene = Highway(spec_of(loop=True), WIDE, FPS, 24)
    frames = [scene.frame(k).astype(int) for k in (0, 1, 2, 22, 23)]
    seam = np.abs(frames[4] - frames[0]).mean()
    steps = [np.abs(frames[k] - frames[k + 1]).mean() for k in (0, 1, 3)]

    assert seam < 1.5 * max(steps)


def test_what_stands_behind_a_crest_is_hidden() -> None:
    course = Course(roll_m=5.0, roll_wave_m=40.0)
    lens = Lens(500.0, 320.0, 180.0, 2.0, 0.0, 0.0, 0.0, course, 360)
    rows = lens.rows()
    seen = rows.depth_m[rows.cover > 0]
    floor = lens.floor_y_px(np.array([310.0]))
    foot = lens.seen(np.array([0.0]), np.array([310.0]))[0, 1]

    assert (np.diff(seen) <= 0).all()
    assert foot > floor[0]


@pytest.mark.parametrize("kind", ["saloon", "sports", "lorry", "motorcycle", "bicycle"])
def test_wheels_touch_the_road(kind: str) -> None:
    mesh = vehicle(kind, (0.5, 0.1, 0.1)).posed(0.3)

    assert abs(float(mesh.points[:, 1].min())) < 0.02
    assert np.isfinite(mesh.normals).all()


def test_nouns_become_models() -> None:
    assert kind_of(Subject(noun="cyclist", action="cycle")) == "bicycle"
    assert kind_of(Subject(noun="racing car")) == "sports"
    assert kind_of(Subject(noun="dog")) is None
