"""Forms made of many lights: discs out of focus, and swarms that dance as one body."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

SHAPES = 5


def discs(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Rows of x, y (shares of the frame), swing x y, turns x y, phase, radius (heights), nearness,
    tone, power."""
    # As much light in few large discs as in many small ones.
    grown = float(rng.choice((0.7, 1.0, 1.45)))
    count = round(count / grown**2)
    near = np.sort(rng.random(count)) ** 1.4
    rows = np.empty((count, 11))
    rows[:, 0] = rng.uniform(-0.60, 0.60, count)
    # Lights gather along a band, so that the picture has a weight and a quiet part.
    band = rng.uniform(-0.25, 0.25) + rng.uniform(-0.5, 0.5) * rows[:, 0]
    rows[:, 1] = band + rng.normal(0, 0.24, count)
    rows[:, 2] = rng.uniform(0.012, 0.05, count) * (0.6 + near)
    rows[:, 3] = rng.uniform(0.02, 0.07, count) * (0.6 + near)
    rows[:, 4] = rng.choice((-1, 1), count)
    rows[:, 5] = rng.choice((-1, 1, 1, 2), count)
    rows[:, 6] = rng.uniform(0, 6.2832, count)
    rows[:, 7] = (0.014 + 0.085 * near * rng.uniform(0.55, 1.2, count)) * grown
    rows[:, 8] = near
    rows[:, 9] = rng.integers(4, size=count)
    rows[:, 10] = rng.uniform(0.25, 0.85, count) * (1.05 - 0.5 * near)
    return rows


@kernel
def draw_discs(
    out: Floats,
    rows_: NDArray[np.float64],
    tones: Floats,
    lens: NDArray[np.float64],
    turn: float,
    blades: float,
    light: bool,
) -> None:
    """Add the discs: bright rims, a little colour at their edges, as a lens makes them."""
    rows, columns = out.shape[0], out.shape[1]
    shape = columns / rows
    for k in range(rows_.shape[0]):
        near = rows_[k, 8]
        x = rows_[k, 0] + rows_[k, 2] * math.sin(rows_[k, 4] * turn + rows_[k, 6])
        y = rows_[k, 1] + rows_[k, 3] * math.cos(rows_[k, 5] * turn + 2.0 * rows_[k, 6])
        zoom = 1.0 + (lens[2] - 1.0) * (0.4 + 1.4 * near)
        move = 0.3 + 1.2 * near
        cx = ((x * shape - lens[0] * move) * zoom / shape + 0.5) * columns
        cy = (0.5 - (y - lens[1] * move) * zoom) * rows
        radius = rows_[k, 7] * rows * zoom
        breath = 0.78 + 0.22 * math.sin(rows_[k, 5] * turn + 5.0 * rows_[k, 6])
        power = rows_[k, 10] * breath
        tone = int(rows_[k, 9])
        soft = 1.2 / radius + 0.05 + 0.10 * near
        for j in range(max(0, int(cy - radius) - 2), min(rows, int(cy + radius) + 3)):
            for i in range(max(0, int(cx - radius) - 2), min(columns, int(cx + radius) + 3)):
                dx, dy = (i + 0.5 - cx) / radius, (j + 0.5 - cy) / radius
                d = math.sqrt(dx * dx + dy * dy)
                if blades > 0.0 and d > 0.3:
                    angle = math.atan2(dy, dx) + 0.3
                    part = 6.2832 / blades
                    angle = angle - part * math.floor(angle / part) - 0.5 * part
                    d = d * (0.72 + 0.28 * math.cos(angle) / math.cos(0.5 * part))
                if d > 1.0:
                    continue
                inside = smoothstep(1.0, 1.0 - soft, d)
                rim = smoothstep(0.55, 0.93, d) * inside
                body = power * (0.48 * inside + 0.52 * rim)
                for c in range(3):
                    fringe = 1.0 + 0.16 * dx * (1.0 if c == 0 else (-1.0 if c == 2 else 0.0)) * rim
                    add = body * tones[tone, c] * fringe
                    if light:
                        # On paper light discs are panes of colour.
                        out[j, i, c] += (tones[tone, c] - out[j, i, c]) * body * 0.62
                    else:
                        out[j, i, c] = 1.0 - (1.0 - out[j, i, c]) * (1.0 - min(1.0, add))


