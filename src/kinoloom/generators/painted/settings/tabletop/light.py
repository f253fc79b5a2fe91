"""The light of a shot: the window's or the studio's, by time and weather, and what mirrors it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import to_srgb
from kinoloom.generators.painted.easel.light import Rig

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.light import Colour, Vector
    from kinoloom.generators.painted.spec import SceneSpec, Time, Weather


class _Hour(NamedTuple):
    """Light intensities: the key, the sky in the room, the room's own, the window; exposure."""

    key: Colour
    gain: float
    sky: Colour
    room: Colour
    window: Colour
    height: float
    exposure: float


_HOURS: Mapping[Time, _Hour] = {
    "dawn": _Hour((1.0, 0.56, 0.44), 2.7, (0.22, 0.21, 0.32), (0.10, 0.08, 0.10),
                  (0.95, 0.66, 0.66), 0.34, 0.86),
    "day": _Hour((1.0, 0.92, 0.78), 2.9, (0.30, 0.34, 0.40), (0.18, 0.16, 0.14),
                 (0.80, 0.95, 1.10), 0.74, 0.80),
    "noon": _Hour((1.0, 0.97, 0.90), 3.1, (0.38, 0.43, 0.50), (0.26, 0.25, 0.24),
                  (1.10, 1.20, 1.30), 1.75, 0.88),
    "golden_hour": _Hour((1.0, 0.62, 0.28), 3.7, (0.21, 0.17, 0.16), (0.12, 0.07, 0.04),
                         (1.20, 0.72, 0.34), 0.36, 0.84),
    "dusk": _Hour((1.0, 0.44, 0.25), 1.7, (0.125, 0.112, 0.175), (0.11, 0.06, 0.04),
                  (0.46, 0.34, 0.48), 0.30, 0.92),
    "night": _Hour((1.0, 0.55, 0.24), 1.25, (0.035, 0.045, 0.10), (0.055, 0.030, 0.018),
                   (0.05, 0.09, 0.20), 0.85, 0.92),
}  # fmt: skip


class _Veil(NamedTuple):
    """What the weather leaves of the key light, how it greys it, and how large its source is."""

    key: float
    fill: float
    grey: float
    hard: float
    gobo: float


_VEILS: Mapping[Weather, _Veil] = {
    "clear": _Veil(1.0, 1.0, 0.0, 16.0, 1.0),
    "wind": _Veil(0.95, 1.0, 0.0, 14.0, 1.0),
    "cloudy": _Veil(0.42, 1.25, 0.5, 5.0, 0.5),
    "rain": _Veil(0.16, 1.0, 0.85, 2.6, 0.15),
    "snow": _Veil(0.30, 1.45, 0.7, 2.8, 0.15),
    "fog": _Veil(0.18, 1.45, 0.9, 2.2, 0.0),
    "storm": _Veil(0.09, 0.55, 0.9, 2.6, 0.1),
    "sandstorm": _Veil(0.34, 0.95, 0.0, 2.8, 0.1),
}  # fmt: skip
_SAND = np.array([0.95, 0.56, 0.26])
_GREYS: Mapping[Time, Colour] = {
    "dawn": (0.72, 0.66, 0.72), "day": (0.74, 0.80, 0.86), "noon": (0.82, 0.86, 0.90),
    "golden_hour": (0.80, 0.70, 0.56), "dusk": (0.42, 0.36, 0.50), "night": (0.10, 0.13, 0.20),
}  # fmt: skip


class Panel(NamedTuple):
    """A bright rectangle that things mirror: its direction, half sizes, light and bars."""

    toward: Vector
    half_wide: float
    half_high: float
    light: Colour
    soft: float = 0.06
    bars: int = 0

    def row(self) -> list[float]:
        """As the kernel reads it."""
        d = _unit(np.array(self.toward))
        right = _unit(np.cross(np.array([0.0, 1.0, 0.0]), d))
        up = np.cross(d, right)
        return [*d, *right, *up, self.half_wide, self.half_high, *self.light, self.soft,
                float(self.bars)]  # fmt: skip


