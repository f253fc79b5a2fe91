"""People in their clothes: capsules hung on the joints of a pose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kinoloom.generators.painted.cast.figure_anatomy import (
    SIDES,
    Axes,
    Body,
    Colour,
    Material,
    axes,
    between,
    lean_of,
)
from kinoloom.generators.painted.cast.walk import FAR, NEAR, Build, Point, Skeleton
from kinoloom.generators.painted.easel.colour import rgb

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
_TOPS = ("#b8452f", "#2f5d8a", "#c9962f", "#3d6b4a", "#7a3b5e", "#d8cdbd", "#37404f", "#2c7a78")
_BOTTOMS = ("#2b3242", "#3a3330", "#5a4a3a", "#22262e", "#46505c")
_ACCENTS = ("#e8b23a", "#d8513a", "#4f8fb8", "#efe6d6", "#6a9a58")


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
    hat: str = ""
    pack: bool = False
    scarf: bool = False
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
}
_COSTUMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
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
}


def people_materials(
    kind: str, rng: np.random.Generator, colour: str | None
) -> dict[str, Material]:
    """Skin, hair and clothes by chance; `colour` is that of the main garment."""

    def pick(part: str, usual: tuple[str, ...]) -> Colour:
        choices = _COSTUMES.get(kind, {}).get(part, usual)
        return colour_of(choices[int(rng.integers(len(choices)))])

    top = pick("top", _TOPS)
    return {
        "skin": Material(pick("skin", _SKINS), 0.05, 9),
        "hair": Material(pick("hair", _HAIRS), 0.14, 12),
        "top": Material(colour_of(colour) if colour else top, 0.03, 8),
        "bottom": Material(pick("bottom", _BOTTOMS), 0.02, 8),
        "accent": Material(pick("accent", _ACCENTS), 0.04, 9),
        "shoe": Material(pick("shoe", ("#2a211d", "#4d3424", "#d9d4cb")), 0.10, 12),
        "hat": Material(pick("hat", _TOPS), 0.03, 8),
        "pack": Material(pick("pack", ("#c25a2c", "#3a6a7a", "#5b6b3a", "#8a3440")), 0.05, 9),
        "eye": Material((0.07, 0.05, 0.05), 0.3, 30),
    }


def dress_person(body: Body, pose: Skeleton, wear: Wardrobe) -> None:
    """One person, far side first."""
    lean = lean_of(pose)
    chest = axes(pose.chest_turn, lean)
    for side, far in SIDES:
        _leg(body, pose, side, wear, far=far)
    _arm(body, pose, FAR, wear, far=True)
    _torso(body, pose, wear)
    if wear.coat > 0 and pose.pelvis[1] > 0.25:
        _skirt(body, pose, wear)
    if wear.pack:
        _rucksack(body, pose, chest)
    _head(body, pose, wear, chest)
    _arm(body, pose, NEAR, wear, far=False)


def _leg(body: Body, pose: Skeleton, side: int, wear: Wardrobe, *, far: bool) -> None:
    hip, knee, ankle = pose.hips[side], pose.knees[side], pose.ankles[side]
    s = wear.stout
    bare = wear.bare_legs or wear.shorts
    cloth = "skin" if bare else "bottom"
    leg = body.group()
    slim = 0.86 if bare else 1.0
    root = between(hip, knee, 0.30) if wear.coat > 0 else hip
    body.part(root, knee, 0.052 * s, 0.040 * s * slim, cloth, leg, far=far)
    calf = between(knee, ankle, 0.30)
    body.part(knee, calf, 0.040 * s * slim, 0.040 * s * slim, cloth, leg, far=far)
    body.part(calf, ankle, 0.040 * s * slim, 0.029 * s * slim, cloth, leg, far=far)
    if wear.shorts:
        body.part(hip, between(hip, knee, 0.66), 0.060 * s, 0.056 * s, "bottom", flat=1, far=far)
    if bare:
        body.band(knee, ankle, (0.80, 1.0), 0.031 * s, "accent", far=far)
    else:
        body.part(between(knee, ankle, 0.55), between(knee, ankle, 0.97), 0.036 * s, 0.038 * s,
                  cloth, flat=1, far=far)  # fmt: skip
    heel, ball, toe = pose.heels[side], pose.balls[side], pose.toes[side]
    shoe = body.group()
    body.part(ankle, raised(heel, 0.024), 0.029 * s, 0.024, "shoe", shoe, far=far)
    body.part(raised(heel, 0.022), raised(ball, 0.020), 0.024, 0.023, "shoe", shoe, far=far)
    body.part(ankle, raised(ball, 0.022), 0.026, 0.022, "shoe", shoe, far=far)
    body.part(raised(ball, 0.020), raised(toe, 0.016), 0.022, 0.015, "shoe", shoe, far=far)


def raised(point: Point, rise: float) -> Point:
    return (point[0], point[1] + rise, point[2])


def _arm(body: Body, pose: Skeleton, side: int, wear: Wardrobe, *, far: bool) -> None:
    shoulder, elbow, hand = pose.shoulders[side], pose.elbows[side], pose.hands[side]
    s = wear.stout
    arm = body.group()
    bare = wear.sleeves < 1
    cloth = "skin" if bare else "top"
    slim = 0.86 if bare else 1.0
    body.part(shoulder, elbow, 0.041 * s * slim, 0.033 * s * slim, cloth, arm, far=far)
    body.part(elbow, hand, 0.033 * s * slim, 0.025 * s * slim, cloth, arm, far=far)
    if bare:
        end = between(shoulder, elbow, wear.sleeves)
        body.part(shoulder, end, 0.045 * s, 0.043 * s, "top", flat=1, far=far)
    else:
        body.band(elbow, hand, (0.86, 0.98), 0.0285 * s, "top", far=far)
    palm = body.group()
    tip = between(elbow, hand, 1.22)
    body.part(between(elbow, hand, 1.02), tip, 0.024 * s, 0.019 * s, "skin", palm, far=far)
    curl = (tip[0] + 0.008, tip[1] - 0.014, tip[2])
    body.part(tip, curl, 0.017 * s, 0.013 * s, "skin", palm, far=far)


def _torso(body: Body, pose: Skeleton, wear: Wardrobe) -> None:
    s = wear.stout
    trunk = body.group()
    hips_material = "top" if wear.coat > 0.0 else "bottom"
    body.part(pose.hips[FAR], pose.hips[NEAR], 0.050 * s, 0.050 * s, hips_material, trunk)
    waist = between(pose.pelvis, pose.chest, 0.36)
    upper = between(pose.pelvis, pose.chest, 0.78)
    narrow = 0.058 if wear.build is SLENDER else 0.066
    body.part(between(pose.pelvis, pose.chest, 0.08), waist, 0.064 * s, narrow * s, "top", trunk)
    body.part(waist, upper, narrow * s, 0.074 * s, "top", trunk)
    shoulders = pose.shoulders
    ends = between(*shoulders, 0.10), between(*shoulders, 0.90)
    body.part(*ends, 0.045 * s, 0.045 * s, "top", trunk)
    ribs = between(pose.pelvis, pose.chest, 0.66)
    half = (shoulders[NEAR][0] - shoulders[FAR][0], 0.0, shoulders[NEAR][2] - shoulders[FAR][2])
    near = (ribs[0] + half[0] * 0.22, ribs[1], ribs[2] + half[2] * 0.22)
    far = (ribs[0] - half[0] * 0.22, ribs[1], ribs[2] - half[2] * 0.22)
    body.part(far, near, 0.064 * s, 0.064 * s, "top", trunk)


def _skirt(body: Body, pose: Skeleton, wear: Wardrobe) -> None:
    """The part of a coat or dress below the waist; its hem follows the legs a little."""
    s = wear.stout
    waist = between(pose.pelvis, pose.chest, 0.24)
    knees = between(*pose.knees, 0.5)
    spread = abs(pose.knees[NEAR][0] - pose.knees[FAR][0])
    reach = min(1.0, wear.coat / 0.2)
    x, y = knees[0] * 0.65 * reach, pose.pelvis[1] - wear.coat
    hem = 0.080 * s + wear.flare + 0.20 * spread * reach
    cloth = body.group()
    for sign in (-1.0, 0.0, 1.0):
        top = (waist[0], waist[1], waist[2] + sign * 0.022)
        low = (x + sign * 0.008, y, sign * (0.030 + 0.2 * wear.flare))
        body.part(top, low, 0.064 * s, hem, "top", cloth, flat=1)
    belt = between(pose.pelvis, pose.chest, 0.30)
    if wear.coat > 0.1:
        body.band(belt, between(pose.pelvis, pose.chest, 0.37), (0.0, 1.0), 0.0665 * s, "accent")


def _rucksack(body: Body, pose: Skeleton, chest: Axes) -> None:
    bag = body.group()
    for right in (-0.05, 0.0, 0.05):
        low = chest.at(pose.chest, -0.110, right, -0.190)
        high = chest.at(pose.chest, -0.102, right, 0.010)
        body.part(low, high, 0.060, 0.052, "pack", bag)
    pocket = chest.at(pose.chest, -0.168, 0.0, -0.150)
    body.part(pocket, chest.at(pocket, 0.0, 0.035, 0.0), 0.034, 0.034, "pack")
    roll_far = chest.at(pose.chest, -0.105, -0.085, 0.070)
    body.part(roll_far, chest.at(pose.chest, -0.105, 0.085, 0.070), 0.034, 0.034, "accent")
    for sign in (-1.0, 1.0):
        top = chest.at(pose.chest, 0.010, 0.058 * sign, 0.044)
        front = chest.at(pose.chest, 0.066, 0.056 * sign, -0.060)
        strap = body.group()
        body.part(top, front, 0.012, 0.012, "bottom", strap)
        body.part(front, chest.at(pose.chest, 0.0, 0.088 * sign, -0.150), 0.012, 0.012, "bottom",
                  strap)  # fmt: skip


def _head(body: Body, pose: Skeleton, wear: Wardrobe, chest: Axes) -> None:
    look = axes(pose.head_turn, pose.head_nod)
    r = wear.build.head
    head = pose.head
    neck = chest.at(pose.chest, 0.004, 0.0, 0.010)
    body.part(neck, look.at(head, -0.10 * r, 0.0, -0.4 * r), 0.030, 0.028, "skin")
    skull = body.group()
    chin = look.at(head, 0.34 * r, 0.0, -0.62 * r)
    body.part(look.at(head, -0.08 * r, 0, 0.16 * r), look.at(head, -0.02 * r, 0, 0.1 * r),
              0.98 * r, 0.96 * r, "skin", skull)  # fmt: skip
    body.part(look.at(head, 0.14 * r, 0, -0.1 * r), chin, 0.80 * r, 0.54 * r, "skin", skull)
    nose = look.at(head, 0.98 * r, 0.0, -0.16 * r)
    body.part(look.at(nose, -0.1 * r, 0, 0.16 * r), nose, 0.10 * r, 0.15 * r, "skin", skull)
    for sign in (-1.0, 1.0):
        eye = look.at(head, 0.80 * r, 0.34 * r * sign, 0.06 * r)
        body.part(
            eye,
            look.at(eye, 0.0, 0.0, 0.07 * r),
            0.115 * r * wear.eyes,
            0.115 * r * wear.eyes,
            "eye",
        )
        if wear.bald:
            continue
        brow = look.at(head, 0.86 * r, 0.18 * r * sign, 0.36 * r)
        body.part(brow, look.at(head, 0.74 * r, 0.50 * r * sign, 0.36 * r), 0.055 * r, 0.045 * r,
                  "hair")  # fmt: skip
        ear = look.at(head, -0.10 * r, 0.94 * r * sign, -0.06 * r)
        body.part(ear, look.at(ear, 0.04 * r, 0, -0.16 * r), 0.19 * r, 0.15 * r, "skin")
    if not wear.bald:
        _hair(body, pose, wear, look)
    if wear.scarf:
        ring = body.group()
        low = chest.at(pose.chest, 0.012, 0.0, 0.030)
        body.part(low, chest.at(low, 0.004, 0, 0.026), 0.050, 0.040, "accent", ring)
    if wear.hat:
        _hat(body, pose, wear, look)


def _hair(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    r = wear.build.head
    hair = body.group()
    crown = look.at(pose.head, -0.20 * r, 0.0, 0.36 * r)
    fringe = look.at(pose.head, 0.16 * r, 0.0, 0.52 * r)
    body.part(crown, fringe, 0.98 * r, 0.72 * r, "hair", hair)
    nape = look.at(pose.head, -0.42 * r, 0.0, -0.30 * r)
    body.part(crown, nape, 0.96 * r, 0.66 * r, "hair", hair)
    if wear.long_hair:
        sway = 0.10 * r * np.cos(4 * np.pi * pose.phase)
        for sign in (-0.45, 0.45):
            tip = look.at(pose.head, -1.0 * r - sway, sign * r, -2.1 * r)
            body.part(look.at(nape, 0.0, sign * r, 0.2 * r), tip, 0.58 * r, 0.34 * r, "hair", hair)


def _hat(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    r = wear.build.head
    wide = 2.15 if wear.hat == "cowboy" else 1.55
    base = look.at(pose.head, -0.06 * r, 0.0, 0.66 * r)
    brim = body.group()
    curl = 0.20 * r if wear.hat == "cowboy" else -0.05 * r
    for share in (-1.0, -0.75, -0.4, 0.0, 0.4, 0.75, 1.0):
        right, rise = 0.80 * wide * share * r, curl * share * share
        reach = wide * r * max(0.25, 1 - share * share) ** 0.5
        middle = look.at(base, 0.0, right, rise)
        body.part(look.at(base, -reach, right, rise - 0.06 * r), middle, 0.12 * r, 0.14 * r, "hat",
                  brim)  # fmt: skip
        body.part(middle, look.at(base, reach, right, rise - 0.12 * r), 0.14 * r, 0.11 * r, "hat",
                  brim)  # fmt: skip
    rise = {"cowboy": 0.62, "pointed": 2.3}.get(wear.hat, 0.34) * r
    top = look.at(base, -0.25 * rise if wear.hat == "pointed" else 0.02 * r, 0.0, rise)
    crown = body.group()
    narrow = 0.10 if wear.hat == "pointed" else 0.74
    body.part(base, top, 1.04 * r, narrow * r, "hat", crown)
    body.part(base, look.at(base, 0.0, 0.0, 0.20 * r), 1.10 * r, 1.05 * r, "accent", flat=2)


def colour_of(text: str) -> Colour:
    r, g, b = (float(v) for v in rgb(text))
    return (r, g, b)
