"""Pastel: a storybook page in gouache: soft light, chalky paint, the brush's streaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.edges import Sketch, columns_of, enlarge, wash
from kinoloom.generators.painted.easel.kernel import scratch_kernel
from kinoloom.generators.painted.easel.paper import bristles, tooth

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

_DIFFUSION = 0.24
_DETAIL = np.float32(0.20)
"""How much of the frame's own detail stays under the brush."""


class Pastel:
    """The hand of the style "pastel"."""

    def __init__(self, canvas: Canvas, seed: int) -> None:
        self._sketch = Sketch.of(canvas)
        self._columns, self._shares = columns_of(canvas.width_px, self._sketch.width_px)
        surface = 0.8 * bristles(canvas.unit, seed) + 0.7 * tooth(canvas.unit, seed, coarse=1.2)
        self._surface = np.ascontiguousarray(surface, np.float32)

    def draw(self, frame_u8: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The frame as a page of a picture book."""
        sketch = self._sketch
        planes = sketch.planes(frame_u8)
        flat = wash(planes, 6.0 * sketch.unit)[:3]
        small = (max(4, sketch.width_px // 4), max(4, sketch.height_px // 4))
        for c in range(3):
            plane = flat[c]
            far = cv2.resize(plane, small, interpolation=cv2.INTER_AREA)
            far = cv2.GaussianBlur(far, (0, 0), max(0.5, 5 * sketch.unit))
            far = cv2.resize(far, plane.shape[::-1])
            lit = 1 - (1 - plane) * (1 - far * far * far)
            flat[c] = plane + (lit - plane) * np.float32(_DIFFUSION)
        out = np.empty_like(frame_u8)

        def paint(first_row: int, last_row: int) -> None:
            _paint(
                frame_u8,
                flat,
                self._columns,
                self._shares,
                self._surface,
                _DETAIL,
                out,
                first_row,
                last_row,
            )

        in_bands(out.shape[0], paint)
        return out


@scratch_kernel
def _paint(
    frame: NDArray[np.uint8],
    flat: NDArray[np.float32],
    columns: NDArray[np.int32],
    shares: NDArray[np.float32],
    surface: NDArray[np.float32],
    detail: np.float32,
    out: NDArray[np.uint8],
    first_row: int,
    last_row: int,
) -> None:
    height, width = out.shape[0], out.shape[1]
    side = surface.shape[0]
    one = np.float32(1.0)
    nothing = np.float32(0.0)
    pair = np.empty((2, flat.shape[0], width), np.float32)
    line = np.empty((flat.shape[0], width), np.float32)
    held = -1
    for y in range(first_row, last_row):
        held = enlarge(flat, y, height, columns, shares, pair, held, line)
        rough = surface[y & (side - 1)]
        for left in range(0, width, side):
            for k in range(min(side, width - left)):
                x = left + k
                streak = np.float32(0.020) * rough[k]
                for c in range(3):
                    value = line[c, x]
                    own = np.float32(frame[y, x, c]) * np.float32(1 / 255)
                    value += (own - value) * detail
                    value += streak * (one - np.float32(0.5) * value)
                    value = min(one, max(nothing, value))
                    out[y, x, c] = np.uint8(value * np.float32(255.0) + np.float32(0.5))
