"""Joins that change light, not place: dissolves, dips to a colour, flashes."""

from __future__ import annotations

from functools import cache
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.planes import crossed, overlaid, tinted
from kinoloom.render.grade.soft import blurred, defocused
from kinoloom.render.joins.easing import between, hump, smooth
from kinoloom.render.picture import Picture, Plane

_DEFOCUS = 0.045
"""Sigma of the strongest defocus, share of the short side."""


def crossfade(old: Picture, new: Picture, t: float) -> Picture:
    """One picture melts into the other."""
    return crossed(old, new, smooth(t))


def dip(old: Picture, new: Picture, t: float, *, colour: str) -> Picture:
    """The old picture goes into a colour, the new one comes out of it."""
    shown = crossed(old, new, between(t, 0.47, 0.53))
    return tinted(shown, colour, min(1.0, min(t, 1 - t) / 0.47) ** 1.35)


def flash(old: Picture, new: Picture, t: float) -> Picture:
    """A photo flash: quickly overexposed to white, then the new picture settles."""
    peak = 0.3
    shown = crossed(old, new, between(t, peak - 0.12, peak + 0.12))
    light = (t / peak) ** 2 if t < peak else ((1 - t) / (1 - peak)) ** 2.2
    return overexposed(shown, min(1.0, light))


def through_defocus(old: Picture, new: Picture, t: float) -> Picture:
    """The lens goes out of focus and finds the new picture."""
    shown = crossed(old, new, between(t, 0.3, 0.7))
    return defocused(shown, _DEFOCUS * hump(t))


def through_luma(old: Picture, new: Picture, t: float) -> Picture:
    """The new picture comes through the bright parts of the old one first."""
    light = blurred(old.y, 0.006 * min(old.y.shape))
    soft = 0.5
    shown = np.clip((light_levels() - 1 + t * (1 + soft)) / soft, 0, 1)
    table = np.rint(255 * shown * shown * (3 - 2 * shown)).astype(np.uint8)
    mask = cast(Plane, cv2.LUT(light, table))
    return overlaid(old, new, mask)


def overexposed(picture: Picture, light: float) -> Picture:
    """A picture (premultiplied) under more light: 0 as it is, 1 all white; brights burn first."""
    if light <= 0:
        return picture
    if light >= 1:
        return tinted(picture, "#ffffff", 1)
    level = light_levels()
    burnt = 1 - (1 - level) ** (1 + 5 * light)
    table = np.rint(16 + 219 * (burnt * (1 - light**3) + light**3)).astype(np.uint8)
    lit = cast(Plane, cv2.LUT(picture.y, table))
    if picture.alpha is not None:
        # Light falls on the picture, not on the air around it.
        lit = cast(
            Plane, cv2.min(lit, cv2.convertScaleAbs(picture.alpha, alpha=219 / 255, beta=16))
        )
    pale = 1 - light**1.5
    u = cv2.convertScaleAbs(picture.u, alpha=pale, beta=128 * (1 - pale))
    v = cv2.convertScaleAbs(picture.v, alpha=pale, beta=128 * (1 - pale))
    return Picture(lit, cast(Plane, u), cast(Plane, v), picture.alpha)


@cache
def light_levels() -> NDArray[np.float64]:
    """Light (0..1) of each of the 256 luma codes."""
    return np.clip((np.arange(256) - 16) / 219, 0, 1)
