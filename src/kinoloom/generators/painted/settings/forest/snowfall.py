"""The light under falling snow: dim enough for flakes to be lighter than what is behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.light import Colour

_LEVEL = 0.69
"""How light the air is at most: before anything whiter no flake is seen."""
_COOL = np.array([0.965, 0.995, 1.04], np.float32)


def under_snowfall(day: Daylight) -> Daylight:
    """The day as it is while snow falls; every other weather as it was."""
    if day.weather != "snow" or day.is_night:
        return day
    level = float(np.mean(day.haze_rgb))
    gain = _COOL * np.float32(min(1.0, _LEVEL / max(level, 1e-3)))

    def dim(colour: Colour) -> Colour:
        red, green, blue = (float(c * g) for c, g in zip(colour, gain, strict=True))
        return red, green, blue

    return replace(
        day, sky_rgb=np.clip(day.sky_rgb * gain, 0, 1).astype(np.float32),
        key_rgb=dim(day.key_rgb), ambient_rgb=dim(day.ambient_rgb), haze_rgb=dim(day.haze_rgb),
        haze_sun_rgb=dim(day.haze_sun_rgb), cloud_lit_rgb=dim(day.cloud_lit_rgb),
        cloud_shade_rgb=dim(day.cloud_shade_rgb),
    )  # fmt: skip
