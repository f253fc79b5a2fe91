"""When the new picture arrives where: maps of 0 (first) to 1 (last), float32, height x width.

A map depends on the proportions of the picture, not on its size: a preview and an export show the
same shapes. Each is made once a size and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.picture import Plane

Field = NDArray[np.floating[Any]]
Shape = Callable[[int, int], Field]

_KEPT = 6
_NOISE_SIDE_PX = 360
_SOFT_STEP = np.array(
    [round(255 * (x / 255) ** 2 * (3 - 2 * x / 255)) for x in range(256)], np.uint8
)


def mask_at(field: Field, t: float, soft: float) -> Plane:
    """255 where the new picture is seen at time t; `soft` is the edge's width in the field."""
    return cast(Plane, cv2.LUT(levels_at(field, t, soft), _SOFT_STEP))


def levels_at(field: Field, t: float, soft: float) -> Plane:
    """As `mask_at`, with an edge that rises evenly."""
    lead = t * (1 + soft)
    return cast(
        Plane, cv2.addWeighted(field, -255 / soft, field, 0, 255 * lead / soft, dtype=cv2.CV_8U)
    )


@lru_cache(_KEPT)
def ramp(width: int, height: int, dx: float, dy: float) -> Field:
    """Arrives along a direction: (-1, 0) from the right edge to the left."""
    x, y = centred(width, height)
    return _spread(x * dx + y * dy)


@lru_cache(_KEPT)
def disc(width: int, height: int) -> Field:
    """From the centre outwards in circles."""
    x, y = centred(width, height)
    return _spread(np.hypot(x, y))


@lru_cache(_KEPT)
def disc_inwards(width: int, height: int) -> Field:
    """From the corners inwards in circles."""
    return 1 - disc(width, height)


@lru_cache(_KEPT)
def lozenge(width: int, height: int) -> Field:
    """From the centre outwards in diamonds."""
    x, y = centred(width, height)
    return _spread(np.abs(x) + np.abs(y))


@lru_cache(_KEPT)
def dial(width: int, height: int) -> Field:
    """Round like the hand of a clock, from twelve."""
    x, y = centred(width, height)
    return (np.arctan2(-x, y) / (2 * np.pi) + 0.5).astype(np.float32)


@lru_cache(_KEPT)
def doors(width: int, height: int) -> Field:
    """From the upright middle line to both sides."""
    x, _ = centred(width, height)
    return _spread(np.abs(x) + np.zeros((height, 1), np.float32))


@lru_cache(_KEPT)
def slats(width: int, height: int) -> Field:
    """Twelve blinds that open one after another, from the left."""
    x = ((np.arange(width, dtype=np.float32) + 0.5) / width)[None, :] * 12
    row = 0.55 * (x - np.floor(x)) + 0.45 * np.floor(x) / 11
    return np.repeat(row, height, axis=0)


@lru_cache(_KEPT)
def tiles(width: int, height: int) -> Field:
    """Square tiles that turn up in a loose diagonal order."""
    side = min(width, height) / 7
    columns, rows = int(np.ceil(width / side)), int(np.ceil(height / side))
    order = np.random.default_rng(5).uniform(0, 0.45, (rows, columns))
    across = np.arange(columns)[None, :] / max(1, columns - 1)
    down = np.arange(rows)[:, None] / max(1, rows - 1)
    coarse = _spread(order + 0.3 * (across + down))
    column = (np.arange(width) / side).astype(int)
    row = (np.arange(height) / side).astype(int)
    return np.ascontiguousarray(coarse[row[:, None], column[None, :]])


@lru_cache(_KEPT)
def ink(width: int, height: int) -> Field:
    """Drops of ink that fall one after another and bleed into wet paper."""
    small_width, small_height = _noise_size(width, height)
    x, y = centred(small_width, small_height)
    warp_x = _clouds(small_width, small_height, 11, 3.5) - 0.5
    warp_y = _clouds(small_width, small_height, 12, 3.5) - 0.5
    fibres = _clouds(small_width, small_height, 13, 14.0) - 0.5
    x, y = x + 0.85 * warp_x + 0.12 * fibres, y + 0.85 * warp_y
    reach = max(width, height) / min(width, height)
    rng = np.random.default_rng(3)
    late = np.full((small_height, small_width), np.inf)
    for number in range(9):
        # Drops lie on a spiral, so that no corner is left for the end.
        turn = 2.4 * number + rng.uniform(-0.4, 0.4)
        radius = 0.2 + 0.65 * (number / 8) ** 0.7
        away = np.hypot(x - reach * radius * np.cos(turn), y - radius * np.sin(turn))
        late = np.minimum(late, away + 0.075 * number)
    return _grown(_ranked(late + 0.1 * fibres), width, height)


@lru_cache(_KEPT)
def burn(width: int, height: int) -> Field:
    """Ragged holes that eat in from one side, like film in the gate."""
    small_width, small_height = _noise_size(width, height)
    x, y = centred(small_width, small_height)
    blobs = _clouds(small_width, small_height, 21, 3.2)
    ragged = _clouds(small_width, small_height, 22, 10.0)
    reach = width / min(width, height)
    return _grown(_ranked(1.5 * blobs + 0.3 * ragged - 0.35 * x / reach + 0.12 * y), width, height)


def centred(width: int, height: int) -> tuple[Field, Field]:
    """x (1 x width) and y (height x 1) of pixel centres, 0 in the middle, 1 = half a short side."""
    unit = min(width, height) / 2
    x = (np.arange(width, dtype=np.float32) + 0.5 - width / 2) / unit
    y = (np.arange(height, dtype=np.float32) + 0.5 - height / 2) / unit
    return x[None, :], y[:, None]


def _noise_size(width: int, height: int) -> tuple[int, int]:
    scale = _NOISE_SIDE_PX / min(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _clouds(width: int, height: int, seed: int, cells: float) -> NDArray[np.float64]:
    """Fractal noise, about 0..1, with `cells` features along the short side."""
    rng = np.random.default_rng(seed)
    total = np.zeros((height, width))
    for octave in range(4):
        pitch = min(width, height) / (cells * 2**octave)
        lattice = rng.uniform(0, 1, (int(height / pitch) + 4, int(width / pitch) + 4))
        big = cv2.resize(lattice, None, fx=pitch, fy=pitch, interpolation=cv2.INTER_CUBIC)
        edge = int(pitch)
        total += big[edge : edge + height, edge : edge + width] * 0.5 ** (octave + 1)
    return total / (1 - 0.5**4)


def _ranked(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same order, evenly spread: then a join covers ground at an even pace."""
    order = np.empty(values.size)
    order[np.argsort(values, axis=None, kind="stable")] = np.linspace(0, 1, values.size)
    return order.reshape(values.shape)


def _grown(values: NDArray[np.float64], width: int, height: int) -> Field:
    small = values.astype(np.float32)
    large = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(large, 0, 1).astype(np.float32)


def _spread(values: Field) -> Field:
    low, high = float(values.min()), float(values.max())
    return ((values - low) / max(1e-9, high - low)).astype(np.float32)
