"""Distances to everything in the room, and the rays, shadows and creases found by them."""

from __future__ import annotations

import math
from typing import Any

from kinoloom.generators.painted.easel.kernel import kernel

_SMALL = 0.0011


@kernel
def field_at(cells: Any, fields: Any, k: int, x: float, y: float) -> float:
    """The distance in a field; beyond its edge, no more than it can be."""
    first = int(fields[k, 0])
    columns = int(fields[k, 1])
    rows = int(fields[k, 2])
    inv = 1.0 / fields[k, 5]
    u = (x - fields[k, 3]) * inv
    v = (y - fields[k, 4]) * inv
    cu = min(columns - 1.001, max(0.0, u))
    cv = min(rows - 1.001, max(0.0, v))
    i = int(cu)
    j = int(cv)
    s = cu - i
    t = cv - j
    at = first + j * columns + i
    a = cells[at] + (cells[at + 1] - cells[at]) * s
    b = cells[at + columns] + (cells[at + columns + 1] - cells[at + columns]) * s
    d = a + (b - a) * t
    if cu != u or cv != v:
        out = math.sqrt((u - cu) * (u - cu) + (v - cv) * (v - cv)) * fields[k, 5]
        d = max(d * 0.7, out) + 0.3 * min(d, out)
    return d


@kernel
def part_distance(
    parts: Any, cells: Any, fields: Any, k: int, x: float, y: float, z: float
) -> float:
    """The distance to one part, negative inside."""
    x -= parts[k, 3]
    y -= parts[k, 4]
    z -= parts[k, 5]
    px = parts[k, 6] * x + parts[k, 7] * y + parts[k, 8] * z
    py = parts[k, 9] * x + parts[k, 10] * y + parts[k, 11] * z
    pz = parts[k, 12] * x + parts[k, 13] * y + parts[k, 14] * z
    a, b, c, e, f = parts[k, 15], parts[k, 16], parts[k, 17], parts[k, 18], parts[k, 19]
    kind = int(parts[k, 0])
    if kind == 0:
        r = math.sqrt(px * px + pz * pz)
        if a < 0.0:
            # As many flat faces as b says.
            wide = 2.0 * math.pi / b
            around = math.atan2(pz, px)
            r *= math.cos(around - wide * (math.floor(around / wide) + 0.5))
        elif a > 0.0:
            r *= 1.0 + a * math.cos(b * math.atan2(pz, px)) * min(1.0, r * c)
        if e != 0.0:
            r = r + e * px
        d = field_at(cells, fields, int(parts[k, 21]), r, py)
    elif kind == 1:
        qx, qy, qz = abs(px) - a, abs(py) - b, abs(pz) - c
        outside = math.sqrt(max(qx, 0.0) ** 2 + max(qy, 0.0) ** 2 + max(qz, 0.0) ** 2)
        d = outside + min(max(qx, qy, qz), 0.0)
    elif kind == 2:
        t = min(1.0, max(0.0, py / a))
        d = math.sqrt(px * px + (py - a * t) ** 2 + pz * pz) - (b + (c - b) * t)
    elif kind == 3:
        over = max(abs(py) - a, 0.0)
        tube = math.sqrt(px * px + over * over) - b
        d = math.sqrt(tube * tube + pz * pz * f * f) - c
        d = max(d, parts[k, 20] - px)
    elif kind == 4:
        k0 = math.sqrt((px / a) ** 2 + (py / b) ** 2 + (pz / c) ** 2)
        k1 = math.sqrt((px / (a * a)) ** 2 + (py / (b * b)) ** 2 + (pz / (c * c)) ** 2)
        d = k0 * (k0 - 1.0) / max(k1, 1e-6)
    elif kind == 5:
        flat = field_at(cells, fields, int(parts[k, 21]), px, py)
        thick = abs(pz) - a * (1.0 - c * py - f * px * px)
        inside = min(max(flat + b, thick + b), 0.0)
        d = inside + math.sqrt(max(flat + b, 0.0) ** 2 + max(thick + b, 0.0) ** 2) - b
    else:
        q = math.sqrt(px * px + pz * pz) - a
        d = math.sqrt(q * q + py * py * c * c) - b
    return (d - parts[k, 23]) * parts[k, 22]


@kernel
def thing_distance(
    parts: Any, cells: Any, fields: Any, first: int, last: int, x: float, y: float, z: float,
    loose: float,
) -> tuple[float, int]:  # fmt: skip
    """The distance to a thing, and its nearest part.

    Parts farther than `loose` count as the spheres around them: enough for a ray on its way.
    """
    best = 1e9
    near = 1e9
    found = first
    for k in range(first, last):
        away = (
            math.sqrt((x - parts[k, 24]) ** 2 + (y - parts[k, 25]) ** 2 + (z - parts[k, 26]) ** 2)
            - parts[k, 27]
        )
        if away >= near and away >= best + parts[k, 2]:
            continue
        far = away > loose
        d = away if far else part_distance(parts, cells, fields, k, x, y, z)
        if d < near:
            near = d
            found = k
        blend = parts[k, 2]
        if blend > 0.0:
            h = max(blend - abs(best - d), 0.0) / blend
            best = min(best, d) - h * h * blend * 0.25
        else:
            best = min(best, d)
    return best, found


