"""Painting land: heights on a grid of view columns, what each pixel sees of them, light on it.

The march works on a finer grid than the picture, and a pixel that sees two distances is shaded
at each of its samples: crests and rocks get smooth edges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.settings.desert.terrain_kernels import (
    SUB_X,
    SUB_Y,
    march,
    shade_rows,
)
from kinoloom.generators.painted.settings.desert.terrain_shape import fill_heights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.desert.terrain_shape import LandShape

_NEVER = np.float32(1e9)
_LOG_STEPS = 4096
"""Resolution of the table from a distance to its place in the grid."""


@dataclass(frozen=True)
class View:
    """The camera in painted-canvas pixels; `eye` is its height above the ground in units."""

    focal_px: float
    centre_x_px: float
    horizon_y_px: float
    eye: float


@dataclass(frozen=True)
class Air:
    """What lies between. Distances in units at which air hides most; mist lies low."""

    depth: float
    ground_depth: float
    mist: float
    mist_height: float
    snow: float = 0.0
    """Snow on the ground, 0..1."""


@dataclass(frozen=True)
class Sunlight:
    """Light on the land; colours are rows of 3 (sRGB 0..1), `direction` is toward the sun."""

    direction: tuple[float, float, float]
    gain: float
    lit: NDArray[np.float32]
    shade: NDArray[np.float32]
    sky: NDArray[np.float32]
    haze: NDArray[np.float32]
    haze_near_sun: NDArray[np.float32]
    rock: NDArray[np.float32]
    """What a rock's colour is, as a factor on the sand's."""
    glow_direction: tuple[float, float, float]
    """Toward the sun as it is seen: haze is brightest there. The light may come more from aside."""

    def packed(self) -> NDArray[np.float64]:
        rows = (self.lit, self.shade, self.sky, self.haze, self.haze_near_sun, self.rock)
        directions = np.array([self.direction, self.glow_direction])
        return np.stack([directions[0], *rows, directions[1]]).astype(np.float64)


@dataclass(frozen=True)
class Reach:
    """Which part of the land a layer shows. Distances in units, `top_px` its first row.

    Land fades out over `fade`; `strata` is the thickness of rock layers, 0 for plain rock.
    """

    near: float
    far: float
    top_px: int
    fade: tuple[float, float] = (1e6, 2e6)
    strata: float = 0.0


def paint_terrain(
    width_px: int,
    height_px: int,
    *,
    view: View,
    reach: Reach,
    shape: LandShape,
    buttes: NDArray[np.float64],
    sunlight: Sunlight,
    air: Air,
    horizon_rgb: NDArray[np.float32],
) -> NDArray[np.float32]:
    """The land within reach: straight RGBA 0..1, (height - top) x width.

    `horizon_rgb` (width x 3) is the sky just above the horizon, which distance fades into.
    """
    rows_px = height_px - reach.top_px
    distances = _distances(view, reach.near, reach.far)
    heights, rocks = _heights(width_px, distances, view, shape, buttes)
    index_of_log = _index_of_log(distances)
    numbers = _packed(view, reach, shape, distances, heights, sunlight, air)
    depth = np.full((width_px * SUB_X, rows_px * SUB_Y), _NEVER, np.float32)
    in_bands(
        width_px * SUB_X,
        lambda first, last: march(depth, heights, distances, numbers, first, last),
    )
    out = np.zeros((rows_px, width_px, 4), np.float32)
    light = sunlight.packed()

    def shade(first: int, last: int) -> None:
        shade_rows(
            out, depth, heights, rocks, index_of_log, numbers, light, horizon_rgb, first, last
        )

    in_bands(rows_px, shade)
    return out


def _heights(
    width_px: int,
    distances: NDArray[np.float64],
    view: View,
    shape: LandShape,
    buttes: NDArray[np.float64],
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Heights and where rocks are, columns x distances."""
    heights = np.empty((width_px, len(distances)), np.float32)
    rocks = np.zeros(heights.shape, np.uint8)
    land = shape.packed()
    focal_px, centre_px = view.focal_px, view.centre_x_px

    def fill(first: int, last: int) -> None:
        fill_heights(heights, rocks, distances, focal_px, centre_px, land, buttes, first, last)

    in_bands(width_px, fill)
    return heights, rocks


def _index_of_log(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The grid's index of a distance, tabled over the distance's logarithm."""
    logs = np.log(distances)
    steps = np.linspace(logs[0], logs[-1], _LOG_STEPS)
    return np.interp(steps, logs, np.arange(len(distances), dtype=np.float64))


def _packed(
    view: View,
    reach: Reach,
    shape: LandShape,
    distances: NDArray[np.float64],
    heights: NDArray[np.float32],
    sunlight: Sunlight,
    air: Air,
) -> NDArray[np.float64]:
    log_near, log_far = math.log(distances[0]), math.log(distances[-1])
    return np.array(
        [
            view.focal_px,
            view.centre_x_px,
            view.horizon_y_px,
            view.eye,
            reach.top_px,
            shape.seed,
            log_near,
            (_LOG_STEPS - 1) / (log_far - log_near),
            *reach.fade,
            float(heights.max()),
            sunlight.gain,
            air.depth,
            air.ground_depth,
            air.mist,
            air.mist_height,
            reach.strata,
            air.snow,
        ],
        np.float64,
    )


def _distances(view: View, near_z: float, far_z: float) -> NDArray[np.float64]:
    """Distances of the grid: most of a pixel apart near by, a share of the distance far off."""
    steps = [near_z]
    per_px = 0.8 / (view.focal_px * view.eye)
    # Coarser, and far dune crests fall between two distances: their skyline grows teeth.
    coarsest = 0.003 if near_z > 50 else 0.0018
    while steps[-1] < far_z:
        z = steps[-1]
        steps.append(z + z * min(coarsest, per_px * z))
    return np.array(steps, np.float64)
