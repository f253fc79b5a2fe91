"""A sprite, and a sprite put somewhere: what lettering hands to the compositor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Sprite:
    """Straight-alpha RGBA, height x width x 4, u8, and where its corner lies on the canvas.

    Compared by identity: the compositor converts each once, so one sprite serves many frames.
    """

    pixels: NDArray[np.uint8]
    x_px: int
    y_px: int


@dataclass(frozen=True)
class Stamp:
    """A sprite at one frame: moved, scaled and turned about its own centre, partly seen.

    `window` is the part of the sprite that is seen: left, top, right, bottom in its own pixels;
    it neither moves nor scales the rest. `blur_px` is a Gaussian sigma.
    """

    sprite: Sprite
    dx_px: float = 0.0
    dy_px: float = 0.0
    scale: float = 1.0
    rotation_deg: float = 0.0
    opacity: float = 1.0
    window: tuple[int, int, int, int] | None = None
    blur_px: float = 0.0
