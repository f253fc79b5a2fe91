"""Kernels that model what grows and lies on the floor: rounded limbs, and lumps with a skin."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, ridged, smoothstep, value_noise

LIMB_COLUMNS = 13
"""x, y, radius of the root; x, y, radius of the tip; rgb; shade at root and tip; glow; seed."""
LUMP_COLUMNS = 16
"""x, y, radii; rgb; second rgb; skin; skin's scale; roughness; shade; seed; row of its base."""
SKINS = ("rock", "brain", "polyps", "hole", "plate", "shade")


@njit(cache=True, fastmath=True, nogil=True, inline="always")
def _lay(
    img: NDArray[np.float32], y: int, x: int, r: float, g: float, b: float, up: float, cover: float
) -> None:
    keep = np.float32(1.0 - cover)
    img[y, x, 0] = img[y, x, 0] * keep + np.float32(r * cover)
    img[y, x, 1] = img[y, x, 1] * keep + np.float32(g * cover)
    img[y, x, 2] = img[y, x, 2] * keep + np.float32(b * cover)
    img[y, x, 3] = img[y, x, 3] * keep + np.float32(cover)
    img[y, x, 4] = img[y, x, 4] * keep + np.float32(up * cover)


@kernel
def stamp_limbs(
    img: NDArray[np.float32], limbs: NDArray[np.float32], light: NDArray[np.float32]
) -> None:
    """Lay limbs in their order onto premultiplied RGBA and the share of light from above.

    `light`: direction x, y, z, key rgb, ambient rgb.
    """
    rows, columns = img.shape[0], img.shape[1]
    for k in range(limbs.shape[0]):
        x0, y0, r0 = float(limbs[k, 0]), float(limbs[k, 1]), float(limbs[k, 2])
        x1, y1, r1 = float(limbs[k, 3]), float(limbs[k, 4]), float(limbs[k, 5])
        most = max(r0, r1) + 1.0
        dx, dy = x1 - x0, y1 - y0
        square = max(1e-4, dx * dx + dy * dy)
        seed = int(limbs[k, 12])
        rough = 0.16 / max(1.0, 0.35 * most)
        for y in range(max(0, int(min(y0, y1) - most)), min(rows, int(max(y0, y1) + most) + 2)):
            for x in range(
                max(0, int(min(x0, x1) - most)), min(columns, int(max(x0, x1) + most) + 2)
            ):
                px, py = x + 0.5 - x0, y + 0.5 - y0
                s = min(1.0, max(0.0, (px * dx + py * dy) / square))
                ox, oy = px - s * dx, py - s * dy
                radius = r0 + (r1 - r0) * s
                away = math.sqrt(ox * ox + oy * oy)
                thin = min(1.0, 2.0 * radius)
                cover = min(1.0, max(0.0, max(0.5, radius) + 0.5 - away)) * thin
                if cover < 0.01:
                    continue
                nx, ny = ox / max(0.6, radius), oy / max(0.6, radius)
                nz = math.sqrt(max(0.0, 1.0 - nx * nx - ny * ny))
                grain = value_noise(x * rough * 2.2, y * rough * 2.2, seed) - 0.5
                up = max(0.0, -ny)
                lit = max(0.0, nx * light[0] + ny * light[1] + nz * light[2])
                shade = limbs[k, 9] + (limbs[k, 10] - limbs[k, 9]) * s
                shade *= 1.0 + 0.45 * grain
                glow = float(limbs[k, 11]) * s * s
                edge = (1.0 - nz) * (1.0 - nz) * up * 0.35
                sky = 0.62 + 0.38 * up
                r = limbs[k, 6] + (1.0 - limbs[k, 6]) * glow
                g = limbs[k, 7] + (1.0 - limbs[k, 7]) * glow
                b = limbs[k, 8] + (1.0 - limbs[k, 8]) * glow
                r *= shade * (light[6] * sky + light[3] * (lit + edge))
                g *= shade * (light[7] * sky + light[4] * (lit + edge))
                b *= shade * (light[8] * sky + light[5] * (lit + edge))
                _lay(img, y, x, r, g, b, (0.25 + 0.75 * up) * shade, cover)


@kernel
def _polyp(x: float, y: float, seed: int) -> tuple[float, float, float]:
    """The nearest of many knobs: how far right and down of its top, and how near (0..1)."""
    i, j = math.floor(x), math.floor(y)
    best, right, down = 9.0, 0.0, 0.0
    for n in range(9):
        a, b = i + n % 3 - 1, j + n // 3 - 1
        dx = x - (a + 0.2 + 0.6 * hash01(a, b, seed))
        dy = y - (b + 0.2 + 0.6 * hash01(a, b, seed + 1))
        away = dx * dx + dy * dy
        if away < best:
            best, right, down = away, dx, dy
    return right, down, max(0.0, 1.0 - 1.3 * best)


@kernel
def _shade(
    img: NDArray[np.float32], cx: float, cy: float, rx: float, ry: float, dark: float
) -> None:
    """The soft shade of what stands on the floor."""
    for y in range(max(0, int(cy - ry)), min(img.shape[0], int(cy + ry) + 2)):
        for x in range(max(0, int(cx - rx)), min(img.shape[1], int(cx + rx) + 2)):
            d = ((x + 0.5 - cx) / rx) ** 2 + ((y + 0.5 - cy) / ry) ** 2
            if d < 1.0:
                _lay(img, y, x, 0.02, 0.05, 0.08, 0.0, dark * (1.0 - d) ** 1.5)


