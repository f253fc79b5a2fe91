"""Rings of a planet: fine bands with gaps, before and behind it, in its shadow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.heavens.globe import Body, RingShade

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector

_STEPS = 1024


@dataclass(frozen=True)
class Rings:
    """Layers of what is behind the planet and before it, and the shadow on it."""

    back: Layer
    front: Layer
    shade: RingShade


def paint_rings(canvas: Canvas, body: Body, *, tilt: float, roll: float, parallax: float) -> Rings:
    """Rings seen `tilt` radians above their plane, turned by `roll` in the picture."""
    density = _density(body.seed)
    pole = _pole(tilt, roll)
    inner, outer = 1.22, 2.28
    shade = RingShade(pole, inner, outer, density)
    hues = np.stack([rgb(code) for code in body.surface.colours[2:]]).astype(np.float64)
    numbers = np.array(
        [body.x_px, body.y_px, body.radius_px, inner, outer, math.sin(tilt), math.cos(tilt),
         math.cos(roll), math.sin(roll), *body.sun, *pole],
    )  # fmt: skip
    back = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
    front = np.zeros_like(back)

    def paint(first: int, last: int) -> None:
        _ring_rows(back, front, first, last, numbers, density, hues)

    in_bands(canvas.paint_height_px, paint)
    return Rings(Layer(back, parallax), Layer(front, parallax), shade)


def _pole(tilt: float, roll: float) -> Vector:
    """The rings' pole: up in the picture, leaning toward us, then rolled."""
    y, z = -math.cos(tilt), math.sin(tilt)
    return -y * math.sin(roll), y * math.cos(roll), z


def _density(seed: int) -> NDArray[np.float32]:
    """How dense the rings are over their radii: broad bands, fine grooves, clear gaps."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x41B])
    r = np.linspace(0, 1, _STEPS)
    broad = fbm_image(_STEPS, 1, scale_x_px=170, scale_y_px=1, octaves=3, seed=seed % 997)[0]
    fine = fbm_image(_STEPS, 1, scale_x_px=16, scale_y_px=1, octaves=4, seed=seed % 997 + 9)[0]
    value = np.clip((broad - 0.22) * 1.9, 0.08, 1) * (0.55 + 0.8 * (fine - 0.2))
    for _ in range(3):
        middle, wide = float(rng.uniform(0.3, 0.92)), float(rng.uniform(0.008, 0.03))
        value *= 1 - 0.92 * np.exp(-(((r - middle) / wide) ** 4))
    value *= np.clip(r / 0.06, 0, 1) * np.clip((1 - r) / 0.03, 0, 1)
    return np.clip(value, 0, 0.96).astype(np.float32)


@kernel
def _ring_rows(
    back: NDArray[np.float32],
    front: NDArray[np.float32],
    first: int,
    last: int,
    n: NDArray[np.float64],
    density: NDArray[np.float32],
    hues: NDArray[np.float64],
) -> None:
    steps = density.shape[0]
    for row in range(first, last):
        for column in range(back.shape[1]):
            u = (column + 0.5 - n[0]) / n[2]
            v = (row + 0.5 - n[1]) / n[2]
            x = u * n[7] + v * n[8]
            y = -u * n[8] + v * n[7]
            deep = y / n[5]
            r = math.sqrt(x * x + deep * deep)
            if r < n[3] or r > n[4]:
                continue
            place = (r - n[3]) / (n[4] - n[3]) * (steps - 1)
            # A pixel covers many grooves where the rings are seen edge on.
            half = max(0.5, 0.5 / n[2] / n[5] * (steps - 1) / (n[4] - n[3]))
            j0 = max(0, int(place - half))
            j1 = min(steps - 1, int(place + half) + 1)
            total = 0.0
            for j in range(j0, j1 + 1):
                total += density[j]
            thick = total / (j1 - j0 + 1)
            if thick <= 0.004:
                continue
            # The point in space, and whether the planet stands between it and the sun.
            z = deep * n[6]
            px = u
            py = v
            along = px * n[9] + py * n[10] + z * n[11]
            wide2 = px * px + py * py + z * z - along * along
            wide = math.sqrt(max(0.0, wide2))
            shadow = 1.0
            if along < 0.0:
                shadow = min(1.0, max(0.0, (wide - 0.975) / 0.05))
            facing = abs(n[9] * n[12] + n[10] * n[13] + n[11] * n[14])
            lit = (0.05 + 0.95 * shadow) * (0.35 + 0.75 * min(1.0, facing * 1.6))
            tone = min(2.999, max(0.0, (0.35 + 0.7 * thick) * 3.0))
            k = int(tone)
            share = tone - k
            sheet = front if y > 0.0 else back
            for c in range(3):
                hue = hues[k, c] + (hues[k + 1, c] - hues[k, c]) * share
                sheet[row, column, c] = min(1.0, hue * lit)
            sheet[row, column, 3] = thick
