"""The lip of a fall: no straight edge, but rock that has been cut unevenly, and what parts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.noise import fbm_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.falls.gorge import Chute

_NOTCH_PX, _TOOTH_PX = 150.0, 26.0
"""Of a 1080-line picture: how wide a notch of the lip is, and a tooth of its rock."""


def lip_line(chute: Chute, xs: NDArray[np.float32], unit: float, seed: int) -> NDArray[np.float32]:
    """The row on which the water begins to fall, for each column.

    A broad lip is a horseshoe: its middle is farther away and so, seen from below, lower.
    """
    tag = (seed + round(chute.x_px)) % 9973
    columns = np.clip(xs - xs[0], 0, None)
    width = len(columns)
    notch = _line(width, _NOTCH_PX * unit, tag + 41)
    tooth = _line(width, _TOOTH_PX * unit, tag + 43)
    aside = np.clip(np.abs(xs - chute.x_px) / chute.half_px, 0, 1)
    deep = min(34 * unit, 0.34 * chute.half_px)
    fall = deep * (0.9 * (1 - aside**2) - 0.45) + 3.0 * deep * (notch - 0.5)
    # Between its islands each stream has cut to a depth of its own.
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x11B5])
    for x, half in chute.islands:
        step = float(rng.choice((-1.0, 1.0)) * rng.uniform(10, 30)) * unit
        fall = fall + step * np.clip(0.5 + 0.5 * (xs - chute.x_px - x) / half, 0, 1)
    return np.asarray(chute.lip_y_px + fall + 14 * unit * (tooth - 0.5), np.float32)


def islands_between(
    half_px: float, unit: float, rng: np.random.Generator
) -> tuple[tuple[float, float], ...]:
    """Rocks that part a broad fall: how far each is from its middle, and half as wide as it is."""
    count = int(rng.integers(1, 4))
    places = np.sort(rng.uniform(-0.82, 0.82, count)) * half_px
    return tuple((float(x), float(rng.uniform(9, 30)) * unit) for x in places)


def parted(
    chute: Chute, xx: NDArray[np.float32], down: NDArray[np.float32], ragged: NDArray[np.float32],
    unit: float,
) -> NDArray[np.float32]:  # fmt: skip
    """How much of the water its islands leave, 0..1; below each the streams close again."""
    left = np.ones_like(ragged)
    for k, (x, half) in enumerate(chute.islands):
        reach = 0.30 + 0.5 * ((k * 7 + round(half / unit)) % 5) / 4
        width = half * np.clip(1.15 - down / reach, -1, 1) + (ragged - 0.5) * 20 * unit
        inside = width - np.abs(xx - chute.x_px - x)
        left = left * np.clip(1 - inside / (5 * unit), 0, 1)
    return np.asarray(left, np.float32)


def island_rise(
    chute: Chute, xs: NDArray[np.float32], unit: float, seed: int
) -> NDArray[np.float32]:
    """How high the rocks that part a fall stand above its lip, for each column."""
    rough = _line(len(xs), 18 * unit, seed % 9973 + 47)
    rise = np.zeros_like(xs)
    for x, half in chute.islands:
        inside = np.clip(1 - np.abs(xs - chute.x_px - x) / (1.15 * half), 0, 1)
        rise = np.maximum(rise, inside**0.6 * (0.8 * half + 10 * unit) * (0.4 + 0.9 * rough))
    return np.asarray(rise, np.float32)


def _line(width: int, scale_px: float, seed: int) -> NDArray[np.float32]:
    return fbm_image(width, 1, scale_x_px=scale_px, scale_y_px=1, octaves=4, seed=seed)[0]
