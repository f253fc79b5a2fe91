"""Forms that fill the frame: silk, liquid colour, ink. All of them run in circles of time.

`turn` is the angle of time: whoever wants a loop lets it grow by whole turns over the shot.
Places are in picture heights from the middle, moved and enlarged by the camera (`lens`: x, y,
zoom).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import fbm, smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@scratch_kernel
def silk_rows(
    out: Floats,
    first: int,
    last: int,
    sheets: NDArray[np.float64],
    ground: Floats,
    tones: Floats,
    lens: NDArray[np.float64],
    turn: float,
    light: bool,
) -> None:
    """Sheets of silk over one another. A row of `sheets`: place, tilt, width, three waves
    (length, height, phase, turns), tone from, tone to, sheen."""
    rows, columns = out.shape[0], out.shape[1]
    count = sheets.shape[0]
    shape = columns / rows
    middle = np.empty((count, columns))
    half = np.empty((count, columns))
    slope = np.empty((count, columns))
    for k in range(count):
        for i in range(columns):
            x = ((i + 0.5) / columns - 0.5) * shape / lens[2] + lens[0] * (0.6 + 0.12 * k)
            y = sheets[k, 0] + sheets[k, 1] * x
            s = sheets[k, 1]
            w = sheets[k, 2]
            for n in range(3):
                length, high = sheets[k, 3 + 4 * n], sheets[k, 4 + 4 * n]
                angle = 6.2832 * x / length + sheets[k, 5 + 4 * n] + sheets[k, 6 + 4 * n] * turn
                y += high * math.sin(angle)
                s += high * 6.2832 / length * math.cos(angle)
                w *= 1.0 + 0.36 * math.sin(
                    4.4 * x / length + sheets[k, 6 + 4 * n] * turn + 1.3 * n + k
                )
            middle[k, i] = y
            half[k, i] = max(0.02, w)
            slope[k, i] = s
    for j in range(first, last):
        v = (0.5 - (j + 0.5) / rows) / lens[2] + lens[1]
        for i in range(columns):
            shade = 0.86 + 0.28 * (0.5 - (j + 0.5) / rows)
            red, green, blue = ground[0] * shade, ground[1] * shade, ground[2] * shade
            for k in range(count):
                q = (v - middle[k, i]) / half[k, i]
                if q < -1.05 or q > 1.05:
                    continue
                soft = 2.2 / (rows * half[k, i])
                cover = smoothstep(1.0, 1.0 - soft, q) * smoothstep(-1.0, -1.0 + 0.9, q) ** 1.2
                a = int(sheets[k, 15])
                b = int(sheets[k, 16])
                across = 0.5 + 0.5 * q
                # Folds run along it; light lies on those that face it.
                fold = math.sin(7.0 * across + 2.4 * slope[k, i] + 1.9 * k)
                lean = math.cos(7.0 * across + 2.4 * slope[k, i] + 1.9 * k)
                bright = 0.62 + 0.26 * fold + 0.20 * slope[k, i]
                gloss = sheets[k, 17] * max(0.0, lean) ** 7
                edge = math.exp(-(1.0 - q) * 16.0) if q < 1.0 else 0.0
                alpha = cover * (0.58 + 0.30 * across)
                for c in range(3):
                    tone = tones[a, c] * (1.0 - across) + tones[b, c] * across
                    value = tone * bright + (0.42 * gloss + 0.5 * edge) * (0.45 + 0.55 * tone)
                    if light:
                        value = 1.0 - (1.0 - value) * 0.86
                    if c == 0:
                        red += (value - red) * alpha
                    elif c == 1:
                        green += (value - green) * alpha
                    else:
                        blue += (value - blue) * alpha
            out[j, i, 0], out[j, i, 1], out[j, i, 2] = red, green, blue


@scratch_kernel
def liquid_rows(
    out: Floats,
    first: int,
    last: int,
    pools: NDArray[np.float64],
    ground: Floats,
    tones: Floats,
    lens: NDArray[np.float64],
    turn: float,
    seed: int,
    gloss: float,
) -> None:
    """Colours that flow into one another. A row of `pools`: x, y, swing x and y, turns x and y,
    phase, size, tone (-1 the ground)."""
    rows, columns = out.shape[0], out.shape[1]
    shape = columns / rows
    count = pools.shape[0]
    xs = np.empty(count)
    ys = np.empty(count)
    for k in range(count):
        xs[k] = (pools[k, 0] + pools[k, 2] * math.sin(pools[k, 4] * turn + pools[k, 6])) * shape
        ys[k] = pools[k, 1] + pools[k, 3] * math.cos(pools[k, 5] * turn + 1.7 * pools[k, 6])
    spin_x, spin_y = 0.35 * math.cos(turn), 0.35 * math.sin(turn)
    for j in range(first, last):
        for i in range(columns):
            x = ((i + 0.5) / columns - 0.5) * shape / lens[2] + lens[0]
            y = (0.5 - (j + 0.5) / rows) / lens[2] + lens[1]
            n = value_noise(1.5 * x + spin_x + 9.0, 1.5 * y + spin_y, seed)
            m = value_noise(1.5 * x - spin_y + 3.0, 1.5 * y + spin_x + 5.0, seed + 3)
            px = x + 0.55 * (n - 0.5) + 0.05 * math.sin(9.0 * y + 4.0 * m + turn)
            py = y + 0.55 * (m - 0.5) + 0.05 * math.sin(8.0 * x + 5.0 * n - turn)
            red = green = blue = total = 0.0
            height = 0.0
            for k in range(count):
                d2 = (px - xs[k]) ** 2 + (py - ys[k]) ** 2
                w = math.exp(-d2 / (pools[k, 7] * pools[k, 7]))
                w = w * w + 1e-5
                tone = int(pools[k, 8])
                total += w
                height += w * (0.5 + 0.5 * math.sin(1.7 * k))
                if tone < 0:
                    red, green, blue = (
                        red + w * ground[0],
                        green + w * ground[1],
                        blue + w * ground[2],
                    )
                else:
                    red += w * tones[tone, 0]
                    green += w * tones[tone, 1]
                    blue += w * tones[tone, 2]
            red, green, blue = red / total, green / total, blue / total
            # Thick liquid: broad lights on its swells, thin lines between.
            swell = math.sin(5.5 * height / total + 5.0 * px + 3.0 * py)
            lift = 1.0 + 0.16 * swell
            line = gloss * max(0.0, math.cos(5.5 * height / total + 5.0 * px + 3.0 * py)) ** 10
            out[j, i, 0] = red * lift + 0.24 * line
            out[j, i, 1] = green * lift + 0.24 * line
            out[j, i, 2] = blue * lift + 0.24 * line


@kernel
def ink_rows(
    out: Floats,
    first: int,
    last: int,
    plumes: NDArray[np.float64],
    ground: Floats,
    tones: Floats,
    lens: NDArray[np.float64],
    turn: float,
    seed: int,
    light: bool,
) -> None:
    """Ink that sinks and curls. A row of `plumes`: x, top or bottom (1, -1), width, reach, lean,
    tone, phase."""
    rows, columns = out.shape[0], out.shape[1]
    shape = columns / rows
    c, s = math.cos(turn), math.sin(turn)
    for j in range(first, last):
        for i in range(columns):
            x = ((i + 0.5) / columns - 0.5) * shape / lens[2] + lens[0]
            y = (0.5 - (j + 0.5) / rows) / lens[2] + lens[1]
            far = math.hypot(x / shape, y)
            dim = 1.0 - 0.5 * far * far
            red, green, blue = ground[0] * dim, ground[1] * dim, ground[2] * dim
            # Two rounds of curling; time turns the places that the curls are read from.
            ax = fbm(1.6 * x + 0.42 * c + 4.0, 1.6 * y + 0.42 * s, 3, seed) - 0.5
            ay = fbm(1.6 * x - 0.42 * s, 1.6 * y + 0.42 * c + 8.0, 3, seed + 11) - 0.5
            bx = fbm(2.3 * x + 2.6 * ax + 0.3 * s, 2.3 * y + 2.6 * ay, 3, seed + 23) - 0.5
            by = fbm(2.3 * x + 2.6 * ay, 2.3 * y + 2.6 * ax - 0.3 * c, 3, seed + 37) - 0.5
            qx, qy = x + 0.75 * ax + 0.85 * bx, y + 0.75 * ay + 0.85 * by
            fine = fbm(7.5 * qx + 5.0 * bx, 4.4 * qy + 5.0 * by, 4, seed + 51)
            thread = 1.0 - abs(2.0 * fbm(11.0 * qx + 6.0 * ax, 5.0 * qy, 3, seed + 77) - 1.0)
            thread = thread**6
            for k in range(plumes.shape[0]):
                side = plumes[k, 1]
                down = 0.5 - side * qy
                reach = plumes[k, 3] * (1.0 + 0.10 * math.sin(turn + plumes[k, 6]))
                centre = plumes[k, 0] * shape + plumes[k, 4] * down
                wide = plumes[k, 2] * (0.35 + 1.15 * smoothstep(0.0, 0.9, down / reach))
                d = (qx - centre) / wide
                body = math.exp(-d * d) * smoothstep(reach, 0.55 * reach, down)
                veil = abs(2.0 * fine - 1.0)
                thick = body * (0.35 + 1.3 * fine) * (1.25 - 0.75 * veil)
                thick = smoothstep(0.10, 0.95, thick) * 1.25
                rim = smoothstep(0.06, 0.22, thick) * smoothstep(0.55, 0.22, thick)
                tone = int(plumes[k, 5])
                other = (tone + 1) % 4
                alpha = 1.0 - math.exp(-2.1 * thick)
                for ch in range(3):
                    deep = tones[tone, ch]
                    thin = 0.5 * tones[tone, ch] + 0.5 * tones[other, ch]
                    if light:
                        value = deep * (1.0 - 0.42 * thick) + (0.22 * rim + 0.25 * thread) * (
                            1.0 - deep
                        )
                    else:
                        value = deep * (0.16 + 0.85 * fine * fine * 2.0) + thin * (
                            0.6 * rim + 0.45 * thread
                        )
                    if ch == 0:
                        red += (value - red) * alpha
                    elif ch == 1:
                        green += (value - green) * alpha
                    else:
                        blue += (value - blue) * alpha
            out[j, i, 0], out[j, i, 1], out[j, i, 2] = red, green, blue
