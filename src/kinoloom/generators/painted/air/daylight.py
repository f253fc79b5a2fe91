"""Daylight: the colours of sky, light and air that belong together at one time and weather.

Everything in a scene takes its light from one Daylight, so that sky, ground, water and sprites
agree. Each time of day has several palette families; the seed picks one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.palettes import FAMILIES, OVERCAST, WORLD_FAMILIES, Family
from kinoloom.generators.painted.air.sky_tint import tinted
from kinoloom.generators.painted.easel.colour import mix, ramp, rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.light import Colour, Rig, Vector

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.spec import Hour, SceneSpec, SkyColour, Time, Weather

_SKY_STEPS = 256


@dataclass(frozen=True)
class _Veil:
    """What a weather does to a clear sky's light."""

    cover: float
    key: float
    ambient: float
    disc: float
    stars: float
    haze: float
    lightness: float


_VEILS: dict[str, _Veil] = {
    "clear": _Veil(0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0),
    "cloudy": _Veil(0.5, 0.62, 1.04, 0.35, 0.25, 0.2, 1.0),
    "rain": _Veil(0.93, 0.24, 0.94, 0.0, 0.0, 0.62, 0.8),
    "snow": _Veil(0.93, 0.36, 1.14, 0.0, 0.0, 0.66, 1.14),
    "fog": _Veil(0.90, 0.30, 1.12, 0.3, 0.1, 0.9, 1.12),
    "storm": _Veil(0.98, 0.20, 0.80, 0.0, 0.0, 0.7, 0.56),
    "wind": _Veil(0.12, 0.94, 1.0, 0.9, 0.8, 0.06, 1.0),
    "sandstorm": _Veil(0.92, 0.30, 1.0, 0.2, 0.0, 0.8, 1.0),
}

_LIFTS = ((1.0, 1.0), (0.8, 0.84), (2.2, 1.16), (1.4, 1.05))
"""A closed sky's direct light and lightness: as usual, brooding, breaking up, thin."""
_STORM_LIFTS = ((1.0, 1.0), (1.2, 1.1), (3.4, 1.42), (2.0, 1.24))
"""A storm's sky is dark already."""


_DEEP_DUSK = (0.52, 0.56, 0.68)
"""What is left at the zenith of each channel once the sun is down."""
_DUSK_LEVEL = 0.44
"""Mean of a sky after sunset, 0..1, from which it is too light to be one."""
_GOLD = (1.0, 0.76, 0.42)
_LATE = (1.06, 0.96, 0.80)
_PALE_DAWN = (0.80, 0.86, 0.93)
_COOL_DAWN = (0.90, 0.98, 1.06)
DUST = "#cfa878"
DUST_LIGHT: dict[Hour, float] = {
    "dawn": 0.80,
    "day": 0.98,
    "golden_hour": 0.95,
    "dusk": 0.52,
    "night": 0.24,
}
"""How bright flying sand is."""


@dataclass(frozen=True)
class Daylight:
    """Light and air of one moment; colours are sRGB-like, gains may exceed 1.

    `sky_rgb` runs from the zenith to the horizon (n x 3). `key_rgb` is the direct light's gain,
    `ambient_rgb` the shadows'. `haze_rgb` is the far air away from the sun, `haze_sun_rgb`
    toward it. `disc` and `stars` say how much of them the weather lets through (0..1),
    `cover` how much of the sky is closed, `density` how much thicker the air is (0..1).
    """

    time: Hour
    weather: Weather
    family: str
    sky_rgb: NDArray[np.float32]
    key_rgb: Colour
    ambient_rgb: Colour
    haze_rgb: Colour
    haze_sun_rgb: Colour
    glow_rgb: Colour
    cloud_lit_rgb: Colour
    cloud_shade_rgb: Colour
    cover: float
    disc: float
    stars: float
    density: float
    shadow: float
    sky_colour: SkyColour | None = None
    """The colour that the words gave the sky."""

    @property
    def is_night(self) -> bool:
        """Whether the moon is the light."""
        return self.time == "night"

    def rig(self, key_dir: Vector) -> Rig:
        """The light rig of a sprite; `key_dir` points to the sun (x right, y down, z to us)."""
        length = float(np.linalg.norm(key_dir))
        unit = (key_dir[0] / length, key_dir[1] / length, key_dir[2] / length)
        bounce = mix(self.ambient_rgb, self.haze_rgb, 0.35) * np.float32(0.62)
        # The rim comes from behind the subject, on the side of the sun.
        flat = float(np.hypot(unit[0], unit[1])) or 1.0
        rim_dir = (unit[0] / flat, unit[1] / flat, 0.0)
        rim = np.asarray(self.glow_rgb, np.float32) * np.float32(0.25 + 0.75 * self.shadow)
        return Rig(
            key_dir=unit,
            key_rgb=self.key_rgb,
            ambient_rgb=self.ambient_rgb,
            bounce_rgb=_triple(bounce),
            rim_dir=rim_dir,
            rim_rgb=_triple(rim * (0.5 if self.is_night else 1.0)),
            haze_rgb=self.haze_rgb,
        )


