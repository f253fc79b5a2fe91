"""Layers of paint, and how the camera sees them: one projection for planes, grounds and points.

A camera that moves sideways and forward shifts and enlarges a layer by its parallax (0 far,
1 near, above 1 in front of the subject). On a ground plane the parallax grows with the row,
which makes its projection a homography: what stands on a row moves exactly with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus

_FAR_ZOOM_SHARE = 0.25
"""How much of a zoom even the sky gets: between a dolly (0) and a lens zoom (1)."""
_DITHER_SEED = 20240


@dataclass(frozen=True)
class Shear:
    """A ground plane: parallax grows from the horizon's row to the bottom's (painted canvas)."""

    horizon_y_px: float
    bottom_y_px: float
    far_parallax: float
    near_parallax: float

    @property
    def slope_per_px(self) -> float:
        run_px = self.bottom_y_px - self.horizon_y_px
        return (self.near_parallax - self.far_parallax) / run_px

    def parallax_at(self, y_px: float) -> float:
        """The parallax of what stands on the ground at this row."""
        return self.far_parallax + self.slope_per_px * (y_px - self.horizon_y_px)


class Layer:
    """A painted sheet: premultiplied RGBA of 8 bits, cropped to what is painted on it."""

    def __init__(
        self,
        rgba: NDArray[np.float32] | NDArray[np.uint8],
        parallax: float,
        *,
        x_px: int = 0,
        y_px: int = 0,
        shear: Shear | None = None,
    ) -> None:
        """`rgba` is straight float 0..1 or premultiplied u8; (x, y) is its painted-canvas place."""
        premultiplied = rgba if rgba.dtype == np.uint8 else _premultiply(rgba)
        alpha = premultiplied[..., 3]
        rows = np.flatnonzero(alpha.any(axis=1))
        columns = np.flatnonzero(alpha.any(axis=0))
        self.parallax = parallax
        self.shear = shear
        self.is_empty = rows.size == 0
        if self.is_empty:
            self._image: NDArray[np.uint8] = np.zeros((1, 1, 4), np.uint8)
            self._x_px, self._y_px = x_px, y_px
            return
        box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        image = premultiplied[box]
        # A sheet without holes or edges needs no alpha: less to move, and no blending.
        is_whole = image.shape == premultiplied.shape and x_px == y_px == 0 and shear is None
        self._is_opaque = is_whole and bool((image[..., 3] == 255).all())
        self._image = np.ascontiguousarray(image[..., :3] if self._is_opaque else image, np.uint8)
        self._x_px, self._y_px = x_px + int(columns[0]), y_px + int(rows[0])

    def draw(self, frame_u8: NDArray[np.uint8], pose: Pose, canvas: Canvas) -> None:
        """Draw onto the frame, as seen from the pose."""
        if self.is_empty:
            return
        view = self._projection(pose, canvas)
        height_px, width_px = self._image.shape[:2]
        corners = np.array(
            [[0, 0, 1], [width_px, 0, 1], [0, height_px, 1], [width_px, height_px, 1]], np.float64
        )
        seen = corners @ view.T
        xs, ys = seen[:, 0] / seen[:, 2], seen[:, 1] / seen[:, 2]
        x0, x1 = max(0, int(np.floor(xs.min()))), min(canvas.width_px, int(np.ceil(xs.max())))
        y0, y1 = max(0, int(np.floor(ys.min()))), min(canvas.height_px, int(np.ceil(ys.max())))
        if x1 <= x0 or y1 <= y0:
            return
        shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float64)
        part = _warp(self._image, shift @ view, (x1 - x0, y1 - y0), replicate=self._is_opaque)
        if self._is_opaque:
            frame_u8[y0:y1, x0:x1] = part
        else:
            over(frame_u8, part, y0, x0)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it; a ground plane is sharp where the subject stands."""
        if self.is_empty:
            return
        image = self._image
        if self._is_opaque:
            image = np.dstack([image, np.full(image.shape[:2], 255, np.uint8)])
        depth: float | NDArray[np.float64] = self.parallax
        if self.shear is not None:
            rows = np.arange(image.shape[0], dtype=np.float64)[:, None] + self._y_px
            far_px = rows - self.shear.horizon_y_px
            depth = self.shear.far_parallax + self.shear.slope_per_px * far_px
        image, left_px, top_px = focus.spread(image, depth, y_px=self._y_px)
        self._image = np.ascontiguousarray(image[..., :3] if self._is_opaque else image)
        self._x_px, self._y_px = self._x_px - left_px, self._y_px - top_px

    def _projection(self, pose: Pose, canvas: Canvas) -> NDArray[np.float64]:
        """Image pixels to frame pixels, homogeneous."""
        if self.shear is None:
            parallax, slope, row_zero = self.parallax, 0.0, 0.0
        else:
            parallax, slope = self.shear.far_parallax, self.shear.slope_per_px
            row_zero = self.shear.horizon_y_px
        base = parallax + slope * (self._y_px - row_zero)
        near = 1 - 1 / pose.zoom
        centre_x, centre_y = canvas.width_px / 2, canvas.height_px / 2
        w = np.array(
            [
                0.0,
                -near * (1 - _FAR_ZOOM_SHARE) * slope,
                1 - near * (_FAR_ZOOM_SHARE + (1 - _FAR_ZOOM_SHARE) * base),
            ]
        )
        left = self._x_px - canvas.margin_x_px - centre_x - pose.x_px * base
        top = self._y_px - canvas.margin_y_px - centre_y - pose.y_px * base
        x = np.array([1.0, -pose.x_px * slope, left]) + centre_x * w
        y = np.array([0.0, 1.0 - pose.y_px * slope, top]) + centre_y * w
        return np.stack([x, y, w])


