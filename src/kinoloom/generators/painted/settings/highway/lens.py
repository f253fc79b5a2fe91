"""Where things on and beside the road are seen: one perspective of a road that bends and rolls."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAREST_M = 0.7
FARTHEST_M = 9000.0
_SAMPLES = 900
_ROLL_REACH_M = 1100.0


@dataclass(frozen=True)
class Course:
    """The road's shape as seen from the camera: sways aside and rolls up and down."""

    bend_m: float = 0.0
    bend_wave_m: float = 160.0
    roll_m: float = 0.0
    roll_wave_m: float = 90.0
    climb: float = 0.0

    def aside_m(self, depth_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far right of straight ahead the road is at a depth."""
        fade = np.exp(-((depth_m / 2500.0) ** 2))
        return self.bend_m * (1 - np.cos(depth_m / self.bend_wave_m)) * fade

    def rise_m(self, depth_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far above the camera's own ground the land is at a depth."""
        fade = np.exp(-((depth_m / _ROLL_REACH_M) ** 2))
        waves = -self.roll_m * (1 - np.cos(depth_m / self.roll_wave_m))
        return (waves + self.climb * depth_m) * fade


class Rows(NamedTuple):
    """What each row of the frame sees of the ground (all of the frame's height)."""

    depth_m: NDArray[np.float32]
    """0 where there is no ground."""
    run_m: NDArray[np.float32]
    """How much depth one row covers."""
    aside_m: NDArray[np.float32]
    cover: NDArray[np.float32]


@dataclass(frozen=True)
class Lens:
    """One moment's camera. `yaw` turns right from the road's direction; frame pixels."""

    focal_px: float
    centre_x_px: float
    horizon_y_px: float
    eye_m: float
    yaw: float
    lateral_m: float
    along_m: float
    course: Course
    height_px: int

    def rows(self) -> Rows:
        """The ground row by row, hidden where a rise stands before it."""
        depth, y, hidden_until = self._ground
        is_seen = np.ones(len(y), bool)
        is_seen[1:] = y[1:] < hidden_until[:-1] - 1e-4
        seen_y, seen_depth = y[is_seen][::-1], depth[is_seen][::-1]
        at = np.arange(self.height_px, dtype=np.float64)
        z = np.exp(np.interp(at, seen_y, np.log(seen_depth)))
        top = float(seen_y[0])
        cover = np.clip(at + 0.5 - top, 0, 1)
        below = np.exp(np.interp(at + 1, seen_y, np.log(seen_depth)))
        run = np.maximum(np.abs(z - below), 1e-3)
        z = np.where(cover > 0, z, 0)
        return Rows(
            z.astype(np.float32),
            run.astype(np.float32),
            self.course.aside_m(z).astype(np.float32),
            cover.astype(np.float32),
        )

    def floor_y_px(self, depths_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """The row below which the land before each depth hides what stands there."""
        depth, _, hidden = self._ground
        return np.interp(depths_m * 0.985, depth, hidden)

    def seen(
        self, lateral_m: NDArray[np.float64], along_m: NDArray[np.float64], up_m: float = 0.0
    ) -> NDArray[np.float64]:
        """Rows of (x, y, pixels in a metre, depth) for places; a depth below 0 is behind us."""
        x, z = self.turned(lateral_m, along_m)
        safe = np.maximum(z, NEAREST_M * 0.5)
        per_m = self.focal_px / safe
        return np.stack(
            [
                self.centre_x_px + per_m * (x + self.course.aside_m(safe)),
                self.horizon_y_px + per_m * (self.eye_m - up_m - self.course.rise_m(safe)),
                per_m,
                z,
            ],
            axis=-1,
        )

    def turned(
        self, lateral_m: NDArray[np.float64], along_m: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Places as right of and ahead of the camera."""
        side, ahead = lateral_m - self.lateral_m, along_m - self.along_m
        sin, cos = math.sin(self.yaw), math.cos(self.yaw)
        return side * cos - ahead * sin, side * sin + ahead * cos

    @cached_property
    def _ground(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Depths, the rows their ground is on, and the highest row up to there."""
        depth = np.geomspace(NEAREST_M * 0.4, FARTHEST_M, _SAMPLES)
        y = self.horizon_y_px + self.focal_px * (self.eye_m - self.course.rise_m(depth)) / depth
        return depth, y, np.minimum.accumulate(y)
