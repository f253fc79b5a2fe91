"""Parks: whole frames, plans that differ, lamps that burn at night, water for who floats."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.park.plan import compose
from kinoloom.generators.painted.settings.park.scene import Park
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

WIDE, TALL = Canvas(96, 54), Canvas(54, 96)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": "park", "time": "day", "seed": 1} | changes
    return SceneSpec(**given)


def scene(canvas: Canvas = WIDE, **changes: Any) -> Park:
    return Park(spec_of(**changes), canvas, FPS, 48)


@pytest.fixture(scope="module")
def still() -> Park:
    return scene(move="static", motion=1.0)


def test_a_tall_frame_is_the_frame_s_size() -> None:
    frame = scene(TALL).frame(0)

    assert frame.shape == (96, 54, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous


@pytest.mark.parametrize(("weather", "time"), list(zip(WEATHERS, TIMES + TIMES[:2], strict=True)))
@pytest.mark.slow
def test_serves_every_weather_and_time(weather: Weather, time: Time) -> None:
    assert scene(weather=weather, time=time, seed=2).frame(5).std() > 6


def test_frames_depend_only_on_spec_and_index(still: Park) -> None:
    late = still.frame(30)
    still.frame(2)

    assert np.array_equal(late, scene(move="static", motion=1.0).frame(30))
    assert np.array_equal(late, still.frame(30))


def test_the_park_moves_before_a_camera_that_does_not(still: Park) -> None:
    difference = np.abs(still.frame(0).astype(int) - still.frame(20).astype(int)).max(axis=2)

    assert (difference > 6).mean() > 0.02


def test_seeds_change_the_plan() -> None:
    plans = [compose(spec_of(seed=seed), WIDE) for seed in range(30)]

    assert {plan.glade.side for plan in plans} == {-1, 1}
    assert {plan.pond is None for plan in plans} == {True, False}
    assert np.ptp([plan.glade.horizon_y_px for plan in plans]) > 0.06 * WIDE.height_px


def test_lamps_stand_across_the_path_from_benches() -> None:
    for seed in range(10):
        plan = compose(spec_of(seed=seed), WIDE)
        near = {spot.near: spot.hand for spot in plan.benches}
        for lamp in plan.lamps:
            for bench, hand in near.items():
                assert hand != lamp.hand or abs(bench - lamp.near) > 0.1


def test_night_is_darker_than_day(still: Park) -> None:
    assert scene(time="night").frame(0).mean() < 0.6 * still.frame(0).mean()


def test_snow_whitens_the_lawn(still: Park) -> None:
    assert scene(season="winter").frame(0)[-14:].mean() > 1.25 * still.frame(0)[-14:].mean()


def test_who_walks_there_is_seen_and_who_swims_gets_water(still: Park) -> None:
    walked = scene(move="static", motion=1.0, subjects=(Subject(noun="astronaut"),)).frame(10)

    assert (np.abs(walked.astype(int) - still.frame(10)).max(axis=2) > 40).sum() > 30
    swan = spec_of(subjects=(Subject(noun="swan", action="swim"),))
    assert all(compose(swan.model_copy(update={"seed": k}), WIDE).pond for k in range(5))


def test_a_bridge_crosses_the_pond_when_asked() -> None:
    for seed in range(6):
        plan = compose(spec_of(seed=seed, subjects=(Subject(noun="bridge"),)), WIDE)
        assert plan.pond is not None

    crossed = scene(move="static", subjects=(Subject(noun="bridge"),)).frame(0)
    assert crossed.std() > 6


def test_who_sits_on_a_bench_has_one_under_them() -> None:
    man, seat = Subject(noun="man", action="sit"), Subject(noun="bench")
    on_lawn = scene(move="static", seed=2, subjects=(man,)).frame(0).astype(int)
    on_bench = scene(move="static", seed=2, subjects=(man, seat)).frame(0).astype(int)

    changed = np.flatnonzero((np.abs(on_bench - on_lawn).max(axis=2) > 30).any(axis=1))
    assert 0.6 * WIDE.height_px < changed.mean() < 0.98 * WIDE.height_px


@pytest.mark.parametrize("noun", ["lamp", "street lamp"])
def test_lamps_that_are_asked_for_are_the_park_s_own(noun: str, still: Park) -> None:
    asked = scene(move="static", motion=1.0, subjects=(Subject(noun=noun, count=3),))

    assert np.array_equal(asked.frame(3), still.frame(3))
