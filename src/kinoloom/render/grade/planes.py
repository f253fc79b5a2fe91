"""Pictures plane by plane: lanes, mixing, and alpha multiplied in and out again.

Filters and blends are linear in *premultiplied* planes: black (16, 128, 128) where alpha is 0. So
whatever moves, blurs or mixes pictures with alpha does it there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.picture import Picture, Plane, plain


@dataclass(frozen=True)
class Lane:
    """What a plane is: one sample spans `step` pixels a side, and `zero` is its black."""

    name: str
    step: int
    zero: int


LUMA = Lane("y", 1, 16)
BLUE = Lane("u", 2, 128)
RED = Lane("v", 2, 128)
ALPHA = Lane("alpha", 1, 0)


def by_plane(draw: Callable[..., Plane], *pictures: Picture) -> Picture:
    """`draw(lane, plane, …)` of each plane of pictures of one size, all with alpha or none."""
    alphas = [picture.alpha for picture in pictures]
    return Picture(
        draw(LUMA, *(picture.y for picture in pictures)),
        draw(BLUE, *(picture.u for picture in pictures)),
        draw(RED, *(picture.v for picture in pictures)),
        None if any(alpha is None for alpha in alphas) else draw(ALPHA, *alphas),
    )


def by_pair(draw: Callable[[Lane, Plane, Plane], Plane], one: Picture, other: Picture) -> Picture:
    """`by_plane` for two pictures."""
    return by_plane(draw, one, other)


def looked_up(low: Plane, high: Plane, table: NDArray[np.uint8]) -> Plane:
    """`table[high * 256 + low]` of two planes of one size; the table has 65536 entries."""
    pairs = np.asarray(cv2.merge([low, high]), np.uint8).view(np.uint16)
    return cast(Plane, cv2.LUT(pairs.reshape(low.shape), table))


def halved(plane: Plane) -> Plane:
    """A full-size plane at the size of the chroma planes."""
    height, width = plane.shape
    return cast(Plane, cv2.resize(plane, (width // 2, height // 2), interpolation=cv2.INTER_AREA))


def doubled(plane: Plane) -> Plane:
    """A chroma-size plane at full size."""
    height, width = plane.shape
    return cast(Plane, cv2.resize(plane, (width * 2, height * 2), interpolation=cv2.INTER_LINEAR))


def mixed(old: Plane, new: Plane, share: float) -> Plane:
    """`share` (0..1) of the new plane, the rest of the old."""
    return cast(Plane, cv2.addWeighted(old, 1 - share, new, share, 0))


def masked(old: Plane, new: Plane, mask: Plane) -> Plane:
    """The new plane where the mask is 255, the old where it is 0."""
    kept = cv2.multiply(old, cv2.bitwise_not(mask), scale=1 / 255)
    return cast(Plane, cv2.add(kept, cv2.multiply(new, mask, scale=1 / 255)))


def crossed(old: Picture, new: Picture, share: float) -> Picture:
    """Both pictures (premultiplied), `share` of the new one."""
    if share <= 0:
        return old
    if share >= 1:
        return new
    return by_pair(lambda _, a, b: mixed(a, b, share), old, new)


def overlaid(old: Picture, new: Picture, mask: Plane) -> Picture:
    """The new picture (premultiplied) where the full-size mask is 255, the old where it is 0."""
    half = halved(mask)
    return by_pair(lambda lane, a, b: masked(a, b, mask if lane.step == 1 else half), old, new)


def painted(picture: Picture, colours: Picture, mask: Plane) -> Picture:
    """A picture (premultiplied) under opaque colours where the mask is 255, inside its outline."""
    inside = Picture(colours.y, colours.u, colours.v, picture.alpha)
    return overlaid(picture, inside if picture.alpha is None else premultiplied(inside), mask)


def tinted(picture: Picture, colour: str, strength: float) -> Picture:
    """A picture (premultiplied) mixed with a colour, inside its outline."""
    if strength <= 0:
        return picture
    flat = plain(picture.width_px, picture.height_px, colour[:7])
    inside = Picture(flat.y, flat.u, flat.v, picture.alpha)
    return crossed(picture, inside if picture.alpha is None else premultiplied(inside), strength)


def premultiplied(picture: Picture) -> Picture:
    """The picture over black, and its alpha: a plane of 255 where it had none."""
    if picture.alpha is None:
        opaque = np.full(picture.y.shape, 255, np.uint8)
        return Picture(picture.y, picture.u, picture.v, opaque)
    half = halved(picture.alpha)
    return Picture(
        looked_up(picture.y, picture.alpha, products(LUMA.zero)),
        looked_up(picture.u, half, products(BLUE.zero)),
        looked_up(picture.v, half, products(BLUE.zero)),
        picture.alpha,
    )


def straight(picture: Picture) -> Picture:
    """A premultiplied picture with its alpha divided out again."""
    if picture.alpha is None:
        return picture
    half = halved(picture.alpha)
    return Picture(
        looked_up(picture.y, picture.alpha, quotients(LUMA.zero)),
        looked_up(picture.u, half, quotients(BLUE.zero)),
        looked_up(picture.v, half, quotients(BLUE.zero)),
        picture.alpha,
    )


def in_premultiplied(draw: Callable[[Picture], Picture], picture: Picture) -> Picture:
    """`draw` of the picture with alpha multiplied in, if it has any, and out again."""
    if picture.alpha is None:
        return draw(picture)
    return straight(draw(premultiplied(picture)))


@cache
def products(zero: int) -> NDArray[np.uint8]:
    """For `looked_up(plane, alpha, …)`: a plane of this black, alpha multiplied in."""
    alpha, value = np.mgrid[0:256, 0:256].astype(np.float64)
    return _table(zero + (value - zero) * alpha / 255)


@cache
def quotients(zero: int) -> NDArray[np.uint8]:
    """For `looked_up(plane, alpha, …)`: a plane of this black, alpha divided out."""
    alpha, value = np.mgrid[0:256, 0:256].astype(np.float64)
    return _table(np.where(alpha > 0, zero + (value - zero) * 255 / np.maximum(alpha, 1), zero))


def _table(values: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8).reshape(-1)
