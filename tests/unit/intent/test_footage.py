"""What is said of files that were brought; and the same words when there are none."""

from __future__ import annotations

import pytest

from kinoloom.intent import AddMedia, Context, Export, MakeClip, SetMusic, read

BROUGHT = Context(uploads=2)


@pytest.mark.parametrize(
    ("sentence", "seconds", "ratio"),
    [
        ("use my video", None, None),
        ("put this clip on the timeline", None, None),
        ("animate this image into a 5-second video with smooth motion", 5, None),
        ("Turn this product photo into a 4-second clip for an Instagram reel", 4, "9:16"),
        ("convert my static images", None, None),
        ("make a video from these photos", None, None),
        ("make a slideshow from my pictures, 3 seconds", 3, None),
        ("merge these clips", None, None),
        ("用我的视频", None, None),
        ("把这张图片做成5秒的视频", 5, None),
    ],
)
def test_what_was_brought_is_used(sentence: str, seconds: float | None, ratio: str | None) -> None:
    ask = read(sentence, BROUGHT).asks[0]
    assert ask == AddMedia(seconds, ratio)
    assert not any(isinstance(a, AddMedia) for a in read(sentence, Context()).asks)


def test_and_then_the_rest() -> None:
    asks = read("use this clip, add lo-fi music and export it", BROUGHT).asks
    assert [type(ask) for ask in asks] == [AddMedia, SetMusic, Export]


@pytest.mark.parametrize(
    "sentence",
    [
        "a lone camel crossing the dunes at dusk",
        "make a video of a photo studio at night",
        "a photographer on a mountain, taking pictures",
        "add a clip of a city at night",
    ],
)
def test_a_scene_is_still_painted(sentence: str) -> None:
    assert isinstance(read(sentence, BROUGHT).asks[0], MakeClip)
