"""Conifers: pines with bare trunks, redwoods, young spruces that are whole from foot to tip."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.settings.forest.boughs import twigs_along
from kinoloom.generators.painted.settings.forest.foliage import Frond, fronds
from kinoloom.generators.painted.settings.forest.limbs import curve
from kinoloom.generators.painted.settings.forest.sheet import Sheet
from kinoloom.generators.painted.settings.forest.trees import (
    bark_look,
    grow_foot,
    sway_of,
    trunk_of,
)
from kinoloom.generators.painted.settings.mountains.pines import Woods, draw_trees, tree_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.cutout import Cutout
    from kinoloom.generators.painted.settings.forest.glade import Tree
    from kinoloom.generators.painted.settings.forest.trees import Wood
    from kinoloom.generators.painted.settings.forest.trunks import Bark

_FEW_NEEDLES = Frond(10, 0.2, 0.16, 0.95, 0.3, even=True)
_DETAILED = 0.3
"""Nearness from which single needles are seen."""


class Conifer(NamedTuple):
    """A kind of conifer, in metres: its trunk's radius and height, from where its boughs live
    (shortest and highest), how far they reach. `upright` trunks hardly lean; `grain` is the size
    of the bark's furrows."""

    bark: Bark
    radius_m: float
    tall_m: tuple[float, float]
    living_m: tuple[float, float]
    bough_m: float
    flare: float
    upright: float
    mossy: float
    bark_rgb: tuple[str, str] | None = None
    grain: float = 1.0
    sink: tuple[float, float] = (-0.12, 0.34)
    """How far a bough comes down from its root, in lengths."""
    dense: float = 1.0


PINE = Conifer("plated", 0.21, (15, 19), (3.6, 5.2), 1.9, 1.0, 1.0, 0.55)
FIR = Conifer("furrowed", 0.24, (12, 24), (1.2, 3.0), 2.3, 0.55, 0.5, 0.7,
              ("#3a332e", "#7d7166"), 0.7, (0.10, 0.52), 1.35)  # fmt: skip
REDWOOD = Conifer("furrowed", 0.88, (38, 48), (6.5, 10.5), 2.9, 0.75, 0.2, 0.5,
                  ("#54301f", "#a86a4c"), 0.6)  # fmt: skip


