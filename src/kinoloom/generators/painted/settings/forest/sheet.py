"""A sheet to paint one cut-out on: strokes in order, then the air before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.settings.forest.cutout import Cutout, Sway
from kinoloom.generators.painted.settings.forest.strokes import draw_dabs, draw_limbs, finish
from kinoloom.generators.painted.settings.forest.trunks import draw_trunk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.forest.glade import Glade
    from kinoloom.generators.painted.settings.forest.light import WoodLight
    from kinoloom.generators.painted.settings.forest.trunks import BarkLook, Trunk


class Sheet:
    """Premultiplied float RGBA over a box of the painted canvas."""

    def __init__(self, canvas: Canvas, box_px: tuple[float, float, float, float]) -> None:
        """The box is (left, top, right, bottom); what is outside the canvas is left out."""
        self.left_px = max(0, int(box_px[0]))
        self.top_px = max(0, int(box_px[1]))
        right = min(canvas.paint_width_px, int(box_px[2]) + 1)
        bottom = min(canvas.paint_height_px, int(box_px[3]) + 1)
        size = (max(1, bottom - self.top_px), max(1, right - self.left_px), 4)
        self.image = np.zeros(size, np.float32)
        self._leaves: list[NDArray[np.float32]] = []

    def leaves(self, rows: NDArray[np.float32], *, flutter: bool = True) -> None:
        """Paint dabs; those that flutter will move in the wind."""
        if len(rows):
            draw_dabs(self.image, rows, float(self.left_px), float(self.top_px))
            if flutter:
                self._leaves.append(rows)

    def limbs(self, rows: NDArray[np.float32]) -> None:
        """Paint limbs."""
        if len(rows):
            draw_limbs(self.image, rows, float(self.left_px), float(self.top_px))

    def trunk(self, trunk: Trunk, look: BarkLook) -> None:
        """Paint a trunk."""
        draw_trunk(self.image, trunk, look, float(self.left_px), float(self.top_px))

    def cutout(
        self,
        glade: Glade,
        light: WoodLight,
        near: float,
        sway: Sway,
        *,
        parallax: float | None = None,
        dark: float = 1.0,
        blur_px: float = 0.0,
        pool: float = 1.0,
    ) -> Cutout:
        """The finished piece, seen through the air at a nearness. `blur_px` is out of focus."""
        out = np.empty(self.image.shape, np.uint8)
        foot = glade.row(near)
        place = np.array(
            [
                self.left_px, self.top_px, light.x_px, light.well_y_px,
                light.reach_px, light.veil(near), light.pool * pool * max(0.0, 1 - 1.1 * near),
                foot - 3.2 * glade.metres_px(near), foot + 0.3 * glade.metres_px(near),
            ],
            np.float32,
        )  # fmt: skip
        finish(self.image, out, np.stack([light.air, light.air_sun]), place, float(dark))
        if blur_px > 0.4:
            out = np.asarray(
                cv2.GaussianBlur(out, (0, 0), blur_px, borderType=cv2.BORDER_REPLICATE), np.uint8
            )
        leaves = np.concatenate(self._leaves) if self._leaves else None
        return Cutout(
            out, glade.parallax(near) if parallax is None else parallax, sway,
            x_px=self.left_px, y_px=self.top_px, leaves=leaves,
        )  # fmt: skip
