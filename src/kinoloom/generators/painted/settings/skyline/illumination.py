"""How a skyline is lit: walls, windows and glow by hour, weather, style and seed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.settings.city.neon import NEON_PALETTES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.spec import SceneSpec

_LIT = {"dawn": 0.10, "day": 0.0, "golden_hour": 0.10, "dusk": 0.42, "night": 0.48}
_GLOW = {"dawn": 0.05, "day": 0.0, "golden_hour": 0.0, "dusk": 0.20, "night": 0.52}
_GLOWS = ("#d08a4c", "#a0709a", "#c8705c", "#6a90b8", "#e0a050", "#4ca0a0", "#8a6ad0")
_WALLS = (
    ("#8c8f96", "#a59c90", "#6c7a8c", "#b5aca0", "#566274", "#948274"),
    ("#7c8a9a", "#93a3b0", "#5a6c82", "#a8b0b6", "#46586e", "#87909c"),
    ("#a08878", "#b89c84", "#7c7078", "#94705c", "#6a6a78", "#c2b09c"),
    ("#c8c4bc", "#dcd8d0", "#a8b0b8", "#e4ded2", "#90a0ac", "#b8bcc0"),
    ("#4a4e58", "#5c5a5e", "#3c4450", "#6a6460", "#343a48", "#50565e"),
)
_BUSY = (0.62, 1.35, 0.95)
"""How many windows are lit, as factors."""
_SHINES = (0.3, 1.55, 0.85, 1.2)
"""How much light the city throws into its air, as factors."""
_NIGHTS = (0.5, 1.5, 1.0)
"""How light a night's sky is, as factors."""
_WARM = ("#ffd08a", "#ffc070", "#ffe2b4", "#fff0d8", "#d8e8ff")


class Illumination(NamedTuple):
    """Colours 0..1, tables n x 3. `lit` is the share of lit windows, `glow` the sky's 0..1."""

    light: Daylight
    walls_rgb: NDArray[np.float32]
    panes_rgb: NDArray[np.float32]
    neon_rgb: NDArray[np.float32]
    glow_rgb: NDArray[np.float32]
    lit: float
    glow: float
    power: float
    neon: float
    snow: float
    is_backlit: bool

    @property
    def beacons(self) -> bool:
        """Whether the red lights on the tips are on."""
        return self.lit > 0.05


def illuminate(spec: SceneSpec, light: Daylight, *, is_neon: bool) -> Illumination:
    """The lights of this shot."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5C2])
    walls = dealt(_WALLS, spec.seed, 0x5C4)
    palette = dealt(NEON_PALETTES, spec.seed, 0x5C5)
    glow = rgb(palette.glow if is_neon else dealt(_GLOWS, spec.seed, 0x5C6))
    dull = spec.weather in ("rain", "storm", "fog", "snow", "sandstorm")
    lit = max(_LIT[spec.hour], 0.16 if dull else 0.0)
    dark = spec.hour in ("dusk", "night")
    lit *= dealt(_BUSY, spec.seed, 0x5C9) * float(rng.uniform(0.9, 1.1))
    shine = dealt(_SHINES, spec.seed, 0x5CA) * float(rng.uniform(0.9, 1.1))
    return Illumination(
        light=light,
        walls_rgb=np.array([rgb(code) for code in walls], np.float32),
        panes_rgb=np.array([rgb(code) for code in _WARM], np.float32),
        neon_rgb=np.array([rgb(code) for code in palette.signs], np.float32),
        glow_rgb=np.asarray(glow, np.float32),
        lit=lit,
        glow=_GLOW[spec.hour] * (1.3 if is_neon else 1.0) * shine,
        power={"night": 1.0, "dusk": 0.92}.get(spec.hour, 0.7),
        neon=(1.0 if dark else 0.4) if is_neon else 0.0,
        snow=0.85 if spec.weather == "snow" or spec.season == "winter" else 0.0,
        is_backlit=spec.hour in ("golden_hour", "dawn", "dusk"),
    )


def deepened(light: Daylight, seed: int) -> Daylight:
    """The seed's night: moonless black, a lit haze or something between; days stay."""
    if not light.is_night:
        return light
    gain = np.float32(dealt(_NIGHTS, seed, 0x5CB))
    haze = np.asarray(light.haze_rgb, np.float32) * (0.4 + 0.6 * gain)
    sun = np.asarray(light.haze_sun_rgb, np.float32) * (0.4 + 0.6 * gain)
    return replace(
        light, sky_rgb=np.clip(light.sky_rgb * gain, 0, 1).astype(np.float32),
        haze_rgb=(float(haze[0]), float(haze[1]), float(haze[2])),
        haze_sun_rgb=(float(sun[0]), float(sun[1]), float(sun[2])),
    )  # fmt: skip


def with_glow(
    sky: NDArray[np.float32], lights: Illumination, *, shore_y_px: float, room_px: float
) -> NDArray[np.float32]:
    """The sky with the city's own light in the lowest air."""
    if lights.glow == 0:
        return sky
    rows = np.arange(len(sky), dtype=np.float32)
    share = lights.glow * np.exp(-np.maximum(0, shore_y_px - rows) / (0.36 * room_px))
    return (1 - (1 - sky) * (1 - share[:, None, None] * lights.glow_rgb)).astype(np.float32)


def air_of(
    lights: Illumination, width_px: int, *, sun_x_px: float, reach_px: float
) -> NDArray[np.float32]:
    """The far air's colour over the picture's columns, width x 3."""
    light = lights.light
    x = np.arange(width_px, dtype=np.float32)
    toward = np.exp(-(((x - sun_x_px) / reach_px) ** 2))[:, None]
    air = mix(np.asarray(light.haze_rgb), np.asarray(light.haze_sun_rgb), toward)
    share = 0.55 * lights.glow
    return np.asarray(1 - (1 - air) * (1 - share * lights.glow_rgb), np.float32)
