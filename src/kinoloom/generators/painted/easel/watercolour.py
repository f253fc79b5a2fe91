"""Watercolour: flat washes on rough paper, pigment gathered at their edges, a deckle border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.edges import Bend, Sketch, columns_of, enlarge, rim, wash
from kinoloom.generators.painted.easel.kernel import scratch_kernel
from kinoloom.generators.painted.easel.paper import blooms, inside_deckle, tooth

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

_PAPER = rgb("#fcf9f1")
_MARGIN_PX = 46.0
_DENSITY_SCALE = 1 / 96.0
"""Of the density that is kept in 8 bits, 128 being none."""


class Watercolour:
    """The hand of the style "watercolour"."""

    def __init__(self, canvas: Canvas, seed: int) -> None:
        self._sketch = Sketch.of(canvas)
        unit = canvas.unit
        self._columns, self._shares = columns_of(canvas.width_px, self._sketch.width_px)
        inside = inside_deckle(canvas, seed, _MARGIN_PX * unit)
        self._cover = _bytes(255 * np.clip(inside / max(1.0, 2.4 * unit) + 0.5, 0, 1))
        # Water carries pigment to where the wash ends, and leaves less of it just before.
        pooled = 0.85 * np.exp(-np.maximum(inside, 0) / (3.2 * unit))
        pooled -= 0.16 * np.exp(-np.maximum(inside, 0) / (26 * unit))
        density = 0.26 * blooms(canvas, seed) + pooled
        self._density = _bytes(np.asarray(128 + density / _DENSITY_SCALE, np.float32))
        self._tooth = tooth(unit, seed)
        self._bend = _bend(self._sketch, seed)

    def draw(self, frame_u8: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The frame as a sheet of watercolour."""
        unit = self._sketch.unit
        planes = self._sketch.planes(frame_u8, self._bend)
        flat = wash(planes, 5.2 * unit)
        pool = rim(flat[3], 1.3 * unit, 5.0 * unit)
        flat[3] = np.clip(pool * 8.5, -0.05, 0.62)
        out = np.empty_like(frame_u8)

        def lay(first_row: int, last_row: int) -> None:
            _lay(
                flat,
                self._columns,
                self._shares,
                self._density,
                self._cover,
                self._tooth,
                _PAPER,
                out,
                first_row,
                last_row,
            )

        in_bands(out.shape[0], lay)
        return out


def _bend(sketch: Sketch, seed: int) -> Bend:
    """Where a brush that is not quite steady takes its colour from: OpenCV's maps."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x7D])
    y, x = np.mgrid[0 : sketch.height_px, 0 : sketch.width_px].astype(np.float32)
    noise = rng.normal(0, 1, (2, *x.shape)).astype(np.float32)
    sway = [cv2.GaussianBlur(each, (0, 0), max(1.0, 9 * sketch.unit)) for each in noise]
    reach = np.float32(1.5 * sketch.unit / max(1e-6, float(np.std(sway))))
    first, second = cv2.convertMaps(x + sway[0] * reach, y + sway[1] * reach, cv2.CV_16SC2)
    return np.asarray(first, np.int16), np.asarray(second, np.uint16)


def _bytes(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.clip(values + 0.5, 0, 255), np.uint8)


@scratch_kernel
def _lay(
    flat: NDArray[np.float32],
    columns: NDArray[np.int32],
    shares: NDArray[np.float32],
    density: NDArray[np.uint8],
    cover: NDArray[np.uint8],
    tooth_tile: NDArray[np.float32],
    paper: NDArray[np.float32],
    out: NDArray[np.uint8],
    first_row: int,
    last_row: int,
) -> None:
    height, width = out.shape[0], out.shape[1]
    side = tooth_tile.shape[0]
    one = np.float32(1.0)
    nothing = np.float32(0.0)
    pair = np.empty((2, flat.shape[0], width), np.float32)
    line = np.empty((flat.shape[0], width), np.float32)
    held = -1
    for y in range(first_row, last_row):
        held = enlarge(flat, y, height, columns, shares, pair, held, line)
        rough = tooth_tile[y & (side - 1)]
        for left in range(0, width, side):
            for k in range(min(side, width - left)):
                x = left + k
                light = one + np.float32(0.010) * rough[k]
                share = np.float32(cover[y, x]) * np.float32(1 / 255)
                # Pigment settles in the hollows of the paper.
                thick = (
                    line[3, x]
                    + (np.float32(density[y, x]) - np.float32(128.0)) * np.float32(1 / 96)
                    - np.float32(0.042) * rough[k]
                )
                for c in range(3):
                    value = line[c, x]
                    value -= (value - value * value) * thick
                    value = one - share * (one - value)
                    shade = min(one, max(nothing, value * paper[c] * light))
                    out[y, x, c] = np.uint8(shade * np.float32(255.0) + np.float32(0.5))
