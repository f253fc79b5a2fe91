"""The city as boxes: houses, signs, tubes, lamps, sorted by what they hang on.

Metres; x right of the camera, y above the street, z ahead. Every group of boxes becomes one sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.city.light import (
    BUILDING,
    LAMP_BIN_M,
    LAMP_BINS,
    LEDGE,
    SIGN,
    TRIM,
    TUBE,
)
from kinoloom.generators.painted.settings.city.look import Colour, Look, neon_light
from kinoloom.generators.painted.settings.city.street import Roadway

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.city.signs import SignAtlas

COLUMNS = 19
Extent = tuple[float, float, float, float, float, float]
"""x0, x1, y0, y1, z0, z1."""


@dataclass
class Group:
    """Boxes that move together under the camera, while they are being built."""

    rows: list[list[float]] = field(default_factory=list)

    def add(
        self,
        extent: Extent,
        kind: int,
        colour: Colour,
        *,
        seed: int = 0,
        style: float = 0,
        params: tuple[float, float, float] = (0.0, 0.0, 0.0),
        accent: Colour = (0.0, 0.0, 0.0),
    ) -> None:
        self.rows.append([*extent, seed, kind, *colour, style, *params, 0.0, *accent])

    def boxes(self) -> NDArray[np.float32]:
        """n x COLUMNS, nearest first."""
        table = np.asarray(self.rows, np.float32).reshape(-1, COLUMNS)
        return np.ascontiguousarray(table[np.argsort(table[:, 4], kind="stable")])


@dataclass(frozen=True)
class SheetPlan:
    """Boxes painted on one sheet: it moves like the wall at x, or like what is at a depth."""

    boxes: NDArray[np.float32]
    wall_x_m: float = 0.0
    depth_m: float = 0.0


@dataclass(frozen=True)
class Blocks:
    """A built city: its sheets from far to near, the lamps that light it, what throws shadows."""

    road: Roadway
    sheets: tuple[SheetPlan, ...]
    lamps: NDArray[np.float32]
    lamp_starts: NDArray[np.int32]
    casters: NDArray[np.float32]
    mirrors: bool
    """Whether the street's reflections are worth painting."""


_IRON: Colour = (0.07, 0.07, 0.075)
_WALLS: tuple[Colour, ...] = (
    (0.30, 0.27, 0.25),
    (0.36, 0.20, 0.15),
    (0.42, 0.36, 0.28),
    (0.22, 0.24, 0.28),
    (0.45, 0.43, 0.40),
    (0.30, 0.17, 0.12),
    (0.20, 0.23, 0.24),
    (0.50, 0.44, 0.34),
)
_DARK_WALLS: tuple[Colour, ...] = (
    (0.16, 0.16, 0.20),
    (0.20, 0.17, 0.19),
    (0.13, 0.16, 0.20),
    (0.22, 0.20, 0.20),
)


