"""Bamboo: clumps of jointed culms with sprays of narrow leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.settings.forest.foliage import Frond, fronds
from kinoloom.generators.painted.settings.forest.limbs import curve
from kinoloom.generators.painted.settings.forest.sheet import Sheet
from kinoloom.generators.painted.settings.forest.trees import (
    bark_look,
    grow_foot,
    sway_of,
    trunk_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.cutout import Cutout
    from kinoloom.generators.painted.settings.forest.glade import Tree
    from kinoloom.generators.painted.settings.forest.trees import Wood
    from kinoloom.generators.painted.settings.forest.trunks import BarkLook, Trunk

    Rows = list[NDArray[np.float32]]

SPRAY = Frond(6, 0.62, 0.085, 0.50, 0.8)
_CULMS = (
    ("#5f8436", "#c6cf96"), ("#75913c", "#d2d29a"), ("#8c9a44", "#d8d4a0"), ("#4d7a3e", "#b4c892"),
)  # fmt: skip
"""A culm's green, and the bloom under its joints."""


def bamboo(wood: Wood, tree: Tree, rng: np.random.Generator) -> Cutout:
    """A few culms that grow from one root."""
    glade = wood.glade
    metre = glade.metres_px(tree.near)
    count = int(rng.integers(2, 5)) if tree.near > 0.45 else int(rng.integers(3, 7))
    places = np.sort(rng.uniform(-0.75, 0.75, count)) * (0.8 if tree.near > 0.45 else 1.3)
    culms = [_culm(wood, tree, float(place), k, rng) for k, place in enumerate(places)]
    reach = 2.9 * metre
    sheet = Sheet(
        wood.canvas,
        (tree.x_px - reach, min(culm.top_y_px for culm in culms) - metre, tree.x_px + reach,
         max(culm.base_y_px for culm in culms) + 0.4 * metre),
    )  # fmt: skip
    greens = [dealt(_CULMS, tree.seed + k, 0xBA) for k in range(count)]
    order = sorted(range(count), key=lambda k: culms[k].base_y_px)
    for k in order:
        look = bark_look(wood, "bamboo", culms[k].x_px, mossy=0.0)
        tone = np.float32(rng.uniform(0.82, 1.12))
        look = look._replace(albedo=rgb(greens[k][0]) * tone, second=rgb(greens[k][1]) * tone)
        behind, before, twigs = _sprays(wood, culms[k], look, metre, rng)
        for rows in twigs:
            sheet.limbs(rows)
        for rows in behind:
            sheet.leaves(rows)
        sheet.trunk(culms[k], look)
        for rows in before:
            sheet.leaves(rows)
    grow_foot(wood, tree, sheet, 0.5 * metre, rng)
    return sheet.cutout(glade, wood.light, tree.near, sway_of(wood, tree, stiff=0.45))


def _culm(wood: Wood, tree: Tree, place_m: float, number: int, rng: np.random.Generator) -> Trunk:
    metre = wood.glade.metres_px(tree.near)
    radius_m = float(rng.uniform(0.040, 0.072))
    culm = trunk_of(wood, tree, rng, "bamboo", radius_m, float(rng.uniform(13, 17)))
    drop = float(rng.uniform(-0.16, 0.16)) * metre
    return culm._replace(
        x_px=tree.x_px + place_m * metre, base_y_px=culm.base_y_px + drop,
        lean_px=0.7 * culm.lean_px + 0.6 * place_m * metre, seed=tree.seed + 131 * number,
    )  # fmt: skip


def _sprays(
    wood: Wood, culm: Trunk, look: BarkLook, metre: float, rng: np.random.Generator
) -> tuple[Rows, Rows, Rows]:
    """Leaves at the joints, behind the culm and before it, and the thin twigs they are on."""
    growth = wood.growth
    albedo = growth.leaves[culm.seed % len(growth.leaves)]
    if growth.snow > 0:
        albedo = np.concatenate([albedo, np.full((3, 3), 0.86, np.float32)])
    sides: tuple[Rows, Rows] = ([], [])
    twigs: Rows = []
    up = float(rng.uniform(2.4, 4.4))
    while culm.base_y_px - up * metre > max(culm.top_y_px, -0.8 * metre):
        y = culm.base_y_px - up * metre
        hand = 1.0 if rng.random() < 0.5 else -1.0
        long = float(rng.uniform(0.5, 1.15)) * metre * min(1.3, 0.5 + 0.09 * up)
        rise = float(rng.uniform(0.1, 0.7))
        t = np.linspace(0, 1, 5)
        x = culm.middle(y)
        points = np.stack([x + hand * long * t, y - long * (rise * t - 0.45 * t**2)], axis=1)
        before = int(rng.random() < 0.5)
        count = 3
        at = np.linspace(0.45, 1.0, count)
        xs, ys = (np.interp(at, t, points[:, c]) for c in (0, 1))
        angle = np.where(hand > 0, 0.35, np.pi - 0.35) + rng.normal(0, 0.5, count)
        size = np.full(count, 0.46 * metre) * rng.uniform(0.8, 1.25, count)
        sides[before].append(fronds(xs, ys, angle, size, SPRAY, albedo, wood.light, rng))
        twigs.append(curve(points, max(0.6, 0.009 * metre), max(0.4, 0.004 * metre), look))
        up += float(rng.uniform(0.18, 0.55)) * (1.6 if up < 4 else 1.0)
    return (*sides, twigs)
