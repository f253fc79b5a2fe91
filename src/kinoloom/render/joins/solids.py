"""Joins in space: two faces of a turning cube, the turned leaf of a book."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.planes import ALPHA, Lane, by_plane, masked, tinted
from kinoloom.render.joins.easing import smooth, swift
from kinoloom.render.picture import Picture, Plane

_EYE = 1.6
"""Distance of the eye from the picture, in picture widths."""
_STEP_BACK = 0.3
"""How far the cube goes back while it turns, so that its edge stays behind the screen."""
_SHADE = 0.75
"""How much light a face loses when it is turned fully away."""
_PAPER, _PAPER_COVERS = "#efe9de", 0.88
_RADIUS = 0.085
"""Of the fold of a page, share of its width."""

Values = NDArray[np.float64]


def cube(old: Picture, new: Picture, t: float, *, leftwards: bool) -> Picture:
    """The pictures are two sides of a cube that turns."""
    angle = swift(t, 2.2) * pi / 2
    sign = 1 if leftwards else -1

    def draw(lane: Lane, a: Plane, b: Plane) -> Plane:
        leaving, arriving = _face(lane, a, sign * angle), _face(lane, b, sign * (angle - pi / 2))
        # Each face lies over black: at their common edge both are antialiased, and add up.
        return cast(Plane, cv2.addWeighted(leaving, 1, arriving, 1, -lane.zero))

    return by_plane(draw, old, new)


def _face(lane: Lane, plane: Plane, angle: float) -> Plane:
    """A side of the cube that has turned to the left by `angle` from facing us, over black."""
    height, width = plane.shape
    corners = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])
    depth = 0.5 - 0.5 * cos(angle) - corners[:, 0] * sin(angle)
    near = _EYE / (_EYE + depth + _STEP_BACK * abs(sin(2 * angle)))
    x = corners[:, 0] * cos(angle) - 0.5 * sin(angle)
    size = (width, height)
    source = ((corners + 0.5) * size - 0.5).astype(np.float32)
    target = ((np.stack([x * near, corners[:, 1] * near], 1) + 0.5) * size - 0.5).astype(np.float32)
    if target[0, 0] >= target[1, 0]:
        return np.full_like(plane, lane.zero)  # its back is turned to us
    shade = _SHADE * (1 - cos(angle))
    if lane != ALPHA and shade > 0:
        plane = cast(Plane, cv2.convertScaleAbs(plane, alpha=1 - shade, beta=lane.zero * shade))
    matrix = cv2.getPerspectiveTransform(source, target)
    return cast(Plane, cv2.warpPerspective(plane, matrix, size, borderValue=lane.zero))


def page(old: Picture, new: Picture, t: float) -> Picture:
    """The old picture is a leaf that is turned over to the left."""
    # At the end its shadow has left the frame as well.
    leaf = _Leaf(1 - smooth(t) * (1.25 + _RADIUS))
    reverse = tinted(old, _PAPER, _PAPER_COVERS)
    return by_plane(leaf.over, old, reverse, new)


@dataclass(frozen=True)
class _Leaf:
    """A leaf bent round a cylinder. Places are shares of the width, from the left.

    Up to `fold` it lies flat; there it rises, rolls over and lies with its back up::

          back _____________
              ____________   )      <- 2 radii above the page
        front             fold
    """

    fold: float

    def over(self, lane: Lane, front: Plane, back: Plane, below: Plane) -> Plane:
        """The leaf, of these sides, over the page below."""
        width = front.shape[1]
        x = (np.arange(width) + 0.5) / width
        rise = np.clip((x - self.fold) / _RADIUS, 0, 1)
        bend = np.arcsin(rise) * _RADIUS
        rim = self.fold + _RADIUS - x
        out = below.copy()
        _lay(out, front, np.where(x <= self.fold, x, self.fold + bend), rim)
        # The leaf throws a shadow to both sides: on the page below and on what still lies flat.
        _dim(lane, out, 1 - 0.55 * _falling(-rim, 0.05) - 0.4 * _falling(self._tip - x, 0.03))
        place = self.fold + pi * _RADIUS - bend + np.maximum(0, self.fold - x)
        _lay(out, back, place, rim)
        covered = (place <= 1) & (rim >= 0)
        _dim(lane, out, np.where(covered, 0.3 + 0.7 * np.sqrt(1 - rise * rise), 1))
        return out

    @property
    def _tip(self) -> float:
        """Where the rolled-over end of the leaf lies."""
        return 2 * self.fold + pi * _RADIUS - 1


def _falling(away: Values, reach: float) -> Values:
    """A shadow that begins at 0 and thins out; there is none before it."""
    return np.where(away >= 0, np.exp(-np.maximum(away, 0) / reach), 0)


def _lay(out: Plane, leaf: Plane, place: Values, rim: Values) -> None:
    """Columns of the leaf over `out`; `place` says which, antialiased at its end and `rim`."""
    width = out.shape[1]
    inside = np.clip(np.minimum(1 - place, rim) * width + 0.5, 0, 1)
    flat = int(
        np.count_nonzero((inside >= 1) & (np.abs(place * width - np.arange(width) - 0.5) < 1e-6))
    )
    out[:, :flat] = leaf[:, :flat]
    seen = np.flatnonzero(inside > 0)
    seen = seen[seen >= flat]
    if seen.size == 0:
        return
    part = slice(int(seen[0]), int(seen[-1]) + 1)
    columns = _columns(leaf, place[part])
    out[:, part] = masked(out[:, part], columns, _rows(255 * inside[part], columns.shape))


def _dim(lane: Lane, out: Plane, light: Values) -> None:
    """Less light on the columns of `out`, towards black."""
    dark = np.flatnonzero(light < 0.998)
    if lane == ALPHA or dark.size == 0:
        return
    part = slice(int(dark[0]), int(dark[-1]) + 1)
    lit = np.ascontiguousarray(out[:, part])
    out[:, part] = masked(np.full_like(lit, lane.zero), lit, _rows(255 * light[part], lit.shape))


def _columns(plane: Plane, place: Values) -> Plane:
    """The columns at these places, interpolated."""
    at = np.clip(place, 0, 1) * plane.shape[1] - 0.5
    whole = np.floor(at).astype(np.intp)
    last = plane.shape[1] - 1
    near = np.take(plane, np.clip(whole, 0, last), axis=1)
    far = np.take(plane, np.clip(whole + 1, 0, last), axis=1)
    return masked(near, far, _rows(255 * (at - whole), near.shape))


def _rows(values: Values, shape: tuple[int, ...]) -> Plane:
    return np.ascontiguousarray(np.broadcast_to(np.rint(values).astype(np.uint8), shape))
