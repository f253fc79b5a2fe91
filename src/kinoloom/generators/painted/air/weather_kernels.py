"""The kernels of the weather: streaks, flakes, splashes and veils blended onto a frame."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import hash01


@kernel
def _blend(frame: NDArray[np.uint8], y: int, x: int, alpha: float, tint: Any) -> None:
    for c in range(3):
        value = frame[y, x, c]
        frame[y, x, c] = np.uint8(value + (tint[c] - value) * alpha + 0.5)


@kernel
def draw_streaks(
    frame: NDArray[np.uint8],
    drops: NDArray[np.float32],
    t_s: float,
    wind: float,
    shift_px: float,
    tint: NDArray[np.float32],
    fade: float,
    seed: int,
) -> None:
    """`drops` has rows of (phase, speed, length, radius, alpha, parallax, laps, lane)."""
    height, width = frame.shape[0], frame.shape[1]
    for k in range(drops.shape[0]):
        length = max(2.0, drops[k, 2])
        radius = drops[k, 3]
        span = height + 2.0 * length
        travel = drops[k, 0] * span + drops[k, 1] * t_s
        lap = int(np.floor(travel / span))
        top = travel - lap * span - length
        if drops[k, 6] > 0.0:
            lap = lap % int(drops[k, 6])
        reach = width + wind * span + 2.0 * length
        lane = hash01(k, lap, seed) * reach - shift_px * drops[k, 5]
        lane = lane - np.floor(lane / reach) * reach - length
        # Thin lines get thinner by getting fainter: no flicker between pixels.
        alpha = drops[k, 4] * fade * min(1.0, 2.0 * radius)
        half = max(0.5, radius)
        for y in range(max(0, int(top)), min(height, int(top + length) + 1)):
            along = (y - top) / length
            if along < 0.0 or along > 1.0:
                continue
            centre = lane - wind * y + wind * height
            body = alpha * along * (1.0 - along) * 4.0 * (0.5 + 0.5 * along)
            for x in range(int(np.floor(centre - half)), int(np.floor(centre + half)) + 2):
                if 0 <= x < width:
                    cover = min(1.0, max(0.0, half + 0.5 - abs(x - centre)))
                    _blend(frame, y, x, body * cover, tint)


@kernel
def draw_flakes(
    frame: NDArray[np.uint8],
    flakes: NDArray[np.float32],
    t_s: float,
    wind: float,
    shift_px: float,
    tint: NDArray[np.float32],
    seed: int,
) -> None:
    height, width = frame.shape[0], frame.shape[1]
    for k in range(flakes.shape[0]):
        radius = flakes[k, 3]
        soft = max(radius, 0.9)
        speed = flakes[k, 1]
        span = height + 4.0 * soft
        travel = flakes[k, 0] * span + speed * t_s
        lap = int(np.floor(travel / span))
        cy = travel - lap * span - 2.0 * soft
        reach = width + 4.0 * soft
        if flakes[k, 6] > 0.0:
            # A flake that returns: all it does follows from how far it has fallen.
            fallen = travel - lap * span
            lane = int(flakes[k, 7])
            rate = 0.7 + 1.1 * hash01(lane, seed + 3, seed)
            turns = max(1.0, np.floor(rate * span / (6.2832 * speed) + 0.5))
            first = hash01(lane, seed + 4, seed)
            sway = 6.0 * radius * np.sin(6.2832 * (turns * fallen / span + first))
            place = hash01(lane, lap % int(flakes[k, 6]), seed)
            cx = place * reach + sway + wind * fallen - shift_px * flakes[k, 5]
        else:
            sway = (
                6.0
                * radius
                * np.sin(t_s * (0.7 + 1.1 * hash01(k, seed + 3, seed)) + 6.28 * flakes[k, 0])
            )
            cx = hash01(k, lap, seed) * reach + sway + wind * speed * t_s - shift_px * flakes[k, 5]
        cx = cx - np.floor(cx / reach) * reach - 2.0 * soft
        alpha = flakes[k, 4] * min(1.0, (radius / soft) ** 2)
        for y in range(max(0, int(cy - soft)), min(height, int(cy + soft) + 2)):
            for x in range(max(0, int(cx - soft)), min(width, int(cx + soft) + 2)):
                away = ((x - cx) ** 2 + (y - cy) ** 2) / (soft * soft * 1.25)
                if away < 1.0:
                    _blend(frame, y, x, alpha * (1.0 - away) * (1.0 + 0.6 * away), tint)


@kernel
def draw_splashes(
    frame: NDArray[np.uint8],
    count: int,
    t_s: float,
    horizon_px: float,
    unit: float,
    tint: NDArray[np.float32],
    strength: float,
    seed: int,
    period_s: float,
) -> None:
    """With a period (above 0) every splash comes again after it."""
    height, width = frame.shape[0], frame.shape[1]
    ground = height - horizon_px
    for k in range(count):
        life_s = 0.16 + 0.12 * hash01(k, seed + 1, seed)
        laps = 0
        if period_s > 0.0:
            laps = max(1, int(period_s / life_s + 0.5))
            life_s = period_s / laps
        age = t_s / life_s + hash01(k, seed + 2, seed)
        lap = int(np.floor(age))
        age -= lap
        if laps > 0:
            lap = lap % laps
        depth = hash01(k, lap * 2 + 7, seed) ** 0.7
        near = 0.06 + 0.94 * depth
        cy = horizon_px + ground * near
        cx = hash01(k, lap * 2 + 8, seed) * width
        radius = unit * (1.5 + 13.0 * age) * near
        alpha = strength * (1.0 - age) * near
        flat = 0.34
        for y in range(
            max(0, int(cy - radius * flat - 1)), min(height, int(cy + radius * flat) + 3)
        ):
            for x in range(max(0, int(cx - radius - 1)), min(width, int(cx + radius) + 3)):
                away = np.sqrt((x - cx) ** 2 + ((y - cy) / flat) ** 2)
                ring = max(0.0, 1.0 - abs(away - radius) / (1.2 * unit + 0.6))
                if ring > 0.0:
                    _blend(frame, y, x, alpha * ring, tint)
        # The crown: a short stalk that rises and falls.
        rise = unit * 9.0 * near * age * (1.0 - age) * 4.0
        x = int(cx)
        if 0 <= x < width:
            for y in range(max(0, int(cy - rise)), min(height, int(cy) + 1)):
                _blend(frame, y, x, alpha * 0.8, tint)


@scratch_kernel
def draw_veil(
    frame: NDArray[np.uint8],
    banks: NDArray[np.uint8],
    row_alpha: NDArray[np.float32],
    top: int,
    first_shift: float,
    second_shift: float,
    step: float,
    tint: NDArray[np.float32],
) -> None:
    height, width = frame.shape[0], frame.shape[1]
    columns = banks.shape[2]
    lines = np.empty((2, columns + 1), np.float32)
    inks = np.empty(3, np.float32)
    for c in range(3):
        inks[c] = tint[c]
    step32 = np.float32(step)
    haze = np.float32(0.22)
    wisp = np.float32(1.25 / 65025.0)
    wrap = np.float32(columns)
    starts = np.empty(2, np.float32)
    starts[0] = first_shift - np.floor(first_shift / columns) * columns
    starts[1] = -second_shift - np.floor(-second_shift / columns) * columns
    for y in range(max(0, top), min(height, top + row_alpha.shape[0])):
        v = (y - top) * step
        j = int(v)
        below = np.float32(v - j)
        for i in range(2):
            for a in range(columns):
                upper = np.float32(banks[i, j, a])
                lines[i, a] = upper + (np.float32(banks[i, j + 1, a]) - upper) * below
            lines[i, columns] = lines[i, 0]
        u = starts[0]
        w = starts[1]
        for x in range(width):
            a = int(u)
            first = lines[0, a] + (lines[0, a + 1] - lines[0, a]) * (u - np.float32(a))
            b = int(w)
            second = lines[1, b] + (lines[1, b + 1] - lines[1, b]) * (w - np.float32(b))
            alpha = min(np.float32(0.96), (haze + first * second * wisp) * row_alpha[y - top])
            for c in range(3):
                value = np.float32(frame[y, x, c])
                frame[y, x, c] = np.uint8(value + (inks[c] - value) * alpha + np.float32(0.5))
            u += step32
            if u >= wrap:
                u -= wrap
            w += step32
            if w >= wrap:
                w -= wrap
