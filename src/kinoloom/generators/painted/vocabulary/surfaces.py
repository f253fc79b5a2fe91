"""What a table's top is said to be of: "on black marble", "on a dark wooden table", 大理石上."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kinoloom.generators.painted.vocabulary.colours import COLOURS
from kinoloom.generators.painted.vocabulary.lexicon import Meaning, english_words
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.scan import Term

_ONTO = word_set("on, upon, atop, onto, 铺, 铺着, 垫着")
_PLAIN_TABLES = word_set(
    "table, tabletop, table top, desk, countertop, counter, coffee table, kitchen table, "
    "dining table, kitchen counter, 桌子, 桌面, 桌上, 桌, 餐桌, 书桌, 台面, 茶几"
)
"""Tables that a colour alone says something of: a white table is painted wood."""
_TOPS = word_set(
    "table, tabletop, top, countertop, counter, desk, bar, surface, slab, board, tray, tile, "
    "tiles, workbench, shelf, plank, planks, crate, block, cloth, tablecloth, sheet, sheets, "
    "fabric, backdrop, background, 上, 上的, 上面, 上面的, 面上, 桌, 桌子, 桌上, "
    "桌面, 台面, 吧台, 板, 板上, 布, 布上, 背景"
)
"""What a material may be of, to be what things stand on."""
_NO_TOPS = word_set(
    "pedestal, podium, plinth, floor, stairs, staircase, bridge, wall, fence, bench, house, path"
)
_LEADING = word_set(
    "a, an, the, of, his, her, some, very, top, slab, piece, block, sheet, bed of, plank, surface, "
    "着, 的"
)
"""What may stand between "on" and the material: "on a slab of stone"."""
_SHADES: dict[str, str] = {
    word: shade
    for shade, words in {
        "dark": "dark, deep, 深色, 深, 暗色",
        "pale": "light, pale, bright, blond, blonde, 浅色, 浅, 淡色, 原色",
    }.items()
    for word in word_set(words)
}
_SHADED: dict[tuple[str, str], tuple[str, str | None]] = {
    ("dark", "wood"): ("dark_wood", None),
    ("pale", "wood"): ("pale_wood", None),
    ("dark", "stone"): ("slate", None),
    ("pale", "stone"): ("stone", "light grey"),
    ("dark", "marble"): ("marble", "black"),
    ("dark", "satin"): ("satin", "black"),
    ("pale", "satin"): ("satin", "beige"),
    ("dark", "linen"): ("linen", "dark grey"),
    ("pale", "linen"): ("linen", "white"),
}
"""A shade and a material -> what is painted, and in which colour."""
_FURTHEST = 6


def lay_surfaces(told: list[Term]) -> None:
    """Tells the materials that things lie on from those that things are of.

    Before anything else takes the colour: the black of "a mug on black marble" is no mug's.
    """
    for at, term in enumerate(told):
        material = "mirror" if _is_pane(told, at) else term.value("material")
        if material is None and term.text.lower() not in _PLAIN_TABLES:
            continue
        kept = tuple(m for m in term.meanings if m.kind not in ("material", "lean", "hue", "noun"))
        if material is not None and (term.negated or not _is_lain_on(told, at)):
            told[at] = replace(
                term, meanings=tuple(m for m in term.meanings if m.kind not in ("material", "hue"))
            )
            continue
        shade, colour = _adjectives(told, at)
        if material is None and shade is None and colour is None:
            continue
        laid, named = _SHADED.get((shade or "", material or "wood"), (material or "wood", None))
        colour = colour or (COLOURS[named][0] if named else term.value("hue"))
        of = (Meaning("surface", laid), *((Meaning("surface_colour", colour),) if colour else ()))
        told[at] = replace(term, meanings=(*kept, *of))


def _adjectives(told: list[Term], at: int) -> tuple[str | None, str | None]:
    """The shade and the colour said right before a table, which are the table's from now on."""
    shade = colour = None
    for back in range(at - 1, -1, -1):
        term = told[back]
        if told[back + 1].apart or term.has("noun", "setting", "action", "stop"):
            break
        if term.has("colour"):
            colour = term.value("colour")
            told[back] = replace(term, meanings=(Meaning("surface_colour", colour or ""),))
        elif term.text.lower() in _SHADES:
            shade = _SHADES[term.text.lower()]
            told[back] = replace(term, meanings=(Meaning("shade"),))
    return shade, colour


def _is_lain_on(told: Sequence[Term], at: int) -> bool:
    if told[at].has("setting"):
        return True
    following = told[at + 1] if at + 1 < len(told) else None
    if following is not None and not following.apart:
        word = following.text.lower()
        last = (word, *english_words(word))[-1]
        if last in _NO_TOPS or word in _TOPS or last in _TOPS:
            return last not in _NO_TOPS
        if following.has("noun", "garment", "setting"):
            return False
    return _is_on(told, at)


def _is_pane(told: Sequence[Term], at: int) -> bool:
    """ "A lipstick on glass": with no article before it no tumbler is meant."""
    before = told[at - 1].text.lower() if at > 0 and not told[at].apart else ""
    return told[at].text.lower() == "glass" and before in _ONTO


def _is_on(told: Sequence[Term], at: int) -> bool:
    """Whether "on" leads to the material, over articles and adjectives."""
    for back in range(at - 1, max(-1, at - 1 - _FURTHEST), -1):
        term, word = told[back], told[back].text.lower()
        if told[back + 1].apart:
            return False
        if word in _ONTO:
            return True
        adjective = term.has("colour", "size", "mood", "style", "count", "material", "shade")
        if not (adjective or word in _LEADING or word in _SHADES or not term.meanings):
            return False
    return False
