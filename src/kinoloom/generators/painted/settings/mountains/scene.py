"""Mountains over a lake: a hero massif, far ranges, forests, their mirror image, a near shore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from kinoloom.generators.painted.air.conditions import effects_of, period_of
from kinoloom.generators.painted.air.lightning import Lightning
from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.air.weather import Mist, Rain, Snow, Splashes
from kinoloom.generators.painted.cast.mounts import is_air_balloon, with_crews
from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Layer, place
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.forest.standout import standing_out
from kinoloom.generators.painted.settings.mountains.birds import Flock, birds_wanted
from kinoloom.generators.painted.settings.mountains.foreground import framing_layer, shore_layer
from kinoloom.generators.painted.settings.mountains.lake import Lake
from kinoloom.generators.painted.settings.mountains.looks import (
    air_of,
    ground_of,
    mist_of,
    soil_of,
    water_of,
    woods_of,
)
from kinoloom.generators.painted.settings.mountains.massif import Air, Range, View
from kinoloom.generators.painted.settings.mountains.pines import Band, forest_band
from kinoloom.generators.painted.settings.mountains.spits import spits
from kinoloom.generators.painted.settings.mountains.vista import (
    AFLOAT,
    compose,
    far_peaks,
    peaks_of,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Rig
    from kinoloom.generators.painted.spec import SceneSpec, Subject

_FOCAL_PX = 1250.0
"""Of a 1080-line picture: about as wide a view as the eye's."""
_EYE_HEIGHT = 8.0
_SHORE_Z = 430.0
_SHORE_PARALLAX = 0.34
_SKY_PARALLAX = 0.015
Place = Literal["ashore", "afloat", "aloft"]


