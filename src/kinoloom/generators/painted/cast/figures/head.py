"""Heads of people: face, hair, and what is worn on them."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.bodies.anatomy import Axes, Body, axes
from kinoloom.generators.painted.cast.figures.armour import dress_helm

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.bodies.skeleton import Skeleton
    from kinoloom.generators.painted.cast.figures.wardrobe import Wardrobe


def dress_human_head(body: Body, pose: Skeleton, wear: Wardrobe, chest: Axes) -> None:
    """Neck, head and what is on it."""
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
    _face(body, pose, wear, look, skull)
    if not wear.bald:
        _hair(body, pose, wear, look)
    if wear.scarf:
        ring = body.group()
        low = chest.at(pose.chest, 0.012, 0.0, 0.016)
        body.part(low, chest.at(low, 0.004, 0, 0.026), 0.050, 0.040, "accent", ring)
    if wear.veil:
        _veil(body, pose, wear, look)
    match wear.hat:
        case "":
            pass
        case "helm":
            dress_helm(body, pose, wear, look)
        case "toque":
            _toque(body, pose, wear, look)
        case "peaked":
            _peaked_cap(body, pose, wear, look)
        case "beanie":
            _beanie(body, pose, wear, look)
        case "hard":
            _hard_hat(body, pose, wear, look)
        case "crown":
            _crown(body, pose, wear, look)
        case "nurse":
            _nurse_cap(body, pose, wear, look)
        case _:
            _hat(body, pose, wear, look)


def _face(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes, skull: int) -> None:
    r, head = wear.build.head, pose.head
    if not wear.bald:
        for sign in (-1.0, 1.0):
            cheek = look.at(head, 0.60 * r, 0.46 * r * sign, -0.26 * r)
            body.part(cheek, cheek, 0.155 * r, 0.155 * r, "blush", skull)
    nose = look.at(head, 0.98 * r, 0.0, -0.16 * r)
    body.part(look.at(nose, -0.1 * r, 0, 0.16 * r), nose, 0.10 * r, 0.15 * r, "skin", skull)
    # Without a mouth a face at rest looks dead.
    corners = [look.at(head, 0.80 * r, 0.23 * r * sign, -0.46 * r) for sign in (-1.0, 1.0)]
    middle = look.at(head, 0.89 * r, 0.0, -0.54 * r)
    lips = body.group()
    for corner in corners:
        body.part(middle, corner, 0.060 * r, 0.036 * r, "lip", lips)
    for sign in (-1.0, 1.0):
        eye = look.at(head, 0.80 * r, 0.34 * r * sign, 0.06 * r)
        size = 0.125 * r * wear.eyes
        if pose.blinks:
            lid = look.at(eye, 0.02 * r, -0.14 * r, 0.0)
            body.part(lid, look.at(lid, 0, 0.28 * r, 0), 0.035 * r, 0.035 * r, "eye")
        else:
            body.part(eye, look.at(eye, 0.0, 0.0, 0.07 * r), size, size, "eye")
        if wear.glasses:
            _lens(body, pose, wear, look, sign)
        if wear.bald:
            continue
        brow = look.at(head, 0.86 * r, 0.18 * r * sign, 0.38 * r)
        body.part(brow, look.at(head, 0.74 * r, 0.50 * r * sign, 0.38 * r), 0.060 * r, 0.045 * r,
                  "hair")  # fmt: skip
        ear = look.at(head, -0.10 * r, 0.94 * r * sign, -0.06 * r)
        body.part(ear, look.at(ear, 0.04 * r, 0, -0.16 * r), 0.19 * r, 0.15 * r, "skin")
    if wear.beard:
        _beard(body, pose, wear, look)


def _lens(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes, sign: float) -> None:
    """A round rim before an eye, and its arm to the ear."""
    r = wear.build.head
    middle = look.at(pose.head, 0.94 * r, 0.36 * r * sign, 0.07 * r)
    rim = body.group()
    points = [
        look.at(middle, -0.10 * r * math.cos(a) * sign, 0.26 * r * math.cos(a),
                0.25 * r * math.sin(a))
        for a in (2 * math.pi * k / 10 for k in range(11))
    ]  # fmt: skip
    for a, b in pairwise(points):
        body.part(a, b, 0.034 * r, 0.034 * r, "wire", rim)
    ear = look.at(pose.head, -0.05 * r, 0.98 * r * sign, 0.08 * r)
    body.part(look.at(middle, -0.10 * r, 0.26 * r * sign, 0.0), ear, 0.03 * r, 0.03 * r, "wire")
    body.part(look.at(middle, 0.10 * r, -0.26 * r * sign, 0.0),
              look.at(pose.head, 1.03 * r, 0.0, 0.08 * r), 0.03 * r, 0.03 * r, "wire")  # fmt: skip


def _beard(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    r, head = wear.build.head, pose.head
    beard = body.group()
    chin = look.at(head, 0.46 * r, 0.0, -0.86 * r)
    for sign in (-1.0, 1.0):
        jaw = look.at(head, 0.16 * r, 0.62 * r * sign, -0.36 * r)
        body.part(jaw, look.at(chin, 0.0, 0.16 * r * sign, 0.0), 0.28 * r, 0.44 * r, "hair", beard)
        lip = look.at(head, 0.92 * r, 0.05 * r * sign, -0.36 * r)
        body.part(lip, look.at(head, 0.80 * r, 0.34 * r * sign, -0.46 * r), 0.09 * r, 0.06 * r,
                  "hair", beard)  # fmt: skip


def _hair(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    r = wear.build.head
    hair = body.group()
    crown = look.at(pose.head, -0.20 * r, 0.0, 0.36 * r)
    fringe = look.at(pose.head, 0.16 * r, 0.0, 0.52 * r)
    body.part(crown, fringe, 0.98 * r, 0.72 * r, "hair", hair)
    nape = look.at(pose.head, -0.42 * r, 0.0, -0.30 * r)
    body.part(crown, nape, 0.96 * r, 0.66 * r, "hair", hair)
    if wear.bun:
        knot = look.at(pose.head, -1.12 * r, 0.0, 0.78 * r)
        body.part(knot, look.at(knot, -0.10 * r, 0.0, 0.06 * r), 0.46 * r, 0.40 * r, "hair")
    if wear.long_hair:
        sway = 0.10 * r * math.cos(4 * math.pi * pose.phase)
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


def _band(
    body: Body, pose: Skeleton, wear: Wardrobe, look: Axes, *, high: float, material: str
) -> None:
    """What sits around the head above the brows."""
    r = wear.build.head
    base = look.at(pose.head, -0.10 * r, 0.0, 0.42 * r)
    body.part(base, look.at(base, -0.03 * r, 0.0, high * r), 1.03 * r, 1.06 * r, material, flat=2)


def _toque(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    """A chef's hat: a tall band and a puffed top."""
    r = wear.build.head
    _band(body, pose, wear, look, high=0.62, material="hat")
    puff = body.group()
    for k in range(5):
        a = 2 * math.pi * (k + 0.3) / 5
        spot = look.at(pose.head, (-0.20 + 0.50 * math.cos(a)) * r, 0.50 * r * math.sin(a),
                       (1.42 + 0.08 * math.cos(3 * a)) * r)  # fmt: skip
        body.part(spot, look.at(spot, 0.0, 0.0, 0.16 * r), 0.66 * r, 0.60 * r, "hat", puff)


