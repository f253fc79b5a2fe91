"""Rays through the picture: things, the glass among them, and their mirror images.

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
    mirrored,
    table_light,
)
from kinoloom.generators.painted.settings.tabletop.march import (
    hit_thing,
    normal_at,
    part_distance,
)
from kinoloom.generators.painted.settings.tabletop.shade_kernels import shade
from kinoloom.generators.painted.settings.tabletop.top_kernels import MAP_STEP, develop, top_far


@kernel
def _beyond(
    parts: Any, bounds: Any, cells: Any, fields: Any, materials: Any,
    table: Any, sun: Any, panels: Any, glows: Any, view: Any, far: Any,
    n: int, glass: int, x: float, y: float, z: float, dx: float, dy: float, dz: float,
) -> tuple[float, float, float]:  # fmt: skip
    """What is seen through a glass from a place in it: its contents, other things, the room."""
    first, last = int(bounds[n, 4]), int(bounds[n, 5])
    if last - first > 1:
        t = 0.0
        for _ in range(50):
            d = 1e9
            found = -1
            for k in range(first, last):
                if k != glass and int(materials[int(parts[k, 1]), 0]) != 2:
                    one = part_distance(parts, cells, fields, k, x + dx * t, y + dy * t, z + dz * t)
                    if one < d:
                        d, found = one, k
            if found < 0 or t > 2.0 * bounds[n, 3]:
                break
            if d < 0.003:
                px, py, pz = x + dx * t, y + dy * t, z + dz * t
                nx, ny, nz = normal_at(
                    parts, cells, fields, found, found + 1, px, py, pz, 0.006
                )  # fmt: skip
                r, g, b, _ = shade(
                    parts, bounds, cells, fields, materials, table, sun, panels, glows,
                    found, px, py, pz, nx, ny, nz, dx, dy, dz, 0.0,
                )  # fmt: skip
                return r, g, b
            t += max(0.004, d)
    best = 1e9
    other = -1
    part = 0
    for k in range(bounds.shape[0]):
        if k != n:
            t, p = hit_thing(parts, bounds, cells, fields, k, x, y, z, dx, dy, dz)
            if 0.0 <= t < best and int(materials[int(parts[p, 1]), 0]) != 2:
                best, other, part = t, k, p
    if dy < -1e-4:
        t = -y / dy
        px, pz = x + dx * t, z + dz * t
        if t < best and pz < top_far(table, px):
            r, g, b, _ = table_light(
                table, sun, panels, px, pz, dx, dy, dz, 0.02, 0.7, 0.9, 0.0, 0.0, 0.0
            )  # fmt: skip
            return r, g, b
    if other >= 0:
        px, py, pz = x + dx * best, y + dy * best, z + dz * best
        nx, ny, nz = normal_at(
            parts, cells, fields, int(bounds[other, 4]), int(bounds[other, 5]), px, py, pz, 0.006
        )  # fmt: skip
        r, g, b, _ = shade(
            parts, bounds, cells, fields, materials, table, sun, panels, glows,
            part, px, py, pz, nx, ny, nz, dx, dy, dz, 0.0,
        )  # fmt: skip
        return r, g, b
    if dz < 0.05:
        return mirrored(sun, panels, dx, dy, dz, 0.1)
    # The backdrop is far behind: its place follows from where this ray meets it.
    away = 2.4 * view[4]
    px, py = x + dx / dz * (away - z), y + dy / dz * (away - z)
    scale = view[0] / (view[4] + away)
    column = (view[1] + px * scale) / MAP_STEP
    row = (view[2] - (py - view[3]) * scale) / MAP_STEP
    i = min(far.shape[0] - 1, max(0, int(row)))
    j = min(far.shape[1] - 1, max(0, int(column)))
    return far[i, j, 0], far[i, j, 1], far[i, j, 2]


@kernel
def _through_glass(
    parts: Any, bounds: Any, cells: Any, fields: Any, materials: Any,
    table: Any, sun: Any, panels: Any, glows: Any, view: Any, far: Any,
    n: int, k: int, x: float, y: float, z: float, nx: float, ny: float, nz: float,
    dx: float, dy: float, dz: float,
) -> tuple[float, float, float]:  # fmt: skip
    """Glass: what it mirrors, and through its walls and its liquid what is behind."""
    m = int(parts[k, 1])
    # Blown faces are never quite flat: they show more than one point of the room.
    nx += 0.16 * (x - parts[k, 3])
    ny += 0.10 * (y - parts[k, 4] - 0.5)
    inv = 1.0 / math.sqrt(nx * nx + ny * ny + nz * nz)
    nx, ny, nz = nx * inv, ny * inv, nz * inv
    level, wall, is_thin = materials[m, 9], materials[m, 10], materials[m, 11] > 0.5
    cosine = -(dx * nx + dy * ny + dz * nz)
    fresnel = 0.035 + 0.965 * (1.0 - max(0.0, min(1.0, cosine))) ** 5
    rx, ry, rz = dx + 2.0 * cosine * nx, dy + 2.0 * cosine * ny, dz + 2.0 * cosine * nz
    mr, mg, mb = mirrored(sun, panels, rx, ry, rz, 0.03)
    hx, hy, hz = sun[0] - dx, sun[1] - dy, sun[2] - dz
    half = (nx * hx + ny * hy + nz * hz) / math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9)
    spot = 1.6 * max(0.0, half) ** 420
    ix, iy, iz = dx, dy, dz
    if not is_thin:
        eta = 1.0 / 1.36
        root = 1.0 - eta * eta * (1.0 - cosine * cosine)
        bend = eta * cosine - math.sqrt(max(0.0, root))
        ix, iy, iz = eta * dx + bend * nx, eta * dy + bend * ny, eta * dz + bend * nz
    # Through the body to its other side, and how much of that is liquid.
    t = 0.01
    liquid, glass = 0.0, 0.0
    surface = 0.0
    was_below = y < level
    for _ in range(90):
        px, py, pz = x + ix * t, y + iy * t, z + iz * t
        d = part_distance(parts, cells, fields, k, px, py, pz)
        if d > 0.0005 and t > 0.02:
            break
        step = max(0.012, min(0.05, -d))
        inside = d < -wall
        below = py - parts[k, 4] < level
        if inside and below:
            liquid += step
        elif not inside:
            glass += step
        if inside and below != was_below and surface == 0.0 and level > 0.0:
            surface = 1.0
        was_below = below
        t += step
    px, py, pz = x + ix * t, y + iy * t, z + iz * t
    ex, ey, ez = normal_at(parts, cells, fields, k, k + 1, px, py, pz, 0.008)
    ox, oy, oz = ix, iy, iz
    inner = ix * ex + iy * ey + iz * ez
    lost = 0.0
    if not is_thin:
        eta = 1.36
        root = 1.0 - eta * eta * (1.0 - inner * inner)
        if root > 0.0:
            bend = math.sqrt(root) - eta * inner
            ox, oy, oz = eta * ix + bend * ex, eta * iy + bend * ey, eta * iz + bend * ez
        else:
            ox, oy, oz = ix - 2.0 * inner * ex, iy - 2.0 * inner * ey, iz - 2.0 * inner * ez
            lost = 0.12
    sx, sy, sz = (x, y, z) if is_thin else (px, max(0.004, py), pz)
    if lost > 0.0:
        # Light that cannot leave here shows another side of the room: that is a stone's fire.
        br, bg, bb = mirrored(sun, panels, ox, oy, oz, 0.02)
    else:
        br, bg, bb = _beyond(
            parts, bounds, cells, fields, materials, table, sun, panels, glows, view, far,
            n, k, sx, sy, sz, ox, oy, oz,
        )  # fmt: skip
    # The far wall mirrors too, seen from within.
    qx, qy, qz = ix - 2.0 * inner * ex, iy - 2.0 * inner * ey, iz - 2.0 * inner * ez
    fr, fg, fb = mirrored(sun, panels, qx, qy, qz, 0.10)
    back = 0.03 + 0.30 * (1.0 - min(1.0, abs(inner))) ** 4
    br, bg, bb = br + (fr - br) * back, bg + (fg - bg) * back, bb + (fb - bb) * back
    lit = 0.10 * (sun[3] + sun[4] + sun[5]) / 3.0 * sun[1] + 0.12
    keep = (1.0 - lost) * (1.0 - 0.62 * smoothstep(0.45, 0.02, cosine))
    r1, g1, b1 = materials[m, 1], materials[m, 2], materials[m, 3]
    r2, g2, b2 = materials[m, 6], materials[m, 7], materials[m, 8]
    thick = 0.5 if is_thin else 1.1
    br *= keep * r1 ** (glass * thick) * r2 ** (liquid * 1.5)
    bg *= keep * g1 ** (glass * thick) * g2 ** (liquid * 1.5)
    bb *= keep * b1 ** (glass * thick) * b2 ** (liquid * 1.5)
    # Light that a coloured liquid holds.
    held = (
        0.55
        * (1.0 - math.exp(-1.6 * liquid))
        * (0.55 + 0.9 * max(0.0, min(1.0, y / max(0.2, level))))
    )
    br += held * lit * r2 * (sun[3] * 0.5 + sun[12] + sun[6])
    bg += held * lit * g2 * (sun[4] * 0.5 + sun[13] + sun[7])
    bb += held * lit * b2 * (sun[5] * 0.5 + sun[14] + sun[8])
    if surface > 0.0:
        br, bg, bb = br * 0.8 + 0.10 * sun[6], bg * 0.8 + 0.10 * sun[7], bb * 0.8 + 0.10 * sun[8]
    rim = max(0.0, nx * sun[21] + ny * sun[22] + nz * sun[23]) * (1.0 - cosine) ** 2 * 0.5
    return (
        br * (1.0 - fresnel) + mr * fresnel * 1.25 + sun[3] * spot + sun[18] * rim,
        bg * (1.0 - fresnel) + mg * fresnel * 1.25 + sun[4] * spot + sun[19] * rim,
        bb * (1.0 - fresnel) + mb * fresnel * 1.25 + sun[5] * spot + sun[20] * rim,
    )


@kernel
def _look_at(
    parts: Any, bounds: Any, cells: Any, fields: Any, materials: Any,
    table: Any, sun: Any, panels: Any, glows: Any, view: Any, far: Any,
    n: int, x: float, y: float, in_mirror: bool, trace: Any,
) -> int:  # fmt: skip
    """Trace a ray to thing n: its part, or -1 where it is missed.

    `trace` gets colour (3), key share, light space (2), normal (3) and, for a ray that the table
    mirrors, how clear its image is.
    """
    dx, dy, dz = (x - view[1]) / view[0], (view[2] - y) / view[0], 1.0
    inv = 1.0 / math.sqrt(dx * dx + dy * dy + 1.0)
    dx, dy, dz = dx * inv, dy * inv, inv
    ox, oy, oz = 0.0, view[3], -view[4]
    down = dy
    if in_mirror:
        if dy > -1e-4:
            return -1
        t = -view[3] / dy
        ox, oy, oz = dx * t, 0.002, dz * t - view[4]
        dy = -dy
        if oz > top_far(table, ox):
            return -1
    t, part = hit_thing(parts, bounds, cells, fields, n, ox, oy, oz, dx, dy, dz)
    if t < 0.0:
        return -1
    px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
    if py < -0.004:
        return -1
    glass = int(materials[int(parts[part, 1]), 0]) == 2
    first, last = int(bounds[n, 4]), int(bounds[n, 5])
    if glass:
        first, last = part, part + 1
    nx, ny, nz = normal_at(parts, cells, fields, first, last, px, py, pz, 0.006)
    if glass:
        r, g, b = _through_glass(
            parts, bounds, cells, fields, materials, table, sun, panels, glows, view, far,
            n, part, px, py, pz, nx, ny, nz, dx, dy, dz,
        )  # fmt: skip
        share = 0.15
    else:
        r, g, b, share = shade(
            parts, bounds, cells, fields, materials, table, sun, panels, glows,
            part, px, py, pz, nx, ny, nz, dx, dy, dz, 0.0 if in_mirror else 1.0,
        )  # fmt: skip
    trace[0], trace[1], trace[2] = develop(r * sun[32], g * sun[32], b * sun[32])
    trace[3] = share
    trace[4], trace[5] = in_light_space(sun, px, py, pz)
    trace[6], trace[7], trace[8] = nx, ny, nz
    if in_mirror:
        rough = table[8]
        fresnel = table[7] + (1.0 - table[7]) * (1.0 + down) ** 5 * (1.0 - 0.7 * rough)
        trace[9] = min(1.0, fresnel * table[15]) * math.exp(-py * (0.25 + 2.2 * rough))
    return part


@kernel
def _is_edge(seen: Any, row: int, column: int) -> bool:
    """Whether a pixel sees something else than its neighbours."""
    own = seen[row, column, 0]
    for k in range(4):
        i = row + (1 if k == 0 else 0) - (1 if k == 1 else 0)
        j = column + (1 if k == 2 else 0) - (1 if k == 3 else 0)
        if seen[i, j, 0] != own:
            return True
        if own >= 0.0:
            dot = seen[row, column, 1] * seen[i, j, 1]
            dot += seen[row, column, 2] * seen[i, j, 2]
            dot += seen[row, column, 3] * seen[i, j, 3]
            if dot < 0.93:
                return True
    return False


@kernel
def _from_coarse(coarse: Any, seen_coarse: Any, row: int, column: int, out: Any, seen: Any) -> bool:
    """Fill a pixel from the picture of half its size, where that is smooth; else say no."""
    v, u = (row + 0.5) * 0.5 - 0.5, (column + 0.5) * 0.5 - 0.5
    j, i = math.floor(v), math.floor(u)
    if j < 0 or i < 0 or j + 1 >= coarse.shape[0] or i + 1 >= coarse.shape[1]:
        return False
    own = seen_coarse[j, i, 0]
    for k in range(1, 4):
        y, x = j + (k >> 1), i + (k & 1)
        if seen_coarse[y, x, 0] != own:
            return False
        if own < 0.0:
            continue
        dot = seen_coarse[j, i, 1] * seen_coarse[y, x, 1]
        dot += seen_coarse[j, i, 2] * seen_coarse[y, x, 2]
        dot += seen_coarse[j, i, 3] * seen_coarse[y, x, 3]
        if dot < 0.985:
            return False
        for c in range(3):
            if abs(coarse[j, i, c] - coarse[y, x, c]) > 0.012 + 0.05 * coarse[j, i, c]:
                return False
    if own < 0.0:
        return True
    v, u = v - j, u - i
    for c in range(7):
        a = coarse[j, i, c] + (coarse[j, i + 1, c] - coarse[j, i, c]) * u
        b = coarse[j + 1, i, c] + (coarse[j + 1, i + 1, c] - coarse[j + 1, i, c]) * u
        out[row, column, c] = a + (b - a) * v
    for c in range(4):
        a = seen_coarse[j, i, c] + (seen_coarse[j, i + 1, c] - seen_coarse[j, i, c]) * u
        b = seen_coarse[j + 1, i, c]
        b += (seen_coarse[j + 1, i + 1, c] - seen_coarse[j + 1, i, c]) * u
        seen[row, column, c] = a + (b - a) * v
    seen[row, column, 0] = own
    return True


@kernel
def paint_thing(
    parts: Any, bounds: Any, cells: Any, fields: Any, materials: Any,
    table: Any, sun: Any, panels: Any, glows: Any, view: Any, far: Any,
    n: int, x0: int, y0: int, step: int, mode: int, out: Any, seen: Any,
    coarse: Any, seen_coarse: Any, first_row: int, last_row: int, trace: Any,
) -> None:  # fmt: skip
    """Rows of thing n at every `step`-th pixel from (x0, y0).

    Mode 0 is one ray a pixel: `out` (premultiplied RGBA, key share, light space) and `seen` (part
    and normal); with `coarse` and `seen_coarse`, the same at twice the step, rays are only sent
    where those are not smooth (they are empty: everywhere). Mode 1 then takes four rays where
    `seen` has an edge. Mode 2 is the thing's image in the table (`out` is premultiplied RGBA).
    One kernel, since they compile as one.
    """
    rows, columns = out.shape[0], out.shape[1]
    for row in range(first_row, last_row):
        for column in range(columns):
            rays = 1
            if (
                mode == 0
                and coarse.shape[0] > 1
                and _from_coarse(coarse, seen_coarse, row, column, out, seen)
            ):
                continue
            if mode == 1:
                if row in (0, rows - 1) or column in (0, columns - 1):
                    continue
                if not _is_edge(seen, row, column):
                    continue
                rays = 4
            red, green, blue, cover = 0.0, 0.0, 0.0, 0.0
            for k in range(rays):
                jx, jy = 0.5, 0.5
                if rays > 1:
                    jx = 0.125 + 0.25 * ((k * 2 + (k >> 1)) & 3)
                    jy = 0.125 + 0.25 * k
                part = _look_at(
                    parts, bounds, cells, fields, materials, table, sun, panels, glows, view, far,
                    n, x0 + (column + jx) * step, y0 + (row + jy) * step, mode == 2, trace,
                )  # fmt: skip
                if mode == 0:
                    seen[row, column, 0] = part
                if part < 0:
                    continue
                weight = trace[9] if mode == 2 else 1.0
                red += trace[0] * weight
                green += trace[1] * weight
                blue += trace[2] * weight
                cover += weight
                if mode == 0 or (mode == 1 and seen[row, column, 0] < 0):
                    for c in range(3):
                        out[row, column, 4 + c] = trace[3 + c]
                if mode == 0:
                    for c in range(3):
                        seen[row, column, 1 + c] = trace[6 + c]
            out[row, column, 0] = red / rays
            out[row, column, 1] = green / rays
            out[row, column, 2] = blue / rays
            out[row, column, 3] = cover / rays