class Builder:
    """Builds both sides of a street from one rng."""

    def __init__(
        self, look: Look, atlas: SignAtlas, rng: np.random.Generator, towering: float = 1.0
    ) -> None:
        self.towering = towering
        self.look = look
        self.atlas = atlas
        self.rng = rng
        self.lights: list[list[float]] = []
        self.colours = [neon_light(code) for code in look.sign_colours]

    def colour(self) -> Colour:
        """A sign's colour; the palette's first two are the commonest."""
        weights = np.array([3.0, 2.4] + [1.0] * (len(self.colours) - 2))
        return self.colours[int(self.rng.choice(len(weights), p=weights / weights.sum()))]

    def wall(self) -> Colour:
        walls = _DARK_WALLS if self.look.is_neon else _WALLS
        base = walls[int(self.rng.integers(len(walls)))]
        shade = float(self.rng.uniform(0.8, 1.2))
        return base[0] * shade, base[1] * shade, base[2] * shade

    def light(self, x: float, y: float, z: float, colour: Colour, power: float) -> None:
        self.lights.append([x, y, z, *colour, power])

    def house(
        self, group: Group, side: int, wall_m: float, z: float, depth: float, height: float
    ) -> None:
        """One house from the wall line outward, with what hangs on it."""
        rng = self.rng
        seed = int(rng.integers(1, 9000))
        width = float(rng.uniform(10, 18))
        wall = self.wall()
        style = self.style(height)
        bay, floor = self.rhythm(style)
        share = float(rng.uniform(0.5, 1.5))
        accent = self.colour()
        group.add(
            span(side, wall_m, width, 0, height, z, z + depth),
            BUILDING, wall, seed=seed, style=style, params=(bay, floor, share), accent=accent,
        )  # fmt: skip
        top = height
        if rng.random() < 0.6:
            inset = float(rng.uniform(1.0, 3.0))
            top = height + float(rng.uniform(5, 24)) * (1.5 if self.look.is_neon else 1.0)
            group.add(
                span(
                    side, wall_m + inset, width - inset, height, top, z + inset, z + depth - inset
                ),
                BUILDING, wall, seed=seed + 1, style=style, params=(bay, floor, share),
                accent=accent,
            )  # fmt: skip
        if style in (0, 3, 4):
            group.add(
                span(side, wall_m - 0.45, 0.9, height - 0.55, height, z - 0.15, z + depth + 0.15),
                LEDGE, (wall[0] * 1.25, wall[1] * 1.25, wall[2] * 1.25),
            )  # fmt: skip
        if rng.random() < 0.45:
            at = z + depth * float(rng.uniform(0.3, 0.7))
            mast = float(rng.uniform(6, 20))
            group.add(
                span(side, wall_m + 3.5, 0.24, top, top + mast, at, at + 0.24),
                TRIM,
                (0.1, 0.1, 0.1),
            )
            group.add(
                span(side, wall_m + 3.45, 0.34, top + mast, top + mast + 0.4, at, at + 0.34),
                TUBE, (1.0, 0.05, 0.04), params=(1.5, 0.0, 0.0),
            )  # fmt: skip
        self._canopy(group, side, wall_m, z, depth, accent)
        self._hang_signs(group, side, wall_m, z, depth, height)
        if self.look.is_neon and rng.random() < 0.32:
            edge = z + (0.1 if rng.random() < 0.5 else depth - 0.25)
            group.add(
                span(side, wall_m - 0.16, 0.16, 4.6, min(top, height), edge, edge + 0.16),
                TUBE, accent, params=(1.6, 0.0, 0.0),
            )  # fmt: skip

    def style(self, height: float) -> int:
        weights = [0.24, 0.22, 0.22, 0.18, 0.14] if height > 26 else [0.3, 0.12, 0.05, 0.18, 0.35]
        return int(self.rng.choice(5, p=weights))

    def rhythm(self, style: int) -> tuple[float, float]:
        rng = self.rng
        bay = (2.1, 1.7, 1.4, 1.9, 1.8)[style] * float(rng.uniform(0.85, 1.3))
        return bay, float(rng.uniform(2.9, 3.6))

    def _canopy(
        self, group: Group, side: int, wall_m: float, z: float, depth: float, accent: Colour
    ) -> None:
        rng = self.rng
        if rng.random() > 0.7:
            return
        if self.look.is_neon:
            out, glow, colour, stripes = 1.5, 1.4, (0.06, 0.06, 0.08), 0.0
        else:
            out, glow = 1.3, 0.0
            stripes = float(rng.random() < 0.5)
            base = (0.45, 0.10, 0.08), (0.08, 0.22, 0.16), (0.10, 0.16, 0.32), (0.5, 0.42, 0.3)
            colour = base[int(rng.integers(4))]
        group.add(
            span(side, wall_m - out, out, 3.35, 3.7, z + 0.7, z + depth - 0.7),
            LEDGE, colour, style=stripes, params=(glow, 0.0, 0.0), accent=accent,
        )  # fmt: skip
        if self.look.is_neon:
            self.light(side * (wall_m - 1.4), 3.2, z + depth / 2, accent, 0.55)

    def _hang_signs(
        self, group: Group, side: int, wall_m: float, z: float, depth: float, height: float
    ) -> None:
        rng = self.rng
        neon = self.look.is_neon
        blades = int(rng.integers(2, 5)) if neon else int(rng.random() < 0.45)
        for i in range(blades):
            at = z + depth * (i + float(rng.uniform(0.15, 0.75))) / blades
            self._blade(group, side, wall_m, at, height)
        if rng.random() < (0.9 if neon else 0.85):
            cell = int(rng.choice(self.atlas.of_shape("wide")))
            wide = min(depth - 1.5, float(rng.uniform(3.2, 5.5)))
            at = z + float(rng.uniform(0.5, max(0.6, depth - wide - 0.5)))
            colour = self.colour()
            style = int(rng.choice([0, 0, 1])) if neon else int(rng.choice([1, 3, 3]))
            if style == 3:
                base = (0.30, 0.05, 0.05), (0.04, 0.12, 0.10), (0.05, 0.08, 0.2), (0.1, 0.1, 0.1)
                colour = base[int(rng.integers(4))]
            group.add(
                span(side, wall_m - 0.22, 0.22, 3.75, 3.75 + wide / 4, at, at + wide),
                SIGN, colour, seed=int(rng.integers(1, 900)), style=style, params=(cell, 0, 0),
            )  # fmt: skip
            self.light(side * (wall_m - 0.8), 4.2, at + wide / 2, colour, 0.5)
        if neon and rng.random() < 0.5 and height > 16:
            cell = int(rng.choice(self.atlas.of_shape("wide")))
            wide = min(depth - 1, float(rng.uniform(6, 12)))
            y = float(rng.uniform(8, min(height - 6, 24 * self.towering)))
            colour = self.colour()
            style = int(rng.choice([0, 2, 2, 1]))
            group.add(
                span(side, wall_m - 0.3, 0.3, y, y + wide / 2.6, z + 0.6, z + 0.6 + wide),
                SIGN, colour, seed=int(rng.integers(1, 900)), style=style, params=(cell, 0, 0),
            )  # fmt: skip
            self.light(side * (wall_m - 1.5), y + wide / 5, z + 0.6 + wide / 2, colour, 1.3)

    def _blade(self, group: Group, side: int, wall_m: float, at: float, height: float) -> None:
        """A sign that stands out from the wall and faces the viewer."""
        rng = self.rng
        square = rng.random() < 0.28
        cell = int(rng.choice(self.atlas.of_shape("square" if square else "tall")))
        wide = float(rng.uniform(0.9, 2.1)) * (1.0 if self.look.is_neon else 0.7)
        box = self.atlas.cells[cell]
        high = wide * float(box[3] / box[2])
        y = float(rng.uniform(4.4, max(4.8, min(height - high - 2, 15 * self.towering))))
        colour = self.colour()
        style = int(rng.choice([0, 0, 0, 1])) if self.look.is_neon else int(rng.choice([0, 1, 1]))
        group.add(
            span(side, wall_m - 0.35 - wide, wide, y, y + high, at, at + 0.28),
            SIGN, colour, seed=int(rng.integers(1, 900)), style=style, params=(cell, 0, 0),
        )  # fmt: skip
        for height_m in (y + 0.25 * high, y + 0.8 * high):
            group.add(
                span(side, wall_m - 0.4, 0.4, height_m, height_m + 0.1, at + 0.1, at + 0.2),
                TRIM, (0.08, 0.08, 0.08),
            )  # fmt: skip
        self.light(side * (wall_m - 0.9), y + high / 2, at, colour, 0.5 + 0.22 * high)


