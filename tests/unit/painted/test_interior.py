"""Rooms with a big window: whole frames, light that follows the hour, curtains that move."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.settings.interior.company import sitter_of
from kinoloom.generators.painted.settings.interior.plan import plan_for
from kinoloom.generators.painted.settings.interior.room import FLOOR, onto_frame
from kinoloom.generators.painted.settings.interior.scene import Interior
from kinoloom.generators.painted.settings.interior.solids import BALL, BOX, hit_group
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(112, 63), Canvas(63, 112)
FPS = Fraction(24)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"time": "day", "seed": 1} | changes
    return SceneSpec(setting="interior", **given)


def frame_of(index: int = 5, canvas: Canvas = WIDE, **changes: Any) -> NDArray[np.uint8]:
    return Interior(spec_of(**changes), canvas, FPS, 48).frame(index)


@pytest.fixture(scope="module")
def still() -> Interior:
    return Interior(spec_of(move="static"), WIDE, FPS, 48)


@pytest.mark.parametrize("canvas", [TALL, Canvas(72, 72), Canvas(126, 54)])
def test_a_frame_is_the_frame_s_size(canvas: Canvas) -> None:
    frame = frame_of(canvas=canvas)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    assert frame.std() > 8


@pytest.mark.parametrize("weather", get_args(Weather))
@pytest.mark.slow
def test_serves_every_weather(weather: Weather) -> None:
    assert frame_of(weather=weather).std() > 8


@pytest.mark.parametrize("time", get_args(Time))
@pytest.mark.slow
def test_serves_every_time(time: Time) -> None:
    assert frame_of(time=time).std() > 8


def test_frames_depend_only_on_spec_and_index(still: Interior) -> None:
    late = still.frame(30)
    still.frame(2)
    other = Interior(spec_of(move="static"), WIDE, FPS, 48)

    assert np.array_equal(late, other.frame(30))
    assert np.array_equal(late, still.frame(30))


def test_something_moves_under_a_static_camera(still: Interior) -> None:
    change = np.abs(still.frame(0).astype(int) - still.frame(40)).max(axis=2)
    assert (change > 24).sum() > 5


def test_night_is_darker_than_day_outside_and_warm_inside() -> None:
    day, night = frame_of(seed=13), frame_of(seed=13, time="night")

    assert night.mean() < 0.9 * day.mean()
    warmth = [float(f[..., 0].mean() - f[..., 2].mean()) for f in (day, night)]
    assert warmth[1] > warmth[0]


def test_seeds_change_the_room() -> None:
    plans = [plan_for(spec_of(seed=seed), WIDE) for seed in range(40)]

    assert {plan.kind for plan in plans} == {"living", "study", "music", "kitchen", "loft"}
    assert len({plan.glazing for plan in plans}) >= 5
    assert len({plan.main_wall for plan in plans}) == 3
    assert {plan.hand for plan in plans} == {-1, 1}
    assert np.ptp([plan.room.view.yaw for plan in plans]) > 0.5


def test_the_key_light_s_side_is_the_window_s() -> None:
    left = plan_for(spec_of(light="left"), WIDE)
    right = plan_for(spec_of(light="right"), WIDE)

    assert (left.main_wall, right.main_wall) == (3, 4)


@pytest.mark.parametrize("canvas", [WIDE, TALL])
def test_somebody_stands_in_the_room(canvas: Canvas) -> None:
    who = (Subject(noun="woman", colour="#ff2020"),)
    empty = frame_of(canvas=canvas, seed=3, subjects=(Subject(noun="fly", size="small"),))
    full = frame_of(canvas=canvas, seed=3, subjects=who)
    changed = np.abs(full.astype(int) - empty).max(axis=2) > 40

    assert changed.sum() > 0.008 * changed.size


def test_a_cat_sits_on_the_sill() -> None:
    cat = (Subject(noun="cat", action="sit"),)
    plan = plan_for(spec_of(seed=4, subjects=cat), WIDE)
    window = plan.room.windows[0]

    assert window.v0 > 0.3
    assert frame_of(seed=4, subjects=cat).std() > 8


def test_planes_and_sprites_move_alike() -> None:
    room = plan_for(spec_of(seed=8), WIDE).room
    slope = room.slopes()[FLOOR]
    pose = Pose(7.0, -3.0, 1.06)
    x, y = 80.0, room.view.horizon_y_px + 18.0
    parallax = float(slope @ np.array([x, y, 1.0]))

    moved = onto_frame(slope, pose, WIDE) @ np.array([x, y, 1.0])
    seen_x, seen_y, _ = place(x, y, parallax, pose, WIDE)

    assert moved[0] / moved[2] == pytest.approx(seen_x)
    assert moved[1] / moved[2] == pytest.approx(seen_y)


@pytest.mark.parametrize("kind", [BOX, BALL])
def test_rays_hit_what_is_before_them(kind: float) -> None:
    solids = np.array([[kind, 0, 0, 0, 0.5, 0.5, 0.5, 0, 1, 0.1 if kind == BOX else 0.0, 0]])
    group = np.array([[0, 1, 0, 4, 1, 0, -0.51, -0.51, -0.51, 0.51, 0.51, 0.51, 1]], np.float64)

    hit, row = hit_group(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, group, 0, solids, 60.0)
    _, missed = hit_group(0.0, 2.0, 0.0, 0.0, 0.0, 1.0, group, 0, solids, 60.0)

    assert hit == pytest.approx(3.5, abs=1e-6)
    assert (row, missed) == (0, -1)


@pytest.mark.parametrize("move", ["truck_right", "push_in", "handheld"])
def test_the_view_is_kept_as_far_as_windows_show_it(
    move: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = Interior(spec_of(move=move, motion=1.0, seed=4), WIDE, FPS, 48)

    def everything(_scene: Interior, _parallax: float) -> tuple[int, int, int, int]:
        return 0, 0, WIDE.paint_width_px, WIDE.paint_height_px

    monkeypatch.setattr(Interior, "_seen_through", everything)
    whole = Interior(spec_of(move=move, motion=1.0, seed=4), WIDE, FPS, 48)
    for index in (0, 20, 47):
        away = np.abs(cut.frame(index).astype(int) - whole.frame(index))
        assert away.mean() < 0.5
        assert np.percentile(away, 99) <= 6


@pytest.mark.parametrize(("noun", "seat"), [("cat", "sofa"), ("grandmother", "chair")])
def test_who_is_on_a_seat_sits_on_a_sofa(noun: str, seat: str) -> None:
    subjects = (Subject(noun=noun), Subject(noun=seat))
    sitter = sitter_of(spec_of(subjects=subjects))

    assert sitter == subjects[0]
    scene = Interior(spec_of(subjects=subjects), WIDE, FPS, 48)
    assert scene.company.seated is not None
    assert scene.company.standing is None
    assert scene.frame(3).std() > 8


def test_without_a_seat_or_on_the_move_nobody_sits() -> None:
    assert sitter_of(spec_of(subjects=(Subject(noun="cat"),))) is None
    walking = (Subject(noun="man", action="walk"), Subject(noun="sofa"))
    assert sitter_of(spec_of(subjects=walking)) is None
