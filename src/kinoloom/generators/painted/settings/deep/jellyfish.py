"""Jellyfish: bells that close and open, with arms that trail behind them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.deep.clock import Clock
    from kinoloom.generators.painted.settings.deep.illumination import Illumination
    from kinoloom.generators.painted.settings.deep.place import Place
    from kinoloom.generators.painted.spec import SceneSpec

_TINTS = ("#ffc2dc", "#c8d8ff", "#ffd8a8", "#d0b8ff", "#b8f0ff")


class Jellyfish:
    """A few of them, each at a depth of its own."""

    def __init__(
        self, spec: SceneSpec, canvas: Canvas, site: Place, light: Illumination, clock: Clock
    ) -> None:
        self._canvas, self._clock = canvas, clock
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x1E11])
        n = int(rng.integers(2, 6))
        unit = min(canvas.height_px, 1.3 * canvas.width_px)
        depth = np.sort(rng.uniform(0.25, 1.0, n))
        depth[-1] = 1.0
        self._size = 0.105 * unit * depth
        self._parallax = 0.25 + 0.45 * depth
        middle = canvas.paint_width_px / 2
        across = (np.arange(n) + rng.uniform(0.1, 0.9, n)) / n
        self._x = middle + (rng.permutation(across) - 0.5) * 0.84 * canvas.width_px
        self._x[-1] = middle - site.side * float(rng.uniform(0.02, 0.16)) * canvas.width_px
        # Nobody behind the nearest: two bells in one are none.
        room = 2.5 * self._size[-1]
        away = self._x[:-1] - self._x[-1]
        side = np.where(away >= 0, 1.0, -1.0)
        self._x[:-1] = np.where(abs(away) < room, self._x[-1] + side * (room + 0.4 * abs(away)),
                                self._x[:-1])  # fmt: skip
        self._y = canvas.margin_y_px + canvas.height_px * rng.uniform(0.22, 0.50, n)
        self._y[-1] = canvas.margin_y_px + canvas.height_px * float(rng.uniform(0.30, 0.40))
        self._phase = rng.random((n, 2))
        self._lean = rng.uniform(-0.30, 0.30, n)
        tint = rgb(_TINTS[int(rng.integers(len(_TINTS)))])
        water = light.water
        glow = 1.0 if water.is_night else min(1.0, 0.62 + 0.38 * water.key)
        haze = np.asarray(water.haze_rgb, np.float32)
        self._colours = np.stack(
            [mix(tint * np.float32(glow), haze, 0.75 * (1 - d) + 0.10) * 255 for d in depth]
        )

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw them as they are at a time."""
        for k in range(len(self._size)):
            clock = self._clock
            turn = clock.turn(t_s, 0.42, float(self._phase[k, 0]))
            # Each stroke lifts it, then it sinks.
            lift = 0.20 * self._size[k] * math.sin(turn - 1.0)
            drift = 0.55 * self._size[k] * math.sin(clock.turn(t_s, 0.06, float(self._phase[k, 1])))
            x, y, scale = place(
                float(self._x[k]) + drift, float(self._y[k]) - lift, float(self._parallax[k]), pose,
                self._canvas,
            )  # fmt: skip
            view = np.array(
                [x, y, self._size[k] * scale, turn, self._lean[k],
                 clock.turn(t_s, 0.19, float(self._phase[k, 1])), 12.0 * self._phase[k, 0]]
            )  # fmt: skip
            _draw(frame, view, self._colours[k].astype(np.float32))


