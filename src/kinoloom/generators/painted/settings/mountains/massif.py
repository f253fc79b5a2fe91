"""A mountain range as a heightfield: marched column by column, shaded with true normals.

World axes: x right, y up, z away from the viewer; the lake is at height 0. The march keeps, for
each pixel, how far away its ground is; the shading evaluates the field again at full detail.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, ridged, smoothstep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.light import Colour, Vector

_COARSE_COLUMNS = 120
_COARSE_STEPS = 160


class View(NamedTuple):
    """How the range is seen: sizes and the horizon in pixels of the painted canvas."""

    width_px: int
    height_px: int
    focal_px: float
    horizon_px: float
    eye_height: float
    near_z: float
    far_z: float
    steps: int


class Ground(NamedTuple):
    """Materials of a range, sRGB 0..1, and where they change (in world heights)."""

    rock: Colour
    rock_warm: Colour
    forest: Colour
    meadow: Colour
    snow: Colour
    tree_line: float
    snow_line: float
    snow_share: float


class Air(NamedTuple):
    """Light and air over a range: gains, haze colours, and the distance the haze fills."""

    sun: Vector
    key: Colour
    ambient: Colour
    shadow: float
    haze: Colour
    haze_sun: Colour
    haze_z: float
    sun_x_px: float
    mist: float
    mist_height: float


class Range:
    """Peaks with a seed of their own; heights are scaled so that the summit is where asked."""

    def __init__(self, peaks: NDArray[np.float64], seed: int, *, shore_z: float) -> None:
        """`peaks` has rows of x, z, radius, height; the range rises from the shore on."""
        self._peaks = np.ascontiguousarray(peaks, np.float64)
        self._seed = seed
        self._shore_z = shore_z
        self._gain = 1.0

    @property
    def gain(self) -> float:
        """What the heights were scaled by."""
        return self._gain

    def fit_summit(
        self, view: View, summit_y_px: float, *, x_px: float | None = None, reach_px: float = 0.0
    ) -> None:
        """Scale the heights so that the highest point within reach of x is seen at that row.

        Without x it is the highest point in sight.
        """
        middle = view.width_px / 2
        left, right = -middle, middle
        if x_px is not None:
            left, right = x_px - middle - reach_px, x_px - middle + reach_px
        tallest = _tallest(
            self._peaks, self._shore_z, view.near_z, view.far_z, left / view.focal_px,
            right / view.focal_px, self._seed, _COARSE_COLUMNS, _COARSE_STEPS,
        )  # fmt: skip
        wanted = (view.horizon_px - summit_y_px) / view.focal_px
        self._gain = max(0.05, (wanted + view.eye_height / view.far_z) / max(1e-6, tallest))

    def keep_below(self, view: View, y_px: float) -> None:
        """Lower all heights if any would reach above that row."""
        fitted = self._gain
        self.fit_summit(view, y_px)
        self._gain = min(fitted, self._gain)

    def paint(self, view: View, ground: Ground, air: Air) -> NDArray[np.float32]:
        """The range as straight RGBA over the canvas (height x width x 4)."""
        out = np.zeros((view.height_px, view.width_px, 4), np.float32)
        depth = np.full((view.height_px, view.width_px), 1e9, np.float32)
        eye = np.array(
            [view.focal_px, view.horizon_px, view.eye_height, view.near_z, view.far_z, self._gain,
             self._shore_z],
        )  # fmt: skip
        colours = np.array(
            [ground.rock, ground.rock_warm, ground.forest, ground.meadow, ground.snow, air.key,
             air.ambient, air.haze, air.haze_sun, air.sun],
        )  # fmt: skip
        lines = np.array(
            [ground.tree_line, ground.snow_line, ground.snow_share, air.haze_z, air.sun_x_px,
             air.mist, air.mist_height, air.shadow],
        )  # fmt: skip

        heights = np.empty((view.steps, view.width_px), np.float32)

        def march(first: int, last: int) -> None:
            _survey(heights, first, last, eye, self._peaks, self._seed)
            _march(out, depth, heights, first, last, eye)

        def shade(first: int, last: int) -> None:
            _shade(out, depth, heights, first, last, eye, colours, lines, self._seed)

        in_bands(view.width_px, march)
        in_bands(view.height_px, shade)
        # The march smooths edges only upward: steep flanks would show stairs.
        alpha = np.ascontiguousarray(out[..., 3])
        out[..., 3] = np.minimum(alpha, cv2.GaussianBlur(alpha, (0, 0), 0.7))
        return out


@kernel
def _height(
    x: float, z: float, peaks: NDArray[np.float64], shore_z: float, octaves: int, seed: int
) -> float:
    wx = x + 150.0 * (fbm(x / 330.0, z / 330.0, 2, seed + 30) - 0.5)
    wz = z + 150.0 * (fbm(x / 330.0 + 7.0, z / 330.0, 2, seed + 31) - 0.5)
    total = 0.0
    for k in range(peaks.shape[0]):
        dx = (wx - peaks[k, 0]) / peaks[k, 2]
        dz = (wz - peaks[k, 1]) / (peaks[k, 2] * 1.25)
        lift = peaks[k, 3] * math.exp(-((dx * dx + dz * dz) ** 0.62))
        total += lift * lift * lift
    body = total ** (1.0 / 3.0)
    crest = ridged(wx / 430.0, wz / 430.0, octaves, seed)
    rise = smoothstep(shore_z, shore_z + 420.0, z)
    small = 0.0
    if octaves > 5:
        small = 0.17 * ridged(wx / 105.0, wz / 105.0, 4, seed + 90) * min(1.0, crest * 1.7)
    return (body * (0.36 + 0.78 * crest + small) + 14.0 * crest) * rise


@kernel
def _tallest(
    peaks: NDArray[np.float64],
    shore_z: float,
    near_z: float,
    far_z: float,
    first_slope: float,
    last_slope: float,
    seed: int,
    columns: int,
    steps: int,
) -> float:
    """The largest height over distance in sight."""
    best = 0.0
    for i in range(columns):
        slope = first_slope + (last_slope - first_slope) * (i + 0.5) / columns
        for k in range(steps):
            z = near_z + (far_z - near_z) * k / (steps - 1)
            best = max(best, _height(slope * z, z, peaks, shore_z, 8, seed) / z)
    return best


@kernel
def _survey(
    heights: NDArray[np.float32],
    first: int,
    last: int,
    eye: NDArray[np.float64],
    peaks: NDArray[np.float64],
    seed: int,
) -> None:
    """Heights along the sight lines: a row for each distance, a column for each of the picture."""
    steps, columns = heights.shape[0], heights.shape[1]
    growth = math.log(eye[4] / eye[3]) / (steps - 1)
    for x in range(first, last):
        slope = (x + 0.5 - columns * 0.5) / eye[0]
        for k in range(steps):
            z = eye[3] * math.exp(growth * k)
            heights[k, x] = _height(slope * z, z, peaks, eye[6], 8, seed) * eye[5]


@kernel
def _march(
    out: NDArray[np.float32],
    depth: NDArray[np.float32],
    heights: NDArray[np.float32],
    first: int,
    last: int,
    eye: NDArray[np.float64],
) -> None:
    rows = out.shape[0]
    focal, horizon, eye_height = eye[0], eye[1], eye[2]
    steps = heights.shape[0]
    growth = math.log(eye[4] / eye[3]) / (steps - 1)
    for x in range(first, last):
        lowest = rows
        last_z = eye[3]
        last_y = float(rows)
        top = 0.0
        for k in range(steps):
            z = eye[3] * math.exp(growth * k)
            seen = horizon - focal * (heights[k, x] - eye_height) / z
            row = math.ceil(seen - 0.5)
            if row < lowest:
                row = max(row, 0)
                for y in range(row, lowest):
                    share = (y + 0.5 - seen) / (last_y - seen) if last_y - seen > 1.0 else 0.0
                    depth[y, x] = z + (last_z - z) * min(1.0, max(0.0, share))
                    out[y, x, 3] = 1.0
                lowest = row
                top = seen
            last_z = z
            last_y = seen
        if 0 < lowest < rows:
            out[lowest, x, 3] = min(1.0, max(0.05, lowest + 0.5 - top))


@kernel
def _surveyed(heights: NDArray[np.float32], place: float, column: float) -> float:
    """The height between surveyed points; places outside take the nearest."""
    steps, columns = heights.shape[0], heights.shape[1]
    place = min(steps - 1.001, max(0.0, place))
    column = min(columns - 1.001, max(0.0, column))
    k = int(place)
    i = int(column)
    v = place - k
    u = column - i
    near = heights[k, i] + (heights[k, i + 1] - heights[k, i]) * u
    far = heights[k + 1, i] + (heights[k + 1, i + 1] - heights[k + 1, i]) * u
    return near + (far - near) * v


@kernel
def _shade(
    out: NDArray[np.float32],
    depth: NDArray[np.float32],
    heights: NDArray[np.float32],
    first: int,
    last: int,
    eye: NDArray[np.float64],
    colours: NDArray[np.float64],
    lines: NDArray[np.float64],
    seed: int,
) -> None:
    columns = out.shape[1]
    focal, near_z = eye[0], eye[3]
    growth = math.log(eye[4] / near_z) / (heights.shape[0] - 1)
    sun_x, sun_y, sun_z = colours[9, 0], colours[9, 1], colours[9, 2]
    for row in range(first, last):
        for column in range(columns):
            if out[row, column, 3] < 0.01:
                continue
            z = float(depth[row, column])
            slope = (column + 0.5 - columns * 0.5) / focal
            x = slope * z
            place = math.log(z / near_z) / growth
            here = _surveyed(heights, place, float(column))
            across = _surveyed(heights, place, column + 1.0) - _surveyed(
                heights, place, column - 1.0
            )
            along = _surveyed(heights, place + 1.0, column) - _surveyed(
                heights, place - 1.0, column
            )
            rise_x = across * focal / (2.0 * z)
            rise_z = along / (2.0 * growth * z) - slope * rise_x
            ny = 1.0 / math.sqrt(rise_x * rise_x + rise_z * rise_z + 1.0)
            nx = -rise_x * ny
            nz = -rise_z * ny
            facing = max(0.0, nx * sun_x + ny * sun_y + nz * sun_z)
            clear = 1.0
            stride = 7.0
            if facing > 0.0:
                for _ in range(12):
                    to_z = z + sun_z * stride
                    if to_z < near_z:
                        break
                    to_column = (x + sun_x * stride) / to_z * focal + columns * 0.5
                    ground = _surveyed(heights, math.log(to_z / near_z) / growth, to_column)
                    gap = here + 3.0 + sun_y * stride - ground
                    clear = min(clear, 6.0 * gap / stride + 0.45)
                    if clear < 0.0:
                        break
                    stride *= 1.5
            # Relief finer than the survey: on cliffs it follows the height, on slopes the ground.
            ax = x / 13.0
            ay = (here * 0.8 + z * 0.5) / 13.0
            rough = fbm(ax, ay, 4, seed + 83)
            bump_x = (fbm(ax + 0.12, ay, 4, seed + 83) - rough) * 5.0
            bump_y = (fbm(ax, ay + 0.12, 4, seed + 83) - rough) * 5.0
            facing = max(0.0, facing - bump_x * sun_x * 0.62 - bump_y * sun_y * 0.38)
            lit = facing * min(1.0, max(0.0, clear)) * (0.35 + 0.65 * lines[7])
            # Broad light keeps backlit faces from going flat.
            fill = 0.58 + 0.38 * ny + 0.34 * (nx * (1.0 if sun_x > 0.0 else -1.0))
            fill *= 0.80 + 0.40 * rough
            grain = fbm(x / 16.0, z / 16.0, 3, seed + 78) - 0.5
            broad = fbm(x / 95.0, z / 95.0, 3, seed + 77) - 0.5
            snow = smoothstep(lines[1] - 34.0, lines[1] + 34.0, here + 150.0 * broad)
            snow *= smoothstep(0.34, 0.56, ny + 0.26 * grain)
            snow = min(1.0, snow * lines[2])
            wood = 1.0 - smoothstep(lines[0] * 0.75, lines[0] * 1.15, here + 70.0 * broad)
            wood *= smoothstep(0.36, 0.56, ny + 0.3 * grain)
            grass = smoothstep(0.04, 0.16, broad) * (1.0 - 0.4 * wood)
            bands = 0.86 + 0.30 * fbm(x / 40.0, here / 9.0 + z / 60.0, 3, seed + 79)
            haze = 1.0 - math.exp(-((z / lines[3]) ** 1.35))
            low = math.exp(-max(0.0, here) / lines[6]) * lines[5]
            haze += (1.0 - haze) * low
            toward = math.exp(-abs(column - lines[4]) / (0.36 * columns))
            for c in range(3):
                stone = colours[0, c] + (colours[1, c] - colours[0, c]) * (0.5 + 1.6 * broad)
                stone *= bands
                green = colours[2, c] + (colours[3, c] - colours[2, c]) * grass
                green *= 0.80 + 0.75 * (grain + 0.2)
                base = stone + (green - stone) * wood
                base += (colours[4, c] - base) * snow
                value = base * (colours[6, c] * fill + colours[5, c] * lit)
                if value > 0.72:
                    value = 0.72 + (value - 0.72) / (1.0 + (value - 0.72) * 2.6)
                air = colours[7, c] + (colours[8, c] - colours[7, c]) * toward
                out[row, column, c] = min(1.0, value + (air - value) * haze)
