"""A painted field that the wind runs over: drawn by rows, bent and lit by gusts and clouds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.settings.meadow.gusts import CELL_M, wrapped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.easel.layer import Shear
    from kinoloom.generators.painted.settings.meadow.gusts import Wind
    from kinoloom.generators.painted.settings.meadow.relief import Lens

_CLOUD_CELL_M = 9.0
_CLOUD_SPEED = 0.9
_STRIDE = 8


@dataclass(frozen=True)
class Touch:
    """How the wind shows: `glint` in light (0..1), `bend_m` in metres, `cloud` shadows (0..1)."""

    glint: float
    bend_m: float
    cloud: float


class Field:
    """Land over the canvas's whole width from a row on, of one ground plane or one distance."""

    def __init__(
        self,
        rgba_u8: NDArray[np.uint8],
        top_px: int,
        *,
        lens: Lens,
        touch: Touch,
        shear: Shear | None = None,
        parallax: float = 1.0,
        far_m: float = 400.0,
        at_m: float | None = None,
    ) -> None:
        """`rgba_u8` is premultiplied. A field with a shear lies flat up to `far_m`; one without
        stands at `at_m` metres, and its rows count as ground rising behind each other."""
        there = np.flatnonzero(rgba_u8[..., 3].any(axis=1))
        free = int(there[0]) if there.size else 0
        rgba_u8, top_px = rgba_u8[free:], top_px + free
        self._image = np.ascontiguousarray(rgba_u8, np.uint8)
        self._top_px = top_px
        self._touch = touch
        self._shear = shear
        self._middle_px = lens.middle_px
        rows = np.arange(len(rgba_u8), dtype=np.float64) + top_px
        if shear is not None:
            self._parallax = shear.parallax_at(0.0) + shear.slope_per_px * rows
            self._z_m = np.minimum(far_m, _flat_m(lens, rows + 0.5))
        else:
            distance = 100.0 if at_m is None else at_m
            self._parallax = np.full(len(rows), parallax)
            self._z_m = distance * (1 + 1.2 * (len(rows) - np.arange(len(rows))) / len(rows))
        self._m_per_px = np.minimum(self._z_m, at_m or 1e9) / lens.focal_px

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it: sharp where the subject stands."""
        if len(self._image) == 0:
            return
        image, _, top_px = focus.spread(self._image, self._parallax[:, None], grows=(True, False))
        self._image, self._top_px = image, self._top_px - top_px
        rows = (top_px, len(image) - len(self._z_m) - top_px)
        self._parallax = np.pad(self._parallax, rows, mode="edge")
        self._z_m = np.pad(self._z_m, rows, mode="edge")
        self._m_per_px = np.pad(self._m_per_px, rows, mode="edge")

    def draw(
        self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, canvas: Canvas, wind: Wind
    ) -> None:
        """Draw the field of this moment onto the frame."""
        rows = np.arange(len(self._image), dtype=np.float64) + self._top_px
        _, seen, scale = place(0.0, rows, self._parallax, pose, canvas)  # type: ignore[arg-type]
        seen = np.asarray(seen, np.float64)
        scale = np.broadcast_to(scale, seen.shape)
        first = max(0, int(np.ceil(seen[0] - 0.5)))
        last = min(canvas.height_px, int(np.floor(seen[-1])) + 1)
        if last <= first:
            return
        want = np.arange(first, last, dtype=np.float64)
        source = np.interp(want, seen, rows) - self._top_px
        k = np.clip(source, 0, len(rows) - 1)
        at = np.arange(len(rows))
        par, zoom = np.interp(k, at, self._parallax), np.interp(k, at, scale)
        centre = canvas.width_px / 2
        lines = np.stack(
            [source, 1 / zoom, canvas.margin_x_px + centre + pose.x_px * par,
             np.interp(k, at, self._z_m), np.interp(k, at, self._m_per_px)], axis=-1
        )  # fmt: skip
        fade = np.clip(1.4 - lines[:, 4] * 9.0, 0.12, 1.0)
        lines = np.ascontiguousarray(np.column_stack([lines, fade]))
        touch = np.array(
            [self._touch.glint, self._touch.bend_m * wind.heading, self._touch.cloud,
             wind.speed_m * t_s / CELL_M, 0.22 * abs(wind.speed_m) * t_s / CELL_M,
             _CLOUD_SPEED * wind.speed_m * t_s / _CLOUD_CELL_M, centre, self._middle_px]
        )  # fmt: skip

        if self._shear is None and self._touch.bend_m == 0.0:
            self._lay(frame_u8, pose, canvas, wind, lines, touch, first)
            return

        def rows_of(start: int, stop: int) -> None:
            _draw_rows(frame_u8, self._image, wind.map, wind.shade, lines, touch, first, start,
                       stop)  # fmt: skip

        in_bands(last - first, rows_of)

    def _lay(
        self,
        frame_u8: NDArray[np.uint8],
        pose: Pose,
        canvas: Canvas,
        wind: Wind,
        lines: NDArray[np.float64],
        touch: NDArray[np.float64],
        first: int,
    ) -> None:
        """A sheet that nothing bends: moved as a whole, then lit by gusts and clouds."""
        x, y, scale = place(0.0, self._top_px, float(self._parallax[0]), pose, canvas)
        view = np.array([[scale, 0, x], [0, scale, y - first]], np.float64)
        size = (canvas.width_px, len(lines))
        part = cv2.warpAffine(self._image, view, size, flags=cv2.INTER_LINEAR)
        sheet = np.asarray(part, np.uint8)

        def rows_of(start: int, stop: int) -> None:
            _lay_rows(frame_u8, sheet, wind.map, wind.shade, lines, touch, first, start, stop)

        in_bands(len(lines), rows_of)


def premultiplied(rgba: NDArray[np.float32], seed: int = 5) -> NDArray[np.uint8]:
    """Straight float RGBA as premultiplied u8, dithered: distant land is smoother than 8 bits."""
    alpha = np.clip(rgba[..., 3:4], 0, 1)
    values = np.concatenate([np.clip(rgba[..., :3], 0, 1) * alpha, alpha], axis=-1) * 255
    noise = np.random.default_rng(seed).random((*rgba.shape[:2], 1), dtype=np.float32)
    return np.where(alpha <= 0, 0, np.minimum(values + noise, 255)).astype(np.uint8)


def _flat_m(lens: Lens, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return lens.focal_px * lens.eye_m / np.maximum(0.5, rows - lens.horizon_px)


@kernel
def _air(
    gusts: NDArray[np.float32],
    clouds: NDArray[np.float32],
    wide: float,
    row_v: float,
    cloud_v: float,
    touch: NDArray[np.float64],
    fade: float,
    is_moved: bool,
) -> tuple[float, float]:
    """The gust at a place, and how light it is there."""
    gust = 0.0
    level = 1.0
    if is_moved:
        gust = wrapped(gusts, wide / 0.55 - touch[3], row_v) - 0.45
        level += touch[0] * gust * fade
    if touch[2] > 0.0:
        over = wrapped(clouds, wide / 9.0 - touch[5], cloud_v)
        level *= 1.0 - touch[2] * max(0.0, over - 0.42)
    return gust, max(0.0, level)


@kernel
def _lay_rows(
    frame: NDArray[np.uint8],
    sheet: NDArray[np.uint8],
    gusts: NDArray[np.float32],
    clouds: NDArray[np.float32],
    lines: NDArray[np.float64],
    touch: NDArray[np.float64],
    top: int,
    first: int,
    last: int,
) -> None:
    width = frame.shape[1]
    is_moved = touch[0] > 0.0
    for line in range(first, last):
        y = top + line
        inverse, offset, z = lines[line, 1], lines[line, 2], lines[line, 3]
        m_per_px, fade = lines[line, 4], lines[line, 5]
        row_v = z / 0.55 + touch[4]
        cloud_v = z / 9.0
        ready = -1
        level = next_level = 1.0
        for x in range(width):
            alpha = np.uint32(sheet[line, x, 3])
            if alpha == 0:
                continue
            block = x // _STRIDE
            if block != ready:
                ready = block
                wide = ((block * _STRIDE - touch[6]) * inverse + offset - touch[7]) * m_per_px
                step = _STRIDE * inverse * m_per_px
                _, level = _air(gusts, clouds, wide, row_v, cloud_v, touch, fade, is_moved)
                _, next_level = _air(
                    gusts, clouds, wide + step, row_v, cloud_v, touch, fade, is_moved
                )
            share = (x - block * _STRIDE) / _STRIDE
            gain = np.uint32((level + (next_level - level) * share) * 4096.0)
            keep = np.uint32(255) - alpha
            for k in range(3):
                value = (np.uint32(sheet[line, x, k]) * gain) >> 12
                if keep > 0:
                    value += (np.uint32(frame[y, x, k]) * keep + 127) // 255
                frame[y, x, k] = min(value, np.uint32(255))


@kernel
def _draw_rows(
    frame: NDArray[np.uint8],
    image: NDArray[np.uint8],
    gusts: NDArray[np.float32],
    clouds: NDArray[np.float32],
    lines: NDArray[np.float64],
    touch: NDArray[np.float64],
    top: int,
    first: int,
    last: int,
) -> None:
    height, width = image.shape[0], image.shape[1]
    glint, bend_m = touch[0], touch[1]
    per_cell = 1.0 / 0.55
    per_cloud = 1.0 / 9.0
    for line in range(first, last):
        y = top + line
        source = min(height - 1.001, max(0.0, lines[line, 0]))
        inverse, offset, z = lines[line, 1], lines[line, 2], lines[line, 3]
        m_per_px, fade = lines[line, 4], lines[line, 5]
        j = int(source)
        v = int((source - j) * 256.0)
        row_v = z * per_cell + touch[4]
        cloud_v = z * per_cloud
        bend = bend_m / m_per_px * fade
        is_moved = glint > 0.0 or bend_m != 0.0
        gust = ahead = 0.0
        level = next_level = 1.0
        for x in range(frame.shape[1]):
            px = (x - touch[6]) * inverse + offset
            step = x & (_STRIDE - 1)
            if step == 0:
                # Gusts and clouds are wide: between every eighth pixel they run straight.
                if x == 0:
                    ahead, next_level = _air(
                        gusts, clouds, (px - touch[7]) * m_per_px, row_v, cloud_v, touch, fade,
                        is_moved,
                    )  # fmt: skip
                gust, level = ahead, next_level
                ahead, next_level = _air(
                    gusts, clouds, (px + _STRIDE * inverse - touch[7]) * m_per_px, row_v, cloud_v,
                    touch, fade, is_moved,
                )  # fmt: skip
            share = step / _STRIDE
            px -= (gust + (ahead - gust) * share) * bend
            px = min(width - 1.01, max(0.0, px))
            i = int(px)
            if image[j, i, 3] == 0 and image[j + 1, i + 1, 3] == 0:
                continue
            u = int((px - i) * 256.0)
            a = (256 - u) * (256 - v)
            b = u * (256 - v)
            c = (256 - u) * v
            d = u * v
            alpha = (
                image[j, i, 3] * a
                + image[j, i + 1, 3] * b
                + image[j + 1, i, 3] * c
                + image[j + 1, i + 1, 3] * d
            ) >> 16
            gain = int((level + (next_level - level) * share) * 4096.0)
            keep = 255 - alpha
            for k in range(3):
                value = (
                    image[j, i, k] * a
                    + image[j, i + 1, k] * b
                    + image[j + 1, i, k] * c
                    + image[j + 1, i + 1, k] * d
                ) >> 16
                value = (value * gain) >> 12
                if keep > 0:
                    value += (int(frame[y, x, k]) * keep + 127) // 255
                frame[y, x, k] = min(255, value)
