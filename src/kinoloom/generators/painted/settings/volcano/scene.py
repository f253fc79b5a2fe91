"""Volcanoes: sky, plume, the cone or the caldera, its lava, and the land before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Layer, place
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.deep.clock import Clock
from kinoloom.generators.painted.settings.falls.cascade import drift_tile
from kinoloom.generators.painted.settings.mountains.lake import Lake
from kinoloom.generators.painted.settings.mountains.looks import water_of, woods_of
from kinoloom.generators.painted.settings.mountains.pines import Band, forest_band
from kinoloom.generators.painted.settings.volcano.eruption import eruption_of
from kinoloom.generators.painted.settings.volcano.land import far_land, near_land
from kinoloom.generators.painted.settings.volcano.looks import (
    LAVA_LIGHT,
    LAVA_RGB,
    stone_of,
    triple,
)
from kinoloom.generators.painted.settings.volcano.place import site_of

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import SceneSpec

_SKY_PARALLAX = 0.015


class Volcano:
    """The setting "volcano"."""

    closes = True

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._clock = Clock(self._seconds, spec.loop)
        self._move = move_for(spec, canvas, self._seconds)
        self._site = site_of(spec, canvas)
        self._light = daylight_of(spec)
        tile = drift_tile(spec.seed)
        self._sky = self._paint_sky()
        far = far_land(spec, canvas, self._site, self._light)
        near = near_land(spec, canvas, self._site, self._light)
        self._eruption = eruption_of(
            spec, canvas, self._site, self._light, self._clock, tile, far, near
        )
        self._far = Layer(far.rgba, far.parallax)
        self._woods = self._paint_woods()
        self._near = Layer(near.rgba, 1.0, shear=self._site.ground)
        focus_for(
            spec, canvas, subject_parallax=self._site.ground.parallax_at(self._site.feet_px)
        ).see(self._sky, self._far, self._woods, self._near)
        self._lake = self._make_lake() if self._site.kind == "lake" else None
        self._conditions = Conditions(
            spec, canvas, self._light, horizon_y_px=self._site.horizon_px,
            splashes=self._site.kind != "caldera", seconds=self._seconds,
            source_px=self._eruption.vent_px,
        )  # fmt: skip
        self._cast = self._make_cast()
        self._grade = grade_for(spec, canvas)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._sky.draw(frame, pose, canvas)
        self._eruption.draw_behind(frame, t_s, pose)
        self._far.draw(frame, pose, canvas)
        self._eruption.draw_far(frame, t_s, pose)
        if self._woods is not None:
            self._woods.draw(frame, pose, canvas)
        self._conditions.draw_far(frame, t_s, pose)
        if self._lake is not None:
            self._draw_lake(frame, t_s, pose, self._lake)
        self._near.draw(frame, pose, canvas)
        self._eruption.draw_near(frame, t_s, pose)
        self._conditions.draw_splashes(frame, t_s)
        if self._cast is not None:
            self._cast.draw(frame, t_s, pose)
        self._eruption.draw_before(frame, t_s, pose)
        self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    def _draw_lake(self, frame: NDArray[np.uint8], t_s: float, pose: Pose, lake: Lake) -> None:
        """The water; a film that loops fades its first ripples in over its last."""
        site, canvas = self._site, self._canvas
        far = site.ground.far_parallax
        _, shore, _ = place(0.0, site.horizon_px + 2 * canvas.unit, far, pose, canvas)
        sun_x, _, _ = place(*site.sun_px, _SKY_PARALLAX, pose, canvas)
        fade = t_s / self._seconds if self._spec.loop else 0.0
        before = frame.copy() if fade > 0 else frame
        lake.draw(frame, t_s, pose, shore_y_px=shore, sun_x_px=sun_x)
        if fade > 0:
            lake.draw(before, t_s - self._seconds, pose, shore_y_px=shore, sun_x_px=sun_x)
            cv2.addWeighted(frame, 1 - fade, before, fade, 0, dst=frame)

    # -- painting -----------------------------------------------------------------------------

    def _paint_sky(self) -> Layer:
        spec, site = self._spec, self._site
        sky = paint_sky(
            self._canvas, spec.time, spec.weather, sun_x_px=site.sun_px[0],
            sun_y_px=site.sun_px[1], horizon_y_px=site.horizon_px, palette=self._light,
            seed=spec.seed, sights=sights_of(spec),
        )  # fmt: skip
        opaque = np.ones((*sky.shape[:2], 1), np.float32)
        return Layer(np.concatenate([sky, opaque], axis=-1), _SKY_PARALLAX)

    def _paint_woods(self) -> Layer | None:
        """Trees at the volcano's foot, where something grows."""
        spec, site, canvas = self._spec, self._site, self._canvas
        if site.kind not in ("lake", "plain") or stone_of(spec).green_line < 0.15:
            return None
        unit = canvas.unit
        crowd = canvas.paint_width_px / (2304 * unit)
        band = Band(
            site.horizon_px + 3 * unit, 30 * unit, round(900 * crowd), 9 * unit, 26 * unit,
            0.28 + 0.6 * self._light.density, 0.22 + 0.5 * self._light.density,
        )  # fmt: skip
        picture = forest_band(
            canvas, self._light, woods_of(spec), band, sun_x_px=site.sun_px[0],
            seed=spec.seed + 41,
        )  # fmt: skip
        return Layer(picture, 1.3 * site.ground.far_parallax)

    def _make_lake(self) -> Lake:
        site, canvas = self._site, self._canvas
        above = site.horizon_px - site.summit_px + 0.16 * canvas.height_px
        below = canvas.margin_y_px + canvas.height_px - site.horizon_px
        return Lake(
            canvas, water_of(self._spec, self._light),
            stretch=float(np.clip(above / below, 1.0, 1.75)),
            far_parallax=site.ground.far_parallax, near_parallax=1.0, seed=self._spec.seed,
        )  # fmt: skip

    def _make_cast(self) -> Cast | None:
        spec, site, canvas = self._spec, self._site, self._canvas
        if not spec.subjects:
            return None
        size = 0.74 if site.kind == "caldera" else 0.92
        edge = 0.0
        if site.edge_z > 0:
            run = site.feet_px - site.horizon_px
            edge = site.horizon_px + run * 1.12 * self._feet_z() / site.edge_z
        return Cast(
            spec, canvas, self._rig(),
            ground_y_px=site.feet_px, parallax=site.ground.parallax_at(site.feet_px),
            seconds=self._seconds, move=self._move, ground=site.ground, x_px=self._middle_px(),
            ground_rgb=triple(rgb(stone_of(spec).ash)), horizon_y_px=site.horizon_px,
            height_px=size * subject_height_px(spec, canvas),
            sun_px=site.sun_px if spec.hour != "day" else None,
            footprints=0.7 if spec.season == "winter" or spec.weather == "snow" else 0.0,
            haze=0.12 * self._light.density, farthest_y_px=edge,
        )  # fmt: skip

    def _middle_px(self) -> float | None:
        """Where those in the shot are: beside the river of lava."""
        if self._site.kind != "river":
            return None
        return self._canvas.paint_width_px / 2 + 0.22 * self._site.side * self._canvas.width_px

    def _rig(self) -> Rig:
        """The hour's light; lava near by lights from behind and from below."""
        site = self._site
        x, y, z = site.sun
        rig = self._light.rig((x, -y, max(0.25, -z + 0.3)))
        if not site.lava or site.kind in ("plain", "lake"):
            return rig
        share = 0.75 * min(1.0, LAVA_LIGHT[self._spec.hour])
        aside = 0.0 if site.kind == "caldera" else -0.8 * site.side
        return replace(
            rig,
            rim_dir=(aside, -0.6 if aside else -1.0, 0.0),
            rim_rgb=triple(mix(rig.rim_rgb, 1.2 * LAVA_RGB, share)),
            bounce_rgb=triple(mix(rig.bounce_rgb, 0.75 * LAVA_RGB, share)),
        )

    def _feet_z(self) -> float:
        """How far away the cast stands."""
        site = self._site
        run = site.feet_px - site.horizon_px
        return site.eye_height * 1250.0 * self._canvas.unit / run
