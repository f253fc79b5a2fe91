"""Rays to the table's top: what light reaches it, and how it looks.

`view` is focal length, principal x, the horizon's row, the eye's height, its distance from the
middle of the table (all of the painted canvas; lengths of the room in units of 10 cm).
"""

from __future__ import annotations

import math
from typing import Any

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import smoothstep
from kinoloom.generators.painted.settings.tabletop.light_kernels import (
    in_light_space,
    reach_of_light,
    satin_light,
    table_light,
)

MAP_STEP = 4
"""Light maps are kept for every fourth pixel."""


@kernel
def tone(v: float) -> float:
    """A film's answer to light, 0..1, still linear."""
    v = max(0.0, v)
    return min(1.0, v * (2.51 * v + 0.03) / (v * (2.43 * v + 0.59) + 0.14))


@kernel
def develop(r: float, g: float, b: float) -> tuple[float, float, float]:
    """A film's answer to a colour, 0..1: bright colours pale, but half as much as film's do."""
    r, g, b = max(0.0, r), max(0.0, g), max(0.0, b)
    most = max(r, g, b, 1e-6)
    keep = 0.55 * tone(most) / most
    return keep * r + 0.45 * tone(r), keep * g + 0.45 * tone(g), keep * b + 0.45 * tone(b)


@kernel
def top_far(table: Any, x: float) -> float:
    """How far back the table goes at x."""
    if table[13] < 0.5:
        return table[12]
    # A round top.
    radius = table[14]
    inside = radius * radius - x * x
    return table[12] - radius + math.sqrt(inside) if inside > 0.0 else -1e9


@kernel
def light_table(
    parts: Any, bounds: Any, cells: Any, fields: Any, materials: Any,
    table: Any, sun: Any, panels: Any, glows: Any, view: Any,
    y0: int, step: int, out: Any, first_row: int, last_row: int,
) -> None:  # fmt: skip
    """Rows of what reaches the table (`reach_of_light`), at every `step`-th pixel."""
    for row in range(first_row, last_row):
        dy = (view[2] - (y0 + (row + 0.5) * step)) / view[0]
        if dy > -1e-4:
            continue
        t = -view[3] / dy
        for column in range(out.shape[1]):
            dx = ((column + 0.5) * step - view[1]) / view[0]
            px, pz = dx * t, t - view[4]
            if pz > top_far(table, px) + 0.5:
                continue
            lit, free, r, g, b = reach_of_light(
                sun, glows, parts, bounds, cells, fields, materials, px, pz
            )
            out[row, column, 0], out[row, column, 1] = lit, free
            out[row, column, 2], out[row, column, 3], out[row, column, 4] = r, g, b


@kernel
def _met(
    table: Any, view: Any, column: int, dy: float, t: float
) -> tuple[float, float, float, float, float, float]:
    """Where a row's ray meets the table's plane: x, z, the table's end there, the depth a pixel
    covers; and how far the ray leans aside, and one over its length."""
    dx = (column + 0.5 - view[1]) / view[0]
    inv = 1.0 / math.sqrt(dx * dx + dy * dy + 1.0)
    px = dx * t
    return px, t - view[4], top_far(table, px), t * t / (view[0] * view[3]), dx, inv


@kernel
def paint_table(
    table: Any, sun: Any, panels: Any, view: Any, light: Any,
    y0: int, out: Any, maps: Any, first_row: int, last_row: int,
) -> None:  # fmt: skip
    """Rows of the table's top (RGBA, not premultiplied), `y0` the canvas row of the first.

    `light` is of the same size, from `light_table`; `maps` gets the key's share and the light
    space of every fourth pixel.
    """
    for row in range(first_row, last_row):
        dy = (view[2] - (y0 + row + 0.5)) / view[0]
        if dy > -1e-4:
            continue
        t = -view[3] / dy
        for column in range(out.shape[1]):
            px, pz, end, foot, dx, inv = _met(table, view, column, dy, t)
            if pz > end:
                continue
            # As numbers of 64 bits: with others it would be compiled once more.
            r, g, b, share = table_light(
                table, sun, panels, px, pz, dx * inv, dy * inv, inv, foot,
                float(light[row, column, 0]), float(light[row, column, 1]),
                float(light[row, column, 2]), float(light[row, column, 3]),
                float(light[row, column, 4]),
            )  # fmt: skip
            _lay(table, sun, y0, out, maps, row, column, px, pz, foot, end, r, g, b, share)


@kernel
def paint_satin(
    table: Any, sun: Any, panels: Any, view: Any, light: Any,
    y0: int, out: Any, maps: Any, first_row: int, last_row: int,
) -> None:  # fmt: skip
    """As `paint_table` for satin; by itself, since few tables are and all would compile it."""
    for row in range(first_row, last_row):
        dy = (view[2] - (y0 + row + 0.5)) / view[0]
        if dy > -1e-4:
            continue
        t = -view[3] / dy
        for column in range(out.shape[1]):
            px, pz, end, foot, dx, inv = _met(table, view, column, dy, t)
            if pz > end:
                continue
            r, g, b, share = satin_light(
                table, sun, panels, px, pz, dx * inv, dy * inv, inv,
                light[row, column, 0], light[row, column, 1], light[row, column, 2],
                light[row, column, 3], light[row, column, 4],
            )  # fmt: skip
            _lay(table, sun, y0, out, maps, row, column, px, pz, foot, end, r, g, b, share)


@kernel
def _lay(
    table: Any, sun: Any, y0: int, out: Any, maps: Any, row: int, column: int,
    x: float, z: float, foot: float, end: float, r: float, g: float, b: float, share: float,
) -> None:  # fmt: skip
    """Write a pixel of the table's top, and what the maps keep of it."""
    # The far edge is rounded and catches the light behind it.
    edge = 0.4 * smoothstep(max(0.10, 2.5 * foot), 0.0, end - z) * table[16]
    r, g, b = r + edge * sun[12], g + edge * sun[13], b + edge * sun[14]
    r, g, b = develop(r * sun[32], g * sun[32], b * sun[32])
    out[row, column, 0], out[row, column, 1], out[row, column, 2] = r, g, b
    out[row, column, 3] = 1.0
    if (y0 + row) % MAP_STEP == 0 and column % MAP_STEP == 0:
        i, j = (y0 + row) // MAP_STEP, column // MAP_STEP
        if i < maps.shape[0] and j < maps.shape[1]:
            maps[i, j, 0] = share
            maps[i, j, 1], maps[i, j, 2] = in_light_space(sun, x, 0.0, z)
            maps[i, j, 3] = 1.0
