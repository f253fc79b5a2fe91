"""The desert, on Earth or on Mars: dunes, table mountains and rock fields under a wide sky."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.air.conditions import effects_of, period_of
from kinoloom.generators.painted.air.lightning import Lightning
from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.grade import Grade
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.desert.corner_rocks import corner_rocks
from kinoloom.generators.painted.settings.desert.flying_dust import FlyingDust
from kinoloom.generators.painted.settings.desert.light import desert_light, desert_sand
from kinoloom.generators.painted.settings.desert.mars_sky import paint_mars_sky
from kinoloom.generators.painted.settings.desert.place import compose
from kinoloom.generators.painted.settings.desert.terrain import Air, Reach, Sunlight, paint_terrain
from kinoloom.generators.painted.settings.sea.palms import Palms

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Rig
    from kinoloom.generators.painted.settings.desert.place import Place
    from kinoloom.generators.painted.spec import SceneSpec, Time, Weather

_NO_BUTTES = np.zeros((0, 5), np.float64)
_GROUND_ABOVE_HORIZON_PX = 260
_KEY_GAIN: dict[Time, float] = {
    "dawn": 1.7,
    "day": 0.84,
    "noon": 0.66,
    "golden_hour": 1.75,
    "dusk": 1.0,
    "night": 1.5,
}
_AIR: dict[Weather, Air] = {
    "clear": Air(1500, 70, 0.90, 10),
    "cloudy": Air(1400, 66, 0.86, 11),
    "rain": Air(800, 48, 0.90, 22),
    "snow": Air(640, 62, 0.80, 24, snow=0.92),
    "fog": Air(170, 25, 1.0, 60),
    "storm": Air(620, 44, 0.92, 26),
    "wind": Air(1300, 64, 0.90, 14),
    "sandstorm": Air(120, 27, 1.0, 70),
}
_PALM_WINDS: dict[Weather, float] = {"storm": 1.0, "wind": 0.75, "sandstorm": 0.8, "rain": 0.4}
_ADAPTATION = 0.42
_LEAST_SIGHT = 200.0
_WETNESS: dict[Weather, float] = {"rain": 0.66, "storm": 0.8}


class Desert:
    """One shot in a desert; see `Scene` for the contract."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec = spec
        self._canvas = canvas
        self._fps = fps
        self._frame_count = frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        place = compose(spec, canvas)
        self._sand = desert_sand(spec)
        self._light = desert_light(spec, self._sand)
        self._layers = self._paint_land(place)
        self._front = corner_rocks(
            canvas, place, self._light, self._sand, veil=_veil(_air(spec)), seed=spec.seed
        )
        focus_for(spec, canvas, subject_parallax=place.ground.parallax_at(place.feet_y_px)).see(
            *self._layers, self._front
        )
        self._palms = self._plant_palms(place)
        self._cast = self._place_cast(place)
        period_s = period_of(spec, self._seconds)
        self._air = FlyingDust(spec, canvas, place, self._light, self._sand, period_s)
        self._effects = effects_of(spec, canvas, self._light, self._seconds)
        horizon = place.view.horizon_y_px
        self._lightning = (
            Lightning(canvas, 0.7, spec.seed + 4, horizon_y_px=horizon, period_s=period_s)
            if spec.weather == "storm"
            else None
        )
        self._grade = _grade(spec, canvas)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The graded frame."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        for number, layer in enumerate(self._layers):
            layer.draw(frame, pose, canvas)
            if number == 0 and self._lightning is not None:
                self._lightning.draw_bolt(frame, t_s)
        self._air.draw_behind(frame, t_s, pose)
        self._cast.draw(frame, t_s, pose)
        self._front.draw(frame, pose, canvas)
        if self._palms is not None:
            self._palms.draw(frame, t_s, pose)
        self._air.draw_before(frame, t_s, pose)
        self._effects.draw(frame, t_s, pose)
        if self._lightning is not None:
            self._lightning.flash(frame, t_s)
        return self._grade.apply(frame, index % self._frame_count)

    def _plant_palms(self, place: Place) -> Palms | None:
        """An oasis begins where the camera stands: its palms frame the sand."""
        spec = self._spec
        if spec.trees != "palm" or spec.world == "mars" or spec.weather == "snow":
            return None
        if self._canvas.is_portrait and spec.subjects:
            return None  # there is no room beside them
        side = round(place.sun_side)
        return Palms(
            spec, self._canvas, self._light, side=-side, sun_side=side,
            wind=_PALM_WINDS.get(spec.weather, 0.15), loop_s=period_of(spec, self._seconds),
        )  # fmt: skip

    def _paint_land(self, place: Place) -> list[Layer]:
        """Sky, far and middle mountains, and the ground, far to near."""
        canvas, view = self._canvas, place.view
        width_px, horizon_y = canvas.paint_width_px, place.view.horizon_y_px
        sky = self._paint_sky(place)
        layers = [Layer(_opaque(sky), 0.02)]
        horizon_rgb = _above_horizon(sky, canvas, horizon_y)
        sunlight = self._sunlight(place)
        air = _air(self._spec)
        base_px = int(horizon_y + 40 * canvas.unit)
        for buttes, parallax in ((place.far_buttes, 0.06), (place.mid_buttes, 0.12)):
            # Thick air hides them, and what is left of them would be paler than a dark sky.
            if len(buttes) == 0 or air.depth < _LEAST_SIGHT:
                continue
            top_px = max(0, int(horizon_y - _tallest_px(buttes, view.focal_px) * 1.35))
            spread = float((buttes[:, 2] * 1.7).max())
            reach = Reach(
                near=max(90.0, float(buttes[:, 1].min()) - spread),
                far=float(buttes[:, 1].max()) + spread,
                top_px=top_px,
                strata=float(buttes[:, 3].max()) / 22,
            )
            painted = paint_terrain(
                width_px,
                base_px,
                view=view,
                reach=reach,
                shape=place.far_land,
                buttes=buttes,
                sunlight=sunlight,
                air=air,
                horizon_rgb=horizon_rgb,
            )
            layers.append(Layer(painted, parallax, y_px=top_px))
        top_px = int(horizon_y - _GROUND_ABOVE_HORIZON_PX * canvas.unit)
        below_px = canvas.paint_height_px - horizon_y
        reach = Reach(
            near=0.5 * view.focal_px * view.eye / below_px,
            far=230.0,
            top_px=top_px,
            fade=(110.0, 215.0),
        )
        ground = paint_terrain(
            width_px,
            canvas.paint_height_px,
            view=view,
            reach=reach,
            shape=place.land,
            buttes=_NO_BUTTES,
            sunlight=sunlight,
            air=air,
            horizon_rgb=horizon_rgb,
        )
        layers.append(Layer(ground, 0.17, y_px=top_px, shear=place.ground))
        return layers

    def _paint_sky(self, place: Place) -> NDArray[np.float32]:
        spec, canvas = self._spec, self._canvas
        if spec.world == "mars" and spec.weather in ("clear", "cloudy"):
            return paint_mars_sky(
                canvas,
                self._light,
                sun_px=place.sun_px,
                horizon_y_px=place.view.horizon_y_px,
                moons=place.moons,
                seed=spec.seed,
            )
        return paint_sky(
            canvas,
            spec.hour,
            spec.weather,
            sun_x_px=place.sun_px[0],
            sun_y_px=place.sun_px[1],
            horizon_y_px=place.view.horizon_y_px,
            palette=self._light,
            seed=spec.seed,
            sights=sights_of(spec),
        )

    def _sunlight(self, place: Place) -> Sunlight:
        light = self._light
        sand = rgb(self._sand.sand) * np.float32(_WETNESS.get(self._spec.weather, 1.0))
        key = np.array(light.key_rgb, np.float32)
        # Warm light on warm sand multiplies to pure orange; eyes adapt to the light's colour.
        key = mix(key, np.full(3, key.max()), _ADAPTATION) * np.float32(0.94)
        ambient = np.array(light.ambient_rgb, np.float32)
        return Sunlight(
            direction=place.light_direction,
            gain=_KEY_GAIN[self._spec.time],
            lit=np.asarray(sand * key, np.float32),
            shade=mix(sand * ambient * np.float32(0.80), ambient * np.float32(0.52), 0.42),
            sky=sand * ambient * np.float32(0.7),
            haze=np.array(light.haze_rgb, np.float32),
            haze_near_sun=np.array(light.haze_sun_rgb, np.float32),
            rock=np.array(self._sand.rock, np.float32),
            glow_direction=place.glow_direction,
        )

    def _place_cast(self, place: Place) -> Cast:
        spec, light = self._spec, self._light
        ground_rgb = mix(light.ambient_rgb, light.key_rgb, 0.4) * rgb(self._sand.sand)
        return Cast(
            spec,
            self._canvas,
            self._rig(place),
            ground_y_px=place.feet_y_px,
            parallax=place.ground.parallax_at(place.feet_y_px),
            seconds=self._seconds,
            move=self._move,
            ground_rgb=_triple(np.clip(ground_rgb, 0, 1)),
            ground=place.ground,
            horizon_y_px=place.view.horizon_y_px,
            sun_px=place.sun_px if spec.hour != "day" else None,
            footprints=0.9 if place.kind != "rocks" else 0.5,
            haze={"fog": 0.35, "sandstorm": 0.2, "snow": 0.12, "rain": 0.08}.get(
                spec.weather, 0.02
            ),
        )

    def _rig(self, place: Place) -> Rig:
        """The key comes a little from the front, or whoever walks before the sun would be black."""
        x, y, z = place.light_direction
        front = 0.16 if self._spec.hour != "day" else 0.4
        rig = self._light.rig((x, -y, front - 0.1 * z))
        if self._spec.hour == "day" or self._spec.weather not in ("clear", "cloudy"):
            return rig
        # Before a low sun a figure is shape first: darker inside, a burning edge.
        return replace(
            rig,
            ambient_rgb=_triple(np.array(rig.ambient_rgb, np.float32) * np.float32(0.82)),
            rim_rgb=_triple(np.array(rig.rim_rgb, np.float32) * np.float32(1.35)),
        )


