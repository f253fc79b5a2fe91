"""Bubbles that rise, wobble and drift, with the light on their skins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.particle_kernels import draw_bubbles
from kinoloom.generators.painted.air.timetable import timetable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.breeze import Breeze


class Bubbles:
    """A swarm of bubbles that rise through the whole frame."""

    def __init__(self, breeze: Breeze, seed: int) -> None:
        self._breeze = breeze
        canvas = breeze.canvas
        unit = canvas.unit
        self._margin_px = 90 * unit
        self._span_px = canvas.height_px + 2 * self._margin_px
        # Large ones rise faster.
        self._table = timetable(
            seed, breeze.crowd(96), lambda depth: self._span_px / ((80 + 150 * depth) * unit),
            period_s=breeze.period_s, nearness=2.0,
        )  # fmt: skip
        depth = self._table.depth
        self._radius = (6 + 46 * depth**1.5) * unit * (0.75 + 0.5 * self._table.chance(2))
        light = breeze.light
        haze = np.asarray(light.haze_sun_rgb, np.float32)
        self._rim = np.clip(haze * 0.55 + 0.42, 0, 1) * np.float32(255)
        self._spark = np.clip(np.asarray(light.glow_rgb, np.float32) * 0.4 + 0.66, 0, 1) * 255

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, shift_px: float) -> None:
        """Draw onto the frame; `shift_px` is how far the camera has gone at parallax 1."""
        table, breeze = self._table, self._breeze
        canvas = breeze.canvas
        now, depth = table.at(t_s), table.depth
        y = canvas.height_px + self._margin_px - now.share * self._span_px
        x = table.chance(1, now.lap) * (canvas.width_px + 2 * self._margin_px)
        pace = 2 * np.pi * now.age_s * (0.32 + 0.35 * table.chance(3))
        turn = 6.28 * table.chance(4, now.lap)
        sway = self._radius * 0.9 + 8 * canvas.unit
        x = x + sway * np.sin(pace + turn) + 0.3 * sway * np.sin(2.3 * pace)
        shift = shift_px * (0.4 + 0.9 * depth) - breeze.gust_px(t_s) * 0.35
        x = breeze.across(x, self._margin_px, shift)
        squash = 0.055 * np.sin(now.age_s * (5 + 4 * table.chance(5)) + turn)
        rows = np.empty((len(x), 7), np.float32)
        rows[:, 0], rows[:, 1] = x, y
        rows[:, 2], rows[:, 3] = self._radius * (1 + squash), self._radius * (1 - squash)
        near = np.clip((depth - 0.8) / 0.2, 0, 1)
        rows[:, 4] = 1.3 + near * 0.20 * self._radius
        rows[:, 5] = 0.78 - 0.25 * near
        rows[:, 6] = table.chance(6)
        draw_bubbles(frame_u8, rows, self._rim, self._spark)
