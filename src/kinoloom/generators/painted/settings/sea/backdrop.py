"""All that stands behind the water: the sky, far land with its lighthouse, far sails, gulls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.mountains.birds import Flock, birds_wanted
from kinoloom.generators.painted.settings.sea.far_land import (
    Land,
    headland_crest,
    islands_crest,
    paint_land,
)
from kinoloom.generators.painted.settings.sea.lighthouse import Lamp, paint_lighthouse
from kinoloom.generators.painted.settings.sea.outlook import SKY_PARALLAX
from kinoloom.generators.painted.settings.sea.sails import Sails
from kinoloom.generators.painted.settings.sea.surface import horizon_air

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.sea.looks import SeaState
    from kinoloom.generators.painted.settings.sea.place import Place
    from kinoloom.generators.painted.spec import SceneSpec, Weather

_BOATS = frozenset(("boat", "ship", "ferry", "sailboat", "yacht"))
_ISLANDS_PARALLAX, _HEADLAND_PARALLAX = 0.03, 0.05
LAND_AIR: dict[Weather, float] = {
    "clear": 0.40, "cloudy": 0.50, "rain": 0.66, "snow": 0.66, "fog": 0.90, "storm": 0.62,
    "wind": 0.36, "sandstorm": 0.86,
}  # fmt: skip


class Backdrop:
    """The picture behind the water; `picture` is all of it, as the water mirrors it.

    `air_rgb` is the air over the horizon, a colour for each column of the painted canvas.
    """

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        place: Place,
        light: Daylight,
        state: SeaState,
        *,
        seconds: float,
    ) -> None:
        self._canvas, self._seconds = canvas, seconds
        horizon = place.outlook.horizon_y_px
        sky = paint_sky(
            canvas, spec.time, spec.weather, sun_x_px=place.sun_px[0], sun_y_px=place.sun_px[1],
            horizon_y_px=horizon, palette=light, seed=spec.seed, sights=sights_of(spec),
        )  # fmt: skip
        air = np.repeat(
            horizon_air(sky, place.outlook, canvas.unit),
            -(-canvas.paint_width_px // 160), axis=0,
        )[: canvas.paint_width_px]  # fmt: skip
        below = min(canvas.paint_height_px, int(horizon + 0.10 * canvas.height_px))
        opaque = np.ones((below, canvas.paint_width_px, 1), np.float32)
        self._layers = [Layer(np.concatenate([sky[:below], opaque], axis=-1), SKY_PARALLAX)]
        self.picture = sky
        self.air_rgb = air
        self._lamp: Lamp | None = None
        for land, parallax in self._land(spec, place, light, air):
            self._layers.append(Layer(land, parallax))
            self.picture = mix(self.picture, land[..., :3], land[..., 3:])
        self._sails = self._make_sails(spec, place, light, state, air, seconds)
        self._gulls = self._make_gulls(spec, place, light, seconds)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw it as seen from the pose."""
        self._layers[0].draw(frame_u8, pose, self._canvas)

    def draw_land(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw what stands before the sky."""
        for layer in self._layers[1:]:
            layer.draw(frame_u8, pose, self._canvas)
        if self._lamp is not None:
            self._lamp.draw(frame_u8, t_s, pose)
        if self._gulls is not None:
            self._gulls.draw(frame_u8, t_s, pose.x_px * 0.12)

    def draw_sails(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Far sails stand on the water: they come after it."""
        if self._sails is not None:
            self._sails.draw(frame_u8, t_s, pose)

    def defocus(self, focus: Focus) -> None:
        """Have sky and land drawn as a lens sees them."""
        focus.see(*self._layers)

    def _land(
        self, spec: SceneSpec, place: Place, light: Daylight, air_rgb: NDArray[np.float32]
    ) -> list[tuple[NDArray[np.float32], float]]:
        canvas, seed = self._canvas, spec.seed
        horizon = place.outlook.horizon_y_px
        snow = 1.0 if spec.season == "winter" or spec.weather == "snow" else 0.0
        air = LAND_AIR[spec.weather] + (0.10 if spec.hour in ("dawn", "golden_hour") else 0.0)
        rise = place.land_rise * 1080 * canvas.unit
        found: list[tuple[NDArray[np.float32], float]] = []

        def paint(crest: NDArray[np.float32], share: float, green: float) -> NDArray[np.float32]:
            land = Land(crest, horizon + 3 * canvas.unit, min(0.96, share), green, snow)
            return paint_land(
                canvas, light, land, sun_px=place.sun_px, air_rgb=air_rgb, season=spec.season,
                seed=seed,
            )  # fmt: skip

        asked = any(subject.noun == "lighthouse" for subject in spec.subjects)
        is_cape = (
            asked
            or place.sight == "headland"
            or (spec.setting == "beach" and place.backing == "cliffs")
        )
        if place.sight == "islands" or is_cape:
            low = rise * (0.5 if place.sight == "islands" else 0.26)
            crest = islands_crest(canvas, horizon, low, seed, place.sun_px[0])
            found.append((paint(crest, air + 0.26 + 0.3 * (1 - air) * 0.5, 0.5),
                          _ISLANDS_PARALLAX))  # fmt: skip
        if is_cape:
            crest = headland_crest(canvas, horizon, place.land_side, rise, seed)
            picture = paint(crest, 0.75 * air, 1.0)
            self._lamp = self._add_lighthouse(spec, picture, crest, place, light, air, air_rgb)
            found.append((picture, _HEADLAND_PARALLAX))
        return found

    def _add_lighthouse(
        self,
        spec: SceneSpec,
        rgba: NDArray[np.float32],
        crest: NDArray[np.float32],
        place: Place,
        light: Daylight,
        air: float,
        air_rgb: NDArray[np.float32],
    ) -> Lamp | None:
        canvas = self._canvas
        asked = any(subject.noun == "lighthouse" for subject in spec.subjects)
        if not asked and (spec.seed % 3 == 2 or spec.setting == "beach"):
            return None
        rise = place.outlook.horizon_y_px - crest
        width = canvas.paint_width_px
        inward = np.linspace(0, 1, width) if place.land_side < 0 else np.linspace(1, 0, width)
        fit = np.flatnonzero((inward > 0.14) & (rise > 0.35 * rise.max()))
        if len(fit) == 0:
            return None
        # The outermost place that is still high: towers stand at a cape's end.
        spot = fit[np.argmax(inward[fit])]
        x = float(spot) - (6 if place.land_side < 0 else -6) * canvas.unit
        spot_y = float(crest[int(np.clip(x, 0, width - 1))])
        tall = (0.055 + 0.25 * place.land_rise) * 1080 * canvas.unit * (1.7 if asked else 1.0)
        lamp = paint_lighthouse(
            rgba, light, foot_px=(x, spot_y), height_px=tall, sun_side=place.sun_side,
            air=0.75 * air, air_rgb=air_rgb, seed=spec.seed // 3,
        )  # fmt: skip
        dark = {"night": 1.0, "dusk": 0.75, "dawn": 0.4}.get(spec.hour, 0.0)
        if spec.weather in ("fog", "storm", "rain"):
            dark = max(dark, 0.6)
        seconds = self._loop_s(spec)
        return Lamp(canvas, lamp, parallax=_HEADLAND_PARALLAX, strength=dark, loop_s=seconds)

    def _loop_s(self, spec: SceneSpec) -> float | None:
        return self._seconds if spec.loop else None

    def _make_sails(
        self,
        spec: SceneSpec,
        place: Place,
        light: Daylight,
        state: SeaState,
        air: NDArray[np.float32],
        seconds: float,
    ) -> Sails | None:
        if (
            place.sight != "sails"
            or not _BOATS.isdisjoint(spec.without)
            or spec.weather in ("fog", "storm", "sandstorm")
        ):
            return None
        return Sails(
            self._canvas, place.outlook, light, sun_x_px=place.sun_px[0],
            sun_side=place.sun_side, air_rgb=air, sight_m=state.sight_m, seed=spec.seed,
            seconds=seconds,
        )  # fmt: skip

    def _make_gulls(
        self, spec: SceneSpec, place: Place, light: Daylight, seconds: float
    ) -> Flock | None:
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x6D1])
        wanted = rng.random() < 0.65 and birds_wanted(spec)
        if not wanted or spec.hour == "night" or spec.weather in ("rain", "storm", "snow", "fog"):
            return None
        canvas = self._canvas
        level = 0.36 if spec.hour != "day" else 1.06
        shade = np.clip(np.asarray(light.ambient_rgb) * level + 0.30 * (spec.hour == "day"), 0, 1)
        x = 0.5 - place.sun_side * float(rng.uniform(0.02, 0.30))
        y = (place.outlook.horizon_y_px - canvas.margin_y_px) * float(rng.uniform(0.35, 0.72))
        return Flock(
            canvas, x_px=x * canvas.width_px, y_px=y, heading=1 if rng.random() < 0.5 else -1,
            colour_rgb=(float(shade[0]), float(shade[1]), float(shade[2])), seed=spec.seed,
            seconds=seconds,
        )  # fmt: skip
