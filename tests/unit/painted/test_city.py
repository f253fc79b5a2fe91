"""The city: deterministic, different by seed, right for its time and weather, exact in space."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kinoloom.generators.painted.air.daylight import daylight
from kinoloom.generators.painted.easel.camera import Pose, move_for
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.settings.city.blocks import build_street
from kinoloom.generators.painted.settings.city.heroes import Driver
from kinoloom.generators.painted.settings.city.kerbside import (
    cast_for,
    make_way,
    spot_for,
    steadied,
)
from kinoloom.generators.painted.settings.city.look import look_for, rig_for, tone, untone
from kinoloom.generators.painted.settings.city.scene import City, street_view
from kinoloom.generators.painted.settings.city.signs import paint_signs
from kinoloom.generators.painted.settings.city.tracer import TILE_PX, sort_into_tiles
from kinoloom.generators.painted.settings.city.trees import has_trees, trees_along
from kinoloom.generators.painted.settings.city.vehicles import Vehicles, model_of
from kinoloom.generators.painted.settings.city.view import Sheet, View
from kinoloom.generators.painted.spec import SceneSpec, Subject

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.cast.stage import Cast
    from kinoloom.generators.painted.settings.city.street import Roadway
    from kinoloom.generators.painted.settings.highway.bodies import Placed
    from kinoloom.generators.painted.settings.highway.lens import Lens

SIZE = Canvas(160, 90)
VIEW = View(focal_px=100.0, centre_x_px=96.0, horizon_y_px=70.0, eye_m=1.8, unit_depth_m=10.0)


def spec(**changes: object) -> SceneSpec:
    values = {"setting": "neon_street", "time": "night", "weather": "rain", "seed": 3}
    return SceneSpec.model_validate({**values, **changes})


def shot(made: SceneSpec, canvas: Canvas = SIZE, index: int = 5) -> NDArray[np.uint8]:
    return City(made, canvas, Fraction(24), 24).frame(index)


def test_the_same_spec_gives_the_same_bits() -> None:
    city = City(spec(), SIZE, Fraction(24), 24)
    city.frame(20)
    assert np.array_equal(city.frame(5), shot(spec()))


def test_seeds_change_the_city() -> None:
    first, second = shot(spec(seed=1)).astype(int), shot(spec(seed=2)).astype(int)
    assert np.abs(first - second).mean() > 12


@pytest.mark.parametrize("size", [(160, 90), (90, 160), (100, 100), (210, 90)])
def test_every_shape_of_frame_is_filled(size: tuple[int, int]) -> None:
    frame = shot(spec(), Canvas(*size))
    assert frame.shape == (size[1], size[0], 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 15


def test_a_day_is_brighter_than_a_dusk_and_that_than_a_night() -> None:
    means = [
        shot(spec(setting="street", weather="clear", time=time, seed=8)).mean()
        for time in ("day", "dusk", "night")
    ]
    assert means[0] > 1.3 * means[1] > 1.3 * means[2]


def test_snow_lies_on_the_street() -> None:
    snow = shot(spec(setting="street", time="day", weather="snow", seed=8))
    clear = shot(spec(setting="street", time="day", weather="clear", seed=8))
    assert snow[-12:].mean() > clear[-12:].mean() + 20


def test_a_view_from_above_and_a_storm_are_painted() -> None:
    assert shot(spec(move="aerial", weather="clear")).std() > 12
    assert shot(spec(weather="storm")).std() > 12


def test_a_car_is_asked_for_and_crosses() -> None:
    car = Subject(noun="flying car", action="fly", size="large")
    with_car = shot(spec(subjects=(car,)), index=12)
    # The viewpoint is drawn from the seed in the same way with a flying car as without one.
    without = City(
        spec(subjects=(car.model_copy(update={"heading": "left"}),)), SIZE, Fraction(24), 24
    )
    assert not np.array_equal(with_car, without.frame(12))


def test_a_wall_and_a_point_on_it_move_together() -> None:
    """The sheet of a wall carries a mark to where `place` puts the mark's own point."""
    for z_m in (18.0, 40.0):
        x_px, y_px = VIEW.project(-9.0, 2.5, z_m)
        image = np.zeros((SIZE.paint_height_px, SIZE.paint_width_px, 4), np.uint8)
        column, row = round(x_px), round(y_px)
        image[row - 1 : row + 2, column - 1 : column + 2] = 255
        sheet = Sheet(
            image,
            origin_px=(VIEW.centre_x_px, VIEW.horizon_y_px),
            slope_per_px=(VIEW.wall_slope_per_px(-9.0), 0.0),
        )
        pose = Pose(9.0, -2.0, 1.05)
        frame = np.zeros((90, 160, 3), np.uint8)
        sheet.draw(frame, pose, SIZE)
        rows, columns = np.nonzero(frame[..., 0] > 60)
        x, y, _ = place(x_px, y_px, VIEW.parallax(z_m), pose, SIZE)
        assert abs(columns.mean() - x) < 1.2
        assert abs(rows.mean() - y) < 1.2


