"""A hot air balloon that drifts: it is carried, never tilts much, and burns now and then."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.cast.crews.envelope import ASPECT, cloth_of, paint_balloon
from kinoloom.generators.painted.cast.icons.icon import transformed

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.bodies.capsules import Sprite
    from kinoloom.generators.painted.cast.bodies.contact import Contact
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Heading

AIR_BALLOONS = frozenset({"hot air balloon", "hot air balloons", "air balloon"})
_SIZE_STEP_PX = 16
_BURNS = ((0.16, 0.44, 1.0), (0.74, 0.16, 0.75))
"""In a cycle: when a burn begins, how long it lasts, how strong it is."""


class AirBalloon:
    """One balloon with its basket."""

    height = 1.95
    width = ASPECT
    cycle_s = 8.0
    stride = 0.0
    print_phase = 0.0
    print_offset = 0.0
    speed_heights_per_s = 0.022
    altitude = 0.62
    draught = 0.1
    footing = 0.05

    def __init__(self, *, seed: int, turn: int, colour: str | None = None) -> None:
        """`turn` is which of several this is; `colour` (#rrggbb) dyes every other gore."""
        self._cloth = cloth_of(seed, turn, colour)
        self._pictures: dict[
            tuple[int, bool, float], tuple[NDArray[np.uint8], NDArray[np.uint8]]
        ] = {}

    def draw(
        self,
        phase: float,
        rig: Rig,
        *,
        height_px: float,
        x_px: float,
        y_px: float,
        heading: Heading,
        haze: float = 0.0,
    ) -> tuple[Sprite | None, tuple[Contact, ...]]:
        """The balloon with its basket's floor over frame point (x, y); it touches nothing."""
        size, picture, glow = self._picture(height_px, rig, haze, to_right=heading == "right")
        turn = 2 * math.pi * phase
        dark = _darkness(rig)
        burning = dark * max(_burner(phase), 0.55 * dark**4)
        if burning > 0.01:
            picture = _glowing(picture, glow, burning)
        k = height_px / size
        tilt = 0.012 * math.sin(turn)
        c, s = k * math.cos(tilt), k * math.sin(tilt)
        move = np.array([[c, -s], [s, c]], np.float64)
        pivot = np.array([picture.shape[1] / 2, picture.shape[0] - 2.0])
        rise = 0.018 * math.sin(turn) * height_px
        corner = np.array([x_px, y_px - rise]) - move @ pivot
        return transformed(picture, move, (float(corner[0]), float(corner[1]))), ()

    def _picture(
        self, height_px: float, rig: Rig, haze: float, *, to_right: bool
    ) -> tuple[int, NDArray[np.uint8], NDArray[np.uint8]]:
        wanted = max(16, math.ceil(1.06 * height_px / _SIZE_STEP_PX) * _SIZE_STEP_PX)
        for (size, right, air), (picture, glow) in self._pictures.items():
            if right == to_right and air == haze and 0.84 * size <= wanted <= 1.15 * size:
                return size, picture, glow
        made = paint_balloon(wanted, self._cloth, rig, haze=haze, to_right=to_right)
        self._pictures[(wanted, to_right, haze)] = made
        return wanted, *made


def _glowing(
    picture: NDArray[np.uint8], glow: NDArray[np.uint8], share: float
) -> NDArray[np.uint8]:
    """The picture with that share of the glow on it."""
    lit = picture.copy()
    lit[..., :3] = cv2.addWeighted(np.ascontiguousarray(picture[..., :3]), 1.0, glow, share, 0.0)
    return lit


def _burner(phase: float) -> float:
    """How strong the flame is at a phase: it flares up, holds with a flicker, and dies."""
    p = phase % 1.0
    most = 0.0
    for start, length, strength in _BURNS:
        q = (p - start) / length
        if 0 < q < 1:
            rise = min(1.0, 9 * q, 5 * (1 - q))
            flicker = 0.92 + 0.08 * math.sin(2 * math.pi * 23 * p)
            most = max(most, strength * rise * rise * (3 - 2 * rise) * flicker)
    return most


def _darkness(rig: Rig) -> float:
    """How much of the burner is to be seen: hardly any of it by day, all of it at night."""
    light = sum(rig.ambient_rgb) / 3 + 0.30 * sum(rig.key_rgb) / 3
    return min(1.0, max(0.16, 1.5 - 1.55 * light))