def span(
    side: int, wall_m: float, width: float, y0: float, y1: float, z0: float, z1: float
) -> Extent:
    """The extent of what begins at a wall line and reaches outward, on the left or the right."""
    if side > 0:
        return wall_m, wall_m + width, y0, y1, z0, z1
    return -wall_m - width, -wall_m, y0, y1, z0, z1


def build_street(
    look: Look, atlas: SignAtlas, rng: np.random.Generator, *, towering: float
) -> Blocks:
    """A street canyon straight ahead; `towering` scales the houses' heights."""
    build = Builder(look, atlas, rng, towering**2)
    middle = float(rng.uniform(-1.6, 1.6))
    half = float(rng.uniform(7.0, 10.5) if look.is_neon else rng.uniform(9.5, 13.5))
    pavement = float(rng.uniform(2.6, 3.8))
    groups = Group(), Group()
    scale = towering * float(rng.uniform(0.75, 1.25))
    for group, side, wall_m in ((groups[0], -1, half - middle), (groups[1], 1, half + middle)):
        z = float(rng.uniform(3.0, 8.0))
        while z < 340:
            depth = float(rng.uniform(9, 20))
            height = float(rng.uniform(11, 32)) * scale * (0.8 + z / 210)
            height *= 1.5 if rng.random() < 0.22 else 1.0
            back = float(rng.choice([0, 0, 0, 0.9, 1.8]))
            build.house(group, side, wall_m + back, z, depth, max(9.0, height))
            z += depth + float(rng.choice([0, 0.3, 0.3, 2.5, 5.5]))
    kerbs = _lamp_posts(build, (half - middle - pavement, half + middle - pavement))
    far = _skyline(build, scale)
    crossing = float(rng.uniform(12, 22)) if rng.random() < 0.55 else 0.0
    road = Roadway(
        -(half - middle), half + middle, -(half - middle - pavement),
        half + middle - pavement, crossing,
    )  # fmt: skip
    left, right = groups[0].boxes(), groups[1].boxes()
    lamps, starts = sorted_lamps(build.lights)
    sheets = (
        SheetPlan(far.boxes(), depth_m=400.0),
        SheetPlan(left, wall_x_m=road.left_wall_m),
        SheetPlan(right, wall_x_m=road.right_wall_m),
        *kerbs,
    )
    return Blocks(road, sheets, lamps, starts, casters(left, right), mirrors=True)


