"""The city's camera in metres, and sheets of paint that move like the walls of a street.

A wall along the street has a parallax that grows with its distance from the vanishing point, so
the camera's travel moves it by a homography: exact, without slabs or seams, and a mirror image
on the wet street, which lies in the wall's own plane, moves with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.layer import over, place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus

_FAR_ZOOM_SHARE = 0.25  # as in layer.place: sheets and sprites must agree


@dataclass(frozen=True)
class View:
    """Where the camera stands: x is right and z ahead of it, y above the street, in metres.

    The vanishing point is in painted-canvas pixels; `unit_depth_m` is the depth of parallax 1.
    """

    focal_px: float
    centre_x_px: float
    horizon_y_px: float
    eye_m: float
    unit_depth_m: float

    def project(self, x_m: float, y_m: float, z_m: float) -> tuple[float, float]:
        """Painted-canvas place of a point in the world."""
        scale = self.focal_px / z_m
        return self.centre_x_px + x_m * scale, self.horizon_y_px - (y_m - self.eye_m) * scale

    def parallax(self, z_m: float) -> float:
        return self.unit_depth_m / z_m

    def on_frame(
        self, point_m: tuple[float, float, float], pose: Pose, canvas: Canvas
    ) -> tuple[float, float, float]:
        """Frame place of a world point from a pose, and the pixels a metre has there."""
        x_px, y_px = self.project(*point_m)
        x, y, scale = place(x_px, y_px, self.parallax(point_m[2]), pose, canvas)
        return x, y, scale * self.focal_px / point_m[2]

    def ground_depth_m(self, y_px: float) -> float:
        """How far away the street is that a painted-canvas row below the horizon shows."""
        return self.focal_px * self.eye_m / max(1e-3, y_px - self.horizon_y_px)

    def ground_slope_per_px(self) -> float:
        """How much the street's parallax grows per row below the horizon."""
        return self.unit_depth_m / (self.focal_px * self.eye_m)

    def wall_slope_per_px(self, wall_x_m: float) -> float:
        """How much the parallax of the wall at x grows per column away from the middle."""
        return self.unit_depth_m / (self.focal_px * wall_x_m)


class Sheet:
    """Premultiplied 8-bit RGBA in painted-canvas places, with a parallax linear in x and y."""

    def __init__(
        self,
        image: NDArray[np.uint8],
        *,
        origin_px: tuple[float, float],
        parallax: float = 0.0,
        slope_per_px: tuple[float, float] = (0.0, 0.0),
        place_px: tuple[int, int] = (0, 0),
    ) -> None:
        """`parallax` is the one at `origin_px`; `place_px` is the image's top left corner."""
        alpha = image.max(axis=2)
        rows = np.flatnonzero(alpha.any(axis=1))
        columns = np.flatnonzero(alpha.any(axis=0))
        self.is_empty = rows.size == 0
        if self.is_empty:
            rows = columns = np.zeros(1, np.int64)
        box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        self._image = np.ascontiguousarray(image[box])
        self._x_px = float(place_px[0] + columns[0])
        self._y_px = float(place_px[1] + rows[0])
        self._slope = slope_per_px
        self._base = (
            parallax
            + slope_per_px[0] * (self._x_px - origin_px[0])
            + slope_per_px[1] * (self._y_px - origin_px[1])
        )
        self._is_opaque = bool((self._image[..., 3] == 255).all())

    def draw(self, frame_u8: NDArray[np.uint8], pose: Pose, canvas: Canvas) -> None:
        """Draw onto the frame, as seen from the pose."""
        if self.is_empty:
            return
        view = self._projection(pose, canvas)
        height, width = self._image.shape[:2]
        corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]]) @ view.T
        xs, ys = corners[:, 0] / corners[:, 2], corners[:, 1] / corners[:, 2]
        x0, x1 = max(0, int(xs.min())), min(canvas.width_px, int(np.ceil(xs.max())))
        y0, y1 = max(0, int(ys.min())), min(canvas.height_px, int(np.ceil(ys.max())))
        if x1 <= x0 or y1 <= y0:
            return
        shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float64)
        part = cv2.warpPerspective(
            self._image,
            shift @ view,
            (x1 - x0, y1 - y0),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE if self._is_opaque else cv2.BORDER_CONSTANT,
        )
        over(frame_u8, np.asarray(part, np.uint8), y0, x0)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it: walls and streets are sharp where the subject stands."""
        if self.is_empty:
            return
        slope_x, slope_y = self._slope
        if slope_x == slope_y == 0:
            # A tower's sides are straight: without a gap they would look cut.
            self._image = np.pad(self._image, ((0, 0), (1, 1), (0, 0)))
            self._x_px -= 1
        height, width = self._image.shape[:2]
        across = slope_x * np.arange(width if slope_x else 1, dtype=np.float64)[None, :]
        down = slope_y * np.arange(height if slope_y else 1, dtype=np.float64)[:, None]
        self._image, left_px, top_px = focus.spread(
            self._image, self._base + across + down, y_px=self._y_px
        )
        self._x_px, self._y_px = self._x_px - left_px, self._y_px - top_px
        self._base -= slope_x * left_px + slope_y * top_px

    def _projection(self, pose: Pose, canvas: Canvas) -> NDArray[np.float64]:
        slope_x, slope_y = self._slope
        near = 1 - 1 / pose.zoom
        depth_share = near * (1 - _FAR_ZOOM_SHARE)
        w = np.array(
            [
                -depth_share * slope_x,
                -depth_share * slope_y,
                1 - near * _FAR_ZOOM_SHARE - depth_share * self._base,
            ]
        )
        centre_x, centre_y = canvas.width_px / 2, canvas.height_px / 2
        left = self._x_px - canvas.margin_x_px - centre_x - pose.x_px * self._base
        top = self._y_px - canvas.margin_y_px - centre_y - pose.y_px * self._base
        x = np.array([1 - pose.x_px * slope_x, -pose.x_px * slope_y, left]) + centre_x * w
        y = np.array([-pose.y_px * slope_x, 1 - pose.y_px * slope_y, top]) + centre_y * w
        return np.stack([x, y, w])
