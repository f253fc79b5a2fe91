"""Plumes: steam and smoke, balls of it that rise, widen and are torn to wisps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.particle_kernels import gather_puffs, lay_plume, shred
from kinoloom.generators.painted.air.timetable import timetable
from kinoloom.generators.painted.easel.noise import fbm_image, hash01

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.breeze import Breeze

Place = tuple[float, float]
_TILE = 128
_STEP_PX = 4
"""A pixel of the density field, in a 1080-line picture."""


@dataclass(frozen=True)
class Vapour:
    """A kind of plume. Lengths in pixels of a 1080-line picture."""

    puffs: int
    """For each source."""
    life_s: float
    rise_px_per_s: float
    radius_px: tuple[float, float]
    """When it leaves its source, and at the end."""
    density: float
    opacity: float
    albedo: float
    warmth: float
    wisp: float
    lean: float
    """How far the breeze takes it sideways, as a share of its rise."""
    places: tuple[float, ...]
    """Where it rises when it has no source: shares of the frame's width."""


STEAM = Vapour(44, 3.8, 112, (14, 66), 0.80, 0.66, 1.0, 0.03, 1.0, 0.10, (0.22, 0.55, 0.86))
SMOKE = Vapour(64, 5.6, 118, (20, 96), 0.62, 0.74, 0.56, 0.0, 1.25, 0.30, (0.24, 0.93))


