"""Steam that rises and curls, and the flames of candles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import add_spots, place
from kinoloom.generators.painted.easel.noise import fbm_image, hash01

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour

_COARSE = 3
"""Steam is soft: it is made of every third pixel."""
_CELLS = 256


class Steam:
    """Steam over a hot surface. Places are on the painted canvas."""

    def __init__(
        self, canvas: Canvas, *, x_px: float, y_px: float, radius_px: float, height_px: float,
        parallax: float, colour_rgb: Colour, strength: float, wind: float, seed: int,
    ) -> None:  # fmt: skip
        """It rises `height_px` from (x, y); `wind` -1..1 leans it."""
        self._canvas = canvas
        self._x_px, self._y_px, self._parallax = x_px, y_px, parallax
        self._radius_px, self._height_px = radius_px, height_px
        self._colour = np.asarray(colour_rgb, np.float32) * np.float32(255)
        self._strength, self._wind, self._seed = strength, wind, seed
        self._noise = fbm_image(
            _CELLS,
            4 * _CELLS,
            scale_x_px=46,
            scale_y_px=70,
            octaves=4,
            seed=seed & 0xFFFF,
            warp=0.9,
        )

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Lay the steam of this moment over the frame."""
        x, y, scale = place(self._x_px, self._y_px, self._parallax, pose, self._canvas)
        height, radius = self._height_px * scale, self._radius_px * scale
        half = max(1.7 * radius, 0.42 * height)
        left, top = x - half, y - height
        columns = max(8, math.ceil(2 * half / _COARSE))
        rows = max(8, math.ceil(height / _COARSE))
        density = np.zeros((rows, columns), np.float32)
        _rise(density, self._noise, float(radius / _COARSE), t_s, self._wind, self._seed % 977)
        density = cv2.GaussianBlur(density, (0, 0), max(0.6, 3.6 * self._canvas.unit / _COARSE))
        size = (columns * _COARSE, rows * _COARSE)
        wide = cv2.resize(density, size, interpolation=cv2.INTER_LINEAR)
        x0, y0 = round(left), round(top)
        a0, b0 = max(0, -x0), max(0, -y0)
        a1, b1 = min(size[0], frame.shape[1] - x0), min(size[1], frame.shape[0] - y0)
        if a1 <= a0 or b1 <= b0:
            return
        part = np.ascontiguousarray(wide[b0:b1, a0:a1], np.float32)
        _veil(frame, part, y0 + b0, x0 + a0, self._colour, self._strength)


@kernel
def _sample(noise: NDArray[np.float32], x: float, y: float) -> float:
    rows, columns = noise.shape
    # Back and forth, so that its ends meet.
    x = abs((x % (2.0 * (columns - 1))) - (columns - 1))
    y = abs((y % (2.0 * (rows - 1))) - (rows - 1))
    i, j = min(columns - 2, int(x)), min(rows - 2, int(y))
    u, v = x - i, y - j
    a = noise[j, i] + (noise[j, i + 1] - noise[j, i]) * u
    b = noise[j + 1, i] + (noise[j + 1, i + 1] - noise[j + 1, i]) * u
    return a + (b - a) * v


@kernel
def _rise(
    out: NDArray[np.float32], noise: NDArray[np.float32], radius: float, t: float, wind: float,
    seed: int,
) -> None:  # fmt: skip
    rows, columns = out.shape
    for row in range(rows):
        up = 1.0 - (row + 0.5) / rows
        fade = min(1.0, up * 9.0) * (1.0 - up) ** 1.15
        for column in range(columns):
            x = (column + 0.5 - columns / 2.0) / radius
            nx, ny = column * 200.0 / rows, row * 200.0 / rows
            curl = _sample(noise, nx * 0.9 + 31.0, ny * 0.55 + t * 62.0) - 0.5
            fine = _sample(noise, nx * 1.7 + 90.0, ny * 1.1 + t * 105.0 + 300.0)
            x += 2.7 * curl * up**0.8 - wind * 1.7 * up * up
            total = 0.0
            for k in range(4):
                phase = 6.28 * hash01(k, 5, seed)
                base = (k - 1.5) * 0.42
                base += 0.55 * math.sin(up * 4.3 - t * 1.35 + phase) * up
                base += 0.22 * math.sin(up * 9.7 - t * 2.1 + phase * 2.0) * up
                wide = 0.13 + 0.34 * up + 0.05 * k
                strength = 0.55 + 0.45 * math.sin(0.7 * t + phase * 3.0)
                away = (x - base) / wide
                total += strength * math.exp(-away * away)
            total *= 0.30 + 0.9 * max(0.0, (fine - 0.30) * 2.2)
            out[row, column] = total * fade


