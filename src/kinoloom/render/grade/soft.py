"""Blurs that cost the same at any strength: large ones are made small, blurred and made large."""

from __future__ import annotations

from typing import cast

import cv2

from kinoloom.render.grade.planes import Lane, by_plane
from kinoloom.render.picture import Picture, Plane

_LEAST_SIGMA = 2.2
"""In samples, of what is blurred while small: below it, the enlarging would show as a mesh."""


def blurred(plane: Plane, sigma: float) -> Plane:
    """Gaussian blur, sigma in samples of the plane. Edges are as if the picture went on."""
    if sigma < 0.05:
        return plane
    height, width = plane.shape
    shrink = 1
    while sigma / (shrink * 2) >= _LEAST_SIGMA and min(height, width) >= shrink * 8:
        shrink *= 2
    if shrink == 1:
        return _gaussian(plane, sigma)
    # Averaging over a cell and drawing lines between cells blur too: variances add up.
    rest = sigma * sigma - (shrink * shrink - 1) / 12 - shrink * shrink / 6
    size = (max(1, width // shrink), max(1, height // shrink))
    small = cast(Plane, cv2.resize(plane, size, interpolation=cv2.INTER_AREA))
    soft = _gaussian(small, max(0.3, rest) ** 0.5 / shrink)
    return cast(Plane, cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR))


def defocused(picture: Picture, share: float) -> Picture:
    """The picture (premultiplied) blurred; sigma is a share of its short side."""
    sigma_px = share * min(picture.width_px, picture.height_px)

    def draw(lane: Lane, plane: Plane) -> Plane:
        return blurred(plane, sigma_px / lane.step)

    return by_plane(draw, picture)


def _gaussian(plane: Plane, sigma: float) -> Plane:
    return cast(Plane, cv2.GaussianBlur(plane, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE))
