"""A skyline: towers in the air's depth, their lights, their image in moving water."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Layer, add_spots, place
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.city.vehicles import is_driven
from kinoloom.generators.painted.settings.mountains.birds import Flock, birds_wanted
from kinoloom.generators.painted.settings.mountains.lake import Lake
from kinoloom.generators.painted.settings.mountains.looks import water_of
from kinoloom.generators.painted.settings.skyline.band import Depth, paint_band
from kinoloom.generators.painted.settings.skyline.crossing import Airliner, Cars, Ferries
from kinoloom.generators.painted.settings.skyline.drivers import Drivers
from kinoloom.generators.painted.settings.skyline.illumination import (
    deepened,
    illuminate,
    with_glow,
)
from kinoloom.generators.painted.settings.skyline.lamps import Sparkle, Strings
from kinoloom.generators.painted.settings.skyline.plan import (
    FAR_PARALLAX,
    MIDDLE_PARALLAX,
    SHORE_PARALLAX,
    compose,
    is_afloat,
)
from kinoloom.generators.painted.settings.skyline.quay import framing, pavement, railing
from kinoloom.generators.painted.settings.skyline.shore import Wheel, bridge, embankment

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

_SKY_PARALLAX = 0.015
_LAMP = np.array([1.0, 0.84, 0.58], np.float32)
_DEPTHS = (
    (Depth((34, 76), (4.0, 5.4), 0.66, 0.34, 26, 0.50, 0.34, 8, 1), FAR_PARALLAX),
    (Depth((52, 112), (5.6, 8.0), 0.80, 0.17, 60, 0.22, 0.26, 4, 2), MIDDLE_PARALLAX),
    (Depth((60, 130), (7.5, 10.5), 0.46, 0.12, 110, 0.05, 0.14, 0, 3), SHORE_PARALLAX),
)


class Skyline:
    """The setting "skyline"."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self._plan = compose(spec, canvas)
        self._light = deepened(daylight_of(spec), spec.seed)
        self._lights = illuminate(spec, self._light, is_neon=self._plan.is_neon)
        self._sky = self._paint_sky()
        self._bands = self._paint_bands()
        self._build_shore()
        self._lake = self._make_lake()
        seconds = self._seconds
        self._ferries = Ferries(spec, self._plan, canvas, self._lights, seconds)
        self._airliner = Airliner(spec, self._plan, canvas, self._lights, seconds)
        self._cars = Cars(spec, self._plan, canvas, self._lights, seconds)
        self._drivers = Drivers(spec, self._plan, canvas, seconds)
        self._birds = self._make_birds()
        self._build_quay()
        self._boats = self._make_cast(afloat=True)
        self._cast = self._make_cast(afloat=False)
        line = self._plan.feet_y_px if self._boats is None else self._plan.afloat_y_px
        focus_for(spec, canvas, subject_parallax=self._plan.ground.parallax_at(line)).see(
            self._sky,
            *(each for band in self._bands for each in band),
            self._bank,
            self._bridge,
            self._strings,
            *self._quay,
        )
        self._conditions = Conditions(
            spec, canvas, self._light, horizon_y_px=self._plan.shore_y_px, seconds=seconds
        )
        self._grade = grade_for(spec, canvas)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._draw_far(frame, t_s, pose)
        self._draw_water(frame, t_s, pose)
        self._draw_near(frame, t_s, pose)
        self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    # -- drawing ------------------------------------------------------------------------------

    def _draw_far(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Everything that the water mirrors."""
        canvas = self._canvas
        self._sky.draw(frame, pose, canvas)
        self._airliner.draw(frame, t_s, pose)
        for k, (layer, sparkle) in enumerate(self._bands):
            layer.draw(frame, pose, canvas)
            sparkle.draw(frame, t_s, pose)
            if k == 0:
                self._conditions.draw_far(frame, t_s, pose)
                if self._birds is not None:
                    self._birds.draw(frame, t_s, pose.x_px * 0.1)
        self._bank.draw(frame, pose, canvas)
        if self._wheel is not None:
            self._wheel.draw(frame, t_s, pose)
        if self._bridge is not None:
            self._bridge.draw(frame, pose, canvas)
        self._strings.draw(frame, t_s, pose)
        self._cars.draw(frame, t_s, pose, heroes=False)

    def _draw_water(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        plan, canvas = self._plan, self._canvas
        _, shore_y, _ = place(0.0, plan.shore_y_px, SHORE_PARALLAX, pose, canvas)
        sun_x, _, _ = place(plan.sun_x_px, plan.sun_y_px, _SKY_PARALLAX, pose, canvas)
        self._lake.draw(frame, t_s, pose, shore_y_px=shore_y, sun_x_px=sun_x)
        self._conditions.draw_splashes(frame, t_s)
        self._ferries.draw(frame, t_s, pose)
        if self._boats is not None:
            self._boats.draw_reflection(frame, t_s, pose, strength=0.6)
            self._boats.draw(frame, t_s, pose)

    def _draw_near(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        canvas = self._canvas
        for layer in self._quay:
            layer.draw(frame, pose, canvas)
        if self._lights.beacons and len(self._heads):
            x, y, scale = place(0.0, 0.0, self._heads_parallax, pose, canvas)
            heads = self._heads * np.float32(scale) + np.array([x, y], np.float32)
            for radius, power in ((70.0, 0.20), (11.0, 0.95)):
                add_spots(
                    frame, np.ascontiguousarray(heads[:, 0]), np.ascontiguousarray(heads[:, 1]),
                    np.full(len(heads), radius * canvas.unit, np.float32), _LAMP,
                    np.full(len(heads), power * self._lights.power, np.float32),
                )  # fmt: skip
        if self._cast is not None:
            if self._spec.is_wet:
                self._cast.draw_reflection(frame, t_s, pose, strength=0.3)
            self._cast.draw(frame, t_s, pose)
        self._drivers.draw(frame, t_s, pose)
        self._cars.draw(frame, t_s, pose, heroes=True)

    # -- painting -----------------------------------------------------------------------------

    def _paint_sky(self) -> Layer:
        spec, plan, canvas = self._spec, self._plan, self._canvas
        sky = paint_sky(
            canvas, spec.time, spec.weather, sun_x_px=plan.sun_x_px, sun_y_px=plan.sun_y_px,
            horizon_y_px=plan.shore_y_px, palette=self._light, seed=spec.seed,
            sights=sights_of(spec),
        )  # fmt: skip
        sky = sky[: int(plan.shore_y_px + 0.08 * canvas.paint_height_px)]
        sky = with_glow(sky, self._lights, shore_y_px=plan.shore_y_px, room_px=plan.room_px)
        opaque = np.ones((*sky.shape[:2], 1), np.float32)
        return Layer(np.concatenate([sky, opaque], axis=-1), _SKY_PARALLAX)

    def _paint_bands(self) -> list[tuple[Layer, Sparkle]]:
        made = []
        build = self._plan.build
        for usual, parallax in _DEPTHS:
            seed = self._spec.seed
            depth = usual._replace(
                width=(usual.width[0] * build.width, usual.width[1] * build.width),
                height=min(0.86, usual.height * build.height), gap=usual.gap * build.gap,
            )  # fmt: skip
            band = paint_band(self._plan, self._canvas, depth, self._lights, seed)
            sparkle = Sparkle(band, self._canvas, self._lights, parallax, seed)
            made.append((Layer(band.rgba, parallax), sparkle))
        return made

    def _build_shore(self) -> None:
        spec, plan, canvas, lights = self._spec, self._plan, self._canvas, self._lights
        self._bank = Layer(embankment(spec, plan, canvas, lights), SHORE_PARALLAX)
        self._bridge = deck = None
        if plan.landmark == "bridge":
            picture, deck = bridge(spec, plan, canvas, lights)
            self._bridge = Layer(picture, SHORE_PARALLAX)
        self._wheel = Wheel(spec, plan, canvas, lights) if plan.landmark == "wheel" else None
        self._strings = Strings(plan, canvas, lights, SHORE_PARALLAX, deck, spec.seed)

    def _make_lake(self) -> Lake:
        plan, canvas = self._plan, self._canvas
        below = canvas.margin_y_px + canvas.height_px - plan.shore_y_px
        water = water_of(self._spec, self._light)
        return Lake(
            canvas, water, stretch=float(np.clip(plan.room_px / below, 1.0, 1.6)),
            far_parallax=SHORE_PARALLAX, near_parallax=1.0, seed=self._spec.seed,
        )  # fmt: skip

    def _make_birds(self) -> Flock | None:
        spec, plan, canvas = self._spec, self._plan, self._canvas
        if (
            self._light.is_night
            or not birds_wanted(spec)
            or spec.weather in ("rain", "storm", "snow", "sandstorm")
        ):
            return None
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5CF])
        shade = np.asarray(self._light.ambient_rgb) * 0.4
        return Flock(
            canvas, x_px=canvas.width_px * float(rng.uniform(0.2, 0.8)),
            y_px=canvas.height_px * float(rng.uniform(0.14, 0.3)), heading=plan.side,
            colour_rgb=(float(shade[0]), float(shade[1]), float(shade[2])), seed=spec.seed,
            seconds=self._seconds,
        )  # fmt: skip

    def _build_quay(self) -> None:
        spec, plan, canvas, lights = self._spec, self._plan, self._canvas, self._lights
        self._quay: list[Layer] = []
        self._heads = np.zeros((0, 2), np.float32)
        self._heads_parallax = 1.0
        if plan.quay_y_px is None:
            if plan.has_framing:
                self._quay = [each for each in [framing(spec, plan, canvas, self._light)] if each]
            return
        rails, self._heads, self._heads_parallax = railing(
            spec, plan, canvas, lights, plan.quay_y_px
        )
        self._quay = [pavement(spec, plan, canvas, lights, plan.quay_y_px), rails]

    def _make_cast(self, *, afloat: bool) -> Cast | None:
        spec, plan, canvas = self._spec, self._plan, self._canvas
        chosen = tuple(s for s in spec.subjects if is_afloat(s) == afloat and not is_driven(s))
        if not chosen:
            return None
        part = spec.model_copy(update={"subjects": chosen})
        line = plan.afloat_y_px if afloat else plan.feet_y_px
        edge = plan.shore_y_px + 0.03 * canvas.height_px
        height = subject_height_px(part, canvas) * (0.5 if afloat else 0.85)
        return Cast(
            part, canvas, self._light.rig((plan.side * 0.7, -0.5, 0.5)), ground_y_px=line,
            parallax=plan.ground.parallax_at(line), seconds=self._seconds, move=self._move,
            ground_rgb=(0.5, 0.5, 0.5), ground=plan.ground, horizon_y_px=plan.shore_y_px,
            height_px=height, shadow=0.0 if afloat else None,
            footprints=0.0 if afloat else 0.7 * self._lights.snow,
            haze=(0.35 if afloat else 0.1) * self._light.density,
            farthest_y_px=edge if afloat else (plan.quay_y_px or 0.0) + 8 * canvas.unit,
            water="surface" if afloat else "none",
        )  # fmt: skip
