"""Colour arithmetic of BT.709 in floats: codes to light and back, tone, saturation, temperature.

`y` runs from 0 (black) to 1 (white), `u` and `v` from -0.5 to 0.5; RGB is gamma-coded, 0..1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.floating[Any]]

LUMA_WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)
BLUE_SPAN, RED_SPAN = 1.8556, 1.5748
_PIVOT = 0.45
"""Luma that contrast turns about: a grey card under BT.709."""
_GAMMA = 2.2
_FULL_CHROMA = 0.58
"""Chroma no saturation goes beyond."""
_SKIN_HUE, _SKIN_WIDTH = 2.15, 0.45
"""Angle of skin in the u-v plane, and how far from it is spared, radians."""
_DAYLIGHT_K = 6504.0
_WARMEST_MIRED, _COLDEST_MIRED = 130.0, 72.0
"""Micro reciprocal degrees away from daylight at temperature 1 and -1: about 3500 and 12000 K."""


def luma(rgb: Values) -> Values:
    """Y of RGB, shape (…, 3) -> (…, 1)."""
    return (rgb @ LUMA_WEIGHTS)[..., None]


def rgb_of(y: Values, u: Values, v: Values) -> Values:
    """(…, 3) of planes; may lie outside 0..1."""
    red, blue = y + RED_SPAN * v, y + BLUE_SPAN * u
    green = (y - LUMA_WEIGHTS[0] * red - LUMA_WEIGHTS[2] * blue) / LUMA_WEIGHTS[1]
    return np.stack(np.broadcast_arrays(red, green, blue), axis=-1).astype(np.float32)


def yuv_of_rgb(rgb: Values) -> tuple[Values, Values, Values]:
    """Planes of (…, 3)."""
    y = rgb @ LUMA_WEIGHTS
    return y, (rgb[..., 2] - y) / BLUE_SPAN, (rgb[..., 0] - y) / RED_SPAN


def brightened(y: Values, amount: float) -> Values:
    """Middle tones up or down; black stays black, white stays white, no slope is steep."""
    if amount == 0:
        return y
    bias = 0.5 + 0.26 * amount
    inside = np.clip(y, 0, 1)
    bent = inside / ((1 / bias - 2) * (1 - inside) + 1)
    return (bent + (y - inside)).astype(np.float32)


def contrasted(y: Values, amount: float) -> Values:
    """Steeper or flatter about middle grey; steeper has a soft toe and shoulder."""
    if amount == 0:
        return y
    inside = np.clip(y, 0, 1)
    if amount > 0:
        power = 2 ** (0.85 * amount)
        low = _PIVOT * (inside / _PIVOT) ** power
        high = 1 - (1 - _PIVOT) * ((1 - inside) / (1 - _PIVOT)) ** power
        bent = np.where(inside < _PIVOT, low, high)
    else:
        bent = _PIVOT + (inside - _PIVOT) * (1 + 0.62 * amount)
    return (bent + (y - inside)).astype(np.float32)


def chroma_gain(brightness: float, contrast: float) -> float:
    """What chroma is multiplied by, so that colour follows a change of tone."""
    lifted = float(brightened(np.array([0.45], np.float32), brightness)[0]) / 0.45
    slope = 2 ** (0.85 * contrast) if contrast > 0 else 1 + 0.62 * contrast
    return lifted**0.45 * slope**0.6


def saturated(u: Values, v: Values, amount: float, gain: float = 1.0) -> tuple[Values, Values]:
    """More or less colour; more spares what is colourful already, and skin.

    `gain` multiplies chroma on top, for tone changes.
    """
    if amount <= 0:
        factor = (1 + amount) * gain
        return u * np.float32(factor), v * np.float32(factor)
    strength = np.hypot(u, v)
    from_skin = np.abs(np.angle(np.exp(1j * (np.arctan2(v, u) - _SKIN_HUE))))
    skin = np.clip(1 - from_skin / _SKIN_WIDTH, 0, 1)
    wanted = 1.35 * amount * (1 - 0.5 * skin * skin * (3 - 2 * skin))
    factor = gain * (1 + wanted) / (1 + wanted * np.minimum(1, strength / _FULL_CHROMA))
    return (u * factor).astype(np.float32), (v * factor).astype(np.float32)


def tempered(y: Values, u: Values, v: Values, amount: float) -> tuple[Values, Values]:
    """u and v as under warmer (above 0) or colder light, along the Planckian locus; y stays.

    It is linear in all three: greys are tinted in proportion, black is not.
    """
    if amount == 0:
        return u, v
    gains = _light_gains(amount)
    tinted = rgb_of(y, u, v) * gains
    _, new_u, new_v = yuv_of_rgb(tinted)
    return new_u, new_v


def white_of(kelvin: float) -> NDArray[np.float64]:
    """XYZ (Y = 1) of the Planckian radiator, 1667..25000 K (Kim et al., 2002)."""
    t = 1000 / kelvin
    if kelvin < 4000:
        x = -0.2661239 * t**3 - 0.2343589 * t**2 + 0.8776956 * t + 0.179910
    else:
        x = -3.0258469 * t**3 + 2.1070379 * t**2 + 0.2226347 * t + 0.240390
    if kelvin < 2222:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif kelvin < 4000:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    return np.array([x / y, 1.0, (1 - x - y) / y])


def _light_gains(amount: float) -> Values:
    """What daylight's R, G and B (gamma-coded) become in another light; white keeps its luma."""
    reach = _WARMEST_MIRED if amount > 0 else _COLDEST_MIRED
    kelvin = 1e6 / (1e6 / _DAYLIGHT_K + amount * reach)
    to_rgb = np.array(
        [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]]
    )
    ratio = (to_rgb @ white_of(kelvin)) / (to_rgb @ white_of(_DAYLIGHT_K))
    gains = (ratio ** (1 / _GAMMA)).astype(np.float32)
    return gains / (gains @ LUMA_WEIGHTS)
