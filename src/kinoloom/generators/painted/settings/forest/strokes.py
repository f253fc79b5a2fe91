"""Strokes of foliage: leaf dabs of several forms and tapered limbs, on premultiplied RGBA."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import hash01

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAB_COLUMNS = 12
"""x, y, half length, half width, cos, sin of its angle, rgb, opacity, fold, form."""
LIMB_COLUMNS = 14
"""x and y of both ends, both radii, dark rgb, lit rgb, side of the light, snow."""
POINTED, OVAL, HEART, TORN = 0, 1, 2, 3
"""Forms of a dab: a leaf, a blot, a broad veined leaf, a banana leaf."""


def dabs(
    places: NDArray[np.float64],
    half_length_px: NDArray[np.float64],
    half_width_px: NDArray[np.float64],
    angle: NDArray[np.float64],
    colours: NDArray[np.float64],
    *,
    opacity: float = 1.0,
    fold: float = 0.12,
    form: int = POINTED,
) -> NDArray[np.float32]:
    """Rows for `draw_dabs`: places n x 2, colours n x 3; angles run clockwise from the right."""
    rows = np.empty((len(places), DAB_COLUMNS), np.float32)
    rows[:, 0:2] = places
    rows[:, 2] = half_length_px
    rows[:, 3] = half_width_px
    rows[:, 4] = np.cos(angle)
    rows[:, 5] = np.sin(angle)
    rows[:, 6:9] = np.clip(colours, 0, 1)
    rows[:, 9] = opacity
    rows[:, 10] = fold
    rows[:, 11] = form
    return rows


@kernel
def _half_width(form: int, t: float, side: float, k: int) -> float:
    """The outline of a form, 0..1, at t from its stalk (0) to its tip (1)."""
    if form == 1:
        return math.sqrt(max(0.0, 4.0 * t * (1.0 - t)))
    if form == 2:
        round_part = math.sqrt(max(0.0, t * 2.2 * (1.15 - t)))
        return round_part * (1.0 - t**4) if t < 0.98 else 0.0
    if form == 3:
        body = min(1.0, 5.0 * t) * (1.0 - t**5)
        slot = math.floor(t * 11.0)
        torn = hash01(slot, k, 5 if side > 0 else 9)
        part = t * 11.0 - slot
        if torn > 0.55 and part < 0.22:
            body *= 0.25 + 2.0 * part
        return body
    return 4.0 * t * (1.0 - t) if t > 0.5 else math.sqrt(max(0.0, 4.0 * t * (1.0 - t)))


@kernel
def draw_dabs(img: NDArray[np.float32], rows: NDArray[np.float32], left: float, top: float) -> None:
    """Draw the dabs in their order; (left, top) is the picture's place on the canvas."""
    height, width = img.shape[0], img.shape[1]
    for k in range(rows.shape[0]):
        cx, cy = rows[k, 0] - left, rows[k, 1] - top
        long, wide = float(rows[k, 2]), float(rows[k, 3])
        co, si = float(rows[k, 4]), float(rows[k, 5])
        fold = rows[k, 10]
        form = int(rows[k, 11])
        reach_x = abs(co) * long + abs(si) * wide + 1.0
        reach_y = abs(si) * long + abs(co) * wide + 1.0
        x0, x1 = max(0, int(cx - reach_x)), min(width, int(cx + reach_x) + 2)
        y0, y1 = max(0, int(cy - reach_y)), min(height, int(cy + reach_y) + 2)
        big = long > 26.0
        # Strokes finer than a pixel get fainter instead of thinner.
        thin = min(1.0, 0.35 + wide * 0.8) * rows[k, 9]
        for y in range(y0, y1):
            for x in range(x0, x1):
                dx, dy = x + 0.5 - cx, y + 0.5 - cy
                p = dx * co + dy * si
                q = dy * co - dx * si
                t = 0.5 + 0.5 * p / long
                if t <= 0.0 or t >= 1.0:
                    continue
                half = wide * _half_width(form, t, q, k)
                cover = min(1.0, half - abs(q) + 0.5)
                if cover <= 0.0:
                    continue
                cover *= thin
                shade = 1.0 + (fold if q > 0.0 else -fold)
                if big:
                    across = abs(q) / (wide + 0.01)
                    rib = abs(t * 9.0 - across * 2.0 - math.floor(t * 9.0 - across * 2.0) - 0.5)
                    shade *= 1.0 + 0.22 * max(0.0, rib - 0.36) / 0.14 - 0.08
                    shade *= 0.86 + 0.28 * across
                    if across < 0.035 + 0.4 / wide:
                        shade *= 1.32
                keep = 1.0 - cover
                for c in range(3):
                    img[y, x, c] = img[y, x, c] * keep + min(1.0, rows[k, 6 + c] * shade) * cover
                img[y, x, 3] = img[y, x, 3] * keep + cover


