"""Smoke from a chimney: puffs that rise, swell, lean with the wind and thin out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour

_PUFFS = 26
_LIFE_S = 6.5


class Smoke:
    """A thin plume; every puff's place follows from its number and the time."""

    def __init__(
        self,
        canvas: Canvas,
        *,
        x_px: float,
        y_px: float,
        parallax: float,
        size_px: float,
        wind: float,
        colour_rgb: Colour,
        seed: int,
    ) -> None:
        """It leaves a painted-canvas point; `wind` is how far it leans, negative to the left."""
        self._canvas = canvas
        self._place = (x_px, y_px, parallax)
        self._size_px, self._wind = size_px, wind
        self._ink = (
            np.asarray(colour_rgb, np.float32) * np.float32(0.75) + np.float32(0.14)
        ) * np.float32(255)
        self._vary = np.random.default_rng([seed & 0xFFFFFFFF, 0x50E]).random((_PUFFS, 3))

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the plume of this moment, in place."""
        x, y, scale = place(*self._place, pose, self._canvas)
        age = (t_s / _LIFE_S + np.arange(_PUFFS) / _PUFFS + 0.03 * self._vary[:, 0]) % 1.0
        size = self._size_px * scale
        wave = np.sin(5.0 * age + 2 * math.pi * self._vary[:, 1] * 0.25 - 0.5 * t_s)
        rise = 13.0 * age**0.8 * size
        lean = self._wind * 9.0 * age**1.5 * size + wave * size * (0.25 + 1.2 * age)
        puffs = np.empty((_PUFFS, 4), np.float32)
        puffs[:, 0], puffs[:, 1] = x + lean, y - rise
        puffs[:, 2] = size * (0.55 + 3.2 * age) * (0.8 + 0.4 * self._vary[:, 2])
        puffs[:, 3] = 0.34 * np.minimum(1, age * 9) * (1 - age) ** 1.6
        _draw_puffs(frame_u8, puffs, self._ink)


@kernel
def _draw_puffs(
    frame: NDArray[np.uint8], puffs: NDArray[np.float32], ink: NDArray[np.float32]
) -> None:
    height, width = frame.shape[0], frame.shape[1]
    for k in range(puffs.shape[0]):
        reach = 1.9 * puffs[k, 2]
        sharp = 1.2 / (puffs[k, 2] * puffs[k, 2])
        for y in range(max(0, int(puffs[k, 1] - reach)), min(height, int(puffs[k, 1] + reach) + 1)):
            for x in range(
                max(0, int(puffs[k, 0] - reach)), min(width, int(puffs[k, 0] + reach) + 1)
            ):
                dx = x - puffs[k, 0]
                dy = y - puffs[k, 1]
                share = puffs[k, 3] * math.exp(-(dx * dx + dy * dy) * sharp)
                for c in range(3):
                    value = frame[y, x, c] + (ink[c] - frame[y, x, c]) * share
                    frame[y, x, c] = np.uint8(min(255.0, value + 0.5))