def conifer(wood: Wood, tree: Tree, form: Conifer, rng: np.random.Generator) -> Cutout:
    """A conifer of a dense wood: a long bare trunk, dead stubs, needles above."""
    glade, light = wood.glade, wood.light
    metre = glade.metres_px(tree.near)
    # Of all ages: trunks as like as pillars look like one tree, repeated.
    age = float(rng.uniform(0.0, 1.0))
    radius_m = form.radius_m * (0.62 + 0.85 * age**1.5)
    tall = form.tall_m[0] + (form.tall_m[1] - form.tall_m[0]) * age
    is_dead = form is not REDWOOD and rng.random() < 0.07
    if is_dead:
        tall *= float(rng.uniform(0.25, 0.6))
    trunk = trunk_of(wood, tree, rng, form.bark, radius_m, tall)
    trunk = trunk._replace(lean_px=form.upright * trunk.lean_px, flare=form.flare * trunk.flare,
                           metre_px=form.grain * trunk.metre_px)  # fmt: skip
    look = bark_look(wood, form.bark, tree.x_px, mossy=form.mossy)
    if form.bark_rgb is not None:
        # Soft and fibrous: hardly any sheen.
        look = look._replace(
            albedo=rgb(form.bark_rgb[0]), second=rgb(form.bark_rgb[1]), key=look.key * 0.8,
            front=0.6 * look.front, rim=look.rim * 0.8,
        )  # fmt: skip
    spread = (0.8 + form.bough_m + 1.2 * radius_m) * metre
    sheet = Sheet(
        wood.canvas,
        (tree.x_px - spread - metre, trunk.top_y_px - metre, tree.x_px + spread + metre,
         trunk.base_y_px + 0.5 * metre),
    )  # fmt: skip
    behind: list[NDArray[np.float32]] = []
    before: list[NDArray[np.float32]] = []
    sprays: list[tuple[NDArray[np.float32], bool]] = []
    up = float(rng.uniform(1.3, 2.2))
    # Boughs of the nearest hang above the view, not in it.
    living = float(rng.uniform(*form.living_m)) + 3.6 * max(0.0, tree.near - 0.42)
    living = 1e3 if is_dead else living
    while up < tall:
        y = trunk.base_y_px - up * metre
        if y < -1.2 * metre:
            break
        hand = 1.0 if rng.random() < 0.5 else -1.0
        alive = up > living
        long = (0.35 + form.bough_m * (1 - up / (tall + 2))) * metre * float(rng.uniform(0.6, 1.15))
        long = long if alive else min(long, 0.9 * metre) * float(rng.uniform(0.25, 1.0))
        x = trunk.middle(y) + hand * 0.6 * max(0.0, trunk.radius(y) - 0.2 * metre)
        sink = float(rng.uniform(*form.sink))
        t = np.linspace(0, 1, 6)
        points = np.stack(
            [x + hand * long * t, y + long * (sink * t**1.5 - 0.10 * np.sin(np.pi * t))], axis=1
        )
        thick = max(0.7, (0.055 if alive else 0.03) * metre)
        front = rng.random() < 0.45
        (before if front else behind).append(curve(points, thick, thick * 0.25, look))
        if alive:
            sprays.append((_needles(wood, points, hand, long, tree.near, rng), front))
        up += float(rng.uniform(0.16, 0.5)) * (1.0 if alive else 1.5) / form.dense
    for rows, front in sprays:
        if not front:
            sheet.leaves(rows)
    if behind:
        sheet.limbs(np.concatenate(behind))
    sheet.trunk(trunk, look)
    if before:
        sheet.limbs(np.concatenate(before))
    for rows, front in sprays:
        if front:
            sheet.leaves(rows)
    grow_foot(wood, tree, sheet, radius_m * metre * 1.4, rng)
    return sheet.cutout(glade, light, tree.near, sway_of(wood, tree, stiff=0.8, flutter=0.8))


def _needles(
    wood: Wood,
    points: NDArray[np.float64],
    hand: float,
    long_px: float,
    near: float,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """Sprays of needles along a bough, hanging a little; snow lies on them in winter."""
    growth = wood.growth
    albedo = growth.needles
    if growth.snow > 0:
        albedo = np.concatenate([albedo, np.full((4, 3), 0.86, np.float32)])
    if near > _DETAILED:
        return twigs_along(points, long_px, albedo, wood.light, rng)
    count = int(rng.integers(5, 8))
    at = np.sort(rng.uniform(0.15, 1.0, count))
    places = np.stack(
        [np.interp(at, np.linspace(0, 1, len(points)), points[:, c]) for c in (0, 1)], axis=1
    )
    angle = np.where(hand > 0, 0.0, np.pi) + hand * rng.normal(0.18, 0.42, count)
    length = long_px * rng.uniform(0.34, 0.6, count)
    return fronds(places[:, 0], places[:, 1], angle, length, _FEW_NEEDLES, albedo, wood.light, rng)


def spruce(wood: Wood, tree: Tree, rng: np.random.Generator) -> Cutout:
    """A young conifer, whole from foot to tip."""
    glade, growth, light = wood.glade, wood.growth, wood.light
    metre = glade.metres_px(tree.near)
    tall = float(rng.uniform(2.2, 7.5)) * metre
    base = glade.row(tree.near)
    sheet = Sheet(
        wood.canvas,
        (tree.x_px - 0.5 * tall, base - tall - 4, tree.x_px + 0.5 * tall, base + 0.2 * metre),
    )
    woods = Woods(growth.needles, growth.snow, 0.06)
    places = np.array([[tree.x_px - sheet.left_px, base - sheet.top_px]], np.float32)
    rows = tree_rows(places, np.array([tall], np.float32), woods, wood.day, rng)
    snow = np.clip(light.ambient * 0.95 + light.key * 0.4, 0, 0.98).astype(np.float32)
    draw_trees(sheet.image, rows, sun_x_px=light.x_px - sheet.left_px, snow_rgb=snow)
    return sheet.cutout(glade, light, tree.near, sway_of(wood, tree, stiff=0.5))
