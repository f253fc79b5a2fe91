"""A room as a camera sees it: its walls in metres, its windows, and how each plane moves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas

Floats = NDArray[np.float64]

FLOOR, CEILING, BACK, LEFT, RIGHT = range(5)
PLANES = 5
AXES = ((0, 2, 1), (0, 2, 1), (0, 1, 2), (2, 1, 0), (2, 1, 0))
"""Of each plane: the axes of its own u and v, and the one it stands across."""
_FAR_ZOOM_SHARE = 0.25  # as in layer.place: walls and sprites must agree


@dataclass(frozen=True)
class View:
    """The camera at (0, eye, 0): x right along the back wall, y up, z toward that wall, metres.

    `yaw` turns it to the right, in radians. Pixels are the painted canvas's; `unit_depth_m` is
    the depth of parallax 1.
    """

    focal_px: float
    centre_x_px: float
    horizon_y_px: float
    eye_m: float
    yaw: float
    unit_depth_m: float

    def rays(self) -> Floats:
        """Painted pixel (x, y, 1) to the ray through it, of depth 1 (3 x 3)."""
        c, s = math.cos(self.yaw), math.sin(self.yaw)
        f = self.focal_px
        across = np.array([1 / f, 0, -self.centre_x_px / f])
        up = np.array([0, -1 / f, self.horizon_y_px / f])
        ahead = np.array([0.0, 0.0, 1.0])
        return np.stack([c * across + s * ahead, up, -s * across + c * ahead])

    def project(self, x_m: float, y_m: float, z_m: float) -> tuple[float, float, float]:
        """Painted place of a point, and its depth."""
        c, s = math.cos(self.yaw), math.sin(self.yaw)
        depth = s * x_m + c * z_m
        scale = self.focal_px / max(0.05, depth)
        across = c * x_m - s * z_m
        return (
            self.centre_x_px + across * scale,
            self.horizon_y_px - (y_m - self.eye_m) * scale,
            depth,
        )

    def point_at(self, across_m: float, depth_m: float) -> tuple[float, float]:
        """(x, z) in the room of a place that far to the right of the axis, and that deep."""
        c, s = math.cos(self.yaw), math.sin(self.yaw)
        return c * across_m + s * depth_m, -s * across_m + c * depth_m

    def parallax(self, depth_m: float) -> float:
        return self.unit_depth_m / max(0.05, depth_m)


@dataclass(frozen=True)
class Window:
    """An opening in a wall, from (u0, v0) to (u1, v1) in the wall's own metres.

    `columns` and `rows` count its panes; `arch` is how much of its height its round top takes.
    """

    wall: int
    u0: float
    u1: float
    v0: float
    v1: float
    columns: int
    rows: int
    arch: float
    frame_m: float
    bar_m: float

    def numbers(self) -> list[float]:
        return [self.wall, self.u0, self.u1, self.v0, self.v1, self.columns, self.rows,
                self.arch, self.frame_m, self.bar_m]  # fmt: skip

    @property
    def middle(self) -> tuple[float, float]:
        return (self.u0 + self.u1) / 2, (self.v0 + self.v1) / 2


@dataclass(frozen=True)
class Room:
    """A box: how far its walls are from the camera, and what opens in them."""

    left_m: float
    right_m: float
    back_m: float
    height_m: float
    reveal_m: float
    windows: tuple[Window, ...]
    view: View

    def bounds(self) -> Floats:
        """Lowest and highest x, y, z (6)."""
        return np.array([-self.left_m, self.right_m, 0.0, self.height_m, -3.0, self.back_m])

    def window_rows(self) -> Floats:
        return np.array([window.numbers() for window in self.windows], np.float64).reshape(-1, 10)

    def plane(self, which: int) -> tuple[Floats, float]:
        """Outward normal of a plane, and its distance from the camera."""
        eye = self.view.eye_m
        normals = np.array([[0, -1, 0], [0, 1, 0], [0, 0, 1], [-1, 0, 0], [1, 0, 0]], np.float64)
        away = (eye, self.height_m - eye, self.back_m, self.left_m, self.right_m)
        return normals[which], away[which]

    def slopes(self) -> Floats:
        """Parallax of each plane as a x + b y + c of painted pixels (5 x 3)."""
        rays = self.view.rays()
        rows = []
        for which in range(PLANES):
            normal, away = self.plane(which)
            rows.append(normal @ rays / away * self.view.unit_depth_m)
        return np.stack(rows)

    def on_wall(self, which: int, *, beyond_m: float = 0.0) -> Floats:
        """Painted pixel (x, y, 1) to a plane's own (u, v, 1), homogeneous.

        `beyond_m` moves the plane outward.
        """
        normal, away = self.plane(which)
        rays = self.view.rays()
        u, v, _ = AXES[which]
        camera = np.array([0.0, self.view.eye_m, 0.0])
        facing = normal @ rays
        return np.stack([camera[u] * facing + (away + beyond_m) * rays[u],
                         camera[v] * facing + (away + beyond_m) * rays[v], facing])  # fmt: skip

    def wall_point(self, which: int, u: float, v: float, inward_m: float = 0.0) -> Floats:
        """The place (x, y, z) of a wall's own (u, v), a little into the room."""
        at_u, at_v, across = AXES[which]
        normal, away = self.plane(which)
        point = np.zeros(3)
        point[at_u], point[at_v] = u, v
        camera = np.array([0.0, self.view.eye_m, 0.0])
        point[across] = camera[across] + normal[across] * (away - inward_m)
        return point


def onto_frame(slope: Floats, pose: Pose, canvas: Canvas) -> Floats:
    """Painted pixels of a plane to frame pixels, homogeneous (3 x 3); see `layer.place`."""
    a, b, c = (float(value) for value in slope)
    near = 1 - 1 / pose.zoom
    depth = near * (1 - _FAR_ZOOM_SHARE)
    w = np.array([-depth * a, -depth * b, 1 - near * _FAR_ZOOM_SHARE - depth * c])
    centre_x, centre_y = canvas.width_px / 2, canvas.height_px / 2
    left = -canvas.margin_x_px - centre_x - pose.x_px * c
    top = -canvas.margin_y_px - centre_y - pose.y_px * c
    x = np.array([1 - pose.x_px * a, -pose.x_px * b, left]) + centre_x * w
    y = np.array([-pose.y_px * a, 1 - pose.y_px * b, top]) + centre_y * w
    return np.stack([x, y, w])
