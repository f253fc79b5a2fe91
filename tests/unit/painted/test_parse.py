"""What the painter understands of a prompt."""

from __future__ import annotations

import pytest
from tests.unit.painted.prompts import ASTRONAUT, CASES, CHANGES, Case, Change

from kinoloom.generators.painted.cast import nouns
from kinoloom.generators.painted.parse import read_prompt, revise
from kinoloom.generators.painted.vocabulary.lexicon import lexicon
from kinoloom.generators.protocol import PromptInvalid, PromptRefused


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.prompt[:40])
def test_prompt_becomes_the_scene_a_reader_expects(case: Case) -> None:
    assert read_prompt(case.prompt, seed=0).spec == case.expected


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.change)
def test_revision_alters_what_it_names_and_nothing_else(change: Change) -> None:
    before = read_prompt(change.prompt, seed=7).spec
    after = revise(before, change.change).spec
    assert after == before.model_copy(update=change.altered)


@pytest.mark.parametrize(
    ("prompt", "title", "sound"),
    [
        ("a lone astronaut walking on mars", "Astronaut on Mars", "wind_desert"),
        ("two foxes by a lake at dawn", "Two Foxes in the Mountains", "lake_day"),
        ("a red car in the rain, city", "Red Car in the Rainy City", "city_rain_night"),
        ("a city at noon", "City by Day", "city_day"),
        ("一位宇航员在火星上行走", "火星上的宇航员", "wind_desert"),
        ("三只狐狸在雪山湖边，夜晚", "山湖边的三只狐狸", "lake_night"),
        ("雪山，下雪", "白天雪中的山湖", "snow_wind"),
    ],
)
def test_title_and_sound(prompt: str, title: str, sound: str) -> None:
    reading = read_prompt(prompt, seed=0)
    assert (reading.title, reading.sound) == (title, sound)


def test_words_are_reported_as_used_or_ignored() -> None:
    reading = read_prompt("a purple zorblatt and a red fox on a beach, Wes Anderson", seed=0)
    assert {"red", "fox"} <= set(reading.used)
    assert {"zorblatt", "beach", "Wes Anderson"} <= set(reading.ignored)
    assert reading.notes == ("Beach is not painted yet, so this is set in the desert.",)
    assert reading.spec.style == "pastel"


def test_what_a_person_carries_is_no_subject() -> None:
    reading = read_prompt("a man with an umbrella in the rain", seed=0)
    assert [subject.noun for subject in reading.spec.subjects] == ["man"]
    assert "umbrella" in reading.ignored


def test_contradiction_is_noted() -> None:
    assert read_prompt("sunny rain in the city", seed=0).notes == (
        '"sunny" and "rain" do not go together; this is painted as "rain".',
    )


def test_notes_are_in_the_language_of_the_prompt() -> None:
    assert read_prompt("海滩上的狗", seed=0).notes == ("还画不了“海滩”，这次画成了沙漠。",)


def test_a_misspelt_word_is_understood() -> None:
    assert read_prompt("an astronuat in the mountians", seed=0).spec.setting == "mountains"


def test_a_change_that_says_nothing_is_noted() -> None:
    spec = read_prompt(ASTRONAUT, seed=1).spec
    reading = revise(spec, "make it pop")
    assert reading.spec == spec
    assert reading.notes


@pytest.mark.parametrize("prompt", ["", "   \n", "x" * 20_001])
def test_unreadable_prompt_is_invalid(prompt: str) -> None:
    with pytest.raises(PromptInvalid):
        read_prompt(prompt, seed=0)


def test_a_long_prompt_is_read_in_part() -> None:
    reading = read_prompt("a fox by a lake. " + "word " * 3_000, seed=0)
    assert reading.spec.subjects[0].noun == "fox"
    assert reading.notes == ("The prompt is very long; only its first 2,000 characters were read.",)


@pytest.mark.parametrize(
    "prompt",
    ["a nude woman in the city", "decapitated bodies", "nazi parade", "血腥的屠杀", "色情视频"],
)
def test_refused(prompt: str) -> None:
    with pytest.raises(PromptRefused):
        read_prompt(prompt, seed=0)


@pytest.mark.parametrize(
    "prompt",
    ["a sunset in Sussex", "a killer whale", "stars seen with the naked eye", "a shooting star"],
)
def test_harmless_words_are_not_refused(prompt: str) -> None:
    read_prompt(prompt, seed=0)


def test_every_noun_of_the_vocabulary_can_be_painted() -> None:
    known = lexicon()
    named = {
        meaning.value
        for table in (known.english, known.chinese)
        for meanings in table.values()
        for meaning in meanings
        if meaning.kind == "noun"
    }
    homeless = {
        noun
        for noun in named
        if noun not in nouns.PUPPETS
        and nouns.find_icon(noun) is None
        and nouns.quadruped_of(noun) is None
    }
    assert not homeless


@pytest.mark.parametrize(
    ("prompt", "land"),
    [
        ("a camel on the dunes at dusk", "dunes"),
        ("monument valley at sunset", "mesas"),
        ("一个人走在戈壁滩上", "rocks"),
        ("黄昏的沙丘上，一只骆驼慢慢走过", "dunes"),
        ("a lone astronaut on Mars", "any"),
    ],
)
def test_the_ground_of_a_desert_is_heard(prompt: str, land: str) -> None:
    assert read_prompt(prompt, seed=1).spec.land == land


def test_a_sunny_morning_is_day() -> None:
    assert read_prompt("a city street on a sunny morning", seed=1).spec.time == "day"
    assert read_prompt("a misty morning by a mountain lake", seed=1).spec.time == "dawn"
