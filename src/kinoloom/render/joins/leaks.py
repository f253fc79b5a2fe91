"""Joins made of light on film: burns and leaks."""

from __future__ import annotations

from functools import cache
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.planes import crossed, halved, overlaid, painted
from kinoloom.render.joins.easing import between, hump
from kinoloom.render.joins.fields import burn, centred, levels_at
from kinoloom.render.picture import Picture, Plane, plain, yuv_of

_BURN_SOFT = 0.4
_EMBERS = ("#0c0300", "#3a0d02", "#a52a04", "#ff7a12", "#ffd873", "#fffbe8")
"""Colours of burning film, from what is still cold to what is gone."""
_LEAK_SIDE_PX = 96
"""Short side of the map a leak is drawn in; it is all soft."""
_LEAK_COLOURS = ("#e8260c", "#ff8a2a", "#fff0c4")
_BEAMS = (
    (-0.16, 3.2, -0.5, 0.55, 1.1, 0.7),
    (0.0, 2.6, 0.4, 0.8, 1.5, 1.0),
    (0.05, 4.4, -0.2, 0.3, 2.5, 0.6),
    (0.17, 3.0, 0.7, 0.5, 0.9, 0.6),
)
"""When a beam is half-way (0 is the middle of the join), how fast it crosses, how high it lies, how
wide and how tall it is, how bright."""

_Table = NDArray[np.uint8]


def film_burn(old: Picture, new: Picture, t: float) -> Picture:
    """The old film burns through in ragged glowing holes and shows the new one."""
    heat = levels_at(burn(old.width_px, old.height_px), t, _BURN_SOFT)
    glow, hole, colours = _burn_tables()
    half = halved(heat)
    embers = Picture(
        *(_of(at, table) for at, table in zip((heat, half, half), colours, strict=True))
    )
    burnt = overlaid(old, new, _of(heat, hole))
    return painted(burnt, embers, _of(heat, glow))


def light_leak(old: Picture, new: Picture, t: float) -> Picture:
    """Warm light leaks in from one side, floods the frame and leaves the new picture."""
    size = (old.width_px, old.height_px)
    shown = crossed(old, new, between(t, 0.4, 0.6))
    for light, colour in zip(_leak(*size, t), _LEAK_COLOURS, strict=True):
        shown = painted(shown, plain(*size, colour), light)
    return shown


def _leak(width: int, height: int, t: float) -> tuple[Plane, ...]:
    """Masks of red, amber and white light at a moment, each inside the one before."""
    scale = _LEAK_SIDE_PX / min(width, height)
    x, y = centred(max(2, round(width * scale)), max(2, round(height * scale)))
    x = x * min(width, height) / width
    light = np.zeros(np.broadcast_shapes(x.shape, y.shape), np.float32)
    for place, speed, high, wide, tall, power in _BEAMS:
        # A beam crosses from right to left, brightest half-way.
        at = (t - 0.5 - place) * speed
        away = ((x + at + 0.22 * np.sin(1.3 * y + 4 * at)) / wide) ** 2 + ((y - high) / tall) ** 2
        light += power * np.exp(-away) * np.exp(-((at / 1.1) ** 2))
    light *= min(1.0, 6 * t, 6 * (1 - t))
    light += 0.5 * hump(t) ** 2 * (1 - 0.3 * x * x)
    return tuple(
        cast(Plane, cv2.resize(_ramped(light, low, high, most), (width, height)))
        for low, high, most in ((0.02, 0.8, 0.6), (0.25, 1.3, 0.65), (0.6, 1.9, 0.8))
    )


def _ramped(light: NDArray[np.float32], low: float, high: float, most: float) -> Plane:
    share = np.clip((light - low) / (high - low), 0, 1)
    return np.rint(255 * most * share * share * (3 - 2 * share)).astype(np.uint8)


def _of(plane: Plane, table: _Table) -> Plane:
    return cast(Plane, cv2.LUT(plane, table))


@cache
def _burn_tables() -> tuple[_Table, _Table, tuple[_Table, ...]]:
    """By heat: how much glow covers, how much of the new picture shows, the glow's Y, U and V."""
    heat = np.arange(256) / 255
    glow = np.clip(heat / 0.22, 0, 1) * np.clip((1 - heat) / 0.45, 0, 1)
    hole = np.clip((heat - 0.4) / 0.2, 0, 1)
    places = np.linspace(0.0, 0.62, len(_EMBERS))
    embers = np.array([yuv_of(colour) for colour in _EMBERS])
    colours = tuple(_bytes(np.interp(heat, places, embers[:, lane])) for lane in range(3))
    return _bytes(255 * glow * glow * (3 - 2 * glow)), _bytes(255 * hole), colours


def _bytes(values: NDArray[np.float64]) -> _Table:
    return np.rint(values).astype(np.uint8)
