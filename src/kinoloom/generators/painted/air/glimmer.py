"""What glows or catches the light: sparks of a fire, fireflies, motes of dust."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.breeze import SHUTTER_S
from kinoloom.generators.painted.air.particle_kernels import draw_glows
from kinoloom.generators.painted.air.timetable import timetable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.breeze import Breeze

Place = tuple[float, float]


class Sparks:
    """Embers a fire throws up: they rise on hot air, waver, cool from yellow to red, go out."""

    def __init__(self, breeze: Breeze, seed: int, *, source_px: Place | None = None) -> None:
        """`source_px` is the fire's place in the frame; None: fires below the frame's foot."""
        self._breeze, self._source = breeze, source_px
        count = 110 if source_px is not None else breeze.crowd(300)
        self._table = timetable(
            seed, count, lambda depth: 2.6 - 0.9 * depth, period_s=breeze.period_s, nearness=1.9
        )

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, shift_px: float) -> None:
        """Draw onto the frame; `shift_px` is how far the camera has gone at parallax 1."""
        table, canvas = self._table, self._breeze.canvas
        now, depth, unit = table.at(t_s), table.depth, canvas.unit
        early = self._place(now.lap, now.age_s - SHUTTER_S)
        late = self._place(now.lap, now.age_s)
        heat = np.clip(1 - now.share, 0, 1) ** 0.8
        flicker = 0.75 + 0.25 * np.sin(now.age_s * (21 + 14 * table.chance(7)))
        fade = np.clip(now.share / 0.05, 0, 1) * np.clip((1 - now.share) / 0.3, 0, 1)
        shift = shift_px * (0.6 + 0.8 * depth) - self._breeze.gust_px(t_s) * now.share * 0.7
        rows = np.empty((len(depth), 10), np.float32)
        rows[:, 0] = (
            late[0] - shift
            if self._source is not None
            else self._breeze.across(late[0], 40 * unit, shift)
        )
        rows[:, 1] = late[1]
        rows[:, 2] = (1.2 + 2.8 * depth**2) * unit * (0.6 + 0.4 * heat)
        rows[:, 3] = rows[:, 2] * 8.0
        rows[:, 4] = 0.28
        rows[:, 5], rows[:, 6] = (late[0] - early[0]) * 1.4, (late[1] - early[1]) * 1.4
        light = (fade * flicker * (1.1 + 0.5 * depth))[:, None]
        rows[:, 7:10] = light * np.stack(
            [np.full_like(heat, 1.0), 0.22 + 0.58 * heat, 0.04 + 0.34 * heat**3], axis=1
        )
        draw_glows(frame_u8, rows[fade > 0.02])

    def _place(
        self, lap: NDArray[np.int64], age_s: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        table, canvas = self._table, self._breeze.canvas
        unit, depth = canvas.unit, table.depth
        side = table.chance(1, lap)
        if self._source is None:
            x0 = side * (canvas.width_px + 80 * unit)
            y0 = canvas.height_px + (30 + 50 * table.chance(2)) * unit
        else:
            x0 = self._source[0] + (side - 0.5) * 70 * unit
            y0 = np.full_like(side, self._source[1])
        speed = (260 + 240 * table.chance(3, lap)) * unit * (0.7 + 0.6 * depth)
        # Thrown up quickly, then carried.
        rise = speed * (0.55 * age_s + 0.42 * (1 - np.exp(-age_s * 2.2)))
        sway = (10 + 26 * np.minimum(age_s, 2)) * unit
        wave = np.sin(age_s * (2.6 + 2.4 * table.chance(4, lap)) + 6.28 * table.chance(5, lap))
        curl = np.sin(age_s * (6.5 + 3 * table.chance(6, lap)) + 6.28 * table.chance(8, lap))
        lean = (table.chance(9, lap) - 0.5) * 130 * unit * age_s
        return x0 + sway * (wave + 0.35 * curl) + lean, y0 - rise


class Fireflies:
    """Points of green gold that wander over the lower half and light up now and then."""

    def __init__(self, breeze: Breeze, seed: int) -> None:
        self._breeze = breeze
        self._table = timetable(
            seed, breeze.crowd(90), lambda _: 5.2, period_s=breeze.period_s, nearness=1.3
        )

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, shift_px: float) -> None:
        """Draw onto the frame; `shift_px` is how far the camera has gone at parallax 1."""
        table, breeze = self._table, self._breeze
        canvas = breeze.canvas
        now, depth, unit = table.at(t_s), table.depth, canvas.unit
        reach = canvas.width_px + 120 * unit
        x = table.chance(1, now.lap) * reach
        # Far ones are near the horizon, near ones anywhere below it.
        y = canvas.height_px * (
            0.50 + 0.42 * table.chance(2, now.lap) ** 0.8 * (0.45 + 0.55 * depth)
        )
        wander = (34 + 60 * depth) * unit
        for tag, rate in ((3, 0.55), (5, 1.25)):
            pace = now.age_s * rate * (0.8 + 0.4 * table.chance(tag)) * 2
            x = x + wander / (1 + rate) * np.sin(pace + 6.28 * table.chance(tag + 1, now.lap))
            y = y + wander * 0.6 / (1 + rate) * np.sin(pace * 1.21 + 6.28 * table.chance(tag))
        x = breeze.across(x, 60 * unit, shift_px * (0.5 + 0.7 * depth))
        # A slow swell and fade, twice in a life.
        glow = np.sin(np.pi * ((2 * now.share + 0.25 * table.chance(9)) % 1.0)) ** 3
        glow = glow * np.clip(np.sin(np.pi * now.share) * 4, 0, 1)
        rows = np.zeros((len(x), 10), np.float32)
        rows[:, 0], rows[:, 1] = x, y
        rows[:, 2] = (1.8 + 3.4 * depth) * unit
        rows[:, 3] = (26 + 60 * depth) * unit
        rows[:, 4] = 0.42
        rows[:, 7:10] = (glow * (0.7 + 0.5 * depth))[:, None] * np.array([0.96, 1.0, 0.42])
        draw_glows(frame_u8, rows[glow > 0.02])


class Motes:
    """Dust that hangs in the light and turns, bright where it faces it."""

    def __init__(self, breeze: Breeze, seed: int) -> None:
        self._breeze = breeze
        self._table = timetable(
            seed, breeze.crowd(460), lambda _: 9.0, period_s=breeze.period_s, nearness=1.8
        )
        light = breeze.light
        glow = np.asarray(light.glow_rgb, np.float32) * 0.6 + np.asarray(light.haze_sun_rgb) * 0.5
        level = 0.85 if light.is_night else 1.0
        self._tint = np.clip(glow, 0.25, 1.0) * level

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, shift_px: float) -> None:
        """Draw onto the frame; `shift_px` is how far the camera has gone at parallax 1."""
        table, breeze = self._table, self._breeze
        canvas = breeze.canvas
        now, depth, unit = table.at(t_s), table.depth, canvas.unit
        margin = 60 * unit
        drift = (8 + 26 * breeze.motion) * unit * (0.4 + depth)
        x = table.chance(1, now.lap) * (canvas.width_px + 2 * margin) - drift * now.age_s
        y = table.chance(2, now.lap) * canvas.height_px * 1.06 - 0.4 * drift * now.age_s
        for tag, rate in ((3, 0.5), (5, 1.1)):
            pace = now.age_s * rate * (0.7 + 0.6 * table.chance(tag))
            x = x + 26 * unit * (0.3 + depth) * np.sin(pace + 6.28 * table.chance(tag + 1))
            y = y + 18 * unit * (0.3 + depth) * np.cos(pace * 1.17 + 6.28 * table.chance(tag))
        x = breeze.across(x, margin, shift_px * (0.3 + 1.1 * depth))
        turn = 0.55 + 0.45 * np.sin(now.age_s * (0.9 + 1.6 * table.chance(7)) + table.chance(8) * 6)
        fade = np.clip(np.sin(np.pi * now.share) * 2.5, 0, 1)
        blur = np.clip((depth - 0.72) / 0.28, 0, 1)
        rows = np.zeros((len(x), 10), np.float32)
        rows[:, 0], rows[:, 1] = x, y
        rows[:, 2] = (1.3 + 2.2 * depth + 18 * blur**1.5) * unit
        # The nearest are out of focus: large and faint.
        light = fade * turn * (0.85 - 0.66 * np.sqrt(blur))
        rows[:, 7:10] = light[:, None] * self._tint
        draw_glows(frame_u8, rows[light > 0.01])
