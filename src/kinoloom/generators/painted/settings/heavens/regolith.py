"""Painting the moon's land: heights along the view's columns, marched and lit without air."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.settings.desert.terrain_kernels import SUB_X, SUB_Y, march
from kinoloom.generators.painted.settings.heavens.regolith_kernels import (
    fill_moon_heights,
    shade_moon_rows,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.light import Colour, Vector
    from kinoloom.generators.painted.settings.desert.terrain import View

_NEVER = np.float32(1e9)
_LOG_STEPS = 4096
_NO_HILLS = np.zeros((0, 4), np.float64)
_NO_BOWLS = np.zeros((0, 3), np.float64)
_FINE_WIDTH_PX = 1000
"""Wider pictures get heights on every second column."""


@dataclass(frozen=True)
class MoonLight:
    """Sun and earth on the land: toward the sun (x right, y up, z away), gains and albedos."""

    direction: Vector
    sun: Colour
    fill: Colour
    ground: Colour
    stone: Colour
    veil: float
    """How much the distance is lightened, 0..1: a painter's liberty, not air."""


@dataclass(frozen=True)
class MoonLand:
    """What the ground is like: its rolling, how many stones lie on it, where people walk."""

    seed: int
    roll: float
    roll_length: float
    rocks: float
    path_z: float


@dataclass(frozen=True)
class Strip:
    """What part of the land is painted: distances, and its first row on the painted canvas."""

    near: float
    far: float
    top_px: int
    bottom_px: int


def paint_regolith(
    width_px: int,
    *,
    view: View,
    land: MoonLand,
    light: MoonLight,
    strip: Strip,
    hills: NDArray[np.float64] | None = None,
    bowls: NDArray[np.float64] | None = None,
) -> NDArray[np.float32]:
    """Cratered ground, or far hills (rows of x, z, radius, height): straight RGBA.

    `bowls` (rows of x, z, radius) are great craters that the composition asks for.
    """
    distances = _distances(view, strip, coarse=hills is not None)
    step = 2 if width_px > _FINE_WIDTH_PX else 1
    columns = math.ceil(width_px / step)
    small = np.empty((columns, len(distances)), np.float32)
    stones = np.zeros(small.shape, np.uint8)
    logs = np.log(distances)
    index_of_log = np.interp(
        np.linspace(logs[0], logs[-1], _LOG_STEPS), logs, np.arange(len(distances), dtype=float)
    )
    numbers = np.array(
        [view.focal_px, view.centre_x_px, view.horizon_y_px, view.eye, strip.top_px, land.seed,
         logs[0], (_LOG_STEPS - 1) / (logs[-1] - logs[0]), 0.0, land.path_z],
    )  # fmt: skip
    shape = np.array([land.seed, land.roll, 1 / land.roll_length, land.rocks])
    rows = _NO_HILLS if hills is None else hills
    great = _NO_BOWLS if bowls is None else bowls

    def fill(first: int, last: int) -> None:
        fill_moon_heights(
            small, stones, distances, float(step), numbers, shape, rows, great, first, last
        )

    in_bands(columns, fill)
    heights = small
    if step > 1:
        tall = cv2.resize(small, (len(distances), columns * step), interpolation=cv2.INTER_LINEAR)
        heights = np.ascontiguousarray(tall[:width_px], np.float32)
    numbers[8] = float(heights.max())
    height_px = strip.bottom_px - strip.top_px
    depth = np.full((width_px * SUB_X, height_px * SUB_Y), _NEVER, np.float32)
    in_bands(
        width_px * SUB_X,
        lambda first, last: march(depth, heights, distances, numbers, first, last),
    )
    out = np.zeros((height_px, width_px, 4), np.float32)
    packed = np.array(
        [light.direction, light.sun, light.fill, light.ground, light.stone,
         (light.veil, 900.0, 0.0)],
    )  # fmt: skip

    def shade(first: int, last: int) -> None:
        shade_moon_rows(out, depth, heights, stones, index_of_log, numbers, packed, first, last)

    in_bands(height_px, shade)
    return out


def _distances(view: View, strip: Strip, *, coarse: bool) -> NDArray[np.float64]:
    steps = [strip.near]
    per_px = 1.0 / (view.focal_px * view.eye)
    most = 0.0045 if coarse else 0.0032
    while steps[-1] < strip.far:
        z = steps[-1]
        steps.append(z + z * min(most, per_px * z))
    return np.array(steps, np.float64)
