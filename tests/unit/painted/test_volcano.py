"""Volcanoes: seeds that compose differently, an eruption that moves, returns and can be refused."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.deep.clock import Clock
from kinoloom.generators.painted.settings.volcano.births import Births
from kinoloom.generators.painted.settings.volcano.place import KINDS, site_of
from kinoloom.generators.painted.settings.volcano.scene import Volcano
from kinoloom.generators.painted.spec import SceneSpec, Season, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE = Canvas(96, 54)
FPS = Fraction(24)
SEEDS = {kind: seed for seed, kind in enumerate(KINDS)}


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"setting": "volcano", "time": "dusk", "seed": 1, "move": "static"}
    return SceneSpec(**(given | changes))


def frame_of(index: int = 5, canvas: Canvas = WIDE, **changes: Any) -> NDArray[np.uint8]:
    return Volcano(spec_of(**changes), canvas, FPS, 48).frame(index)


def warmth(frame: NDArray[np.uint8]) -> float:
    """How many pixels glow."""
    red, blue = frame[..., 0].astype(int), frame[..., 2].astype(int)
    return float((red - blue > 110).mean())


@pytest.fixture(scope="module")
def river() -> Volcano:
    return Volcano(spec_of(seed=SEEDS["river"]), WIDE, FPS, 48)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("canvas", [WIDE, Canvas(54, 96)])
def test_a_frame_is_the_frame_s_size(kind: str, canvas: Canvas) -> None:
    frame = frame_of(canvas=canvas, seed=SEEDS[kind])

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 10


def test_frames_come_in_any_order(river: Volcano) -> None:
    first, later = river.frame(3), river.frame(20)

    assert np.array_equal(river.frame(3), first)
    assert not np.array_equal(first, later)


def test_a_seed_is_reproducible(river: Volcano) -> None:
    assert np.array_equal(frame_of(7, seed=SEEDS["river"]), river.frame(7))


def test_neighbouring_seeds_are_composed_differently() -> None:
    kinds = [site_of(spec_of(seed=seed), WIDE).kind for seed in range(4)]

    assert len(set(kinds)) == len(KINDS)


@pytest.mark.parametrize("kind", ["caldera", "river"])
def test_without_lava_nothing_glows(kind: str) -> None:
    given: dict[str, Any] = {"seed": SEEDS[kind], "time": "night"}

    assert warmth(frame_of(**given)) > 0.02
    assert warmth(frame_of(**given, without=("lava",))) == 0


def test_without_smoke_there_is_no_plume() -> None:
    assert not site_of(spec_of(without=("smoke",)), WIDE).plume


def test_motion_makes_it_erupt_harder() -> None:
    calm, wild = (site_of(spec_of(motion=motion), WIDE).vigour for motion in (0.1, 1.0))

    assert wild > calm + 0.3


def test_births_return_when_the_film_loops() -> None:
    births = Births(Clock(2.0, loops=True), rate_hz=9.3, life_s=5.0, seed=4)
    now, later = births.at(0.4), births.at(2.4)

    assert np.allclose(now.age_s, later.age_s)
    assert np.array_equal(now.lot, later.lot)


def test_someone_stands_before_it() -> None:
    walker = (Subject(noun="astronaut", action="walk"),)
    given: dict[str, Any] = {"seed": SEEDS["caldera"], "time": "day"}

    assert not np.array_equal(frame_of(**given, subjects=walker), frame_of(**given))


@pytest.mark.parametrize("weather", get_args(Weather))
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_serves_every_weather(kind: str, weather: Weather) -> None:
    assert frame_of(seed=SEEDS[kind], weather=weather).std() > 5


@pytest.mark.parametrize("time", get_args(Time))
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_serves_every_time(kind: str, time: Time) -> None:
    assert frame_of(seed=SEEDS[kind], time=time).std() > 5


@pytest.mark.parametrize("season", get_args(Season))
@pytest.mark.slow
def test_serves_every_season(season: Season) -> None:
    assert frame_of(season=season, time="day").std() > 8
