"""Grass along the path, flower beds, hedges and reeds at the pond."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.settings.forest.cutout import Cutout, Sway
from kinoloom.generators.painted.settings.forest.foliage import clump, lit_leaves, near_glow
from kinoloom.generators.painted.settings.forest.sheet import Sheet
from kinoloom.generators.painted.settings.forest.strokes import OVAL, dabs
from kinoloom.generators.painted.settings.mountains.shore import draw_blades, grass_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.trees import Wood
    from kinoloom.generators.painted.settings.park.plan import Plan

_NEARS = (0.14, 0.20, 0.29, 0.41, 0.58, 0.80, 1.02)
_BEDS = ("#d8485a", "#f0d04c", "#e88ab4", "#f4f0e6", "#8c6cd0")


def verges(wood: Wood, plan: Plan, *, seed: int) -> list[Cutout]:
    """Low growth in rows from far to near."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xBED])
    bed_side = 1 if rng.random() < 0.5 else -1
    bedded = rng.random() < 0.7 and wood.growth.snow == 0 and wood.growth.litter < 0.5
    blooms = [rgb(code) for code in rng.choice(_BEDS, 2, replace=False)]
    return [
        _row(wood, plan, near, blooms if bedded and k % 3 != 2 else [], bed_side, rng)
        for k, near in enumerate(_NEARS)
    ]


def _row(
    wood: Wood,
    plan: Plan,
    near: float,
    blooms: list[NDArray[np.float32]],
    bed_side: int,
    rng: np.random.Generator,
) -> Cutout:
    canvas, glade, light = wood.canvas, wood.glade, wood.light
    metre, row, unit = glade.metres_px(near), glade.row(near), canvas.unit
    sheet = Sheet(canvas, (0, row - 1.3 * metre, canvas.paint_width_px, row + 0.4 * metre))
    lead, verge = glade.lead_at(near), glade.lead_width_m * metre
    for bloom in blooms:
        _bed(wood, sheet, lead + bed_side * (verge + 0.8 * metre), row, metre, bloom, rng)
    _grass(wood, plan, sheet, near, lead, verge, rng)
    sway = Sway(row, 3 * metre, 0.0, (0.6 * unit + 0.006 * metre) * (0.4 + 0.8 * light.wind),
                float(rng.random()), light.wind)  # fmt: skip
    return sheet.cutout(glade, light, near, sway)


def _bed(
    wood: Wood,
    sheet: Sheet,
    x_px: float,
    y_px: float,
    metre: float,
    bloom: NDArray[np.float32],
    rng: np.random.Generator,
) -> None:
    """A low cushion of leaves with flowers on it."""
    light, growth = wood.light, wood.growth
    leaf = max(1.3 * wood.canvas.unit, 0.026 * metre)
    for _ in range(3):
        x = x_px + float(rng.normal(0, 0.42)) * metre
        y = y_px - float(rng.uniform(0.02, 0.14)) * metre
        sheet.leaves(clump(x, y, 0.30 * metre, leaf, growth.leaves[0], light, rng, flat=0.5))
        count = 26
        places = np.stack([x + rng.normal(0, 0.17, count) * metre,
                           y - (0.03 + rng.normal(0, 0.07, count)) * metre], axis=1)  # fmt: skip
        size = np.maximum(0.9 * wood.canvas.unit, 0.026 * metre * rng.uniform(0.6, 1.2, count))
        colours = lit_leaves(
            bloom * rng.uniform(0.8, 1.1, (count, 1)), rng.uniform(0.4, 0.95, count),
            0.3 * near_glow(places[:, 0], places[:, 1], light), light,
        )  # fmt: skip
        sheet.leaves(dabs(places, size, size * 0.75, rng.uniform(0, 3.1, count), colours,
                          form=OVAL))  # fmt: skip


def _grass(
    wood: Wood,
    plan: Plan,
    sheet: Sheet,
    near: float,
    lead: float,
    verge: float,
    rng: np.random.Generator,
) -> None:
    """Short tufts over the lawn, longer ones at the path's edge and the pond's."""
    glade, growth, light, canvas = wood.glade, wood.growth, wood.light, wood.canvas
    metre, unit = glade.metres_px(near), canvas.unit
    tufts = round(min(260, 4.5 * canvas.paint_width_px / metre) * (1 - 0.85 * growth.snow))
    xs = rng.random(tufts) * canvas.paint_width_px
    beside = rng.random(tufts) < 0.3
    xs = np.where(
        beside, lead + rng.choice((-1.0, 1.0), tufts) * verge * rng.uniform(0.98, 1.12, tufts), xs
    )
    pond = plan.pond
    keep = np.abs(xs - lead) > 0.95 * verge
    if pond is not None:
        middle, reach = 0.5 * (pond.far + pond.near), 0.5 * (pond.near - pond.far)
        keep &= ((xs - pond.x_px) / pond.half_px) ** 2 + ((near - middle) / reach) ** 2 > 1.1
    xs = xs[keep]
    if len(xs) == 0:
        return
    blades = 11
    deep = 0.17 * near * (glade.bottom_y_px - glade.horizon_y_px)
    ys = glade.row(near) + rng.uniform(-1, 1, len(xs)) * deep
    roots = np.repeat(np.stack([xs, ys], axis=1), blades, axis=0)
    roots += rng.normal(0, 1, roots.shape) * np.array([0.06, 0.012]) * metre
    close = near_glow(roots[:, 0], roots[:, 1], light)
    tones = growth.grass[rng.integers(len(growth.grass), size=len(roots))]
    colours = lit_leaves(tones, rng.uniform(0.3, 0.85, len(roots)), 0.5 * close * light.rim, light)
    length = (0.075 * metre * rng.uniform(0.5, 1.4, len(roots))).astype(np.float32)
    local = (roots - np.array([sheet.left_px, sheet.top_px])).astype(np.float32)
    rows = grass_rows(local, length, colours.astype(np.float32), unit, rng)
    rows[:, 4] = np.clip(rows[:, 4], 0.3, 0.008 * metre + 0.3)
    draw_blades(sheet.image, rows)
