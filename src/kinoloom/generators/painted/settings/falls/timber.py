"""Bridges of planks: a wooden one on posts, and one that hangs from ropes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.settings.mountains.pines import snow_colour
from kinoloom.generators.painted.settings.mountains.shore import lit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight

    Picture = NDArray[np.float32]
    Point = tuple[float, float]

END = 1.5
TALL = 1.0
"""Reach and height, in half widths of the water."""
_WOODS = ((0.47, 0.33, 0.21), (0.40, 0.34, 0.28), (0.52, 0.30, 0.20))
_ROPE = (0.52, 0.44, 0.31)
_FINER = 3
_BITS = 4


class _Board:
    """A picture to nail planks on, in half widths: u to the right, v up from the water."""

    def __init__(self, half_px: float, light: Daylight, wood: tuple[float, float, float]) -> None:
        self._scale = half_px * _FINER
        self._size = (round(TALL * half_px), 2 * round(END * half_px * 1.02))
        high, wide = self._size
        self._image = np.zeros((high * _FINER, wide * _FINER, 4), np.float32)
        self._light, self._wood = light, wood

    def plank(
        self, points: Sequence[Point], shine: float, dim: float = 1.0,
        albedo: tuple[float, float, float] | None = None,
    ) -> None:  # fmt: skip
        """Fill a polygon with wood that so much of the direct light falls on."""
        self.fill(points, lit(albedo or self._wood, self._light, shine) * np.float32(dim))

    def fill(self, points: Sequence[Point], colour: Picture) -> None:
        """Fill a polygon with a colour."""
        high, wide = self._image.shape[:2]
        corners = np.array([(wide / 2 + u * self._scale, high - v * self._scale)
                            for u, v in points])  # fmt: skip
        left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 1, 0)
        right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 2
        part = self._image[top:bottom, left:right]
        if part.size == 0:
            return
        mask = np.zeros(part.shape[:2], np.uint8)
        local = np.round((corners - (left, top)) * (1 << _BITS)).astype(np.int32)
        cv2.fillPoly(mask, [local], (255,), cv2.LINE_AA, _BITS)
        share = (mask.astype(np.float32) / 255)[..., None]
        part += (np.append(np.clip(colour, 0, 1), np.float32(1)) - part) * share

    def line(self, points: Sequence[Point], wide: float, shine: float, dim: float = 1.0) -> None:
        """A rope through the points."""
        for (u0, v0), (u1, v1) in pairwise(points):
            length = max(1e-6, float(np.hypot(u1 - u0, v1 - v0)))
            du, dv = -(v1 - v0) / length * wide / 2, (u1 - u0) / length * wide / 2
            corners = [(u0 + du, v0 + dv), (u1 + du, v1 + dv), (u1 - du, v1 - dv),
                       (u0 - du, v0 - dv)]  # fmt: skip
            self.plank(corners, shine, dim, _ROPE)

    def picture(self) -> Picture:
        """Straight RGBA of the usual size."""
        high, wide = self._size
        image = self._image.copy()
        image[..., :3] *= image[..., 3:]
        small = image.reshape(high, _FINER, wide, _FINER, 4).mean(axis=(1, 3))
        small[..., :3] /= np.maximum(small[..., 3:], 1e-3)
        return small.astype(np.float32)


def wooden_bridge(
    half_px: float, light: Daylight, *, snow: float, side: float, seed: int
) -> Picture:
    """Posts in the water, beams, a deck of planks that bows a little, and railings."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xB21E])
    board = _Board(half_px, light, _WOODS[int(rng.integers(len(_WOODS)))])
    rise = float(rng.uniform(0.10, 0.26))
    level = float(rng.uniform(0.24, 0.32))

    def deck(u: float) -> float:
        return level - 0.06 + rise * float(np.cos(u / END * np.pi / 2))

    for lift, reach, dim in ((0.035, 0.95, 0.62), (0.0, 1.0, 1.0)):
        _railing(board, lambda u, up=lift, k=reach: deck(u / k) + up, reach * END, dim, side)
        for u in np.linspace(-0.92, 0.92, 5) * reach:
            at, lean = float(u), 0.012 * float(np.sign(u))
            top = deck(at)
            if lift == 0.0:
                _brace(board, at, top)
            post = [(at - 0.024, top), (at + 0.024, top), (at + 0.028 + lean, 0.0),
                    (at - 0.028 + lean, 0.0)]  # fmt: skip
            board.plank(post, 0.22, 0.85 * dim)
            edge = at + side * 0.012
            board.plank([(edge - 0.008, top), (edge + 0.008, top), (edge + 0.008 + lean, 0.02),
                         (edge - 0.008 + lean, 0.02)], 0.6, dim)  # fmt: skip
    for a, b in pairwise(float(u) for u in np.linspace(-END, END, 61)):
        tone = float(rng.uniform(0.82, 1.12))
        board.plank([(a, deck(a)), (b, deck(b)), (b, deck(b) - 0.052), (a, deck(a) - 0.052)],
                    0.20, 0.74)  # fmt: skip
        board.plank([(a + 0.003, deck(a) + 0.018), (b - 0.003, deck(b) + 0.018),
                     (b - 0.003, deck(b) - 0.014), (a + 0.003, deck(a) - 0.014)],
                    0.6, tone)  # fmt: skip
        if snow > 0.2:
            board.fill([(a, deck(a) + 0.034), (b, deck(b) + 0.034), (b, deck(b) + 0.012),
                        (a, deck(a) + 0.012)], snow_colour(light))  # fmt: skip
    return board.picture()


