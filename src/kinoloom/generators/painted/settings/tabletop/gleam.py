"""A moving light's reflection, gliding over a thing that was painted once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.tabletop.picture import Gleam


class Sweep:
    """A strip light that turns slowly around the subject."""

    def __init__(
        self, canvas: Canvas, gleam: Gleam, *, colour_rgb: Colour, strength: float, side: int,
        seconds: float, motion: float,
    ) -> None:  # fmt: skip
        self._canvas, self._gleam = canvas, gleam
        self._colour = np.asarray(colour_rgb, np.float32)
        self._strength, self._side = strength, side
        self._seconds, self._motion = seconds, motion
        self._normals = np.ascontiguousarray(gleam.normals)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Screen the reflection of this moment over the frame."""
        gleam = self._gleam
        rows, columns = self._normals.shape[:2]
        x, y, scale = place(gleam.x_px, gleam.y_px, gleam.parallax, pose, self._canvas)
        x0, y0 = max(0, math.floor(x)), max(0, math.floor(y))
        x1 = min(frame.shape[1], math.ceil(x + columns * scale))
        y1 = min(frame.shape[0], math.ceil(y + rows * scale))
        if x1 <= x0 or y1 <= y0:
            return
        view = np.array([[scale, 0, x - x0], [0, scale, y - y0]], np.float64)
        seen = cv2.warpAffine(self._normals, view, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
        reach = 0.8 + 0.7 * self._motion
        turn = reach * math.sin(2 * math.pi * t_s / max(7.0, self._seconds * 1.3) - 0.9)
        _gleam(frame, np.asarray(seen, np.float32), y0, x0, turn, self._side, self._colour,
               self._strength)  # fmt: skip


@kernel
def _gleam(
    frame: NDArray[np.uint8],
    normals: NDArray[np.float32],
    y0: int,
    x0: int,
    turn: float,
    side: int,
    colour: NDArray[np.float32],
    strength: float,
) -> None:
    for y in range(normals.shape[0]):
        for x in range(normals.shape[1]):
            cover = normals[y, x, 3]
            if cover < 0.2:
                continue
            nx, ny, nz = normals[y, x, 0], normals[y, x, 1], normals[y, x, 2]
            inv = 1.0 / math.sqrt(nx * nx + ny * ny + nz * nz + 1e-6)
            nx, ny, nz = nx * inv, ny * inv, nz * inv
            # Seen along (0, 0, 1): the mirrored direction.
            rx, ry, rz = -2.0 * nz * nx, -2.0 * nz * ny, 1.0 - 2.0 * nz * nz
            around = math.atan2(rx, -rz) - turn
            strip = math.exp(-(around * around) * 38.0)
            tall = 1.0 / (1.0 + math.exp((abs(ry - 0.1) - 0.62) * 14.0))
            edge = 1.0 + nz
            light = strip * tall * strength * cover * (0.45 + 0.9 * edge * edge)
            if light < 0.003:
                continue
            for c in range(3):
                dark = 255.0 - frame[y0 + y, x0 + x, c]
                frame[y0 + y, x0 + x, c] = np.uint8(
                    255.0 - dark * (1.0 - min(1.0, light * colour[c]))
                )
