"""A stone bridge seen across the water: arches of wedge stones, coursed walls, a parapet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.mountains.pines import snow_colour
from kinoloom.generators.painted.settings.mountains.shore import lit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight

    Picture = NDArray[np.float32]
    Values = NDArray[np.floating]

END = 1.6
"""How far the bridge reaches from its middle; all lengths here are in half widths of the water."""
TALL = 1.12
"""Its highest point above the water."""
_PARAPET, _COPING, _LEDGE = 0.13, 0.030, 0.030
_COURSE, _BLOCK, _RING = 0.068, 0.150, 0.100
_BACK = 0.90
"""How large the far face is seen."""
_STONES = ((0.56, 0.52, 0.46), (0.50, 0.50, 0.50), (0.60, 0.52, 0.42), (0.46, 0.45, 0.42))
_MOSS = (0.30, 0.36, 0.16)


class Arch(NamedTuple):
    """A segment of a circle over the water: its middle, half its span, how high it rises."""

    middle: float
    half: float
    rise: float
    spring: float

    @property
    def radius(self) -> float:
        return (self.half**2 + self.rise**2) / (2 * self.rise)

    @property
    def centre(self) -> float:
        """The circle's height above the water."""
        return self.spring + self.rise - self.radius

    def away(self, u: Picture, v: Picture) -> Picture:
        """Distance from the arch's curve, negative inside it; beside the springing, from it."""
        curve = np.hypot(u - self.middle, v - self.centre) - self.radius
        below = np.abs(u - self.middle) - self.half
        return np.where(v > self.spring, curve, below).astype(np.float32)


class Shape(NamedTuple):
    """A bridge's arches, and how high its roadway is at the crown and at the ends."""

    arches: tuple[Arch, ...]
    crown: float
    end: float

    def deck(self, u: Picture) -> Picture:
        """How high the roadway is."""
        bow = np.maximum(0, np.cos(np.clip(u / END, -1, 1) * (np.pi / 2))) ** 1.25
        return (self.end + (self.crown - self.end) * bow).astype(np.float32)

    def away(self, u: Picture, v: Picture) -> tuple[Picture, Picture]:
        """Distance from the nearest arch, and the place along its curve."""
        near = np.full(u.shape, 9.0, np.float32)
        turn = np.zeros_like(near)
        for arch in self.arches:
            away = arch.away(u, v)
            angle = np.arctan2(u - arch.middle, v - arch.centre) * arch.radius
            turn = np.where(away < near, angle, turn).astype(np.float32)
            near = np.minimum(near, away)
        return near, turn


def shape_of(rng: np.random.Generator) -> Shape:
    """A hump over one wide arch, or a longer, flatter one over three."""
    if rng.random() < 0.6:
        rise = float(rng.uniform(0.46, 0.62))
        arches = (Arch(0.0, 0.88, rise, 0.04),)
        return Shape(arches, 0.04 + rise + 0.16, 0.05)
    rise = float(rng.uniform(0.30, 0.38))
    side = 0.74 * rise
    arches = (
        Arch(0.0, 0.38, rise, 0.12), Arch(-0.80, 0.30, side, 0.08), Arch(0.80, 0.30, side, 0.08)
    )  # fmt: skip
    return Shape(arches, 0.12 + rise + 0.16, 0.06)


