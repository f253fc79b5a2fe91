"""What grows between the trees: ferns, bushes, grass, flowers, mossy stones, big leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.forest.cutout import Cutout, Sway
from kinoloom.generators.painted.settings.forest.foliage import clump, fern, lit_leaves, near_glow
from kinoloom.generators.painted.settings.forest.sheet import Sheet
from kinoloom.generators.painted.settings.forest.strokes import HEART, OVAL, TORN, dabs
from kinoloom.generators.painted.settings.mountains.shore import (
    Soil,
    draw_blades,
    draw_rocks,
    grass_rows,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.trees import Wood

_NEARS = (0.085, 0.12, 0.16, 0.22, 0.30, 0.40, 0.53, 0.70, 0.88)


def strips(wood: Wood, *, seed: int, clear_px: tuple[float, float] | None) -> list[Cutout]:
    """Undergrowth in rows from far to near, beside the way; `clear_px` (x from, to) stays low."""
    return [
        _strip(wood, near, np.random.default_rng([seed & 0xFFFFFFFF, 0xFE, k]), clear_px)
        for k, near in enumerate(_NEARS)
    ]


def _strip(
    wood: Wood, near: float, rng: np.random.Generator, clear_px: tuple[float, float] | None
) -> Cutout:
    glade, canvas, growth = wood.glade, wood.canvas, wood.growth
    metre = glade.metres_px(near)
    row = glade.row(near)
    sheet = Sheet(
        canvas, (0, row - 2.6 * metre, canvas.paint_width_px, row + 0.5 * metre + 0.06 * metre)
    )
    crowd = canvas.paint_width_px / metre
    lead = glade.lead_at(near)
    verge = glade.lead_width_m * metre * (0.55 if glade.lead == "clearing" else 0.9)
    deep = 0.16 * near * (glade.bottom_y_px - glade.horizon_y_px)
    plants: list[tuple[float, float, float]] = []
    count = round(crowd * (1.5 if near < 0.3 else 1.0) * (0.35 + 0.65 * growth.ferny))
    patch = rng.random(5) * canvas.paint_width_px
    for _ in range(round(min(90, count) * (0.3 + 0.7 * glade.detail))):
        x = float(rng.choice(patch) + rng.normal(0, 0.16) * canvas.paint_width_px)
        x %= canvas.paint_width_px
        if abs(x - lead) < verge * float(rng.uniform(0.9, 1.3)):
            continue
        if near > 0.5 and clear_px is not None and clear_px[0] < x < clear_px[1]:
            continue
        plants.append((row + float(rng.uniform(-1, 1)) * deep, x, float(rng.random())))
    plants.sort()
    _stones(wood, sheet, near, lead, verge, rng)
    for y, x, pick in plants:
        _plant(wood, sheet, near, (x, y), pick, rng)
    _grass(wood, sheet, near, lead, verge, rng)
    unit = canvas.unit
    wind = wood.light.wind
    sway = Sway(
        row, 4 * metre, 0.0, min(6 * unit, 0.7 * unit + 0.012 * metre) * (0.45 + 0.8 * wind),
        float(rng.random()), wind,
    )  # fmt: skip
    return sheet.cutout(glade, wood.light, near, sway)


def _plant(
    wood: Wood,
    sheet: Sheet,
    near: float,
    place_px: tuple[float, float],
    pick: float,
    rng: np.random.Generator,
) -> None:
    """A fern, a bush or big leaves."""
    growth, light = wood.growth, wood.light
    metre, unit = wood.glade.metres_px(near), wood.canvas.unit
    x, y = place_px
    jungle = wood.glade.is_tropical
    if jungle and pick < 0.34:
        sheet.leaves(big_leaves(wood, x, y, float(rng.uniform(0.5, 1.15)) * metre, rng))
    elif pick < 0.34 + 0.40 * growth.ferny:
        size = float(rng.uniform(0.35, 0.85)) * metre * (1.35 if jungle else 1.0)
        sheet.leaves(fern(x, y, size, growth.ferns, light, rng))
    else:
        albedo = growth.leaves[int(rng.integers(len(growth.leaves)))]
        if growth.snow > 0 and growth.bare > 0.5:
            albedo = np.full((3, 3), 0.82, np.float32)
        leaf = max(1.5 * unit, 0.04 * metre)
        tall = float(rng.uniform(0.35, 1.0)) * metre * (1.3 if near < 0.2 else 0.75)
        wide = float(rng.uniform(0.7, 1.2)) * tall
        for _ in range(3):
            off = float(rng.normal(0, 0.5)) * wide
            sheet.leaves(
                clump(x + off, y - 0.42 * tall * float(rng.uniform(0.5, 1.1)), 0.55 * wide, leaf,
                      albedo, light, rng, flat=0.7)
            )  # fmt: skip


def big_leaves(
    wood: Wood, x_px: float, y_px: float, size_px: float, rng: np.random.Generator
) -> NDArray[np.float32]:
    """A tuft of broad leaves: elephant's ears or bananas."""
    growth, light = wood.growth, wood.light
    count = int(rng.integers(5, 9))
    banana = rng.random() < 0.5
    spread = np.sort(rng.uniform(-1, 1, count))
    spread = spread[np.argsort(np.abs(spread), kind="stable")]
    angle = -np.pi / 2 + spread * 1.15 + rng.normal(0, 0.1, count)
    long = size_px * rng.uniform(0.6, 1.0, count)
    stalk = long * (0.35 if banana else 0.8)
    half = long * (0.55 if banana else 0.36)
    bow = np.sign(spread) * np.abs(spread) * (0.7 if banana else 1.0)
    hang = angle + bow
    root_x, root_y = x_px + np.cos(angle) * stalk, y_px + np.sin(angle) * stalk
    places = np.stack([root_x + np.cos(hang) * half, root_y + np.sin(hang) * half], axis=1)
    albedo = growth.leaves[int(rng.integers(len(growth.leaves)))]
    tones = albedo[rng.integers(len(albedo), size=count)] * rng.uniform(0.85, 1.15, (count, 1))
    toward = np.sign(light.x_px - x_px) * np.cos(hang)
    lit = 0.42 + 0.26 * toward - 0.14 * np.sin(hang) + rng.normal(0, 0.08, count)
    through = near_glow(places[:, 0], places[:, 1], light) * 0.7 * light.rim
    colours = lit_leaves(tones, lit, through, light)
    stems = dabs(
        np.stack([x_px + np.cos(angle) * stalk / 2, y_px + np.sin(angle) * stalk / 2], axis=1),
        stalk * 0.56, np.maximum(0.5, 0.018 * size_px * np.ones(count)), angle, colours * 0.7,
    )  # fmt: skip
    blades = dabs(
        places, half, half * (0.30 if banana else 0.62), hang, colours, fold=0.16,
        form=TORN if banana else HEART,
    )  # fmt: skip
    return np.concatenate([np.stack([a, b]) for a, b in zip(stems, blades, strict=True)])


