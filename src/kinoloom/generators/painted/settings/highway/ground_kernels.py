"""The ground of a highway: asphalt, its lines, the land beside it and the sea."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

TILE_PX = 512


@kernel
def _grain(tile: NDArray[np.float32], u: float, v: float) -> float:
    """The tile's nearest pixel: for what is finer than the frame's."""
    return tile[math.floor(v) & 511, math.floor(u) & 511]


@kernel
def _tile(tile: NDArray[np.float32], u: float, v: float, step: float = 0.0) -> float:
    """The wrapping tile, about 0; between its pixels where the frame's step less than one."""
    if step > 0.9:
        return _grain(tile, u, v)
    fu, fv = math.floor(u), math.floor(v)
    i, j = int(fu) & 511, int(fv) & 511
    a, b = u - fu, v - fv
    k, m = (i + 1) & 511, (j + 1) & 511
    top = tile[j, i] + (tile[j, k] - tile[j, i]) * a
    low = tile[m, i] + (tile[m, k] - tile[m, i]) * a
    return top + (low - top) * b


@kernel
def _stripe(at: float, middle: float, half: float, blur: float) -> float:
    """How much of a footprint a stripe covers."""
    low = max(at - 0.5 * blur, middle - half)
    high = min(at + 0.5 * blur, middle + half)
    return max(0.0, high - low) / blur


@kernel
def _dashes(at: float, period: float, length: float, blur: float) -> float:
    """How much of a footprint lies on dashes."""
    low, high = (at - 0.5 * blur) / period, (at + 0.5 * blur) / period
    share = length / period
    fl, fh = math.floor(low), math.floor(high)
    filled = (fh * share + min(share, high - fh)) - (fl * share + min(share, low - fl))
    return filled / (high - low)


