"""Under water: open blue with shafts of light, a floor, what grows there and who swims by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions, period_of
from kinoloom.generators.painted.air.daylight import daylight
from kinoloom.generators.painted.air.lightning import Lightning
from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.deep.clock import Clock
from kinoloom.generators.painted.settings.deep.drift import Motes, Vents
from kinoloom.generators.painted.settings.deep.floor import Floor
from kinoloom.generators.painted.settings.deep.garden import Garden
from kinoloom.generators.painted.settings.deep.illumination import Illumination
from kinoloom.generators.painted.settings.deep.jellyfish import Jellyfish
from kinoloom.generators.painted.settings.deep.life import (
    has_actors,
    has_turtle,
    schools,
    swimmer,
    swims,
)
from kinoloom.generators.painted.settings.deep.open_water import OpenWater
from kinoloom.generators.painted.settings.deep.place import compose
from kinoloom.generators.painted.settings.deep.ripple import Ripples
from kinoloom.generators.painted.settings.deep.water import water_of
from kinoloom.generators.painted.spec import Subject

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.deep.sheet import Sheet
    from kinoloom.generators.painted.spec import SceneSpec

_SANDS = {
    "underwater": ("#c9bd9a", "#b8b4a0", "#c8b088"),
    "coral": ("#e6d8b4", "#e0d6c4", "#e8d0a8"),
}


class Deep:
    """The settings "underwater" and "coral"."""

    closes = True

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self._clock = Clock(self._seconds, spec.loop)
        self._site = compose(spec, canvas)
        self._water = water_of(spec)
        self._lit = Illumination(
            canvas, self._site, self._water, warmth=0.85 if spec.setting == "coral" else 0.25
        )
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xDEE0])
        self._ripples = Ripples(spec.seed % 7 + 11, self._clock)
        self._open = OpenWater(spec, canvas, self._site, self._lit, self._clock)
        sands = _SANDS["coral" if spec.setting == "coral" else "underwater"]
        sand = sands[int(rng.integers(len(sands)))]
        self._floor = Floor(canvas, self._site, self._lit, sand, spec.seed)
        self._garden = Garden(spec, canvas, self._site, self._lit)
        self._behind, self._before = schools(spec, canvas, self._site, self._lit, self._clock)
        self._cast = self._make_cast(afloat=True)
        self._crawlers = self._make_cast(afloat=False)
        self._jellies = self._make_jellies()
        # Fish stay sharp: each is a few strokes, and a soft stroke is none.
        subject = self._site.ground.parallax_at(self._line_px(afloat=self._crawlers is None))
        focus_for(spec, canvas, subject_parallax=subject).see(self._floor, self._garden)
        self._motes = Motes(spec, canvas, self._water, self._clock)
        self._vents = self._make_vents(rng)
        self._effects = self._make_effects()
        self._lightning = (
            Lightning(
                canvas,
                0.7,
                spec.seed + 14,
                horizon_y_px=self._site.eye_y_px,
                period_s=period_of(spec, self._seconds),
            )
            if spec.weather == "storm"
            else None
        )
        changes = {"contrast": 0.24, "saturation": 1.12, "vignette": 0.34}
        if spec.time == "night":
            changes["vignette"] = 0.44
        self._grade = grade_for(spec, canvas, **changes)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.empty((canvas.height_px, canvas.width_px, 3), np.uint8)
        tile = self._ripples.tile(t_s)
        self._open.draw(frame, t_s, pose, tile)
        self._draw_sheets(frame, self._garden.far, t_s, pose, tile)
        for school in self._behind:
            school.draw(frame, t_s, pose)
        self._floor.draw(frame, pose, tile)
        self._draw_sheets(frame, self._garden.middle, t_s, pose, tile)
        self._open.draw_shafts(frame)
        for school in self._before:
            school.draw(frame, t_s, pose)
        if self._crawlers is not None:
            self._crawlers.draw(frame, t_s, pose)
        if self._jellies is not None:
            self._jellies.draw(frame, t_s, pose)
        if self._cast is not None:
            self._cast.draw(frame, t_s, pose)
        self._vents.draw(frame, t_s, pose)
        self._draw_sheets(frame, self._garden.near, t_s, pose, tile)
        self._motes.draw(frame, t_s, pose)
        if self._effects is not None:
            self._effects.draw_near(frame, t_s, pose)
        if self._lightning is not None:
            self._lightning.flash(frame, t_s)
        return self._grade.apply(frame, index % self._frame_count)

    def _draw_sheets(
        self, frame: NDArray[np.uint8], sheets: list[Sheet], t_s: float, pose: Pose,
        tile: NDArray[np.uint8],
    ) -> None:  # fmt: skip
        tint = np.asarray(self._water.ray_rgb, np.float32)
        for sheet in sheets:
            sheet.draw(frame, t_s, pose, tile, self._clock, self._water.surge, tint)

    # -- making -------------------------------------------------------------------------------

    def _make_cast(self, *, afloat: bool) -> Cast | None:
        spec, canvas, site = self._spec, self._canvas, self._site
        subjects = spec.subjects
        if not has_actors(spec):
            if not afloat or not has_turtle(spec):
                return None
            heading = "left" if site.side < 0 else "right"
            subjects = (Subject(noun="turtle", heading=heading),)
        chosen = tuple(swimmer(subject) for subject in subjects if swims(subject) == afloat)
        if not chosen:
            return None
        part = spec.model_copy(update={"subjects": chosen})
        line = self._line_px(afloat=afloat)
        size = subject_height_px(part, canvas) * (1.06 if afloat else 0.8)
        return Cast(
            part, canvas, self._water.rig(self._lit.side), ground_y_px=line,
            parallax=site.ground.parallax_at(line), seconds=self._seconds, move=self._move,
            ground=site.ground, horizon_y_px=site.eye_y_px, height_px=size,
            shadow=0.25 * self._water.caustics, haze=0.10 + 0.22 * self._water.murk,
            farthest_y_px=site.eye_y_px + 0.05 * canvas.height_px, water="deep",
        )  # fmt: skip

    def _line_px(self, *, afloat: bool) -> float:
        """The row of the floor over which they swim, or on which they stand."""
        canvas = self._canvas
        line = canvas.margin_y_px + (0.80 if afloat else 0.90) * canvas.height_px
        return max(line, self._site.eye_y_px + 0.08 * canvas.height_px)

    def _make_jellies(self) -> Jellyfish | None:
        if has_actors(self._spec) or has_turtle(self._spec) or "jellyfish" in self._spec.without:
            return None
        return Jellyfish(self._spec, self._canvas, self._site, self._lit, self._clock)

    def _make_vents(self, rng: np.random.Generator) -> Vents:
        canvas, site = self._canvas, self._site
        feet = []
        for _ in range(int(rng.integers(1, 4))):
            y = site.eye_y_px + (canvas.paint_height_px - site.eye_y_px) * float(
                rng.uniform(0.3, 0.8)
            )
            x = canvas.paint_width_px / 2 + float(rng.uniform(-0.42, 0.42)) * canvas.width_px
            feet.append((x, y, site.ground.parallax_at(y)))
        return Vents(self._spec, canvas, self._water, self._clock, tuple(feet))

    def _make_effects(self) -> Conditions | None:
        """What the spec's words add; the weather stays above the surface."""
        if not self._spec.effects:
            return None
        calm = self._spec.model_copy(update={"weather": "clear"})
        light = daylight(self._spec.time, "clear", self._spec.seed)
        return Conditions(
            calm, self._canvas, light, horizon_y_px=self._site.eye_y_px, splashes=False,
            seconds=self._seconds,
        )  # fmt: skip
