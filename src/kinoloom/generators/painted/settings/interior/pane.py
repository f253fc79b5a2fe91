"""Rain on a window: drops that cling and drops that run down, each a small lens."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import hash01, smoothstep
from kinoloom.generators.painted.settings.interior.room import onto_frame

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.interior.room import Room

Floats = NDArray[np.float64]
_CELL_M = 0.075
_TALL = 4.2


@kernel
def _runner(u: float, v: float, t: float, seed: int) -> tuple[float, float, float]:
    """A column of running drops: how deep inside one (and where from its middle), and its trail."""
    column = math.floor(u)
    x = u - column - 0.5
    lane = hash01(column, 1, seed)
    pace = 0.16 + 0.5 * hash01(column, 2, seed) ** 2
    y = v / _TALL + pace * t + lane * 7.0
    cell = math.floor(y)
    within = y - cell
    chance = hash01(column, cell, seed + 3)
    if chance > 0.55:
        return 0.0, 0.0, 0.0
    # It sticks, then slips; and winds a little.
    beat = 6.2832 * (0.25 * pace * t + hash01(column, cell, seed + 4))
    place = 0.30 + 0.16 * math.sin(beat + math.sin(beat + 0.5 * math.sin(beat)))
    wind = 0.20 * math.sin(v * 0.8 + 6.0 * lane) + 0.09 * math.sin(v * 2.3 + lane)
    dx = x - wind
    dy = (within - place) * _TALL
    radius = 0.17 + 0.13 * hash01(column, cell, seed + 5)
    away = math.sqrt(dx * dx + dy * dy * (0.55 if dy > 0 else 1.0)) / radius
    drop = 1.0 - smoothstep(0.80, 1.0, away)
    trail = 0.0
    if dy > 0.0:
        trail = smoothstep(0.75 * radius, 0.3 * radius, abs(dx)) * smoothstep(2.6, 0.2, dy)
    return drop, dx / radius, trail if drop < 0.5 else 0.0


@kernel
def _draw_rows(
    frame: NDArray[np.uint8],
    outside: NDArray[np.uint8],
    first: int,
    last: int,
    x0: int,
    x1: int,
    back: Floats,
    box: Floats,
    size: float,
    t: float,
    seed: int,
    power: float,
) -> None:
    """`outside` is the frame before; `size` how many pixels a metre has."""
    height, width = frame.shape[0], frame.shape[1]
    for y in range(first, last):
        for x in range(x0, x1):
            z = 1.0 / (back[2, 0] * x + back[2, 1] * y + back[2, 2])
            u = (back[0, 0] * x + back[0, 1] * y + back[0, 2]) * z
            v = (back[1, 0] * x + back[1, 1] * y + back[1, 2]) * z
            if u < box[0] or u > box[1] or v < box[2] or v > box[3]:
                continue
            a, b = u / _CELL_M, v / _CELL_M
            drop, dx, trail = _runner(a, b, t, seed)
            dy = 0.0
            if drop <= 0.0:
                drop, dx, other = _runner(a * 1.7 + 9.5, b * 1.7, 0.8 * t, seed + 50)
                trail = max(trail, other)
            if drop <= 0.0 and trail < 0.6:
                # Drops that cling: they swell, and are gone when they are too heavy.
                for layer in range(2):
                    scale = 1.3 if layer == 0 else 2.7
                    i, j = math.floor(a * scale), math.floor(b * scale)
                    h = hash01(i, j, seed + 20 + layer)
                    if h > 0.62 * power:
                        continue
                    px = i + 0.3 + 0.4 * hash01(i, j, seed + 21)
                    py = j + 0.3 + 0.4 * hash01(i, j, seed + 22)
                    life = (0.11 * t * (0.5 + h) + hash01(i, j, seed + 23)) % 1.0
                    radius = (0.10 + 0.24 * hash01(i, j, seed + 24)) * min(1.0, 3.0 * life)
                    radius *= smoothstep(1.0, 0.93, life)
                    ex, ey = a * scale - px, b * scale - py
                    away = math.sqrt(ex * ex + ey * ey) / max(radius, 1e-3)
                    if away < 1.0:
                        drop = 1.0 - smoothstep(0.8, 1.0, away)
                        dx, dy = ex / radius, ey / radius
                        break
            if drop <= 0.0 and trail <= 0.0:
                continue
            # A drop shows the view upside down, dark above and bright below.
            reach = 0.075 * size
            sx = min(width - 1, max(0, int(x - dx * reach)))
            sy = min(height - 1, max(0, int(y + (dy if dy != 0.0 else 0.35) * reach + 0.2 * reach)))
            rim = 1.0 - 0.55 * min(1.0, dx * dx + dy * dy)
            light = rim * (1.05 - 0.22 * dy)
            share = max(drop, 0.25 * trail)
            for c in range(3):
                seen = outside[sy, sx, c] * light + (26.0 * drop if dy < -0.3 else 0.0)
                if drop <= 0.0:
                    seen = outside[y, x, c] * 1.10 + 4.0
                value = frame[y, x, c] * (1.0 - share) + seen * share
                frame[y, x, c] = np.uint8(min(255.0, value + 0.5))


class Wetness:
    """Rain on all panes of a room. Draw it after the view outside and before the walls."""

    def __init__(self, room: Room, canvas: Canvas, *, power: float, seed: int) -> None:
        self._room, self._canvas = room, canvas
        self._power, self._seed = power, seed % 9973
        self._slopes = room.slopes()
        self._maps = [room.on_wall(window.wall, beyond_m=room.reveal_m) for window in room.windows]

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        canvas = self._canvas
        outside = frame.copy()
        for k, window in enumerate(self._room.windows):
            forward = onto_frame(self._slopes[window.wall], pose, canvas)
            back = self._maps[k] @ np.linalg.inv(forward)
            box = np.array([window.u0, window.u1, window.v0, window.v1])
            corners = np.array([[u, v, 1.0] for u in box[:2] for v in box[2:]])
            seen = corners @ np.linalg.inv(back).T
            if (seen[:, 2] * seen[0, 2] <= 0).any():
                continue
            xs, ys = seen[:, 0] / seen[:, 2], seen[:, 1] / seen[:, 2]
            x0, x1 = max(0, int(xs.min())), min(canvas.width_px, int(xs.max()) + 1)
            y0, y1 = max(0, int(ys.min())), min(canvas.height_px, int(ys.max()) + 1)
            if x1 <= x0 or y1 <= y0:
                continue
            size = float(np.ptp(ys)) / (window.v1 - window.v0)

            def rows(
                first: int, last: int, y0: int = y0, x0: int = x0, x1: int = x1,
                back: Floats = back, box: Floats = box, size: float = size,
            ) -> None:  # fmt: skip
                _draw_rows(
                    frame, outside, y0 + first, y0 + last, x0, x1, back, box, size, t_s,
                    self._seed, self._power,
                )  # fmt: skip

            in_bands(y1 - y0, rows)
