"""What people write, and the mood they mean."""

from __future__ import annotations

import pytest

from kinoloom.crafts.music.moods import MOODS
from kinoloom.crafts.music.words import DEFAULT_MOOD, mood_for


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        ("lo-fi beats to study to", "lofi"),
        ("Some smooth JAZZ please", "lofi"),
        ("an epic orchestral trailer", "cinematic"),
        ("upbeat and happy", "upbeat"),
        ("calm ambient music", "ambient"),
        ("corporate, inspiring", "corporate"),
        ("a sad piano piece", "tender"),
        ("配一段轻快的音乐", "upbeat"),
        ("电影感配乐", "cinematic"),
        ("舒缓的背景音乐", "ambient"),
        ("史诗", "cinematic"),
        ("科技感，励志", "corporate"),
        ("忧伤的钢琴曲", "tender"),
        ("慵懒的爵士", "lofi"),
        ("something calm, not epic", "ambient"),
        ("不要悲伤，欢快一点", "upbeat"),
    ],
)
def test_a_mood_is_read_from_words(words: str, mood: str) -> None:
    assert mood_for(words) == mood


@pytest.mark.parametrize("words", ["", "music", "加点音乐", "address the dataset"])
def test_words_without_a_mood_get_the_default(words: str) -> None:
    assert mood_for(words) == DEFAULT_MOOD


def test_the_default_is_a_mood() -> None:
    assert DEFAULT_MOOD in MOODS
