"""How a city is lit: world, time, weather and seed become light, haze, wetness and colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb, to_linear
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.settings.city.neon import NEON_PALETTES, Palette
from kinoloom.generators.painted.settings.city.temper import (
    OVERCAST,
    OVERCAST_STOPS,
    Temper,
    cover_of,
    temper_of,
    tinted,
)

if TYPE_CHECKING:
    from kinoloom.generators.painted.spec import SceneSpec

Colour = tuple[float, float, float]
Vector = tuple[float, float, float]
Stops = tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Look:
    """The light of one city shot. Colours are light intensities unless they end in _srgb."""

    sun_dir: Vector
    """Toward the sun; x right, y up, z away from the viewer."""
    sun_rgb: Colour
    ambient_rgb: Colour
    street_rgb: Colour
    """Light that comes up from the street: lamps, shops, snow."""
    haze_rgb: Colour
    """The air at the end of the street."""
    air_rgb: Colour
    """The air to the sides and high up."""
    haze_per_m: float
    glass_low_rgb: Colour
    glass_high_rgb: Colour
    windows: float
    """How bright a lit window is; 0 by day."""
    lit_share: float
    signs: float
    lamps: float
    wet: float
    snow: float
    sky_stops: Stops
    """The sky from its top (0) to the horizon (1)."""
    sign_colours: tuple[str, ...]
    is_neon: bool
    is_dark: bool
    stars: float = 0.0
    sun_disc: float = 0.0


def tone(light: object) -> np.ndarray:
    """What a picture shows of a light intensity, 0..1 (the same curve as the kernels')."""
    values = np.maximum(np.asarray(light, np.float32), 0)
    return np.sqrt(1 - np.exp(-values)).astype(np.float32)


def untone(shown: object) -> Colour:
    """The light intensity a shown sRGB triple stands for."""
    values = np.clip(np.asarray(shown, np.float32), 0, 0.985)
    light = -np.log(1 - values * values)
    return float(light[0]), float(light[1]), float(light[2])


def look_for(spec: SceneSpec, rng: np.random.Generator) -> Look:
    """The look of the spec; the rng chooses the palette and the side the sun is on."""
    palette = NEON_PALETTES[int(rng.integers(len(NEON_PALETTES)))]
    side = -1.0 if rng.random() < 0.5 else 1.0
    is_neon = spec.world == "neon"
    temper = temper_of(spec.hour, spec.seed)
    look = _by_time(spec.hour, side, palette, temper, is_neon=is_neon)
    if spec.time == "noon":
        look = _at_noon(look, side)
    look = _by_weather(look, spec.weather, spec.hour, cover_of(spec.seed))
    if spec.season == "winter" and not is_neon:
        # It lies where it fell.
        look = replace(look, snow=max(look.snow, _LYING_SNOW), wet=max(look.wet, 0.1))
    return look


def _at_noon(look: Look, side: float) -> Look:
    """The sun overhead: it reaches the street between the houses, and rakes one row of fronts."""
    direction = np.array([0.36 * side, 0.88, -0.30])
    direction /= np.linalg.norm(direction)
    return replace(
        look,
        sun_dir=_scaled(direction, 1.0),
        sun_rgb=_scaled(np.asarray(look.sun_rgb), 1.25),
        haze_per_m=look.haze_per_m * 0.7,
    )


def from_above(look: Look) -> Look:
    """The same light for a view over the roofs: longer sight, brighter streets below."""
    return replace(
        look,
        haze_per_m=look.haze_per_m * 0.42,
        street_rgb=_scaled(np.asarray(look.street_rgb), 1.8),
        ambient_rgb=_scaled(np.asarray(look.ambient_rgb), 2.2 if look.is_dark else 1.0),
        lit_share=min(0.7, look.lit_share * 1.3),
    )


def rig_for(look: Look) -> Rig:
    """How people on the street are lit: by the sun, or by the signs at night.

    A sign's own colour is in the rim. On a face it would be paint, so the key is nearly white.
    """
    sun, ambient = np.asarray(look.sun_rgb), np.asarray(look.ambient_rgb)
    street, haze = np.asarray(look.street_rgb), np.asarray(look.haze_rgb)
    fill = tone(0.9 * ambient + 0.05 * haze)
    bounce = tone(0.5 * street + 0.3 * ambient) * 0.8
    if max(look.sun_rgb) > 0.3:
        key, direction = tone(0.55 * sun) * 1.15, (look.sun_dir[0], -look.sun_dir[1], 0.35)
        rim, fill = tone(0.4 * haze), fill * 0.62
    elif look.is_dark:
        signs = [np.asarray(neon_light(code)) for code in look.sign_colours[:2]]
        lamp = np.array([1.0, 0.93, 0.84]) if not look.is_neon else np.array([0.94, 0.96, 1.0])
        source = signs[0] if look.is_neon else tone(street)
        key = 0.60 * lamp + 0.20 * _pale(source, 0.5) * lamp.max()
        direction = (-0.34, -0.50, 0.80)
        fill = 0.34 * _pale(fill, 0.55) / max(0.05, float(_pale(fill, 0.55).max()))
        bounce = 0.6 * _pale(bounce, 0.5)
        edge = _pale(signs[1] if look.is_neon else haze, 0.8)
        rim = 0.30 + 0.75 * edge / max(0.05, float(edge.max()))
    else:
        key, direction = tone(1.6 * street + 0.8 * ambient) * 0.55, (-0.35, -0.70, 0.62)
        rim, fill = tone(0.4 * haze), fill * 0.62
    length = float(np.linalg.norm(direction))
    unit = (direction[0] / length, direction[1] / length, direction[2] / length)
    side = -1.0 if unit[0] > 0 else 1.0
    return Rig(
        key_dir=unit,
        key_rgb=_scaled(key, 1.0),
        ambient_rgb=_scaled(fill, 1.0),
        bounce_rgb=_scaled(bounce, 1.0),
        rim_dir=(0.8 * side, -0.6, 0.0),
        rim_rgb=_scaled(rim, 1.0),
        haze_rgb=_scaled(tone(haze), 1.0),
    )


def _pale(colour: np.ndarray, keep: float) -> np.ndarray:
    """The colour with this share of its saturation."""
    return colour.mean() + (colour - colour.mean()) * keep


def _hex(code: str) -> Colour:
    return untone(rgb(code))


def neon_light(code: str) -> Colour:
    """The light of a tube of this colour: as saturated as the picture can show."""
    linear = to_linear(rgb(code))
    return float(linear[0]), float(linear[1]), float(linear[2])


def _tempered(look: Look, temper: Temper) -> Look:
    """The hour's look in the temper of its day."""
    air = np.asarray(_hex(temper.air))
    return replace(
        look,
        sun_dir=temper.toward or look.sun_dir,
        sun_rgb=_times(look.sun_rgb, temper.sun),
        ambient_rgb=_times(look.ambient_rgb, temper.ambient),
        street_rgb=_times(look.street_rgb, temper.street),
        haze_rgb=_hex(temper.haze),
        air_rgb=_scaled(air, 1.0),
        haze_per_m=look.haze_per_m * temper.per_m,
        glass_high_rgb=_scaled(air, 0.9),
        sky_stops=temper.sky,
    )


def _times(colour: Colour, by: Colour) -> Colour:
    return colour[0] * by[0], colour[1] * by[1], colour[2] * by[2]


def _by_time(
    time: str, side: float, palette: Palette, temper: Temper | None, *, is_neon: bool
) -> Look:
    look = _TIMES[time] if temper is None else _tempered(_TIMES[time], temper)
    x, y, z = look.sun_dir
    length = float(np.sqrt(x * x + y * y + z * z))
    look = replace(look, sun_dir=(side * x / length, y / length, z / length), is_neon=is_neon)
    if not is_neon:
        return look
    look = replace(look, sign_colours=palette.signs, signs=max(look.signs, 0.45))
    if time == "night":
        glow = np.asarray(_hex(palette.glow))
        return replace(
            look,
            haze_rgb=_scaled(glow, 0.60),
            air_rgb=_hex(palette.haze),
            ambient_rgb=_scaled(np.asarray(_hex(palette.haze)), 0.12),
            street_rgb=_scaled(glow, 0.07),
            glass_low_rgb=_scaled(glow, 0.03),
            glass_high_rgb=_scaled(np.asarray(_hex(palette.haze)), 0.25),
            haze_per_m=1 / 460,
            lit_share=0.5,
            sky_stops=((0.0, palette.zenith), (0.55, palette.haze), (1.0, palette.glow)),
            wet=0.75,
            stars=0.0,
        )
    if time in ("dusk", "dawn"):
        return replace(look, wet=0.35, haze_per_m=look.haze_per_m * 1.3, lit_share=0.5)
    return replace(look, haze_per_m=look.haze_per_m * 1.4)


def _scaled(colour: np.ndarray, by: float) -> Colour:
    return float(colour[0] * by), float(colour[1] * by), float(colour[2] * by)


def _by_weather(look: Look, weather: str, time: str, cover_rgb: Colour) -> Look:
    if weather in ("clear", "wind"):
        return look
    dark = time == "night"
    sun = np.asarray(look.sun_rgb)
    veil = np.asarray(untone(_times(OVERCAST[time], cover_rgb)))
    if dark and look.is_neon:
        veil = 0.5 * np.asarray(look.air_rgb) + 0.35 * veil
    share, per_m, wet, snow = {
        "cloudy": (0.12, 1.2, look.wet, 0.0),
        "rain": (0.0, 2.4, 1.0, 0.0),
        "storm": (0.0, 3.0, 1.0, 0.0),
        "snow": (0.0, 2.8, 0.18, 1.0),
        "fog": (0.0, 8.5, max(look.wet, 0.3), 0.0),
        "sandstorm": (0.0, 6.5, 0.0, 0.0),
    }[weather]
    keep = 0.55 if look.is_neon and dark else 0.12
    grey = 0.38 if weather == "storm" else 1.0
    base = np.asarray(look.ambient_rgb)
    cover = float(sun.mean()) * 0.20
    ambient = (base.mean() * np.array([0.96, 1.0, 1.05]) + cover) * grey
    haze = (np.asarray(look.haze_rgb) * keep + veil * (1 - keep)) * grey
    air = (np.asarray(look.air_rgb) * keep + veil * (1 - keep)) * grey
    stops = look.sky_stops
    if not (look.is_neon and dark):
        stops = tinted(OVERCAST_STOPS["storm" if weather == "storm" else "grey"][time], cover_rgb)
    street = np.asarray(look.street_rgb)
    if snow > 0:
        # Snow gives the light back without a colour of its own.
        street = 1.5 * street.mean() * np.array([1.08, 1.0, 0.94]) + ambient * 0.25
    return replace(
        look,
        sun_rgb=_scaled(sun, share),
        ambient_rgb=_scaled(ambient, 1.0),
        street_rgb=_scaled(street, 1.0),
        haze_rgb=_scaled(haze, 1.0),
        air_rgb=_scaled(air, 1.0),
        glass_low_rgb=_scaled(ambient, 0.12),
        glass_high_rgb=_scaled(air, 0.8),
        haze_per_m=max(look.haze_per_m, 1 / 900) * per_m,
        windows=look.windows if dark else max(look.windows, 0.62),
        lit_share=look.lit_share if dark else max(look.lit_share, 0.3),
        signs=max(look.signs, 0.8),
        lamps=look.lamps if dark else max(look.lamps, 0.4 if weather != "cloudy" else 0.0),
        wet=wet,
        snow=snow,
        sky_stops=stops,
        stars=0.0,
        sun_disc=0.0,
    )


_LYING_SNOW = 0.75
_WARM_SIGNS = ("#ffd9a0", "#fff1d8", "#ff9a5a", "#ff5a4a", "#7ad0ff", "#ffc04a", "#8ee8b0")

_DAY = Look(
    sun_dir=(0.52, 0.72, -0.42),
    sun_rgb=(2.7, 2.45, 2.0),
    ambient_rgb=(0.42, 0.52, 0.66),
    street_rgb=(0.24, 0.23, 0.20),
    haze_rgb=untone((0.80, 0.87, 0.93)),
    air_rgb=untone((0.62, 0.75, 0.88)),
    haze_per_m=1 / 620,
    glass_low_rgb=(0.04, 0.05, 0.06),
    glass_high_rgb=untone((0.55, 0.72, 0.90)),
    windows=0.0,
    lit_share=0.06,
    signs=0.35,
    lamps=0.0,
    wet=0.0,
    snow=0.0,
    sky_stops=((0.0, "#2f6fb8"), (0.5, "#74abdc"), (1.0, "#d3e5f0")),
    sign_colours=_WARM_SIGNS,
    is_neon=False,
    is_dark=False,
)
_TIMES: dict[str, Look] = {
    "day": _DAY,
    "dawn": replace(
        _DAY,
        sun_dir=(0.20, 0.14, 0.95),
        sun_rgb=(1.25, 0.72, 0.50),
        ambient_rgb=(0.20, 0.20, 0.29),
        haze_rgb=untone((0.97, 0.78, 0.68)),
        air_rgb=untone((0.68, 0.62, 0.74)),
        haze_per_m=1 / 260,
        glass_low_rgb=(0.03, 0.03, 0.05),
        glass_high_rgb=untone((0.78, 0.64, 0.72)),
        windows=0.55,
        lit_share=0.20,
        signs=0.55,
        lamps=0.25,
        sky_stops=((0.0, "#4c6296"), (0.45, "#b596b4"), (0.78, "#f2b7a0"), (1.0, "#ffdcae")),
        sun_disc=0.8,
    ),
    "golden_hour": replace(
        _DAY,
        # Along the street, so that the road lies in the light and not only its end.
        sun_dir=(0.10, 0.21, 0.97),
        sun_rgb=(3.0, 1.62, 0.66),
        ambient_rgb=(0.33, 0.35, 0.46),
        street_rgb=(0.20, 0.14, 0.09),
        haze_rgb=untone((0.98, 0.80, 0.50)),
        air_rgb=untone((0.86, 0.64, 0.46)),
        haze_per_m=1 / 320,
        glass_low_rgb=(0.05, 0.04, 0.03),
        glass_high_rgb=untone((0.92, 0.72, 0.50)),
        windows=0.35,
        lit_share=0.14,
        signs=0.45,
        lamps=0.0,
        sky_stops=((0.0, "#4f7fae"), (0.45, "#c9a880"), (0.8, "#ffc26e"), (1.0, "#ffe6ac")),
        sun_disc=1.0,
    ),
    "dusk": replace(
        _DAY,
        sun_rgb=(0.0, 0.0, 0.0),
        ambient_rgb=(0.075, 0.085, 0.155),
        street_rgb=(0.2, 0.13, 0.07),
        haze_rgb=untone((0.86, 0.52, 0.44)),
        air_rgb=untone((0.36, 0.34, 0.52)),
        haze_per_m=1 / 330,
        glass_low_rgb=(0.012, 0.014, 0.025),
        glass_high_rgb=untone((0.42, 0.38, 0.56)),
        windows=0.9,
        lit_share=0.40,
        signs=0.9,
        lamps=0.8,
        sky_stops=((0.0, "#1a2350"), (0.45, "#54447e"), (0.78, "#b8647c"), (1.0, "#ff9e6c")),
        is_dark=True,
        stars=0.25,
    ),
    "night": replace(
        _DAY,
        sun_rgb=(0.0, 0.0, 0.0),
        ambient_rgb=(0.022, 0.028, 0.055),
        street_rgb=(0.26, 0.17, 0.09),
        haze_rgb=untone((0.30, 0.26, 0.28)),
        air_rgb=untone((0.12, 0.14, 0.22)),
        haze_per_m=1 / 420,
        glass_low_rgb=(0.004, 0.005, 0.010),
        glass_high_rgb=untone((0.13, 0.16, 0.26)),
        windows=1.0,
        lit_share=0.5,
        signs=1.0,
        lamps=1.0,
        sky_stops=((0.0, "#060a1c"), (0.6, "#141c3a"), (1.0, "#3c3850")),
        is_dark=True,
        stars=1.0,
    ),
}
