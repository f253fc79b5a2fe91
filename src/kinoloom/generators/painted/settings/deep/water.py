"""What the water of a shot looks like: its colours, its light and how it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.light import Rig

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.spec import SceneSpec, Time, Weather

_RAMP_STEPS = 256


class _Hue(NamedTuple):
    """Surface, water below the light, far water, the dark below, shafts of light."""

    surface: str
    near: str
    haze: str
    deep: str
    ray: str
    key: float


_HUES: dict[Time, _Hue] = {
    "dawn": _Hue("#ffe9de", "#c9a6bd", "#5c82b4", "#182f5c", "#ffd2c0", 0.80),
    "day": _Hue("#e6fdff", "#58c4ea", "#1e84ba", "#05355c", "#c8f4ff", 1.0),
    "noon": _Hue("#fbffff", "#86e8f4", "#2fb0d2", "#07506e", "#e6ffff", 1.16),
    "golden_hour": _Hue("#fff2c8", "#e8c48a", "#3f8f9e", "#0b3850", "#ffd88c", 0.98),
    "dusk": _Hue("#ffbe92", "#b56b92", "#4a4e92", "#15173f", "#ff9c86", 0.62),
    "night": _Hue("#b4d0ff", "#2a549c", "#12306a", "#051026", "#7aa8f0", 0.42),
}
_TINTS = (
    ("#1f86c2", "#05345e", 1.0), ("#1fa592", "#04443f", 1.0), ("#2a62c8", "#061a5a", 0.82),
    ("#3fb0c0", "#0a5a6c", 1.04), ("#4a9c74", "#0c3c34", 0.9), ("#5a6cc4", "#181a54", 1.0),
    ("#14589c", "#031a3c", 0.68),
)  # fmt: skip
"""Seeds lean to blue, green, cobalt, lagoon, kelp, violet or the deep; how much light is left."""


class _Change(NamedTuple):
    """What a weather above does to the water below."""

    light: float = 1.0
    rays: float = 1.0
    caustics: float = 1.0
    chop: float = 1.0
    surge: float = 1.0
    murk: float = 0.0
    veil: str = "#808080"
    veiled: float = 0.0


_CHANGES: dict[Weather, _Change] = {
    "clear": _Change(),
    "cloudy": _Change(0.88, 0.18, 0.35, 0.9, 1.0, 0.10, "#7c96a4", 0.36),
    "rain": _Change(0.68, 0.10, 0.16, 0.7, 1.1, 0.22, "#56757c", 0.52),
    "snow": _Change(0.95, 0.35, 0.30, 0.5, 0.7, 0.25, "#b4d2e2", 0.46),
    "fog": _Change(0.92, 0.25, 0.12, 0.6, 0.8, 0.85, "#86b8a4", 0.66),
    "storm": _Change(0.57, 0.0, 0.06, 2.4, 2.2, 0.40, "#34505c", 0.52),
    "wind": _Change(0.96, 0.75, 0.8, 2.0, 2.6, 0.30, "#8fb8a4", 0.30),
    "sandstorm": _Change(0.72, 0.22, 0.15, 1.2, 1.8, 0.72, "#a8925c", 0.66),
}
_USUAL_RAYS: dict[Time, float] = {
    "dawn": 0.75, "day": 0.85, "noon": 0.80, "golden_hour": 1.1, "dusk": 0.65, "night": 0.55,
}  # fmt: skip


class Water(NamedTuple):
    """Colours (sRGB 0..1), strengths (0..1, usual 1) and `murk`, how thick the water is (0..1).

    `ramp_rgb` runs from just below the surface down to the floor's foot (256 x 3).
    """

    surface_rgb: Colour
    near_rgb: Colour
    haze_rgb: Colour
    deep_rgb: Colour
    ray_rgb: Colour
    ramp_rgb: NDArray[np.float32]
    key: float
    rays: float
    caustics: float
    chop: float
    surge: float
    murk: float
    is_night: bool

    def fog(self, distance: float) -> float:
        """How much of a thing that far away (0 here .. 1 where the floor ends) is water."""
        return float(1 - np.exp(-distance * (1.25 + 3.2 * self.murk)))

    def rig(self, side: float) -> Rig:
        """The light on a swimmer: from above, blue from everywhere else."""
        haze, near, ray = (
            np.asarray(c, np.float32) for c in (self.haze_rgb, self.near_rgb, self.ray_rgb)
        )
        # A swimmer is near: it keeps some of the reds that far things lose.
        white = np.float32(ray.max()) * np.array([1.10, 0.98, 0.90], np.float32)
        key = (0.5 * ray + 0.5 * white) * np.float32(0.40 + 0.66 * self.key)
        ambient = (0.34 * near + 0.42 * haze + 0.16) * np.float32(0.55 + 0.45 * self.key)
        if self.is_night:
            # Else whoever swims in the dark is a hole in it.
            ambient, near = ambient * np.float32(1.45), near * np.float32(1.5)
        flat = (0.30 * side, -0.90)
        return Rig(
            key_dir=(flat[0], flat[1], 0.32), key_rgb=_triple(key), ambient_rgb=_triple(ambient),
            bounce_rgb=_triple(haze * np.float32(0.5)), rim_dir=(0.31 * side, -0.95, 0.0),
            rim_rgb=_triple(near * np.float32(0.9)), haze_rgb=self.haze_rgb,
        )  # fmt: skip


def water_of(spec: SceneSpec) -> Water:
    """The water of this shot."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xDEE1])
    hue, change = _HUES[spec.time], _CHANGES[spec.weather]
    tint_far, tint_deep, left = dealt(_TINTS, spec.seed, 0xDEE3)
    lean = float(rng.uniform(0.55, 0.95)) * (0.6 if spec.hour != "day" else 1.0)
    level = float(np.mean(rgb(hue.haze)) / np.mean(rgb(tint_far)))
    haze = mix(rgb(hue.haze), np.clip(rgb(tint_far) * level, 0, 1), lean)
    depth = float(np.mean(rgb(hue.deep)) / np.mean(rgb(tint_deep)))
    deep = mix(rgb(hue.deep), np.clip(rgb(tint_deep) * depth, 0, 1), lean)
    bright = {"night": 0.24, "dusk": 0.52, "dawn": 0.82}.get(spec.hour, 1.0)
    veil = rgb(change.veil) * np.float32(bright)
    dim = np.float32(change.light if spec.time != "night" else 0.45 + 0.55 * change.light)
    above, dim = dim * np.float32(left**0.4), dim * np.float32(0.88 * left)
    surface = mix(rgb(hue.surface), veil * 1.25, 0.75 * change.veiled) * above
    bright_far = np.clip(
        rgb(tint_far) * np.float32(np.mean(rgb(hue.near)) / np.mean(rgb(tint_far))), 0, 1
    )
    near = mix(mix(rgb(hue.near), bright_far, 0.6 * lean), veil * 1.1, change.veiled) * above
    haze = mix(haze, veil, change.veiled) * dim
    deep = mix(deep, veil * np.float32(0.42), 0.8 * change.veiled) * dim
    place = np.linspace(0, 1, _RAMP_STEPS, dtype=np.float32)[:, None]
    upper = np.clip(place / 0.58, 0, 1)
    ramp = mix(mix(near, haze, upper**0.8), deep, np.clip((place - 0.40) / 0.60, 0, 1) ** 1.2)
    ray = mix(rgb(hue.ray), veil * 1.3, 0.6 * change.veiled)
    return Water(
        surface_rgb=_triple(surface), near_rgb=_triple(near), haze_rgb=_triple(haze),
        deep_rgb=_triple(deep), ray_rgb=_triple(ray), ramp_rgb=ramp.astype(np.float32),
        key=hue.key * change.light, rays=_USUAL_RAYS[spec.time] * change.rays,
        caustics=change.caustics * (0.6 + 0.4 * hue.key), chop=change.chop,
        surge=change.surge * (0.5 + spec.motion), murk=change.murk,
        is_night=spec.time == "night",
    )  # fmt: skip


def _triple(values: NDArray[np.floating]) -> Colour:
    r, g, b = np.clip(values, 0, 2)
    return float(r), float(g), float(b)
