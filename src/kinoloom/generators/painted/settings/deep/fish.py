"""Schools of small fish: many bodies that keep together, each with a beat of its own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.deep.clock import Clock
    from kinoloom.generators.painted.settings.deep.illumination import Illumination

FISH_COLUMNS = 16
"""x, y, length, across, along (heading), beat, height per length, back rgb, belly rgb, stripes,
stripe tone, wag."""


@dataclass(frozen=True)
class Shoal:
    """What a school is: where its middle is mid-shot (painted canvas), size, speed and dress."""

    x_px: float
    y_px: float
    wide_px: float
    high_px: float
    count: int
    length_px: float
    speed_px_per_s: float
    direction: float
    parallax: float
    distance: float
    back: str
    belly: str
    ratio: float
    stripes: float = 0.0


class School:
    """One shoal in motion."""

    def __init__(
        self, shoal: Shoal, canvas: Canvas, light: Illumination, clock: Clock, seed: int
    ) -> None:
        self._shoal, self._canvas, self._clock = shoal, canvas, clock
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xF154])
        n = shoal.count
        # A lens, dense in its middle, with stragglers behind.
        along = rng.normal(0, 0.42, n) - 0.25 * rng.exponential(0.35, n)
        self._along = along * shoal.wide_px
        self._down = (
            rng.normal(0, 0.36, n) * shoal.high_px * np.clip(1.1 - 0.5 * abs(along), 0.3, 1)
        )
        self._size = shoal.length_px * rng.uniform(0.72, 1.15, n)
        self._phase = rng.random((n, 4))
        water = light.water
        lit = light.model[3:6] * 0.62 + light.model[6:9]
        # The floor and the blue light a belly too.
        fog = np.float32(water.fog(shoal.distance))
        self._stripe = 0.30 + 0.65 * float(fog)
        haze = light.row_rgb(np.array([shoal.y_px], np.float32))[0]
        self._back = mix(rgb(shoal.back) * lit, haze, fog)
        self._belly = mix(rgb(shoal.belly) * lit, haze, fog)
        order = np.argsort(self._size)
        for name in ("_along", "_down", "_size", "_phase"):
            setattr(self, name, getattr(self, name)[order])

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the school as it swims at a time."""
        shoal, canvas = self._shoal, self._canvas
        x, y = self._at(t_s)
        ahead_x, ahead_y = self._at(t_s + 0.06)
        dx, dy = (ahead_x - x) / 0.06, (ahead_y - y) / 0.06
        speed = np.maximum(1.0, np.hypot(dx, dy))
        off_x, off_y, scale = place(0.0, 0.0, shoal.parallax, pose, canvas)
        rows = np.empty((shoal.count, FISH_COLUMNS), np.float32)
        rows[:, 0], rows[:, 1] = off_x + x * scale, off_y + y * scale
        rows[:, 2] = self._size * scale
        rows[:, 3] = dx / speed
        rows[:, 4] = np.clip(dy / speed, -0.55, 0.55)
        beat = self._clock.rate_hz(1.7)
        rows[:, 5] = 2 * math.pi * (beat * t_s + self._phase[:, 0])
        rows[:, 6] = shoal.ratio
        rows[:, 7:10], rows[:, 10:13] = self._back * 255, self._belly * 255
        rows[:, 13], rows[:, 14], rows[:, 15] = shoal.stripes, self._stripe, 0.075
        draw_fish(frame, rows)

    def _at(self, t_s: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Everybody's place on the painted canvas."""
        shoal, clock = self._shoal, self._clock
        p = self._phase
        if clock.loops:
            turn = clock.turn(t_s, 1 / max(0.1, clock.seconds))
            reach = shoal.speed_px_per_s * clock.seconds / (2 * math.pi)
            lead_x, lead_y = reach * math.sin(turn), 0.35 * reach * math.cos(turn)
            forth = 1.0
        else:
            lead_x = shoal.direction * shoal.speed_px_per_s * (t_s - clock.seconds / 2)
            lead_y = 0.10 * shoal.wide_px * math.sin(2 * math.pi * 0.07 * t_s + 6.28 * p[0, 3])
            forth = shoal.direction
        rate = 2 * math.pi * np.where(p[:, 2] < 0.5, clock.rate_hz(0.11), clock.rate_hz(0.17))
        own = 0.7 * shoal.length_px
        x = shoal.x_px + lead_x + forth * self._along + own * np.sin(rate * t_s + 6.28 * p[:, 1])
        y = (
            shoal.y_px
            + lead_y
            + self._down
            + 0.55 * own * np.sin(rate * 1.0 * t_s + 6.28 * p[:, 3])
        )
        return x, y


@kernel
def draw_fish(frame: NDArray[np.uint8], fish: NDArray[np.float32]) -> None:
    """Draw fish in their order."""
    rows, columns = frame.shape[0], frame.shape[1]
    for k in range(fish.shape[0]):
        length = float(fish[k, 2])
        flat = float(fish[k, 3])
        sign = 1.0 if flat >= 0.0 else -1.0
        # One that turns is seen from its front: shorter.
        wide = length * max(0.30, abs(flat))
        sin = float(fish[k, 4])
        cos = math.sqrt(1.0 - sin * sin)
        beat, ratio = float(fish[k, 5]), float(fish[k, 6])
        stripes, tone, wag = float(fish[k, 13]), float(fish[k, 14]), float(fish[k, 15])
        reach = 0.72 * length + 2.0
        high = reach * (0.45 + abs(sin)) + ratio * length
        cx, cy = float(fish[k, 0]), float(fish[k, 1])
        for y in range(max(0, int(cy - high)), min(rows, int(cy + high) + 2)):
            for x in range(max(0, int(cx - reach)), min(columns, int(cx + reach) + 2)):
                px = (x + 0.5 - cx) * sign
                py = y + 0.5 - cy
                along = (px * cos + py * sin) / wide
                across = (py * cos - px * sin) / length
                u = 0.42 - along
                if u < 0.0 or u > 1.12:
                    continue
                v = across - wag * u * u * math.sin(beat - 3.4 * u)
                body = 0.0
                if u < 0.86:
                    s = u / 0.86
                    body = 0.98 * ratio * s**0.52 * (1.0 - s) ** 0.72 + 0.035 * s
                tail = 0.0
                if u > 0.80:
                    s = (u - 0.80) / 0.32
                    tail = ratio * 0.52 * s**0.8
                half = max(body, tail)
                if 0.26 < u < 0.66 and v < 0.0:
                    half = max(half, body + 0.16 * ratio * math.sin((u - 0.26) * 7.85))
                cover = min(1.0, max(0.0, (half - abs(v)) * length + 0.5))
                if u > 0.98 and tail > 0.0:
                    notch = (u - 0.98) / 0.14 * tail
                    cover *= min(1.0, max(0.0, (abs(v) - 0.75 * notch) * length + 0.6))
                if cover < 0.02:
                    continue
                side = min(1.0, max(0.0, 0.5 + 0.75 * v / max(0.02, ratio * 0.5)))
                shade = 1.0 + 0.30 * max(0.0, 0.5 - abs(side - 0.62)) * 2.0
                if stripes > 0.0 and math.sin((u * stripes + 0.13) * 6.2832) > 0.25 and u < 0.8:
                    shade *= tone
                eye = (u - 0.13) ** 2 + (v + 0.10 * ratio) ** 2
                if length > 16.0 and eye < 0.0011:
                    shade *= 0.2
                for c in range(3):
                    colour = fish[k, 7 + c] + (fish[k, 10 + c] - fish[k, 7 + c]) * side
                    value = min(255.0, colour * shade)
                    frame[y, x, c] = np.uint8(frame[y, x, c] * (1.0 - cover) + value * cover + 0.5)
