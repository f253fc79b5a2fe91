"""A source whose own picture is changed before anything else is done to it."""

from __future__ import annotations

import math

import cv2
import numpy as np

from kinoloom.render.canvas.geometry import even
from kinoloom.render.canvas.warping import warp
from kinoloom.render.grade.effects.kinds import OnSource, Pane
from kinoloom.render.picture import Picture, Plane
from kinoloom.render.reading.fitting import Fit
from kinoloom.render.reading.readings import Reading

Size = tuple[int, int]


class RetouchedReading:
    """A source with effects on its own picture. They are drawn on the part and at the size that is
    wanted, once for a picture that stays: a logo, a still that a camera moves over."""

    def __init__(self, inner: Reading, steps: tuple[OnSource, ...]) -> None:
        self.size = inner.size
        self.still = inner.still
        self._inner = inner
        self._steps = steps
        self._last: dict[Fit, tuple[Picture, Picture]] = {}

    def picture(self, frame: int, fit: Fit) -> Picture:
        """The picture, with all that is done to it."""
        seen = self._reached(fit)
        given = self._inner.picture(frame, seen)
        last = self._last.get(fit)
        if last is not None and last[0] is given:
            return last[1]
        made, pane = given, pane_of(seen, self.size)
        for step in self._steps:
            made = step.draw(made, pane)
        if seen != fit:
            made = _part(made, seen, fit)
        self._last[fit] = (given, made)
        return made

    def _reached(self, fit: Fit) -> Fit:
        """What has to be seen for a part to be drawn: a reflection comes from elsewhere."""
        wanted = pane = pane_of(fit, self.size)
        for step in reversed(self._steps):
            pane = step.reach(pane)
        return fit if pane == wanted else grown(fit, pane, self.size)


def pane_of(fit: Fit, size: Size) -> Pane:
    """What of a source of this size a fit shows."""
    width, height = size
    return Pane(
        fit.left / width,
        fit.top / height,
        (fit.left + fit.width) / width,
        (fit.top + fit.height) / height,
    )


def grown(fit: Fit, pane: Pane, size: Size) -> Fit:
    """A fit of the same scale that shows a pane, to even pixels."""
    left, top = (
        2 * math.floor(share * side / 2 + 1e-6)
        for share, side in zip((pane.left, pane.top), size, strict=True)
    )
    right, bottom = (
        min(side, 2 * math.ceil(share * side / 2 - 1e-6))
        for share, side in zip((pane.right, pane.bottom), size, strict=True)
    )
    width, height = right - left, bottom - top
    wide = max(2, even(width * fit.wide / fit.width))
    tall = max(2, even(height * fit.tall / fit.height))
    return Fit(left, top, width, height, wide, tall)


def _part(picture: Picture, seen: Fit, fit: Fit) -> Picture:
    """Out of what had to be seen, what is wanted."""
    scale = np.diag(
        (
            seen.width / seen.wide * fit.wide / fit.width,
            seen.height / seen.tall * fit.tall / fit.height,
        )
    )
    shift = np.array(
        (
            (seen.left - fit.left) * fit.wide / fit.width,
            (seen.top - fit.top) * fit.tall / fit.height,
        )
    )

    def cut(plane: Plane, step: int) -> Plane:
        matrix = np.column_stack([scale, shift / step])
        return warp(plane, matrix, (fit.wide // step, fit.tall // step), cv2.INTER_CUBIC)

    alpha = None if picture.alpha is None else cut(picture.alpha, 1)
    return Picture(cut(picture.y, 1), cut(picture.u, 2), cut(picture.v, 2), alpha)
