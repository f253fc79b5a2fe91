"""Things as parts: turned bodies, boxes, handles, and the materials they are made of."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb, to_linear

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.tabletop.fields import Field

Vec = tuple[float, float, float]

COLUMNS = 28
"""kind, material, blend, place (3), turn (9), sizes a..f (6), field, caution, rounding, and the
sphere around it: middle (3), radius."""


class Shape(IntEnum):
    """What a part is; the kernel knows the same numbers."""

    LATHE = 0
    BOX = 1
    CAPSULE = 2
    HANDLE = 3
    ELLIPSOID = 4
    BOARD = 5
    TORUS = 6


class Look(IntEnum):
    """How a material is painted; the kernel knows the same numbers."""

    PLAIN = 0
    GLAZE = 1
    GLASS = 2
    METAL = 3
    WAX = 4
    LEATHER = 5
    CITRUS = 6
    APPLE = 7
    PAGES = 8
    SCREEN = 9
    DIAL = 10
    WOOD = 11
    BREW = 12
    GLOW = 13
    LABEL = 14


class Material(NamedTuple):
    """Colours are "#rrggbb"; `gloss` is the mirror share head on, `rough` 0 sharp .. 1 dull."""

    look: Look
    colour: str
    gloss: float = 0.04
    rough: float = 0.5
    other: str = "#ffffff"
    a: float = 0.0
    b: float = 0.0
    grain: float = 0.0

    def row(self) -> list[float]:
        """As the kernel reads it: 12 numbers, light intensities."""
        one, two = to_linear(rgb(self.colour)), to_linear(rgb(self.other))
        return [
            float(self.look), *map(float, one), self.gloss, self.rough, *map(float, two),
            self.a, self.b, self.grain,
        ]  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One body of a thing, in the thing's space (y up, on the table at 0; a unit is 10 cm)."""

    shape: Shape
    material: Material
    at: Vec = (0.0, 0.0, 0.0)
    turn: Vec = (0.0, 0.0, 0.0)
    """Degrees about y, then x, then z."""
    size: tuple[float, ...] = ()
    cut: Field | None = None
    blend: float = 0.0
    caution: float = 1.0
    """Below 1 where the distance is an overestimate."""
    rounding: float = 0.0


class Flame(NamedTuple):
    """A burning wick's place and height."""

    at: Vec
    height: float


class Glow(NamedTuple):
    """A lamp's bulb: its place, and its light."""

    at: Vec
    colour: Vec
    power: float


@dataclass(frozen=True)
class Thing:
    """An object: its parts, what steams or burns in it, and the room it takes."""

    name: str
    parts: tuple[Part, ...]
    radius: float
    """Of the circle it stands on."""
    height: float
    half_width: float = 0.0
    """Half of its width as the camera sees it; 0: as its radius."""
    middle_x: float = 0.0
    """Where the middle of that width is."""
    hot: Vec | None = None
    """The middle of a steaming surface."""
    hot_radius: float = 0.0
    flames: tuple[Flame, ...] = ()
    glows: tuple[Glow, ...] = ()
    is_round: bool = False
    """Whether it may lie turned any way, as fruit does."""
    lofty: bool = False
    """Whether it is best seen from higher up, as flat things are."""
    turns: tuple[float, float] = (-20.0, 20.0)
    """Degrees that it may be turned about y."""

    @property
    def seen_half(self) -> float:
        return self.half_width or self.radius


@dataclass(frozen=True)
class Stood:
    """A thing in its place: x, z on the table, its base's height, turned and scaled."""

    thing: Thing
    x: float
    z: float
    y: float = 0.0
    turn_deg: float = 0.0
    tilt_deg: float = 0.0
    scale: float = 1.0
    is_hero: bool = True

    def spot(self, at: Vec) -> Vec:
        """A place of the thing's space in the world."""
        turned = _matrix((self.turn_deg, 0.0, self.tilt_deg)) @ np.array(at) * self.scale
        return float(turned[0]) + self.x, float(turned[1]) + self.y, float(turned[2]) + self.z

    def moved(self, **changes: float) -> Stood:
        """The same, elsewhere."""
        return replace(self, **changes)  # pyright: ignore[reportArgumentType]


@dataclass
class Room:
    """Everything that stands on the table, as the kernels read it."""

    parts: NDArray[np.float64]
    bounds: NDArray[np.float64]
    """Of each thing: middle (3), radius, first part, last part."""
    cells: NDArray[np.float32]
    fields: NDArray[np.float64]
    """Of each field: first cell, columns, rows, x0, y0, step."""
    materials: NDArray[np.float64]
    stood: tuple[Stood, ...] = field(default=())