def _lamp_posts(build: Builder, kerb_m: tuple[float, float]) -> list[SheetPlan]:
    """Street lamps along both kerbs: the near ones a sheet each, which keeps sheets small."""
    rng = build.rng
    neon = build.look.is_neon
    gap = float(rng.uniform(17, 24))
    colour = build.colour() if neon else (1.0, 0.66, 0.34)
    if build.look.snow > 0 and not neon:
        colour = (1.0, 0.84, 0.66)
    plans: list[SheetPlan] = []
    for side, line in ((-1, kerb_m[0]), (1, kerb_m[1])):
        far, near = Group(), [Group() for _ in range(3)]
        z = float(rng.uniform(11, 11 + gap))
        number = 0
        while z < 170:
            kerb = near[number] if number < len(near) else far
            number += 1
            x = line + 0.45
            tall = 6.4
            kerb.add(span(side, x, 0.14, 0, tall, z, z + 0.14), TRIM, (0.06, 0.065, 0.07))
            kerb.add(
                span(side, x - 0.06, 0.26, 0, 0.7, z - 0.06, z + 0.2), TRIM, (0.07, 0.07, 0.07)
            )
            kerb.add(
                span(side, x - 1.5, 1.6, tall, tall + 0.1, z, z + 0.12), TRIM, (0.07, 0.07, 0.07)
            )
            kerb.add(
                span(side, x - 1.6, 0.75, tall - 0.12, tall, z - 0.06, z + 0.2),
                TUBE, (0.5 + 0.5 * colour[0], 0.5 + 0.5 * colour[1], 0.5 + 0.5 * colour[2]),
                params=(2.6, 1.0, 0.0),
            )  # fmt: skip
            if build.look.lamps > 0:
                power = build.look.lamps
                build.light(side * (x - 1.2), tall - 0.4, z, colour, (2.6 if neon else 9.0) * power)
            z += gap
        groups = [far, *reversed(near)]
        plans += [SheetPlan(each.boxes(), wall_x_m=side * line) for each in groups if each.rows]
    return plans


def _skyline(build: Builder, scale: float) -> Group:
    """Towers beyond the end of the street, some with a crown of light."""
    rng = build.rng
    far = Group()
    x = -330.0
    while x < 330:
        width = float(rng.uniform(22, 46))
        close = float(np.exp(-(((x + width / 2) / 150) ** 2)))
        height = float(rng.uniform(50, 120) + 130 * close * rng.random()) * (0.6 + 0.4 * scale)
        z = float(rng.uniform(360, 520))
        seed = int(rng.integers(1, 9000))
        wall = build.wall()
        style = int(rng.choice([0, 1, 2, 3]))
        params = (float(rng.uniform(3, 5)), float(rng.uniform(3.6, 5)), 1.3)
        far.add((x, x + width, 0, height, z, z + width), BUILDING, wall, seed=seed, style=style,
                params=params)  # fmt: skip
        if rng.random() < 0.6:
            inset = width * float(rng.uniform(0.15, 0.3))
            crown = height + float(rng.uniform(15, 50))
            far.add(
                (x + inset, x + width - inset, height, crown, z + inset, z + width - inset),
                BUILDING, wall, seed=seed + 1, style=style, params=params,
            )  # fmt: skip
            if build.look.is_neon and rng.random() < 0.6:
                far.add(
                    (x + inset, x + width - inset, crown, crown + 1.6, z + inset - 0.5, z + inset),
                    TUBE, build.colour(), params=(1.2, 0.0, 0.0),
                )  # fmt: skip
        x += width * float(rng.uniform(0.9, 1.9))
    return far


def sorted_lamps(lights: list[list[float]]) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """Lamps nearest first, and for each bin of depth the first lamp that is not before it."""
    table = np.asarray(lights, np.float32).reshape(-1, 7)
    table = np.ascontiguousarray(table[np.argsort(table[:, 2], kind="stable")])
    edges = np.arange(LAMP_BINS) * LAMP_BIN_M
    return table, np.searchsorted(table[:, 2], edges).astype(np.int32)


def casters(*groups: NDArray[np.float32]) -> NDArray[np.float32]:
    """The houses that can throw a shadow into the picture."""
    boxes = np.concatenate(groups)
    large = (boxes[:, 7] == BUILDING) & (boxes[:, 4] < 150)
    return np.ascontiguousarray(boxes[large])
