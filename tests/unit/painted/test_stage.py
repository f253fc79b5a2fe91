"""A cast stands on its ground at any size, walks without sliding, and repeats itself exactly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import numpy as np
import pytest

from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import CameraMove, Pose, move_for
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.settings.city.kerbside import cast_for, spot_for, steadied
from kinoloom.generators.painted.settings.city.scene import street_view
from kinoloom.generators.painted.settings.desert.place import compose as compose_desert
from kinoloom.generators.painted.settings.mountains.vista import compose as compose_mountains
from kinoloom.generators.painted.spec import Move, SceneSpec, Subject

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


# -- in the frame --------------------------------------------------------------------------------

RATIOS = {"16:9": (640, 360), "9:16": (360, 640), "1:1": (400, 400), "4:5": (400, 500),
          "21:9": (840, 360)}  # fmt: skip
MOVES = get_args(Move)
STANDERS = (("person", "stand"), ("camel", "stand"), ("hiker", "sit"))
WALKERS = (("woman", "walk"), ("camel", "walk"), ("man", "run"))


def framed_cast(spec: SceneSpec, canvas: Canvas, seconds: float) -> tuple[Cast, CameraMove]:
    """The cast as its setting places it, without the painting."""
    move = move_for(spec, canvas, seconds)
    match spec.setting:
        case "street":
            view = street_view(canvas, np.random.default_rng(spec.seed), has_people=True)
            view = steadied(view, spot_for(spec, canvas, view))
            return cast_for(spec, canvas, view, RIG, seconds=seconds, move=move), move
        case "desert":
            place = compose_desert(spec, canvas)
            line, ground, horizon = place.feet_y_px, place.ground, place.view.horizon_y_px
            height, farthest = None, 0.0
        case "mountains":
            vista = compose_mountains(spec, canvas)
            line, ground, horizon = vista.feet_y_px, vista.ground, vista.shore_y_px
            height, farthest = 0.9 * subject_height_px(spec, canvas), vista.edge_y_px or 0.0
        case _:
            raise ValueError(spec.setting)
    cast = Cast(
        spec, canvas, RIG, ground_y_px=line, parallax=ground.parallax_at(line), seconds=seconds,
        move=move, ground=ground, horizon_y_px=horizon, height_px=height, farthest_y_px=farthest,
    )  # fmt: skip
    return cast, move


def shots(
    who: tuple[tuple[str, str], ...], lengths: tuple[float, ...], counts: tuple[int, ...]
) -> Iterator[tuple[SceneSpec, Canvas, float]]:
    """Three kinds of ground, every ratio, move and count; motion, length, seed and noun drawn."""
    rng = np.random.default_rng(len(who) + len(lengths))
    for setting in ("desert", "street", "mountains"):
        for size in RATIOS.values():
            for move in MOVES:
                for count in counts:
                    noun, action = who[int(rng.integers(len(who)))]
                    heading = ("left", "right")[int(rng.integers(2))]
                    subject = Subject.model_validate(
                        {"noun": noun, "action": action, "count": count, "heading": heading}
                    )
                    spec = SceneSpec(
                        setting=setting, time="day", subjects=(subject,), move=move,
                        motion=float(rng.choice([0.0, 0.5, 0.8, 1.0])),
                        seed=int(rng.integers(1 << 30)),
                    )  # fmt: skip
                    yield spec, Canvas(*size), lengths[int(rng.integers(len(lengths)))]


def complaints(spec: SceneSpec, canvas: Canvas, seconds: float) -> list[str]:
    """What a viewer would see cut off in a shot."""
    cast, move = framed_cast(spec, canvas, seconds)
    found: list[str] = []
    us = np.linspace(0, 1, 41)
    seen = [cast.extents(float(u) * seconds, move.pose(float(u))) for u in us]
    width, height = canvas.width_px, canvas.height_px
    for actor in range(len(seen[0])):
        boxes = [frame[actor][0] for frame in seen]
        inside = np.array([box.left_px >= 0 and box.right_px <= width for box in boxes])
        if max(box.bottom_px for box in boxes) > 0.97 * height:
            found.append("feet")
        if min(box.top_px for box in boxes) < 0.03 * height:
            found.append("head")
        if not seen[0][actor][1]:
            found += [] if inside.all() else ["side"]
        elif seconds <= 5:
            entered = [box.right_px > 0 and box.left_px < width for box in boxes[:5]]
            found += [] if any(entered) else ["late"]
            found += [] if inside.mean() >= 0.7 else [f"seen {inside.mean():.2f}"]
    return [f"{spec.setting} {width}x{height} {spec.move} {spec.subjects} {seconds}: {each}"
            for each in found]  # fmt: skip


def test_the_camera_never_cuts_off_those_who_stand() -> None:
    found = [
        each
        for shot in shots(STANDERS, (1.0, 4.0, 15.0), (1, 2, 3, 4, 5))
        for each in complaints(*shot)
    ]
    assert not found, "\n".join(found[:20])


def test_those_who_walk_are_whole_in_the_frame_for_most_of_a_shot() -> None:
    found = [
        each
        for shot in shots(WALKERS, (5.0, 5.0, 3.0, 15.0), (1, 2, 3, 4, 5))
        for each in complaints(*shot)
    ]
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("noun", ["woman", "man", "camel", "dog"])
def test_a_drawn_body_is_within_its_extent(noun: str) -> None:
    """The maths above speaks of what is painted."""
    canvas = Canvas(640, 360)
    for action in ("stand", "walk"):
        subject = Subject.model_validate({"noun": noun, "action": action})
        cast = cast_of(spec_of(subject), canvas, shadow=0.0)
        for t_s in (0.4, 1.5, 2.1):
            ((box, _),) = cast.extents(t_s, STILL)
            (feet,) = cast.feet_px(t_s, STILL)
            assert max(foot.y_px for foot in feet) <= box.bottom_px
            frame = blank(canvas)
            cast.draw(frame, t_s, STILL)
            rows = np.flatnonzero((np.abs(frame.astype(int) - 150) > 60).any(axis=(1, 2)))
            assert rows[0] >= box.top_px - 0.05 * (box.bottom_px - box.top_px)
            assert rows[-1] <= box.bottom_px + 3