class Plume:
    """Rising vapour from one place, or from several along the foot of the frame."""

    def __init__(
        self, kind: Vapour, breeze: Breeze, seed: int, *, source_px: Place | None = None
    ) -> None:
        """`source_px` is a place in the frame; None: below its foot."""
        self._kind, self._breeze = kind, breeze
        canvas = breeze.canvas
        self._unit = canvas.unit
        self._step_px = max(1, round(_STEP_PX * canvas.unit))
        self._sources = (
            [source_px] if source_px is not None else _along_foot(breeze, seed, kind.places)
        )
        # One source is a cup or a chimney; the foot of the frame is wider than that.
        self._scale = 1.0 if source_px is not None else 1.7
        self._table = timetable(
            seed, kind.puffs * len(self._sources), lambda _: kind.life_s,
            period_s=breeze.period_s, nearness=1.0,
        )  # fmt: skip
        self._tile = _tile(seed)
        light = breeze.light
        tint = np.array([1 + kind.warmth, 1.0, 1 - kind.warmth], np.float32)
        ambient = np.maximum(np.asarray(light.ambient_rgb, np.float32), 0.30)
        key = np.asarray(light.key_rgb, np.float32)
        self._thick = np.clip(kind.albedo * tint * (ambient * 0.70 + key * 0.10), 0, 1) * 255
        self._thin = np.clip(kind.albedo * tint * (ambient * 1.0 + key * 0.55), 0, 1) * 255

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, shift_px: float) -> None:
        """Draw onto the frame; `shift_px` is how far the camera has gone at parallax 1."""
        kind, breeze, unit = self._kind, self._breeze, self._unit
        puffs = self._puffs(t_s, shift_px)
        step = self._step_px
        left = int(np.floor((puffs[:, 0] - puffs[:, 2]).min() / step))
        right = int(np.ceil((puffs[:, 0] + puffs[:, 2]).max() / step))
        top = int(np.floor((puffs[:, 1] - puffs[:, 3]).min() / step))
        bottom = int(np.ceil((puffs[:, 1] + puffs[:, 3]).max() / step))
        left, top = max(left, -1), max(top, -1)
        right = min(right, breeze.canvas.width_px // step + 2)
        bottom = min(bottom, breeze.canvas.height_px // step + 2)
        if right - left < 2 or bottom - top < 2:
            return
        field = np.zeros((bottom - top, right - left), np.float32)
        local = puffs / np.float32(step)
        local[:, 0] -= left
        local[:, 1] -= top
        local[:, 4] = puffs[:, 4]
        gather_puffs(field, np.ascontiguousarray(local, np.float32))
        # The noise rises with the vapour; over a period it goes by whole tiles.
        cells = 19.0 / (self._scale * unit * 100)
        rise_px = 0.75 * kind.rise_px_per_s * self._scale * unit
        laps = rise_px * cells / _TILE
        if breeze.period_s is not None:
            laps = max(1, round(laps * breeze.period_s)) / breeze.period_s
        shift_x = left * step * cells + shift_px * cells
        shift_y = top * step * cells * 0.8 + laps * t_s * _TILE
        light = np.empty_like(field)
        shred(field, light, self._tile, shift_x, shift_y, step * cells, kind.wisp)
        lay_plume(
            frame_u8,
            field,
            light,
            top * step,
            left * step,
            step,
            kind.opacity,
            self._thick,
            self._thin,
        )

    def _puffs(self, t_s: float, shift_px: float) -> NDArray[np.float32]:
        """Rows of (x, y, radius across, along, density) in frame px."""
        kind, table, unit = self._kind, self._table, self._unit
        scale = self._scale * unit
        now = table.at(t_s)
        which = (table.lane % len(self._sources)).astype(int)
        x0 = np.array([place[0] for place in self._sources])[which]
        y0 = np.array([place[1] for place in self._sources])[which]
        age, share = now.age_s, now.share
        rise = kind.rise_px_per_s * scale * age * (1 - 0.22 * share)
        rise *= 0.85 + 0.3 * table.chance(1, now.lap)
        small, large = kind.radius_px
        radius = (small + (large - small) * share**0.85) * scale
        radius = radius * (0.75 + 0.5 * table.chance(2, now.lap))
        # The column sways as a whole, its top more than its foot.
        column = np.sin(6.28 * (self._breeze.rate(4.1) * t_s - 0.34 * share + 0.31 * which))
        own = np.sin(age * (1.1 + table.chance(3)) + 6.28 * table.chance(4, now.lap))
        sway = scale * share * (46 * column + 30 * own)
        lean = kind.lean * rise * (0.4 + 1.2 * self._breeze.motion)
        lean = lean + self._breeze.gust_px(t_s) * share * -0.4
        start = (table.chance(5, now.lap) - 0.5) * small * scale * 1.5
        fade = np.clip(share / 0.12, 0, 1) * np.clip(1 - share, 0, 1) ** 1.3
        return np.stack(
            [x0 + start + sway - lean - shift_px, y0 - rise, radius, radius * 1.25,
             fade * kind.density], axis=1,
        ).astype(np.float32)  # fmt: skip


def _along_foot(breeze: Breeze, seed: int, places: tuple[float, ...]) -> list[Place]:
    """Places below the frame, not evenly apart."""
    canvas = breeze.canvas
    width_px, low_px = canvas.width_px, canvas.height_px + 30 * canvas.unit
    return [
        ((base + 0.16 * (hash01(i, 3, seed) - 0.5)) * width_px, low_px)
        for i, base in enumerate(places)
    ]


def _tile(seed: int) -> NDArray[np.float32]:
    """Noise that wraps both ways, 0..1."""
    seam = _TILE // 2
    sheet = fbm_image(
        _TILE + seam, _TILE + seam, scale_x_px=13, scale_y_px=13, octaves=4, seed=seed & 0xFFFFFF
    )
    fade = np.linspace(0, 1, seam, dtype=np.float32)
    sheet[:, :seam] = sheet[:, :seam] * fade + sheet[:, _TILE:] * (1 - fade)
    sheet[:seam] = sheet[:seam] * fade[:, None] + sheet[_TILE:] * (1 - fade[:, None])
    tile = sheet[:_TILE, :_TILE]
    low, high = np.percentile(tile, (2, 98))
    return np.ascontiguousarray(np.clip((tile - low) / (high - low), 0, 1), np.float32)
