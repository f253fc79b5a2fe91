"""The city: a street between houses, by day or night, neon or plain, in any weather."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import effects_of, period_of
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.lightning import Lightning
from kinoloom.generators.painted.air.sky import sights_of
from kinoloom.generators.painted.air.weather import Mist, Rain, Snow, Splashes
from kinoloom.generators.painted.cast.blocking import nearness_of
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.grade import Grade
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.city.blocks import build_street
from kinoloom.generators.painted.settings.city.grid import build_grid
from kinoloom.generators.painted.settings.city.heroes import Driver, Flier
from kinoloom.generators.painted.settings.city.kerbside import (
    cast_for,
    make_way,
    spot_for,
    steadied,
)
from kinoloom.generators.painted.settings.city.look import (
    Look,
    from_above,
    look_for,
    rig_for,
    tone,
)
from kinoloom.generators.painted.settings.city.paint import CityPainter, paint_city_sky
from kinoloom.generators.painted.settings.city.signs import paint_signs
from kinoloom.generators.painted.settings.city.traffic import Traffic
from kinoloom.generators.painted.settings.city.trees import trees_along
from kinoloom.generators.painted.settings.city.vehicles import (
    Vehicles,
    flies,
    is_car,
    is_driven,
)
from kinoloom.generators.painted.settings.city.view import View

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.cast.stage import Cast
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec


Effect = Rain | Splashes | Snow | Mist | Lightning
_ZOOMS = {"wide": 0.76, "normal": 1.0, "macro": 1.2}
_TRAFFIC = frozenset(("car", "cars", "taxi", "traffic", "vehicle", "person", "people"))
"""Without any of these a street is empty: nobody drives a car that has nobody in it."""


class City:
    """One shot in a city street. Making it paints the sheets; frames come in any order."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec = spec
        self._canvas = canvas
        self._fps = fps
        self._frame_count = frame_count
        self._duration_s = float(frame_count / fps)
        rng = np.random.default_rng(spec.seed)
        self._look = look_for(spec, rng)
        people = any(not (is_car(each) and flies(each)) for each in spec.subjects)
        self._is_aerial = not people and spec.move == "aerial"
        if self._is_aerial:
            self._look = from_above(self._look)
        self._view = (
            _aerial_view(canvas, rng)
            if self._is_aerial
            else street_view(canvas, rng, has_people=people, zoom=_ZOOMS[spec.lens])
        )
        self._view = _framed(self._view, spec, canvas, near=nearness_of(spec) if people else 1.0)
        self._walking = spec.model_copy(
            update={"subjects": tuple(each for each in spec.subjects if not is_driven(each))}
        )
        if self._walking.subjects:
            self._view = steadied(self._view, spot_for(self._walking, canvas, self._view))
        self._move = move_for(spec, canvas, self._duration_s)
        self._cast = self._people()
        self._paint(rng)
        self._cars()
        self._weather = _weather_for(
            spec, canvas, self._view, self._look, period_of(spec, self._duration_s)
        )
        light = daylight_of(spec)
        self._effects = effects_of(spec, canvas, light, self._duration_s)
        self._grade = _grade_for(spec, canvas, self._look)

    def _paint(self, rng: np.random.Generator) -> None:
        spec, canvas, view, look = self._spec, self._canvas, self._view, self._look
        atlas = paint_signs(spec.world, spec.seed)
        if self._is_aerial:
            nearest = 0.6 * view.ground_depth_m(canvas.paint_height_px)
            self._blocks = build_grid(look, atlas, rng, eye_m=view.eye_m, nearest_m=nearest)
        else:
            towering = 1.45 if canvas.is_portrait else 1.0
            if "rainbow" in sights_of(spec):
                # Low houses: between towers there is no sky for it to stand in.
                towering *= 0.42
            self._blocks = build_street(look, atlas, rng, towering=towering)
        self._blocks = make_way(self._blocks, self._cast, view, canvas)
        sun = look.sun_dir
        sun_px = (
            view.centre_x_px + view.focal_px * sun[0] / max(0.2, sun[2]),
            view.horizon_y_px - view.focal_px * sun[1] / max(0.2, sun[2]),
        )
        sky = paint_city_sky(spec, canvas, view, look, sun_px, is_aerial=self._is_aerial)
        painter = CityPainter(canvas, view, look, self._blocks, atlas, spec.seed)
        street = painter.street(sky)
        opaque = np.ones((*sky.shape[:2], 1), np.float32)
        self._sky = Layer(painter.eight_bit(np.concatenate([sky, opaque], axis=2)), 0.015)
        self._street = street.sheet
        mirror = street if self._blocks.mirrors else None
        self._houses = [painter.sheet(plan, mirror) for plan in self._blocks.sheets]
        if not self._is_aerial:
            light = daylight_of(spec)
            self._houses += trees_along(spec, canvas, view, look, light, self._blocks.road)
        standing = self._cast.standing_px()
        parallax = 1.0
        if standing is not None:
            parallax = view.parallax(view.ground_depth_m(standing[2]))
        focus_for(spec, canvas, subject_parallax=parallax).see(
            self._sky, self._street, *self._houses
        )

    def _people(self) -> Cast:
        """The subjects that are no cars: on the street."""
        look = self._look
        return cast_for(
            self._walking,
            self._canvas,
            self._view,
            rig_for(look),
            seconds=self._duration_s,
            move=self._move,
            ground_rgb=_triple(tone(0.6 * np.asarray(look.ambient_rgb))),
            shadow=0.75 if max(look.sun_rgb) > 0.3 else 0.12,
            footprints=0.6 * look.snow,
        )

    def _cars(self) -> None:
        """The cars: those that the prompt asks for, and the others."""
        spec, canvas, view, look = self._spec, self._canvas, self._view, self._look
        seconds = self._duration_s
        vehicles, road = Vehicles(canvas, view, look), self._blocks.road
        standing = self._cast.standing_px()
        people = None
        if standing is not None:
            people = (standing[0] + standing[1]) / 2, view.ground_depth_m(standing[2])
        self._heroes: list[Driver | Flier] = []
        for i, each in enumerate(one for one in spec.subjects if is_driven(one)):
            if is_car(each) and flies(each):
                self._heroes.append(
                    Flier(
                        canvas, view, look, each, seconds=seconds, seed=spec.seed + i,
                        loops=spec.loop,
                    )
                )  # fmt: skip
                continue
            self._heroes.append(
                Driver(
                    canvas, view, road, vehicles, each, seconds=seconds, seed=spec.seed + i,
                    loops=spec.loop, people=people,
                )
            )  # fmt: skip
        self._traffic = Traffic(
            canvas,
            view,
            look,
            road,
            vehicles,
            seconds=seconds,
            seed=spec.seed,
            is_aerial=self._is_aerial,
            loops=spec.loop,
            is_empty=not _TRAFFIC.isdisjoint(spec.without),
        )

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, sRGB."""
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        canvas = self._canvas
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._sky.draw(frame, pose, canvas)
        for each in self._weather:
            if isinstance(each, Lightning):
                each.draw_bolt(frame, t_s)
        self._street.draw(frame, pose, canvas)
        for sheet in self._houses:
            sheet.draw(frame, pose, canvas)
        self._traffic.draw(frame, t_s, pose)
        for hero in self._heroes:
            hero.draw(frame, t_s, pose)
        if not self._cast.is_empty:
            if self._look.wet > 0.1:
                self._cast.draw_reflection(frame, t_s, pose, strength=0.5 * self._look.wet)
            self._cast.draw(frame, t_s, pose)
        self._draw_weather(frame, t_s, pose)
        self._effects.draw(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    def _draw_weather(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        for each in self._weather:
            match each:
                case Lightning():
                    each.flash(frame, t_s)
                case Splashes():
                    each.draw(frame, t_s)
                case _:
                    each.draw(frame, t_s, pose)


def street_view(
    canvas: Canvas, rng: np.random.Generator, *, has_people: bool, zoom: float = 1.0
) -> View:
    """A viewpoint on the street, composed for the frame's shape."""
    width, height = canvas.width_px, canvas.height_px
    shape = width / height
    if canvas.is_portrait:
        horizon = float(rng.uniform(0.66, 0.73))
        focal = 0.92 * width
    else:
        horizon = float(rng.choice((0.50, 0.58, 0.66, 0.75))) + float(rng.uniform(-0.02, 0.02))
        focal = height * (1.02 if shape < 2 else 1.2) if shape > 1.2 else 0.95 * height
    eye = float(rng.choice((1.3, 2.4, 3.4, 5.2))) * float(rng.uniform(0.9, 1.1))
    if has_people:
        # At eye level a person of the usual height has its feet inside the picture.
        eye = float(rng.uniform(1.45, 1.7))
        horizon = max(0.54, min(horizon, 0.64)) - (0.03 if canvas.is_portrait else 0.0)
    centre = float(rng.choice((0.33, 0.44, 0.56, 0.67))) + float(rng.uniform(-0.03, 0.03))
    focal *= zoom
    return View(
        focal_px=focal,
        centre_x_px=canvas.margin_x_px + centre * width,
        horizon_y_px=canvas.margin_y_px + horizon * height,
        eye_m=eye,
        unit_depth_m=0.95 * focal * 9.5 / (canvas.paint_width_px / 2),
    )


