"""The light everything under water stands in: from above, in a pool, seen through water."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.deep.place import Place
    from kinoloom.generators.painted.settings.deep.water import Water


class Illumination:
    """One shot's light on things."""

    def __init__(self, canvas: Canvas, place: Place, water: Water, *, warmth: float = 0.0) -> None:
        """`warmth` 0..1 gives back the reds that water takes from the light."""
        self.water = water
        self._canvas, self._place = canvas, place
        side = 1.0 if place.light_x_px > canvas.paint_width_px / 2 else -1.0
        ray, near, haze = (
            np.asarray(c, np.float32) for c in (water.ray_rgb, water.near_rgb, water.haze_rgb)
        )
        white = np.float32(ray.max()) * np.array([1.12, 1.0, 0.92], np.float32)
        ray = ray + (white - ray) * np.float32(warmth)
        level = np.float32(0.25 + 0.75 * water.key)
        overcast = 0.45 + 0.55 * min(1.0, water.rays)
        self.model: NDArray[np.float32] = np.concatenate(
            [
                np.array([0.36 * side, -0.84, 0.40], np.float32),
                ray * level * np.float32(1.12 * overcast),
                (0.22 * near + 0.34 * haze + 0.12 + 0.12 * np.float32(warmth) * white)
                * (0.35 + 0.65 * level),
            ]
        ).astype(np.float32)
        """Direction, key and ambient, as the stamp kernels take them."""
        self.side = side

    def pool(self, x_px: NDArray[np.float32]) -> NDArray[np.float32]:
        """How lit each column is: most below the light."""
        off = (x_px - self._place.light_x_px) / (0.62 * self._canvas.width_px)
        return (0.52 + 0.56 / (1 + off * off)).astype(np.float32)

    def row_rgb(self, y_px: NDArray[np.float32]) -> NDArray[np.float32]:
        """The open water's colour behind each painted row (n x 3)."""
        top, run = self.ramp_px
        place = np.clip((y_px - top) / run, 0, 1) * (len(self.water.ramp_rgb) - 1)
        return self.water.ramp_rgb[place.astype(np.int64)]

    @property
    def ramp_px(self) -> tuple[float, float]:
        """The painted row where the water's ramp begins, and its height."""
        canvas = self._canvas
        top = float(canvas.margin_y_px)
        return top, (self._place.eye_y_px - top) / 0.58
