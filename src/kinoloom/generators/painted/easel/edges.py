"""Brush work: a frame made small, washes that stop at its edges, and the ink of those edges.

A hand works at one size whatever the frame's: what it lays down is smooth, and the full picture
takes its edges from thresholds over the enlarged planes, so they stay crisp and steady.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

LIGHT = 3
"""The plane of luma, after red, green and blue."""
_LINES_PX = 540
"""About the shorter side of the picture the hand works on."""
_RAYS = 8
_EVENNESS = 0.0006
"""Variance of luma below which a neighbourhood counts as flat."""


Bend = tuple["NDArray[np.int16]", "NDArray[np.uint16]"]
"""Where each pixel is taken from, as OpenCV keeps it."""


@dataclass(frozen=True)
class Sketch:
    """The small picture a hand works on; `unit` is a pixel of a 1080-line picture in its own."""

    width_px: int
    height_px: int
    unit: float

    @classmethod
    def of(cls, canvas: Canvas) -> Sketch:
        # A whole number: areas of whole pixels are averaged several times faster.
        shrink = max(1, round(1080 * canvas.unit / _LINES_PX))
        return cls(
            max(8, round(canvas.width_px / shrink)),
            max(8, round(canvas.height_px / shrink)),
            canvas.unit / shrink,
        )

    def planes(self, frame_u8: NDArray[np.uint8], bend: Bend | None = None) -> NDArray[np.float32]:
        """Red, green, blue and luma of the frame made small: 4 x height x width, 0..1."""
        size = (self.width_px, self.height_px)
        small = (
            frame_u8
            if frame_u8.shape[1::-1] == size
            else cv2.resize(frame_u8, size, interpolation=cv2.INTER_AREA)
        )
        if bend is not None:
            small = cv2.remap(small, *bend, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        picture = np.asarray(small, np.uint8)
        out = np.empty((4, self.height_px, self.width_px), np.float32)
        in_bands(self.height_px, lambda top, end: _split(picture, out, top, end))
        return out


def soft(plane: NDArray[np.float32], sigma_px: float) -> NDArray[np.float32]:
    """A plane (height x width) out of focus."""
    blurred = cv2.GaussianBlur(plane, (0, 0), max(0.3, sigma_px), borderType=cv2.BORDER_REFLECT)
    return np.asarray(blurred, np.float32)


def haze(plane: NDArray[np.float32], sigma_px: float) -> NDArray[np.float32]:
    """A plane far out of focus, by way of a smaller one."""
    height_px, width_px = plane.shape
    small = cv2.resize(
        plane, (max(2, width_px // 4), max(2, height_px // 4)), interpolation=cv2.INTER_AREA
    )
    wide = soft(np.asarray(small, np.float32), sigma_px / 4)
    return np.asarray(cv2.resize(wide, (width_px, height_px)), np.float32)


def wash(planes: NDArray[np.float32], radius_px: float, *, spare: int = 0) -> NDArray[np.float32]:
    """Red, green, blue and luma laid down flat, edges kept: 4 x height x width.

    Each pixel takes the colour of the flattest neighbourhoods around it, weighed smoothly:
    a hard choice would flip from frame to frame. `spare` planes follow, not written to.
    """
    radius_px = max(1.0, radius_px)
    sigma_px = 0.5 * radius_px
    means = np.empty((4, *planes.shape[1:]), np.float32)
    for c in range(4):
        cv2.GaussianBlur(
            planes[c], (0, 0), max(0.3, sigma_px), dst=means[c], borderType=cv2.BORDER_REFLECT
        )
    squares = soft(planes[LIGHT] * planes[LIGHT], sigma_px)
    reach = int(np.ceil(radius_px)) + 1
    height_px, width_px = squares.shape
    weighed = np.empty((4, height_px + 2 * reach, width_px + 2 * reach), np.float32)

    def weigh(top: int, end: int) -> None:
        _weigh(means, squares, np.float32(1 / _EVENNESS), weighed, reach, top, end)

    in_bands(height_px + 2 * reach, weigh)
    turns = 2 * np.pi * (np.arange(_RAYS) + 0.5) / _RAYS
    steps = np.stack([np.sin(turns), np.cos(turns)], axis=1) * radius_px
    offsets = np.asarray(np.round(steps), np.int32) + reach
    out = np.empty((4 + spare, height_px, width_px), np.float32)
    in_bands(height_px, lambda top, end: _settle(weighed, offsets, out, top, end))
    return out


def rim(plane: NDArray[np.float32], fine_px: float, wide_px: float) -> NDArray[np.float32]:
    """How much darker a place is than what lies around it: above 0 just inside a dark edge."""
    return np.asarray(soft(plane, wide_px) - soft(plane, fine_px), np.float32)


def columns_of(width_px: int, small_px: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """For each column of the full picture its left neighbour in a small one, and the rest."""
    place = (np.arange(width_px) + 0.5) * (small_px / width_px) - 0.5
    place = np.clip(place, 0, small_px - 1)
    left = np.minimum(place.astype(np.int32), max(0, small_px - 2))
    return left, (place - left).astype(np.float32)


@scratch_kernel
def enlarge(
    planes: NDArray[np.float32],
    y: int,
    height: int,
    columns: NDArray[np.int32],
    shares: NDArray[np.float32],
    pair: NDArray[np.float32],
    held: int,
    line: NDArray[np.float32],
) -> int:
    """Write into `line` (planes x width) row y of the planes, enlarged to `height` rows.

    `pair` (2 x planes x width) keeps the two rows it lies between; `held` says which those are,
    -1 none, and what is returned is the `held` of the next call.
    """
    small = planes.shape[1]
    v = min(small - 1.0, max(0.0, (y + 0.5) * small / height - 0.5))
    j = min(int(v), small - 2)
    share = np.float32(v - j)
    if j != held:
        if j == held + 1 and held >= 0:
            pair[0] = pair[1]
        else:
            _widen(planes, j, columns, shares, pair[0])
        _widen(planes, j + 1, columns, shares, pair[1])
    for p in range(planes.shape[0]):
        upper = pair[0, p]
        lower = pair[1, p]
        row = line[p]
        for x in range(row.shape[0]):
            row[x] = upper[x] + (lower[x] - upper[x]) * share
    return j


@kernel
def _widen(
    planes: NDArray[np.float32],
    j: int,
    columns: NDArray[np.int32],
    shares: NDArray[np.float32],
    wide: NDArray[np.float32],
) -> None:
    for p in range(planes.shape[0]):
        row = planes[p, j]
        for x in range(columns.shape[0]):
            i = columns[x]
            wide[p, x] = row[i] + (row[i + 1] - row[i]) * shares[x]


@kernel
def _split(
    frame: NDArray[np.uint8], out: NDArray[np.float32], first_row: int, last_row: int
) -> None:
    scale = np.float32(1 / 255)
    for y in range(first_row, last_row):
        for x in range(frame.shape[1]):
            red = np.float32(frame[y, x, 0]) * scale
            green = np.float32(frame[y, x, 1]) * scale
            blue = np.float32(frame[y, x, 2]) * scale
            out[0, y, x] = red
            out[1, y, x] = green
            out[2, y, x] = blue
            out[3, y, x] = (
                np.float32(0.3) * red + np.float32(0.59) * green + np.float32(0.11) * blue
            )


@kernel
def _weigh(
    means: NDArray[np.float32],
    squares: NDArray[np.float32],
    evenness: np.float32,
    out: NDArray[np.float32],
    reach: int,
    first_row: int,
    last_row: int,
) -> None:
    """Colours times their place's weight, and the weight; `reach` px wider on every side."""
    height, width = squares.shape
    one = np.float32(1.0)
    for y in range(first_row, last_row):
        row = min(height - 1, max(0, y - reach))
        light = means[3, row]
        square = squares[row]
        weights = out[3, y, reach : reach + width]
        for x in range(width):
            spread = max(np.float32(0.0), square[x] - light[x] * light[x])
            weight = one / (one + spread * evenness)
            weight *= weight
            weights[x] = weight * weight + np.float32(1e-9)
        for c in range(3):
            colours = means[c, row]
            weighed = out[c, y, reach : reach + width]
            for x in range(width):
                weighed[x] = weights[x] * colours[x]
        for c in range(4):
            out[c, y, :reach] = out[c, y, reach]
            out[c, y, reach + width :] = out[c, y, reach + width - 1]


