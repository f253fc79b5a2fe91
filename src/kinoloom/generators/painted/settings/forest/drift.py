"""What drifts in a wood's air: falling leaves, petals, motes in the light, fireflies."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import add_spots
from kinoloom.generators.painted.easel.noise import hash01

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.forest.light import WoodLight


class FallingLeaves:
    """Leaves that turn as they fall, each on its own way, at several depths."""

    def __init__(
        self,
        canvas: Canvas,
        light: WoodLight,
        tones: NDArray[np.float32],
        *,
        count: int,
        seed: int,
        size_px: float = 9.0,
    ) -> None:
        """`tones` (n x 3) are albedos; `count` is for a 16:9 picture, the size at 1080 lines."""
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xFA11])
        unit = canvas.unit
        area = canvas.width_px * canvas.height_px / (unit * unit * 1920 * 1080)
        number = round(count * area)
        depth = rng.random(number) ** 2.2
        self._rows = np.empty((number, 9), np.float32)
        self._rows[:, 0] = rng.random(number)
        self._rows[:, 1] = (58 + 75 * depth) * unit * rng.uniform(0.8, 1.25, number)
        self._rows[:, 2] = np.maximum(1.0, (0.34 + 1.1 * depth) * size_px * unit)
        self._rows[:, 3] = rng.uniform(0.9, 2.2, number)
        self._rows[:, 4] = 0.45 + 0.9 * depth
        gain = light.ambient * 0.75 + light.key * 0.62
        picked = tones[rng.integers(len(tones), size=number)] * rng.uniform(0.8, 1.2, (number, 1))
        self._rows[:, 5:8] = np.clip(picked * gain, 0, 1) * 255
        self._rows[:, 8] = rng.integers(0, 1 << 16, number)
        self._drift = (26 + 150 * max(0.0, light.wind - 0.9)) * unit
        self._pace = 0.8 + 0.35 * light.wind

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the leaves of this moment."""
        if len(self._rows):
            _draw_leaves(frame_u8, self._rows, float(t_s), float(pose.x_px), float(pose.y_px),
                         float(self._drift), float(self._pace))  # fmt: skip


class Motes:
    """Dust or fireflies that hang in the air; they shine near the glow, fireflies blink."""

    def __init__(
        self, canvas: Canvas, light: WoodLight, *, count: int, seed: int, fireflies: bool
    ) -> None:
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x307E])
        self._canvas, self._light, self._fireflies = canvas, light, fireflies
        low = 0.42 if fireflies else 0.05
        self._x = rng.random(count) * canvas.width_px * 1.3
        self._y = rng.uniform(low, 0.97, count) * canvas.height_px
        self._depth = rng.uniform(0.25, 1.3, count)
        self._phase = rng.random(count)
        self._rate = rng.uniform(0.5, 1.4, count)
        size = rng.uniform(2.6, 5.2, count) if fireflies else rng.uniform(1.1, 2.6, count)
        self._size = np.maximum(1.0, size * canvas.unit * (0.6 + 0.5 * self._depth))
        colour = np.array([0.86, 1.0, 0.42]) if fireflies else light.air_sun
        self._colour = np.asarray(colour, np.float32)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Add the motes' light to the frame."""
        canvas, unit = self._canvas, self._canvas.unit
        turn = 6.2832 * self._phase
        span = canvas.width_px * 1.3
        wander = 30 * unit if self._fireflies else 16 * unit
        x = self._x + wander * np.sin(0.7 * self._rate * t_s + turn) - pose.x_px * self._depth
        x = (x + 9 * unit * t_s) % span - 0.15 * canvas.width_px
        y = self._y + 0.6 * wander * np.sin(0.53 * self._rate * t_s + 2.3 * turn)
        y = y - pose.y_px * self._depth
        if self._fireflies:
            pulse = np.clip(np.sin(1.5 * self._rate * t_s + 3 * turn) * 1.4 + 0.35, 0, 1)
            shine = 0.95 * pulse
        else:
            gx = self._light.x_px - canvas.margin_x_px
            gy = self._light.y_px - canvas.margin_y_px
            away = np.hypot(x - gx, (y - gy) * 0.6) / (0.9 * self._light.reach_px)
            twinkle = 0.6 + 0.4 * np.sin(1.1 * self._rate * t_s + 5 * turn)
            shine = 0.62 * np.exp(-away * away) * twinkle
        seen = shine > 0.02
        add_spots(
            frame_u8, x[seen].astype(np.float32), y[seen].astype(np.float32),
            self._size[seen].astype(np.float32), self._colour, shine[seen].astype(np.float32),
        )  # fmt: skip


@kernel
def _draw_leaves(
    frame: NDArray[np.uint8],
    rows: NDArray[np.float32],
    t: float,
    shift_x: float,
    shift_y: float,
    drift: float,
    pace: float,
) -> None:
    height, width = frame.shape[0], frame.shape[1]
    for k in range(rows.shape[0]):
        long = float(rows[k, 2])
        seed = int(rows[k, 8])
        span = height + 6.0 * long
        travel = rows[k, 0] * span + rows[k, 1] * pace * t
        lap = math.floor(travel / span)
        turn = 6.2832 * hash01(seed, 1, 3)
        swing = math.sin(rows[k, 3] * t + turn)
        cy = travel - lap * span - 3.0 * long - shift_y * rows[k, 4] * 0.6
        cy += 1.3 * long * math.cos(2.0 * (rows[k, 3] * t + turn))
        reach = width + 40.0 * long
        lane = hash01(seed, lap, 7) * reach + 3.4 * long * swing
        lane += drift * rows[k, 4] * t - shift_x * rows[k, 4]
        cx = lane - math.floor(lane / reach) * reach - 20.0 * long
        angle = turn + 0.9 * swing + 0.5 * t * (hash01(seed, 2, 3) - 0.5)
        flip = math.cos(rows[k, 3] * 1.7 * t + 2.0 * turn)
        wide = long * (0.14 + 0.44 * abs(flip))
        gain = 0.74 + 0.34 * flip
        co, si = math.cos(angle), math.sin(angle)
        for y in range(max(0, int(cy - long) - 1), min(height, int(cy + long) + 2)):
            for x in range(max(0, int(cx - long) - 1), min(width, int(cx + long) + 2)):
                dx, dy = x + 0.5 - cx, y + 0.5 - cy
                p = (dx * co + dy * si) / long
                if p <= -1.0 or p >= 1.0:
                    continue
                q = abs(dy * co - dx * si)
                half = wide * (1.0 - p * p) * (1.0 + 0.25 * p)
                cover = min(1.0, max(0.0, half - q + 0.5)) * 0.94
                for c in range(3):
                    value = float(frame[y, x, c])
                    ink = min(255.0, rows[k, 5 + c] * gain)
                    frame[y, x, c] = np.uint8(value + (ink - value) * cover + 0.5)
