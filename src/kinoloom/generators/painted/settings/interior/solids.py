"""Solids that furniture is made of, and rays that hit them: rounded boxes, balls, turned rounds.

A row of `solids`: kind, centre x y z, half sizes x y z, material, taper, rounding, seed.
A row of `groups` (one piece of furniture): first and last solid, place x z, cosine and sine of
its turn, its box x0 y0 z0 x1 y1 z1 in its own axes, and whether it casts shadows.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BOX, BALL, ROUND = 0.0, 1.0, 2.0
SOLID_COLUMNS, GROUP_COLUMNS = 11, 13
FAR = 1e9


@kernel
def _hit_box(
    ox: float,
    oy: float,
    oz: float,
    dx: float,
    dy: float,
    dz: float,
    hx: float,
    hy: float,
    hz: float,
    rad: float,
) -> float:
    """Distance to a rounded box around the origin, or -1."""
    ix, iy, iz = 1.0 / (dx + 1e-12), 1.0 / (dy + 1e-12), 1.0 / (dz + 1e-12)
    nx, ny, nz = ix * ox, iy * oy, iz * oz
    kx, ky, kz = abs(ix) * hx, abs(iy) * hy, abs(iz) * hz
    near = max(-nx - kx, -ny - ky, -nz - kz)
    far = min(-nx + kx, -ny + ky, -nz + kz)
    if near > far or far < 0.0:
        return -1.0
    if rad <= 0.0:
        return near
    px, py, pz = ox + near * dx, oy + near * dy, oz + near * dz
    sx = 1.0 if px > 0 else -1.0
    sy = 1.0 if py > 0 else -1.0
    sz = 1.0 if pz > 0 else -1.0
    ox, oy, oz, dx, dy, dz = ox * sx, oy * sy, oz * sz, dx * sx, dy * sy, dz * sz
    bx, by, bz = hx - rad, hy - rad, hz - rad
    px, py, pz = px * sx - bx, py * sy - by, pz * sz - bz
    if min(max(px, py), max(py, pz), max(pz, px)) < 0.0:
        return near
    cx, cy, cz = ox - bx, oy - by, oz - bz
    r2 = rad * rad
    best = FAR
    b = cx * dx + cy * dy + cz * dz
    h = b * b - (cx * cx + cy * cy + cz * cz - r2)
    if h > 0.0:
        best = -b - math.sqrt(h)
    a = dy * dy + dz * dz
    b = cy * dy + cz * dz
    h = b * b - a * (cy * cy + cz * cz - r2)
    if h > 0.0:
        t = (-b - math.sqrt(h)) / a
        if 0.0 < t < best and abs(ox + dx * t) < bx:
            best = t
    a = dx * dx + dz * dz
    b = cx * dx + cz * dz
    h = b * b - a * (cx * cx + cz * cz - r2)
    if h > 0.0:
        t = (-b - math.sqrt(h)) / a
        if 0.0 < t < best and abs(oy + dy * t) < by:
            best = t
    a = dx * dx + dy * dy
    b = cx * dx + cy * dy
    h = b * b - a * (cx * cx + cy * cy - r2)
    if h > 0.0:
        t = (-b - math.sqrt(h)) / a
        if 0.0 < t < best and abs(oz + dz * t) < bz:
            best = t
    return best if best < FAR else -1.0


@kernel
def _hit_round(
    ox: float,
    oy: float,
    oz: float,
    dx: float,
    dy: float,
    dz: float,
    hx: float,
    hy: float,
    hz: float,
    taper: float,
) -> float:
    """Distance to an upright cone stump (its top is `taper` as wide), or -1."""
    oz, dz = oz * hx / hz, dz * hx / hz
    # Its radius grows along y: r(y) = m + k y.
    k = hx * (taper - 1.0) / (2.0 * hy)
    m = hx * (1.0 + taper) / 2.0
    r0 = m + k * oy
    a = dx * dx + dz * dz - k * k * dy * dy
    b = ox * dx + oz * dz - k * dy * r0
    c = ox * ox + oz * oz - r0 * r0
    h = b * b - a * c
    best = FAR
    if h > 0.0 and abs(a) > 1e-12:
        t = (-b - math.sqrt(h)) / a
        y = oy + t * dy
        if t > 0.0 and -hy < y < hy:
            best = t
    for end in range(2):
        cap = hy if end == 0 else -hy
        if abs(dy) < 1e-9:
            continue
        t = (cap - oy) / dy
        radius = m + k * cap
        x, z = ox + t * dx, oz + t * dz
        if 0.0 < t < best and x * x + z * z < radius * radius:
            best = t
    return best if best < FAR else -1.0


@kernel
def _hit_ball(
    ox: float, oy: float, oz: float, dx: float, dy: float, dz: float,
    hx: float, hy: float, hz: float,
) -> float:  # fmt: skip
    ox, oy, oz, dx, dy, dz = ox / hx, oy / hy, oz / hz, dx / hx, dy / hy, dz / hz
    a = dx * dx + dy * dy + dz * dz
    b = ox * dx + oy * dy + oz * dz
    h = b * b - a * (ox * ox + oy * oy + oz * oz - 1.0)
    if h <= 0.0:
        return -1.0
    return (-b - math.sqrt(h)) / a


@kernel
def hit_group(
    ox: float,
    oy: float,
    oz: float,
    dx: float,
    dy: float,
    dz: float,
    groups: Floats,
    g: int,
    solids: Floats,
    most: float,
) -> tuple[float, int]:
    """Distance to the nearest solid of a group and its row; (FAR, -1) when it is missed."""
    x, z = ox - groups[g, 2], oz - groups[g, 3]
    c, s = groups[g, 4], groups[g, 5]
    ox, oz = c * x - s * z, s * x + c * z
    dx, dz = c * dx - s * dz, s * dx + c * dz
    near, far = 0.0, most
    for axis in range(3):
        o = ox if axis == 0 else (oy if axis == 1 else oz)
        d = dx if axis == 0 else (dy if axis == 1 else dz)
        d = d if abs(d) > 1e-9 else 1e-9
        t0 = (groups[g, 6 + axis] - o) / d
        t1 = (groups[g, 9 + axis] - o) / d
        near = max(near, min(t0, t1))
        far = min(far, max(t0, t1))
    if near > far:
        return FAR, -1
    # Quadratics lose their digits far from a small thing: start at the group's box.
    ox, oy, oz = ox + near * dx, oy + near * dy, oz + near * dz
    best = most - near
    row = -1
    for i in range(int(groups[g, 0]), int(groups[g, 1])):
        px, py, pz = ox - solids[i, 1], oy - solids[i, 2], oz - solids[i, 3]
        hx, hy, hz = solids[i, 4], solids[i, 5], solids[i, 6]
        if solids[i, 0] == BOX:
            scale = math.sqrt(dx * dx + dy * dy + dz * dz)
            t = _hit_box(px, py, pz, dx / scale, dy / scale, dz / scale, hx, hy, hz, solids[i, 9])
            t = t / scale
        elif solids[i, 0] == BALL:
            t = _hit_ball(px, py, pz, dx, dy, dz, hx, hy, hz)
        else:
            t = _hit_round(px, py, pz, dx, dy, dz, hx, hy, hz, solids[i, 8])
        if 0.0 < t < best:
            best = t
            row = i
    if row < 0:
        return FAR, -1
    return best + near, row


@kernel
def blocked(
    ox: float,
    oy: float,
    oz: float,
    dx: float,
    dy: float,
    dz: float,
    groups: Floats,
    solids: Floats,
    most: float,
) -> float:
    """1 when something that casts shadows is on the way, else 0."""
    for g in range(groups.shape[0]):
        if groups[g, 12] <= 0.0:
            continue
        _, row = hit_group(ox, oy, oz, dx, dy, dz, groups, g, solids, most)
        if row >= 0:
            return 1.0
    return 0.0


@kernel
def normal_at(
    px: float, py: float, pz: float, solids: Floats, i: int
) -> tuple[float, float, float]:
    """The normal of a solid at a point on it, in its group's axes."""
    x, y, z = px - solids[i, 1], py - solids[i, 2], pz - solids[i, 3]
    hx, hy, hz = solids[i, 4], solids[i, 5], solids[i, 6]
    if solids[i, 0] == BOX:
        rad = max(solids[i, 9], 0.004)
        nx = math.copysign(max(abs(x) - (hx - rad), 0.0), x)
        ny = math.copysign(max(abs(y) - (hy - rad), 0.0), y)
        nz = math.copysign(max(abs(z) - (hz - rad), 0.0), z)
        if solids[i, 9] <= 0.0:
            ax, ay, az = abs(x) - hx, abs(y) - hy, abs(z) - hz
            nx = math.copysign(1.0, x) if ax >= ay and ax >= az else 0.0
            ny = math.copysign(1.0, y) if ay > ax and ay >= az else 0.0
            nz = math.copysign(1.0, z) if az > ax and az > ay else 0.0
        elif solids[i, 9] > 0.045:
            # Cushions are not flat: they swell.
            nx += 0.30 * rad * x / hx
            ny += 0.30 * rad * y / hy
            nz += 0.30 * rad * z / hz
    elif solids[i, 0] == BALL:
        nx, ny, nz = x / (hx * hx), y / (hy * hy), z / (hz * hz)
    else:
        nx, nz = x / (hx * hx), z / (hz * hz)
        ny = 0.0
        if abs(y) > 0.997 * hy:
            nx, ny, nz = 0.0, math.copysign(1.0, y), 0.0
    length = math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12
    return nx / length, ny / length, nz / length
