"""The sky of a night and of its edges: afterglow, the Milky Way, stars, moon, and thin clouds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.celestial import MOON_RADIUS_PX, add_moon
from kinoloom.generators.painted.air.clouds import Deck, paint_deck
from kinoloom.generators.painted.air.daylight import daylight, daylight_of
from kinoloom.generators.painted.air.sky import full_moon_seed, paint_sky, sights_of
from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.colour import mix, rgb, screen
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.heavens.milky_way import Band, MilkyWay
from kinoloom.generators.painted.settings.heavens.stars import StarField, Wheel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.heavens.vale import Vale
    from kinoloom.generators.painted.spec import SceneSpec, Weather

SKY_PARALLAX = 0.015
_CLOUD_PARALLAX = 0.03
_STARS_OF_HOUR = {"dawn": 0.42, "day": 0.0, "golden_hour": 0.0, "dusk": 0.55, "night": 1.0}
_STARS_OF_WEATHER: dict[Weather, float] = {
    "clear": 1.0, "cloudy": 0.9, "rain": 0.0, "snow": 0.75, "fog": 0.42, "storm": 0.0,
    "wind": 1.0, "sandstorm": 0.0,
}  # fmt: skip
_OPEN: dict[Weather, Weather] = {"cloudy": "clear", "snow": "clear", "fog": "clear",
                                 "wind": "clear"}  # fmt: skip
"""Whose sky stays open at night: it is what the picture is about."""
_DRIFT_PX_PER_S = {"clear": 5.0, "cloudy": 16.0, "wind": 85.0, "snow": 12.0, "fog": 6.0}
_AIRGLOWS = (
    ("#6fe0b0", 0.12), ("#ff9a54", 0.36), ("#8aa6ff", 0.14), ("#e070b8", 0.24), ("#ffd080", 0.18),
    ("#50d0e0", 0.24),
)  # fmt: skip
"""The light low in the sky: of the air itself, or of far towns."""
_NIGHTS = (0.45, 1.75, 0.95, 1.3)
"""How light a clear night is, as factors: the new moon's, the last of twilight, between."""


