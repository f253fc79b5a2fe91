"""A curtain beside a window, moved by the air."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas


class Curtain:
    """A sheer curtain, gathered at the top. Places are on its (small) painted canvas."""

    def __init__(
        self, *, x_px: float, top_px: float, bottom_px: float, width_px: float, inward: int,
        colour: NDArray[np.float32], wind: float, parallax: float, seed: int,
    ) -> None:  # fmt: skip
        """It hangs from `x_px` inward (1: to the right); `wind` 0 still .. 1 blowing."""
        self._x_px, self._top_px, self._bottom_px = x_px, top_px, bottom_px
        self._width_px, self._inward = width_px, inward
        self._colour, self._wind, self._parallax = colour, wind, parallax
        self._phases = np.random.default_rng([seed & 0xFFFFFFFF, 0x74]).uniform(0, 6.28, 4)

    def draw(self, view: NDArray[np.uint8], t_s: float, pose: Pose, canvas: Canvas) -> None:
        """Lay the curtain of this moment over the view."""
        x0, y0, scale = place(self._x_px, self._top_px, self._parallax, pose, canvas)
        _, y1, _ = place(self._x_px, self._bottom_px, self._parallax, pose, canvas)
        top, bottom = max(0, int(y0)), min(view.shape[0], int(y1))
        width = self._width_px * scale
        reach = int(width * (1.3 + 1.5 * self._wind)) + 4
        left = int(x0 - 4) if self._inward > 0 else int(x0 - reach)
        start, end = max(0, left), min(view.shape[1], left + reach + 8)
        if bottom <= top or end <= start:
            return
        v = ((np.arange(top, bottom) - y0) / max(1.0, y1 - y0))[:, None]
        x = np.arange(start, end)[None, :]
        a, b, c, d = self._phases
        push = v**1.4 * self._wind
        blow = 0.5 + 0.5 * np.sin(1.5 * t_s + a) * np.sin(0.67 * t_s + b)
        billow = push * (0.75 * blow + 0.22 * np.sin(3.1 * t_s - 5 * v + c))
        hem = width * (0.85 + 0.10 * np.sin(3 * v + d) + 1.25 * billow)
        across = (x - x0) * self._inward / hem
        fold = np.sin(across * 21 + a + 1.4 * push * np.sin(2.3 * t_s - 4 * v)) * 0.5
        fold = fold + 0.3 * np.sin(across * 47 + b + 0.9 * np.sin(1.1 * t_s + 3 * v) * self._wind)
        soft = 3.0 / max(4.0, width)
        cover = np.clip((across + 0.02) / soft, 0, 1) * np.clip((1 - across) / soft, 0, 1)
        cover = cover * np.clip((1 - v) * 26, 0, 1) * (0.80 + 0.12 * fold)
        tone = (0.84 + 0.20 * fold)[..., None] * self._colour * 255
        part = view[top:bottom, start:end].astype(np.float32)
        part += (np.clip(tone, 0, 255) - part) * cover[..., None]
        view[top:bottom, start:end] = (part + 0.5).astype(np.uint8)
