"""Sheets of light: soft pictures that are added to a frame as a projector would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.settings.heavens.stars import sky_view

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.heavens.stars import Wheel

_DITHER_SEED = 77


def screen_onto(frame_u8: NDArray[np.uint8], light_u8: NDArray[np.uint8]) -> None:
    """Add light to the frame, in place; never beyond white. Both of one shape."""
    kept = cv2.multiply(frame_u8, cv2.bitwise_not(light_u8), scale=1 / 255)
    cv2.add(kept, light_u8, dst=frame_u8)


def dithered(light: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Light 0..1 in 8 bits, its steps broken up by noise: dark gradients show no bands."""
    noise = np.random.default_rng(_DITHER_SEED).random(light.shape[:2], dtype=np.float32)
    return np.clip(light * 255 + noise[..., None], 0, 255).astype(np.uint8)


class LightSheet:
    """A soft picture of light in the sky, at a fraction of the canvas's resolution."""

    def __init__(
        self,
        canvas: Canvas,
        light: NDArray[np.float32],
        *,
        step: int,
        left_px: float,
        top_px: float,
        parallax: float,
    ) -> None:
        """`light` (rows x columns x 3, 0..1) starts at a painted-canvas point, `step` px apart."""
        self._canvas = canvas
        self._parallax = parallax
        self._sheet = dithered(light)
        self._place = np.array([[step, 0, left_px], [0, step, top_px], [0, 0, 1]], np.float64)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, *, wheel: Wheel) -> None:
        """Add it to the frame, in place, turned as the sky is."""
        view = sky_view(self._canvas, pose, self._parallax, wheel, t_s)
        whole = np.vstack([view, [0, 0, 1]]) @ self._place
        size = (frame_u8.shape[1], frame_u8.shape[0])
        seen = cv2.warpAffine(self._sheet, whole[:2], size, flags=cv2.INTER_LINEAR)
        screen_onto(frame_u8, np.asarray(seen, np.uint8))
