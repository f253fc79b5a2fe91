"""What a layer's picture comes from: a video, a still, a colour, each readable at any size."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from kinoloom.render.blending import cover, lay
from kinoloom.render.fitting import Fit, Fitter, displayed
from kinoloom.render.footage import Footage, Moment
from kinoloom.render.layers import ColourLayer, FootageLayer
from kinoloom.render.picture import Picture, Plane, yuv_of

Size = tuple[int, int]


class Reading(Protocol):
    """A source of pictures. `size` is width and height in square pixels, as displayed; `still`
    whether every frame is the same."""

    size: Size
    still: bool

    def picture(self, frame: int, fit: Fit) -> Picture:
        """The picture at a frame of the layer, part and size as the fit says. Not to be changed."""
        ...


class FootageReading:
    """Frames of a video at the layer's times."""

    still = False

    def __init__(self, layer: FootageLayer, footage: Footage) -> None:
        self.layer = layer
        self.footage = footage
        self._half_s = abs(layer.step_s) / 2
        # A prepared stretch begins at its own zero.
        made = layer.preparation
        self._offset_s = Fraction(made.from_ms, 1000) if made is not None else Fraction(0)
        self._fitters: dict[Fit, Fitter] = {}
        first = self._moment(0)
        self.size = displayed(first.frame, footage.aspect)

    def picture(self, frame: int, fit: Fit) -> Picture:
        fitter = self._fitters.get(fit)
        if fitter is None:
            fitter = self._fitters[fit] = Fitter(fit, self.footage.aspect)
        return fitter(self._moment(frame).frame)

    def _moment(self, frame: int) -> Moment:
        layer = self.layer
        at_s = layer.start_s + frame * layer.step_s
        if layer.loop_s is not None:
            at_s %= layer.loop_s
        at_s, reaches_s = at_s - self._offset_s, layer.reaches_s - self._offset_s
        found = self.footage.at(max(Fraction(0), at_s), self._half_s)
        self.footage.check_reaches(min(at_s, reaches_s))
        return found


class StillReading:
    """One picture, decoded once, and the last few sizes it was wanted at."""

    still = True
    MOST_FITS = 4

    def __init__(self, path: Path, name: str) -> None:
        with Footage(path, name) as still:
            self._frame = still.at(Fraction(0), Fraction(0)).frame
            self._aspect = still.aspect
        self.size = displayed(self._frame, self._aspect)
        self._made: dict[Fit, Picture] = {}

    @property
    def pixels(self) -> int:
        """How many it holds, in all its sizes."""
        return self.size[0] * self.size[1] + sum(fit.wide * fit.tall for fit in self._made)

    def picture(self, frame: int, fit: Fit) -> Picture:
        made = self._made.pop(fit, None) or Fitter(fit, self._aspect)(self._frame)
        self._made[fit] = made
        if len(self._made) > self.MOST_FITS:
            del self._made[next(iter(self._made))]
        return made


class ColourReading:
    """A plain colour or a vertical gradient."""

    still = True

    def __init__(self, layer: ColourLayer, canvas: Size) -> None:
        self.size = canvas
        self._ends = (layer.colour, layer.colour_to or layer.colour)
        self._made: dict[Fit, Picture] = {}

    def picture(self, frame: int, fit: Fit) -> Picture:
        if fit not in self._made:
            self._made = {fit: _gradient(*self._ends, fit, self.size[1])}
        return self._made[fit]


