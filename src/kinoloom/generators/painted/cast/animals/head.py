"""Heads of four-legged animals: muzzle, eyes, ears, and what grows there (manes, horns, trunk)."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.bodies.anatomy import Axes, Body, between
from kinoloom.generators.painted.cast.bodies.skeleton import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinoloom.generators.painted.cast.animals.breeds import Breed


@dataclass(frozen=True)
class Mood:
    """What a head does now: phase of the cycle, a flicking ear (0..1), closed eyes, its sway."""

    phase: float
    flick: float
    blink: bool
    sway: float


def smooth(knots: Sequence[tuple[float, ...]], steps: int) -> list[tuple[float, ...]]:
    """Points of a Catmull-Rom curve through the knots, ends included."""
    if len(knots) < 2:
        return list(knots)
    out: list[tuple[float, ...]] = []
    ends = [knots[0], *knots, knots[-1]]
    for i in range(len(knots) - 1):
        four = list(zip(*ends[i : i + 4], strict=True))
        for s in range(steps):
            t = s / steps
            wp = t * (t * (1 - 0.5 * t) - 0.5)
            wq = 1 + t * t * (1.5 * t - 2.5)
            wr = t * (0.5 + t * (2 - 1.5 * t))
            we = t * t * (0.5 * t - 0.5)
            out.append(tuple(wp * p + wq * q + wr * r + we * e for p, q, r, e in four))
    out.append(knots[-1])
    return out


def chain(
    body: Body,
    points: Sequence[tuple[float, ...]],
    material: str | Sequence[str],
    group: int,
    *,
    far: bool = False,
) -> None:
    """A tube through points x, y, z, radius; `material` is one, or one for each piece."""
    last = len(points) - 2
    for i, ((ax, ay, az, ar), (bx, by, bz, br)) in enumerate(itertools.pairwise(points)):
        cut = 6 if last == 0 else 4 if i == 0 else 5 if i == last else 3
        body.part((ax, ay, az), (bx, by, bz), ar, br,
                  material if isinstance(material, str) else material[i], group, flat=cut,
                  far=far)  # fmt: skip


def tube(
    body: Body,
    frame: tuple[Axes, Point],
    knots: Sequence[tuple[float, ...]],
    material: str,
    group: int,
    *,
    steps: int = 2,
    right: float = 0.0,
    scale: float = 1.0,
    far: bool = False,
) -> None:
    """A smooth tube through knots given along axes from an origin, in units of `scale`."""
    along, origin = frame
    points = [
        (*along.at(origin, f * scale, right, u * scale), r * scale)
        for f, u, r in smooth(knots, steps)
    ]
    chain(body, points, material, group, far=far)


def dress_head(body: Body, breed: Breed, look: Axes, middle: Point, mood: Mood) -> None:
    """The head around the middle of its skull."""
    r, shape = breed.skull, breed.head
    skull = body.group()
    frame = (look, middle)
    body.part(look.at(middle, -0.12 * r, 0, 0), middle, 0.96 * r, r, "coat", skull)
    tube(body, frame, shape.muzzle, shape.muzzle_coat, skull, scale=r)
    jaw = "pale" if breed.pale != breed.coat else "coat"
    tube(body, frame, shape.jaw, jaw, skull, scale=r)
    forward, up, size = shape.nose
    if breed.face == "koala":
        body.part(
            look.at(middle, forward * r, 0, 0.12 * r),
            look.at(middle, 1.08 * r, 0, -0.42 * r),
            0.22 * r,
            0.26 * r,
            "nose",
        )
    elif breed.face == "boar":
        tip = look.at(middle, forward * r, 0, up * r)
        body.part(look.at(tip, -0.3 * r, 0, 0.1 * r), tip, 0.37 * r, 0.40 * r, "snout", flat=1)
        body.part(look.at(tip, 0.0, 0.14 * r, 0), look.at(tip, 0.02 * r, 0.14 * r, 0), 0.08 * r,
                  0.08 * r, "nose")  # fmt: skip
    elif breed.face in ("horse", "camel", "cow"):
        for sign in (-1.0, 1.0):
            hole = look.at(middle, forward * r, 0.26 * r * sign, up * r)
            body.part(
                hole, look.at(hole, -0.12 * r, 0.02 * r * sign, 0), size * r, 0.07 * r, "nose"
            )
    elif breed.face != "elephant":
        tip = look.at(middle, forward * r, 0, up * r)
        body.part(look.at(tip, 0, -0.35 * size * r, 0), look.at(tip, 0, 0.35 * size * r, 0),
                  size * r, size * r, "nose")  # fmt: skip
    for sign in (-1.0, 1.0):
        _side(body, breed, look, middle, sign, mood, skull)
    _grown(body, breed, look, middle, mood)


def _side(
    body: Body, breed: Breed, look: Axes, middle: Point, sign: float, mood: Mood, skull: int
) -> None:
    r, shape, marks = breed.skull, breed.head, breed.marks
    forward, right, up, size = shape.eye
    reach = 0.98 / math.hypot(forward, right, up) if breed.face != "camel" else 1.0
    eye = look.at(middle, forward * r * reach, right * r * sign * reach, up * r * reach)
    if "panda" in marks or "mask" in marks:
        body.part(look.at(eye, -0.12 * r, -0.04 * r * sign, 0.06 * r),
                  look.at(eye, -0.22 * r, 0.16 * r * sign, -0.30 * r), 0.24 * r, 0.24 * r, "dark",
                  skull)  # fmt: skip
        eye = look.at(eye, 0.08 * r, 0.03 * r * sign, 0.0)
    lid = "dark" if marks & {"panda", "mask"} else "coat"
    body.part(eye, eye, size * r, size * r, lid if mood.blink else "eye")
    if not mood.blink:
        spark = look.at(eye, 0.5 * size * r, 0.35 * size * r * sign, 0.62 * size * r)
        body.part(spark, spark, 0.34 * size * r, 0.34 * size * r, "spark")
        if breed.face in ("camel", "deer", "horse", "cow"):
            brow = look.at(eye, -0.05 * r, 0.04 * r * sign, 0.95 * size * r)
            body.part(
                look.at(brow, -0.14 * r, 0, -0.03 * r),
                look.at(brow, 0.18 * r, 0.05 * r * sign, -0.06 * r),
                0.085 * r,
                0.045 * r,
                "coat" if breed.face == "cow" else "dark",
            )
    if "cheeks" in marks:
        root = look.at(middle, 0.22 * r, 0.40 * r * sign, -0.34 * r)
        if breed.face == "hamster":
            body.part(
                root,
                look.at(root, 0.1 * r, 0.22 * r * sign, -0.1 * r),
                0.5 * r,
                0.44 * r,
                "pale",
                skull,
            )
        else:
            body.part(
                root,
                look.at(root, -0.34 * r, 0.50 * r * sign, -0.34 * r),
                0.46 * r,
                0.10 * r,
                "pale",
                skull,
            )
    if breed.face == "elephant":
        _flap(body, breed, look, middle, sign, mood)
        return
    flick = mood.flick * (1.0 if sign > 0 else 0.35)
    root = look.at(middle, *(v * r for v in (shape.ear[0], shape.ear[1] * sign, shape.ear[2])))
    back, out, high = shape.ear_tip
    tip = look.at(
        middle, (back - 0.35 * flick) * r, (out + 0.3 * flick) * r * sign, (high - 0.12 * flick) * r
    )
    base, end = shape.ear_radii
    rim = "dark" if "dark_ears" in marks and breed.face != "fox" else "coat"
    ear = body.group()
    body.part(root, tip, base * r, end * r, rim, ear, far=sign < 0)
    if breed.face == "fox":
        body.part(between(root, tip, 0.66), look.at(tip, 0, 0, 0.02 * r), (base * 0.42 + end) * r,
                  end * 1.1 * r, "dark", ear, far=sign < 0)  # fmt: skip
    inner = "dark" if "panda" in marks else "pale" if "pale_ears" in marks else "inner"
    if breed.face not in ("hound", "cow"):
        shift = (0.42 * base) * r
        body.part(look.at(between(root, tip, 0.18), shift, 0.10 * base * r * sign, 0),
                  look.at(between(root, tip, 0.80), shift * 0.7, 0, 0), base * 0.66 * r,
                  (0.15 * base + 0.62 * end) * r, inner, far=sign < 0)  # fmt: skip


def _flap(body: Body, breed: Breed, look: Axes, middle: Point, sign: float, mood: Mood) -> None:
    """An elephant's ear: a broad soft fan that swings back and forth."""
    r = breed.skull
    swing = 0.18 * math.sin(2 * math.pi * mood.phase) + 0.5 * mood.flick
    ear = body.group()
    root = look.at(middle, -0.15 * r, 0.82 * r * sign, 0.30 * r)
    for back, high, size in ((-0.75, 0.50, 0.66), (-1.20, 0.05, 0.70), (-1.15, -0.50, 0.62),
                             (-0.80, -1.00, 0.46), (-0.48, -1.36, 0.24)):  # fmt: skip
        tip = look.at(middle, (back - swing * 0.3) * r, (1.02 + 0.35 * swing) * r * sign, high * r)
        body.part(root, tip, 0.24 * r, size * r * 0.72, "deep", ear, far=sign < 0)


