"""Clouds: heaped ones with volume, and decks and streaks in perspective, lit toward the sun.

Each painter returns two maps over the canvas: how much of the sky a cloud covers, and how much
of the sun's light it shows (both 0..1).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

Maps = tuple["NDArray[np.float32]", "NDArray[np.float32]"]
_FULL_RESOLUTION_ROWS = 700
_LIGHT_STEPS = 5
_BODY_PX, _HAIR = 8.0, 0.30


class Deck(NamedTuple):
    """A layer of cloud: cells in 1080-line pixels, threshold and gain of its noise.

    `far_scale` is the size of the cells at the horizon against those overhead.
    """

    cell_x_px: float
    cell_y_px: float
    far_scale: float
    threshold: float
    gain: float
    warp: float


def paint_deck(
    canvas: Canvas, deck: Deck, *, sun_x_px: float, horizon_y_px: float, seed: int
) -> Maps:
    """A deck or streaks of cloud above the horizon: (cover, light), each over the canvas."""
    step = _step(canvas)
    unit = canvas.unit
    noise = np.zeros((canvas.paint_height_px // step + 1, canvas.paint_width_px // step + 1))
    noise = noise.astype(np.float32)
    shape = np.array(
        [
            unit * deck.cell_x_px / step,
            unit * deck.cell_y_px / step,
            deck.far_scale,
            deck.warp,
            horizon_y_px / step,
            canvas.paint_width_px / 2 / step,
        ]
    )

    def paint(first: int, last: int) -> None:
        _deck_rows(noise, first, last, shape, seed)

    in_bands(noise.shape[0], paint)
    reach = max(1, round(22 * unit / step))
    # The light sees the cloud's body: with every hair of it the sky looked brushed and embossed.
    body = np.asarray(cv2.GaussianBlur(noise, (0, 0), _BODY_PX * unit / step), np.float32)
    body += np.float32(_HAIR) * (noise - body)
    right = np.roll(body, -reach, axis=1)
    left = np.roll(body, reach, axis=1)
    columns = np.arange(noise.shape[1], dtype=np.float32) * step
    to_right = np.clip((sun_x_px - columns) / (240 * unit) * 0.5 + 0.5, 0, 1)[None, :]
    toward_sun = right * to_right + left * (1 - to_right)
    below = np.roll(body, -max(1, round(14 * unit / step)), axis=0)
    light = np.clip((body - toward_sun) * 5 + (body - below) * 6 + 0.42, 0, 1)
    cover = np.clip((noise - deck.threshold) * deck.gain, 0, 1)
    cover = cover * cover * (3 - 2 * cover)
    return _enlarge(cover.astype(np.float32), canvas, step), _enlarge(
        light.astype(np.float32), canvas, step
    )


def paint_heaps(
    canvas: Canvas,
    heaps: NDArray[np.float32],
    *,
    sun_x_px: float,
    sun_y_px: float,
    seed: int,
) -> Maps:
    """Heaped clouds: (cover, light), each over the canvas.

    `heaps` has a row for each cloud: middle x, base y, half width and height in pixels.
    """
    step = _step(canvas)
    size = (canvas.paint_height_px // step + 1, canvas.paint_width_px // step + 1)
    cover = np.zeros(size, np.float32)
    light = np.zeros(size, np.float32)
    scaled = np.ascontiguousarray(heaps / np.float32(step), np.float32)

    def paint(first: int, last: int) -> None:
        _heap_rows(cover, light, first, last, scaled, sun_x_px / step, sun_y_px / step, seed)

    in_bands(size[0], paint)
    return _enlarge(cover, canvas, step), _enlarge(light, canvas, step)


def _step(canvas: Canvas) -> int:
    """Clouds are soft: a large canvas gets them at half its resolution."""
    return 2 if canvas.paint_height_px > _FULL_RESOLUTION_ROWS else 1


def _enlarge(picture: NDArray[np.float32], canvas: Canvas, step: int) -> NDArray[np.float32]:
    if step > 1:
        size = (picture.shape[1] * step, picture.shape[0] * step)
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), np.float32)
        picture = np.clip(picture, 0, 1)
    return picture[: canvas.paint_height_px, : canvas.paint_width_px]


@kernel
def _deck_rows(
    out: NDArray[np.float32], first: int, last: int, shape: NDArray[np.float64], seed: int
) -> None:
    cell_x, cell_y, far_scale, warp = shape[0], shape[1], shape[2], shape[3]
    horizon, middle = shape[4], shape[5]
    for row in range(first, last):
        height = max(0.0, (horizon - row) / horizon)
        scale = far_scale + (1.0 - far_scale) * height
        if far_scale < 0.999:
            v = -math.log(scale) / (1.0 - far_scale) * horizon / cell_y
        else:
            v = row / cell_y
        for column in range(out.shape[1]):
            u = (column - middle) / (cell_x * scale)
            push_x = fbm(u + 3.1, v + 7.7, 3, seed + 50) - 0.5
            push_y = fbm(u - 5.2, v + 1.3, 3, seed + 60) - 0.5
            out[row, column] = fbm(u + 2.0 * warp * push_x, v + 2.0 * warp * push_y, 6, seed)


@kernel
def _puffs(x: float, y: float, seed: int) -> float:
    """Round lobes, 0..1: the distance to scattered points, three sizes summed."""
    total = 0.0
    weight = 0.56
    for octave in range(3):
        i = math.floor(x)
        j = math.floor(y)
        nearest = 4.0
        for dj in range(-1, 2):
            for di in range(-1, 2):
                px = i + di + hash01(i + di, j + dj, seed + octave)
                py = j + dj + hash01(i + di, j + dj, seed + octave + 7)
                nearest = min(nearest, (px - x) * (px - x) + (py - y) * (py - y))
        total += weight * max(0.0, 1.0 - nearest * 1.15)
        weight *= 0.5
        x, y = 1.76 * x - 1.32 * y + 11.3, 1.32 * x + 1.76 * y + 4.7
    return total


@kernel
def _heap_density(
    x: float, y: float, heaps: NDArray[np.float32], seed: int, which: NDArray[np.int64]
) -> float:
    """How deep inside a cloud the place is (above 0); `which[0]` becomes that cloud's row."""
    best = -1.0
    for k in range(heaps.shape[0]):
        half = heaps[k, 2]
        tall = heaps[k, 3]
        across = (x - heaps[k, 0]) / half
        rise = (heaps[k, 1] - y) / tall
        if across < -1.7 or across > 1.7 or rise < -0.5 or rise > 2.6:
            continue
        crown = 0.5 + 0.9 * value_noise(across * 1.9 + 40.0 * k, 3.7, seed + 17)
        lift = max(rise, 0.0) / crown
        body = 1.0 - math.sqrt(across * across + lift * lift)
        # A flat base: nothing hangs below it but a little fray.
        body = min(body, 0.34 + rise * 2.6)
        if body < best - 0.5 or body < -0.6:
            continue
        size = 0.30 * half
        px = (x - heaps[k, 0]) / size
        py = (y - heaps[k, 1]) / size
        bend = value_noise(px * 1.4 + 9.0, py * 1.4, seed + 31 + k) - 0.5
        lobes = _puffs(px + 0.5 * bend, py - 0.4 * bend, seed + 3 * k)
        inside = body + (lobes - 0.47) * 1.1
        if inside > best:
            best = inside
            which[0] = k
    return best