def daylight_of(spec: SceneSpec) -> Daylight:
    """The light of a shot: of its time, weather, world and seed, and of the sky it asks for."""
    light = daylight(
        spec.time, spec.weather, spec.seed, world=spec.world, sky_colour=spec.sky_colour
    )
    return behind_viewer(light) if shows(spec, "rainbow") else light


def shows(spec: SceneSpec, sight: str) -> bool:
    """Whether the words want to see that in the sky."""
    return any(one.noun == sight for one in spec.subjects)


def behind_viewer(light: Daylight) -> Daylight:
    """The light of a sun that nobody sees: a rainbow stands opposite it."""
    return light if light.is_night else replace(light, disc=0.0)


def daylight(
    time: Time,
    weather: Weather,
    seed: int,
    *,
    world: str = "earth",
    sky_colour: SkyColour | None = None,
) -> Daylight:
    """The light of that time and weather; the seed picks the palette family.

    A world with a sky of its own ("mars") brings its own families; others use the earth's.
    """
    families = WORLD_FAMILIES.get(world, FAMILIES)[time]
    family = dealt(families, seed, 0x5E1)
    veil = _lifted(_VEILS[weather], weather, seed)
    grey_top, grey_low = (rgb(code) for code in dealt(OVERCAST[time], seed, 0x5E2))
    if world in WORLD_FAMILIES:
        tint = rgb(family.sky[-2][1])
        grey_top, grey_low = mix(grey_top, tint * 0.72, 0.7), mix(grey_low, tint, 0.7)
    # A dark hour is dark already: its storms keep enough light to see by.
    lightness = (
        veil.lightness if time in ("day", "noon", "golden_hour") else 0.55 + 0.45 * veil.lightness
    )
    closed = mix(grey_top, grey_low, np.linspace(0, 1, _SKY_STEPS)[:, None]) * lightness
    sky = np.clip(mix(ramp(family.sky, _SKY_STEPS), closed, veil.cover), 0, 1)
    grey = mix(grey_top, grey_low, 0.6) * lightness
    light = Daylight(
        # Noon is a day to whatever asks; its palette is its own.
        time="day" if time == "noon" else time,
        weather=weather,
        family=family.name,
        sky_rgb=sky,
        key_rgb=_key(family, veil, grey_low),
        ambient_rgb=_ambient(family, veil, grey),
        haze_rgb=_toward(family.haze, grey_low * lightness, veil.cover),
        haze_sun_rgb=_toward(family.haze_sun, grey_low * lightness, veil.cover),
        glow_rgb=_toward(family.glow, grey_low, veil.cover * 0.8),
        cloud_lit_rgb=_toward(family.cloud_lit, grey_low * lightness * 1.04, veil.cover * 0.9),
        cloud_shade_rgb=_toward(family.cloud_shade, grey_top * lightness * 0.86, veil.cover),
        cover=veil.cover,
        disc=veil.disc,
        stars=veil.stars if time == "night" else 0.22 * veil.stars * (time == "dusk"),
        density=veil.haze,
        shadow=max(0.0, veil.key * 1.25 - 0.25),
    )
    if time == "dusk" and world not in WORLD_FAMILIES:
        light = _after_sunset(light)
    elif time == "golden_hour" and world not in WORLD_FAMILIES:
        light = _gilded(light)
    elif time == "dawn" and world not in WORLD_FAMILIES:
        light = _before_warmth(light)
    if weather == "sandstorm":
        light = sand_storm(light, rgb(DUST) * np.float32(DUST_LIGHT[light.time]))
    return light if sky_colour is None else tinted(light, sky_colour)


def _after_sunset(light: Daylight) -> Daylight:
    """What tells dusk from dawn: the sun is down, so the sky closes from above and land is dark."""
    down = np.linspace(0, 1, len(light.sky_rgb), dtype=np.float32)[:, None]
    deep = np.array(_DEEP_DUSK, np.float32)
    sky = light.sky_rgb * mix(deep, np.ones(3, np.float32), down**1.25)
    # A pale family closes from above the more.
    over = max(0.0, float(sky.mean()) / _DUSK_LEVEL - 1)
    sky = sky * (1 - min(0.5, 1.5 * over) * (1 - down) ** 0.5)
    return replace(
        light,
        sky_rgb=sky.astype(np.float32),
        key_rgb=_dimmed(light.key_rgb, 0.66),
        ambient_rgb=_dimmed(light.ambient_rgb, 0.78),
        haze_rgb=_dimmed(light.haze_rgb, 0.72),
        haze_sun_rgb=_dimmed(light.haze_sun_rgb, 0.84),
        cloud_lit_rgb=_dimmed(light.cloud_lit_rgb, 0.90),
        cloud_shade_rgb=_dimmed(light.cloud_shade_rgb, 0.74),
        stars=2.2 * light.stars,
    )


