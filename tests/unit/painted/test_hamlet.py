"""Villages, farms and castles: every hour and weather, lit windows, what moves."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.air.daylight import daylight
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.hamlet.castle import plan_castle
from kinoloom.generators.painted.settings.hamlet.houses import STYLES, Lot, cottage
from kinoloom.generators.painted.settings.hamlet.lay import castle_seat, lay_out
from kinoloom.generators.painted.settings.hamlet.parts import Mood
from kinoloom.generators.painted.settings.hamlet.plan import lit_share
from kinoloom.generators.painted.settings.hamlet.scene import Hamlet
from kinoloom.generators.painted.settings.hamlet.village import lie_of
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(96, 54), Canvas(54, 96)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)
PLACES = ("village", "farm", "castle")


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": "village", "time": "day", "seed": 3, "move": "static"}
    return SceneSpec(**(given | changes))


def frame_of(index: int = 5, canvas: Canvas = WIDE, **changes: Any) -> NDArray[np.uint8]:
    return Hamlet(spec_of(**changes), canvas, FPS, 48).frame(index)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("canvas", [TALL, Canvas(60, 60), Canvas(126, 54)])
def test_a_frame_is_the_frame_s_size(place: str, canvas: Canvas) -> None:
    frame = frame_of(canvas=canvas, setting=place)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.slow
def test_serves_every_weather(place: str, weather: Weather) -> None:
    assert frame_of(setting=place, weather=weather).std() > 5


@pytest.mark.parametrize("place", PLACES)
def test_nights_are_darker_than_days(place: str) -> None:
    light = {time: frame_of(setting=place, time=time).mean() for time in TIMES}

    assert light["night"] < 0.6 * light["day"]


@pytest.mark.parametrize("place", PLACES)
def test_frames_depend_only_on_spec_and_index_and_move(place: str) -> None:
    first, second = (Hamlet(spec_of(setting=place), WIDE, FPS, 48) for _ in range(2))
    late = first.frame(30)
    early = first.frame(2)

    assert np.array_equal(late, second.frame(30))
    assert np.array_equal(late, first.frame(30))
    assert (np.abs(late.astype(int) - early).max(axis=2) > 8).mean() > 0.01


@pytest.mark.parametrize("place", PLACES)
def test_seeds_differ(place: str) -> None:
    one, other = (frame_of(setting=place, seed=seed).astype(int) for seed in (1, 2))
    assert (np.abs(one - other).max(axis=2) > 40).mean() > 0.1


def test_windows_are_lit_when_it_is_dark() -> None:
    assert lit_share(spec_of()) == 0
    assert lit_share(spec_of(time="dusk")) > 0.5
    assert lit_share(spec_of(time="day", weather="storm")) > 0


def test_a_lit_house_has_lamps_and_smoke() -> None:
    lot = Lot(0.0, 40.0, 0.0, 0.3, 9.0, 6.0, 5.8)
    dark = cottage(lot, STYLES[0], Mood(0.0, 0.0), np.random.default_rng(1))
    lit = cottage(lot, STYLES[0], Mood(1.0, 0.0), np.random.default_rng(1))

    assert not dark.lamps
    assert len(lit.lamps) > 4
    assert lit.flues[0][1] > 5.8


def test_villages_lie_in_different_ways() -> None:
    assert {lie_of(spec_of(seed=seed)) for seed in range(20)} == {"hill", "slope", "lane"}


def test_the_castle_sits_inside_the_frame() -> None:
    for seed in range(20):
        spec = spec_of(setting="castle", seed=seed)
        seat = castle_seat(spec, lay_out(spec, TALL, daylight("day", "clear", seed)))
        x, y = seat.x_px - TALL.margin_x_px, seat.rim_y_px - TALL.margin_y_px
        assert x - 0.3 * seat.wide_px > 0
        assert x + 0.3 * seat.wide_px < TALL.width_px
        assert 0.2 * TALL.height_px < y < 0.7 * TALL.height_px


def test_snow_makes_the_ground_brighter() -> None:
    summer, winter = (frame_of(setting="castle", season=season) for season in ("summer", "winter"))
    assert winter[-10:].mean() > 1.2 * summer[-10:].mean()


def test_who_walks_is_seen() -> None:
    walking = frame_of(subjects=(Subject(noun="girl", action="walk"),))
    assert walking.std() > 10


@pytest.mark.parametrize("weather", ["fog", "sandstorm"])
def test_thick_air_lies_before_all_of_a_castle(weather: Weather) -> None:
    spec = spec_of(setting="castle", weather=weather)
    site = lay_out(spec, WIDE, daylight(spec.time, weather, spec.seed))
    plan = plan_castle(spec, site, castle_seat(spec, site))

    assert plan.flags == plan.banners == []
    clear = spec_of(setting="castle", weather="clear")
    site = lay_out(clear, WIDE, daylight(clear.time, "clear", clear.seed))
    assert plan_castle(clear, site, castle_seat(clear, site)).flags
