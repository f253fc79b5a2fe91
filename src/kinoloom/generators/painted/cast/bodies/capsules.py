"""Bodies of tapered capsules with true normals, drawn as one lit, self-shadowed sprite.

A body is drawn twice: first what is seen (depth, normal, material), then its light.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.light import Rig

SAMPLES = 2
"""Supersampling in each direction."""
COLUMNS = 19
"""x0 y0 z0 r0, x1 y1 z1 r1, material, blend group, cut, decal: x y z a b material frame.

Cut: 1 flat at the end, 2 at both; from 3 on it is soft: it melts into its group evenly, whatever
the order. Of a soft tube 3 is a piece with others at both ends, 4 the first, 5 the last, 6 the only
one: where pieces join, their round ends leave no rings.
"""
_MARGIN_PX = 3
_FAR = np.float32(-1e9)


@dataclass(frozen=True)
class Sprite:
    """A premultiplied u8 RGBA picture and the place of its top left corner on the frame."""

    rgba: NDArray[np.uint8]
    x_px: int
    y_px: int


def draw_capsules(
    capsules: NDArray[np.float32],
    materials: NDArray[np.float32],
    rig: Rig,
    *,
    height_px: float,
    haze: float = 0.0,
) -> Sprite | None:
    """The lit sprite of capsules given in frame pixels (x right, y down, z to the viewer).

    `capsules` is n x COLUMNS, `materials` m x 6 (r, g, b, shine, sharpness, kind); `height_px`
    is the body's height, which scales its soft shadows. None when nothing has an area.
    """
    if len(capsules) == 0:
        return None
    left = min((capsules[:, 0] - capsules[:, 3]).min(), (capsules[:, 4] - capsules[:, 7]).min())
    right = max((capsules[:, 0] + capsules[:, 3]).max(), (capsules[:, 4] + capsules[:, 7]).max())
    top = min((capsules[:, 1] - capsules[:, 3]).min(), (capsules[:, 5] - capsules[:, 7]).min())
    bottom = max((capsules[:, 1] + capsules[:, 3]).max(), (capsules[:, 5] + capsules[:, 7]).max())
    x0, y0 = math.floor(left) - _MARGIN_PX, math.floor(top) - _MARGIN_PX
    width, height = math.ceil(right) + _MARGIN_PX - x0, math.ceil(bottom) + _MARGIN_PX - y0
    local = capsules.copy()
    local[:, (0, 4)] -= x0
    local[:, (1, 5)] -= y0
    local[:, :8] *= SAMPLES
    rows, columns = height * SAMPLES, width * SAMPLES
    depth = np.full((rows, columns), _FAR, np.float32)
    normals = np.zeros((rows, columns, 3), np.float32)
    surface = np.full((rows, columns), -1, np.int16)
    group = np.full((rows, columns), -1, np.int16)
    reach = height_px * SAMPLES
    _rasterise(np.ascontiguousarray(local), depth, normals, surface, group, np.float32(reach))
    out = np.zeros((height, width, 4), np.uint8)
    _shade(
        depth, normals, surface, materials, _rig_rows(rig), _neighbours(reach),
        np.float32(reach), SAMPLES, np.float32(haze), out,
    )  # fmt: skip
    return Sprite(out, x0, y0)


def _neighbours(reach: float) -> NDArray[np.float32]:
    """Two rings of six places to look for what closes a point in: dx, dy, 1 / distance."""
    rows: list[list[float]] = []
    for ring, share in enumerate((0.014, 0.044)):
        radius = max(1.0, reach * share)
        for k in range(6):
            angle = (k + 0.5 * ring) * math.pi / 3
            rows.append([math.cos(angle) * radius, math.sin(angle) * radius, 1 / radius])
    return np.array(rows, np.float32)


def _rig_rows(rig: Rig) -> NDArray[np.float32]:
    """The rig as the kernel's 7 x 3: key, colours, rim, haze."""
    return np.array(
        [
            rig.key_dir, rig.key_rgb, rig.ambient_rgb, rig.bounce_rgb,
            rig.rim_dir, rig.rim_rgb, rig.haze_rgb,
        ],
        np.float32,
    )  # fmt: skip


