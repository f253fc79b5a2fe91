"""Shafts of light that fall through the crowns and slowly change as the crowns move."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.easel.noise import smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.forest.light import WoodLight

_STEP_PX = 5
_PARALLAX = 0.06


class Shafts:
    """Rays from the glow's place over the frame."""

    def __init__(self, canvas: Canvas, light: WoodLight, seed: int, *, high: bool) -> None:
        """`high` where the sun stands above the crowns: its rays are long and all slant alike."""
        self._canvas, self._light = canvas, light
        self._seed = seed % 65521
        self._tint = (light.air_sun * 0.55 + light.glow * 0.45).astype(np.float32)
        lift = (520 if high else 150) * canvas.unit
        self._x_px = light.x_px + (0.55 * lift if high else 0.0) * (1 if seed % 2 else -1)
        self._y_px = light.y_px - lift
        self._reach_px = (1500 if high else 1050) * canvas.unit

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Screen the rays of this moment onto the frame."""
        if self._light.shafts < 0.03:
            return
        x, y, _ = place(self._x_px, self._y_px, _PARALLAX, pose, self._canvas)
        height, width = frame_u8.shape[:2]
        small = np.empty((height // _STEP_PX + 2, width // _STEP_PX + 2), np.float32)
        _rays(small, float(x), float(y), float(self._reach_px), float(t_s), self._seed,
              float(self._light.shafts))  # fmt: skip
        _screen(frame_u8, small, self._tint)


@kernel
def _rays(
    out: NDArray[np.float32], gx: float, gy: float, reach: float, t: float, seed: int, power: float
) -> None:
    for j in range(out.shape[0]):
        dy = j * 5.0 - gy
        for i in range(out.shape[1]):
            dx = i * 5.0 - gx
            away = math.sqrt(dx * dx + dy * dy) / reach
            if dy <= 0.0 or away > 1.25:
                out[j, i] = 0.0
                continue
            angle = math.atan2(dx, dy)
            broad = value_noise(angle * 6.5 + 20.0, 0.10 * t, seed)
            slim = value_noise(angle * 19.0 + 50.0, 0.17 * t + 0.4 * away, seed + 1)
            ray = smoothstep(0.46, 0.86, 0.62 * broad + 0.42 * slim)
            ray *= 0.62 + 0.38 * value_noise(angle * 44.0, 0.22 * t + 1.3 * away, seed + 2)
            down = smoothstep(1.35, 0.55, abs(angle))
            fade = smoothstep(0.03, 0.22, away) * (1.0 - smoothstep(0.35, 1.2, away))
            out[j, i] = power * ray * down * fade


@kernel
def _screen(
    frame: NDArray[np.uint8], small: NDArray[np.float32], tint: NDArray[np.float32]
) -> None:
    height, width = frame.shape[0], frame.shape[1]
    for y in range(height):
        j = y // 5
        v = (y - j * 5) * np.float32(0.2)
        for i in range((width + 4) // 5):
            a = small[j, i] + (small[j + 1, i] - small[j, i]) * v
            b = small[j, i + 1] + (small[j + 1, i + 1] - small[j, i + 1]) * v
            if a < 0.003 and b < 0.003:
                continue
            for x in range(i * 5, min(width, i * 5 + 5)):
                light = a + (b - a) * np.float32(0.2) * np.float32(x - i * 5)
                for c in range(3):
                    value = np.float32(frame[y, x, c])
                    value += (np.float32(255.0) - value) * min(np.float32(0.9), light * tint[c])
                    frame[y, x, c] = np.uint8(value + np.float32(0.5))
