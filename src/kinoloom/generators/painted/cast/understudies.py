"""Who plays a noun that has no puppet and no emoji of its own yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinoloom.generators.painted.spec import SettingName

UNDERSTUDIES: dict[str, str] = {
    noun.strip(): player
    for player, nouns in {
        "man": "fisherman, sailor, pirate, barista, waiter, baker, potter, blacksmith, shepherd,"
        " warrior, photographer, skateboarder",
        "person": "musician, pianist, violinist, drummer, guitarist, saxophonist, actor",
        "woman": "ballerina, geisha, nun",
        "runner": "boxer",
        "hiker": "archer, traveler, delivery rider",
        "cowboy": "scarecrow",
        "person swimming": "swimmer, diver",
        "superhero": "ice skater",
        "panda": "red panda",
        "leopard": "snow leopard",
        "ox": "yak",
        "bird": "hummingbird",
        "turtle": "sea turtle",
        "fish": "manta ray, seahorse",
        "star": "starfish",
        "honeybee": "dragonfly",
        "automobile": "rover",
        "satellite": "space station",
        "motorcycle": "motorcyclist",
        "ship": "submarine",
        "small airplane": "paper plane",
        "amphora": "vase",
        "steaming bowl": "bowl",
        "tumbler glass": "glass",
        "lotion bottle": "bottle, perfume",
        "package": "box, treasure chest",
        "Tokyo tower": "lighthouse",
        "comet": "meteor",
        "trumpet": "trombone",
        "envelope": "letter",
        "skateboard": "surfboard",
        "red paper lantern": "lantern",
        "mantelpiece clock": "clock",
        "hourglass done": "hourglass",
        "globe showing Americas": "globe",
        "gem stone": "necklace",
        "crossed swords": "sword",
        "optical disk": "record player",
        "keyboard": "typewriter",
        "chess pawn": "chess piece",
        "teddy bear": "toy",
        "potted plant": "plant",
        "red apple": "fruit",
        "tangerine": "orange",
        "cherries": "cherry",
        "shortcake": "cake",
        "chocolate bar": "chocolate",
        "beer mug": "beer",
        "cup with straw": "soda can",
        "cocktail glass": "cocktail",
        "couch and lamp": "sofa",
        "spiral shell": "shell",
        "droplet": "water droplet",
        "triangular flag": "flag",
        "castle": "sandcastle",
    }.items()
    for noun in nouns.split(",")
}
"""A noun of these tables -> the noun whose puppet or emoji shows it."""

SCENIC: frozenset[str] = frozenset(
    ("bridge", "bench", "street lamp", "food stall", "audience", "moon", "earth", "planet",
     "ringed planet",
     "rainbow", "shipwreck", "windmill", "fountain", "temple")
)  # fmt: skip
"""Nouns that belong to the place: whoever paints the place shows them, no one plays them."""

_TREES = frozenset(("tree", "pine tree", "evergreen tree", "deciduous tree", "oak"))
_WOODED: tuple[SettingName, ...] = (
    "forest", "autumn_forest", "jungle", "park", "meadow", "mountains", "snow_peaks", "village",
    "farm", "castle", "night_sky", "aurora", "storm", "river", "waterfall",
)  # fmt: skip
_FURNISHED: dict[SettingName, frozenset[str]] = {
    **dict.fromkeys(_WOODED, _TREES),
    "beach": frozenset(("palm tree", "tree", "lighthouse")),
    "ocean": frozenset(("lighthouse",)),
    "interior": frozenset(
        ("lamp", "light bulb", "curtain", "window", "sofa", "plant", "fireplace")
    ),
}


def is_scenic(noun: str, setting: SettingName) -> bool:
    """Whether the painter of a setting shows a noun itself, better than an icon would."""
    return noun in SCENIC or noun in _FURNISHED.get(setting, ())