@scratch_kernel
def paint_ground(
    frame: NDArray[np.uint8],
    first_row: int,
    last_row: int,
    depth: NDArray[np.float32],
    run: NDArray[np.float32],
    aside: NDArray[np.float32],
    cover: NDArray[np.float32],
    veil: NDArray[np.float32],
    mirror: NDArray[np.uint8],
    air: NDArray[np.float32],
    tile: NDArray[np.float32],
    turns: NDArray[np.float64],
    bands: NDArray[np.float64],
    lines: NDArray[np.float64],
    lamps: NDArray[np.float64],
    inks: NDArray[np.float32],
    numbers: NDArray[np.float64],
) -> None:
    """`bands` (from, to) of asphalt, `lines` (lateral, half, period, dash, r, g, b), `lamps`
    (lateral, spacing, phase, reach). `mirror` is the frame so far, a quarter in size. `air` has
    a row for each column: its colour, the glare on the road, the sun's path on the sea.
    """
    focal, centre, cos, sin = numbers[0], numbers[1], numbers[2], numbers[3]
    lateral0, along0, blur_m, t = numbers[4], numbers[5], numbers[6], numbers[7]
    wet, snow, sea_from = numbers[8], numbers[9], numbers[10]
    glow, beam, lamp, furrow = numbers[12], numbers[13], numbers[14], numbers[15]
    horizon, unit, glitter, verge = numbers[16], numbers[17], numbers[18], numbers[19]
    offset = numbers[20]
    width = frame.shape[1]
    colour = np.empty(3, np.float64)
    for y in range(first_row, last_row):
        z = float(depth[y])
        if z <= 0.0 or cover[y] <= 0.0:
            continue
        per_px = z / focal
        foot_along = abs(cos) * run[y] + abs(sin) * per_px + abs(cos) * blur_m
        foot_along += abs(sin) * blur_m
        foot_side = abs(cos) * per_px + abs(sin) * run[y]
        foot = max(foot_side, 0.35 * foot_along)
        near_fade = max(0.0, 1.0 - foot / 0.5)
        middle_fade = max(0.0, 1.0 - foot / 5.0)
        broad_fade = max(0.0, 1.0 - foot / 60.0)
        grazing = math.exp(-7.0 * (y - horizon) / (1080.0 * unit))
        sheen_wet = math.exp(-2.1 * (y - horizon) / (1080.0 * unit))
        beam_here = 0.0
        if beam > 0.0 and z < 130.0:
            beam_here = beam * math.exp(-z / 32.0) * min(1.0, max(0.0, (z - 2.5) / 6.0))
        is_covered = wet > 0.0 or snow > 0.0
        my = int((2.0 * horizon - y) * 0.25)
        my = min(mirror.shape[0] - 1, max(0, my))
        for x in range(width):
            right = (x - centre) * per_px
            side = lateral0 + z * sin + right * cos - aside[y]
            along = along0 + z * cos - right * sin
            edge = 1e9
            for b in range(bands.shape[0]):
                edge = min(edge, max(bands[b, 0] - side, side - bands[b, 1]))
            middle, fine = 0.0, 0.0
            if middle_fade > 0.0 and (edge > -0.5 or is_covered):
                middle = (
                    _tile(tile, side * turns[4], along * turns[1], foot_side * turns[4])
                    * middle_fade
                )
            if near_fade > 0.0:
                fine = (
                    _tile(tile, side * turns[5], along * turns[2], foot_side * turns[5]) * near_fade
                )
            on_road = min(1.0, max(0.0, 0.5 - (edge + 0.05 * fine) / foot_side))
            gain = 1.0
            if on_road < 1.0:
                if sea_from != 0.0 and side * sea_from > abs(sea_from) * abs(sea_from):
                    out = abs(side) - abs(sea_from)
                    wave = _tile(tile, side * turns[6] + 14.0 * t, along * turns[3] + 9.0 * t)
                    wave += _tile(tile, side * turns[4] - 22.0 * t, along * turns[1] + 6.0 * t)
                    rough = max(0.12, min(1.0, 1.0 - foot / 40.0))
                    sheen = 0.62 * math.exp(-z / 900.0) * (1.0 - grazing)
                    path = air[x, 4]
                    spark = (
                        max(0.0, wave * rough + 0.05) * glitter * path * 1.6 + 0.16 * path * glow
                    )
                    surf = math.exp(-((out - 9.0 - 7.0 * wave) ** 2) / 18.0) * 0.75
                    surf += max(0.0, 1.0 - out / 5.0) * 0.35
                    for c in range(3):
                        value = inks[6, c] + (inks[5, c] - inks[6, c]) * sheen
                        value *= 1.0 + 0.34 * wave * rough
                        value += (inks[9, c] * 0.9 - value) * min(0.85, surf) * middle_fade
                        colour[c] = value + inks[7, c] * spark
                else:
                    broad = (
                        _tile(tile, side * turns[7], along * turns[0], foot_side * turns[7])
                        * broad_fade
                    )
                    patch = min(1.0, max(0.0, 0.5 + 1.8 * broad + 0.6 * middle + 0.9 * fine))
                    row = 0.0
                    if furrow > 0.0:
                        phase = side * 2.0944
                        row = math.sin(phase) * max(0.0, 1.0 - foot_side / 1.6) * furrow
                    grit = min(1.0, max(0.0, (edge - verge * (1.0 + 0.9 * middle)) / 1.2))
                    white = (
                        min(1.0, max(0.0, snow * 1.6 - 0.35 + 0.9 * broad + 1.1 * middle)) * snow
                    )
                    dark = max(0.0, -0.10 - broad - 0.45 * middle) * 1.2
                    grit_near = 0.0
                    if foot_side < 0.03:
                        grit_near = _grain(tile, side * 700.0, along * 8.0 * turns[2])
                        grit_near *= (1.0 - foot_side / 0.03) / (1.0 + 3.0 * foot_along)
                    for c in range(3):
                        value = inks[2, c] + (inks[3, c] - inks[2, c]) * patch
                        value += (inks[4, c] - value) * min(0.75, dark)
                        value = inks[1, c] + (value - inks[1, c]) * grit
                        value *= 1.0 + 0.4 * middle + 1.2 * fine + 2.2 * grit_near + row
                        colour[c] = value + (inks[9, c] * (1.0 + 0.12 * middle) - value) * white
            if on_road > 0.0:
                # Even from afar; grit and streaks of wear near by, cracks at the feet.
                worn = 1.0 + 0.06 * fine
                streak = 0.0
                if near_fade > 0.0:
                    streak = _tile(tile, side * 90.0, along * turns[1], foot_side * 90.0)
                    streak *= near_fade * near_fade
                    worn += 0.08 * streak
                if foot_side < 0.024:
                    grain = _grain(tile, side * 1300.0, along * 14.0 * turns[2])
                    worn += 1.1 * grain * (1.0 - foot_side / 0.024) / (1.0 + 4.0 * foot_along)
                if foot_along < 0.6:
                    wobble = _tile(tile, side * 24.0 + 300.0, along * turns[1])
                    if abs(wobble) < 0.003:
                        worn -= 0.26 * (1.0 - abs(wobble) / 0.003) * (1.0 - foot_along / 0.6)
                # Tyres keep to two tracks in each lane, and oil drips between them.
                lane = (abs(side) - offset) / 3.6
                lane = abs(lane - math.floor(lane) - 0.5) * 3.6
                track = max(0.0, 1.0 - abs(lane - 0.82) / 0.48)
                oil = max(0.0, 1.0 - lane / 0.42)
                worn -= 0.13 * track * track * (3.0 - 2.0 * track) * (1.0 + 0.8 * streak)
                worn -= 0.07 * oil * oil * (3.0 - 2.0 * oil)
                drift = min(1.0, max(0.0, snow * (0.55 + 1.6 * middle + 0.9 * streak - 0.2)))
                film = wet * min(1.0, max(0.40, 0.80 + 2.0 * middle))
                bounce = film * (0.10 + 0.80 * sheen_wet)
                toward = air[x, 3] * glow * grazing * 0.45
                mx = int(x * 0.25 + 0.8 * fine * wet)
                mx = min(mirror.shape[1] - 1, max(0, mx))
                mark_r, mark_g, mark_b, marked = 0.0, 0.0, 0.0, 0.0
                # Lines are where lanes end, so most of the road need not look for them.
                for k in range(lines.shape[0] if lane + 0.5 * foot_side > 1.55 else 0):
                    if abs(side - lines[k, 0]) < lines[k, 1] + 0.5 * foot_side:
                        amount = _stripe(side, lines[k, 0], lines[k, 1], foot_side)
                        if lines[k, 2] > 0.0:
                            amount *= _dashes(along, lines[k, 2], lines[k, 3], foot_along)
                        amount *= 0.86 + 0.5 * fine
                        marked += amount
                        mark_r += amount * lines[k, 4]
                        mark_g += amount * lines[k, 5]
                        mark_b += amount * lines[k, 6]
                marked = min(1.0, max(0.0, marked)) * (1.0 - 0.6 * drift)
                for c in range(3):
                    value = inks[0, c] * worn * (1.0 - 0.42 * film)
                    mark = mark_r if c == 0 else (mark_g if c == 1 else mark_b)
                    if marked > 0.0:
                        value += (mark - value) * marked
                    value += (inks[9, c] * 0.94 - value) * drift * 0.9
                    if bounce > 0.0:
                        value += (mirror[my, mx, c] / 255.0 - value) * bounce
                    value += inks[7, c] * toward
                    colour[c] += (value - colour[c]) * on_road if on_road < 1.0 else 0.0
                    if on_road >= 1.0:
                        colour[c] = value
            if beam_here > 0.0:
                reach = (side - lateral0) / (1.7 + 0.11 * z)
                if abs(reach) < 2.4:
                    gain += beam_here * math.exp(-reach * reach)
            if lamp > 0.0 and z < 420.0:
                for k in range(lamps.shape[0]):
                    if abs(side - lamps[k, 0]) > 1.5 * lamps[k, 3]:
                        continue
                    d = (along - lamps[k, 2]) / lamps[k, 1]
                    d = (d - math.floor(d + 0.5)) * lamps[k, 1] / lamps[k, 3]
                    s = (side - lamps[k, 0]) / (0.62 * lamps[k, 3])
                    away = d * d + s * s
                    if away < 5.0:
                        # Nearly exp(-away), at a fifth of its cost.
                        fall = 1.0 - 0.2 * away
                        gain += lamp * fall * fall * fall * fall * fall
            if gain > 1.0:
                lit = (gain - 1.0) / (0.76 + 0.24 * gain)
                for c in range(3):
                    colour[c] *= 1.0 + lit * inks[8, c]
            for c in range(3):
                value = min(1.0, colour[c])
                value += (air[x, c] - value) * veil[y]
                if cover[y] < 1.0:
                    below = frame[y, x, c] / 255.0
                    value = below + (value - below) * cover[y]
                frame[y, x, c] = np.uint8(min(1.0, max(0.0, value)) * 255.0 + 0.5)
