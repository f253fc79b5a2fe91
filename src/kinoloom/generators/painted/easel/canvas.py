"""The canvas: a frame size and the larger sheet its layers are painted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Canvas:
    """Sizes of a shot. Layers are painted larger than the frame, so that the camera can move.

    Painted-canvas coordinates are frame coordinates plus the margin. `unit` is the size of one
    pixel of a 1080-line picture: every length in a scene is a multiple of it.
    """

    width_px: int
    height_px: int
    overscan: float = 1.2

    @property
    def paint_width_px(self) -> int:
        return self.width_px + 2 * self.margin_x_px

    @property
    def paint_height_px(self) -> int:
        return self.height_px + 2 * self.margin_y_px

    @property
    def margin_x_px(self) -> int:
        return round(self.width_px * (self.overscan - 1) / 2)

    @property
    def margin_y_px(self) -> int:
        return round(self.height_px * (self.overscan - 1) / 2)

    @property
    def unit(self) -> float:
        return min(self.width_px, self.height_px) / 1080

    @property
    def is_portrait(self) -> bool:
        return self.height_px > self.width_px

    def grid(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """x and y of every painted pixel, each paint height x paint width."""
        x = np.arange(self.paint_width_px, dtype=np.float32)
        y = np.arange(self.paint_height_px, dtype=np.float32)
        xx, yy = np.meshgrid(x, y)
        return xx, yy

    def glow(
        self, cx: float, cy: float, r_px: float, power: float = 1.0, aspect: float = 1.0
    ) -> NDArray[np.float32]:
        """Light around a point: 1 there, 1/e at r_px; aspect > 1 makes it wider than high."""
        x = np.arange(self.paint_width_px, dtype=np.float32)[None, :] - np.float32(cx)
        y = (np.arange(self.paint_height_px, dtype=np.float32)[:, None] - np.float32(cy)) * aspect
        distance = np.sqrt(x * x + y * y) / np.float32(r_px)
        return np.exp(-(distance ** np.float32(power))).astype(np.float32)
