"""A part of the picture that is made unreadable, or all but a part."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

import cv2
import numpy as np

from kinoloom.render.grade.blocky import pixelated
from kinoloom.render.grade.effects.arguments import Choice, Flag, Given, Number
from kinoloom.render.grade.effects.kinds import Effect, EffectKind
from kinoloom.render.grade.planes import (
    Lane,
    by_plane,
    halved,
    in_premultiplied,
    masked,
    overlaid,
)
from kinoloom.render.grade.soft import blurred
from kinoloom.render.picture import Picture, Plane

_STRONGEST_BLUR, _LARGEST_BLOCK = 0.06, 0.12
"""Sigma and side at strength 1, shares of the short side."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, all even."""


def blur_region(given: Given) -> Effect:
    """Blur or blocks inside (or outside) of a rectangle or an ellipse."""
    centre = (given.number("x") + given.number("w") / 2, given.number("y") + given.number("h") / 2)
    shape = (*centre, given.number("w"), given.number("h"))
    feather, outside = given.number("feather"), given.flag("outside")
    round_ = given.word("shape") == "ellipse"
    strength, blocks = given.number("strength"), given.flag("pixelate")

    def draw(picture: Picture, _: int) -> Picture:
        size = (picture.width_px, picture.height_px)
        mask, box = _mask(*size, shape, feather, round_=round_, outside=outside)
        if box[0] >= box[2] or box[1] >= box[3]:
            return picture
        return in_premultiplied(
            lambda inner: _hidden(inner, mask, box, strength, blocks=blocks), picture
        )

    return draw


def _hidden(picture: Picture, mask: Plane, box: Box, strength: float, *, blocks: bool) -> Picture:
    short_px = min(picture.width_px, picture.height_px)
    sigma_px = _STRONGEST_BLUR * strength**1.5 * short_px
    if blocks:
        coarse = pixelated(picture, max(4 / short_px, _LARGEST_BLOCK * strength))
        return overlaid(picture, coarse, mask)

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
        part = np.s_[top:bottom, left:right]
        inner = soft[top - far_top : bottom - far_top, left - far_left : right - far_left]
        out = plane.copy()
        out[part] = masked(plane[part], inner, (mask if lane.step == 1 else half)[part])
        return out

    return by_plane(draw, picture)


@lru_cache(8)
def _mask(
    width: int,
    height: int,
    shape: tuple[float, float, float, float],
    feather: float,
    *,
    round_: bool,
    outside: bool,
) -> tuple[Plane, Box]:
    """255 where it is hidden, and the box outside which the mask is 0."""
    x = np.abs((np.arange(width, dtype=np.float32) + 0.5) - shape[0] * width)[None, :]
    y = np.abs((np.arange(height, dtype=np.float32) + 0.5) - shape[1] * height)[:, None]
    half_width, half_height = shape[2] * width / 2, shape[3] * height / 2
    if round_:
        # Distance to the edge, nearly: the radius of the ellipse through the pixel, less 1.
        radius = np.hypot(x / max(half_width, 1), y / max(half_height, 1))
        inside = (1 - radius) * min(half_width, half_height)
    else:
        inside = np.minimum(half_width - x, half_height - y)
    edge_px = max(1.0, feather * min(width, height) / 2)
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
        "hides a face, a number plate or a name under blur or blocks",
        (
            Number("x", 0.35, -1, 1, "left edge, share of the picture's width"),
            Number("y", 0.35, -1, 1, "top edge, share of the picture's height"),
            Number("w", 0.3, 0, 2, "width, share of the picture's width"),
            Number("h", 0.3, 0, 2, "height, share of the picture's height"),
            Choice("shape", "rectangle", ("rectangle", "ellipse"), "outline"),
            Number("strength", 0.7, 0.05, 1, "how little can be made out"),
            Number("feather", 0.02, 0, 0.5, "softness of the outline, share of the short side"),
            Flag("pixelate", default=False, description="blocks instead of blur"),
            Flag("outside", default=False, description="hides all but the part"),
        ),
    ),
}