@kernel
def draw_limbs(
    img: NDArray[np.float32], rows: NDArray[np.float32], left: float, top: float
) -> None:
    """Draw tapered limbs, round in the light; snow lies on their upper side."""
    height, width = img.shape[0], img.shape[1]
    for k in range(rows.shape[0]):
        ax, ay = rows[k, 0] - left, rows[k, 1] - top
        bx, by = rows[k, 2] - left, rows[k, 3] - top
        first, last = float(rows[k, 4]), float(rows[k, 5])
        run_x, run_y = bx - ax, by - ay
        length = max(0.5, math.sqrt(run_x * run_x + run_y * run_y))
        ux, uy = run_x / length, run_y / length
        widest = max(first, last) + 1.0
        side, snow = rows[k, 12], rows[k, 13]
        for y in range(
            max(0, int(min(ay, by) - widest)), min(height, int(max(ay, by) + widest) + 2)
        ):
            for x in range(
                max(0, int(min(ax, bx) - widest)), min(width, int(max(ax, bx) + widest) + 2)
            ):
                dx, dy = x + 0.5 - ax, y + 0.5 - ay
                t = min(1.0, max(0.0, (dx * ux + dy * uy) / length))
                ex, ey = dx - t * run_x, dy - t * run_y
                away = math.sqrt(ex * ex + ey * ey)
                radius = first + (last - first) * t
                cover = min(1.0, radius - away + 0.5)
                if cover <= 0.0:
                    continue
                cover *= min(1.0, 0.3 + radius)
                # Only the offset across counts: along it, every joint would show its cap.
                off = (dy * ux - dx * uy) / (radius + 0.3)
                toward = -off * uy * side * 0.8 - off * ux * 0.5
                lit = min(1.0, max(0.0, 0.34 + 0.62 * toward))
                white = snow * min(1.0, max(0.0, -off * ux * 2.2 - 0.2))
                keep = 1.0 - cover
                for c in range(3):
                    value = rows[k, 6 + c] + (rows[k, 9 + c] - rows[k, 6 + c]) * lit
                    value += (min(1.0, rows[k, 9 + c] * 0.2 + 0.75) - value) * white
                    img[y, x, c] = img[y, x, c] * keep + min(1.0, value) * cover
                img[y, x, 3] = img[y, x, 3] * keep + cover


@kernel
def finish(
    img: NDArray[np.float32],
    out: NDArray[np.uint8],
    air: NDArray[np.float32],
    place: NDArray[np.float32],
    dark: float,
) -> None:
    """Put air before a painted sheet, and make it premultiplied u8, dithered.

    `air` is 2 x 3: away from and toward the glow. `place` is left, top, glow x, glow y, its
    reach, the veil (0..1), the pool's share, its upper and its lower row.
    """
    left, top, gx, gy, reach = place[0], place[1], place[2], place[3], place[4]
    veil, pool, upper, lower = place[5], place[6], place[7], place[8]
    for y in range(img.shape[0]):
        row = y + top
        low = min(1.0, max(0.0, (row - upper) / (lower - upper)))
        low = pool * low * low
        dy = (row - gy) / reach
        for x in range(img.shape[1]):
            alpha = img[y, x, 3]
            if alpha <= 0.004:
                for c in range(4):
                    out[y, x, c] = 0
                continue
            dx = (x + left - gx) / reach
            near = math.exp(-(dx * dx + dy * dy * 0.8))
            share = veil + (1.0 - veil) * low
            share += (1.0 - share) * near * veil * 0.75
            noise = hash01(x, y, 77)
            alpha = min(1.0, alpha)
            for c in range(3):
                ink = img[y, x, c] * dark
                haze = (air[0, c] + (air[1, c] - air[0, c]) * near) * alpha
                value = ink + (haze - ink) * share
                out[y, x, c] = np.uint8(min(255.0 * alpha, value * 255.0 + noise))
            out[y, x, 3] = np.uint8(min(255.0, alpha * 255.0 + 0.5))
