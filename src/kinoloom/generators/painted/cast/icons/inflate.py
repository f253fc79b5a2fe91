"""Flat pictures become clay: a silhouette is inflated to a dome and lit with the scene's rig."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.light import Rig

_COARSEST_PX = 24
_WORK_PX = 192
_SWEEPS = 70
_LUMA = np.array([0.30, 0.59, 0.11], np.float32)


def inflate(alpha: NDArray[np.float32]) -> NDArray[np.float32]:
    """Heights in pixels over a silhouette (0..1): a soap film under pressure, with a soft bevel."""
    rows, columns = alpha.shape
    film = np.zeros((1, 1), np.float32)
    longest = max(rows, columns)
    size = min(_COARSEST_PX, longest)
    while True:
        k = size / longest
        shape = (max(3, round(columns * k)), max(3, round(rows * k)))
        mask = (cv2.resize(alpha, shape, interpolation=cv2.INTER_AREA) > 0.5).astype(np.float32)
        grown = cv2.resize(film, shape, interpolation=cv2.INTER_LINEAR)
        film = _relax(np.asarray(grown, np.float32), mask, 1 / k)
        if size >= min(_WORK_PX, longest):
            break
        size = min(size * 2, _WORK_PX, longest)
    smooth = cv2.GaussianBlur(film, (0, 0), 1.2)
    wide = np.maximum(0, cv2.resize(smooth, (columns, rows), interpolation=cv2.INTER_CUBIC))
    wide = cv2.GaussianBlur(wide, (0, 0), max(0.8, 1.3 * longest / _WORK_PX))
    dome = np.sqrt(4 * wide + 1e-3)
    distance = cv2.distanceTransform((alpha > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    radius = 0.034 * rows
    inside = 1 - np.clip(distance / radius, 0, 1)
    bevel = np.sqrt(np.clip(1 - inside**2, 0, 1)) * radius
    bevel = cv2.GaussianBlur(bevel, (0, 0), max(0.6, rows / 190))
    return np.asarray(0.60 * dome + 0.75 * bevel, np.float32)


def _relax(
    film: NDArray[np.float32], mask: NDArray[np.float32], pixel: float
) -> NDArray[np.float32]:
    """Sweeps of Jacobi for a film held at the silhouette: its Laplacian is minus one inside."""
    film = film * mask
    for _ in range(_SWEEPS):
        around = np.zeros_like(film)
        around[1:] += film[:-1]
        around[:-1] += film[1:]
        around[:, 1:] += film[:, :-1]
        around[:, :-1] += film[:, 1:]
        film = (around + pixel * pixel) * np.float32(0.25) * mask
    return film


def relight(
    rgba_u8: NDArray[np.uint8], rig: Rig, *, haze: float = 0.0, grey: float = 0.24
) -> NDArray[np.uint8]:
    """A straight RGBA picture as a lit clay toy: premultiplied u8 RGBA of the same size."""
    alpha = np.asarray(rgba_u8[..., 3] / np.float32(255), np.float32)
    colour = np.asarray(rgba_u8[..., :3] / np.float32(255), np.float32)
    rows = alpha.shape[0]
    luma = colour @ _LUMA
    body = alpha > 0.5
    flat = np.where(body, luma, luma[body].mean() if body.any() else 0.5).astype(np.float32)
    relief = cv2.GaussianBlur(flat, (0, 0), max(0.5, rows / 240)) * (rows * 0.016)
    height = inflate(alpha) + relief
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0) / 8
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1) / 8
    normal = np.dstack([-slope_x, -slope_y, np.ones_like(height)])
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    lit = _light(normal.astype(np.float32), rig, _occlusion(height, body))
    colour = colour + (luma[..., None] - colour) * np.float32(grey)
    out = np.float32(0.94) * colour ** np.float32(1.2) * lit[0] + lit[1]
    out += (np.asarray(rig.haze_rgb, np.float32) - out) * np.float32(haze)
    out = np.where(out > 0.75, 0.75 + 0.25 * (1 - np.exp(-(out - 0.75) * 4)), out)
    sheet = np.dstack([np.clip(out, 0, 1) * alpha[..., None], alpha]) * 255 + 0.5
    return np.ascontiguousarray(sheet.astype(np.uint8))


def _occlusion(height: NDArray[np.float32], body: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Creases between swellings are darker: height against its surroundings."""
    rows = height.shape[0]
    around = cv2.GaussianBlur(height, (0, 0), rows / 40)
    cover = cv2.GaussianBlur(body.astype(np.float32), (0, 0), rows / 40)
    sunk = np.clip((around / np.maximum(cover, 0.05) - height) / (0.05 * rows), 0, 1)
    return np.asarray(1 - 0.45 * sunk, np.float32)


def _light(
    normal: NDArray[np.float32], rig: Rig, free: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What each point reflects (a gain) and what is added on top (rim light and gloss)."""
    key = np.asarray(rig.key_dir, np.float32)
    rim = np.asarray(rig.rim_dir, np.float32)
    facing = normal @ key
    lit = np.clip((facing + 0.22) / 1.22, 0, 1)
    up = (0.5 - 0.5 * normal[..., 1]) * free
    down = (0.5 + 0.5 * normal[..., 1]) * free
    gain = (
        lit[..., None] * np.asarray(rig.key_rgb, np.float32)
        + up[..., None] * np.asarray(rig.ambient_rgb, np.float32) * np.float32(1.15)
        + down[..., None] * np.asarray(rig.bounce_rgb, np.float32)
    )
    edge = np.clip(normal[..., :2] @ rim[:2], 0, 1) ** 2 * np.clip(1 - normal[..., 2], 0, 1)
    gloss = np.clip(2 * facing * normal[..., 2] - key[2], 0, 1) ** 18 * np.float32(0.16)
    added = edge[..., None] * np.asarray(rig.rim_rgb, np.float32)
    added = added + gloss[..., None] * np.asarray(rig.key_rgb, np.float32)
    return gain.astype(np.float32), added.astype(np.float32)
