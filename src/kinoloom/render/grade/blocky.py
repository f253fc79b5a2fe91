"""Pictures made of square blocks."""

from __future__ import annotations

from typing import cast

import cv2

from kinoloom.render.grade.planes import Lane, by_plane
from kinoloom.render.picture import Picture, Plane


def pixelated(picture: Picture, share: float) -> Picture:
    """The picture (premultiplied) in square blocks; their side is a share of the short side.

    The grid is centred, so that blocks of another size grow out of the middle.
    """
    side_px = max(2.0, share * min(picture.width_px, picture.height_px))
    columns = max(1, round(picture.width_px / side_px))
    rows = max(1, round(picture.height_px / side_px))

    def draw(_: Lane, plane: Plane) -> Plane:
        size = (plane.shape[1], plane.shape[0])
        while plane.shape[1] >= 8 * columns and plane.shape[0] >= 8 * rows:
            # Halving is many times faster than averaging blocks of an uneven size.
            half = (plane.shape[1] // 2, plane.shape[0] // 2)
            plane = cast(Plane, cv2.resize(plane, half, interpolation=cv2.INTER_AREA))
        small = cv2.resize(plane, (columns, rows), interpolation=cv2.INTER_AREA)
        return cast(Plane, cv2.resize(small, size, interpolation=cv2.INTER_NEAREST))

    return by_plane(draw, picture)
