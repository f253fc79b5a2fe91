"""The ash plume: it wells up from the mouth, billows, leans with the wind and thins out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.layer import over, place
from kinoloom.generators.painted.settings.volcano.births import Births
from kinoloom.generators.painted.settings.volcano.looks import LAVA_LIGHT, LAVA_RGB
from kinoloom.generators.painted.settings.volcano.plume_kernels import heap, light_heap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector
    from kinoloom.generators.painted.settings.deep.clock import Clock
    from kinoloom.generators.painted.settings.volcano.looks import Ash

_STEP_PX = 3
"""A pixel of the plume's own picture, in a 1080-line one."""


class Vent(NamedTuple):
    """Where a plume comes from, on the painted canvas, and how large it is, in pixels."""

    x_px: float
    y_px: float
    mouth_px: float
    tall_px: float
    life_s: float
    puffs: int
    hand: float
    """Where the wind takes it: -1 left, 1 right."""
    glow: float
    opacity: float
    soft: float = 0.0
    """How much its billows melt into each other, 0..1."""


class AshPlume:
    """One plume."""

    def __init__(
        self,
        canvas: Canvas,
        vent: Vent,
        ash: Ash,
        light: Daylight,
        clock: Clock,
        tile: NDArray[np.float32],
        *,
        sun: Vector,
        parallax: float,
        haze: float,
        seed: int,
    ) -> None:
        self._canvas, self._vent, self._ash, self._tile = canvas, vent, ash, tile
        self._clock, self._parallax = clock, parallax
        self._step_px = max(1, round(_STEP_PX * canvas.unit))
        self._births = Births(
            clock, rate_hz=vent.puffs / vent.life_s, life_s=vent.life_s, seed=seed
        )  # fmt: skip
        self._sun = (sun[0], sun[1], -sun[2])
        ambient = np.asarray(light.ambient_rgb, np.float32)
        key = np.asarray(light.key_rgb, np.float32)
        lava = LAVA_RGB * np.float32(1.5 * min(1.0, LAVA_LIGHT[light.time]) * vent.glow)
        self._inks = np.stack(
            [np.asarray(ash.foot), np.asarray(ash.top), ambient, key * np.float32(0.92), lava,
             np.asarray(light.haze_rgb)]
        ).astype(np.float32)  # fmt: skip
        self._haze = haze

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw it as it is at that moment."""
        vent, step = self._vent, float(self._step_px)
        x0, y0, scale = place(vent.x_px, vent.y_px, self._parallax, pose, self._canvas)
        puffs = self._puffs(t_s) * np.array([scale, scale, scale, scale, 1, 1, 1])
        puffs[:, 0] += x0
        puffs[:, 1] += y0
        height_px, width_px = frame_u8.shape[:2]
        reach = 1.25 * puffs[:, 2]
        left = max(0, math.floor((puffs[:, 0] - reach).min() / step))
        right = min(math.ceil(width_px / step), math.ceil((puffs[:, 0] + reach).max() / step))
        top = max(0, math.floor((puffs[:, 1] - reach).min() / step))
        bottom = min(math.ceil(height_px / step), math.ceil((puffs[:, 1] + reach).max() / step))
        if right - left < 4 or bottom - top < 4:
            return
        local = puffs.copy()
        local[:, 0] = puffs[:, 0] / step - left
        local[:, 1] = puffs[:, 1] / step - top
        local[:, 2:4] /= step
        surface = np.zeros((bottom - top, right - left), np.float32)
        clear = np.ones_like(surface)
        heap(surface, clear, np.ascontiguousarray(local, np.float32), self._tile)
        size = 0.11 * vent.tall_px * scale / step
        if vent.soft > 0:
            surface = np.asarray(
                cv2.GaussianBlur(surface, (0, 0), max(0.5, 0.35 * size * vent.soft)), np.float32
            )
        smooth = np.asarray(cv2.GaussianBlur(surface, (0, 0), max(0.8, 0.45 * size)), np.float32)
        numbers = np.array(
            [y0 / step - top, x0 / step - left, vent.tall_px * scale / step, *self._sun,
             0.42 * vent.tall_px * scale / step, vent.opacity, self._haze, size],
            np.float32,
        )  # fmt: skip
        out = np.empty((*surface.shape, 4), np.uint8)
        light_heap(out, surface, smooth, clear, numbers, self._inks)
        if vent.soft > 0:
            blur_px = max(0.5, 0.25 * size * vent.soft)
            out = np.asarray(cv2.GaussianBlur(out, (0, 0), blur_px), np.uint8)
        if self._step_px > 1:
            whole = (out.shape[1] * self._step_px, out.shape[0] * self._step_px)
            out = np.asarray(cv2.resize(out, whole, interpolation=cv2.INTER_CUBIC), np.uint8)
            # Cubic weights overshoot: a premultiplied colour is never above its alpha.
            np.minimum(out[..., :3], out[..., 3:], out=out[..., :3])
        over(frame_u8, out, top * self._step_px, left * self._step_px)

    def _puffs(self, t_s: float) -> NDArray[np.float64]:
        """Rows of x, y (from the mouth), radius, nearness, density, and two places in noise."""
        vent, ash = self._vent, self._ash
        age, lot = self._births.at(t_s)
        share = age / vent.life_s
        rise = vent.tall_px * (1 - (1 - share) ** 1.55)
        bend = vent.hand * ash.lean * vent.tall_px * share**1.7
        turn = self._clock.turn
        sway = 0.02 * vent.tall_px * share * math.sin(turn(t_s, 0.11))
        wide = vent.mouth_px + ash.spread * vent.tall_px * share**0.85
        angle, out = 2 * math.pi * lot[:, 0], 0.35 + 0.65 * np.sqrt(lot[:, 1])
        radius = wide * (0.34 + 0.34 * lot[:, 2]) * np.where(share < 0.08, 0.8 + 2.5 * share, 1.0)
        # Balls roll outward as they rise.
        roll = 0.35 + 0.45 * np.minimum(1, share * 3)
        x = bend + sway + np.cos(angle) * out * wide * roll
        y = -rise - 0.28 * np.sin(5 * lot[:, 3]) * wide * np.minimum(1, share * 4) + 0.3 * radius
        near = np.sin(angle) * out * wide * roll + wide
        # Gas over a lake gathers slowly; ash is thick as soon as it is out.
        fade = (
            np.clip(share / (0.16 if vent.soft > 0 else 0.03), 0, 1)
            * np.clip((1 - share) / 0.42, 0, 1) ** 1.2
        )
        spin = 0.5 * share + 0.05 * age
        return np.stack(
            [x, y, radius, near, fade, 32 * lot[:, 4] + 0.35 * age, 32 * lot[:, 5] + spin], axis=1
        )
