"""The shore of a beach: its line, its breakers, and what the water needs to know of its sand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.settings.sea.breakers import (
    COAST_POINTS,
    COAST_REACH_M,
    Breakers,
    Coast,
    coast_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.sea.outlook import Outlook
    from kinoloom.generators.painted.settings.sea.place import Place
    from kinoloom.generators.painted.spec import SceneSpec

_SANDS = ("#e0c69c", "#ecdcc0", "#d9b891", "#b9a48c", "#cdb69a")
_VOLCANIC = "#7d7168"


class Tables(NamedTuple):
    """A moment of the shore, as the kernel takes it."""

    coast: NDArray[np.float64]
    profiles: NDArray[np.float32]
    sheets: NDArray[np.float64]
    numbers: tuple[float, ...]


class Shore:
    """Where sand and water meet."""

    def __init__(
        self, spec: SceneSpec, canvas: Canvas, place: Place, light: Daylight, *, seconds: float
    ) -> None:
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x54E])
        outlook = place.outlook
        below = canvas.margin_y_px + canvas.height_px - outlook.horizon_y_px
        share = float(rng.uniform(0.44, 0.58))
        self.line_row_px = outlook.horizon_y_px + share * below
        self.coast: Coast = coast_of(place, outlook.distance_m(self.line_row_px), spec.seed)
        self.breakers = Breakers(spec, seconds)
        self.damp_m = self.breakers.reach_m * 1.05
        sand = rgb(_SANDS[int(rng.integers(len(_SANDS)))])
        if place.backing == "cliffs" and rng.random() < 0.4:
            sand = rgb(_VOLCANIC)
        self.sand_rgb = sand
        self.is_snowy = spec.season == "winter" or spec.weather == "snow"
        key = np.asarray(light.key_rgb, np.float32) * np.float32(0.35 + 0.65 * light.shadow)
        key = mix(key, np.full(3, key.mean()), 0.5)
        self.dry_gain = np.asarray(light.ambient_rgb, np.float32) * np.float32(0.70)
        self.dry_key = key * np.float32(0.58)
        warm = np.array([1.05, 1.0, 0.90], np.float32)
        self.dry_gain = self.dry_gain * warm
        lit = sand * (self.dry_gain + self.dry_key)
        self._dark = lit * np.array([0.34, 0.36, 0.40], np.float32)
        self._wet = lit * np.array([0.62, 0.66, 0.70], np.float32)

    def tables(self, t_s: float) -> Tables:
        """All that changes with time."""
        numbers = (
            float(self.damp_m), *map(float, self._dark), float(self.breakers.speed * t_s),
            *map(float, self._wet),
        )  # fmt: skip
        return Tables(
            self.coast.table(), self.breakers.profiles(t_s),
            self.breakers.sheets(t_s, self.coast), numbers,
        )  # fmt: skip

    def damp_row_px(self, outlook: Outlook, x_px: NDArray[np.float64]) -> NDArray[np.float64]:
        """The painted row where damp sand ends, for painted columns from the canvas's middle."""
        grid = np.linspace(-COAST_REACH_M, COAST_REACH_M, COAST_POINTS)
        edge = self.coast.line_m - self.damp_m
        x_m = x_px * float(np.interp(0.0, grid, edge)) / outlook.focal_px
        for _ in range(3):
            edge_m = np.maximum(0.8, np.interp(x_m, grid, edge))
            x_m = x_px * edge_m / outlook.focal_px
        edge_m = np.maximum(0.8, np.interp(x_m, grid, edge))
        return outlook.horizon_y_px + outlook.focal_px * outlook.eye_m / edge_m

    def line_m(self, x_m: float) -> float:
        """How far away the waterline is at a place to the right."""
        grid = np.linspace(-COAST_REACH_M, COAST_REACH_M, COAST_POINTS)
        return float(np.interp(x_m, grid, self.coast.line_m))
