"""What people wear: builds, cuts and colours by who they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.bodies.anatomy import Colour, Material
from kinoloom.generators.painted.cast.bodies.skeleton import Build
from kinoloom.generators.painted.cast.figures.armour import STEEL
from kinoloom.generators.painted.easel.colour import rgb

if TYPE_CHECKING:
    import numpy as np

ADULT = Build(
    thigh=0.242, shank=0.235, ankle=0.042, heel=0.026, ball=0.066, hip_half=0.046,
    shoulder_half=0.092, torso=0.275, neck=0.112, head=0.060, upper_arm=0.148, forearm=0.128,
)  # fmt: skip
SLENDER = Build(
    thigh=0.245, shank=0.238, ankle=0.042, heel=0.024, ball=0.060, hip_half=0.046,
    shoulder_half=0.076, torso=0.268, neck=0.112, head=0.060, upper_arm=0.142, forearm=0.122,
)  # fmt: skip
CHILD = Build(
    thigh=0.205, shank=0.198, ankle=0.050, heel=0.030, ball=0.072, hip_half=0.054,
    shoulder_half=0.092, torso=0.272, neck=0.142, head=0.090, upper_arm=0.132, forearm=0.115,
)  # fmt: skip

_SKINS = ("#f2c7a5", "#e3ab82", "#c98d63", "#9a6543", "#6d4630", "#f6d3b8")
_HAIRS = ("#241a18", "#4a2f20", "#7a4a26", "#b98645", "#15151c", "#8c3b22", "#9a9490")
_YOUNG_HAIRS = _HAIRS[:-1]
_WHITE_HAIRS = ("#c9c5bf", "#e4e1da", "#a9a5a2")
_TOPS = ("#b8452f", "#2f5d8a", "#c9962f", "#3d6b4a", "#7a3b5e", "#d8cdbd", "#37404f", "#2c7a78")
_BOTTOMS = ("#2b3242", "#3a3330", "#5a4a3a", "#22262e", "#46505c")
_ACCENTS = ("#e8b23a", "#d8513a", "#4f8fb8", "#efe6d6", "#6a9a58")
_SHOES = ("#2a211d", "#4d3424", "#d9d4cb")
_GOLD = ("#e0b040",)


@dataclass(frozen=True)
class Wardrobe:
    """What a kind of person wears."""

    build: Build = ADULT
    height: float = 1.0
    coat: float = 0.0
    """Length of the coat or dress below the hips, in heights."""
    flare: float = 0.0
    bare_legs: bool = False
    shorts: bool = False
    sleeves: float = 1.0
    long_hair: bool = False
    bun: bool = False
    hat: str = ""
    pack: bool = False
    scarf: bool = False
    apron: bool = False
    tutu: bool = False
    veil: bool = False
    glasses: bool = False
    beard: bool = False
    bands: bool = False
    """Bright bands around sleeves, legs and chest, as those wear who must be seen."""
    armour: bool = False
    """Plates of steel, a shield and a sword."""
    board: bool = False
    """Stands on a skateboard."""
    suit: bool = False
    """Whether the legs are of the same cloth as the top."""
    either: bool = False
    """Whether the seed makes it a man or a woman."""
    stout: float = 1.0
    eyes: float = 1.0
    bald: bool = False


WARDROBES: Mapping[str, Wardrobe] = {
    "man": Wardrobe(coat=0.055),
    "woman": Wardrobe(SLENDER, 0.95, coat=0.22, flare=0.055, long_hair=True, scarf=True),
    "child": Wardrobe(CHILD, 0.66, coat=0.02, stout=1.12),
    "girl": Wardrobe(CHILD, 0.66, coat=0.15, flare=0.06, bare_legs=True, long_hair=True, stout=1.1),
    "hiker": Wardrobe(coat=0.05, hat="bucket", pack=True),
    "runner": Wardrobe(coat=0.0, shorts=True, sleeves=0.45),
    "cowboy": Wardrobe(coat=0.07, hat="cowboy", scarf=True),
    "ninja": Wardrobe(coat=0.05, scarf=True),
    "mage": Wardrobe(coat=0.33, flare=0.06, hat="pointed", long_hair=True),
    "alien": Wardrobe(CHILD, 0.78, stout=0.78, eyes=2.1, bald=True),
    "chef": Wardrobe(coat=0.07, hat="toque", scarf=True, apron=True, either=True),
    "barista": Wardrobe(coat=0.05, apron=True, either=True),
    "doctor": Wardrobe(coat=0.20, flare=0.03, glasses=True, either=True),
    "nurse": Wardrobe(SLENDER, 0.95, coat=0.07, sleeves=0.5, bun=True, hat="nurse", suit=True),
    "grandmother": Wardrobe(
        SLENDER, 0.88, coat=0.25, flare=0.05, bun=True, glasses=True, scarf=True, stout=1.16
    ),
    "grandfather": Wardrobe(ADULT, 0.94, coat=0.06, glasses=True, beard=True, stout=1.1),
    "ballerina": Wardrobe(SLENDER, 0.97, sleeves=0.12, bun=True, tutu=True, stout=0.88),
    "dancer": Wardrobe(SLENDER, 0.96, coat=0.26, flare=0.13, sleeves=0.3, bun=True, bare_legs=True),
    "king": Wardrobe(coat=0.36, flare=0.04, hat="crown", beard=True, stout=1.08),
    "queen": Wardrobe(SLENDER, 0.96, coat=0.43, flare=0.11, hat="crown", long_hair=True, suit=True),
    "prince": Wardrobe(coat=0.09, hat="crown"),
    "bride": Wardrobe(
        SLENDER, 0.95, coat=0.44, flare=0.15, bun=True, veil=True, sleeves=0.3, suit=True
    ),
    "groom": Wardrobe(coat=0.08, suit=True, scarf=True),
    "officer": Wardrobe(coat=0.06, hat="peaked", suit=True, either=True),
    "captain": Wardrobe(coat=0.07, hat="peaked", either=True),
    "firefighter": Wardrobe(coat=0.09, hat="hard", bands=True, suit=True, stout=1.08, either=True),
    "builder": Wardrobe(coat=0.05, hat="hard", bands=True, either=True),
    "soldier": Wardrobe(coat=0.05, hat="hard", pack=True, suit=True, either=True),
    "knight": Wardrobe(hat="helm", armour=True, bald=True, stout=1.06),
    "farmer": Wardrobe(coat=0.04, hat="cowboy", apron=True, either=True),
    "skater": Wardrobe(coat=0.05, hat="beanie", board=True, either=True),
}
_COSTUMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "child": {"hair": _YOUNG_HAIRS},
    "girl": {"hair": _YOUNG_HAIRS},
    "cowboy": {"top": ("#8a5a34", "#6b4630", "#a03c2c"), "hat": ("#5a3a24",)},
    "hiker": {"hat": ("#c8b080",)},
    "ninja": {
        "top": ("#22232c",),
        "bottom": ("#1c1d25",),
        "hair": ("#1c1d25",),
        "accent": ("#b4282c", "#2c4fa0"),
        "shoe": ("#1c1d25",),
    },
    "mage": {
        "top": ("#3a3580", "#5a2a6a", "#24506a"),
        "hat": ("#3a3580", "#5a2a6a"),
        "hair": ("#d8d4cc",),
    },
    "alien": {
        "skin": ("#8fbf8a", "#a9b3ba", "#9fc7c2"),
        "top": ("#b9c0c8", "#53586a"),
        "bottom": ("#53586a",),
    },
    "chef": {
        "top": ("#f1eee7",), "bottom": ("#2b2d33", "#4a4e57"), "hat": ("#f7f5f0",),
        "accent": ("#c23b2e", "#27406a", "#d99a2b"), "apron": ("#dcd8d0", "#2d3138", "#7d2b2b"),
    },
    "barista": {"top": ("#2b2d33", "#f0ece2", "#7f8f98"), "apron": ("#4a3526", "#23453b"),
                "bottom": ("#22262e", "#2b3242")},
    "doctor": {"top": ("#f4f3ef",), "bottom": ("#3d5a73", "#46505c", "#2f6f73"),
               "accent": ("#e9e7e2",), "shoe": ("#2a211d", "#e6e3dd")},
    "nurse": {"top": ("#3f9aa6", "#5aa3cf", "#6fae93", "#b86f8d"), "hat": ("#f7f6f2",),
              "accent": ("#c8342f",), "shoe": ("#f0eee9",), "hair": _YOUNG_HAIRS},
    "grandmother": {"hair": _WHITE_HAIRS, "top": ("#8a6f9e", "#a85f68", "#5f7d8a", "#7d8a5a"),
                    "bottom": ("#7a6a60", "#5a4a4a"), "shoe": ("#4d3424", "#5a4a52")},
    "grandfather": {"hair": _WHITE_HAIRS, "top": ("#6d5a3e", "#48604f", "#5a6472", "#7d4a3a"),
                    "bottom": ("#5a4a3a", "#46505c"), "shoe": ("#4d3424",)},
    "ballerina": {"top": ("#f3b9c6", "#f5f1ec", "#bcd3ee", "#d9b8e6"), "bottom": ("#f2d5cf",),
                  "accent": ("#f7dfe4",), "shoe": ("#eeb4bf",), "hair": _YOUNG_HAIRS},
    "dancer": {"top": ("#b8202c", "#c23b6e", "#2a2f6a", "#d0862a"), "hair": _YOUNG_HAIRS,
               "accent": ("#1d1d24", "#e8b23a"), "shoe": ("#1d1d24", "#b8202c")},
    "king": {"top": ("#7a1f2b", "#45286e", "#1f3a7a"), "accent": _GOLD, "hat": _GOLD},
    "queen": {"top": ("#8a2440", "#45286e", "#1f5a6a", "#b8862f"), "accent": _GOLD, "hat": _GOLD},
    "prince": {"top": ("#2a4a8a", "#7a1f2b", "#2f5f4a"), "accent": _GOLD, "hat": _GOLD,
               "hair": _YOUNG_HAIRS},
    "bride": {"top": ("#f6f2ea",), "accent": ("#f6f2ea", "#efe0cf"), "shoe": ("#f0eae0",),
              "hair": _YOUNG_HAIRS},
    "groom": {"top": ("#1f232e", "#2d3550", "#3a3a40"), "accent": ("#f4f1ea",), "shoe": _SHOES[:1]},
    "officer": {"top": ("#24345c",), "hat": ("#1c2746",), "accent": _GOLD, "shoe": ("#1c1c20",)},
    "captain": {"top": ("#1f2c48",), "hat": ("#f2efe8",), "accent": ("#1f2c48",),
                "bottom": ("#e6e2da", "#1f2c48")},
    "firefighter": {"top": ("#b98a2c", "#2b2d33", "#7a2a20"), "hat": ("#c02a20", "#e0b030"),
                    "accent": ("#e9e05a",), "shoe": ("#1c1c20",)},
    "builder": {"top": ("#e07a24", "#d9d43a"), "hat": ("#f0c02a", "#f2efe8"),
                "accent": ("#e8ecec",), "bottom": ("#2f4a72", "#46505c")},
    "soldier": {"top": ("#5b6142", "#6f6a4a"), "hat": ("#4a5036",), "accent": ("#3d4230",),
                "pack": ("#4a5036",)},
    "knight": {"accent": ("#a3232c", "#24478c", "#2f6a48", "#d0a02c", "#5a2a6a"),
               "pack": ("#4a2f20",)},
    "farmer": {"top": ("#b8452f", "#c9962f", "#5a7a4a"), "hat": ("#d9bd7a",),
               "apron": ("#3d5a85",), "bottom": ("#3d5a85",), "accent": ("#8a5a34",)},
    "skater": {"top": ("#d8513a", "#e8b23a", "#2c7a78", "#4f5fb8"), "hair": _YOUNG_HAIRS,
               "shoe": ("#f0eee9", "#b8202c")},
}  # fmt: skip


def wardrobe_for(kind: str, rng: np.random.Generator) -> Wardrobe:
    """What this one of a kind wears; chefs and doctors are women as often as men."""
    wear = WARDROBES[kind]
    if not wear.either or rng.random() < 0.5:
        return wear
    hair = rng.random() < 0.5
    return replace(wear, build=SLENDER, height=0.95 * wear.height, bun=hair, long_hair=not hair)


def people_materials(
    kind: str, rng: np.random.Generator, colour: str | None
) -> dict[str, Material]:
    """Skin, hair and clothes by chance; `colour` is that of the main garment."""

    def pick(part: str, usual: tuple[str, ...]) -> Colour:
        choices = _COSTUMES.get(kind, {}).get(part, usual)
        return colour_of(choices[int(rng.integers(len(choices)))])

    top = pick("top", _TOPS)
    if colour:
        top = colour_of(colour)
    skin, hair, bottom = pick("skin", _SKINS), pick("hair", _HAIRS), pick("bottom", _BOTTOMS)
    if WARDROBES[kind].suit:
        bottom = (top[0] * 0.90, top[1] * 0.90, top[2] * 0.90)
    blush: Colour = (min(1.0, skin[0] * 1.03), skin[1] * 0.86, skin[2] * 0.82)
    materials = {
        "skin": Material(skin, 0.05, 9),
        "hair": Material(hair, 0.14, 12),
        "top": Material(top, 0.03, 8),
        "bottom": Material(bottom, 0.02, 8),
        "accent": Material(pick("accent", _ACCENTS), 0.04, 9),
        "shoe": Material(pick("shoe", _SHOES), 0.10, 12),
        "hat": Material(pick("hat", _TOPS), 0.03, 8),
        "pack": Material(pick("pack", ("#c25a2c", "#3a6a7a", "#5b6b3a", "#8a3440")), 0.05, 9),
        "eye": Material((0.07, 0.05, 0.05), 0.3, 30),
    }
    if WARDROBES[kind].armour:
        materials |= STEEL
        if colour:
            materials["accent"] = Material(top, 0.04, 9)
    return materials | {
        "gold": Material((0.88, 0.68, 0.28), 0.5, 20),
        "apron": Material(pick("apron", ("#e4e0d8",)), 0.02, 8),
        "lip": Material((skin[0] * 0.62, skin[1] * 0.40, skin[2] * 0.38), 0.06, 12),
        "blush": Material(blush, 0.04, 9),
        "wire": Material((0.16, 0.13, 0.12), 0.5, 24),
        "tulle": Material((0.93, 0.92, 0.91), 0.02, 8),
    }


def colour_of(text: str) -> Colour:
    """A hex colour as light shares."""
    r, g, b = (float(v) for v in rgb(text))
    return (r, g, b)
