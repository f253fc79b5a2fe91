"""Furniture on sheets of paint: each piece seen, lit and moved by the camera on its own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import scratch_kernel
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.interior.illumination import (
    add_points,
    sun_through,
    to_window,
    window_light,
)
from kinoloom.generators.painted.settings.interior.illumination import glass as pane_light
from kinoloom.generators.painted.settings.interior.shell_kernels import developed
from kinoloom.generators.painted.settings.interior.solids import (
    BALL,
    BOX,
    blocked,
    hit_group,
    normal_at,
)
from kinoloom.generators.painted.settings.interior.surfaces import colour_at

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.layer import Shear
    from kinoloom.generators.painted.settings.interior.bench import Bench
    from kinoloom.generators.painted.settings.interior.illumination import Illumination
    from kinoloom.generators.painted.settings.interior.room import Room

Floats = NDArray[np.float64]
_SAMPLES = 4


class Sheet(NamedTuple):
    """A painted piece, and how deep it stands."""

    name: str
    depth_m: float
    layer: Layer
    flat: bool


@scratch_kernel
def _paint_rows(
    out: NDArray[np.float32], first: int, last: int, x0: int, y0: int, g: int, rays: Floats,
    eye: float, focal: float, w: Floats, bounds: Floats, sky: Floats, sun: Floats, lamps: Floats,
    bounces: Floats, groups: Floats, solids: Floats, materials: Floats, seed: int,
) -> None:  # fmt: skip
    light = np.zeros(3)
    c, s = groups[g, 4], groups[g, 5]
    none = groups[:0]
    for row in range(first, last):
        for column in range(out.shape[1]):
            for k in range(_SAMPLES):
                x = x0 + column + (k % 2) * 0.5 - 0.25 + (0.1 if k > 1 else -0.1)
                y = y0 + row + (k // 2) * 0.5 - 0.25 + (0.1 if k % 2 else -0.1)
                dx = rays[0, 0] * x + rays[0, 1] * y + rays[0, 2]
                dy = rays[1, 0] * x + rays[1, 1] * y + rays[1, 2]
                dz = rays[2, 0] * x + rays[2, 1] * y + rays[2, 2]
                t, i = hit_group(0.0, eye, 0.0, dx, dy, dz, groups, g, solids, 60.0)
                if i < 0:
                    continue
                px, py, pz = t * dx, eye + t * dy, t * dz
                lx, lz = px - groups[g, 2], pz - groups[g, 3]
                lx, lz = c * lx - s * lz, s * lx + c * lz
                ax, ay, az = normal_at(lx, py, lz, solids, i)
                nx, ny, nz = c * ax + s * az, ay, -s * ax + c * az
                qx, qy, qz = lx - solids[i, 1], py - solids[i, 2], lz - solids[i, 3]
                u, v, hu, hv = qx, qy, solids[i, 4], solids[i, 5]
                if solids[i, 0] == BOX:
                    if abs(ay) > 0.7:
                        u, v, hu, hv = qx, qz, solids[i, 4], solids[i, 6]
                    elif abs(ax) > 0.7:
                        u, v, hu, hv = qz, qy, solids[i, 6], solids[i, 5]
                elif solids[i, 0] != BALL:
                    u, hu = math.atan2(qz, qx) * solids[i, 4], 3.14 * solids[i, 4]
                m = materials[int(solids[i, 7])]
                pattern = int(m[6])
                if pattern in (1,) and hv > hu:
                    # Grain runs along the longer side.
                    u, v = v, u
                if pattern in (8, 9, 11) and abs(az) < 0.7 and pattern != 9:
                    u = hu * 0.5
                red, green, blue = colour_at(m, u, v, t / focal, seed + int(solids[i, 10]), hu, hv)
                sight = math.sqrt(dx * dx + dy * dy + dz * dz)
                vx, vy, vz = -dx / sight, -dy / sight, -dz / sight
                shift = 0.25 * k
                sheen = window_light(
                    px, py, pz, nx, ny, nz, w, bounds, groups, solids, 2, 2, shift, True
                )
                for ch in range(3):
                    light[ch] = sky[ch] * sheen
                add_points(px, py, pz, nx, ny, nz, lamps, bounces, none, solids, False, light)
                near_floor = 1.0 - 0.45 * math.exp(-py / 0.12) * (1.0 if ny < 0.5 else 0.3)
                up = 0.72 + 0.28 * ny
                for ch in range(3):
                    light[ch] += sky[3 + ch] * near_floor * up
                facing = nx * sun[0] + ny * sun[1] + nz * sun[2]
                if facing > 0.0 and sun[3] > 0.0:
                    direct = sun_through(px, py, pz, sun, w, bounds, 0.004)
                    if direct > 0.01 and blocked(
                        px + 0.01 * nx, py + 0.01 * ny, pz + 0.01 * nz, sun[0], sun[1], sun[2],
                        groups, solids, 30.0,
                    ) == 0.0:  # fmt: skip
                        for ch in range(3):
                            light[ch] += sun[3 + ch] * direct * facing
                gloss = m[8]
                glint = 0.0
                edge = 1.0 - max(0.0, nx * vx + ny * vy + nz * vz)
                if gloss > 0.0:
                    # It mirrors the windows.
                    dot = 2.0 * (nx * vx + ny * vy + nz * vz)
                    rx, ry, rz = dot * nx - vx, dot * ny - vy, dot * nz - vz
                    fresnel = gloss * (0.06 + 0.9 * edge**4)
                    for win in range(w.shape[0]):
                        away, a, b = to_window(px, py, pz, rx, ry, rz, w, win, bounds)
                        if away > 0.0:
                            glint += fresnel * pane_light(w, win, a, b, 0.03 + 0.06 * away)
                tone = out[row, column]
                glow = m[9]
                warm = 1.0
                if glow > 0.0:
                    warm = 0.62 + 0.5 * math.exp(-((v / max(hv, 1e-3)) ** 2) * 1.4)
                tone[0] += 0.25 * developed(
                    red * light[0] + sky[0] * glint * 0.5 + glow * 1.15 * warm * red
                )
                tone[1] += 0.25 * developed(
                    green * light[1] + sky[1] * glint * 0.5 + glow * 0.86 * warm * green
                )
                tone[2] += 0.25 * developed(
                    blue * light[2] + sky[2] * glint * 0.5 + glow * 0.56 * warm * blue
                )
                tone[3] += 0.25


def paint_pieces(
    bench: Bench, room: Room, canvas: Canvas, light: Illumination, ground: Shear, *, seed: int
) -> list[Sheet]:
    """A sheet for every piece in sight, the farthest first; flat ones lie on the ground."""
    groups, solids = np.array(bench.groups), np.array(bench.solids)
    materials = np.array(bench.materials)
    sky = np.concatenate([light.sky_rgb, light.fill_rgb])
    view = room.view
    sheets: list[Sheet] = []
    for g, piece in enumerate(bench.pieces):
        box, depth = _seen(groups[g], room, canvas)
        x0, y0, x1, y1 = box
        if x1 - x0 < 2 or y1 - y0 < 2:
            continue
        out = np.zeros((y1 - y0, x1 - x0, 4), np.float32)

        def paint(
            first: int, last: int, out: NDArray[np.float32] = out, g: int = g,
            x0: int = x0, y0: int = y0,
        ) -> None:  # fmt: skip
            _paint_rows(
                out, first, last, x0, y0, g, view.rays(), view.eye_m, view.focal_px,
                light.windows, light.bounds, sky, light.sun, light.lamps, light.bounces, groups,
                solids, materials, seed % 9973,
            )  # fmt: skip

        in_bands(y1 - y0, paint)
        out[..., :3] /= np.maximum(out[..., 3:], 1e-3)
        shear = ground if piece.flat else None
        layer = Layer(out, view.parallax(depth), x_px=x0, y_px=y0, shear=shear)
        sheets.append(Sheet(piece.name, depth, layer, piece.flat))
    sheets.sort(key=lambda sheet: -sheet.depth_m)
    return sheets


def _seen(group: Floats, room: Room, canvas: Canvas) -> tuple[tuple[int, int, int, int], float]:
    """The painted-canvas box a piece is in, and the depth of its nearest foot."""
    c, s = group[4], group[5]
    xs: list[float] = []
    ys: list[float] = []
    depths: list[float] = []
    for lx in (group[6], group[9]):
        for ly in (group[7], group[10]):
            for lz in (group[8], group[11]):
                x = group[2] + c * lx + s * lz
                z = group[3] - s * lx + c * lz
                px, py, depth = room.view.project(float(x), float(ly), float(z))
                xs.append(px)
                ys.append(py)
                depths.append(depth)
    if min(depths) < 0.3:
        return (0, 0, 0, 0), 1.0
    x0, x1 = max(0, int(min(xs)) - 1), min(canvas.paint_width_px, int(max(xs)) + 2)
    y0, y1 = max(0, int(min(ys)) - 1), min(canvas.paint_height_px, int(max(ys)) + 2)
    return (x0, y0, x1, y1), 0.65 * min(depths) + 0.35 * float(np.mean(depths))
