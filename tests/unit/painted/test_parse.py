"""What the painter understands of a prompt."""

from __future__ import annotations

from itertools import product
from typing import Any, get_args

import pytest
from tests.unit.painted.prompts import ASTRONAUT, CASES, CHANGES, SAID, UNSEEN, Case, Change

from kinoloom.crafts.music.ambiences.kinds import AMBIENCES
from kinoloom.generators.painted.cast.roles import nouns
from kinoloom.generators.painted.cast.roles.understudies import SCENIC, UNDERSTUDIES
from kinoloom.generators.painted.parse import read_prompt, revise
from kinoloom.generators.painted.spec import SceneSpec, SettingName, Time, Weather
from kinoloom.generators.painted.vocabulary import placing, titles
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
        ("a red car in the rain, city", "Red Car on the Rainy Street", "city_rain_night"),
        ("a city at noon", "City at Noon", "city_day"),
        ("two dolphins", "Two Dolphins Underwater", "ocean"),
        ("a foggy forest", "Foggy Forest by Day", "forest"),
        ("a mug on a table, windy", "Mug on the Table", "room"),
        ("一位宇航员在火星上行走", "火星上的宇航员", "wind_desert"),
        ("三只狐狸在湖边，夜晚", "山湖边的三只狐狸", "lake_night"),
        ("雪山，下雪", "白天雪中的雪山", "snow_wind"),
        ("静物", "桌面", "room"),
    ],
)
def test_title_and_sound(prompt: str, title: str, sound: str) -> None:
    reading = read_prompt(prompt, seed=0)
    assert (reading.title, reading.sound) == (title, sound)


@pytest.mark.parametrize("setting", get_args(SettingName))
def test_every_scene_has_a_title_and_a_sound(setting: SettingName) -> None:
    for weather, time in product(get_args(Weather), get_args(Time)):
        spec = SceneSpec(setting=setting, time=time, weather=weather)
        assert titles.sound_of(spec) in AMBIENCES
        for chinese in (False, True):
            assert 0 < len(titles.title_of(spec, chinese=chinese)) <= 40


def test_words_are_reported_as_used_or_ignored() -> None:
    reading = read_prompt("a purple zorblatt and a red fox in a cave, Wes Anderson", seed=0)
    assert {"red", "fox", "cave", "Wes Anderson"} <= set(reading.used)
    assert "zorblatt" in reading.ignored
    assert reading.notes == ("Cave is painted as the nearest place: Canyon.",)
    assert reading.spec.style == "pastel"


def test_what_a_clip_is_for_sets_its_pace_unless_the_words_do() -> None:
    paces = [
        read_prompt(f"{words} of a mountain lake", seed=1).spec.motion
        for words in ("a teaser", "a clip", "a seamless loop")
    ]
    assert paces == sorted(paces, reverse=True)
    assert len(set(paces)) == 3
    slow = read_prompt("a teaser of a mountain lake, very slow motion", seed=1).spec
    assert slow.intent == "teaser"
    assert slow.motion < 0.5


def test_a_colour_that_a_place_has_anyway_is_used() -> None:
    assert "red" in read_prompt("a red Martian desert", seed=1).used
    assert "purple" in read_prompt("a purple Martian desert", seed=1).ignored


def test_a_word_that_another_overrules_is_ignored() -> None:
    reading = read_prompt("mountains behind a village, cinematic watercolour", seed=0)
    assert {"village", "watercolour"} <= set(reading.used)
    assert {"mountains", "cinematic"} <= set(reading.ignored)


def test_what_a_person_wears_is_no_subject() -> None:
    reading = read_prompt("a man with an umbrella in the rain", seed=0)
    assert [subject.noun for subject in reading.spec.subjects] == ["man"]
    assert reading.spec.subjects[0].held == "umbrella"
    assert "umbrella" in reading.used


def test_contradiction_is_noted() -> None:
    assert read_prompt("sunny rain in the city", seed=0).notes == (
        '"sunny" and "rain" do not go together; this is painted as "rain".',
    )


