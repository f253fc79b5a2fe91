"""A meadow: rolling hills, grass that waves in gusts, drifts of flowers; or a plain in a storm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.forest.snowfall import under_snowfall
from kinoloom.generators.painted.settings.forest.standout import standing_out
from kinoloom.generators.painted.settings.meadow.airborne import Airborne
from kinoloom.generators.painted.settings.meadow.blooms import sheets_of
from kinoloom.generators.painted.settings.meadow.features import Fence, bough, standing_trees
from kinoloom.generators.painted.settings.meadow.field import Field, Touch
from kinoloom.generators.painted.settings.meadow.ground import (
    far_hills,
    middle_hills,
    near_ground,
)
from kinoloom.generators.painted.settings.meadow.growth import (
    Bed,
    Track,
    sow_flowers,
    sow_grass,
)
from kinoloom.generators.painted.settings.meadow.gusts import wind_of
from kinoloom.generators.painted.settings.meadow.prospect import CREST_M, compose, is_flower
from kinoloom.generators.painted.settings.meadow.seasons import cover_of
from kinoloom.generators.painted.settings.meadow.shading import Air
from kinoloom.generators.painted.settings.meadow.supercell import Supercell
from kinoloom.generators.painted.settings.meadow.sward import NO_HEADS, Sheets, Sward, together
from kinoloom.generators.painted.settings.mountains.birds import Flock, birds_wanted

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Hour, SceneSpec, Weather

_ALIVE_M = 10.5
"""Up to this distance every blade is drawn in every frame; beyond, the field is painted."""
_HAZE_M: dict[Weather, float] = {
    "clear": 2300, "wind": 2000, "cloudy": 1900, "rain": 620, "snow": 420, "fog": 95,
    "storm": 900, "sandstorm": 130,
}  # fmt: skip
_HAZE_OF_HOUR: dict[Hour, float] = {
    "dawn": 0.62,
    "day": 1.0,
    "golden_hour": 0.78,
    "dusk": 0.8,
    "night": 0.85,
}
_MIST: dict[Hour, float] = {
    "dawn": 0.55,
    "day": 0.0,
    "golden_hour": 0.12,
    "dusk": 0.25,
    "night": 0.2,
}


def _light_of(spec: SceneSpec) -> Daylight:
    """The hour's light; under a supercell the bright slot at the horizon lights the plain."""
    light = under_snowfall(daylight_of(spec))
    if spec.setting != "storm" or spec.weather not in ("storm", "rain"):
        return light
    key = tuple(min(1.2, 2.1 * c + 0.06) for c in light.key_rgb)
    ambient = tuple(min(0.9, 1.25 * c + 0.03) for c in light.ambient_rgb)
    return replace(light, key_rgb=key, ambient_rgb=ambient, shadow=max(0.35, light.shadow))