@dataclass(frozen=True)
class Lighting:
    """Everything that lights a shot. Vectors: x right, y up, z away from us."""

    key_dir: Vector
    side: int
    """Where the key comes from: -1 left, 1 right."""
    key: Colour
    sky: Colour
    room: Colour
    fill: Colour
    fill_dir: Vector
    rim: Colour
    rim_dir: Vector
    hard: float
    """One over the key's apparent size."""
    window: Colour
    """The light of what is outside."""
    panels: tuple[Panel, ...]
    exposure: float
    gobo: int = 0
    """0 none, 1 a window's frame, 2 blinds, 3 a spot light's pool."""
    gobo_strength: float = 0.0
    leaves: float = 0.0
    lamp: bool = False
    """Whether the key is a lamp."""

    def dimmed(self, share: float) -> Lighting:
        """The same with less of the key: what else shines is seen."""
        key = (self.key[0] * share, self.key[1] * share, self.key[2] * share)
        return replace(self, key=key)

    def sun_row(self, spot: Vector, reach: float, seed: int) -> NDArray[np.float64]:
        """As the kernels read it; the window's shadow is centred on a spot, `reach` wide."""
        u, v = _light_space(self.key_dir, spot)
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x60])
        shift = rng.uniform(-0.45, 0.45, 2) * reach * (0.0 if self.gobo == 3 else 1.0)
        return np.array(
            [
                *self.key_dir, *self.key, *self.sky, *self.room, *self.fill, *self.fill_dir,
                *self.rim, *self.rim_dir, self.hard, self.gobo, reach, self.gobo_strength,
                u + shift[0], v + shift[1], self.leaves, seed % 8191, self.exposure, 0.0, 0.0,
            ],
            np.float64,
        )  # fmt: skip

    def panel_rows(self) -> NDArray[np.float64]:
        """As the kernels read them."""
        return np.array([panel.row() for panel in self.panels], np.float64).reshape(-1, 16)

    def rig(self) -> Rig:
        """The light of sprites among the things."""
        x, y, z = self.key_dir
        rx, ry, _ = self.rim_dir
        flat = math.hypot(rx, ry) or 1.0
        scale = self.exposure
        return Rig(
            key_dir=(x, -y, -z),
            key_rgb=_seen(np.array(self.key) * 0.50 * scale),
            ambient_rgb=_seen(np.array(self.sky) * 1.1 * scale + np.array(self.fill) * 0.3 * scale),
            bounce_rgb=_seen(np.array(self.room) * 1.0 * scale + np.array(self.key) * 0.03 * scale),
            rim_dir=(rx / flat, -ry / flat, 0.0),
            rim_rgb=_seen(np.array(self.rim) * 0.55 * scale),
            haze_rgb=_seen(np.array(self.window) * 0.5),
        )


