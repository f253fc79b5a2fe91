"""Where something stands in the water: the water before it, the foam around it, its image."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.sea.spectrum import GRID

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.cast.stage import Cast
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.sea.outlook import Outlook
    from kinoloom.generators.painted.settings.sea.surface import Surface

_PATTERN_PX = 512


class Waterline:
    """Lays the water back over what is below its surface, with a rim of foam."""

    def __init__(self, canvas: Canvas, foam_rgb: Colour, seed: int) -> None:
        self._unit = canvas.unit
        self._foam = np.asarray(foam_rgb, np.float32) * np.float32(255)
        self._pattern = fbm_image(
            _PATTERN_PX, _PATTERN_PX, scale_x_px=26, scale_y_px=9, octaves=4, seed=seed % 9973 + 41
        )

    def cover(
        self,
        frame_u8: NDArray[np.uint8],
        water_u8: NDArray[np.uint8],
        span_px: tuple[float, float],
        line_px: float,
        depth_px: float,
        t_s: float,
        *,
        speed: float = 1.0,
        bow: float = 0.022,
    ) -> None:
        """Below the line, between two columns, the frame becomes the water again.

        `depth_px` is how far below the line something may still be seen without it; `speed`
        0..1 is how much foam it stirs, `bow` how far the line sags toward the viewer in its
        middle, in widths.
        """
        unit = self._unit
        wide = span_px[1] - span_px[0]
        pad = 0.12 * wide + 6 * unit
        x0, x1 = max(0, int(span_px[0] - pad)), min(frame_u8.shape[1], int(span_px[1] + pad) + 1)
        swing = min(0.05 * wide, 7 * unit)
        y0 = max(0, int(line_px - 3 * swing))
        y1 = min(frame_u8.shape[0], int(line_px + depth_px + 0.25 * wide + 4 * unit) + 1)
        if x1 - x0 < 2 or y1 - y0 < 2:
            return
        x = np.arange(x0, x1, dtype=np.float32) - np.float32(span_px[0])
        y = np.arange(y0, y1, dtype=np.float32)[:, None]
        length = max(8 * unit, 0.16 * wide)
        wave = np.sin(x / length + 1.7 * t_s) * 0.5 + np.sin(x / (0.43 * length) - 2.6 * t_s) * 0.3
        u = x / max(1.0, wide)
        sag = bow * wide * (1 - np.clip(2 * u - 1, -1, 1) ** 2)
        line = np.float32(line_px) + sag + wave * np.float32(0.45 * swing)
        below = y - line[None]
        back = np.clip(below / max(1.0, 1.5 * unit) + 0.5, 0, 1)[..., None]
        part = frame_u8[y0:y1, x0:x1]
        water = water_u8[y0:y1, x0:x1]
        mixed = part + (water.astype(np.float32) - part) * back
        columns = (np.arange(x0, x1) - int(span_px[0]) + round(9 * t_s)) % _PATTERN_PX
        rows = (np.arange(y1 - y0) * max(1, round(1 / max(0.4, unit)))) % _PATTERN_PX
        pattern = self._pattern[np.ix_(rows, columns)]
        ends = np.clip(1.25 - np.abs(2 * u - 1) ** 3, 0, 1)[None]
        rim = np.exp(-np.abs(below - 1.2 * unit) / (2.6 * unit))
        drift = np.exp(-np.maximum(0, below) / (9 * unit)) * (below > -2 * unit)
        foam = (0.75 * rim + 0.35 * drift) * np.clip((pattern - 0.36) * 4, 0, 1) * ends
        foam = np.clip(foam * (0.35 + 0.5 * speed), 0, 0.85)[..., None].astype(np.float32)
        mixed += (self._foam - mixed) * foam
        part[:] = np.asarray(np.clip(mixed + 0.5, 0, 255), np.uint8)


def mirror_broken(
    frame_u8: NDArray[np.uint8],
    cast: Cast,
    surface: Surface,
    outlook: Outlook,
    t_s: float,
    pose: Pose,
    sunk_px: float,
    *,
    strength: float = 0.62,
) -> None:
    """The cast's image in the water: broken by the waves, and gone where they face away."""
    boxes = [box for box, _ in cast.extents(t_s, pose)]
    height, width = frame_u8.shape[:2]
    tallest = max(box.bottom_px - box.top_px for box in boxes)
    x0 = max(0, math.floor(min(box.left_px for box in boxes) - 0.35 * tallest))
    x1 = min(width, math.ceil(max(box.right_px for box in boxes) + 0.35 * tallest))
    y0 = max(0, math.floor(min(box.bottom_px for box in boxes) - 0.12 * tallest))
    y1 = min(height, math.ceil(max(box.bottom_px for box in boxes) + 0.95 * tallest))
    if x1 - x0 < 4 or y1 - y0 < 4:
        return
    image = frame_u8.copy()
    up = round(sunk_px)
    cast.draw_reflection(image, t_s, pose, strength=1.0)
    band = surface.waves_at(t_s)[1][:GRID]
    texels = GRID / surface.patches_m[1]
    horizon = outlook.horizon_y_px
    rows = np.arange(y0, y1, dtype=np.float32)
    painted = rows + (cast_offset(outlook, pose))
    distance = outlook.focal_px * outlook.eye_m / np.maximum(2.0, painted - horizon)
    columns = np.arange(x0, x1, dtype=np.float32)
    x_m = (columns[None] - width / 2) * distance[:, None] / outlook.focal_px
    i = np.floor(x_m * texels).astype(np.int64) & (GRID - 1)
    j = np.broadcast_to(
        (np.floor(distance * texels).astype(np.int64) & (GRID - 1))[:, None], i.shape
    )
    side, facing = band[j, i, 1], band[j, i, 2]
    reach = 0.10 * tallest
    from_x = np.clip(np.round(columns[None] + side * reach * 1.4), 0, width - 1).astype(np.int64)
    from_y = rows[:, None] + up + facing * reach
    from_y = np.clip(np.round(from_y), 0, height - 1).astype(np.int64)
    share = np.clip(0.72 - 3.4 * facing, 0, 1) * strength
    fade = np.clip(1 - (rows - y0) / max(1.0, 0.95 * (y1 - y0)), 0, 1)[:, None]
    share = (share * fade)[..., None].astype(np.float32)
    part = frame_u8[y0:y1, x0:x1]
    seen = image[from_y, from_x].astype(np.float32)
    before = frame_u8[from_y, from_x]
    is_there = np.any(seen != before, axis=-1, keepdims=True)
    part[:] = np.asarray(part + (seen - part) * (share * is_there) + 0.5, np.uint8)


def cast_offset(outlook: Outlook, pose: Pose) -> float:
    """Frame rows to painted rows, near enough for waves in an image."""
    return outlook.bottom_y_px / 12 + pose.y_px
