"""Objects on a table and in a studio: whole frames, every noun, light and steam that move."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.tabletop.backdrop import Backdrop
from kinoloom.generators.painted.settings.tabletop.fields import lathe, smooth
from kinoloom.generators.painted.settings.tabletop.layout import compose, modelled
from kinoloom.generators.painted.settings.tabletop.light import window_light
from kinoloom.generators.painted.settings.tabletop.march import distance, sunlit
from kinoloom.generators.painted.settings.tabletop.objects import (
    MAKERS,
    goods_of,
    make,
    object_name,
)
from kinoloom.generators.painted.settings.tabletop.parts import Stood, furnish
from kinoloom.generators.painted.settings.tabletop.scene import Tabletop
from kinoloom.generators.painted.settings.tabletop.surface import table_top
from kinoloom.generators.painted.spec import SceneSpec, Subject, Surface, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(96, 54), Canvas(54, 96)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)
MUG = (Subject(noun="mug"),)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": "tabletop", "time": "day", "seed": 3} | changes
    return SceneSpec(**given)


@lru_cache(maxsize=64)
def scene_of(spec_json: str, canvas: Canvas) -> Tabletop:
    return Tabletop(SceneSpec.model_validate_json(spec_json), canvas, FPS, 48)


def frame_of(index: int = 5, canvas: Canvas = WIDE, **changes: Any) -> NDArray[np.uint8]:
    return scene_of(spec_of(**changes).model_dump_json(), canvas).frame(index)


@pytest.mark.parametrize("canvas", [WIDE, TALL, Canvas(64, 64), Canvas(112, 48)])
@pytest.mark.parametrize("setting", ["tabletop", "studio"])
def test_a_frame_is_the_frame_s_size(canvas: Canvas, setting: str) -> None:
    frame = frame_of(0, canvas, setting=setting)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous


@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.parametrize("setting", ["tabletop", "studio"])
@pytest.mark.slow
def test_serves_every_weather(weather: Weather, setting: str) -> None:
    assert frame_of(weather=weather, setting=setting, subjects=MUG).std() > 8


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("setting", ["tabletop", "studio"])
@pytest.mark.slow
def test_serves_every_time(time: Time, setting: str) -> None:
    assert frame_of(time=time, setting=setting, subjects=MUG).std() > 8


@pytest.mark.parametrize("surface", get_args(Surface))
def test_a_table_is_of_what_the_words_ask_for(surface: Surface) -> None:
    tops = [table_top(spec_of(surface=surface, seed=seed)) for seed in range(4)]

    assert len({top.kind for top in tops}) == 1
    assert tops[0].row(2.0).shape == table_top(spec_of()).row(2.0).shape


def test_a_top_has_the_colour_asked_for() -> None:
    white, black = (
        table_top(spec_of(surface="marble", surface_colour=code)) for code in ("#f0efe9", "#1f2024")
    )

    assert white.mean.mean() > 4 * black.mean.mean()
    assert min(black.pale) > max(black.dark), "dark marble has pale veins"


def test_a_table_of_wood_is_not_one_of_marble() -> None:
    wood, marble = (frame_of(surface=surface, subjects=MUG) for surface in ("wood", "marble"))

    assert np.abs(wood.astype(int) - marble).mean() > 4


def test_a_table_by_a_window_is_on_no_terrace() -> None:
    canvas = Canvas(64, 36)
    open_air = [seed for seed in range(12) if _is_open(spec_of(seed=seed), canvas)]

    assert open_air
    assert not _is_open(spec_of(seed=open_air[0], window=True), canvas)


def _is_open(spec: SceneSpec, canvas: Canvas) -> bool:
    layout = compose(spec, canvas, studio=False)
    return Backdrop(spec, canvas, layout, window_light(spec)).is_open


@pytest.mark.parametrize("setting", ["tabletop", "studio"])
def test_night_is_darker_than_day(setting: str) -> None:
    day, night = (frame_of(time=time, setting=setting, subjects=MUG) for time in ("day", "night"))

    assert night.mean() < 0.8 * day.mean()


@pytest.mark.parametrize("setting", ["tabletop", "studio"])
def test_frames_depend_only_on_spec_and_index(setting: str) -> None:
    spec = spec_of(setting=setting, subjects=MUG, move="static")
    first, second = Tabletop(spec, WIDE, FPS, 48), Tabletop(spec, WIDE, FPS, 48)
    late = first.frame(30)
    first.frame(2)

    assert np.array_equal(late, second.frame(30))
    assert np.array_equal(late, first.frame(30))


@pytest.mark.parametrize("setting", ["tabletop", "studio"])
def test_something_moves_before_a_still_camera(setting: str) -> None:
    changes: dict[str, Any] = {"setting": setting, "move": "static", "subjects": MUG}
    before, after = (frame_of(index, **changes).astype(int) for index in (2, 30))

    assert (np.abs(before - after).max(axis=2) > 6).mean() > 0.02


def test_seeds_change_the_composition() -> None:
    layouts = [compose(spec_of(seed=seed), WIDE, studio=False) for seed in range(30)]
    things = {tuple(one.thing.name for one in layout.stood) for layout in layouts}

    assert len(things) > 12
    assert np.ptp([layout.edge_y_px for layout in layouts]) > 0.08 * WIDE.height_px
    assert not np.array_equal(frame_of(seed=1), frame_of(seed=2))


@pytest.mark.parametrize("canvas", [WIDE, TALL, Canvas(112, 48)])
@pytest.mark.parametrize("name", sorted(MAKERS))
def test_every_object_is_whole_in_the_frame(name: str, canvas: Canvas) -> None:
    layout = compose(spec_of(subjects=(Subject(noun=name),)), canvas, studio=False)
    hero = layout.stood[0]
    half = hero.thing.seen_half * layout.px_per_unit
    x = layout.middle_x_px + (hero.x + hero.thing.middle_x) * layout.px_per_unit
    top = layout.foot_y_px - hero.thing.height * layout.px_per_unit

    assert x - half > canvas.margin_x_px
    assert x + half < canvas.margin_x_px + canvas.width_px
    assert top > canvas.margin_y_px
    assert layout.foot_y_px < canvas.margin_y_px + canvas.height_px
    assert layout.edge_y_px < layout.foot_y_px


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_every_object_stands_on_the_table(name: str) -> None:
    room = furnish((Stood(make(name, 4, 0), 0.0, 0.0),))
    x, y, z, reach = room.bounds[0, :4]
    across = np.linspace(-1, 1, 21) * reach
    packed = (room.parts, room.bounds, room.cells, room.fields)
    low = min(distance(*packed, x + a, 0.0, z + b, 9.0) for a in across for b in across)
    above = min(distance(*packed, x + a, y + 1.2 * reach, z, 9.0) for a in across)

    assert low < 0.08
    assert above > 0


def test_many_are_arranged_side_by_side() -> None:
    layout = compose(spec_of(subjects=(Subject(noun="orange", count=3),)), WIDE, studio=False)
    placed = [(one.x, one.z) for one in layout.stood if one.is_hero]

    assert len(placed) == 3
    for k, (x, z) in enumerate(placed):
        assert all(np.hypot(x - u, z - w) > 0.55 for u, w in placed[:k])


def test_the_colour_that_was_asked_for_is_there() -> None:
    changes: dict[str, Any] = {"seed": 5, "composition": "close_up", "light": "front"}
    red = frame_of(subjects=(Subject(noun="mug", colour="#c8322b"),), **changes).astype(int)
    blue = frame_of(subjects=(Subject(noun="mug", colour="#2f66c4"),), **changes).astype(int)
    middle = np.s_[20:42, 36:60]

    assert (red[middle][..., 0] - red[middle][..., 2]).mean() > 15 + (
        blue[middle][..., 0] - blue[middle][..., 2]
    ).mean()


def test_nouns_find_their_objects() -> None:
    assert object_name("hot beverage") == "cup"
    assert object_name("Running Shoes") == "shoe"
    assert object_name("lotion bottle") == "perfume"
    assert object_name("elephant") is None


def test_what_has_no_model_stands_there_as_an_icon() -> None:
    elephant = (Subject(noun="elephant"),)
    things, rest = modelled(spec_of(subjects=elephant))
    empty = frame_of(subjects=MUG, seed=6)
    frame = frame_of(subjects=elephant, seed=6)

    assert not things
    assert [subject.noun for subject in rest] == ["elephant"]
    assert not np.array_equal(frame, empty)


def test_people_stand_in_a_studio() -> None:
    frame = frame_of(setting="studio", subjects=(Subject(noun="dancer", action="dance"),))

    assert frame.std() > 8


def test_a_turned_field_measures_distance() -> None:
    field = lathe(smooth(((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))))
    row = round((0.5 - field.y0) / field.step)
    column = round((0.9 - field.x0) / field.step)

    assert field.values[row, min(column, field.values.shape[1] - 1)] > 0
    assert field.values[row, round((0.2 - field.x0) / field.step)] < -0.2


def test_things_cast_shadows() -> None:
    room = furnish((Stood(make("can", 4, 0), 0.0, 0.0),))
    packed = (room.parts, room.bounds, room.cells, room.fields, room.materials)
    light = (0.7, 0.7, 0.14)
    behind = sunlit(*packed, -0.8, 0.01, -0.1, *light, 30.0, 16.0)
    beside = sunlit(*packed, 0.8, 0.01, 0.1, *light, 30.0, 16.0)

    assert behind < 0.2
    assert beside > 0.95


def test_goods_stand_on_what_flatters_them() -> None:
    def tops(noun: str) -> set[str]:
        subjects = (Subject(noun=noun),)
        return {table_top(spec_of(subjects=subjects, seed=seed)).kind for seed in range(40)}

    assert tops("perfume") == {"stone", "satin", "linen"}
    assert "satin" not in tops("hamburger")
    assert goods_of(spec_of(subjects=(Subject(noun="wristwatch"),))) == "precious"
    assert goods_of(spec_of(subjects=(Subject(noun="watch"), Subject(noun="apple")))) is None
    assert goods_of(spec_of()) is None


def test_no_fruit_lies_beside_a_lipstick() -> None:
    spec = [spec_of(subjects=(Subject(noun="lipstick"),), seed=seed) for seed in range(12)]
    names = {one.thing.name for each in spec for one in compose(each, WIDE, studio=False).stood}
    assert not names & {"apple", "pear", "orange", "lemon", "tomato", "egg", "mug"}


def test_satin_lies_in_folds() -> None:
    seed = next(
        seed
        for seed in range(99)
        if table_top(spec_of(subjects=(Subject(noun="perfume"),), seed=seed)).kind == "satin"
    )
    picture = frame_of(subjects=(Subject(noun="perfume"),), seed=seed)
    assert picture[-14:].astype(float).std() > 4
