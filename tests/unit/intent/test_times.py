"""Lengths, moments, shapes and numbers as people write them."""

from __future__ import annotations

import pytest

from kinoloom.intent.numbers import number, ordinal
from kinoloom.intent.ratios import find_ratio
from kinoloom.intent.references import clip_named
from kinoloom.intent.times import find_range, find_times


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("3s", 3000), ("2.5 seconds", 2500), ("0:05", 5000), ("1:30", 90_000),
        ("10-second", 10_000),
        ("the first two seconds", 2000), ("the last second", 1000), ("half a second", 500),
        ("前两秒", 2000), ("最后1秒", 1000), ("第3秒", 3000), ("十秒", 10_000), ("一分半", 90_000),
        ("500 ms", 500), ("1 minute 30 seconds", 90_000), ("two and a half seconds", 2500),
        ("0:02.5", 2500), ("1分30秒", 90_000),
    ],
)  # fmt: skip
def test_time(text: str, ms: int) -> None:
    assert [time.ms for time in find_times(text)] == [ms]


@pytest.mark.parametrize("text", ["9:16", "a second clip", "no time at all", "第二个片段", "4:5"])
def test_no_time(text: str) -> None:
    assert find_times(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "from 0:02 to 0:05",
        "2s-5s",
        "2 to 5 seconds",
        "2秒到5秒",
        "between 2s and 5s",
        "从第2秒剪到第5秒",
    ],
)
def test_range(text: str) -> None:
    assert find_range(text) == (2000, 5000)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("9:16", "9:16"), ("make it vertical", "9:16"), ("竖屏", "9:16"),
        ("for Instagram Reels", "9:16"),
        ("square", "1:1"), ("for Instagram", "1:1"), ("widescreen", "16:9"), ("横屏", "16:9"),
        ("for YouTube Shorts", "9:16"), ("for my YouTube channel", "16:9"),
        ("21:9", "21:9"), ("4 : 5", "4:5"),
    ],
)  # fmt: skip
def test_ratio(text: str, ratio: str) -> None:
    found = find_ratio(text)
    assert found is not None
    assert found.ratio == ratio


@pytest.mark.parametrize(
    "text", ["7:13", "a square in Rome", "a portrait of a woman", "a landscape"]
)
def test_no_ratio(text: str) -> None:
    assert find_ratio(text) is None


def test_numbers() -> None:
    assert [number(word) for word in ("twelve", "三十五", "一百二十", "半", "a few")] == [
        12,
        35,
        120,
        0.5,
        3,
    ]
    assert [ordinal(word) for word in ("first", "last", "3rd")] == [1, -1, 3]


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("trim clip 2", 2),
        ("the second shot", 2),
        ("the last one", -1),
        ("第三个镜头", 3),
        ("最后一段", -1),
        ("it", None),
    ],
)
def test_clip_named(text: str, which: int | None) -> None:
    assert clip_named(text) == which
