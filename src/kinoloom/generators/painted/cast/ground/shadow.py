"""What a standing thing does to the ground: contact shade, cast shadow, footprints."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.bodies.capsules import Sprite
    from kinoloom.generators.painted.easel.light import Rig

_LONGEST = 2.1
"""Cast shadows end here, in body heights: longer ones leave the picture and confuse it."""
_COARSE = 2
"""Shadows are soft: they are drawn on every second pixel."""


@dataclass(frozen=True)
class Fall:
    """How a shadow falls: frame pixels right and down per pixel of height above the ground."""

    right: float
    down: float


def fall_of(
    rig: Rig, foot_px: tuple[float, float], sun_px: tuple[float, float] | None, horizon_y_px: float
) -> Fall:
    """Where the shadow of something standing at `foot_px` falls; all places in frame pixels.

    With the sun in the picture shadows fan out from the point below it, toward the viewer.
    """
    x, y, z = rig.key_dir
    length = min(_LONGEST, 1 / max(0.12, math.tan(math.asin(min(0.99, max(0.05, -y))))))
    if sun_px is not None:
        right, down = foot_px[0] - sun_px[0], 1.7 * max(1.0, foot_px[1] - horizon_y_px)
        span = math.hypot(right, down)
        length = max(0.9, length)
        return Fall(right / span * length, max(0.16, down / span) * length * 0.8)
    flat = max(1e-6, math.hypot(x, z))
    down = -z / flat * length * 0.30
    if abs(down) < 0.14:
        down = 0.14 if z < 0.6 else -0.14
    return Fall(-x / flat * length, down)


def shade_tint(rig: Rig) -> NDArray[np.float32]:
    """What is left of the ground's light in full shadow, per channel 0..1."""
    ambient = np.asarray(rig.ambient_rgb, np.float32) * 1.1 + 0.03
    key = np.asarray(rig.key_rgb, np.float32)
    return np.asarray(ambient / (ambient + key * np.float32(0.55)), np.float32)


def cast_shadow(
    frame_u8: NDArray[np.uint8],
    sprite: Sprite,
    foot_y_px: float,
    fall: Fall,
    *,
    strength: float,
    tint: NDArray[np.float32],
    height_px: float,
) -> None:
    """Lay the sprite's sheared silhouette on the ground, softer and paler with distance."""
    alpha = sprite.rgba[..., 3]
    rows, columns = alpha.shape
    top = foot_y_px - sprite.y_px
    below = foot_y_px - math.floor(foot_y_px)
    corners = [(x + fall.right * (top - y), below + fall.down * (top - y))
               for x in (0, columns) for y in (0, rows)]  # fmt: skip
    pad = 4 + 0.05 * height_px
    x0 = math.floor(min(c[0] for c in corners) - pad)
    y0 = math.floor(min(c[1] for c in corners) - pad)
    width = math.ceil((max(c[0] for c in corners) + pad - x0) / _COARSE)
    height = math.ceil((max(c[1] for c in corners) + pad - y0) / _COARSE)
    k = 1 / _COARSE
    shear = np.array(
        [
            [k, -fall.right * k, (fall.right * top - x0) * k],
            [0, -fall.down * k, (below + fall.down * top - y0) * k],
        ],
        np.float64,
    )
    mask = cv2.warpAffine(alpha, shear, (width, height), flags=cv2.INTER_AREA)
    sharp = cv2.GaussianBlur(mask, (0, 0), max(0.5, 0.005 * height_px * k))
    soft = cv2.GaussianBlur(mask, (0, 0), max(0.8, 0.024 * height_px * k))
    _lay_shadow(
        frame_u8,
        np.asarray(sharp, np.uint8),
        np.asarray(soft, np.uint8),
        x0 + sprite.x_px,
        y0 + math.floor(foot_y_px),
        _COARSE,
        foot_y_px,
        1 / max(1.0, abs(fall.down) * height_px),
        strength,
        tint,
    )


def contact_shade(
    frame_u8: NDArray[np.uint8],
    x_px: float,
    y_px: float,
    radius_px: tuple[float, float],
    *,
    strength: float,
    tint: NDArray[np.float32],
) -> None:
    """A soft dark ellipse where something touches the ground, or nearly does."""
    if strength > 0.004:
        _lay_ellipse(frame_u8, x_px, y_px, radius_px[0], radius_px[1], strength, tint)


