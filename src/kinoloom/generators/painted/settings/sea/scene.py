"""The open sea and the beach: waves under a wide sky, and who is on the water or the shore."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.cast.mounts import with_crews
from kinoloom.generators.painted.cast.performers import perform
from kinoloom.generators.painted.cast.roles.nouns import find_icon
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.sea.afloat import (
    Boats,
    is_afloat,
    is_bather,
    is_swimmer,
)
from kinoloom.generators.painted.settings.sea.backdrop import LAND_AIR, Backdrop
from kinoloom.generators.painted.settings.sea.bathers import Bathers
from kinoloom.generators.painted.settings.sea.dunes import Dunes
from kinoloom.generators.painted.settings.sea.ledge import (
    EDGE_SHARE,
    FEET_SHARE,
    corner_layer,
    shelf_layer,
)
from kinoloom.generators.painted.settings.sea.looks import sea_colours, sea_state
from kinoloom.generators.painted.settings.sea.palms import Palms
from kinoloom.generators.painted.settings.sea.place import compose
from kinoloom.generators.painted.settings.sea.sand import sand_layer
from kinoloom.generators.painted.settings.sea.shore import Shore
from kinoloom.generators.painted.settings.sea.stacks import Stacks
from kinoloom.generators.painted.settings.sea.surface import Surface
from kinoloom.generators.painted.settings.sea.swimmers import Swimmers

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import SceneSpec, Subject, Weather

_HAZE: dict[Weather, float] = {
    "clear": 0.02, "cloudy": 0.04, "rain": 0.14, "snow": 0.16, "fog": 0.42, "storm": 0.14,
    "wind": 0.02, "sandstorm": 0.24,
}  # fmt: skip


class Sea:
    """The settings "ocean" and "beach"."""

    closes = True

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        spec = with_crews(spec)
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._loop_s = self._seconds if spec.loop else None
        self._move = move_for(spec, canvas, self._seconds)
        self._place = compose(spec, canvas)
        self._light = daylight_of(spec)
        is_shore = spec.setting == "beach"
        state = sea_state(spec, is_shore=is_shore)
        self._colours = sea_colours(spec, self._light, is_shore=is_shore)
        self._backdrop = Backdrop(
            spec, canvas, self._place, self._light, state, seconds=self._seconds
        )
        self._shore = (
            Shore(spec, canvas, self._place, self._light, seconds=self._seconds)
            if is_shore
            else None
        )
        self._surface = Surface(
            canvas, self._place.outlook, state, self._colours, self._backdrop.picture,
            sun_px=self._place.sun_px, heading=self._place.heading, seed=spec.seed,
            loop_s=self._loop_s, shore=self._shore,
        )  # fmt: skip
        self._stacks = self._make_stacks()
        self._boats = self._make_boats()
        self._bathers = self._make_bathers()
        self._swimmers = self._make_swimmers()
        self._flyers = self._make_flyers()
        self._walkers = self._make_walkers()
        self._ground = self._make_ground()
        self._front = self._make_front()
        ground = self._place.outlook.ground
        subject = ground.near_parallax if self._walkers is not None else 0.6 * ground.near_parallax
        front = self._front if isinstance(self._front, Layer) else None
        focus_for(spec, canvas, subject_parallax=subject).see(self._backdrop, self._stacks, front)
        horizon = self._place.outlook.horizon_y_px
        self._conditions = Conditions(
            spec, canvas, self._light, horizon_y_px=horizon,
            ground_y_px=horizon + 0.16 * canvas.height_px, seconds=self._seconds,
        )  # fmt: skip
        self._grade = grade_for(spec, canvas)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._backdrop.draw(frame, t_s, pose)
        self._backdrop.draw_land(frame, t_s, pose)
        # Bolts strike behind the water; banks of fog lie on it.
        is_storm = self._spec.weather == "storm"
        if is_storm:
            self._conditions.draw_far(frame, t_s, pose)
        if self._ground is not None and self._shore is not None:
            self._ground.draw(frame, pose, canvas)
        self._surface.draw(frame, t_s, pose)
        self._backdrop.draw_sails(frame, t_s, pose)
        if self._stacks is not None:
            self._stacks.draw(frame, t_s, pose)
        if not is_storm:
            self._conditions.draw_far(frame, t_s, pose)
        self._conditions.draw_splashes(frame, t_s)
        for group in (self._boats, self._bathers, self._swimmers, self._flyers):
            if group is not None:
                group.draw(frame, t_s, pose)
        if self._ground is not None and self._shore is None:
            self._ground.draw(frame, pose, canvas)
        if self._walkers is not None:
            self._draw_sheen(frame, t_s, pose)
            self._walkers.draw(frame, t_s, pose)
        if isinstance(self._front, Layer):
            self._front.draw(frame, pose, canvas)
        elif self._front is not None:
            self._front.draw(frame, t_s, pose)
        self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    def _draw_sheen(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The walkers' image, only where the sand is wet enough to mirror them."""
        shore, walkers = self._shore, self._walkers
        if shore is None or walkers is None or walkers.is_empty:
            return
        canvas, outlook = self._canvas, self._place.outlook
        image = frame.copy()
        walkers.draw_reflection(image, t_s, pose, strength=0.34)
        boxes = [box for box, _ in walkers.extents(t_s, pose)]
        x0 = max(0, int(min(box.left_px for box in boxes)) - 4)
        x1 = min(canvas.width_px, int(max(box.right_px for box in boxes)) + 5)
        y0 = max(0, int(min(box.bottom_px for box in boxes)) - 12)
        if x1 <= x0 or y0 >= canvas.height_px:
            return
        columns = np.arange(x0, x1, dtype=np.float64) - canvas.width_px / 2
        edge = shore.damp_row_px(outlook, columns + pose.x_px) - canvas.margin_y_px - pose.y_px
        rows = np.arange(y0, canvas.height_px)[:, None]
        share = np.clip((edge[None] - rows) / (40 * canvas.unit), 0, 1)[..., None]
        part = frame[y0:, x0:x1]
        part[:] = np.asarray(part + (image[y0:, x0:x1].astype(np.float32) - part) * share, np.uint8)

    def _make_stacks(self) -> Stacks | None:
        spec, place = self._spec, self._place
        if place.sight != "stacks" or spec.weather == "sandstorm":
            return None
        return Stacks(
            spec, self._canvas, place, self._light, air=0.7 * LAND_AIR[spec.weather],
            air_rgb=self._backdrop.air_rgb, foam_rgb=self._colours.foam,
        )  # fmt: skip

    # -- the cast -----------------------------------------------------------------------------

    def _make_boats(self) -> Boats | None:
        part = self._part([s for s in self._spec.subjects if is_afloat(s)])
        if part is None:
            return None
        return Boats(
            part, self._canvas, self._rig(), self._surface, self._place.outlook,
            seconds=self._seconds, move=self._move, haze=_HAZE[self._spec.weather],
            foam_rgb=self._colours.foam, tallest=self._tallest(part),
        )  # fmt: skip

    def _make_bathers(self) -> Bathers | None:
        part = self._part([s for s in self._spec.subjects if is_bather(s)])
        if part is None:
            return None
        return Bathers(
            part, self._canvas, self._rig(), self._surface, self._place.outlook,
            seconds=self._seconds, move=self._move, haze=_HAZE[self._spec.weather],
            foam_rgb=self._colours.foam,
        )  # fmt: skip

    def _make_swimmers(self) -> Swimmers | None:
        part = self._part([s for s in self._spec.subjects if is_swimmer(s)])
        if part is None:
            return None
        return Swimmers(
            part, self._canvas, self._rig(), self._surface, self._place.outlook,
            seconds=self._seconds, haze=_HAZE[self._spec.weather],
            foam_rgb=self._colours.foam, loop_s=self._loop_s,
        )  # fmt: skip

    def _make_flyers(self) -> Cast | None:
        part = self._part([s for s in self._on_land_or_in_air() if self._flies(s)])
        if part is None:
            return None
        outlook, canvas = self._place.outlook, self._canvas
        row = outlook.horizon_y_px + 0.30 * (canvas.margin_y_px + canvas.height_px
                                             - outlook.horizon_y_px)  # fmt: skip
        return Cast(
            part, canvas, self._rig(), ground_y_px=row,
            parallax=outlook.ground.parallax_at(row), seconds=self._seconds, move=self._move,
            ground=outlook.ground, horizon_y_px=outlook.horizon_y_px, shadow=0.0,
            haze=_HAZE[self._spec.weather],
        )  # fmt: skip

    def _make_walkers(self) -> Cast | None:
        """Those who stand: on the sand, or on a shelf of rock."""
        part = self._part([s for s in self._on_land_or_in_air() if not self._flies(s)])
        if part is None:
            return None
        place, canvas, shore = self._place, self._canvas, self._shore
        outlook = place.outlook
        row = canvas.margin_y_px + FEET_SHARE * canvas.height_px
        edge = canvas.margin_y_px + EDGE_SHARE * canvas.height_px
        sand = (0.4, 0.38, 0.36)
        if shore is not None:
            # On the firm sand just above the highest sheet of water.
            dry = outlook.row_at(max(3.0, shore.line_m(0.0) - shore.damp_m - 0.2))
            row = min(max(dry, canvas.margin_y_px + 0.74 * canvas.height_px), row)
            edge = shore.line_row_px + 0.03 * canvas.height_px
            sand = tuple(float(c) for c in shore.sand_rgb)
        walkers = Cast(
            part, canvas, self._rig(), ground_y_px=row,
            parallax=outlook.ground.parallax_at(row), seconds=self._seconds, move=self._move,
            ground_rgb=(sand[0], sand[1], sand[2]), ground=outlook.ground,
            horizon_y_px=outlook.horizon_y_px,
            sun_px=place.sun_px if self._spec.hour != "day" else None,
            footprints=0.0 if shore is None else 0.8,
            haze=0.5 * _HAZE[self._spec.weather], farthest_y_px=edge,
        )  # fmt: skip
        # Who is a sight of the sky (a moon) stands on no ground.
        return None if walkers.is_empty else walkers

    def _make_ground(self) -> Layer | None:
        spec, canvas = self._spec, self._canvas
        if self._shore is not None:
            return sand_layer(canvas, self._place, self._shore, seed=spec.seed)
        if self._walkers is not None:
            return shelf_layer(spec, canvas, self._place, self._light)
        return None

    def _make_front(self) -> Layer | Palms | Dunes | None:
        """What frames the picture at one side."""
        spec, canvas, place = self._spec, self._canvas, self._place
        wind = {"storm": 1.0, "wind": 0.75, "sandstorm": 0.8, "rain": 0.4}.get(spec.weather, 0.15)
        side = place.land_side
        if self._shore is None:
            if not place.has_rocks or self._walkers is not None:
                return None
            return corner_layer(spec, canvas, place, self._light, side=side, sand=False)
        if place.backing == "palms":
            return Palms(
                spec, canvas, self._light, side=side, sun_side=place.sun_side, wind=wind,
                loop_s=self._loop_s,
            )  # fmt: skip
        if place.backing == "dunes":
            return Dunes(
                spec, canvas, place, self._shore, self._light, side=side, wind=wind,
                loop_s=self._loop_s,
            )  # fmt: skip
        return corner_layer(spec, canvas, place, self._light, side=side, sand=True)

    def _on_land_or_in_air(self) -> list[Subject]:
        in_water = (is_afloat, is_bather, is_swimmer)
        return [s for s in self._spec.subjects if not any(test(s) for test in in_water)]

    def _flies(self, subject: Subject) -> bool:
        return perform(subject, seed=self._spec.seed).altitude > 0

    def _part(self, subjects: list[Subject]) -> SceneSpec | None:
        if not subjects:
            return None
        return self._spec.model_copy(update={"subjects": tuple(subjects)})

    def _tallest(self, part: SceneSpec) -> float:
        icons = [find_icon(subject.noun) for subject in part.subjects]
        return max(0.9 if icon is None else icon.height for icon in icons)

    def _rig(self) -> Rig:
        x, y, z = self._place.light_dir
        return self._light.rig((x, -y, 0.42 - 0.2 * z))
