"""Mattes: what has a colour, or is dark or bright, becomes transparent.

A pixel at an edge is a mixture of the screen and what stands before it. The key finds the screen's
share from chroma, sharpens that by luma, and takes the share out of the colour again, so that
hair and motion blur carry no fringe onto the new background.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.colour import BLUE_SPAN, LUMA_WEIGHTS, RED_SPAN
from kinoloom.render.grade.effects.arguments import Choice, Given, Number, Tint
from kinoloom.render.grade.effects.kinds import Effect, EffectKind
from kinoloom.render.grade.planes import BLUE, doubled, halved, looked_up, masked, products
from kinoloom.render.picture import Picture, Plane, yuv_of

_HUE_ROOM, _HUE_SLOPE = 0.16, 0.9
"""How far off the key's hue (share of the key's chroma) a colour may lie and still be a mixture
with something of little colour, and how fast it leaves the key beyond that."""
_LEAST_SHARE = 0.22
"""Colours of what is more transparent than this are not worked out further: only noise is left."""

_WINDOW = (5, 5)
_LUMA_NOISE = 16.0
"""Variance of luma (codes squared) that is taken for noise."""

_FAR = 4
_REACH = 0.03
"""How far solid parts lend their colour, share of the short side."""

Table = NDArray[np.uint8]
Values = NDArray[np.float64]

_SHARES = np.arange(256) / 255
_SOLID = np.rint(255 * np.clip((_SHARES - 0.6) / 0.4, 0, 1) ** 2).astype(np.uint8)
_SURE = np.rint(255 * np.clip((_SHARES - 0.2) / 0.75, 0, 1)).astype(np.uint8)
"""By share: what counts as solid, and how far a colour of its own is trusted."""


def chroma_key(given: Given) -> Effect:
    """A matte from the distance to a colour."""
    key = _ChromaKey.made(given)
    return lambda picture, _: key.drawn(picture)


@dataclass(frozen=True, eq=False)
class _ChromaKey:
    """Tables: by (u, v) the subject's share and its chroma, by share alpha, by (y, share) luma."""

    share: Table
    u: Table
    v: Table
    alpha: Table
    y: Table

    @classmethod
    def made(cls, given: Given) -> _ChromaKey:
        key_y, key_u, key_v = yuv_of(given.word("colour"))
        v, u = np.mgrid[0:256, 0:256].astype(np.float64) - 128
        length = max(1.0, float(np.hypot(key_u - 128, key_v - 128)))
        to_u, to_v = (key_u - 128) / length, (key_v - 128) / length
        along, across = u * to_u + v * to_v, np.abs(u * to_v - v * to_u)
        off_hue = np.maximum(0, across - _HUE_ROOM * length) / _HUE_SLOPE
        keyed = np.clip(along - off_hue, 0, length)
        share = 1 - keyed / length
        low = given.number("similarity")
        high = min(1.0, low + max(0.02, given.number("smoothness")))
        room = np.maximum(share, _LEAST_SHARE)
        # What is keyed a little but stays opaque is only lit by the screen: that is spill.
        taken = keyed * (1 - (1 - given.number("spill")) * _ramp(share, high - 0.15, high))
        u, v = (u - taken * to_u) / room, (v - taken * to_v) / room
        u, v = _despilled(u, v, given.word("colour"), given.number("spill"))
        return cls(
            share=_bytes(255 * share),
            u=_bytes(128 + u),
            v=_bytes(128 + v),
            alpha=_bytes(255 * _ramp(_SHARES, low, high)),
            y=_unmixed(key_y),
        )

    def drawn(self, picture: Picture) -> Picture:
        coarse = looked_up(picture.u, picture.v, self.share)
        share = _sharpened(coarse, picture.y)
        return Picture(
            looked_up(picture.y, share, self.y),
            _led(looked_up(picture.u, picture.v, self.u), coarse),
            _led(looked_up(picture.u, picture.v, self.v), coarse),
            _within(cast(Plane, cv2.LUT(share, self.alpha)), picture.alpha),
        )


def _sharpened(share: Plane, y: Plane) -> Plane:
    """A share of chroma's size at full size, with the detail luma has where the two go together.

    The slope of share over luma is fitted in a small window; where luma says nothing (or there is
    no edge), it is 0 and the share is only enlarged.
    """
    light = halved(y)
    mean_light, mean_share = _mean(light), _mean(share)
    both = _mean(cv2.multiply(light, share, dtype=cv2.CV_32F))
    spread = cv2.sqrBoxFilter(light, cv2.CV_32F, _WINDOW) - mean_light * mean_light
    slope = (both - mean_light * mean_share) / (spread + _LUMA_NOISE)
    detail = cv2.subtract(y, doubled(light), dtype=cv2.CV_16S)
    size = (y.shape[1], y.shape[0])
    lift = cv2.multiply(cv2.resize(slope, size), detail, dtype=cv2.CV_32F)
    return cast(Plane, cv2.add(doubled(share), lift, dtype=cv2.CV_8U))


