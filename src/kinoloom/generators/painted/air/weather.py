"""Weather in front of the lens: rain, splashes, snow, mist and blown dust.

Every drop's place follows from its number and the time alone, so frames can be drawn in any
order, and nothing appears or vanishes inside the frame. With a period all returns after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.weather_kernels import (
    draw_flakes,
    draw_splashes,
    draw_streaks,
    draw_veil,
)
from kinoloom.generators.painted.easel.noise import fbm_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas

Colour = tuple[float, float, float]
_REFERENCE_AREA_PX = 1920 * 1080
_VEIL_DISSOLVE = 0.4
"""Of the period: mist is so soft that the dissolve may be long."""


@dataclass(frozen=True)
class _Sheet:
    """Drops at one distance: how many fill a 1080-line picture, and their looks in its pixels."""

    count: int
    length_px: float
    radius_px: float
    speed_px_per_s: float
    alpha: float
    parallax: float


_RAIN_SHEETS = (
    _Sheet(1100, 26, 0.55, 900, 0.36, 0.5),
    _Sheet(480, 64, 0.85, 1500, 0.42, 0.9),
    _Sheet(120, 130, 1.05, 2400, 0.32, 1.4),
)
_SNOW_SHEETS = (
    _Sheet(1300, 0, 1.3, 70, 0.62, 0.4),
    _Sheet(420, 0, 2.5, 125, 0.78, 0.8),
    _Sheet(110, 0, 5.0, 215, 0.62, 1.2),
    _Sheet(26, 0, 15.0, 330, 0.17, 1.6),
)
_DUST_SHEETS = (
    _Sheet(420, 0, 1.0, 40, 0.42, 0.6),
    _Sheet(130, 0, 1.8, 80, 0.34, 1.1),
)


class Rain:
    """Streaks at three distances, slanted by the wind; strength 0 (dry) to 1 (pouring)."""

    def __init__(
        self,
        canvas: Canvas,
        strength: float,
        seed: int,
        *,
        wind: float = 0.12,
        tint_rgb: Colour = (0.74, 0.80, 0.92),
        period_s: float | None = None,
    ) -> None:
        """`wind` is how far a drop drifts sideways for each unit it falls."""
        self._canvas = canvas
        self._wind = wind
        self._seed = seed
        self._tint = _tint(tint_rgb)
        drops = _scatter(canvas, _RAIN_SHEETS, strength, seed)
        margins_px = 2 * np.maximum(2.0, drops[:, 2])
        self._drops = _returning(drops, canvas.height_px + margins_px, period_s)
        self._fade = 0.95 + 0.55 * strength

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose | None = None) -> None:
        """Draw the rain of this moment onto the frame, in place."""
        shift = pose.x_px if pose is not None else 0.0
        draw_streaks(
            frame_u8,
            self._drops,
            float(t_s),
            float(self._wind),
            float(shift),
            self._tint,
            float(self._fade),
            self._seed,
        )


class Splashes:
    """Small crowns where drops hit the ground between two painted-canvas rows."""

    def __init__(
        self,
        canvas: Canvas,
        strength: float,
        seed: int,
        *,
        horizon_y_px: float,
        tint_rgb: Colour = (0.74, 0.80, 0.92),
        period_s: float | None = None,
    ) -> None:
        self._canvas = canvas
        self._seed = seed
        self._tint = _tint(tint_rgb)
        self._horizon_px = horizon_y_px - canvas.margin_y_px
        self._count = round(420 * strength)
        self._period_s = period_s or 0.0
        self._strength = 0.25 + 0.3 * strength

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float) -> None:
        """Draw the splashes of this moment onto the frame, in place."""
        draw_splashes(
            frame_u8,
            self._count,
            float(t_s),
            float(self._horizon_px),
            float(self._canvas.unit),
            self._tint,
            float(self._strength),
            self._seed,
            float(self._period_s),
        )


class Snow:
    """Flakes at four distances, the nearest out of focus; strength 0 (none) to 1 (heavy)."""

    def __init__(
        self,
        canvas: Canvas,
        strength: float,
        seed: int,
        *,
        wind: float = 0.25,
        tint_rgb: Colour = (0.95, 0.97, 1.0),
        period_s: float | None = None,
    ) -> None:
        self._wind = wind
        self._seed = seed
        self._tint = _tint(tint_rgb)
        flakes = _scatter(canvas, _SNOW_SHEETS, strength, seed)
        self._flakes = _returning(flakes, _flake_way_px(flakes, canvas), period_s)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose | None = None) -> None:
        """Draw the snow of this moment onto the frame, in place."""
        shift = pose.x_px if pose is not None else 0.0
        draw_flakes(
            frame_u8,
            self._flakes,
            float(t_s),
            float(self._wind),
            float(shift),
            self._tint,
            self._seed,
        )


class Mist:
    """Banks of fog that drift between two painted-canvas rows, thickest in the middle."""

    def __init__(
        self,
        canvas: Canvas,
        strength: float,
        seed: int,
        *,
        colour_rgb: Colour = (0.78, 0.80, 0.84),
        top_px: float | None = None,
        bottom_px: float | None = None,
        drift_px_per_s: float = 36.0,
        stretch: float = 3.2,
        period_s: float | None = None,
    ) -> None:
        """`stretch` is how much longer than high a bank is; the drift is at 1080 lines.

        With a period its last moments dissolve into its first.
        """
        unit = canvas.unit
        top = canvas.margin_y_px if top_px is None else top_px
        bottom = canvas.margin_y_px + canvas.height_px if bottom_px is None else bottom_px
        self._top_px = int(top) - canvas.margin_y_px
        self._height_px = max(2, int(bottom - top))
        self._drift_px_per_s = drift_px_per_s * unit
        self._tint = _tint(colour_rgb)
        self._step_px = max(1.0, 6.0 * unit)
        self._banks = self._paint_banks(canvas, seed, stretch)
        rows = (np.arange(self._height_px, dtype=np.float32) + 0.5) / self._height_px
        self._rows = (np.sin(np.pi * rows) ** 1.2 * strength).astype(np.float32)
        self._period_s = period_s

    def _paint_banks(self, canvas: Canvas, seed: int, stretch: float) -> NDArray[np.uint8]:
        """Two wrapping sheets of fog (2 x rows x columns), to be multiplied."""
        columns = int(canvas.width_px * 1.5 / self._step_px) + 2
        rows = int(self._height_px / self._step_px) + 3
        cell = 150.0 * canvas.unit / self._step_px
        seam = columns // 4
        banks = np.empty((2, rows, columns), np.uint8)
        fade = np.linspace(0, 1, seam, dtype=np.float32)
        for i in range(2):
            sheet = fbm_image(
                columns + seam,
                rows,
                scale_x_px=cell * stretch,
                scale_y_px=cell,
                offset_x=17.0 * i,
                octaves=3,
                seed=seed + 91 * i,
                warp=0.35,
            )
            sheet[:, :seam] = sheet[:, :seam] * fade + sheet[:, columns:] * (1 - fade)
            wisps = np.clip((sheet[:, :columns] - 0.22) * 1.75, 0, 1)
            banks[i] = np.asarray(wisps * 255, np.uint8)
        return banks

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose | None = None) -> None:
        """Draw the mist of this moment onto the frame, in place."""
        shift = pose.x_px * 0.4 if pose is not None else 0.0
        if self._period_s is None:
            self._draw_at(frame_u8, t_s, shift, self._rows)
            return
        t_s %= self._period_s
        came = min(1.0, t_s / (_VEIL_DISSOLVE * self._period_s))
        came *= came * (3 - 2 * came)
        # Two veils that together hide as much as one.
        if came < 1:
            before = (1 - (1 - self._rows) ** (1 - came)).astype(np.float32)
            self._draw_at(frame_u8, t_s + self._period_s, shift, before)
        if came > 0:
            now = (1 - (1 - self._rows) ** came).astype(np.float32)
            self._draw_at(frame_u8, t_s, shift, now)

    def _draw_at(
        self, frame_u8: NDArray[np.uint8], t_s: float, shift: float, rows: NDArray[np.float32]
    ) -> None:
        drift = self._drift_px_per_s * t_s
        draw_veil(
            frame_u8,
            self._banks,
            rows,
            self._top_px,
            float((drift + shift) / self._step_px),
            float((0.45 * drift - shift) / self._step_px),
            float(1.0 / self._step_px),
            self._tint,
        )


class Dust:
    """Wind that carries sand: a low veil and grains that race across the frame."""

    def __init__(
        self,
        canvas: Canvas,
        strength: float,
        seed: int,
        *,
        colour_rgb: Colour = (0.80, 0.58, 0.42),
        top_px: float | None = None,
        bottom_px: float | None = None,
        period_s: float | None = None,
    ) -> None:
        self._seed = seed
        self._tint = _tint(colour_rgb)
        grains = _scatter(canvas, _DUST_SHEETS, strength, seed)
        self._grains = _returning(grains, _flake_way_px(grains, canvas), period_s)
        self._veil = Mist(
            canvas,
            0.55 * strength,
            seed + 5,
            colour_rgb=colour_rgb,
            top_px=top_px,
            bottom_px=bottom_px,
            drift_px_per_s=260.0,
            stretch=6.0,
            period_s=period_s,
        )

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose | None = None) -> None:
        """Draw the dust of this moment onto the frame, in place."""
        self._veil.draw(frame_u8, t_s, pose)
        shift = pose.x_px if pose is not None else 0.0
        draw_flakes(frame_u8, self._grains, float(t_s), -9.0, float(shift), self._tint, self._seed)


def _tint(colour: Colour) -> NDArray[np.float32]:
    return np.asarray(colour, np.float32) * np.float32(255)


def _scatter(
    canvas: Canvas, sheets: tuple[_Sheet, ...], strength: float, seed: int
) -> NDArray[np.float32]:
    """Drops as rows of (phase 0..1, speed, length, radius, alpha, parallax, laps, lane), in px.

    Laps are different falls before the first comes back, 0 none; a lane is who falls there.
    """
    rng = np.random.default_rng(seed)
    unit = canvas.unit
    area = canvas.width_px * canvas.height_px / (unit * unit) / _REFERENCE_AREA_PX
    parts: list[NDArray[np.float32]] = []
    for sheet in sheets:
        count = round(sheet.count * area * strength)
        vary = rng.random((count, 4), dtype=np.float32)
        drops = np.zeros((count, 8), np.float32)
        drops[:, 0] = vary[:, 0]
        drops[:, 1] = sheet.speed_px_per_s * unit * (0.8 + 0.4 * vary[:, 1])
        drops[:, 2] = sheet.length_px * unit * (0.6 + 0.7 * vary[:, 2])
        drops[:, 3] = sheet.radius_px * unit * (0.75 + 0.5 * vary[:, 3])
        drops[:, 4] = sheet.alpha * (0.45 + 0.55 * vary[:, 2])
        drops[:, 5] = sheet.parallax
        parts.append(drops)
    return np.concatenate(parts) if parts else np.zeros((0, 8), np.float32)


def _flake_way_px(flakes: NDArray[np.float32], canvas: Canvas) -> NDArray[np.float32]:
    return canvas.height_px + 4 * np.maximum(flakes[:, 3], np.float32(0.9))


def _returning(
    drops: NDArray[np.float32], ways_px: NDArray[np.float32], period_s: float | None
) -> NDArray[np.float32]:
    """The drops at speeds so bent that they return after a period (None: just as they are).

    Those that fall in less than it fall a whole number of times. Of slower ones several follow
    each other down one lane, and each is after the period where the one ahead was.
    """
    if period_s is None:
        return drops
    rows: list[NDArray[np.float32]] = []
    k = 0
    while k < len(drops):
        way_px = ways_px[k]
        falls = drops[k, 1] * period_s / way_px
        laps, followers = max(1, round(falls)), max(1, round(1 / falls))
        for i in range(followers):
            row = drops[k].copy()
            row[0] = (row[0] + i / followers) % 1
            row[1] = way_px * laps / followers / period_s
            row[6:] = laps, k
            rows.append(row)
        k += followers
    return np.array(rows, np.float32).reshape(-1, 8)
