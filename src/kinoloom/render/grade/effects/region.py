"""A part of the source's picture that is made unreadable, or all but a part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.effects.arguments import Choice, Flag, Given, Number
from kinoloom.render.grade.effects.kinds import EffectKind, OnSource, Pane
from kinoloom.render.grade.planes import (
    Lane,
    by_plane,
    halved,
    in_premultiplied,
    masked,
)
from kinoloom.render.grade.soft import blurred
from kinoloom.render.picture import Picture, Plane

_STRONGEST_BLUR, _LARGEST_BLOCK = 0.06, 0.12
"""Sigma and side at strength 1, shares of the short side."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, all even."""


def blur_region(given: Given) -> OnSource:
    """Blur or blocks inside (or outside) of a rectangle or an ellipse of the source."""
    centre = (given.number("x") + given.number("w") / 2, given.number("y") + given.number("h") / 2)
    shape = (*centre, given.number("w"), given.number("h"))
    feather, outside = given.number("feather"), given.flag("outside")
    round_ = given.word("shape") == "ellipse"
    strength, blocks = given.number("strength"), given.flag("pixelate")

    def draw(picture: Picture, pane: Pane) -> Picture:
        size = (picture.width_px, picture.height_px)
        mask, box = _mask(*size, pane, shape, feather, round_=round_, outside=outside)
        if box[0] >= box[2] or box[1] >= box[3]:
            return picture
        whole = pane.whole_px(picture)
        if blocks:
            grid = _Grid.over(pane, whole, max(4.0, _LARGEST_BLOCK * strength * min(whole)))
            return in_premultiplied(lambda inner: _in_blocks(inner, mask, box, grid), picture)
        sigma_px = _STRONGEST_BLUR * strength**1.5 * min(whole)
        return in_premultiplied(lambda inner: _blurred(inner, mask, box, sigma_px), picture)

    return OnSource(draw)


@dataclass(frozen=True)
class _Grid:
    """Blocks in whole numbers over the whole source, so that no part of it has others: the side of
    one, and how far the grid's corner lies left of and above the part at hand, pixels."""

    wide: float
    tall: float
    left: float
    top: float

    @classmethod
    def over(cls, pane: Pane, whole: tuple[float, float], side_px: float) -> _Grid:
        wide, tall = (side / max(1, round(side / side_px)) for side in whole)
        return cls(wide, tall, pane.left * whole[0], pane.top * whole[1])