def _gilded(light: Daylight) -> Daylight:
    """What tells the golden hour from both: the low sun turns air and land to gold."""
    down = np.linspace(0, 1, len(light.sky_rgb), dtype=np.float32)[:, None]
    gold = np.array(_GOLD, np.float32)
    sky = mix(light.sky_rgb, gold, (0.34 * (1 - light.cover)) * down)
    return replace(
        light,
        sky_rgb=np.asarray(sky, np.float32),
        key_rgb=_triple(np.asarray(light.key_rgb, np.float32) * np.array(_LATE, np.float32)),
        haze_rgb=_triple(mix(np.asarray(light.haze_rgb, np.float32), gold * 0.82, 0.22)),
        haze_sun_rgb=_triple(mix(np.asarray(light.haze_sun_rgb, np.float32), gold, 0.3)),
    )


def _before_warmth(light: Daylight) -> Daylight:
    """What tells dawn from dusk: a pale, open sky over cool land."""
    down = np.linspace(0, 1, len(light.sky_rgb), dtype=np.float32)[:, None]
    pale = np.array(_PALE_DAWN, np.float32)
    sky = mix(light.sky_rgb, pale, (0.26 * (1 - light.cover)) * (1 - 0.55 * down))
    cool = np.array(_COOL_DAWN, np.float32)
    return replace(
        light,
        sky_rgb=np.asarray(sky, np.float32),
        key_rgb=_triple(np.asarray(light.key_rgb, np.float32) * mix(cool, 1.0, 0.5)),
        ambient_rgb=_triple(np.asarray(light.ambient_rgb, np.float32) * cool),
        haze_rgb=_triple(mix(np.asarray(light.haze_rgb, np.float32), pale, 0.3)),
        density=min(1.0, light.density + 0.12),
    )


def _dimmed(colour: Colour, gain: float) -> Colour:
    return colour[0] * gain, colour[1] * gain, colour[2] * gain


def sand_storm(light: Daylight, dust: NDArray[np.float32]) -> Daylight:
    """Everything takes the colour of the flying sand; the sun is a pale coin."""
    steps = np.linspace(0, 1, len(light.sky_rgb), dtype=np.float32)[:, None]
    sky = mix(dust * np.float32(0.66), np.minimum(1, dust * np.float32(1.06)), steps**0.8)
    pale = np.minimum(1, dust * np.float32(1.25))
    return replace(
        light,
        family="sand storm",
        sky_rgb=sky,
        key_rgb=_triple(pale * np.float32(0.55)),
        ambient_rgb=_triple(dust * np.float32(0.72)),
        haze_rgb=_triple(dust),
        haze_sun_rgb=_triple(pale),
        glow_rgb=_triple(pale),
        disc=0.22 if light.time != "night" else 0.1,
        stars=0.0,
        density=0.75,
    )


def _lifted(veil: _Veil, weather: Weather, seed: int) -> _Veil:
    """The veil as dense as the seed's; an open sky has none."""
    if veil.cover < 0.8:
        return veil
    lifts = _STORM_LIFTS if weather == "storm" else _LIFTS
    key, lightness = dealt(lifts, seed, 0x5E3)
    lightness = min(veil.lightness * lightness, max(1.2, veil.lightness))
    return replace(veil, key=veil.key * key, lightness=lightness)


def _key(family: Family, veil: _Veil, grey: NDArray[np.float32]) -> Colour:
    """Direct light: weaker and greyer under cover."""
    clear = rgb(family.key) * np.float32(family.key_gain)
    level = float(clear.mean()) / max(0.05, float(grey.mean()))
    return _triple(mix(clear, grey * level, veil.cover * 0.85) * veil.key)


def _ambient(family: Family, veil: _Veil, grey: NDArray[np.float32]) -> Colour:
    """Light of the shadows: under cover the whole sky lights the ground, in its own grey."""
    clear = rgb(family.ambient)
    open_grey = grey * np.float32(0.98)
    lift = 1 + 0.6 * veil.cover * max(0.0, 0.5 - float(grey.mean()))
    return _triple(mix(clear, np.maximum(clear, open_grey), veil.cover) * veil.ambient * lift)


def _toward(code: str, grey: NDArray[np.float32], share: float) -> Colour:
    return _triple(np.clip(mix(rgb(code), grey, share), 0, 1))


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
