"""The paint of a city's boxes: walls, signs, tubes of light, ledges, poles and roofs.

The `light` row is laid out by `light.light_row`; a box's row by `blocks`.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import hash01, smoothstep
from kinoloom.generators.painted.settings.city.light import (
    BUILDING,
    LEDGE,
    SIGN,
    TRIM,
    TUBE,
    irradiance,
)
from kinoloom.generators.painted.settings.city.noise import noise_at
from kinoloom.generators.painted.settings.city.wall import shade_wall


@kernel
def _letters(sheet: Any, cells: Any, cell: int, u: float, v: float) -> float:
    """The atlas at (u, v) of a sign's cell, 0..1, between pixels."""
    x = cells[cell, 0] + u * cells[cell, 2] - 0.5
    y = cells[cell, 1] + v * cells[cell, 3] - 0.5
    i = int(x)
    j = int(y)
    fx = x - i
    fy = y - j
    top = sheet[j, i] * (1.0 - fx) + sheet[j, i + 1] * fx
    bottom = sheet[j + 1, i] * (1.0 - fx) + sheet[j + 1, i + 1] * fx
    return (top * (1.0 - fy) + bottom * fy) * (1.0 / 255.0)


@kernel
def _sign(
    u: float,
    v: float,
    wide: float,
    high: float,
    spread: float,
    boxes: Any,
    k: int,
    letters: Any,
    halo: Any,
    cells: Any,
    noise: Any,
    power: float,
) -> tuple[float, float, float]:
    """A sign's face: 0 tubes on a dark board, 1 a lit board, 2 a screen, 3 a painted board."""
    r, g, b = boxes[k, 8], boxes[k, 9], boxes[k, 10]
    style = int(boxes[k, 11])
    cell = int(boxes[k, 12])
    # Far signs read the softened atlas: sharp letters would sparkle there.
    soft = smoothstep(0.25, 0.9, spread / (wide / cells[cell, 2] * 16.0))
    glow = _letters(halo, cells, cell, u, v)
    ink = _letters(letters, cells, cell, u, v) * (1.0 - soft) + glow * soft
    edge = min(min(u, 1.0 - u) * wide, min(v, 1.0 - v) * high)
    border = smoothstep(0.17, 0.12, edge) * smoothstep(0.02, 0.06, edge)
    if style == 1:
        board = (0.75 + 0.25 * math.cos((v - 0.5) * 2.4)) * power
        body = board * (1.0 - 0.93 * ink) * (1.0 - 0.8 * smoothstep(0.09, 0.05, edge))
        return (0.35 + 1.25 * r) * body, (0.35 + 1.25 * g) * body, (0.35 + 1.25 * b) * body
    if style == 2:
        wave = noise_at(noise, u * 3.0 + boxes[k, 6], v * 3.0)
        sweep = 0.5 + 0.5 * math.sin(u * 4.0 + v * 3.0 + boxes[k, 6] + 4.0 * wave)
        frame = smoothstep(0.06, 0.16, edge)
        body = (0.18 + 0.75 * sweep * wave) * frame * power
        other = 0.45 * (1.0 - sweep) * frame * power
        r1, g1, b1 = r * body + b * other, g * body + r * other * 0.4, b * body + g * other
        return r1 + 1.7 * ink * power, g1 + 1.7 * ink * power, b1 + 1.7 * ink * power
    if style == 3:
        body = 0.20 + 0.16 * power
        ink *= 0.30 + 0.75 * power
        return r * body + ink, g * body + ink * 0.95, b * body + ink * 0.85
    tube = (2.6 * ink + 1.9 * border) * power
    air = (0.10 + 0.85 * glow) * power
    white = 0.75 * ink * power
    return (
        0.012 + r * (tube + air) + white,
        0.012 + g * (tube + air) + white,
        0.015 + b * (tube + air) + white,
    )


@kernel
def _skylight(px: float, pz: float, parapet: float, seed: int) -> float:
    """1 where a roof has a window that is lit from below."""
    u, v = px * 0.22 + 900.0, pz * 0.22
    i, j = int(u), int(v)
    inside = 0.2 < u - i < 0.6 and 0.2 < v - j < 0.7 and parapet > 1.2
    return 1.0 if inside and hash01(i, j, seed) > 0.86 else 0.0