@kernel
def _rasterise(
    caps: NDArray[np.float32],
    depth: NDArray[np.float32],
    normals: NDArray[np.float32],
    surface: NDArray[np.int16],
    group: NDArray[np.int16],
    reach: np.float32,
) -> None:
    """What each sample sees. Capsules of one group melt into each other where they meet.

    Normals are sums: those who light them make them as long as 1.
    """
    rows, columns = depth.shape
    one = np.float32(1)
    for k in range(caps.shape[0]):
        ax, ay, az, ar = caps[k, 0], caps[k, 1], caps[k, 2], caps[k, 3]
        bx, by, bz, br = caps[k, 4] - ax, caps[k, 5] - ay, caps[k, 6] - az, caps[k, 7] - ar
        most = max(ar, ar + br)
        y_lo, y_hi = int(min(ay, ay + by) - most), int(max(ay, ay + by) + most) + 2
        length2 = bx * bx + by * by + np.float32(1e-6)
        material, this_group = np.int16(caps[k, 8]), np.int16(caps[k, 9])
        cut = int(caps[k, 10])
        flat_end, flat_start = 0 < cut < 3, cut == 2
        is_soft = cut >= 3
        on_start, on_end = cut in (3, 5), cut in (3, 4)
        lap = np.float32(0.9) * most
        blend = np.float32(0.45) * most
        if is_soft:
            blend = np.float32(0.042) * reach
        length = math.sqrt(length2)
        lap /= length
        steepest = np.float32(0.45) * length
        lean = min(steepest, max(-steepest, bz))
        has_decal = caps[k, 14] > 0
        fx, fy, fz = caps[k, 11], caps[k, 12], caps[k, 13]
        side = max(np.float32(1e-4), math.sqrt(fx * fx + fz * fz))
        for y in range(max(0, y_lo), min(rows, y_hi)):
            # Of this row only what is near the part of the axis that is near this row.
            from_x, to_x = min(ax, ax + bx), max(ax, ax + bx)
            if abs(by) > one:
                t0 = (np.float32(y + 0.5) - most - ay) / by
                t1 = (np.float32(y + 0.5) + most - ay) / by
                t0, t1 = min(t0, t1), max(t0, t1)
                x0 = ax + bx * min(one, max(np.float32(0), t0))
                x1 = ax + bx * min(one, max(np.float32(0), t1))
                from_x, to_x = min(x0, x1), max(x0, x1)
            x_lo, x_hi = int(from_x - most), int(to_x + most) + 2
            for x in range(max(0, x_lo), min(columns, x_hi)):
                px, py = np.float32(x + 0.5) - ax, np.float32(y + 0.5) - ay
                t = (px * bx + py * by) / length2
                if (flat_end and t > 1) or (flat_start and t < 0):
                    continue
                past = (on_end and t > 1) or (on_start and t < 0)
                fade = one
                if past:
                    over = max(t - 1, -t) / lap
                    if over > 1:
                        continue
                    fade = one - over * over
                beyond = t
                t = min(np.float32(1), max(np.float32(0), t))
                beyond = beyond - t if past else np.float32(0)
                r = ar + br * t
                dx, dy = px - bx * t, py - by * t
                d2 = dx * dx + dy * dy
                if d2 >= r * r:
                    continue
                middle = az + bz * t + lean * beyond
                if depth[y, x] - middle - r > blend:
                    continue
                rise = math.sqrt(r * r - d2)
                # A tube that comes toward us: the ball at its joint must not bulge out of it.
                z = middle + rise
                behind = depth[y, x] - z
                same = group[y, x] == this_group
                if behind > 0 and not (same and behind < blend):
                    continue
                nx, ny, nz = dx / r, dy / r, rise / r
                here = material
                if has_decal:
                    front = nx * fx + ny * fy + nz * fz
                    if front > 0:
                        u = (nx * fz - nz * fx) / side
                        v = (ny - front * fy) / side
                        d = math.sqrt((u / caps[k, 14]) ** 2 + (v / caps[k, 15]) ** 2)
                        if d < 1:
                            here = np.int16(caps[k, 16])
                        elif d < 1 + caps[k, 17]:
                            here = np.int16(caps[k, 18])
                if past:
                    along = (nx * bx + ny * by) / length2
                    nx, ny = nx - along * bx, ny - along * by
                    n = one / math.sqrt(nx * nx + ny * ny + nz * nz + np.float32(1e-9))
                    nx, ny, nz = nx * n, ny * n, nz * n
                if same and is_soft:
                    older, newer = one, fade
                    near = max(np.float32(0), one - abs(behind) / blend)
                    if behind > 0:
                        newer *= near * near
                    else:
                        older = near * near
                    nx = nx * newer + normals[y, x, 0] * older
                    ny = ny * newer + normals[y, x, 1] * older
                    nz = nz * newer + normals[y, x, 2] * older
                elif same and abs(behind) < blend:
                    share = np.float32(0.5) - np.float32(0.5) * behind / blend
                    share = share * share * (3 - 2 * share)
                    sx, sy, sz = normals[y, x, 0], normals[y, x, 1], normals[y, x, 2]
                    keep = (1 - share) / math.sqrt(sx * sx + sy * sy + sz * sz + np.float32(1e-9))
                    nx, ny, nz = (
                        nx * share + sx * keep,
                        ny * share + sy * keep,
                        nz * share + sz * keep,
                    )
                elif fade < one:
                    lone = max(fade, np.float32(0.02))
                    nx, ny, nz = nx * lone, ny * lone, nz * lone
                if behind <= 0:
                    depth[y, x] = z
                    surface[y, x] = here
                    group[y, x] = this_group
                normals[y, x, 0], normals[y, x, 1], normals[y, x, 2] = nx, ny, nz


