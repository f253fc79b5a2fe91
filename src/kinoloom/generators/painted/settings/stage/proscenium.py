"""A theatre's gilded frame, and the boxes for guests beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.settings.stage.ink import Ink, Point, paint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.stage.plan import Plan


def proscenium(ink: Ink, canvas: Canvas, plan: Plan, day: NDArray[np.floating]) -> None:
    """A gilded frame around a curtain, with a dark house wall beside it."""
    unit = canvas.unit
    x0, top, x1, foot = plan.wall_px
    lamp = np.array([1.0, 0.80, 0.55]) * 0.80 * plan.glow
    light = day * 0.9 + lamp
    wall = np.array([0.20, 0.055, 0.05]) if plan.lean > 0 else np.array([0.07, 0.09, 0.14])
    width = float(canvas.paint_width_px)
    stone = plan.is_open_air
    wall = np.array([0.42, 0.36, 0.29]) if stone else wall
    gold = np.array([0.80, 0.58, 0.26]) if not stone else np.array([0.74, 0.66, 0.54])
    edge = 84 * unit
    left, right, up = x0 - edge, x1 + edge, top - edge
    end = 0.0
    if stone:
        end = max(0.0, up - 46 * unit)
    near_l, near_r = (0.0, width) if not stone else (left - 120 * unit, right + 120 * unit)
    for corners in (
        [(near_l, end), (left, end), (left, foot + 60 * unit), (near_l, foot + 60 * unit)],
        [(right, end), (near_r, end), (near_r, foot + 60 * unit), (right, foot + 60 * unit)],
        [(left - 1, end), (right + 1, end), (right + 1, up), (left - 1, up)],
    ):
        ink.fill(corners, wall * light * 0.62)
    for k in range(7):
        for base, sign in ((left, -1), (right, 1)):
            x = base + sign * (34 + 64 * k) * unit
            if near_l < x < near_r and x + 40 * unit < near_r and x > near_l + 40 * unit:
                ink.box(x - 22 * unit, max(end, up + 40 * unit), x + 22 * unit, foot - 20 * unit,
                        wall * light * (0.74 - 0.05 * k))  # fmt: skip
    if not stone:
        _boxes(ink, plan, (left, right, foot), gold * light, unit)
    else:
        for k, tone in ((0, 0.5), (1, 1.0), (2, 0.75)):
            ink.box(near_l - (18 - 6 * k) * unit, end - (26 - 9 * k) * unit,
                    near_r + (18 - 6 * k) * unit, end + 6 * unit, gold * light * tone)  # fmt: skip
    # Mouldings: bands that catch the light one after another.
    bands = ((1.0, 0.30), (0.93, 0.85), (0.82, 0.55), (0.70, 1.0), (0.60, 0.35), (0.50, 0.75),
             (0.34, 0.45), (0.24, 1.05), (0.10, 0.30))  # fmt: skip
    for out, tone in bands:
        d = edge * out
        r = 46 * unit * out
        ink.fill(_arch(x0 - d, x1 + d, top - d, foot, r), gold * light * tone)
    hole = np.array(_arch(x0, x1, top, foot + 4 * unit, 14 * unit))
    cv2.fillPoly(
        ink.sheet, [np.round(hole * 16).astype(np.int32)], (0.0, 0.0, 0.0, 0.0), cv2.LINE_AA, 4
    )
    for k in range(int((x1 - x0) / (48 * unit))):
        x = x0 + (k + 0.5) * 48 * unit
        cv2.circle(
            ink.sheet,
            (round(x * 16), round((top - 0.46 * edge) * 16)),
            round(9 * unit * 16),
            paint(gold * light * 1.2),
            -1,
            cv2.LINE_AA,
            4,
        )
    crest = (x0 + x1) / 2
    for r, tone in ((74, 0.4), (62, 0.95), (44, 0.5), (30, 1.1)):
        cv2.circle(
            ink.sheet,
            (round(crest * 16), round((top - 0.55 * edge) * 16)),
            round(r * unit * 16),
            paint(gold * light * tone),
            -1,
            cv2.LINE_AA,
            4,
        )


def _boxes(
    ink: Ink,
    plan: Plan,
    place_px: tuple[float, float, float],
    gold: NDArray[np.floating],
    unit: float,
) -> None:
    """Boxes for guests on both sides: gilded fronts, warm light in them."""
    left, right, foot = place_px
    warm = np.array([0.52, 0.22, 0.09]) * (0.35 + 0.65 * plan.glow)
    velvet = np.array([0.34, 0.035, 0.035]) * (0.35 + 0.65 * plan.glow)
    for base, sign in ((left, -1), (right, 1)):
        for tier in range(2):
            low = foot - (64 + 250 * tier) * unit
            for k in range(2):
                near = base + sign * (52 + 250 * k) * unit
                far = near + sign * 205 * unit
                rise = -20 * k * unit
                arch = _arch(min(near, far) + 12 * unit, max(near, far) - 12 * unit,
                             low - 172 * unit + rise, low + rise, 70 * unit)  # fmt: skip
                ink.fill(arch, gold * 0.55)
                inner = _arch(min(near, far) + 22 * unit, max(near, far) - 22 * unit,
                              low - 162 * unit + rise, low + rise, 62 * unit)  # fmt: skip
                ink.fill(inner, warm * (0.62 + 0.2 * tier))
                for side in (0.0, 1.0):
                    x = near + (far - near) * (0.12 + 0.76 * side)
                    ink.box(x - 17 * unit, low - 120 * unit + rise, x + 17 * unit, low + rise,
                            velvet * 0.8)  # fmt: skip
                for guest in range(2):
                    x = near + (far - near) * (0.36 + 0.26 * guest)
                    r = 15 * unit
                    dark = warm * 0.10
                    turn = np.linspace(0, 2 * math.pi, 20)
                    ink.fill(
                        np.stack(
                            [x + r * 0.8 * np.cos(turn), low - 48 * unit + rise + r * np.sin(turn)],
                            -1,
                        ),
                        dark,
                    )
                    ink.fill([(x - 30 * unit, low + rise), (x - 22 * unit, low - 28 * unit + rise),
                              (x + 22 * unit, low - 28 * unit + rise), (x + 30 * unit, low + rise)],
                             dark)  # fmt: skip
                ink.box(min(near, far), low + rise, max(near, far), low + 42 * unit + rise, velvet)
                for y, tall, tone in ((0, 8, 1.15), (36, 6, 0.8)):
                    ink.box(
                        min(near, far) - 4 * unit,
                        low + y * unit + rise,
                        max(near, far) + 4 * unit,
                        low + (y + tall) * unit + rise,
                        gold * tone,
                    )


def _arch(x0: float, x1: float, y0: float, y1: float, r: float) -> list[Point]:
    """A box with round upper corners."""
    turn = np.linspace(0, math.pi / 2, 9)
    left = [(x0 + r - r * math.cos(a), y0 + r - r * math.sin(a)) for a in turn]
    right = [(x1 - r + r * math.sin(a), y0 + r - r * math.cos(a)) for a in turn]
    return [(x0, y1), *left, *right, (x1, y1)]
