"""Sharpness, blur and vignette. All lengths are shares of the picture's short side."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.planes import Lane, by_plane, in_premultiplied
from kinoloom.render.grade.soft import blurred, defocused
from kinoloom.render.picture import Picture, Plane

_STRONGEST_BLUR = 0.04
"""Sigma at blur 1, share of the short side."""
_BLUR_POWER = 1.5
"""Even steps of the slider look even: what a blur takes away shrinks as it grows."""
_SHARPEN_SIGMA, _SHARPEN_GAIN = 0.0013, 1.6
_SOFTEN_SIGMA, _SOFTEN_SHARE = 0.0017, 0.85
_VIGNETTE_BEGINS = 0.22
_VIGNETTE_DEPTH = 0.82
_KEPT = 6

Field = NDArray[np.floating[Any]]


def softened(picture: Picture, blur: float) -> Picture:
    """The picture (straight) out of focus; `blur` is 0..1."""
    if blur <= 0:
        return picture
    share = _STRONGEST_BLUR * blur**_BLUR_POWER
    return in_premultiplied(lambda inner: defocused(inner, share), picture)


def sharpened(picture: Picture, amount: float) -> Picture:
    """Fine luma detail stronger (above 0) or weaker; alpha stays. `amount` is -1..1."""
    if amount == 0:
        return picture
    sharper = amount > 0
    sigma_px = (_SHARPEN_SIGMA if sharper else _SOFTEN_SIGMA) * min(picture.y.shape)
    weight = _SHARPEN_GAIN * amount if sharper else _SOFTEN_SHARE * amount
    # Beyond its outline a cut-out has no detail: what lies there must not ring into it.
    soft = in_premultiplied(
        lambda inner: Picture(
            blurred(inner.y, sigma_px),
            inner.u,
            inner.v,
            None if inner.alpha is None else blurred(inner.alpha, sigma_px),
        ),
        picture,
    )
    y = cast(Plane, cv2.addWeighted(picture.y, 1 + weight, soft.y, -weight, 0))
    return Picture(y, picture.u, picture.v, picture.alpha)


def vignetted(picture: Picture, strength: float) -> Picture:
    """Darker towards the corners; `strength` is 0..1."""
    if strength <= 0:
        return picture

    def draw(lane: Lane, plane: Plane) -> Plane:
        height, width = plane.shape
        light, rest = _vignette(width, height, strength, lane.zero)
        lit = cv2.multiply(plane, light, dtype=cv2.CV_32F)
        return cast(Plane, cv2.add(lit, rest, dtype=cv2.CV_8U))

    dark = by_plane(draw, Picture(picture.y, picture.u, picture.v))
    return Picture(dark.y, dark.u, dark.v, picture.alpha)


@lru_cache(_KEPT)
def _vignette(width: int, height: int, strength: float, zero: int) -> tuple[Field, Field]:
    """What a plane is multiplied by, and what is added: black, and a dither of half a code.

    The dither breaks up the rings that a slow fall of light would draw in 8 bits.
    """
    x = (np.arange(width, dtype=np.float32) + 0.5) / width * 2 - 1
    y = (np.arange(height, dtype=np.float32) + 0.5) / height * 2 - 1
    away = np.hypot(x[None, :], y[:, None]) / np.float32(2**0.5)
    fall = np.clip((away - _VIGNETTE_BEGINS) / (1 - _VIGNETTE_BEGINS), 0, 1)
    dark = (
        np.float32(strength * _VIGNETTE_DEPTH) * fall * fall * (3 - 2 * fall) * (0.4 + 0.6 * fall)
    )
    noise = np.random.default_rng(7).uniform(-0.5, 0.5, (height, width)).astype(np.float32)
    return 1 - dark, zero * dark + noise * np.minimum(1, dark * 80)