def _veil(air: Air) -> float:
    """How much air hides what stands close to the lens."""
    return 0.8 * (1.0 - math.exp(-10.0 / air.ground_depth))


def _air(spec: SceneSpec) -> Air:
    air = _AIR[spec.weather]
    if spec.weather != "clear":
        return air
    match spec.hour:
        case "dawn":
            return Air(1200, 50, 0.95, 16)
        case "day":
            return Air(2100, 110, 0.82, 9)
        case "night":
            return Air(1500, 80, 0.88, 10)
        case _:
            return air


def _grade(spec: SceneSpec, canvas: Canvas) -> Grade:
    low_sun = spec.hour in ("dawn", "golden_hour", "dusk")
    open_sky = spec.weather in ("clear", "cloudy", "wind")
    night = spec.hour == "night"
    lift = (0.012, 0.014, 0.030) if night else (0.020, 0.012, 0.022)
    return Grade(
        canvas,
        vignette=0.46 if low_sun or night else 0.30,
        saturation=0.97,
        bloom=0.6 if low_sun and open_sky else 0.38,
        threshold=0.66,
        anamorphic=0.14 if low_sun and open_sky else 0.0,
        lift=lift,
        gain=_gain(spec, low_sun=low_sun),
        contrast=0.38 if open_sky else 0.26,
        seed=spec.seed,
        style=spec.style,
        mood=spec.mood,
        stock=spec.stock,
    )


