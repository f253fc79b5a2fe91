"""What every painter of a setting promises, held over all of them.

The tiny frames of `make test` take one setting of each painter through the contract; `make
test-all` takes every setting through every hour and weather, ratio and season.
"""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings import PAINTERS, scene_class
from kinoloom.generators.painted.spec import (
    SceneSpec,
    Season,
    SettingName,
    Style,
    Subject,
    Time,
    Weather,
)

FPS = Fraction(24)
FRAMES = 24
WIDE = Canvas(128, 72)
RATIOS = {
    "16:9": (128, 72),
    "9:16": (72, 128),
    "1:1": (96, 96),
    "4:5": (96, 120),
    "21:9": (168, 72),
}
WITHOUT_DAYS: frozenset[SettingName] = frozenset(
    ("space", "moon", "abstract", "aurora", "night_sky", "stage", "studio")
)
"""Where the hour does not decide how bright it is: lamps do, or there is no day."""
OF_EACH_PAINTER: dict[str, SettingName] = {path: name for name, path in PAINTERS.items()}


def frame_of(spec: SceneSpec, canvas: Canvas = WIDE, index: int = 5) -> NDArray[np.uint8]:
    """A frame of a shot of one second."""
    return scene_class(spec.setting)(spec, canvas, FPS, FRAMES).frame(index)


def check(frame: NDArray[np.uint8], canvas: Canvas) -> None:
    """Shape and kind of a frame, and that something is on it."""
    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 3


@pytest.mark.parametrize("setting", sorted(OF_EACH_PAINTER.values()))
class TestEachPainter:
    def test_any_order_gives_the_same_bits(self, setting: SettingName) -> None:
        spec = SceneSpec(setting=setting, time="day", seed=4)
        one, other = (scene_class(setting)(spec, WIDE, FPS, FRAMES) for _ in range(2))
        late, early = one.frame(20), one.frame(2)
        check(late, WIDE)
        np.testing.assert_array_equal(other.frame(2), early)
        np.testing.assert_array_equal(other.frame(20), late)

    def test_it_lives_before_a_camera_that_stands_still(self, setting: SettingName) -> None:
        spec = SceneSpec(setting=setting, time="golden_hour", move="static", seed=5)
        scene = scene_class(setting)(spec, WIDE, FPS, FRAMES)
        first, last = (scene.frame(index).astype(int) for index in (0, FRAMES - 1))
        assert (np.abs(first - last).max(axis=2) > 5).mean() > 0.002

    def test_seeds_compose_differently(self, setting: SettingName) -> None:
        one, other = (
            frame_of(SceneSpec(setting=setting, time="day", seed=seed)).astype(int)
            for seed in (11, 12)
        )
        assert np.abs(one - other).mean() > 4

    def test_whoever_is_named_is_seen(self, setting: SettingName) -> None:
        spec = SceneSpec(setting=setting, time="day", move="static", seed=6)
        peopled = spec.model_copy(update={"subjects": (Subject(noun="dog"),)})
        assert not np.array_equal(frame_of(spec), frame_of(peopled))

    def test_what_belongs_to_the_place_is_played_by_no_one(self, setting: SettingName) -> None:
        nouns = ("moon", "bench", "tree", "lighthouse", "lamp")
        subjects = tuple(Subject(noun=noun) for noun in nouns)
        check(frame_of(SceneSpec(setting=setting, time="day", subjects=subjects, seed=7)), WIDE)


@pytest.mark.slow
@pytest.mark.parametrize("setting", sorted(PAINTERS))
class TestEverySetting:
    @pytest.mark.parametrize("time", get_args(Time))
    def test_every_hour_and_weather(self, setting: SettingName, time: Time) -> None:
        for seed, weather in enumerate(get_args(Weather)):
            found: Weather = weather
            check(frame_of(SceneSpec(setting=setting, time=time, weather=found, seed=seed)), WIDE)

    @pytest.mark.parametrize("ratio", RATIOS)
    def test_every_ratio(self, setting: SettingName, ratio: str) -> None:
        canvas = Canvas(*RATIOS[ratio])
        spec = SceneSpec(
            setting=setting, time="day", seed=7, subjects=(Subject(noun="woman", action="walk"),)
        )
        check(frame_of(spec, canvas), canvas)

    def test_every_season_and_style(self, setting: SettingName) -> None:
        seasons: tuple[Season, ...] = get_args(Season)
        styles: tuple[Style, ...] = get_args(Style)
        for season in seasons:
            check(frame_of(SceneSpec(setting=setting, time="dawn", season=season, seed=8)), WIDE)
        for style in styles:
            check(frame_of(SceneSpec(setting=setting, time="dusk", style=style, seed=9)), WIDE)


@pytest.mark.slow
@pytest.mark.parametrize("setting", sorted(PAINTERS.keys() - WITHOUT_DAYS))
def test_nights_are_darker_than_days(setting: SettingName) -> None:
    day, night = (
        np.mean([frame_of(SceneSpec(setting=setting, time=time, seed=s)).mean() for s in (1, 2)])
        for time in ("day", "night")
    )
    assert night < 0.8 * day
