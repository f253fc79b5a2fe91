"""The kernels of small things in the air: flat shapes that turn, glows, bubbles and plumes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel

PAPER, PETAL, LEAF, LOBED = 0, 1, 2, 3
"""Shapes: a strip of paper, a blossom's petal, a narrow leaf, one with lobes."""


@kernel
def _blend(
    frame: NDArray[np.uint8], y: int, x: int, alpha: float, red: float, green: float, blue: float
) -> None:
    frame[y, x, 0] = np.uint8(frame[y, x, 0] + (red - frame[y, x, 0]) * alpha + 0.5)
    frame[y, x, 1] = np.uint8(frame[y, x, 1] + (green - frame[y, x, 1]) * alpha + 0.5)
    frame[y, x, 2] = np.uint8(frame[y, x, 2] + (blue - frame[y, x, 2]) * alpha + 0.5)


@kernel
def _half_width(shape: int, u: float, v: float) -> float:
    """How far the shape reaches beside its middle line at u, -1 its foot and 1 its tip."""
    if shape == PAPER:
        return 0.55
    room = max(0.0, 1.0 - u * u)
    if shape == PETAL:
        # The tip of a blossom's petal is notched.
        notch = 0.34 * max(0.0, u - 0.62) if abs(v) < 0.22 else 0.0
        return 0.66 * np.sqrt(room) * (0.80 + 0.34 * u) - 2.2 * notch
    width = 0.46 * room**0.8 * (1.0 - 0.38 * u)
    if shape == LOBED:
        width *= 1.5 * (0.80 + 0.20 * np.cos(8.0 * u + 0.6))
    if u < -0.72:
        width = max(width * max(0.0, (u + 1.0) * 3.5), 0.035)
    return width


@kernel
def draw_shapes(frame: NDArray[np.uint8], shapes: NDArray[np.float32]) -> None:
    """Rows: x, y, length, turn, narrowing, softness, streak x, y, red, green, blue, alpha, kind.

    Lengths in px, colours 0..255. The narrowing is -1..1, below 0 from behind.
    """
    height, width = frame.shape[0], frame.shape[1]
    for k in range(shapes.shape[0]):
        cx, cy, half = shapes[k, 0], shapes[k, 1], shapes[k, 2]
        cosine, sine = np.cos(shapes[k, 3]), np.sin(shapes[k, 3])
        narrow = shapes[k, 4]
        thin = max(0.14, abs(narrow))
        soft = max(0.7, shapes[k, 5])
        run_x, run_y = shapes[k, 6], shapes[k, 7]
        run = np.sqrt(run_x * run_x + run_y * run_y)
        toward_x, toward_y = (run_x / run, run_y / run) if run > 1e-3 else (0.0, 0.0)
        kind = int(shapes[k, 12])
        reach = half + soft
        left = max(0, int(cx - reach - abs(run_x) / 2))
        right = min(width, int(cx + reach + abs(run_x) / 2) + 2)
        top = max(0, int(cy - reach - abs(run_y) / 2))
        bottom = min(height, int(cy + reach + abs(run_y) / 2) + 2)
        # What moves during the exposure is spread over its path, and so fainter.
        alpha = shapes[k, 11] * (half / (half + 0.5 * run)) * min(1.0, half * thin * 0.9 + 0.25)
        for y in range(top, bottom):
            for x in range(left, right):
                away_x = x - cx
                away_y = y - cy
                if run > 1e-3:
                    along = away_x * toward_x + away_y * toward_y
                    along = min(run / 2, max(-run / 2, along))
                    away_x -= along * toward_x
                    away_y -= along * toward_y
                u = (away_x * cosine + away_y * sine) / half
                v = (away_y * cosine - away_x * sine) / (half * thin)
                if abs(u) > 1.0 + soft / half:
                    continue
                beside = (abs(v) - _half_width(kind, u, v)) * half * thin
                beyond = (abs(u) - 1.0) * half
                cover = 0.5 - max(beside, beyond) / soft
                if cover <= 0.0:
                    continue
                shade = 1.0
                if kind >= LEAF:
                    # The blade is folded along its rib: one half faces the light.
                    side = min(1.0, max(-1.0, v * 9.0))
                    shade = 1.0 + 0.13 * side
                    if abs(v) * half * thin < 0.045 * half and half > 5.0:
                        shade *= 0.84
                elif kind == PETAL:
                    shade = 0.93 + 0.09 * u
                cover = min(1.0, cover) * alpha
                _blend(
                    frame, y, x, cover,
                    min(255.0, shapes[k, 8] * shade), min(255.0, shapes[k, 9] * shade),
                    min(255.0, shapes[k, 10] * shade),
                )  # fmt: skip


