"""Moving shadows: leaves before the window, or clouds, pass over the table and its things."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import Shear, place
from kinoloom.generators.painted.settings.tabletop.top_kernels import MAP_STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas

TILE_PX = 256


def shadow_tile(seed: int, *, soft_px: float) -> NDArray[np.float32]:
    """Shadows of twigs with leaves, 0 light .. 1 shade; it repeats without a seam."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x78])
    big = np.zeros((3 * TILE_PX, 3 * TILE_PX), np.float32)
    for _ in range(7):
        x, y = rng.uniform(0, TILE_PX, 2)
        heading = float(rng.uniform(-0.9, 0.9))
        for i in range(11):
            x += 11 * math.cos(heading)
            y += 11 * math.sin(heading)
            heading += float(rng.uniform(-0.18, 0.18))
            lean = heading + (0.9 if i % 2 else -0.9)
            long = float(rng.uniform(9, 17))
            for ox in (0, TILE_PX, 2 * TILE_PX):
                for oy in (0, TILE_PX, 2 * TILE_PX):
                    at = (
                        round(ox + x + long * math.cos(lean)),
                        round(oy + y + long * math.sin(lean)),
                    )
                    cv2.ellipse(big, at, (round(long), max(2, round(0.30 * long))),
                                math.degrees(lean), 0, 360, 1.0, -1, cv2.LINE_AA)  # fmt: skip
    soft = cv2.GaussianBlur(big, (0, 0), soft_px)
    return np.ascontiguousarray(soft[TILE_PX : 2 * TILE_PX, TILE_PX : 2 * TILE_PX], np.float32)


class Sway:
    """Shades what the key light reaches, by light maps kept for every `MAP_STEP` pixels."""

    def __init__(
        self,
        canvas: Canvas,
        maps: Sequence[tuple[NDArray[np.float32], float, Shear | None]],
        *,
        tile: NDArray[np.float32],
        px_per_unit: float,
        strength: float,
        breeze: float,
        phase: float,
    ) -> None:
        """`maps` are (light map, parallax, shear), farthest first; `px_per_unit` of the tile."""
        self._canvas, self._maps, self._tile = canvas, maps, tile
        self._px_per_unit, self._strength, self._breeze = px_per_unit, strength, breeze
        self._phase = phase
        self._size = (max(2, canvas.width_px // MAP_STEP), max(2, canvas.height_px // MAP_STEP))

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Shade the frame as it is at a time."""
        merged: NDArray[np.float32] | None = None
        for maps, parallax, shear in self._maps:
            view = self._projection(maps, parallax, shear, pose)
            seen = np.asarray(
                cv2.warpPerspective(maps, view, self._size, flags=cv2.INTER_LINEAR), np.float32
            )
            if merged is None:
                merged = seen
                continue
            cover = np.clip(seen[..., 3:4], 0, 1)
            # Warped maps are premultiplied by their cover where they end.
            merged = merged * (1 - cover) + seen
        if merged is None:
            return
        b, p = self._breeze, self._phase
        gust = 1 + 0.5 * math.sin(0.31 * t_s * b + p)
        move_u = (
            b * gust * (5.0 * math.sin(0.85 * t_s * math.sqrt(b) + p) + 1.6 * math.sin(2.1 * t_s))
        )
        move_v = b * gust * (3.2 * math.sin(1.15 * t_s * math.sqrt(b) + 2 * p))
        u = merged[..., 1] * self._px_per_unit + np.float32(move_u)
        v = merged[..., 2] * self._px_per_unit + np.float32(move_v)
        shade = cv2.remap(
            self._tile, np.mod(u, TILE_PX), np.mod(v, TILE_PX), cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_WRAP,
        )  # fmt: skip
        dim = np.ascontiguousarray(merged[..., 0] * np.asarray(shade), np.float32)
        _shade(frame, dim * np.float32(self._strength))

    def _projection(
        self, maps: NDArray[np.float32], parallax: float, shear: Shear | None, pose: Pose
    ) -> NDArray[np.float64]:
        """Map pixels to pixels of the small frame."""
        rows, columns = maps.shape[:2]
        corners = np.array([[0, 0], [columns, 0], [0, rows], [columns, rows]], np.float32)
        if shear is not None:
            # Rows above the horizon have no place on the ground.
            top = max(0.0, shear.horizon_y_px / MAP_STEP + 1)
            corners[:2, 1] = top
        seen = []
        for x, y in corners * MAP_STEP:
            share = parallax if shear is None else shear.parallax_at(float(y))
            px, py, _ = place(float(x), float(y), share, pose, self._canvas)
            seen.append((px * self._size[0] / self._canvas.width_px,
                         py * self._size[1] / self._canvas.height_px))  # fmt: skip
        return np.asarray(
            cv2.getPerspectiveTransform(corners, np.array(seen, np.float32)), np.float64
        )


@kernel
def _shade(frame: NDArray[np.uint8], dim: NDArray[np.float32]) -> None:
    """Darken by a small picture of shares, enlarged smoothly; shade is a little cool."""
    height, width = frame.shape[0], frame.shape[1]
    rows, columns = dim.shape
    for y in range(height):
        v = min(rows - 1.001, max(0.0, (y + 0.5) * rows / height - 0.5))
        j = int(v)
        v -= j
        for x in range(width):
            u = min(columns - 1.001, max(0.0, (x + 0.5) * columns / width - 0.5))
            i = int(u)
            u -= i
            a = dim[j, i] + (dim[j, i + 1] - dim[j, i]) * u
            b = dim[j + 1, i] + (dim[j + 1, i + 1] - dim[j + 1, i]) * u
            s = a + (b - a) * v
            if s > 0.002:
                frame[y, x, 0] = np.uint8(frame[y, x, 0] * (1.0 - s) + 0.5)
                frame[y, x, 1] = np.uint8(frame[y, x, 1] * (1.0 - 0.95 * s) + 0.5)
                frame[y, x, 2] = np.uint8(frame[y, x, 2] * (1.0 - 0.86 * s) + 0.5)