def _stones(
    wood: Wood, sheet: Sheet, near: float, lead: float, verge: float, rng: np.random.Generator
) -> None:
    """Boulders, mossy or under snow; along a stream there are more of them."""
    glade, growth, light = wood.glade, wood.growth, wood.light
    metre = glade.metres_px(near)
    if near < 0.14:
        return
    wet = glade.lead == "stream"
    count = int(rng.integers(1, 4)) + (int(rng.integers(3, 7)) if wet else 0)
    rows: list[tuple[float, ...]] = []
    for k in range(count):
        if wet and k > 1:
            hand = 1 if rng.random() < 0.5 else -1
            x = lead + hand * verge * float(rng.uniform(0.85, 1.3))
        else:
            x = float(rng.random()) * wood.canvas.paint_width_px
            if abs(x - lead) < 1.2 * verge:
                continue
        size = (0.08 + 0.36 * float(rng.random()) ** 2.4) * metre * (0.7 if wet else 1.0)
        y = glade.row(near) + float(rng.uniform(-0.2, 0.2)) * 0.3 * metre
        rows.append(
            (
                x - sheet.left_px,
                y + 0.3 * size - sheet.top_px,
                size,
                size * float(rng.uniform(0.55, 0.8)),
                float(rng.integers(1 << 16)),
            )
        )
    if not rows:
        return
    rows.sort(key=lambda one: one[1])
    stone = np.array([0.40, 0.39, 0.36]) * 0.62 + growth.moss * 0.42 * (1 - growth.snow)
    colour = (float(stone[0]), float(stone[1]), float(stone[2]))
    soil = Soil(colour, colour, colour, colour, growth.snow)
    side = float(np.sign(light.x_px - rows[0][0])) * 0.62
    snow = np.clip(light.ambient * 0.95 + light.key * 0.4, 0, 0.98).astype(np.float32)
    dimmed = wood.day
    draw_rocks(sheet.image, np.array(rows, np.float32), dimmed, soil,
               key_dir=(side, -0.62, 0.30), snow_rgb=snow)  # fmt: skip


