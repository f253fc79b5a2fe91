"""The Milky Way: a band of star clouds with a glowing core, torn by dark lanes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep
from kinoloom.generators.painted.settings.heavens.glow import LightSheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.heavens.stars import Wheel

_BEYOND = 0.10
"""As the stars: how far the sheet reaches beyond the painted canvas, in its sizes."""
_HUES = (
    ("#ffd9a8", "#9db6ff", "#ff7aa8"),
    ("#ffe2bd", "#8fc7ff", "#ff8f9e"),
    ("#ffc9b0", "#b39dff", "#ff6fd0"),
    ("#fff0cf", "#7fd8e8", "#f58bb4"),
)
"""Core, arms, and the clouds that shine."""


@dataclass(frozen=True)
class Band:
    """Where the band lies: a point of it on the painted canvas, its lean, and how strong."""

    x_px: float
    y_px: float
    angle: float
    core: float
    """Where along the band the core is, in frame heights from the point."""
    strength: float
    seed: int


class MilkyWay:
    """The band as a sheet that turns with the stars."""

    def __init__(self, canvas: Canvas, band: Band, *, horizon_y_px: float, parallax: float) -> None:
        step = 3 if canvas.paint_height_px > 700 else 2 if canvas.paint_height_px > 300 else 1
        width, height = canvas.paint_width_px, canvas.paint_height_px
        left, top = -_BEYOND * width, -_BEYOND * height
        size = (math.ceil(height * (1 + 2 * _BEYOND) / step),
                math.ceil(width * (1 + 2 * _BEYOND) / step))  # fmt: skip
        hues = np.stack([rgb(code) for code in _HUES[band.seed % len(_HUES)]]).astype(np.float64)
        span = 1080 * canvas.unit
        numbers = np.array(
            [left, top, step, band.x_px, band.y_px, span, math.cos(band.angle),
             math.sin(band.angle), band.core, horizon_y_px, band.strength],
        )  # fmt: skip
        light = np.empty((*size, 3), np.float32)

        def paint(first: int, last: int) -> None:
            _paint_band(light, first, last, numbers, hues, band.seed % 65521)

        in_bands(size[0], paint)
        self._sheet = LightSheet(
            canvas, light, step=step, left_px=left, top_px=top, parallax=parallax
        )
        luma = light.mean(axis=2)
        soft = cv2.GaussianBlur(luma, (0, 0), 6)
        self.crowd = np.asarray(soft / max(1e-6, float(soft.max())), np.float32)
        """How dense stars are, over the canvas and what lies beyond it (0..1)."""

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, *, wheel: Wheel) -> None:
        """Add the band to the frame, in place."""
        self._sheet.draw(frame_u8, t_s, pose, wheel=wheel)


@kernel
def _paint_band(
    out: NDArray[np.float32],
    first: int,
    last: int,
    numbers: NDArray[np.float64],
    hues: NDArray[np.float64],
    seed: int,
) -> None:
    left, top, step = numbers[0], numbers[1], numbers[2]
    span, core = numbers[5], numbers[8]
    strength = numbers[10]
    for row in range(first, last):
        y = top + row * step
        rise = min(1.0, max(0.0, (numbers[9] - y) / (0.42 * span)))
        thin = rise * (2.0 - rise)
        for column in range(out.shape[1]):
            x = left + column * step
            dx = (x - numbers[3]) / span
            dy = (y - numbers[4]) / span
            a = dx * numbers[6] + dy * numbers[7]
            b = dy * numbers[6] - dx * numbers[7]
            b += 0.10 * (a - 0.2) * (a - 0.2)
            push_a = fbm(a * 2.1 + 3.0, b * 2.1 + 9.0, 4, seed + 11) - 0.5
            push_b = fbm(a * 2.1 + 7.0, b * 2.1 + 1.0, 4, seed + 12) - 0.5
            wa = a + 0.20 * push_a
            wb = b + 0.105 * push_b
            bulge = math.exp(-(((wa - core) / 0.30) ** 2))
            wide = 0.118 + 0.080 * bulge
            across = wb / wide
            body = math.exp(-0.5 * across * across * (1.0 + 0.5 * across * across))
            veil = math.exp(-abs(wb) / 0.30)
            cloud = fbm(wa * 3.9 + 2.0, wb * 6.8 + 5.0, 6, seed)
            grain = fbm(wa * 34.0, wb * 34.0, 3, seed + 3)
            shine = body * (0.36 + 1.05 * smoothstep(0.28, 0.78, cloud)) * (0.70 + 0.75 * bulge)
            shine *= 0.76 + 0.48 * grain
            # The rift: dust that runs along the middle and branches out of it.
            wander = 0.045 * (fbm(wa * 3.0, 3.0, 3, seed + 21) - 0.5)
            rift = math.exp(-(((wb - wander - 0.012) / (0.052 + 0.02 * bulge)) ** 2))
            dust = fbm(wa * 3.6 + 19.0, wb * 9.5 + 13.0, 6, seed + 31)
            branch = smoothstep(0.50, 0.72, fbm(wa * 7.5 - 3.0, wb * 5.0, 5, seed + 41))
            dark = rift * smoothstep(0.30, 0.56, dust) + 0.40 * branch * body
            shine *= 1.0 - 0.84 * min(1.0, dark)
            shine = shine * 0.60 + 0.085 * veil * (0.5 + cloud)
            ember = 0.0
            for k in range(7):
                ka = (hash01(k, 1, seed + 51) - 0.5) * 1.7
                kb = (hash01(k, 2, seed + 52) - 0.5) * 0.20
                size = 0.018 + 0.034 * hash01(k, 3, seed + 53)
                da = (wa - ka) / size
                db = (wb - kb) / size
                ember += math.exp(-(da * da + db * db)) * (0.25 + 0.8 * cloud)
            ember = min(0.32, 0.22 * ember)
            warm = min(1.0, bulge * 0.85 + 0.25 * body * cloud)
            fade = thin * strength
            for c in range(3):
                hue = hues[1, c] + (hues[0, c] - hues[1, c]) * warm
                value = (shine * hue + ember * hues[2, c]) * fade
                out[row, column, c] = 1.0 - math.exp(-1.25 * max(0.0, value))
