"""Cut-outs: trees and plants with a place and parallax of their own, swaying in the wind.

A cut-out bends from its foot like a rod, and its leaves flutter where it has leaves; both move
what is painted instead of repainting it, so nothing flickers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus

_TILE_PX = 16
_CELL_PX = 32
_PAD_PX = 2


class Sway(NamedTuple):
    """How a cut-out moves: its anchor's row, how high it reaches above it (negative: it hangs),
    its bend there and its leaves' flutter in pixels, a phase 0..1, and the wind's strength."""

    anchor_y_px: float
    reach_px: float
    bend_px: float
    flutter_px: float
    phase: float
    wind: float


class Cutout:
    """A painted piece of the picture: premultiplied u8, cropped, with its own parallax."""

    def __init__(
        self,
        rgba: NDArray[np.uint8],
        parallax: float,
        sway: Sway,
        *,
        x_px: int,
        y_px: int,
        leaves: NDArray[np.float32] | None = None,
    ) -> None:
        """`rgba`'s corner is at (x, y) of the painted canvas; `leaves` are rows of dabs."""
        alpha = rgba[..., 3]
        rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
        self.is_empty = rows.size == 0
        self.parallax, self._sway = parallax, sway
        if self.is_empty:
            return
        box = rgba[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        self._x_px = x_px + int(columns[0]) - _PAD_PX
        self._y_px = y_px + int(rows[0]) - _PAD_PX
        padded = np.pad(box, ((_PAD_PX, _PAD_PX), (_PAD_PX, _PAD_PX), (0, 0)))
        self._image = np.ascontiguousarray(padded).view(np.uint32)[..., 0]
        self._full = _occupied(padded[..., 3])
        self._leafy = _leafiness(leaves, self._x_px, self._y_px, self._image.shape)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it."""
        if self.is_empty:
            return
        image = self._image.view(np.uint8).reshape(*self._image.shape, 4)
        image, left_px, top_px = focus.spread(image, self.parallax, step_px=_CELL_PX)
        self._image = np.ascontiguousarray(image).view(np.uint32)[..., 0]
        self._full = _occupied(image[..., 3])
        self._x_px, self._y_px = self._x_px - left_px, self._y_px - top_px
        before = (top_px // _CELL_PX, left_px // _CELL_PX)
        cells = (image.shape[0] // _CELL_PX + 2, image.shape[1] // _CELL_PX + 2)
        grown = [
            (first, size - had - first)
            for first, size, had in zip(before, cells, self._leafy.shape, strict=True)
        ]
        self._leafy = np.pad(self._leafy, grown)

    @property
    def anchor_y_px(self) -> float:
        """The row it stands on or hangs from."""
        return self._sway.anchor_y_px

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, canvas: Canvas) -> None:
        """Draw onto the frame as it is at a time, seen from the pose."""
        if self.is_empty:
            return
        left, top, scale = place(self._x_px, self._y_px, self.parallax, pose, canvas)
        sway = self._sway
        shifts = np.empty((*self._leafy.shape, 2), np.float32)
        _shift(
            shifts, self._leafy, float(t_s), float(self._y_px), float(sway.anchor_y_px),
            float(sway.reach_px), float(sway.bend_px), float(sway.flutter_px), float(sway.phase),
            float(sway.wind), float(canvas.unit), float(self._x_px),
        )  # fmt: skip
        far_px = float(np.abs(shifts).max()) * scale + 2
        _draw(
            frame_u8, self._image, self._full, shifts, float(left), float(top), float(scale), far_px
        )


def _occupied(alpha: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Tiles with paint in or beside them."""
    height, width = alpha.shape
    rows, columns = -(-height // _TILE_PX), -(-width // _TILE_PX)
    tiles = np.zeros((rows * _TILE_PX, columns * _TILE_PX), np.uint8)
    tiles[:height, :width] = alpha
    full = tiles.reshape(rows, _TILE_PX, columns, _TILE_PX).max(axis=(1, 3)) > 0
    return np.asarray(cv2.dilate(full.astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)


def _leafiness(
    leaves: NDArray[np.float32] | None, x_px: int, y_px: int, shape: tuple[int, ...]
) -> NDArray[np.float32]:
    """How much of each cell leaves cover, 0..1, smooth."""
    rows, columns = shape[0] // _CELL_PX + 2, shape[1] // _CELL_PX + 2
    cells = np.zeros((rows, columns), np.float32)
    if leaves is None or len(leaves) == 0:
        return cells
    j = np.clip(((leaves[:, 1] - y_px) / _CELL_PX).astype(int), 0, rows - 1)
    i = np.clip(((leaves[:, 0] - x_px) / _CELL_PX).astype(int), 0, columns - 1)
    np.add.at(cells, (j, i), 2.2 * leaves[:, 2] * leaves[:, 3] / _CELL_PX**2)
    soft = cv2.GaussianBlur(np.minimum(1, cells), (0, 0), 0.9, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(np.minimum(1, soft * 1.3), np.float32)


@kernel
def _shift(
    out: NDArray[np.float32],
    leafy: NDArray[np.float32],
    t: float,
    top: float,
    anchor: float,
    reach: float,
    bend: float,
    flutter: float,
    phase: float,
    wind: float,
    unit: float,
    left: float,
) -> None:
    """How far the paint of each cell's corner is from where it was painted, in pixels."""
    turn = 6.2832 * phase
    pace = 0.75 + 0.3 * min(2.0, wind)
    gust = 0.5 * math.sin(0.83 * pace * t + turn) + 0.3 * math.sin(1.57 * pace * t + 2.3 * turn)
    gust += 0.2 * math.sin(2.9 * pace * t + 1.7 * turn)
    push = bend * (gust + (0.6 if wind > 1.2 else 0.0))
    fast = 2.1 + 1.6 * min(2.0, wind)
    wave = 0.021 / unit
    for j in range(out.shape[0]):
        y = top + j * 32.0
        high = min(1.6, max(0.0, (anchor - y) / reach))
        lean = push * high**1.5
        for i in range(out.shape[1]):
            x = left + i * 32.0
            one = math.sin(fast * t + x * wave + 1.7 * y * wave + turn)
            two = math.sin(1.63 * fast * t - 1.9 * x * wave + 0.8 * y * wave + 2.0 * turn)
            shake = flutter * leafy[j, i]
            out[j, i, 0] = lean + shake * (0.6 * one + 0.4 * two)
            out[j, i, 1] = shake * (0.45 * two - 0.3 * one)


@scratch_kernel
def _draw(
    frame: NDArray[np.uint8],
    image: NDArray[np.uint32],
    full: NDArray[np.uint8],
    shifts: NDArray[np.float32],
    left: float,
    top: float,
    scale: float,
    far: float,
) -> None:
    height, width = image.shape[0], image.shape[1]
    inverse = 1.0 / scale
    grid_rows, grid_columns = shifts.shape[0], shifts.shape[1]
    x_first = max(0, int(left - far))
    x_last = min(frame.shape[1], int(left + width * scale + far) + 1)
    y_first = max(0, int(top - far))
    y_last = min(frame.shape[0], int(top + height * scale + far) + 1)
    low = np.uint64(0x00FF00FF)
    us = np.empty(2, np.float64)
    vs = np.empty(2, np.float64)
    for y in range(y_first, y_last):
        v0 = (y + 0.5 - top) * inverse - 0.5
        for x0 in range(x_first, x_last, 16):
            x1 = min(x_last, x0 + 16)
            for end in range(2):
                u0 = ((x0 if end == 0 else x1) + 0.5 - left) * inverse - 0.5
                gx = min(grid_columns - 1.001, max(0.0, u0 / 32.0))
                gy = min(grid_rows - 1.001, max(0.0, v0 / 32.0))
                i, j = int(gx), int(gy)
                fx, fy = gx - i, gy - j
                a = (1 - fx) * (1 - fy)
                b = fx * (1 - fy)
                c = (1 - fx) * fy
                d = fx * fy
                us[end] = u0 - (
                    a * shifts[j, i, 0]
                    + b * shifts[j, i + 1, 0]
                    + c * shifts[j + 1, i, 0]
                    + d * shifts[j + 1, i + 1, 0]
                )
                vs[end] = v0 - (
                    a * shifts[j, i, 1]
                    + b * shifts[j, i + 1, 1]
                    + c * shifts[j + 1, i, 1]
                    + d * shifts[j + 1, i + 1, 1]
                )
            if us[1] < 0.0 or us[0] >= width - 1 or vs[0] < 0.0 or vs[0] >= height - 1:
                continue
            tile_y = int(vs[0]) >> 4
            tile_a = max(0, int(us[0])) >> 4
            tile_b = min(width - 1, max(0, int(us[1]))) >> 4
            if full[tile_y, tile_a] == 0 and full[tile_y, tile_b] == 0:
                continue
            step_u = int((us[1] - us[0]) / (x1 - x0) * 65536.0)
            step_v = int((vs[1] - vs[0]) / (x1 - x0) * 65536.0)
            pu = int(us[0] * 65536.0)
            pv = int(vs[0] * 65536.0)
            for x in range(x0, x1):
                iu, iv = pu >> 16, pv >> 16
                if iu >= 0 and iv >= 0 and iu < width - 1 and iv < height - 1:
                    p00 = np.uint64(image[iv, iu])
                    p01 = np.uint64(image[iv, iu + 1])
                    p10 = np.uint64(image[iv + 1, iu])
                    p11 = np.uint64(image[iv + 1, iu + 1])
                    if (p00 | p01 | p10 | p11) != np.uint64(0):
                        fu = np.uint64((pu >> 12) & 15)
                        fv = np.uint64((pv >> 12) & 15)
                        w11 = fu * fv
                        w01 = np.uint64(16) * fu - w11
                        w10 = np.uint64(16) * fv - w11
                        w00 = np.uint64(256) - w01 - w10 - w11
                        even = (
                            (p00 & low) * w00
                            + (p01 & low) * w01
                            + (p10 & low) * w10
                            + (p11 & low) * w11
                        )
                        odd = (
                            ((p00 >> np.uint64(8)) & low) * w00
                            + ((p01 >> np.uint64(8)) & low) * w01
                            + ((p10 >> np.uint64(8)) & low) * w10
                            + ((p11 >> np.uint64(8)) & low) * w11
                        )
                        red = (even >> np.uint64(8)) & np.uint64(255)
                        blue = (even >> np.uint64(24)) & np.uint64(255)
                        green = (odd >> np.uint64(8)) & np.uint64(255)
                        alpha = (odd >> np.uint64(24)) & np.uint64(255)
                        if alpha >= np.uint64(254):
                            frame[y, x, 0] = np.uint8(red)
                            frame[y, x, 1] = np.uint8(green)
                            frame[y, x, 2] = np.uint8(blue)
                        else:
                            keep = np.uint64(256) - alpha - (alpha >> np.uint64(7))
                            r = red + ((np.uint64(frame[y, x, 0]) * keep) >> np.uint64(8))
                            g = green + ((np.uint64(frame[y, x, 1]) * keep) >> np.uint64(8))
                            b2 = blue + ((np.uint64(frame[y, x, 2]) * keep) >> np.uint64(8))
                            frame[y, x, 0] = np.uint8(min(r, np.uint64(255)))
                            frame[y, x, 1] = np.uint8(min(g, np.uint64(255)))
                            frame[y, x, 2] = np.uint8(min(b2, np.uint64(255)))
                pu += step_u
                pv += step_v
