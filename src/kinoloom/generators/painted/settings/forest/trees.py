"""Trees: each grown from its seed and painted once, as a cut-out with its own depth and sway."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.settings.forest.cutout import Cutout, Sway
from kinoloom.generators.painted.settings.forest.foliage import (
    clump,
    fern,
)
from kinoloom.generators.painted.settings.forest.limbs import branch, liana
from kinoloom.generators.painted.settings.forest.looks import BARK_RGB
from kinoloom.generators.painted.settings.forest.sheet import Sheet
from kinoloom.generators.painted.settings.forest.trunks import BarkLook, Trunk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.forest.glade import Glade, Tree
    from kinoloom.generators.painted.settings.forest.light import WoodLight
    from kinoloom.generators.painted.settings.forest.looks import Growth
    from kinoloom.generators.painted.settings.forest.trunks import Bark

_FLARES: dict[Bark, float] = {
    "furrowed": 0.85, "plated": 0.42, "birch": 0.5, "smooth": 0.85, "mottled": 1.9,
    "bamboo": 0.12,
}  # fmt: skip
"""How far the roots swell, in radii."""


class Wood(NamedTuple):
    """What every tree of a shot is grown with."""

    canvas: Canvas
    glade: Glade
    growth: Growth
    light: WoodLight
    day: Daylight


class Form(NamedTuple):
    """A kind of leafy tree, in metres: its trunk's radius and height, where its first limb is,
    how far it spreads, the size of its clouds of leaves and of a leaf."""

    bark: Bark
    radius_m: float
    tall_m: float
    first_m: float
    spread_m: float
    cloud_m: float
    leaf_m: float
    flat: float = 0.6
    dense: float = 1.0
    stiff: float = 1.1
    mossy: float = 0.8
    limbs: int = 8
    vines: bool = False


OAK = Form("furrowed", 0.29, 11.5, 3.1, 4.4, 0.72, 0.058)
BEECH = OAK._replace(bark="smooth", radius_m=0.26)
BIRCH = Form("birch", 0.15, 12.0, 3.1, 2.4, 0.5, 0.042, 0.8, 0.75, 0.6, 0.25, 9)
GIANT = Form("mottled", 0.36, 17.0, 4.6, 5.0, 0.85, 0.075, stiff=1.8, mossy=0.9, vines=True)


def bark_look(wood: Wood, bark: Bark, x_px: float, *, mossy: float) -> BarkLook:
    """The bark in the wood's light, at an x: the glow lights the side that faces it."""
    light = wood.light
    first, second = (rgb(code) for code in BARK_RGB[bark])
    away = (light.x_px - x_px) / light.reach_px
    side = float(np.tanh(away * 2.2))
    side = side if abs(side) > 0.25 else (0.25 if side >= 0 else -0.25)
    near = float(np.exp(-abs(away) * 0.55))
    rim = light.glow * np.float32(light.rim * (0.35 + 0.65 * near))
    return BarkLook(
        albedo=first, second=second, moss=wood.growth.moss, ambient=light.ambient,
        key=light.key * np.float32(0.35 + 0.65 * near), rim=rim, side=side, front=light.front,
        mossy=mossy * (1 - wood.growth.snow), snow=wood.growth.snow,
    )  # fmt: skip


def trunk_of(
    wood: Wood, tree: Tree, rng: np.random.Generator, bark: Bark, radius_m: float, tall_m: float
) -> Trunk:
    metre = wood.glade.metres_px(tree.near)
    base = wood.glade.row(tree.near)
    top = base - tall_m * metre
    lean = float(rng.normal(0, 0.045)) * (base - top)
    slim = bark in ("birch", "mottled", "bamboo")
    return Trunk(
        tree.x_px, base, top, radius_m * metre, lean * (1.5 if bark == "birch" else 1.0),
        (0.13 if slim else 0.09) * metre * float(rng.uniform(0.5, 2.0)),
        _FLARES[bark] * float(rng.uniform(0.8, 1.2)),
        tree.seed, bark, metre,
    )  # fmt: skip


def sway_of(wood: Wood, tree: Tree, *, stiff: float, flutter: float = 1.0) -> Sway:
    metre = wood.glade.metres_px(tree.near)
    wind = wood.light.wind
    return Sway(
        anchor_y_px=wood.glade.row(tree.near), reach_px=6.5 * metre,
        bend_px=0.045 * metre * wind / stiff,
        flutter_px=min(7 * wood.canvas.unit, (0.9 * wood.canvas.unit + 0.012 * metre))
        * flutter * (0.5 + 0.8 * wind),
        phase=(tree.seed % 997) / 997, wind=wind,
    )  # fmt: skip


