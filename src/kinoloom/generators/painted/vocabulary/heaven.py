"""What colour the sky is said to have: "a pink sky", "the clouds turn purple", 天空变成粉色."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kinoloom.generators.painted.vocabulary.colours import COLOURS, plain_colour
from kinoloom.generators.painted.vocabulary.lexicon import Meaning, english_words
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.scan import Term

_OF_SKIES: dict[str, str] = {
    "red": "red", "orange": "orange", "yellow": "gold", "green": "green", "teal": "teal",
    "blue": "blue", "purple": "purple", "pink": "pink", "gold": "gold",
}  # fmt: skip
_HUES: dict[str, str] = {
    value: _OF_SKIES[plain_colour(name)]
    for name, (value, _) in COLOURS.items()
    if plain_colour(name) in _OF_SKIES
}
"""A colour of things -> the colour a sky can be painted in. White, grey and black are weather."""
_ONLY_OF_SKIES: dict[str, str] = {
    word: hue
    for hue, words in {
        "pink": "rose, rosy, peach, peachy, coral, salmon, cotton candy, pinkish, 粉红色, 玫瑰色",
        "purple": "lavender, lilac, mauve, plum, indigo, purplish, 薰衣草色, 紫红色",
        "gold": "amber, golden, honey, yellowish, 金色, 金黄, 金黄色, 琥珀色",
        "orange": "fiery, flaming, burning, apricot, copper, tangerine, orangey, 橙红色, 橘红",
        "red": "blood, bloody, ruby, rust, reddish, 血色, 血红, 血红色",
        "green": "jade, mint, greenish, 碧绿",
        "blue": "sapphire, bluish",
    }.items()
    for word in word_set(words)
}
"""Words that name a colour only before a sky: elsewhere a peach is eaten."""
_SKIES = word_set(
    "sky, skies, cloud, clouds, cloudscape, heavens, horizon, sunset, sunsets, sunrise, dusk, "
    "dawn, twilight, afterglow"
)
_CHINESE_SKIES = (
    "天空", "云", "云彩", "云朵", "云层", "云霞", "晚霞", "朝霞", "霞光", "星空", "夜空", "日落",
    "日出", "黄昏", "暮色", "天", "天际", "地平线", "傍晚", "黎明",
)  # fmt: skip
_NO_SKY = ("noun", "action", "garment", "setting")
_LINKING = word_set("and, 和, 与")
_LINKED = _LINKING | {"的"}
_BETWEEN = ("mood", "weather", "time", "style", "tint", "season", "touch", "scenery", "motion",
            "size", "hint", "lean")  # fmt: skip
_TURNING = word_set(
    "is, are, was, turn, turns, turned, turning, become, becomes, glow, glows, glowing, burn, "
    "burns, burning, painted, streaked, washed, tinged, tinted, bathed, drenched, of, in, with, "
    "looks, deep, bright, vivid, dark, light, a, an, to, into, all, "
    "变成, 变, 是, 成, 为, 呈, 呈现, 呈现出, 染成, 染, 泛着, 泛起, 一片, 换成, 改成, "
    "很, 都, 被, 得, shades of, hues of, tones of, more, very, 发, 映成, 着, 了"
)
_FURTHEST = 6
"""How many words may stand between a sky and its colour: "the sky over the city turns red"."""


def colour_the_sky(told: list[Term], at: int) -> None:
    """Gives the colours beside a sky to it, before anyone in the shot takes them."""
    if not _is_sky(told[at]):
        return
    for where in (*_before(told, at), *_behind(told, at)):
        hue = _hue(told[where])
        if hue is not None:
            kept = tuple(m for m in told[where].meanings if m.kind == "hint")
            meanings = (Meaning("sky_colour", hue), *kept)
            denied = told[where].negated or told[at].negated
            told[where] = replace(told[where], meanings=meanings, negated=denied)


def _is_sky(term: Term) -> bool:
    if term.chinese:
        return term.text.endswith(_CHINESE_SKIES) and not term.has("noun", "action", "colour")
    words = english_words(term.text)
    return bool(words) and words[-1] in _SKIES and not term.has("noun", "action")


def _hue(term: Term) -> str | None:
    return _HUES.get(term.value("colour") or "") or _ONLY_OF_SKIES.get(term.text.lower())


def _before(told: Sequence[Term], at: int) -> list[int]:
    """Where the colours of "a vivid red and purple night sky" stand."""
    found: list[int] = []
    for back in range(at - 1, -1, -1):
        term = told[back]
        if told[back + 1].apart:
            break
        if _hue(term) is not None:
            golden = term.has("hint") and told[at].has("time")
            found += [] if golden else [back]
        elif (
            (term.text.lower() in _LINKING and not found)
            or term.has(*_NO_SKY)
            or not (term.text.lower() in _LINKED or term.has(*_BETWEEN) or not term.meanings)
        ):
            break
    return found


def _behind(told: Sequence[Term], at: int) -> list[int]:
    """Where the colours of "turning the sky red", "skies of pink and gold" stand."""
    found: list[int] = []
    turned = True
    for ahead in range(at + 1, min(len(told), at + 1 + _FURTHEST)):
        term = told[ahead]
        if term.apart or term.has("noun", "garment"):
            break
        word = term.text.lower()
        if _hue(term) is not None:
            if not turned or _belongs_further_on(told, ahead):
                break
            found.append(ahead)
        elif word not in _LINKED:
            turned = word in _TURNING
    return found


def _belongs_further_on(told: Sequence[Term], at: int) -> bool:
    """In "a sky with red balloons", "sky above a green field" something else has the colour."""
    for term in told[at + 1 : at + 4]:
        if term.apart:
            return False
        if term.has("noun", "garment", "setting", "scenery"):
            return True
        if term.text.lower() not in _LINKED and _hue(term) is None:
            return False
    return False