class Mountains:
    """The setting "mountains". Worlds: "earth", "autumn", "winter"."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        spec = with_crews(spec)
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self._vista = compose(spec, canvas)
        self._light = air_of(spec)
        self._woods = woods_of(spec)
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x3A])
        sky = self._paint_sky()
        opaque = np.ones((*sky.shape[:2], 1), np.float32)
        self._sky = Layer(np.concatenate([sky, opaque], axis=-1), _SKY_PARALLAX)
        self._ranges = self._paint_ranges(rng, sky)
        self._forests = self._paint_forests()
        self._birds = self._make_birds(rng)
        self._mists = self._make_mists()
        self._lake = self._make_lake()
        self._spits = self._paint_spits()
        self._balloons = self._make_cast("aloft")
        self._boats = self._make_cast("afloat")
        self._cast = self._make_cast("ashore")
        soil = soil_of(spec)
        self._shore = shore_layer(spec, canvas, self._light, self._vista, soil)
        self._framing = framing_layer(spec, canvas, self._light, self._vista, soil, self._woods)
        focus_for(spec, canvas, subject_parallax=self._sharp_parallax()).see(
            self._sky, *self._ranges, *self._forests, self._lake, *self._spits, self._shore,
            self._framing,
        )  # fmt: skip
        self._make_weather()
        self._effects = effects_of(spec, canvas, self._light, self._seconds)
        self._grade = grade_for(spec, canvas)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._draw_far(frame, t_s, pose)
        self._draw_water(frame, t_s, pose)
        if self._shore is not None:
            self._shore.draw(frame, pose, canvas)
        if self._cast is not None:
            self._cast.draw(frame, t_s, pose)
        if self._framing is not None:
            self._framing.draw(frame, pose, canvas)
        if self._rain is not None:
            self._rain.draw(frame, t_s, pose)
        if self._snow is not None:
            self._snow.draw(frame, t_s, pose)
        self._effects.draw(frame, t_s, pose)
        if self._lightning is not None:
            self._lightning.flash(frame, t_s)
        return self._grade.apply(frame, index % self._frame_count)

    # -- drawing ------------------------------------------------------------------------------

    def _draw_far(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Everything behind the water."""
        self._sky.draw(frame, pose, self._canvas)
        if self._lightning is not None:
            self._lightning.draw_bolt(frame, t_s)
        for layer in self._ranges:
            layer.draw(frame, pose, self._canvas)
        if self._birds is not None:
            self._birds.draw(frame, t_s, pose.x_px * 0.12)
        if self._balloons is not None:
            # Behind the woods, and early enough to be mirrored in the lake.
            self._balloons.draw(frame, t_s, pose)
        for k, layer in enumerate(self._forests):
            if k < len(self._mists):
                self._mists[k].draw(frame, t_s, pose)
            layer.draw(frame, pose, self._canvas)

    def _draw_water(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        vista, canvas = self._vista, self._canvas
        _, shore_y, _ = place(0.0, vista.shore_y_px, _SHORE_PARALLAX, pose, canvas)
        sun_x, _, _ = place(vista.sun_x_px, vista.sun_y_px, _SKY_PARALLAX, pose, canvas)
        self._lake.draw(frame, t_s, pose, shore_y_px=shore_y, sun_x_px=sun_x)
        for spit in self._spits:
            spit.draw(frame, pose, canvas)
        for mist in self._mists[len(self._forests) :]:
            mist.draw(frame, t_s, pose)
        if self._splashes is not None:
            self._splashes.draw(frame, t_s)
        if self._boats is not None:
            self._boats.draw_reflection(frame, t_s, pose, strength=0.6)
            self._boats.draw(frame, t_s, pose)

    # -- painting -----------------------------------------------------------------------------

    def _sharp_parallax(self) -> float:
        """Where a lens with little depth is sharp: at the cast, or where the lake begins."""
        if not self._spec.subjects:
            return 0.7 * _SHORE_PARALLAX
        line = self._vista.feet_y_px if self._boats is None else self._vista.afloat_y_px
        return self._vista.ground.parallax_at(line)

    def _paint_sky(self) -> NDArray[np.float32]:
        spec, vista = self._spec, self._vista
        sky = paint_sky(
            self._canvas, spec.time, spec.weather, sun_x_px=vista.sun_x_px,
            sun_y_px=vista.sun_y_px, horizon_y_px=vista.shore_y_px, palette=self._light,
            seed=spec.seed, sights=sights_of(spec),
        )  # fmt: skip
        return sky[: int(vista.shore_y_px + 0.08 * self._canvas.paint_height_px)]

    def _paint_ranges(self, rng: np.random.Generator, sky: NDArray[np.float32]) -> list[Layer]:
        spec, vista, light = self._spec, self._vista, self._light
        near, far = self._views()
        ground = ground_of(spec)
        massif = Range(peaks_of(vista, self._canvas, near.focal_px, rng), spec.seed % 65521 + 5,
                       shore_z=_SHORE_Z)  # fmt: skip
        massif.fit_summit(
            near, vista.summit_y_px, x_px=vista.massif_x_px, reach_px=230 * self._canvas.unit
        )
        massif.keep_below(near, self._canvas.margin_y_px + 0.08 * self._canvas.height_px)
        chain = Range(far_peaks(self._canvas, far.focal_px, rng), spec.seed % 65521 + 205,
                      shore_z=2300.0)  # fmt: skip
        rise = float(rng.uniform(0.34, 0.52)) * (vista.shore_y_px - vista.summit_y_px)
        chain.fit_summit(far, vista.shore_y_px - rise)
        air = Air(
            sun=vista.sun_dir, key=light.key_rgb, ambient=_seen_by(light), shadow=light.shadow,
            haze=light.haze_rgb, haze_sun=light.haze_sun_rgb,
            haze_z=(3700.0 if spec.hour == "day" else 3000.0) * (1 - 0.93 * light.density**1.25),
            sun_x_px=vista.sun_x_px, mist=0.18 + 0.5 * mist_of(spec), mist_height=88.0,
        )  # fmt: skip
        # Far snow and rock are one tone already: only the light models the chain.
        bare = ground._replace(tree_line=-80.0, snow_line=ground.snow_line * 1.2)
        painted = chain.paint(far, bare, air), massif.paint(near, ground, air)
        seen = [_above(picture, vista.shore_y_px) for picture in painted]
        if spec.weather == "fog":
            seen = [_swallowed(picture, sky) for picture in seen]
        return [Layer(seen[0], 0.035), Layer(seen[1], 0.08)]

    def _views(self) -> tuple[View, View]:
        canvas = self._canvas
        focal = _FOCAL_PX * canvas.unit
        horizon = self._vista.shore_y_px - 12 * canvas.unit
        steps = max(420, min(900, round(900 * canvas.unit)))
        size = (canvas.paint_width_px, canvas.paint_height_px)
        near = View(*size, focal, horizon, _EYE_HEIGHT, _SHORE_Z, 2900.0, steps)
        far = View(*size, focal, horizon, _EYE_HEIGHT, 2300.0, 6200.0, steps // 2)
        return near, far

    def _paint_forests(self) -> list[Layer]:
        spec, vista, canvas = self._spec, self._vista, self._canvas
        unit = canvas.unit
        crowd = canvas.paint_width_px / (2304 * unit)
        thick = 0.55 * self._light.density
        mist = 0.18 + 0.42 * mist_of(spec)
        room = vista.shore_y_px - vista.summit_y_px
        walls = (vista.wall_px, vista.headland_px)
        bands = (
            (Band(vista.shore_y_px - 14 * unit, 0.24 * room, round(1050 * crowd), 18 * unit,
                  46 * unit, 0.34 + thick, mist + 0.12), 0.20),
            (Band(vista.shore_y_px - 4 * unit, 0.13 * room, round(470 * crowd), 34 * unit,
                  84 * unit, 0.16 + 0.9 * thick, mist, walls[0], -vista.side), 0.28),
            (Band(vista.shore_y_px + 2 * unit, 34 * unit, round(190 * crowd), 52 * unit,
                  118 * unit, 0.04 + 0.6 * thick, mist * 0.6, walls[1], vista.headland),
             _SHORE_PARALLAX),
        )  # fmt: skip
        return [
            Layer(
                forest_band(canvas, self._light, self._woods, band, sun_x_px=vista.sun_x_px,
                            seed=spec.seed + 31 * k),
                parallax,
            )
            for k, (band, parallax) in enumerate(bands)
        ]  # fmt: skip

    def _make_lake(self) -> Lake:
        vista, canvas = self._vista, self._canvas
        above = vista.shore_y_px - vista.summit_y_px + 0.1 * canvas.height_px
        below = canvas.margin_y_px + canvas.height_px - vista.shore_y_px
        return Lake(
            canvas, water_of(self._spec, self._light),
            stretch=float(np.clip(above / below, 1.0, 1.75)), far_parallax=_SHORE_PARALLAX,
            near_parallax=1.0, seed=self._spec.seed,
        )  # fmt: skip

    def _paint_spits(self) -> list[Layer]:
        spec = self._spec
        return spits(
            spec, self._canvas, self._light, self._vista, soil_of(spec), self._woods
        )  # fmt: skip

    def _make_birds(self, rng: np.random.Generator) -> Flock | None:
        spec, vista, canvas = self._spec, self._vista, self._canvas
        wanted = rng.random() < 0.6 and birds_wanted(spec)
        if not wanted or spec.hour == "night" or spec.weather in ("rain", "storm", "snow"):
            return None
        shade = np.asarray(self._light.ambient_rgb) * 0.42
        x = vista.sun_x_px + vista.side * canvas.width_px * float(rng.uniform(0.06, 0.16))
        y = vista.summit_y_px + canvas.height_px * float(rng.uniform(0.0, 0.12))
        return Flock(
            canvas, x_px=x - canvas.margin_x_px, y_px=y - canvas.margin_y_px,
            heading=1 if rng.random() < 0.5 else -1,
            colour_rgb=(float(shade[0]), float(shade[1]), float(shade[2])), seed=spec.seed,
            seconds=self._seconds,
        )  # fmt: skip

    def _make_mists(self) -> list[Mist]:
        """One before each forest band, one over the water; none where the air is clear."""
        spec, vista, canvas = self._spec, self._vista, self._canvas
        strength = mist_of(spec)
        if strength < 0.08:
            return []
        unit = canvas.unit
        sunny = dealt((0.45, 0.85, 0.15), spec.seed, 0xA4)
        tint = mix(self._light.haze_rgb, self._light.haze_sun_rgb, sunny)
        colour = (float(tint[0]), float(tint[1]), float(tint[2]))
        bands = ((210, 20, 0.75), (130, -10, 0.65), (90, -14, 0.5), (60, -70, 0.55))
        return [
            Mist(
                canvas, strength * share, spec.seed + 7 * k, colour_rgb=colour,
                top_px=vista.shore_y_px - up * unit, bottom_px=vista.shore_y_px - down * unit,
                drift_px_per_s=14 + 5 * k,
            )
            for k, (up, down, share) in enumerate(bands)
        ]  # fmt: skip

    def _make_weather(self) -> None:
        spec, canvas, seed = self._spec, self._canvas, self._spec.seed
        period_s = period_of(spec, self._seconds)
        wet = {"rain": 1.2, "storm": 1.7}.get(spec.weather, 0.0)
        wind = 0.10 if spec.weather == "rain" else 0.32
        tint = _precipitation_tint(self._light.haze_rgb)
        self._rain = (
            Rain(canvas, wet, seed, wind=wind, tint_rgb=tint, period_s=period_s) if wet else None
        )
        self._splashes = (
            Splashes(
                canvas,
                min(1.0, 0.75 * wet),
                seed,
                horizon_y_px=self._vista.shore_y_px,
                tint_rgb=tint,
                period_s=period_s,
            )
            if wet
            else None
        )
        is_snow = spec.weather == "snow"
        self._snow = Snow(canvas, 0.62, seed, period_s=period_s) if is_snow else None
        self._lightning = (
            Lightning(canvas, 0.6, seed, horizon_y_px=self._vista.shore_y_px, period_s=period_s)
            if spec.weather == "storm"
            else None
        )

    def _make_cast(self, place: Place) -> Cast | None:
        spec, vista, canvas = self._spec, self._vista, self._canvas
        afloat = place == "afloat"
        chosen = tuple(s for s in spec.subjects if _place_of(s) == place)
        if not chosen:
            return None
        part = spec.model_copy(update={"subjects": chosen})
        line = vista.afloat_y_px if afloat else vista.feet_y_px
        height = subject_height_px(part, canvas) * (0.60 if afloat else 0.9)
        soil = soil_of(spec)
        return Cast(
            part, canvas, self._rig(), ground_y_px=line, parallax=vista.ground.parallax_at(line),
            seconds=self._seconds, move=self._move, ground_rgb=soil.grass, ground=vista.ground,
            horizon_y_px=vista.shore_y_px, height_px=height, shadow=0.0 if afloat else None,
            sun_px=(vista.sun_x_px, vista.sun_y_px) if spec.hour != "day" else None,
            footprints=0.8 * soil.snow if not afloat else 0.0,
            haze=0.35 * self._light.density if afloat else 0.12 * self._light.density,
            farthest_y_px=self._farthest_y_px(afloat=afloat),
            water="surface" if afloat else "none",
        )  # fmt: skip

    def _farthest_y_px(self, *, afloat: bool) -> float:
        """Where what carries the cast ends: the far shore, or the edge of the near one."""
        if afloat:
            return self._vista.shore_y_px + 0.03 * self._canvas.height_px
        return self._vista.edge_y_px or 0.0

    def _rig(self) -> Rig:
        x, y, _ = self._vista.sun_dir
        return standing_out(self._light.rig((x, -y, 0.55)), self._light)


def _seen_by(light: Daylight) -> Colour:
    """What lights the shadows of a range: under a closed night sky enough to tell it from that."""
    lift = 1 + 0.5 * light.cover if light.is_night else 1.0
    r, g, b = light.ambient_rgb
    return r * lift, g * lift, b * lift


def _place_of(subject: Subject) -> Place:
    if is_air_balloon(subject):
        return "aloft"
    return "afloat" if subject.noun in AFLOAT or subject.action == "swim" else "ashore"


def _swallowed(rgba: NDArray[np.float32], sky: NDArray[np.float32]) -> NDArray[np.float32]:
    """A range in thick fog: a little darker than the sky behind it; lighter, it would glow."""
    rows = min(len(rgba), len(sky))
    hidden = rgba[:rows].copy()
    hidden[..., :3] = np.minimum(hidden[..., :3], sky[:rows] * np.float32(0.91))
    return hidden


def _above(rgba: NDArray[np.float32], shore_y_px: float) -> NDArray[np.float32]:
    """Only what stands above the shore: the rest is under water."""
    return rgba[: int(shore_y_px) + 2]


def _precipitation_tint(haze: tuple[float, float, float]) -> tuple[float, float, float]:
    """Drops show the sky's light: bright against the land, even at night."""
    r, g, b = (min(1.0, 0.30 + 0.86 * c) for c in haze)
    return r, g, min(1.0, b + 0.04)