def test_notes_are_in_the_language_of_the_prompt() -> None:
    assert read_prompt("山洞里的狗", seed=0).notes == ("“山洞”这次画成了峡谷。",)


def test_a_misspelt_word_is_understood() -> None:
    assert read_prompt("an astronuat in the mountians", seed=0).spec.setting == "mountains"


def test_a_change_that_says_nothing_is_noted() -> None:
    spec = read_prompt(ASTRONAUT, seed=1).spec
    reading = revise(spec, "make it pop")
    assert reading.spec == spec
    assert reading.notes


@pytest.mark.parametrize(
    ("prompt", "setting", "weather"),
    [
        ("一望无际的大草原", "meadow", "clear"),
        ("无边的沙漠", "desert", "clear"),
        ("不停地下雨的街道", "street", "rain"),
        ("a never-ending desert", "desert", "clear"),
    ],
)
def test_a_denial_inside_another_word_denies_nothing(
    prompt: str, setting: str, weather: str
) -> None:
    spec = read_prompt(prompt, seed=1).spec
    assert (spec.setting, spec.weather) == (setting, weather)


@pytest.mark.parametrize("prompt", ["杀人鲸跃出海面", "a field of oilseed rape"])
def test_what_only_sounds_refused_is_not(prompt: str) -> None:
    assert read_prompt(prompt, seed=1).spec.setting in ("ocean", "meadow")


@pytest.mark.parametrize("prompt", ["a man kills a woman with an axe", "用刀杀死一个人"])
def test_killing_is_refused(prompt: str) -> None:
    with pytest.raises(PromptRefused):
        read_prompt(prompt, seed=1)


def test_five_thousand_words_make_a_film() -> None:
    reading = read_prompt("a quiet mountain lake " * 1250, seed=1)
    assert reading.spec.setting == "mountains"
    assert reading.notes


@pytest.mark.parametrize("prompt", ["", "   \n", "x" * 100_001])
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
        for noun in named - SCENIC.keys()
        for player in (UNDERSTUDIES.get(noun, noun),)
        if nouns.key_of(player) not in nouns.PUPPETS
        and nouns.find_icon(player) is None
        and nouns.quadruped_of(player) is None
    }
    assert not homeless


def test_a_sunny_morning_is_day() -> None:
    assert read_prompt("a city street on a sunny morning", seed=1).spec.time == "day"
    assert read_prompt("a misty morning by a mountain lake", seed=1).spec.time == "dawn"


def test_every_place_and_hint_of_the_vocabulary_is_a_setting() -> None:
    known = lexicon()
    named = {
        meaning.value
        for table in (known.english, known.chinese)
        for meanings in table.values()
        for meaning in meanings
        if meaning.kind in ("setting", "lean", "touch")
    }
    assert named - {"city", "table"} <= placing.SETTING_NAMES
    assert placing.SETTING_NAMES - {"moon"} <= named | {"moon"}


@pytest.mark.parametrize(
    ("prompt", "ratio"),
    [
        ("a fox, 9:16", "9:16"), ("a fox for TikTok", "9:16"), ("狐狸，竖屏", "9:16"),
        ("a fox, 1:1", "1:1"), ("方形，狐狸", "1:1"), ("a fox in 4:5", "4:5"),
        ("a fox, 2.39:1", "21:9"), ("a fox in cinemascope", "21:9"), ("横屏的狐狸", "16:9"),
        ("a fox at 3:05", None), ("a town square", None), ("a portrait of a fox", None),
    ],
)  # fmt: skip
def test_the_shape_asked_for(prompt: str, ratio: str | None) -> None:
    assert read_prompt(prompt, seed=0).spec.ratio == ratio


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a sea of flowers", "meadow"), ("concrete jungle", "skyline"),
        ("a desert highway", "highway"), ("雪山脚下的村庄", "village"),
        ("一条小河流过村庄", "river"), ("the ridge of a sand dune", "dunes"),
        ("a city, a starry sky above", "skyline"), ("thunderstorm over the plains", "storm"),
        ("lightning over a city skyline", "skyline"),
        ("a beach, mountains in the distance", "beach"),
        ("inside a castle", "interior"), ("a running shoe ad", "studio"), ("a mug", "tabletop"),
        ("an astronaut floating", "space"), ("no forest, a beach", "beach"),
    ],
)  # fmt: skip
def test_where_a_shot_is_set(prompt: str, setting: str) -> None:
    assert read_prompt(prompt, seed=0).spec.setting == setting


