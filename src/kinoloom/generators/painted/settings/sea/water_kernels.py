"""The kernels of the water: marching over the waves, and what each place of them looks like."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import smoothstep

Numbers = tuple[float, ...]
"""What many pixels share, by value: the references to an array would be counted at each pixel,
and a third of the time went there."""
STEP_COLUMNS = 18
"""Of a row: distance, flat row, lift, widening, shift, haze, mirror gain, tilt toward the viewer,
1 / 2 variance of unseen slopes (right, away), glitter gain, levels of the bands (3) and of the
gusts, darkening, sight of foam, dark of the near."""
_NOTHING = (0.0, 0.0, 0.0, 0.0)
NUMBERS = 16
"""Eye's height; focal length in columns of the mirrored sky; how light a crest is; glitter;
frame pixels per column; middle of the frame; drift of the gusts; direction of the sun (3); focal
length in pixels; sky columns per pixel; middle sky column, for rays and for the air; the row from
which rows are coarse, and their share of a fine one's height."""
# Inks, three numbers each: deep water, light through a crest, foam, sun, the sun's core, and
# shallow water.


@kernel
def step_of(steps: NDArray[np.float64], k: int) -> Any:
    """A row of the steps by value, see STEP_COLUMNS."""
    return (
        steps[k, 0], steps[k, 1], steps[k, 2], steps[k, 3], steps[k, 4], steps[k, 5],
        steps[k, 6], steps[k, 7], steps[k, 8], steps[k, 9], steps[k, 10], steps[k, 11],
        steps[k, 12], steps[k, 13], steps[k, 14], steps[k, 15], steps[k, 16], steps[k, 17],
    )  # fmt: skip


@kernel
def tap(levels: NDArray[np.float32], level: int, u: float, v: float, channel: int) -> float:
    """A tiling pyramid between its points; u and v in texels of its first level."""
    size = levels.shape[1]
    mask = size - 1
    rows = size >> level
    first = 2 * size - 2 * rows
    v = (v + 0.5) / (1 << level) - 0.5
    i = math.floor(u)
    j = math.floor(v)
    a = np.float32(u - i)
    b = np.float32(v - j)
    i0 = i & mask
    i1 = (i + 1) & mask
    j0 = first + (j & (rows - 1))
    j1 = first + ((j + 1) & (rows - 1))
    near = levels[j0, i0, channel] + (levels[j0, i1, channel] - levels[j0, i0, channel]) * a
    far = levels[j1, i0, channel] + (levels[j1, i1, channel] - levels[j1, i0, channel]) * a
    return near + (far - near) * b


@kernel
def tap_all(levels: NDArray[np.float32], level: int, u: float, v: float) -> Any:
    """Height, both slopes and foam at a place."""
    size = levels.shape[1]
    mask = size - 1
    rows = size >> level
    first = 2 * size - 2 * rows
    v = (v + 0.5) / (1 << level) - 0.5
    i = math.floor(u)
    j = math.floor(v)
    a = u - i
    b = v - j
    i0 = i & mask
    i1 = (i + 1) & mask
    j0 = first + (j & (rows - 1))
    j1 = first + ((j + 1) & (rows - 1))
    w11 = np.float32(a * b)
    w10 = np.float32(b) - w11
    w01 = np.float32(a) - w11
    w00 = np.float32(1.0) - np.float32(a) - w10
    return (
        levels[j0, i0, 0] * w00
        + levels[j0, i1, 0] * w01
        + levels[j1, i0, 0] * w10
        + levels[j1, i1, 0] * w11,
        levels[j0, i0, 1] * w00
        + levels[j0, i1, 1] * w01
        + levels[j1, i0, 1] * w10
        + levels[j1, i1, 1] * w11,
        levels[j0, i0, 2] * w00
        + levels[j0, i1, 2] * w01
        + levels[j1, i0, 2] * w10
        + levels[j1, i1, 2] * w11,
        levels[j0, i0, 3] * w00
        + levels[j0, i1, 3] * w01
        + levels[j1, i0, 3] * w10
        + levels[j1, i1, 3] * w11,
    )


