"""A cast stands on its ground at any size, walks without sliding, and repeats itself exactly."""

from __future__ import annotations

import numpy as np
import pytest

from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.spec import SceneSpec, Subject

RIG = Rig(
    key_dir=(0.8, -0.5, 0.33),
    key_rgb=(1.1, 0.9, 0.7),
    ambient_rgb=(0.3, 0.3, 0.4),
    bounce_rgb=(0.3, 0.2, 0.15),
    rim_dir=(0.9, -0.4, 0.0),
    rim_rgb=(0.8, 0.7, 0.5),
    haze_rgb=(0.8, 0.6, 0.5),
)
STILL = Pose(0.0, 0.0, 1.0)


def spec_of(*subjects: Subject, seed: int = 1) -> SceneSpec:
    return SceneSpec(setting="desert", time="day", subjects=subjects, seed=seed)


def cast_of(
    spec: SceneSpec, canvas: Canvas, *, shadow: float | None = None, footprints: float = 0.0
) -> Cast:
    ground_y = canvas.margin_y_px + 0.82 * canvas.height_px
    return Cast(
        spec, canvas, RIG, ground_y_px=ground_y, parallax=0.6, seconds=3.0,
        horizon_y_px=canvas.margin_y_px + 0.66 * canvas.height_px, shadow=shadow,
        footprints=footprints,
    )  # fmt: skip


def blank(canvas: Canvas) -> np.ndarray:
    return np.full((canvas.height_px, canvas.width_px, 3), 150, np.uint8)


@pytest.mark.parametrize("size", [(480, 270), (270, 480), (300, 300), (560, 240)])
def test_a_subject_is_in_the_frame_at_every_shape(size: tuple[int, int]) -> None:
    canvas = Canvas(*size)
    cast = cast_of(spec_of(Subject(noun="astronaut", action="walk")), canvas, shadow=0.0)
    frame = blank(canvas)
    cast.draw(frame, 1.5, STILL)
    changed = (frame != 150).any(axis=2)
    assert changed.sum() > 800
    columns = np.flatnonzero(changed.any(axis=0))
    assert columns[0] > 2
    assert columns[-1] < size[0] - 3


def test_a_walkers_planted_foot_stands_still_on_the_frame() -> None:
    canvas = Canvas(960, 540)
    cast = cast_of(spec_of(Subject(noun="man", action="walk")), canvas)
    tracks: dict[int, list[list[float]]] = {0: [[]], 1: [[]]}
    last: dict[int, float] = {}
    for index in range(144):
        (feet,) = cast.feet_px(index / 48, STILL)
        for side, foot in enumerate(feet):
            moved = abs(foot.x_px - last.get(side, -1e9))
            if foot.firmness == 1.0 and moved < 0.05:
                tracks[side][-1].append(foot.x_px)
            elif tracks[side][-1]:
                tracks[side].append([])
            last[side] = foot.x_px
    stances = [run for runs in tracks.values() for run in runs if len(run) >= 10]
    assert len(stances) >= 3
    assert max(np.ptp(run) for run in stances) < 0.5


def test_the_same_spec_gives_the_same_frame_and_another_seed_another() -> None:
    canvas = Canvas(320, 180)
    frames = []
    for seed in (5, 5, 6):
        subjects = (Subject(noun="hiker", action="walk", count=2), Subject(noun="dog"))
        frame = blank(canvas)
        cast_of(spec_of(*subjects, seed=seed), canvas, footprints=0.8).draw(frame, 0.7, STILL)
        frames.append(frame)
    assert np.array_equal(frames[0], frames[1])
    assert not np.array_equal(frames[0], frames[2])


def test_frames_do_not_depend_on_the_order_they_are_drawn_in() -> None:
    canvas = Canvas(320, 180)
    spec = spec_of(Subject(noun="elephant", action="walk"), Subject(noun="fox", action="run"))
    forward, backward = cast_of(spec, canvas), cast_of(spec, canvas)
    frames = {}
    for cast, order in ((forward, (0.2, 1.1)), (backward, (1.1, 0.2))):
        for t_s in order:
            frame = blank(canvas)
            cast.draw(frame, t_s, Pose(4.0, 1.0, 1.02))
            frames[(id(cast), t_s)] = frame
    for t_s in (0.2, 1.1):
        assert np.array_equal(frames[(id(forward), t_s)], frames[(id(backward), t_s)])


def test_twelve_share_the_frame_without_hiding_each_other() -> None:
    canvas = Canvas(640, 360)
    cast = cast_of(spec_of(Subject(noun="person", count=12)), canvas)
    middles = sorted(float(np.mean([f.x_px for f in feet])) for feet in cast.feet_px(1.0, STILL))
    assert len(middles) == 12
    assert min(np.diff(middles)) > 6


def test_flyers_leave_the_ground_and_shadows_follow_the_light() -> None:
    canvas = Canvas(320, 180)
    frame = blank(canvas)
    cast_of(spec_of(Subject(noun="eagle", action="fly")), canvas).draw(frame, 1.0, STILL)
    rows = np.flatnonzero((np.abs(frame.astype(int) - 150) > 40).any(axis=(1, 2)))
    assert rows[-1] < 0.72 * 180
    frame = blank(canvas)
    cast = cast_of(spec_of(Subject(noun="man")), canvas, shadow=1.0)
    cast.draw(frame, 1.0, STILL)
    ground = (frame[-40:] < 135).all(axis=2)
    (feet,) = cast.feet_px(1.0, STILL)
    assert np.flatnonzero(ground.any(axis=0)).mean() < feet[0].x_px


def test_no_subjects_change_nothing() -> None:
    canvas = Canvas(160, 90)
    cast, frame = cast_of(spec_of(), canvas), blank(canvas)
    cast.draw(frame, 0.0, STILL)
    assert cast.is_empty
    assert (frame == 150).all()
    assert subject_height_px(spec_of(), canvas) == pytest.approx(0.28 * 90, rel=0.01)


def test_sizes_and_kinds_have_a_sense_of_scale() -> None:
    canvas = Canvas(640, 360)

    def height(subject: Subject) -> int:
        frame = blank(canvas)
        cast_of(spec_of(subject), canvas, shadow=0.0).draw(frame, 1.0, STILL)
        rows = np.flatnonzero((np.abs(frame.astype(int) - 150) > 60).any(axis=(1, 2)))
        return int(rows[-1] - rows[0])

    person = height(Subject(noun="man"))
    assert height(Subject(noun="mouse")) < 0.5 * person
    assert height(Subject(noun="elephant")) > 1.2 * person
    assert height(Subject(noun="man", size="large")) > 1.2 * person
