"""Under water: whole frames, light from above, things that sway, seeds that compose differently."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.deep.clock import Clock
from kinoloom.generators.painted.settings.deep.fish import FISH_COLUMNS, draw_fish
from kinoloom.generators.painted.settings.deep.illumination import Illumination
from kinoloom.generators.painted.settings.deep.life import schools, swimmer, swims
from kinoloom.generators.painted.settings.deep.place import FEATURES, compose
from kinoloom.generators.painted.settings.deep.ripple import Ripples
from kinoloom.generators.painted.settings.deep.scene import Deep
from kinoloom.generators.painted.settings.deep.water import water_of
from kinoloom.generators.painted.spec import SceneSpec, SettingName, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(160, 90), Canvas(90, 160)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)
SETTINGS: tuple[SettingName, ...] = ("underwater", "coral")
TURTLE = (Subject(noun="sea turtle"),)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": "underwater", "time": "day", "seed": 1} | changes
    return SceneSpec(**given)


def scene(canvas: Canvas = WIDE, **changes: Any) -> Deep:
    return Deep(spec_of(**changes), canvas, FPS, 48)


@pytest.fixture(scope="module")
def still() -> Deep:
    return scene(move="static")


@pytest.fixture(scope="module")
def day(still: Deep) -> NDArray[np.uint8]:
    return still.frame(5)


@pytest.mark.parametrize("canvas", [WIDE, TALL, Canvas(96, 96), Canvas(168, 72)])
@pytest.mark.parametrize("setting", SETTINGS)
def test_a_frame_is_the_frame_s_size(canvas: Canvas, setting: SettingName) -> None:
    frame = scene(canvas, setting=setting).frame(0)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 12


@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.slow
def test_serves_every_weather_and_each_looks_its_own(
    weather: Weather, day: NDArray[np.uint8]
) -> None:
    frame = scene(weather=weather, move="static").frame(5)

    assert frame.std() > 6
    if weather != "clear":
        assert np.abs(frame.astype(int) - day).mean() > 2


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.slow
def test_serves_every_time(time: Time, setting: SettingName) -> None:
    assert scene(time=time, setting=setting).frame(5).std() > 8


def test_frames_depend_only_on_spec_and_index(still: Deep) -> None:
    late = still.frame(30)
    still.frame(2)

    assert np.array_equal(late, still.frame(30))
    assert np.array_equal(late, scene(move="static").frame(30))


def test_a_film_that_loops_leads_into_its_beginning() -> None:
    looped = scene(move="static", loop=True, seed=3)
    beside = np.abs(looped.frame(0).astype(int) - looped.frame(1)).mean()
    around = np.abs(looped.frame(0).astype(int) - looped.frame(47)).mean()

    assert around < 2.5 * beside


def test_night_is_darker_and_a_storm_takes_the_light(day: NDArray[np.uint8]) -> None:
    assert scene(time="night").frame(5).mean() < 0.6 * day.mean()
    assert scene(weather="storm").frame(5).mean() < 0.6 * day.mean()


def test_it_is_lightest_above(day: NDArray[np.uint8]) -> None:
    assert day[:10].mean() > 1.3 * day[40:60].mean()


def test_water_moves_without_the_camera(still: Deep) -> None:
    moved = np.abs(still.frame(4).astype(int) - still.frame(28)).max(axis=2)

    for rows in (slice(0, 25), slice(65, 90)):
        assert (moved[rows] > 12).mean() > 0.05


def test_seeds_change_the_composition() -> None:
    places = [compose(spec_of(seed=seed), WIDE) for seed in range(30)]

    assert {place.side for place in places} == {-1, 1}
    assert {place.feature for place in places} == set(FEATURES)
    assert np.ptp([place.eye_y_px for place in places]) > 0.08 * WIDE.height_px
    assert not np.array_equal(scene(seed=2).frame(0), scene(seed=4).frame(0))


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_is_far_from_the_subject_is_soft_when_asked(setting: SettingName) -> None:
    sharp = scene(setting=setting, move="static", subjects=TURTLE).frame(3)
    soft = scene(setting=setting, move="static", subjects=TURTLE, shallow=True).frame(3)

    def detail(frame: NDArray[np.uint8]) -> float:
        return float(np.abs(np.diff(frame[45:].astype(np.float32), axis=1)).mean())

    assert detail(soft) < 0.95 * detail(sharp)


def test_a_swimmer_is_in_mid_water() -> None:
    with_turtle = scene(move="static", subjects=TURTLE).frame(20).astype(int)
    with_crab = scene(move="static", subjects=(Subject(noun="crab"),)).frame(20).astype(int)
    changed = np.abs(with_turtle - with_crab).max(axis=2) > 30
    rows = np.flatnonzero(changed[:, 30:130].sum(axis=1) > 3)

    assert rows.size
    assert rows.min() < 55


def test_everything_swims_but_what_crawls() -> None:
    assert swimmer(Subject(noun="whale")).action == "float"
    assert swimmer(Subject(noun="diver")).noun == "astronaut"
    assert not swims(Subject(noun="crab"))


def test_no_fish_where_none_are_wanted() -> None:
    spec = spec_of(without=("fish",))
    site = compose(spec, WIDE)
    light = Illumination(WIDE, site, water_of(spec))

    assert schools(spec, WIDE, site, light, Clock(2.0, False)) == ([], [])


def test_fish_face_where_they_swim() -> None:
    row = np.zeros((1, FISH_COLUMNS), np.float32)
    row[0, :9] = (40, 20, 40, 1, 0, 0, 0.4, 0, 0)
    frame = np.full((40, 80, 3), 255, np.uint8)
    draw_fish(frame, row)
    ink = (frame < 128).any(axis=2).sum(axis=0)

    # Where it is thinnest, before its tail, is behind its middle.
    assert 16 + int(ink[16:50].argmin()) < 32


def test_ripples_wrap_at_their_edges() -> None:
    tile = Ripples(3, Clock(2.0, False)).tile(0.7).astype(int)
    seam = np.abs(tile[:, 0] - tile[:, -1]).mean()
    inside = np.abs(np.diff(tile, axis=1)).mean()

    assert seam < 2 * inside + 1


def test_a_wreck_that_is_asked_for_lies_there() -> None:
    for seed in range(8):
        spec = spec_of(seed=seed, subjects=(Subject(noun="shipwreck"),))
        assert compose(spec, WIDE).feature == "wreck"
