"""Four-legged animals step without sliding, bend the right way, and wear natural colours."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from kinoloom.generators.painted.cast.animals.breeds import coat_of
from kinoloom.generators.painted.cast.animals.quadruped import (
    ANIMALS,
    AnimalPuppet,
    Stepping,
    paw_at,
)
from kinoloom.generators.painted.cast.crews.mounted import Mounted
from kinoloom.generators.painted.cast.mounts import with_crews
from kinoloom.generators.painted.cast.performers import perform
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.spec import SceneSpec, Subject

if TYPE_CHECKING:
    from kinoloom.generators.painted.spec import SettingName

RIG = Rig(
    key_dir=(0.8, -0.5, 0.33),
    key_rgb=(1.1, 0.9, 0.7),
    ambient_rgb=(0.3, 0.3, 0.4),
    bounce_rgb=(0.3, 0.2, 0.15),
    rim_dir=(0.9, -0.4, 0.0),
    rim_rgb=(0.8, 0.7, 0.5),
    haze_rgb=(0.8, 0.6, 0.5),
)
WALK = Stepping(0.5, 1.0, 0.64, 0.07, (0.0, 0.25, 0.5, 0.75))
RED = "#c8322b"


def lightness(colour: object) -> float:
    return float(np.mean(rgb(colour) if isinstance(colour, str) else np.asarray(colour)))


def test_a_planted_paw_stands_still_and_a_lifted_one_never_jumps() -> None:
    places = [paw_at(WALK, p).x + p * WALK.stride for p in np.linspace(0, 0.639, 40)]
    assert np.ptp(places) < 1e-9
    paws = [paw_at(WALK, i / 400) for i in range(401)]
    assert max(abs(b.x - a.x) + abs(b.y - a.y) for a, b in pairwise(paws)) < 0.02
    assert min(paw.y for paw in paws) >= 0.0


@pytest.mark.parametrize("kind", sorted(ANIMALS))
def test_a_walk_keeps_two_or_more_paws_on_the_ground(kind: str) -> None:
    puppet = AnimalPuppet(kind, "walk")
    for i in range(12):
        _, paws = puppet.draw(i / 12, RIG, height_px=24, x_px=30, y_px=30, heading="right")
        assert sum(paw.firmness == 1.0 for paw in paws) >= 2


@pytest.mark.parametrize("action", ["stand", "walk", "run"])
def test_the_same_moment_gives_the_same_pixels(action: str) -> None:
    subject = Subject.model_validate({"noun": "camel", "action": action})
    pictures: list[np.ndarray] = []
    for _ in range(2):
        sprite, _ = perform(subject, seed=3).draw(
            0.4, RIG, height_px=90, x_px=80, y_px=100, heading="left"
        )
        assert sprite is not None
        pictures.append(sprite.rgba)
    assert np.array_equal(pictures[0], pictures[1])


def test_a_camel_is_as_high_at_its_hump_as_others_at_their_heads() -> None:
    sprite, _ = AnimalPuppet("camel", "stand").draw(
        0.0, RIG, height_px=200, x_px=200, y_px=220, heading="right"
    )
    assert sprite is not None
    tops = (sprite.rgba[..., 3] > 128).argmax(axis=0)
    middle = tops[len(tops) // 4 : len(tops) // 2]
    assert middle.min() < 0.18 * sprite.rgba.shape[0]


def test_a_red_fox_is_as_red_as_foxes_are() -> None:
    assert coat_of("fox", RED) == ANIMALS["fox"].coat
    assert coat_of("wolf", "#8a8d92") == ANIMALS["wolf"].coat


def test_colours_of_animals_are_natural_and_soft() -> None:
    assert lightness(coat_of("bear", "#1f2024")) < 0.3 < lightness(coat_of("bear", None))
    assert lightness(coat_of("horse", "#f0efe9")) > 0.8
    red = coat_of("horse", RED)
    assert float(np.ptp(rgb(red) if isinstance(red, str) else red)) < float(np.ptp(rgb(RED)))


@pytest.mark.parametrize("noun", ["dog", "cats", "elephant", "deer", "cow", "camel"])
def test_walkers_are_modelled(noun: str) -> None:
    assert isinstance(perform(Subject(noun=noun, action="walk"), seed=1), AnimalPuppet)


@pytest.mark.parametrize("kind", ["cat", "dog", "lion"])
def test_who_sits_has_its_paws_on_the_ground_and_its_back_steep(kind: str) -> None:
    boxes: list[tuple[int, int]] = []
    for action in ("sit", "stand"):
        sprite, paws = AnimalPuppet(kind, action).draw(
            0.2, RIG, height_px=120, x_px=120, y_px=140, heading="right"
        )
        assert sprite is not None
        assert min(paw.firmness for paw in paws) > 0.9
        rows = np.flatnonzero((sprite.rgba[..., 3] > 128).any(axis=1))
        assert abs(sprite.y_px + rows[-1] - 140) < 12
        boxes.append(sprite.rgba.shape[:2])
    assert boxes[0][0] / boxes[0][1] > boxes[1][0] / boxes[1][1]


def test_a_back_that_comes_toward_us_has_no_rings() -> None:
    sprite, _ = AnimalPuppet("elephant", "stand").draw(
        0.0, RIG, height_px=300, x_px=300, y_px=330, heading="right"
    )
    assert sprite is not None
    row, column = 330 - round(0.60 * 300) - sprite.y_px, 300 - sprite.x_px
    flank = sprite.rgba[row, column - 50 : column + 20, :3].astype(float).sum(axis=1)
    bends = np.abs(np.diff(flank, 2))
    assert bends.max() < 12


def test_who_is_carried_is_no_subject_of_its_own() -> None:
    def names(*subjects: Subject, setting: SettingName = "meadow") -> list[tuple[str, str | None]]:
        spec = with_crews(SceneSpec(setting=setting, time="day", subjects=subjects))
        return [(one.noun, one.held) for one in spec.subjects]

    horse, walking = Subject(noun="horse"), Subject(noun="horse", action="walk")
    assert names(Subject(noun="cowboy"), horse) == [("horse", "cowboy")]
    assert names(Subject(noun="girl", action="walk"), walking) == [("horse", "girl")]
    assert len(names(Subject(noun="girl", action="walk"), horse)) == 2
    assert len(names(Subject(noun="woman"), horse)) == 2
    boat = Subject(noun="boat", action="float")
    assert names(Subject(noun="man"), boat, setting="mountains") == [("rowboat", "man")]
    assert names(Subject(noun="man", count=2), boat, setting="river") == [("rowboat", "couple")]
    assert names(boat, setting="ocean") == [("boat", None)]
    assert len(names(Subject(noun="man", action="walk"), boat, setting="mountains")) == 2
    pair = (Subject(noun="man", action="dance"), Subject(noun="woman", action="dance"))
    assert names(*pair) == [("dancing couple", "man and woman")]
    assert len(names(Subject(noun="man"), Subject(noun="woman"))) == 2


def test_a_rider_sits_on_the_back_and_goes_with_the_horse() -> None:
    alone = AnimalPuppet("horse", "walk")
    rider = perform(Subject(noun="horse", action="walk", held="cowboy"), seed=3)
    assert isinstance(rider, Mounted)
    assert rider.height > 1.2 * alone.height
    assert rider.speed_heights_per_s * rider.height == pytest.approx(
        alone.speed_heights_per_s * alone.height
    )
    sprite, paws = rider.draw(0.3, RIG, height_px=160, x_px=150, y_px=180, heading="right")
    assert sprite is not None
    assert len(paws) == 4
    rows = np.flatnonzero((sprite.rgba[..., 3] > 128).any(axis=1))
    assert abs(rows[-1] - rows[0] - 160) < 16


def test_a_white_animal_has_darker_edges() -> None:
    def edge_and_middle(colour: str) -> tuple[float, float]:
        sprite, _ = AnimalPuppet("fox", "stand", colour=colour).draw(
            0.0, RIG, height_px=160, x_px=150, y_px=180, heading="left"
        )
        assert sprite is not None
        solid = (sprite.rgba[..., 3] == 255).astype(np.uint8)
        inner = cv2.erode(solid, np.ones((15, 15), np.uint8)) > 0
        rim = (solid > 0) & ~(cv2.erode(solid, np.ones((3, 3), np.uint8)) > 0)
        light = sprite.rgba[..., :3].astype(float).mean(axis=2)
        return float(light[rim].mean()), float(light[inner].mean())

    white, red = edge_and_middle("#f0efe9"), edge_and_middle("#b5622e")
    assert white[0] / white[1] < 0.9 * red[0] / red[1]
