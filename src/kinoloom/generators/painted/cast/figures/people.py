"""People in their clothes: capsules hung on the joints of a pose."""

from __future__ import annotations

import math

from kinoloom.generators.painted.cast.bodies.anatomy import (
    SIDES,
    Axes,
    Body,
    axes,
    between,
    lean_of,
)
from kinoloom.generators.painted.cast.bodies.skeleton import FAR, NEAR, Point, Skeleton
from kinoloom.generators.painted.cast.figures.armour import dress_armour, dress_near_arm
from kinoloom.generators.painted.cast.figures.head import dress_human_head
from kinoloom.generators.painted.cast.figures.wardrobe import SLENDER, Wardrobe
from kinoloom.generators.painted.cast.poses.ride import RIDE_HEIGHT


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
    if wear.apron and not _sits(pose):
        _apron(body, pose, wear, chest)
    if wear.tutu:
        _tutu(body, pose)
    if wear.pack:
        _rucksack(body, pose, chest)
    if wear.board:
        _skateboard(body)
    if wear.armour:
        dress_armour(body, pose, wear, chest)
    dress_human_head(body, pose, wear, chest)
    _arm(body, pose, NEAR, wear, far=False)
    if wear.armour:
        dress_near_arm(body, pose, wear)


def _leg(body: Body, pose: Skeleton, side: int, wear: Wardrobe, *, far: bool) -> None:
    hip, knee, ankle = pose.hips[side], pose.knees[side], pose.ankles[side]
    s = wear.stout
    bare = wear.bare_legs or wear.shorts
    cloth = "skin" if bare else "bottom"
    leg = body.group()
    slim = 0.86 if bare else 1.0
    # Under a long coat only what its hem shows: hips came through the cloth.
    hidden = max(0.30, min(0.70, 3.2 * wear.coat)) if wear.coat > 0 else 0.0
    root = between(hip, knee, hidden)
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
    if wear.bands:
        body.band(knee, ankle, (0.30, 0.44), 0.042 * s, "accent", far=far)
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
    if wear.bands:
        body.band(shoulder, elbow, (0.62, 0.80), 0.040 * s, "accent", far=far)
    palm = body.group()
    tip = between(elbow, hand, 1.22)
    body.part(between(elbow, hand, 1.02), tip, 0.024 * s, 0.019 * s, "skin", palm, far=far)
    curl = (tip[0] + 0.008, tip[1] - 0.014, tip[2])
    body.part(tip, curl, 0.017 * s, 0.013 * s, "skin", palm, far=far)


def _torso(body: Body, pose: Skeleton, wear: Wardrobe) -> None:
    s = wear.stout
    trunk = body.group()
    hips_material = "top" if wear.coat > 0.0 else "bottom"
    # A wider one comes through the coat as a ball.
    seat = (0.038 if wear.coat > 0.0 else 0.050) * s
    body.part(pose.hips[FAR], pose.hips[NEAR], seat, seat, hips_material, trunk)
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
    if wear.bands:
        body.band(pose.pelvis, pose.chest, (0.48, 0.60), 0.0755 * s, "accent")


def _sits(pose: Skeleton) -> bool:
    """Whether the thighs are level: cloth lies on them instead of hanging."""
    return between(*pose.knees, 0.5)[1] > pose.pelvis[1] - 0.09


def _lap(body: Body, pose: Skeleton, wear: Wardrobe) -> None:
    """The part of a coat or dress below the waist of who sits: over the thighs, then down."""
    s, cloth = wear.stout, body.group()
    reach = min(1.0, wear.coat / 0.2)
    for side, far in SIDES:
        hip, knee, ankle = pose.hips[side], pose.knees[side], pose.ankles[side]
        body.part(hip, between(hip, knee, reach), 0.062 * s, 0.056 * s, "top", cloth, far=far)
        if wear.coat > 0.2:
            hem = between(knee, ankle, min(0.85, 3.0 * (wear.coat - 0.2) + 0.2))
            body.part(knee, hem, 0.056 * s, 0.060 * s + 0.2 * wear.flare, "top", cloth, flat=1,
                      far=far)  # fmt: skip
    body.part(pose.hips[FAR], pose.hips[NEAR], 0.058 * s, 0.058 * s, "top", cloth)


