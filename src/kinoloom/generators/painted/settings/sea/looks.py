"""Looks of the sea: how rough it is in which weather, and its colours by hour and light."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.deal import dealt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.spec import Hour, SceneSpec, Weather


class SeaState(NamedTuple):
    """How rough the water is: rms steepness of swell, waves and ripples.

    `length_m` is the longest swell, `foam` 0 (none) to 1, `sight_m` how far one sees through the
    air, `veil` the most of the far water that the air hides.
    """

    swell: float
    waves: float
    ripples: float
    length_m: float
    foam: float
    sight_m: float
    veil: float


STATES: Mapping[Weather, SeaState] = {
    "clear": SeaState(0.050, 0.105, 0.115, 46.0, 0.16, 2600.0, 0.55),
    "cloudy": SeaState(0.058, 0.110, 0.115, 52.0, 0.22, 1700.0, 0.62),
    "rain": SeaState(0.060, 0.105, 0.150, 52.0, 0.22, 620.0, 0.90),
    "snow": SeaState(0.046, 0.090, 0.100, 46.0, 0.10, 300.0, 0.97),
    "fog": SeaState(0.030, 0.060, 0.075, 40.0, 0.0, 78.0, 1.0),
    "storm": SeaState(0.230, 0.170, 0.140, 105.0, 0.95, 620.0, 0.88),
    "wind": SeaState(0.110, 0.145, 0.135, 66.0, 0.86, 2200.0, 0.50),
    "sandstorm": SeaState(0.080, 0.140, 0.130, 60.0, 0.5, 170.0, 1.0),
}

_DEEP: Mapping[Hour, tuple[str, ...]] = {
    "dawn": ("#2a4260", "#234a5c", "#373f66", "#5a4a68", "#3c6c78"),
    "day": ("#0a4a6a", "#0c5666", "#103f70", "#0a7a84", "#062a54"),
    "golden_hour": ("#21495c", "#2d4462", "#1f5258", "#40425e", "#122c48"),
    "dusk": ("#191d46", "#231c46", "#14263f", "#3c2448", "#0e1c34"),
    "night": ("#040b1c", "#05131f", "#080a22", "#0a2430", "#03060e"),
}
_GLASS: Mapping[Hour, tuple[str, ...]] = {
    "dawn": ("#7fa6ae", "#8fb4ac", "#8f9cb8", "#b894a4", "#94c4c0"),
    "day": ("#2fa9a6", "#46b58f", "#3a9fc4", "#5cd8c4", "#2c78b4"),
    "golden_hour": ("#6aa08a", "#9a9a74", "#5a9c94", "#a8809c", "#4a7c94"),
    "dusk": ("#6a4a78", "#7a4468", "#3f6274", "#9c5068", "#34506c"),
    "night": ("#1c4258", "#20505c", "#242f66", "#2a6464", "#1a2c48"),
}
"""Light that came through a crest."""
_SHALLOW: Mapping[Hour, tuple[str, ...]] = {
    "dawn": ("#8fa9a8", "#93aa9f", "#9a9fae", "#b09ca4", "#a4c0b8"),
    "day": ("#4cc3bd", "#63b99f", "#58b4c8", "#74dcc4", "#4a98bc"),
    "golden_hour": ("#86b0a4", "#9fb29c", "#7fa8a6", "#b094a4", "#7494a4"),
    "dusk": ("#7a6294", "#8a5f86", "#527488", "#a06478", "#4c6480"),
    "night": ("#1c3950", "#1d4450", "#242a58", "#245450", "#1c2c48"),
}


_TINTED = 0.62
"""How much of a closed sky's hold on the water a coloured one has."""


class SeaColours(NamedTuple):
    """Colours of the water, 0..1."""

    deep: Colour
    glass: Colour
    foam: Colour
    sun: Colour
    core: Colour
    shallow: Colour
    glitter: float

    def inks(self) -> tuple[float, ...]:
        """As the kernels take them."""
        return (*self.deep, *self.glass, *self.foam, *self.sun, *self.core, *self.shallow)


def sea_state(spec: SceneSpec, *, is_shore: bool = False) -> SeaState:
    """The state of the spec's weather; its motion makes it calmer or rougher, a shore calmer."""
    state = STATES[spec.weather]
    gain = 0.82 + 0.36 * spec.motion
    calm = 0.8 if is_shore else 1.0
    return state._replace(
        swell=state.swell * gain * calm,
        waves=state.waves * gain * calm,
        ripples=state.ripples * calm,
        length_m=state.length_m * (0.6 if is_shore else 1.0),
    )


def sea_colours(spec: SceneSpec, light: Daylight, *, is_shore: bool = False) -> SeaColours:
    """The water's colours in that light; the seed picks the sea."""
    pick = dealt(range(5), spec.seed, 0xC02)
    hour = spec.hour
    air = np.asarray(light.haze_rgb, np.float32)
    grey = air * np.array([0.36, 0.42, 0.46], np.float32)
    # What the sky is, its water is: of a closed sky, and of one that was given a colour.
    own = max(light.cover, _TINTED if light.sky_colour is not None else 0.0)
    deep = mix(rgb(_DEEP[hour][pick]), grey, 0.72 * own)
    glass = mix(rgb(_GLASS[hour][pick]), air * np.array([0.52, 0.66, 0.66], np.float32),
                0.75 * own)  # fmt: skip
    shallow = mix(rgb(_SHALLOW[hour][pick]), air * np.array([0.66, 0.74, 0.74], np.float32),
                  0.7 * own)  # fmt: skip
    if spec.time == "noon":
        deep, glass = mix(deep, rgb("#0a6f92"), 0.5), mix(glass, rgb("#3fd0c4"), 0.4)
    if spec.weather == "snow":
        # White air lies on the water: else one would take it for rain.
        pale = air * np.float32(0.72)
        deep, glass, shallow = (mix(ink, pale, 0.34) for ink in (deep, glass, shallow))
    ambient = np.asarray(light.ambient_rgb, np.float32)
    key = np.asarray(light.key_rgb, np.float32)
    foam = np.clip(ambient * np.float32(0.62) + key * np.float32(0.46) + air * 0.12, 0, 0.97)
    if spec.weather == "storm":
        glass = mix(glass, rgb("#4f8f8c") * np.float32(0.3 + 0.8 * air.mean()), 0.35)
        foam = np.clip(foam * np.float32(1.25) + 0.05, 0, 0.97)
    sun = np.asarray(light.glow_rgb, np.float32)
    if light.is_night:
        sun = mix(sun, rgb("#eaf2ff"), 0.4)
    core = mix(sun, (1.0, 0.98, 0.92), 0.72)
    power = {"dawn": 0.95, "day": 1.0, "golden_hour": 1.15, "dusk": 1.0, "night": 0.8}[hour]
    return SeaColours(
        _triple(deep), _triple(glass), _triple(np.asarray(foam, np.float32)), _triple(sun),
        _triple(core), _triple(shallow), glitter=power * light.disc,
    )  # fmt: skip


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
