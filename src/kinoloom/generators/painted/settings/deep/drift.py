"""What hangs and rises in the water: motes, marine snow, silt, sparks of life, bubbles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.particle_kernels import draw_bubbles
from kinoloom.generators.painted.easel.layer import add_spots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.deep.clock import Clock
    from kinoloom.generators.painted.settings.deep.water import Water
    from kinoloom.generators.painted.spec import SceneSpec

_COUNTS = {"snow": 420, "sandstorm": 340, "storm": 260, "fog": 240, "wind": 260}


class Motes:
    """Specks at all depths that the swell carries to and fro."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, water: Water, clock: Clock) -> None:
        self._canvas, self._clock, self._water = canvas, clock, water
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x707E])
        n = _COUNTS.get(spec.weather, 170) + (160 if water.is_night else 0)
        self._place = rng.random((n, 2))
        self._depth = rng.random(n) ** 1.6
        self._phase = rng.random((n, 2))
        unit = canvas.unit
        flakes = spec.weather == "snow"
        self._radius = ((2.4 if flakes else 1.2) + (5.0 if flakes else 3.2) * self._depth) * unit
        tint = np.asarray(water.ray_rgb, np.float32)
        colour = np.tile(tint, (n, 1))
        light = np.full(n, 0.30 if not flakes else 0.62) * (0.4 + 0.6 * water.key)
        light = light * (1 - 0.45 * self._depth)
        self._twinkle = np.zeros(n)
        if spec.weather == "sandstorm":
            colour = np.tile(np.array([0.9, 0.75, 0.45], np.float32), (n, 1))
        if water.is_night and spec.weather not in ("sandstorm", "snow"):
            # Life that glows by itself.
            alive = rng.random(n) < 0.55
            hues = np.array([[0.25, 1.0, 0.9], [0.35, 0.7, 1.0], [0.6, 1.0, 0.55]], np.float32)
            colour[alive] = hues[rng.integers(0, 3, n)][alive]
            light[alive] = 0.95
            self._radius[alive] *= 2.1
            self._twinkle = alive.astype(float)
        self._colour, self._light = colour, light.astype(np.float32)
        # Whole frames a film, so that a film that loops closes.
        self._sink = 0.030 if flakes else -0.004

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Screen them onto the frame."""
        canvas, clock = self._canvas, self._clock
        wide, high = canvas.width_px * 1.1, canvas.height_px * 1.1
        sink = clock.rate_hz(self._sink) if self._sink > 0 else 0.0
        lap = sink * t_s if clock.loops else self._sink * t_s
        swell = math.sin(clock.turn(t_s, 0.13)) * 0.012 * self._water.surge
        turn = 6.2832 * (self._phase + clock.rate_hz(0.09) * t_s)
        near = 0.3 + 0.9 * self._depth
        x = self._place[:, 0] + (swell * near) + 0.008 * np.sin(turn[:, 0])
        y = self._place[:, 1] + lap * (np.ones_like(near) if clock.loops else near)
        y = y + 0.008 * np.cos(turn[:, 1])
        px = (x * wide - pose.x_px * near) % wide - 0.05 * canvas.width_px
        py = (y * high - pose.y_px * near) % high - 0.05 * canvas.height_px
        pulse = 1 - self._twinkle * (0.5 + 0.5 * np.sin(2 * turn[:, 0]))
        add_spots(
            frame, px.astype(np.float32), py.astype(np.float32), self._radius.astype(np.float32),
            self._colour, (self._light * pulse).astype(np.float32),
        )  # fmt: skip


class Vents:
    """Strings of bubbles that rise from places on the floor."""

    def __init__(
        self, spec: SceneSpec, canvas: Canvas, water: Water, clock: Clock,
        feet_px: tuple[tuple[float, float, float], ...],
    ) -> None:  # fmt: skip
        """`feet_px`: x and y on the painted canvas, and the parallax there."""
        self._canvas, self._clock, self._feet = canvas, clock, feet_px
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xB0BB])
        n = 22 * len(feet_px)
        self._foot = np.repeat(np.arange(len(feet_px)), 22)
        self._phase = rng.random((n, 3))
        self._radius = (2.2 + 7.5 * rng.random(n) ** 2.5) * canvas.unit
        haze, ray = np.asarray(water.haze_rgb), np.asarray(water.ray_rgb)
        bright = 0.45 + 0.55 * water.key
        self._rim = (np.clip(0.45 * haze + 0.5 * ray * bright, 0, 1) * 255).astype(np.float32)
        self._spark = (np.clip(ray * (0.3 + 0.8 * bright), 0, 1) * 255).astype(np.float32)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw them onto the frame."""
        canvas, clock = self._canvas, self._clock
        rate = clock.rate_hz(0.16)
        age = (t_s * rate + self._phase[:, 0]) % 1.0
        rows = np.empty((len(age), 7), np.float32)
        feet = np.array(self._feet)[self._foot]
        unit = canvas.unit
        turn = 2 * math.pi * (7 * age + self._phase[:, 1])
        x = (
            feet[:, 0]
            + (10 + 46 * age) * unit * np.sin(turn * 0.5 + 6.28 * self._phase[:, 2]) * 0.6
        )
        y = feet[:, 1] - age**0.9 * (feet[:, 1] + 60 * unit)
        rows[:, 0] = x - canvas.margin_x_px - pose.x_px * feet[:, 2]
        rows[:, 1] = y - canvas.margin_y_px - pose.y_px * feet[:, 2]
        size = self._radius * (0.5 + 0.7 * age) * np.clip(age * 12, 0, 1)
        squash = 0.14 * np.sin(turn * 1.3)
        rows[:, 2], rows[:, 3] = size * (1 + squash), size * (1 - squash)
        rows[:, 4], rows[:, 5] = 1.1 + 0.10 * size, 0.72
        rows[:, 6] = self._phase[:, 2]
        draw_bubbles(frame, rows[size > 0.4], self._rim, self._spark)
