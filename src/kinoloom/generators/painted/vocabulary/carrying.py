"""Words for having something on or in hand: the thing is no subject of its own then."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.places import word_set

HOLDING = word_set(
    "with, in, under, holding, holds, carrying, carries, lights, 带着, 带, "
    "拿着, 手持着, 抱着, 举着, 提着"
)
"""Before what people wear or carry about."""
IN_HAND = word_set(
    "with, holding, holds, carrying, carries, flying, flies, play, plays, playing, strumming, "
    "strums, 带着, 拿着, 拿, 手持着, 抱着, 举着, 提着, 放, 手持, 打着, 撑着, "
    "弹, 弹奏, 演奏, 弹着, 吹, 吹着, 拉着"
)
"""Before what can be held, as far as it is painted in a hand."""
WORN_IN_HAND: dict[str, str] = {
    word: noun
    for noun, words in {
        "hat": "hat, beanie, fedora, beret, woolly hat, 帽子, 毛线帽",
        "cap": "cap, baseball cap, 棒球帽",
        "straw hat": "straw hat, 草帽",
        "cowboy hat": "cowboy hat, 牛仔帽",
        "sun hat": "sun hat, 遮阳帽",
        "top hat": "礼帽",
        "witch hat": "witch hat, wizard hat",
        "umbrella": "撑伞, 打伞, 撑着伞, 打着伞, 撑着雨伞, 撑着油纸伞",
        "flag": "插旗, 举旗, 举着旗",
    }.items()
    for word in word_set(words)
}
"""Garments, and phrases listed with them, that the painter shows as a thing of its own."""
