"""The colours of road and land in their light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.settings.highway.plan import Plan, Terrain
    from kinoloom.generators.painted.spec import SceneSpec


_LANDS: dict[Terrain, tuple[tuple[str, ...], ...]] = {
    "prairie": (
        ("#8a7f5c", "#8f9a4c", "#b3a45c", "#5f7038"), ("#877a62", "#a99a5a", "#c2b070", "#7a7a44"),
        ("#80785e", "#6f8f48", "#93a758", "#4d6b36"),
    ),
    "desert": (
        ("#b08a68", "#c08a5c", "#cf9f70", "#96684a"), ("#a98f72", "#b9a07a", "#cbb591", "#8f7a5c"),
        ("#a0664a", "#b0623e", "#c67a50", "#84472f"),
    ),
    "coast": (
        ("#938670", "#7e8a55", "#a39a66", "#586b40"), ("#8d8474", "#8b8f62", "#b0a678", "#5d6a48"),
    ),
    "pines": (
        ("#7d7562", "#5f7244", "#7c8650", "#3c5234"), ("#7b6e5c", "#6d7848", "#8f8a55", "#465838"),
    ),
    "wheat": (
        ("#93835c", "#d0a850", "#dfbd68", "#b48c3e"), ("#8c7f58", "#c9a95c", "#e2c886", "#a98c48"),
    ),
}  # fmt: skip
_AUTUMN = ("#8a7450", "#a8843c", "#bb8c3e", "#7d5a2e")
_ASPHALTS = ("#54545a", "#4a4b50", "#5f5d5c")
_SEAS = (("#174a63", "#2f7d90"), ("#1a4f7a", "#4c94ae"), ("#14505a", "#3b8f8a"))


@dataclass(frozen=True)
class Look:
    """Colours as shown, and how wet, snowy and dark the place is."""

    inks: NDArray[np.float32]
    """Rows: asphalt, verge, land, land, dark land, near sea, far sea, glow, lamp light, snow."""
    land: tuple[NDArray[np.float32], ...]
    """Albedos of the land."""
    ambient: NDArray[np.float32]
    key: NDArray[np.float32]
    haze: NDArray[np.float32]
    wet: float
    snow: float
    dark: float
    """0 by day to 1 at night: how much lamps count."""
    beams: float
    """0 to 1: how much the headlights of the camera's own car light the road."""
    sight_m: float

    def lit(self, albedo: NDArray[np.float32], amount: float = 0.7) -> NDArray[np.float32]:
        """An albedo in this light, `amount` of it direct."""
        lit = albedo * (self.ambient + self.key * np.float32(amount))
        return np.clip(lit, 0, 1).astype(np.float32)


_SIGHT_M = {
    "clear": 5200.0, "cloudy": 4200.0, "rain": 750.0, "snow": 480.0, "fog": 170.0,
    "storm": 620.0, "wind": 3600.0, "sandstorm": 190.0,
}  # fmt: skip


def look_for(spec: SceneSpec, plan: Plan, light: Daylight) -> Look:
    """The colours of a shot."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x417])
    choices = _LANDS[plan.terrain]
    codes = choices[int(rng.integers(len(choices)))]
    if spec.season == "autumn" and plan.terrain in ("prairie", "pines"):
        codes = _AUTUMN
    if spec.season == "spring" and plan.terrain == "wheat":
        codes = ("#7f7a58", "#7fa04a", "#98b45a", "#5f8040")
    land = [rgb(code) for code in codes]
    asphalt = rgb(_ASPHALTS[int(rng.integers(len(_ASPHALTS)))])
    if plan.terrain == "desert":
        asphalt = mix(asphalt, land[0], 0.16)
    ambient = np.asarray(light.ambient_rgb, np.float32)
    key = np.asarray(light.key_rgb, np.float32)
    snow = 1.0 if spec.weather == "snow" else (0.9 if spec.season == "winter" else 0.0)
    wet = {"rain": 0.85, "storm": 1.0, "snow": 0.18, "fog": 0.22}.get(spec.weather, 0.0)
    dark = {"night": 1.0, "dusk": 0.6, "dawn": 0.28}.get(spec.hour, 0.0)
    beams = {"night": 1.0, "dusk": 0.30}.get(spec.hour, 0.0)
    if spec.weather in ("rain", "storm", "fog", "snow", "sandstorm"):
        dark = max(dark, 0.45)
    direct = 0.35 + 0.5 * light.shadow
    deep, shallow = (rgb(code) for code in _SEAS[int(rng.integers(len(_SEAS)))])
    low_sky = light.sky_rgb[-30]

    def shown(albedo: NDArray[np.float32], amount: float = direct) -> NDArray[np.float32]:
        return np.clip(albedo * (ambient + key * np.float32(amount)), 0, 1).astype(np.float32)

    snow_rgb = np.clip(ambient * 0.64 + key * np.float32(0.45 * direct), 0, 0.90)
    # Lamps are warm whatever colour the hour gives the ground they fall on.
    lamp = np.array([1.0, 0.88, 0.66], np.float32) * ambient.mean() / np.maximum(ambient, 0.03)
    inks = np.stack(
        [
            shown(asphalt * 0.92), shown(land[0] * 0.80), shown(land[1] * 0.70),
            shown(land[2] * 0.72),
            shown(land[3] * 0.66, 0.5 * direct), shown(mix(deep, shallow, 0.45)),
            mix(shown(deep), low_sky, 0.42),
            np.asarray(light.glow_rgb, np.float32) * np.float32(light.disc),
            lamp, snow_rgb,
        ]
    ).astype(np.float32)  # fmt: skip
    sight = _SIGHT_M[spec.weather] * (0.8 if spec.hour in ("dawn", "golden_hour") else 1.0)
    return Look(
        inks, tuple(each * np.float32(0.74) for each in land), ambient, key,
        mix(light.haze_rgb, light.haze_sun_rgb, 0.3), wet, snow, dark, beams, sight,
    )  # fmt: skip
