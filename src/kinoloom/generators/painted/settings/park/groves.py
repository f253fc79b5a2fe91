"""The park's edge: rows of round crowns, paler the farther, before an open sky."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.forest.cutout import Cutout, Sway
from kinoloom.generators.painted.settings.forest.foliage import clump
from kinoloom.generators.painted.settings.forest.sheet import Sheet

if TYPE_CHECKING:
    from kinoloom.generators.painted.settings.forest.trees import Wood

_NEARS = (0.042, 0.058, 0.080)


def groves(wood: Wood, *, seed: int) -> list[Cutout]:
    """Rows of far trees from far to near; each leaves a gap somewhere else."""
    return [
        _row(wood, near, k, np.random.default_rng([seed & 0xFFFFFFFF, 0x660, k]))
        for k, near in enumerate(_NEARS)
    ]


def _row(wood: Wood, near: float, k: int, rng: np.random.Generator) -> Cutout:
    canvas, glade, light, growth = wood.canvas, wood.glade, wood.light, wood.growth
    unit, width = canvas.unit, canvas.paint_width_px
    foot = glade.row(near)
    tallest = (175 - 22 * k) * unit
    sheet = Sheet(canvas, (0, foot - 1.5 * tallest, width, foot + 10 * unit))
    gap = float(rng.uniform(0.1, 0.9)) * width
    leaf = (2.6 + 0.5 * k) * unit
    bare = growth.bare > 0.5
    x = -60 * unit
    while x < width + 60 * unit:
        tall = tallest * float(rng.uniform(0.45, 1.0))
        wide = tall * float(rng.uniform(0.32, 0.5))
        x += wide * float(rng.uniform(0.7, 1.25))
        open_here = abs(x - gap) < (0.16 - 0.03 * k) * width
        if open_here and k > 0:
            tall, wide = tall * 0.32, wide * 0.6
        albedo = growth.leaves[int(rng.integers(len(growth.leaves)))]
        if bare:
            albedo = albedo * 0.35 + np.array([0.36, 0.33, 0.33], np.float32) * 0.65
        albedo = albedo * np.float32(rng.uniform(0.82, 1.12))
        for _ in range(2 + int((2 + 9 * tall / tallest) * glade.detail)):
            up = float(rng.beta(1.6, 1.3))
            off = float(rng.normal(0, 0.42)) * wide * (1.15 - 0.6 * abs(up - 0.4))
            sheet.leaves(
                clump(x + off, foot - tall * (0.12 + 0.80 * up), 0.42 * wide, leaf, albedo, light,
                      rng, flat=0.85, dense=1.15 if not bare else 0.35,
                      blossom=growth.blossom if rng.random() < 0.25 else None)
            )  # fmt: skip
    for _ in range(round(70 * width / (2304 * unit) * glade.detail)):
        albedo = growth.leaves[int(rng.integers(len(growth.leaves)))] * np.float32(0.85)
        at, size = float(rng.uniform(0, 1)) * width, float(rng.uniform(14, 34)) * unit
        sheet.leaves(clump(at, foot - 0.4 * size, size, 0.8 * leaf, albedo, light, rng, flat=0.7))
    sway = Sway(foot, 2 * tallest, 0.0, (0.35 + 0.5 * light.wind) * unit, float(rng.random()),
                light.wind)  # fmt: skip
    return sheet.cutout(glade, light, near, sway, pool=0.6)
