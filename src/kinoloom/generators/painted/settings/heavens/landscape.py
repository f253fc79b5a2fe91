"""A landscape under a night's sky: the view of "night_sky"; the northern lights build on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.heavens.far_land import FarLand
from kinoloom.generators.painted.settings.heavens.firmament import Firmament
from kinoloom.generators.painted.settings.heavens.meteors import Meteors
from kinoloom.generators.painted.settings.heavens.near_land import NearLand
from kinoloom.generators.painted.settings.heavens.northern_lights import NorthernLights
from kinoloom.generators.painted.settings.heavens.vale import compose

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec


class Landscape:
    """One shot of a great sky over land; see `Scene` for the contract."""

    def __init__(
        self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int, *, north: bool
    ) -> None:
        """`north` has the northern lights, and snow unless the spec names another season."""
        self._canvas, self._fps, self._frame_count = canvas, fps, frame_count
        seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, seconds)
        vale = compose(spec, canvas, north=north)
        land = spec
        if north and spec.season is None:
            land = spec.model_copy(update={"season": "winter"})
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x1A5])
        drawn = not north and bool(rng.random() < 0.22)
        moon = drawn or any(subject.noun == "moon" for subject in spec.subjects)
        self._sky = Firmament(
            spec, canvas, vale, seconds, milky=0.35 if north else 1.0, moon=moon
        )  # fmt: skip
        light = self._sky.light
        self._aurora: NorthernLights | None = None
        if north:
            self._aurora = NorthernLights(spec, canvas, vale, seconds)
            green = np.asarray(self._aurora.ground_rgb, np.float32)
            amount = self._aurora.power * (0.17 if spec.hour == "night" else 0.06)
            ambient = np.asarray(light.ambient_rgb, np.float32) * 0.80 + green * amount
            dim = 0.72 if spec.hour == "night" else 1.0
            key = np.asarray(light.key_rgb, np.float32) * dim
            light = replace(
                light,
                ambient_rgb=(float(ambient[0]), float(ambient[1]), float(ambient[2])),
                key_rgb=(float(key[0]), float(key[1]), float(key[2])),
            )
        self._meteors: Meteors | None = None
        if self._sky.stars > 0.3:
            self._meteors = Meteors(
                canvas, horizon_y_px=vale.horizon_y_px, seconds=seconds,
                per_s=0.12 if north else 0.42, seed=spec.seed,
            )  # fmt: skip
        self._far = FarLand(land, canvas, light, vale, move=self._move, seconds=seconds)
        self._near = NearLand(land, canvas, light, vale, move=self._move, seconds=seconds)
        focus_for(spec, canvas, subject_parallax=vale.ground.parallax_at(vale.feet_y_px)).see(
            self._sky, self._far, self._near
        )
        self._weather = Conditions(
            spec, canvas, light, horizon_y_px=vale.horizon_y_px, ground_y_px=vale.crest_y_px,
            splashes=True, seconds=seconds,
        )  # fmt: skip
        night = spec.hour == "night"
        changes = {"vignette": 0.36, "contrast": 0.26, "saturation": 1.10} if night else {}
        self._grade = grade_for(spec, canvas, **changes)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The graded frame."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._sky.draw_behind(frame, t_s, pose)
        if self._aurora is not None:
            self._aurora.draw(frame, t_s, pose)
        if self._meteors is not None:
            self._meteors.draw(frame, t_s, pose, gain=self._sky.stars)
        self._sky.draw_clouds(frame, t_s, pose)
        self._far.draw(frame, t_s, pose)
        self._weather.draw_far(frame, t_s, pose)
        self._near.draw(frame, t_s, pose)
        self._weather.draw_splashes(frame, t_s)
        self._near.draw_cast(frame, t_s, pose)
        self._weather.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)
