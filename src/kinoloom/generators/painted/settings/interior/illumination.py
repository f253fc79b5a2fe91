"""Light indoors: what the windows let in, the lamps, and what the floor throws back.

All of it is linear. `sun` is a row: direction toward it x y z, its colour, the softness of its
edges. `lamps` has rows of place and colour, `bounces` rows of place, normal and colour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import hash01, smoothstep
from kinoloom.generators.painted.settings.interior.room import PLANES
from kinoloom.generators.painted.settings.interior.solids import blocked

if TYPE_CHECKING:
    from kinoloom.generators.painted.settings.interior.room import Room

Floats = NDArray[np.float64]
_PATCH_M = 0.4


@dataclass(frozen=True)
class Illumination:
    """The light of one room, as the kernels read it; `maps` holds each plane's (v x u x 3)."""

    sky_rgb: Floats
    fill_rgb: Floats
    sun: Floats
    lamps: Floats
    bounces: Floats
    maps: Floats
    windows: Floats
    bounds: Floats


@kernel
def opening(w: Floats, k: int, u: float, v: float, soft: float) -> float:
    """How much of the hole in the wall is open at (u, v), its edges softened by metres."""
    middle = 0.5 * (w[k, 1] + w[k, 2])
    half = 0.5 * (w[k, 2] - w[k, 1])
    top = w[k, 4]
    if w[k, 7] > 0.0:
        x = min(1.0, abs(u - middle) / half)
        top -= w[k, 7] * (w[k, 4] - w[k, 3]) * (1.0 - math.sqrt(1.0 - x * x * 0.999))
    across = smoothstep(-soft, soft, half - abs(u - middle))
    up = smoothstep(-soft, soft, v - w[k, 3]) * smoothstep(-soft, soft, top - v)
    return across * up


@kernel
def glass(w: Floats, k: int, u: float, v: float, soft: float) -> float:
    """How much light comes through the panes at (u, v): the opening less frame and bars."""
    u0, u1, v0, v1 = w[k, 1], w[k, 2], w[k, 3], w[k, 4]
    frame = w[k, 8]
    if u < u0 - soft or u > u1 + soft or v < v0 - soft or v > v1 + soft:
        return 0.0
    middle = 0.5 * (u0 + u1)
    half = 0.5 * (u1 - u0)
    top = v1
    if w[k, 7] > 0.0:
        x = min(1.0, abs(u - middle) / (half - 0.5 * frame))
        top -= w[k, 7] * (v1 - v0) * (1.0 - math.sqrt(max(0.0, 1.0 - x * x)))
    through = smoothstep(-soft, soft, half - frame - abs(u - middle))
    through *= smoothstep(-soft, soft, v - v0 - frame) * smoothstep(-soft, soft, top - frame - v)
    bar = 0.5 * w[k, 9]
    reach = min(1.0, 2.5 * bar / max(soft, 1e-4))
    if w[k, 5] > 1.5:
        x = (u - u0) / (u1 - u0) * w[k, 5]
        away = abs(x - math.floor(x + 0.5)) * (u1 - u0) / w[k, 5]
        through *= 1.0 - reach * (1.0 - smoothstep(-soft, soft, away - bar))
    if w[k, 6] > 1.5:
        y = (v - v0) / (v1 - v0) * w[k, 6]
        away = abs(y - math.floor(y + 0.5)) * (v1 - v0) / w[k, 6]
        through *= 1.0 - reach * (1.0 - smoothstep(-soft, soft, away - bar))
    return through


@kernel
def to_window(
    px: float,
    py: float,
    pz: float,
    dx: float,
    dy: float,
    dz: float,
    w: Floats,
    k: int,
    bounds: Floats,
) -> tuple[float, float, float]:
    """Distance along a ray to the wall of a window, and where on it; distance -1 if never."""
    wall = int(w[k, 0])
    if wall == 2:
        if dz <= 1e-6:
            return -1.0, 0.0, 0.0
        t = (bounds[5] - pz) / dz
        return t, px + t * dx, py + t * dy
    edge = bounds[0] if wall == 3 else bounds[1]
    if (dx >= -1e-6 and wall == 3) or (dx <= 1e-6 and wall == 4):
        return -1.0, 0.0, 0.0
    t = (edge - px) / dx
    return t, pz + t * dz, py + t * dy


@kernel
def sun_through(
    px: float, py: float, pz: float, sun: Floats, w: Floats, bounds: Floats, extra: float
) -> float:
    """How much of the sun a point sees through the panes, 0..1."""
    seen = 0.0
    for k in range(w.shape[0]):
        t, u, v = to_window(px, py, pz, sun[0], sun[1], sun[2], w, k, bounds)
        if t > 0.0:
            seen = max(seen, glass(w, k, u, v, 0.004 + sun[6] * t + extra))
    return seen


