"""Paper that falls and flutters, and sparks from the stage's edge."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.layer import add_spots

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.stage.plan import Plan

_GOLD = (0.98, 0.80, 0.36)


class Confetti:
    """Pieces of paper at many distances; each turns over as it falls."""

    def __init__(self, plan: Plan, canvas: Canvas, *, seed: int, wind: float) -> None:
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xCF])
        count = round(230 * canvas.width_px * canvas.height_px / (canvas.unit**2) / (1920 * 1080))
        self._canvas, self._wind = canvas, wind
        self._x, self._y = rng.random(count), rng.random(count)
        self._near = 0.35 + 1.25 * np.sort(rng.random(count)) ** 2
        self._speed = rng.uniform(0.75, 1.25, count)
        self._turn = rng.uniform(0, 6.283, (count, 3))
        self._rate = rng.uniform(1.2, 4.0, (count, 2)) * rng.choice([-1, 1], (count, 2))
        tones = [*(tuple(map(float, row)) for row in plan.palette), _GOLD, (0.96, 0.96, 0.98)]
        self._tones = np.array(tones)[rng.integers(len(tones), size=count)]
        self._light = 0.45 + 0.55 * plan.glow

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        canvas, unit = self._canvas, self._canvas.unit
        height, width = canvas.height_px, canvas.width_px
        for k in range(len(self._x)):
            near = float(self._near[k])
            fall = 150 * unit * near * float(self._speed[k])
            run = height + 80 * unit
            y = (float(self._y[k]) * run + fall * t_s) % run - 40 * unit
            turn = float(self._turn[k, 0]) + float(self._rate[k, 0]) * t_s
            spin = float(self._turn[k, 1]) + float(self._rate[k, 1]) * t_s
            span = width * 1.2
            x = float(self._x[k]) * span + self._wind * 120 * unit * near * t_s - pose.x_px * near
            x += 22 * unit * near * math.sin(1.3 * t_s + float(self._turn[k, 2]))
            x = x % span - 0.1 * width
            a = 8.5 * unit * near
            b = 5.0 * unit * near * math.cos(turn)
            c, s = math.cos(spin), math.sin(spin)
            corners = np.array([(a * u * c - b * v * s + x, a * u * s + b * v * c + y)
                                for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1))])  # fmt: skip
            shine = (0.55 + 0.45 * abs(math.cos(turn))) * self._light
            tone = np.minimum(1, self._tones[k] * shine) * 255
            points = np.round(corners * 16).astype(np.int32)
            cv2.fillConvexPoly(frame, points, tuple(map(float, tone)), cv2.LINE_AA, 4)


class Sparks:
    """Fountains of sparks along the stage's edge."""

    def __init__(self, plan: Plan, canvas: Canvas, *, seed: int) -> None:
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5B])
        self._canvas = canvas
        x0, x1 = plan.stage_x_px
        count = 4 * 90
        self._from = np.repeat(np.linspace(x0 + 0.06 * (x1 - x0), x1 - 0.06 * (x1 - x0), 4), 90)
        self._y = plan.edge_y_px
        self._life = rng.uniform(0.6, 1.1, count)
        self._phase = rng.random(count)
        self._vx = rng.normal(0, 45, count)
        self._vy = rng.uniform(430, 640, count)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        unit = self._canvas.unit
        age = ((t_s / self._life + self._phase) % 1.0) * self._life
        x = self._from + self._vx * age * unit - self._canvas.margin_x_px - 0.8 * pose.x_px
        y = self._y - (self._vy * age - 420 * age * age) * unit - self._canvas.margin_y_px
        y -= 0.8 * pose.y_px
        left = 1 - age / self._life
        tint = np.array([1.0, 0.80, 0.42], np.float32)
        add_spots(
            frame,
            x.astype(np.float32),
            y.astype(np.float32),
            np.full(len(x), 2.4 * unit, np.float32),
            tint,
            left.astype(np.float32),
        )
