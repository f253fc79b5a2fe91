"""Colours as a painter mixes them: sRGB pictures in 0..1, ramps blended in OKLab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Stops = Sequence[tuple[float, str]]
"""(position 0..1, "#rrggbb"), positions ascending."""

_LMS_OF_RGB = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB_OF_LMS = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_RGB_OF_LMS = np.linalg.inv(_LMS_OF_RGB)
_LMS_OF_LAB = np.linalg.inv(_LAB_OF_LMS)
_GRADIENT_STEPS = 2048


def rgb(code: str) -> NDArray[np.float32]:
    """The sRGB triple 0..1 of "#rrggbb"."""
    digits = code.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"a colour is #rrggbb, not {code!r}")
    return np.array([int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)


def to_linear(srgb: ArrayLike) -> NDArray[np.float32]:
    """Light intensities of sRGB values."""
    values = np.asarray(srgb, np.float32)
    bright = ((np.maximum(values, 0) + 0.055) / 1.055) ** 2.4
    return np.where(values <= 0.04045, values / 12.92, bright).astype(np.float32)


def to_srgb(linear: ArrayLike) -> NDArray[np.float32]:
    """sRGB values of light intensities; negative light is black."""
    values = np.maximum(np.asarray(linear, np.float32), 0)
    bright = 1.055 * values ** (1 / 2.4) - 0.055
    return np.where(values <= 0.0031308, values * 12.92, bright).astype(np.float32)


def ramp(stops: Stops, n: int) -> NDArray[np.float32]:
    """n sRGB colours (n x 3) through the stops; blended in OKLab, so no muddy greys between."""
    positions = [position for position, _ in stops]
    colours = to_linear(np.stack([rgb(code) for _, code in stops])).astype(np.float64)
    lab = np.cbrt(colours @ _LMS_OF_RGB.T) @ _LAB_OF_LMS.T
    x = np.linspace(0.0, 1.0, n)
    blended = np.stack([np.interp(x, positions, lab[:, i]) for i in range(3)], axis=-1)
    return np.clip(to_srgb((blended @ _LMS_OF_LAB.T) ** 3 @ _RGB_OF_LMS.T), 0, 1)


def vertical_gradient(
    stops: Stops, height_px: int, width_px: int, y0_px: float = 0.0, y1_px: float | None = None
) -> NDArray[np.float32]:
    """A picture (height x width x 3) whose rows run through the stops from y0 to y1."""
    end_px = float(height_px) if y1_px is None else y1_px
    place = np.clip((np.arange(height_px) - y0_px) / (end_px - y0_px), 0, 1) * (_GRADIENT_STEPS - 1)
    colours = ramp(stops, _GRADIENT_STEPS)
    below = place.astype(np.int64)
    above = np.minimum(below + 1, _GRADIENT_STEPS - 1)
    rows = mix(colours[below], colours[above], (place - below)[:, None].astype(np.float32))
    return np.repeat(rows[:, None], width_px, axis=1)


def mix(a: ArrayLike, b: ArrayLike, t: ArrayLike) -> NDArray[np.float32]:
    """a where t is 0, b where t is 1."""
    start = np.asarray(a, np.float32)
    end = np.asarray(b, np.float32)
    blended = start + (end - start) * np.asarray(t, np.float32)
    return blended.astype(np.float32, copy=False)


def screen(a: ArrayLike, b: ArrayLike) -> NDArray[np.float32]:
    """Light b added over picture a; never beyond white."""
    below = 1 - np.clip(np.asarray(a, np.float32), 0, 1)
    return (1 - below * (1 - np.clip(np.asarray(b, np.float32), 0, 1))).astype(np.float32)