def _gain(spec: SceneSpec, *, low_sun: bool) -> tuple[float, float, float]:
    # White sand under a white sky would be a sheet of paper.
    if spec.weather == "snow" and spec.hour == "day":
        return 0.79, 0.81, 0.85
    if spec.weather == "fog" and spec.hour == "day":
        return 0.90, 0.90, 0.90
    return (1.02, 0.98, 0.985) if low_sun and spec.world != "mars" else (1.02, 1.0, 0.99)


def _above_horizon(
    sky: NDArray[np.float32], canvas: Canvas, horizon_y_px: float
) -> NDArray[np.float32]:
    """The sky's colour just above the horizon for each column, without its small shapes."""
    unit = canvas.unit
    rows = sky[int(horizon_y_px - 26 * unit) : int(horizon_y_px - 4 * unit)]
    line = rows.mean(axis=0, dtype=np.float32)[None]
    soft = cv2.GaussianBlur(
        line, (0, 0), sigmaX=60 * unit, sigmaY=1, borderType=cv2.BORDER_REPLICATE
    )
    return np.ascontiguousarray(soft[0], np.float32)


def _tallest_px(buttes: NDArray[np.float64], focal_px: float) -> float:
    nearest = np.maximum(60.0, buttes[:, 1] - buttes[:, 2])
    return float((buttes[:, 3] / nearest).max()) * focal_px


def _opaque(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.dstack([picture, np.ones(picture.shape[:2], np.float32)])


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