@kernel
def draw_glows(frame: NDArray[np.uint8], glows: NDArray[np.float32]) -> None:
    """Light screened on. Rows: x, y, radius, halo radius, halo share, streak x, y, r, g, b."""
    height, width = frame.shape[0], frame.shape[1]
    for k in range(glows.shape[0]):
        cx, cy = glows[k, 0], glows[k, 1]
        radius = max(0.8, glows[k, 2])
        halo, share = glows[k, 3], glows[k, 4]
        run_x, run_y = glows[k, 5], glows[k, 6]
        run = np.sqrt(run_x * run_x + run_y * run_y)
        toward_x, toward_y = (run_x / run, run_y / run) if run > 1e-3 else (0.0, 0.0)
        # Smaller than a pixel it is fainter instead.
        fade = min(1.0, (glows[k, 2] / radius) ** 2)
        reach = max(radius * 1.6, halo)
        left = max(0, int(cx - reach - abs(run_x) / 2))
        right = min(width, int(cx + reach + abs(run_x) / 2) + 2)
        top = max(0, int(cy - reach - abs(run_y) / 2))
        bottom = min(height, int(cy + reach + abs(run_y) / 2) + 2)
        for y in range(top, bottom):
            for x in range(left, right):
                away_x = x - cx
                away_y = y - cy
                if run > 1e-3:
                    along = away_x * toward_x + away_y * toward_y
                    along = min(run / 2, max(-run / 2, along))
                    away_x -= along * toward_x
                    away_y -= along * toward_y
                square = away_x * away_x + away_y * away_y
                core = max(0.0, 1.0 - square / (2.56 * radius * radius))
                light = core * core * core
                if halo > 0.0:
                    far = max(0.0, 1.0 - square / (halo * halo))
                    light += share * far * far * far * far
                if light > 0.003:
                    light *= fade
                    for c in range(3):
                        dark = 255.0 - frame[y, x, c]
                        frame[y, x, c] = np.uint8(
                            255.5 - dark * (1.0 - min(1.0, light * glows[k, 7 + c]))
                        )


@kernel
def draw_bubbles(
    frame: NDArray[np.uint8], bubbles: NDArray[np.float32], rim: Any, spark: Any
) -> None:
    """Rows: x, y, radius across, radius along, softness, alpha, tint 0..1. Colours 0..255."""
    height, width = frame.shape[0], frame.shape[1]
    for k in range(bubbles.shape[0]):
        cx, cy = bubbles[k, 0], bubbles[k, 1]
        across, along = bubbles[k, 2], bubbles[k, 3]
        soft = max(1.0, bubbles[k, 4])
        alpha = bubbles[k, 5]
        tint = bubbles[k, 6]
        size = max(across, along)
        reach = size + soft
        for y in range(max(0, int(cy - reach)), min(height, int(cy + reach) + 2)):
            for x in range(max(0, int(cx - reach)), min(width, int(cx + reach) + 2)):
                u = (x - cx) / across
                v = (y - cy) / along
                far = np.sqrt(u * u + v * v)
                cover = min(1.0, 0.5 - (far - 1.0) * size / soft)
                if cover <= 0.0:
                    continue
                inner = min(1.0, far)
                # The film is seen edge-on at the rim; light comes from above left.
                edge = inner**5
                lean = 0.5 - 0.5 * (u + v) / (far + 0.3) * 0.7
                body = alpha * cover * (0.06 + edge * (0.30 + 0.62 * lean))
                sheen = 0.5 + 0.5 * np.sin(5.0 * (u - v) + 6.28 * tint)
                red = rim[0] * (0.90 + 0.16 * sheen)
                green = rim[1] * (1.02 - 0.10 * sheen)
                blue = rim[2] * (0.94 + 0.14 * (1.0 - sheen))
                _blend(frame, y, x, body, min(255.0, red), min(255.0, green), min(255.0, blue))
                glint = ((u + 0.42) ** 2 + (v + 0.46) ** 2) / 0.030
                back = ((u - 0.40) ** 2 + (v - 0.48) ** 2) / 0.055
                light = 0.9 * max(0.0, 1.0 - glint) + 0.28 * max(0.0, 1.0 - back)
                if light > 0.0:
                    _blend(frame, y, x, alpha * cover * light, spark[0], spark[1], spark[2])