def footprint(
    frame_u8: NDArray[np.uint8],
    x_px: float,
    y_px: float,
    radius_px: tuple[float, float],
    *,
    depth: float,
    light_x: float,
    rim_rgb: NDArray[np.float32],
) -> None:
    """A print pressed into soft ground: dark toward the light, its far wall lit."""
    if depth > 0.01 and radius_px[0] > 0.6:
        _lay_print(frame_u8, x_px, y_px, radius_px[0], radius_px[1], depth, light_x, rim_rgb)


@kernel
def _lay_shadow(
    frame: NDArray[np.uint8],
    sharp: NDArray[np.uint8],
    soft: NDArray[np.uint8],
    x0: int,
    y0: int,
    coarse: int,
    foot_y: float,
    per_px: float,
    strength: float,
    tint: NDArray[np.float32],
) -> None:
    rows, columns = sharp.shape
    inv = 1.0 / coarse
    for y in range(rows * coarse - coarse):
        fy = y0 + y
        if fy < 0 or fy >= frame.shape[0]:
            continue
        sy = (y + 0.5) * inv - 0.5
        iy = max(0, min(rows - 2, math.floor(sy)))
        vy = min(1.0, max(0.0, sy - iy))
        far = min(1.0, abs(fy - foot_y) * per_px)
        pale = strength / 255.0 * (1 - 0.55 * far)
        far = min(1.0, far * 1.6)
        for x in range(columns * coarse - coarse):
            fx = x0 + x
            if fx < 0 or fx >= frame.shape[1]:
                continue
            sx = (x + 0.5) * inv - 0.5
            ix = max(0, min(columns - 2, math.floor(sx)))
            if soft[iy, ix] == 0 and soft[iy + 1, ix + 1] == 0:
                continue
            vx = min(1.0, max(0.0, sx - ix))
            a = (sharp[iy, ix] * (1 - vx) + sharp[iy, ix + 1] * vx) * (1 - vy)
            a += (sharp[iy + 1, ix] * (1 - vx) + sharp[iy + 1, ix + 1] * vx) * vy
            b = (soft[iy, ix] * (1 - vx) + soft[iy, ix + 1] * vx) * (1 - vy)
            b += (soft[iy + 1, ix] * (1 - vx) + soft[iy + 1, ix + 1] * vx) * vy
            v = (a + (b - a) * far) * pale
            for c in range(3):
                frame[fy, fx, c] = np.uint8(frame[fy, fx, c] * (1 - v * (1 - tint[c])) + 0.5)


@kernel
def _lay_ellipse(
    frame: NDArray[np.uint8],
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    strength: float,
    tint: NDArray[np.float32],
) -> None:
    for y in range(max(0, int(cy - 2 * ry)), min(frame.shape[0], int(cy + 2 * ry) + 2)):
        for x in range(max(0, int(cx - 2 * rx)), min(frame.shape[1], int(cx + 2 * rx) + 2)):
            d = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2
            if d > 4:
                continue
            v = strength * (math.exp(-1.4 * d) - 0.0037)
            for c in range(3):
                frame[y, x, c] = np.uint8(frame[y, x, c] * (1 - v * (1 - tint[c])) + 0.5)


@kernel
def _lay_print(
    frame: NDArray[np.uint8],
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    depth: float,
    light_x: float,
    rim: NDArray[np.float32],
) -> None:
    for y in range(max(0, int(cy - 2.2 * ry)), min(frame.shape[0], int(cy + 2.2 * ry) + 2)):
        for x in range(max(0, int(cx - 1.8 * rx)), min(frame.shape[1], int(cx + 1.8 * rx) + 2)):
            u, v = (x - cx) / rx, (y - cy) / ry
            d = math.sqrt(u * u + v * v)
            if d > 2:
                continue
            hole = 1 / (1 + math.exp((d - 0.9) * 7))
            wall = math.exp(-((d - 1.12) ** 2) * 16)
            facing = (u * light_x * 0.8 - v * 0.55) / max(0.2, d)
            dark = depth * (0.50 * hole * (1 + 0.5 * facing))
            glow = depth * 0.30 * wall * max(0.0, -facing)
            for c in range(3):
                value = frame[y, x, c] * (1 - dark)
                value += (255 - value) * min(1.0, glow * rim[c])
                frame[y, x, c] = np.uint8(value + 0.5)
