"""Small things in the air: motes in the light, petals, leaves, confetti, sparks, bubbles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.layer import add_spots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.spec import Effect


class _Kind(NamedTuple):
    """How many, how large (pixels of 1080 lines), how fast they fall, and their colours."""

    number: int
    size_px: float
    fall_px_per_s: float
    colours: tuple[str, ...]
    glows: bool = False
    power: float = 0.55


_KINDS: Mapping[Effect, _Kind] = {
    "confetti": _Kind(
        90, 9, 170, ("#e0455a", "#f0b93c", "#3fa7c4", "#7bbf5a", "#f3efe6", "#a56fc4")
    ),
    "petals": _Kind(46, 17, 75, ("#f2b9c6", "#f7d3da", "#e890a6")),
    "leaves": _Kind(34, 25, 95, ("#c9762c", "#b0502a", "#d9a23c")),
    "sparks": _Kind(60, 3.4, -190, ("#ffb45a", "#ffd98a"), glows=True),
    "fireflies": _Kind(26, 7, -14, ("#e8f08a",), glows=True),
    "bubbles": _Kind(30, 12, -70, ("#cfe6f2",), glows=True),
    "dust": _Kind(80, 3.4, -6, ("#ffe6bd",), glows=True, power=0.3),
}  # fmt: skip


class Drift:
    """One kind of small things; each one's place follows from its number and the time alone."""

    def __init__(
        self, canvas: Canvas, effect: Effect, *, wind: float, light_rgb: Colour, seed: int,
        share: float = 1.0, front: float = 0.4,
    ) -> None:  # fmt: skip
        """`wind` is sideways px/s of 1080 lines; `front` the share of large, blurred near ones."""
        kind = _KINDS[effect]
        self._canvas, self._kind = canvas, kind
        self._wind = wind * canvas.unit
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x79, len(effect)])
        count = max(3, round(kind.number * share))
        self._at = rng.random((count, 2))
        self._depth = np.where(rng.random(count) < front * 0.3, rng.uniform(1.5, 2.4, count),
                               rng.uniform(0.5, 1.1, count))  # fmt: skip
        self._phase = rng.uniform(0, 6.28, (count, 3))
        tint = np.minimum(1.15, np.asarray(light_rgb, np.float32))
        picks = rng.integers(len(kind.colours), size=count)
        colours = np.stack([rgb(kind.colours[int(k)]) for k in picks])
        self._colours = np.clip(colours * (tint if not kind.glows else 1.0), 0, 1)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw all of them as they are at a time."""
        kind, canvas, unit = self._kind, self._canvas, self._canvas.unit
        width, height = canvas.width_px, canvas.height_px
        pad = 60 * unit
        speed = kind.fall_px_per_s * unit * self._depth
        xs = self._at[:, 0] * (width + 2 * pad) + self._wind * self._depth * t_s
        xs = xs + 22 * unit * np.sin(0.9 * t_s + self._phase[:, 0]) - pose.x_px * self._depth
        ys = self._at[:, 1] * (height + 2 * pad) + speed * t_s
        ys = ys + 12 * unit * np.sin(1.3 * t_s + self._phase[:, 1]) - pose.y_px * self._depth
        xs = np.mod(xs, width + 2 * pad) - pad
        ys = np.mod(ys, height + 2 * pad) - pad
        size = kind.size_px * unit * self._depth
        if kind.glows:
            twinkle = 0.45 + 0.55 * np.sin(1.1 * t_s + self._phase[:, 2]) ** 2
            near = np.clip(1.4 - 0.5 * self._depth, 0.15, 1)
            add_spots(
                frame, xs.astype(np.float32), ys.astype(np.float32),
                (np.maximum(1.0, size) * np.where(self._depth > 1.4, 2.4, 1.0)).astype(np.float32),
                self._colours.astype(np.float32),
                (kind.power * twinkle * near).astype(np.float32),
            )  # fmt: skip
            return
        for k in range(len(xs)):
            self._draw_flake(frame, float(xs[k]), float(ys[k]), float(size[k]), k, t_s)

    def _draw_flake(
        self, frame: NDArray[np.uint8], x: float, y: float, size: float, k: int, t_s: float
    ) -> None:
        turn = 1.7 * t_s + self._phase[k, 2]
        flip = math.sin(2.3 * t_s + self._phase[k, 0])
        blur = size * 0.22 if self._depth[k] > 1.4 else 0.0
        r = math.ceil(size + 2 * blur) + 2
        x0, y0 = math.floor(x) - r, math.floor(y) - r
        a0, b0 = max(0, -x0), max(0, -y0)
        a1, b1 = min(2 * r, frame.shape[1] - x0), min(2 * r, frame.shape[0] - y0)
        if a1 <= a0 or b1 <= b0:
            return
        mask = np.zeros((2 * r, 2 * r), np.uint8)
        at = (round((x - x0) * 16), round((y - y0) * 16))
        axes = (round(size * 16), max(10, round(size * 16 * 0.55 * abs(flip))))
        cv2.ellipse(mask, at, axes, math.degrees(turn), 0, 360, 255, -1, cv2.LINE_AA, 4)
        if blur > 0.4:
            mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), blur), np.uint8)
        share = mask[b0:b1, a0:a1, None].astype(np.float32) / 255 * (0.92 if blur == 0 else 0.7)
        tone = self._colours[k] * (0.78 + 0.22 * flip) * 255
        part = frame[y0 + b0 : y0 + b1, x0 + a0 : x0 + a1].astype(np.float32)
        part += (tone.astype(np.float32) - part) * share
        frame[y0 + b0 : y0 + b1, x0 + a0 : x0 + a1] = (part + 0.5).astype(np.uint8)
