"""What is in the air over a meadow: butterflies, petals, leaves, seeds, fireflies."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import add_spots
from kinoloom.generators.painted.settings.meadow.shading import lit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.meadow.gusts import Wind
    from kinoloom.generators.painted.spec import SceneSpec

_SUBPIXEL_BITS = 4
_WING = np.array([(np.cos(a), np.sin(a)) for a in np.linspace(0, 5.83, 14)])
_WINGS = ("#f4f1e4", "#f2b53c", "#7fa8e0", "#e8824a", "#f6e27a")
_CONFETTI = ("#e84a5f", "#f7c948", "#3fb8af", "#5b6ee1", "#f28c38", "#9b5de5")
_PETALS = ("#f8c8d8", "#fbe0ea", "#f4aec6")
_LEAVES = ("#c8842c", "#b8602a", "#d8a83c", "#9c4f28")


class _Kind(NamedTuple):
    """Small flat things that turn as they fall: how many, colours, size and fall at 1080 lines."""

    crowd: int
    colours: tuple[str, ...]
    size_px: float
    fall_px_per_s: float
    slimness: float


class Airborne:
    """Everything light that flies: drawn over the field, before what falls from the sky."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        light: Daylight,
        *,
        horizon_y_px: float,
        petals: bool,
        butterflies: bool = True,
        glow: float = 1.0,
    ) -> None:
        """`petals` without being asked for them; `glow` is how many fireflies a warm night has."""
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xA17])
        self._canvas, self._light = canvas, light
        self._horizon_px = horizon_y_px - canvas.margin_y_px
        area = canvas.width_px * canvas.height_px / (canvas.unit**2 * 1920 * 1080)
        self._kinds = _kinds(spec, light, petals=petals)
        self._falling = [rng.random((round(kind.crowd * area), 6)) for kind in self._kinds]
        calm = spec.weather in ("clear", "cloudy")
        by_day = calm and spec.hour in ("day", "dawn", "golden_hour") and butterflies
        warm = spec.season != "winter"
        self._butterflies = rng.random((int(rng.integers(4, 9)) if by_day and warm else 0, 7))
        seeds = 46 if calm and warm and spec.hour in ("golden_hour", "dawn", "day") else 0
        self._seeds = rng.random((round(seeds * area), 5))
        fireflies = 90 if "fireflies" in spec.effects else 0
        if calm and warm and spec.hour in ("night", "dusk"):
            fireflies = max(fireflies, round(glow * (60 if spec.hour == "night" else 26)))
        self._fireflies = rng.random((round(fireflies * area), 6))

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, wind: Wind) -> None:
        """Draw all of it as it is at a time."""
        self._draw_seeds(frame_u8, t_s, pose, wind)
        for kind, things in zip(self._kinds, self._falling, strict=True):
            self._draw_falling(frame_u8, t_s, pose, wind, kind, things)
        for k, one in enumerate(self._butterflies):
            self._draw_butterfly(frame_u8, t_s, pose, k, one)
        self._draw_fireflies(frame_u8, t_s, pose)

    def _draw_seeds(self, frame: NDArray[np.uint8], t_s: float, pose: Pose, wind: Wind) -> None:
        """Down that catches the light: slow, large close to the lens."""
        seeds, canvas, unit = self._seeds, self._canvas, self._canvas.unit
        if not len(seeds):
            return
        near = seeds[:, 2]
        span = canvas.width_px + 120 * unit
        x = (
            seeds[:, 0] * span
            + wind.speed_m * t_s * (6 + 22 * near) * unit
            - pose.x_px * (0.3 + near)
        )
        x = np.mod(x, span) - 60 * unit
        y = self._horizon_px + (seeds[:, 1] - 0.42) * 0.62 * canvas.height_px
        y = y + 16 * unit * np.sin(0.8 * t_s + 7 * seeds[:, 3])
        radius = (1.2 + 3.0 * near**3) * unit
        tint = np.asarray(mix(self._light.haze_sun_rgb, (1, 1, 1), 0.4), np.float32)
        spots = np.stack([x, y, radius, 0.16 + 0.34 * seeds[:, 4]]).astype(np.float32)
        add_spots(frame, spots[0], spots[1], spots[2], tint, spots[3])

    def _draw_fireflies(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Glow that comes and goes, each at its own time."""
        flies, canvas, unit = self._fireflies, self._canvas, self._canvas.unit
        if not len(flies):
            return
        low = canvas.height_px - self._horizon_px
        near = flies[:, 1]
        span = canvas.width_px * 1.1
        x = flies[:, 0] * span + 36 * unit * np.sin(0.5 * t_s + 6.28 * flies[:, 2])
        x = np.mod(x - pose.x_px * (0.25 + 0.8 * near), span) - 0.05 * span
        y = self._horizon_px + low * (0.02 + 0.86 * near**1.2) - 40 * unit * flies[:, 3]
        y = y + 20 * unit * np.sin(0.7 * t_s + 6.28 * flies[:, 4])
        pulse = np.clip(np.sin(t_s * (0.9 + flies[:, 5]) + 6.28 * flies[:, 3]) * 1.6 - 0.1, 0, 1)
        core = (1.6 + 2.4 * near) * unit
        for share, size in ((0.9, 1.0), (0.26, 5.0)):
            spots = np.stack([x, y, core * size, pulse * share]).astype(np.float32)
            add_spots(frame, spots[0], spots[1], spots[2],
                      np.array([0.86, 1.0, 0.42], np.float32), spots[3])  # fmt: skip

    def _draw_falling(
        self, frame: NDArray[np.uint8], t_s: float, pose: Pose, wind: Wind, kind: _Kind,
        things: NDArray[np.float64],
    ) -> None:  # fmt: skip
        canvas, unit = self._canvas, self._canvas.unit
        inks = [lit(code, self._light, 0.6) * 255 for code in kind.colours]
        for k, one in enumerate(things):
            near = 0.35 + 1.1 * one[2] ** 2
            tall = canvas.height_px + 80 * unit
            wide = canvas.width_px + 160 * unit
            y = one[1] * tall + kind.fall_px_per_s * unit * near * t_s * (0.7 + 0.6 * one[3])
            x = one[0] * wide + wind.speed_m * 16 * unit * near * t_s - pose.x_px * near
            x += 26 * unit * near * math.sin(1.3 * t_s + 6.28 * one[4])
            x, y = x % wide - 80 * unit, y % tall - 40 * unit
            spin = 1.9 * t_s * (0.6 + one[5]) + 6.28 * one[3]
            size = kind.size_px * unit * near
            _draw_flake(frame, x, y, size, spin, kind.slimness, inks[k % len(inks)])

    def _draw_butterfly(
        self, frame: NDArray[np.uint8], t_s: float, pose: Pose, k: int, one: NDArray[np.float64]
    ) -> None:
        """It dances: a wandering way with a bounce, wings that beat and rest."""
        canvas, unit = self._canvas, self._canvas.unit
        low = canvas.height_px - self._horizon_px
        near = 0.25 + 0.75 * float(one[1])
        hand = 1.0 if one[6] < 0.5 else -1.0
        drift = hand * (30 + 40 * float(one[2])) * near * t_s
        wander = 60 * math.sin(0.55 * t_s + 6.28 * float(one[3])) + 22 * math.sin(1.9 * t_s + k)
        span = canvas.width_px + 120 * unit
        x = float(one[0]) * span + (drift + wander * near) * unit - pose.x_px * near
        x = x % span - 60 * unit
        y = self._horizon_px + low * (0.05 + 0.62 * near * near) - 60 * unit * near
        y += unit * near * (46 * math.sin(0.9 * t_s + 6.28 * float(one[4])) + 9 * math.sin(
            7.1 * t_s + k))  # fmt: skip
        rest = math.sin(0.8 * t_s + 6.28 * float(one[5])) > 0.75
        beat = 0.5 + 0.5 * math.sin(t_s * (24 if not rest else 5) + 6.28 * float(one[4]))
        size = (6 + 12 * near) * unit
        albedo = rgb(_WINGS[k % len(_WINGS)])
        bright = lit(albedo, self._light, 0.75) * 255
        _draw_wings(frame, x, y, size, beat, hand, bright)


def _kinds(spec: SceneSpec, light: Daylight, *, petals: bool) -> list[_Kind]:
    kinds: list[_Kind] = []
    del light
    if petals or "petals" in spec.effects:
        kinds.append(_Kind(90, _PETALS, 8.0, 62.0, 0.66))
    if "leaves" in spec.effects or (spec.season == "autumn" and spec.weather != "snow"):
        count = 90 if "leaves" in spec.effects or spec.weather in ("wind", "storm") else 34
        kinds.append(_Kind(count, _LEAVES, 11.0, 90.0, 0.46))
    if "confetti" in spec.effects:
        kinds.append(_Kind(160, _CONFETTI, 8.0, 120.0, 0.6))
    return kinds


def _draw_flake(
    frame: NDArray[np.uint8], x: float, y: float, size: float, spin: float, slimness: float,
    ink: NDArray[np.float32],
) -> None:  # fmt: skip
    """A petal or leaf: an ellipse that shows its edge as it turns."""
    flat = abs(math.cos(spin * 1.3)) * 0.85 + 0.15
    tone = 0.78 + 0.30 * math.sin(spin * 1.3) ** 2
    points = cv2.ellipse2Poly((0, 0), (100, max(8, round(100 * slimness * flat))),
                              round(math.degrees(spin)) % 360, 0, 360, 30)  # fmt: skip
    shape = np.asarray(points, np.float64) * (size / 100) + np.array([x, y])
    _fill(frame, shape, ink * tone)


def _draw_wings(
    frame: NDArray[np.uint8], x: float, y: float, size: float, beat: float, hand: float,
    ink: NDArray[np.float32],
) -> None:  # fmt: skip
    """Two pairs of wings seen from behind and aside, and the body."""
    lift = 0.25 + 0.95 * beat
    for side in (-1.0, 1.0):
        out = side * (0.95 - 0.62 * beat * (side * hand > 0))
        tone = 0.80 if side * hand < 0 else 1.0
        upper = _WING * (out * 0.56, lift * 0.46) + (out * 0.54, -lift * 0.52)
        lower = _WING * (out * 0.40, 0.34) + (out * 0.40, 0.12)
        for wing, shade in ((lower, 0.86), (upper, 1.0)):
            _fill(frame, wing * size + np.array([x, y]), ink * (tone * shade))
    body = np.array([(-0.06, -0.26), (0.06, -0.26), (0.05, 0.34), (-0.05, 0.34)])
    _fill(frame, body * size + np.array([x, y]), np.array([40.0, 34, 30], np.float32))


def _fill(
    frame: NDArray[np.uint8], points: NDArray[np.float64], colour: NDArray[np.float32]
) -> None:
    corners = np.round(points * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    ink = tuple(float(c) for c in np.clip(colour, 0, 255))
    cv2.fillConvexPoly(frame, corners, ink, cv2.LINE_AA, _SUBPIXEL_BITS)
