"""Ink: shapes with smooth edges on a sheet of premultiplied paint."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas

Sheet = NDArray[np.uint8]
Point = tuple[float, float]
_SHIFT = 4


class Ink:
    """A sheet of premultiplied paint, drawn with smooth edges."""

    def __init__(self, canvas: Canvas) -> None:
        self.sheet: Sheet = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.uint8)

    def fill(self, corners: list[Point] | NDArray[np.floating], tone: NDArray[np.floating]) -> None:
        points = np.round(np.asarray(corners) * (1 << _SHIFT)).astype(np.int32)
        cv2.fillPoly(self.sheet, [points], paint(tone), cv2.LINE_AA, _SHIFT)

    def line(self, a: Point, b: Point, thick_px: float, tone: NDArray[np.floating]) -> None:
        dx, dy = b[0] - a[0], b[1] - a[1]
        long = max(1e-6, math.hypot(dx, dy))
        ox, oy = -dy / long * thick_px / 2, dx / long * thick_px / 2
        self.fill([(a[0] + ox, a[1] + oy), (b[0] + ox, b[1] + oy), (b[0] - ox, b[1] - oy),
                   (a[0] - ox, a[1] - oy)], tone)  # fmt: skip

    def box(self, x0: float, y0: float, x1: float, y1: float, tone: NDArray[np.floating]) -> None:
        self.fill([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], tone)


def paint(tone: NDArray[np.floating]) -> tuple[float, float, float, float]:
    red, green, blue = (float(v) * 255 for v in np.clip(tone, 0, 1))
    return red, green, blue, 255.0
