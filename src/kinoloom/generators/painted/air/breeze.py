"""The breeze small things are carried by, and the light they are seen in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.noise import hash01

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import Season

_LEAST_LIGHT = 0.22
"""Nothing that was asked for is lost in the dark."""
SHUTTER_S = 1 / 60


@dataclass(frozen=True)
class Breeze:
    """The air of a shot; it blows to the left, as rain and dust do.

    `blow_px_per_s` is of a 1080-line picture, `motion` 0..1. With a period everything returns.
    """

    canvas: Canvas
    light: Daylight
    seed: int
    motion: float
    period_s: float | None
    season: Season | None = None
    blow_px_per_s: float = 0.0

    def rate(self, seconds: float) -> float:
        """Turns a second of an oscillation of about that length, so bent that it returns."""
        if self.period_s is None:
            return 1 / seconds
        return max(1, round(self.period_s / seconds)) / self.period_s

    def gust_px(self, t_s: float) -> float:
        """How far a gust has carried what is nearest, to and fro around 0."""
        reach = (26 + 60 * self.motion) * self.canvas.unit
        slow = math.sin(2 * math.pi * (self.rate(5.3) * t_s + hash01(1, 1, self.seed)))
        quick = math.sin(2 * math.pi * (self.rate(2.3) * t_s + hash01(2, 1, self.seed)))
        return reach * (0.75 * slow + 0.25 * quick)

    def lit(
        self, albedo: NDArray[np.float32], facing: ArrayLike, depth: ArrayLike
    ) -> NDArray[np.float32]:
        """Colours (n x 3, 0..255) of things of an albedo (n x 3, 0..1) in this light.

        `facing` says how much of the key light each gets, 0..1; far ones take the air's colour.
        """
        key = np.asarray(self.light.key_rgb, np.float32)
        ambient = np.maximum(np.asarray(self.light.ambient_rgb, np.float32), _LEAST_LIGHT)
        share = np.asarray(facing, np.float32)[:, None]
        seen = albedo * (ambient * np.float32(0.92) + key * (np.float32(0.72) * share))
        far = (1 - np.asarray(depth, np.float32)[:, None]) ** 2
        air = far * np.float32(0.22 + 0.5 * self.light.density)
        haze = np.asarray(self.light.haze_rgb, np.float32)
        return np.asarray(np.clip(seen + (haze - seen) * air, 0, 1) * 255, np.float32)

    def crowd(self, count: int) -> int:
        """A number given for a picture of 16:9, for this canvas's shape."""
        unit = self.canvas.unit
        area = self.canvas.width_px * self.canvas.height_px / (unit * unit)
        return max(1, round(count * area / (1920 * 1080)))

    def across(
        self, x_px: NDArray[np.float64], margin_px: float, shift_px: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Columns wrapped so that what leaves the frame at a side enters at the other."""
        reach = self.canvas.width_px + 2 * margin_px
        return (x_px - shift_px + margin_px) % reach - margin_px