@kernel
def window_light(
    px: float,
    py: float,
    pz: float,
    nx: float,
    ny: float,
    nz: float,
    w: Floats,
    bounds: Floats,
    groups: Floats,
    solids: Floats,
    columns: int,
    rows: int,
    shift: float,
    shadows: bool,
) -> float:
    """The sky's light through the windows on a point: sampled, with shadows if asked."""
    total = 0.0
    for k in range(w.shape[0]):
        wall = int(w[k, 0])
        area = (w[k, 2] - w[k, 1]) * (w[k, 4] - w[k, 3]) * (1.0 - 0.25 * w[k, 7])
        for i in range(columns):
            for j in range(rows):
                a = hash01(i + 17 * k, j, 5) * 0.6 - 0.3
                u = w[k, 1] + (w[k, 2] - w[k, 1]) * ((i + 0.5 + a + shift) / columns % 1.0)
                v = w[k, 3] + (w[k, 4] - w[k, 3]) * ((j + 0.5 - a) / rows)
                if wall == 2:
                    dx, dy, dz = u - px, v - py, bounds[5] + 0.05 - pz
                else:
                    edge = bounds[0] - 0.05 if wall == 3 else bounds[1] + 0.05
                    dx, dy, dz = edge - px, v - py, u - pz
                d2 = dx * dx + dy * dy + dz * dz
                d = math.sqrt(d2)
                facing = (dx * nx + dy * ny + dz * nz) / d
                leaving = (abs(dz) if wall == 2 else abs(dx)) / d
                if facing <= 0.0:
                    continue
                light = facing * leaving * area / (math.pi * d2 + 0.4 * area)
                if shadows and blocked(
                    px + 0.012 * nx, py + 0.012 * ny, pz + 0.012 * nz, dx / d, dy / d, dz / d,
                    groups, solids, d - 0.12,
                ) > 0.0:  # fmt: skip
                    continue
                total += light / (columns * rows)
    return total


@kernel
def add_points(
    px: float,
    py: float,
    pz: float,
    nx: float,
    ny: float,
    nz: float,
    lamps: Floats,
    bounces: Floats,
    groups: Floats,
    solids: Floats,
    shadows: bool,
    out: Floats,
) -> None:
    """Add the lamps' light and what lit patches throw back."""
    for k in range(lamps.shape[0]):
        dx, dy, dz = lamps[k, 0] - px, lamps[k, 1] - py, lamps[k, 2] - pz
        d2 = dx * dx + dy * dy + dz * dz
        d = math.sqrt(d2)
        facing = max(0.0, (dx * nx + dy * ny + dz * nz) / d) * 0.85 + 0.06
        if shadows and blocked(
            px + 0.012 * nx, py + 0.012 * ny, pz + 0.012 * nz, dx / d, dy / d, dz / d,
            groups, solids, d - 0.05,
        ) > 0.0:  # fmt: skip
            facing *= 0.22
        light = facing / (d2 + 0.16)
        for c in range(3):
            out[c] += lamps[k, 3 + c] * light
    for k in range(bounces.shape[0]):
        dx, dy, dz = bounces[k, 0] - px, bounces[k, 1] - py, bounces[k, 2] - pz
        d2 = dx * dx + dy * dy + dz * dz + 1e-6
        d = math.sqrt(d2)
        facing = (dx * nx + dy * ny + dz * nz) / d
        leaving = -(dx * bounces[k, 3] + dy * bounces[k, 4] + dz * bounces[k, 5]) / d
        if facing > 0.0 and leaving > 0.0:
            light = facing * leaving / (3.14159 * d2 + 0.5)
            for c in range(3):
                out[c] += bounces[k, 6 + c] * light


@kernel
def on_plane(
    which: int, u: float, v: float, bounds: Floats
) -> tuple[float, float, float, float, float, float]:
    """A place on a plane of the room, and the normal into the room there."""
    if which == 0:
        return u, bounds[2], v, 0.0, 1.0, 0.0
    if which == 1:
        return u, bounds[3], v, 0.0, -1.0, 0.0
    if which == 2:
        return u, v, bounds[5], 0.0, 0.0, -1.0
    if which == 3:
        return bounds[0], v, u, 1.0, 0.0, 0.0
    return bounds[1], v, u, -1.0, 0.0, 0.0