def window_light(spec: SceneSpec) -> Lighting:
    """The light of a room by a window."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x61])
    hour, veil = _HOURS[spec.time], _VEILS[spec.weather]
    side = _side(spec, rng)
    is_night = spec.time == "night"
    grey = np.array(_GREYS[spec.time])
    key, window, sky = np.array(hour.key), np.array(hour.window), np.array(hour.sky)
    if spec.weather == "sandstorm":
        dust = _SAND * (0.16 if is_night else 0.9)
        window, sky = dust, sky * 0.5 + dust * 0.18
        key = key if is_night else key * 0.5 + _SAND * 0.5
    else:
        window = window + (grey * window.mean() / grey.mean() - window) * veil.grey
        sky = sky + (grey * sky.mean() / grey.mean() - sky) * veil.grey
        if not is_night:
            key = key + (grey - key) * veil.grey
    if is_night:
        # A lamp in the room: no weather reaches it.
        gain, hard, gobo_strength = hour.gain, 8.0, 0.0
        fill, gobo = np.array([0.04, 0.07, 0.16]) * min(1.2, veil.fill), 0
    else:
        gain, hard = hour.gain * veil.key, veil.hard
        gobo_strength = 0.94 * veil.gobo
        fill = window * 0.42 * veil.fill
        gobo = 2 if rng.random() < 0.22 else 1
    height = hour.height * float(rng.uniform(0.88, 1.12))
    key_dir = _key_dir(spec, side, height, rng)
    window = window * (veil.fill if veil.grey else 1.0)
    bright = window * 2.1 + (key * gain * 0.20 if not is_night else 0.0)
    panels = [
        Panel((side * 0.92, 0.42, -0.10), 0.62, 0.72, _triple(bright), 0.05, 2),
        Panel((-side * 0.35, 0.16, 0.9), 0.55, 0.32, _triple(window * 0.9), 0.10, 2),
        Panel((-side * 0.8, 0.5, -0.6), 0.5, 0.5, _triple(np.array(hour.room) * 1.5), 0.3),
    ]
    if spec.time in ("dusk", "night"):
        panels.append(Panel((-side * 0.8, 0.55, -0.25), 0.16, 0.20, (2.4, 1.25, 0.5), 0.10))
    if is_night:
        panels[0] = Panel((side * 0.85, 0.62, -0.30), 0.26, 0.22, _triple(key * 5.0), 0.12)
    leaves = 0.0
    if gobo == 1 and spec.season != "winter" and rng.random() < 0.75:
        leaves = float(rng.uniform(0.5, 0.85))
    rim = window * 0.5 + key * gain * (0.14 if not is_night else 0.05)
    return Lighting(
        key_dir=key_dir, side=side, key=_triple(key * gain), sky=_triple(sky * veil.fill),
        room=hour.room, fill=_triple(fill),
        fill_dir=_vector(_unit(np.array([side * 0.8, 0.5, 0.1]))),
        rim=_triple(rim), rim_dir=_vector(_unit(np.array([-side * 0.55, 0.35, 0.75]))),
        hard=hard, window=_triple(window), panels=tuple(panels), exposure=hour.exposure,
        gobo=gobo, gobo_strength=gobo_strength, leaves=leaves * veil.gobo, lamp=is_night,
    )  # fmt: skip


class _Set(NamedTuple):
    """A studio's light at an hour: key, fill, rim (light intensities) and exposure."""

    key: Colour
    gain: float
    fill: Colour
    rim: Colour
    height: float
    exposure: float


_SETS: Mapping[Time, _Set] = {
    "dawn": _Set((1.0, 0.80, 0.74), 1.9, (0.26, 0.22, 0.28), (1.0, 0.62, 0.70), 0.65, 0.86),
    "day": _Set((1.0, 0.97, 0.93), 1.85, (0.30, 0.31, 0.33), (1.1, 1.15, 1.25), 0.85, 0.86),
    "noon": _Set((1.0, 0.99, 0.97), 2.5, (0.42, 0.43, 0.45), (0.9, 0.95, 1.0), 1.7, 0.95),
    "golden_hour": _Set((1.0, 0.68, 0.38), 2.5, (0.17, 0.12, 0.10), (1.7, 0.85, 0.32), 0.42, 0.84),
    "dusk": _Set((1.0, 0.46, 0.40), 1.35, (0.08, 0.07, 0.17), (0.55, 0.45, 1.9), 0.5, 0.88),
    "night": _Set((0.72, 0.84, 1.0), 0.62, (0.018, 0.022, 0.04), (1.3, 1.6, 2.3), 0.7, 0.86),
}  # fmt: skip


