"""Kernels that draw plants: a bowed stem, its leaves and its head, onto 8-bit pictures."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel

PLANT_COLUMNS = 16
"""x, base y, length, bow (in lengths), half width, root rgb, tip rgb, level of light,
head (-1 none), head radius, head's turn, leaves (0..1)."""


@njit(cache=True, fastmath=True, nogil=True, inline="always")
def _ink(
    img: NDArray[np.uint8], y: int, x: int, r: float, g: float, b: float, cover: float
) -> None:
    keep = 1.0 - cover
    img[y, x, 0] = np.uint8(img[y, x, 0] * keep + r * cover + 0.5)
    img[y, x, 1] = np.uint8(img[y, x, 1] * keep + g * cover + 0.5)
    img[y, x, 2] = np.uint8(img[y, x, 2] * keep + b * cover + 0.5)
    if img.shape[2] == 4:
        img[y, x, 3] = np.uint8(img[y, x, 3] * keep + 255.0 * cover + 0.5)


@kernel
def draw_plants(
    img: NDArray[np.uint8],
    plants: NDArray[np.float32],
    sheets: Any,
    reaches: NDArray[np.float32],
    light_side: float,
) -> None:
    """Draw plants in their order onto RGB or premultiplied RGBA (u8).

    `sheets` is a tuple of head sprites, each (heads x side x side x 4), the largest first;
    `reaches` says how wide each is, 1 the whole sheet.
    """
    for k in range(plants.shape[0]):
        bow = min(0.92, max(-0.92, float(plants[k, 3])))
        tall = float(plants[k, 2]) * math.sqrt(1.0 - 0.82 * bow * bow)
        if plants[k, 4] > 0.0:
            _stem(img, plants[k], bow, tall)
        if plants[k, 15] > 0.0:
            _leaves(img, plants[k], bow, tall, light_side)
        head = int(plants[k, 12])
        if head >= 0:
            x = float(plants[k, 0]) + bow * float(plants[k, 2])
            _head(img, plants[k], x, float(plants[k, 1]) - tall, head, sheets, float(reaches[head]))


@kernel
def _stem(img: NDArray[np.uint8], plant: NDArray[np.float32], bow: float, tall: float) -> None:
    rows, columns = img.shape[0], img.shape[1]
    x0, base = float(plant[0]), float(plant[1])
    reach = bow * float(plant[2])
    wide = float(plant[4])
    level = 255.0 * float(plant[11])
    is_bare = plant[12] < 0
    for y in range(max(0, int(base - tall)), min(rows, int(base) + 1)):
        s = (base - (y + 0.5)) / max(1.0, tall)
        if s < 0.0 or s > 1.0:
            continue
        centre = x0 + reach * s * s
        slope = 2.0 * reach * s / max(1.0, tall)
        half = wide * (1.0 - 0.94 * s * s) if is_bare else wide * (1.0 - 0.35 * s)
        half *= math.sqrt(1.0 + slope * slope)
        dense = min(1.0, 2.0 * half)
        half = max(0.5, half)
        first = math.floor(centre - half - 0.5)
        last = math.floor(centre + half + 0.5)
        r = level * (plant[5] + (plant[8] - plant[5]) * s)
        g = level * (plant[6] + (plant[9] - plant[6]) * s)
        b = level * (plant[7] + (plant[10] - plant[7]) * s)
        for x in range(max(0, first), min(columns - 1, last) + 1):
            cover = min(1.0, max(0.0, half + 0.5 - abs(x + 0.5 - centre))) * dense
            if cover > 0.02:
                # One side of a blade is turned to the sky.
                turn = 1.0 + 0.16 * min(1.0, max(-1.0, (x + 0.5 - centre) / half))
                _ink(img, y, x, min(255.0, r * turn), min(255.0, g * turn), min(255.0, b * turn),
                     cover)  # fmt: skip


