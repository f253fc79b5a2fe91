"""Villages, farms and castles: buildings on rolling land, with smoke, lamps and flags."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.air.weather import Mist
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.hamlet.castle import plan_castle
from kinoloom.generators.painted.settings.hamlet.farm import plan_farm
from kinoloom.generators.painted.settings.hamlet.lay import castle_seat, lay_out
from kinoloom.generators.painted.settings.hamlet.plan import NEAR_M, Plan
from kinoloom.generators.painted.settings.hamlet.site import painted_land
from kinoloom.generators.painted.settings.hamlet.village import lie_of, plan_village
from kinoloom.generators.painted.settings.meadow.airborne import Airborne
from kinoloom.generators.painted.settings.meadow.blooms import sheets_of
from kinoloom.generators.painted.settings.meadow.features import Fence, bough, tree_at
from kinoloom.generators.painted.settings.meadow.field import Field, Touch, premultiplied
from kinoloom.generators.painted.settings.meadow.ground import far_hills
from kinoloom.generators.painted.settings.meadow.growth import Bed, sow_flowers, sow_grass
from kinoloom.generators.painted.settings.meadow.gusts import wind_of
from kinoloom.generators.painted.settings.meadow.prospect import is_flower
from kinoloom.generators.painted.settings.meadow.sward import NO_HEADS, Sheets, Sward, together
from kinoloom.generators.painted.settings.meadow.trees import Grove
from kinoloom.generators.painted.settings.mountains.birds import Flock, birds_wanted

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.settings.meadow.swaying import Swaying
    from kinoloom.generators.painted.spec import SceneSpec

_ALIVE_M = 8.5


class Hamlet:
    """The settings "village", "farm" and "castle"; see `Scene` for the contract."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self._light = daylight_of(spec)
        self._site = site = lay_out(spec, canvas, self._light)
        self._wind = wind_of(spec, site.prospect.wind)
        self._sky = self._paint_sky()
        self._sheets: Sheets = (
            sheets_of(site.cover.species, self._light, float(site.prospect.side)) or NO_HEADS
        )
        sown = spec.setting != "farm"
        cast = tuple(s for s in spec.subjects if not (sown and is_flower(s)))
        self._cast_spec = spec.model_copy(update={"subjects": cast})
        self._hills = far_hills(site.prospect, site.cover, site.air, canvas, seed=site.seed)
        self._plan = self._make_plan()
        self._field = self._paint_field()
        self._behind, self._before = self._make_sward()
        self._fence = (
            Fence(site.prospect, site.air, canvas, seed=site.seed)
            if spec.setting == "farm"
            else None
        )
        self._frames = self._make_frame_tree()
        prospect, plan = site.prospect, self._plan
        focus = focus_for(
            spec, canvas, subject_parallax=prospect.ground.parallax_at(prospect.feet_y_px)
        )
        focus.see(
            self._sky, self._hills, *plan.far, *plan.middle, *plan.near, self._field, self._frames
        )
        if focus.strength > 0:
            # Far cloth is drawn in each frame: sharp before soft walls it would look pasted on.
            plan.flags, plan.banners = [], []
        self._mist = self._make_mist()
        self._cast = self._make_cast()
        self._birds = self._make_birds()
        self._airborne = Airborne(
            spec, canvas, self._light, horizon_y_px=site.prospect.lens.horizon_px,
            petals=False, butterflies=spec.setting == "farm", glow=0.35,
        )  # fmt: skip
        # Smoke rises from the chimneys here, not before the lens.
        airy = spec.model_copy(update={"effects": tuple(e for e in spec.effects if e != "smoke")})
        self._conditions = Conditions(
            airy, canvas, self._light, horizon_y_px=site.prospect.lens.horizon_px,
            splashes=site.track is not None and spec.setting == "village", seconds=self._seconds,
        )  # fmt: skip
        self._grade = grade_for(spec, canvas)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas, wind = self._canvas, self._wind
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._draw_far(frame, t_s, pose)
        self._field.draw(frame, t_s, pose, canvas, wind)
        self._conditions.draw_splashes(frame, t_s)
        self._draw_near(frame, t_s, pose)
        if self._frames is not None:
            self._frames.draw(frame, t_s, pose, canvas, wind)
        self._airborne.draw(frame, t_s, pose, wind)
        self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    # -- drawing ------------------------------------------------------------------------------

    def _draw_far(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        canvas, wind, plan = self._canvas, self._wind, self._plan
        self._sky.draw(frame, pose, canvas)
        if self._hills is not None:
            self._hills.draw(frame, t_s, pose, canvas, wind)
        self._conditions.draw_far(frame, t_s, pose)
        if self._birds is not None:
            self._birds.draw(frame, t_s, pose.x_px * 0.1)
        if self._spec.setting == "castle":
            for flag in plan.flags:
                flag.draw(frame, t_s, pose, wind)
        for sheet in plan.far:
            sheet.draw(frame, t_s, pose, canvas, wind)
        for banner in plan.banners:
            banner.draw(frame, t_s, pose, wind)
        if self._spec.setting == "castle":
            for glow in plan.glows:
                glow.draw(frame, t_s, pose)
        if self._mist is not None:
            self._mist.draw(frame, t_s, pose)
        for k, sheet in enumerate(plan.middle):
            sheet.draw(frame, t_s, pose, canvas, wind)
            if k < len(plan.smoke):
                plan.smoke[k].draw(frame, t_s, pose, wind)
        for sail in plan.sails:
            sail.draw(frame, t_s, pose, wind)
        if self._spec.setting != "castle":
            for glow in plan.glows:
                glow.draw(frame, t_s, pose)

    def _draw_near(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        canvas, wind, plan = self._canvas, self._wind, self._plan
        ground = self._site.prospect.ground
        for k, sheet in enumerate(plan.near):
            sheet.draw(frame, t_s, pose, canvas, wind)
            if k < len(plan.near_smoke):
                plan.near_smoke[k].draw(frame, t_s, pose, wind)
            if k < len(plan.near_glows):
                plan.near_glows[k].draw(frame, t_s, pose)
        if self._fence is not None:
            self._fence.draw(frame, pose)
        if plan.lanterns is not None:
            plan.lanterns.draw(frame, t_s, pose)
        self._behind.draw(frame, t_s, pose, canvas, wind, ground)
        self._cast.draw(frame, t_s, pose)
        self._before.draw(frame, t_s, pose, canvas, wind, ground)

    # -- painting -----------------------------------------------------------------------------

    def _make_plan(self) -> Plan:
        spec, site = self._spec, self._site
        match spec.setting:
            case "farm":
                return plan_farm(spec, site)
            case "castle":
                return plan_castle(spec, site, castle_seat(spec, site))
            case _:
                return plan_village(spec, site, lie_of(spec))

    def _paint_sky(self) -> Layer:
        spec, prospect, canvas = self._spec, self._site.prospect, self._canvas
        horizon = prospect.lens.horizon_px
        sky = paint_sky(
            canvas, spec.time, spec.weather, sun_x_px=prospect.sun_x_px,
            sun_y_px=prospect.sun_y_px, horizon_y_px=horizon, palette=self._light, seed=spec.seed,
            sights=sights_of(spec),
        )  # fmt: skip
        sky = sky[: int(horizon + 0.1 * canvas.paint_height_px)]
        return Layer(np.dstack([sky, np.ones(sky.shape[:2], np.float32)]), 0.015)

    def _paint_field(self) -> Field:
        """The near field: lane, furrows or grass, with the light of the lamps on it."""
        site, canvas = self._site, self._canvas
        lamps = np.array(self._plan.field_lamps) if self._plan.field_lamps else None
        lens = site.prospect.lens
        rgba, top, _ = painted_land(site, lens.near_m, NEAR_M, lamps=lamps, room_px=50)
        fall = np.clip((np.arange(len(rgba)) + top - lens.horizon_px) /
                       (lens.height_px - lens.horizon_px), 0, 1)  # fmt: skip
        rgba[..., :3] *= (1.0 - (0.20 if site.has_parcels else 0.36) * fall**1.6)[:, None, None]
        image = premultiplied(rgba, site.seed % 997)
        if not site.has_parcels:
            crowd = canvas.paint_width_px / (2304 * canvas.unit)
            bed = Bed(_ALIVE_M * 0.93, NEAR_M * 0.97, None)
            grass = sow_grass(
                site.prospect, site.cover, site.air, bed, round(20000 * crowd), seed=site.seed,
                track=site.track,
            )  # fmt: skip
            flowers = sow_flowers(
                site.prospect, site.cover, site.air, bed, round(2400 * crowd), seed=site.seed,
                track=site.track,
            )  # fmt: skip
            plants = together([grass, *flowers])
            sward = Sward(plants, lens, self._sheets, seed=site.seed,
                          light_side=float(site.prospect.side))  # fmt: skip
            sward.paint(image, top, self._wind)
        touch = Touch(
            glint=0.30 if site.cover.snow == 0 and not site.has_parcels else 0.05,
            bend_m=0.0 if site.has_parcels or site.cover.snow > 0 else 0.08,
            cloud=0.5 if self._light.shadow > 0.5 and not self._light.is_night else 0.0,
        )
        return Field(image, top, lens=lens, touch=touch, shear=site.prospect.ground, far_m=NEAR_M)

    def _make_sward(self) -> tuple[Sward, Sward]:
        site, canvas = self._site, self._canvas
        lens = site.prospect.lens
        calm = site.prospect.feet_m if self._cast_spec.subjects else None
        crowd = canvas.paint_width_px / (2304 * canvas.unit)
        count = round((7000 if site.has_parcels else 4400) * crowd)
        bed = Bed(lens.near_m * 0.8, _ALIVE_M, calm)
        grass = sow_grass(
            site.prospect, site.cover, site.air, bed, count, seed=site.seed + 1, track=site.track
        )
        if site.has_parcels:
            # Only a verge before the field: furrows must stay open.
            edge = 0.62 * site.prospect.feet_m + 0.9 * np.sin(grass.x_m * 1.1)
            grass = grass.taken(grass.z_m < edge)
        flowers = sow_flowers(
            site.prospect, site.cover, site.air, bed, round(300 * crowd), seed=site.seed,
            track=site.track,
        )  # fmt: skip
        grass = together([grass, *flowers])
        split = site.prospect.feet_m
        side = float(site.prospect.side)
        parts = (grass.taken(grass.z_m >= split), 1.0), (grass.taken(grass.z_m < split), 0.78)
        behind, before = (
            Sward(part, lens, self._sheets, seed=site.seed, light_side=side, dim=dim)
            for part, dim in parts
        )
        return behind, before

    def _make_frame_tree(self) -> Swaying | None:
        """A tree at the frame's side, close by, or a bough in its corner."""
        site, spec, canvas = self._site, self._spec, self._canvas
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x7F2])
        if rng.random() < 0.45:
            return bough(site.prospect, site.cover, site.air, canvas, seed=site.seed)
        if canvas.is_portrait:
            return None
        half = site.prospect.lens.middle_px / site.prospect.lens.focal_px
        z = float(rng.uniform(15, 19))
        hand = float(site.prospect.side) if rng.random() < 0.75 else -float(site.prospect.side)
        if spec.setting == "village" and lie_of(spec) != "lane":
            hand = -math.copysign(1.0, float(site.prospect.relief.mounds[0][0]))
        grove = Grove(site.cover.leaves * 0.9, 0.4 * site.cover.snow,
                      0.62 if site.cover.snow > 0 else 0.10)  # fmt: skip
        x = hand * half * z * float(rng.uniform(0.74, 0.82))
        return tree_at(
            site.prospect, grove, site.air, canvas, place_m=(x, z),
            tall_m=float(rng.uniform(7.5, 9.5)), seed=site.seed + 77,
        )  # fmt: skip

    def _make_mist(self) -> Mist | None:
        spec, site, canvas = self._spec, self._site, self._canvas
        strength = {"dawn": 0.55, "dusk": 0.34, "night": 0.30, "golden_hour": 0.26}.get(
            spec.hour, 0.10
        )
        if spec.setting == "castle":
            strength += 0.16
        if spec.weather in ("fog", "sandstorm"):
            return None
        light = site.air.light
        tint = mix(light.haze_rgb, light.haze_sun_rgb, 0.45)
        horizon = site.prospect.lens.horizon_px
        high = 0.16 if spec.setting == "castle" else 0.09
        return Mist(
            canvas, min(0.7, strength), spec.seed + 21,
            colour_rgb=(float(tint[0]), float(tint[1]), float(tint[2])),
            top_px=horizon - high * canvas.height_px, bottom_px=horizon + 40 * canvas.unit,
            drift_px_per_s=13 * self._wind.heading,
        )  # fmt: skip

    def _make_cast(self) -> Cast:
        site, light = self._site, self._light
        prospect, grass = site.prospect, site.cover.grass[1]
        return Cast(
            self._cast_spec, self._canvas, self._rig(), ground_y_px=prospect.feet_y_px,
            parallax=prospect.ground.parallax_at(prospect.feet_y_px), seconds=self._seconds,
            move=self._move, ground_rgb=(float(grass[0]), float(grass[1]), float(grass[2])),
            ground=prospect.ground, horizon_y_px=prospect.lens.horizon_px,
            sun_px=(prospect.sun_x_px, prospect.sun_y_px) if self._spec.hour != "day" else None,
            footprints=0.7 * site.cover.snow, haze=0.12 * light.density,
            farthest_y_px=prospect.lens.horizon_px + 0.4 * (
                prospect.feet_y_px - prospect.lens.horizon_px),
        )  # fmt: skip

    def _make_birds(self) -> Flock | None:
        spec, prospect, canvas = self._spec, self._site.prospect, self._canvas
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xB3])
        foul = spec.weather not in ("clear", "cloudy", "wind") or not birds_wanted(spec)
        if rng.random() < 0.35 or spec.hour == "night" or foul:
            return None
        shade = np.asarray(self._light.ambient_rgb) * 0.42
        horizon = prospect.lens.horizon_px - canvas.margin_y_px
        return Flock(
            canvas, x_px=canvas.width_px * float(rng.uniform(0.25, 0.75)),
            y_px=horizon * float(rng.uniform(0.30, 0.6)), heading=prospect.wind,
            colour_rgb=(float(shade[0]), float(shade[1]), float(shade[2])), seed=spec.seed,
            seconds=self._seconds,
        )  # fmt: skip

    def _rig(self) -> Rig:
        x, y, _ = self._site.prospect.sun_dir
        return self._light.rig((x, -y, 0.55))