def furnish(stood: tuple[Stood, ...]) -> Room:
    """The room of those things."""
    materials: dict[Material, int] = {}
    fields: dict[int, int] = {}
    cells: list[NDArray[np.float32]] = []
    field_rows: list[list[float]] = []
    part_rows: list[list[float]] = []
    bounds: list[list[float]] = []
    first_cell = 0
    for one in stood:
        first = len(part_rows)
        outer = _matrix((one.turn_deg, 0.0, one.tilt_deg))
        for part in one.thing.parts:
            material = materials.setdefault(part.material, len(materials))
            number = -1
            if part.cut is not None:
                if id(part.cut) not in fields:
                    fields[id(part.cut)] = len(field_rows)
                    rows, columns = part.cut.values.shape
                    field_rows.append(
                        [first_cell, columns, rows, part.cut.x0, part.cut.y0, part.cut.step]
                    )
                    cells.append(part.cut.values.ravel())
                    first_cell += rows * columns
                number = fields[id(part.cut)]
            place = one.spot(part.at)
            turn = (outer @ _matrix(part.turn)).T / one.scale
            middle, reach = _sphere(part)
            centre = np.array(part.at) + _matrix(part.turn) @ middle
            size = [*part.size, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0][:6]
            # The matrix shrinks the world to the part; its distances grow back by the scale.
            part_rows.append(
                [float(part.shape), material, part.blend * one.scale, *place, *turn.ravel(),
                 *size, number, part.caution * one.scale, part.rounding,
                 *one.spot((float(centre[0]), float(centre[1]), float(centre[2]))),
                 reach * one.scale]
            )  # fmt: skip
        spheres = np.array(part_rows[first:])[:, 24:28]
        low = (spheres[:, :3] - spheres[:, 3:]).min(axis=0)
        high = (spheres[:, :3] + spheres[:, 3:]).max(axis=0)
        heart = (low + high) / 2
        reach = float((np.linalg.norm(spheres[:, :3] - heart, axis=1) + spheres[:, 3]).max())
        bounds.append([*heart, reach, first, len(part_rows)])
    return Room(
        np.array(part_rows, np.float64).reshape(-1, COLUMNS),
        np.array(bounds, np.float64).reshape(-1, 6),
        np.concatenate(cells) if cells else np.zeros(1, np.float32),
        np.array(field_rows, np.float64).reshape(-1, 6),
        np.array([material.row() for material in materials], np.float64).reshape(-1, 12),
        stood,
    )


def _sphere(part: Part) -> tuple[NDArray[np.float64], float]:
    """The middle and the radius of a sphere around a part, in its own space."""
    a, b, c, _, f, _ = [*part.size, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0][:6]
    middle = np.zeros(3)
    match part.shape:
        case Shape.LATHE | Shape.BOARD:
            cut = part.cut
            assert cut is not None
            rows, columns = cut.values.shape
            low = np.array([cut.x0, cut.y0]) + cut.pad
            high = np.array([cut.x0, cut.y0]) + cut.step * np.array([columns, rows]) - cut.pad
            if part.shape == Shape.LATHE:
                middle[1] = (low[1] + high[1]) / 2
                return middle, 1.12 * math.hypot(high[0], (high[1] - low[1]) / 2)
            middle[:2] = (low + high) / 2
            reach = math.hypot(float(np.linalg.norm(high - low)) / 2, a)
        case Shape.BOX:
            reach = math.sqrt(a * a + b * b + c * c)
        case Shape.CAPSULE:
            middle[1] = a / 2
            reach = a / 2 + max(b, c)
        case Shape.HANDLE:
            reach = math.hypot(a + b + c, c / max(0.05, f))
        case Shape.ELLIPSOID:
            reach = max(a, b, c)
        case _:
            reach = math.hypot(a + b, b / max(0.05, c))
    return middle, 1.03 * (reach + part.rounding)


def _matrix(turn_deg: Vec) -> NDArray[np.float64]:
    """Turned about y, then x, then z (as seen from the thing: z first)."""
    a, b, c = (math.radians(angle) for angle in turn_deg)
    about_y = np.array([[math.cos(a), 0, math.sin(a)], [0, 1, 0], [-math.sin(a), 0, math.cos(a)]])
    about_x = np.array([[1, 0, 0], [0, math.cos(b), -math.sin(b)], [0, math.sin(b), math.cos(b)]])
    about_z = np.array([[math.cos(c), -math.sin(c), 0], [math.sin(c), math.cos(c), 0], [0, 0, 1]])
    return about_y @ about_x @ about_z