@kernel
def _shadow(
    depth: NDArray[np.float32], x: int, y: int, key: NDArray[np.float32], reach: np.float32
) -> Any:
    """How much of the key light the body itself takes from a sample, 0 none to 1 all."""
    rows, columns = depth.shape
    z = depth[y, x]
    most = np.float32(0)
    step = reach * np.float32(0.016)
    away = step
    for _ in range(11):
        sx, sy = int(x + key[0] * away), int(y + key[1] * away)
        if sx < 0 or sy < 0 or sx >= columns or sy >= rows:
            break
        over = depth[sy, sx] - (z + key[2] * away + reach * np.float32(0.006))
        if over > 0 and over < reach * np.float32(0.22):
            most = max(most, min(np.float32(1), over / (away * np.float32(0.22))))
        away = away * np.float32(1.22) + step
    return most


@kernel
def _openness(depth: NDArray[np.float32], x: int, y: int, around: NDArray[np.float32]) -> Any:
    """How open to the sky a sample is: 1 free, less in creases and between limbs."""
    rows, columns = depth.shape
    z = depth[y, x]
    closed = np.float32(0)
    for k in range(around.shape[0]):
        sx, sy = int(x + around[k, 0]), int(y + around[k, 1])
        if sx >= 0 and sy >= 0 and sx < columns and sy < rows:
            over = (depth[sy, sx] - z) * around[k, 2] - np.float32(0.25)
            if over > 0:
                closed += min(np.float32(1), over * np.float32(0.8))
    return 1 - np.float32(0.85) * min(np.float32(1), closed / 7)


@kernel
def _mirror_rgb(nx: float, ny: float, nz: float, rig: NDArray[np.float32], c: int, sun: Any) -> Any:
    """One channel of the scene that a dark mirror (a visor) reflects: sky, horizon, ground."""
    up = -2 * nz * ny
    glow = math.exp(-abs(up - 0.04) * 7)
    sky = rig[6, c] * (0.30 + 0.70 * glow) + rig[2, c] * 0.45 + rig[1, c] * 0.06
    ground = rig[3, c] * 0.55 + rig[6, c] * 0.16 * glow
    edge = min(1.0, max(0.0, (up - 0.0) * 14 + 0.5))
    side = max(0.0, 2 * nz * nx * rig[0, 0] + 0.35)
    return (ground + (sky - ground) * edge) * (0.5 + 0.6 * side) + rig[1, c] * sun