@kernel
def stamp_lumps(
    img: NDArray[np.float32], lumps: NDArray[np.float32], light: NDArray[np.float32]
) -> None:
    """Lay lumps in their order; each is an ellipsoid whose outline and skin noise has shaped."""
    rows, columns = img.shape[0], img.shape[1]
    for k in range(lumps.shape[0]):
        cx, cy = float(lumps[k, 0]), float(lumps[k, 1])
        rx, ry = float(lumps[k, 2]), float(lumps[k, 3])
        skin = int(lumps[k, 10])
        scale, rough, shade = float(lumps[k, 11]), float(lumps[k, 12]), float(lumps[k, 13])
        seed = int(lumps[k, 14])
        base = float(lumps[k, 15])
        grow = 1.0 + 0.8 * rough
        if skin == 5:
            _shade(img, cx, cy, rx, ry, shade)
            continue
        for y in range(max(0, int(cy - ry * grow)), min(rows, int(min(base, cy + ry * grow)) + 2)):
            for x in range(max(0, int(cx - rx * grow)), min(columns, int(cx + rx * grow) + 2)):
                u, v = (x + 0.5 - cx) / rx, (y + 0.5 - cy) / ry
                bend = fbm(u * 1.6 + 9.0, v * 1.6 + 5.0, 5, seed) - 0.5
                d = math.sqrt(u * u + v * v) / (1.0 + 1.5 * rough * bend)
                cover = min(1.0, max(0.0, (1.0 - d) * min(rx, ry) * 0.8 + 0.5))
                # Sand lies uneven around the foot, and over it.
                drift = (value_noise(x * 0.9 / ry * 4.0, 0.5, seed + 31) - 0.5) * 0.18 * ry
                cover *= min(1.0, max(0.0, (base + drift - 0.12 * ry - y) * 0.45 + 0.5))
                if cover < 0.01:
                    continue
                z = math.sqrt(max(0.0, 1.0 - d * d))
                nx, ny = u, v
                tone, mixed = 1.0, 0.0
                if skin == 0:
                    e = 0.05
                    a = ridged(u * scale, v * scale * 1.1, 4, seed + 7)
                    bx = ridged((u + e) * scale, v * scale * 1.1, 4, seed + 7) - a
                    by = ridged(u * scale, (v + e) * scale * 1.1, 4, seed + 7) - a
                    nx -= 3.2 * bx
                    ny -= 3.2 * by
                    pits = fbm(u * scale * 7.0, v * scale * 7.0, 3, seed + 13)
                    tone = (0.62 + 0.58 * a) * (0.62 + 0.76 * pits)
                    mixed = smoothstep(0.42, 0.62, fbm(u * 2.2 + 3.0, v * 2.2, 4, seed + 20))
                elif skin == 1:
                    # Grooves wind over a dome.
                    q = 1.0 + 0.6 * (1.0 - z)
                    wind = fbm(u * 2.4 * q, v * 2.4 * q, 3, seed + 3)
                    wave = math.sin(scale * (wind * 11.0 + 0.8 * u))
                    tone = 0.74 + 0.34 * smoothstep(-0.9, 0.6, wave)
                    mixed = 0.8 * smoothstep(-0.35, -1.0, wave)
                    nx += 0.25 * math.cos(scale * (wind * 11.0 + 0.8 * u))
                elif skin == 2:
                    q = scale * (3.0 + 0.8 * d)
                    ox, oy, a = _polyp(u * q, v * q, seed + 4)
                    nx += 0.8 * ox
                    ny += 0.8 * oy
                    tone = 0.55 + 0.6 * a
                    mixed = smoothstep(0.45, 0.95, a)
                elif skin == 3:
                    tone = 0.16 + 0.35 * smoothstep(0.3, 1.0, d) * (0.4 + 0.6 * max(0.0, v))
                elif skin == 4:
                    spokes = value_noise(math.atan2(v, u) * 9.0, d * 2.0, seed + 4)
                    tone = 0.78 + 0.34 * spokes
                    mixed = smoothstep(0.80, 0.97, d)
                up = max(0.0, min(1.0, -ny))
                lit = max(0.0, min(1.3, nx * light[0] + ny * light[1] + z * light[2]))
                # The foot stands in its own shade.
                foot = smoothstep(0.0, 1.0, (base - y) / (1.3 * ry))
                level = shade * tone * (0.58 + 0.42 * foot)
                sky = 0.50 + 0.50 * up
                r = lumps[k, 4] + (lumps[k, 7] - lumps[k, 4]) * mixed
                g = lumps[k, 5] + (lumps[k, 8] - lumps[k, 5]) * mixed
                b = lumps[k, 6] + (lumps[k, 9] - lumps[k, 6]) * mixed
                r *= level * (light[6] * sky + light[3] * lit)
                g *= level * (light[7] * sky + light[4] * lit)
                b *= level * (light[8] * sky + light[5] * lit)
                _lay(img, y, x, r, g, b, (0.2 + 0.8 * up) * level, cover)
