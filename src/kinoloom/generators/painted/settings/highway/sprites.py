"""Pictures that stand upright beside the road, drawn at any size without shimmer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.layer import over

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEAST_PX = 3
_AIR_STEPS = 32


class Sprite:
    """A premultiplied picture in halving sizes. Its foot is the middle of its last row."""

    def __init__(self, premultiplied: NDArray[np.float32], height_m: float) -> None:
        """`premultiplied` is RGBA in 0..1; `height_m` what its rows stand for."""
        self.height_m = height_m
        self._sizes = [np.ascontiguousarray(np.clip(premultiplied, 0, 1) * 255, np.float32)]
        self._seen: dict[tuple[int, int], NDArray[np.uint8]] = {}
        while min(self._sizes[-1].shape[:2]) > 2 * _LEAST_PX:
            half = cv2.resize(self._sizes[-1], None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
            self._sizes.append(np.asarray(half, np.float32))

    def draw(
        self, frame_u8: NDArray[np.uint8], x_px: float, y_px: float, height_px: float, *,
        air_rgb: NDArray[np.float32], air: float, floor_px: float, mirrored: bool = False,
        lean: float = 0.0,
    ) -> None:  # fmt: skip
        """Stand it on (x, y). `air` 0..1 hides it; rows below `floor_px` are behind the land."""
        if height_px < 1.0:
            return
        level = 0
        while level + 1 < len(self._sizes) and self._sizes[level + 1].shape[0] >= height_px:
            level += 1
        picture = self._in_air(level, round(air * _AIR_STEPS), air_rgb)
        scale = height_px / picture.shape[0]
        wide = picture.shape[1] * scale
        left, top = x_px - wide / 2, y_px - height_px
        reach = abs(lean) * height_px
        x0, x1 = math.floor(left - reach), math.ceil(left + wide + reach) + 1
        y0, y1 = math.floor(top), math.ceil(min(y_px, floor_px)) + 1
        x0, x1 = max(0, x0), min(frame_u8.shape[1], x1)
        y0, y1 = max(0, y0), min(frame_u8.shape[0], y1)
        if x1 <= x0 or y1 <= y0:
            return
        flip = -1.0 if mirrored else 1.0
        start = left + wide if mirrored else left
        # Frame from picture: the top leans, the foot stays.
        view = np.array(
            [
                [flip * scale, -lean * scale, start - x0 + lean * height_px],
                [0, scale, top - y0],
            ],
            np.float64,
        )
        seen = cv2.warpAffine(picture, view, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
        over(frame_u8, np.asarray(seen, np.uint8), y0, x0)

    def _in_air(self, level: int, step: int, air_rgb: NDArray[np.float32]) -> NDArray[np.uint8]:
        """A size behind so much air; there are few of them, so they are kept."""
        kept = self._seen.get((level, step))
        if kept is None:
            share = np.float32(step / _AIR_STEPS)
            picture = self._sizes[level].copy()
            picture[..., :3] *= 1 - share
            picture[..., :3] += picture[..., 3:] * (air_rgb * share)
            kept = self._seen[level, step] = np.asarray(picture + 0.5, np.uint8)
        return kept