@kernel
def gather_puffs(field: NDArray[np.float32], puffs: NDArray[np.float32]) -> None:
    """Add soft balls to a density field. Rows: x, y, radius across, along, density (field px)."""
    height, width = field.shape
    for k in range(puffs.shape[0]):
        cx, cy, across, along = puffs[k, 0], puffs[k, 1], puffs[k, 2], puffs[k, 3]
        for y in range(max(0, int(cy - along)), min(height, int(cy + along) + 2)):
            v = (y - cy) / along
            room = 1.0 - v * v
            if room <= 0.0:
                continue
            half = across * np.sqrt(room)
            for x in range(max(0, int(cx - half)), min(width, int(cx + half) + 2)):
                u = (x - cx) / across
                left = max(0.0, room - u * u)
                field[y, x] += puffs[k, 4] * left * left


@kernel
def shred(
    field: NDArray[np.float32],
    light: NDArray[np.float32],
    tile: NDArray[np.float32],
    shift_x: float,
    shift_y: float,
    scale: float,
    wisp: float,
) -> None:
    """Tear a density field by two sheets of a wrapping noise that rise through it.

    After it the field holds alphas 0..1, and `light` how much of the sky each place sees.
    """
    mask = tile.shape[0] - 1
    for y in range(field.shape[0]):
        for x in range(field.shape[1]):
            density = field[y, x]
            if density <= 0.01:
                field[y, x] = 0.0
                continue
            noise = 0.0
            for sheet in range(2):
                rate = 1.0 + sheet
                u = (x * scale + shift_x) * rate + 37.0 * sheet
                v = (y * scale * 0.8 + shift_y) * rate + 91.0 * sheet
                i, j = int(np.floor(u)), int(np.floor(v))
                a, b = u - i, v - j
                i0, i1, j0, j1 = i & mask, (i + 1) & mask, j & mask, (j + 1) & mask
                upper = tile[j0, i0] + (tile[j0, i1] - tile[j0, i0]) * a
                lower = tile[j1, i0] + (tile[j1, i1] - tile[j1, i0]) * a
                noise += (upper + (lower - upper) * b) * (0.62 if sheet == 0 else 0.38)
            # What is thin is eaten away first: the edge billows.
            torn = density * (1.0 - 0.5 * wisp + wisp * noise) - 0.55 * wisp * (1.0 - noise)
            field[y, x] = max(0.0, torn)
    for y in range(field.shape[0] - 1, -1, -1):
        above = max(0, y - 3)
        for x in range(field.shape[1]):
            slope = field[y, x] - field[above, max(0, x - 2)]
            light[y, x] = min(1.0, max(0.0, 0.42 + 1.5 * slope))
            if field[y, x] > 0.0:
                field[y, x] = 1.0 - np.exp(-1.7 * field[y, x])


@scratch_kernel
def lay_plume(
    frame: NDArray[np.uint8],
    field: NDArray[np.float32],
    light: NDArray[np.float32],
    top: int,
    left: int,
    step: int,
    opacity: float,
    low: Any,
    high: Any,
) -> None:
    """Blend a field of alphas, enlarged `step` times, onto the frame at (top, left).

    Its colour runs from `low`, on the undersides, to `high`, where the sky lights it (0..255).
    """
    height, width = frame.shape[0], frame.shape[1]
    rows, columns = field.shape
    line = np.empty(columns, np.float32)
    glow = np.empty(columns, np.float32)
    for y in range(max(0, top), min(height, top + (rows - 1) * step)):
        v = (y - top) / step
        j = int(v)
        share = np.float32(v - j)
        most = np.float32(0.0)
        for i in range(columns):
            line[i] = field[j, i] + (field[j + 1, i] - field[j, i]) * share
            glow[i] = light[j, i] + (light[j + 1, i] - light[j, i]) * share
            most = max(most, line[i])
        if most < 0.003:
            continue
        for x in range(max(0, left), min(width, left + (columns - 1) * step)):
            u = (x - left) / step
            i = int(u)
            part = np.float32(u - i)
            dense = line[i] + (line[i + 1] - line[i]) * part
            if dense > 0.003:
                alpha = dense * opacity
                lit = glow[i] + (glow[i + 1] - glow[i]) * part
                for c in range(3):
                    ink = low[c] + (high[c] - low[c]) * lit
                    value = frame[y, x, c]
                    frame[y, x, c] = np.uint8(value + (ink - value) * alpha + 0.5)
