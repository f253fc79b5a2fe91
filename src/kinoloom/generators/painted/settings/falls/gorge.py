"""Where a waterfall's cliff, chutes and side walls are, decided by frame and seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.falls.lips import (
    island_rise,
    islands_between,
    lip_line,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.mountains.vista import Vista
    from kinoloom.generators.painted.spec import SceneSpec


class Chute(NamedTuple):
    """One fall, in pixels of the painted canvas; `ledges` are rows on which it breaks."""

    x_px: float
    half_px: float
    lip_y_px: float
    foot_y_px: float
    ledges: tuple[float, ...]
    broken: float
    """How much rock shows through it, 0..1."""
    islands: tuple[tuple[float, float], ...] = ()
    """Rocks that part it at its lip: how far from its middle, and half as wide as they are."""


class Gorge(NamedTuple):
    """The cliff's upper edge (one y for each column), its falls, and its nearer walls."""

    top_y_px: NDArray[np.float32]
    chutes: tuple[Chute, ...]
    walls: tuple[NDArray[np.float32], ...]
    """Upper edges of nearer walls, one y for each column; below the foot where there is none."""
    foot_y_px: float
    is_broad: bool


def gorge_of(spec: SceneSpec, canvas: Canvas, vista: Vista) -> Gorge:
    """A broad curtain or a tall ribbon of water, left or right of the middle."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xFA11])
    unit = canvas.unit
    foot = vista.shore_y_px + 3 * unit
    broad = bool(rng.random() < 0.45)
    room = foot - canvas.margin_y_px
    lip = foot - room * float(rng.uniform(0.46, 0.60) if broad else rng.uniform(0.60, 0.72))
    middle = canvas.paint_width_px / 2
    x = middle + vista.side * canvas.width_px * float(rng.uniform(0.03, 0.14))
    half = canvas.width_px * float(rng.uniform(0.15, 0.22)) if broad else (
        float(rng.uniform(46, 74)) * unit
    )  # fmt: skip
    ledges = () if broad else (lip + (foot - lip) * float(rng.uniform(0.36, 0.62)),)
    islands = islands_between(half, unit, rng) if broad else ()
    chutes = [Chute(x, half, lip, foot, ledges, 0.55 if broad else 0.12, islands)]
    if broad or rng.random() < 0.7:
        hand = -vista.side if rng.random() < 0.7 else vista.side
        away = half + float(rng.uniform(90, 210)) * unit
        slim = float(rng.uniform(14, 30)) * unit
        chutes.append(
            Chute(x + hand * away, slim, lip + float(rng.uniform(-10, 40)) * unit, foot,
                  (lip + (foot - lip) * 0.5,), 0.3)
        )  # fmt: skip
    return Gorge(
        _top(canvas, chutes, lip, spec.seed, rng), tuple(chutes),
        _walls(canvas, vista, foot, lip, spec.seed, rng), foot, broad,
    )  # fmt: skip


def wall_foot_px(canvas: Canvas, foot_y_px: float, number: int) -> float:
    """The row on which a nearer wall enters the water."""
    return foot_y_px + (34 + 18 * number) * canvas.unit + 0.04 * canvas.height_px


def _top(
    canvas: Canvas, chutes: list[Chute], lip: float, seed: int, rng: np.random.Generator
) -> NDArray[np.float32]:
    unit, width = canvas.unit, canvas.paint_width_px
    line = _line(width, 260 * unit, seed % 9973 + 1)
    steps = _line(width, 90 * unit, seed % 9973 + 2)
    xs = np.arange(width, dtype=np.float32)
    away = np.full(width, 1e9, np.float32)
    for chute in chutes:
        away = np.minimum(away, np.abs(xs - chute.x_px) - chute.half_px)
    beside = np.clip(away / (420 * unit), 0, 1) ** 0.8
    tilt = np.where(xs < chutes[0].x_px, *((1.0, 0.45) if seed % 2 else (0.45, 1.0)))
    rise = (0.03 + 0.24 * beside * tilt) * canvas.height_px * (0.2 + 1.1 * line)
    rise += np.round(steps * 5) / 5 * 60 * unit - 24 * unit
    rise = np.maximum(rise, 14 * unit)
    top = lip - rise * np.clip((away + 6 * unit) / (60 * unit), 0, 1) ** 0.7
    for chute in chutes:
        inside = np.abs(xs - chute.x_px) < chute.half_px + 3 * unit
        edge = lip_line(chute, xs, unit, seed) - 2 * unit
        top = np.where(inside, edge - island_rise(chute, xs, unit, seed), top)
    return top.astype(np.float32)


def _walls(
    canvas: Canvas, vista: Vista, foot: float, lip: float, seed: int, rng: np.random.Generator
) -> tuple[NDArray[np.float32], ...]:
    """One or two nearer walls that close the gorge at its sides."""
    unit, width = canvas.unit, canvas.paint_width_px
    hands = (-vista.side, vista.side) if rng.random() < 0.6 else (-vista.side,)
    xs = np.arange(width, dtype=np.float32)
    walls = []
    for k, hand in enumerate(hands):
        reach = canvas.margin_x_px + canvas.width_px * float(rng.uniform(0.13, 0.25))
        inward = xs if hand < 0 else width - 1 - xs
        line = _line(width, 120 * unit, seed % 9973 + 20 + k)
        share = np.clip(1 - inward / reach + 0.5 * (line - 0.5), 0, 1)
        tall = (foot - lip) * float(rng.uniform(0.5, 1.0))
        rise = tall * (1.15 * share**0.95) * (0.6 + 0.8 * line)
        # It begins with no height at all: a cut would show as an upright edge.
        base = wall_foot_px(canvas, foot, k)
        lift = (base - foot + 10 * unit) * np.minimum(1, 4 * share)
        walls.append((base - rise - lift).astype(np.float32))
        walls[-1][share <= 0.02] = 1e6
    return tuple(walls)


def _line(width: int, scale_px: float, seed: int) -> NDArray[np.float32]:
    return fbm_image(width, 1, scale_x_px=scale_px, scale_y_px=1, octaves=5, seed=seed)[0]