def _in_blocks(picture: Picture, mask: Plane, box: Box, grid: _Grid) -> Picture:
    half = halved(mask)

    def draw(lane: Lane, plane: Plane) -> Plane:
        left, top, right, bottom = (side // lane.step for side in box)
        xs = _edges(left, right, grid.wide, grid.left, lane, plane.shape[1])
        ys = _edges(top, bottom, grid.tall, grid.top, lane, plane.shape[0])
        far = plane[ys[0] : ys[-1], xs[0] : xs[-1]]
        sums = np.add.reduceat(far, ys[:-1] - ys[0], axis=0, dtype=np.int32)
        sums = np.add.reduceat(sums, xs[:-1] - xs[0], axis=1)
        tall, wide = np.diff(ys), np.diff(xs)
        means = np.rint(sums / (tall[:, None] * wide[None, :])).astype(np.uint8)
        coarse = means.repeat(tall, axis=0).repeat(wide, axis=1)
        inner = coarse[top - ys[0] : bottom - ys[0], left - xs[0] : right - xs[0]]
        return _replaced(plane, inner, mask if lane.step == 1 else half, (left, top, right, bottom))

    return by_plane(draw, picture)


def _edges(
    begin: int, end: int, side: float, before: float, lane: Lane, length: int
) -> NDArray[np.int64]:
    """Where the blocks that hold the samples [begin, end) of a plane begin, and the last ends."""
    side, before = side / lane.step, before / lane.step
    first, last = int((begin + before) // side), int(-(-(end + before) // side))
    edges = np.rint(np.arange(first, last + 1) * side - before).astype(np.int64)
    # Rounded, the outermost may lie inside of what they are to hold.
    edges[0], edges[-1] = min(edges[0], begin), max(edges[-1], end)
    return np.unique(np.clip(edges, 0, length))


def _replaced(plane: Plane, inner: Plane, mask: Plane, box: Box) -> Plane:
    """The plane with other samples inside a box of its own, as far as the mask says."""
    left, top, right, bottom = box
    part = np.s_[top:bottom, left:right]
    out = plane.copy()
    out[part] = masked(plane[part], inner, mask[part])
    return out


def _blurred(picture: Picture, mask: Plane, box: Box, sigma_px: float) -> Picture:
    half = halved(mask)

    def draw(lane: Lane, plane: Plane) -> Plane:
        # What the blur gathers from beyond the box belongs to it: three sigmas more are blurred.
        room = int(3 * sigma_px) + 16
        height, width = plane.shape
        left, top, right, bottom = (side // lane.step for side in box)
        far_left, far_top = max(0, left - room // lane.step), max(0, top - room // lane.step)
        far = plane[
            far_top : min(height, bottom + room // lane.step),
            far_left : min(width, right + room // lane.step),
        ]
        soft = blurred(np.ascontiguousarray(far), sigma_px / lane.step)
        inner = soft[top - far_top : bottom - far_top, left - far_left : right - far_left]
        return _replaced(plane, inner, mask if lane.step == 1 else half, (left, top, right, bottom))

    return by_plane(draw, picture)


@lru_cache(8)
def _mask(
    width: int,
    height: int,
    pane: Pane,
    shape: tuple[float, float, float, float],
    feather: float,
    *,
    round_: bool,
    outside: bool,
) -> tuple[Plane, Box]:
    """255 where it is hidden, and the box outside which the mask is 0."""
    whole_x, whole_y = width / (pane.right - pane.left), height / (pane.bottom - pane.top)
    x = np.abs(np.arange(width) + 0.5 + (pane.left - shape[0]) * whole_x)[None, :]
    y = np.abs(np.arange(height) + 0.5 + (pane.top - shape[1]) * whole_y)[:, None]
    half_width, half_height = shape[2] * whole_x / 2, shape[3] * whole_y / 2
    if round_:
        # Distance to the edge, nearly: the radius of the ellipse through the pixel, less 1.
        radius = np.hypot(x / max(half_width, 1), y / max(half_height, 1))
        inside = (1 - radius) * min(half_width, half_height)
    else:
        inside = np.minimum(half_width - x, half_height - y)
    edge_px = max(1.0, feather * min(whole_x, whole_y) / 2)
    level = np.clip(inside / edge_px + 0.5, 0, 1)
    mask = np.rint(255 * level * level * (3 - 2 * level)).astype(np.uint8)
    if outside:
        mask = cast(Plane, cv2.bitwise_not(mask))
    return mask, _bounds(mask)


def _bounds(mask: Plane) -> Box:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if rows.size == 0:
        return 0, 0, 0, 0
    return (
        int(columns[0]) // 2 * 2,
        int(rows[0]) // 2 * 2,
        (int(columns[-1]) + 2) // 2 * 2,
        (int(rows[-1]) + 2) // 2 * 2,
    )


REGION = {
    "blur_region": EffectKind(
        blur_region,
        "hides a face, a number plate or a name under blur or blocks: done to the source before "
        "it is cropped, moved, turned or flipped, so that it stays where it was laid",
        (
            Number("x", 0.35, -1, 1, "left edge, share of the source's width"),
            Number("y", 0.35, -1, 1, "top edge, share of the source's height"),
            Number("w", 0.3, 0, 2, "width, share of the source's width"),
            Number("h", 0.3, 0, 2, "height, share of the source's height"),
            Choice("shape", "rectangle", ("rectangle", "ellipse"), "outline"),
            Number("strength", 0.7, 0.05, 1, "how little can be made out"),
            Number("feather", 0.02, 0, 0.5, "softness of the outline, share of its short side"),
            Flag("pixelate", default=False, description="blocks instead of blur"),
            Flag("outside", default=False, description="hides all but the part"),
        ),
    ),
}
