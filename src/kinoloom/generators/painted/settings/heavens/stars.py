"""Stars as points of light: drawn for each frame at their true place, so that they never crawl."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import scratch_kernel
from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas

_LEAST_SIGMA_PX = 0.64
"""A smaller dot changes its brightness with its place between pixels: it would flicker."""
_MOST_TURN = 0.030
"""The wheel's farthest turn to each side, in radians: farther, and the sheet's edge shows."""
_BEYOND = 0.10
"""How far stars lie beyond the painted canvas, in its sizes."""
_TINTS = np.array(
    [(0.66, 0.78, 1.0), (0.86, 0.92, 1.0), (1.0, 0.98, 0.94), (1.0, 0.86, 0.66), (1.0, 0.72, 0.52)],
    np.float32,
)


@dataclass(frozen=True)
class Wheel:
    """The sky's slow turn about a pole, both ways from the middle of the shot."""

    pole_x_px: float
    pole_y_px: float
    rad_per_s: float
    seconds: float

    def angle(self, t_s: float) -> float:
        """The turn at a time; long shots turn slower, never out of what is painted."""
        most = abs(self.rad_per_s) * self.seconds / 2
        slow = 1.0 if most <= _MOST_TURN else _MOST_TURN / most
        return self.rad_per_s * slow * (t_s - self.seconds / 2)


STILL = Wheel(0.0, 0.0, 0.0, 1.0)


def sky_view(
    canvas: Canvas, pose: Pose, parallax: float, wheel: Wheel, t_s: float
) -> NDArray[np.float64]:
    """Painted-canvas points of the turning sky to frame pixels: 2 x 3."""
    x0, y0, scale = place(0.0, 0.0, parallax, pose, canvas)
    angle = wheel.angle(t_s)
    c, s = math.cos(angle), math.sin(angle)
    px, py = wheel.pole_x_px, wheel.pole_y_px
    turn = np.array([[c, -s, px - c * px + s * py], [s, c, py - s * px - c * py]])
    view = turn * scale
    view[:, 2] += (x0, y0)
    return view


