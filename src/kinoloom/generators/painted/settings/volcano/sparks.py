"""What glows in the air: the fountain over the mouth, and embers that rise before us."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.layer import add_spots, place
from kinoloom.generators.painted.settings.volcano.births import Births

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.deep.clock import Clock

_HOT = np.array([1.0, 0.82, 0.46], np.float32)
_COOL = np.array([1.0, 0.26, 0.05], np.float32)
_FLIGHT_S = 3.0
_RISE_S = 6.5


class Fountain:
    """Clots of lava thrown up from a mouth, falling back in arcs."""

    def __init__(
        self,
        canvas: Canvas,
        clock: Clock,
        mouth_px: tuple[float, float],
        *,
        tall_px: float,
        wide_px: float,
        count: int,
        parallax: float,
        power: float,
        seed: int,
    ) -> None:
        self._canvas, self._clock, self._mouth = canvas, clock, mouth_px
        self._tall, self._wide, self._parallax, self._power = tall_px, wide_px, parallax, power
        self._births = Births(clock, rate_hz=count / _FLIGHT_S, life_s=_FLIGHT_S, seed=seed)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the clots in flight."""
        age, lot = self._births.at(t_s)
        x0, y0, scale = place(*self._mouth, self._parallax, pose, self._canvas)
        u = age / (_FLIGHT_S * (0.45 + 0.55 * lot[:, 3]))
        aloft = u < 1
        u, lot, age = u[aloft], lot[aloft], age[aloft]
        burst = 0.55 + 0.45 * np.sin(self._clock.turn(1.0, 0.37) * (t_s - age)) ** 2
        up = 4 * u * (1 - u) * self._tall * (0.25 + 0.75 * lot[:, 1] ** 1.6) * burst
        up -= 0.22 * self._tall * u * u
        aside = (lot[:, 0] + lot[:, 4] - 1) * self._wide * (0.25 + u)
        radius = (0.9 + 1.5 * lot[:, 2] ** 3) * self._canvas.unit * scale
        cool = np.clip(1.2 * u, 0, 1)[:, None].astype(np.float32)
        add_spots(
            frame_u8,
            np.asarray(x0 + aside * scale, np.float32),
            np.asarray(y0 - up * scale, np.float32),
            np.asarray(radius, np.float32),
            np.asarray(_HOT + (_COOL - _HOT) * cool, np.float32),
            np.asarray(self._power * (1 - 0.7 * u), np.float32),
        )


class Embers:
    """Sparks that rise past the camera, wavering."""

    def __init__(
        self, canvas: Canvas, clock: Clock, *, count: int, power: float, seed: int
    ) -> None:
        self._canvas, self._clock, self._power = canvas, clock, power
        self._births = Births(clock, rate_hz=count / _RISE_S, life_s=_RISE_S, seed=seed)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw those in sight."""
        age, lot = self._births.at(t_s)
        unit = self._canvas.unit
        share, near = age / _RISE_S, lot[:, 2] ** 2
        x = (1.2 * lot[:, 0] - 0.1) * self._canvas.width_px - pose.x_px * (0.3 + near)
        x += unit * (10 + 34 * near) * np.sin(age * (1.1 + 2 * lot[:, 3]) + 6.28 * lot[:, 4])
        x += unit * 60 * share
        y = self._canvas.height_px * (1.04 - share * (0.35 + 0.75 * lot[:, 1]))
        radius = unit * (0.9 + 2.6 * near)
        wink = 0.55 + 0.45 * np.sin(age * (5 + 7 * lot[:, 5]) + 6.28 * lot[:, 6])
        power = self._power * wink * np.clip(8 * share, 0, 1) * (1 - share) ** 0.7
        cool = share[:, None].astype(np.float32)
        add_spots(
            frame_u8, np.asarray(x, np.float32), np.asarray(y, np.float32),
            np.asarray(radius, np.float32), np.asarray(_HOT + (_COOL - _HOT) * cool, np.float32),
            np.asarray(power, np.float32),
        )  # fmt: skip