def _grown(body: Body, breed: Breed, look: Axes, middle: Point, mood: Mood) -> None:
    r, marks, frame = breed.skull, breed.marks, (look, middle)
    if "trunk" in marks:
        s = mood.sway
        trunk = body.group()
        tube(body, frame, ((0.55, -0.30, 0.66), (1.02, -0.75, 0.46), (1.22 + s, -1.45, 0.34),
             (1.25 + 2 * s, -2.15, 0.26), (1.42 + 3 * s, -2.75, 0.20),
             (1.78 + 3.5 * s, -2.92, 0.15)), "coat", trunk, scale=r, steps=3)  # fmt: skip
        for sign in (-1.0, 1.0):
            tube(body, frame, ((0.75, -0.85, 0.15), (1.25, -1.20, 0.12), (1.80, -1.15, 0.03)),
                 "horn", body.group(), right=0.52 * r * sign, scale=r)  # fmt: skip
    for sign in (-1.0, 1.0):
        if "tusks" in marks:
            tube(body, frame, ((1.55, -0.78, 0.11), (1.78, -0.66, 0.09), (1.78, -0.30, 0.02)),
                 "horn", body.group(), right=0.42 * r * sign, scale=r)  # fmt: skip
        if "horns" in marks:
            horn = body.group()
            points = [look.at(middle, f * r, o * r * sign, u * r) for f, o, u in
                      ((-0.20, 0.45, 0.80), (-0.15, 0.95, 1.10), (0.10, 1.10, 1.60))]  # fmt: skip
            body.part(points[0], points[1], 0.20 * r, 0.14 * r, "horn", horn)
            body.part(points[1], points[2], 0.14 * r, 0.03 * r, "horn", horn)
        if "antlers" in marks:
            _antler(body, look, middle, r, sign)
        if "whiskers" in marks:
            root = look.at(middle, 1.0 * r, 0.34 * r * sign, -0.36 * r)
            for up in (-0.14, 0.02, 0.18):
                body.part(root, look.at(root, -0.1 * r, 0.85 * r * sign, up * r), 0.020 * r,
                          0.008 * r, "pale")  # fmt: skip
    if "horn" in marks:
        root = look.at(middle, 0.45 * r, 0, 0.75 * r)
        tip = look.at(middle, 1.35 * r, 0, 3.0 * r)
        body.part(root, tip, 0.25 * r, 0.03 * r, "gold")
        for t in (0.18, 0.40, 0.62):
            body.part(between(root, tip, t), between(root, tip, t + 0.05), (0.28 - 0.24 * t) * r,
                      (0.27 - 0.24 * t) * r, "gold")  # fmt: skip
    if "blaze" in marks:
        body.part(look.at(middle, 0.75 * r, 0.1 * r, 0.58 * r), look.at(middle, 2.0 * r, 0.06 * r,
                  0.18 * r), 0.17 * r, 0.13 * r, "white")  # fmt: skip
    if "mane" in marks:
        _ruff(body, look, middle, r, mood)
    if "crest" in marks:
        tube(body, frame, ((-0.55, 0.80, 0.34), (0.10, 1.00, 0.36), (0.62, 0.72, 0.26),
             (1.05, 0.42, 0.06)), "mane", body.group(), scale=r, right=0.08 * r)  # fmt: skip
    if "hump" in marks:
        tube(body, frame, ((-0.75, 0.35, 0.66), (-0.30, 0.72, 0.56), (0.25, 0.82, 0.30)), "mane",
             body.group(), scale=r)  # fmt: skip


