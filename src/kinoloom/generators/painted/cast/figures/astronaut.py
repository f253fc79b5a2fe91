"""The astronaut: a suit, a pack, a helmet with a gold visor, hung on the joints of a pose."""

from __future__ import annotations

from itertools import pairwise

from kinoloom.generators.painted.cast.bodies.anatomy import (
    GLOW,
    MIRROR,
    SIDES,
    Axes,
    Body,
    Colour,
    Decal,
    Material,
    axes,
    between,
    lean_of,
)
from kinoloom.generators.painted.cast.bodies.skeleton import FAR, NEAR, Build, Point, Skeleton

ASTRONAUT = Build(
    thigh=0.215, shank=0.205, ankle=0.060, heel=0.036, ball=0.062, hip_half=0.060,
    shoulder_half=0.112, torso=0.245, neck=0.128, head=0.116, upper_arm=0.140, forearm=0.125,
)  # fmt: skip


def astronaut_materials(accent: Colour, second: Colour, suit: Colour) -> dict[str, Material]:
    """White suit, grey joints, gold visor."""
    return {
        "suit": Material(suit, 0.05, 8),
        "pack": Material((suit[0] * 0.86, suit[1] * 0.86, suit[2] * 0.87), 0.10, 14),
        "joint": Material((0.50, 0.50, 0.53), 0.04, 8),
        "dark": Material((0.20, 0.20, 0.23), 0.12, 12),
        "visor": Material((1.28, 0.86, 0.42), 1.6, 30, MIRROR),
        "accent": Material(accent, 0.10, 12),
        "second": Material(second, 0.10, 12),
        "lamp": Material((1.0, 0.36, 0.22), 0.0, 1, GLOW),
        "screen": Material((0.45, 0.95, 1.0), 0.0, 1, GLOW),
    }


def dress_astronaut(body: Body, pose: Skeleton) -> None:
    """A pressure suit: soft limbs with bellows at the joints, boots, pack, helmet."""
    lean = lean_of(pose)
    chest = axes(pose.chest_turn, lean)
    for side, far in SIDES:
        _astronaut_leg(body, pose, side, far=far)
    _astronaut_arm(body, pose, FAR, far=True)
    trunk = body.group()
    body.part(pose.hips[FAR], pose.hips[NEAR], 0.070, 0.070, "suit", trunk)
    waist = between(pose.pelvis, pose.chest, 0.35)
    body.part(pose.pelvis, waist, 0.088, 0.088, "suit", trunk)
    upper = between(pose.pelvis, pose.chest, 0.86)
    body.part(waist, upper, 0.090, 0.102, "suit", trunk)
    shoulders = pose.shoulders
    body.part(
        between(shoulders[FAR], shoulders[NEAR], 0.12),
        between(shoulders[FAR], shoulders[NEAR], 0.88),
        0.066,
        0.066,
        "suit",
        trunk,
    )
    body.band(pose.pelvis, pose.chest, (0.14, 0.24), 0.094, "joint")
    _life_support(body, pose, chest)
    _chest_unit(body, pose, chest)
    _helmet(body, pose, chest)
    _astronaut_arm(body, pose, NEAR, far=False)


def _astronaut_leg(body: Body, pose: Skeleton, side: int, *, far: bool) -> None:
    hip, knee, ankle = pose.hips[side], pose.knees[side], pose.ankles[side]
    leg = body.group()
    body.part(hip, knee, 0.078, 0.058, "suit", leg, far=far)
    body.part(knee, ankle, 0.058, 0.052, "suit", leg, far=far)
    for t in (0.80, 0.90):
        body.band(hip, knee, (t, t + 0.035), 0.0645, "joint", far=far)
    body.band(knee, ankle, (0.06, 0.10), 0.0635, "joint", far=far)
    body.band(hip, knee, (0.40, 0.47), 0.073, "accent", far=far)
    pad = axes(0.35)
    front = pad.at(knee, 0.028, 0.0, 0.004)
    body.part(front, pad.at(front, 0.0, 0.0, -0.03), 0.040, 0.036, "pack", far=far)
    heel, ball, toe = pose.heels[side], pose.balls[side], pose.toes[side]
    boot = body.group()
    body.part(between(knee, ankle, 0.62), ankle, 0.058, 0.056, "pack", boot, far=far)
    body.part(ankle, _raised(heel, 0.060), 0.054, 0.042, "pack", boot, far=far)
    body.part(_raised(heel, 0.058), _raised(ball, 0.052), 0.042, 0.038, "pack", boot, far=far)
    body.part(_raised(ball, 0.052), _raised(toe, 0.046), 0.038, 0.030, "pack", boot, far=far)
    sole = body.group()
    for across in (-0.014, 0.014):
        hx, bx, tx = ((p[0], p[1] + 0.017, p[2] + across) for p in (heel, ball, toe))
        body.part(hx, bx, 0.0230, 0.0230, "dark", sole, far=far)
        body.part(bx, tx, 0.0230, 0.0200, "dark", sole, far=far)
    body.band(knee, ankle, (0.60, 0.67), 0.0615, "joint", far=far)


def _raised(point: Point, up: float, share: float = 1.0) -> Point:
    return (point[0], point[1] + up * share, point[2])