def place(
    x_px: float, y_px: float, parallax: float, pose: Pose, canvas: Canvas
) -> tuple[float, float, float]:
    """Where a painted-canvas point of that parallax is on the frame: (x, y, its scale)."""
    near = 1 - 1 / pose.zoom
    scale = 1 / (1 - near * (_FAR_ZOOM_SHARE + (1 - _FAR_ZOOM_SHARE) * parallax))
    centre_x, centre_y = canvas.width_px / 2, canvas.height_px / 2
    x = (x_px - canvas.margin_x_px - centre_x - pose.x_px * parallax) * scale + centre_x
    y = (y_px - canvas.margin_y_px - centre_y - pose.y_px * parallax) * scale + centre_y
    return x, y, scale


def over(dst: NDArray[np.uint8], src_premult: NDArray[np.uint8], y0_px: int, x0_px: int) -> None:
    """Lay a premultiplied RGBA picture over an RGB one in place; what is outside is cut off."""
    top, left = max(0, -y0_px), max(0, -x0_px)
    bottom = min(src_premult.shape[0], dst.shape[0] - y0_px)
    right = min(src_premult.shape[1], dst.shape[1] - x0_px)
    if bottom > top and right > left:
        part = np.ascontiguousarray(src_premult[top:bottom, left:right])
        _over(dst, part, y0_px + top, x0_px + left)


def blit(
    frame_u8: NDArray[np.uint8], sprite_premult_u8: NDArray[np.uint8], x_px: float, y_px: float
) -> None:
    """Lay a sprite over the frame with its top left corner at a place between pixels."""
    x0, y0 = int(np.floor(x_px)), int(np.floor(y_px))
    height_px, width_px = sprite_premult_u8.shape[:2]
    if x0 >= frame_u8.shape[1] or y0 >= frame_u8.shape[0] or x0 < -width_px or y0 < -height_px:
        return
    shift = np.array([[1, 0, x_px - x0], [0, 1, y_px - y0], [0, 0, 1]], np.float64)
    moved = _warp(sprite_premult_u8, shift, (width_px + 1, height_px + 1), replicate=False)
    over(frame_u8, moved, y0, x0)


