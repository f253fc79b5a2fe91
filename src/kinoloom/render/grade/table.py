"""All colour operations of a layer in one table, made once and looked up for every pixel.

Tone and saturation are separable: a curve for Y, a map for U and V together. What mixes them
(temperature, looks, .cube files) is worked out on a lattice in YUV and spread to tables as fine as
the codes themselves, so that drawing is one look-up a pixel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.colour import (
    Values,
    brightened,
    chroma_gain,
    contrasted,
    rgb_of,
    saturated,
    tempered,
    yuv_of_rgb,
)
from kinoloom.render.grade.cube import read_cube
from kinoloom.render.grade.looks import look_named
from kinoloom.render.grade.lookups import lookups
from kinoloom.render.grade.planes import doubled, halved, looked_up
from kinoloom.render.picture import Picture, Plane

Bytes = NDArray[np.uint8]
_KEPT = 4
_INWARDS = 0.2
"""How far back, in parts of the way beyond, a look is asked which way it goes."""
_LIGHT_STEP, _CHROMA_STEP = 4, 8
"""Codes between the lattice's points."""


@dataclass(frozen=True)
class Colouring:
    """What is done to colour, in this order: light, tone, saturation, look or table file."""

    temperature: float = 0.0
    brightness: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    look: str | None = None
    cube: Path | None = None

    @property
    def is_neutral(self) -> bool:
        """Whether it changes nothing."""
        return self == PLAIN

    @property
    def is_separable(self) -> bool:
        """Whether Y depends on Y alone, and U and V on each other."""
        return self.temperature == 0 and self.look is None and self.cube is None


PLAIN = Colouring()


@dataclass(frozen=True, eq=False)
class Separable:
    """A curve for Y (256) and maps for U and V (65536, at v * 256 + u)."""

    y: Bytes
    u: Bytes
    v: Bytes

    def apply(self, picture: Picture) -> Picture:
        """The picture through the table."""
        return Picture(
            cast(Plane, cv2.LUT(picture.y, self.y)),
            looked_up(picture.u, picture.v, self.u),
            looked_up(picture.u, picture.v, self.v),
            picture.alpha,
        )


@dataclass(frozen=True, eq=False)
class Joint:
    """Tables for `lookups`; `y` is a plain curve of 256 where luma depends on luma alone."""

    y: Bytes
    chroma: Bytes

    def apply(self, picture: Picture) -> Picture:
        """The picture through the table."""
        ways = lookups()
        y, u, v = (np.ascontiguousarray(plane) for plane in (picture.y, picture.u, picture.v))
        new_u, new_v = np.empty_like(u), np.empty_like(v)
        ways.chroma_through(halved(y), u, v, self.chroma, new_u, new_v)
        if self.y.size == 256:
            return Picture(cast(Plane, cv2.LUT(y, self.y)), new_u, new_v, picture.alpha)
        new_y = np.empty_like(y)
        ways.luma_through(y, doubled(u), doubled(v), self.y, new_y)
        return Picture(new_y, new_u, new_v, picture.alpha)


def table_of(colouring: Colouring) -> Separable | Joint:
    """The table of a colouring, kept for the next layer that looks the same.

    Raises NotDrawn for a look there is not, SourceError for a bad table file.
    """
    stamp = 0
    if colouring.cube is not None and colouring.cube.exists():
        stamp = colouring.cube.stat().st_mtime_ns
    return _made(colouring, stamp)


@lru_cache(_KEPT)
def _made(colouring: Colouring, _stamp: int) -> Separable | Joint:
    return _separable(colouring) if colouring.is_separable else _joint(colouring)


def _separable(colouring: Colouring) -> Separable:
    y = _toned(_light(np.arange(256)), colouring)
    chroma = _chroma(np.arange(256))
    u, v = _coloured(
        np.broadcast_to(chroma[None, :], (256, 256)),
        np.broadcast_to(chroma[:, None], (256, 256)),
        colouring,
    )
    return Separable(_light_codes(y), _chroma_codes(u).reshape(-1), _chroma_codes(v).reshape(-1))


