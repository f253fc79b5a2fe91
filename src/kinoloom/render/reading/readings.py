"""What a layer's picture comes from: a video, a still, a colour, each readable at any size."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Protocol

import numpy as np

from kinoloom.render.layers import ColourLayer, FootageLayer
from kinoloom.render.picture import Picture, yuv_of
from kinoloom.render.reading.fitting import Fit, Fitter, displayed
from kinoloom.render.reading.footage import Footage, Moment
from kinoloom.render.reading.photo import photo

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
            made = photo(path, name)
            self._frame = made or still.at(Fraction(0), Fraction(0)).frame
            self._aspect = Fraction(1) if made else still.aspect
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