def stone_bridge(
    half_px: float, up_px: float, aside_px: float, light: Daylight, *, snow: float, side: float,
    seed: int,
) -> Picture:  # fmt: skip
    """Straight RGBA; its last row is the water's line, its middle column the bridge's middle.

    The eye is `up_px` above that line and `aside_px` right of that column; `side` is the sun's.
    """
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xB21D])
    shape = shape_of(rng)
    albedo = np.array(_STONES[int(rng.integers(len(_STONES)))], np.float32)
    wide, tall = 2 * round(2 * END * half_px * 1.03), 2 * round(TALL * half_px)
    u, v = np.meshgrid(
        ((np.arange(wide, dtype=np.float32) + 0.5) - wide / 2) / (2 * half_px),
        (tall - (np.arange(tall, dtype=np.float32) + 0.5)) / (2 * half_px),
    )
    grain = fbm_image(wide, tall, scale_x_px=0.10 * half_px, scale_y_px=0.08 * half_px,
                      octaves=5, seed=seed % 9973)  # fmt: skip
    stain = fbm_image(wide, tall, scale_x_px=0.5 * half_px, scale_y_px=0.9 * half_px,
                      octaves=4, seed=seed % 9973 + 1)  # fmt: skip
    back_u = aside_px / half_px + (u - aside_px / half_px) / _BACK
    back_v = up_px / half_px + (v - up_px / half_px) / _BACK
    # Grass stands before its foot on the banks, a ragged line.
    tufts = 0.02 + 0.05 * _lot(np.floor(u / 0.016), np.zeros_like(u), seed + 9)
    ground = np.where(np.abs(u) > 0.97, tufts + 0.08 * np.abs(grain - 0.35), 0.0)
    out = np.zeros((tall, wide, 4), np.float32)
    face, inside = _face(shape, u, v, ground), shape.away(u, v)[0] < 0
    behind = _face(shape, back_u, back_v, np.zeros_like(ground))
    dim = lit((1, 1, 1), light, 0.0) * albedo
    far_wall = behind & (back_v > shape.deck(back_u)) & ~face & ~inside
    _put(out, far_wall, dim[None, None] * (0.72 + 0.5 * grain)[..., None])
    soffit = inside & behind
    blocks = _blocks(u * 0.2 + back_v * 0.1, shape.away(back_u, back_v)[1] / 0.17, seed + 5)
    bounce = 0.40 + 0.30 * np.clip(1 - v / 0.6, 0, 1)
    _put(out, soffit, dim[None, None] * (bounce * blocks * (0.7 + 0.6 * grain))[..., None])
    _put(out, face, _wall(shape, u, v, albedo, light, grain, stain, side=side, seed=seed))
    if snow > 0.2:
        over = v - shape.deck(u) - _PARAPET
        drift = face & (over > -_COPING * (0.6 + grain))
        _put(out, drift, np.broadcast_to(snow_colour(light), (*u.shape, 3)))
    return out.reshape(tall // 2, 2, wide // 2, 2, 4).mean(axis=(1, 3))


def _face(shape: Shape, u: Picture, v: Picture, ground: Picture) -> NDArray[np.bool_]:
    """Where the near face is: under the coping, outside the arches, over the bank."""
    post = (np.abs(u) > END - 0.16) & (np.abs(u) < END - 0.02)
    top = shape.deck(u) + _PARAPET + np.where(post, 0.05, 0.0)
    low = np.maximum(ground, 0.0)
    return (v < top) & (v > low) & (np.abs(u) < END - 0.02) & (shape.away(u, v)[0] > 0)


def _wall(
    shape: Shape, u: Picture, v: Picture, albedo: Picture, light: Daylight, grain: Picture,
    stain: Picture, *, side: float, seed: int,
) -> Picture:  # fmt: skip
    deck = shape.deck(u)
    away, turn = shape.away(u, v)
    ring = away < _RING
    coursed = _blocks((deck - v) / _COURSE, u / _BLOCK, seed)
    wedges = _blocks(np.zeros_like(v) + 0.5, turn / 0.085, seed + 3)
    tone = np.where(ring, 1.10 * wedges, coursed) * (0.74 + 0.52 * grain)
    tone *= 1 - 0.30 * np.clip((stain - 0.48) * 3.5, 0, 1)
    # A crease under the ring's outer edge, and the shadow below ledge and coping.
    tone *= 1 - 0.35 * np.exp(-np.abs(away - _RING) / 0.008)
    over = v - deck
    tone *= 1 - 0.45 * np.exp(-np.clip(-over - _LEDGE, 0, 9) / 0.035) * (over < -_LEDGE)
    rim = _PARAPET - _COPING
    tone *= 1 - 0.38 * np.exp(-np.clip(rim - over, 0, 9) / 0.022) * ((over < rim) & (over > 0))
    tone *= 0.80 + 0.20 * np.clip(v / 0.5, 0, 1)
    direct = 0.30 + 0.10 * side * u
    direct = np.where((over > -_LEDGE) & (over < 0), 0.55, direct)
    direct = np.where(over > rim, 0.72, direct)
    gain = np.asarray(light.ambient_rgb) + np.asarray(light.key_rgb) * direct[..., None]
    damp = np.clip((0.10 - v) / 0.08, 0, 1)
    moss = np.clip((stain - 0.42) * 3 + 0.9 * damp + (grain - 0.5), 0, 1)
    moss *= np.clip(1.1 - v / 0.55, 0.10, 1) * np.where(over > 0, 0.5, 1.0)
    stone = mix(albedo, np.array(_MOSS, np.float32), (0.62 * moss)[..., None])
    stone = stone * (1 - 0.45 * damp)[..., None]
    return np.clip(stone * gain * tone[..., None], 0, 1).astype(np.float32)


def _blocks(course: Values, offset: Values, seed: int) -> Picture:
    """The tone of stones laid in courses, darker in their joints."""
    row = np.floor(course)
    along = offset + 0.5 * (row % 2) + 0.35 * _lot(row, np.zeros_like(row), seed + 1)
    column = np.floor(along)
    tone = 0.80 + 0.36 * _lot(row, column, seed)
    edge = np.minimum(
        np.minimum(course - row, row + 1 - course),
        np.minimum(along - column, column + 1 - along) * 2.0,
    )
    return (tone * (0.66 + 0.34 * np.clip(edge / 0.11, 0, 1))).astype(np.float32)


def _lot(i: Values, j: Values, seed: int) -> Picture:
    value = np.sin(i * 12.9898 + j * 78.233 + (seed % 1013) * 0.731) * 43758.5453
    return (value - np.floor(value)).astype(np.float32)


def _put(out: Picture, where: NDArray[np.bool_], colour: Values) -> None:
    out[where, :3] = np.clip(colour, 0, 1)[where]
    out[where, 3] = 1.0
