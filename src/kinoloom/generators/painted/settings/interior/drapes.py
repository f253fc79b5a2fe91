"""Curtains that breathe: cloth beside a window, its folds drawn anew for every frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import smoothstep, value_noise
from kinoloom.generators.painted.settings.interior.room import onto_frame

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.interior.room import Room

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Curtain:
    """One panel on a wall: hung from u (fixed) to u + wide m, between v0 and v1.

    `sheer` 0..1 lets light and view through; colours are sRGB: where light falls on it, and
    where it shines through it.
    """

    wall: int
    u_m: float
    wide_m: float
    v0_m: float
    v1_m: float
    sheer: float
    lit_rgb: tuple[float, float, float]
    through_rgb: tuple[float, float, float]
    breath: float
    phase: float


@kernel
def _draw_rows(
    frame: NDArray[np.uint8],
    first: int,
    last: int,
    x0: int,
    x1: int,
    back: Floats,
    c: Floats,
    t: float,
) -> None:
    """`c`: u, wide, v0, v1, sheer, lit rgb, through rgb, breath, phase, inner edge 1 or -1."""
    width = abs(c[1])
    side = 1.0 if c[1] > 0 else -1.0
    tall = c[3] - c[2]
    turn = t + c[12]
    for y in range(first, last):
        for x in range(x0, x1):
            z = 1.0 / (back[2, 0] * x + back[2, 1] * y + back[2, 2])
            u = (back[0, 0] * x + back[0, 1] * y + back[0, 2]) * z
            v = (back[1, 0] * x + back[1, 1] * y + back[1, 2]) * z
            if v < c[2] - 0.06 or v > c[3]:
                continue
            down = (c[3] - v) / tall
            q = (u - c[0]) * side
            if q < -0.1 or q > width * 1.5:
                continue
            # It is gathered at the rod and billows below.
            billow = (
                c[11]
                * down**1.5
                * (
                    0.55 * math.sin(0.9 * turn - 1.4 * down)
                    + 0.30 * math.sin(1.7 * turn - 2.6 * down + 1.0)
                    + 0.45
                )
            )
            spread = 1.0 + billow * 1.3 + 0.05 * down
            s = q / (width * spread)
            edge = smoothstep(1.0, 0.985, s) * smoothstep(-0.012, 0.0, s)
            hem = c[2] + 0.025 * math.sin(s * 21.0 + turn)
            edge *= smoothstep(hem - 0.008, hem + 0.008, v)
            if edge <= 0.0:
                continue
            folds = width * 17.0
            f = s * folds + 0.5 * math.sin(1.1 * turn - 2.2 * down + 2.0 * s) * down * (
                0.4 + 4.0 * c[11]
            )
            f += 1.3 * value_noise(s * 5.0, 0.35 * v + 0.1 * turn, 3) * (0.3 + down)
            wave = math.sin(6.2832 * f / 2.0)
            slope = math.cos(6.2832 * f / 2.0)
            deep = 0.5 + 0.5 * wave
            front = 0.60 + 0.22 * slope + 0.22 * deep
            thick = 1.0 - 0.45 * (1.0 - deep) * (1.0 - deep) - 0.25 * abs(slope)
            hemmed = 0.78 if v < hem + 0.07 and v > hem + 0.062 else 1.0
            top = 1.0 - 0.25 * smoothstep(0.05, 0.0, down)
            alpha = edge * (1.0 - c[4] * (0.62 * deep + 0.14))
            for k in range(3):
                tone = hemmed * top * (c[5 + k] * front + c[8 + k] * thick)
                value = frame[y, x, k] * (1.0 - alpha) + 255.0 * alpha * min(1.0, tone)
                frame[y, x, k] = np.uint8(min(255.0, value + 0.5))


class Drapes:
    """The curtains of a room. Draw them after the walls."""

    def __init__(self, room: Room, canvas: Canvas, curtains: list[Curtain]) -> None:
        self._canvas, self._room = canvas, room
        self._curtains = curtains
        self._slopes = room.slopes()
        self._maps = [room.on_wall(each.wall, beyond_m=-0.07) for each in curtains]

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        canvas = self._canvas
        for curtain, to_wall in zip(self._curtains, self._maps, strict=True):
            forward = onto_frame(self._slopes[curtain.wall], pose, canvas)
            back = np.asarray(to_wall @ np.linalg.inv(forward), np.float64)
            box = self._box(curtain, np.asarray(np.linalg.inv(back), np.float64))
            if box is None:
                continue
            x0, y0, x1, y1 = box
            numbers = np.array(
                [curtain.u_m, curtain.wide_m, curtain.v0_m, curtain.v1_m, curtain.sheer,
                 *curtain.lit_rgb, *curtain.through_rgb, curtain.breath, curtain.phase]
            )  # fmt: skip

            def rows(
                first: int, last: int, y0: int = y0, x0: int = x0, x1: int = x1,
                back: Floats = back, numbers: Floats = numbers,
            ) -> None:  # fmt: skip
                _draw_rows(frame, y0 + first, y0 + last, x0, x1, back, numbers, t_s)

            in_bands(y1 - y0, rows)

    def _box(self, curtain: Curtain, ahead: Floats) -> tuple[int, int, int, int] | None:
        reach = curtain.wide_m * 1.5
        us = (curtain.u_m - 0.1 * math.copysign(1, reach), curtain.u_m + reach)
        points = np.array([[u, v, 1.0] for u in us for v in (curtain.v0_m - 0.06, curtain.v1_m)])
        seen = points @ ahead.T
        if (seen[:, 2] * seen[0, 2] <= 0).any():
            return None
        xs, ys = seen[:, 0] / seen[:, 2], seen[:, 1] / seen[:, 2]
        x0, x1 = max(0, int(xs.min())), min(self._canvas.width_px, int(xs.max()) + 1)
        y0, y1 = max(0, int(ys.min())), min(self._canvas.height_px, int(ys.max()) + 1)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None
