"""Kernels of an ash plume: balls of cloud laid into one surface, and the light on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.settings.falls.cascade import tile_at

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def heap(
    surface: NDArray[np.float32],
    clear: NDArray[np.float32],
    puffs: NDArray[np.float32],
    tile: NDArray[np.float32],
) -> None:
    """Lay balls (rows of x, y, radius, nearness, density, two noise places) into a surface."""
    rows, columns = surface.shape[0], surface.shape[1]
    one = np.float32(1.0)
    for k in range(puffs.shape[0]):
        px, py, radius, near = puffs[k, 0], puffs[k, 1], puffs[k, 2], puffs[k, 3]
        dense, u0, v0 = puffs[k, 4], puffs[k, 5], puffs[k, 6]
        reach = radius * np.float32(1.22)
        for y in range(max(0, int(py - reach)), min(rows, int(py + reach) + 1)):
            dy = (np.float32(y) - py) / radius
            for x in range(max(0, int(px - reach)), min(columns, int(px + reach) + 1)):
                dx = (np.float32(x) - px) / radius
                away = dx * dx + dy * dy
                if away > np.float32(1.45):
                    continue
                n = tile_at(tile, u0 + dx * np.float32(0.62), v0 + dy * np.float32(0.62))
                m = tile_at(tile, v0 + dx * np.float32(1.7), u0 + dy * np.float32(1.7))
                # Folded noise is round outward and creased inward, as billows are.
                bump = np.float32(0.26) * abs(n) + np.float32(0.13) * abs(m)
                away += bump - np.float32(0.12)
                if away >= one:
                    continue
                up = one - away
                share = dense * min(one, up * np.float32(3.2))
                top = near + radius * np.float32(math.sqrt(up))
                if top > surface[y, x]:
                    surface[y, x] += (top - surface[y, x]) * min(one, share * np.float32(1.6))
                clear[y, x] *= one - share


@kernel
def light_heap(
    out: NDArray[np.uint8],
    surface: NDArray[np.float32],
    smooth: NDArray[np.float32],
    clear: NDArray[np.float32],
    numbers: NDArray[np.float32],
    inks: NDArray[np.float32],
) -> None:
    """Premultiplied colour of the surface. `inks`: albedo at foot and top, ambient, key, glow,
    haze; `numbers`: mouth's row and column, height, light's x y z, glow's reach, opacity, haze,
    size of a billow."""  # fmt: skip
    rows, columns = surface.shape[0], surface.shape[1]
    one, zero, half = np.float32(1.0), np.float32(0.0), np.float32(0.5)
    mouth_y, mouth_x, tall = numbers[0], numbers[1], numbers[2]
    lx, ly, lz = numbers[3], numbers[4], numbers[5]
    reach, opacity, haze, size = numbers[6], numbers[7], numbers[8], numbers[9]
    for y in range(rows):
        rise = (mouth_y - np.float32(y)) / tall
        share = min(one, max(zero, rise * np.float32(1.6)))
        for x in range(columns):
            alpha = one - clear[y, x]
            if alpha < np.float32(0.004):
                for c in range(4):
                    out[y, x, c] = 0
                continue
            gx = zero
            gy = zero
            shadow = zero
            here = surface[y, x]
            for k in range(3):
                d = 1 << k
                x1 = min(columns - 1, x + d)
                x0 = max(0, x - d)
                y1 = min(rows - 1, y + d)
                y0 = max(0, y - d)
                weight = np.float32(0.16 + 0.22 * k) / np.float32(2 * d)
                gx += (surface[y, x1] - surface[y, x0]) * weight
                gy += (surface[y1, x] - surface[y0, x]) * weight
                far = np.float32(5.0) * np.float32(1 << k)
                sx = min(columns - 1, max(0, int(np.float32(x) + lx * far)))
                sy = min(rows - 1, max(0, int(np.float32(y) - ly * far)))
                shadow = max(shadow, (smooth[sy, sx] - here - lz * far) / (far + size * half))
            up = one / np.float32(math.sqrt(gx * gx + gy * gy + np.float32(0.7)))
            nx = -gx * up
            ny = gy * up
            nz = np.float32(0.837) * up
            lit = nx * lx + ny * ly + nz * max(zero, lz) * half
            lit = max(zero, lit * np.float32(0.85) + np.float32(0.18))
            lit *= one - min(np.float32(0.85), max(zero, shadow) * np.float32(0.9))
            # Thin edges let the light through.
            thin = (one - alpha) * max(zero, -lz + np.float32(0.5)) * np.float32(0.5)
            hollow = (here - smooth[y, x]) / size
            sky = np.float32(0.66) + np.float32(0.26) * ny + np.float32(0.30) * hollow
            sky = min(np.float32(1.15), max(np.float32(0.30), sky))
            side = (np.float32(x) - mouth_x) / reach
            down = (mouth_y - np.float32(y)) / reach
            near = np.float32(math.exp(-math.sqrt(side * side * half + down * down) * 1.7))
            warm = near * (np.float32(0.30) + np.float32(0.75) * max(zero, half - ny))
            warm *= np.float32(0.75) + np.float32(0.5) * min(one, max(-one, -hollow))
            cover = min(one, alpha * opacity)
            for c in range(3):
                albedo = inks[0, c] + (inks[1, c] - inks[0, c]) * share
                value = albedo * (inks[2, c] * sky + inks[3, c] * (lit + thin))
                if value > np.float32(0.80):
                    value = np.float32(0.80) + (value - np.float32(0.80)) * np.float32(0.35)
                value += (inks[5, c] - value) * haze
                value += (one - min(one, value)) * min(one, warm * inks[4, c])
                value = min(one, max(zero, value))
                out[y, x, c] = np.uint8(value * cover * np.float32(255.0) + half)
            out[y, x, 3] = np.uint8(cover * np.float32(255.0) + half)
