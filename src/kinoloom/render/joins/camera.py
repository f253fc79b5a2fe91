"""Joins in which the camera itself moves: zooms and spins, with the blur of their movement.

Beyond its edges a picture is seen mirrored, so that no border flies through the frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, cos, exp, hypot, log, log2, radians, sin
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.planes import Lane, by_plane, crossed, mixed
from kinoloom.render.joins.easing import between, swift, swift_speed
from kinoloom.render.picture import Picture, Plane

_ZOOM = 3.0
_TURN = radians(110)
_POWER = 3.0
_SHUTTER = 0.045
"""Share of a join the shutter is open: what moves in that time is its blur."""
_FINE = 0.0025
_SHRINKS = ((0.05, 4), (0.007, 2))
"""Blur at half a short side from the centre, in half short sides: less than `_FINE` is not drawn,
and from these on it is drawn in a smaller picture: detail is lost anyway, and time is saved."""
_GAP = 0.006
"""As above: how far apart the samples of a blur may lie."""


@dataclass(frozen=True)
class Pose:
    """How the camera stands to a picture: natural log of the scale, radians clockwise."""

    growth: float
    turn: float

    def times(self, factor: float) -> Pose:
        """This much of the movement from rest."""
        return Pose(self.growth * factor, self.turn * factor)

    def matrix(self, width: int, height: int) -> NDArray[np.float64]:
        """2 x 3, for samples of a plane of this size, about its centre."""
        x, y = (width - 1) / 2, (height - 1) / 2
        along, across = exp(self.growth) * cos(self.turn), exp(self.growth) * sin(self.turn)
        return np.array(
            [
                [along, -across, x - along * x + across * y],
                [across, along, y - across * x - along * y],
            ]
        )


def zoom(old: Picture, new: Picture, t: float, *, inwards: bool) -> Picture:
    """The camera rushes into (or out of) the old picture and lands in the new one."""
    whole = Pose(log(_ZOOM) if inwards else -log(_ZOOM), 0)
    return _passing(old, new, t, whole)


def spin(old: Picture, new: Picture, t: float, *, clockwise: bool) -> Picture:
    """The camera turns about its axis and comes to rest on the new picture."""
    whole = Pose(0.4, _TURN if clockwise else -_TURN)
    return _passing(old, new, t, whole)


def seen(picture: Picture, pose: Pose, blur: Pose) -> Picture:
    """The picture (premultiplied) in a pose; what moves during `blur` is smeared."""
    extent = hypot(blur.growth, blur.turn)
    doublings = 0 if extent < _FINE else max(1, ceil(log2(extent / _GAP)))
    shrink = next((shrink for least, shrink in _SHRINKS if extent > least), 1)

    def draw(_: Lane, plane: Plane) -> Plane:
        height, width = plane.shape
        if shrink > 1:
            size = (max(1, width // shrink), max(1, height // shrink))
            plane = cast(Plane, cv2.resize(plane, size, interpolation=cv2.INTER_AREA))
        plane = _posed(plane, pose)
        for step in range(doublings):
            plane = mixed(plane, _posed(plane, blur.times(-0.5 / 2**step)), 0.5)
        if shrink > 1:
            plane = cast(Plane, cv2.resize(plane, (width, height)))
        return plane

    return by_plane(draw, picture)


def _passing(old: Picture, new: Picture, t: float, whole: Pose) -> Picture:
    """The old picture moves by `whole`, the new one arrives from as far before; they meet."""
    way = swift(t, _POWER)
    blur = whole.times(swift_speed(t, _POWER) * _SHUTTER)
    views: list[Callable[[], Picture]] = [
        lambda: seen(old, whole.times(way), blur),
        lambda: seen(new, whole.times(way - 1), blur),
    ]
    share = between(t, 0.45, 0.55)
    if share <= 0 or share >= 1:
        return views[int(share)]()
    return crossed(views[0](), views[1](), share)


def _posed(plane: Plane, pose: Pose) -> Plane:
    height, width = plane.shape
    matrix = pose.matrix(width, height)
    return cast(
        Plane, cv2.warpAffine(plane, matrix, (width, height), borderMode=cv2.BORDER_REFLECT)
    )
