"""What words mean together: whose colour, whose camera, who is carried, counted, likened."""

from __future__ import annotations

from typing import Any

import pytest

from kinoloom.generators.painted.parse import read_prompt, revise
from kinoloom.generators.painted.spec import SceneSpec, Subject
from kinoloom.generators.painted.vocabulary.colours import COLOURS
from kinoloom.generators.painted.vocabulary.spelling import corrected


def _colour(name: str) -> str:
    return COLOURS[name][0]


def _read(prompt: str) -> SceneSpec:
    return read_prompt(prompt, seed=0).spec


@pytest.mark.parametrize(
    ("prompt", "subjects"),
    [
        ("a light blue car", [("car", 1, "light blue")]),
        ("a dark red rose", [("rose", 1, "dark red")]),
        ("深蓝色的汽车", [("car", 1, "dark blue")]),
        ("red and yellow balloons", [("balloon", 2, "red"), ("balloon", 1, "yellow")]),
        ("five red and blue birds", [("bird", 3, "red"), ("bird", 2, "blue")]),
        ("红色和黄色的气球", [("balloon", 1, "red"), ("balloon", 1, "yellow")]),
        ("a red and black bird", [("bird", 1, "black")]),
        ("a red-haired girl in a green coat", [("girl", 1, "green")]),
        ("a rainbow-coloured parrot", [("parrot", 1, None)]),
        ("a cake, white plates, close up", [("cake", 1, None)]),
        ("新鲜的草莓蛋糕", [("cake", 1, None)]),
        ("a dog and green smoke", [("dog", 1, None)]),
        ("a pale yellow dress worn by a girl", [("girl", 1, "light yellow")]),
        ("a 10 year old boy", [("boy", 1, None)]),
        ("一个三岁的女孩", [("girl", 1, None)]),
        ("a polar bear and her two cubs", [("polar bear", 1, None), ("polar bear", 2, None)]),
        ("a red sports car downtown", [("racing car", 1, "red")]),
        ("a band of four musicians", [("musician", 4, None)]),
        ("Ada Lovelace walking on mars", [("person", 1, None)]),
        ("Mars Rover Pictures", [("rover", 1, None)]),
        ("instead of a dog, show a cat", [("cat", 1, None)]),
        ("an epic orchestral feel", []),
    ],
)  # fmt: skip
def test_how_many_there_are_and_in_what_colour(
    prompt: str, subjects: list[tuple[str, int, str | None]]
) -> None:
    read = [(one.noun, one.count, one.colour) for one in _read(prompt).subjects]
    wanted = [(noun, count, name and _colour(name)) for noun, count, name in subjects]

    assert read == wanted


@pytest.mark.parametrize(
    ("prompt", "held", "colour"),
    [
        ("a man in a red cap", "cap", "red"), ("戴草帽的农民", "straw hat", None),
        ("打着红伞的女孩", "umbrella", "red"), ("拿着气球的小男孩", "balloon", None),
        ("篮球少年", "basketball", None), ("a man with a camera", "camera", None),
        ("a businessman with a briefcase", "briefcase", None),
        ("a girl playing the guitar", "guitar", None),
    ],
)  # fmt: skip
def test_what_somebody_has(prompt: str, held: str, colour: str | None) -> None:
    subjects = _read(prompt).subjects

    assert len(subjects) == 1
    assert (subjects[0].held, subjects[0].held_colour) == (held, colour and _colour(colour))


