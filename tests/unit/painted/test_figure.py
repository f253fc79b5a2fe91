"""Puppets keep their planted feet where they are, never tear, and follow the light."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from kinoloom.generators.painted.cast.animals.quadruped import ANIMALS, AnimalPuppet
from kinoloom.generators.painted.cast.blocking import Ground, block
from kinoloom.generators.painted.cast.bodies.skeleton import NEAR
from kinoloom.generators.painted.cast.figures.puppet import Puppet
from kinoloom.generators.painted.cast.figures.wardrobe import ADULT, WARDROBES
from kinoloom.generators.painted.cast.performers import perform
from kinoloom.generators.painted.cast.poses.gait import RUN, WALK, Gait, foot_at, hip_height
from kinoloom.generators.painted.cast.poses.idle import MANNERS
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.spec import SceneSpec, Subject

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.poses.idle import Manner
    from kinoloom.generators.painted.spec import Action, Heading

RIG = Rig(
    key_dir=(0.8, -0.5, 0.33),
    key_rgb=(1.1, 0.9, 0.7),
    ambient_rgb=(0.3, 0.3, 0.4),
    bounce_rgb=(0.3, 0.2, 0.15),
    rim_dir=(0.9, -0.4, 0.0),
    rim_rgb=(0.8, 0.7, 0.5),
    haze_rgb=(0.8, 0.6, 0.5),
)


def draw(puppet: Puppet, phase: float, heading: Heading = "right") -> np.ndarray:
    sprite, _ = puppet.draw(phase, RIG, height_px=90, x_px=60.25, y_px=100.5, heading=heading)
    assert sprite is not None
    return sprite.rgba


@pytest.mark.parametrize(("kind", "action"), [("astronaut", "walk"), ("man", "walk"),
                                              ("runner", "run")])  # fmt: skip
def test_a_planted_foot_stays_within_a_pixel_of_its_place(kind: str, action: Action) -> None:
    puppet = Puppet(kind, action)
    stance, stride = puppet.gait.stance, puppet.gait.stride
    height_px = 300
    heels, balls = [], []
    for i in range(60):
        phase = stance * i / 60
        pose = puppet.pose(phase)
        travelled = phase * stride
        if phase < 0.54 * stance:
            heels.append((pose.heels[NEAR][0] + travelled) * height_px)
        if phase > 0.10:
            balls.append((pose.balls[NEAR][0] + travelled) * height_px)
    assert np.ptp(heels) < 1.0
    assert np.ptp(balls) < 1.0


@pytest.mark.parametrize("gait", [WALK, RUN])
def test_feet_never_jump_or_sink(gait: Gait) -> None:
    feet = [foot_at(gait, ADULT, i / 400) for i in range(401)]
    steps = [math.hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(feet)]
    assert max(steps) < 0.03
    assert min(foot.y for foot in feet) > 0.0


def test_legs_keep_their_length() -> None:
    puppet = Puppet("man", "walk")
    for i in range(24):
        pose = puppet.pose(i / 24)
        for side in (0, 1):
            hip, knee, ankle = pose.hips[side], pose.knees[side], pose.ankles[side]
            assert math.dist(hip[:2], knee[:2]) == pytest.approx(ADULT.thigh, abs=1e-6)
            assert math.dist(knee[:2], ankle[:2]) == pytest.approx(ADULT.shank, abs=0.012)
    assert hip_height(WALK, ADULT) < ADULT.thigh + ADULT.shank + ADULT.ankle


@pytest.mark.parametrize("kind", ["astronaut", "robot", *WARDROBES])
def test_every_kind_can_be_drawn_and_has_a_body(kind: str) -> None:
    rgba = draw(Puppet(kind, "walk", seed=4), 0.3)
    assert (rgba[..., 3] > 200).sum() > 600
    assert (rgba[..., :3] <= rgba[..., 3:]).mean() > 0.99


@pytest.mark.parametrize("action", ["stand", "wave", "sit", "float", "run"])
def test_every_action_can_be_drawn(action: Action) -> None:
    assert draw(Puppet("woman", action), 0.4)[..., 3].max() == 255


def test_the_same_seed_gives_the_same_pixels_and_another_other_clothes() -> None:
    first = draw(Puppet("man", "stand", seed=1), 0.0)
    assert np.array_equal(first, draw(Puppet("man", "stand", seed=1), 0.0))
    others = [draw(Puppet("man", "stand", seed=s), 0.0) for s in (2, 3, 4)]
    assert any(not np.array_equal(first, other) for other in others)


def test_a_colour_asked_for_is_worn() -> None:
    blue = draw(Puppet("man", "stand", colour="#2040e0"), 0.0).astype(float)
    middle = blue[int(blue.shape[0] * 0.30) : int(blue.shape[0] * 0.40)]
    assert middle[..., 2].sum() > 1.4 * middle[..., 0].sum()


def test_the_key_light_stays_on_its_side_whatever_the_heading() -> None:
    for heading in ("left", "right"):
        rgba = draw(Puppet("astronaut", "stand"), 0.0, heading).astype(float)
        solid = rgba[..., 3] > 128
        x = np.arange(rgba.shape[1])
        luma = rgba[..., :3].sum(axis=2) * solid
        assert (luma.sum(axis=0) * x).sum() / luma.sum() > (
            solid.sum(axis=0) * x
        ).sum() / solid.sum()


@pytest.mark.parametrize("kind", sorted(ANIMALS))
def test_every_animal_can_be_drawn_on_its_paws(kind: str) -> None:
    sprite, paws = AnimalPuppet(kind, "walk").draw(
        0.2, RIG, height_px=80, x_px=80, y_px=90, heading="left"
    )
    assert sprite is not None
    assert len(paws) == 4
    assert max(paw.firmness for paw in paws) > 0.9
    rows = np.flatnonzero((sprite.rgba[..., 3] > 128).any(axis=1))
    assert abs(sprite.y_px + rows[-1] - 90) < 10


def test_a_profession_is_seen_from_afar() -> None:
    chef, man = (draw(Puppet(kind, "stand", seed=3), 0.0).astype(int) for kind in ("chef", "man"))
    assert chef.shape[0] > man.shape[0] + 3
    hat = chef[:12][chef[:12, :, 3] > 250]
    assert hat[:, :3].mean() > 150


def test_who_rides_a_board_rolls_with_feet_that_stay_on_it() -> None:
    skater = Puppet("skater", "stand")
    assert skater.speed_heights_per_s > 1
    feet = [skater.pose(i / 12).balls[NEAR] for i in range(12)]
    assert np.ptp([x for x, _, _ in feet]) < 1e-6
    assert np.ptp([y for _, y, _ in feet]) < 1e-6


def test_a_dancer_in_an_arabesque_stands_on_one_foot() -> None:
    ballerina = Puppet("ballerina", "dance")
    low, high = ballerina.pose(0.0), ballerina.pose(0.5)
    assert high.ankles[1][1] > low.ankles[1][1] + 0.3
    assert high.balls[NEAR][0] == pytest.approx(low.balls[NEAR][0])
    steps = [ballerina.pose(i / 60).ankles[1] for i in range(61)]
    assert max(math.dist(a, b) for a, b in pairwise(steps)) < 0.06


def test_on_a_seat_the_thighs_are_level_and_on_the_ground_they_are_not() -> None:
    on_seat = Puppet("woman", "sit", perched=True).pose(0.0)
    on_ground = Puppet("woman", "sit").pose(0.0)
    assert abs(on_seat.knees[NEAR][1] - on_seat.hips[NEAR][1]) < 0.08
    assert on_ground.pelvis[1] < on_seat.pelvis[1] - 0.1


def test_who_stands_blinks_now_and_then() -> None:
    puppet = Puppet("girl", "stand", seed=2)
    pictures = {draw(puppet, 1.0 + i / 60).tobytes() for i in range(60)}
    assert len(pictures) > 1
    eyes = [(draw(puppet, i / 30)[:40, :, :3].sum(axis=2) < 60).sum() for i in range(60)]
    assert min(eyes) < max(eyes)


def test_legs_of_who_stands_do_not_cross() -> None:
    pose = Puppet("man", "stand").pose(0.0)
    assert (pose.hips[0][0] < pose.hips[1][0]) == (pose.ankles[0][0] < pose.ankles[1][0])


def test_a_knight_is_a_person_in_steel() -> None:
    knight = perform(Subject(noun="knight", action="walk"), seed=4)
    assert isinstance(knight, Puppet)
    assert knight.kind == "knight"
    assert knight.speed_heights_per_s > 0
    blue, red = (
        draw(Puppet("knight", "stand", seed=4, colour=code), 0.0) for code in ("#2040a0", "#a02020")
    )
    # The colour asked for is that of the tabard: the steel stays.
    changed = np.abs(blue.astype(int) - red.astype(int)).max(axis=2) > 40
    assert 0.04 < changed.sum() / (blue[..., 3] > 128).sum() < 0.6


def test_a_couple_holds_each_other_and_turns() -> None:
    couple = perform(Subject(noun="dancing couple", action="dance", held="man and woman"), seed=2)
    looks: set[bytes] = set()
    for phase in (0.0, 0.25, 0.5):
        sprite, feet = couple.draw(phase, RIG, height_px=120, x_px=100, y_px=140, heading="right")
        assert sprite is not None
        assert len(feet) == 4
        solid = sprite.rgba[..., 3] > 128
        count, _ = cv2.connectedComponents(solid.astype(np.uint8))
        assert count == 2
        looks.add(sprite.rgba.tobytes())
    assert len(looks) == 3


def test_a_crowd_faces_all_ways_and_some_of_it_walks() -> None:
    canvas = Canvas(320, 180)
    spec = SceneSpec(setting="street", time="day", subjects=(Subject(noun="person", count=9),))
    ground = Ground(canvas.margin_y_px + 150.0, canvas.margin_y_px + 90.0, 0.8, None)
    actors = block(spec, canvas, ground, height_px=50, x_px=None, seconds=4, haze=0.0)
    assert {actor.direction for actor in actors} == {-1.0, 1.0}
    walking = [actor.speed_px_per_s != 0 for actor in actors]
    assert any(walking)
    assert not all(walking)


@pytest.mark.parametrize("manner", MANNERS)
def test_a_manner_of_standing_comes_back_with_each_breath(manner: Manner) -> None:
    puppet = Puppet("woman", "stand", seed=3, manner=manner)
    once, again = puppet.pose(0.2), puppet.pose(1.2)
    for a, b in zip(once.hands, again.hands, strict=True):
        assert a == pytest.approx(b, abs=0.01)
    feet = Puppet("woman", "stand", seed=3).pose(0.2)
    assert once.ankles == feet.ankles
