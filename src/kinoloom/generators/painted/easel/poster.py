"""Poster: a few flat inks with clean edges, as a screen print has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.edges import Sketch, columns_of, enlarge, put_row, soft, wash
from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.paper import tooth

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

_INKS = (0.15, 0.28, 0.43, 0.59, 0.74, 0.87, 0.96)
"""OKLab lightness of each flat tone."""
_DARKEST, _PALEST = rgb("#141a33"), rgb("#fff3d6")
_TINT_SHARES = (0.55, 0.22, 0.08, 0.0, 0.05, 0.2, 0.5)
"""How far each tone is pulled to the darkest or the palest ink."""
_LIGHT_POWER = 1.36
"""sRGB values grow with this power of OKLab's lightness, as long as hue and chroma's share stay."""
_LEAST_LIGHT = 0.09
_STEPS = 4096
_VIVID_STEP = 0.26
"""Between the shades of a colour, from grey to vivid."""


class Poster:
    """The hand of the style "poster"."""

    def __init__(self, canvas: Canvas, seed: int) -> None:
        self._sketch = Sketch.of(canvas)
        self._columns, self._shares = columns_of(canvas.width_px, self._sketch.width_px)
        self._tooth = tooth(canvas.unit, seed, coarse=0.8)
        self._inks = _inks()
        x = np.linspace(0, 1, _STEPS)
        self._roots = np.cbrt(x).astype(np.float32)
        self._scales = (np.maximum(x, _LEAST_LIGHT) ** -_LIGHT_POWER).astype(np.float32)

    def draw(self, frame_u8: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The frame as a print."""
        unit = self._sketch.unit
        planes = self._sketch.planes(frame_u8)
        planes = wash(planes, 4.4 * unit)
        roots, scales = self._roots, self._scales

        def weigh(first_row: int, last_row: int) -> None:
            _weigh(planes, roots, scales, np.float32(_VIVID_STEP), first_row, last_row)

        in_bands(planes.shape[1], weigh)
        planes[3] = soft(planes[3], 1.2 * unit)
        out = np.empty_like(frame_u8)

        def pull(first_row: int, last_row: int) -> None:
            _pull(
                planes,
                self._columns,
                self._shares,
                self._inks,
                self._tooth,
                out,
                first_row,
                last_row,
            )

        in_bands(out.shape[0], pull)
        return out


def _inks() -> NDArray[np.float32]:
    """For each tone what its colour is multiplied by, and what is added: 4 x n."""
    rows: list[NDArray[np.float32]] = []
    for ink, share in zip(_INKS, _TINT_SHARES, strict=True):
        tint = _DARKEST if ink < 0.5 else _PALEST
        rows.append(np.array([ink**_LIGHT_POWER * (1 - share), *(tint * share)], np.float32))
    return np.ascontiguousarray(np.stack(rows, axis=1))


@kernel
def _stair(x: np.float32, step: np.float32) -> np.float32:
    """Steps with soft risers, the first on 0: flat shades that do not flip."""
    place = x / step
    floor = np.floor(place)
    rise = (place - floor - np.float32(0.30)) * np.float32(2.5)
    rise = min(np.float32(1.0), max(np.float32(0.0), rise))
    return (floor + rise * rise * (np.float32(3.0) - np.float32(2.0) * rise)) * step


@kernel
def _weigh(
    planes: NDArray[np.float32],
    roots: NDArray[np.float32],
    scales: NDArray[np.float32],
    step: np.float32,
    first_row: int,
    last_row: int,
) -> None:
    """Put OKLab's lightness into the fourth plane, and divide the colours by its power."""
    top = np.float32(roots.shape[0] - 1)
    a1, a2, a3 = np.float32(0.3053), np.float32(0.6822), np.float32(0.0125)
    for y in range(first_row, last_row):
        for x in range(planes.shape[2]):
            red, green, blue = planes[0, y, x], planes[1, y, x], planes[2, y, x]
            r = red * (red * (red * a1 + a2) + a3)
            g = green * (green * (green * a1 + a2) + a3)
            b = blue * (blue * (blue * a1 + a2) + a3)
            long = np.float32(0.4122) * r + np.float32(0.5363) * g + np.float32(0.0514) * b
            middle = np.float32(0.2119) * r + np.float32(0.6807) * g + np.float32(0.1074) * b
            light = np.float32(0.2105) * roots[int(long * top)]
            light += np.float32(0.7895) * roots[int(middle * top)]
            scale = scales[int(min(np.float32(1.0), light) * top)]
            red, green, blue = red * scale, green * scale, blue * scale
            # Few inks: what colour a place has, it has fully, by half or not at all.
            level = np.float32(0.33) * red + np.float32(0.56) * green + np.float32(0.11) * blue
            vivid = max(red, green, blue) - min(red, green, blue)
            share = _stair(vivid, step) / (vivid + np.float32(0.001))
            planes[0, y, x] = level + (red - level) * share
            planes[1, y, x] = level + (green - level) * share
            planes[2, y, x] = level + (blue - level) * share
            planes[3, y, x] = light


@scratch_kernel
def _pull(
    planes: NDArray[np.float32],
    columns: NDArray[np.int32],
    shares: NDArray[np.float32],
    inks: NDArray[np.float32],
    tooth_tile: NDArray[np.float32],
    out: NDArray[np.uint8],
    first_row: int,
    last_row: int,
) -> None:
    height, width = out.shape[0], out.shape[1]
    side = tooth_tile.shape[0]
    last = np.float32(inks.shape[1] - 1)
    count = np.float32(inks.shape[1])
    one = np.float32(1.0)
    nothing = np.float32(0.0)
    pair = np.empty((2, planes.shape[0], width), np.float32)
    line = np.empty((planes.shape[0], width), np.float32)
    above = np.empty(width, np.float32)
    tones = np.empty((4, width), np.float32)
    mixes = np.empty(width, np.float32)
    steps = np.empty(width, np.int32)
    held = enlarge(planes, max(0, first_row - 1), height, columns, shares, pair, -1, line)
    above[:] = line[3]
    for y in range(first_row, last_row):
        held = enlarge(planes, y, height, columns, shares, pair, held, line)
        lights = line[3]
        for x in range(width):
            # One pixel of edge wherever the tone runs, however slowly.
            aside = lights[max(0, x - 1)]
            slope = (abs(lights[x] - above[x]) + abs(lights[x] - aside)) * count
            light = lights[x] * count
            near = min(last, max(one, np.floor(light + np.float32(0.5))))
            share = (light - near) / max(np.float32(0.012), slope) + np.float32(0.5)
            mixes[x] = min(one, max(nothing, share))
            steps[x] = np.int32(near)
        above[:] = lights
        for p in range(4):
            ink = inks[p]
            tone = tones[p]
            for x in range(width):
                under = ink[steps[x] - 1]
                tone[x] = under + (ink[steps[x]] - under) * mixes[x]
        rough = tooth_tile[y & (side - 1)]
        for c in range(3):
            colours = line[c]
            added = tones[c + 1]
            for left in range(0, width, side):
                for k in range(min(side, width - left)):
                    x = left + k
                    value = min(one, max(nothing, colours[x] * tones[0, x] + added[x]))
                    colours[x] = value * (one + np.float32(0.0095) * rough[k])
        put_row(line, out[y])
