"""The street's own paint: asphalt, markings, pavements, snow, and how it mirrors when wet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import hash01, smoothstep
from kinoloom.generators.painted.settings.city.light import lamp_light
from kinoloom.generators.painted.settings.city.noise import noise_at
from kinoloom.generators.painted.settings.city.tracer import haze, in_sun


@dataclass(frozen=True)
class Roadway:
    """The street's plan in metres: from the kerbs to the walls lie the pavements."""

    left_wall_m: float
    right_wall_m: float
    left_kerb_m: float
    right_kerb_m: float
    crossing_m: float
    """Depth of the zebra crossing; 0 for none."""
    pitch_m: tuple[float, float] = (0.0, 0.0)
    """A grid of such streets: one every so many metres to the side and ahead; 0 for one only."""

    def row(self) -> NDArray[np.float64]:
        """The plan as the kernel reads it."""
        return np.array(
            [
                self.left_wall_m,
                self.right_wall_m,
                self.left_kerb_m,
                self.right_kerb_m,
                self.crossing_m,
                *self.pitch_m,
            ]
        )


@kernel
def _albedo(
    x: float,
    z: float,
    spread: float,
    road: Any,
    wet: float,
    puddle: float,
    snow: float,
    noise: Any,
    seed: int,
) -> tuple[float, float, float]:
    """How much of the light each colour of the street gives back."""
    grain = 0.84 + 0.32 * noise_at(noise, x * 2.3 + 6.3, z * 2.3)
    patch = 0.87 + 0.26 * noise_at(noise, x * 0.21 + 8.7, z * 0.09)
    value = 0.105 * grain * patch
    red, green, blue = value, value * 1.0, value * 1.03
    centre = 0.5 * (road[2] + road[3])
    across_road = False
    if road[5] > 0.0:
        x -= road[5] * math.floor(x / road[5] + 0.5)
        across = z - road[6] * math.floor(z / road[6] + 0.5)
        across_road = road[2] < across < road[3]
    on_road = across_road or road[2] < x < road[3]
    if across_road:
        x = centre + 1.0
    if on_road:
        worn = smoothstep(0.25, 0.6, noise_at(noise, x * 1.4 + 12.3, z * 1.4))
        mark = 0.0
        across = abs(x - centre)
        if 0.07 < across < 0.19:
            mark = 1.0
        lane = 0.5 * (road[3] - road[2])
        if lane > 4.6 and abs(across - 0.5 * lane) < 0.075 and z / 7.0 - math.floor(z / 7.0) < 0.42:
            mark = 1.0
        crossing = road[4]
        if crossing > 0.0 and crossing < z < crossing + 3.2:
            bar = (x - road[2]) / 1.15
            mark = 1.0 if bar - math.floor(bar) < 0.5 else 0.0
        if mark > 0.0:
            # Thin lines fade into the asphalt far away instead of flickering.
            mark = mark * (0.35 + 0.65 * worn) * (1.0 - 0.6 * smoothstep(0.05, 0.4, spread))
            red += (0.62 - red) * mark
            green += (0.60 - green) * mark
            blue += (0.54 - blue) * mark
    else:
        size = 0.9
        u, w = x / size, z / size
        joint = min(min(u - math.floor(u), w - math.floor(w)) * size, 0.1)
        near = smoothstep(0.30, 0.05, spread)
        tile = 1.0 + (0.22 * (hash01(math.floor(u), math.floor(w), seed) - 0.5)) * near
        value = 0.21 * grain * tile * (1.0 - 0.45 * near * smoothstep(0.03, 0.01, joint))
        red, green, blue = value * 1.02, value, value * 0.97
    kerb = min(abs(x - road[2]), abs(x - road[3]))
    if kerb < 0.16:
        red, green, blue = 0.34, 0.33, 0.32
    elif kerb < 0.34 and on_road:
        red, green, blue = 0.45 * red, 0.45 * green, 0.45 * blue
    dark = 1.0 - wet * (0.42 + 0.30 * puddle)
    red, green, blue = red * dark, green * dark, blue * dark
    if snow > 0.0:
        cover = 0.94
        if on_road:
            lane_at = abs(abs(x - centre) - 0.27 * (road[3] - road[2]))
            wander = 0.7 * noise_at(noise, x * 0.9 + 5.3, z * 0.35)
            # As wide as tyres: broader, they would be the shadows of something.
            rut = smoothstep(0.95, 0.40, 2.5 * abs(lane_at - 0.8) + wander)
            slush = 0.7 + 0.6 * noise_at(noise, x * 2.1 + 17.3, z * 0.6)
            cover = 0.90 - 0.52 * rut * min(1.0, slush)
        bump = 0.82 + 0.26 * noise_at(noise, x * 0.8 + 30.3, z * 0.5)
        cover *= snow
        red += (0.80 * bump - red) * cover
        green += (0.83 * bump - green) * cover
        blue += (0.88 * bump - blue) * cover
    return red, green, blue