def _grass(
    wood: Wood, sheet: Sheet, near: float, lead: float, verge: float, rng: np.random.Generator
) -> None:
    """Tufts of grass, thick along the way's verges, and the season's flowers."""
    glade, growth, light, canvas = wood.glade, wood.growth, wood.light, wood.canvas
    metre, unit = glade.metres_px(near), canvas.unit
    tufts = round(min(150, 2.2 * canvas.paint_width_px / metre) * (1 - 0.75 * growth.snow))
    xs = rng.random(tufts) * canvas.paint_width_px
    beside = rng.random(tufts) < 0.45
    hand = rng.choice((-1.0, 1.0), tufts)
    xs = np.where(beside, lead + hand * verge * rng.uniform(0.85, 1.4, tufts), xs)
    xs = xs[np.abs(xs - lead) > 0.8 * verge]
    blades = 13
    deep = 0.16 * near * (glade.bottom_y_px - glade.horizon_y_px)
    ys = glade.row(near) + rng.uniform(-1, 1, len(xs)) * deep
    roots = np.repeat(np.stack([xs, ys], axis=1), blades, axis=0)
    roots[:, 0] += rng.normal(0, 0.05, len(roots)) * metre
    roots[:, 1] += rng.normal(0, 0.012, len(roots)) * metre
    if len(roots) == 0:
        return
    close = near_glow(roots[:, 0], roots[:, 1], light)
    tones = growth.grass[rng.integers(len(growth.grass), size=len(roots))]
    colours = lit_leaves(tones, rng.uniform(0.25, 0.8, len(roots)), 0.55 * close * light.rim, light)
    length = (0.16 * metre * rng.uniform(0.5, 1.4, len(roots))).astype(np.float32)
    local = roots - np.array([sheet.left_px, sheet.top_px])
    rows = grass_rows(local.astype(np.float32), length, colours.astype(np.float32), unit, rng)
    rows[:, 4] = np.clip(rows[:, 4], 0.3, 0.010 * metre + 0.35)
    draw_blades(sheet.image, rows)
    _flowers(wood, sheet, roots, near, rng)


def _flowers(
    wood: Wood, sheet: Sheet, roots: NDArray[np.float64], near: float, rng: np.random.Generator
) -> None:
    growth, light = wood.growth, wood.light
    if growth.flowers is None:
        return
    metre = wood.glade.metres_px(near)
    some = roots[rng.random(len(roots)) < 0.30]
    places = some - np.stack([rng.normal(0, 0.03, len(some)) * metre,
                              rng.uniform(0.04, 0.16, len(some)) * metre], axis=1)  # fmt: skip
    size = np.maximum(0.9 * wood.canvas.unit, 0.016 * metre * rng.uniform(0.6, 1.2, len(some)))
    tones = growth.flowers * rng.uniform(0.8, 1.1, (len(some), 1))
    lit = rng.uniform(0.45, 0.9, len(some))
    colours = lit_leaves(tones, lit, np.zeros(len(some)), light)
    sheet.leaves(dabs(places, size, size * 0.7, rng.uniform(0, 3.1, len(some)), colours, form=OVAL))
