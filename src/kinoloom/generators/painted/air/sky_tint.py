"""A sky of the colour that the words ask for: pink, blood-red, green.

What a painter does is a gradient map: each tone of the sky stays as light as it was, and takes
its colour from a scale of that colour, from its darkest to its lightest. Ramp, clouds, air and
light are all taken through the same scale, so that they go on belonging together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, ramp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.spec import SkyColour

_STEPS = 256
_LUMA = np.array([0.30, 0.59, 0.11], np.float32)
_SKY_SHARE = 0.88
_AIR_SHARE, _TOWARD_SUN_SHARE, _GLOW_SHARE = 0.68, 0.56, 0.50
_LIT_SHARE, _SHADE_SHARE = 0.56, 0.80
_KEY_SHARE, _AMBIENT_SHARE = 0.25, 0.46
"""Grass under a red sky is still grass: the light takes a part of the colour."""


class _Scale(NamedTuple):
    """A colour from dark to light, and how bright a sky may be and still have it."""

    codes: tuple[str, str, str, str, str]
    level: float = 1.0


_SCALES: Mapping[SkyColour, _Scale] = {
    "red": _Scale(("#0c0205", "#4c070d", "#a8161a", "#e4522e", "#ffb27c"), 0.66),
    "pink": _Scale(("#0e0714", "#5a2a58", "#c45c92", "#f398b8", "#ffdce0"), 0.88),
    "purple": _Scale(("#07040f", "#301a5c", "#6c3fa8", "#a57cda", "#ead8fa"), 0.74),
    "orange": _Scale(("#100503", "#5c200c", "#c8540f", "#f89a3a", "#ffe2a8"), 0.82),
    "green": _Scale(("#020a07", "#0c3a2a", "#2c8656", "#7cc882", "#e4f6c4"), 0.76),
    "blue": _Scale(("#02061a", "#0c2a74", "#1f62c8", "#66a8f0", "#d8ecff"), 0.90),
    "teal": _Scale(("#020a0e", "#0a3a48", "#178088", "#5cc4c0", "#d8f6ee"), 0.84),
    "gold": _Scale(("#0e0803", "#54380c", "#b8821c", "#efc154", "#fff2c4"), 0.90),
}
_STOPS = (0.0, 0.18, 0.42, 0.68, 1.0)


def tinted(light: Daylight, colour: SkyColour) -> Daylight:
    """The light under a sky of that colour; hour and weather stay what they were."""
    codes, level = _SCALES[colour]
    scale = ramp(tuple(zip(_STOPS, codes, strict=True)), _STEPS)

    def through(values: ArrayLike, share: float) -> NDArray[np.float32]:
        tones = np.asarray(values, np.float32)
        light_of = np.clip(tones @ _LUMA * np.float32(level), 0, 1) * (_STEPS - 1)
        low = np.minimum(light_of.astype(np.int64), _STEPS - 2)
        part = (light_of - low)[..., None]
        return mix(tones, scale[low] + (scale[low + 1] - scale[low]) * part, share)

    def one(values: Colour, share: float) -> Colour:
        red, green, blue = through(values, share)
        return float(red), float(green), float(blue)

    pure = scale[int(0.6 * _STEPS)]
    cast = pure / np.float32(pure @ _LUMA)

    def shone(values: Colour, share: float) -> Colour:
        """Light keeps its strength: only its colour turns."""
        lit = np.asarray(values, np.float32) * mix(np.float32(1), cast, share)
        lit *= np.float32(np.asarray(values, np.float32) @ _LUMA) / np.maximum(1e-4, lit @ _LUMA)
        red, green, blue = lit * np.float32(0.35 + 0.65 * level)
        return float(red), float(green), float(blue)

    return replace(
        light,
        sky_rgb=through(light.sky_rgb, _SKY_SHARE),
        key_rgb=shone(light.key_rgb, _KEY_SHARE),
        ambient_rgb=shone(light.ambient_rgb, _AMBIENT_SHARE),
        haze_rgb=one(light.haze_rgb, _AIR_SHARE),
        haze_sun_rgb=one(light.haze_sun_rgb, _TOWARD_SUN_SHARE),
        glow_rgb=one(light.glow_rgb, _GLOW_SHARE),
        cloud_lit_rgb=one(light.cloud_lit_rgb, _LIT_SHARE),
        cloud_shade_rgb=one(light.cloud_shade_rgb, _SHADE_SHARE),
        sky_colour=colour,
    )
