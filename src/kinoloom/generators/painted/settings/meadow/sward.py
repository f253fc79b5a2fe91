"""What grows near: blades, stems and heads that stand in the wind, each on its own root."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.settings.meadow.plant_kernels import PLANT_COLUMNS, draw_plants

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.layer import Shear
    from kinoloom.generators.painted.settings.meadow.gusts import Wind
    from kinoloom.generators.painted.settings.meadow.relief import Lens

Sheets = tuple["NDArray[np.uint8]", ...]
NO_HEADS: Sheets = (np.zeros((1, 4, 4, 4), np.uint8), np.zeros((1, 2, 2, 4), np.uint8))


@dataclass(frozen=True)
class Plants:
    """Plants on the ground, n each: roots in metres, sizes in metres, colours, heads.

    `head` is a row of the sheets or -1; `stiff` is how little the wind bends one (0..1);
    `bow` how it is bowed by itself, in its lengths; `leaves` 0..1.
    """

    x_m: NDArray[np.float64]
    z_m: NDArray[np.float64]
    ground_m: NDArray[np.float64]
    length_m: NDArray[np.float64]
    half_m: NDArray[np.float64]
    root_rgb: NDArray[np.float32]
    tip_rgb: NDArray[np.float32]
    bow: NDArray[np.float64]
    stiff: NDArray[np.float64]
    head: NDArray[np.int64]
    head_m: NDArray[np.float64]
    leaves: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.x_m)

    def taken(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Plants:
        """Only those, in that order."""
        return Plants(*(getattr(self, name)[which] for name in self.__dataclass_fields__))

    def far_first(self) -> Plants:
        """In the order in which they must be drawn."""
        return self.taken(np.argsort(-self.z_m, kind="stable"))


def together(parts: list[Plants]) -> Plants:
    """All plants of the parts, the farthest first."""
    names = Plants.__dataclass_fields__
    return Plants(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in names)
    ).far_first()


class Sward:
    """Plants ready to be drawn, standing still on the canvas or alive in a frame."""

    def __init__(
        self,
        plants: Plants,
        lens: Lens,
        sheets: Sheets,
        *,
        seed: int,
        light_side: float = 1.0,
        glint: float = 0.3,
        least_px: float = 0.0,
        dim: float = 1.0,
    ) -> None:
        """`glint` is how much lighter grass gets in a gust; `dim` darkens all."""
        self._plants, self._sheets = plants, sheets
        inked = sheets[0][..., 3].any(axis=1)
        middle = (sheets[0].shape[2] - 1) / 2
        away = np.abs(np.arange(sheets[0].shape[2]) - middle) / max(1.0, middle)
        self._reaches = np.where(inked, away, 0).max(axis=1).astype(np.float32)
        self._light_side, self._glint, self._dim = light_side, glint, dim
        scale = lens.focal_px / plants.z_m
        self._x_px = lens.middle_px + plants.x_m * scale
        self._y_px = lens.horizon_px + (lens.eye_m - plants.ground_m) * scale
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5A])
        self._phase = rng.uniform(0, 6.283, len(plants))
        self._rate = rng.uniform(2.6, 5.2, len(plants))
        self._vary = rng.uniform(0.84, 1.14, len(plants))
        table = np.zeros((len(plants), PLANT_COLUMNS), np.float32)
        table[:, 2] = plants.length_m * scale
        table[:, 4] = np.maximum(least_px, plants.half_m * scale)
        table[:, 5:8], table[:, 8:11] = plants.root_rgb, plants.tip_rgb
        table[:, 12] = plants.head
        table[:, 13] = np.maximum(0.75, plants.head_m * scale)
        table[:, 15] = np.where(table[:, 2] > 14, plants.leaves, 0)
        self._table = table

    def __len__(self) -> int:
        return len(self._plants)

    def paint(self, image: NDArray[np.uint8], top_px: int, wind: Wind) -> None:
        """Draw them once onto a part of the canvas that begins at a row (u8, premultiplied)."""
        table = self._table.copy()
        table[:, 0], table[:, 1] = self._x_px, self._y_px - top_px
        self._bend(table, 0.0, wind, moving=0.35)
        draw_plants(image, table, self._sheets, self._reaches, self._light_side)

    def draw(
        self,
        frame_u8: NDArray[np.uint8],
        t_s: float,
        pose: Pose,
        canvas: Canvas,
        wind: Wind,
        shear: Shear,
    ) -> None:
        """Draw them as they stand at a time, with the ground they grow on."""
        if not len(self):
            return
        parallax = shear.far_parallax + shear.slope_per_px * (self._y_px - shear.horizon_y_px)
        x, y, scale = place(self._x_px, self._y_px, parallax, pose, canvas)  # type: ignore[arg-type]
        table = self._table.copy()
        table[:, 0], table[:, 1] = x, y
        table[:, (2, 4, 13)] *= np.asarray(scale, np.float32)[:, None]
        seen = (
            (table[:, 0] > -table[:, 2])
            & (table[:, 0] < canvas.width_px + table[:, 2])
            & (table[:, 1] - table[:, 2] - table[:, 13] < canvas.height_px)
        )
        self._bend(table, t_s, wind, moving=1.0)
        draw_plants(frame_u8, table[seen], self._sheets, self._reaches, self._light_side)

    def _bend(self, table: NDArray[np.float32], t_s: float, wind: Wind, *, moving: float) -> None:
        plants = self._plants
        gust = wind.at(plants.x_m, plants.z_m, t_s) - 0.45
        flutter = 0.045 * np.sin(self._phase + self._rate * t_s) * (0.5 + np.maximum(0, gust) * 2)
        free = 1 - plants.stiff
        table[:, 3] = plants.bow + free * (wind.lean + moving * (1.9 * wind.sway * gust + flutter))
        table[:, 11] = self._dim * self._vary * (1 + self._glint * gust)
        table[:, 14] = 0.75 * table[:, 3]
