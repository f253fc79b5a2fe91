"""A stage: moving beams in haze, a wall of lights or a velvet curtain, a crowd in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.weather import Mist
from kinoloom.generators.painted.cast.blocking import nearness_of
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.stage.backline import backline, monitors
from kinoloom.generators.painted.settings.stage.beams import Beams
from kinoloom.generators.painted.settings.stage.confetti import Confetti, Sparks
from kinoloom.generators.painted.settings.stage.crowd import Crowd
from kinoloom.generators.painted.settings.stage.plan import plan_for
from kinoloom.generators.painted.settings.stage.screen import Screen, Velvet
from kinoloom.generators.painted.settings.stage.structure import apron, backdrop, floor, structure

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

_HALL_GRADE = {"vignette": 0.46, "bloom": 0.85, "threshold": 0.55, "contrast": 0.34,
               "saturation": 1.06, "lift": (0.010, 0.008, 0.018), "anamorphic": 0.16}  # fmt: skip
_LIVELY = ("dance", "walk", "run")

_AUDIENCE = frozenset(("person", "people", "crowd", "audience"))


class Stage:
    """The setting "stage"."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        plan = plan_for(spec, canvas)
        light = daylight_of(spec)
        self._plan, self._light = plan, light
        self._backdrop, _ = backdrop(spec, canvas, light, plan)
        self._structure = structure(spec, canvas, light, plan)
        self._floor = floor(spec, canvas, light, plan)
        self._apron = apron(spec, canvas, light, plan)
        self._backline = backline(canvas, light, plan, seed=spec.seed)
        self._monitors = monitors(canvas, light, plan)
        focus = focus_for(spec, canvas, subject_parallax=plan.floor.parallax_at(plan.feet_y_px))
        self._far_sigma_px = focus.sigma_px(plan.floor.far_parallax) if focus.strength else 0.0
        focus.see(
            self._backdrop, self._structure, self._floor, self._backline, self._apron,
            self._monitors,
        )  # fmt: skip
        wind = {"wind": 2.2, "storm": 2.6, "sandstorm": 2.2}.get(spec.weather, 0.7)
        self._screen = None if plan.curtain else Screen(plan, canvas, seed=spec.seed)
        day = tuple(float(v) * (1.0 if plan.is_open_air else 0.12) for v in light.ambient_rgb)
        self._velvet = (
            Velvet(plan, canvas, day_rgb=(day[0], day[1], day[2]), wind=wind, seed=spec.seed)
            if plan.curtain
            else None
        )
        smoky = 0.35 if "smoke" in spec.effects else 0.0
        self._beams = Beams(
            plan, canvas, seed=spec.seed, motion=spec.motion,
            haze=(0.82 if plan.kind == "concert" else 0.6) + smoky,
        )  # fmt: skip
        self._cast = self._make_cast()
        crowd_light = light.ambient_rgb if plan.is_open_air else (0.06, 0.06, 0.09)
        alone = not _AUDIENCE.isdisjoint(spec.without)
        self._crowd = None if alone else Crowd(
            plan, canvas, light_rgb=crowd_light, seed=spec.seed, middle_px=self._middle_px(),
            calm=plan.kind != "concert",
        )  # fmt: skip
        self._conditions = self._make_conditions()
        self._haze = self._make_haze()
        self._confetti = (
            Confetti(plan, canvas, seed=spec.seed, wind=0.3 * wind)
            if "confetti" in spec.effects
            else None
        )
        self._sparks = Sparks(plan, canvas, seed=spec.seed) if "sparks" in spec.effects else None
        dark = not plan.is_open_air or spec.time == "night"
        self._grade = (
            grade_for(spec, canvas, **_HALL_GRADE) if dark else grade_for(spec, canvas, bloom=0.55)
        )

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        follow = self._followed(t_s, pose)
        self._backdrop.draw(frame, pose, canvas)
        if self._conditions is not None:
            self._conditions.draw_far(frame, t_s, pose)
        if self._velvet is not None:
            self._velvet.draw(frame, t_s, pose, spot_x=self._spot_x(follow, pose))
        elif self._screen is not None:
            self._screen.draw(frame, t_s, pose)
        self._defocus_far(frame)
        self._structure.draw(frame, pose, canvas)
        self._floor.draw(frame, pose, canvas)
        if self._backline is not None:
            self._backline.draw(frame, pose, canvas)
        self._mirror(frame, pose)
        if self._haze is not None:
            self._haze.draw(frame, t_s, pose)
        if self._cast is not None:
            self._cast.draw_reflection(frame, t_s, pose, strength=0.30)
        # Behind the subject: light before a face would only veil it.
        self._beams.draw(frame, t_s, pose, follow)
        if self._cast is not None:
            self._cast.draw(frame, t_s, pose)
        self._apron.draw(frame, pose, canvas)
        if self._monitors is not None:
            self._monitors.draw(frame, pose, canvas)
        if self._sparks is not None:
            self._sparks.draw(frame, t_s, pose)
        if self._crowd is not None:
            self._glow_over_crowd(frame, pose)
            self._crowd.draw(frame, t_s, pose)
        if self._confetti is not None:
            self._confetti.draw(frame, t_s, pose)
        if self._conditions is not None:
            self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    def _defocus_far(self, frame: NDArray[np.uint8]) -> None:
        """What moves behind the stage is as soft as what is painted there."""
        if self._far_sigma_px < 0.5:
            return
        size = (max(2, frame.shape[1] // 3), max(2, frame.shape[0] // 3))
        small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), max(0.4, self._far_sigma_px / 3))
        cv2.resize(small, frame.shape[1::-1], dst=frame, interpolation=cv2.INTER_CUBIC)

    # -- drawing ------------------------------------------------------------------------------

    def _mirror(self, frame: NDArray[np.uint8], pose: Pose) -> None:
        """The polished floor shows what stands behind it, softer and darker the nearer it is."""
        plan, canvas = self._plan, self._canvas
        _, y0, _ = place(0.0, plan.wall_px[3], plan.floor.far_parallax, pose, canvas)
        _, y1, _ = place(0.0, plan.edge_y_px, plan.floor.near_parallax, pose, canvas)
        top, bottom = max(1, round(y0)), min(canvas.height_px, round(y1))
        rows = bottom - top
        if rows < 2:
            return
        high = min(top, round(2.3 * rows))
        upside = frame[top - high : top][::-1]
        image = cv2.resize(
            upside, (canvas.width_px // 4, max(2, rows)), interpolation=cv2.INTER_AREA
        )
        unit = canvas.unit
        image = cv2.GaussianBlur(
            image, (0, 0), sigmaX=max(0.4, 1.2 * unit), sigmaY=max(0.4, 5 * unit)
        )
        image = cv2.resize(image, (canvas.width_px, rows), interpolation=cv2.INTER_LINEAR)
        deep = np.linspace(0, 1, rows, dtype=np.float32)[:, None, None]
        strength = (0.50 if not plan.curtain else 0.32) * (1 - deep) ** 1.3 + 0.06
        part = frame[top:bottom]
        lit = part.astype(np.float32) * np.float32(0.94) + image.astype(np.float32) * strength
        part[:] = np.minimum(lit, 255).astype(np.uint8)

    def _glow_over_crowd(self, frame: NDArray[np.uint8], pose: Pose) -> None:
        """Light from the stage in the air above the crowd."""
        plan, canvas = self._plan, self._canvas
        _, edge, _ = place(0.0, plan.edge_y_px, plan.floor.near_parallax, pose, canvas)
        reach = 0.11 * canvas.height_px
        y0, y1 = max(0, int(edge - 0.4 * reach)), min(canvas.height_px, int(edge + 1.6 * reach))
        if y1 <= y0:
            return
        rows = np.arange(y0, y1, dtype=np.float32)
        share = np.exp(-(((rows - edge - 0.2 * reach) / (0.6 * reach)) ** 2)) * 0.34 * plan.glow
        tint = (0.6 * plan.palette[0] + 0.3 * plan.palette[1]) * 255
        part = frame[y0:y1]
        lit = part + (255 - part) / np.float32(255) * (share[:, None, None] * tint)
        part[:] = np.minimum(lit, 255).astype(np.uint8)

    def _followed(self, t_s: float, pose: Pose) -> tuple[tuple[float, float, float], ...]:
        """Where those are whom the follow spots are on: x, feet and height on the frame."""
        plan, canvas = self._plan, self._canvas
        if self._cast is not None and not self._cast.is_empty:
            boxes = [extent for extent, _ in self._cast.extents(t_s, pose)]
            return tuple(
                ((b.left_px + b.right_px) / 2, b.bottom_px, b.bottom_px - b.top_px)
                for b in boxes[::-1][:2]
            )
        middle = (plan.wall_px[0] + plan.wall_px[2]) / 2
        parallax = plan.floor.parallax_at(plan.feet_y_px)
        x, y, scale = place(middle, plan.feet_y_px, parallax, pose, canvas)
        return ((x, y, 0.8 * plan.person_px * scale),)

    def _spot_x(self, follow: tuple[tuple[float, float, float], ...], pose: Pose) -> float:
        plan = self._plan
        middle, _, scale = place(
            (plan.wall_px[0] + plan.wall_px[2]) / 2, plan.feet_y_px, plan.floor.far_parallax, pose,
            self._canvas,
        )  # fmt: skip
        return (follow[0][0] - middle) / ((plan.wall_px[3] - plan.wall_px[1]) * scale)

    # -- painting -----------------------------------------------------------------------------

    def _middle_px(self) -> float:
        standing = self._cast.standing_px() if self._cast is not None else None
        if standing is None:
            return (self._plan.wall_px[0] + self._plan.wall_px[2]) / 2
        return (standing[0] + standing[1]) / 2

    def _make_cast(self) -> Cast | None:
        spec, plan, canvas = self._spec, self._plan, self._canvas
        if not spec.subjects:
            return None
        away = plan.floor.horizon_y_px - 0.10 * canvas.height_px
        return Cast(
            spec, canvas, self._rig(), ground_y_px=plan.feet_y_px,
            parallax=plan.floor.parallax_at(plan.feet_y_px), seconds=self._seconds,
            move=self._move, ground_rgb=(0.1, 0.1, 0.12), ground=plan.floor,
            horizon_y_px=away, height_px=plan.person_px * nearness_of(spec),
            x_px=(plan.wall_px[0] + plan.wall_px[2]) / 2 + plan.lean * 0.06 * canvas.width_px,
            shadow=0.30 * plan.glow, farthest_y_px=plan.wall_px[3] + 8 * canvas.unit,
        )  # fmt: skip

    def _rig(self) -> Rig:
        """The key comes from the follow spot, the rim from the lamps behind."""
        plan, light = self._plan, self._light
        lamp = np.array([1.0, 0.95, 0.86])
        day = np.asarray(light.ambient_rgb) if plan.is_open_air else np.array([0.10, 0.10, 0.14])
        sun = np.asarray(light.key_rgb) * (0.45 if plan.is_open_air else 0.0)
        key = lamp * (0.55 + 0.5 * plan.glow) + sun * 0.5
        rim = 0.55 * plan.palette[0] + 0.45 * plan.palette[1]
        ambient = day * 0.72 + plan.palette.mean(axis=0) * (0.16 * plan.glow)
        direction = np.array([0.38 * plan.hand, -0.62, 0.68])
        direction /= np.linalg.norm(direction)
        return Rig(
            key_dir=(float(direction[0]), float(direction[1]), float(direction[2])),
            key_rgb=_triple(key),
            ambient_rgb=_triple(ambient),
            bounce_rgb=_triple(ambient * 0.7 + 0.06),
            rim_dir=(-0.6 * plan.hand, -0.8, 0.0),
            rim_rgb=_triple(rim * (0.30 + 0.65 * plan.glow)),
            haze_rgb=_triple(ambient),
        )

    def _make_conditions(self) -> Conditions | None:
        if not self._plan.is_open_air:
            return None
        return Conditions(
            self._spec, self._canvas, self._light, horizon_y_px=self._plan.wall_px[3],
            ground_y_px=self._plan.edge_y_px, splashes=False,
        )  # fmt: skip

    def _make_haze(self) -> Mist | None:
        """Low smoke over the boards."""
        spec, plan, canvas = self._spec, self._plan, self._canvas
        strength = {"concert": 0.34, "theatre": 0.14, "talk": 0.0}[plan.kind]
        strength += 0.3 if "smoke" in spec.effects else 0.0
        if strength <= 0:
            return None
        tint = (0.55 * plan.palette[1] + 0.25) * (0.35 + 0.55 * plan.glow)
        return Mist(
            canvas, strength, spec.seed + 21, colour_rgb=_triple(np.minimum(1, tint)),
            top_px=plan.wall_px[3] - 0.13 * canvas.height_px,
            bottom_px=plan.edge_y_px + 0.05 * canvas.height_px, drift_px_per_s=26.0,
        )  # fmt: skip


def _triple(values: NDArray[np.floating]) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])
