"""Paper: its tooth, the unevenness of a wash on it, its deckle edge and a pen's hatching.

All of it is fixed to the frame, so that a drawn film does not boil.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.noise import fbm_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

TILE_PX = 512
"""A power of two: kernels mask instead of dividing."""


def tooth(unit: float, seed: int, *, coarse: float = 1.0) -> NDArray[np.float32]:
    """Cold-pressed paper seen in raking light: a tile that wraps, mean 0, deviation 1."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x7A])
    noise = rng.normal(0, 1, (TILE_PX, TILE_PX)).astype(np.float32)
    height = np.zeros_like(noise)
    for sigma_px, share in ((1.1, 0.35), (2.6, 1.0), (6.5, 0.7)):
        bump = wrapped_blur(noise, max(0.6, sigma_px * unit * coarse))
        height += bump * (share / float(bump.std()))
    lit = height - np.roll(height, (1, 1), (0, 1))
    relief = lit / float(lit.std()) + 0.45 * height / float(height.std())
    return np.ascontiguousarray(relief / relief.std(), np.float32)


def bristles(unit: float, seed: int) -> NDArray[np.float32]:
    """The streaks a stiff brush leaves in opaque paint: a wrapping tile, deviation 1."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x7B])
    total = np.zeros((TILE_PX, TILE_PX), np.float32)
    for slant, share in ((0.0, 0.8), (1.0, 1.0)):
        noise = rng.normal(0, 1, (TILE_PX, TILE_PX)).astype(np.float32)
        streaks = wrapped_blur(noise, max(0.6, 14 * unit), max(0.5, 1.2 * unit))
        if slant:
            # A shear by whole periods keeps the tile wrapping.
            rows = np.arange(TILE_PX)
            streaks = np.stack([np.roll(streaks[:, x], x) for x in rows], axis=1)
        total += streaks * (share / float(streaks.std()))
    patches = wrapped_blur(rng.normal(0, 1, total.shape).astype(np.float32), max(2.0, 26 * unit))
    total *= 0.6 + 0.4 * np.clip(patches / patches.std(), -1, 1)
    return np.ascontiguousarray((total - total.mean()) / total.std(), np.float32)


def wrapped_blur(
    tile: NDArray[np.float32], sigma_x_px: float, sigma_y_px: float | None = None
) -> NDArray[np.float32]:
    """A blur that treats the tile as one of endless many."""
    down = sigma_x_px if sigma_y_px is None else sigma_y_px
    edge = min(TILE_PX // 2, int(3.5 * max(sigma_x_px, down)) + 2)
    padded = np.pad(tile, edge, mode="wrap")
    blurred = cv2.GaussianBlur(padded, (0, 0), sigmaX=sigma_x_px, sigmaY=down)
    return np.asarray(blurred[edge:-edge, edge:-edge], np.float32)


def blooms(canvas: Canvas, seed: int) -> NDArray[np.float32]:
    """How unevenly a wash dries: height x width, about -1..1, soft and large."""
    unit = canvas.unit
    cloud = _noise(canvas, 190 * unit, 190 * unit, seed, octaves=3, warp=0.9)
    # Where the wet edge stopped there is a soft line, as of a contour.
    fold = np.abs(_noise(canvas, 330 * unit, 330 * unit, seed + 9, octaves=2, warp=1.2) - 0.5)
    line = np.exp(-fold * 46) * 0.55
    return np.clip((cloud - 0.5) * 3.2 + line, -1, 1).astype(np.float32)


def inside_deckle(canvas: Canvas, seed: int, margin_px: float) -> NDArray[np.float32]:
    """How far a place lies within the painted area, in px: below 0 the paper is bare.

    The edge runs unevenly; at the ends of the strokes, left and right, it is a dry brush's.
    """
    unit = canvas.unit
    width_px, height_px = canvas.width_px, canvas.height_px
    x = np.arange(width_px, dtype=np.float32)
    y = np.arange(height_px, dtype=np.float32)
    side = np.minimum(x + 0.5, width_px - 0.5 - x)[None, :]
    end = np.minimum(y + 0.5, height_px - 0.5 - y)[:, None]
    swell = (_noise(canvas, 210 * unit, 210 * unit, seed + 1, octaves=2) - 0.5) * 26 * unit
    swell += (_noise(canvas, 46 * unit, 46 * unit, seed + 2, octaves=3) - 0.5) * 15 * unit
    swell += (_noise(canvas, 9 * unit, 9 * unit, seed + 3, octaves=2) - 0.5) * 5 * unit
    dry = (_noise(canvas, 420 * unit, 11 * unit, seed + 4, octaves=2) - 0.5) * 24 * unit
    across = side + swell + dry - margin_px * 1.1
    along = end + swell - margin_px
    # The corner is round: the smooth lesser of the two distances.
    round_px = 22 * unit
    blend = np.clip(0.5 + 0.5 * (across - along) / round_px, 0, 1)
    corner = across + (along - across) * blend - round_px * blend * (1 - blend)
    return corner.astype(np.float32)


def hatching(unit: float) -> NDArray[np.float32]:
    """A pen's parallel strokes: a wrapping tile of how far a place is from a stroke, 0..1.

    What is darker than the value is under the pen: dark tones have wide strokes.
    """
    stroke_px = 9.0 * unit
    counts = max(1, round(TILE_PX / stroke_px / np.sqrt(2)))
    y, x = np.mgrid[0:TILE_PX, 0:TILE_PX].astype(np.float32) / TILE_PX
    rng = np.random.default_rng(0x7C)
    sway = wrapped_blur(rng.normal(0, 1, x.shape).astype(np.float32), max(1.0, 22 * unit))
    phase = (x + y) * counts + sway / float(sway.std()) * 0.16
    return np.ascontiguousarray(np.abs(phase - np.round(phase)) * 2, np.float32)


def _noise(
    canvas: Canvas,
    scale_x_px: float,
    scale_y_px: float,
    seed: int,
    *,
    octaves: int,
    warp: float = 0.0,
) -> NDArray[np.float32]:
    """Fractal noise of the frame's size, painted at half of it where it is smooth enough."""
    shrink = 2 if min(scale_x_px, scale_y_px) > 16 else 1
    size = (canvas.width_px, canvas.height_px)
    picture = fbm_image(
        -(-size[0] // shrink), -(-size[1] // shrink), scale_x_px=max(2.0, scale_x_px / shrink),
        scale_y_px=max(2.0, scale_y_px / shrink), octaves=octaves, seed=seed & 0xFFFFFF, warp=warp,
    )  # fmt: skip
    if shrink == 1:
        return picture
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.float32)