def test_tiles_list_every_box_that_a_pixel_can_show() -> None:
    boxes = np.zeros((2, 19), np.float32)
    boxes[0, :6] = (-9, -7, 0, 6, 10, 14)
    boxes[1, :6] = (3, 5, 0, 2, 20, 21)
    view = np.array([100.0, 96.0, 70.0, 1.8])
    starts, items = sort_into_tiles(boxes, 192, 108, view, 1.0)
    tiles_x = -(-192 // TILE_PX)
    for k, (x_m, y_m, z_m) in enumerate([(-8.0, 3.0, 10.0), (4.0, 1.0, 20.0)]):
        x, y = 96 + 100 * x_m / z_m, 70 - 100 * (y_m - 1.8) / z_m
        tile = int(y // TILE_PX) * tiles_x + int(x // TILE_PX)
        assert k in items[starts[tile] : starts[tile + 1]]


def test_signs_carry_letters_within_their_cells() -> None:
    for world in ("neon", "plain"):
        atlas = paint_signs(world, 4)
        assert len(atlas.cells) == len(atlas.shapes) > 8
        for x, y, width, height in atlas.cells.astype(int):
            cell = atlas.letters[y : y + height, x : x + width]
            assert cell.max() > 200
            assert 0.04 < (cell > 128).mean() < 0.7


def test_tone_and_untone_are_inverse() -> None:
    shown = (0.2, 0.5, 0.9)
    assert np.allclose(tone(untone(shown)), shown, atol=1e-5)


def test_a_fog_is_thicker_than_clear_air() -> None:
    rng = np.random.default_rng(0)
    clear = look_for(spec(setting="street", time="day", weather="clear"), rng)
    fog = look_for(spec(setting="street", time="day", weather="fog"), rng)
    assert fog.haze_per_m > 4 * clear.haze_per_m


def street_of(made: SceneSpec, canvas: Canvas) -> tuple[View, Cast, Roadway, Roadway]:
    """The view, the cast, the street as built, and as it makes way for the cast."""
    view = street_view(canvas, np.random.default_rng(made.seed), has_people=True)
    view = steadied(view, spot_for(made, canvas, view))
    rng = np.random.default_rng(made.seed)
    look = look_for(made, rng)
    blocks = build_street(look, paint_signs("neon", made.seed), rng, towering=1.0)
    move = move_for(made, canvas, 4.0)
    cast = cast_for(made, canvas, view, rig_for(look), seconds=4.0, move=move)
    return view, cast, blocks.road, make_way(blocks, cast, view, canvas).road


@pytest.mark.parametrize("seed", range(8))
def test_those_who_stand_are_on_a_pavement_beside_the_cars(seed: int) -> None:
    made = spec(subjects=(Subject(noun="person", count=1 + seed % 3),), seed=seed)
    canvas = Canvas(160, 90) if seed % 2 else Canvas(90, 160)
    view, cast, built, road = street_of(made, canvas)
    assert road.right_kerb_m - road.left_kerb_m > 3
    assert built.left_wall_m < road.left_kerb_m
    assert road.right_kerb_m < built.right_wall_m
    where = cast.standing_px()
    assert where is not None
    scale = view.ground_depth_m(where[2]) / view.focal_px
    left, right = ((x - view.centre_x_px) * scale for x in where[:2])
    assert right < road.left_kerb_m or left > road.right_kerb_m


def test_those_who_walk_do_so_on_a_crossing() -> None:
    made = spec(subjects=(Subject(noun="man", action="walk", count=2),))
    for canvas in (Canvas(160, 90), Canvas(90, 160)):
        view, cast, built, road = street_of(made, canvas)
        where = cast.standing_px()
        assert where is not None
        assert road.crossing_m < view.ground_depth_m(where[2]) < road.crossing_m + 3.2
        assert road.left_kerb_m == built.left_kerb_m


@pytest.mark.parametrize("setting", ["neon_street", "street"])
def test_light_on_a_face_at_night_has_hardly_a_colour(setting: str) -> None:
    for seed in range(12):
        rig = rig_for(look_for(spec(setting=setting, seed=seed), np.random.default_rng(seed)))
        key, fill = np.array(rig.key_rgb), np.array(rig.ambient_rgb)
        assert key.max() < 1.45 * key.min()
        assert key.mean() > fill.mean() > 0.1
        assert max(rig.rim_rgb) > 0.5


class Watched(Vehicles):
    """Vehicles that are written down instead of drawn."""

    def __init__(self, canvas: Canvas, view: View) -> None:
        super().__init__(canvas, view, look_for(spec(), np.random.default_rng(0)))
        self.seen: list[Placed] = []

    def draw(self, frame_u8: NDArray[np.uint8], placed: Placed, pose: Pose) -> None:
        del frame_u8, pose
        self.seen.append(placed)

    def lens(self, pose: Pose) -> Lens:
        return self._lens(pose)


@pytest.mark.parametrize("pose", [Pose(0, 0, 1), Pose(9, -2, 1.05), Pose(-14, 3, 1.2)])
def test_vehicles_stand_where_everything_else_does(pose: Pose) -> None:
    lens = Watched(SIZE, VIEW).lens(pose)
    for place_m in ((-3.0, 0.0, 8.0), (2.5, 0.0, 30.0), (4.0, 0.0, 120.0)):
        x, y, per_m = VIEW.on_frame(place_m, pose, SIZE)
        seen = lens.seen(np.array([place_m[0]]), np.array([place_m[2]]))[0]
        assert np.allclose(seen[:3], (x, y, per_m), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("noun", ["taxi", "bus", "motorcycle"])
@pytest.mark.parametrize("seed", range(6))
def test_who_is_asked_for_stays_in_the_picture(noun: str, seed: int) -> None:
    canvas = Canvas(160, 90) if seed % 2 else Canvas(90, 160)
    view = street_view(canvas, np.random.default_rng(seed), has_people=True)
    rng = np.random.default_rng(seed)
    road = build_street(look_for(spec(), rng), paint_signs("neon", 1), rng, towering=1.0).road
    watched = Watched(canvas, view)
    driver = Driver(canvas, view, road, watched, Subject(noun=noun), seconds=4.0, seed=seed)
    for t_s in (0.0, 2.0, 4.0):
        driver.draw(np.zeros((1, 1, 3), np.uint8), t_s, Pose(0, 0, 1))
    for placed in watched.seen:
        near_m = placed.along_m - placed.mesh.length_m / 2
        x, y, per_m = view.on_frame((placed.lateral_m, 0.0, near_m), Pose(0, 0, 1), canvas)
        half = per_m * placed.mesh.width_m / 2
        assert half < x < canvas.width_px - half
        assert y < canvas.height_px
    assert len({placed.along_m for placed in watched.seen}) == 3


def test_nouns_become_models_or_stay_icons() -> None:
    assert model_of(Subject(noun="taxi")) == "taxi"
    assert model_of(Subject(noun="cyclist", action="cycle")) == "bicycle"
    assert model_of(Subject(noun="tractor")) is None
    assert model_of(Subject(noun="person")) is None


def test_a_looping_street_s_hero_returns() -> None:
    watched = Watched(SIZE, VIEW)
    road = build_street(
        look_for(spec(), np.random.default_rng(1)), paint_signs("plain", 1),
        np.random.default_rng(1), towering=1.0,
    ).road  # fmt: skip
    taxi = Subject(noun="taxi")
    driver = Driver(SIZE, VIEW, road, watched, taxi, seconds=4.0, seed=1, loops=True)
    for t_s in (0.0, 4.0):
        driver.draw(np.zeros((1, 1, 3), np.uint8), t_s, Pose(0, 0, 1))
    first, last = watched.seen
    assert np.isclose(first.along_m, last.along_m)


def test_a_season_is_told_by_the_trees() -> None:
    road = build_street(
        look_for(spec(), np.random.default_rng(1)), paint_signs("plain", 1),
        np.random.default_rng(1), towering=1.0,
    ).road  # fmt: skip
    view = street_view(SIZE, np.random.default_rng(1), has_people=True)

    def trees(**changes: object) -> int:
        made = spec(setting="street", time="day", weather="clear", **changes)
        look = look_for(made, np.random.default_rng(made.seed))
        light = daylight(made.time, made.weather, made.seed)
        return len(trees_along(made, SIZE, view, look, light, road))

    assert trees(season="autumn") > 3
    assert trees(season="autumn", without=("trees",)) == 0
    assert not has_trees(spec(season="spring"))
    shown = [has_trees(spec(setting="street", seed=seed)) for seed in range(40)]
    assert 10 < sum(shown) < 32


def test_a_winter_street_is_white() -> None:
    street = {"setting": "street", "time": "day", "weather": "clear", "seed": 8}
    winter, summer = shot(spec(season="winter", **street)), shot(spec(season="summer", **street))
    assert winter[-12:].mean() > summer[-12:].mean() + 20