def _joint(colouring: Colouring) -> Joint:
    points = np.arange(0, 257, _CHROMA_STEP)
    v, u, y = np.meshgrid(
        _chroma(points), _chroma(points), _light(np.arange(0, 257, _LIGHT_STEP)), indexing="ij"
    )
    u, v = tempered(y, u, v, colouring.temperature)
    u, v = _coloured(u, v, colouring)
    y = _toned(y, colouring)
    look = _look(colouring)
    if look is not None:
        y, u, v = yuv_of_rgb(_continued(look, rgb_of(y, u, v)))
    light = _light_table(_toned(_light(np.arange(256)), colouring) if look is None else y)
    return Joint(light, _chroma_table(u, v))


def _look(colouring: Colouring) -> Callable[[Values], Values] | None:
    if colouring.cube is not None:
        return read_cube(colouring.cube).apply
    return None if colouring.look is None else look_named(colouring.look)


def _continued(look: Callable[[Values], Values], rgb: Values) -> Values:
    """A look, going on beyond 0..1 the way it arrives there.

    Half of all codes are colours no screen shows. A table bent sharply at the border of what it
    does show would be wrong on both sides, and black and white would keep specks of colour if what
    lies beyond were left as it is.
    """
    inside = np.clip(rgb, 0, 1)
    beyond = rgb - inside
    shown = look(inside)
    back = look(np.clip(inside - _INWARDS * beyond, 0, 1))
    return (shown + (shown - back) / np.float32(_INWARDS)).astype(np.float32)


def _toned(y: Values, colouring: Colouring) -> Values:
    return contrasted(brightened(y, colouring.brightness), colouring.contrast)


def _coloured(u: Values, v: Values, colouring: Colouring) -> tuple[Values, Values]:
    gain = chroma_gain(colouring.brightness, colouring.contrast)
    return saturated(u, v, colouring.saturation, gain)


def _light_table(y: Values) -> Bytes:
    """Of a curve, or of the lattice v x u x y, the flat table of `Lookups.luma_through`."""
    if y.ndim == 1:
        return _light_codes(y)
    # One entry serves two codes of u and of v: it lies half-way between them.
    pairs = np.arange(128) * 2 + 0.5
    fine = _finer(y, 2, np.arange(256), _LIGHT_STEP)
    fine = _finer(_finer(fine, 1, pairs, _CHROMA_STEP), 0, pairs, _CHROMA_STEP)
    return _light_codes(fine).reshape(-1)


def _chroma_table(u: Values, v: Values) -> Bytes:
    """Of lattices v x u x y, the flat table of `Lookups.chroma_through`."""
    codes = np.arange(256)
    coarse = np.stack([u[..., ::2], v[..., ::2]], axis=-1)
    fine = _finer(_finer(coarse, 1, codes, _CHROMA_STEP), 0, codes, _CHROMA_STEP)
    return _chroma_codes(fine).reshape(-1)


def _finer(points: Values, axis: int, codes: NDArray[Any], step: int) -> Values:
    """Values at codes along an axis whose points lie `step` codes apart, on lines between them.

    Not as a product of matrices: how many threads share that may change the last bit.
    """
    place = (codes / step).astype(np.float32)
    low = np.minimum(place.astype(np.intp), points.shape[axis] - 2)
    shape = [1] * points.ndim
    shape[axis] = -1
    share = (place - low.astype(np.float32)).reshape(shape)
    near, far = np.take(points, low, axis), np.take(points, low + 1, axis)
    far -= near
    far *= share
    far += near
    return far


def _light(codes: NDArray[np.int_]) -> Values:
    return ((codes - 16) / 219).astype(np.float32)


def _chroma(codes: NDArray[np.int_]) -> Values:
    return ((codes - 128) / 224).astype(np.float32)


def _light_codes(y: Values) -> Bytes:
    return np.clip(np.rint(16 + 219 * y), 0, 255).astype(np.uint8)


def _chroma_codes(chroma: Values) -> Bytes:
    return np.clip(np.rint(128 + 224 * chroma), 0, 255).astype(np.uint8)
