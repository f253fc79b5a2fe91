"""What a river mirrors of its own banks: their growth, and the trees that stand on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import value_noise
from kinoloom.generators.painted.settings.mountains.shore import lit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.falls.bends import Course
    from kinoloom.generators.painted.settings.mountains.shore import Soil
    from kinoloom.generators.painted.settings.mountains.vista import Vista

_BANK_PX = 62.0
"""How far down the growth of the bank nearest to us is seen in the water."""


def paint_images(
    canvas: Canvas, light: Daylight, course: Course, vista: Vista, soil: Soil,
    trees: NDArray[np.float32],
) -> Layer:  # fmt: skip
    """Upside down and darker than what stands there, torn by ripples; straight RGBA.

    It is the far bank above all that tells water from a road: a road mirrors nothing.
    """
    height, width = canvas.paint_height_px, canvas.paint_width_px
    out = np.zeros((height, width, 4), np.float32)
    dark = lit(soil.grass, light, 0.0) * np.float32(0.55)
    dark = mix(dark, np.asarray(light.haze_rgb, np.float32), 0.05 + 0.35 * light.density)
    seen = trees[np.argsort(trees[:, 1], kind="stable")]
    tones = mix(
        0.62 * seen[:, 9:12] + 0.10 * seen[:, 12:15], np.asarray(light.haze_rgb),
        0.08 + 0.35 * light.density,
    )  # fmt: skip
    rows = np.column_stack([seen[:, 0:5], tones]).astype(np.float32)
    water = out[course.first_row :]
    banks = np.zeros(water.shape[:2], np.float32)
    _banks(banks, course.near, course.middle_px, course.half_px, canvas.unit, _BANK_PX)
    # A point of land ends softly in the water: a column beside it would still know nothing of it.
    soft = cv2.GaussianBlur(banks, (0, 0), 20 * canvas.unit, sigmaY=1.6 * canvas.unit)
    water[..., :3] = np.asarray(dark, np.float32)
    water[..., 3] = np.minimum(soft, 0.8)
    _images(
        water, course.near, course.middle_px, course.half_px, rows, canvas.unit, course.first_row
    )
    return Layer(out, 1.0, shear=vista.ground)


@scratch_kernel
def _banks(
    out: NDArray[np.float32],
    near: NDArray[np.float32],
    middle: NDArray[np.float32],
    half: NDArray[np.float32],
    unit: float,
    tall: float,
) -> None:
    """How much of a bank's image is seen at each place of the water, 0..1."""
    # Rows since the last land above, in each column.
    since = np.zeros(out.shape[1], np.float32)
    for y in range(out.shape[0]):
        k = near[y]
        reach = tall * unit * k + 1.5 * unit
        for x in range(out.shape[1]):
            if abs(x - middle[y]) > half[y]:
                since[x] = 0.0
                out[y, x] = 0.8 if y > 0 else 0.0
                continue
            since[x] += 1.0
            shiver = value_noise(x / (26.0 * unit * (k + 0.12)), y / (2.4 * unit), 5) - 0.5
            down = since[x] / (reach * (1.0 + 0.9 * shiver))
            out[y, x] = 0.80 * min(1.0, max(0.0, 1.25 - down))


@kernel
def _images(
    out: NDArray[np.float32],
    near: NDArray[np.float32],
    middle: NDArray[np.float32],
    half: NDArray[np.float32],
    trees: NDArray[np.float32],
    unit: float,
    first: int,
) -> None:
    rows, columns = out.shape[0], out.shape[1]
    for n in range(trees.shape[0]):
        cx, base, size = trees[n, 0], trees[n, 1] - first, trees[n, 2]
        wide = size * trees[n, 3]
        seed = int(trees[n, 4])
        start = max(0, int(base))
        for y in range(start, min(rows, int(base + size) + 1)):
            along = (y - base) / size
            k = near[y]
            shift = (value_noise(0.5, y / (2.6 * unit), seed) - 0.5) * (10.0 * k + 30.0 * k * along)
            ragged = 0.72 + 0.5 * value_noise(2.5, along * 26.0, seed + 3)
            span = max(0.8, wide * (1.0 - along) * ragged)
            fade = 0.86 * (1.0 - 0.55 * along)
            mid = cx + shift * unit
            for x in range(max(0, int(mid - span)), min(columns, int(mid + span) + 1)):
                if abs(x - middle[y]) > half[y]:
                    continue
                edge = min(1.0, max(0.0, (span - abs(x + 0.5 - mid)) / (1.0 + 0.25 * span)))
                cover = fade * edge
                keep = out[y, x, 3] * (1.0 - cover)
                total = keep + cover
                if total > 0.001:
                    for c in range(3):
                        out[y, x, c] = (out[y, x, c] * keep + trees[n, 5 + c] * cover) / total
                    out[y, x, 3] = total
