"""The open water: its depth of colour, the surface seen from below, and shafts of light."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.settings.deep.light_kernels import (
    add_shafts,
    enlarge,
    paint_open_water,
    shaft_table,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.deep.clock import Clock
    from kinoloom.generators.painted.settings.deep.illumination import Illumination
    from kinoloom.generators.painted.settings.deep.place import Place
    from kinoloom.generators.painted.spec import SceneSpec

_DIRECTIONS = 1024
_REACH = 3.2
_PARALLAX = 0.05
_RINGS = 84


class OpenWater:
    """Everything that is not a thing. Draw it first, its shafts again before what is near."""

    def __init__(
        self, spec: SceneSpec, canvas: Canvas, site: Place, light: Illumination, clock: Clock
    ) -> None:
        self._canvas, self._site, self._light, self._clock = canvas, site, light, clock
        self._seed = spec.seed % 9001 + 17
        self._step = 2 if min(canvas.width_px, canvas.height_px) >= 360 else 1
        rows = -(-canvas.height_px // self._step)
        columns = -(-canvas.width_px // self._step)
        self._small = np.empty((rows, columns, 3), np.float32)
        self._shafts = np.empty((rows, columns), np.float32)
        rng = np.random.default_rng(404)
        self._dither = rng.random((64, 64), dtype=np.float32)
        self._table = np.empty(_DIRECTIONS, np.float32)
        water = light.water
        self._colours = np.array([water.surface_rgb, water.ray_rgb], np.float32)
        self._ramp = np.ascontiguousarray(water.ramp_rgb, np.float32)
        wet = {"rain": 1.0, "storm": 1.0}.get(spec.weather, 0.0)
        self._rings = rng.random((_RINGS, 3)) if wet else None

    def draw(
        self, frame: NDArray[np.uint8], t_s: float, pose: Pose, tile: NDArray[np.uint8]
    ) -> None:
        """Fill the frame."""
        canvas, site, water, clock = self._canvas, self._site, self._light.water, self._clock
        turn = clock.turn(t_s, 0.045)
        shaft_table(self._table, _REACH, math.cos(turn), math.sin(turn), self._seed)
        light_x, light_y, _ = place(site.light_x_px, site.light_y_px, _PARALLAX, pose, canvas)
        top, run = self._light.ramp_px
        _, ramp_y, scale = place(0.0, top, 0.12, pose, canvas)
        _, surface_y, _ = place(0.0, site.surface_y_px, _PARALLAX, pose, canvas)
        roll = 9.0 * math.sin(clock.turn(t_s, 0.11)) * water.chop
        view = np.array(
            [self._step, canvas.width_px, canvas.height_px, light_x,
             min(light_y, -0.02 * canvas.height_px), ramp_y, run * scale, surface_y, water.chop,
             pose.x_px * 0.10, _REACH, water.rays, roll]
        )  # fmt: skip
        small, shafts = self._small, self._shafts
        in_bands(
            len(small),
            lambda a, b: paint_open_water(
                small, shafts, view, self._ramp, self._colours, self._table, tile, a, b
            ),
        )
        if self._rings is not None:
            self._draw_rings(small, t_s, surface_y)
        in_bands(
            canvas.height_px, lambda a, b: enlarge(small, frame, self._dither, self._step, a, b)
        )

    def draw_shafts(self, frame: NDArray[np.uint8]) -> None:
        """Light in the water between the camera and what was drawn so far."""
        if self._light.water.rays < 0.04:
            return
        colour = self._colours[1] * np.float32(0.34)
        in_bands(
            self._canvas.height_px,
            lambda a, b: add_shafts(frame, self._shafts, colour, self._dither, self._step, a, b),
        )

    def _draw_rings(self, small: NDArray[np.float32], t_s: float, surface_y: float) -> None:
        """Drops on the surface, seen from below: rings that widen and fade."""
        rows = int(min(len(small), max(8.0, surface_y / self._step)))
        sheet = np.zeros((rows, small.shape[1]), np.float32)
        rate = self._clock.rate_hz(0.9)
        assert self._rings is not None
        for k, (u, v, w) in enumerate(self._rings):
            lap = t_s * rate + w
            age = lap % 1.0
            at = (u + 0.618 * math.floor(lap) * (1 + k % 3)) % 1.0
            near = 0.12 + 0.88 * v
            y = rows * (1 - near)
            wide = (0.008 + 0.075 * age) * near * small.shape[1]
            tone = 1.0 * (1 - age) ** 1.4
            centre = (int(at * small.shape[1] * 16), int(y * 16))
            axes = (max(16, int(wide * 16)), max(8, int(wide * 0.30 * near * 16)))
            cv2.ellipse(sheet, centre, axes, 0, 0, 360, tone, 1, cv2.LINE_AA, 4)
        soft = cv2.GaussianBlur(sheet, (0, 0), 0.8)[..., None]
        small[:rows] += soft * (self._colours[0] * np.float32(255 * 0.6))
