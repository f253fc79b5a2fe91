"""Loops of every painter: the last frame leads into the first as any frame into the next."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight
from kinoloom.generators.painted.cast.blocking import Ground, block
from kinoloom.generators.painted.easel.camera import Pose, move_for
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.looping import Loop, dissolve_s, scene_of
from kinoloom.generators.painted.settings import PAINTERS
from kinoloom.generators.painted.spec import Move, SceneSpec, SettingName, Subject, Weather

FPS = Fraction(24)
FRAMES = 24
WIDE = Canvas(128, 72)
STILL = Pose(0.0, 0.0, 1.0)
MOST = 1.6
"""How much larger than the largest step elsewhere the step over the seam may be."""
SLOW_PAINTERS = frozenset(
    ("abstract", "deep", "forest", "hamlet", "highway", "interior", "meadow", "park", "sea",
     "stage", "volcano")
)  # fmt: skip
OF_EACH_PAINTER: dict[str, SettingName] = {path: name for name, path in PAINTERS.items()}


def painter(setting: SettingName) -> str:
    """The folder of who paints it."""
    return PAINTERS[setting].partition(":")[0]


def loop(setting: SettingName, **words: object) -> SceneSpec:
    """A spec of a film that loops."""
    return SceneSpec.model_validate(
        {"setting": setting, "time": "day", "loop": True, "seed": 21, **words}
    )


def steps(spec: SceneSpec, frame_count: int = FRAMES) -> NDArray[np.float64]:
    """How far each frame is from the one before it; the first step is that over the seam."""
    scene = scene_of(spec, WIDE, FPS, frame_count)
    frames = [scene.frame(index).astype(np.int16) for index in range(frame_count)]
    return np.array([np.abs(frames[k] - frames[k - 1]).mean() for k in range(frame_count)])


def check(spec: SceneSpec) -> None:
    """No seam."""
    found = steps(spec)
    assert found[0] <= MOST * found[1:].max()


class TestEachPainter:
    @pytest.mark.parametrize(
        "setting",
        [
            pytest.param(name, marks=[pytest.mark.slow] if painter(name) in SLOW_PAINTERS else [])
            for name in sorted(OF_EACH_PAINTER.values())
        ],
    )
    def test_a_moving_camera_and_a_walker_leave_no_seam(self, setting: SettingName) -> None:
        walker = Subject(noun="woman", action="walk")
        check(loop(setting, move="truck_right", subjects=(walker,)))

    @pytest.mark.slow
    @pytest.mark.parametrize("setting", sorted(PAINTERS))
    def test_no_weather_leaves_a_seam(self, setting: SettingName) -> None:
        for weather in get_args(Weather):
            check(loop(setting, weather=weather, move="handheld"))


class Count:
    """A scene whose frames are as bright as their index, and which notes what it paints."""

    def __init__(self) -> None:
        self.painted: list[int] = []

    def frame(self, index: int) -> NDArray[np.uint8]:
        self.painted.append(index)
        return np.full((2, 2, 3), index, np.uint8)


class TestTheDissolve:
    def test_the_first_frame_follows_the_last_and_the_middle_is_untouched(self) -> None:
        film = Loop(Count(), 60, FPS)
        levels = [int(film.frame(index)[0, 0, 0]) for index in range(60)]
        assert levels[0] == 60
        last = film.dissolve_frames
        assert levels[last:] == list(range(last, 60))
        # Neither its beginning nor its end is abrupt.
        assert abs(levels[1] - 60) <= 1
        assert max(abs(a - b) for a, b in pairwise(levels[: last + 1])) <= 1.6 * 60 / last

    def test_only_the_dissolve_is_painted_twice(self) -> None:
        scene = Count()
        film = Loop(scene, 60, FPS)
        for index in range(60):
            film.frame(index)
        assert len(scene.painted) == 60 + film.dissolve_frames - 1

    def test_a_short_film_is_not_all_dissolve(self) -> None:
        assert Loop(Count(), 12, FPS).dissolve_frames == 4

    def test_any_order_gives_the_same_bits(self) -> None:
        spec = loop("street", weather="rain", subjects=(Subject(noun="dog", action="walk"),))
        one, other = (scene_of(spec, WIDE, FPS, FRAMES) for _ in range(2))
        late, early = one.frame(20), one.frame(3)
        np.testing.assert_array_equal(other.frame(3), early)
        np.testing.assert_array_equal(other.frame(20), late)

    def test_no_loop_no_dissolve(self) -> None:
        spec = loop("desert", loop=False)
        assert not isinstance(scene_of(spec, WIDE, FPS, FRAMES), Loop)

    def test_the_sea_closes_by_itself(self) -> None:
        assert not isinstance(scene_of(loop("ocean"), WIDE, FPS, FRAMES), Loop)


@pytest.mark.parametrize("move", get_args(Move))
def test_every_move_returns_without_a_stop(move: Move) -> None:
    path = move_for(loop("desert", move=move), WIDE, 4.0)
    poses = [path.at(index, 96) for index in range(97)]
    first, last = (np.array([p.x_px, p.y_px, p.zoom]) for p in (poses[0], poses[-1]))
    np.testing.assert_allclose(first, last, atol=1e-9)
    x = np.array([pose.x_px for pose in poses[:-1]])
    bends = np.abs(np.roll(x, 1) + np.roll(x, -1) - 2 * x)
    assert bends[0] <= 1.2 * bends[1:].max() + 1e-9


@pytest.mark.parametrize("weather", get_args(Weather))
def test_weather_returns_after_the_film(weather: Weather) -> None:
    canvas = Canvas(320, 180)
    spec = loop("desert", weather=weather)
    light = daylight(spec.time, weather, spec.seed)
    air = Conditions(spec, canvas, light, horizon_y_px=120.0, seconds=5.0)

    def drawn(t_s: float) -> NDArray[np.uint8]:
        frame = np.full((180, 320, 3), 90, np.uint8)
        air.draw_far(frame, t_s, STILL)
        air.draw_splashes(frame, t_s)
        air.draw_near(frame, t_s, STILL)
        return frame

    for t_s in (0.0, 0.7, 3.1):
        apart = np.abs(drawn(t_s).astype(int) - drawn(t_s + 5.0))
        assert apart.mean() < 0.05


class TestTheCast:
    def test_who_can_goes_round_and_is_there_at_first(self) -> None:
        spec = loop("meadow", subjects=(Subject(noun="woman", action="run"),))
        canvas, seconds = Canvas(320, 180), 8.0
        move = move_for(spec, canvas, seconds)
        ground = Ground(170.0, 110.0, 1.0, None)
        (runner,) = block(
            spec, canvas, ground, height_px=50.0, x_px=None, seconds=seconds, haze=0.0, move=move
        )
        assert runner.laps >= 1
        at = [runner.extent(t_s, STILL, canvas, seconds) for t_s in (0.0, seconds)]
        assert at[0].left_px == pytest.approx(at[1].left_px)
        assert at[0].left_px > 0
        assert at[0].right_px < 320
        out_s = seconds / runner.laps / 2
        assert runner.extent(out_s - 1e-6, STILL, canvas, seconds).left_px > 320
        assert runner.extent(out_s + 1e-6, STILL, canvas, seconds).right_px < 0

    def test_who_cannot_comes_in_when_the_dissolve_is_over(self) -> None:
        spec = loop("meadow", subjects=(Subject(noun="woman", action="walk"),))
        canvas, seconds = Canvas(320, 180), 6.0
        ground = Ground(170.0, 110.0, 1.0, None)
        (walker,) = block(
            spec, canvas, ground, height_px=50.0, x_px=None, seconds=seconds, haze=0.0
        )
        assert not walker.laps
        half_s = dissolve_s(seconds) / 2
        assert walker.extent(half_s, STILL, canvas, seconds).right_px < 0
        after = walker.extent(seconds + half_s, STILL, canvas, seconds)
        assert after.left_px > 0.3 * canvas.width_px
        assert after.right_px < canvas.width_px

    def test_all_take_whole_steps_and_breaths(self) -> None:
        subjects = (Subject(noun="turtle", action="walk"), Subject(noun="man", action="stand"))
        spec = loop("meadow", subjects=subjects)
        canvas, seconds = Canvas(320, 180), 5.0
        ground = Ground(170.0, 110.0, 1.0, None)
        actors = block(spec, canvas, ground, height_px=50.0, x_px=None, seconds=seconds, haze=0.0)
        for actor in actors:
            cycles = seconds * actor.pace / actor.performer.cycle_s
            assert cycles == pytest.approx(round(cycles))
            assert round(cycles) > 0
