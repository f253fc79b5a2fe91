"""Kernels of light in water: the open blue, shafts from above, and the net on the floor."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import smoothstep, value_noise


@kernel
def shaft_table(table: NDArray[np.float32], reach: float, a: float, b: float, seed: int) -> None:
    """How bright the light is in each direction (-reach..reach, slopes) at a place in time."""
    count = table.shape[0]
    for k in range(count):
        u = (k / (count - 1) * 2.0 - 1.0) * reach
        broad = value_noise(u * 3.1 + 0.5 * a + 40.0, b * 0.9 + 5.0, seed)
        middle = value_noise(u * 9.0 + 1.1 * b + 70.0, a * 1.3 + 9.0, seed + 1)
        fine = value_noise(u * 26.0 - 1.7 * a + 90.0, b * 1.7 + 3.0, seed + 2)
        beam = smoothstep(0.42, 0.92, 0.46 * broad + 0.36 * middle + 0.28 * fine)
        table[k] = beam * (0.45 + 0.75 * broad)


@kernel
def paint_open_water(
    out: NDArray[np.float32],
    shafts: NDArray[np.float32],
    view: NDArray[np.float64],
    ramp: NDArray[np.float32],
    colours: NDArray[np.float32],
    table: NDArray[np.float32],
    tile: NDArray[np.uint8],
    first_row: int,
    last_row: int,
) -> None:
    """Open water (rows x columns x 3, 0..255) and its shafts (rows x columns, 0..1).

    `view`: step, frame width and height, light x and y, row where the ramp begins, its height,
    surface row, chop, time, shafts' reach, their strength, camera's x.
    """
    step, width, height = view[0], view[1], view[2]
    light_x, light_y, ramp_top, ramp_run = view[3], view[4], view[5], view[6]
    surface_y, chop, shift = view[7], view[8], view[9]
    reach, rays, turn = view[10], view[11], view[12]
    count = table.shape[0]
    side = tile.shape[0]
    mask = side - 1
    across = 1.0 / (0.46 * max(width, 0.8 * height))
    down = 1.0 / (0.50 * height)
    for j in range(first_row, last_row):
        y = (j + 0.5) * step - 0.5
        at = min(254.999, max(0.0, (y - ramp_top) / ramp_run * 255.0))
        row = int(at)
        share = np.float32(at - row)
        dy = (y - light_y) * down
        fall = (y - light_y) / height
        fade = rays * math.exp(-1.15 * fall) * smoothstep(-0.02, 0.22, fall)
        above = (surface_y - y) / (0.42 * height)
        depth = 1.0 / (0.16 + 0.9 * max(0.0, above))
        for i in range(out.shape[1]):
            x = (i + 0.5) * step - 0.5
            dx = (x - light_x) * across
            glow = 1.0 / (1.0 + 1.9 * (dx * dx + dy * dy))
            glow = glow * glow * (0.35 + 0.65 * glow)
            u = (x - light_x) / max(1.0, y - light_y)
            place = (u / reach * 0.5 + 0.5) * (count - 1)
            beam = 0.0
            if 0.0 <= place < count - 1.001:
                k = int(place)
                beam = table[k] + (table[k + 1] - table[k]) * (place - k)
            beam *= fade / (1.0 + 0.55 * u * u)
            shafts[j, i] = np.float32(beam)
            lit = 0.0
            if above > 0.0:
                wx = (x - 0.5 * width + shift) / height * depth * 300.0
                wy = depth * 420.0
                n = sample_tile(tile, wx * 0.8 + turn, wy + turn, mask)
                m = sample_tile(tile, wx * 2.1 - turn, wy * 2.3 + 91.0, mask)
                p = (0.75 * n + 0.55 * m * (0.5 + n)) * chop
                lit = (p - 0.10) * min(1.0, above * 2.6) * (0.16 + 1.15 * glow)
            for c in range(3):
                base = ramp[row, c] + (ramp[row + 1, c] - ramp[row, c]) * share
                value = base + (colours[0, c] - base) * np.float32(min(1.0, 1.05 * glow))
                value += colours[0, c] * np.float32(lit * 0.75)
                value += (np.float32(1.0) - value) * colours[1, c] * np.float32(0.30 * beam)
                out[j, i, c] = np.float32(255.0) * min(np.float32(1.0), max(np.float32(0), value))


@njit(cache=True, fastmath=True, nogil=True, inline="always")
def sample_tile(tile: NDArray[np.uint8], x: float, y: float, mask: int) -> float:
    """The tile between its pixels, 0..1; it wraps."""
    i = math.floor(x)
    j = math.floor(y)
    u = x - i
    v = y - j
    i0, i1 = i & mask, (i + 1) & mask
    j0, j1 = j & mask, (j + 1) & mask
    upper = tile[j0, i0] * (1.0 - u) + tile[j0, i1] * u
    lower = tile[j1, i0] * (1.0 - u) + tile[j1, i1] * u
    return (upper + (lower - upper) * v) * 0.00392156862


@kernel
def enlarge(
    small: NDArray[np.float32],
    frame: NDArray[np.uint8],
    dither: NDArray[np.float32],
    step: int,
    first_row: int,
    last_row: int,
) -> None:
    """Draw a soft picture larger, with the dither that keeps it from banding."""
    rows, columns = small.shape[0], small.shape[1]
    inverse = np.float32(1.0 / step)
    half = np.float32(0.5)
    for y in range(first_row, last_row):
        v = max(np.float32(0.0), (np.float32(y) + half) * inverse - half)
        j = min(int(v), rows - 2)
        v = min(np.float32(1.0), v - np.float32(j))
        for x in range(frame.shape[1]):
            u = max(np.float32(0.0), (np.float32(x) + half) * inverse - half)
            i = min(int(u), columns - 2)
            u = min(np.float32(1.0), u - np.float32(i))
            noise = dither[y & 63, x & 63]
            for c in range(3):
                a = small[j, i, c] + (small[j, i + 1, c] - small[j, i, c]) * u
                b = small[j + 1, i, c] + (small[j + 1, i + 1, c] - small[j + 1, i, c]) * u
                frame[y, x, c] = np.uint8(min(np.float32(255.0), a + (b - a) * v + noise))


@kernel
def add_shafts(
    frame: NDArray[np.uint8],
    shafts: NDArray[np.float32],
    colour: NDArray[np.float32],
    dither: NDArray[np.float32],
    step: int,
    first_row: int,
    last_row: int,
) -> None:
    """Screen shafts of light over what is behind them."""
    rows, columns = shafts.shape[0], shafts.shape[1]
    inverse = np.float32(1.0 / step)
    half = np.float32(0.5)
    for y in range(first_row, last_row):
        v = max(np.float32(0.0), (np.float32(y) + half) * inverse - half)
        j = min(int(v), rows - 2)
        v = min(np.float32(1.0), v - np.float32(j))
        for x in range(frame.shape[1]):
            u = max(np.float32(0.0), (np.float32(x) + half) * inverse - half)
            i = min(int(u), columns - 2)
            u = min(np.float32(1.0), u - np.float32(i))
            a = shafts[j, i] + (shafts[j, i + 1] - shafts[j, i]) * u
            b = shafts[j + 1, i] + (shafts[j + 1, i + 1] - shafts[j + 1, i]) * u
            beam = a + (b - a) * v
            if beam > np.float32(0.004):
                noise = dither[y & 63, x & 63]
                for c in range(3):
                    below = np.float32(frame[y, x, c])
                    lit = below + (np.float32(255.0) - below) * min(
                        np.float32(0.9), beam * colour[c]
                    )
                    frame[y, x, c] = np.uint8(min(np.float32(255.0), lit + noise))


@kernel
def light_floor(
    frame: NDArray[np.uint8],
    tile: NDArray[np.uint8],
    to_paint: NDArray[np.float64],
    view: NDArray[np.float64],
    colour: NDArray[np.float32],
    first_row: int,
    last_row: int,
) -> None:
    """Lay the net of light on the floor.

    `to_paint` takes frame points to the painted canvas (homogeneous); `view`: eye's row, the
    middle and the light's x there, the rows from the eye's to the nearest, strength, frame width,
    tile pixels per pixel of the nearest row.
    """
    eye, middle, light_x, run = view[0], view[1], view[2], view[3]
    strength, width, fine = view[4], view[5], view[6]
    mask = tile.shape[0] - 1
    for y in range(first_row, last_row):
        w = to_paint[2, 1] * y + to_paint[2, 2]
        row = (to_paint[1, 1] * y + to_paint[1, 2]) / w
        below = row - eye
        if below < 2.0:
            continue
        far = run / below
        # Farther away the net is finer than the frame's rows.
        fade = strength * smoothstep(4.6, 1.5, far)
        if fade < 0.01:
            continue
        step = to_paint[0, 0] / w
        px = (to_paint[0, 1] * y + to_paint[0, 2]) / w
        wy = far * 300.0
        for x in range(frame.shape[1]):
            at = px + step * x
            net = sample_tile(tile, (at - middle) * far * fine, wy, mask)
            off = (at - light_x) / (0.55 * width)
            level = fade * net / (1.0 + off * off)
            for c in range(3):
                value = frame[y, x, c] * (1.0 + level * colour[c])
                frame[y, x, c] = np.uint8(min(255.0, value))
