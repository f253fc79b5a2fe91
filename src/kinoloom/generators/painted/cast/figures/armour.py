"""A knight's armour over clothes of steel: plates, a tabard, a helm, a shield and a sword."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.bodies.anatomy import (
    SIDES,
    Axes,
    Body,
    Material,
    axes,
    between,
)
from kinoloom.generators.painted.cast.bodies.skeleton import FAR, NEAR

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.bodies.skeleton import Skeleton
    from kinoloom.generators.painted.cast.figures.wardrobe import Wardrobe

STEEL = {
    "top": Material((0.47, 0.49, 0.53), 0.60, 18),
    "bottom": Material((0.40, 0.42, 0.46), 0.50, 16),
    "shoe": Material((0.36, 0.38, 0.42), 0.45, 16),
    "hat": Material((0.53, 0.55, 0.59), 0.75, 20),
}
"""What a knight's clothes are of."""
_SHIELD_ROWS = 17


def _shield_row(t: float) -> tuple[float, float]:
    """A row of a heater shield from its top (0) to its point (1): how high, how half wide."""
    return 0.085 - 0.205 * t, 0.062 * math.sqrt(max(0.004, 1 - max(0.0, (t - 0.22) / 0.78) ** 2.2))


def dress_armour(body: Body, pose: Skeleton, wear: Wardrobe, chest: Axes) -> None:
    """All plates but those of the helm and the near arm's, which come after the body."""
    s = wear.stout
    for side, far in SIDES:
        knee, ankle = pose.knees[side], pose.ankles[side]
        front = (knee[0] + 0.012, knee[1], knee[2])
        body.part(front, front, 0.047 * s, 0.047 * s, "hat", far=far)
        body.part(between(knee, ankle, 0.12), between(knee, ankle, 0.80), 0.043 * s, 0.036 * s,
                  "hat", flat=2, far=far)  # fmt: skip
    plate = body.group()
    for right in (-0.036, 0.0, 0.036):
        high = chest.at(pose.chest, 0.010, right, -0.020)
        low = chest.at(pose.chest, 0.022, 0.7 * right, -0.150)
        body.part(high, low, 0.060 * s, 0.058 * s, "hat", plate)
    _tabard(body, pose, chest, s)
    _plates_of_arm(body, pose, FAR, s, far=True)
    _shield(body, pose)
    _sword(body, pose)


def dress_near_arm(body: Body, pose: Skeleton, wear: Wardrobe) -> None:
    """What is on the arm that is before the body."""
    _plates_of_arm(body, pose, NEAR, wear.stout, far=False)


