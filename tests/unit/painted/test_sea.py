"""The sea and the beach: whole frames, moving water, seeds that compose differently."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.layer import place as on_frame
from kinoloom.generators.painted.settings.sea.afloat import is_afloat, is_bather, is_swimmer
from kinoloom.generators.painted.settings.sea.breakers import Breakers, coast_of
from kinoloom.generators.painted.settings.sea.outlook import Outlook, rows_of
from kinoloom.generators.painted.settings.sea.place import compose
from kinoloom.generators.painted.settings.sea.scene import Sea
from kinoloom.generators.painted.settings.sea.spectrum import Band, Waves
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(96, 54), Canvas(54, 96)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)
SETTINGS = ("ocean", "beach")


def spec_of(setting: str = "ocean", **changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": setting, "time": "day", "seed": 1, "move": "static"}
    return SceneSpec(**(given | changes))


def scene(setting: str = "ocean", canvas: Canvas = WIDE, **changes: Any) -> Sea:
    return Sea(spec_of(setting, **changes), canvas, FPS, 48)


@cache
def usual(setting: str) -> NDArray[np.uint8]:
    return scene(setting).frame(4)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("canvas", [WIDE, TALL, Canvas(72, 72), Canvas(126, 54)])
def test_a_frame_is_the_frame_s_size(setting: str, canvas: Canvas) -> None:
    frame = scene(setting, canvas).frame(0)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.slow
def test_serves_every_weather(setting: str, weather: Weather) -> None:
    assert scene(setting, weather=weather).frame(5).std() > 8


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("time", TIMES)
@pytest.mark.slow
def test_serves_every_time(setting: str, time: Time) -> None:
    assert scene(setting, time=time).frame(5).std() > 8


@pytest.mark.parametrize("setting", SETTINGS)
def test_frames_depend_only_on_spec_and_index(setting: str) -> None:
    first, second = scene(setting, time="dusk"), scene(setting, time="dusk")
    late = first.frame(30)
    first.frame(2)

    assert np.array_equal(late, second.frame(30))
    assert np.array_equal(late, first.frame(30))


@pytest.mark.parametrize("setting", SETTINGS)
def test_seeds_differ(setting: str) -> None:
    assert np.abs(scene(setting, seed=2).frame(4).astype(int) - usual(setting)).mean() > 6


def test_seeds_change_the_composition() -> None:
    places = [compose(spec_of(seed=seed), WIDE) for seed in range(40)]

    assert {place.sun_side for place in places} == {-1, 1}
    assert len({place.sight for place in places}) == 5
    assert len({place.backing for place in places}) == 3
    assert np.ptp([place.outlook.horizon_y_px for place in places]) > 0.1 * WIDE.height_px


@pytest.mark.parametrize("setting", SETTINGS)
def test_night_is_darker_than_day(setting: str) -> None:
    assert scene(setting, time="night").frame(4).mean() < 0.6 * usual(setting).mean()


def test_snow_lies_on_the_beach() -> None:
    bare, snowy = usual("beach")[-10:], scene("beach", season="winter").frame(4)[-10:]

    assert snowy.mean() > bare.mean() + 4
    assert np.ptp(snowy.reshape(-1, 3).mean(axis=0)) < np.ptp(bare.reshape(-1, 3).mean(axis=0))


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_water_moves_before_a_still_camera(setting: str) -> None:
    shot = scene(setting)
    changed = np.abs(shot.frame(0).astype(int) - shot.frame(12)).max(axis=2) > 12

    assert changed[27:].mean() > 0.05


@pytest.mark.parametrize("noun", ["sailboat", "whale", "dolphin", "astronaut", "eagle", "duck"])
def test_subjects_appear_at_sea(noun: str) -> None:
    shot = scene("ocean", subjects=(Subject(noun=noun),))
    bare = scene("ocean")
    seen = [
        (np.abs(shot.frame(index).astype(int) - bare.frame(index)).max(axis=2) > 40).sum()
        for index in (8, 16, 24, 32, 40)
    ]

    assert max(seen) > 8


def test_people_walk_on_the_sand() -> None:
    walker = (Subject(noun="woman", action="walk"),)
    changed = np.abs(scene("beach", subjects=walker).frame(4).astype(int) - usual("beach")).max(2)

    assert (changed > 40)[30:].sum() > 30


def test_who_swims_lies_in_the_water() -> None:
    swims = (Subject(noun="woman", action="swim"),)
    canvas = Canvas(192, 108)
    # A seed whose horizon stands as high without them.
    spec = next(
        spec
        for spec in (spec_of(seed=seed, subjects=swims) for seed in range(20))
        if compose(spec, canvas) == compose(spec.model_copy(update={"subjects": ()}), canvas)
    )
    shot = Sea(spec, canvas, FPS, 48)
    bare = Sea(spec.model_copy(update={"subjects": ()}), canvas, FPS, 48)
    changed = np.zeros((108, 192), bool)
    for index in (0, 20, 40):
        changed |= np.abs(shot.frame(index).astype(int) - bare.frame(index)).max(axis=2) > 60
    horizon = compose(spec, canvas).outlook.horizon_y_px - canvas.margin_y_px
    rows, columns = np.nonzero(changed)

    assert len(rows) > 20
    assert rows.min() > horizon - 4
    assert np.ptp(columns) > 0.8 * np.ptp(rows)


def test_a_sight_of_the_sky_brings_no_ground() -> None:
    moonlit = scene(time="night", subjects=(Subject(noun="moon"),)).frame(4)
    dark = scene(time="night").frame(4)

    assert np.abs(moonlit[46:].astype(int) - dark[46:]).mean() < 8


def test_nouns_know_their_place() -> None:
    assert is_afloat(Subject(noun="ship"))
    assert is_bather(Subject(noun="woman", action="swim"))
    assert is_bather(Subject(noun="man", action="float"))
    assert is_bather(Subject(noun="dog", action="swim"))
    assert not is_bather(Subject(noun="duck", action="swim"))
    assert not is_bather(Subject(noun="balloon", action="float"))
    assert is_swimmer(Subject(noun="whale"))
    assert not is_afloat(Subject(noun="astronaut"))


def test_rows_are_where_layers_put_them() -> None:
    outlook = Outlook(70.0, 30.0, 5.0, 65.0)
    pose = Pose(3.0, -1.0, 1.06)
    rows = rows_of(outlook, pose, WIDE)
    k = int(np.argmin(np.abs(rows.flat_y_px - 45.0)))
    distance = float(rows.distance_m[k])
    painted = outlook.row_at(distance)
    x, y, scale = on_frame(60.0, painted, outlook.ground.parallax_at(painted), pose, WIDE)

    assert y == pytest.approx(float(rows.flat_y_px[k]), abs=0.01)
    assert 1 / scale == pytest.approx(float(rows.widen[k]), rel=1e-6)
    from_middle = (x - WIDE.width_px / 2) * rows.widen[k] + rows.shift_px[k]
    assert from_middle == pytest.approx(60.0 - WIDE.paint_width_px / 2, abs=0.01)


def test_waves_run_and_repeat_when_asked_to() -> None:
    band = Band(59.0, 1.1, 7.5, 0.1, 3.0)
    waves = Waves(band, heading=0.0, choppiness=0.5, foam_from=2.0, seed=3, loop_s=2.0)
    now, later, again = waves.at(0.0), waves.at(0.7), waves.at(2.0)

    assert np.abs(now - later).max() > 0.01
    assert np.allclose(now, again, atol=2e-3)
    assert np.hypot(now[:256, :, 1].std(), now[:256, :, 2].std()) == pytest.approx(0.1, rel=0.35)


def test_a_breaker_comes_ashore() -> None:
    spec = spec_of("beach")
    breakers = Breakers(spec, 4.0)
    crests = []
    for t_s in (0.0, 0.4, 0.8):
        level = breakers.profiles(t_s)[3, :, 0]
        crests.append(float(np.argmax(level)))
    sheet = breakers.sheets(1.0, coast_of(compose(spec, WIDE), 14.0, 1))

    assert crests[0] > crests[1] > crests[2] or crests[2] > crests[1] + 100
    assert (sheet[..., 0] > 0.3).all()
    assert (np.diff(sheet[:, 0, 1]) > 0).all()


def test_a_loop_closes() -> None:
    shot = Sea(spec_of("ocean", loop=True), WIDE, FPS, 48)
    first, last = shot.frame(0).astype(int), shot.frame(47).astype(int)
    middle = shot.frame(24).astype(int)

    assert np.abs(first - last).mean() < 0.6 * np.abs(first - middle).mean()
