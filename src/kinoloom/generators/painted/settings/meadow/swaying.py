"""A painted sheet that stands on the ground and gives way to the wind: trees, boughs, flags."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.meadow.gusts import Wind


class Swaying:
    """A sheet cropped to what is painted on it; its root stays, the rest of it moves."""

    def __init__(
        self,
        rgba_u8: NDArray[np.uint8],
        *,
        x_px: float,
        y_px: float,
        root_y_px: float,
        parallax: float,
        sway_px: float,
        flutter_px: float,
        seed: int,
        hangs: bool = False,
    ) -> None:
        """(x, y) is the premultiplied sheet's place on the canvas; `hangs`: the root is above."""
        alpha = rgba_u8[..., 3]
        rows = np.flatnonzero(alpha.any(axis=1))
        columns = np.flatnonzero(alpha.any(axis=0))
        self.is_empty = rows.size == 0
        if self.is_empty:
            return
        pad = 3
        top, left = int(rows[0]), int(columns[0])
        crop = rgba_u8[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
        self._image = np.ascontiguousarray(np.pad(crop, ((pad, pad), (pad, pad), (0, 0))))
        self._x_px, self._y_px = x_px + left - pad, y_px + top - pad
        self._root_y_px = root_y_px
        self._parallax = parallax
        self._sway_px, self._flutter_px = sway_px, flutter_px
        self._phase = float(np.random.default_rng([seed & 0xFFFFFFFF, 0x5B]).uniform(0, 6.28))
        self._tall_px = max(
            8.0, self._y_px + len(crop) - root_y_px if hangs else root_y_px - self._y_px
        )
        self._sign = -1.0 if hangs else 1.0

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it."""
        if self.is_empty:
            return
        self._image, left_px, top_px = focus.spread(self._image, self._parallax)
        self._x_px, self._y_px = self._x_px - left_px, self._y_px - top_px

    def draw(
        self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, canvas: Canvas, wind: Wind
    ) -> None:
        """Draw the sheet as it stands at a time."""
        if self.is_empty:
            return
        x, y, scale = place(self._x_px, self._y_px, self._parallax, pose, canvas)
        slow = math.sin(0.9 * t_s + self._phase) * 0.6 + 0.4 * math.sin(1.7 * t_s + 2 * self._phase)
        force = abs(wind.sway) * 3.2
        bend = self._sway_px * (wind.heading * 0.5 * force + force * slow)
        view = np.array(
            [x, y, 1 / scale, self._root_y_px - self._y_px, self._sign / self._tall_px, bend,
             self._flutter_px * min(2.2, 0.5 + force), t_s, self._phase, self._tall_px]
        )  # fmt: skip
        _draw(frame_u8, self._image, view)


@kernel
def _draw(frame: NDArray[np.uint8], image: NDArray[np.uint8], view: NDArray[np.float64]) -> None:
    height, width = image.shape[0], image.shape[1]
    left, top, inverse, root, per_tall = view[0], view[1], view[2], view[3], view[4]
    bend, flutter, t_s, phase, tall = view[5], view[6], view[7], view[8], view[9]
    reach = abs(bend) + flutter + 1.0
    first = max(0, math.floor(top))
    last = min(frame.shape[0], math.ceil(top + height / inverse) + 1)
    start = max(0, math.floor(left - reach))
    stop = min(frame.shape[1], math.ceil(left + width / inverse + reach) + 1)
    wave = 6.2832 / max(14.0, 0.17 * tall)
    for y in range(first, last):
        source = (y - top) * inverse
        if source < 0.0 or source >= height - 1.001:
            continue
        up = min(1.0, max(0.0, (root - source) * per_tall))
        push = bend * up**1.5
        lift = flutter * min(1.0, 3.0 * up)
        beat = 3.1 * t_s + phase
        for x in range(start, stop):
            px = (x - left - push) * inverse
            px -= lift * math.sin(px * wave + 1.7 * math.sin(source * wave * 0.8) + beat)
            if px < 0.0 or px >= width - 1.001:
                continue
            i = int(px)
            u = int((px - i) * 256.0)
            rise = source + lift * 0.5 * math.sin(px * wave * 1.3 - beat * 0.8)
            jj = int(min(height - 1.001, max(0.0, rise)))
            v = int((min(height - 1.001, max(0.0, rise)) - jj) * 256.0)
            a = (256 - u) * (256 - v)
            b = u * (256 - v)
            c = (256 - u) * v
            d = u * v
            alpha = (
                image[jj, i, 3] * a
                + image[jj, i + 1, 3] * b
                + image[jj + 1, i, 3] * c
                + image[jj + 1, i + 1, 3] * d
            ) >> 16
            if alpha == 0:
                continue
            keep = 255 - alpha
            for k in range(3):
                value = (
                    image[jj, i, k] * a
                    + image[jj, i + 1, k] * b
                    + image[jj + 1, i, k] * c
                    + image[jj + 1, i + 1, k] * d
                ) >> 16
                frame[y, x, k] = min(255, value + (int(frame[y, x, k]) * keep + 127) // 255)
