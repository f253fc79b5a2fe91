"""Foliage: how leaves take the light, clumps of leaf dabs, fronds of ferns, palms and needles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.settings.forest.strokes import dabs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.light import WoodLight

_THROUGH = np.array([1.28, 1.22, 0.52], np.float32)
"""What light is after a leaf it came through: yellower."""


class Frond(NamedTuple):
    """A kind of frond: pairs of leaflets, their length and width (shares of the frond's and of
    their own length), how far they stand off (radians), how much the frond bows. An `even` one
    is as broad at its foot as before its tip, like a fir's twig: else it is a feather."""

    pairs: int
    leaflet: float
    slim: float
    spread: float
    droop: float
    even: bool = False


FERN = Frond(17, 0.23, 0.17, 1.15, 0.75)
SMALL_FERN = Frond(8, 0.25, 0.28, 1.1, 0.7)
PALM = Frond(26, 0.42, 0.055, 0.62, 0.95)


def lit_leaves(
    albedo: NDArray[np.floating],
    lit: NDArray[np.floating],
    through: NDArray[np.floating],
    light: WoodLight,
) -> NDArray[np.float64]:
    """Colours (n x 3) of leaves: `lit` 0 in deep shade to 1 in full light, `through` 0..1 how
    much light shines through them."""  # fmt: skip
    share = np.clip(np.asarray(lit), 0, 1)[:, None]
    dark = albedo * light.ambient * 0.50
    middle = albedo * (light.ambient * 0.92 + light.key * 0.26)
    bright = albedo * (light.ambient * 0.80 + light.key * 1.05)
    colour = np.where(
        share < 0.5,
        dark + (middle - dark) * share * 2,
        middle + (bright - middle) * (share * 2 - 1),
    )
    glow = np.minimum(1.0, albedo * _THROUGH * (light.key * 1.15 + 0.08))
    shining = np.clip(np.asarray(through), 0, 1)[:, None]
    return np.asarray(colour + (glow - colour) * shining, np.float64)


def near_glow(
    x_px: NDArray[np.floating], y_px: NDArray[np.floating], light: WoodLight
) -> NDArray[np.float64]:
    """1 at the glow, falling off around it."""
    away = np.hypot(x_px - light.x_px, (y_px - light.y_px) * 0.9) / light.reach_px
    return np.exp(-away * away)


