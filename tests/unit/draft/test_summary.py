"""The timeline line, and what an edit changed, in words."""

from __future__ import annotations

import string

import pytest
from tests.support.drafts import film, scored

from kinoloom.agent.phrases import PHRASES as AGENT_PHRASES
from kinoloom.draft.edits import add_title, delete, remake, set_canvas, set_music, set_volume, trim
from kinoloom.draft.model import Draft, Source
from kinoloom.draft.phrases import PHRASES
from kinoloom.draft.summary import difference, timeline


def test_the_seeds_line() -> None:
    draft = add_title(scored(film(10_000)), "Urban Dreams")
    assert timeline(draft) == (
        "Timeline (3 tracks): 1. Video: Clip 1 (0-10s) 2. BGM: Lo-fi (0-10s, 35%) "
        '3. Title: "Urban Dreams" (0-3s)'
    )
    assert timeline(film(1500)) == "Timeline (1 track): 1. Video: Clip 1 (0-1.5s)"
    assert timeline(Draft()) == "The timeline is empty."


def test_long_tracks_are_shortened() -> None:
    assert "… +4" in timeline(film(*[1000] * 10))


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (add_title(film(5000), "Hi"), 'Added Title "Hi" (0-3s).'),
        (scored(film(5000)), "Added BGM Lo-fi (0-5s)."),
        (
            trim(film(5000), "clip_1", front_ms=1000),
            "Video Clip 1 is now 4 s long (was 5 s). The film is now 4 s long (was 5 s).",
        ),
        (set_volume(film(5000), "clip_1", 40), "Set Video Clip 1 to 40 % (was 100 %)."),
        (set_canvas(film(5000), width_px=1080, height_px=1920), "The picture is now 1080x1920."),
        (
            remake(
                film(5000),
                "clip_1",
                Source(asset="c" * 64, length_ms=5000),
                duration_ms=5000,
                label="Night",
            ),
            "Made Video Night again.",
        ),
        (film(5000), "Nothing changed."),
    ],
)
def test_a_difference_reads_like_a_person(after: Draft, words: str) -> None:
    assert difference(film(5000), after) == words


def test_other_music_takes_the_place_of_the_old() -> None:
    before = scored(film(5000))
    calm = set_music(before, Source(asset="d" * 64, loop=True), label="Ambient", volume=35)
    assert difference(before, calm) == "BGM Ambient took the place of Lo-fi."


def test_what_only_followed_is_not_told() -> None:
    before = add_title(film(5000, 4000), "Hi", start_ms=6000)
    assert "Title" not in difference(before, delete(before, "clip_1"))


def test_chinese() -> None:
    assert difference(film(5000), add_title(film(5000), "你好"), "zh") == (
        '添加了标题"你好"（0-3s）。'
    )
    assert timeline(film(2000), "zh") == "时间线（1 条轨道）：1. 视频: Clip 1 (0-2s)"


@pytest.mark.parametrize("catalogue", [PHRASES, AGENT_PHRASES])
def test_translations_have_the_same_blanks(catalogue: dict[str, dict[str, str]]) -> None:
    for key, row in catalogue.items():
        blanks = {
            language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for language, text in row.items()
        }
        assert blanks.keys() == {"en", "zh"}, key
        assert blanks["en"] == blanks["zh"], key
