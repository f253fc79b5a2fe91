"""Woods: whole frames of every kind, seeds that compose differently, leaves that move."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.air.daylight import daylight
from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.forest.boughs import bough
from kinoloom.generators.painted.settings.forest.cutout import Cutout, Sway
from kinoloom.generators.painted.settings.forest.glade import compose, plant
from kinoloom.generators.painted.settings.forest.light import light_of
from kinoloom.generators.painted.settings.forest.looks import growth_of
from kinoloom.generators.painted.settings.forest.scene import Forest
from kinoloom.generators.painted.settings.forest.trees import Wood, bark_look
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Trees, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(96, 54), Canvas(54, 96)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": "forest", "time": "day", "seed": 1} | changes
    return SceneSpec(**given)


def scene(canvas: Canvas = WIDE, **changes: Any) -> Forest:
    return Forest(spec_of(**changes), canvas, FPS, 48)


@pytest.fixture(scope="module")
def still() -> Forest:
    return scene(move="static", motion=1.0)


@pytest.mark.parametrize("canvas", [TALL, Canvas(126, 54)])
def test_a_frame_is_the_frame_s_size(canvas: Canvas) -> None:
    frame = scene(canvas).frame(0)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 8


@pytest.mark.parametrize(("weather", "time"), list(zip(WEATHERS, TIMES + TIMES[:2], strict=True)))
@pytest.mark.slow
def test_serves_every_weather_and_time(weather: Weather, time: Time) -> None:
    frame = scene(setting="jungle", weather=weather, time=time).frame(5)
    assert frame.std() > 6


def test_frames_depend_only_on_spec_and_index(still: Forest) -> None:
    second = scene(move="static", motion=1.0)
    late = still.frame(30)
    still.frame(2)

    assert np.array_equal(late, second.frame(30))
    assert np.array_equal(late, still.frame(30))


def test_the_wood_moves_before_a_camera_that_does_not(still: Forest) -> None:
    difference = np.abs(still.frame(0).astype(int) - still.frame(20).astype(int)).max(axis=2)

    assert (difference > 6).mean() > 0.05


def test_seeds_change_the_composition() -> None:
    glades = [compose(spec_of(seed=seed), WIDE) for seed in range(40)]

    assert {glade.side for glade in glades} == {-1, 1}
    assert len({glade.kind for glade in glades}) == 4
    assert len({glade.lead for glade in glades}) == 4
    assert np.ptp([glade.horizon_y_px for glade in glades]) > 0.06 * WIDE.height_px
    assert np.ptp([glade.glow_x_px for glade in glades]) > 0.3 * WIDE.width_px


def test_no_two_trunks_end_on_one_line() -> None:
    for seed in range(12):
        spec = spec_of(seed=seed)
        glade = compose(spec, WIDE)
        rows = [glade.row(tree.near) for tree in plant(glade, WIDE, spec)]
        assert len(rows) > 8
        assert np.ptp(rows) > 0.25 * WIDE.height_px
        assert len({round(row, 3) for row in rows}) > 0.9 * len(rows)


def test_the_light_stands_where_it_was_asked_for() -> None:
    middle = WIDE.paint_width_px / 2
    for seed in range(8):
        assert compose(spec_of(seed=seed, light="left"), WIDE).glow_x_px < middle
        assert compose(spec_of(seed=seed, light="right"), WIDE).glow_x_px > middle


def test_night_is_darker_than_day(still: Forest) -> None:
    assert scene(time="night").frame(0).mean() < 0.6 * still.frame(0).mean()


def test_snow_whitens_the_ground(still: Forest) -> None:
    bare, white = still.frame(0), scene(season="winter").frame(0)
    assert white[-14:].mean() > 1.25 * bare[-14:].mean()


def test_an_autumn_wood_is_warmer_than_a_jungle() -> None:
    autumn = scene(setting="autumn_forest").frame(0).reshape(-1, 3).mean(axis=0)
    jungle = scene(setting="jungle").frame(0).reshape(-1, 3).mean(axis=0)

    assert autumn[0] > autumn[1]
    assert jungle[1] > jungle[0]


def test_who_walks_there_is_seen(still: Forest) -> None:
    empty = still.frame(10).astype(int)
    walker = (Subject(noun="astronaut"),)
    walked = scene(move="static", motion=1.0, subjects=walker).frame(10).astype(int)

    assert (np.abs(walked - empty).max(axis=2) > 40).sum() > 30


def test_boats_get_water() -> None:
    spec = spec_of(subjects=(Subject(noun="canoe", action="float"),))
    assert compose(spec, WIDE).lead == "stream"
    assert scene(subjects=spec.subjects).frame(3).std() > 6


def test_a_cutout_bends_from_its_foot() -> None:
    sheet: NDArray[np.uint8] = np.zeros((80, 20, 4), np.uint8)
    sheet[:, 8:12] = 255
    rod = Cutout(sheet, 0.5, Sway(80.0, 80.0, 9.0, 0.0, 0.1, 2.0), x_px=50, y_px=0)
    canvas = Canvas(120, 80, overscan=1.0)
    middles: list[NDArray[np.float64]] = []
    for t_s in (0.0, 1.1):
        frame: NDArray[np.uint8] = np.zeros((80, 120, 3), np.uint8)
        rod.draw(frame, t_s, Pose(0, 0, 1), canvas)
        rows = frame[..., 0].astype(float)
        middles.append((rows * np.arange(120)).sum(axis=1) / np.maximum(1, rows.sum(axis=1)))

    assert abs(middles[0][4] - middles[1][4]) > 1.0
    assert abs(middles[0][77] - middles[1][77]) < 0.25 * abs(middles[0][4] - middles[1][4])


@pytest.mark.parametrize("trees", [kind for kind in get_args(Trees) if kind != "any"])
def test_the_trees_asked_for_grow(trees: Trees) -> None:
    seeds = {compose(spec_of(seed=seed, trees=trees), WIDE).kind for seed in range(6)}

    assert len(seeds) == 1
    assert scene(trees=trees).frame(3).std() > 8


def test_redwoods_are_redder_than_bamboo() -> None:
    wood = scene(trees="redwood").frame(0).reshape(-1, 3).mean(axis=0)
    bamboo = scene(trees="bamboo").frame(0).reshape(-1, 3).mean(axis=0)

    assert wood[0] / wood[1] > bamboo[0] / bamboo[1]


def test_woods_of_conifers_are_not_all_of_the_same_trees() -> None:
    shares = {compose(spec_of(seed=seed, trees="pine"), WIDE).firs for seed in range(4)}

    assert len(shares) == 4


def test_a_bough_is_flat_and_grows_thinner_toward_its_tip() -> None:
    spec = spec_of(trees="pine")
    glade, day = compose(spec, WIDE), daylight(spec.time, spec.weather, spec.seed)
    wood = Wood(WIDE, glade, growth_of(spec, glade.kind), light_of(spec, glade, day), day)
    look = bark_look(wood, "furrowed", 0.0, mossy=0.0)
    rng = np.random.default_rng(1)
    limbs, needles = bough(
        (10.0, 10.0), 0.1, 300.0, 6.0, look, wood.growth.needles, wood.light, rng
    )
    foot, tip = needles[needles[:, 0] < 110], needles[needles[:, 0] > 250]

    assert len(limbs) > 30
    assert np.ptp(needles[:, 0]) > np.ptp(needles[:, 1])
    assert np.ptp(tip[:, 1]) < np.ptp(foot[:, 1])
