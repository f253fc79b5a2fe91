"""The light a city's surfaces stand in: sun, sky, street, and the signs and lamps around them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import smoothstep

if TYPE_CHECKING:
    from kinoloom.generators.painted.settings.city.look import Look

BUILDING, SIGN, TRIM, TUBE, LEDGE = 0, 1, 2, 3, 4
LAMP_BIN_M = 8.0
LAMP_BINS = 90


def light_row(look: Look, seed: int) -> NDArray[np.float64]:
    """The look as the numbers that the kernels read."""
    row = np.zeros(36, np.float64)
    row[0:3] = look.sun_dir
    row[3] = 1.0 if max(look.sun_rgb) > 0.05 else 0.0
    row[5:8] = look.sun_rgb
    row[8:11] = look.ambient_rgb
    row[12:15] = look.haze_rgb
    row[15:18] = look.air_rgb
    row[18] = look.haze_per_m
    row[19:22] = look.street_rgb
    row[22:25] = look.glass_low_rgb
    row[25:28] = look.glass_high_rgb
    row[28:34] = (look.windows, look.lit_share, look.signs, look.lamps, look.wet, look.snow)
    row[34] = 1.0 if look.is_neon else 0.0
    row[35] = seed % 9973
    return row


@kernel
def lamp_light(
    px: float, py: float, pz: float, lamps: NDArray[np.float32], lamp_starts: NDArray[np.int32]
) -> tuple[float, float, float]:
    """Light from the signs and lamps around a point."""
    r, g, b = 0.0, 0.0, 0.0
    bin_first = max(0, int(pz / LAMP_BIN_M) - 1)
    if bin_first + 3 >= LAMP_BINS:
        return r, g, b
    for j in range(lamp_starts[bin_first], lamp_starts[bin_first + 3]):
        away = (px - lamps[j, 0]) ** 2 + (py - lamps[j, 1]) ** 2 + (pz - lamps[j, 2]) ** 2
        edge = max(0.0, 1.0 - away / 210.0)
        gain = lamps[j, 6] * edge * edge / (1.3 + 0.34 * away)
        r += lamps[j, 3] * gain
        g += lamps[j, 4] * gain
        b += lamps[j, 5] * gain
    return r, g, b


@kernel
def irradiance(
    px: float,
    py: float,
    pz: float,
    facing: float,
    open_sky: float,
    lamps: NDArray[np.float32],
    lamp_starts: NDArray[np.int32],
    light: NDArray[np.float64],
) -> tuple[float, float, float]:
    """All the light on a point: `facing` is the sun's share of it, `open_sky` the sky's."""
    r, g, b = lamp_light(px, py, pz, lamps, lamp_starts)
    sky = open_sky * (0.35 + 0.65 * smoothstep(0.0, 45.0, py))
    bounce = math.exp(-py / 9.0)
    r += light[8] * sky + light[5] * facing + light[19] * bounce
    g += light[9] * sky + light[6] * facing + light[20] * bounce
    b += light[10] * sky + light[7] * facing + light[21] * bounce
    return r, g, b