@kernel
def blended(levels: NDArray[np.float32], level: float, u: float, v: float) -> Any:
    """As `tap_all`, between two levels."""
    low = int(level)
    # Most rows are well served by one level; only around the change both are asked.
    share = (level - low - 0.34) * 3.1
    if low >= 6 or share <= 0.0:
        return tap_all(levels, min(low, 6), u, v)
    if share >= 1.0:
        return tap_all(levels, low + 1, u, v)
    one = tap_all(levels, low, u, v)
    other = tap_all(levels, low + 1, u, v)
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
        one[3] + (other[3] - one[3]) * share,
    )


@kernel
def sky_light(
    sky: NDArray[np.float32], rx: float, ry: float, rz: float, column: float, per_column: float
) -> Any:
    """The sky's colour where a reflected ray goes; `column` of the ray straight ahead."""
    ry = max(ry, 0.004)
    length = math.sqrt(rx * rx + ry * ry + rz * rz)
    row = math.sqrt(ry / length) * (sky.shape[0] - 1)
    x = column + rx / max(rz, 0.25) * per_column
    x = min(sky.shape[1] - 1.001, max(0.0, x))
    i = int(x)
    a = x - i
    j = min(int(row), sky.shape[0] - 2)
    b = row - j
    k = j + 1
    m = i + 1
    w11 = np.float32(a * b)
    w10 = np.float32(b) - w11
    w01 = np.float32(a) - w11
    w00 = np.float32(1.0) - np.float32(a) - w10
    return (
        sky[j, i, 0] * w00 + sky[j, m, 0] * w01 + sky[k, i, 0] * w10 + sky[k, m, 0] * w11,
        sky[j, i, 1] * w00 + sky[j, m, 1] * w01 + sky[k, i, 1] * w10 + sky[k, m, 1] * w11,
        sky[j, i, 2] * w00 + sky[j, m, 2] * w01 + sky[k, i, 2] * w10 + sky[k, m, 2] * w11,
    )


@kernel
def gust_at(
    step: Numbers, x_m: float, z_m: float, texel: float, gusts: NDArray[np.float32], drift: float
) -> float:
    """How much rougher than usual the wind makes the water of a place, as a factor."""
    gust = tap(gusts, int(step[14]), x_m * texel + drift, z_m * texel, 0)
    return min(1.35, max(0.45, 1.0 + 0.30 * gust))


@kernel
def sea_at(
    step: Numbers,
    x_m: float,
    z_m: float,
    swell: NDArray[np.float32],
    waves: NDArray[np.float32],
    texels: Numbers,
    rough: float,
) -> Any:
    """The large waves of a place: height, slopes, foam, height of the short ones, gust."""
    h0, sx0, sz0, foam0 = blended(swell, step[11], x_m * texels[0], z_m * texels[0])
    h1, sx1, sz1, foam1 = blended(waves, step[12], x_m * texels[1], z_m * texels[1])
    return h0, sx0 + sx1 * rough, sz0 + sz1 * rough, max(foam0, foam1), h1, rough


