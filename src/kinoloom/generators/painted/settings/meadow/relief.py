"""Rolling land in perspective: heights over a plane, and what every pixel sees of them.

World axes in metres: x right, z away from the viewer, heights above the near ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.settings.meadow.relief_kernels import (
    grid_heights,
    heights_at,
    march,
    noise_points,
    survey_rows,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

FOCAL_PX = 1250.0
"""Of a 1080-line picture: about as wide a view as the eye's."""
_COLUMN_STEP = 2
NO_MOUNDS = np.zeros((0, 5))


@dataclass(frozen=True)
class Lens:
    """How the land is seen, in pixels of the painted canvas; `eye_m` is the camera's height."""

    width_px: int
    height_px: int
    focal_px: float
    horizon_px: float
    eye_m: float

    @property
    def middle_px(self) -> float:
        return self.width_px / 2

    @property
    def near_m(self) -> float:
        """How far the ground at the canvas's lower edge is, and a little less."""
        return 0.86 * self.focal_px * self.eye_m / (self.height_px - self.horizon_px)

    def distance_m(self, y_px: float) -> float:
        """How far flat ground on a row below the horizon is."""
        return self.focal_px * self.eye_m / max(1e-3, y_px - self.horizon_px)

    def px_per_m(self, z_m: float) -> float:
        return self.focal_px / z_m

    def column(self, x_m: float, z_m: float) -> float:
        return self.middle_px + self.focal_px * x_m / z_m


def lens_for(canvas: Canvas, *, horizon_px: float, eye_m: float) -> Lens:
    """The lens of a canvas: the same view on every one."""
    size = canvas.paint_width_px, canvas.paint_height_px
    return Lens(*size, FOCAL_PX * canvas.unit, horizon_px, eye_m)


@dataclass(frozen=True)
class Relief:
    """The lie of the land: mounds (rows of x, z, radius x, radius z, height), and small waves.

    Waves of `roll_m` with cells of `cell_m` begin beyond `flat_m`; nearer it is even.
    """

    mounds: NDArray[np.float64]
    roll_m: float
    cell_m: float
    flat_m: float
    seed: int

    def heights(self, x_m: NDArray[np.float64], z_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """The ground's height at points (n each)."""
        x, z = (np.ascontiguousarray(values, np.float64) for values in (x_m, z_m))
        return heights_at(x, z, *self._packed())

    def _packed(self) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
        shape = np.array([self.roll_m, self.cell_m, self.flat_m])
        return np.ascontiguousarray(self.mounds, np.float64), shape, self.seed

    def survey(
        self, lens: Lens, near_m: float, far_m: float, *, steps: int, top_px: int = 0
    ) -> Survey:
        """What the lens sees of the land between two distances, from a row of the canvas on."""
        z = near_m * (far_m / near_m) ** (np.arange(steps) / (steps - 1))
        columns = np.arange(-1, lens.width_px + _COLUMN_STEP + 1, _COLUMN_STEP)
        slopes = np.asarray((columns + 0.5 - lens.middle_px) / lens.focal_px, np.float64)
        grid = np.empty((steps, len(columns)), np.float32)
        packed = self._packed()

        def fill(first: int, last: int) -> None:
            grid_heights(grid[first:last], z[first:last], slopes, *packed)

        in_bands(steps, fill)
        rows = lens.height_px - top_px
        depth = np.full((rows, lens.width_px), 1e9, np.float32)
        fringe = np.zeros((rows, lens.width_px), np.float32)
        view = np.array([lens.focal_px, lens.horizon_px - top_px, lens.eye_m, near_m, far_m])

        def look(first: int, last: int) -> None:
            march(grid, depth, fringe, view, float(_COLUMN_STEP), first, last)

        in_bands(lens.width_px, look)
        seen = fringe > 0
        lines = np.flatnonzero(seen.any(axis=1))
        if lines.size == 0:
            lines = np.array([rows - 1])
        first_row = int(lines[0])
        depth, fringe = depth[first_row:], fringe[first_row:]
        height = np.zeros_like(depth)
        normal = np.zeros((*depth.shape, 3), np.float32)

        def shape(first: int, last: int) -> None:
            survey_rows(grid, depth, fringe, height, normal, view, float(_COLUMN_STEP), first, last)

        in_bands(len(depth), shape)
        return Survey(top_px + first_row, lens, depth, height, normal, fringe)


@dataclass(frozen=True)
class Survey:
    """Land as seen: for each pixel from `top_px` on its distance, height, normal (x, y up, z).

    `fringe` is how much of the pixel the land covers: below 1 on crests, 0 where there is none.
    """

    top_px: int
    lens: Lens
    z_m: NDArray[np.float32]
    height_m: NDArray[np.float32]
    normal: NDArray[np.float32]
    fringe: NDArray[np.float32]

    @property
    def x_m(self) -> NDArray[np.float32]:
        columns = np.arange(self.z_m.shape[1], dtype=np.float32) + np.float32(0.5)
        slope = (columns - np.float32(self.lens.middle_px)) / np.float32(self.lens.focal_px)
        return slope[None, :] * self.z_m

    @property
    def crest_px(self) -> NDArray[np.float32]:
        """The topmost row of each column, of the painted canvas."""
        there = self.fringe > 0
        first = np.where(there.any(axis=0), there.argmax(axis=0), len(there))
        return (first + self.top_px).astype(np.float32)

    def row_of(self, x_m: float, z_m: float, height_m: float) -> tuple[float, float]:
        """Where a world point is on the painted canvas: (x, y)."""
        lens = self.lens
        y = lens.horizon_px - lens.focal_px * (height_m - lens.eye_m) / z_m
        return lens.column(x_m, z_m), y

    def noise(
        self, cell_x_m: float, cell_z_m: float, octaves: int, seed: int, turn: float = 0.0
    ) -> NDArray[np.float32]:
        """Fractal noise 0..1 lying on the land, its cells in metres; turned by some radians."""
        out = np.zeros_like(self.z_m)
        cos, sin = float(np.cos(turn)), float(np.sin(turn))
        view = np.array([self.lens.middle_px, self.lens.focal_px, cos, sin])

        def paint(first: int, last: int) -> None:
            noise_points(
                out, self.z_m, self.fringe, view, 1 / cell_x_m, 1 / cell_z_m, octaves, seed,
                first, last,
            )  # fmt: skip

        in_bands(len(out), paint)
        return out