def _framed(view: View, spec: SceneSpec, canvas: Canvas, *, near: float) -> View:
    """The view as the composition has it: who is near is seen from lower, and so fills it."""
    if spec.composition == "symmetrical":
        view = replace(view, centre_x_px=canvas.paint_width_px / 2)
    if near > 1:
        view = replace(view, eye_m=max(0.75, view.eye_m / near))
    return view


def _aerial_view(canvas: Canvas, rng: np.random.Generator) -> View:
    """A viewpoint above the roofs, with the city to the horizon."""
    width, height = canvas.width_px, canvas.height_px
    horizon = float(rng.uniform(0.26, 0.34))
    focal = 0.95 * width if canvas.is_portrait else 0.95 * height
    eye = float(rng.uniform(58, 84))
    centre = float(rng.uniform(0.35, 0.65))
    bottom_m = focal * eye / ((1.1 - horizon) * height)
    return View(
        focal_px=focal,
        centre_x_px=canvas.margin_x_px + centre * width,
        horizon_y_px=canvas.margin_y_px + horizon * height,
        eye_m=eye,
        unit_depth_m=1.15 * bottom_m,
    )


def _weather_for(
    spec: SceneSpec, canvas: Canvas, view: View, look: Look, period_s: float | None
) -> tuple[Effect, ...]:
    """What falls and drifts in front of the lens."""
    seed, horizon = spec.seed, view.horizon_y_px
    air = np.minimum(1, 0.42 + 0.7 * tone(look.air_rgb))
    tint = _triple(np.minimum(1, air + np.array([0.0, 0.0, 0.05])))
    fog = tone(0.55 * np.asarray(look.haze_rgb) + 0.45 * np.asarray(look.air_rgb))

    def banks(strength: float, drift_px_per_s: float) -> Mist:
        return Mist(
            canvas, strength, seed + 3, colour_rgb=_triple(fog),
            top_px=horizon - 0.34 * canvas.height_px,
            bottom_px=horizon + 0.16 * canvas.height_px,
            drift_px_per_s=drift_px_per_s,
        )  # fmt: skip

    match spec.weather:
        case "rain":
            power = 0.55 + 0.4 * spec.motion
            return (
                Rain(canvas, power, seed + 1, tint_rgb=tint, period_s=period_s),
                Splashes(
                    canvas, power, seed + 2, horizon_y_px=horizon, tint_rgb=tint, period_s=period_s
                ),
            )
        case "storm":
            return (
                banks(0.35, 130.0),
                Rain(canvas, 1.0, seed + 1, wind=0.32, tint_rgb=tint, period_s=period_s),
                Splashes(
                    canvas, 1.0, seed + 2, horizon_y_px=horizon, tint_rgb=tint, period_s=period_s
                ),
                Lightning(canvas, 0.7, seed + 4, horizon_y_px=horizon, period_s=period_s),
            )
        case "snow":
            return (Snow(canvas, 0.6 + 0.4 * spec.motion, seed + 1, period_s=period_s),)
        case "fog":
            return (banks(0.75, 36.0),)
        case _:
            return ()


