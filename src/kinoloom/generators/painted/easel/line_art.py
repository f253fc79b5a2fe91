"""Line art: a pen's contours and hatching on paper, over a light wash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.edges import (
    LIGHT,
    Sketch,
    columns_of,
    enlarge,
    haze,
    put_row,
    rim,
    wash,
)
from kinoloom.generators.painted.easel.kernel import scratch_kernel
from kinoloom.generators.painted.easel.paper import hatching, tooth

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

_PAPER = rgb("#f7f2e6")
_INK = rgb("#1d2230")


class LineArt:
    """The hand of the style "line_art"."""

    def __init__(self, canvas: Canvas, seed: int) -> None:
        self._sketch = Sketch.of(canvas)
        self._columns, self._shares = columns_of(canvas.width_px, self._sketch.width_px)
        self._tooth = tooth(canvas.unit, seed, coarse=0.7)
        self._hatch = hatching(canvas.unit)

    def draw(self, frame_u8: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The frame as a drawing in ink."""
        unit = self._sketch.unit
        planes = self._sketch.planes(frame_u8)
        drawn = wash(planes, 3.4 * unit, spare=1)
        light = drawn[LIGHT]
        # Faint air needs the same pen as a near rock: the line is by contrast with its place.
        near = haze(light, 14 * unit)
        drawn[4] = rim(light, 1.2 * unit, 2.4 * unit) / (0.09 + 0.5 * near)
        out = np.empty_like(frame_u8)

        def ink(first_row: int, last_row: int) -> None:
            _ink(
                drawn,
                self._columns,
                self._shares,
                self._tooth,
                self._hatch,
                _PAPER,
                _INK,
                out,
                first_row,
                last_row,
            )

        in_bands(out.shape[0], ink)
        return out


@scratch_kernel
def _ink(
    drawn: NDArray[np.float32],
    columns: NDArray[np.int32],
    shares: NDArray[np.float32],
    tooth_tile: NDArray[np.float32],
    hatch_tile: NDArray[np.float32],
    paper: NDArray[np.float32],
    ink: NDArray[np.float32],
    out: NDArray[np.uint8],
    first_row: int,
    last_row: int,
) -> None:
    height, width = out.shape[0], out.shape[1]
    side = tooth_tile.shape[0]
    one = np.float32(1.0)
    nothing = np.float32(0.0)
    thin = np.float32(0.62)
    pair = np.empty((2, drawn.shape[0], width), np.float32)
    line = np.empty((drawn.shape[0], width), np.float32)
    darks = np.empty(width, np.float32)
    grains = np.empty(width, np.float32)
    held = -1
    for y in range(first_row, last_row):
        held = enlarge(drawn, y, height, columns, shares, pair, held, line)
        rough = tooth_tile[y & (side - 1)]
        along = hatch_tile[y & (side - 1)]
        for left in range(0, width, side):
            for k in range(min(side, width - left)):
                x = left + k
                light = line[3, x]
                stroke = min(one, max(nothing, (line[4, x] - np.float32(0.009)) * np.float32(42.0)))
                # A wider stroke the darker it is; a second direction only in the deepest tones.
                reach = min(thin, max(nothing, (np.float32(0.46) - light) * np.float32(1.5)))
                shade = (reach - along[k]) * np.float32(4.0) + np.float32(0.5)
                shade = min(one, max(nothing, shade)) * min(thin, reach * np.float32(4.0))
                reach = min(thin, max(nothing, (np.float32(0.22) - light) * np.float32(2.4)))
                cross = (reach - along[side - 1 - k]) * np.float32(4.0) + np.float32(0.5)
                cross = min(one, max(nothing, cross)) * min(thin, reach * np.float32(4.0))
                paperish = (one - stroke) * (one - shade) * (one - cross)
                darks[x] = (one - paperish) * (one - np.float32(0.07) * max(nothing, rough[k]))
                grains[x] = one + np.float32(0.012) * rough[k]
        for c in range(3):
            colours = line[c]
            black, white = ink[c], paper[c]
            for x in range(width):
                # The wash is thin: it tints the paper, and only deep tones darken it.
                tint = min(one, np.float32(0.53) + np.float32(0.50) * colours[x])
                base = white * tint * grains[x]
                colours[x] = base + (black - base) * darks[x]
        put_row(line, out[y])
