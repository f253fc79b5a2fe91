"""Weather at a window: drops that sit on its pane or run down, and flakes falling outside."""

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

_RUNNERS = 26


class WindowDrops:
    """Drops over a (small) painted canvas, above its row `bottom_px`."""

    def __init__(self, canvas: Canvas, *, parallax: float, bottom_px: float, seed: int) -> None:
        self._canvas, self._parallax = canvas, parallax
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x7B])
        unit = canvas.unit * 4
        count = round(330 * canvas.paint_width_px * bottom_px / (canvas.unit * 1080) ** 2 / 0.9)
        x = rng.uniform(0, canvas.paint_width_px, count + _RUNNERS)
        y = rng.uniform(0, bottom_px, count + _RUNNERS)
        radius = unit * (0.7 + 2.1 * rng.random(count + _RUNNERS) ** 3)
        radius[count:] = unit * rng.uniform(1.5, 2.3, _RUNNERS)
        speed = np.zeros(count + _RUNNERS)
        speed[count:] = unit * rng.uniform(9, 26, _RUNNERS)
        self._drops = np.stack([x, y, radius, speed, rng.uniform(0, 6.28, len(x))], axis=1)
        self._bottom_px = bottom_px

    def draw(self, view: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the drops of this moment onto the view, in place."""
        x0, y0, scale = place(0.0, 0.0, self._parallax, pose, self._canvas)
        _drip(view, self._drops, float(t_s), x0, y0, scale, float(self._bottom_px))


class Flakes:
    """Snow outside a window, out of focus, on a (small) canvas."""

    def __init__(self, canvas: Canvas, *, light: float, motion: float, seed: int) -> None:
        """`light` 0..1 is how bright a flake is."""
        self._canvas, self._light = canvas, light
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x7C])
        count = 120
        unit = canvas.unit * 4
        radius = unit * rng.uniform(1.1, 3.4, count)
        self._flakes = np.stack(
            [rng.random(count), rng.random(count), radius, rng.uniform(0, 6.28, count),
             (11 + 9 * motion) * radius], axis=1,
        )  # fmt: skip

    def draw(self, view: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the flakes of this moment onto the view, in place."""
        _fall(view, self._flakes, float(t_s), float(pose.x_px * 0.3), self._light)


@kernel
def _fall(
    view: NDArray[np.uint8], flakes: NDArray[np.float64], t: float, shift: float, light: float
) -> None:
    height, width = view.shape[0], view.shape[1]
    for k in range(flakes.shape[0]):
        r = flakes[k, 2]
        x = flakes[k, 0] * (width + 20) + 5.0 * r * math.sin(0.8 * t + flakes[k, 3]) - shift
        y = flakes[k, 1] * (height + 20) + flakes[k, 4] * t
        x = x % (width + 20.0) - 10.0
        y = y % (height + 20.0) - 10.0
        for row in range(max(0, int(y - r - 1)), min(height, int(y + r) + 2)):
            for column in range(max(0, int(x - r - 1)), min(width, int(x + r) + 2)):
                away = math.sqrt((column - x) ** 2 + (row - y) ** 2)
                share = min(1.0, max(0.0, r - away + 0.5)) * light
                for c in range(3):
                    value = view[row, column, c] + 0.0
                    view[row, column, c] = np.uint8(value + (255.0 - value) * share)


@kernel
def _drip(
    view: NDArray[np.uint8], drops: NDArray[np.float64], t: float, x0: float, y0: float,
    scale: float, bottom: float,
) -> None:  # fmt: skip
    """Each drop shows the scene upside down: light below, dark above."""
    height, width = view.shape[0], view.shape[1]
    for k in range(drops.shape[0]):
        x, y, r, speed, phase = drops[k, 0], drops[k, 1], drops[k, 2], drops[k, 3], drops[k, 4]
        tail = r
        if speed > 0.0:
            # They hesitate, then run.
            way = speed * (t + 0.9 * math.sin(1.3 * t + phase) * 0.6)
            y = (y + way) % (bottom * 1.15) - 0.05 * bottom
            x += 1.6 * math.sin(y * 0.11 + phase)
            tail = r * 13.0
        cx, cy, r, tail = x0 + x * scale, y0 + y * scale, r * scale, tail * scale
        for row in range(max(0, int(cy - tail)), min(height, int(cy + r) + 2)):
            for column in range(max(0, int(cx - r)), min(width, int(cx + r) + 2)):
                dx, dy = (column - cx) / r, (row - cy) / r
                light = 0.0
                d = dx * dx + dy * dy
                if d < 1.0:
                    light = (1.0 - d) ** 0.5 * (0.62 * dy - 0.05 + 0.25 * dx)
                elif dy < 0.0 and speed > 0.0 and abs(dx) < 0.7:
                    fade = max(0.0, 1.0 + dy * r / tail)
                    light = 0.20 * fade * (1.0 - abs(dx) / 0.7) * (1.0 if dx > 0.0 else -0.7)
                if light == 0.0:
                    continue
                for c in range(3):
                    value = view[row, column, c] + 0.0
                    value += (255.0 - value) * light if light > 0.0 else value * light
                    view[row, column, c] = np.uint8(min(255.0, max(0.0, value)))