def _led(chroma: Plane, share: Plane) -> Plane:
    """Chroma in which what is nearly all screen takes the colour of the solid parts nearby.

    What was worked out from a few percent of subject is mostly noise, and hair that is a little
    green itself would come out greener.
    """
    height, width = chroma.shape
    size = (max(1, width // _FAR), max(1, height // _FAR))
    solid = cast(Plane, cv2.LUT(share, _SOLID))
    over = cv2.resize(
        looked_up(chroma, solid, products(BLUE.zero)), size, interpolation=cv2.INTER_AREA
    )
    weight = cv2.resize(solid, size, interpolation=cv2.INTER_AREA)
    own = cv2.resize(chroma, size, interpolation=cv2.INTER_AREA)
    reach = _REACH * min(size)
    near, sum_near, sum_own = (
        cv2.GaussianBlur(plane.astype(np.float32), (0, 0), reach) for plane in (over, weight, own)
    )
    zero = np.float32(BLUE.zero)
    led = zero + ((near - zero) * 255 + (sum_own - zero) * 2) / (sum_near + 2)
    wide = cv2.resize(np.clip(np.rint(led), 0, 255).astype(np.uint8), (width, height))
    return masked(cast(Plane, wide), chroma, cast(Plane, cv2.LUT(share, _SURE)))


def _mean(plane: Any) -> NDArray[np.float32]:
    return cast("NDArray[np.float32]", cv2.boxFilter(plane, cv2.CV_32F, _WINDOW))


def _despilled(u: Values, v: Values, colour: str, strength: float) -> tuple[Values, Values]:
    """Chroma in which the key's main channel is no stronger than the stronger of the others."""
    main = int(np.argmax([int(colour[i : i + 2], 16) for i in (1, 3, 5)]))
    # Each channel less luma; which is largest does not depend on luma.
    above = np.stack([RED_SPAN * v, -0.1873 * u - 0.4681 * v, BLUE_SPAN * u])
    others = np.delete(above, main, axis=0).max(axis=0)
    excess = strength * np.maximum(0, above[main] - others)
    above[main] -= excess
    darker = float(LUMA_WEIGHTS[main]) * excess
    return (above[2] + darker) / BLUE_SPAN, (above[0] + darker) / RED_SPAN


def _unmixed(key_y: int) -> Table:
    """By (y, share): luma of the subject alone."""
    y = np.arange(256)[None, :]
    room = np.maximum(_SHARES, _LEAST_SHARE)[:, None]
    return _bytes(np.clip(key_y + (y - key_y) / room, 16, 235))


def _ramp(values: Values, low: float, high: float) -> NDArray[np.float64]:
    return np.clip((values - low) / (high - low), 0, 1)


def _within(alpha: Plane, outer: Plane | None) -> Plane:
    return alpha if outer is None else cast(Plane, cv2.multiply(alpha, outer, scale=1 / 255))


def _bytes(values: Values) -> Table:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8).reshape(-1)


def luma_key(given: Given) -> Effect:
    """A matte from light: fire, smoke or drawings on black (or white) ground."""
    dark = given.word("key") == "dark"
    low = given.number("threshold")
    high = low + max(0.01, given.number("smoothness"))
    light = np.clip((np.arange(256) - 16) / 219, 0, 1)
    share = light if dark else 1 - light
    alpha = _ramp(share, low, high)
    # Light over black is the picture times its alpha; what is taken away is given back.
    room = np.maximum(np.maximum(alpha, share), 0.03)
    ground = 16 if dark else 235
    y_table = _bytes(ground + (np.arange(256) - ground) / room)
    chroma = np.arange(256)[None, :] - 128
    chroma_table = _bytes(128 + chroma / np.maximum(room, 0.15)[:, None])
    alpha_table = _bytes(255 * alpha)

    def draw(picture: Picture, _: int) -> Picture:
        half = halved(picture.y)
        return Picture(
            cast(Plane, cv2.LUT(picture.y, y_table)),
            looked_up(picture.u, half, chroma_table),
            looked_up(picture.v, half, chroma_table),
            _within(cast(Plane, cv2.LUT(picture.y, alpha_table)), picture.alpha),
        )

    return draw


KEYS = {
    "chroma_key": EffectKind(
        chroma_key,
        "makes one colour transparent (green screen), with soft edges and no fringe",
        (
            Tint("colour", "#00b140", "the screen's colour, best picked from the picture"),
            Number("similarity", 0.12, 0, 0.9, "how far from the colour all is transparent"),
            Number("smoothness", 0.78, 0, 1, "how gently transparent becomes solid beyond that"),
            Number("spill", 0.9, 0, 1, "how much of the screen's light is taken off the subject"),
        ),
    ),
    "luma_key": EffectKind(
        luma_key,
        "makes dark (or bright) parts transparent: fire on black, drawings on white",
        (
            Choice("key", "dark", ("dark", "bright"), "which end goes"),
            Number("threshold", 0.05, 0, 0.95, "how far from that end all is transparent"),
            Number("smoothness", 0.35, 0, 1, "how gently transparent becomes solid beyond that"),
        ),
    ),
}
