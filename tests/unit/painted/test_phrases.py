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
        ("a glass of red wine", [("wine glass", 1, None)]),
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
    ],
)
def test_what_a_phrase_says(prompt: str, said: dict[str, Any]) -> None:
    spec = _read(prompt)

    assert {name: getattr(spec, name) for name in said} == said


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
    assert not any("window" in word or "窗" in word for word in reading.ignored)


def test_a_change_takes_one_instead_of_another() -> None:
    before = _read("a fox walking in a forest")
    after = revise(before, "make it a wolf instead of a fox").spec

    assert after.subjects == (Subject(noun="wolf", action="walk"),)
