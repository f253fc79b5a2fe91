"""Sails far out: small triangles on the water that cross slowly and rock."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.sea.outlook import Outlook

_MAST_M = 12.0
_SPEED_M_PER_S = 2.4
_BITS = 4


class Sails:
    """A few boats between here and the horizon."""

    def __init__(
        self,
        canvas: Canvas,
        outlook: Outlook,
        light: Daylight,
        *,
        sun_x_px: float,
        sun_side: int,
        air_rgb: NDArray[np.float32],
        sight_m: float,
        seed: int,
        seconds: float,
    ) -> None:
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5A17])
        count = int(rng.integers(3, 6))
        self._canvas, self._outlook = canvas, outlook
        self._half_s = seconds / 2
        self._distance_m = np.sort(rng.uniform(170, 620, count))[::-1]
        self._x_px = (canvas.margin_x_px
                      + (np.arange(count) + rng.uniform(0.1, 0.9, count)) / count
                      * canvas.width_px)  # fmt: skip
        rng.shuffle(self._x_px)
        self._heading = 1.0 if rng.random() < 0.5 else -1.0
        self._phase = rng.random(count)
        white = np.clip(np.asarray(light.ambient_rgb) * 0.72
                        + np.asarray(light.key_rgb) * 0.48, 0, 1)  # fmt: skip
        shade = np.clip(np.asarray(light.ambient_rgb) * 0.75, 0, 1)
        inks = []
        for x, distance in zip(self._x_px, self._distance_m, strict=True):
            far = 0.85 * (1 - math.exp(-distance / (0.35 * sight_m)))
            before = abs(x - sun_x_px) < 260 * canvas.unit
            lit = mix(white, shade, 0.75 if before else 0.1)
            air = air_rgb[int(np.clip(x, 0, len(air_rgb) - 1))]
            inks.append([mix(ink, air, far) * 255 for ink in (lit, lit * 0.8, shade * 0.35)])
        self._inks = np.array(inks)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw them as they are at a time."""
        for k in range(len(self._x_px)):
            distance = float(self._distance_m[k])
            row = self._outlook.row_at(distance)
            per_m = self._outlook.focal_px / distance
            x = float(self._x_px[k])
            x += self._heading * _SPEED_M_PER_S * (t_s - self._half_s) * per_m
            parallax = self._outlook.ground.parallax_at(row)
            sx, sy, scale = place(x, row, parallax, pose, self._canvas)
            rock = 0.05 * math.sin(1.3 * t_s + 6.28 * float(self._phase[k])) + 0.06
            bob = 0.02 * math.sin(1.9 * t_s + 9 * float(self._phase[k]))
            self._draw_boat(frame_u8, sx, sy, _MAST_M * per_m * scale, rock, bob, k)

    def _draw_boat(
        self,
        frame_u8: NDArray[np.uint8],
        x: float,
        y: float,
        tall: float,
        rock: float,
        bob: float,
        k: int,
    ) -> None:
        h = self._heading
        shapes = (
            [(-0.03, 0.10), (-0.02, 1.0), (-0.18, 0.55), (-0.34, 0.14)],
            [(0.02, 0.12), (0.0, 0.88), (0.16, 0.5), (0.30, 0.13)],
            [(-0.32, 0.08), (0.34, 0.09), (0.22, -0.03), (-0.24, -0.03)],
        )
        size = int(2.4 * tall) + 6
        left, top = int(x - size / 2), int(y - 1.4 * tall) - 2
        if left < 0 or top < 0 or left + size > frame_u8.shape[1]:
            return
        if top + size > frame_u8.shape[0]:
            return
        part = frame_u8[top : top + size, left : left + size]
        c, s = math.cos(rock), math.sin(rock)
        for shape, ink in zip(shapes, self._inks[k], strict=True):
            mask = np.zeros((size, size), np.uint8)
            points = []
            for u, v in shape:
                px, py = h * (u * c + v * s) * tall, (-(v + bob) * c + u * s) * tall
                points.append((x - left + px, y - top + py))
            places = np.round(np.array(points) * (1 << _BITS)).astype(np.int32)
            cv2.fillPoly(mask, [places], (255,), cv2.LINE_AA, _BITS)
            share = (mask.astype(np.float32) / 255)[..., None]
            part[:] = np.asarray(part + (ink - part) * share + 0.5, np.uint8)