def dress_helm(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    """A closed helm: skull, visor with its slit, gorget, and a plume that nods."""
    r, head = wear.build.head, pose.head
    skull = body.group()
    body.part(look.at(head, -0.04 * r, 0, 0.22 * r), look.at(head, 0.02 * r, 0, -0.30 * r),
              1.20 * r, 1.10 * r, "hat", skull)  # fmt: skip
    beak = look.at(head, 0.52 * r, 0, -0.34 * r)
    body.part(look.at(head, 0.30 * r, 0, 0.12 * r), beak, 0.96 * r, 0.66 * r, "hat", skull)
    body.part(look.at(head, -0.02 * r, 0, -0.80 * r), look.at(head, 0.0, 0, -1.10 * r),
              0.98 * r, 1.12 * r, "top", flat=1)  # fmt: skip
    for sign in (-1.0, 1.0):
        inner = look.at(head, 1.25 * r, 0.06 * r * sign, 0.14 * r)
        outer = look.at(head, 0.90 * r, 0.80 * r * sign, 0.18 * r)
        body.part(inner, outer, 0.085 * r, 0.070 * r, "eye")
        for k in range(3):
            hole = look.at(head, (1.12 - 0.10 * k) * r, (0.26 + 0.17 * k) * r * sign, -0.42 * r)
            body.part(hole, hole, 0.055 * r, 0.055 * r, "eye")
    ridge = body.group()
    body.part(look.at(head, 0.95 * r, 0, 0.80 * r), look.at(head, -0.60 * r, 0, 1.22 * r),
              0.14 * r, 0.14 * r, "hat", ridge)  # fmt: skip
    nod = 0.10 * math.sin(4 * math.pi * pose.phase)
    plume = body.group()
    points = [(-0.10, 1.40, 0.22), (-0.62, 1.86, 0.40), (-1.30, 1.86 + 0.4 * nod, 0.44),
              (-1.84, 1.36 + nod, 0.34), (-2.04, 0.78 + 1.4 * nod, 0.12)]  # fmt: skip
    for (fa, ua, ra), (fb, ub, rb) in pairwise(points):
        body.part(look.at(head, fa * r, 0, ua * r), look.at(head, fb * r, 0, ub * r), ra * r,
                  rb * r, "accent", plume)  # fmt: skip


def _plates_of_arm(body: Body, pose: Skeleton, side: int, s: float, *, far: bool) -> None:
    shoulder, elbow, hand = pose.shoulders[side], pose.elbows[side], pose.hands[side]
    cap = body.group()
    out = 0.012 if side == NEAR else -0.012
    top = (shoulder[0], shoulder[1] + 0.012, shoulder[2] + out)
    body.part(top, between(shoulder, elbow, 0.34), 0.060 * s, 0.049 * s, "hat", cap, flat=1,
              far=far)  # fmt: skip
    body.part(elbow, elbow, 0.043 * s, 0.043 * s, "hat", far=far)
    body.part(between(elbow, hand, 0.55), between(elbow, hand, 1.0), 0.033 * s, 0.042 * s, "hat",
              flat=1, far=far)  # fmt: skip
    fist = between(elbow, hand, 1.12)
    body.part(fist, fist, 0.031 * s, 0.031 * s, "bottom", far=far)


def _tabard(body: Body, pose: Skeleton, chest: Axes, s: float) -> None:
    """A strip of cloth with the knight's colours before and behind, held by a belt."""
    hips = axes(pose.pelvis_turn)
    knees = between(*pose.knees, 0.5)
    spread = abs(pose.knees[NEAR][0] - pose.knees[FAR][0])
    for ahead in (1.0, -1.0):
        cloth = body.group()
        for right in (-0.026, 0.026):
            top = hips.at(between(pose.pelvis, pose.chest, 0.30), 0.030 * ahead * s, right, 0.0)
            low = hips.at(pose.pelvis, 0.040 * ahead, 1.5 * right, -0.185)
            low = (low[0] + 0.55 * knees[0], low[1], low[2])
            body.part(top, low, 0.055 * s, 0.056 * s + 0.10 * spread, "accent", cloth, flat=1)
    bib = body.group()
    for right in (-0.030, 0.0, 0.030):
        high = chest.at(pose.chest, 0.022, right, -0.040)
        low = chest.at(pose.chest, 0.030, 0.8 * right, -0.200)
        body.part(high, low, 0.056 * s, 0.056 * s, "accent", bib)
    belt = between(pose.pelvis, pose.chest, 0.24)
    body.band(belt, between(pose.pelvis, pose.chest, 0.34), (0.0, 1.0), 0.080 * s, "pack")


def _shield(body: Body, pose: Skeleton) -> None:
    """On the far forearm, its face to where the knight looks and toward us."""
    elbow, hand = pose.elbows[FAR], pose.hands[FAR]
    look = axes(0.62, -0.05)
    middle = look.at(between(elbow, hand, 0.6), 0.055, -0.015, -0.005)
    for material, out, grown, radius in (
        ("hat", 0.0, 0.012, 0.022), ("accent", 0.010, -0.004, 0.022)
    ):  # fmt: skip
        plate = body.group()
        for k in range(_SHIELD_ROWS):
            up, half = _shield_row(k / (_SHIELD_ROWS - 1))
            wide = max(0.003, half + grown)
            high = up + (0.5 * grown if up > 0 else -0.4 * grown)
            body.part(look.at(middle, out - 0.10 * wide, -wide, high),
                      look.at(middle, out, 0.0, high), radius, radius, material, plate)  # fmt: skip
            body.part(look.at(middle, out, 0.0, high),
                      look.at(middle, out - 0.10 * wide, wide, high), radius, radius, material,
                      plate)  # fmt: skip
    sign = body.group()
    for a, b in (((0.0, 0.080), (0.0, -0.105)), ((-0.052, 0.030), (0.052, 0.030))):
        body.part(look.at(middle, 0.022, *a), look.at(middle, 0.022, *b), 0.0135, 0.0135,
                  "tulle", sign)  # fmt: skip


def _sword(body: Body, pose: Skeleton) -> None:
    """In its scabbard at the near hip."""
    hip = pose.hips[NEAR]
    swing = 0.03 * math.sin(2 * math.pi * pose.phase)
    mouth = (hip[0] + 0.028, hip[1] + 0.030, hip[2] + 0.055)
    tip = (mouth[0] - 0.20 + swing, mouth[1] - 0.30, mouth[2] + 0.02)
    body.part(mouth, tip, 0.016, 0.009, "pack")
    back = (mouth[0] - tip[0], mouth[1] - tip[1])
    long = math.hypot(*back)
    ux, uy = back[0] / long, back[1] / long
    grip = (mouth[0] + 0.085 * ux, mouth[1] + 0.085 * uy, mouth[2])
    body.part(mouth, grip, 0.010, 0.010, "wire")
    body.part(grip, grip, 0.016, 0.016, "gold")
    body.part((mouth[0] - 0.042 * uy, mouth[1] + 0.042 * ux, mouth[2]),
              (mouth[0] + 0.042 * uy, mouth[1] - 0.042 * ux, mouth[2]), 0.010, 0.010,
              "gold")  # fmt: skip
