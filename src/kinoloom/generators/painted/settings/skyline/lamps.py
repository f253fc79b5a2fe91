"""The lights of a skyline that move: windows going on and off, beacons, cars on the bridge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.layer import add_spots, place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.skyline.band import Painted
    from kinoloom.generators.painted.settings.skyline.illumination import Illumination
    from kinoloom.generators.painted.settings.skyline.plan import Plan

_BEACON = np.array([1.0, 0.12, 0.10], np.float32)
_HEAD = np.array([1.0, 0.92, 0.74], np.float32)
_TAIL = np.array([1.0, 0.16, 0.08], np.float32)
_LAMP = np.array([1.0, 0.78, 0.46], np.float32)
_MOST = 160


class Sparkle:
    """The windows and beacons of one band, at its parallax."""

    def __init__(
        self, band: Painted, canvas: Canvas, lights: Illumination, parallax: float, seed: int
    ) -> None:
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5C8, round(parallax * 1000)])
        count = min(_MOST, len(band.twinkles_px))
        chosen = rng.permutation(len(band.twinkles_px))[:count]
        self._canvas, self._parallax = canvas, parallax
        self._panes = band.twinkles_px[chosen]
        self._colours = band.twinkles_rgb[chosen]
        self._rate = rng.uniform(0.05, 0.16, count)
        self._phase = rng.random(count)
        self._tips = band.tips_px if lights.beacons else band.tips_px[:0]
        self._tip_phase = rng.random(len(self._tips)) * 0.5
        self._tip_rate = rng.uniform(0.42, 0.62, len(self._tips))
        self._power = lights.power * (1 - 0.7 * lights.light.density)
        self._spread_px = 0.0

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it: windows and beacons are discs of light."""
        self._spread_px = focus.sigma_px(self._parallax)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the lights of this moment."""
        unit = self._canvas.unit
        if len(self._panes):
            x, y, _ = place(0.0, 0.0, self._parallax, pose, self._canvas)
            _, _, scale = place(1.0, 1.0, self._parallax, pose, self._canvas)
            # A window is dark, bright for a while, and dark again; the change takes moments.
            wave = np.sin(2 * np.pi * (self._rate * t_s + self._phase))
            on = np.clip(0.5 + 3.5 * wave, 0, 1) * self._power * 0.9
            radius, dim = _spread(max(0.9, 2.1 * unit), self._spread_px)
            add_spots(
                frame_u8, _f32(x + self._panes[:, 0] * scale), _f32(y + self._panes[:, 1] * scale),
                np.full(len(on), radius, np.float32), self._colours, _f32(on * dim),
            )  # fmt: skip
        if len(self._tips):
            x, y, scale = place(0.0, 0.0, self._parallax, pose, self._canvas)
            beat = np.sin(2 * np.pi * (self._tip_rate * t_s + self._tip_phase))
            on = (0.12 + 0.88 * np.clip(0.5 + 2.2 * beat, 0, 1)) * self._power
            radius, dim = _spread(max(1.1, 4.2 * unit), self._spread_px)
            add_spots(
                frame_u8, _f32(x + self._tips[:, 0] * scale), _f32(y + self._tips[:, 1] * scale),
                np.full(len(on), radius, np.float32), _BEACON, _f32(on * dim),
            )  # fmt: skip


class Strings:
    """Lamps along the bank, and along a bridge's deck with the cars between them."""

    def __init__(
        self,
        plan: Plan,
        canvas: Canvas,
        lights: Illumination,
        parallax: float,
        deck: NDArray[np.float32] | None,
        seed: int,
    ) -> None:
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5C9])
        unit = canvas.unit
        self._canvas, self._parallax, self._deck = canvas, parallax, deck
        self._power = lights.power * float(lights.beacons) * (1 - 0.6 * lights.light.density)
        self._width = canvas.paint_width_px
        step = 46 * unit
        self._x = np.arange(step / 2, self._width, step, dtype=np.float32)
        self._x = self._x + rng.normal(0, 0.06 * step, len(self._x)).astype(np.float32)
        self._y = np.full(len(self._x), plan.shore_y_px - 9 * unit, np.float32)
        if deck is not None:
            lamps = np.arange(20 * unit, self._width - 1, 34 * unit, dtype=np.float32)
            self._x = np.concatenate([self._x, lamps])
            self._y = np.concatenate([self._y, deck[lamps.astype(np.int32)] - 9 * unit])
        cars = round(self._width / (60 * unit)) if deck is not None else 0
        self._cars = rng.random(cars) * self._width
        self._speed = rng.uniform(26, 38, cars) * unit * np.where(np.arange(cars) % 2, 1, -1)
        self._spread_px = 0.0

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it: lamps are discs of light."""
        self._spread_px = focus.sigma_px(self._parallax)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the lamps, and the cars of this moment."""
        if self._power <= 0:
            return
        unit = self._canvas.unit
        x, y, scale = place(0.0, 0.0, self._parallax, pose, self._canvas)
        radius, dim = _spread(max(1.0, 4.6 * unit), self._spread_px)
        add_spots(
            frame_u8, _f32(x + self._x * scale), _f32(y + self._y * scale),
            np.full(len(self._x), radius, np.float32), _LAMP,
            np.full(len(self._x), dim * self._power, np.float32),
        )  # fmt: skip
        if self._deck is None or not len(self._cars):
            return
        at = (self._cars + self._speed * t_s) % self._width
        row = self._deck[np.minimum(at, self._width - 1).astype(np.int32)]
        row = row - np.where(self._speed > 0, 3.0, 5.5) * unit
        edge = np.clip(np.minimum(at, self._width - at) / (40 * unit), 0, 1)
        colours = np.where((self._speed > 0)[:, None], _TAIL, _HEAD)
        radius, dim = _spread(max(1.0, 2.6 * unit), self._spread_px)
        add_spots(
            frame_u8, _f32(x + at * scale), _f32(y + row * scale),
            np.full(len(at), radius, np.float32), _f32(colours),
            _f32(edge * (dim * self._power)),
        )  # fmt: skip


def _spread(radius_px: float, by_px: float) -> tuple[float, float]:
    """The radius of a light out of focus, and what is left of its brightness."""
    wide_px = radius_px + by_px
    return wide_px, (radius_px / wide_px) ** 0.7


def _f32(values: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.ascontiguousarray(values, np.float32)
