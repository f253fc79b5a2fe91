"""What a message asks for."""

from __future__ import annotations

import pytest
from tests.unit.intent.utterances import FOUND, LATER, SEEN, UNSEEN, Said

from kinoloom.intent import (
    AddTitle,
    ChangeRatio,
    Context,
    Export,
    MakeClip,
    ReviseClip,
    SetMusic,
    Trim,
    read,
)


@pytest.mark.parametrize("said", SEEN + UNSEEN + LATER + FOUND, ids=lambda said: said.sentence[:48])
def test_utterance(said: Said) -> None:
    assert read(said.sentence, said.context).asks == said.asks


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("make it dusk", "en"),
        ("换成夜晚", "zh"),
        ("", "en"),
        ("导出 mp4", "zh"),
        ("a 城市 at night in rain", "en"),
    ],
)
def test_language(sentence: str, language: str) -> None:
    assert read(sentence).language == language


def test_changes_of_one_message_are_painted_once() -> None:
    asks = read("make it a bit darker and add fog", Context(has_clip=True)).asks
    assert asks == (ReviseClip("make it a bit darker, add fog"),)


def test_a_shape_asked_for_after_the_clip_belongs_to_the_clip() -> None:
    asks = read("a bear in the snow, then make it vertical").asks
    assert asks == (MakeClip("a bear in the snow", ratio="9:16"),)


@pytest.mark.parametrize(
    "title",
    [
        "EXPORT",
        "undo, then trim it",
        "delete the clip; add music",
        "導出",
        "it's 9:16 in 5 seconds",
    ],
)
def test_a_title_is_never_a_command(title: str) -> None:
    assert read(f'add the title "{title}"').asks == (AddTitle(title),)


@pytest.mark.parametrize(
    "sentence",
    [
        "what formats can I export?",
        "don't export yet",
        "ready for export",
        "export terminal at night",
    ],
)
def test_the_word_export_alone_exports_nothing(sentence: str) -> None:
    assert not any(isinstance(ask, Export) for ask in read(sentence).asks)


def test_a_clip_of_music_is_no_wish_for_music() -> None:
    asks = read("a street musician playing music in the rain").asks
    assert not any(isinstance(ask, SetMusic) for ask in asks)


def test_a_landscape_is_a_place_unless_it_is_all_that_is_said() -> None:
    assert read("a landscape with mountains").asks == (MakeClip("a landscape with mountains"),)
    assert read("landscape", Context(has_clip=True)).asks == (ChangeRatio("16:9"),)


@pytest.mark.parametrize(
    ("sentence", "edge"),
    [
        ("trim this video to the first 3 seconds", "to"),
        ("cut it down to the last 3 seconds", "last"),
        ("trim the first 3 seconds", "front"),
        ("trim it to 3 seconds", "to"),
    ],
)
def test_trimming_to_an_end_keeps_it(sentence: str, edge: str) -> None:
    (ask,) = read(sentence, Context(has_clip=True)).asks
    assert isinstance(ask, Trim)
    assert (ask.edge, ask.amount_ms) == (edge, 3000)
