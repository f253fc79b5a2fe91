"""What stands on a stage: drums on a riser, amplifiers, keyboards, monitors."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.stage.ink import Ink

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.stage.plan import Plan


def backline(canvas: Canvas, light: Daylight, plan: Plan, *, seed: int) -> Layer | None:
    """The band's things at the back of the boards; None where a stage is bare."""
    if plan.kind != "concert":
        return None
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xBA])
    ink = Ink(canvas)
    unit = canvas.unit
    day = (
        np.clip(np.asarray(light.ambient_rgb) * 0.8, 0, 1) if plan.is_open_air else np.full(3, 0.1)
    )
    dark = rgb("#2a2b30") * day + 0.010
    rim = plan.palette[0] * np.float32(0.30 * plan.glow) + rgb("#8c9096") * day * 0.5
    second = plan.palette[1] * np.float32(0.30 * plan.glow) + rgb("#8c9096") * day * 0.5
    x0, _, x1, foot = plan.wall_px
    row = foot + 0.16 * (plan.edge_y_px - foot)
    middle = (x0 + x1) / 2
    aside = plan.hand * float(rng.uniform(0.08, 0.20)) * (x1 - x0)
    k = plan.person_px / 330
    _drums(ink, (middle - aside, row), k, dark, rim, second, unit)
    for side in (-1, 1):
        x = middle + side * (x1 - x0) * float(rng.uniform(0.36, 0.44))
        for n in range(int(rng.integers(1, 3))):
            _amplifier(ink, (x + side * n * 88 * k, row), k, dark * (1.1 - 0.1 * n), rim)
    if rng.random() < 0.7:
        _keyboard(
            ink, (middle + aside * 1.5 + plan.hand * 60 * k, row + 10 * unit), k, dark, second
        )
    return Layer(ink.sheet, plan.floor.parallax_at(row))


def monitors(canvas: Canvas, light: Daylight, plan: Plan) -> Layer | None:
    """Wedges along the stage's edge, before whoever plays."""
    if plan.kind == "theatre":
        return None
    ink = Ink(canvas)
    day = (
        np.clip(np.asarray(light.ambient_rgb) * 0.7, 0, 1) if plan.is_open_air else np.full(3, 0.07)
    )
    dark = rgb("#202226") * day + 0.008
    x0, x1 = plan.stage_x_px
    k = plan.person_px / 330
    low = plan.edge_y_px - 2
    for share in (0.22, 0.38, 0.62, 0.78):
        x = x0 + share * (x1 - x0)
        lean = 14 * k * (1 if share < 0.5 else -1)
        ink.fill([(x - 44 * k, low), (x + 44 * k, low), (x + 36 * k + lean, low - 34 * k),
                  (x - 36 * k + lean, low - 34 * k)], dark)  # fmt: skip
        ink.fill([(x - 36 * k + lean, low - 34 * k), (x + 36 * k + lean, low - 34 * k),
                  (x + 33 * k + lean, low - 38 * k), (x - 33 * k + lean, low - 38 * k)],
                 dark * 2.2 + plan.palette[1] * np.float32(0.10 * plan.glow))  # fmt: skip
    return Layer(ink.sheet, plan.floor.near_parallax)


def _drums(
    ink: Ink, at: tuple[float, float], k: float, dark: NDArray[np.floating],
    rim: NDArray[np.floating], second: NDArray[np.floating], unit: float,
) -> None:  # fmt: skip
    x, y = at
    ink.box(x - 190 * k, y - 34 * k, x + 190 * k, y + 4 * k, dark * 0.8)
    ink.box(x - 190 * k, y - 37 * k, x + 190 * k, y - 33 * k, rim * 0.7)
    low = y - 34 * k
    for cx, cy in ((-128, -176), (126, -188), (-70, -214), (150, -128)):
        ink.line((x + cx * k, low), (x + cx * k, low + cy * k), 3.2 * k, dark * 1.6)
        tilt = 0.16 * (1 if cx < 0 else -1)
        _disc(ink, (x + cx * k, low + cy * k), 50 * k, 7 * k, tilt, rim * 1.2)
    for cx, cy, r in ((-52, -108, 31), (46, -112, 34)):
        _drum(ink, (x + cx * k, low + cy * k), r * k, 40 * k, dark * 1.5, rim)
    _drum(ink, (x + 108 * k, low - 66 * k), 42 * k, 58 * k, dark * 1.5, rim)
    _drum(ink, (x - 106 * k, low - 72 * k), 35 * k, 24 * k, dark * 1.9, rim)
    _disc(ink, (x, low - 50 * k), 52 * k, 52 * k, 0.0, second * 0.9)
    _disc(ink, (x, low - 50 * k), 46 * k, 46 * k, 0.0, dark * 1.25)
    _disc(ink, (x, low - 50 * k), 20 * k, 20 * k, 0.0, second * 0.45)


def _drum(
    ink: Ink, at: tuple[float, float], r: float, tall: float, dark: NDArray[np.floating],
    rim: NDArray[np.floating],
) -> None:  # fmt: skip
    x, y = at
    ink.box(x - r, y, x + r, y + tall, dark)
    ink.box(x + 0.5 * r, y, x + 0.8 * r, y + tall, dark * 1.7)
    _disc(ink, (x, y + tall), r, 0.22 * r, 0.0, dark * 0.8)
    _disc(ink, (x, y), r, 0.24 * r, 0.0, rim * 1.1)


def _disc(
    ink: Ink, at: tuple[float, float], rx: float, ry: float, tilt: float,
    tone: NDArray[np.floating],
) -> None:  # fmt: skip
    turn = np.linspace(0, 2 * math.pi, 33)[:-1]
    x, y = rx * np.cos(turn), ry * np.sin(turn)
    c, s = math.cos(tilt), math.sin(tilt)
    ink.fill(np.stack([at[0] + c * x - s * y, at[1] + s * x + c * y], -1), tone)


def _amplifier(
    ink: Ink, at: tuple[float, float], k: float, dark: NDArray[np.floating],
    rim: NDArray[np.floating],
) -> None:  # fmt: skip
    x, y = at
    ink.box(x - 40 * k, y - 108 * k, x + 40 * k, y, dark * 1.1)
    for cx in (-19, 19):
        for cy in (-29, -76):
            _disc(ink, (x + cx * k, y + cy * k), 16 * k, 17 * k, 0.0, dark * 0.55)
            _disc(ink, (x + cx * k, y + cy * k), 6 * k, 6 * k, 0.0, dark * 1.3)
    ink.box(x - 40 * k, y - 142 * k, x + 40 * k, y - 110 * k, dark * 1.35)
    ink.box(x - 40 * k, y - 145 * k, x + 40 * k, y - 142 * k, rim * 0.8)
    _disc(ink, (x + 30 * k, y - 126 * k), 2.6 * k, 2.6 * k, 0.0, np.array([1.0, 0.24, 0.14]))


def _keyboard(
    ink: Ink, at: tuple[float, float], k: float, dark: NDArray[np.floating],
    rim: NDArray[np.floating],
) -> None:  # fmt: skip
    x, y = at
    for side in (-1, 1):
        ink.line((x - side * 48 * k, y), (x + side * 48 * k, y - 112 * k), 5 * k, dark * 1.5)
    ink.box(x - 92 * k, y - 124 * k, x + 92 * k, y - 108 * k, dark * 1.4)
    ink.box(x - 92 * k, y - 127 * k, x + 92 * k, y - 124 * k, rim)