def _astronaut_arm(body: Body, pose: Skeleton, side: int, *, far: bool) -> None:
    shoulder, elbow, hand = pose.shoulders[side], pose.elbows[side], pose.hands[side]
    arm = body.group()
    body.part(shoulder, elbow, 0.061, 0.048, "suit", arm, far=far)
    body.part(elbow, hand, 0.048, 0.039, "suit", arm, far=far)
    body.band(shoulder, elbow, (0.10, 0.20), 0.0640, "joint", far=far)
    body.band(shoulder, elbow, (0.44, 0.56), 0.0575, "second", far=far)
    body.band(shoulder, elbow, (0.84, 0.89), 0.0535, "joint", far=far)
    body.band(shoulder, elbow, (0.95, 1.00), 0.0530, "joint", far=far)
    body.band(elbow, hand, (0.72, 0.84), 0.0450, "accent", far=far)
    glove = body.group()
    tip = between(elbow, hand, 1.24)
    body.part(between(elbow, hand, 0.92), between(elbow, hand, 1.12), 0.041, 0.038, "joint", glove,
              far=far)  # fmt: skip
    body.part(tip, (tip[0] + 0.010, tip[1] - 0.018, tip[2]), 0.028, 0.022, "joint", glove, far=far)
    thumb = (hand[0] + 0.030, hand[1] - 0.006, hand[2] + 0.018)
    body.part(thumb, (thumb[0] + 0.012, thumb[1] - 0.02, thumb[2]), 0.016, 0.013, "joint", glove,
              far=far)  # fmt: skip


def _life_support(body: Body, pose: Skeleton, chest: Axes) -> None:
    pack = body.group()
    for right in (-0.062, 0.0, 0.062):
        low = chest.at(pose.chest, -0.132, right, -0.185)
        high = chest.at(pose.chest, -0.126, right, 0.030)
        body.part(low, high, 0.060, 0.056, "pack", pack)
    for right in (-0.055, 0.055):
        low = chest.at(pose.chest, -0.168, right, -0.165)
        high = chest.at(pose.chest, -0.164, right, -0.03)
        body.part(low, high, 0.040, 0.038, "joint")
        body.band(low, high, (0.75, 0.95), 0.0415, "accent")
    near_low = chest.at(pose.chest, -0.130, 0.064, -0.06)
    near_high = chest.at(pose.chest, -0.130, 0.064, -0.02)
    body.part(near_low, near_high, 0.0635, 0.0630, "second", flat=2)
    mast = chest.at(pose.chest, -0.150, -0.05, 0.07)
    tip = chest.at(pose.chest, -0.165, -0.05, 0.235)
    body.part(mast, tip, 0.007, 0.004, "dark")
    body.part(tip, tip, 0.010, 0.010, "lamp")
    # The hose from the pack to the chest unit.
    hose = body.group()
    points = [
        chest.at(pose.chest, -0.095, 0.105, -0.13),
        chest.at(pose.chest, 0.010, 0.128, -0.165),
        chest.at(pose.chest, 0.085, 0.080, -0.135),
    ]
    for a, b in pairwise(points):
        body.part(a, b, 0.013, 0.013, "joint", hose)


def _chest_unit(body: Body, pose: Skeleton, chest: Axes) -> None:
    unit = body.group()
    for up in (-0.115, -0.075):
        a = chest.at(pose.chest, 0.085, -0.048, up)
        b = chest.at(pose.chest, 0.085, 0.048, up)
        body.part(a, b, 0.030, 0.030, "pack", unit)
    for right, material in ((-0.03, "screen"), (0.0, "accent"), (0.03, "second")):
        spot = chest.at(pose.chest, 0.110, right, -0.082)
        body.part(spot, spot, 0.0105, 0.0105, material)
    for sign in (-1.0, 1.0):
        top = chest.at(pose.chest, 0.055, 0.072 * sign, 0.04)
        low = chest.at(pose.chest, 0.088, 0.060 * sign, -0.06)
        body.part(top, low, 0.015, 0.014, "joint")


def _helmet(body: Body, pose: Skeleton, chest: Axes) -> None:
    neck = chest.at(pose.chest, 0.004, 0.0, 0.018)
    body.part(neck, chest.at(neck, 0.0, 0.0, 0.030), 0.083, 0.078, "joint", flat=1)
    look = axes(pose.head_turn, pose.head_nod + 0.06)
    visor = Decal(look.forward, 0.86, 0.66, "visor", 0.13, "joint")
    shell = body.group()
    body.part(pose.head, pose.head, 0.117, 0.117, "suit", shell, decal=visor)
    for sign in (-1.0, 1.0):
        ear = look.at(pose.head, -0.020, 0.107 * sign, -0.006)
        body.part(ear, ear, 0.030, 0.030, "pack")
    lamp = look.at(pose.head, 0.040, 0.085, 0.083)
    body.part(lamp, look.at(lamp, 0.02, 0.0, 0.0), 0.018, 0.018, "pack")
    body.part(look.at(lamp, 0.028, 0.004, 0.0), look.at(lamp, 0.03, 0.004, 0.0), 0.013, 0.013,
              "screen")  # fmt: skip
    crest_back = look.at(pose.head, -0.075, 0.0, 0.085)
    crest_front = look.at(pose.head, 0.030, 0.0, 0.110)
    body.part(crest_back, crest_front, 0.012, 0.012, "accent")
