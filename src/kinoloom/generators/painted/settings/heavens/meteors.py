"""Shooting stars: each a streak that flares, slides and dies, at times the seed decides."""

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


class Meteors:
    """A few for each shot, the first one early: who asks for a night sky hopes for one."""

    def __init__(
        self,
        canvas: Canvas,
        *,
        horizon_y_px: float,
        seconds: float,
        per_s: float,
        seed: int,
        tint_rgb: tuple[float, float, float] = (0.86, 0.95, 1.0),
    ) -> None:
        self._canvas = canvas
        self._tint = np.asarray(tint_rgb, np.float32) * np.float32(255)
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x3E7])
        count = max(1, round(per_s * seconds))
        # They come from one point of the sky, roughly, as meteors of one stream do.
        lean = float(rng.uniform(0.30, 0.75)) * (1 if rng.random() < 0.5 else -1)
        rows = np.empty((count, 7))
        sky_px = horizon_y_px - canvas.margin_y_px
        for k in range(count):
            begin = (k + float(rng.uniform(0.12, 0.62))) / count * seconds
            angle = math.pi / 2 - lean - float(rng.normal(0, 0.09))
            length = float(rng.uniform(190, 420)) * canvas.unit
            x = canvas.margin_x_px + float(rng.uniform(0.12, 0.88)) * canvas.width_px
            y = canvas.margin_y_px + float(rng.uniform(0.06, 0.48)) * sky_px
            rows[k] = (begin, float(rng.uniform(0.55, 1.0)), x, y, length * math.cos(angle),
                       length * math.sin(angle), float(rng.uniform(0.55, 1.0)))  # fmt: skip
        self._rows = rows

    def draw(
        self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, *, gain: float = 1.0
    ) -> None:
        """Add whatever burns at this moment, in place."""
        for begin, lasts, x, y, dx, dy, power in self._rows:
            u = (t_s - begin) / lasts
            if not 0 < u < 1.35 or gain <= 0.02:
                continue
            head = min(1.0, u)
            tail = max(0.0, u * 1.15 - 0.55) if u < 1 else min(1.0, 0.6 + (u - 1) * 1.1)
            fade = math.sin(math.pi * min(1.0, u / 1.35)) ** 0.7
            hx, hy, scale = place(x + dx * head, y + dy * head, 0.02, pose, self._canvas)
            tx, ty, _ = place(x + dx * tail, y + dy * tail, 0.02, pose, self._canvas)
            wide = max(0.75, 1.35 * self._canvas.unit * scale)
            spark = 1.0 if u < 1 else max(0.0, 1 - (u - 1) * 6)
            _streak(
                frame_u8, hx, hy, tx, ty, wide, float(fade * power * gain), float(spark), self._tint
            )


@kernel
def _streak(
    frame: NDArray[np.uint8],
    hx: float,
    hy: float,
    tx: float,
    ty: float,
    wide: float,
    power: float,
    spark: float,
    tint: NDArray[np.float32],
) -> None:
    """A line that is bright at its head and thins out to its tail, with a glow around the head."""
    height, width = frame.shape[0], frame.shape[1]
    dx = tx - hx
    dy = ty - hy
    length2 = max(1e-6, dx * dx + dy * dy)
    pad = 9.0 * wide
    for y in range(max(0, int(min(hy, ty) - pad)), min(height, int(max(hy, ty) + pad) + 1)):
        for x in range(max(0, int(min(hx, tx) - pad)), min(width, int(max(hx, tx) + pad) + 1)):
            u = ((x - hx) * dx + (y - hy) * dy) / length2
            v = min(1.0, max(0.0, u))
            ox = x - hx - v * dx
            oy = y - hy - v * dy
            away2 = (ox * ox + oy * oy) / (wide * wide)
            core = wide * (1.0 - 0.65 * v) / wide
            light = math.exp(-away2 / (2.0 * core * core)) * (1.0 - v) ** 1.5
            light += 0.10 * math.exp(-away2 / 14.0) * (1.0 - v) ** 1.2
            hx2 = ((x - hx) * (x - hx) + (y - hy) * (y - hy)) / (wide * wide)
            light += spark * (0.7 * math.exp(-hx2 / 3.2) + 0.16 * math.exp(-hx2 / 22.0))
            light *= power
            if light < 0.004:
                continue
            for c in range(3):
                value = frame[y, x, c] + light * tint[c]
                frame[y, x, c] = np.uint8(min(255.0, value + 0.5))