@kernel
def _place(
    shape: int, u: float, v: float, w: float, turn: float, seed: int
) -> tuple[float, float, float]:
    """A particle's place on its body, of about one unit."""
    a = 6.2832 * u
    if shape == 0:
        # A ball that breathes.
        z = 2.0 * v - 1.0
        r = math.sqrt(max(0.0, 1.0 - z * z))
        x, y = r * math.cos(a), r * math.sin(a)
        n = value_noise(1.7 * x + math.cos(turn) + 5.0, 1.7 * y + math.sin(turn) + 3.0 * z, seed)
        k = 0.62 + 0.55 * n + 0.05 * w
        return k * x, k * z, k * y
    if shape == 1:
        # A ring that twists.
        b = 6.2832 * v + 2.0 * a + turn
        r = 0.30 * (0.55 + 0.45 * w) * (1.0 + 0.35 * math.sin(3.0 * a + turn))
        return (
            (0.85 + r * math.cos(b)) * math.cos(a),
            r * math.sin(b),
            (0.85 + r * math.cos(b)) * math.sin(a),
        )
    if shape == 2:
        # A galaxy.
        r = 0.06 + 1.15 * v**0.75
        arm = math.floor(3.0 * u) * 2.0944
        b = arm + 3.2 * r + (w - 0.5) * 1.1 / (0.5 + r) + turn
        h = 0.10 * (2.0 * ((7.31 * u + 3.7 * w) % 1.0) - 1.0) * math.exp(-r)
        return r * math.cos(b), h + 0.05 * math.sin(3.0 * b + turn), r * math.sin(b)
    if shape == 3:
        # Two strands around each other.
        h = 2.0 * (u - 0.5) * 1.5
        side = 3.1416 if v > 0.5 else 0.0
        b = 4.2 * h + side + turn
        r = 0.46 + 0.10 * math.sin(2.0 * h + turn)
        spill = (w - 0.5) * abs(w - 0.5) * 4.0
        s = 0.34 * spill
        t = 0.34 * ((v * 37.0) % 1.0 - 0.5) * (0.3 + abs(spill))
        return h + t, (r + s) * math.cos(b), (r + s) * math.sin(b)
    # A sheet in waves.
    x, z = 3.2 * (u - 0.5), 2.2 * (v - 0.5)
    y = 0.22 * math.sin(2.6 * x + turn) * math.cos(2.2 * z - turn) + 0.12 * math.sin(
        4.4 * z + 1.7 * x + turn
    )
    return x, y - 0.05 + 0.03 * w, z


@kernel
def draw_swarm(
    out: Floats,
    count: int,
    shape: int,
    tones: Floats,
    lens: NDArray[np.float64],
    turn: float,
    tilt: float,
    size: float,
    power: float,
    seed: int,
    light: bool,
) -> None:
    """Particles with short tails, the near and far ones out of focus."""
    rows, columns = out.shape[0], out.shape[1]
    turns = shape < 3
    spin = turn if turns else 0.35 * math.sin(turn)
    tails = 5
    for k in range(count):
        u = (k * 0.6180339887) % 1.0
        v = (k * 0.7548776662 + 0.31) % 1.0
        w = (k * 0.5698402910 + 0.77) % 1.0
        stray = 1.0 if k % 9 else 1.0 + 1.1 * ((k * 0.137) % 1.0) ** 2
        for tail in range(tails):
            when = turn - 0.030 * tail
            x, y, z = _place(shape, u, v, w, when, seed)
            x, y, z = x * stray, y * stray, z * stray
            angle = spin - 0.030 * tail * (1.0 if turns else 0.0)
            c, s = math.cos(angle), math.sin(angle)
            if shape in (2, 4):
                c, s = 1.0, 0.0
            x, z = c * x + s * z, -s * x + c * z
            ct, st = math.cos(tilt), math.sin(tilt)
            y, z = ct * y - st * z, st * y + ct * z
            depth = 3.1 - z
            if depth < 0.7:
                continue
            scale = size * lens[2] / depth * 3.1
            fx = 0.5 * columns + (x * scale - lens[0] * (1.2 + 0.5 * z)) * rows
            fy = 0.5 * rows - (y * scale - lens[1] * (1.2 + 0.5 * z)) * rows
            blur = abs(z) * 0.0016 + 0.0008
            radius = max(0.85, blur * rows * (0.7 + 0.6 * w))
            strength = power * (1.0 - tail / tails) ** 1.6 * (0.25 + 0.75 * w * w)
            strength *= min(1.0, 1.6 / (radius * radius) + 0.05) * (0.62 + 0.45 * z)
            if strength <= 0.003 or fx < -8 or fy < -8 or fx > columns + 8 or fy > rows + 8:
                continue
            mixing = min(0.999, max(0.0, 0.5 + 0.42 * y + 0.25 * (w - 0.5)))
            a = int(mixing * 3.0)
            f = mixing * 3.0 - a
            for j in range(max(0, int(fy - 2.0 * radius)), min(rows, int(fy + 2.0 * radius) + 2)):
                for i in range(
                    max(0, int(fx - 2.0 * radius)), min(columns, int(fx + 2.0 * radius) + 2)
                ):
                    d2 = ((i + 0.5 - fx) ** 2 + (j + 0.5 - fy) ** 2) / (radius * radius)
                    if d2 > 4.0:
                        continue
                    body = strength * math.exp(-1.4 * d2)
                    for ch in range(3):
                        tone = tones[a, ch] * (1.0 - f) + tones[a + 1, ch] * f
                        if light:
                            out[j, i, ch] += (0.82 * tone - out[j, i, ch]) * min(1.0, body * 2.2)
                        else:
                            out[j, i, ch] += (1.0 - out[j, i, ch]) * min(1.0, body * tone)
