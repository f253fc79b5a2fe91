"""The kernels of the shore: breaking waves, and the wet sand they leave."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import smoothstep
from kinoloom.generators.painted.settings.sea.breakers import (
    BACK_S,
    COAST_REACH_M,
    FIRST_M,
    STEP_M,
    UP_S,
)
from kinoloom.generators.painted.settings.sea.water_kernels import (
    Numbers,
    air_at,
    between,
    gust_at,
    put,
    sea_at,
    sky_light,
    soften_crest,
    step_of,
    surface_light,
    tap,
)

_FIRST, _STEP = FIRST_M, STEP_M
_REACH, _UP, _BACK = COAST_REACH_M, UP_S, BACK_S


@kernel
def _coast_place(x_m: float, points: int) -> float:
    place = (x_m + _REACH) / (2.0 * _REACH) * (points - 1)
    return min(points - 1.001, max(0.0, place))


@kernel
def _of_coast(coast: NDArray[np.float64], place: float, column: int) -> float:
    i = int(place)
    return coast[i, column] + (coast[i + 1, column] - coast[i, column]) * (place - i)


@kernel
def _profile(profiles: NDArray[np.float32], variant: float, d: float, channel: int) -> float:
    place = (d - _FIRST) / _STEP
    if place < 0.0 or place >= profiles.shape[1] - 1.001:
        return 0.0
    i = int(place)
    a = place - i
    j = min(int(variant), profiles.shape[0] - 2)
    b = variant - j
    low = profiles[j, i, channel] + (profiles[j, i + 1, channel] - profiles[j, i, channel]) * a
    high = profiles[j + 1, i, channel]
    high += (profiles[j + 1, i + 1, channel] - high) * a
    return low + (high - low) * b


@kernel
def _breaker(profiles: NDArray[np.float32], variant: float, d: float) -> Any:
    """Height, steepness and foam of the train at a place."""
    return (
        _profile(profiles, variant, d, 0),
        _profile(profiles, variant, d, 1),
        _profile(profiles, variant, d, 2),
    )


@kernel
def _sheet_light(
    u: float,
    place: float,
    x_m: float,
    z_m: float,
    dx: float,
    dy: float,
    step: Numbers,
    ripples: NDArray[np.float32],
    texels: Numbers,
    lace: NDArray[np.float32],
    sky: NDArray[np.float32],
    inks: Numbers,
    numbers: Numbers,
    sheets: NDArray[np.float64],
    shore: Numbers,
) -> Any:
    """What water does to the sand `u` metres up the beach: premultiplied colour and cover."""
    pattern = tap(lace, 0, x_m * texels[4] * 1.4, z_m * texels[4] * 1.4, 0)
    jag = u + 0.30 * (pattern - 0.5)
    covered = -1.0
    film = 0.0
    foam = 0.0
    i = int(place)
    a = place - i
    for k in range(sheets.shape[0]):
        reach = sheets[k, i, 0] + (sheets[k, i + 1, 0] - sheets[k, i, 0]) * a
        age = sheets[k, i, 1] + (sheets[k, i + 1, 1] - sheets[k, i, 1]) * a
        if age <= 0.0:
            continue
        if age < _UP:
            left = 1.0 - age / _UP
            edge = reach * (1.0 - left * left)
            rush = left
        else:
            gone = (age - _UP) / _BACK
            edge = reach * (1.0 - gone * gone)
            rush = 0.0
        inside = edge - jag
        if inside > 0.0:
            covered = max(covered, inside)
            fresh = max(rush, 0.75 * math.exp(-max(0.0, age - _UP) / 1.6))
            line = math.exp(-inside / (0.10 + 0.22 * fresh)) * (0.45 + 0.55 * fresh)
            behind = math.exp(-inside / (0.5 + 1.3 * fresh)) * (0.30 + 0.55 * fresh)
            foam = max(foam, max(line, behind * 0.9) * min(1.0, inside / 0.05))
        elif jag < reach and age > _UP:
            dried = age - _UP - _BACK * math.sqrt(max(0.0, 1.0 - jag / reach))
            if dried > 0.0:
                film = max(film, math.exp(-dried / 2.6))
                # Scattered flecks stay behind, and a line where the sheet turned.
                foam = max(foam, 0.46 * math.exp(-dried / 1.3))
        if age > _UP:
            mark = (jag - reach) / 0.06
            if -2.5 < mark < 2.5:
                foam = max(foam, 0.75 * math.exp(-mark * mark) * math.exp(-(age - _UP) / 3.4))
    edge_noise = tap(lace, 0, x_m * texels[4] * 0.21, z_m * texels[4] * 0.21, 0)
    damp = smoothstep(shore[0] + 0.55, shore[0] - 0.35, u + 0.8 * (edge_noise - 0.5))
    r = 0.0
    g = 0.0
    b = 0.0
    alpha = 0.44 * damp
    r += shore[1] * alpha
    g += shore[2] * alpha
    b += shore[3] * alpha
    gloss = max(0.34 * damp, film)
    if covered > 0.0:
        # The sheet's edge is thin: a hard one would show the frame's pixels.
        thick = min(1.0, covered / 0.09)
        gloss += (1.0 - gloss) * thick
        depth = min(1.0, covered * 0.5)
        tint = (0.20 + 0.34 * depth) * thick
        r += (inks[15] - r) * tint
        g += (inks[16] - g) * tint
        b += (inks[17] - b) * tint
        alpha += (1.0 - alpha) * tint
    if gloss > 0.02:
        calm = 0.34 if covered > 0.0 else 0.07
        sx = tap(ripples, int(step[13]), x_m * texels[2], z_m * texels[2], 1) * calm
        sz = tap(ripples, int(step[13]), x_m * texels[2], z_m * texels[2], 2) * calm
        facing = min(-0.01, dy - sx * dx - sz)
        back = 2.0 * facing
        sight = 1.0 / math.sqrt(dx * dx + dy * dy + 1.0)
        red, green, blue = sky_light(
            sky, dx + back * sx, dy - back, 1.0 + back * sz, numbers[12], numbers[1]
        )
        away = max(0.0, 1.0 + facing * sight)
        mirror = (0.10 + 0.86 * away * away * away) * gloss
        r += (red - r) * mirror
        g += (green - g) * mirror
        b += (blue - b) * mirror
        alpha += (1.0 - alpha) * mirror
        if numbers[3] > 0.0:
            hx = numbers[7] - dx * sight
            hy = numbers[8] - dy * sight
            hz = numbers[9] - sight
            ex = sx * 1.6 + hx / hy
            ez = sz * 1.6 + hz / hy
            wide = 0.0022 if covered > 0.0 else 0.0012
            miss = (ex * ex + 0.25 * ez * ez) / (2.0 * wide)
            if miss < 9.0:
                glint = (1.0 - math.exp(-2.2 * math.exp(-miss) * numbers[3])) * gloss
                core = max(0.0, glint - 0.55) * 1.9
                r += (inks[9] + (inks[12] - inks[9]) * core - r) * glint
                g += (inks[10] + (inks[13] - inks[10]) * core - g) * glint
                b += (inks[11] + (inks[14] - inks[11]) * core - b) * glint
                alpha += (1.0 - alpha) * glint
    if foam > 0.02:
        fine = tap(lace, 0, x_m * texels[4] * 3.7, z_m * texels[4] * 3.7, 0)
        bubbles = 0.60 * pattern + 0.40 * fine
        cover = smoothstep(0.94 - foam, 1.12 - 0.78 * foam, bubbles) * 0.94
        lit = 0.88 + 0.14 * fine
        r += (inks[6] * lit - r) * cover
        g += (inks[7] * lit - g) * cover
        b += (inks[8] * lit - b) * cover
        alpha += (1.0 - alpha) * cover
    return r, g, b, alpha


@kernel
def paint_shore_columns(
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
    coast: NDArray[np.float64],
    profiles: NDArray[np.float32],
    sheets: NDArray[np.float64],
    shore: Numbers,
) -> None:
    """As `paint_columns`, with a shore: out is transparent where the sand is dry.

    `shore`: how far up the sand is damp (metres), the dark of damp sand (rgb), how far breakers
    have carried their foam (metres), the wet sand's colour (rgb).
    """
    rows = out.shape[1]
    stride, middle = numbers[4], numbers[5]
    eye = numbers[0]
    per_focal = 1.0 / numbers[10]
    fine = numbers[14]
    points = coast.shape[0]
    nothing = (0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    for column in range(first, last):
        frame_x = (column + 0.5) * stride - middle
        lowest = float(rows)
        before_y = 1e9
        before_x = 0.0
        before_z = steps[0, 0]
        was = nothing
        light = (0.0, 0.0, 0.0)
        cover = 0.0
        for k in range(steps.shape[0]):
            step = step_of(steps, k)
            z_m = step[0]
            straight = frame_x * step[3]
            x_m = (straight + step[4]) * z_m * per_focal
            place = _coast_place(x_m, points)
            d = z_m - _of_coast(coast, place, 0)
            now = nothing
            y = step[1]
            if d > 0.0:
                variant = _of_coast(coast, place, 3)
                late = _of_coast(coast, place, 2)
                level, slope, foam = _breaker(profiles, variant, d - late * min(1.0, 0.4 + d / 30))
                rough = gust_at(step, x_m, z_m, texels[3], gusts, numbers[6])
                open_sea = sea_at(step, x_m, z_m, swell, waves, texels, rough)
                depth = min(1.0, d / 9.0)
                calm = 0.35 + 0.65 * depth
                level *= min(1.0, d / 1.5)
                now = (
                    open_sea[0] * depth + level,
                    open_sea[1] * calm - slope * _of_coast(coast, place, 1),
                    open_sea[2] * calm + slope,
                    max(foam, open_sea[3] * depth),
                    open_sea[4] * depth,
                    open_sea[5],
                )
                y -= (now[0] + now[4]) * step[2]
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
                    at = _coast_place(at_x, points)
                    off = at_z - _of_coast(coast, at, 0)
                    dx = straight * per_focal
                    red, green, blue, cover = 0.0, 0.0, 0.0, 0.0
                    soft = 0.08 + 1.5 * z_m * z_m * per_focal / eye
                    if -off < shore[0] + 1.6 and off < soft:
                        red, green, blue, cover = _sheet_light(
                            max(0.0, -off), at, at_x, at_z, dx, -eye / at_z, step, ripples, texels,
                            lace, sky, inks, numbers, sheets, shore,
                        )  # fmt: skip
                    if off > 0.0:
                        variant = _of_coast(coast, at, 3)
                        e = off - _of_coast(coast, at, 2) * min(1.0, 0.4 + off / 30.0)
                        own = (
                            0.72 * _profile(profiles, variant, e, 3),
                            math.exp(-off / 7.0),
                            shore[4],
                            _profile(profiles, variant, e, 4),
                        )
                        large = between(was, now, share)
                        r, g, b = surface_light(
                            step, large, at_x, at_z, dx, air_rgb, ripples, texels, lace, sky,
                            inks, numbers, own,
                        )  # fmt: skip
                        if off < 2.2:
                            # The last of the water is clear: the sand shows through.
                            clear = (1.0 - min(1.0, large[3])) * (1.0 - off / 2.2) * 0.55
                            r += (shore[5] - r) * clear
                            g += (shore[6] - g) * clear
                            b += (shore[7] - b) * clear
                        share = min(1.0, off / soft)
                        red += (r - red) * share
                        green += (g - green) * share
                        blue += (b - blue) * share
                        cover += (1.0 - cover) * share
                    light = (red, green, blue)
                    put(out, column, row, red, green, blue, cover)
                    row -= 1
                if is_crest:
                    soften_crest(out, column, first_row, edge, front)
                lowest = y
            before_y = y
            before_x = x_m
            before_z = z_m
            was = now
        row = math.floor(lowest)
        edge = row + 1.0 - lowest
        if 0 <= row < rows:
            put(out, column, row, light[0] * edge, light[1] * edge, light[2] * edge, edge)
