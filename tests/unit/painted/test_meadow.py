"""Open country: seeds that compose differently, wind that moves, flowers that were asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.meadow.blooms import flower_of
from kinoloom.generators.painted.settings.meadow.gusts import wind_of
from kinoloom.generators.painted.settings.meadow.prospect import compose
from kinoloom.generators.painted.settings.meadow.relief import NO_MOUNDS, Relief, lens_for
from kinoloom.generators.painted.settings.meadow.scene import Meadow
from kinoloom.generators.painted.settings.meadow.seasons import cover_of
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(96, 54), Canvas(54, 96)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": "meadow", "time": "day", "seed": 1, "move": "static"}
    return SceneSpec(**(given | changes))


def frame_of(index: int = 5, canvas: Canvas = WIDE, **changes: Any) -> NDArray[np.uint8]:
    return Meadow(spec_of(**changes), canvas, FPS, 48).frame(index)


@pytest.fixture(scope="module")
def day() -> Meadow:
    return Meadow(spec_of(), WIDE, FPS, 48)


@pytest.mark.parametrize("canvas", [WIDE, TALL, Canvas(60, 60), Canvas(126, 54)])
def test_a_frame_is_the_frame_s_size(canvas: Canvas) -> None:
    frame = frame_of(canvas=canvas)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous


@pytest.mark.parametrize("setting", ["meadow", "storm"])
@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.slow
def test_serves_every_weather(setting: str, weather: Weather) -> None:
    assert frame_of(setting=setting, weather=weather).std() > 6


@pytest.mark.parametrize("setting", ["meadow", "storm"])
def test_nights_are_darker_than_days(setting: str) -> None:
    light = {time: frame_of(setting=setting, time=time).mean() for time in TIMES}

    assert light["night"] < 0.6 * light["day"]
    assert light["dusk"] < light["day"]


def test_frames_depend_only_on_spec_and_index(day: Meadow) -> None:
    late = day.frame(30)
    day.frame(2)

    assert np.array_equal(late, frame_of(30))
    assert np.array_equal(late, day.frame(30))


def test_something_moves_before_a_still_camera(day: Meadow) -> None:
    first, later = day.frame(0).astype(int), day.frame(24).astype(int)
    moved = np.abs(first - later).max(axis=2) > 12

    assert moved[WIDE.height_px // 2 :].mean() > 0.05


def test_seeds_change_the_composition() -> None:
    prospects = [compose(spec_of(seed=seed), WIDE) for seed in range(40)]

    assert {prospect.side for prospect in prospects} == {-1, 1}
    assert len({prospect.hero for prospect in prospects}) >= 5
    assert np.ptp([prospect.lens.horizon_px for prospect in prospects]) > 0.1 * WIDE.height_px


def test_snow_makes_the_ground_brighter(day: Meadow) -> None:
    below = np.s_[-12:]
    assert frame_of(season="winter")[below].mean() > 1.25 * day.frame(5)[below].mean()


@pytest.mark.parametrize(
    ("noun", "kind"),
    [("sunflower", "sunflower"), ("poppies", "poppy"), ("Lavender", "lavender"), ("flowers", ""),
     ("cherry blossoms", "blossom"), ("horse", None)],
)  # fmt: skip
def test_knows_flowers_from_other_subjects(noun: str, kind: str | None) -> None:
    assert flower_of(noun) == kind


def test_flowers_asked_for_are_sown_in_their_colour() -> None:
    cover = cover_of(spec_of(subjects=(Subject(noun="tulip", colour="#ffffff"),)))

    assert [species.name for species in cover.species] == ["tulip"]
    assert cover.species[0].petals[0] == "#ffffff"
    assert cover.is_asked


def test_no_flowers_where_none_are_wanted() -> None:
    assert cover_of(spec_of(without=("flowers",))).species == ()


def test_a_field_of_sunflowers_is_yellow(day: Meadow) -> None:
    def yellow(frame: NDArray[np.uint8]) -> float:
        red, green, blue = (frame[30:, :, c].astype(int) for c in range(3))
        return float(((red > 130) & (red > green - 10) & (green > 1.6 * blue)).mean())

    field = frame_of(subjects=(Subject(noun="sunflower", count=3),))
    assert yellow(field) > yellow(day.frame(5)) + 0.05


def test_who_walks_is_seen(day: Meadow) -> None:
    walking = frame_of(subjects=(Subject(noun="girl", action="walk"),), seed=1)
    assert not np.array_equal(walking, day.frame(5))


def test_wind_blows_harder_in_a_storm() -> None:
    calm, storm = wind_of(spec_of(), 1), wind_of(spec_of(weather="storm"), 1)

    assert abs(storm.sway) > 1.5 * abs(calm.sway)
    assert wind_of(spec_of(), -1).heading == -calm.heading


def test_flat_land_is_seen_up_to_its_horizon() -> None:
    lens = lens_for(WIDE, horizon_px=30.0, eye_m=2.0)
    plain = Relief(NO_MOUNDS, roll_m=0.0, cell_m=40.0, flat_m=10.0, seed=1)
    survey = plain.survey(lens, lens.near_m, 300.0, steps=200)
    row = round(lens.horizon_px + 12) - survey.top_px

    assert survey.crest_px.min() >= 29
    assert survey.z_m[row, 10] == pytest.approx(lens.distance_m(lens.horizon_px + 12.5), rel=0.05)
    assert np.allclose(survey.normal[row, :, 1], 1.0, atol=1e-3)


def test_a_tree_asked_for_stands_near() -> None:
    for seed in range(8):
        place = compose(spec_of(seed=seed, subjects=(Subject(noun="tree"),)), WIDE)

        assert place.hero == "oak"
        assert place.hero_z_m < 47


def test_the_sun_stands_where_the_light_comes_from() -> None:
    middle = WIDE.paint_width_px / 2
    for seed in range(8):
        left, right, behind = (
            compose(spec_of(seed=seed, light=light), WIDE) for light in ("left", "right", "behind")
        )

        assert left.sun_x_px < middle < right.sun_x_px
        assert left.sun_dir[0] < 0 < right.sun_dir[0]
        assert abs(behind.sun_x_px - middle) < 0.15 * WIDE.width_px
        assert behind.sun_dir[2] > 0.5