def grow_foot(
    wood: Wood, tree: Tree, sheet: Sheet, radius_px: float, rng: np.random.Generator
) -> None:
    """Small growth that hides where the trunk meets the ground."""
    growth, light = wood.growth, wood.light
    metre = wood.glade.metres_px(tree.near)
    count = round(float(rng.uniform(2.0, 5.0)) * max(0.35, growth.ferny))
    for _ in range(count):
        x = tree.x_px + float(rng.choice((-1, 1)) * rng.uniform(0.5, 1.7)) * radius_px
        y = wood.glade.row(tree.near) + float(rng.uniform(-0.05, 0.55)) * radius_px
        size = float(rng.uniform(0.22, 0.5)) * metre
        sheet.leaves(fern(x, y, size, growth.ferns, light, rng))


def leafy_tree(wood: Wood, tree: Tree, form: Form, rng: np.random.Generator) -> Cutout:
    """A tree that forks into limbs with clouds of leaves at their ends."""
    glade, growth, light = wood.glade, wood.growth, wood.light
    metre = glade.metres_px(tree.near)
    radius_m = form.radius_m * float(rng.uniform(0.75, 1.25))
    tall = form.tall_m * float(rng.uniform(0.85, 1.15))
    trunk = trunk_of(wood, tree, rng, form.bark, radius_m, tall)
    look = bark_look(wood, form.bark, tree.x_px, mossy=form.mossy)
    spread = form.spread_m * metre
    sheet = Sheet(
        wood.canvas,
        (tree.x_px - spread - 1.2 * metre, trunk.top_y_px - metre, tree.x_px + spread + 1.2 * metre,
         trunk.base_y_px + 0.5 * metre),
    )  # fmt: skip
    rows: list[NDArray[np.float32]] = []
    tips: list[NDArray[np.float64]] = []
    first_m = form.first_m + float(rng.uniform(-0.13, 0.3)) * form.first_m
    forks = (2 if tree.near > 0.25 else 1) + int(growth.bare > 0.5 and tree.near > 0.2)
    for step in range(form.limbs):
        rise = step / form.limbs
        y = trunk.base_y_px - (first_m + (0.88 * tall - first_m) * rise**1.1) * metre
        if y < -1.5 * metre:
            break
        hand = (1 if step % 2 else -1) * (1 if tree.seed % 2 else -1)
        angle = -np.pi / 2 + hand * float(rng.uniform(0.55, 1.25))
        long = spread * float(rng.uniform(0.28, 0.46)) * (1.15 - 0.5 * rise)
        thick = trunk.radius(y) * float(rng.uniform(0.26, 0.42))
        limb = branch((trunk.middle(y), y), angle, long, thick, look, rng, forks=forks)
        rows.append(limb.rows)
        tips.append(limb.tips)
    if growth.bare > 0.5:
        # No leaves hide where the trunk ends: it ends in twigs, not like a pole.
        for k, share in enumerate((0.80, 0.86, 0.91, 0.95, 0.98)):
            y = trunk.base_y_px - share * tall * metre
            if y > -1.5 * metre:
                turn = -np.pi / 2 + (1 if k % 2 else -1) * float(rng.uniform(0.25, 0.6))
                long = spread * float(rng.uniform(0.2, 0.3)) * (1.9 - share)
                twig = branch((trunk.middle(y), y), turn, long, 0.62 * trunk.radius(y), look, rng,
                              forks=forks)  # fmt: skip
                rows.append(twig.rows)
    head = trunk.top_y_px + 0.04 * tall * metre
    tips.append(np.array([(trunk.middle(head), head, 1.0)] * 3))
    clouds = _crown(wood, tree, tips, rng, form)
    half = len(clouds) * 11 // 20
    for cloud in clouds[:half]:
        sheet.leaves(cloud)
    if rows:
        sheet.limbs(np.concatenate(rows))
    sheet.trunk(trunk, look)
    for cloud in clouds[half:]:
        sheet.leaves(cloud)
    if form.vines:
        _hang_lianas(wood, tree, sheet, look, tips, rng)
    grow_foot(wood, tree, sheet, radius_m * metre * 1.5, rng)
    return sheet.cutout(glade, light, tree.near, sway_of(wood, tree, stiff=form.stiff))