@kernel
def paint_street(
    street: NDArray[np.float32],
    gloss: NDArray[np.float32],
    first_row: int,
    last_row: int,
    top_row: int,
    road: NDArray[np.float64],
    sky: NDArray[np.float32],
    sky_step: float,
    sky_shift: int,
    casters: NDArray[np.float32],
    lamps: NDArray[np.float32],
    lamp_starts: NDArray[np.int32],
    noise: NDArray[np.float32],
    view: NDArray[np.float64],
    light: NDArray[np.float64],
) -> None:
    """Rows of the street: its light, and (share, roughness, slope x, slope z, mirrored sky).

    `sky` is a small picture of the sky's light whose pixels are `sky_step` canvas pixels;
    `sky_shift` is the column of the street where the sky's column 0 is.
    """
    width = street.shape[1]
    focal, centre_x, horizon, eye = view[0], view[1], view[2], view[3]
    wet, snow = light[32], light[33]
    seed = int(light[35])
    for row in range(first_row, last_row):
        y = row + top_row + 0.5
        down = max(2e-4, (y - horizon) / focal)
        z = eye / down
        spread = z / focal * max(1.0, 0.35 / down)
        fine = smoothstep(1.6, 0.2, spread)
        for column in range(width):
            dx = (column + 0.5 - centre_x) / focal
            x = dx * z
            on_road = road[2] < x < road[3]
            pools = noise_at(noise, x * 0.20 + 3.0 + 1.3, z * 0.11)
            puddle = smoothstep(0.44, 0.60, pools) * wet if snow <= 0.0 else 0.0
            red, green, blue = _albedo(x, z, spread, road, wet, puddle, snow, noise, seed)
            r, g, b = lamp_light(x, 0.0, z, lamps, lamp_starts)
            sheen = 0.035 * wet
            lamp_r, lamp_g, lamp_b = sheen * r, sheen * g, sheen * b
            sun = max(0.0, light[1])
            if light[3] > 0.0 and z < 160.0:
                sun *= in_sun(x, 0.02, z, light, casters)
            elif light[3] > 0.0:
                sun *= 0.3
            wall = min(x - road[0], road[1] - x)
            shade = 0.45 + 0.40 * smoothstep(0.0, 2.5, wall) * (0.7 if not on_road else 1.0)
            r = (
                red * (2.2 * r + light[8] * shade + light[5] * sun + 0.8 * light[19] * shade)
                + lamp_r
            )
            g = (
                green * (2.2 * g + light[9] * shade + light[6] * sun + 0.8 * light[20] * shade)
                + lamp_g
            )
            b = (
                blue * (2.2 * b + light[10] * shade + light[7] * sun + 0.8 * light[21] * shade)
                + lamp_b
            )
            cosine = down / math.sqrt(dx * dx + down * down + 1.0)
            share = (0.22 + 0.78 * (1.0 - cosine) ** 3.0) * wet * (0.55 + 0.45 * puddle)
            if not on_road:
                share *= 0.75
            rough = 0.02 + 0.19 * (1.0 - 0.85 * puddle)
            ripple = (0.004 + 0.006 * (1.0 - puddle)) * fine
            slope_x = (noise_at(noise, x * 1.7 + 55.3, z * 1.7) - 0.5) * ripple * 4.0
            slope_z = (noise_at(noise, x * 1.7 + 9.0 + 56.3, z * 1.7) - 0.5) * ripple * 2.0
            mirrored = int((2.0 * horizon - y - abs(slope_z) * focal) / sky_step)
            i = int((column - sky_shift) / sky_step + slope_x * focal * down / sky_step)
            j = min(sky.shape[0] - 1, max(0, mirrored))
            i = min(sky.shape[1] - 1, max(0, i))
            air, glow = haze(z, dx, 0.0, light)
            keep = 1.0 - air
            street[row, column, 0] = r * keep + (light[15] + (light[12] - light[15]) * glow) * air
            street[row, column, 1] = g * keep + (light[16] + (light[13] - light[16]) * glow) * air
            street[row, column, 2] = b * keep + (light[17] + (light[14] - light[17]) * glow) * air
            share *= keep
            gloss[row, column, 0] = share
            gloss[row, column, 1] = rough
            gloss[row, column, 2] = slope_x
            gloss[row, column, 3] = slope_z
            gloss[row, column, 4] = sky[j, i, 0] * share
            gloss[row, column, 5] = sky[j, i, 1] * share
            gloss[row, column, 6] = sky[j, i, 2] * share
