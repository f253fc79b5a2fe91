"""A picture on its own blurred, enlarged self: what fills the canvas beside an upright clip."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from kinoloom.render.canvas.blending import lay
from kinoloom.render.canvas.geometry import even
from kinoloom.render.canvas.placing import Laid, placer
from kinoloom.render.layers import Framing
from kinoloom.render.picture import Picture, Plane
from kinoloom.render.reading.fitting import Fit
from kinoloom.render.reading.readings import Reading

Size = tuple[int, int]
SMALLER = 8
"""The blur is made of a picture so much smaller than the canvas: nobody sees more in it."""


class BlurredReading:
    """A source, framed as `inside` says, on its blur: a picture as large as the canvas."""

    def __init__(self, inner: Reading, inside: Framing, canvas: Size) -> None:
        self.size = canvas
        self.still = inner.still and len(inside.poses) == 1
        small = (max(2, even(canvas[0] / SMALLER)), max(2, even(canvas[1] / SMALLER)))
        self._sharp = placer(inner, inside, canvas, None)
        self._soft = placer(inner, replace(inside, fit="fill"), small, None)
        self._last: tuple[Picture, Picture] | None = None

    def picture(self, frame: int, fit: Fit) -> Picture:
        """The two together, or a part of them."""
        sharp = self._sharp.at(frame)
        assert sharp is not None
        assert sharp.picture is not None
        if self._last is None or self._last[0] is not sharp.picture:
            self._last = (sharp.picture, self._composed(frame, sharp))
        whole = self._last[1]
        return whole if fit == Fit(0, 0, *self.size, *self.size) else resized(whole, fit)

    def _composed(self, frame: int, sharp: Laid) -> Picture:
        soft = self._soft.at(frame)
        assert soft is not None
        assert soft.picture is not None
        small = soft.picture
        width, height = self.size
        sigma = max(1.0, min(small.width_px, small.height_px) / 18)
        planes: list[Plane] = []
        for plane, half in ((small.y, 1), (small.u, 2), (small.v, 2)):
            blurred = cv2.GaussianBlur(plane, (0, 0), sigma / half)
            size = (width // half, height // half)
            planes.append(np.asarray(cv2.resize(blurred, size), np.uint8))
        # A little darker, so that the eye goes to the sharp picture.
        dark = np.asarray(cv2.convertScaleAbs(planes[0], alpha=0.82, beta=16 * 0.18), np.uint8)
        below = Picture(dark, planes[1], planes[2])
        lay(below, sharp.ready(), sharp.x_px, sharp.y_px)
        return below


def resized(picture: Picture, fit: Fit) -> Picture:
    """Part of a picture at another size."""
    left, top = even(fit.left), even(fit.top)
    right, bottom = left + max(2, even(fit.width)), top + max(2, even(fit.height))
    how = cv2.INTER_AREA if fit.wide < right - left else cv2.INTER_CUBIC

    def part(plane: np.ndarray, half: int) -> np.ndarray:
        seen = plane[top // half : bottom // half, left // half : right // half]
        return cv2.resize(seen, (fit.wide // half, fit.tall // half), interpolation=how)

    alpha = None if picture.alpha is None else part(picture.alpha, 1)
    return Picture(part(picture.y, 1), part(picture.u, 2), part(picture.v, 2), alpha)
