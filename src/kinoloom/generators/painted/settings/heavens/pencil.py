"""Drawing small pictures of flat shapes with smooth edges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

_SHIFT = 4
"""Places are given to a sixteenth of a fine pixel."""


class Pencil:
    """A transparent sheet that shapes are drawn on, larger than asked and shrunk at the end."""

    def __init__(self, width_px: float, height_px: float, *, fine: int = 2) -> None:
        self.width_px, self.height_px = math.ceil(width_px), math.ceil(height_px)
        self._fine = fine
        self._sheet = np.zeros((self.height_px * fine, self.width_px * fine, 4), np.uint8)

    def polygon(self, points_px: Sequence[tuple[float, float]], ink_rgb: ArrayLike) -> None:
        """Fill a shape with one colour (0..1); it need not be convex."""
        cv2.fillPoly(self._sheet, [self._fixed(points_px)], self._ink(ink_rgb), cv2.LINE_8, _SHIFT)

    def oval(
        self,
        x_px: float,
        y_px: float,
        radii_px: tuple[float, float],
        ink_rgb: ArrayLike,
        *,
        turn: float = 0.0,
    ) -> None:
        """Fill an ellipse, turned by radians."""
        c, s = math.cos(turn), math.sin(turn)
        count = 10 if max(radii_px) * self._fine < 6 else 24
        points = [
            (x_px + radii_px[0] * a * c - radii_px[1] * b * s,
             y_px + radii_px[0] * a * s + radii_px[1] * b * c)
            for a, b in _circle(count)
        ]  # fmt: skip
        self.polygon(points, ink_rgb)

    def picture(self) -> NDArray[np.uint8]:
        """What was drawn: premultiplied RGBA, height x width."""
        size = (self.width_px, self.height_px)
        return np.asarray(cv2.resize(self._sheet, size, interpolation=cv2.INTER_AREA), np.uint8)

    def _fixed(self, points_px: Sequence[tuple[float, float]]) -> NDArray[np.int32]:
        scaled = np.asarray(points_px) * self._fine * (1 << _SHIFT)
        return np.round(scaled - (1 << (_SHIFT - 1))).astype(np.int32)

    @staticmethod
    def _ink(rgb: ArrayLike) -> tuple[float, float, float, float]:
        value = np.clip(np.asarray(rgb, np.float64) * 255, 0, 255)
        return float(value[0]), float(value[1]), float(value[2]), 255.0


def _circle(count: int) -> list[tuple[float, float]]:
    turns = [2 * math.pi * i / count for i in range(count)]
    return [(math.cos(turn), math.sin(turn)) for turn in turns]