@pytest.mark.parametrize(
    ("prompt", "actions"),
    [
        ("a woman walking a dog", ["walk", "walk"]), ("女人遛狗", ["walk", "walk"]),
        ("two men on bicycles", ["cycle"]), ("老爷爷坐在公园长椅上", ["sit", "stand"]),
        ("a girl and a boy in front of a house dancing", ["dance", "dance", "stand"]),
        ("a man and a woman dancing", ["dance", "dance"]), ("a couple dancing", ["dance"]),
    ],
)  # fmt: skip
def test_who_does_it(prompt: str, actions: list[str]) -> None:
    assert [subject.action for subject in _read(prompt).subjects] == actions


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("POV walk through a forest, handheld", {"move": "handheld"}),
        ("low angle of a knight", {"move": "tilt_up"}),
        ("the camera is going slowly to the front, a forest", {"move": "push_in"}),
        ("camera moves up over a village", {"move": "tilt_up"}),
        ("镜头往后拉，森林", {"move": "pull_back"}),
        ("don't move the camera, a farm", {"move": "static"}),
        ("a robot in a meadow, sunlight from the left", {"light": "left"}),
        ("a robot from the left in a meadow", {"light": "any"}),
        ("mysterious, quiet, a lake", {"mood": "mysterious"}),
        ("extreme close-up of a butterfly", {"lens": "macro", "composition": "close_up"}),
        ("a shark in the ocean", {"setting": "underwater"}),
        ("a dolphin jumps out of the ocean", {"setting": "ocean"}),
        ("a starry night over a village", {"setting": "village", "time": "night"}),
        ("the milky way over a desert", {"setting": "night_sky"}),
        ("tilt down from a starry sky to a campfire", {"setting": "forest"}),
        ("close-up of a pizza in a restaurant", {"setting": "tabletop"}),
        ("a dinosaur eating ice cream on the moon", {"setting": "moon"}),
        ("rocket launch at dawn", {"setting": "desert"}),
        ("neither rain nor snow, just fog in a forest", {"weather": "fog"}),
        ("下雪的北海道小镇", {"setting": "village", "weather": "snow"}),
        ("headphones product shot", {"setting": "studio"}),
        ("product shot of a watch on black marble", {"setting": "tabletop"}),
        ("food truck", {"setting": "street"}),
        ("a campfire on the beach", {"setting": "beach", "time": "night"}),
        ("a comet over a lake", {"setting": "mountains", "time": "night"}),
        ("a red planet with golden rings", {"setting": "space"}),
        ("a river of lava", {"setting": "volcano"}),
        ("lava river", {"setting": "volcano"}),
        ("old European square", {"setting": "village"}),
        ("aerial view of a city", {"setting": "skyline", "move": "aerial"}),
        ("a fox in a snowy field", {"setting": "meadow", "weather": "snow", "season": "winter"}),
        ("picnic in a meadow", {"setting": "meadow"}),
        ("a picnic", {"setting": "park"}),
        ("golden wheat fields", {"setting": "farm", "time": "day"}),
        ("golden light over wheat fields", {"setting": "farm", "time": "golden_hour"}),
    ],
)
def test_what_a_phrase_says(prompt: str, said: dict[str, Any]) -> None:
    spec = _read(prompt)

    assert {name: getattr(spec, name) for name in said} == said


@pytest.mark.parametrize(
    ("prompt", "nouns"),
    [
        ("headphones product shot", ["headphones"]), ("an ad for perfume", ["perfume"]),
        ("product shot of a red sneaker", ["shoe"]), ("lipstick commercial", ["lipstick"]),
        ("a bear fishing", ["bear"]), ("an old man fishes", ["man"]), ("two bears fish", ["bear"]),
        ("a man and a fish", ["man", "fish"]), ("a lone rider in the desert", ["rider"]),
        ("a rider on a horse", ["rider"]), ("a cowboy riding", ["cowboy", "horse"]),
        ("a cowboy riding a horse", ["cowboy", "horse"]), ("ice cream truck", ["truck"]),
        ("fire truck", ["fire engine"]), ("school bus", ["bus"]), ("police car", ["police car"]),
        ("a bear beside a campfire", ["bear", "fire"]), ("planet with rings", ["ringed planet"]),
        ("red planet with rings", ["ringed planet"]), ("a golden ring", ["ring"]),
        ("lighthouse keeper", ["man"]), ("a zookeeper", ["person"]),
        ("a girl in a lavender dress", ["girl"]), ("lavender field", ["lavender"]),
        ("field of red poppies", ["poppy"]),
        ("poppies and daisies in a meadow", ["poppy", "daisy"]), ("油菜花田", ["rapeseed"]),
        ("a bouquet of poppies in front of a castle", ["bouquet"]),
    ],
)  # fmt: skip
def test_who_or_what_is_in_it(prompt: str, nouns: list[str]) -> None:
    assert [subject.noun for subject in _read(prompt).subjects] == nouns


def test_the_colour_of_a_rider_is_the_horses() -> None:
    rider, coated = (
        _read(prompt).subjects[0]
        for prompt in ("a rider on a white horse", "a rider in a red coat")
    )

    assert (rider.noun, rider.colour, rider.action) == ("rider", _colour("white"), "walk")
    assert (coated.noun, coated.colour) == ("rider", None)


