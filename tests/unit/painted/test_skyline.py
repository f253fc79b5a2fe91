"""The skyline: whole frames, lights that live, seeds that compose differently."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.skyline.plan import compose
from kinoloom.generators.painted.settings.skyline.scene import Skyline
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(160, 90), Canvas(90, 160)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"time": "day", "seed": 1} | changes
    return SceneSpec(setting="skyline", **given)


@cache
def scene(canvas: Canvas = WIDE, **changes: Any) -> Skyline:
    return Skyline(spec_of(**changes), canvas, FPS, 48)


def light_of(frame: NDArray[np.uint8]) -> float:
    return float(frame.mean())


@pytest.mark.parametrize("canvas", [WIDE, TALL, Canvas(96, 96), Canvas(168, 72)])
def test_a_frame_is_the_frame_s_size(canvas: Canvas) -> None:
    frame = scene(canvas).frame(0)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous


@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.slow
def test_serves_every_weather(weather: Weather) -> None:
    assert scene(weather=weather).frame(5).std() > 8


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.slow
def test_serves_every_time(time: Time) -> None:
    assert scene(time=time).frame(5).std() > 8


def test_frames_depend_only_on_spec_and_index() -> None:
    first = scene(time="dusk")
    second = Skyline(spec_of(time="dusk"), WIDE, FPS, 48)
    late = first.frame(30)
    first.frame(2)

    assert np.array_equal(late, second.frame(30))
    assert np.array_equal(late, first.frame(30))


def test_seeds_change_the_composition() -> None:
    plans = [compose(spec_of(seed=seed), WIDE) for seed in range(30)]

    assert {plan.side for plan in plans} == {-1, 1}
    assert {plan.landmark for plan in plans} == {"bridge", "wheel", "none"}
    assert {len(plan.downtowns) for plan in plans} == {1, 2}
    assert np.ptp([plan.shore_y_px for plan in plans]) > 0.1 * WIDE.height_px


def test_night_is_darker_than_day_and_has_lights() -> None:
    night = scene(time="night").frame(5)

    assert light_of(night) < 0.6 * light_of(scene().frame(5))
    assert night.max() > 150


def test_something_moves_before_a_camera_that_does_not() -> None:
    still = scene(time="night", move="static")
    change = np.abs(still.frame(0).astype(int) - still.frame(20)).max(axis=2)

    assert (change > 6).mean() > 0.01


def test_snow_whitens_the_promenade() -> None:
    walker = (Subject(noun="woman", action="walk"),)
    bare, white = (scene(subjects=walker, weather=w).frame(5) for w in ("cloudy", "snow"))

    assert light_of(white[-12:]) > 1.15 * light_of(bare[-12:])


@pytest.mark.parametrize(
    "subject",
    [
        Subject(noun="woman", action="walk"),
        Subject(noun="sailboat", action="float"),
        Subject(noun="car", action="fly"),
        Subject(noun="car", action="drive"),
    ],
)
def test_subjects_appear(subject: Subject) -> None:
    alone = scene(move="static").frame(24)
    seen = scene(move="static", subjects=(subject,)).frame(24)

    assert (np.abs(seen.astype(int) - alone).max(axis=2) > 12).mean() > 0.003


def test_neon_lights_the_towers() -> None:
    plain, neon = scene(time="night").frame(5), scene(time="night", style="neon").frame(5)
    assert not np.array_equal(plain, neon)
    assert compose(spec_of(style="neon"), WIDE).is_neon


def test_a_bridge_that_is_asked_for_is_there() -> None:
    for seed in range(12):
        plan = compose(spec_of(seed=seed, subjects=(Subject(noun="bridge"),)), WIDE)
        assert plan.landmark == "bridge"
