"""Any noun gets a lit sprite: an emoji where there is one, a lettered sign where not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kinoloom.generators.painted.cast.crews.air_balloon import AirBalloon
from kinoloom.generators.painted.cast.crews.rowing import RowBoat
from kinoloom.generators.painted.cast.ground.water import immersed, suited
from kinoloom.generators.painted.cast.icons.icon import IconFigure, word_sign
from kinoloom.generators.painted.cast.icons.inflate import inflate
from kinoloom.generators.painted.cast.icons.life import life
from kinoloom.generators.painted.cast.performers import perform
from kinoloom.generators.painted.cast.roles.nouns import PUPPETS, find_icon, quadruped_of
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.spec import Subject

if TYPE_CHECKING:
    from kinoloom.generators.painted.spec import Heading

RIG = Rig(
    key_dir=(0.8, -0.5, 0.33),
    key_rgb=(1.1, 0.9, 0.7),
    ambient_rgb=(0.3, 0.3, 0.4),
    bounce_rgb=(0.3, 0.2, 0.15),
    rim_dir=(0.9, -0.4, 0.0),
    rim_rgb=(0.8, 0.7, 0.5),
    haze_rgb=(0.8, 0.6, 0.5),
)


def draw(noun: str, heading: Heading = "left", colour: str | None = None) -> np.ndarray:
    figure = IconFigure(noun, "stand", colour=colour)
    sprite, _ = figure.draw(0.0, RIG, height_px=80, x_px=70, y_px=100, heading=heading)
    assert sprite is not None
    return sprite.rgba


@pytest.mark.parametrize(
    ("noun", "name"),
    [("elephant", "elephant"), ("dog", "dog"), ("puppy", "dog"), ("cars", "automobile"),
     ("Sailboat", "sailboat"), ("dinosaur", "t-rex"), ("hot beverage", "hot_beverage"),
     ("chicken", "rooster"), ("train", "locomotive")],
)  # fmt: skip
def test_a_noun_finds_its_full_body_emoji(noun: str, name: str) -> None:
    icon = find_icon(noun)
    assert icon is not None
    assert icon.name == name


def test_animals_that_are_only_faces_are_modelled_instead() -> None:
    assert quadruped_of("fox") == "fox"
    assert quadruped_of("lions") == "lion"
    assert quadruped_of("dog") is None


def test_an_icon_has_colour_and_stands_on_its_base() -> None:
    figure = IconFigure("elephant", "stand")
    sprite, feet = figure.draw(0.0, RIG, height_px=100, x_px=80.0, y_px=120.0, heading="right")
    assert sprite is not None
    rows = np.flatnonzero((sprite.rgba[..., 3] > 128).any(axis=1))
    assert sprite.y_px + rows[-1] == pytest.approx(120, abs=3)
    assert rows[-1] - rows[0] == pytest.approx(100, abs=6)
    assert feet


def test_heading_turns_the_picture_but_not_the_light() -> None:
    left, right = draw("dog", "left"), draw("dog", "right")
    mirrored = right[:, ::-1]
    assert np.abs(left[..., 3].astype(int).sum() - right[..., 3].astype(int).sum()) < 4000
    assert left.shape != mirrored.shape or not np.array_equal(left[..., :3], mirrored[..., :3])


@pytest.mark.parametrize("noun", ["quantum flux", "寿司", "<b>&", "", "x" * 80])
def test_a_noun_without_an_emoji_becomes_a_sign(noun: str) -> None:
    figure = IconFigure(noun, "walk")
    assert figure.is_sign
    assert figure.speed_heights_per_s == 0
    assert draw(noun)[..., 3].max() == 255


def test_a_colour_dyes_the_toy() -> None:
    plain, blue = draw("car").astype(float), draw("car", colour="#2040e0").astype(float)
    assert blue[..., 2].sum() > plain[..., 2].sum()
    assert blue[..., 0].sum() < plain[..., 0].sum()


def test_a_disc_is_inflated_to_a_dome() -> None:
    y, x = np.mgrid[-40:41, -40:41].astype(np.float32)
    height = inflate(np.asarray(np.hypot(x, y) < 34, np.float32))
    assert height[40, 40] == height.max()
    assert height[40, 40] > height[40, 60] > height[40, 70] > height[40, 79]


def test_no_puppet_noun_is_unknown() -> None:
    kinds = set(PUPPETS.values())
    assert {"astronaut", "man", "woman", "child", "hiker", "runner", "robot"} <= kinds


def test_a_boat_floats_on_the_water_and_a_car_in_the_air() -> None:
    boat, car = (
        perform(Subject(noun=noun, action="float"), seed=1) for noun in ("sailboat", "car")
    )
    assert boat.altitude == 0
    assert car.altitude > 0
    assert perform(Subject(noun="sailboat", action="fly"), seed=1).altitude > 0


def test_a_frog_that_hops_gets_on_only_in_the_air() -> None:
    crouched, aloft = life("hop", 0.15, moves=True), life("hop", 0.6, moves=True)
    assert crouched.rise == 0.0
    assert crouched.surge < 0.0
    assert aloft.rise > 0.1


def test_the_water_hides_what_is_below_its_surface() -> None:
    figure = IconFigure("duck", "swim")
    sprite, _ = figure.draw(0.0, RIG, height_px=80, x_px=70, y_px=100, heading="left")
    assert sprite is not None
    cut = immersed(sprite, 100.0, figure.draught * 80, 0.0)
    assert cut is not None
    assert figure.altitude == 0.0
    assert not cut.rgba[104 - cut.y_px :, :, 3].any()


def test_people_do_not_swim_on_land() -> None:
    (woman,) = suited((Subject(noun="woman", action="swim"),), "none")
    assert woman.action == "walk"


@pytest.mark.parametrize("height_px", [1, 3, 7, 20, 200])
@pytest.mark.parametrize("word", ["zorb", "a very long unknown word indeed", "飞碟"])
def test_a_sign_of_any_height_holds_its_word(word: str, height_px: int) -> None:
    sign = word_sign(word, height_px)
    assert sign.shape[2] == 4
    assert sign[..., 3].any()


def test_a_hot_air_balloon_has_a_basket_and_glows_at_night() -> None:
    balloon = perform(Subject(noun="hot air balloon", action="float"), seed=16)
    assert isinstance(balloon, AirBalloon)
    assert balloon.altitude > 0
    assert not isinstance(perform(Subject(noun="balloon"), seed=16), AirBalloon)
    dim = replace(RIG, key_rgb=(0.1, 0.1, 0.2), ambient_rgb=(0.1, 0.1, 0.15))
    pictures = []
    for phase in (0.0, 0.3):
        sprite, contacts = balloon.draw(
            phase, dim, height_px=160, x_px=100, y_px=200, heading="right"
        )
        assert sprite is not None
        assert contacts == ()
        solid = sprite.rgba[..., 3] > 128
        widths = solid.sum(axis=1)
        rows = np.flatnonzero(widths)
        assert abs(sprite.y_px + rows[-1] - 200) < 8
        assert widths[rows[len(rows) // 3]] > 4 * widths[rows[-4]]
        pictures.append(sprite.rgba[..., :3].astype(float).mean())
    assert pictures[1] > 1.15 * pictures[0]


def test_balloons_of_one_sky_are_sewn_differently() -> None:
    looks = []
    for turn in range(3):
        sprite, _ = perform(Subject(noun="hot air balloon"), seed=16 + turn).draw(
            0.0, RIG, height_px=80, x_px=60, y_px=100, heading="right"
        )
        assert sprite is not None
        looks.append(sprite.rgba.tobytes())
    assert len(set(looks)) == 3


@pytest.mark.parametrize("noun", ["rowboat", "canoe", "kayak"])
def test_somebody_rows_a_small_boat(noun: str) -> None:
    boat = perform(Subject(noun=noun, held="man"), seed=3)
    assert isinstance(boat, RowBoat)
    assert boat.speed_heights_per_s > 0
    sprites = [
        boat.draw(phase, RIG, height_px=70, x_px=150, y_px=100, heading="right")[0]
        for phase in (0.0, 0.35, 1.0)
    ]
    first, pulled, _ = sprites
    assert first is not None
    assert pulled is not None
    assert first.rgba.shape[1] > 1.8 * 70
    solid = (first.rgba[..., 3] > 128).sum(axis=1)
    # Only an oar is nearer than the hull's waterline.
    line = 100 - first.y_px
    assert solid[line - 4] > 90
    assert solid[line + 5 :].max(initial=0) < 14
    assert first.rgba.tobytes() != pulled.rgba.tobytes()
