"""Particles: each effect in place, alive, steady, and without a seam where the film loops."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight
from kinoloom.generators.painted.air.particles import Particles
from kinoloom.generators.painted.air.timetable import timetable
from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.spec import Effect, SceneSpec, Season

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight

CANVAS = Canvas(160, 90)
EFFECTS: tuple[Effect, ...] = get_args(Effect)
DAY = daylight("day", "clear", 3)
NIGHT = daylight("night", "clear", 3)


def particles(
    name: Effect, *, seed: int = 5, loop: bool = False, canvas: Canvas = CANVAS
) -> Particles:
    return Particles(
        (name,), canvas, seed, light=DAY, motion=0.5, seconds=4.0, loop=loop, season="autumn"
    )


def drawn(
    effect: Particles, t_s: float, *, pose: Pose | None = None, canvas: Canvas = CANVAS
) -> NDArray[np.uint8]:
    frame = np.full((canvas.height_px, canvas.width_px, 3), 70, np.uint8)
    effect.draw(frame, t_s, pose)
    return frame


@pytest.mark.parametrize("name", EFFECTS)
class TestEveryEffect:
    def test_the_same_moment_looks_the_same_in_any_order(self, name: Effect) -> None:
        first, second = particles(name), particles(name)
        early, late = drawn(first, 0.5), drawn(first, 3.25)
        np.testing.assert_array_equal(drawn(second, 3.25), late)
        np.testing.assert_array_equal(drawn(second, 0.5), early)
        assert (early != late).any()

    def test_it_is_seen_and_leaves_most_of_the_frame_alone(self, name: Effect) -> None:
        changed = (drawn(particles(name), 2.0) != 70).any(axis=2).mean()
        assert 0.002 < changed < 0.75

    def test_seeds_differ(self, name: Effect) -> None:
        assert (drawn(particles(name, seed=5), 1.0) != drawn(particles(name, seed=6), 1.0)).any()

    def test_a_loop_has_no_seam(self, name: Effect) -> None:
        looped = particles(name, loop=True)
        first, last = drawn(looped, 0.0).astype(int), drawn(looped, 4.0).astype(int)
        assert np.abs(first - last).mean() < 0.05
        assert (drawn(looped, 2.0) != drawn(looped, 0.0)).any()

    def test_it_moves_steadily(self, name: Effect) -> None:
        effect = particles(name, canvas=Canvas(320, 180))
        canvas = Canvas(320, 180)
        frames = [drawn(effect, 1 + k / 24, canvas=canvas).astype(int) for k in range(12)]
        steps = [float(np.abs(a - b).mean()) for a, b in itertools.pairwise(frames)]
        assert max(steps) < 3 * (sum(steps) / len(steps)) + 0.02

    def test_the_camera_takes_it_along(self, name: Effect) -> None:
        effect = particles(name)
        still = drawn(effect, 1.0, pose=Pose(0, 0, 1))
        assert (drawn(effect, 1.0, pose=Pose(14, 0, 1)) != still).any()

    def test_portrait_works(self, name: Effect) -> None:
        canvas = Canvas(90, 160)
        assert (drawn(particles(name, canvas=canvas), 2.0, canvas=canvas) != 70).any()


def test_paper_is_darker_at_night_and_sparks_are_not() -> None:
    def level(name: Effect, light: Daylight) -> float:
        frame = np.zeros((90, 160, 3), np.uint8)
        Particles(
            (name,), CANVAS, 5, light=light, motion=0.5, seconds=4.0, loop=False
        ).draw(frame, 1.0)  # fmt: skip
        return float(frame.max(axis=2)[frame.any(axis=2)].mean())

    assert level("confetti", NIGHT) < 0.75 * level("confetti", DAY)
    assert level("sparks", NIGHT) == pytest.approx(level("sparks", DAY))


def test_steam_rises_from_its_source() -> None:
    canvas = CANVAS
    place = (canvas.margin_x_px + 50.0, canvas.margin_y_px + 60.0)
    steam = Particles(
        ("steam",), canvas, 5, light=DAY, motion=0.5, seconds=4.0, loop=False, source_px=place
    )
    rows, columns = np.nonzero((drawn(steam, 2.0) != 70).any(axis=2))
    assert rows.max() < 66
    assert rows.min() < 45
    assert abs(columns.mean() - 50) < 15


def test_nothing_named_draws_nothing() -> None:
    nothing = Particles((), CANVAS, 1, light=DAY, motion=0.5, seconds=4.0, loop=False)
    assert (drawn(nothing, 1.0) == 70).all()


def test_lives_fit_the_period_whether_shorter_or_longer() -> None:
    for life_s in (0.7, 3.1, 11.0):
        table = timetable(3, 40, lambda _, life=life_s: life, period_s=4.0)
        first, last = table.at(0.3), table.at(4.3)
        before = sorted(zip(table.lane, np.round(first.share, 6), first.lap, strict=True))
        after = sorted(zip(table.lane, np.round(last.share, 6), last.lap, strict=True))
        assert before == after


class TestConditions:
    @staticmethod
    def near(spec: SceneSpec) -> NDArray[np.uint8]:
        light = daylight(spec.time, spec.weather, spec.seed)
        conditions = Conditions(spec, CANVAS, light, horizon_y_px=60.0, seconds=4.0)
        frame = np.full((90, 160, 3), 70, np.uint8)
        conditions.draw_near(frame, 1.0, Pose(0, 0, 1))
        return frame

    def test_effects_of_the_spec_are_drawn(self) -> None:
        spec = SceneSpec(setting="meadow", time="day", effects=("confetti",))
        assert (self.near(spec) != 70).any()
        assert (self.near(spec.model_copy(update={"effects": ()})) == 70).all()

    @pytest.mark.parametrize("season", [None, *get_args(Season)])
    def test_wind_carries_what_the_season_has(self, season: Season | None) -> None:
        spec = SceneSpec(setting="meadow", time="day", weather="wind", season=season)
        assert (self.near(spec) != 70).any()

    def test_autumn_wind_has_leaves_of_rust(self) -> None:
        spec = SceneSpec(setting="meadow", time="day", weather="wind", season="autumn", seed=2)
        frame = self.near(spec).astype(int)
        assert (frame[..., 0] - frame[..., 2]).max() > 60

    def test_no_leaf_blows_on_mars(self) -> None:
        spec = SceneSpec(setting="mars", time="day", weather="wind", season="autumn", seed=2)
        frame = self.near(spec).astype(int)
        assert (frame != 70).any()
        assert (frame[..., 0] - frame[..., 2]).max() < 60
