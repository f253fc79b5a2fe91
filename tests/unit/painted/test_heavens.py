"""The heavens: night skies, northern lights, space and the moon, each with a life of its own."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.heavens.globe import Body, Globe
from kinoloom.generators.painted.settings.heavens.lander import beside
from kinoloom.generators.painted.settings.heavens.milky_way import Band, MilkyWay
from kinoloom.generators.painted.settings.heavens.scene import Heavens
from kinoloom.generators.painted.settings.heavens.space_plan import plan_space
from kinoloom.generators.painted.settings.heavens.stars import StarField, Wheel
from kinoloom.generators.painted.settings.heavens.surfaces import SURFACES, Region, paint_surface
from kinoloom.generators.painted.settings.heavens.vale import compose
from kinoloom.generators.painted.spec import SceneSpec, SettingName, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(96, 54), Canvas(54, 96)
FPS = Fraction(24)
SETTINGS: tuple[SettingName, ...] = ("night_sky", "aurora", "space", "moon")
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)


def spec_of(setting: SettingName, **changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"time": "night", "seed": 1} | changes
    return SceneSpec(setting=setting, **given)


def scene(setting: SettingName, canvas: Canvas = WIDE, **changes: Any) -> Heavens:
    return Heavens(spec_of(setting, **changes), canvas, FPS, 48)


@pytest.fixture(scope="module")
def stills() -> dict[SettingName, NDArray[np.uint8]]:
    """The first frame of each setting under a camera that stands still."""
    return {name: scene(name, move="static").frame(0) for name in SETTINGS}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("canvas", [WIDE, TALL])
def test_a_frame_is_the_frame_s_size(setting: SettingName, canvas: Canvas) -> None:
    frame = scene(setting, canvas).frame(0)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 5


@pytest.mark.parametrize("setting", SETTINGS)
def test_frames_depend_only_on_spec_and_index(setting: SettingName) -> None:
    first, second = scene(setting), scene(setting)
    late = first.frame(30)
    first.frame(2)

    assert np.array_equal(late, second.frame(30))
    assert np.array_equal(late, first.frame(30))


@pytest.mark.parametrize("setting", SETTINGS)
def test_seeds_differ(setting: SettingName, stills: dict[SettingName, NDArray[np.uint8]]) -> None:
    other = scene(setting, move="static", seed=2).frame(0).astype(int)
    assert np.abs(other - stills[setting]).mean() > 4


@pytest.mark.parametrize("setting", SETTINGS)
def test_it_moves_under_a_still_camera(
    setting: SettingName, stills: dict[SettingName, NDArray[np.uint8]]
) -> None:
    later = scene(setting, move="static").frame(47).astype(int)
    assert (np.abs(later - stills[setting]).max(axis=2) > 9).mean() > 0.002


@pytest.mark.parametrize("setting", ["night_sky", "aurora"])
@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.slow
def test_serves_every_weather(setting: SettingName, weather: Weather) -> None:
    assert scene(setting, weather=weather).frame(5).std() > 5


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("time", TIMES)
@pytest.mark.slow
def test_serves_every_time(setting: SettingName, time: Time) -> None:
    assert scene(setting, time=time).frame(5).std() > 5


@pytest.mark.parametrize("setting", ["space", "moon"])
def test_weather_does_not_reach_where_there_is_no_air(setting: SettingName) -> None:
    assert np.array_equal(scene(setting, weather="storm").frame(3), scene(setting).frame(3))


@pytest.mark.parametrize("setting", ["night_sky", "aurora", "moon"])
def test_night_is_darker_than_day(
    setting: SettingName, stills: dict[SettingName, NDArray[np.uint8]]
) -> None:
    day = scene(setting, move="static", time="day").frame(0)
    assert day.mean() > 1.5 * stills[setting].mean()


def test_winter_has_brighter_ground() -> None:
    summer = scene("night_sky", move="static", season="summer").frame(0)
    winter = scene("night_sky", move="static", season="winter").frame(0)
    assert winter[46:].mean() > 1.15 * summer[46:].mean()


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("noun", ["astronaut", "rocket"])
def test_subjects_appear_whole(
    setting: SettingName, noun: str, stills: dict[SettingName, NDArray[np.uint8]]
) -> None:
    there = (Subject(noun=noun, size="large"),)
    frame = scene(setting, move="static", subjects=there).frame(24).astype(int)
    empty = scene(setting, move="static").frame(24).astype(int)
    assert (np.abs(frame - empty).max(axis=2) > 30).sum() > 40


def test_stars_keep_their_light_between_pixels() -> None:
    """What a star adds does not depend on where it lies between pixels: nothing flickers."""
    field = StarField(Canvas(160, 90), per_megapixel=4000, gain=0.5, parallax=1.0, seed=3)
    sums: list[float] = []
    for shift in np.linspace(0, 1, 9):
        frame = np.zeros((90, 160, 3), np.uint8)
        field.draw(frame, 0.0, Pose(float(shift), 0.0, 1.0))
        sums.append(float(frame[20:70, 20:140].sum()))
    assert np.ptp(sums) < 0.10 * np.mean(sums)


def test_the_sky_turns_within_what_is_painted() -> None:
    short = Wheel(0.0, 0.0, 0.005, 4.0)
    long = Wheel(0.0, 0.0, 0.005, 400.0)
    assert short.angle(4.0) == pytest.approx(0.01)
    assert abs(long.angle(400.0)) < 0.04
    assert long.angle(200.0) == 0.0


def test_the_milky_way_ends_above_the_horizon() -> None:
    canvas = Canvas(160, 90)
    way = MilkyWay(canvas, Band(90, 50, 1.0, 0.2, 1.0, 5), horizon_y_px=80.0, parallax=0.0)
    frame = np.zeros((90, 160, 3), np.uint8)
    way.draw(frame, 0.0, Pose(0, 0, 1), wheel=Wheel(0, 0, 0, 1.0))

    assert frame[:50].max() > 60
    assert frame[74:].max() < 8


def test_a_globe_is_lit_from_its_sun_and_turns() -> None:
    canvas = Canvas(160, 90)
    body = Body(
        canvas.paint_width_px / 2, canvas.paint_height_px / 2, 30.0, SURFACES[3], (0.98, 0.0, 0.2),
        (0.0, -1.0, 0.0), 0.4, seed=2,
    )  # fmt: skip
    globe = Globe(canvas, body, parallax=0.0, seconds=2.0)
    frames = [np.zeros((90, 160, 3), np.uint8) for _ in range(2)]
    globe.draw(frames[0], 0.0, Pose(0, 0, 1))
    globe.draw(frames[1], 2.0, Pose(0, 0, 1))

    middle = frames[0][30:60].astype(int)
    assert middle[:, 84:105].mean() > 4 * middle[:, 55:70].mean()
    assert np.abs(frames[1].astype(int) - frames[0]).max() > 20


@pytest.mark.parametrize("surface", SURFACES)
def test_surfaces_have_relief(surface: Any) -> None:
    picture = paint_surface(surface, Region(-1.0, -0.5, 0.02, 100, 50), seed=4)
    assert picture[..., :3].std() > 8


def test_compositions_vary() -> None:
    vales = [compose(spec_of("night_sky", seed=seed), WIDE, north=False) for seed in range(40)]

    assert {vale.side for vale in vales} == {-1, 1}
    assert {vale.landmark for vale in vales} >= {"tree", "tent", "hut", "pines"}
    assert {vale.water for vale in vales} == {True, False}
    assert np.ptp([vale.horizon_y_px for vale in vales]) > 0.04 * WIDE.height_px


def test_nobody_stands_before_the_lander() -> None:
    canvas = Canvas(160, 90)
    middle = canvas.paint_width_px / 2

    assert beside(middle + 60, None, canvas) == middle + 60
    assert beside(middle + 60, (middle - 8, middle + 8, 80.0, False), canvas) == middle + 60
    moved = beside(middle + 20, (middle + 10, middle + 26, 80.0, True), canvas)
    assert moved < middle - 8


def test_what_must_not_be_seen_is_not() -> None:
    for seed in range(20):
        vale = compose(spec_of("night_sky", seed=seed, without=("tree", "tent")), WIDE, north=False)
        assert vale.landmark not in ("tree", "tent")


def test_boats_get_a_lake() -> None:
    boat = (Subject(noun="boat"),)
    for seed in range(12):
        vale = compose(spec_of("night_sky", seed=seed, subjects=boat), WIDE, north=False)
        assert vale.water
    sailing = scene("night_sky", move="static", subjects=boat).frame(24)
    assert sailing.std() > 5


def test_a_ringed_planet_has_rings_and_is_lit() -> None:
    spec = spec_of("space", subjects=(Subject(noun="ringed planet"),))
    for seed in range(6):
        plan = plan_space(spec, WIDE, np.random.default_rng(seed))

        assert plan.ring is not None
        assert plan.sun[2] > 0.1
