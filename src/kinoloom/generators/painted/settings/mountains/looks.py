"""Looks of the mountain setting: materials by world, water and mist by time and weather, grades."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.settings.forest.snowfall import under_snowfall
from kinoloom.generators.painted.settings.mountains.lake import Water
from kinoloom.generators.painted.settings.mountains.massif import Ground
from kinoloom.generators.painted.settings.mountains.pines import Woods
from kinoloom.generators.painted.settings.mountains.shore import Soil
from kinoloom.generators.painted.settings.mountains.vista import colour

if TYPE_CHECKING:
    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.spec import SceneSpec

_ROCKS = (
    ("#5c5b66", "#766c66"), ("#555a67", "#6a6772"), ("#655c56", "#846f60"),
    ("#8a8680", "#a89a8a"), ("#3e414a", "#524e52"), ("#7c5a4c", "#a0765c"),
)  # fmt: skip
_TREES = {
    "earth": ("#2c4a34", "#33543a", "#26422f", "#3d5c3c", "#2f4d3d"),
    "autumn": ("#c98a2c", "#b8662a", "#d8a63c", "#3c5436", "#8f4a26", "#33503a", "#e0b450"),
    "winter": ("#3a4f4a", "#33473f", "#445a56"),
}
_GRASS = {
    "earth": (("#4a6236", "#74773f"), ("#6c7440", "#a4935a"), ("#3c5a44", "#5c7a58")),
    "autumn": (("#94783a", "#b06c34"), ("#b08c44", "#d0a860"), ("#7c4a30", "#a8603c")),
    "winter": (("#9aa0a0", "#b4b0a4"),),
}
_DEEP = {
    "day": ("#1c6472", "#2a8c94", "#16425e", "#2c5a44"),
    "golden_hour": ("#4c5a58", "#3a4c66", "#5c5244"),
    "dawn": ("#56688a", "#5c7c88", "#6a6284"),
    "dusk": ("#2c2750", "#1c3050", "#3c2840"),
    "night": ("#070d20", "#061418", "#0e0a22"),
}
"""What the lake's depth is like: glacial, clear, or brown with peat."""
_FOGS = (1.0, 0.86, 0.93)
"""How thick a fog is, as factors."""
ROUGHNESS = {"clear": 0.55, "cloudy": 0.75, "rain": 0.95, "snow": 0.6, "fog": 0.3, "storm": 1.5,
             "wind": 1.1, "sandstorm": 1.0}  # fmt: skip
_MIST_OF_TIME = {"dawn": 0.55, "day": 0.06, "golden_hour": 0.20, "dusk": 0.34, "night": 0.28}
_MIST_OF_WEATHER = {"clear": 0.0, "cloudy": 0.08, "rain": 0.42, "snow": 0.34, "fog": 1.0,
                    "storm": 0.34, "wind": 0.0, "sandstorm": 0.8}  # fmt: skip


def _is_snowy(spec: SceneSpec) -> bool:
    return spec.world == "winter" or spec.weather == "snow"


def _world(spec: SceneSpec) -> str:
    return spec.world if spec.world in _TREES else "earth"


def air_of(spec: SceneSpec) -> Daylight:
    """The light and air of the shot; some fogs are thin, and no night hides its peaks."""
    light = under_snowfall(daylight_of(spec))
    if spec.weather == "fog":
        light = replace(light, density=light.density * dealt(_FOGS, spec.seed, 0x67))
    if not light.is_night or light.cover < 0.8:
        return light
    # Clouds that the moon shines through: peaks stand before them as a darker shape.
    red, green, blue = light.haze_rgb
    lift = 1 + 0.6 * min(1.0, max(0.0, (0.45 - (red + green + blue) / 3) / 0.2))
    return replace(
        light, density=0.78 * light.density,
        sky_rgb=np.clip(light.sky_rgb * np.float32(lift), 0, 1).astype(np.float32),
        haze_rgb=(red * lift, green * lift, blue * lift),
    )  # fmt: skip


def woods_of(spec: SceneSpec) -> Woods:
    """The trees of the spec's world; snow lies on them in winter and when it falls."""
    albedo = np.array([colour(code) for code in _TREES[_world(spec)]], np.float32)
    snow = 0.9 if _is_snowy(spec) else 0.0
    return Woods(albedo, snow, 0.34 if spec.world == "autumn" else 0.12)


def ground_of(spec: SceneSpec) -> Ground:
    """The massif's materials; the seed picks the rock and the snow line."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x61])
    rock, warm = dealt(_ROCKS, spec.seed, 0x64)
    snow_line = float(rng.uniform(40, 330))
    world = _world(spec)
    forest = {"earth": "#2c4632", "autumn": "#7a5a2c", "winter": "#4a5c5c"}[world]
    meadow = {"earth": "#647f42", "autumn": "#b3843c", "winter": "#a8b0b4"}[world]
    snowy = _is_snowy(spec)
    return Ground(
        colour(rock), colour(warm), colour(forest), colour(meadow), colour("#f3f7ff"),
        tree_line=float(rng.uniform(60, 150)), snow_line=-40.0 if snowy else snow_line,
        snow_share=0.92 if snowy else 1.0,
    )  # fmt: skip


def soil_of(spec: SceneSpec) -> Soil:
    """The near shore's materials."""
    kinds = _GRASS[_world(spec)]
    grass, dry = dealt(kinds, spec.seed, 0x65)
    return Soil(
        colour(grass), colour(dry), colour("#8a8074"), colour("#7a7876"),
        snow=0.92 if _is_snowy(spec) else 0.0,
    )  # fmt: skip


def water_of(spec: SceneSpec, light: Daylight) -> Water:
    """The lake's colours follow the sky; weather roughens it."""
    kinds = _DEEP[spec.hour]
    own = colour(dealt(kinds, spec.seed, 0x66))
    deep = mix(own, np.asarray(light.haze_rgb) * 0.5, 0.75 * light.cover)
    glint = mix(light.glow_rgb, (1.0, 0.98, 0.92), 0.35)
    shines = light.disc * (0.7 if light.is_night else 1.0)
    return Water(
        (float(deep[0]), float(deep[1]), float(deep[2])),
        (float(glint[0]), float(glint[1]), float(glint[2])),
        light.haze_sun_rgb,
        ROUGHNESS[spec.weather] * (0.7 if spec.hour in ("dawn", "night") else 1.0),
        shines,
        0.46 if spec.hour == "day" else 0.36,
    )


def mist_of(spec: SceneSpec) -> float:
    """How much mist lies in the valley, 0..1; some seeds have more of it."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x77])
    some = _MIST_OF_TIME[spec.hour] * float(rng.uniform(0.3, 1.25))
    return min(1.0, max(some, _MIST_OF_WEATHER[spec.weather]))