def _skirt(body: Body, pose: Skeleton, wear: Wardrobe) -> None:
    """The part of a coat or dress below the waist; its hem follows the legs a little."""
    s = wear.stout
    waist = between(pose.pelvis, pose.chest, 0.24)
    if _sits(pose):
        _lap(body, pose, wear)
        return
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


def _apron(body: Body, pose: Skeleton, wear: Wardrobe, chest: Axes) -> None:
    """A bib, a string around the waist and a skirt before the thighs."""
    s = wear.stout
    hips = axes(pose.pelvis_turn)
    cloth = body.group()
    waist = between(pose.pelvis, pose.chest, 0.30)
    drop = 0.20
    knees = between(*pose.knees, 0.5)
    spread = abs(pose.knees[NEAR][0] - pose.knees[FAR][0])
    for right in (-0.030, 0.0, 0.030):
        top = hips.at(waist, 0.028 * s, right, 0.0)
        ahead, aside = 0.052, 1.5 * right
        low = (
            0.55 * knees[0] + ahead * hips.forward[0] + aside * hips.right[0],
            pose.pelvis[1] - drop,
            ahead * hips.forward[2] + aside * hips.right[2],
        )
        body.part(top, low, 0.060 * s, 0.086 * s + 0.14 * spread, "apron", cloth, flat=1)
        bib = chest.at(pose.chest, 0.030 * s, 0.8 * right, -0.075)
        body.part(bib, top, 0.052 * s, 0.059 * s, "apron", cloth, flat=2)
    belt = between(pose.pelvis, pose.chest, 0.27)
    body.band(belt, between(pose.pelvis, pose.chest, 0.33), (0.0, 1.0), 0.0675 * s, "apron")


def _tutu(body: Body, pose: Skeleton) -> None:
    """Layers of tulle that stand out around the hips, with a bow of petals at the edge."""
    bounce = 0.010 * math.cos(4 * math.pi * pose.phase)
    for layer, (material, reach, drop) in enumerate(
        (("tulle", 0.185, 0.046), ("accent", 0.178, 0.030), ("top", 0.160, 0.012))
    ):
        skirt = body.group()
        rim = pose.pelvis[1] + 0.010 - drop + bounce * layer
        for k in range(18):
            a = 2 * math.pi * (k + 0.35 * layer) / 18
            wave = 0.006 * math.cos(9 * a)
            tip = (reach * math.cos(a), rim + wave, reach * math.sin(a))
            root = (0.03 * math.cos(a), pose.pelvis[1] + 0.042, 0.03 * math.sin(a))
            body.part(root, tip, 0.030, 0.024, material, skirt)


def _skateboard(body: Body) -> None:
    """A deck with raised ends on four wheels, under both feet."""
    deck = body.group()
    y = RIDE_HEIGHT - 0.016
    for z in (-0.030, 0.0, 0.030):
        body.part((-0.155, y, z), (0.155, y, z), 0.016, 0.016, "accent", deck)
        body.part((0.155, y, z), (0.225, y + 0.030, z), 0.016, 0.013, "accent", deck)
        body.part((-0.155, y, z), (-0.225, y + 0.030, z), 0.016, 0.013, "accent", deck)
    for x in (-0.120, 0.120):
        for z in (-0.042, 0.042):
            body.part((x, 0.024, z), (x, 0.024, z + 0.004), 0.024, 0.024, "wire")
            body.part((x, 0.024, z + 0.018), (x, 0.024, z + 0.020), 0.010, 0.010, "tulle")