@scratch_kernel
def _shade(
    depth: NDArray[np.float32],
    normals: NDArray[np.float32],
    surface: NDArray[np.int16],
    materials: NDArray[np.float32],
    rig: NDArray[np.float32],
    around: NDArray[np.float32],
    reach: np.float32,
    samples: int,
    haze: np.float32,
    out: NDArray[np.uint8],
) -> None:
    """Light every sample and average them. Material kind 1 is a mirror, 2 glows by itself."""
    key, rim = rig[0], rig[4]
    one, zero, half = np.float32(1), np.float32(0), np.float32(0.5)
    to_byte = np.float32(255.0 / (samples * samples))
    total = np.zeros(4, np.float32)
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            total[:] = 0
            shadow, free, has_light = zero, one, False
            first = surface[y * samples, x * samples]
            count, alike = samples * samples, first >= 0
            for s in range(1, samples * samples):
                if surface[y * samples + s // samples, x * samples + s % samples] != first:
                    alike = False
            if alike:
                low, high = depth[y * samples, x * samples], depth[y * samples, x * samples]
                for s in range(1, samples * samples):
                    z = depth[y * samples + s // samples, x * samples + s % samples]
                    low, high = min(low, z), max(high, z)
                if high - low < reach * np.float32(0.004):
                    count = 1
            for s in range(count):
                sy, sx = y * samples + s // samples, x * samples + s % samples
                m = surface[sy, sx]
                if m < 0:
                    continue
                if not has_light:
                    shadow = np.float32(_shadow(depth, sx, sy, key, reach)) * np.float32(0.9)
                    free = np.float32(_openness(depth, sx, sy, around))
                    has_light = True
                nx, ny, nz = normals[sy, sx, 0], normals[sy, sx, 1], normals[sy, sx, 2]
                unit = one / math.sqrt(nx * nx + ny * ny + nz * nz + np.float32(1e-12))
                nx, ny, nz = nx * unit, ny * unit, nz * unit
                facing = nx * key[0] + ny * key[1] + nz * key[2]
                lit = max(zero, (facing + np.float32(0.12)) / np.float32(1.12)) * (one - shadow)
                up = (half - half * ny) * free * np.float32(1.15)
                down = (half + half * ny) * free
                edge = max(zero, nx * rim[0] + ny * rim[1] + np.float32(0.15) * nz)
                grazing = one - nz
                edge = edge * edge * grazing * (np.float32(0.75) + np.float32(0.25) * grazing)
                edge *= np.float32(0.35) + np.float32(0.65) * free
                mirrored = 2 * facing * nz - key[2]
                shine = zero
                if mirrored > np.float32(0.4) and materials[m, 3] > 0:
                    shine = mirrored ** materials[m, 4] * materials[m, 3] * (one - shadow)
                kind = materials[m, 5]
                total[3] += one
                for c in range(3):
                    v = materials[m, c]
                    if kind == 1:
                        v *= np.float32(_mirror_rgb(nx, ny, nz, rig, c, shine))
                        v += rig[5, c] * edge * half
                    elif kind == 2:
                        v *= np.float32(0.85) + np.float32(0.3) * nz
                    else:
                        v *= rig[1, c] * lit + rig[2, c] * up + rig[3, c] * down
                        v += rig[5, c] * edge + rig[1, c] * shine
                    v += (rig[6, c] - v) * haze
                    if v > np.float32(0.75):
                        v -= np.float32(0.75)
                        v = np.float32(0.75) + v / (one + 4 * v)
                    total[c] += v
            if count == 1:
                for c in range(4):
                    total[c] *= samples * samples
            if total[3] > 0:
                for c in range(4):
                    out[y, x, c] = np.uint8(min(np.float32(255), total[c] * to_byte + half))
