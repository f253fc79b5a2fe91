"""Limbs: branches that fork and bend, hanging lianas, dead stubs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.settings.forest.strokes import LIMB_COLUMNS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.trunks import BarkLook


class Branches(NamedTuple):
    """Rows for `draw_limbs`, and the places where leaves grow (n x 3: x, y, how far out 0..1)."""

    rows: NDArray[np.float32]
    tips: NDArray[np.float64]


def branch(
    start_px: tuple[float, float],
    angle: float,
    length_px: float,
    radius_px: float,
    look: BarkLook,
    rng: np.random.Generator,
    *,
    forks: int,
    rise: float = 0.25,
) -> Branches:
    """A limb from a place at an angle (-pi/2 is up), forking `forks` times over."""
    rows: list[tuple[float, ...]] = []
    tips: list[tuple[float, float, float]] = []
    stack = [(start_px[0], start_px[1], angle, length_px, radius_px, forks)]
    while stack:
        x, y, turn, long, thick, left = stack.pop()
        steps = 5
        for step in range(steps):
            turn += float(rng.normal(0, 0.17))
            # Boughs strive up again after they have left the trunk.
            turn += rise * 0.22 * float(np.sin(-np.pi / 2 - turn))
            bx, by = x + np.cos(turn) * long / steps, y + np.sin(turn) * long / steps
            thin = thick * (1 - 0.11)
            rows.append((x, y, bx, by, thick, thin))
            x, y, thick = float(bx), float(by), thin
            if left > 0 and step in (2, 3) and rng.random() < 0.75:
                hand = 1.0 if rng.random() < 0.5 else -1.0
                stack.append(
                    (
                        x,
                        y,
                        turn + hand * float(rng.uniform(0.4, 0.95)),
                        long * float(rng.uniform(0.5, 0.72)),
                        thick * 0.62,
                        left - 1,
                    )
                )
            if left == 0 or step == steps - 1:
                tips.append((x, y, 1.0 if step == steps - 1 else 0.6))
        if left > 0:
            for hand in (-1.0, 1.0):
                stack.append(
                    (
                        x,
                        y,
                        turn + hand * float(rng.uniform(0.18, 0.55)),
                        long * float(rng.uniform(0.55, 0.8)),
                        thick * 0.72,
                        left - 1,
                    )
                )
    return Branches(_rows(np.array(rows), look), np.array(tips).reshape(-1, 3))


def curve(
    points_px: NDArray[np.float64], first_px: float, last_px: float, look: BarkLook
) -> NDArray[np.float32]:
    """A limb through points (n x 2), tapering from its first to its last radius."""
    radii = np.linspace(first_px, last_px, len(points_px))
    rows = np.column_stack([points_px[:-1], points_px[1:], radii[:-1], radii[1:]])
    return _rows(rows, look)


def liana(
    start_px: tuple[float, float],
    end_px: tuple[float, float],
    sag_px: float,
    radius_px: float,
    look: BarkLook,
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """A liana that hangs between two places: its limbs, and points along it (n x 2)."""
    t = np.linspace(0, 1, 22)
    x = start_px[0] + (end_px[0] - start_px[0]) * t + 0.04 * sag_px * np.sin(9 * t)
    y = start_px[1] + (end_px[1] - start_px[1]) * t + sag_px * 4 * t * (1 - t)
    points = np.stack([x, y], axis=1)
    return curve(points, radius_px, radius_px * 0.7, look), points


def _rows(segments: NDArray[np.float64], look: BarkLook) -> NDArray[np.float32]:
    rows = np.empty((len(segments), LIMB_COLUMNS), np.float32)
    rows[:, 0:6] = segments
    albedo = np.asarray(look.albedo) * 0.75
    rows[:, 6:9] = albedo * look.ambient * 0.5
    rows[:, 9:12] = np.clip(albedo * (look.ambient + look.key * 0.7) + 0.25 * look.rim, 0, 1)
    rows[:, 12] = look.side
    rows[:, 13] = look.snow
    return rows
