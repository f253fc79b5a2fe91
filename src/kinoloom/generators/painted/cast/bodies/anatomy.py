"""From joints to a dressed body: capsules for limbs, torso, head, and what is worn on them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.cast.bodies.capsules import COLUMNS
from kinoloom.generators.painted.cast.bodies.skeleton import FAR, NEAR, Point, Skeleton

Colour = tuple[float, float, float]

MATTE, MIRROR, GLOW = 0.0, 1.0, 2.0
FAR_SIDE_SHADE = 0.80
"""Limbs of the far side are a little darker: it keeps crossing legs readable."""


@dataclass(frozen=True)
class Material:
    """A surface: its colour, how much and how sharply it shines, and its kind."""

    rgb: Colour
    shine: float = 0.05
    sharpness: float = 10.0
    kind: float = MATTE


@dataclass(frozen=True)
class Decal:
    """An ellipse on a capsule's surface, facing a direction (body axes), with a frame."""

    direction: Point
    half_width: float
    half_height: float
    material: str
    frame: float = 0.0
    frame_material: str = ""


@dataclass(frozen=True)
class Axes:
    """Forward, right (toward the viewer) and up of a part of the body."""

    forward: Point
    right: Point
    up: Point

    def at(self, origin: Point, forward: float, right: float, up: float) -> Point:
        """A point given along the axes."""
        return (
            origin[0] + forward * self.forward[0] + right * self.right[0] + up * self.up[0],
            origin[1] + forward * self.forward[1] + right * self.right[1] + up * self.up[1],
            origin[2] + forward * self.forward[2] + right * self.right[2] + up * self.up[2],
        )


def axes(turn: float, lean: float = 0.0) -> Axes:
    """Axes of a part turned toward the viewer, leaning forward."""
    c, s = math.cos(turn), math.sin(turn)
    up = (math.sin(lean) * c, math.cos(lean), math.sin(lean) * s)
    forward = (math.cos(lean) * c, -math.sin(lean), math.cos(lean) * s)
    return Axes(forward, (-s, 0.0, c), up)


def between(a: Point, b: Point, t: float) -> Point:
    """The point at t on the way from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


@dataclass
class Body:
    """Capsules being put together, in body heights; materials go by name."""

    materials: dict[str, Material]
    rows: list[list[float]] = field(default_factory=list[list[float]])
    _groups: int = 0

    def group(self) -> int:
        """A new group: capsules of one group melt into each other."""
        self._groups += 1
        return self._groups

    def part(
        self,
        a: Point,
        b: Point,
        radius_a: float,
        radius_b: float,
        material: str,
        group: int | None = None,
        *,
        flat: int = 0,
        decal: Decal | None = None,
        far: bool = False,
    ) -> None:
        """A tapered capsule; flat 1 cuts it at b, 2 at both ends (a band, a hem)."""
        names = list(self.materials)
        shift = len(names) if far else 0
        row = [*a, radius_a, *b, radius_b, names.index(material) + shift]
        row += [self.group() if group is None else group, flat]
        if decal is None:
            row += [0.0] * 8
        else:
            frame = decal.frame_material or decal.material
            row += [*decal.direction, decal.half_width, decal.half_height]
            row += [names.index(decal.material) + shift, decal.frame, names.index(frame) + shift]
        self.rows.append([float(v) for v in row])

    def band(
        self, a: Point, b: Point, span: tuple[float, float], radius: float, material: str,
        *, far: bool = False,
    ) -> None:  # fmt: skip
        """A ring around the limb from a to b, between two shares of its length."""
        self.part(
            between(a, b, span[0]), between(a, b, span[1]), radius, radius, material,
            flat=2, far=far,
        )  # fmt: skip

    def capsules(self) -> NDArray[np.float32]:
        """n x COLUMNS, in body heights."""
        return np.array(self.rows, np.float32).reshape(-1, COLUMNS)

    def material_rows(self) -> NDArray[np.float32]:
        """The materials, then their far-side shades: 2m x 6."""
        near = [[*m.rgb, m.shine, m.sharpness, m.kind] for m in self.materials.values()]
        far = [
            [*(v * FAR_SIDE_SHADE for v in m.rgb), m.shine, m.sharpness, m.kind]
            for m in self.materials.values()
        ]
        return np.array(near + far, np.float32)


def lean_of(pose: Skeleton) -> float:
    """How far the torso leans forward, radians."""
    return math.atan2(pose.chest[0] - pose.pelvis[0], pose.chest[1] - pose.pelvis[1])


SIDES = ((FAR, True), (NEAR, False))
"""(index, is the far side) for both sides; far first, as it is behind."""