@kernel
def distance(
    parts: Any, bounds: Any, cells: Any, fields: Any, x: float, y: float, z: float, best: float
) -> float:
    """The distance to the nearest thing, `best` at most."""
    for n in range(bounds.shape[0]):
        away = math.sqrt(
            (x - bounds[n, 0]) ** 2 + (y - bounds[n, 1]) ** 2 + (z - bounds[n, 2]) ** 2
        ) - bounds[n, 3]  # fmt: skip
        if away >= best:
            continue
        d, _ = thing_distance(
            parts, cells, fields, int(bounds[n, 4]), int(bounds[n, 5]), x, y, z, 1e9
        )  # fmt: skip
        best = min(best, d)
    return best


@kernel
def hit_thing(
    parts: Any, bounds: Any, cells: Any, fields: Any, n: int,
    ox: float, oy: float, oz: float, dx: float, dy: float, dz: float,
) -> tuple[float, int]:  # fmt: skip
    """How far along the ray the thing's skin is (negative: missed), and which part."""
    bx, by, bz = ox - bounds[n, 0], oy - bounds[n, 1], oz - bounds[n, 2]
    b = bx * dx + by * dy + bz * dz
    q = b * b - (bx * bx + by * by + bz * bz - bounds[n, 3] ** 2)
    if q < 0.0:
        return -1.0, 0
    q = math.sqrt(q)
    t = max(0.0, -b - q)
    end = -b + q
    first, last = int(bounds[n, 4]), int(bounds[n, 5])
    for _ in range(110):
        d, part = thing_distance(
            parts, cells, fields, first, last, ox + dx * t, oy + dy * t, oz + dz * t, 0.1
        )  # fmt: skip
        if d < _SMALL:
            return t, part
        t += max(0.0006, d * 0.92)
        if t > end:
            break
    return -1.0, 0


@kernel
def normal_at(
    parts: Any, cells: Any, fields: Any, first: int, last: int, x: float, y: float, z: float,
    e: float,
) -> tuple[float, float, float]:  # fmt: skip
    """Away from a thing's skin."""
    a, _ = thing_distance(parts, cells, fields, first, last, x + e, y - e, z - e, 1e9)
    b, _ = thing_distance(parts, cells, fields, first, last, x - e, y - e, z + e, 1e9)
    c, _ = thing_distance(parts, cells, fields, first, last, x - e, y + e, z - e, 1e9)
    d, _ = thing_distance(parts, cells, fields, first, last, x + e, y + e, z + e, 1e9)
    nx, ny, nz = a - b - c + d, -a - b + c + d, -a + b - c + d
    inv = 1.0 / math.sqrt(nx * nx + ny * ny + nz * nz + 1e-14)
    return nx * inv, ny * inv, nz * inv


@kernel
def sunlit(
    parts: Any, bounds: Any, cells: Any, fields: Any, materials: Any,
    x: float, y: float, z: float, lx: float, ly: float, lz: float, far: float, hard: float,
) -> float:  # fmt: skip
    """0 in full shadow .. 1; `hard` is one over the light's apparent size."""
    lit = 1.0
    for n in range(bounds.shape[0]):
        bx, by, bz = x - bounds[n, 0], y - bounds[n, 1], z - bounds[n, 2]
        b = bx * lx + by * ly + bz * lz
        closest = bx * bx + by * by + bz * bz - b * b
        # A large light is partly hidden even beside what stands in its way.
        reach = bounds[n, 3] + max(0.0, -b) / hard
        q = reach * reach - closest
        if q < 0.0:
            continue
        q = math.sqrt(q)
        t = max(0.012, -b - q)
        end = min(far, -b + q)
        first, last = int(bounds[n, 4]), int(bounds[n, 5])
        # What lets light through is judged apart from what does not: no ragged seam between.
        solid, sheer = 1.0, 1.0
        through = 0.62
        for _ in range(42):
            if t > end:
                break
            d, part = thing_distance(
                parts, cells, fields, first, last, x + lx * t, y + ly * t, z + lz * t, 1e9
            )  # fmt: skip
            look = int(materials[int(parts[part, 1]), 0])
            if look in (2, 13):
                sheer = min(sheer, hard * d / t)
                through = 0.62 if look == 2 else 0.45
            else:
                solid = min(solid, hard * d / t)
            if solid < -0.95:
                break
            t += max(0.016, min(0.22, abs(d)))
        # From -1 (its middle hides the light) to 1 (it just touches it).
        solid, sheer = max(-1.0, solid), max(-1.0, sheer)
        solid = 0.25 * (1.0 + solid) ** 2 * (2.0 - solid)
        sheer = 0.25 * (1.0 + sheer) ** 2 * (2.0 - sheer)
        lit = min(lit, solid, through + (1.0 - through) * sheer)
    return lit


@kernel
def openness(
    parts: Any, bounds: Any, cells: Any, fields: Any,
    x: float, y: float, z: float, nx: float, ny: float, nz: float, scale: float, table: float,
) -> float:  # fmt: skip
    """How much of the sky a point sees: 1 in the open, less in creases and at feet.

    `table` is 1 where the table counts as well.
    """
    closed = 0.0
    weight = 1.0
    for i in range(5):
        h = scale * (0.02 + 0.10 * i + 0.035 * i * i)
        px, py, pz = x + nx * h, y + ny * h, z + nz * h
        d = distance(parts, bounds, cells, fields, px, py, pz, h)
        if table > 0.5:
            d = min(d, max(0.0, py))
        closed += weight * max(0.0, h - d) / h
        weight *= 0.78
    return max(0.0, 1.0 - closed * 0.34)