def test_what_must_not_be_seen() -> None:
    spec = read_prompt("a street without people or cars, no text, no wind", seed=0).spec
    assert (spec.without, spec.weather, spec.subjects) == (("person", "car", "text"), "clear", ())


@pytest.mark.parametrize(
    "prompt",
    [
        "😀😀",
        "🫠",
        "!!!",
        "7",
        "。。。",
        "a" * 19_999,
        "sunny night rain snow storm fog",
        "不 不 没有",
    ],
)
def test_anything_becomes_a_scene(prompt: str) -> None:
    reading = read_prompt(prompt, seed=0)
    assert reading.title
    assert reading.notes


def test_signs_that_show_nothing_become_colours() -> None:
    assert read_prompt("😀🤔", seed=0).spec.setting == "abstract"


def test_words_nobody_knows_become_a_landscape() -> None:
    assert read_prompt("flurb glorp", seed=0).spec.setting == "mountains"


@pytest.mark.parametrize(("prompt", "said"), UNSEEN, ids=[prompt[:40] for prompt, _ in UNSEEN])
def test_a_prompt_it_was_not_written_for(prompt: str, said: dict[str, Any]) -> None:
    spec = read_prompt(prompt, seed=0).spec
    for name, value in said.items():
        if name == "nouns":
            assert value <= {subject.noun for subject in spec.subjects}
        elif name == "setting":
            assert spec.setting in value
        else:
            assert getattr(spec, name) == value, name


def test_a_garment_colours_whoever_wears_it() -> None:
    woman = read_prompt("a woman in a red dress walking down a street", seed=0).spec.subjects[0]
    assert (woman.noun, woman.colour, woman.action) == ("woman", "#c8322b", "walk")
    girl = read_prompt("穿红色连衣裙的女孩", seed=0).spec.subjects[0]
    assert (girl.noun, girl.colour) == ("girl", "#c8322b")


@pytest.mark.parametrize(
    ("prompt", "noun", "action"),
    [
        ("a girl riding a bike", "girl", "cycle"), ("a couple dancing", "person", "dance"),
        ("a boy swimming in a lake", "boy", "swim"), ("a train glides by", "train", "drive"),
        ("a band playing", "musician", "stand"), ("puppies playing", "dog", "run"),
        ("a horse, leaves falling, snow flying", "horse", "stand"),
        ("geese flying over a lake", "goose", "fly"),
    ],
)  # fmt: skip
def test_what_a_subject_does(prompt: str, noun: str, action: str) -> None:
    subject = read_prompt(prompt, seed=0).spec.subjects[0]
    assert (subject.noun, subject.action) == (noun, action)


@pytest.mark.parametrize(
    ("prompt", "move"),
    [
        ("orbit around a statue", "orbit"), ("flying over a lake", "aerial"),
        ("tracking shot to the left of a fox", "truck_left"), ("狐狸，镜头环绕", "orbit"),
        ("a satellite orbiting earth", "truck_right"), ("crane up over a village", "tilt_up"),
    ],
)  # fmt: skip
def test_how_the_camera_moves(prompt: str, move: str) -> None:
    assert read_prompt(prompt, seed=0).spec.move == move


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("studio ghibli forest", "watercolour"), ("blade runner", "neon"), ("水墨山水", "line_art"),
        ("a vintage car, synthwave", "neon"), ("a vintage car", "cinematic"),
        ("travel poster of the alps, cinematic", "poster"), ("super 8 picnic", "vintage"),
        ("cyberpunk street, film noir", "noir"), ("a pencil sketch of a fox", "line_art"),
        ("a fox, vintage look", "vintage"),
    ],
)  # fmt: skip
def test_the_style_meant(prompt: str, style: str) -> None:
    assert read_prompt(prompt, seed=0).spec.style == style