@kernel
def _settle(
    weighed: NDArray[np.float32],
    offsets: NDArray[np.int32],
    out: NDArray[np.float32],
    first_row: int,
    last_row: int,
) -> None:
    width = out.shape[2]
    for y in range(first_row, last_row):
        for p in range(4):
            total = out[p, y]
            total[:] = 0
            for k in range(offsets.shape[0]):
                left = offsets[k, 1]
                part = weighed[p, y + offsets[k, 0], left : left + width]
                for x in range(width):
                    total[x] += part[x]
        red, green, blue, luma = out[0, y], out[1, y], out[2, y], out[3, y]
        for x in range(width):
            share = np.float32(1.0) / luma[x]
            red[x] *= share
            green[x] *= share
            blue[x] *= share
            luma[x] = (
                np.float32(0.3) * red[x] + np.float32(0.59) * green[x] + np.float32(0.11) * blue[x]
            )


@kernel
def put_row(values: NDArray[np.float32], row: NDArray[np.uint8]) -> None:
    """Write red, green and blue (3 x width, 0..1) into a row of a picture (width x 3)."""
    full = np.float32(255.0)
    for c in range(3):
        line = values[c]
        for x in range(row.shape[0]):
            line[x] = min(full, max(np.float32(0.0), line[x] * full)) + np.float32(0.5)
    red, green, blue = values[0], values[1], values[2]
    for x in range(row.shape[0]):
        row[x, 0] = np.uint8(red[x])
        row[x, 1] = np.uint8(green[x])
        row[x, 2] = np.uint8(blue[x])
