"""Birds far away: filled wings that beat, rest and glide, in a loose flock."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.spec import SceneSpec

_SUBPIXEL_BITS = 4
_OPACITY = 0.86
_NOUNS = frozenset(("bird", "birds", "gull", "seagull", "crow", "animal"))


def birds_wanted(spec: SceneSpec) -> bool:
    """Whether a sky may have birds: none if forbidden, nor where all that is far is soft."""
    return _NOUNS.isdisjoint(spec.without) and not spec.shallow and spec.lens != "macro"


class Flock:
    """Birds that cross the sky; the nearer ones are larger and beat their wings more slowly."""

    def __init__(
        self,
        canvas: Canvas,
        *,
        x_px: float,
        y_px: float,
        heading: int,
        colour_rgb: Colour,
        seed: int,
        seconds: float,
    ) -> None:
        """(x, y) is the flock's frame place at half time; heading is 1 (right) or -1."""
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xB1])
        count = int(rng.integers(5, 12))
        self._unit = canvas.unit
        self._heading = heading
        self._centre = (x_px, y_px)
        self._half_s = seconds / 2
        self._colour = tuple(float(c) * 255 for c in colour_rgb)
        rank = np.arange(count)
        wing = np.where(rank % 2 == 0, 1, -1) * ((rank + 1) // 2)
        self._x = (-np.abs(wing) * 26 + rng.normal(0, 11, count)) * heading
        self._y = wing * 15 + rng.normal(0, 9, count)
        self._span = rng.uniform(7.5, 14.0, count)
        self._phase = rng.random(count)
        self._speed = float(rng.uniform(24, 38))

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, shift_px: float = 0.0) -> None:
        """Draw the flock of this moment; `shift_px` is the camera's sideways move."""
        for k in range(len(self._span)):
            span = float(self._span[k]) * self._unit
            drift = self._heading * self._speed * (t_s - self._half_s)
            bob = 2.2 * math.sin(t_s * 1.3 + 6.28 * float(self._phase[k]))
            x = self._centre[0] + (float(self._x[k]) + drift) * self._unit - shift_px
            y = self._centre[1] + (float(self._y[k]) + bob - 2.5 * t_s) * self._unit
            self._draw_bird(frame_u8, x, y, span, self._beat(t_s, k))

    def _beat(self, t_s: float, k: int) -> float:
        """Wing angle -1 (down) to 1 (up): some beats, then a glide with wings held out."""
        phase = float(self._phase[k])
        rate_hz = 2.9 * 10.0 / float(self._span[k])
        cycle = (t_s * 0.28 + phase) % 1.0
        beat = math.sin(6.283 * (t_s * rate_hz + phase * 5))
        effort = min(1.0, max(0.0, (abs(cycle - 0.5) - 0.14) / 0.08))
        return effort * beat + (1 - effort) * 0.22

    def _draw_bird(
        self, frame_u8: NDArray[np.uint8], x: float, y: float, span: float, beat: float
    ) -> None:
        left, top = int(x - 1.8 * span) - 2, int(y - 1.8 * span) - 2
        size = int(3.6 * span) + 5
        if left < 0 or top < 0 or left + size > frame_u8.shape[1] or top + size > frame_u8.shape[0]:
            return
        mask = np.zeros((size, size), np.uint8)
        for shape in _outline(span, beat, self._heading):
            points = (shape + np.array([x - left, y - top])) * (1 << _SUBPIXEL_BITS)
            cv2.fillPoly(
                mask, [np.round(points).astype(np.int32)], (255,), cv2.LINE_AA, _SUBPIXEL_BITS
            )
        share = (mask.astype(np.float32) * (_OPACITY / 255))[..., None]
        part = frame_u8[top : top + size, left : left + size]
        ink = np.asarray(self._colour, np.float32)
        part[:] = np.asarray(part + (ink - part) * share + 0.5, np.uint8)


def _outline(span: float, beat: float, heading: int) -> list[NDArray[np.float64]]:
    """Body and two wings as polygons around the breast; y runs down."""
    shapes = [
        span
        * np.array(
            [(0.42 * heading, -0.03), (0.26 * heading, -0.10), (-0.12 * heading, -0.085),
             (-0.50 * heading, -0.04), (-0.50 * heading, 0.03), (-0.10 * heading, 0.10),
             (0.24 * heading, 0.07)]
        )
    ]  # fmt: skip
    for side in (1.0, -1.0):
        # The far wing looks shorter; the hand bends against the arm as the wing comes down.
        reach = 1.0 if side * heading < 0 else 0.84
        lift = 0.50 * beat
        hand = 0.42 * beat - 0.16 * abs(beat)
        wrist = (side * 0.46 * reach, -0.06 - lift)
        tip = (side * (1.16 - 0.14 * abs(beat)) * reach - 0.12 * heading, 0.02 - lift - hand)
        shapes.append(
            span
            * np.array(
                [(0.16 * heading, -0.05), (wrist[0] + 0.10 * heading, wrist[1] - 0.03), tip,
                 (wrist[0] - 0.16 * heading, wrist[1] + 0.10), (-0.20 * heading, 0.02)]
            )
        )  # fmt: skip
    return shapes
