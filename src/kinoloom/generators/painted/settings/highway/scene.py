"""An open road: the camera drives, the land goes by, and others are on their way too."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Layer, Shear, place
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.highway.backdrop import strips_for
from kinoloom.generators.painted.settings.highway.bodies import Bodies
from kinoloom.generators.painted.settings.highway.furniture import LAMP_M, LAMP_OFFSET_M, Furniture
from kinoloom.generators.painted.settings.highway.ground import DASH_PERIOD_M, Ground
from kinoloom.generators.painted.settings.highway.lens import Lens
from kinoloom.generators.painted.settings.highway.looks import look_for
from kinoloom.generators.painted.settings.highway.plan import (
    compose,
    kind_of,
    person_height_px,
)
from kinoloom.generators.painted.settings.highway.plants import Plants
from kinoloom.generators.painted.settings.highway.traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

_FAR_PARALLAX = 0.02
_SHUTTER = 0.5
_SWAY_M_PER_PX = 0.0042
_RIDING_SWAY = 0.6
_TURNING = {"pan_left", "pan_right", "orbit"}


class Highway:
    """The setting "highway"."""

    closes = True
    """Everything returns by itself in a film that loops."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self._light = light = daylight_of(spec)
        plan = compose(spec, canvas)
        period_m = None
        if spec.loop and plan.speed_m_per_s != 0:
            # A whole number of dashes, so that the road returns too.
            way_m = DASH_PERIOD_M * max(
                1, round(abs(plan.speed_m_per_s) * self._seconds / DASH_PERIOD_M)
            )
            speed = math.copysign(way_m / self._seconds, plan.speed_m_per_s)
            plan = replace(plan, speed_m_per_s=speed)
            period_m = way_m
        self._plan, self._look = plan, look_for(spec, plan, light)
        self._horizon_px = canvas.margin_y_px + plan.horizon * canvas.height_px
        self._sun_px = (
            canvas.margin_x_px + plan.sun_x * canvas.width_px,
            canvas.margin_y_px + plan.sun_y * canvas.height_px,
        )
        self._paint_sky()
        self._strips = strips_for(spec, plan, self._look, canvas, self._sun_px[0])
        focus_for(spec, canvas, subject_parallax=1.0).see(self._sky, *self._strips)
        self._ground = Ground(plan, self._look, canvas, period_m, spec.seed)
        edge = self._ground.edge_m
        self._plants = Plants(spec, plan, self._look, light, edge, period_m)
        self._furniture = Furniture(plan, self._look, canvas, edge, period_m, spec.seed)
        if plan.has_lamps:
            spacing = self._furniture.spacing_m(LAMP_M)
            self._ground.light_lamps(
                self._furniture.lamp_laterals_m, spacing, LAMP_OFFSET_M % spacing, 11.0
            )
        self._traffic = Traffic(spec, plan, seconds=self._seconds, loops=spec.loop)
        self._bodies = Bodies(canvas, self._look, light.sky_rgb, self._sun_view())
        self._cast = self._people()
        self._conditions = Conditions(
            spec, canvas, light, horizon_y_px=self._horizon_px, seconds=self._seconds
        )
        self._grade = grade_for(spec, canvas)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas, plan = self._canvas, self._plan
        t_s = float(index / self._fps)
        pose = self._move.pose(index / max(1, self._frame_count - (0 if self._spec.loop else 1)))
        lens = self._lens(t_s, pose)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._sky.draw(frame, pose, canvas)
        across = -math.sin(lens.yaw) * plan.speed_m_per_s * t_s * lens.focal_px
        if self._spec.loop:
            across = 0.0
        turn = (lens.yaw - plan.yaw) * lens.focal_px
        for strip in self._strips:
            strip.draw(frame, lens.horizon_y_px, across, turn)
        self._conditions.draw_far(frame, t_s, pose)
        sun_x, _, _ = place(*self._sun_px, _FAR_PARALLAX, pose, canvas)
        blur_m = abs(plan.speed_m_per_s) * _SHUTTER / float(self._fps)
        rides = plan.view in ("drive", "rolling", "chase", "side", "lead")
        beam = 3.6 * self._look.beams if plan.view in ("drive", "rolling", "chase") else 0.0
        waves_s = t_s
        if self._spec.loop:
            waves_s = 0.5 * math.sin(2 * math.pi * t_s / self._seconds)
        self._ground.draw(
            frame, lens, lens.rows(), air=self._air, t_s=waves_s,
            blur_m=blur_m if rides else 0.5 * blur_m, sun_x_px=sun_x, beam=beam,
        )  # fmt: skip
        self._conditions.draw_splashes(frame, t_s)
        self._draw_upright(frame, lens, t_s, pose)
        self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    # -- drawing ------------------------------------------------------------------------------

    def _lens(self, t_s: float, pose: Pose) -> Lens:
        """Where the camera rides at a time."""
        plan, canvas = self._plan, self._canvas
        x, y, scale = place(
            canvas.margin_x_px + plan.centre_x * canvas.width_px, self._horizon_px,
            _FAR_PARALLAX, pose, canvas,
        )  # fmt: skip
        focal = plan.focal_px * scale * (1 + 0.35 * (pose.zoom - 1))
        sway = pose.x_px / canvas.unit * _SWAY_M_PER_PX
        yaw, lateral, along = plan.yaw, plan.lateral_m, plan.speed_m_per_s * t_s
        if plan.view in ("side", "chase", "lead"):
            along -= _RIDING_SWAY * sway * math.sin(yaw)
            lateral += 0.4 * sway * math.cos(yaw)
        else:
            lateral += min(1.6, max(-1.6, sway)) * (1.0 if plan.eye_m < 7 else 3.0)
        eye = plan.eye_m * (1 - 0.0006 * pose.y_px / canvas.unit)
        if self._spec.move in ("aerial", "tilt_up", "tilt_down"):
            eye *= 1 + 0.0022 * (-pose.y_px / canvas.unit) * (0.5 if plan.eye_m < 7 else 1.0)
        return Lens(focal, x, y, max(0.8, eye), yaw, lateral, along, plan.course, canvas.height_px)

    def _draw_upright(self, frame: NDArray[np.uint8], lens: Lens, t_s: float, pose: Pose) -> None:
        """Everything that stands or drives, far to near."""
        canvas, look = self._canvas, self._look
        items: list[tuple[float, Callable[[NDArray[np.uint8]], None]]] = []
        items += self._furniture.items(lens)
        for placed in self._traffic.at(t_s, lens):
            _, depth = lens.turned(np.array([placed.lateral_m]), np.array([placed.along_m]))
            # A long one's middle does not tell that its nose is before what passes it.
            before = 4.0 if placed.mesh.length_m > 8 and placed.direction > 0 else 0.0
            draw = partial(self._bodies.draw, lens=lens, placed=placed)
            items.append((float(depth[0]) - before, draw))
        standing = self._plants.standing(lens, (canvas.width_px, canvas.height_px))
        depths = np.array([row[0] for row in standing])
        floors = lens.floor_y_px(depths)
        airs = 1 - np.exp(-((depths / look.sight_m) ** 0.85))
        gust = 0.05 if self._spec.weather in ("wind", "storm") else 0.012
        sway = self._traffic.turn(t_s, 0.7)
        for (depth, sprite, seen, tall_m, mirrored), floor, air in zip(
            standing, floors, airs, strict=True
        ):
            stand = partial(
                sprite.draw, x_px=seen[0], y_px=seen[1], height_px=tall_m * seen[2],
                air_rgb=look.haze, air=air, floor_px=floor, mirrored=mirrored,
                lean=gust * math.sin(sway + tall_m * 97.0),
            )  # fmt: skip
            items.append((depth, stand))
        if self._cast is not None:
            items.append((self._plan.people_m, partial(self._cast.draw, t_s=t_s, pose=pose)))
        for _, draw in sorted(items, key=lambda item: -item[0]):
            draw(frame)

    # -- painting -----------------------------------------------------------------------------

    def _paint_sky(self) -> None:
        spec, canvas = self._spec, self._canvas
        sky = paint_sky(
            canvas, spec.time, spec.weather, sun_x_px=self._sun_px[0], sun_y_px=self._sun_px[1],
            horizon_y_px=self._horizon_px, palette=self._light, seed=spec.seed,
            sights=sights_of(spec),
        )  # fmt: skip
        row = min(sky.shape[0] - 1, int(self._horizon_px))
        band = sky[max(0, row - max(2, round(8 * canvas.unit))) : row + 1].mean(axis=0)
        band = cv2.GaussianBlur(band[None], (0, 0), 60 * canvas.unit)[0]
        left = canvas.margin_x_px
        self._air = np.ascontiguousarray(band[left : left + canvas.width_px], np.float32)
        sky = sky[: min(sky.shape[0], row + round(0.12 * canvas.paint_height_px))]
        opaque = np.ones((*sky.shape[:2], 1), np.float32)
        self._sky = Layer(np.concatenate([sky, opaque], axis=-1), _FAR_PARALLAX)

    def _sun_view(self) -> NDArray[np.float32]:
        """Toward the light as the camera sees it; a little before us, or fronts would be black."""
        plan, canvas = self._plan, self._canvas
        right = (plan.sun_x - 0.5) * 1.7 * min(1.6, canvas.width_px / canvas.height_px)
        up = 0.45 if self._spec.hour in ("dawn", "golden_hour", "dusk") else 1.0
        away = {"behind": 0.6, "front": -0.9}.get(self._spec.light, -0.42)
        if self._spec.hour in ("dawn", "golden_hour", "dusk"):
            away = 0.12
        if abs(right) < 0.4:
            right = math.copysign(0.4, right)
        vector = np.array([right, up, away], np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)

    def _people(self) -> Cast | None:
        """Subjects that do not drive stand or walk on the verge, before the road."""
        spec, canvas, plan = self._spec, self._canvas, self._plan
        chosen = tuple(each for each in spec.subjects if kind_of(each) is None)
        if not chosen:
            return None
        part = spec.model_copy(update={"subjects": chosen})

        def row_px(depth_m: float) -> float:
            return self._horizon_px + plan.focal_px * plan.eye_m / depth_m

        line = row_px(plan.people_m)
        # They slide under a moving camera as the ground does that they stand on.
        near = _RIDING_SWAY * _SWAY_M_PER_PX * plan.focal_px / plan.people_m / canvas.unit
        shear = Shear(self._horizon_px, line, _FAR_PARALLAX, _FAR_PARALLAX + near)
        edge_m = abs(plan.lateral_m) - self._ground.edge_m
        rig = self._light.rig((float(self._sun_view()[0]), -0.6, 0.5))
        ground = self._look.inks[1]
        return Cast(
            part, canvas, rig, ground_y_px=line, parallax=shear.parallax_at(line),
            seconds=self._seconds, move=self._move,
            ground_rgb=(float(ground[0]), float(ground[1]), float(ground[2])), ground=shear,
            horizon_y_px=self._horizon_px, height_px=person_height_px(part, canvas),
            footprints=0.5 * self._look.snow, haze=0.1 * self._light.density,
            farthest_y_px=row_px(edge_m - 0.5),
        )  # fmt: skip