class StarField:
    """Stars of many magnitudes at one distance."""

    def __init__(
        self,
        canvas: Canvas,
        *,
        per_megapixel: float,
        gain: float,
        parallax: float,
        seed: int,
        bottom_y_px: float | None = None,
        crowd: NDArray[np.float32] | None = None,
        twinkle: float = 0.0,
        size: float = 1.0,
        hole: tuple[float, float, float] | None = None,
        least: float = 0.34,
        faintest: float = 0.06,
    ) -> None:
        """`per_megapixel` of a 1080-line picture. None lies below `bottom_y_px`, and they fade
        toward it. `crowd` (any size, 0..1, over the canvas and what lies beyond) gathers them.
        `twinkle` 0..1 is how unsteady their light is. None lies in the `hole` (x, y, radius).
        `least` is the crowd where it is thinnest, `faintest` the light of most stars (0..1).
        """
        self._canvas = canvas
        self._parallax = parallax
        self._bottom_y_px = bottom_y_px
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x57A2])
        unit = canvas.unit
        width, height = canvas.paint_width_px, canvas.paint_height_px
        area = width * height * (1 + 2 * _BEYOND) ** 2 / (unit * unit) / 1e6
        count = round(per_megapixel * area)
        share = rng.random((count, 2))
        if crowd is not None:
            rows = (share[:, 1] * (crowd.shape[0] - 1)).astype(int)
            columns = (share[:, 0] * (crowd.shape[1] - 1)).astype(int)
            share = share[rng.random(count) < least + (1 - least) * crowd[rows, columns]]
        places = (share * (1 + 2 * _BEYOND) - _BEYOND) * (width, height)
        if hole is not None:
            places = places[np.hypot(places[:, 0] - hole[0], places[:, 1] - hole[1]) > hole[2]]
        count = len(places)
        self._places = places.astype(np.float64)
        bright = np.minimum(1.25, faintest / (1 - 0.9998 * rng.random(count)) ** 0.52)
        shade = np.clip(rng.normal(1.7, 1.05, count), 0, 3.999)
        low = shade.astype(int)
        part = (shade - low)[:, None]
        tint = _TINTS[low] * (1 - part) + _TINTS[low + 1] * part
        # Faint stars are grey to the eye; colour is for the bright ones.
        keep = np.clip(bright * 2.2, 0.15, 1.0)[:, None]
        self._light = ((1 + (tint - 1) * keep) * (bright * gain * 255)[:, None]).astype(np.float32)
        wide = (0.92 + 0.66 * np.clip(bright - 0.12, 0, 1.1)) * unit * size
        self._sigma_px = np.maximum(_LEAST_SIGMA_PX, wide).astype(np.float32)
        # In a small picture dots are wider than they should be: they give as much light in all.
        self._light *= ((wide / self._sigma_px) ** 0.9).astype(np.float32)[:, None]
        self._rate_hz = rng.uniform(0.25, 0.8, count)
        self._phase = rng.random(count)
        self._twinkle = twinkle * np.clip(0.35 + bright, 0, 1)
        self._halo = np.flatnonzero(bright > 0.42)

    def draw(
        self,
        frame_u8: NDArray[np.uint8],
        t_s: float,
        pose: Pose,
        *,
        wheel: Wheel = STILL,
        gain: float = 1.0,
    ) -> None:
        """Add the stars of this moment to the frame, in place."""
        if gain <= 0.004:
            return
        view = sky_view(self._canvas, pose, self._parallax, wheel, t_s)
        xs = self._places @ view[0, :2] + view[0, 2]
        ys = self._places @ view[1, :2] + view[1, 2]
        beat = np.sin(2 * np.pi * (self._rate_hz * t_s + self._phase))
        power = gain * (1 + self._twinkle * beat)
        if self._bottom_y_px is not None:
            _, bottom, _ = place(0.0, self._bottom_y_px, self._parallax, pose, self._canvas)
            rise = np.clip((bottom - ys) / (0.34 * self._canvas.height_px), 0, 1)
            power = power * rise * (2 - rise)
        light = self._light * power[:, None].astype(np.float32)
        _splat(frame_u8, xs, ys, self._sigma_px, light)
        few = self._halo
        _splat(frame_u8, xs[few], ys[few], self._sigma_px[few] * 4.2, light[few] * np.float32(0.09))


@scratch_kernel
def _splat(
    frame: NDArray[np.uint8],
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    sigmas: NDArray[np.float32],
    light: NDArray[np.float32],
) -> None:
    height, width = frame.shape[0], frame.shape[1]
    across = np.empty(96, np.float32)
    for k in range(xs.shape[0]):
        reach = min(46, int(3.0 * sigmas[k]) + 1)
        x0 = math.floor(xs[k]) - reach
        y0 = math.floor(ys[k]) - reach
        size = 2 * reach + 2
        if x0 >= width or y0 >= height or x0 + size < 0 or y0 + size < 0:
            continue
        strongest = max(light[k, 0], light[k, 1], light[k, 2])
        if strongest < 0.6:
            continue
        sharp = 0.5 / (sigmas[k] * sigmas[k])
        for i in range(size):
            away = x0 + i - xs[k]
            across[i] = math.exp(-away * away * sharp)
        for j in range(size):
            y = y0 + j
            if y < 0 or y >= height:
                continue
            away = y - ys[k]
            down = math.exp(-away * away * sharp)
            if down * strongest < 0.4:
                continue
            for i in range(size):
                x = x0 + i
                weight = down * across[i]
                if x < 0 or x >= width or weight * strongest < 0.4:
                    continue
                for c in range(3):
                    value = frame[y, x, c] + weight * light[k, c] + 0.5
                    frame[y, x, c] = np.uint8(min(255.0, value))