@kernel
def _veil(
    frame: NDArray[np.uint8], density: NDArray[np.float32], y0: int, x0: int,
    colour: NDArray[np.float32], strength: float,
) -> None:  # fmt: skip
    for y in range(density.shape[0]):
        for x in range(density.shape[1]):
            d = density[y, x] * strength
            if d < 0.003:
                continue
            share = 1.0 - math.exp(-d)
            for c in range(3):
                below = np.float32(frame[y0 + y, x0 + x, c])
                frame[y0 + y, x0 + x, c] = np.uint8(below + (colour[c] - below) * share + 0.5)


class Fire:
    """A candle's flame with its glow. Places are on the painted canvas."""

    def __init__(
        self, canvas: Canvas, *, x_px: float, y_px: float, height_px: float, parallax: float,
        wind: float, seed: int, blur_px: float = 0.0,
    ) -> None:  # fmt: skip
        self._canvas = canvas
        self._x_px, self._y_px, self._height_px = x_px, y_px, height_px
        self._parallax, self._wind, self._seed, self._blur_px = parallax, wind, seed, blur_px

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Screen the flame of this moment over the frame."""
        x, y, scale = place(self._x_px, self._y_px, self._parallax, pose, self._canvas)
        phase = 6.28 * hash01(self._seed, 3, 11)
        waver = 0.5 * math.sin(5.3 * t_s + phase) + 0.3 * math.sin(8.9 * t_s + 2 * phase)
        waver += 0.35 * math.sin(2.2 * t_s + 3 * phase)
        height = self._height_px * scale * (1 + 0.07 * math.sin(6.7 * t_s + phase) + 0.04 * waver)
        lean = (0.06 + 0.16 * self._wind) * waver + 0.20 * self._wind
        half = 0.42 * height + 2 * self._blur_px
        rows, columns = math.ceil(1.25 * height + self._blur_px), math.ceil(2 * half)
        if rows < 2 or columns < 2:
            return
        sheet = np.zeros((rows, columns, 3), np.float32)
        _burn(sheet, float(height), float(half), lean)
        if self._blur_px > 0.5:
            sheet = cv2.GaussianBlur(sheet, (0, 0), self._blur_px)
        x0, y0 = round(x - half), round(y - rows + 0.06 * height)
        a0, b0 = max(0, -x0), max(0, -y0)
        a1, b1 = min(columns, frame.shape[1] - x0), min(rows, frame.shape[0] - y0)
        if a1 > a0 and b1 > b0:
            part = frame[y0 + b0 : y0 + b1, x0 + a0 : x0 + a1].astype(np.float32)
            light = np.clip(sheet[b0:b1, a0:a1], 0, 1)
            part += (255 - part) * light
            frame[y0 + b0 : y0 + b1, x0 + a0 : x0 + a1] = (part + 0.5).astype(np.uint8)
        glow = np.array([1.0, 0.56, 0.22], np.float32)
        add_spots(
            frame, np.array([x], np.float32), np.array([y - 0.5 * height], np.float32),
            np.array([2.6 * height], np.float32), glow,
            np.array([0.26 * (1 + 0.10 * waver)], np.float32),
        )  # fmt: skip


@kernel
def _burn(sheet: NDArray[np.float32], height: float, half: float, lean: float) -> None:
    rows, columns = sheet.shape[0], sheet.shape[1]
    for row in range(rows):
        up = (rows - row - 0.5) / height - 0.06
        for column in range(columns):
            x = (column + 0.5 - half) / height - lean * max(0.0, up) ** 1.6
            # A drop: round below, drawn out to a point above.
            wide = 0.155 * math.sqrt(max(0.0, min(1.0, (up + 0.06) * 4.5)))
            wide *= max(0.0, 1.0 - max(0.0, up - 0.12) / 0.90) ** 0.75
            if wide <= 0.002:
                continue
            d = abs(x) / wide
            body = 1.0 / (1.0 + math.exp((d - 0.82) * 11.0))
            core = math.exp(-d * d * 2.4) * min(1.0, max(0.0, (up - 0.06) * 6.0))
            base = math.exp(-((up - 0.02) ** 2) * 130.0) * body
            warm = body * (0.45 + 0.55 * min(1.0, up * 2.6))
            sheet[row, column, 0] = warm * 1.0 + core * 0.4
            sheet[row, column, 1] = warm * (0.52 + 0.22 * core) + core * 0.42
            sheet[row, column, 2] = warm * 0.10 + core * 0.40 + base * 0.45