@kernel
def _leaves(
    img: NDArray[np.uint8], plant: NDArray[np.float32], bow: float, tall: float, side: float
) -> None:
    """Broad leaves by turns left and right of the stem, pointing up and out."""
    rows, columns = img.shape[0], img.shape[1]
    length = float(plant[2])
    for n in range(5):
        s = 0.18 + 0.15 * n
        hand = 1.0 if n % 2 == 0 else -1.0
        size = length * 0.135 * (1.0 - 0.45 * abs(s - 0.45)) * float(plant[15])
        x0 = float(plant[0]) + bow * length * s * s + hand * size * 0.75
        y0 = float(plant[1]) - tall * s - 0.10 * size
        tilt = -0.42 * hand + 0.5 * bow
        cos, sin = math.cos(tilt), math.sin(tilt)
        level = 255.0 * float(plant[11]) * (0.46 + 0.10 * n + 0.10 * hand * side)
        high = 0.62 * size
        for y in range(max(0, int(y0 - high)), min(rows, int(y0 + high) + 2)):
            for x in range(max(0, int(x0 - size)), min(columns, int(x0 + size) + 2)):
                dx = x + 0.5 - x0
                dy = y + 0.5 - y0
                u = (dx * cos + dy * sin) / size
                v = (dy * cos - dx * sin) / (size * 0.50)
                point = 1.0 - 0.55 * u * hand
                inside = 1.0 - math.sqrt(u * u + v * v / (point * point))
                cover = min(1.0, max(0.0, inside * size * 0.7))
                if cover > 0.02:
                    tone = level * (0.92 - 0.22 * v - 0.14 * math.exp(-abs(v) * 9.0))
                    mixed = 0.5 * (plant[5] + plant[8])
                    green = 0.5 * (plant[6] + plant[9])
                    blue = 0.5 * (plant[7] + plant[10])
                    _ink(img, y, x, min(255.0, tone * mixed), min(255.0, tone * green),
                         min(255.0, tone * blue), cover)  # fmt: skip


@kernel
def _head(
    img: NDArray[np.uint8],
    plant: NDArray[np.float32],
    x0: float,
    y0: float,
    head: int,
    sheets: Any,
    wide: float,
) -> None:
    rows, columns = img.shape[0], img.shape[1]
    radius = float(plant[13])
    turn = float(plant[14])
    level = 0
    while level < len(sheets) - 1 and (sheets[level].shape[1] >> 1) >= 2.0 * radius:
        level += 1
    sheet = sheets[level]
    side = sheet.shape[1]
    cos, sin = math.cos(turn), math.sin(turn)
    scale = 0.5 * side / radius
    light = float(plant[11])
    reach = radius * (1.0 + 0.42 * abs(sin)) + 1.0
    across = radius * min(1.42, wide * cos + abs(sin)) + 1.0
    for y in range(max(0, int(y0 - reach)), min(rows, int(y0 + reach) + 2)):
        for x in range(max(0, int(x0 - across)), min(columns, int(x0 + across) + 2)):
            dx = x + 0.5 - x0
            dy = y + 0.5 - y0
            u = (dx * cos + dy * sin) * scale + 0.5 * side - 0.5
            v = (dy * cos - dx * sin) * scale + 0.5 * side - 0.5
            if u < -0.99 or v < -0.99 or u > side - 0.01 or v > side - 0.01:
                continue
            i = math.floor(u)
            j = math.floor(v)
            fu = u - i
            fv = v - j
            right, low = min(side - 1, i + 1), min(side - 1, j + 1)
            if (
                sheet[head, max(0, j), max(0, i), 3] == 0
                and sheet[head, max(0, j), right, 3] == 0
                and sheet[head, low, max(0, i), 3] == 0
                and sheet[head, low, right, 3] == 0
            ):
                continue
            r = g = b = a = 0.0
            for n in range(4):
                ii = i + (n & 1)
                jj = j + (n >> 1)
                if ii < 0 or jj < 0 or ii >= side or jj >= side:
                    continue
                share = (fu if n & 1 else 1.0 - fu) * (fv if n >> 1 else 1.0 - fv)
                r += share * sheet[head, jj, ii, 0]
                g += share * sheet[head, jj, ii, 1]
                b += share * sheet[head, jj, ii, 2]
                a += share * sheet[head, jj, ii, 3]
            if a < 3.0:
                continue
            cover = a / 255.0
            _ink(img, y, x, min(255.0, light * r / cover), min(255.0, light * g / cover),
                 min(255.0, light * b / cover), cover)  # fmt: skip