def _crown(
    wood: Wood, tree: Tree, tips: list[NDArray[np.float64]], rng: np.random.Generator, form: Form
) -> list[NDArray[np.float32]]:
    """Clouds of leaves at the limbs' ends, in the order they are painted."""
    growth, light = wood.growth, wood.light
    metre, unit = wood.glade.metres_px(tree.near), wood.canvas.unit
    albedo = growth.leaves[tree.seed % len(growth.leaves)]
    leaf = max(1.7 * unit, form.leaf_m * metre)
    leaf = max(leaf, 0.10 * metre) if tree.near < 0.17 else leaf
    if growth.snow > 0:
        # Snow lies on what leaves are left.
        white = np.full((2, 3), 0.84, np.float32)
        albedo = np.concatenate([albedo * np.float32(0.7), white])
    clouds: list[NDArray[np.float32]] = []
    blossom = growth.blossom if tree.seed % 2 else None
    for ends in tips:
        for tip_x, tip_y, out in ends:
            # A small picture shows no single cloud: half of them are as good.
            if rng.random() < growth.bare or rng.random() > 0.3 + 0.7 * wood.glade.detail:
                continue
            if out < 0.9 and rng.random() < 0.55:
                continue
            radius = form.cloud_m * metre * float(rng.uniform(0.65, 1.25))
            x = float(tip_x + 0.3 * radius * rng.normal())
            y = float(tip_y + 0.25 * radius * rng.normal())
            if y < -radius or not -radius < x < wood.canvas.paint_width_px + radius:
                continue
            clouds.append(
                clump(float(x), float(y) + 0.1 * radius, radius, leaf, albedo, light, rng,
                      flat=form.flat, blossom=blossom, dense=form.dense)
            )  # fmt: skip
    order = rng.permutation(len(clouds))
    return [clouds[k] for k in order]


def _hang_lianas(
    wood: Wood,
    tree: Tree,
    sheet: Sheet,
    look: BarkLook,
    tips: list[NDArray[np.float64]],
    rng: np.random.Generator,
) -> None:
    """Lianas between the limbs, leafy here and there."""
    metre = wood.glade.metres_px(tree.near)
    ends = np.concatenate(tips) if tips else np.zeros((0, 3))
    if len(ends) < 4:
        return
    vine = look._replace(albedo=rgb("#4a4a2c"))
    for _ in range(int(rng.integers(2, 5))):
        a, b = ends[rng.integers(len(ends))], ends[rng.integers(len(ends))]
        sag = float(rng.uniform(0.8, 2.4)) * metre
        rows, points = liana((a[0], a[1]), (b[0], b[1]), sag, 0.022 * metre + 0.4, vine)
        sheet.limbs(rows)
        for x, y in points[2:-2:2]:
            if rng.random() < 0.7:
                sheet.leaves(clump(
                    float(x), float(y), 0.13 * metre, 0.05 * metre + 1.0,
                    wood.growth.leaves[0], wood.light, rng, dense=0.7,
                ))  # fmt: skip


def palm(wood: Wood, tree: Tree, rng: np.random.Generator) -> Cutout:
    """A tree fern or a slim palm."""
    glade, growth, light = wood.glade, wood.growth, wood.light
    metre = glade.metres_px(tree.near)
    tall = float(rng.uniform(1.6, 4.6))
    if glade.kind == "palms":
        tall = 2.6 + 1.9 * tall if tree.near < 0.45 else 2.2 + 0.55 * tall
    trunk = trunk_of(wood, tree, rng, "mottled", 0.10, tall)._replace(flare=0.5)
    look = bark_look(wood, "mottled", tree.x_px, mossy=0.5)
    size = float(rng.uniform(1.5, 2.3)) * metre
    head = (trunk.middle(trunk.top_y_px), trunk.top_y_px)
    sheet = Sheet(
        wood.canvas,
        (head[0] - 1.5 * size, head[1] - 1.3 * size, head[0] + 1.5 * size,
         trunk.base_y_px + 0.4 * metre),
    )  # fmt: skip
    sheet.trunk(trunk, look)
    feathers = size > 34
    sheet.leaves(fern(*head, size, growth.ferns, light, rng, palm=feathers))
    sheet.leaves(fern(*head, size * 0.8, growth.ferns, light, rng, palm=feathers))
    grow_foot(wood, tree, sheet, 0.3 * metre, rng)
    return sheet.cutout(glade, light, tree.near, sway_of(wood, tree, stiff=0.35, flutter=1.2))