@pytest.mark.parametrize(
    ("prompt", "setting", "trees"),
    [
        ("a pine forest", "forest", "pine"),
        ("a spruce forest in the fog", "forest", "pine"),
        ("a fox among redwoods", "forest", "redwood"),
        ("a birch forest in autumn", "autumn_forest", "birch"),
        ("a panda in a bamboo forest", "forest", "bamboo"),
        ("a palm jungle", "jungle", "palm"),
        ("竹林", "forest", "bamboo"),
        ("松林", "forest", "pine"),
        ("a waterfall in a jungle", "waterfall", "jungle"),
        ("a jungle", "jungle", "any"),
        ("a forest", "forest", "any"),
    ],
)
def test_the_trees_of_a_wood(prompt: str, setting: str, trees: str) -> None:
    reading = read_prompt(prompt, seed=0)

    assert (reading.spec.setting, reading.spec.trees) == (setting, trees)


def test_another_place_has_trees_of_its_own() -> None:
    bamboo = read_prompt("a bamboo forest", seed=0).spec

    assert revise(bamboo, "make it night").spec.trees == "bamboo"
    assert revise(bamboo, "a redwood forest instead").spec.trees == "redwood"
    assert revise(bamboo, "in a meadow").spec.trees == "any"


def test_a_stored_scene_from_before_trees_could_be_said_loads() -> None:
    stored = read_prompt("a forest", seed=3).spec.model_dump()
    del stored["trees"]

    assert SceneSpec.model_validate(stored) == read_prompt("a forest", seed=3).spec


def test_a_ringed_planet_has_rings_by_name() -> None:
    assert read_prompt("a ringed planet", seed=0).spec.subjects[0].noun == "ringed planet"


@pytest.mark.parametrize(
    ("prompt", "word"),
    [("a bench in the desert", "bench"), ("a bridge in the desert", "bridge"),
     ("a bus and a moon at noon in the desert", "moon")],
)  # fmt: skip
def test_what_no_painter_shows_is_not_called_used(prompt: str, word: str) -> None:
    reading = read_prompt(prompt, seed=1)

    assert word in reading.ignored


@pytest.mark.parametrize(
    ("prompt", "word"),
    [("a stone bridge over a river", "stone bridge"), ("a rainbow over a park", "rainbow"),
     ("a windmill on a farm", "windmill"), ("the full moon over a lake", "full moon")],
)  # fmt: skip
def test_what_a_painter_shows_is_used(prompt: str, word: str) -> None:
    assert word in read_prompt(prompt, seed=1).used


@pytest.mark.parametrize(("prompt", "noun"), [("a spiral galaxy", "nebula"), ("saturn", "saturn")])
def test_worlds_of_space_have_names(prompt: str, noun: str) -> None:
    spec = read_prompt(prompt, seed=1).spec

    assert spec.setting == "space"
    assert spec.subjects[0].noun == noun


@pytest.mark.parametrize(("prompt", "said"), SAID, ids=[prompt[:40] for prompt, _ in SAID])
def test_a_word_means_what_it_means_there(prompt: str, said: dict[str, Any]) -> None:
    spec = read_prompt(prompt, seed=0).spec
    for name, value in said.items():
        meant = spec.subjects[0].action if name == "action" else getattr(spec, name)
        assert meant == value, name


@pytest.mark.parametrize(
    "prompt", ["execution of a prisoner", "a man being shot by police", "a public execution"]
)
def test_harm_is_refused(prompt: str) -> None:
    with pytest.raises(PromptRefused):
        read_prompt(prompt, seed=0)


@pytest.mark.parametrize(
    "prompt", ["a movie scene being shot in Paris", "the execution of a perfect plan"]
)
def test_filming_and_doing_are_not_refused(prompt: str) -> None:
    read_prompt(prompt, seed=0)
