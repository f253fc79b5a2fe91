"""The desert: its frames, its compositions and its light."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings import scene_class
from kinoloom.generators.painted.settings.desert.light import desert_light, desert_sand
from kinoloom.generators.painted.settings.desert.place import compose
from kinoloom.generators.painted.spec import SceneSpec, SettingName, Subject, Time, Weather

WIDE, TALL = Canvas(160, 90), Canvas(90, 160)
FPS = Fraction(24)


def _spec(
    setting: SettingName = "mars",
    time: Time = "golden_hour",
    weather: Weather = "clear",
    seed: int = 3,
) -> SceneSpec:
    walker = Subject(noun="astronaut", action="walk")
    return SceneSpec(setting=setting, time=time, weather=weather, seed=seed, subjects=(walker,))


def _frame(spec: SceneSpec, canvas: Canvas = WIDE, index: int = 6) -> np.ndarray:
    return scene_class("desert")(spec, canvas, FPS, 24).frame(index)


@pytest.mark.parametrize("setting", ["mars", "desert", "dunes", "canyon"])
@pytest.mark.parametrize("weather", get_args(Weather))
def test_every_weather_paints_a_whole_frame(setting: SettingName, weather: Weather) -> None:
    frame = _frame(_spec(setting, "day", weather))
    assert frame.shape == (90, 160, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    # An unpainted hole would be a run of pure black.
    assert (frame.max(axis=2) < 6).mean() < 0.01


@pytest.mark.parametrize("canvas", [WIDE, TALL])
@pytest.mark.parametrize("time", get_args(Time))
def test_every_time_and_shape(canvas: Canvas, time: Time) -> None:
    frame = _frame(_spec(time=time), canvas)
    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.std() > 8


def test_the_same_spec_gives_the_same_bits_in_any_order() -> None:
    spec = _spec(weather="storm")
    scene = scene_class("desert")(spec, WIDE, FPS, 24)
    late = scene.frame(20)
    early = scene.frame(2)
    again = scene_class("desert")(spec, WIDE, FPS, 24)
    assert (again.frame(2) == early).all()
    assert (again.frame(20) == late).all()


def test_night_is_darker_than_day() -> None:
    assert _frame(_spec(time="night")).mean() < 0.6 * _frame(_spec(time="day")).mean()


def test_snow_whitens_the_ground() -> None:
    snow = _frame(_spec("desert", "day", "snow"))[75:, :40].astype(float)
    clear = _frame(_spec("desert", "day", "clear"))[75:, :40].astype(float)
    assert np.ptp(snow.mean(axis=(0, 1))) < 0.5 * np.ptp(clear.mean(axis=(0, 1)))


@pytest.mark.parametrize("canvas", [Canvas(1920, 1080), Canvas(1080, 1920), Canvas(1080, 1080)])
@pytest.mark.parametrize("seed", range(12))
def test_compositions_keep_feet_and_sun_in_the_picture(canvas: Canvas, seed: int) -> None:
    place = compose(_spec(seed=seed), canvas)
    left, bottom = canvas.margin_x_px, canvas.margin_y_px + canvas.height_px
    assert place.view.horizon_y_px < place.feet_y_px < bottom - 0.1 * canvas.height_px
    assert left < place.sun_px[0] < left + canvas.width_px
    assert place.sun_px[1] < place.view.horizon_y_px
    assert math.hypot(*place.light_direction) == pytest.approx(1)


def test_at_noon_the_light_comes_from_above() -> None:
    noon, day = (compose(_spec("desert", time), WIDE) for time in ("noon", "day"))
    assert noon.light_direction[1] > 0.9 > day.light_direction[1]
    assert noon.sun_px[1] < day.sun_px[1]


def test_snow_shows_the_shape_of_the_dunes() -> None:
    spec = SceneSpec(setting="dunes", time="day", weather="snow", seed=93, move="static")
    land = _frame(spec, Canvas(320, 180))[90:].astype(float).mean(axis=2)
    broad = land.reshape(9, 10, 16, 20).mean(axis=(1, 3))
    assert np.ptp(broad, axis=1).max() > 12


def test_an_oasis_has_palms() -> None:
    spec = _spec("desert", "noon").model_copy(update={"trees": "palm"})
    bare = _frame(_spec("desert", "noon")).astype(int)
    assert (np.abs(_frame(spec) - bare).max(axis=2) > 40).mean() > 0.03
    assert (_frame(spec, TALL) == _frame(_spec("desert", "noon"), TALL)).all()


def test_seeds_compose_differently() -> None:
    places = [compose(_spec(seed=seed), Canvas(1920, 1080)) for seed in range(24)]
    assert {place.kind for place in places} == {"mesas", "dunes", "rocks"}
    assert {place.sun_side for place in places} == {-1.0, 1.0}
    assert len({round(place.view.horizon_y_px) for place in places}) > 12


def test_only_mars_has_two_moons() -> None:
    canvas = Canvas(1920, 1080)
    assert len(compose(_spec("mars"), canvas).moons) == 2
    assert compose(_spec("desert"), canvas).moons == ()


def test_a_sand_storm_takes_the_colour_of_the_sand() -> None:
    spec = _spec("mars", "day", "sandstorm")
    red, green, blue = desert_light(spec, desert_sand(spec)).haze_rgb
    assert red > 1.4 * green > 1.4 * blue