@pytest.mark.parametrize(
    ("prompt", "noun", "colour"),
    [
        ("a glass of red wine", "wine glass", "#7a1026"), ("a glass of beer", "beer", "#d9982a"),
        ("a glass of milk", "glass", "#f6f2ea"), ("一杯橙汁", "glass", "#e8922a"),
        ("a glass of orange juice", "glass", "#e8922a"), ("a glass", "glass", None),
    ],
)  # fmt: skip
def test_a_drink_is_seen_in_its_glass(prompt: str, noun: str, colour: str | None) -> None:
    reading = read_prompt(prompt, seed=0)

    assert [(one.noun, one.colour) for one in reading.spec.subjects] == [(noun, colour)]
    assert not reading.ignored


@pytest.mark.parametrize(
    ("prompt", "surface", "colour"),
    [
        ("a perfume bottle on white marble", "marble", "white"),
        ("a mug on black marble", "marble", "black"), ("a watch on dark wood", "dark_wood", None),
        ("a ring on silk", "satin", None), ("a cake on a stone slab", "stone", None),
        ("a watch on a slab of slate", "slate", None), ("a mug on a white table", "wood", "white"),
        ("大理石上的香水瓶", "marble", None), ("丝绸上的戒指", "satin", None),
        ("木桌上的一杯咖啡", "wood", None), ("深色木桌上的手表", "dark_wood", None),
        ("a whiskey glass on a wooden bar", "wood", None), ("a lipstick on glass", "mirror", None),
        ("a marble statue on a table", None, None), ("a mug on a table", None, None),
        ("a bird on a stone in a meadow", None, None), ("flowing silk", None, None),
    ],
)  # fmt: skip
def test_what_a_table_is_of(prompt: str, surface: str | None, colour: str | None) -> None:
    reading = read_prompt(prompt, seed=0)

    told = (reading.spec.surface, reading.spec.surface_colour)
    assert told == (surface, colour and _colour(colour))
    if surface is not None:
        assert reading.spec.setting == "tabletop"
        assert not reading.ignored or reading.ignored == ("slab",)


def test_another_table_has_none_of_the_old_ones_colour() -> None:
    silk = _read("a ring on red silk")

    assert (revise(silk, "on marble").spec.surface_colour, silk.surface) == (None, "satin")
    assert revise(silk, "in a meadow").spec.surface is None
    assert revise(_read("a ring on silk"), "make it night").spec.surface == "satin"


def test_a_stored_scene_from_before_tables_were_of_something_loads() -> None:
    stored = _read("a mug on a table").model_dump()
    for name in ("surface", "surface_colour", "window"):
        del stored[name]

    assert SceneSpec.model_validate(stored) == _read("a mug on a table")


def test_flowers_that_are_not_sown_are_flowers() -> None:
    field = _read("a lavender field")

    assert [one.noun for one in revise(field, "in front of a castle").spec.subjects] == ["flower"]
    assert read_prompt("a lavender field", seed=0).title == "Lavender in the Meadow"
    assert read_prompt("薰衣草田", seed=0).title == "草地上的薰衣草"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mooon", "moon"), ("ocaen", "ocean"), ("wlaking", "walking"), ("waterfal", "waterfall"),
        ("volcanoe", "volcano"), ("forrest", "forest"),
        ("orchestral", None), ("quite", None), ("angels", None), ("beard", None),
    ],
)  # fmt: skip
def test_a_mistyped_word_is_the_one_meant(typed: str, meant: str | None) -> None:
    assert corrected(typed) == meant


def test_what_is_not_seen_is_in_no_title() -> None:
    reading = read_prompt("a cat and a bridge in a desert", seed=0)

    assert "bridge" in reading.ignored
    assert reading.title == "Cat in the Desert"


@pytest.mark.parametrize("prompt", ["a mug on a table by the window", "窗边的桌子上一杯咖啡"])
def test_a_table_stands_by_a_window(prompt: str) -> None:
    reading = read_prompt(prompt, seed=0)

    assert reading.spec.setting == "tabletop"
    assert reading.spec.window
    assert not any("window" in word or "窗" in word for word in reading.ignored)


def test_a_change_takes_one_instead_of_another() -> None:
    before = _read("a fox walking in a forest")
    after = revise(before, "make it a wolf instead of a fox").spec

    assert after.subjects == (Subject(noun="wolf", action="walk"),)
