"""Interlaced frames made whole, each by itself: where two fields comb, one is kept and the other
drawn from it; where nothing moved, both stay, with all their lines.

A filter that looks at neighbouring frames would need them at the borders of chunks too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.render.picture import Plane

if TYPE_CHECKING:
    from av import VideoFrame

PLANAR = frozenset({"yuv420p", "yuv422p", "yuv444p"})
COMB = 12
"""A line that differs so much from both its neighbours is of another moment, not a fine pattern."""


def deinterlaced(frame: VideoFrame) -> VideoFrame:
    """A new frame of the same time and tags."""
    import av

    source = frame if frame.format.name in PLANAR else frame.reformat(format="yuv422p")
    result = av.VideoFrame(source.width, source.height, source.format.name)
    for index, plane in enumerate(source.planes):
        given = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:, : plane.width]  # type: ignore[arg-type]
        target = result.planes[index]
        lines = np.frombuffer(target, np.uint8).reshape(-1, target.line_size)  # type: ignore[arg-type]
        lines[: plane.height, : plane.width] = woven(given[: plane.height])
    result.pts, result.time_base = frame.pts, frame.time_base
    result.colorspace, result.color_range = frame.colorspace, frame.color_range
    result.color_trc, result.color_primaries = frame.color_trc, frame.color_primaries
    return result


def woven(plane: Plane) -> Plane:
    """A plane whose odd lines, where they comb, are the mean of the even ones around them."""
    even, odd = plane[0::2], plane[1::2]
    if not len(odd) or len(even) < 2:
        return plane
    below = np.vstack([even[1:], even[-1:]])[: len(odd)]
    above = even[: len(odd)]
    high, low = cv2.max(above, below), cv2.min(above, below)
    away = cv2.max(cv2.subtract(odd, high), cv2.subtract(low, odd))
    # A whole patch, not single pixels: half-replaced edges are ragged.
    combed = cv2.dilate((np.asarray(away) > COMB).astype(np.uint8), np.ones((3, 7), np.uint8))
    mean = cv2.addWeighted(above, 0.5, below, 0.5, 0)
    result = plane.copy()
    result[1::2] = np.where(combed, mean, odd)
    return result
