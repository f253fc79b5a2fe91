"""Boughs of conifers: a limb that bows, twigs to both of its sides, needles along every twig."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.settings.forest.foliage import Frond, fronds
from kinoloom.generators.painted.settings.forest.limbs import curve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.light import WoodLight
    from kinoloom.generators.painted.settings.forest.trunks import BarkLook

TWIG = Frond(26, 0.20, 0.085, 0.80, 0.22, even=True)
_FORESHORTENED = 0.62
"""How long a twig on the upper side of a bough is seen, which grows away from us."""


class Bough(NamedTuple):
    """Rows for `draw_limbs`, and for `draw_dabs` in the order they are drawn."""

    limbs: NDArray[np.float32]
    needles: NDArray[np.float32]


def bough(
    start_px: tuple[float, float],
    angle: float,
    length_px: float,
    radius_px: float,
    look: BarkLook,
    tones: NDArray[np.float32],
    light: WoodLight,
    rng: np.random.Generator,
) -> Bough:
    """A bough near the eye: flat like a hand, its twigs shorter toward the tip."""
    hand = 1.0 if np.cos(angle) >= 0 else -1.0
    t = np.linspace(0, 1, 12)
    turn = angle + hand * float(rng.uniform(0.15, 0.4)) * t**1.3
    turn += 0.10 * np.sin(7 * t + float(rng.uniform(0, 6)))
    step = length_px / (len(t) - 1)
    xs = start_px[0] + np.concatenate([[0], np.cumsum(np.cos(turn[:-1]) * step)])
    ys = start_px[1] + np.concatenate([[0], np.cumsum(np.sin(turn[:-1]) * step)])
    limbs = [curve(np.stack([xs, ys], axis=1), radius_px, 0.18 * radius_px, look)]
    count = 15
    at = np.append(np.linspace(0.16, 0.97, 2 * count) + rng.normal(0, 0.012, 2 * count), 1.0)
    side = np.append(np.where(np.arange(2 * count) % 2 == 0, -1.0, 1.0), 0.0)
    upper = side * hand < 0
    long = length_px * (0.30 * (1 - at) ** 0.8 + 0.10) * rng.uniform(0.75, 1.2, len(at))
    long = np.where(upper, _FORESHORTENED * long, long)
    stand = np.interp(at, t, turn) + side * rng.uniform(0.55, 0.95, len(at))
    root_x, root_y = np.interp(at, t, xs), np.interp(at, t, ys)
    order = np.argsort(~upper, kind="stable")
    parts: list[NDArray[np.float32]] = []
    for k in order:
        x, y, way, reach = root_x[k], root_y[k], stand[k], long[k]
        end = (x + np.cos(way) * 0.7 * reach, y + np.sin(way) * 0.7 * reach + 0.04 * reach)
        limbs.append(curve(np.array([(x, y), end]), 0.26 * radius_px, 0.1 * radius_px, look))
        # The twig itself, and the shorter ones that leave it.
        forks = (0.30, 0.30, 0.58, 0.58)
        hands = (-1.0, 1.0, -1.0, 1.0)
        places_x = [x + np.cos(way) * share * reach for share in forks]
        places_y = [y + np.sin(way) * share * reach for share in forks]
        ways = [way + sign * float(rng.uniform(0.5, 0.8)) for sign in hands]
        sizes = [reach * (0.62 - 0.5 * share) for share in forks]
        shade = 0.82 if upper[k] else 1.0
        parts.append(
            fronds(
                np.array([*places_x, x]), np.array([*places_y, y]), np.array([*ways, way]),
                np.array([*sizes, reach]), TWIG, tones, light, rng, shade=shade,
            )
        )  # fmt: skip
    return Bough(np.concatenate(limbs), np.concatenate(parts))


def twigs_along(
    points_px: NDArray[np.float64],
    long_px: float,
    tones: NDArray[np.float32],
    light: WoodLight,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """Needles on the twigs of a bough that is seen from the side: flat, hanging a little."""
    run = points_px[-1] - points_px[0]
    hand = 1.0 if run[0] >= 0 else -1.0
    count = int(rng.integers(8, 13))
    at = np.append(np.sort(rng.uniform(0.12, 0.96, count)), 0.97)
    line = np.linspace(0, 1, len(points_px))
    xs, ys = (np.interp(at, line, points_px[:, c]) for c in (0, 1))
    way = float(np.arctan2(run[1], abs(run[0])))
    stand = way + 0.10 + rng.uniform(-0.42, 0.62, len(at))
    stand[-1] = way + 0.05
    angle = np.where(hand > 0, stand, np.pi - stand)
    length = long_px * (0.42 - 0.20 * at) * rng.uniform(0.75, 1.2, len(at))
    return fronds(xs, ys, angle, length, TWIG, tones, light, rng)