@kernel
def surface_light(
    step: Numbers,
    large: Any,
    x_m: float,
    z_m: float,
    dx: float,
    air_rgb: Any,
    ripples: NDArray[np.float32],
    texels: Numbers,
    lace: NDArray[np.float32],
    sky: NDArray[np.float32],
    inks: Numbers,
    numbers: Numbers,
    own: Any,
) -> Any:
    """The colour of the water at a place; see STEP_COLUMNS for `step`, `sea_at` for `large`.

    `own` is what a shore adds: glass, shallowness, how far its rolling foam has come (metres),
    and the share of that foam.
    """
    height, sx, sz, foam, h1, rough = large
    if step[13] < 5.5:
        _, sx2, sz2, _ = blended(ripples, step[13], x_m * texels[2], z_m * texels[2])
        if step[13] < 0.7:
            # At the viewer's feet even ripples are large: they carry smaller ones.
            u = 3.7 * x_m * texels[2]
            v = 3.7 * z_m * texels[2]
            fine = 0.75 * (0.7 - step[13])
            sx2 += fine * tap(ripples, 0, u, v, 1)
            sz2 += fine * tap(ripples, 0, u, v, 2)
        sx += sx2 * rough
        sz += sz2 * rough
    sz += step[7] * rough
    dy = (height + 0.7 * h1 - numbers[0]) / z_m
    facing = min(-0.004, dy - sx * dx - sz)
    steep = 1.0 / (1.0 + sx * sx + sz * sz)
    back = 2.0 * facing * steep
    rx = dx + back * sx
    ry = dy - back
    rz = 1.0 + back * sz
    sight = 1.0 / math.sqrt(dx * dx + dy * dy + 1.0)
    away = 1.0 + facing * sight * math.sqrt(steep)
    away = min(1.0, max(0.0, away))
    mirror = away * away
    mirror = 0.02 + step[6] * mirror * mirror * away
    red, green, blue = sky_light(sky, rx, ry, rz, numbers[12], numbers[1])
    # Light that came through the crest: green, and strongest toward the sun.
    crest = min(1.0, max(0.0, (height + 1.6 * h1) * numbers[2] + 0.16 + 0.5 * sz))
    crest = min(1.0, 0.8 * crest * crest * step[15] + own[0])
    dark = step[17]
    r = inks[0] * dark
    g = inks[1] * dark
    b = inks[2] * dark
    r += (inks[15] - r) * own[1]
    g += (inks[16] - g) * own[1]
    b += (inks[17] - b) * own[1]
    r += (inks[3] - r) * crest
    g += (inks[4] - g) * crest
    b += (inks[5] - b) * crest
    r += (red - r) * mirror
    g += (green - g) * mirror
    b += (blue - b) * mirror
    if numbers[3] > 0.0:
        # The slope that would mirror the sun here, against the slope that is.
        hy = 1.0 / (numbers[8] - dy * sight)
        ex = sx + (numbers[7] - dx * sight) * hy
        ez = sz + (numbers[9] - sight) * hy
        miss = ex * ex * step[8] + ez * ez * step[9]
        if miss < 7.0:
            glint = math.exp(-miss) * step[10] * numbers[3] * (0.5 + 0.5 * rough)
            glint = 1.0 - math.exp(-glint)
            core = max(0.0, glint - 0.55) * 1.9
            r += (inks[9] + (inks[12] - inks[9]) * core - r) * glint
            g += (inks[10] + (inks[13] - inks[10]) * core - g) * glint
            b += (inks[11] + (inks[14] - inks[11]) * core - b) * glint
    if foam > 0.02:
        level = max(0, int(step[12]))
        holes = tap(lace, level, x_m * texels[4], z_m * texels[4], 0)
        fine = tap(lace, level, x_m * texels[4] * 3.1, z_m * texels[4] * 3.1, 0)
        if own[3] > 0.03:
            # What rolls down a breaker's face goes with it.
            rolled = tap(lace, level, x_m * texels[4] * 1.3, (z_m + own[2]) * texels[4] * 0.9, 0)
            holes += (rolled - holes) * own[3]
        holes = 0.62 * holes + 0.38 * fine
        cover = smoothstep(0.96 - foam, 1.12 - 0.72 * foam, holes) * step[16]
        lit = 0.86 + 0.16 * fine + 0.9 * min(0.24, max(-0.24, sz * 0.5 - sx * numbers[7]))
        r += (inks[6] * lit - r) * cover
        g += (inks[7] * lit - g) * cover
        b += (inks[8] * lit - b) * cover
    far = step[5]
    r += (air_rgb[0] - r) * far
    g += (air_rgb[1] - g) * far
    b += (air_rgb[2] - b) * far
    return r, g, b


@kernel
def air_at(air: NDArray[np.float32], column: float) -> Any:
    """The air over the horizon at a column of the mirrored sky."""
    x = min(air.shape[0] - 1.001, max(0.0, column))
    i = int(x)
    a = x - i
    return (
        air[i, 0] + (air[i + 1, 0] - air[i, 0]) * a,
        air[i, 1] + (air[i + 1, 1] - air[i, 1]) * a,
        air[i, 2] + (air[i + 1, 2] - air[i, 2]) * a,
    )


@kernel
def between(one: Any, other: Any, share: float) -> Any:
    """The large waves between two places."""
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
        one[3] + (other[3] - one[3]) * share,
        one[4] + (other[4] - one[4]) * share,
        one[5] + (other[5] - one[5]) * share,
    )