def _peaked_cap(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    """A uniform's cap: a dark band and peak, a wide top, a badge."""
    r = wear.build.head
    _band(body, pose, wear, look, high=0.26, material="wire")
    top = body.group()
    for right in (-0.5, 0.0, 0.5):
        back = look.at(pose.head, -0.72 * r, right * r, 0.84 * r)
        front = look.at(pose.head, 0.46 * r, right * r, 1.00 * r)
        body.part(back, front, 0.46 * r, 0.52 * r, "hat", top)
    peak = body.group()
    for right in (-0.44, -0.15, 0.15, 0.44):
        reach = 1.40 - 0.9 * right * right
        body.part(look.at(pose.head, 0.74 * r, right * r, 0.50 * r),
                  look.at(pose.head, reach * r, right * r, 0.36 * r), 0.13 * r, 0.10 * r, "wire",
                  peak)  # fmt: skip
    badge = look.at(pose.head, 0.93 * r, 0.0, 0.92 * r)
    body.part(badge, look.at(badge, 0.02 * r, 0.0, 0.10 * r), 0.13 * r, 0.11 * r, "accent")


def _hard_hat(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    """A helmet: a shell with a comb, a brim that is longer behind."""
    r = wear.build.head
    _shell(body, pose, wear, look)
    brim = body.group()
    for share in (-0.9, -0.45, 0.0, 0.45, 0.9):
        reach = (1 - share * share) ** 0.5
        back = look.at(pose.head, (-0.30 - 1.20 * reach) * r, 1.1 * share * r, 0.34 * r)
        front = look.at(pose.head, (0.10 + 1.16 * reach) * r, 1.1 * share * r, 0.58 * r)
        body.part(back, front, 0.11 * r, 0.11 * r, "hat", brim)
    back = look.at(pose.head, -0.95 * r, 0.0, 1.05 * r)
    front = look.at(pose.head, 0.66 * r, 0.0, 1.18 * r)
    body.part(back, front, 0.20 * r, 0.20 * r, "hat")


def _shell(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    r = wear.build.head
    back = look.at(pose.head, -0.22 * r, 0.0, 0.50 * r)
    front = look.at(pose.head, 0.06 * r, 0.0, 0.56 * r)
    body.part(back, front, 1.10 * r, 1.04 * r, "hat", body.group())


def _beanie(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    """A knitted cap with a turned-up edge."""
    r = wear.build.head
    _shell(body, pose, wear, look)
    low = look.at(pose.head, -0.16 * r, 0.0, 0.44 * r)
    body.part(low, look.at(low, 0.0, 0.0, 0.30 * r), 1.10 * r, 1.14 * r, "accent", flat=2)


def _crown(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    """A ring of gold with points, each with a pearl."""
    r = wear.build.head
    _band(body, pose, wear, look, high=0.34, material="hat")
    for k in range(8):
        a = 2 * math.pi * (k + 0.5) / 8
        c, s = math.cos(a) * r, math.sin(a) * r
        foot = look.at(pose.head, 0.92 * c - 0.12 * r, 0.92 * s, 0.78 * r)
        tip = look.at(pose.head, 1.06 * c - 0.12 * r, 1.06 * s, 1.24 * r)
        body.part(foot, tip, 0.24 * r, 0.07 * r, "hat")
        body.part(tip, tip, 0.12 * r, 0.12 * r, "tulle")


def _nurse_cap(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    """A folded white cap high on the hair, with a red cross."""
    r = wear.build.head
    fold = body.group()
    for right in (-0.55, -0.2, 0.2, 0.55):
        low = look.at(pose.head, (0.40 - 0.3 * right * right) * r, right * r, 0.98 * r)
        body.part(low, look.at(low, -0.16 * r, 0.0, 0.42 * r), 0.26 * r, 0.22 * r, "hat", fold)
    middle = look.at(pose.head, 0.60 * r, 0.0, 1.22 * r)
    for right, up in ((0.16, 0.0), (0.0, 0.15)):
        end = look.at(middle, 0.0, right * r, up * r)
        body.part(look.at(middle, 0.0, -right * r, -up * r), end, 0.06 * r, 0.06 * r, "accent")


def _veil(body: Body, pose: Skeleton, wear: Wardrobe, look: Axes) -> None:
    """Tulle from the crown of the head down the back; it trails a little."""
    r = wear.build.head
    sway = 0.12 * r * math.cos(2 * math.pi * pose.phase)
    cloth = body.group()
    for sign in (-0.55, 0.0, 0.55):
        top = look.at(pose.head, -0.66 * r, sign * r, 0.86 * r)
        low = look.at(pose.head, -1.9 * r - sway, 1.5 * sign * r, -5.0 * r)
        body.part(top, low, 0.42 * r, 0.74 * r, "tulle", cloth, flat=1)
    left, right = (look.at(pose.head, -0.46 * r, 0.5 * sign * r, 1.12 * r) for sign in (-1, 1))
    body.band(left, right, (0.0, 1.0), 0.20 * r, "accent")