@scratch_kernel
def _heap_rows(
    cover: NDArray[np.float32],
    light: NDArray[np.float32],
    first: int,
    last: int,
    heaps: NDArray[np.float32],
    sun_x: float,
    sun_y: float,
    seed: int,
) -> None:
    which = np.zeros(1, np.int64)
    for row in range(first, last):
        for column in range(cover.shape[1]):
            density = _heap_density(float(column), float(row), heaps, seed, which)
            if density <= 0.0:
                continue
            reach = float(heaps[which[0], 2])
            base = (heaps[which[0], 1] - row) / heaps[which[0], 3]
            # The sun is far: its light comes from its side, and always a little from above.
            dx = sun_x - column
            dy = sun_y - row
            away = math.sqrt(dx * dx + dy * dy) + 1e-3
            dx = dx / away * 0.8
            dy = dy / away * 0.8 - 0.45
            stride = 0.055 * reach
            through = 0.0
            for k in range(_LIGHT_STEPS):
                travel = stride * (k + 0.6)
                ahead = _heap_density(column + dx * travel, row + dy * travel, heaps, seed, which)
                through += max(0.0, ahead)
            shine = math.exp(-0.85 * through)
            nudge = stride * 0.4
            lean = _heap_density(column + dx * nudge, row + dy * nudge, heaps, seed, which)
            shine = 0.82 * shine + 0.65 * (density - lean) + 0.22 * min(1.0, max(0.0, base))
            cover[row, column] = smoothstep(0.0, 0.16, density)
            light[row, column] = min(1.0, max(0.0, shine))
