"""The light of a wood: key, shade and air, and how far one sees, by hour and weather."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.deal import dealt

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.settings.forest.glade import Glade
    from kinoloom.generators.painted.spec import Hour, SceneSpec, Weather

_THICKNESS: dict[Weather, float] = {
    "clear": 0.040, "cloudy": 0.052, "rain": 0.105, "snow": 0.12, "fog": 0.30, "storm": 0.085,
    "wind": 0.034, "sandstorm": 0.24,
}  # fmt: skip
_MORE_AIR: dict[Hour, float] = {
    "dawn": 0.032, "day": 0.0, "golden_hour": 0.012, "dusk": 0.014, "night": 0.006,
}  # fmt: skip
_SHAFTS: dict[Hour, float] = {
    "dawn": 0.62, "day": 0.50, "golden_hour": 0.78, "dusk": 0.42, "night": 0.30,
}  # fmt: skip
_SHAFTS_LEFT: dict[Weather, float] = {
    "clear": 1.0, "cloudy": 0.16, "rain": 0.0, "snow": 0.0, "fog": 0.22, "storm": 0.0,
    "wind": 0.9, "sandstorm": 0.12,
}  # fmt: skip
_WIND: dict[Weather, float] = {
    "clear": 0.45, "cloudy": 0.55, "rain": 0.8, "snow": 0.45, "fog": 0.25, "storm": 2.2,
    "wind": 2.0, "sandstorm": 2.0,
}  # fmt: skip
_LEAF_AIR = {"forest": "#dcebab", "autumn_forest": "#ffd98a", "jungle": "#c4e6a6"}


class WoodLight(NamedTuple):
    """Colours are sRGB-like gains (3). The glow's place is on the painted canvas;
    `well_y_px` is the row where the far air is brightest, below it.

    `thickness` is the air's; `shafts` and `rim` how strong rays and lit edges are; `front` how
    much of the key comes from the viewer's side; `wind` 0.2 (still) to 2.5 (storm).
    """

    key: NDArray[np.float32]
    ambient: NDArray[np.float32]
    air: NDArray[np.float32]
    air_sun: NDArray[np.float32]
    glow: NDArray[np.float32]
    x_px: float
    y_px: float
    well_y_px: float
    reach_px: float
    thickness: float
    shafts: float
    rim: float
    front: float
    pool: float
    wind: float

    def veil(self, near: float) -> float:
        """How much air hides what stands at a nearness, 0..1."""
        return float(min(0.95, 1 - np.exp(-self.thickness * (1 / max(near, 0.02) - 0.55))))


def light_of(spec: SceneSpec, glade: Glade, day: Daylight) -> WoodLight:
    """The wood's light: the day's, filtered green or gold by the leaves it comes through."""
    unit = glade.unit_px
    green = rgb(_LEAF_AIR.get(spec.setting, "#dcebab"))
    if spec.setting == "forest" and spec.season == "autumn":
        green = rgb(_LEAF_AIR["autumn_forest"])
    level = float(np.mean(day.haze_sun_rgb))
    by_day = {"day": 0.42, "dawn": 0.16, "golden_hour": 0.22, "dusk": 0.10, "night": 0.10}[
        spec.hour
    ]
    tint = by_day * (0.35 if day.cover > 0.8 else 1.0) * (1.45 if spec.setting == "jungle" else 1.0)
    tinted = green * np.float32(level / float(green.mean()))
    snowy = spec.weather == "snow" or spec.season == "winter"
    tint *= 0.15 if snowy else 1.0
    air_sun = np.clip(mix(day.haze_sun_rgb, tinted, min(0.6, tint)), 0, 1)
    deep = mix(day.haze_rgb, tinted * np.float32(0.62), min(0.7, tint * 1.35))
    thickness = (_THICKNESS[spec.weather] + _MORE_AIR[spec.hour]) * (
        1.25 if spec.setting == "jungle" and spec.weather != "fog" else 1.0
    )
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xA12])
    thickness *= dealt((0.62, 1.0, 1.35), spec.seed, 0xA13)
    shafts = _SHAFTS[spec.hour] * _SHAFTS_LEFT[spec.weather] * float(rng.uniform(0.75, 1.15))
    from_front = {"front": 0.9, "left": 0.35, "right": 0.35}.get(spec.light, 0.22)
    open_sky = 1 - 0.75 * day.cover
    return WoodLight(
        key=np.asarray(day.key_rgb, np.float32),
        ambient=np.asarray(day.ambient_rgb, np.float32)
        * np.float32(0.9 + 0.16 * day.cover + (0.30 if spec.weather == "storm" else 0.0)),
        air=np.asarray(deep, np.float32),
        air_sun=np.minimum(1, air_sun * np.float32(1 + 0.16 * day.cover)),
        glow=np.asarray(day.glow_rgb, np.float32),
        x_px=glade.glow_x_px,
        y_px=glade.glow_y_px,
        well_y_px=max(glade.glow_y_px, glade.horizon_y_px - 150 * unit),
        reach_px=(560 if spec.hour != "day" else 760) * unit,
        thickness=thickness,
        shafts=shafts * (0.3 if spec.light == "front" else 1.0),
        rim=(1.15 if spec.hour != "day" else 0.85)
        * open_sky
        * (0.85 if spec.hour == "night" else 1),
        front=from_front + (0.25 if spec.hour == "day" else 0.0),
        pool=0.10 + 0.5 * min(1.0, thickness / 0.3) + (0.14 if spec.hour == "dawn" else 0.0),
        wind=_WIND[spec.weather] * (0.55 + 0.9 * spec.motion),
    )
