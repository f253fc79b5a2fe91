"""The sky: any time and weather, in range, told apart at a glance, the same every time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.air.sky import daylight, daylight_of, paint_sky, sights_of
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.spec import SceneSpec, SkyColour, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)
CANVAS = Canvas(96, 54)


def sky_of(time: Time, weather: Weather = "clear", seed: int = 3) -> NDArray[np.float32]:
    return paint_sky(
        CANVAS, time, weather, sun_x_px=80.0, sun_y_px=20.0, horizon_y_px=45.0, seed=seed
    )


def above_horizon(sky: NDArray[np.float32]) -> NDArray[np.float32]:
    return sky[:45].reshape(-1, 3).mean(axis=0)


@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.parametrize("time", TIMES)
def test_fills_the_painted_canvas_with_colours_in_range(time: Time, weather: Weather) -> None:
    sky = sky_of(time, weather)

    assert sky.shape == (CANVAS.paint_height_px, CANVAS.paint_width_px, 3)
    assert sky.dtype == np.float32
    assert np.isfinite(sky).all()
    assert sky.min() >= 0
    assert sky.max() <= 1


def test_same_seed_same_sky_other_seed_other_sky() -> None:
    assert np.array_equal(sky_of("dusk"), sky_of("dusk"))
    assert not np.array_equal(sky_of("dusk", seed=3), sky_of("dusk", seed=4))


def test_day_is_blue_and_dusk_is_warm() -> None:
    red, _, blue = above_horizon(sky_of("day"))
    assert blue > red + 0.15

    low = sky_of("dusk")[36:44].reshape(-1, 3).mean(axis=0)
    assert low[0] > low[2]


def test_night_is_darker_than_any_other_time() -> None:
    night = above_horizon(sky_of("night")).mean()
    assert all(
        above_horizon(sky_of(time)).mean() > 1.4 * night for time in TIMES if time != "night"
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_three_hours_of_a_low_sun_are_told_apart(seed: int) -> None:
    dawn, golden, dusk = (
        above_horizon(sky_of(time, seed=seed)) for time in ("dawn", "golden_hour", "dusk")
    )
    assert dusk.mean() < 0.9 * min(dawn.mean(), golden.mean())
    assert golden[0] / golden[2] > dawn[0] / dawn[2]


@pytest.mark.parametrize("weather", ["rain", "storm", "fog", "snow"])
def test_closed_skies_lose_their_colour(weather: Weather) -> None:
    clear, closed = above_horizon(sky_of("day")), above_horizon(sky_of("day", weather))
    assert np.ptp(closed) < 0.55 * np.ptp(clear)


def test_storm_is_darker_than_rain_and_rain_darker_than_snow() -> None:
    storm, rain, snow = (
        above_horizon(sky_of("day", weather)).mean() for weather in ("storm", "rain", "snow")
    )
    assert storm < rain < snow


def test_families_vary_by_seed() -> None:
    assert all(
        len({daylight(time, "clear", seed).family for seed in range(24)}) > 2 for time in TIMES
    )


def test_a_world_may_have_its_own_sky() -> None:
    mars = daylight("day", "clear", 1, world="mars").sky_rgb.mean(axis=0)
    earth = daylight("day", "clear", 1).sky_rgb.mean(axis=0)
    assert mars[0] > mars[2]
    assert earth[0] < earth[2]


@pytest.mark.parametrize("time", TIMES)
def test_cover_dims_the_key_and_its_shadows(time: Time) -> None:
    clear, rain = daylight(time, "clear", 5), daylight(time, "rain", 5)
    assert sum(rain.key_rgb) < 0.5 * sum(clear.key_rgb)
    assert rain.shadow < clear.shadow
    assert rain.disc == 0


HUES: dict[SkyColour, tuple[float, float, float]] = {
    "red": (1, 0, 0), "pink": (1, 0.3, 0.6), "purple": (0.5, 0, 1), "orange": (1, 0.5, 0),
    "green": (0, 1, 0.3), "blue": (0, 0.4, 1), "teal": (0, 1, 1), "gold": (1, 0.75, 0),
}  # fmt: skip


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("colour", get_args(SkyColour))
def test_a_sky_has_the_colour_that_was_asked_for(colour: SkyColour, time: Time) -> None:
    for weather in ("clear", "rain"):
        plain = daylight(time, weather, 3)
        asked = daylight(time, weather, 3, sky_colour=colour)
        colours = asked.sky_rgb - asked.sky_rgb.mean(axis=1, keepdims=True)
        hue = np.array(HUES[colour]) - np.mean(HUES[colour])

        toward = colours.mean(axis=0) @ hue / np.linalg.norm(colours.mean(axis=0))
        assert toward / np.linalg.norm(hue) > 0.65
        assert asked.sky_rgb.mean() < 1.25 * plain.sky_rgb.mean() + 0.02
        assert sum(asked.key_rgb) <= 1.05 * sum(plain.key_rgb)


def test_a_shot_s_light_is_that_of_its_words() -> None:
    spec = SceneSpec(setting="meadow", time="day", seed=5)
    pink = spec.model_copy(update={"sky_colour": "pink"})

    assert np.array_equal(daylight_of(spec).sky_rgb, daylight("day", "clear", 5).sky_rgb)
    assert daylight_of(pink).sky_colour == "pink"


def test_nobody_sees_the_sun_and_a_rainbow_at_once() -> None:
    spec = SceneSpec(setting="ocean", time="day", seed=5, subjects=(Subject(noun="rainbow"),))

    assert sights_of(spec) == {"rainbow"}
    assert daylight_of(spec).disc == 0
    assert daylight_of(spec.model_copy(update={"subjects": ()})).disc > 0


@pytest.mark.parametrize("canvas", [Canvas(160, 90), Canvas(90, 160)])
@pytest.mark.parametrize("time", ["dawn", "day", "golden_hour"])
def test_a_bow_is_seen_on_a_light_sky_as_well(time: Time, canvas: Canvas) -> None:
    def sky(sights: frozenset[str]) -> NDArray[np.float32]:
        return paint_sky(
            canvas, time, "clear", sun_x_px=20.0, sun_y_px=20.0,
            horizon_y_px=0.8 * canvas.paint_height_px, seed=7, sights=sights,
        )  # fmt: skip

    without = replace(daylight(time, "clear", 7), disc=0.0)
    bare = paint_sky(
        canvas, time, "clear", sun_x_px=20.0, sun_y_px=20.0,
        horizon_y_px=0.8 * canvas.paint_height_px, seed=7, palette=without,
    )  # fmt: skip
    changed = sky(frozenset(("rainbow",))) - bare
    hue = changed - changed.mean(axis=2, keepdims=True)

    assert (np.abs(hue).max(axis=2) > 0.06).mean() > 0.008


def test_a_closed_sky_is_soft() -> None:
    sky = paint_sky(
        Canvas(640, 360), "day", "rain", sun_x_px=400.0, sun_y_px=60.0, horizon_y_px=300.0, seed=3
    )
    tone = sky[20:240].mean(axis=2)

    assert np.abs(np.diff(tone, axis=1)).max() < 0.02
    assert tone.std(axis=1).max() > 0.008


def test_rig_directions_are_unit_vectors() -> None:
    rig = daylight("golden_hour", "clear", 2).rig((3.0, -4.0, 1.0))
    assert np.linalg.norm(rig.key_dir) == pytest.approx(1)
    assert np.linalg.norm(rig.rim_dir) == pytest.approx(1)
    assert rig.rim_dir[0] > 0
