"""Triangles to pixels: a vehicle's surfaces in depth, paint that mirrors the sky, glass, lamps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import scratch_kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAINT, MATTE, GLASS, CHROME, LAMP, RUBBER, CABIN = 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0


@scratch_kernel
def draw_triangles(
    out: NDArray[np.float32],
    near: NDArray[np.float32],
    seen: NDArray[np.float32],
    local: NDArray[np.float32],
    normals: NDArray[np.float32],
    inks: NDArray[np.float32],
    triangles: NDArray[np.int32],
    wheels: NDArray[np.float32],
    windows: NDArray[np.float32],
    axes: NDArray[np.float32],
    light: NDArray[np.float32],
) -> None:
    """`out` (h x w x 4, straight) and `near` (1 / depth) are filled in place: first what is
    nearest at each pixel is found, then only that is shaded.

    `seen` is x, y, 1 / depth in pixels; `local` metres (along, up, side). `inks` are r, g, b and
    a material. `wheels` are rows of (along, up, radius, turn); `windows` the numbers of the cabin.
    `axes` turn local to view (right, up, away) and `light` holds the rig.
    """
    height, width = out.shape[0], out.shape[1]
    one = np.float32(1.0)
    zero = np.float32(0.0)
    # Or neighbours that round apart would leave specks between them.
    slack = np.float32(-0.0005)
    owner = np.full((height, width), -1, np.int32)
    arch_top = zero
    for n in range(wheels.shape[0]):
        arch_top = max(arch_top, wheels[n, 1] + wheels[n, 2] * np.float32(1.13))
    for k in range(triangles.shape[0]):
        a, b, c = triangles[k, 0], triangles[k, 1], triangles[k, 2]
        ax, ay, bx, by, cx, cy = (
            seen[a, 0], seen[a, 1], seen[b, 0], seen[b, 1], seen[c, 0], seen[c, 1],
        )  # fmt: skip
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if abs(area) < 1e-6:
            continue
        away = zero
        for n in range(3):
            i = triangles[k, n]
            away += axes[2, 0] * normals[i, 0] + axes[2, 1] * normals[i, 1]
            away += axes[2, 2] * normals[i, 2]
        if away > np.float32(2.4) and inks[a, 3] != GLASS:
            continue
        x0, x1 = max(0, int(min(ax, bx, cx))), min(width - 1, int(max(ax, bx, cx)) + 1)
        y0, y1 = max(0, int(min(ay, by, cy))), min(height - 1, int(max(ay, by, cy)) + 1)
        turn = one / area
        za, zb, zc = seen[a, 2], seen[b, 2], seen[c, 2]
        du, dv = (by - cy) * turn, (cy - ay) * turn
        dw = -du - dv
        dz = du * za + dv * zb + dw * zc
        px = np.float32(x0) + np.float32(0.5)
        for y in range(y0, y1 + 1):
            py = np.float32(y) + np.float32(0.5)
            u = ((bx - px) * (cy - py) - (by - py) * (cx - px)) * turn
            v = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) * turn
            w = one - u - v
            # Only the row's own stretch: most of a sliver's box is empty.
            low, high = zero, np.float32(x1 - x0)
            for n in range(3):
                value = u if n == 0 else (v if n == 1 else w)
                step = du if n == 0 else (dv if n == 1 else dw)
                if step > zero:
                    low = max(low, (slack - value) / step)
                elif step < zero:
                    high = min(high, (slack - value) / step)
                elif value < slack:
                    high = -one
            if high < low:
                continue
            z = u * za + v * zb + w * zc
            for n in range(math.ceil(low), math.floor(high) + 1):
                here = z + np.float32(n) * dz
                if here > near[y, x0 + n]:
                    near[y, x0 + n] = here
                    owner[y, x0 + n] = k
    for y in range(height):
        py = np.float32(y) + np.float32(0.5)
        for x in range(width):
            k = owner[y, x]
            if k >= 0:
                a, b, c = triangles[k, 0], triangles[k, 1], triangles[k, 2]
                ax, ay, bx, by, cx, cy = (
                    seen[a, 0], seen[a, 1], seen[b, 0], seen[b, 1], seen[c, 0], seen[c, 1],
                )  # fmt: skip
                turn = one / ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
                px = np.float32(x) + np.float32(0.5)
                u = ((bx - px) * (cy - py) - (by - py) * (cx - px)) * turn
                v = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) * turn
                w = one - u - v
                lx = u * local[a, 0] + v * local[b, 0] + w * local[c, 0]
                ly = u * local[a, 1] + v * local[b, 1] + w * local[c, 1]
                lz = u * local[a, 2] + v * local[b, 2] + w * local[c, 2]
                nx = u * normals[a, 0] + v * normals[b, 0] + w * normals[c, 0]
                ny = u * normals[a, 1] + v * normals[b, 1] + w * normals[c, 1]
                nz = u * normals[a, 2] + v * normals[b, 2] + w * normals[c, 2]
                size = one / math.sqrt(nx * nx + ny * ny + nz * nz + np.float32(1e-9))
                nx, ny, nz = nx * size, ny * size, nz * size
                kind = inks[a, 3]
                red, green, blue = inks[a, 0], inks[a, 1], inks[a, 2]
                shade = one
                # Arches are dark behind the wheels: only flanks have any, and only low down.
                if kind in (PAINT, CABIN) and abs(nz) > np.float32(0.45) and abs(lz) > windows[7]:
                    for n in range(wheels.shape[0]):
                        off_x, off_y = lx - wheels[n, 0], ly - wheels[n, 1]
                        reach = wheels[n, 2] * np.float32(1.13)
                        if off_x * off_x + off_y * off_y < reach * reach:
                            red, green, blue, kind = (
                                np.float32(0.012), np.float32(0.012), np.float32(0.014),
                                np.float32(MATTE),
                            )  # fmt: skip
                if kind == CABIN:
                    foot, top = windows[0], windows[1]
                    rear0, rear1, front0, front1 = windows[2], windows[3], windows[4], windows[5]
                    if ly > foot and ly < top:
                        lift = (ly - foot) / (top - foot)
                        back = rear0 + (rear1 - rear0) * lift
                        fore = front0 + (front1 - front0) * lift
                        is_side = abs(nz) > np.float32(0.55)
                        pillar = abs(lx - windows[6]) < np.float32(0.045)
                        if is_side:
                            inside = lx > back + np.float32(0.10) and lx < fore - np.float32(0.10)
                            if inside and not pillar:
                                kind = np.float32(GLASS)
                        else:
                            at_end = lx < back + np.float32(0.32) or lx > fore - np.float32(0.42)
                            if at_end and abs(lz) < windows[8] - np.float32(0.12) * lift:
                                kind = np.float32(GLASS)
                    else:
                        kind = np.float32(PAINT)
                    if kind == CABIN:
                        kind = np.float32(PAINT)
                if kind == PAINT and windows[9] > zero and abs(nz) > np.float32(0.6):
                    # Gaps of the doors, and the crease along the flank.
                    if ly > windows[10] and ly < windows[0]:
                        for n in range(2):
                            if abs(lx - windows[11 + n]) < np.float32(0.011):
                                shade = np.float32(0.35)
                    if abs(ly - windows[13]) < np.float32(0.02):
                        shade = np.float32(0.72)
                if kind == RUBBER:
                    best = 0
                    reach = np.float32(1e9)
                    for n in range(wheels.shape[0]):
                        away = math.hypot(lx - wheels[n, 0], ly - wheels[n, 1])
                        if away < reach:
                            reach, best = away, n
                    share = reach / wheels[best, 2]
                    if share < np.float32(0.70) and abs(nz) > np.float32(0.5):
                        angle = math.atan2(ly - wheels[best, 1], lx - wheels[best, 0])
                        angle += wheels[best, 3]
                        spoke = math.cos(angle * np.float32(5.0))
                        bar = spoke > np.float32(0.25) or share < np.float32(0.2)
                        ring = share > np.float32(0.60)
                        if bar or ring:
                            red = green = blue = np.float32(0.52)
                            kind = np.float32(CHROME)
                        else:
                            red = green = blue = np.float32(0.03)
                            kind = np.float32(MATTE)
                    else:
                        tread = math.sin(
                            math.atan2(ly - wheels[best, 1], lx - wheels[best, 0])
                            * np.float32(26.0)
                            + wheels[best, 3] * np.float32(26.0)
                        )
                        red = green = blue = np.float32(0.030) + np.float32(0.006) * tread
                        kind = np.float32(MATTE)
                # To the view: right, up, away.
                vx = axes[0, 0] * nx + axes[0, 1] * ny + axes[0, 2] * nz
                vy = axes[1, 0] * nx + axes[1, 1] * ny + axes[1, 2] * nz
                vz = axes[2, 0] * nx + axes[2, 1] * ny + axes[2, 2] * nz
                if vz > zero:
                    vx, vy, vz = -vx, -vy, -vz
                facing = -vz
                lit = max(zero, vx * light[0, 0] + vy * light[0, 1] + vz * light[0, 2])
                up = np.float32(0.5) + np.float32(0.5) * vy
                grime = min(one, np.float32(0.62) + np.float32(0.6) * ly)
                # The sky in the lacquer: the mirror ray goes up or down by the normal.
                ray_y = np.float32(2.0) * vy * facing + light[5, 0]
                ray_x = np.float32(2.0) * vx * facing
                ray_z = one - np.float32(2.0) * facing * facing
                edge = (one - facing) ** 4
                glint = ray_x * light[0, 0] + ray_y * light[0, 1] + ray_z * light[0, 2]
                glint = max(zero, glint)
                # The powers 160 and 14, by squaring.
                two = glint * glint
                four = two * two
                eight = four * four
                many = eight * eight
                many = many * many
                sun = many * many * many * many * many * np.float32(3.0)
                sun += eight * four * two * np.float32(0.10)
                gloss, base = zero, one
                if kind == PAINT:
                    gloss = np.float32(0.24) + np.float32(0.56) * edge
                    base = np.float32(0.80)
                elif kind == GLASS:
                    red, green, blue = np.float32(0.022), np.float32(0.028), np.float32(0.032)
                    gloss = np.float32(0.20) + np.float32(0.7) * edge
                elif kind == CHROME:
                    gloss = np.float32(0.42)
                    base = np.float32(0.6)
                else:
                    sun = zero
                soft = min(one, max(zero, ray_y * np.float32(9.0) + np.float32(0.5)))
                climb = min(one, max(zero, ray_y * np.float32(1.5)))
                off = (ray_y - np.float32(0.10)) * np.float32(7.0)
                band = zero
                if abs(off) < np.float32(2.6):
                    band = np.float32(0.42) * math.exp(-off * off)
                for i in range(3):
                    ink = red if i == 0 else (green if i == 1 else blue)
                    if kind == LAMP:
                        value = ink * light[5, 2]
                    else:
                        ambient = light[2, i] * up + light[3, i] * (one - up)
                        value = ink * shade * (ambient + light[1, i] * lit) * base
                        if kind != GLASS:
                            value *= grime
                        sky = light[6, i] + (light[7, i] - light[6, i]) * climb
                        image = light[8, i] + (sky - light[8, i]) * soft
                        image += light[6, i] * band
                        value += (image - value) * gloss
                        value += sun * light[1, i] * light[5, 1]
                    out[y, x, i] = min(one, value)
                out[y, x, 3] = one