@scratch_kernel
def _draw(frame: NDArray[np.uint8], view: NDArray[np.float64], colour: NDArray[np.float32]) -> None:
    cx, cy, size, turn, lean = view[0], view[1], view[2], view[3], view[4]
    slow, own = view[5], view[6]
    squeeze = 0.5 + 0.5 * math.sin(turn)
    wide = size * (1.0 - 0.16 * squeeze)
    high = size * (0.72 + 0.14 * squeeze)
    columns = frame.shape[1]
    light = np.zeros(columns, np.float32)
    for y in range(max(0, int(cy - 1.3 * high)), min(frame.shape[0], int(cy + 3.9 * high) + 1)):
        v = (y + 0.5 - cy) / high
        middle = cx - lean * v * high
        first = max(0, int(middle - 2.0 * wide))
        last = min(columns, int(middle + 2.0 * wide) + 1)
        if last <= first:
            continue
        for x in range(first, last):
            light[x] = 0.0
        if v < 0.34:
            _bell(light, first, last, v, middle, wide, high, size, squeeze, own)
        if v > 0.10:
            _arms(light, v - 0.10, middle, wide, turn, slow, own, squeeze)
        for x in range(first, last):
            if light[x] > 0.01:
                cover = min(np.float32(0.92), light[x])
                for c in range(3):
                    below = np.float32(frame[y, x, c])
                    value = below + (colour[c] - below) * cover
                    frame[y, x, c] = np.uint8(value + np.float32(0.5))


@kernel
def _bell(
    light: NDArray[np.float32], first: int, last: int, v: float, middle: float, wide: float,
    high: float, size: float, squeeze: float, own: float,
) -> None:  # fmt: skip
    """One row of the bell: a thin skin, thick at its edge, with what shines through it."""
    flare = 1.0 + 0.10 * max(0.0, v + 0.25) * (1.0 - squeeze)
    lower = min(0.0, v - 0.05)
    narrow = max(0.25, math.sqrt(max(0.05, 1.0 - v * v)))
    for x in range(max(first, int(middle - 1.2 * wide)), min(last, int(middle + 1.2 * wide) + 1)):
        u = (x + 0.5 - middle) / wide
        rim = 0.13 + 0.035 * math.sin(9.0 * u + own) + 0.16 * (1.0 - u * u)
        d = math.sqrt((u / flare) ** 2 + lower * lower)
        edge = min(1.0, max(0.0, (1.0 - d) * wide * 0.5 + 0.5))
        foot = min(1.0, max(0.0, (rim - v) * high * 0.4 + 0.5))
        inside = edge * foot
        if inside > 0.0:
            ribs = 0.5 + 0.5 * math.cos(u / narrow * 15.0)
            skin = 0.20 + 0.55 * d**5 + 0.22 * max(0.0, -v - 0.35) + 0.12 * ribs * (0.5 + d)
            core = math.exp(-((u / 0.42) ** 2 + ((v + 0.18) / 0.26) ** 2) * 1.4)
            band = math.exp(-(((v - rim) * high / (0.055 * size)) ** 2))
            light[x] += np.float32(inside * (skin + 0.36 * core + 0.35 * band))


@kernel
def _arms(
    light: NDArray[np.float32], w: float, middle: float, wide: float, turn: float, slow: float,
    own: float, squeeze: float,
) -> None:  # fmt: skip
    """One row of the arms: frilled ones in the middle, fine threads around them."""
    for arm in range(11):
        thin = arm >= 4
        at = (arm - 7) * 0.27 if thin else (arm - 1.5) * 0.22
        length = 2.1 + 0.5 * math.sin(arm * 2.3 + own)
        if thin:
            length = 2.9 + 0.6 * math.sin(arm * 1.7 + own)
        s = w / length
        if s >= 1.0:
            continue
        bend = (0.06 + 0.36 * s) * math.sin(6.6 * s - turn + arm * 0.5) * s
        bend += 0.30 * s * s * math.sin(slow + arm * 0.35)
        axis = at * (1.0 - 0.18 * squeeze + (0.25 if thin else -0.2) * s) + bend
        half = 0.012
        if not thin:
            half = 0.095 * (1.0 - s) * (1.0 + 0.45 * math.sin(22.0 * s + arm + own))
        half = max(half * wide, 0.7)
        centre = middle + axis * wide
        tone = (1.0 - s) * (0.30 if thin else 0.40)
        reach = 1.6 * half + 1.0
        for x in range(max(0, int(centre - reach)), min(len(light), int(centre + reach) + 1)):
            off = (x + 0.5 - centre) / half
            light[x] += np.float32(tone * math.exp(-off * off * 1.6))
