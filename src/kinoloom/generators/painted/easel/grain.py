"""Grain: a tile of it for every film, laid anew over each frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import hash01

if TYPE_CHECKING:
    from numpy.typing import NDArray

TILE_PX = 512
"""A power of two: the kernels mask instead of dividing."""


def grain_tile(deviation: float, seed: int, *, size_px: float = 0.6) -> NDArray[np.float32]:
    """Specks of a size (the sigma of their blur), with that standard deviation."""
    noise = np.random.default_rng(seed).normal(0, 1, (TILE_PX, TILE_PX)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), max(0.4, size_px), borderType=cv2.BORDER_REFLECT)
    return np.ascontiguousarray(soft * (deviation / soft.std()), np.float32)


def grain_place(index: int, seed: int, lane: int = 0) -> tuple[int, int]:
    """Where in its tile the grain of a frame begins: (x, y) in px."""
    return (
        int(hash01(index, 1 + 2 * lane, seed) * TILE_PX),
        int(hash01(index, 2 + 2 * lane, seed) * TILE_PX),
    )


def lay_grain(
    frame_u8: NDArray[np.uint8],
    tile: NDArray[np.float32],
    index: int,
    seed: int,
    *,
    colour: float,
) -> None:
    """Put grain onto a frame in place; `colour` is the share the three layers have apart."""
    places = np.array([grain_place(index, seed, lane) for lane in range(4)], np.int32)

    def lay(first_row: int, last_row: int) -> None:
        _lay(frame_u8, tile, places, np.float32(colour), first_row, last_row)

    in_bands(frame_u8.shape[0], lay)


@kernel
def _lay(
    frame: NDArray[np.uint8],
    tile: NDArray[np.float32],
    places: NDArray[np.int32],
    colour: np.float32,
    first_row: int,
    last_row: int,
) -> None:
    mask = tile.shape[0] - 1
    full = np.float32(255.0)
    plain = np.float32(1.0) - colour
    for y in range(first_row, last_row):
        shared = tile[(y + places[3, 1]) & mask]
        for c in range(3):
            own = tile[(y + places[c, 1]) & mask]
            start = places[c, 0]
            start_shared = places[3, 0]
            for x in range(frame.shape[1]):
                speck = plain * shared[(x + start_shared) & mask] + colour * own[(x + start) & mask]
                value = np.float32(frame[y, x, c])
                # Strongest in the middle tones: clear film and solid silver show none.
                share = value * (full - value) * np.float32(1 / 16256.25)
                value += speck * full * (np.float32(0.35) + np.float32(0.65) * share)
                frame[y, x, c] = np.uint8(min(full, max(np.float32(0.0), value + np.float32(0.5))))