@scratch_kernel
def _light_rows(
    maps: Floats,
    first: int,
    last: int,
    sky: Floats,
    lamps: Floats,
    bounces: Floats,
    w: Floats,
    bounds: Floats,
    groups: Floats,
    solids: Floats,
) -> None:
    side = maps.shape[1]
    out = np.zeros(3)
    for line in range(first, last):
        which = line // side
        j = line % side
        u0, u1 = (bounds[4], bounds[5]) if which > 2 else (bounds[0], bounds[1])
        v0, v1 = (bounds[4], bounds[5]) if which < 2 else (bounds[2], bounds[3])
        for i in range(side):
            u = u0 + (u1 - u0) * min(0.995, max(0.005, i / (side - 1)))
            v = v0 + (v1 - v0) * min(0.995, max(0.005, j / (side - 1)))
            px, py, pz, nx, ny, nz = on_plane(which, u, v, bounds)
            light = window_light(px, py, pz, nx, ny, nz, w, bounds, groups, solids, 6, 4, 0.0, True)
            # Corners see less of the room.
            du, dv = min(u - u0, u1 - u), min(v - v0, v1 - v)
            close = 1.0 - 0.34 * math.exp(-du / 0.35) - 0.34 * math.exp(-dv / 0.35)
            for c in range(3):
                out[c] = sky[c] * light
            add_points(px, py, pz, nx, ny, nz, lamps, bounces, groups, solids, True, out)
            for c in range(3):
                maps[which, j, i, c] = out[c] + sky[3 + c] * close


@kernel
def mapped(maps: Floats, which: int, u: float, v: float, bounds: Floats, out: Floats) -> None:
    """The light on a plane at its own (u, v)."""
    side = maps.shape[1]
    u0, u1 = (bounds[4], bounds[5]) if which > 2 else (bounds[0], bounds[1])
    v0, v1 = (bounds[4], bounds[5]) if which < 2 else (bounds[2], bounds[3])
    x = min(side - 1.001, max(0.0, (u - u0) / (u1 - u0) * (side - 1)))
    y = min(side - 1.001, max(0.0, (v - v0) / (v1 - v0) * (side - 1)))
    i, j = int(x), int(y)
    x, y = x - i, y - j
    for c in range(3):
        top = maps[which, j, i, c] * (1 - x) + maps[which, j, i + 1, c] * x
        low = maps[which, j + 1, i, c] * (1 - x) + maps[which, j + 1, i + 1, c] * x
        out[c] = top * (1 - y) + low * y


def illuminate(
    room: Room,
    groups: Floats,
    solids: Floats,
    *,
    sky_rgb: Floats,
    fill_rgb: Floats,
    sun: Floats,
    lamps: Floats,
    floor_rgb: Floats,
    wall_rgb: Floats,
    texels: int,
) -> Illumination:
    """Everything that lights the room, its light maps of texels x texels computed."""
    bounds, windows = room.bounds(), room.window_rows()
    bounces = _lit_patches(bounds, windows, sun, floor_rgb, wall_rgb)
    side = texels
    maps = np.zeros((PLANES, side, side, 3))
    sky = np.concatenate([sky_rgb, fill_rgb])

    def paint(first: int, last: int) -> None:
        _light_rows(maps, first, last, sky, lamps, bounces, windows, bounds, groups, solids)

    in_bands(PLANES * side, paint)
    return Illumination(sky_rgb, fill_rgb, sun, lamps, bounces, maps, windows, bounds)


def _lit_patches(
    bounds: Floats, windows: Floats, sun: Floats, floor_rgb: Floats, wall_rgb: Floats
) -> Floats:
    """Parts of floor and walls in the sun, as small lights."""
    rows: list[list[float]] = []
    if sun[3:6].max() <= 0.02:
        return np.zeros((0, 9))
    for which in (0, 2, 3, 4):
        us = np.arange(bounds[4 if which > 2 else 0] + 0.2, bounds[5 if which > 2 else 1], _PATCH_M)
        vs = np.arange(0.2 if which else bounds[4] + 0.2, bounds[5 if which < 2 else 3], _PATCH_M)
        for u in us:
            for v in vs:
                px, py, pz, nx, ny, nz = on_plane(which, float(u), float(v), bounds)
                facing = nx * sun[0] + ny * sun[1] + nz * sun[2]
                if facing <= 0.02:
                    continue
                seen = sun_through(px, py, pz, sun, windows, bounds, 0.12)
                if seen > 0.1:
                    gain = (
                        sun[3:6] * facing * seen * _PATCH_M**2 * (wall_rgb if which else floor_rgb)
                    )
                    rows.append([px, py, pz, nx, ny, nz, *map(float, gain)])
    rows.sort(key=lambda row: -max(row[6:9]))
    if len(rows) > 48:
        kept = np.array(rows[:: max(1, len(rows) // 48)])
        kept[:, 6:9] *= np.array(rows)[:, 6:9].sum() / kept[:, 6:9].sum()
        return kept
    return np.array(rows, np.float64).reshape(-1, 9)