class Firmament:
    """A sky with depth: what is in it turns slowly, and clouds drift before it."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        vale: Vale,
        seconds: float,
        *,
        milky: float,
        moon: bool,
    ) -> None:
        """`milky` 0..1 is how strong the Milky Way is on a clear night."""
        self._canvas = canvas
        self.light = daylight(spec.time, spec.weather, light_seed(spec), sky_colour=spec.sky_colour)
        self.stars = _STARS_OF_HOUR[spec.hour] * _STARS_OF_WEATHER[spec.weather]
        """How well stars are seen, 0..1."""
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xF13])
        is_open = spec.hour == "night" and (spec.weather in _OPEN or spec.weather == "clear")
        moon = moon and is_open and "moon" not in spec.without
        sky = _open_night(spec, canvas, vale, rng) if is_open else _hour_sky(spec, canvas, vale)
        hole = None
        if moon:
            sky = add_moon(
                sky, canvas, x_px=vale.sun_x_px, y_px=vale.sun_y_px,
                glow_rgb=self.light.glow_rgb, disc=1.0,
                seed=full_moon_seed(spec.seed) if "moon" in sights_of(spec) else spec.seed,
            )  # fmt: skip
            hole = (vale.sun_x_px, vale.sun_y_px, 1.25 * MOON_RADIUS_PX * canvas.unit)
        rows = sky[: int(vale.horizon_y_px + 0.08 * canvas.paint_height_px)]
        opaque = np.ones((*rows.shape[:2], 1), np.float32)
        self._sky = Layer(np.concatenate([rows, opaque], axis=-1), SKY_PARALLAX)
        self.wheel = _wheel(canvas, vale, seconds, rng)
        strength = milky * self.stars * (0.35 if moon else 1.0)
        self._milky_way: MilkyWay | None = None
        if strength > 0.08:
            self._milky_way = MilkyWay(
                canvas, _band(spec, canvas, vale, strength, rng),
                horizon_y_px=vale.horizon_y_px, parallax=SKY_PARALLAX,
            )  # fmt: skip
        crowd = None if self._milky_way is None else self._milky_way.crowd
        self._stars: StarField | None = None
        if self.stars > 0.02:
            self._stars = StarField(
                canvas, per_megapixel=6400 if crowd is not None else 3200, gain=self.stars,
                parallax=SKY_PARALLAX, seed=spec.seed, bottom_y_px=vale.horizon_y_px,
                crowd=crowd, twinkle=0.22, hole=hole,
            )  # fmt: skip
        self._star_dust: StarField | None = None
        if crowd is not None and strength > 0.5:
            self._star_dust = StarField(
                canvas, per_megapixel=15000, gain=0.95 * strength, parallax=SKY_PARALLAX,
                seed=spec.seed + 5, bottom_y_px=vale.horizon_y_px, crowd=crowd * crowd, hole=hole,
                least=0.02, faintest=0.075, size=0.8,
            )  # fmt: skip
        self._clouds = _clouds(spec, canvas, vale, self.light, rng) if is_open else None
        self._drift_px_per_s = _DRIFT_PX_PER_S.get(spec.weather, 10.0) * canvas.unit
        self._drift_px_per_s *= 1 if rng.random() < 0.5 else -1
        self._seconds = seconds

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it; stars stay points."""
        focus.see(self._sky, self._clouds)

    def draw_behind(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The sky, the Milky Way and the stars."""
        self._sky.draw(frame_u8, pose, self._canvas)
        if self._milky_way is not None:
            self._milky_way.draw(frame_u8, t_s, pose, wheel=self.wheel)
        if self._stars is not None:
            self._stars.draw(frame_u8, t_s, pose, wheel=self.wheel)
        if self._star_dust is not None:
            self._star_dust.draw(frame_u8, t_s, pose, wheel=self.wheel)

    def draw_clouds(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Clouds before the stars and whatever shines among them."""
        if self._clouds is None:
            return
        most = 0.22 * self._canvas.width_px / max(0.1, self._seconds / 2)
        rate = float(np.clip(self._drift_px_per_s, -most, most))
        shift = rate * (t_s - self._seconds / 2) / _CLOUD_PARALLAX
        self._clouds.draw(frame_u8, Pose(pose.x_px - shift, pose.y_px, pose.zoom), self._canvas)


def _wheel(canvas: Canvas, vale: Vale, seconds: float, rng: np.random.Generator) -> Wheel:
    """The pole stands over the landmark's side, high up: everything turns around it."""
    x = canvas.paint_width_px / 2 + vale.side * canvas.width_px * float(rng.uniform(0.05, 0.3))
    y = vale.horizon_y_px - canvas.height_px * float(rng.uniform(0.35, 0.6))
    return Wheel(x, y, -0.0052 * float(rng.uniform(0.8, 1.2)), seconds)


def _open_night(
    spec: SceneSpec, canvas: Canvas, vale: Vale, rng: np.random.Generator
) -> NDArray[np.float32]:
    """A clear night from black to the horizon's glow, with the air's own light low down."""
    light = daylight("night", "clear", light_seed(spec), sky_colour=spec.sky_colour)
    place = np.clip(np.arange(canvas.paint_height_px) / vale.horizon_y_px, 0, 1)
    steps = np.linspace(0, 1, len(light.sky_rgb))
    rows = np.stack([np.interp(place, steps, light.sky_rgb[:, c]) for c in range(3)], axis=-1)
    rows *= (0.62 + 0.33 * place**2)[:, None] * dealt(_NIGHTS, spec.seed, 0xF14)
    sky = np.repeat(rows[:, None].astype(np.float32), canvas.paint_width_px, axis=1)
    code, power = dealt(_AIRGLOWS, spec.seed, 0xF15)
    x = canvas.paint_width_px / 2 + canvas.width_px * float(rng.uniform(-0.4, 0.4))
    for reach, share in ((900.0, 0.75), (360.0, 1.0)):
        glow = canvas.glow(x, vale.horizon_y_px, reach * canvas.unit, 1.25, 3.2)
        sky = screen(sky, (glow * power * share)[..., None] * rgb(code))
    if spec.weather in ("fog", "snow"):
        low = np.clip((place - 0.35) / 0.65, 0, 1)[:, None, None] ** 1.4
        sky = mix(
            sky,
            np.asarray(light.haze_rgb),
            (low * (0.92 if spec.weather == "fog" else 0.6)).astype(np.float32),
        )
    return np.asarray(sky, np.float32)


def light_seed(spec: SceneSpec) -> int:
    """The seed of the sky's palette: green lights over a green night would be one tone."""
    seed = spec.seed
    while spec.setting == "aurora" and daylight("night", "clear", seed).family == "teal":
        seed += 1
    return seed


def _hour_sky(spec: SceneSpec, canvas: Canvas, vale: Vale) -> NDArray[np.float32]:
    """The sky of the hour and its weather; the sun of dusk and dawn is below the land."""
    light = daylight_of(spec)
    low = spec.hour in ("dusk", "dawn")
    palette = replace(light, stars=0.0, disc=min(light.disc, 0.045) if low else light.disc)
    sky = paint_sky(
        canvas, spec.time, spec.weather, sun_x_px=vale.sun_x_px, sun_y_px=vale.sun_y_px,
        horizon_y_px=vale.horizon_y_px, palette=palette, seed=spec.seed,
        sights=sights_of(spec),
    )  # fmt: skip
    if low:
        # Half an hour on: the upper sky is night already.
        place = np.clip(np.arange(canvas.paint_height_px) / vale.horizon_y_px, 0, 1)
        dark = np.array([0.42, 0.46, 0.58], np.float32)
        share = (np.clip(1 - place, 0, 1) ** 0.75)[:, None, None].astype(np.float32)
        sky = mix(sky, sky * dark, share)
    return sky


def _band(
    spec: SceneSpec, canvas: Canvas, vale: Vale, strength: float, rng: np.random.Generator
) -> Band:
    """The band rises from the horizon opposite the landmark, leaning over it."""
    span = 1080 * canvas.unit
    steep = float(rng.uniform(0.62, 1.25))
    if canvas.is_portrait:
        steep = float(rng.uniform(1.05, 1.4))
    angle = steep if vale.side > 0 else np.pi - steep
    x = canvas.paint_width_px / 2 - vale.side * canvas.width_px * float(rng.uniform(-0.12, 0.26))
    y = vale.horizon_y_px - 0.52 * span * (1.25 if canvas.is_portrait else 1.0)
    core = float(rng.uniform(0.10, 0.36))
    return Band(x, y, float(angle), core, strength, spec.seed % 65521)


def _clouds(
    spec: SceneSpec, canvas: Canvas, vale: Vale, light: Daylight, rng: np.random.Generator
) -> Layer | None:
    """Clouds on a sheet wider than the canvas, so that they may drift."""
    decks = {
        "clear": (Deck(820, 100, 0.3, 0.53, 3.0, 0.9), 0.34),
        "wind": (Deck(1300, 70, 0.3, 0.47, 3.2, 1.3), 0.62),
        "cloudy": (Deck(620, 190, 0.25, 0.40, 2.6, 0.6), 0.93),
        "snow": (Deck(640, 190, 0.25, 0.43, 3.0, 0.7), 0.72),
        "fog": (Deck(900, 130, 0.3, 0.50, 2.6, 0.7), 0.4),
    }
    deck, share = decks[spec.weather]
    if spec.weather == "clear" and rng.random() < 0.45:
        return None
    wide = Canvas(canvas.width_px, canvas.height_px, 1.62)
    dx, dy = wide.margin_x_px - canvas.margin_x_px, wide.margin_y_px - canvas.margin_y_px
    cover, shine = paint_deck(
        wide, deck, sun_x_px=vale.sun_x_px + dx, horizon_y_px=vale.horizon_y_px + dy,
        seed=int(rng.integers(1 << 20)),
    )  # fmt: skip
    top, bottom = dy, dy + int(vale.horizon_y_px)
    cover, shine = cover[top:bottom], shine[top:bottom]
    rows = (np.arange(len(cover), dtype=np.float32) / vale.horizon_y_px)[:, None]
    cover = cover * np.clip((1.0 - rows) / 0.10, 0, 1) * share
    shade = mix(light.cloud_shade_rgb, light.haze_rgb, (rows * 0.8)[..., None])
    lit = mix(light.cloud_lit_rgb, light.haze_sun_rgb, (rows * 0.7)[..., None])
    colour = mix(shade * np.float32(0.8), lit, np.clip(shine * 0.7, 0, 1)[..., None])
    sheet = np.concatenate([colour, cover[..., None]], axis=-1).astype(np.float32)
    return Layer(sheet, _CLOUD_PARALLAX, x_px=-dx)