@kernel
def put(
    out: NDArray[np.uint8], column: int, row: int, r: float, g: float, b: float, cover: float
) -> None:
    """Set a pixel to a premultiplied colour."""
    out[column, row, 0] = np.uint8(255.0 * min(1.0, max(0.0, r)) + 0.5)
    out[column, row, 1] = np.uint8(255.0 * min(1.0, max(0.0, g)) + 0.5)
    out[column, row, 2] = np.uint8(255.0 * min(1.0, max(0.0, b)) + 0.5)
    out[column, row, 3] = np.uint8(255.0 * min(1.0, cover) + 0.5)


@kernel
def soften_crest(out: NDArray[np.uint8], column: int, row: int, edge: float, before: Any) -> None:
    """The crest's edge lies within a pixel: mix what is behind it with the crest.

    `row` is the first one behind it, `before` the crest's own colour.
    """
    if edge > row + 1.0:
        if row + 1 < out.shape[1]:
            keep = row + 2.0 - edge
            for c in range(4):
                behind = float(out[column, row, c])
                front = float(out[column, row + 1, c])
                out[column, row + 1, c] = np.uint8(behind + (front - behind) * keep + 0.5)
        return
    keep = row + 1.0 - edge
    for c in range(3):
        behind = float(out[column, row, c])
        front = 255.0 * min(1.0, max(0.0, before[c]))
        out[column, row, c] = np.uint8(behind + (front - behind) * keep + 0.5)


@kernel
def paint_columns(
    out: NDArray[np.uint8],
    first: int,
    last: int,
    steps: NDArray[np.float64],
    swell: NDArray[np.float32],
    waves: NDArray[np.float32],
    ripples: NDArray[np.float32],
    texels: Numbers,
    gusts: NDArray[np.float32],
    lace: NDArray[np.float32],
    sky: NDArray[np.float32],
    air: NDArray[np.float32],
    inks: Numbers,
    numbers: Numbers,
) -> None:
    """Columns of open water, near to far; `out` is columns x rows x RGBA, premultiplied."""
    rows = out.shape[1]
    stride, middle = numbers[4], numbers[5]
    per_focal = 1.0 / numbers[10]
    fine = numbers[14]
    for column in range(first, last):
        frame_x = (column + 0.5) * stride - middle
        lowest = float(rows)
        before_y = 1e9
        before_x = 0.0
        before_z = steps[0, 0]
        was = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        light = (0.0, 0.0, 0.0)
        rough = 1.0
        for k in range(steps.shape[0]):
            step = step_of(steps, k)
            z_m = step[0]
            straight = frame_x * step[3]
            x_m = (straight + step[4]) * z_m * per_focal
            if k & 7 == 0 or z_m > 120.0:
                rough = gust_at(step, x_m, z_m, texels[3], gusts, numbers[6])
            now = sea_at(step, x_m, z_m, swell, waves, texels, rough)
            y = step[1] - (now[0] + now[4]) * step[2]
            if y > fine:
                y = fine + (y - fine) * numbers[15]
            if y < lowest:
                top = max(0, math.ceil(y - 0.5))
                row = math.ceil(lowest - 0.5) - 1
                is_crest = before_y > lowest + 0.02 and row >= top and lowest < rows
                front, edge, first_row = light, lowest, row
                rise = 1.0 / max(1e-6, before_y - y)
                air_rgb = air_at(air, numbers[13] + straight * numbers[11])
                while row >= top:
                    share = min(1.0, max(0.0, (before_y - (row + 0.5)) * rise))
                    at_x = before_x + (x_m - before_x) * share
                    at_z = before_z + (z_m - before_z) * share
                    light = surface_light(
                        step, between(was, now, share), at_x, at_z, straight * per_focal, air_rgb,
                        ripples, texels, lace, sky, inks, numbers, _NOTHING,
                    )  # fmt: skip
                    put(out, column, row, light[0], light[1], light[2], 1.0)
                    row -= 1
                if is_crest:
                    soften_crest(out, column, first_row, edge, front)
                lowest = y
            before_y = y
            before_x = x_m
            before_z = z_m
            was = now
        # The last row is the water's only in part: its edge must not crawl.
        row = math.floor(lowest)
        cover = row + 1.0 - lowest
        if 0 <= row < rows:
            put(out, column, row, light[0] * cover, light[1] * cover, light[2] * cover, cover)
