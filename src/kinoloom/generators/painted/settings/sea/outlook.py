"""How the viewer sees the water: which stretch of sea is on each row of the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.layer import Shear, place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

SKY_PARALLAX = 0.02
_NEAR_PARALLAX = 1.22
"""At the painted canvas's bottom."""
_COARSE_PX = 3.0
"""Below the frame only crests matter that rise into it: they need few looks."""
_HORIZON_PX = 0.4


class Outlook(NamedTuple):
    """An eye above a plane. Rows are of the painted canvas."""

    focal_px: float
    horizon_y_px: float
    eye_m: float
    bottom_y_px: float

    @property
    def ground(self) -> Shear:
        """The plane as things that stand on it move: exactly as a real one would."""
        return Shear(self.horizon_y_px, self.bottom_y_px, SKY_PARALLAX, _NEAR_PARALLAX)

    def row_at(self, distance_m: float) -> float:
        """The painted row of what lies that far away."""
        return self.horizon_y_px + self.focal_px * self.eye_m / distance_m

    def distance_m(self, y_px: float) -> float:
        """How far away is what lies on the painted row."""
        return self.focal_px * self.eye_m / max(0.25, y_px - self.horizon_y_px)


class Rows(NamedTuple):
    """Where to look along any column, near to far; frame pixels and metres.

    A point at sea level is on frame row `flat_y_px`, one metre higher `lift_px` further up. Its
    place to the right is (`widen` x the frame's x from its middle + `shift_px`) x distance /
    focal length.
    """

    horizon_y_px: float
    distance_m: NDArray[np.float64]
    flat_y_px: NDArray[np.float64]
    lift_px: NDArray[np.float64]
    widen: NDArray[np.float64]
    shift_px: NDArray[np.float64]
    far_shift_px: float
    reach_m: float
    """Focal length in pixels times the eye's height."""

    @property
    def footprint_m(self) -> NDArray[np.float64]:
        """How much depth one row of the frame covers."""
        return self.distance_m * self.distance_m / self.reach_m


def rows_of(
    outlook: Outlook,
    pose: Pose,
    canvas: Canvas,
    *,
    highest_m: float = 0.0,
    fine_share: float = 1.0,
    coarse_px: float = 1.0,
) -> Rows:
    """The rows of the frame as the camera at that pose sees the plane.

    Crests up to `highest_m` that are nearer than the frame's last row are looked at too. Below
    `fine_share` of the way down from the horizon, rows lie `coarse_px` apart.
    """
    ground = outlook.ground
    far, slope = ground.far_parallax, ground.slope_per_px
    still = 1 - 1 / pose.zoom
    nearing_far = still * _nearing(far, canvas)
    nearing_slope = still * (_nearing(far + 1, canvas) - _nearing(far, canvas)) * slope
    middle_y = canvas.height_px / 2
    from_middle = outlook.horizon_y_px - canvas.margin_y_px - middle_y - pose.y_px * far
    size = 1 - nearing_far
    horizon = from_middle / size + middle_y
    last = canvas.height_px + 2.0
    reach = min(0.55, max(0.02, highest_m / outlook.eye_m))
    below_frame = (last - horizon) * reach / (1 - reach)
    coarse = np.arange(last + below_frame, last, -_COARSE_PX)
    near = np.arange(last, horizon + fine_share * (canvas.height_px - horizon), -coarse_px)
    fine = np.arange(near[-1] if len(near) else last, horizon + _HORIZON_PX, -1.0)
    y = np.concatenate([coarse, near[:-1], fine, [horizon + _HORIZON_PX]]) - middle_y
    below = (y * size - from_middle) / (1 - pose.y_px * slope + y * nearing_slope)
    below = np.maximum(below, 0.05)
    scale = 1 / (size - nearing_slope * below)
    distance = outlook.focal_px * outlook.eye_m / below
    parallax = far + slope * below
    return Rows(
        horizon_y_px=horizon,
        distance_m=distance,
        flat_y_px=y + middle_y,
        lift_px=outlook.focal_px / distance * scale,
        widen=1 / scale,
        shift_px=pose.x_px * parallax,
        far_shift_px=pose.x_px * far,
        reach_m=outlook.focal_px * outlook.eye_m,
    )


def _nearing(parallax: float, canvas: Canvas) -> float:
    """How much a point of that parallax grows when the camera comes as near as it can."""
    _, _, twice = place(0.0, 0.0, parallax, Pose(0.0, 0.0, 2.0), canvas)
    return 2 * (1 - 1 / twice)
