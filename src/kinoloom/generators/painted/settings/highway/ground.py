"""Asphalt, its lines and the land at both sides, drawn anew in every frame."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.highway.ground_kernels import TILE_PX, paint_ground
from kinoloom.generators.painted.settings.highway.plan import LANE_M, SHOULDER_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.highway.lens import Lens, Rows
    from kinoloom.generators.painted.settings.highway.looks import Look
    from kinoloom.generators.painted.settings.highway.plan import Plan

DASH_PERIOD_M = 10.0
_DASH_M = 4.0
_VERGE_M = 2.2
_ALONG_M = (430.0, 61.0, 7.3, 50.0)
"""How far the tile reaches along the road: patches, tufts, grit, waves."""
_SIDE_M = (61.0, 7.3, 50.0, 430.0)


class Ground:
    """The ground of a shot. `period_m` is what everything along the road repeats in, if it does."""

    def __init__(
        self, plan: Plan, look: Look, canvas: Canvas, period_m: float | None, seed: int
    ) -> None:
        self._plan, self._look, self._canvas = plan, look, canvas
        self._tile = _noise_tile(seed)
        turns = [1 / reach for reach in _ALONG_M]
        if period_m is not None:
            turns = [max(1, round(period_m * each)) / period_m for each in turns]
        self._turns = np.array([*turns, *(1 / r for r in _SIDE_M)]) * TILE_PX
        self._bands, self._lines = _markings(plan, look)
        self._lamps = np.zeros((0, 4))
        # Trodden up to a camera that stands beside the road: a lawn would fill half the frame.
        aside_m = max(0.0, abs(plan.lateral_m) - self.edge_m) if plan.view == "side" else 0.0
        self._verge_m = _VERGE_M + 0.75 * aside_m

    def light_lamps(
        self, lateral_m: list[float], spacing_m: float, offset_m: float, reach_m: float
    ) -> None:
        """Lamps stand there every so far, each over a pool of light."""
        rows = [[at, spacing_m, offset_m, reach_m] for at in lateral_m]
        self._lamps = np.array(rows, np.float64)

    @property
    def edge_m(self) -> float:
        """From the middle to where the asphalt ends."""
        return self._plan.half_m + SHOULDER_M

    def draw(
        self, frame_u8: NDArray[np.uint8], lens: Lens, rows: Rows, *, air: NDArray[np.float32],
        t_s: float, blur_m: float, sun_x_px: float, beam: float,
    ) -> None:  # fmt: skip
        """Over the sky that is drawn already; `air` (width x 3) is the colour of the distance."""
        plan, look, canvas = self._plan, self._look, self._canvas
        small = (max(2, canvas.width_px // 4), max(2, canvas.height_px // 4))
        mirror = cv2.resize(frame_u8, small, interpolation=cv2.INTER_AREA)
        mirror = cv2.GaussianBlur(mirror, (0, 0), sigmaX=0.6, sigmaY=max(0.4, 5 * canvas.unit))
        veil = 1 - np.exp(-((rows.depth_m / look.sight_m) ** 0.85))
        clear = 1 - look.dark if look.dark < 0.9 else 0.0
        sea = plan.sea_side * (self.edge_m + 26.0) if plan.terrain == "coast" else 0.0
        glow = 1.0 if look.dark < 0.7 else 0.5
        columns = np.arange(canvas.width_px, dtype=np.float32)[:, None] - np.float32(sun_x_px)
        glare = np.exp(-((columns / (np.array([330.0, 150.0], np.float32) * canvas.unit)) ** 2))
        columns_air = np.ascontiguousarray(np.hstack([air, glare]), np.float32)
        numbers = np.array(
            [
                lens.focal_px, lens.centre_x_px, math.cos(lens.yaw), math.sin(lens.yaw),
                lens.lateral_m, lens.along_m, blur_m, t_s, look.wet, look.snow, sea, sun_x_px,
                0.75 * glow, beam, (3.0 + 3.0 * look.wet) * look.beams if len(self._lamps) else 0.0,
                0.20 if plan.terrain == "wheat" and look.snow < 0.5 else 0.0,
                lens.horizon_y_px, canvas.unit, 0.5 + 0.5 * clear, self._verge_m,
                plan.median_m / 2,
            ]
        )  # fmt: skip

        def paint(first: int, last: int) -> None:
            paint_ground(
                frame_u8, first, last, rows.depth_m, rows.run_m, rows.aside_m, rows.cover,
                veil.astype(np.float32), np.asarray(mirror, np.uint8), columns_air, self._tile,
                self._turns, self._bands,
                self._lines, self._lamps, look.inks, numbers,
            )  # fmt: skip

        in_bands(canvas.height_px, paint)


@lru_cache(maxsize=2)
def _noise_tile(seed: int) -> NDArray[np.float32]:
    """Fractal noise that wraps, about 0."""
    seam = TILE_PX // 4
    sheet = fbm_image(
        TILE_PX + seam, TILE_PX + seam, scale_x_px=64, scale_y_px=64, octaves=5, seed=seed % 9973
    )
    fade = np.linspace(0, 1, seam, dtype=np.float32)
    keep = np.sqrt(fade**2 + (1 - fade) ** 2)
    mean = float(sheet.mean())
    sheet = sheet - mean
    wrapped = sheet[:, :TILE_PX].copy()
    wrapped[:, :seam] = (wrapped[:, :seam] * fade + sheet[:, TILE_PX:] * (1 - fade)) / keep
    out = wrapped[:TILE_PX].copy()
    down = fade[:, None]
    out[:seam] = (out[:seam] * down + wrapped[TILE_PX:] * (1 - down)) / keep[:, None]
    return np.ascontiguousarray(out, np.float32)


def _markings(plan: Plan, look: Look) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bands of asphalt and the lines on them."""
    white = look.lit(np.array([0.86, 0.86, 0.83], np.float32), 0.75)
    yellow = look.lit(np.array([0.88, 0.62, 0.12], np.float32), 0.75)
    half, inner = plan.half_m, plan.median_m / 2
    outer = half + SHOULDER_M
    lines = [(side * (half - 0.05), 0.075, 0.0, 0.0, *white) for side in (-1, 1)]
    if plan.lanes == 1:
        bands = [(-outer, outer)]
        if plan.course.bend_m or plan.view == "side":
            lines += [(side * 0.13, 0.065, 0.0, 0.0, *yellow) for side in (-1, 1)]
        else:
            lines.append((0.0, 0.075, DASH_PERIOD_M, _DASH_M, *yellow))
        return np.array(bands), np.array(lines, np.float64)
    bands = [(-outer, -inner + 0.9), (inner - 0.9, outer)]
    for side in (-1, 1):
        lines.append((side * (inner + 0.08), 0.08, 0.0, 0.0, *yellow))
        for lane in range(1, plan.lanes):
            at = side * (inner + lane * LANE_M)
            lines.append((at, 0.075, DASH_PERIOD_M, _DASH_M, *white))
    return np.array(bands), np.array(lines, np.float64)
