"""The robot: painted plates over dark joints, hung on the joints of a pose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.bodies.anatomy import (
    GLOW,
    SIDES,
    Body,
    Colour,
    Decal,
    Material,
    axes,
    between,
    lean_of,
)
from kinoloom.generators.painted.cast.bodies.skeleton import FAR, NEAR, Build, Skeleton
from kinoloom.generators.painted.cast.figures.people import raised
from kinoloom.generators.painted.cast.figures.wardrobe import colour_of

if TYPE_CHECKING:
    import numpy as np

MACHINE = Build(
    thigh=0.215, shank=0.215, ankle=0.055, heel=0.040, ball=0.066, hip_half=0.066,
    shoulder_half=0.130, torso=0.270, neck=0.130, head=0.090, upper_arm=0.150, forearm=0.140,
)  # fmt: skip


def robot_materials(rng: np.random.Generator, colour: str | None) -> dict[str, Material]:
    """Painted plates, dark joints, glowing eyes."""
    usual = ("#d8dde2", "#e0a93a", "#5f8fb0", "#c9553a", "#7f9a86")
    plate = colour or usual[int(rng.integers(len(usual)))]
    glow: tuple[Colour, ...] = ((0.45, 0.95, 1.0), (1.0, 0.72, 0.25), (0.55, 1.0, 0.6))
    return {
        "plate": Material(colour_of(plate), 0.42, 22),
        "joint": Material((0.22, 0.23, 0.26), 0.35, 18),
        "metal": Material((0.56, 0.58, 0.62), 0.60, 26),
        "face": Material((0.06, 0.07, 0.10), 0.55, 34),
        "glow": Material(glow[int(rng.integers(3))], 0.0, 1, GLOW),
    }


def dress_robot(body: Body, pose: Skeleton) -> None:
    """Plates over dark joints; a dark face plate with two lit eyes."""
    chest = axes(pose.chest_turn, lean_of(pose))
    for side, far in SIDES:
        _robot_leg(body, pose, side, far=far)
    _robot_arm(body, pose, FAR, far=True)
    body.part(pose.hips[FAR], pose.hips[NEAR], 0.060, 0.060, "joint")
    waist = between(pose.pelvis, pose.chest, 0.30)
    body.part(pose.pelvis, waist, 0.062, 0.055, "joint")
    shell = body.group()
    for right in (-0.05, 0.05):
        low = chest.at(between(pose.pelvis, pose.chest, 0.46), 0.0, right, 0.0)
        high = chest.at(pose.chest, 0.0, right * 1.3, -0.01)
        body.part(low, high, 0.080, 0.096, "plate", shell)
    light = chest.at(pose.chest, 0.088, 0.0, -0.045)
    body.part(light, light, 0.034, 0.034, "metal")
    spot = chest.at(pose.chest, 0.104, 0.0, -0.045)
    body.part(spot, spot, 0.024, 0.024, "glow")
    look = axes(pose.head_turn, pose.head_nod)
    body.part(pose.chest, pose.head, 0.036, 0.036, "joint")
    helm = body.group()
    mask = Decal(look.forward, 0.80, 0.50, "face", 0.10, "metal")
    body.part(pose.head, look.at(pose.head, 0.0, 0.0, 0.02), 0.088, 0.088, "plate", helm,
              decal=mask)  # fmt: skip
    for sign in (-1.0, 1.0):
        eye = look.at(pose.head, 0.082, 0.034 * sign, 0.012)
        body.part(eye, look.at(eye, 0.0, 0.0, 0.006), 0.0135, 0.0135, "glow")
        ear = look.at(pose.head, 0.0, 0.084 * sign, 0.0)
        body.part(ear, look.at(ear, 0, 0.012 * sign, 0), 0.030, 0.026, "metal")
    mast = look.at(pose.head, -0.01, -0.05, 0.07)
    body.part(mast, look.at(mast, 0, 0, 0.09), 0.007, 0.006, "joint")
    body.part(look.at(mast, 0, 0, 0.10), look.at(mast, 0, 0, 0.102), 0.014, 0.014, "glow")
    _robot_arm(body, pose, NEAR, far=False)


def _robot_leg(body: Body, pose: Skeleton, side: int, *, far: bool) -> None:
    hip, knee, ankle = pose.hips[side], pose.knees[side], pose.ankles[side]
    body.part(hip, hip, 0.056, 0.056, "metal", far=far)
    body.part(hip, knee, 0.036, 0.034, "joint", far=far)
    body.part(between(hip, knee, 0.18), between(hip, knee, 0.78), 0.056, 0.050, "plate", far=far)
    body.part(knee, knee, 0.044, 0.044, "metal", far=far)
    body.part(between(knee, ankle, 0.22), between(knee, ankle, 0.90), 0.052, 0.044, "plate",
              far=far)  # fmt: skip
    body.part(knee, ankle, 0.034, 0.034, "joint", far=far)
    heel, ball, toe = pose.heels[side], pose.balls[side], pose.toes[side]
    foot = body.group()
    body.part(raised(heel, 0.030), raised(ball, 0.028), 0.034, 0.032, "plate", foot, far=far)
    body.part(raised(ball, 0.026), raised(toe, 0.022), 0.030, 0.024, "metal", foot, far=far)


def _robot_arm(body: Body, pose: Skeleton, side: int, *, far: bool) -> None:
    shoulder, elbow, hand = pose.shoulders[side], pose.elbows[side], pose.hands[side]
    body.part(shoulder, shoulder, 0.060, 0.060, "plate", far=far)
    body.part(shoulder, elbow, 0.030, 0.030, "joint", far=far)
    body.part(between(shoulder, elbow, 0.35), between(shoulder, elbow, 0.75), 0.042, 0.040,
              "metal", far=far)  # fmt: skip
    body.part(elbow, elbow, 0.038, 0.038, "metal", far=far)
    body.part(between(elbow, hand, 0.22), between(elbow, hand, 0.92), 0.044, 0.038, "plate",
              far=far)  # fmt: skip
    body.part(hand, between(elbow, hand, 1.22), 0.034, 0.026, "joint", far=far)
