"""A lander on the moon: gold foil, grey facets, four legs, and a lamp that blinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.heavens.pencil import Pencil

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour

_GOLD = np.array([0.92, 0.66, 0.24], np.float32)
_GREY = np.array([0.74, 0.75, 0.78], np.float32)
_DARK = np.array([0.16, 0.16, 0.18], np.float32)

_CLEAR = 0.20
"""Between whoever is there and the lander, in frame widths."""
LAMP = (0.50, 0.045)
"""Where its lamp is, as shares of its width and height."""


def lander(
    height_px: float, *, sun_side: int, sun_rgb: Colour, fill_rgb: Colour
) -> NDArray[np.uint8]:
    """A premultiplied RGBA picture standing on its last row; the sun is left (-1) or right (1)."""
    h = height_px
    sheet = Pencil(1.22 * h, h, fine=3)
    middle = sheet.width_px / 2
    sun, fill = np.asarray(sun_rgb, np.float32), np.asarray(fill_rgb, np.float32)

    def ink(albedo: NDArray[np.float32], lit: float) -> NDArray[np.float32]:
        return np.asarray(np.clip(albedo * (sun * np.float32(lit) + fill), 0, 0.98), np.float32)

    def x(share: float) -> float:
        """Places to the sun's side are positive."""
        return middle + sun_side * share * h

    def part(points: list[tuple[float, float]], albedo: NDArray[np.float32], lit: float) -> None:
        sheet.polygon([(x(a), h - b * h) for a, b in points], ink(albedo, lit))

    def strut(a: tuple[float, float], b: tuple[float, float], lit: float, wide: float) -> None:
        part([(a[0] - wide, a[1]), (a[0] + wide, a[1]), (b[0] + wide, b[1]), (b[0] - wide, b[1])],
             _GREY, lit)  # fmt: skip

    # Far legs, bell, near legs; pads are flat on the ground.
    for foot, lit in ((-0.24, 0.10), (0.26, 0.4)):
        strut((foot * 0.7, 0.40), (foot, 0.06), lit, 0.010)
        part([(foot - 0.045, 0.05), (foot + 0.045, 0.05), (foot + 0.05, 0.075),
              (foot - 0.05, 0.075)], _GREY, lit)  # fmt: skip
    part([(-0.09, 0.14), (0.09, 0.14), (0.05, 0.27), (-0.05, 0.27)], _DARK, 0.35)
    part([(-0.31, 0.25), (-0.02, 0.25), (-0.02, 0.48), (-0.31, 0.48)], _GOLD, 0.14)
    part([(-0.02, 0.25), (0.20, 0.25), (0.20, 0.48), (-0.02, 0.48)], _GOLD, 0.80)
    part([(0.20, 0.25), (0.33, 0.27), (0.33, 0.46), (0.20, 0.48)], _GOLD, 1.05)
    # Foil is crumpled: facets of other brightness.
    rng = np.random.default_rng(0x7A4D)
    for _ in range(46):
        a, b = float(rng.uniform(-0.29, 0.29)), float(rng.uniform(0.27, 0.44))
        base = 0.12 if a < -0.02 else 0.85
        size = float(rng.uniform(0.015, 0.04))
        part([(a, b), (a + size, b + 0.3 * size), (a + 0.4 * size, b + size)], _GOLD,
             base * float(rng.uniform(0.5, 1.5)))  # fmt: skip
    part([(-0.33, 0.47), (0.35, 0.47), (0.32, 0.50), (-0.30, 0.50)], _DARK, 0.5)
    # The cabin.
    part([(-0.22, 0.50), (0.02, 0.50), (0.0, 0.80), (-0.14, 0.84), (-0.25, 0.70)], _GREY, 0.16)
    part([(0.02, 0.50), (0.24, 0.50), (0.27, 0.68), (0.14, 0.84), (0.0, 0.80)], _GREY, 0.92)
    part([(-0.14, 0.84), (0.0, 0.80), (0.14, 0.84), (0.08, 0.88), (-0.08, 0.88)], _GREY, 0.62)
    part([(0.06, 0.62), (0.17, 0.60), (0.16, 0.72), (0.09, 0.73)], _DARK, 0.25)
    part([(-0.15, 0.62), (-0.06, 0.62), (-0.07, 0.73), (-0.13, 0.72)], _DARK, 0.15)
    part([(-0.06, 0.50), (0.06, 0.50), (0.06, 0.60), (-0.06, 0.60)], _DARK, 0.35)
    strut((0.0, 0.88), (0.0, 0.955), 0.7, 0.006)
    strut((-0.20, 0.80), (-0.27, 0.93), 0.25, 0.005)
    sheet.oval(
        x(-0.28), h - 0.93 * h, (0.065 * h, 0.045 * h), ink(_GREY, 0.55), turn=-0.5 * sun_side
    )
    for foot, lit in ((-0.50, 0.16), (0.50, 1.0)):
        strut((foot * 0.58, 0.46), (foot, 0.045), lit, 0.013)
        strut((foot * 0.56, 0.27), (foot * 0.93, 0.10), lit * 0.8, 0.009)
        part([(foot - 0.065, 0.0), (foot + 0.065, 0.0), (foot + 0.07, 0.035),
              (foot - 0.07, 0.035)], _GREY, lit)  # fmt: skip
    for rung in range(6):
        b = 0.12 + 0.055 * rung
        a = -0.5 + 0.21 * (b - 0.045) / 0.415
        part(
            [(a - 0.03, b), (a + 0.03, b), (a + 0.03, b + 0.012), (a - 0.03, b + 0.012)], _GREY, 0.3
        )
    return sheet.picture()


def beside(x_px: float, standing: tuple[float, float, float, bool] | None, canvas: Canvas) -> float:
    """The lander's place, or one aside of those who would stand before it (`standing_px`)."""
    if standing is None:
        return x_px
    from_px, to_px, _, _ = standing
    clear_px = (to_px - from_px) / 2 + _CLEAR * canvas.width_px
    who_px = (from_px + to_px) / 2
    if abs(x_px - who_px) >= clear_px:
        return x_px
    return who_px + (clear_px if who_px <= canvas.paint_width_px / 2 else -clear_px)
