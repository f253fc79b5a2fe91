"""A picture as the renderer holds it: YUV 4:2:0, BT.709, limited range, with alpha where needed.

Encoders take and decoders give 4:2:0; staying there spares two conversions a frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Picture:
    """`y` is height x width, `u` and `v` half of that (both sides even), all u8.

    `alpha`, height x width, u8, is straight (not multiplied in) and None when all is opaque.
    Planes may be views of a decoder's buffers: whoever changes one works on a copy.
    """

    y: Plane
    u: Plane
    v: Plane
    alpha: Plane | None = None

    @property
    def width_px(self) -> int:
        """Width, even."""
        return self.y.shape[1]

    @property
    def height_px(self) -> int:
        """Height, even."""
        return self.y.shape[0]

    def copy(self) -> Picture:
        """The same picture in planes of its own."""
        alpha = None if self.alpha is None else self.alpha.copy()
        return Picture(self.y.copy(), self.u.copy(), self.v.copy(), alpha)


def plain(width_px: int, height_px: int, colour: str) -> Picture:
    """A picture of one colour, "#rrggbb" or "#rrggbbaa"."""
    y, u, v = yuv_of(colour)
    half = (height_px // 2, width_px // 2)
    alpha = None
    if len(colour) == 9 and colour[7:].lower() != "ff":
        alpha = np.full((height_px, width_px), int(colour[7:], 16), np.uint8)
    return Picture(
        np.full((height_px, width_px), y, np.uint8),
        np.full(half, u, np.uint8),
        np.full(half, v, np.uint8),
        alpha,
    )


def yuv_of(colour: str) -> tuple[int, int, int]:
    """BT.709 limited-range Y, U, V of "#rrggbb…"."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    u = 128 + 224 * (blue - luma) / 1.8556
    v = 128 + 224 * (red - luma) / 1.5748
    return round(16 + 219 * luma), round(u), round(v)


def rgb_of(picture: Picture) -> NDArray[np.uint8]:
    """Height x width x 3, full range; alpha is left out."""
    import cv2

    height, width = picture.y.shape
    chroma = [
        cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32) - 128
        for plane in (picture.u, picture.v)
    ]
    luma = (picture.y.astype(np.float32) - 16) * (255 / 219)
    u, v = (plane * (255 / 224) for plane in chroma)
    red, blue = luma + 1.5748 * v, luma + 1.8556 * u
    green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152
    return np.clip(np.dstack([red, green, blue]) + 0.5, 0, 255).astype(np.uint8)