def _antler(body: Body, look: Axes, middle: Point, r: float, sign: float) -> None:
    beam = body.group()
    points = [
        look.at(middle, f * r, o * r * sign, u * r)
        for f, o, u in ((-0.05, 0.40, 0.80), (-0.55, 0.95, 1.70), (-0.55, 1.55, 2.70),
                        (0.05, 1.75, 3.70))
    ]  # fmt: skip
    for i, (a, b) in enumerate(itertools.pairwise(points)):
        body.part(a, b, (0.19 - 0.035 * i) * r, (0.155 - 0.04 * i) * r, "horn", beam)
    for root, (f, o, u) in ((points[0], (0.75, 0.2, 0.9)), (points[1], (0.85, 0.1, 0.75)),
                            (points[2], (-0.6, 0.3, 0.8))):  # fmt: skip
        body.part(root, look.at(root, f * r, o * r * sign, u * r), 0.13 * r, 0.03 * r, "horn", beam)


def _ruff(body: Body, look: Axes, middle: Point, r: float, mood: Mood) -> None:
    """A lion's mane: locks around the face and down the chest."""
    ruff = body.group()
    body.part(look.at(middle, -0.75 * r, 0, 0.05 * r), look.at(middle, -1.25 * r, 0, -0.75 * r),
              1.42 * r, 1.45 * r, "mane", ruff)  # fmt: skip
    for row, (back, inner, outer, thick) in enumerate(
        ((-0.22, 0.86, 1.36, 0.46), (-0.85, 1.05, 1.62, 0.60))
    ):
        for k in range(13):
            angle = 2 * math.pi * (k + 0.5 * row) / 13
            c, s = math.cos(angle), math.sin(angle)
            drop = 0.55 * max(0.0, -s) + 0.05 * math.sin(2 * math.pi * mood.phase + k)
            body.part(
                look.at(middle, back * r, c * inner * r, s * inner * r),
                look.at(middle, (back - 0.30) * r, c * outer * r, (s * outer - drop) * r),
                thick * r, 0.30 * r, "mane" if row == 0 else "deep_mane", ruff,
            )  # fmt: skip
    for up in (-1.1, -1.7):
        body.part(
            look.at(middle, -0.75 * r, 0, up * r),
            look.at(middle, -0.62 * r, 0, (up - 0.8) * r),
            0.75 * r,
            0.16 * r,
            "deep_mane",
            ruff,
        )