def clump(
    x_px: float,
    y_px: float,
    radius_px: float,
    leaf_px: float,
    albedo: NDArray[np.float32],
    light: WoodLight,
    rng: np.random.Generator,
    *,
    flat: float = 0.62,
    dense: float = 1.0,
    blossom: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """A cloud of leaves: dark ones below and behind, the lit ones on top toward the light."""
    count = int(np.clip(1.5 * dense * (radius_px / leaf_px) ** 2, 14, 620))
    lobes = int(rng.integers(4, 8))
    turn = rng.random(lobes) * 2 * np.pi
    out = rng.uniform(0.25, 0.8, lobes)
    lobe = rng.integers(lobes, size=count)
    u = np.cos(turn[lobe]) * out[lobe] + rng.normal(0, 0.30, count)
    v = np.sin(turn[lobe]) * out[lobe] + rng.normal(0, 0.30, count)
    to_x, to_y = light.x_px - x_px, light.y_px - y_px
    long = float(np.hypot(to_x, to_y)) + 1.0
    to_x, to_y = to_x / long, to_y / long
    # Each lobe is a small ball with a lit and a dark side of its own.
    ball_u = (u - np.cos(turn[lobe]) * out[lobe]) / 0.5
    ball_v = (v - np.sin(turn[lobe]) * out[lobe]) / 0.5
    whole = u * to_x + v * to_y
    own = ball_u * to_x + ball_v * to_y
    lit = 0.36 + 0.26 * whole + 0.22 * own - 0.20 * ball_v * light.front - 0.10 * v
    lit += rng.normal(0, 0.13, count)
    xs, ys = x_px + u * radius_px, y_px + v * radius_px * flat
    close = near_glow(xs, ys, light)
    through = np.clip(close * 0.75 * light.rim * (0.35 + 0.8 * rng.random(count)), 0, 0.9)
    tone = np.clip((lit + rng.normal(0, 0.16, count)) * len(albedo), 0, len(albedo) - 1)
    colours = albedo[tone.astype(int)] * rng.uniform(0.86, 1.14, (count, 1))
    if blossom is not None:
        pale = rng.random(count) < 0.55
        colours[pale] = blossom * rng.uniform(0.85, 1.05, (int(pale.sum()), 1))
        through[pale] *= 0.3
        lit[pale] += 0.28
    size = leaf_px * rng.uniform(0.55, 1.2, count) * (1.25 - 0.35 * np.clip(lit, 0, 1))
    rows = dabs(
        np.stack([xs, ys], axis=1), size, size * rng.uniform(0.36, 0.62, count),
        rng.normal(0.9, 0.9, count) * rng.choice((-1.0, 1.0), count),
        lit_leaves(colours, lit, through, light), fold=0.14,
    )  # fmt: skip
    return rows[np.argsort(lit + 0.35 * rng.random(count), kind="stable")]


def fronds(
    x_px: NDArray[np.floating],
    y_px: NDArray[np.floating],
    angle: NDArray[np.floating],
    length_px: NDArray[np.floating],
    kind: Frond,
    albedo: NDArray[np.float32],
    light: WoodLight,
    rng: np.random.Generator,
    *,
    shade: float = 1.0,
) -> NDArray[np.float32]:
    """Feathered leaves that grow from places at angles (0 right, -pi/2 up) and bow down."""
    count, pairs = len(x_px), kind.pairs
    t = (np.arange(pairs) + 0.7) / pairs
    # The bow: the direction turns toward the ground along the stalk.
    down = np.where(np.cos(angle) >= 0, 1.0, -1.0)
    bow = kind.droop * rng.uniform(0.7, 1.3, count) * (0.35 + np.abs(np.cos(angle)))
    turned = angle[:, None] + down[:, None] * bow[:, None] * t[None] ** 1.4 * 1.5
    step = length_px[:, None] / pairs
    xs = x_px[:, None] + np.cumsum(np.cos(turned) * step, axis=1)
    ys = y_px[:, None] + np.cumsum(np.sin(turned) * step, axis=1)
    feather = np.sin(np.pi * (0.08 + 0.92 * t) ** 0.75) ** 0.8 + 0.04
    form = np.minimum(1.0, 0.30 + 4.5 * (1 - t)) if kind.even else feather
    half = np.asarray(0.5 * kind.leaflet * length_px[:, None] * form[None], np.float64)
    tone = albedo[rng.integers(len(albedo), size=count)] * rng.uniform(0.85, 1.15, (count, 1))
    toward = np.clip(0.5 + 0.5 * (np.sign(light.x_px - x_px) * np.cos(angle)), 0, 1)
    close = near_glow(xs.ravel(), ys.ravel(), light).reshape(xs.shape)
    parts: list[NDArray[np.float32]] = []
    for hand in (-1.0, 1.0):
        stand = turned + hand * kind.spread
        places = np.stack([xs + np.cos(stand) * half, ys + np.sin(stand) * half], axis=-1)
        upper = -np.sin(stand)
        lit = 0.18 + 0.40 * t[None] + 0.20 * upper + 0.22 * toward[:, None]
        lit = lit + rng.normal(0, 0.06, lit.shape)
        through = close * 0.6 * light.rim * np.clip(0.3 + 0.7 * t[None], 0, 1)
        colours = lit_leaves(np.repeat(tone, pairs, axis=0), lit.ravel(), through.ravel(), light)
        parts.append(
            dabs(
                places.reshape(-1, 2), half.ravel(), np.maximum(0.45, half * kind.slim * 2).ravel(),
                stand.ravel(), colours * shade, fold=0.08,
            )
        )  # fmt: skip
    joined = np.stack(parts, axis=1).reshape(count, pairs, 2, -1)
    return np.ascontiguousarray(joined.reshape(-1, joined.shape[-1]), np.float32)


def fern(
    x_px: float,
    y_px: float,
    size_px: float,
    albedo: NDArray[np.float32],
    light: WoodLight,
    rng: np.random.Generator,
    *,
    shade: float = 1.0,
    palm: bool = False,
) -> NDArray[np.float32]:
    """One fern (or a palm's crown): fronds around a place, the upright ones behind."""  # fmt: skip
    small = size_px < 34
    count = int(rng.integers(5, 8)) if small else int(rng.integers(9, 14))
    spread = np.linspace(-1, 1, count) + rng.normal(0, 0.09, count)
    order = np.argsort(np.abs(spread), kind="stable")
    spread = spread[order]
    reach = 1.75 if palm else 1.2
    angle = -np.pi / 2 + spread * reach
    length = size_px * rng.uniform(0.7, 1.1, count) * (1.0 - 0.12 * np.abs(spread))
    kind = PALM if palm else SMALL_FERN if small else FERN
    return fronds(
        np.full(count, x_px) + spread * 0.03 * size_px, np.full(count, y_px), angle, length, kind,
        albedo, light, rng, shade=shade,
    )  # fmt: skip
