"""Nebulae: glowing gas in folds, dark dust before it, lit by the stars inside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, ridged, smoothstep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

Sky = tuple[str, str, str, str, str]
SKIES: tuple[Sky, ...] = (
    ("#04060e", "#0e3a5c", "#129aae", "#ff8a3c", "#ffe2b0"),
    ("#060512", "#2a1c58", "#8a3a9c", "#e8608c", "#ffd6d8"),
    ("#03070d", "#0c3a58", "#14a08c", "#ffb84a", "#fff0b8"),
    ("#07050c", "#3a1430", "#9c2c4c", "#e8743c", "#ffd8a0"),
    ("#03060f", "#142858", "#2e5cb4", "#6aa8e8", "#dcf0ff"),
    ("#070510", "#241a4c", "#4c48a8", "#b06cc8", "#ffd0e8"),
    ("#0a0704", "#40281a", "#a8683a", "#e8b060", "#fff0c8"),
    ("#030a08", "#0e4436", "#2ca078", "#8ad86c", "#f0ffd0"),
    ("#090306", "#4a1224", "#c03448", "#ff8a7a", "#ffe0d4"),
)
"""Deep space, thin gas, gas, dense gas, its bright heart."""


@dataclass(frozen=True)
class Cloud:
    """A nebula: its heart on the painted canvas, its reach in 1080-line pixels, its strength."""

    x_px: float
    y_px: float
    reach: float
    strength: float
    lean: float
    seed: int


def paint_nebula(canvas: Canvas, cloud: Cloud, sky: Sky) -> NDArray[np.float32]:
    """Deep space with the nebula, over the painted canvas (height x width x 3, 0..1)."""
    step = 2 if canvas.paint_height_px > 700 else 1
    rows = canvas.paint_height_px // step + 2
    columns = canvas.paint_width_px // step + 2
    light = np.empty((rows, columns, 3), np.float32)
    hues = np.stack([rgb(code) for code in sky]).astype(np.float64)
    numbers = np.array(
        [cloud.x_px / step, cloud.y_px / step, 1080 * canvas.unit / step, cloud.reach,
         cloud.strength, math.cos(cloud.lean), math.sin(cloud.lean)],
    )  # fmt: skip

    def paint(first: int, last: int) -> None:
        _nebula_rows(light, first, last, numbers, hues, cloud.seed % 65521)

    in_bands(rows, paint)
    size = (columns * step, rows * step)
    large = cv2.resize(light, size, interpolation=cv2.INTER_CUBIC)
    part = large[: canvas.paint_height_px, : canvas.paint_width_px]
    return np.clip(part, 0, 1).astype(np.float32)


@kernel
def _nebula_rows(
    out: NDArray[np.float32],
    first: int,
    last: int,
    n: NDArray[np.float64],
    hues: NDArray[np.float64],
    seed: int,
) -> None:
    for row in range(first, last):
        for column in range(out.shape[1]):
            dx = (column - n[0]) / n[2]
            dy = (row - n[1]) / n[2]
            a = dx * n[5] + dy * n[6]
            b = dy * n[5] - dx * n[6]
            push_a = fbm(a * 1.5 + 3.0, b * 1.5, 4, seed + 1) - 0.5
            push_b = fbm(a * 1.5, b * 1.5 + 6.0, 4, seed + 2) - 0.5
            wa = a + 0.55 * push_a
            wb = b + 0.55 * push_b
            wa2 = wa + 0.16 * (fbm(wa * 5.0, wb * 5.0 + 3.0, 4, seed + 3) - 0.5)
            wb2 = wb + 0.16 * (fbm(wa * 5.0 + 9.0, wb * 5.0, 4, seed + 4) - 0.5)
            away = math.sqrt((wa / 1.55) ** 2 + (wb * 1.25) ** 2) / n[3]
            body = math.exp(-(away**1.7) * 2.2)
            gas = smoothstep(0.26, 0.78, fbm(wa2 * 2.2, wb2 * 2.2, 7, seed))
            fold = ridged(wa2 * 2.6 + 4.0, wb2 * 2.6, 6, seed + 7)
            dust = smoothstep(0.46, 0.70, fbm(wa2 * 2.9 + 12.0, wb2 * 3.4 + 2.0, 7, seed + 9))
            haze = fbm(a * 0.9 + 20.0, b * 0.9, 4, seed + 11)
            fine = ridged(wa2 * 7.5 + 1.0, wb2 * 7.5 + 6.0, 4, seed + 15)
            wool = fbm(wa2 * 15.0 + 2.0 * fold, wb2 * 15.0, 5, seed + 17)
            gas *= 0.62 + 0.76 * wool
            dense = body * gas * (0.50 + 0.85 * fold * fold + 0.40 * fine * fold)
            shine = dense * (
                1.0 - 0.78 * dust * (0.45 + 0.55 * smoothstep(0.10, 0.55, away + 0.25))
            )
            heart = math.exp(-((away * 2.9) ** 2)) * (0.25 + 0.9 * gas * fold)
            thin = smoothstep(0.36, 0.75, haze) * 0.26 + 0.30 * body
            other = smoothstep(0.40, 0.62, fbm(wa * 1.3 + 31.0, wb * 1.3, 4, seed + 13))
            for c in range(3):
                value = hues[0, c] * (0.75 + 0.5 * haze)
                value += thin * hues[1, c] * 0.62 * n[4]
                glow = hues[2, c] + (hues[3, c] - hues[2, c]) * other
                value += 1.12 * shine * glow * n[4]
                value += 0.62 * heart * shine * hues[4, c] * n[4]
                value += 0.12 * heart * hues[3, c] * n[4]
                shown = 1.0 - math.exp(-1.30 * value)
                # Film: the thin gas sinks into the dark, the dense keeps its colour.
                out[row, column, c] = shown * (0.50 + 0.50 * smoothstep(0.0, 0.42, shown))
