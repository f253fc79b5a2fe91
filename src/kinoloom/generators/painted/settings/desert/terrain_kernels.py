"""Kernels of the terrain: what each pixel sees of a height grid, and the light on it.

The moon's ground (see `heavens`) is marched by them too: places 0..7 of its view are these.

Heights lie on a grid of view columns and distances (see `terrain`), so that marching a column
reads straight along memory. Parameters come packed in one array: fewer kernels to compile.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import fbm, smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUB_X, SUB_Y = 2, 3
"""Samples of a pixel, across and down."""
_SHADOW_STEPS = 10

# Places in the packed view, light and air.
_FOCAL, _CENTRE_X, _HORIZON, _EYE, _TOP, _SEED = range(6)
_LOG_START, _LOG_SCALE, _FADE_FROM, _FADE_TO, _CEILING = range(6, 11)
_KEY_GAIN, _AIR, _GROUND_AIR, _MIST, _MIST_HEIGHT, _STRATA, _SNOW = range(11, 18)
_SUN_GLOW = 0.35
"""How much of the glow in the air is wide, the rest is close to the sun."""


@kernel
def march(
    depth: NDArray[np.float32],
    heights: NDArray[np.float32],
    distances: NDArray[np.float64],
    view: NDArray[np.float64],
    first_column: int,
    last_column: int,
) -> None:
    """Distances seen by each fine column, near to far; the picture fills from the bottom up."""
    rows = depth.shape[1]
    for column in range(first_column, last_column):
        place = min(heights.shape[0] - 1.001, max(0.0, (column + 0.5) / SUB_X - 0.5))
        left = int(place)
        right_share = place - left
        filled = rows
        z_before = distances[0]
        y_before = 1e9
        y_earlier = 1e9
        for step in range(distances.shape[0]):
            z = distances[step]
            height = heights[left, step]
            height += (heights[left + 1, step] - height) * right_share
            y = view[_HORIZON] - view[_FOCAL] * (height - view[_EYE]) / z - view[_TOP]
            y *= SUB_Y
            if step > 1 and y > y_before and y_earlier > y_before:
                # A crest between two steps: without its vertex the skyline is a staircase.
                bend = y_earlier - 2.0 * y_before + y
                rise = (y_earlier - y) ** 2 / (8.0 * bend + 1e-9)
                # A cliff's edge is no parabola: its top would grow spikes.
                vertex = y_before - min(rise, 0.5 * (y - y_before), 0.5 * (y_earlier - y_before))
                crest = max(0, math.ceil(vertex - 0.5))
                for row in range(crest, filled):
                    depth[column, row] = z_before
                filled = min(filled, crest)
            start = max(0, math.ceil(y - 0.5))
            for row in range(start, filled):
                share = 0.0
                if step > 0 and y_before - y > 0.01:
                    share = min(1.0, max(0.0, (row + 0.5 - y) / (y_before - y)))
                depth[column, row] = 1.0 / ((1.0 - share) / z + share / z_before)
            filled = min(filled, start)
            y_earlier = y_before
            y_before = y
            z_before = z


@kernel
def height_at(
    x: float,
    z: float,
    heights: NDArray[np.float32],
    index_of_log: NDArray[np.float64],
    view: NDArray[np.float64],
) -> float:
    """The height of the land at a place, between the values of the grid."""
    column = x / z * view[_FOCAL] + view[_CENTRE_X] - 0.5
    column = min(heights.shape[0] - 1.001, max(0.0, column))
    place = (math.log(z) - view[_LOG_START]) * view[_LOG_SCALE]
    place = min(index_of_log.shape[0] - 1.001, max(0.0, place))
    j = int(place)
    index = index_of_log[j] + (index_of_log[j + 1] - index_of_log[j]) * (place - j)
    index = min(heights.shape[1] - 1.001, index)
    i = int(column)
    k = int(index)
    u = column - i
    v = index - k
    near = heights[i, k] + (heights[i + 1, k] - heights[i, k]) * u
    far = heights[i, k + 1] + (heights[i + 1, k + 1] - heights[i, k + 1]) * u
    return near + (far - near) * v


@kernel
def slopes_at(
    x: float,
    z: float,
    heights: NDArray[np.float32],
    index_of_log: NDArray[np.float64],
    view: NDArray[np.float64],
) -> Any:
    """The height of the land at a place, and its slopes to the right and away."""
    reach_x = 0.9 * z / view[_FOCAL]
    reach_z = z * min(0.0045, z * 0.9 / (view[_FOCAL] * view[_EYE]))
    here = 0.0
    to_right = 0.0
    away = 0.0
    for k in range(5):  # one call in a loop: each call site is compiled in full
        across = (k == 1) - (k == 2)
        along = (k == 3) - (k == 4)
        height = height_at(x + reach_x * across, z + reach_z * along, heights, index_of_log, view)
        if k == 0:
            here = height
        to_right += height * across
        away += height * along
    return here, to_right / (2.0 * reach_x), away / (2.0 * reach_z)


@njit(fastmath=True, inline="always")
def _sun_seen(
    x: float,
    y: float,
    z: float,
    heights: NDArray[np.float32],
    index_of_log: NDArray[np.float64],
    view: NDArray[np.float64],
    light: NDArray[np.float64],
) -> float:
    """How much of the sun is seen from a place, 0..1, with a soft edge."""
    seen = 1.0
    away = 0.06 + 0.006 * z
    for _ in range(_SHADOW_STEPS):
        top = y + light[0, 1] * away
        if top > view[_CEILING]:
            break
        ground = height_at(
            x + light[0, 0] * away,
            max(0.5, z + light[0, 2] * away),
            heights,
            index_of_log,
            view,
        )
        seen = min(seen, 7.0 * (top - ground) / away + 0.35)
        if seen <= 0.0:
            return 0.0
        away *= 1.3
    return max(0.0, seen)


@njit(fastmath=True, inline="always")
def _shade(
    dx: float,
    dy: float,
    t: float,
    stone: float,
    sky_rgb: NDArray[np.float32],
    heights: NDArray[np.float32],
    index_of_log: NDArray[np.float64],
    view: NDArray[np.float64],
    light: NDArray[np.float64],
    colour: NDArray[np.float64],
) -> float:
    """The colour of the land at distance t along a ray, into `colour`; returns its coverage."""
    x = dx * t
    seed = int(view[_SEED])
    here, slope_x, slope_z = slopes_at(x, t, heights, index_of_log, view)
    up = 1.0 / math.sqrt(slope_x * slope_x + slope_z * slope_z + 1.0)
    nx = -slope_x * up
    nz = -slope_z * up
    diffuse = max(0.0, nx * light[0, 0] + up * light[0, 1] + nz * light[0, 2])
    seen = 0.0
    if diffuse > 0.0:
        seen = _sun_seen(x, here + 0.03 + 0.002 * t, t, heights, index_of_log, view, light)
    lit = diffuse * seen
    ray = 1.0 / math.sqrt(dx * dx + dy * dy + 1.0)
    toward_sun = max(0.0, (dx * light[7, 0] + dy * light[7, 1] + light[7, 2]) * ray)
    facing = max(0.0, -(nx * dx + up * dy + nz) * ray)
    graze = (1.0 - facing) ** 3 * toward_sun**5 * 0.5 * seen
    albedo = 0.80 + 0.4 * fbm(x * 0.45, t * 0.45, 3, seed + 90)
    height = view[_EYE] + t * dy
    if view[_STRATA] > 0.0:
        steep = smoothstep(0.93, 0.72, up)
        stone = max(stone, steep)
        layer = height / view[_STRATA] + 1.2 * value_noise(x * 0.02, t * 0.02, seed + 5)
        bands = value_noise(layer, 3.0, seed + 61) + 0.5 * value_noise(layer * 3.1, 9.0, seed + 62)
        albedo *= 1.0 + steep * 0.55 * (bands - 0.75)
    side = nx * light[0, 0] + nz * light[0, 2]
    snow = view[_SNOW] * smoothstep(0.55, 0.85, up)
    air = 1.0 - math.exp(-t / view[_AIR])
    mist = view[_MIST] * (1.0 - math.exp(-((t / view[_GROUND_AIR]) ** 1.25)))
    mist *= math.exp(-max(0.0, height) / view[_MIST_HEIGHT])
    haze = 1.0 - (1.0 - air) * (1.0 - mist)
    sun_share = _SUN_GLOW * toward_sun**8 + (1.0 - _SUN_GLOW) * toward_sun**40
    for c in range(3):
        tint = 1.0 + stone * (light[6, c] - 1.0)
        ambient = light[2, c] * (1.0 - min(1.0, lit)) + light[3, c] * (0.5 + 0.5 * up) * 0.3
        value = (ambient + light[1, c] * lit * view[_KEY_GAIN]) * albedo * tint
        value += light[1, c] * graze * tint
        # Even a closed sky is lighter on one side: without it snow would have no shape.
        white = light[4, c] * (0.58 + 0.24 * up + 0.9 * side) + 0.4 * lit * light[5, c]
        value += (min(1.0, white) - value) * snow
        far = light[4, c] + (light[5, c] - light[4, c]) * min(1.0, sun_share)
        # The more air, the more it is the sky behind: the horizon melts instead of a line.
        far += (sky_rgb[c] - far) * haze
        colour[c] += value + (far - value) * haze
    return 1.0 - smoothstep(view[_FADE_FROM], view[_FADE_TO], t)


@scratch_kernel
def shade_rows(
    out: NDArray[np.float32],
    depth: NDArray[np.float32],
    heights: NDArray[np.float32],
    rocks: NDArray[np.uint8],
    index_of_log: NDArray[np.float64],
    view: NDArray[np.float64],
    light: NDArray[np.float64],
    horizon_rgb: NDArray[np.float32],
    first_row: int,
    last_row: int,
) -> None:
    focal = view[_FOCAL]
    colour = np.zeros(3, np.float64)
    samples = SUB_X * SUB_Y
    for row in range(first_row, last_row):
        for column in range(out.shape[1]):
            nearest = 1e9
            farthest = 0.0
            inverse = 0.0
            for k in range(samples):
                t = depth[column * SUB_X + k % SUB_X, row * SUB_Y + k // SUB_X]
                nearest = min(nearest, t)
                farthest = max(farthest, t)
                inverse += 1.0 / t
            if nearest > 1e8:
                continue
            colour[:] = 0.0
            mean = samples / inverse
            dx = (column + 0.5 - view[_CENTRE_X]) / focal
            dy = (view[_HORIZON] - (row + view[_TOP] + 0.5)) / focal
            spread = 0.06 + 1.5 * mean / (focal * view[_EYE])
            taken = 1 if farthest / nearest < 1.0 + spread else samples
            cover = 0.0
            count = 0
            for k in range(taken):
                ray_x = dx
                ray_y = dy
                t = mean
                if taken > 1:
                    i = k % SUB_X
                    j = k // SUB_X
                    t = depth[column * SUB_X + i, row * SUB_Y + j]
                    ray_x += ((i + 0.5) / SUB_X - 0.5) / focal
                    ray_y -= ((j + 0.5) / SUB_Y - 0.5) / focal
                if t < 1e8:
                    count += 1
                    place = (math.log(t) - view[_LOG_START]) * view[_LOG_SCALE]
                    place = min(index_of_log.shape[0] - 1.0, max(0.0, place))
                    stone = float(rocks[column, int(index_of_log[int(place)])])
                    cover += _shade(
                        ray_x,
                        ray_y,
                        t,
                        stone,
                        horizon_rgb[column],
                        heights,
                        index_of_log,
                        view,
                        light,
                        colour,
                    )
            cover /= taken
            for c in range(3):
                out[row, column, c] = min(1.0, colour[c] / count)
            out[row, column, 3] = cover