def add_spots(
    frame_u8: NDArray[np.uint8],
    xs: NDArray[np.float32],
    ys: NDArray[np.float32],
    radius_px: NDArray[np.float32],
    colour: NDArray[np.float32],
    intensity: NDArray[np.float32],
) -> None:
    """Screen soft glowing dots onto the frame; one colour (3) or one for each dot (n x 3)."""
    count = len(xs)
    colours = np.broadcast_to(np.asarray(colour, np.float32), (count, 3))
    _add_spots(
        frame_u8,
        np.ascontiguousarray(xs, np.float32),
        np.ascontiguousarray(ys, np.float32),
        np.ascontiguousarray(np.broadcast_to(radius_px, count), np.float32),
        np.ascontiguousarray(colours, np.float32),
        np.ascontiguousarray(np.broadcast_to(intensity, count), np.float32),
    )


def _premultiply(rgba: NDArray[np.float32] | NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Straight float RGBA to premultiplied u8; dithered, since skies are smoother than 8 bits."""
    alpha = np.clip(rgba[..., 3:4], 0, 1).astype(np.float32)
    values = np.concatenate([np.clip(rgba[..., :3], 0, 1) * alpha, alpha], axis=-1) * 255
    noise = np.random.default_rng(_DITHER_SEED).random((*rgba.shape[:2], 1), dtype=np.float32)
    is_empty = values[..., 3:4] <= 0
    # Full and empty stay exactly so: dither there would make holes and veils.
    return np.where(is_empty, 0, np.minimum(values + noise, 255)).astype(np.uint8)


def _warp(
    image: NDArray[np.uint8],
    view: NDArray[np.float64],
    size_px: tuple[int, int],
    *,
    replicate: bool,
) -> NDArray[np.uint8]:
    border = cv2.BORDER_REPLICATE if replicate else cv2.BORDER_CONSTANT
    if view[2, 1] == 0:
        affine = view[:2] / view[2, 2]
        warped = cv2.warpAffine(image, affine, size_px, flags=cv2.INTER_LINEAR, borderMode=border)
    else:
        warped = cv2.warpPerspective(
            image, view, size_px, flags=cv2.INTER_LINEAR, borderMode=border
        )
    return np.asarray(warped, np.uint8)


@kernel
def _over(dst: NDArray[np.uint8], src: NDArray[np.uint8], y0: int, x0: int) -> None:
    height, width = src.shape[0], src.shape[1]
    for y in range(height):
        for x in range(width):
            alpha = np.uint32(src[y, x, 3])
            if alpha == 255:
                for c in range(3):
                    dst[y0 + y, x0 + x, c] = src[y, x, c]
            elif alpha > 0:
                keep = np.uint32(255) - alpha
                for c in range(3):
                    below = (np.uint32(dst[y0 + y, x0 + x, c]) * keep * 257 + 32768) >> 16
                    dst[y0 + y, x0 + x, c] = min(np.uint32(src[y, x, c]) + below, 255)


@kernel
def _add_spots(
    frame: NDArray[np.uint8],
    xs: NDArray[np.float32],
    ys: NDArray[np.float32],
    radii: NDArray[np.float32],
    colours: NDArray[np.float32],
    intensities: NDArray[np.float32],
) -> None:
    height, width = frame.shape[0], frame.shape[1]
    for k in range(xs.shape[0]):
        reach = radii[k] * 1.7
        for y in range(max(0, int(ys[k] - reach)), min(height, int(ys[k] + reach) + 2)):
            for x in range(max(0, int(xs[k] - reach)), min(width, int(xs[k] + reach) + 2)):
                away = ((x - xs[k]) ** 2 + (y - ys[k]) ** 2) / (radii[k] * radii[k])
                light = intensities[k] * np.exp(-away * 2.0)
                for c in range(3):
                    dark = 1.0 - frame[y, x, c] * (1.0 / 255.0)
                    lit = 1.0 - dark * (1.0 - min(1.0, light * colours[k, c]))
                    frame[y, x, c] = np.uint8(255.0 * lit + 0.5)
