"""A bench to build furniture on: solids in a piece's own axes, then placed in the room."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from kinoloom.generators.painted.settings.interior.solids import BALL, BOX, ROUND
from kinoloom.generators.painted.settings.interior.surfaces import FABRIC, WOOD, material

Point = tuple[float, float, float]


class Woods(NamedTuple):
    """Colours of a room's things, as hex codes."""

    wood: str
    dark: str
    cloth: str
    accent: str
    metal: str
    shade: str


@dataclass(frozen=True)
class Lamp:
    """A light in the room: where, and how strong (1 is a reading lamp)."""

    at: Point
    power: float


@dataclass(frozen=True)
class Piece:
    """One thing that stands, lies or hangs: rows of solids and its group row."""

    name: str
    first: int
    last: int
    x_m: float
    z_m: float
    flat: bool


@dataclass
class Bench:
    """Where pieces are built: solids in a piece's own axes (front is -z), then placed."""

    woods: Woods
    lit: float
    solids: list[list[float]] = field(default_factory=list[list[float]])
    groups: list[list[float]] = field(default_factory=list[list[float]])
    materials: list[list[float]] = field(default_factory=list[list[float]])
    pieces: list[Piece] = field(default_factory=list[Piece])
    lamps: list[Lamp] = field(default_factory=list[Lamp])
    plants: list[tuple[Point, float]] = field(default_factory=list[tuple[Point, float]])
    seat: Point | None = None
    """The top of the cushion of whoever sits, in the room's metres."""
    _turn: tuple[float, float, float] = (0.0, 0.0, 0.0)
    _start: int = 0

    def begin(self, x_m: float, z_m: float, turn: float = 0.0) -> None:
        self._turn = (x_m, z_m, turn)
        self._start = len(self.solids)

    def end(self, name: str, *, casts: bool = True, flat: bool = False) -> None:
        """The piece is done: from here it has its place in the room."""
        rows = np.array(self.solids[self._start :])
        low = (rows[:, 1:4] - rows[:, 4:7]).min(axis=0) - 0.003
        high = (rows[:, 1:4] + rows[:, 4:7]).max(axis=0) + 0.003
        x, z, turn = self._turn
        group = [self._start, len(self.solids), x, z, math.cos(turn), math.sin(turn),
                 *low, *high, 1.0 if casts else 0.0]  # fmt: skip
        self.groups.append([float(value) for value in group])
        self.pieces.append(Piece(name, self._start, len(self.solids), x, z, flat))

    def place(self, x: float, y: float, z: float) -> Point:
        """A place in the piece's axes as one in the room."""
        at_x, at_z, turn = self._turn
        c, s = math.cos(turn), math.sin(turn)
        return at_x + c * x + s * z, y, at_z - s * x + c * z

    def stuff(self, row: list[float]) -> int:
        """The index of a material."""
        if row not in self.materials:
            self.materials.append(row)
        return self.materials.index(row)

    def box(self, at: Point, size: Point, row: list[float], *, rounding: float = 0.0) -> None:
        """`at` is the middle of its underside."""
        self._add(BOX, at, size, row, 1.0, min(rounding, 0.49 * min(size)))

    def turned(
        self, at: Point, radius: float, tall: float, row: list[float], *, taper: float = 1.0
    ) -> None:
        """An upright round thing, `taper` as wide at its top."""
        self._add(ROUND, at, (2 * radius, tall, 2 * radius), row, taper, 0.0)

    def ball(self, at: Point, size: Point, row: list[float]) -> None:
        self._add(BALL, at, size, row, 1.0, 0.0)

    def _add(
        self, kind: float, at: Point, size: Point, row: list[float], taper: float, rounding: float
    ) -> None:
        seed = float(len(self.solids) * 37 % 977)
        half = (size[0] / 2, size[1] / 2, size[2] / 2)
        self.solids.append(
            [kind, at[0], at[1] + half[1], at[2], *half, self.stuff(row), taper, rounding, seed]
        )

    # -- materials ----------------------------------------------------------------------------

    @property
    def wood(self) -> list[float]:
        return material(self.woods.wood, self.woods.dark, pattern=WOOD, size_m=0.5, gloss=0.25)

    @property
    def dark(self) -> list[float]:
        return material(self.woods.dark, pattern=WOOD, size_m=0.5, gloss=0.35)

    @property
    def cloth(self) -> list[float]:
        return material(self.woods.cloth, pattern=FABRIC)

    @property
    def metal(self) -> list[float]:
        return material(self.woods.metal, gloss=0.6)

    @property
    def shade(self) -> list[float]:
        return material(self.woods.shade, glow=self.lit)