@kernel
def shade_box(
    px: float,
    py: float,
    pz: float,
    dx: float,
    dy: float,
    spread: float,
    face: int,
    sun: float,
    boxes: NDArray[np.float32],
    k: int,
    lamps: NDArray[np.float32],
    lamp_starts: NDArray[np.int32],
    letters: NDArray[np.uint8],
    halo: NDArray[np.uint8],
    cells: NDArray[np.float32],
    noise: NDArray[np.float32],
    light: NDArray[np.float64],
) -> tuple[float, float, float]:
    """The light that the point of box k sends to the eye, air not yet counted.

    `face` is 0 for a side, 1 for the top or bottom, 2 for the front; `spread` is the size of a
    pixel there in metres, `sun` the sun's share that reaches it.
    """
    kind = int(boxes[k, 7])
    if face == 0:
        wide = boxes[k, 5] - boxes[k, 4]
        u = pz - boxes[k, 4]
        if px > 0.0:
            u = wide - u
    else:
        wide = boxes[k, 1] - boxes[k, 0]
        u = px - boxes[k, 0]
    v = py - boxes[k, 2]
    high = boxes[k, 3] - boxes[k, 2]
    if kind == SIGN and face != 1:
        is_broad = (face == 0) == (boxes[k, 5] - boxes[k, 4] > boxes[k, 1] - boxes[k, 0])
        if is_broad:
            su = min(0.999, max(0.001, u / wide))
            sv = min(0.999, max(0.001, 1.0 - v / high))
            return _sign(
                su, sv, wide, high, spread, boxes, k, letters, halo, cells, noise, light[30]
            )
    if kind in (SIGN, TUBE):
        power = (0.35 if kind == SIGN else boxes[k, 12]) * light[30 if boxes[k, 13] < 0.5 else 31]
        dim = 0.02 if kind == SIGN else 0.08
        return boxes[k, 8] * power + dim, boxes[k, 9] * power + dim, boxes[k, 10] * power + dim
    is_top = face == 1 and dy < 0.0
    facing = light[1] if is_top else 0.0
    if face == 0:
        facing = light[0] if dx < 0.0 else -light[0]
    elif face == 2:
        facing = -light[2]
    facing = max(0.0, facing) * sun
    r, g, b = irradiance(px, py, pz, facing, 1.6 if is_top else 1.0, lamps, lamp_starts, light)
    if kind == BUILDING and face != 1:
        return shade_wall(py, pz, dx, dy, spread, u, v, wide, boxes, k, r, g, b, noise, light)
    if light[33] > 0.0 and kind != TRIM and (is_top or (kind == LEDGE and v > 0.62 * high)):
        return 0.82 * r, 0.84 * g, 0.88 * b
    if kind == BUILDING:
        parapet = min(u, wide - u, pz - boxes[k, 4], boxes[k, 5] - pz)
        rough = 0.55 + 0.5 * noise_at(noise, px * 0.5, pz * 0.5)
        if parapet < 0.45:
            rough *= 1.8
        lit = _skylight(px, pz, parapet, int(boxes[k, 6])) * light[28]
        r, g, b = r + 4.0 * lit, g + 2.9 * lit, b + 1.7 * lit
        return (
            0.9 * boxes[k, 8] * rough * r,
            0.9 * boxes[k, 9] * rough * g,
            0.9 * boxes[k, 10] * rough * b,
        )
    stripe = 1.0
    if kind == LEDGE and boxes[k, 11] > 0.5 and face != 1:
        stripe = 1.0 if (u * 1.4 - math.floor(u * 1.4)) < 0.5 else 0.35
    under = boxes[k, 12] * light[30] if kind == LEDGE and (face == 1 or v < 0.12) else 0.0
    return (
        boxes[k, 8] * stripe * r + boxes[k, 16] * under,
        boxes[k, 9] * stripe * g + boxes[k, 17] * under,
        boxes[k, 10] * stripe * b + boxes[k, 18] * under,
    )