class Meadow:
    """The settings "meadow" and "storm"; see `Scene` for the contract."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self._light = _light_of(spec)
        self._prospect = prospect = compose(spec, canvas)
        self._cover = cover = cover_of(spec)
        self._wind = wind_of(spec, prospect.wind)
        self._air = air = self._make_air()
        self._seed = spec.seed % 65521
        self._track = self._make_track()
        self._supercell = None
        if spec.setting == "storm":
            self._supercell = Supercell(spec, canvas, self._light, prospect, self._seconds)
            self._sky = self._supercell.backdrop
        else:
            self._sky = self._paint_sky()
        self._hills = [
            hills
            for paint in (far_hills, middle_hills)
            if (hills := paint(prospect, cover, air, canvas, seed=self._seed)) is not None
        ]
        self._cast_spec = spec.model_copy(
            update={"subjects": tuple(s for s in spec.subjects if not is_flower(s))}
        )
        self._sheets: Sheets = (
            sheets_of(cover.species, self._light, float(prospect.side)) or NO_HEADS
        )
        self._field = self._paint_field()
        self._behind, self._before = self._make_sward()
        self._trees = standing_trees(prospect, cover, air, canvas, seed=self._seed)
        self._fence = (
            Fence(prospect, air, canvas, seed=self._seed) if prospect.hero == "fence" else None
        )
        self._bough = bough(prospect, cover, air, canvas, seed=self._seed)
        focus_for(
            spec, canvas, subject_parallax=prospect.ground.parallax_at(prospect.feet_y_px)
        ).see(self._sky, *self._hills, self._field, *self._trees, self._bough)
        self._cast = self._make_cast()
        self._birds = self._make_birds()
        self._airborne = Airborne(
            spec, canvas, self._light, horizon_y_px=prospect.lens.horizon_px,
            petals=prospect.hero == "cherry" and cover.snow == 0,
            butterflies=spec.setting == "meadow",
        )  # fmt: skip
        self._conditions = Conditions(
            spec, canvas, self._light, horizon_y_px=prospect.lens.horizon_px, splashes=False,
            seconds=self._seconds,
        )  # fmt: skip
        self._grade = grade_for(spec, canvas)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas, wind, ground = self._canvas, self._wind, self._prospect.ground
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._sky.draw(frame, pose, canvas)
        if self._supercell is not None:
            self._supercell.draw(frame, t_s, pose)
        for number, hills in enumerate(self._hills):
            hills.draw(frame, t_s, pose, canvas, wind)
            if number == 0 and self._supercell is None:
                self._conditions.draw_far(frame, t_s, pose)
        if self._birds is not None:
            self._birds.draw(frame, t_s, pose.x_px * 0.1)
        if self._prospect.hero in ("oak", "copse"):
            self._draw_trees(frame, t_s, pose)
        self._field.draw(frame, t_s, pose, canvas, wind)
        if self._prospect.hero == "cherry":
            self._draw_trees(frame, t_s, pose)
        if self._fence is not None:
            self._fence.draw(frame, pose)
        self._behind.draw(frame, t_s, pose, canvas, wind, ground)
        self._cast.draw(frame, t_s, pose)
        self._before.draw(frame, t_s, pose, canvas, wind, ground)
        self._airborne.draw(frame, t_s, pose, wind)
        if self._bough is not None:
            self._bough.draw(frame, t_s, pose, canvas, wind)
        if self._supercell is not None:
            self._supercell.draw_near(frame, t_s, pose)
        self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    def _draw_trees(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        for tree in self._trees:
            tree.draw(frame, t_s, pose, self._canvas, self._wind)

    # -- painting -----------------------------------------------------------------------------

    def _make_air(self) -> Air:
        spec, prospect = self._spec, self._prospect
        haze = _HAZE_M[spec.weather] * _HAZE_OF_HOUR[spec.hour]
        clear = spec.weather in ("clear", "cloudy", "wind")
        return Air(
            self._light, prospect.sun_dir, prospect.sun_x_px, haze,
            mist=_MIST[spec.hour] if clear else 0.3, mist_m=9.0,
        )  # fmt: skip

    def _paint_sky(self) -> Layer:
        spec, prospect, canvas = self._spec, self._prospect, self._canvas
        horizon = prospect.lens.horizon_px
        sky = paint_sky(
            canvas, spec.time, spec.weather, sun_x_px=prospect.sun_x_px,
            sun_y_px=prospect.sun_y_px, horizon_y_px=horizon, palette=self._light, seed=spec.seed,
            sights=sights_of(spec),
        )  # fmt: skip
        sky = sky[: int(horizon + 0.1 * canvas.paint_height_px)]
        return Layer(np.dstack([sky, np.ones(sky.shape[:2], np.float32)]), 0.015)

    def _make_track(self) -> Track | None:
        if self._prospect.hero != "path":
            return None
        rng = np.random.default_rng([self._spec.seed & 0xFFFFFFFF, 0x7A])
        hand = float(rng.choice((-1, 1)))
        return Track(
            start_m=hand * float(rng.uniform(0.2, 1.1)),
            drift=hand * float(rng.uniform(0.02, 0.16)),
            swing_m=float(rng.uniform(0.8, 2.4)), phase=float(rng.uniform(0, 6.28)),
            half_m=float(rng.uniform(0.75, 1.1)),
        )  # fmt: skip

    def _paint_field(self) -> Field:
        prospect, cover, canvas = self._prospect, self._cover, self._canvas
        image, top = near_ground(
            prospect, cover, self._air, canvas, seed=self._seed, track=self._track
        )
        bed = Bed(_ALIVE_M * 0.93, CREST_M * 0.97, None)
        crowd = canvas.paint_width_px / (2304 * canvas.unit)
        grass = sow_grass(
            prospect, cover, self._air, bed, round(26000 * crowd), seed=self._seed,
            track=self._track,
        )  # fmt: skip
        flowers = sow_flowers(
            prospect, cover, self._air, bed, round(8000 * crowd), seed=self._seed,
            track=self._track,
        )  # fmt: skip
        self._sward(together([grass, *flowers])).paint(image, top, self._wind)
        self._veil(image, top)
        touch = Touch(
            glint=0.42 if cover.snow == 0 else 0.06,
            bend_m=(0.16 if cover.snow == 0 else 0.02) * min(2.0, abs(self._wind.sway) * 4),
            cloud=0.5 if self._light.shadow > 0.5 and not self._light.is_night else 0.0,
        )
        return Field(
            image, top, lens=prospect.lens, touch=touch, shear=prospect.ground, far_m=CREST_M
        )

    def _veil(self, image: NDArray[np.uint8], top_px: int) -> None:
        """The air before what grows far out on the field, in place."""
        lens = self._prospect.lens
        rows = np.arange(len(image), dtype=np.float32) + top_px
        z = lens.focal_px * lens.eye_m / np.maximum(rows - lens.horizon_px, 1.0)
        share = self._air.share(
            np.minimum(z, CREST_M).astype(np.float32), np.zeros(len(z), np.float32)
        )
        # The land under the plants has its air already.
        share = (0.75 * share)[:, None, None]
        alpha = image[..., 3:].astype(np.float32)
        colour = self._air.colour_px(self._canvas)[None] * alpha
        mixed = image[..., :3] + (colour - image[..., :3]) * share
        image[..., :3] = np.asarray(np.clip(mixed + 0.5, 0, 255), np.uint8)

    def _sward(self, plants: object, dim: float = 1.0) -> Sward:
        return Sward(
            plants, self._prospect.lens, self._sheets, seed=self._seed,  # type: ignore[arg-type]
            light_side=float(self._prospect.side), dim=dim,
        )  # fmt: skip

    def _make_sward(self) -> tuple[Sward, Sward]:
        """The living plants behind the cast, and those before it."""
        prospect, cover, canvas = self._prospect, self._cover, self._canvas
        calm = prospect.feet_m if self._cast_spec.subjects else None
        bed = Bed(prospect.lens.near_m * 0.80, _ALIVE_M, calm)
        crowd = canvas.paint_width_px / (2304 * canvas.unit)
        grass = sow_grass(
            prospect, cover, self._air, bed, round(8500 * crowd), seed=self._seed + 1,
            track=self._track,
        )  # fmt: skip
        count = round((640 if cover.rows is not None else 1000) * crowd)
        flowers = sow_flowers(
            prospect, cover, self._air, bed, count, seed=self._seed,
            track=self._track,
        )  # fmt: skip
        plants = together([grass, *flowers])
        split = prospect.feet_m
        return (
            self._sward(plants.taken(plants.z_m >= split)),
            self._sward(plants.taken(plants.z_m < split), dim=0.80),
        )

    def _make_cast(self) -> Cast:
        prospect, light = self._prospect, self._light
        grass = self._cover.grass[1]
        return Cast(
            self._cast_spec, self._canvas, self._rig(), ground_y_px=prospect.feet_y_px,
            parallax=prospect.ground.parallax_at(prospect.feet_y_px), seconds=self._seconds,
            move=self._move, ground_rgb=(float(grass[0]), float(grass[1]), float(grass[2])),
            ground=prospect.ground, horizon_y_px=prospect.lens.horizon_px,
            sun_px=(prospect.sun_x_px, prospect.sun_y_px) if self._spec.hour != "day" else None,
            footprints=0.7 * self._cover.snow, haze=0.12 * light.density,
            farthest_y_px=prospect.lens.horizon_px + 0.3 * (
                prospect.feet_y_px - prospect.lens.horizon_px),
        )  # fmt: skip

    def _make_birds(self) -> Flock | None:
        spec, prospect, canvas = self._spec, self._prospect, self._canvas
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xB2])
        rare = rng.random() < 0.4 or not birds_wanted(spec)
        if rare or spec.hour == "night" or spec.weather not in (
            "clear", "cloudy", "wind"):  # fmt: skip
            return None
        shade = np.asarray(self._light.ambient_rgb) * 0.42
        horizon = prospect.lens.horizon_px - canvas.margin_y_px
        return Flock(
            canvas, x_px=canvas.width_px * float(rng.uniform(0.25, 0.75)),
            y_px=horizon * float(rng.uniform(0.35, 0.7)), heading=prospect.wind,
            colour_rgb=(float(shade[0]), float(shade[1]), float(shade[2])), seed=spec.seed,
            seconds=self._seconds,
        )  # fmt: skip

    def _rig(self) -> Rig:
        x, y, _ = self._prospect.sun_dir
        return standing_out(self._light.rig((x, -y, 0.55)), self._light)