def _gradient(top: str, bottom: str, fit: Fit, whole_px: int) -> Picture:
    rows = np.arange(fit.tall) + 0.5
    share = (fit.top + rows * fit.height / fit.tall) / whole_px
    wide, tall = fit.wide, fit.tall
    first, last = yuv_of(top), yuv_of(bottom)
    planes: list[np.ndarray] = []
    for index in range(3):
        values = first[index] + (last[index] - first[index]) * share
        if index == 0:
            planes.append(_dithered(values, wide))
        else:
            planes.append(_dithered(values.reshape(-1, 2).mean(axis=1), wide // 2))
    alpha = None
    ends = tuple(int(colour[7:], 16) if len(colour) == 9 else 255 for colour in (top, bottom))
    if min(ends) < 255:
        alpha = _dithered(ends[0] + (ends[1] - ends[0]) * share, wide)
    assert planes[0].shape == (tall, wide)
    return Picture(planes[0], planes[1], planes[2], alpha)


BAYER = (
    np.array(
        [
            [0, 32, 8, 40, 2, 34, 10, 42],
            [48, 16, 56, 24, 50, 18, 58, 26],
            [12, 44, 4, 36, 14, 46, 6, 38],
            [60, 28, 52, 20, 62, 30, 54, 22],
            [3, 35, 11, 43, 1, 33, 9, 41],
            [51, 19, 59, 27, 49, 17, 57, 25],
            [15, 47, 7, 39, 13, 45, 5, 37],
            [63, 31, 55, 23, 61, 29, 53, 21],
        ]
    )
    + 0.5
) / 64


def _dithered(rows: np.ndarray, wide: int) -> np.ndarray:
    """A column of values as a plane: eight bits band in a slow gradient, a pattern does not."""
    tall = len(rows)
    pattern = np.tile(BAYER, (tall // 8 + 1, wide // 8 + 1))[:tall, :wide]
    return np.floor(rows[:, None] + pattern).clip(0, 255).astype(np.uint8)


class BlurredReading:
    """A source on its own blurred, enlarged self, as large as the canvas."""

    def __init__(self, inner: Reading, canvas: Size) -> None:
        self.size = canvas
        self.still = inner.still
        self._inner = inner
        width, height = inner.size
        ratio = min(canvas[0] / width, canvas[1] / height)
        self._sharp = _whole(inner.size, _even(width * ratio), _even(height * ratio))
        self._soft = _filling(inner.size, (_even(canvas[0] / 8), _even(canvas[1] / 8)))
        self._last: tuple[Picture, Picture] | None = None

    def picture(self, frame: int, fit: Fit) -> Picture:
        sharp = self._inner.picture(frame, self._sharp)
        if self._last is None or self._last[0] is not sharp:
            self._last = (sharp, self._composed(frame, sharp))
        whole = self._last[1]
        if fit == _whole(self.size, *self.size):
            return whole
        return resized(whole, fit)

    def _composed(self, frame: int, sharp: Picture) -> Picture:
        small = self._inner.picture(frame, self._soft)
        width, height = self.size
        sigma = max(1.0, min(small.width_px, small.height_px) / 18)
        planes: list[Plane] = []
        for plane, half in ((small.y, 1), (small.u, 2), (small.v, 2)):
            soft = cv2.GaussianBlur(plane, (0, 0), sigma / half)
            size = (width // half, height // half)
            planes.append(np.asarray(cv2.resize(soft, size), np.uint8))
        # A little darker, so that the eye goes to the sharp picture.
        dark = np.asarray(cv2.convertScaleAbs(planes[0], alpha=0.82, beta=16 * 0.18), np.uint8)
        below = Picture(dark, planes[1], planes[2])
        x, y = _even((width - sharp.width_px) / 2), _even((height - sharp.height_px) / 2)
        lay(below, cover(sharp), x, y)
        return below


def resized(picture: Picture, fit: Fit) -> Picture:
    """Part of a picture at another size."""
    left, top = _even(fit.left), _even(fit.top)
    right, bottom = left + max(2, _even(fit.width)), top + max(2, _even(fit.height))
    shrinks = fit.wide < right - left
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC

    def part(plane: np.ndarray, half: int) -> np.ndarray:
        seen = plane[top // half : bottom // half, left // half : right // half]
        return cv2.resize(seen, (fit.wide // half, fit.tall // half), interpolation=how)

    alpha = None if picture.alpha is None else part(picture.alpha, 1)
    return Picture(part(picture.y, 1), part(picture.u, 2), part(picture.v, 2), alpha)


def _even(value: float) -> int:
    return max(2, 2 * round(value / 2)) if value > 0 else 2 * round(value / 2)


def _whole(size: Size, wide: int, tall: int) -> Fit:
    return Fit(0, 0, size[0], size[1], wide, tall)


def _filling(size: Size, target: Size) -> Fit:
    ratio = max(target[0] / size[0], target[1] / size[1])
    width, height = min(size[0], round(target[0] / ratio)), min(size[1], round(target[1] / ratio))
    return Fit((size[0] - width) // 2, (size[1] - height) // 2, width, height, *target)
