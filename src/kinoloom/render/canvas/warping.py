"""A plane moved by an affine map, to a fraction of a pixel.

A map that only scales and shifts is a resize, at a third of the cost of a warp. Resizing knows no
offsets but whole pixels; it is therefore begun so many pixels before the picture that the sum of
steps lands where the picture begins, to within what a warp rounds to itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from kinoloom.render.canvas.geometry import Matrix
from kinoloom.render.picture import Plane

Size = tuple[int, int]
"""Width and height, pixels."""
MOST_LEAD_PX = 96
MOST_ROOM_PX = 192
"""Of the source, which is drawn out for a lead that begins before it: in a picture that shrinks to
a dot a lead of a few pixels would be thousands."""
OFF_PX = 1 / 64
"""OpenCV's warp counts in 32nds of a source pixel."""
TAPS_PX = 3
"""So far beyond a sample its neighbours lie, at most."""
RESIZED = {cv2.INTER_LINEAR: cv2.INTER_LINEAR_EXACT, cv2.INTER_CUBIC: cv2.INTER_CUBIC}
"""By a warp's interpolation. The exact kind is the same on every processor, and as fast."""


@dataclass(frozen=True)
class Run:
    """Along one axis: source pixels `first` to `end` give `lead` pixels too many, then `length`."""

    first: int
    end: int
    lead: int
    length: int
    step: float
    """Source pixels a pixel of the result."""


def warp(plane: Plane, matrix: Matrix, size: Size, how: int, border: int | None = None) -> Plane:
    """A plane through a 2 x 3 map measured from corners; outside is its edge, or `border`."""
    scaled = _scaled(plane, matrix, size, how, border)
    if scaled is not None:
        return scaled
    a, t = matrix[:, :2], matrix[:, 2]
    # OpenCV measures from the middle of the first pixel.
    centred = np.column_stack([a, a @ (0.5, 0.5) + t - 0.5])
    mode = cv2.BORDER_REPLICATE if border is None else cv2.BORDER_CONSTANT
    return cv2.warpAffine(  # type: ignore[return-value]
        plane, centred, size, flags=how, borderMode=mode, borderValue=border or 0
    )


def drawn_out(plane: Plane, room_px: int) -> Plane:
    """The plane with so many pixels of its edge on every side."""
    sides = (room_px,) * 4
    return cv2.copyMakeBorder(plane, *sides, borderType=cv2.BORDER_REPLICATE)  # type: ignore[return-value]


def _scaled(plane: Plane, matrix: Matrix, size: Size, how: int, border: int | None) -> Plane | None:
    """The same by resizing; None where the map turns, mirrors, or begins between the steps."""
    if matrix[0, 1] or matrix[1, 0] or min(matrix[0, 0], matrix[1, 1]) <= 0:
        return None
    tall, wide = plane.shape
    across = _run(matrix[0, 0], matrix[0, 2], size[0], wide, border)
    down = _run(matrix[1, 1], matrix[1, 2], size[1], tall, border)
    if across is None or down is None:
        return None
    part = _part(plane, across, down, border)
    resized = cv2.resize(
        part, None, fx=1 / across.step, fy=1 / down.step, interpolation=RESIZED[how]
    )
    right, bottom = across.lead + across.length, down.lead + down.length
    is_short = resized.shape[0] < bottom or resized.shape[1] < right
    # OpenCV copies what keeps its size, though the scale be a thousandth off.
    if is_short or (resized.shape == part.shape and (across.step, down.step) != (1, 1)):
        return None
    return resized[down.lead : bottom, across.lead : right]  # type: ignore[return-value]


def _run(scale: float, shift: float, length: int, source: int, border: int | None) -> Run | None:
    step = 1 / scale
    # Less, and the first sample would miss its neighbours.
    least = math.ceil(TAPS_PX / step)
    if least > MOST_LEAD_PX:
        # A pixel that fills the canvas would be drawn many times as large.
        return None
    lead = np.arange(least, least + min(MOST_LEAD_PX, 1 + int(MOST_ROOM_PX / step)))
    starts = -shift * step - lead * step
    first = np.rint(starts)
    near = np.flatnonzero(np.abs(starts - first) <= OFF_PX)
    if not len(near):
        return None
    # What begins inside the source need not be padded.
    inside = near[first[near] >= 0]
    chosen = inside[0] if len(inside) else near[0]
    begins, before = int(first[chosen]), int(lead[chosen])
    if begins >= source or begins + (before + length) * step <= 0:
        # Nothing of the source is in it.
        return None
    needed = begins + math.ceil((before + length) * step - OFF_PX)
    # At the source's end its edge goes on by itself, a border does not.
    ends = needed + TAPS_PX
    if border is None:
        ends = max(needed, min(source, ends))
    return Run(begins, ends, before, length, step)


def _part(plane: Plane, across: Run, down: Run, border: int | None) -> Plane:
    """The rows and columns of two runs; beyond the plane is its edge, or `border`."""
    tall, wide = plane.shape
    left, right = max(0, across.first), min(wide, across.end)
    top, bottom = max(0, down.first), min(tall, down.end)
    inner = plane[top:bottom, left:right]
    beyond = (top - down.first, down.end - bottom, left - across.first, across.end - right)
    if not any(beyond):
        return inner
    mode = cv2.BORDER_REPLICATE if border is None else cv2.BORDER_CONSTANT
    return cv2.copyMakeBorder(  # type: ignore[return-value]
        inner, *beyond, borderType=mode | cv2.BORDER_ISOLATED, value=border or 0
    )
