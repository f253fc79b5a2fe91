"""Spray: drops thrown up where water is struck, and the mist they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.layer import add_spots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour

_DROPS = 90
_LIFE_S = 1.15


class Spray:
    """Bursts of drops; each has its own place, power and moment."""

    def __init__(self, canvas: Canvas, foam_rgb: Colour, seed: int) -> None:
        self._unit = canvas.unit
        self._foam = np.asarray(foam_rgb, np.float32)
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5B4])
        self._chance = rng.random((8, 5, _DROPS), dtype=np.float32)

    def draw(
        self,
        frame_u8: NDArray[np.uint8],
        since_s: float,
        at_px: tuple[float, float],
        power_px: float,
        number: int,
        *,
        narrow: bool = False,
    ) -> None:
        """Draw a burst that began so long ago; `power_px` is how high its drops fly.

        A `narrow` one goes straight up, like a whale's breath.
        """
        if not 0 <= since_s < _LIFE_S:
            return
        aside, up, late, size, glow = self._chance[number % len(self._chance)]
        age = since_s - 0.22 * late
        spread = 0.28 if narrow else 1.0
        # Ballistic: the highest drop is up `power_px` after a third of its life.
        top_s = np.float32(0.36)
        rise = power_px * (0.25 + 0.75 * up)
        x = at_px[0] + (aside - 0.5) * 2 * spread * power_px * age / 0.6
        y = at_px[1] - rise * (2 * age / top_s - (age / top_s) ** 2)
        seen = (age > 0) & (y < at_px[1] + 4 * self._unit)
        fade = np.clip(1 - since_s / _LIFE_S, 0, 1)
        radius = (1.2 + 3.4 * size * size) * self._unit * (1 + 0.8 * since_s)
        add_spots(
            frame_u8, x[seen], y[seen], radius[seen].astype(np.float32), self._foam,
            ((0.25 + 0.65 * glow) * fade)[seen].astype(np.float32),
        )  # fmt: skip
        mist = np.clip(since_s * 5, 0, 1) * fade * fade * 0.34
        add_spots(
            frame_u8,
            np.array([at_px[0]], np.float32),
            np.array([at_px[1] - power_px * (0.55 if narrow else 0.22)], np.float32),
            np.array([power_px * (0.22 if narrow else 0.42) * (1 + since_s)], np.float32),
            self._foam,
            np.array([mist], np.float32),
        )