def _brace(board: _Board, at: float, top: float) -> None:
    """Struts from the foot of a post to the beam beside it."""
    for hand in (-1.0, 1.0):
        high = (at + hand * 0.17, top - 0.04)
        board.plank([(at, 0.42 * top), (at, 0.42 * top + 0.035), high, (high[0], high[1] - 0.035)],
                    0.15, 0.66)  # fmt: skip


def _railing(
    board: _Board, deck: Callable[[float], float], reach: float, dim: float, side: float
) -> None:
    """Posts and two rails along the deck."""
    for u in np.linspace(-reach, reach, 15):
        at, low = float(u), deck(float(u))
        board.plank([(at - 0.014, low + 0.20), (at + 0.014, low + 0.20), (at + 0.014, low),
                     (at - 0.014, low)], 0.30 + 0.1 * side, dim)  # fmt: skip
    us = [float(u) for u in np.linspace(-reach, reach, 41)]
    for up, thick in ((0.095, 0.018), (0.175, 0.026)):
        for shine, high, low in ((0.25, thick, 0.0), (0.75, thick, 0.6 * thick)):
            line = [(u, deck(u) + up + high) for u in us] + [(u, deck(u) + up + low)
                                                             for u in us[::-1]]  # fmt: skip
            board.plank(line, shine, dim)


def rope_bridge(half_px: float, light: Daylight, *, snow: float, side: float, seed: int) -> Picture:
    """Planks that hang between two pairs of posts, with ropes to hold on to."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xB21F])
    board = _Board(half_px, light, _WOODS[int(rng.integers(len(_WOODS)))])
    sag = float(rng.uniform(0.14, 0.22))
    ends = 1.22

    def sling(u: float, up: float, less: float = 1.0) -> float:
        return 0.42 + up - sag * less * (1 - (u / ends) ** 2)

    us = [float(u) for u in np.linspace(-ends, ends, 45)]
    for lift, dim in ((0.030, 0.62), (0.0, 1.0)):
        for hand in (-ends, ends):
            at = hand * (0.985 if lift else 1.0)
            board.plank([(at - 0.032, 0.84 + lift), (at + 0.032, 0.84 + lift), (at + 0.040, 0.02),
                         (at - 0.040, 0.02)], 0.28, 0.9 * dim)  # fmt: skip
            board.plank([(at + side * 0.012, 0.84 + lift), (at + side * 0.030, 0.84 + lift),
                         (at + side * 0.038, 0.02), (at + side * 0.016, 0.02)],
                        0.7, dim)  # fmt: skip
            out = END * 0.98 * float(np.sign(hand))
            board.line([(at, 0.78 + lift), (out, 0.04)], 0.016, 0.3, dim)
        for u in us[1:-1:2]:
            board.line([(u, sling(u, lift)), (u, sling(u, 0.34 + lift, 0.82))], 0.009, 0.35, dim)
        board.line([(u, sling(u, 0.34 + lift, 0.82)) for u in us], 0.022, 0.5, dim)
        board.line([(u, sling(u, 0.16 + lift, 0.9)) for u in us], 0.011, 0.4, dim)
    for u0, u1 in pairwise(float(u) for u in np.linspace(-ends, ends, 53)):
        a, b = u0 + 0.004, u1 - 0.004
        tone = float(rng.uniform(0.75, 1.15))
        board.plank([(a, sling(a, 0.034)), (b, sling(b, 0.034)), (b, sling(b, 0.0)),
                     (a, sling(a, 0.0))], 0.62, tone)  # fmt: skip
        board.plank([(a, sling(a, 0.004)), (b, sling(b, 0.004)), (b, sling(b, -0.026)),
                     (a, sling(a, -0.026))], 0.1, 0.7 * tone)  # fmt: skip
        if snow > 0.2:
            board.fill([(a, sling(a, 0.046)), (b, sling(b, 0.046)), (b, sling(b, 0.026)),
                        (a, sling(a, 0.026))], snow_colour(light))  # fmt: skip
    return board.picture()
