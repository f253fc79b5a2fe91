"""Joins in which pictures travel across the frame: pushes, slides and whip pans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.planes import ALPHA, Lane, by_pair, by_plane, masked, mixed
from kinoloom.render.joins.easing import smooth, swift, swift_speed
from kinoloom.render.picture import Picture, Plane

_PUSH_POWER, _PUSH_STREAK = 2.6, 0.02
_WHIP_POWER, _WHIP_STREAK = 4.0, 0.085
"""Streak: length of the motion blur at an even speed, share of the way across."""
_PARALLAX = 0.28
"""How far the old picture gives way while the new one slides over it, share of its way."""
_DIM = 0.4
_SHADOW, _SHADOW_REACH = 0.55, 0.03
"""How dark the sliding picture's shadow is at its edge, and how far it falls, share of the way."""


@dataclass(frozen=True)
class Direction:
    """Where pictures go: along x (axis 1) or y (axis 0), to the left/up or not."""

    axis: int
    backwards: bool


LEFT, RIGHT = Direction(1, True), Direction(1, False)
UP, DOWN = Direction(0, True), Direction(0, False)


def push(old: Picture, new: Picture, t: float, *, direction: Direction) -> Picture:
    """The new picture pushes the old one out."""
    moved = _passed(old, new, swift(t, _PUSH_POWER), direction)
    return streaked(moved, _PUSH_STREAK * swift_speed(t, _PUSH_POWER), direction.axis)


def whip(old: Picture, new: Picture, t: float, *, direction: Direction) -> Picture:
    """The camera is thrown round so fast that everything smears."""
    moved = _passed(old, new, swift(t, _WHIP_POWER), direction)
    return streaked(moved, _WHIP_STREAK * swift_speed(t, _WHIP_POWER), direction.axis)


def slide(old: Picture, new: Picture, t: float, *, direction: Direction) -> Picture:
    """The new picture slides over the old one, which gives way a little under its shadow."""
    way = swift(t, 2.4)
    dim = _DIM * smooth(t)

    def draw(lane: Lane, a: Plane, b: Plane) -> Plane:
        below = _window(a, a, way * _PARALLAX, direction)
        above = _window(a, b, way, direction)
        covered, lit = _edge(a.shape[direction.axis], way, dim)
        if lane != ALPHA:
            # A shadow darkens what it falls on; it does not make it thinner.
            dark = np.full(a.shape, lane.zero, np.uint8)
            below = masked(dark, below, _laid(lit, a.shape, direction))
        return masked(below, above, _laid(covered, a.shape, direction))

    return by_plane(draw, old, new)


def streaked(picture: Picture, share: float, axis: int) -> Picture:
    """Blurred as a moving camera does; `share` of the side along the axis is the streak."""

    def draw(lane: Lane, plane: Plane) -> Plane:
        length = round(share * plane.shape[axis]) | 1
        if length < 3:
            return plane
        size = (length, 1) if axis else (1, length)
        return cast(Plane, cv2.blur(plane, size, borderType=cv2.BORDER_REFLECT))

    return by_plane(draw, picture)


def _passed(old: Picture, new: Picture, way: float, direction: Direction) -> Picture:
    return by_pair(lambda _, a, b: _window(a, b, way, direction), old, new)


def _window(a: Plane, b: Plane, way: float, direction: Direction) -> Plane:
    """What is seen `way` (0..1) from a to b, which lie end to end; between samples too."""
    axis = direction.axis
    side = a.shape[axis]
    strip = np.concatenate((a, b) if direction.backwards else (b, a), axis=axis)
    at = (way if direction.backwards else 1 - way) * side
    whole = min(int(at), side - 1)
    near, far = (_part(strip, axis, whole + step, side) for step in (0, 1))
    return mixed(near, far, at - whole)


def _part(plane: Plane, axis: int, begin: int, length: int) -> Plane:
    return plane[:, begin : begin + length] if axis else plane[begin : begin + length]


def _edge(side: int, way: float, dim: float) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """How much a sample is covered, and how lit it is below, counted from where pictures enter."""
    beyond = np.arange(side) - way * side
    covered = np.clip(-beyond, 0, 1)
    shadow = _SHADOW * np.exp(-np.maximum(beyond, 0) / (_SHADOW_REACH * side))
    lit = (1 - dim) * (1 - shadow * min(1.0, 4 * way))
    return np.rint(255 * covered).astype(np.uint8), np.rint(255 * lit).astype(np.uint8)


def _laid(profile: NDArray[np.uint8], shape: tuple[int, ...], direction: Direction) -> Plane:
    if direction.backwards:
        profile = profile[::-1]
    line = profile[None, :] if direction.axis else profile[:, None]
    return np.ascontiguousarray(np.broadcast_to(line, shape))