def _grade_for(spec: SceneSpec, canvas: Canvas, look: Look) -> Grade:
    if look.is_neon and look.is_dark:
        return Grade(
            canvas, vignette=0.42, grain=0.008, saturation=1.12, bloom=0.85, threshold=0.55,
            anamorphic=0.22, lift=(0.010, 0.008, 0.022), gain=(1.04, 1.05, 1.07), contrast=0.45,
            seed=spec.seed, style=spec.style, stock=spec.stock, mood=spec.mood,
        )  # fmt: skip
    if look.is_dark:
        return Grade(
            canvas, vignette=0.40, grain=0.008, saturation=1.08, bloom=0.7, threshold=0.6,
            anamorphic=0.08, lift=(0.012, 0.012, 0.02), gain=(1.04, 1.03, 1.02), contrast=0.4,
            seed=spec.seed, style=spec.style, stock=spec.stock, mood=spec.mood,
        )  # fmt: skip
    return Grade(
        canvas, vignette=0.30, grain=0.006, saturation=1.10, bloom=0.4, threshold=0.78,
        lift=(0.012, 0.012, 0.016), gain=(1.02, 1.01, 1.0), contrast=0.38,
        seed=spec.seed, style=spec.style, stock=spec.stock, mood=spec.mood,
    )  # fmt: skip


def _triple(colour: NDArray[np.floating]) -> tuple[float, float, float]:
    return float(colour[0]), float(colour[1]), float(colour[2])
