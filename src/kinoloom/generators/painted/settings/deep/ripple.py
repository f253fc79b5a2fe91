"""The pattern that waves focus on whatever is below them: a tile that moves and never repeats."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.deep.clock import Clock

TILE_PX = 512
_PHOTONS_PER_PX = 3


class Ripples:
    """Caustics as a tile of 8 bits (512 x 512) that wraps at its edges."""

    def __init__(self, seed: int, clock: Clock) -> None:
        self._clock = clock
        self._sheets = [_focus(seed + k, 9.0 + 2.5 * k) for k in range(2)]

    def tile(self, t_s: float) -> NDArray[np.uint8]:
        """The pattern at a time: two nets of light that slide over each other."""
        moved = []
        for k, sheet in enumerate(self._sheets):
            turn = self._clock.turn(t_s, 0.055 + 0.02 * k, 0.37 * k)
            reach = 70.0 if k else -84.0
            dx, dy = reach * math.cos(turn), 0.8 * reach * math.sin(turn)
            view = np.array([[1, 0, dx], [0, 1, dy]], np.float64)
            moved.append(
                cv2.warpAffine(sheet, view, (TILE_PX, TILE_PX), flags=cv2.INTER_LINEAR,
                               borderMode=cv2.BORDER_WRAP)
            )  # fmt: skip
        both = cv2.addWeighted(np.minimum(moved[0], moved[1]), 1.25, np.maximum(*moved), 0.16, 0)
        return np.ascontiguousarray(both, np.uint8)


def _focus(seed: int, waves: float) -> NDArray[np.uint8]:
    """Light through a wavy surface: rays are bent by its slope and gather on the floor."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xCA57])
    side = TILE_PX
    f = np.fft.fftfreq(side) * side
    length = np.hypot(f[:, None], f[None, :])
    band = np.exp(-(((length - waves) / (0.42 * waves)) ** 2))
    height = np.fft.ifft2(np.fft.fft2(rng.normal(size=(side, side))) * band).real
    height /= height.std()
    slope_y, slope_x = np.gradient(np.pad(height, 1, mode="wrap"))
    slope_x, slope_y = slope_x[1:-1, 1:-1], slope_y[1:-1, 1:-1]
    bend = 0.62 * (side / (2 * np.pi * waves)) / float(np.hypot(slope_x, slope_y).std())
    bend *= 0.55
    counts = np.zeros(side * side)
    y, x = np.mgrid[0:side, 0:side].astype(np.float64)
    for _ in range(_PHOTONS_PER_PX):
        to_x = x + rng.random((side, side)) + bend * slope_x
        to_y = y + rng.random((side, side)) + bend * slope_y
        place = (to_y.astype(np.int64) % side) * side + to_x.astype(np.int64) % side
        counts += np.bincount(place.ravel(), minlength=side * side)
    light = counts.reshape(side, side) / _PHOTONS_PER_PX
    soft = cv2.GaussianBlur(np.pad(light, 16, mode="wrap"), (0, 0), 1.7)[16:-16, 16:-16]
    bright = np.clip((soft - 0.62) / 2.5, 0, 1) ** 0.8
    return (bright * 255).astype(np.uint8)
