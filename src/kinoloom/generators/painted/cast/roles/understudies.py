"""Who plays a noun that has no puppet and no emoji of its own yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinoloom.generators.painted.spec import SceneSpec, SettingName, Weather

UNDERSTUDIES: dict[str, str] = {
    noun.strip(): player
    for player, nouns in {
        "man": "fisherman, pirate, potter, blacksmith, shepherd, warrior, photographer",
        "person": "musician, pianist, violinist, drummer, guitarist, saxophonist, actor",
        "woman": "geisha, nun",
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

_SKIES: frozenset[SettingName] = frozenset(
    ("desert", "dunes", "canyon", "mountains", "snow_peaks", "meadow", "ocean", "beach", "river",
     "waterfall", "village", "farm", "castle", "park", "skyline", "night_sky", "aurora", "space")
)  # fmt: skip
"""Where the moon stands in the sky of a night."""
_ARCHED: frozenset[SettingName] = frozenset(
    ("river", "waterfall", "village", "farm", "castle", "park", "skyline", "night_sky", "aurora",
     "mountains", "snow_peaks", "meadow", "ocean", "beach", "highway", "volcano", "desert",
     "dunes", "canyon", "street", "neon_street")
)  # fmt: skip
"""Where a rainbow stands in the sky of a day."""
SCENIC: Mapping[str, frozenset[SettingName]] = {
    "moon": _SKIES,
    "rainbow": _ARCHED,
    "bridge": frozenset(("river", "park", "skyline")),
    "wooden bridge": frozenset(("river", "park")),
    "rope bridge": frozenset(("river", "park")),
    "bench": frozenset(("park",)),
    "street lamp": frozenset(("park", "street", "neon_street", "skyline")),
    "temple": frozenset(("village",)),
    "windmill": frozenset(("farm",)),
    "shipwreck": frozenset(("underwater", "coral")),
    "food stall": frozenset(),
    "audience": frozenset(("stage",)),
    "earth": frozenset(("space", "moon")),
    "planet": frozenset(("space",)),
    "ringed planet": frozenset(("space",)),
    "saturn": frozenset(("space",)),
    "gas giant": frozenset(("space",)),
    "nebula": frozenset(("space",)),
}
"""Nouns that belong to the place, and the settings whose painters show them when asked."""
_OVERCAST: frozenset[Weather] = frozenset(("rain", "snow", "fog", "storm", "sandstorm"))

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
    """Whether nobody plays a noun: its painter shows it, better than an icon would, or no one."""
    return noun in SCENIC or noun in _FURNISHED.get(setting, ())


def is_shown(noun: str, spec: SceneSpec) -> bool:
    """Whether a noun that the spec has is seen in the picture, painted or played."""
    if noun not in SCENIC:
        return True
    if spec.setting not in SCENIC[noun]:
        return False
    match noun:
        case "moon":
            return spec.setting == "space" or (
                spec.hour == "night" and spec.weather not in _OVERCAST
            )
        case "rainbow":
            return spec.hour != "night" and spec.weather not in ("snow", "sandstorm")
        case _:
            return True