def studio_light(spec: SceneSpec) -> Lighting:
    """Soft boxes and a rim light; weather is on the set, not in the lamps."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x62])
    chosen = _SETS[spec.time]
    side = _side(spec, rng)
    # Clouds are larger soft boxes; bad weather dims the key and leaves the rim.
    dim = {"cloudy": 0.72, "rain": 0.62, "storm": 0.42, "fog": 0.8, "sandstorm": 0.8}
    gain = chosen.gain * dim.get(spec.weather, 1.0)
    key = np.array(chosen.key)
    if spec.weather == "sandstorm":
        key = key * 0.55 + _SAND * 0.6
    hard = {"clear": 6.5, "wind": 6.5}.get(spec.weather, 3.0)
    if spec.time == "noon":
        hard *= 1.8
    key_dir = _key_dir(spec, side, chosen.height, rng)
    rim = np.array(chosen.rim) * (1.0 if spec.weather != "fog" else 0.7)
    box = key * gain
    strip_high = float(rng.uniform(0.6, 0.9))
    panels = (
        Panel((side * 0.86, 0.42, -0.50), 0.34, 0.62, _triple(box * 1.25), 0.06),
        Panel((-side * 0.88, 0.30, 0.42), 0.11, strip_high, _triple(rim * 1.5), 0.05),
        Panel((0.0, 1.0, 0.02), 0.55, 0.30, _triple(box * 0.55), 0.12),
        Panel((-side * 0.75, 0.2, -0.8), 0.45, 0.55, _triple(np.array(chosen.fill) * 1.3), 0.2),
    )
    return Lighting(
        key_dir=key_dir, side=side, key=_triple(box), sky=_triple(np.array(chosen.fill) * 0.9),
        room=_triple(np.array(chosen.fill) * 0.5), fill=_triple(np.array(chosen.fill) * 0.8),
        fill_dir=_vector(_unit(np.array([-side * 0.5, 0.4, -0.8]))), rim=_triple(rim),
        rim_dir=_vector(_unit(np.array([-side * 0.72, 0.30, 0.62]))), hard=hard,
        window=_triple(box * 0.4), panels=panels, exposure=chosen.exposure,
        gobo=3, gobo_strength=0.45 if spec.time in ("day", "noon", "dawn") else 0.8,
    )  # fmt: skip


def _side(spec: SceneSpec, rng: np.random.Generator) -> int:
    chance = 1 if rng.random() < 0.5 else -1
    return {"left": -1, "right": 1}.get(spec.light, chance)


def _key_dir(spec: SceneSpec, side: int, height: float, rng: np.random.Generator) -> Vector:
    """From the side and a little behind, as a still life is lit."""
    turn = float(rng.uniform(-0.06, 0.34))
    flat = {"behind": (side * 0.30, 0.95), "front": (side * 0.42, -0.90)}.get(
        spec.light, (side * 0.95, turn)
    )
    return _vector(_unit(np.array([flat[0], height, flat[1]])))


def _light_space(key: Vector, at: Vector) -> tuple[float, float]:
    """As `light_kernels.in_light_space`."""
    lx, ly, lz = key
    flat = math.hypot(lx, lz) + 1e-9
    ux, uz = lz / flat, -lx / flat
    return at[0] * ux + at[2] * uz, (
        -ly * lx / flat * at[0] + flat * at[1] - ly * lz / flat * at[2]
    )


def _unit(v: NDArray[np.float64]) -> NDArray[np.float64]:
    return v / float(np.linalg.norm(v))


def _vector(v: NDArray[np.float64]) -> Vector:
    return float(v[0]), float(v[1]), float(v[2])


def _triple(v: NDArray[np.float64]) -> Colour:
    return float(v[0]), float(v[1]), float(v[2])


def _seen(v: NDArray[np.float64]) -> Colour:
    """A light intensity as the gain of an sRGB picture."""
    level = float(v.max())
    if level > 1.0:
        return _triple(np.asarray(to_srgb(v / level), np.float64) * level**0.5)
    return _triple(np.asarray(to_srgb(v), np.float64))
