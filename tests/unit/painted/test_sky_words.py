"""What a prompt says of the colour of the sky, and how a stored scene keeps it."""

from __future__ import annotations

import pytest

from kinoloom.generators.painted.parse import read_prompt, revise
from kinoloom.generators.painted.spec import SceneSpec


@pytest.mark.parametrize(
    ("prompt", "colour"),
    [
        ("blood-red sky over a castle", "red"), ("a red fox under a green sky", "green"),
        ("purple clouds over the ocean", "purple"), ("the sky over the city turns red", "red"),
        ("skies of pink and gold, a beach", "pink"), ("a lavender sky above a farm", "purple"),
        ("a pink and purple sunset in the desert", "pink"), ("fiery sunset, mountains", "orange"),
        ("a blue sky turning orange over a lake", "orange"), ("teal sky at night, a lake", "teal"),
        ("a blue sky at dusk, mountains", "blue"), ("golden clouds above a village", "gold"),
        ("天空变成紫色,城市", "purple"), ("粉色的晚霞,大海", "pink"), ("火烧云下的村庄", "orange"),
        ("the sea is purple and the sky is green", "green"), ("橙红色的晚霞", "orange"),
        ("血色天空下的城堡", "red"), ("紫色的云,草原", "purple"),
        # Something else has the colour, or the sky has it anyway.
        ("a sky with red balloons", None), ("a clear blue sky over dunes", None),
        ("a red car under a cloudy sky", None), ("a green field and a grey sky", None),
        ("a purple city at night", None), ("golden hour at a beach", None),
    ],
)  # fmt: skip
def test_the_sky_has_the_colour_said_of_it(prompt: str, colour: str | None) -> None:
    assert read_prompt(prompt, seed=0).spec.sky_colour == colour


def test_a_colour_of_the_sky_is_nobody_elses() -> None:
    fox = read_prompt("a fox under a green sky", seed=0).spec.subjects[0]
    assert fox.colour is None


@pytest.mark.parametrize(
    "prompt",
    ["a cloudless sky over a farm", "a clear blue sky, dunes", "万里无云的草原", "blue sky, lake"],
)
def test_a_sky_without_clouds_is_clear(prompt: str) -> None:
    spec = read_prompt(prompt, seed=0).spec
    assert (spec.weather, spec.sky_colour) == ("clear", None)


def test_a_change_to_a_blue_sky_takes_the_colour_back() -> None:
    purple = read_prompt("a purple sky over a farm at noon", seed=0).spec
    assert purple.sky_colour == "purple"
    assert revise(purple, "with a blue sky").spec.sky_colour is None
    assert revise(purple, "at night").spec.sky_colour == "purple"


def test_the_colour_of_the_sky_is_used_where_there_is_one() -> None:
    assert {"pink", "sky"} <= set(read_prompt("a pink sky over a lake", seed=0).used)
    assert {"pink", "sky"} <= set(read_prompt("a pink sky, underwater", seed=0).ignored)


def test_a_stored_scene_from_before_skies_had_colours_loads() -> None:
    spec = read_prompt("a farm", seed=3).spec
    stored = spec.model_dump(mode="json")
    del stored["sky_colour"]
    assert SceneSpec.model_validate(stored) == spec


def test_a_stored_scene_keeps_the_colour_of_its_sky() -> None:
    spec = read_prompt("a farm under a purple sky", seed=3).spec
    assert SceneSpec.model_validate_json(spec.model_dump_json()) == spec
