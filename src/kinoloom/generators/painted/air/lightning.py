"""Lightning: flashes at irregular moments, and the bolts behind what stands before the sky."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.noise import hash01

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

_SLOT_S = 1.9
"""At most one strike begins in each slot; the first slot always has one."""
_STROKES = ((0.0, 0.8), (0.13, 1.0), (0.34, 0.35))
"""(delay in seconds, power) of a strike's flashes."""
_GLOW_RGB = np.array([0.62, 0.68, 1.0], np.float32)


class Lightning:
    """Flashes of a storm; strength 0 (far between) to 1 (in nearly every slot)."""

    def __init__(
        self,
        canvas: Canvas,
        strength: float,
        seed: int,
        *,
        horizon_y_px: float,
        period_s: float | None = None,
    ) -> None:
        """`horizon_y_px` is the painted-canvas row where bolts end.

        With a period the same strikes come again after it.
        """
        self._canvas = canvas
        self._seed = seed
        self._chance = 0.35 + 0.5 * strength
        self._horizon_px = horizon_y_px - canvas.margin_y_px
        self._slots = 0 if period_s is None else max(1, round(period_s / _SLOT_S))
        self._slot_s = _SLOT_S if period_s is None else period_s / self._slots

    def intensity(self, t_s: float) -> float:
        """How bright the flash is at this moment, 0 to 1."""
        last = int(t_s // self._slot_s)
        light = 0.0
        for slot in (last - 1, last):
            number = self._number(slot)
            if number < 0 or (number > 0 and float(hash01(number, 1, self._seed)) > self._chance):
                continue
            for delay_s, power in _STROKES:
                age_s = t_s - self._begin_s(slot) - delay_s
                if age_s >= 0:
                    light += power * float(np.exp(-age_s / 0.075))
        return min(1.0, light)

    def draw_bolt(self, frame_u8: NDArray[np.uint8], t_s: float) -> None:
        """Add the bolt of a flash, before what stands in front of the sky is drawn."""
        light = self.intensity(t_s)
        if light < 0.25:
            return
        bolt = self._bolt(self._number(int(t_s // self._slot_s)), frame_u8.shape[:2])
        glow = cv2.GaussianBlur(bolt, (0, 0), max(0.6, 7 * self._canvas.unit))
        small = cv2.resize(bolt, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
        wide = cv2.GaussianBlur(small.astype(np.float32), (0, 0), max(0.6, 9 * self._canvas.unit))
        wide = cv2.resize(wide, (bolt.shape[1], bolt.shape[0]), interpolation=cv2.INTER_LINEAR)
        halo = 1.4 * glow.astype(np.float32) + 5.0 * wide
        core = bolt.astype(np.float32)[..., None] + halo[..., None] * _GLOW_RGB
        added = np.asarray(np.clip(core * light, 0, 255), np.uint8)
        cv2.add(frame_u8, added, dst=frame_u8)

    def flash(self, frame_u8: NDArray[np.uint8], t_s: float) -> None:
        """Brighten the whole frame by the flash, in place."""
        light = self.intensity(t_s)
        if light > 0.02:
            levels = np.arange(256, dtype=np.float32)
            lit = np.clip(levels * (1 + 0.45 * light) + 12 * light, 0, 255)
            cv2.LUT(frame_u8, np.asarray(lit, np.uint8), dst=frame_u8)

    def _begin_s(self, slot: int) -> float:
        late = 0.6 * float(hash01(self._number(slot), 2, self._seed))
        return (slot + 0.12 + late) * self._slot_s

    def _number(self, slot: int) -> int:
        """Which strike comes in a slot."""
        return slot % self._slots if self._slots else slot

    def _bolt(self, slot: int, size_px: tuple[int, ...]) -> NDArray[np.uint8]:
        """A jagged trunk from above the frame to the horizon, with thin branches."""
        rng = np.random.default_rng([self._seed & 0xFFFFFFFF, slot & 0xFFFF])
        picture = np.zeros((size_px[0], size_px[1]), np.uint8)
        unit = self._canvas.unit
        scale = np.array([self._canvas.width_px, max(1.0, self._horizon_px)])
        top = rng.uniform(0.22, 0.78)
        trunk = _jagged(rng, (top, -0.04), (top + rng.uniform(-0.1, 0.1), 1.0), 0.07)
        ways = [(trunk, 2.2 * unit, 255)]
        for start in rng.choice(np.arange(8, 44), 4, replace=False):
            begin = trunk[start]
            side = rng.choice([-1, 1]) * rng.uniform(0.05, 0.16)
            end = (begin[0] + side, begin[1] + rng.uniform(0.12, 0.3))
            ways.append((_jagged(rng, (begin[0], begin[1]), end, 0.025), unit, 120))
        for way, thickness_px, value in ways:
            points = np.asarray(way * scale * 16, np.int32).reshape(-1, 1, 2)
            cv2.polylines(
                picture, [points], False, value, max(1, round(thickness_px)), cv2.LINE_AA, shift=4
            )
        return picture


def _jagged(
    rng: np.random.Generator, start: tuple[float, float], end: tuple[float, float], spread: float
) -> NDArray[np.float64]:
    """A broken line of 65 points, halved again and again with smaller and smaller side steps."""
    way = np.array([start, end])
    for _ in range(6):
        middle = (way[:-1] + way[1:]) / 2
        middle[:, 0] += rng.normal(0, spread, len(middle))
        joined = np.empty((len(way) + len(middle), 2))
        joined[0::2], joined[1::2] = way, middle
        way = joined
        spread *= 0.52
    return way
