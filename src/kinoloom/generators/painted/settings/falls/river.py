"""A river that winds through a green valley: the lake view's peaks, a plain, flowing water."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.rainbow import add_rainbow
from kinoloom.generators.painted.air.sky import sights_of
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.settings.falls.atmosphere import Atmosphere
from kinoloom.generators.painted.settings.falls.bends import CROSSED, course_of
from kinoloom.generators.painted.settings.falls.bridge import (
    BRIDGES,
    Crossing,
    bridge_of,
    paint_bridge,
)
from kinoloom.generators.painted.settings.falls.cascade import drift_tile, tile_at
from kinoloom.generators.painted.settings.falls.reflections import paint_images
from kinoloom.generators.painted.settings.falls.valley import paint_plain, tree_planes
from kinoloom.generators.painted.settings.mountains.lake import Lake
from kinoloom.generators.painted.settings.mountains.looks import soil_of, water_of
from kinoloom.generators.painted.settings.mountains.scene import Mountains

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.easel.layer import Layer, Shear
    from kinoloom.generators.painted.settings.falls.bends import Course
    from kinoloom.generators.painted.settings.mountains.lake import Water
    from kinoloom.generators.painted.spec import Hour, SceneSpec

_PALE: dict[Hour, float] = {"day": 1.0, "golden_hour": 0.6, "dawn": 0.5, "dusk": 0.0, "night": 0.2}
"""How pale a veiled sky is, against the land."""


class Stream(Lake):
    """The river's water and the land it is seen between."""

    course: Course
    ground: Shear
    plain: Layer
    images: Layer
    """The trees' and the banks' images in the water."""
    trees: tuple[Layer, ...] = ()
    bridge: Layer | None = None
    behind = 0
    """How many of the planes of trees a bridge stands before."""
    tile: NDArray[np.float32]
    pace = 1.0

    def defocus(self, focus: Focus) -> None:
        """The land that the water is seen between, as a lens sees it."""
        focus.see(self.plain, self.images, *self.trees, self.bridge)

    def draw(
        self,
        frame_u8: NDArray[np.uint8],
        t_s: float,
        pose: Pose,
        *,
        shore_y_px: float,
        sun_x_px: float,
    ) -> None:
        """Mirror, flow lines and glints, then the land, farthest first."""
        super().draw(frame_u8, t_s, pose, shore_y_px=shore_y_px, sun_x_px=sun_x_px)
        self.images.draw(frame_u8, pose, self._canvas)
        self._draw_flow(frame_u8, t_s, pose)
        self.plain.draw(frame_u8, pose, self._canvas)
        far, near = self.trees[: self.behind], self.trees[self.behind :]
        crossing = () if self.bridge is None else (self.bridge,)
        for layer in (*far, *crossing, *near):
            layer.draw(frame_u8, pose, self._canvas)

    def _draw_flow(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        canvas, course = self._canvas, self.course
        rows = np.arange(len(course.near), dtype=np.float32) + course.first_row
        parallax = self.ground.far_parallax + self.ground.slope_per_px * (
            rows - self.ground.horizon_y_px
        )
        # The same projection as a layer's, one row at a time.
        scale = 1 / (1 - (1 - 1 / pose.zoom) * (0.25 + 0.75 * parallax))
        centre_x, centre_y = canvas.width_px / 2, canvas.height_px / 2
        seen_y = (rows - canvas.margin_y_px - centre_y - pose.y_px * parallax) * scale + centre_y
        middle = course.middle_px - canvas.margin_x_px - centre_x - pose.x_px * parallax
        frame_rows = np.arange(frame_u8.shape[0], dtype=np.float32)
        near = np.interp(frame_rows, seen_y, course.near, left=0.0).astype(np.float32)
        middles = np.interp(frame_rows, seen_y, middle * scale + centre_x).astype(np.float32)
        halves = np.interp(frame_rows, seen_y, course.half_px * scale).astype(np.float32)
        numbers = np.array([t_s * self.pace, self._look[1]], np.float32)
        ink = np.asarray(self._colours, np.float32)
        _flow(frame_u8, self.tile, near, middles, halves, numbers, ink)


class River(Mountains):
    """The setting "river": a lake view's peaks and weather, with a plain and a river below."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        super().__init__(spec, canvas, fps, frame_count)
        if self._cast is None:
            self._shore = None
        self._effects = Atmosphere(spec, canvas, self._light, self._seconds)

    def _sharp_parallax(self) -> float:
        """At the cast or the bridge; else in the middle of the plain."""
        if any(one.noun not in BRIDGES for one in self._spec.subjects):
            return super()._sharp_parallax()
        canvas, vista = self._canvas, self._vista
        bottom = canvas.margin_y_px + canvas.height_px
        return vista.ground.parallax_at(vista.shore_y_px + CROSSED * (bottom - vista.shore_y_px))

    def _paint_spits(self) -> list[Layer]:
        return []

    def _make_lake(self) -> Lake:
        spec, canvas, vista = self._spec, self._canvas, self._vista
        look = _clear(water_of(spec, self._light), self._light, spec.hour)
        above = vista.shore_y_px - canvas.margin_y_px
        below = canvas.margin_y_px + canvas.height_px - vista.shore_y_px
        stream = Stream(
            canvas, look, stretch=float(np.clip(above / below, 1.0, 2.2)), far_parallax=0.34,
            near_parallax=1.0, seed=spec.seed,
        )  # fmt: skip
        course = course_of(spec, canvas, vista)
        stream.course, stream.ground = course, vista.ground
        stream.tile = drift_tile(spec.seed)
        stream.pace = 0.7 + 0.6 * spec.motion + 0.5 * (spec.weather in ("storm", "rain"))
        soil = soil_of(spec)
        stream.plain = paint_plain(spec, canvas, self._light, course, vista, soil)
        planes = tree_planes(spec, canvas, self._light, course, vista, self._woods)
        stream.trees = tuple(planes.layers)
        stream.images = paint_images(canvas, self._light, course, vista, soil, planes.rows)
        stream.bridge = self._make_bridge(course)
        stream.behind = max(0, len(stream.trees) - 1)
        return stream

    def _make_bridge(self, course: Course) -> Layer | None:
        spec, canvas, vista = self._spec, self._canvas, self._vista
        noun = bridge_of(spec)
        if noun is None:
            return None
        row = course.first_row + CROSSED * (
            canvas.margin_y_px + canvas.height_px - course.first_row
        )
        _, middle, half = course.at(row)
        wet = np.zeros((canvas.paint_height_px, canvas.paint_width_px), np.float32)
        xs = np.arange(canvas.paint_width_px, dtype=np.float32)[None, :]
        bank = course.half_px[:, None] - np.abs(xs - course.middle_px[:, None])
        wet[course.first_row :] = np.clip(bank / (4 * canvas.unit), 0, 1)
        at = Crossing(
            middle, row, half, canvas.paint_width_px / 2, vista.shore_y_px, vista.sun_x_px,
            vista.ground.parallax_at(row),
        )  # fmt: skip
        snow = soil_of(spec).snow
        return paint_bridge(noun, spec, canvas, self._light, at, snow=snow, haze=0.06, wet=wet)

    def _paint_sky(self) -> NDArray[np.float32]:
        sky = super()._paint_sky()
        if "rainbow" not in sights_of(self._spec):
            return sky
        return add_rainbow(
            sky, self._canvas, self._light, sun_x_px=self._vista.sun_x_px,
            horizon_y_px=self._vista.shore_y_px,
        )  # fmt: skip


def _clear(water: Water, light: Daylight, hour: Hour) -> Water:
    """A river's water: looked into near the eye it is dark, or a pale sky makes a road of it.

    When the land is dark the water is what is left of the sky: then it has to mirror.
    """
    bright = min(1.0, max(0.0, (sum(light.haze_rgb) / 3 - 0.35) / 0.3))
    veiled = max(light.cover, light.density) * _PALE[hour] * bright
    deep = np.asarray(water.deep_rgb) * (1 - 0.5 * veiled)
    return water._replace(
        deep_rgb=(float(deep[0]), float(deep[1]), float(deep[2])),
        clarity=max(0.16, water.clarity + 0.22 * veiled - 0.16 * (1 - _PALE[hour])),
        roughness=0.85 * water.roughness + 0.1,
    )


@kernel
def _flow(
    frame: NDArray[np.uint8],
    tile: NDArray[np.float32],
    near: NDArray[np.float32],
    middle: NDArray[np.float32],
    half: NDArray[np.float32],
    numbers: NDArray[np.float32],
    ink: NDArray[np.float32],
) -> None:
    t, glitter = numbers[0], numbers[1]
    one, zero = np.float32(1.0), np.float32(0.0)
    for y in range(frame.shape[0]):
        k = near[y]
        if k <= np.float32(0.002):
            continue
        far = np.float32(math.log(k + np.float32(0.03)))
        wide = half[y]
        # Lines follow the bends: their place is the share of the width from the middle.
        lanes = np.float32(5.0) + np.float32(5.0) * k
        for x in range(max(0, int(middle[y] - wide)), min(frame.shape[1], int(middle[y] + wide))):
            side = (np.float32(x) - middle[y]) / wide
            swift = one - np.float32(0.45) * side * side
            along = far * np.float32(3.4) - t * np.float32(0.34)
            line = tile_at(tile, side * lanes, along)
            fine = tile_at(
                tile,
                side * lanes * np.float32(2.7) + np.float32(5.0),
                far * np.float32(8.5) - t * np.float32(0.85),
            )
            wave = np.float32(0.6) * line + np.float32(0.4) * fine
            glint = min(one, max(zero, (wave * swift - np.float32(0.62)) * np.float32(1.3)))
            dark = min(one, max(zero, -wave - np.float32(0.35))) * np.float32(0.26)
            bank = max(zero, abs(side) - np.float32(0.72)) * np.float32(1.5)
            shine = glint * (np.float32(0.07) + np.float32(0.22) * glitter)
            for c in range(3):
                value = np.float32(frame[y, x, c])
                value += (ink[0, c] * np.float32(0.8) - value) * min(one, dark + bank)
                value += (ink[2, c] * np.float32(0.4) + ink[1, c] * np.float32(0.6) - value) * shine
                frame[y, x, c] = np.uint8(min(np.float32(255), max(zero, value + np.float32(0.5))))
