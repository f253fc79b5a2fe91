"""The mountain lake: whole frames, a true mirror, seeds that compose differently."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.settings.mountains.birds import Flock
from kinoloom.generators.painted.settings.mountains.lake import Lake, Water
from kinoloom.generators.painted.settings.mountains.looks import air_of, soil_of, woods_of
from kinoloom.generators.painted.settings.mountains.massif import Range, View
from kinoloom.generators.painted.settings.mountains.scene import Mountains
from kinoloom.generators.painted.settings.mountains.spits import spits
from kinoloom.generators.painted.settings.mountains.vista import compose
from kinoloom.generators.painted.spec import SceneSpec, Subject, Time, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, TALL = Canvas(160, 90), Canvas(90, 160)
FPS = Fraction(24)
TIMES: tuple[Time, ...] = get_args(Time)
WEATHERS: tuple[Weather, ...] = get_args(Weather)


def spec_of(**changes: Any) -> SceneSpec:
    given: dict[str, Any] = {"time": "day", "seed": 1} | changes
    return SceneSpec(setting="mountains", **given)


def scene(canvas: Canvas = WIDE, **changes: Any) -> Mountains:
    return Mountains(spec_of(**changes), canvas, FPS, 48)


@pytest.mark.parametrize("canvas", [WIDE, TALL, Canvas(96, 96), Canvas(168, 72)])
def test_a_frame_is_the_frame_s_size(canvas: Canvas) -> None:
    frame = scene(canvas).frame(0)

    assert frame.shape == (canvas.height_px, canvas.width_px, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous


@pytest.mark.parametrize("weather", WEATHERS)
def test_serves_every_weather(weather: Weather) -> None:
    frame = scene(weather=weather).frame(5)
    assert frame.std() > 8


@pytest.mark.parametrize("time", TIMES)
def test_serves_every_time(time: Time) -> None:
    frame = scene(time=time).frame(5)
    assert frame.std() > 8


def test_frames_depend_only_on_spec_and_index() -> None:
    first, second = scene(time="dusk"), scene(time="dusk")
    late = first.frame(30)
    first.frame(2)

    assert np.array_equal(late, second.frame(30))
    assert np.array_equal(late, first.frame(30))


def test_seeds_change_the_composition() -> None:
    vistas = [compose(spec_of(seed=seed), WIDE) for seed in range(30)]

    assert {vista.side for vista in vistas} == {-1, 1}
    assert len({vista.foreground for vista in vistas}) == 5
    assert np.ptp([vista.shore_y_px for vista in vistas]) > 0.08 * WIDE.height_px
    assert np.ptp([vista.summit_y_px for vista in vistas]) > 0.08 * WIDE.height_px


def test_sun_stands_opposite_the_massif_and_inside_the_frame() -> None:
    for seed in range(30):
        vista = compose(spec_of(seed=seed), TALL)
        middle = TALL.paint_width_px / 2
        assert (vista.sun_x_px - middle) * (vista.massif_x_px - middle) < 0
        assert 0 < vista.sun_x_px - TALL.margin_x_px < TALL.width_px


@pytest.mark.parametrize("season", ["autumn", "winter"])
def test_seasons_differ(season: str) -> None:
    assert not np.array_equal(scene(season=season).frame(0), scene().frame(0))


def test_who_walks_gets_a_shore() -> None:
    for seed in range(10):
        vista = compose(spec_of(seed=seed, subjects=(Subject(noun="astronaut"),)), WIDE)
        assert vista.edge_y_px is not None
        assert vista.shore_y_px < vista.edge_y_px < vista.feet_y_px


def test_boats_float_on_the_lake_and_are_mirrored_in_it() -> None:
    boat = (Subject(noun="sailboat"),)
    vista = compose(spec_of(subjects=boat), WIDE)
    line = round(vista.afloat_y_px) - WIDE.margin_y_px
    empty = scene(move="static").frame(0).astype(int)
    sailing = scene(move="static", subjects=boat).frame(0).astype(int)
    changed = np.abs(sailing - empty).max(axis=2) > 40

    assert changed[line - 12 : line - 1].any()
    assert changed[line + 2 : line + 8].any()


@pytest.mark.parametrize(
    "subject", [Subject(noun="boat", action="float"), Subject(noun="hot air balloon", count=3)]
)
def test_rowing_boats_and_balloons_are_mirrored_too(subject: Subject) -> None:
    vista = compose(spec_of(subjects=(subject,)), WIDE)
    shore = round(vista.shore_y_px) - WIDE.margin_y_px
    # The same view without it: on the shore nobody stands either way.
    alike = spec_of(move="static", subjects=(subject.model_copy(update={"size": "small"}),))
    frames = [
        Mountains(spec, WIDE, FPS, 48).frame(0).astype(int)
        for spec in (spec_of(move="static", subjects=(subject,)), alike)
    ]
    changed = np.abs(frames[0] - frames[1]).max(axis=2) > 24
    assert changed[shore + 4 :].any()


def test_the_lake_mirrors_what_stands_on_its_shore() -> None:
    frame: NDArray[np.uint8] = np.full((80, 120, 3), 200, np.uint8)
    frame[30:40, 50:60] = (255, 0, 0)
    water = Water((0, 0, 0), (1, 1, 1), (1, 1, 1), roughness=0.0, glitter=0.0, clarity=0.1)
    lake = Lake(Canvas(120, 80), water, stretch=1.0, far_parallax=0.3, near_parallax=1.0, seed=1)

    lake.draw(frame, 0.0, Pose(0, 0, 1), shore_y_px=40.0, sun_x_px=0.0)

    mirrored = frame[42:48, 52:58].reshape(-1, 3).mean(axis=0)
    beside = frame[42:48, 80:90].reshape(-1, 3).mean(axis=0)
    assert mirrored[0] > 3 * mirrored[1]
    assert beside[1] > 100
    assert frame[60:, 52:58, 1].mean() > 100  # below the image of the sky again


def test_glitter_has_the_sun_s_colour() -> None:
    frame: NDArray[np.uint8] = np.full((80, 120, 3), 60, np.uint8)
    water = Water((0, 0, 0.1), (1.0, 0.5, 0.1), (1, 1, 1), roughness=0.6, glitter=1.0, clarity=0.3)
    lake = Lake(Canvas(120, 80), water, stretch=1.5, far_parallax=0.3, near_parallax=1.0, seed=1)

    lake.draw(frame, 1.0, Pose(0, 0, 1), shore_y_px=30.0, sun_x_px=60.0)

    path = frame[34:, 56:65].reshape(-1, 3).astype(float)
    brightest = path[path.sum(axis=1).argmax()]
    assert brightest[0] > brightest[1] > brightest[2]


def test_the_summit_is_where_it_was_asked_for() -> None:
    view = View(240, 140, 130.0, 100.0, 8.0, 430.0, 2900.0, 420)
    peaks = np.array([(0.0, 1400.0, 400.0, 600.0)])
    heights = Range(peaks, 7, shore_z=430.0)
    heights.fit_summit(view, 40.0)
    gain = heights.gain
    heights.fit_summit(view, 70.0)

    assert gain == pytest.approx(2 * heights.gain, rel=0.05)


def test_birds_fly_and_beat_their_wings() -> None:
    flock = Flock(
        WIDE, x_px=80, y_px=40, heading=1, colour_rgb=(0, 0, 0), seed=4, seconds=2.0
    )  # fmt: skip
    frames = [np.full((90, 160, 3), 255, np.uint8) for _ in range(2)]
    flock.draw(frames[0], 0.0)
    flock.draw(frames[1], 1.5)
    columns = [np.flatnonzero((frame < 255).any(axis=(0, 2))) for frame in frames]

    assert all(len(seen) > 2 for seen in columns)
    assert columns[1].mean() > columns[0].mean()


@pytest.mark.parametrize("canvas", [WIDE, TALL])
def test_land_reaches_into_every_lake(canvas: Canvas) -> None:
    for seed in range(5):
        spec = spec_of(seed=seed)
        vista, light = compose(spec, canvas), air_of(spec)
        layers = spits(spec, canvas, light, vista, soil_of(spec), woods_of(spec))

        assert any(not layer.is_empty for layer in layers)
        assert all(0.34 < layer.parallax < 1.0 for layer in layers)


def test_a_view_without_a_subject_keeps_its_shore_sharp_in_a_shallow_focus() -> None:
    sharp, soft = (scene(move="static", shallow=shallow).frame(0) for shallow in (False, True))
    shore = int(compose(spec_of(), WIDE).shore_y_px) - WIDE.margin_y_px
    band = np.s_[shore - 8 : shore + 2]

    assert np.abs(sharp[band].astype(int) - soft[band]).mean() < 14
    assert not np.array_equal(sharp, soft)
