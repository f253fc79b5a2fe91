"""Neon: a synthwave night: magenta and cyan split by warmth, colours that part at the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import ramp
from kinoloom.generators.painted.easel.kernel import scratch_kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

_WARM = (
    (0.0, "#0a0420"), (0.20, "#36095e"), (0.44, "#b81688"), (0.68, "#ff4d9d"),
    (0.86, "#ff9a8a"), (1.0, "#ffefc4"),
)  # fmt: skip
_COOL = (
    (0.0, "#05061f"), (0.20, "#13206a"), (0.44, "#0b74b8"), (0.70, "#2fd8ee"), (1.0, "#e6ffff"),
)  # fmt: skip
_PARTING_PX = 2.6
"""How far red and blue lie apart at the sides of a 1080-line picture."""
_SHARE = np.float32(0.72)


class Neon:
    """The hand of the style "neon"."""

    def __init__(self, canvas: Canvas) -> None:
        x = np.arange(canvas.width_px)
        away = (x - canvas.width_px / 2) / (canvas.width_px / 2)
        parting = np.round(away * abs(away) * _PARTING_PX * canvas.unit).astype(np.int32)
        self._red = np.clip(x - parting, 0, canvas.width_px - 1).astype(np.int32)
        self._blue = np.clip(x + parting, 0, canvas.width_px - 1).astype(np.int32)
        self._ramps = np.ascontiguousarray(
            np.stack([ramp(_WARM, 256), ramp(_COOL, 256)]) * np.float32(255), np.float32
        )

    def draw(self, frame_u8: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The frame in two colours of light."""
        out = np.empty_like(frame_u8)

        def light(first_row: int, last_row: int) -> None:
            _light(frame_u8, self._red, self._blue, self._ramps, _SHARE, out, first_row, last_row)

        in_bands(out.shape[0], light)
        return out


@scratch_kernel
def _light(
    frame: NDArray[np.uint8],
    red_of: NDArray[np.int32],
    blue_of: NDArray[np.int32],
    ramps: NDArray[np.float32],
    share: np.float32,
    out: NDArray[np.uint8],
    first_row: int,
    last_row: int,
) -> None:
    one = np.float32(1.0)
    value = np.empty(3, np.float32)
    for y in range(first_row, last_row):
        for x in range(frame.shape[1]):
            value[0] = frame[y, red_of[x], 0]
            value[1] = frame[y, x, 1]
            value[2] = frame[y, blue_of[x], 2]
            luma = (
                np.float32(0.34) * value[0]
                + np.float32(0.50) * value[1]
                + np.float32(0.16) * value[2]
            )
            # Warm against cool, by the share of the colour and not by its strength.
            tilt = (value[0] - value[2]) / (luma + np.float32(24.0))
            # Shadows are lit by the sky's cyan, lights by magenta.
            cool = np.float32(0.66) - np.float32(1.1) * tilt - luma * np.float32(0.0011)
            cool = min(one, max(np.float32(0.0), cool))
            cool = cool * cool * (np.float32(3.0) - np.float32(2.0) * cool)
            k = int(luma)
            for c in range(3):
                toned = ramps[0, k, c] + (ramps[1, k, c] - ramps[0, k, c]) * cool
                out[y, x, c] = np.uint8(value[c] + (toned - value[c]) * share + np.float32(0.5))
