"""Woods of every kind: trees in depth around a path, a stream or a clearing, in moving light."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.weather import Mist
from kinoloom.generators.painted.cast.blocking import nearness_of
from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.forest.backdrop import paint_backdrop
from kinoloom.generators.painted.settings.forest.drift import FallingLeaves, Motes
from kinoloom.generators.painted.settings.forest.floor import paint_floor
from kinoloom.generators.painted.settings.forest.frame_plants import frame_plants
from kinoloom.generators.painted.settings.forest.glade import compose, plant
from kinoloom.generators.painted.settings.forest.light import light_of
from kinoloom.generators.painted.settings.forest.looks import growth_of
from kinoloom.generators.painted.settings.forest.shafts import Shafts
from kinoloom.generators.painted.settings.forest.snowfall import under_snowfall
from kinoloom.generators.painted.settings.forest.species import paint_tree
from kinoloom.generators.painted.settings.forest.standout import standing_out
from kinoloom.generators.painted.settings.forest.stream import stream_of
from kinoloom.generators.painted.settings.forest.trees import Wood
from kinoloom.generators.painted.settings.forest.undergrowth import strips
from kinoloom.generators.painted.settings.mountains.vista import AFLOAT

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import SceneSpec, Subject

_WATER_FROM = 0.20
"""The stream mirrors what stands farther away than this nearness."""
_AFLOAT_NEAR = 0.52
_SHAFTS_BEFORE = 0.50


class Forest:
    """The settings "forest", "autumn_forest" and "jungle"; see `Scene` for the contract."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        glade = compose(spec, canvas)
        day = under_snowfall(daylight_of(spec))
        growth = growth_of(spec, glade.kind)
        light = light_of(spec, glade, day)
        self._wood = Wood(canvas, glade, growth, light, day)
        trees = plant(glade, canvas, spec)
        self._backdrop = paint_backdrop(self._wood, spec)
        wet = {"rain": 0.7, "storm": 0.85}.get(spec.weather, 0.0)
        self._floor = paint_floor(self._wood, trees, wet=wet, seed=spec.seed)
        self._stream = stream_of(self._wood, spec.seed) if glade.lead == "stream" else None
        self._boats = self._make_cast(afloat=True)
        self._cast = self._make_cast(afloat=False)
        pieces = [paint_tree(self._wood, tree) for tree in trees]
        pieces += strips(self._wood, seed=spec.seed, clear_px=self._clear_px())
        self._pieces = sorted(pieces, key=lambda piece: piece.anchor_y_px)
        self._front = frame_plants(self._wood, seed=spec.seed, calm=bool(spec.subjects))
        focus_for(spec, canvas, subject_parallax=glade.parallax(glade.near(glade.feet_y_px))).see(
            self._backdrop, self._floor, *self._pieces, *self._front
        )
        self._shafts = Shafts(canvas, light, spec.seed, high=spec.hour in ("day", "night"))
        self._mist = self._make_mist()
        self._leaves = self._make_leaves()
        self._motes = self._make_motes()
        self._conditions = Conditions(
            spec, canvas, day, horizon_y_px=glade.horizon_y_px, ground_y_px=glade.row(0.30),
            seconds=self._seconds,
        )  # fmt: skip
        # Under a roof of leaves rain is told by its gloom: the streaks are lost among them.
        gloom = {"saturation": 0.84, "gain": (0.92, 0.96, 1.00)} if wet and not day.is_night else {}
        self._grade = grade_for(spec, canvas, **gloom)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas, glade = self._canvas, self._wood.glade
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._backdrop.draw(frame, pose, canvas)
        self._conditions.draw_far(frame, t_s, pose)
        self._floor.draw(frame, pose, canvas)
        marks = [
            (glade.row(_WATER_FROM), self._draw_water),
            (glade.row(_SHAFTS_BEFORE), self._draw_light),
            (glade.feet_y_px, self._draw_cast),
        ]
        for piece in self._pieces:
            while marks and piece.anchor_y_px > marks[0][0]:
                marks.pop(0)[1](frame, t_s, pose)
            piece.draw(frame, t_s, pose, canvas)
        for _, draw in marks:
            draw(frame, t_s, pose)
        if self._leaves is not None:
            self._leaves.draw(frame, t_s, pose)
        if self._motes is not None:
            self._motes.draw(frame, t_s, pose)
        for piece in self._front:
            piece.draw(frame, t_s, pose, canvas)
        self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    # -- drawing ------------------------------------------------------------------------------

    def _draw_water(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        if self._mist is not None:
            self._mist.draw(frame, t_s, pose)
        if self._stream is not None:
            self._stream.draw(frame, t_s, pose)
        self._conditions.draw_splashes(frame, t_s)

    def _draw_light(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        self._shafts.draw(frame, t_s, pose)
        if self._boats is not None:
            self._boats.draw_reflection(frame, t_s, pose, strength=0.5)
            self._boats.draw(frame, t_s, pose)

    def _draw_cast(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        if self._cast is not None:
            self._cast.draw(frame, t_s, pose)

    # -- painting -----------------------------------------------------------------------------

    def _make_mist(self) -> Mist | None:
        """Mist that lies between the far trees of a morning, a night or a humid wood."""
        spec, canvas, glade, light = self._spec, self._canvas, self._wood.glade, self._wood.light
        strength = {"dawn": 0.55, "night": 0.30, "dusk": 0.32, "golden_hour": 0.22}.get(
            spec.hour, 0.0
        )
        strength += 0.16 if spec.setting == "jungle" else 0.0
        if spec.weather in ("wind", "sandstorm", "fog") or strength < 0.05:
            return None
        tint = light.air * 0.45 + light.air_sun * 0.55
        return Mist(
            canvas, strength, spec.seed + 71,
            colour_rgb=(float(tint[0]), float(tint[1]), float(tint[2])),
            top_px=glade.row(0.12) - 0.17 * canvas.height_px, bottom_px=glade.row(0.46),
            drift_px_per_s=15,
        )  # fmt: skip

    def _make_leaves(self) -> FallingLeaves | None:
        spec, growth = self._spec, self._wood.growth
        autumn = growth.litter > 0.5
        windy = spec.weather in ("wind", "storm", "sandstorm")
        count = (90 if autumn else 16) * (2.4 if windy else 1.0)
        if "leaves" in spec.effects:
            count = max(count, 120)
        tones = growth.dry
        size = 9.0
        petals = "petals" in spec.effects or growth.blossom is not None
        if petals:
            pale = growth.blossom if growth.blossom is not None else np.array([0.96, 0.80, 0.86])
            tones, count, size = np.asarray(pale, np.float32)[None], 110, 5.5
        if growth.bare > 0.5 and not windy and "leaves" not in spec.effects:
            return None
        return FallingLeaves(
            self._canvas, self._wood.light, tones, count=round(count), seed=spec.seed, size_px=size
        )

    def _make_motes(self) -> Motes | None:
        spec = self._spec
        dark = spec.hour in ("night", "dusk") and spec.season in (None, "summer", "spring")
        calm = spec.weather in ("clear", "cloudy") and spec.setting != "autumn_forest"
        fireflies = "fireflies" in spec.effects or (dark and calm and spec.seed % 3 != 0)
        if not fireflies and spec.weather not in ("clear", "wind", "cloudy"):
            return None
        return Motes(
            self._canvas, self._wood.light, count=54 if fireflies else 110, seed=spec.seed,
            fireflies=fireflies,
        )  # fmt: skip

    def _make_cast(self, *, afloat: bool) -> Cast | None:
        spec, canvas, glade = self._spec, self._canvas, self._wood.glade
        chosen = tuple(s for s in spec.subjects if _floats(s) == afloat)
        if not chosen:
            return None
        growth, light = self._wood.growth, self._wood.light
        part = spec.model_copy(update={"subjects": chosen})
        line = glade.row(_AFLOAT_NEAR) if afloat else glade.feet_y_px
        near = glade.near(line)
        tallest = 1.75 * glade.metres_px(near) * max(1.0, nearness_of(part))
        height = min(tallest, subject_height_px(part, canvas))
        soil = growth.earth * (light.ambient + light.key * 0.3)
        return Cast(
            part, canvas, self._rig(), ground_y_px=line, parallax=glade.parallax(near),
            seconds=self._seconds, move=self._move,
            ground_rgb=(float(soil[0]), float(soil[1]), float(soil[2])), ground=glade.ground,
            horizon_y_px=glade.horizon_y_px, height_px=height * (0.8 if afloat else 1.0),
            x_px=glade.lead_at(near) if afloat else None, shadow=0.0 if afloat else None,
            sun_px=(light.x_px, min(light.y_px, glade.horizon_y_px - 20 * canvas.unit))
            if spec.hour != "day" else None,
            footprints=0.8 * growth.snow if not afloat else 0.0,
            haze=min(0.22 if self._wood.day.is_night else 0.5, light.veil(near)),
            farthest_y_px=glade.row(0.42),
            water="surface" if afloat else "none",
        )  # fmt: skip

    def _clear_px(self) -> tuple[float, float] | None:
        """Where plants stay low, so that they do not hide the cast's legs."""
        standing = self._cast.standing_px() if self._cast is not None else None
        if standing is None:
            return None
        left, right, _, walks = standing
        room = (0.30 if walks else 0.04) * self._canvas.width_px
        return left - room, right + room

    def _rig(self) -> Rig:
        """Lit from the glow, a little from the front, or they would be shapes without faces."""
        glade, light, canvas = self._wood.glade, self._wood.light, self._canvas
        x = (light.x_px - canvas.paint_width_px / 2) / (0.35 * canvas.width_px)
        y = (light.y_px - glade.feet_y_px) / (0.9 * canvas.height_px)
        rig = self._wood.day.rig((x, min(-0.35, y), 0.35 + 0.5 * light.front))
        return standing_out(rig, self._wood.day)


def _floats(subject: Subject) -> bool:
    return subject.noun in AFLOAT or subject.action in ("swim", "float")
