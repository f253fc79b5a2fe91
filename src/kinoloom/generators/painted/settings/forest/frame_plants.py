"""What frames the picture: dark plants at its lower corners, leaves that hang in at its top."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.forest.bamboo import SPRAY
from kinoloom.generators.painted.settings.forest.boughs import bough
from kinoloom.generators.painted.settings.forest.cutout import Cutout, Sway
from kinoloom.generators.painted.settings.forest.foliage import clump, fern, fronds
from kinoloom.generators.painted.settings.forest.limbs import branch, liana
from kinoloom.generators.painted.settings.forest.sheet import Sheet
from kinoloom.generators.painted.settings.forest.trees import bark_look
from kinoloom.generators.painted.settings.forest.undergrowth import big_leaves

if TYPE_CHECKING:
    from kinoloom.generators.painted.settings.forest.light import WoodLight
    from kinoloom.generators.painted.settings.forest.trees import Wood

_LOW_PARALLAX, _HIGH_PARALLAX = 1.32, 1.2


def frame_plants(wood: Wood, *, seed: int, calm: bool) -> list[Cutout]:
    """Cut-outs nearer than everything; `calm` keeps them small for the subjects' sake."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xF4A])
    side = wood.glade.side
    pieces = [_corner(wood, -side, rng, large=not calm)]
    if rng.random() < 0.7:
        pieces.append(_corner(wood, side, rng, large=False))
    reach = 0.66 if calm else 1.0
    pieces.append(_hanging(wood, side, rng, reach=reach))
    if rng.random() < 0.55 or wood.glade.is_tropical:
        pieces.append(_hanging(wood, -side, rng, reach=reach))
    return pieces


def _against(light: WoodLight) -> WoodLight:
    """What is near stands against the light: little shines through it."""
    return light._replace(rim=0.30 * light.rim, key=light.key * np.float32(0.7))


def _side_x(wood: Wood, hand: int, inward: float) -> float:
    canvas = wood.canvas
    width = canvas.width_px
    return canvas.margin_x_px + (inward if hand < 0 else 1 - inward) * width


def _corner(wood: Wood, hand: int, rng: np.random.Generator, *, large: bool) -> Cutout:
    """Ferns, leaves or grass in a lower corner, against the light."""
    canvas, growth, light = wood.canvas, wood.growth, _against(wood.light)
    unit = canvas.unit
    bottom = canvas.margin_y_px + canvas.height_px
    sheet = Sheet(canvas, (0, bottom - 560 * unit, canvas.paint_width_px, canvas.paint_height_px))
    jungle = wood.glade.is_tropical
    snowy = growth.snow > 0
    for _ in range(5 if large else 3):
        x = _side_x(wood, hand, float(rng.uniform(-0.04, 0.22 if large else 0.13)))
        y = bottom + float(rng.uniform(40, 120)) * unit
        size = float(rng.uniform(190, 330)) * unit * (1.0 if large else 0.75)
        if jungle and rng.random() < 0.6:
            sheet.leaves(big_leaves(wood, x, y, 1.15 * size, rng))
        elif snowy and rng.random() < 0.5:
            look = bark_look(wood, "furrowed", x, mossy=0.0)
            twig = branch((x, y), -1.57 + 0.3 * -hand, 0.9 * size, 5 * unit, look, rng, forks=2)
            sheet.limbs(twig.rows)
        else:
            sheet.leaves(fern(x, y, size, growth.ferns, light, rng))
    wind = light.wind
    sway = Sway(bottom + 80 * unit, 320 * unit, 9 * unit * wind, (1.5 + 2.2 * wind) * unit,
                float(rng.random()), wind)  # fmt: skip
    return sheet.cutout(
        wood.glade, light, 1.0, sway, parallax=_LOW_PARALLAX, dark=0.40, blur_px=1.8 * unit
    )


def _hanging(wood: Wood, hand: int, rng: np.random.Generator, *, reach: float) -> Cutout:
    """What reaches in from above."""
    canvas, light = wood.canvas, _against(wood.light)
    unit, top = canvas.unit, canvas.margin_y_px
    sheet = Sheet(canvas, (0, 0, canvas.paint_width_px, top + 900 * unit))
    x = _side_x(wood, hand, float(rng.uniform(-0.03, 0.10)))
    kind = wood.glade.kind
    if kind in ("pines", "redwoods"):
        _hang_boughs(wood, sheet, x, hand, light, rng, reach)
    else:
        _hang_leaves(wood, sheet, x, hand, light, rng, reach)
    wind = light.wind
    sway = Sway(top - 80 * unit, -420 * unit, 10 * unit * wind, (1.3 + 2.4 * wind) * unit,
                float(rng.random()), wind)  # fmt: skip
    return sheet.cutout(
        wood.glade, light, 1.0, sway, parallax=_HIGH_PARALLAX, dark=0.62, blur_px=1.0 * unit
    )


def _hang_boughs(
    wood: Wood, sheet: Sheet, x: float, hand: int, light: WoodLight, rng: np.random.Generator,
    reach: float,
) -> None:  # fmt: skip
    """Boughs of a fir that stands beside the picture, the upper ones behind."""
    canvas, growth = wood.canvas, wood.growth
    unit, top = canvas.unit, canvas.margin_y_px
    look = bark_look(wood, "furrowed", x, mossy=0.3)
    tones = growth.needles
    if growth.snow > 0:
        tones = np.concatenate([tones, np.full((3, 3), 0.82, np.float32)])
    outside = canvas.margin_x_px + (-70 * unit if hand < 0 else canvas.width_px + 70 * unit)
    for k in range(int(rng.integers(1, 4))):
        y = top + (k * float(rng.uniform(70, 120)) - float(rng.uniform(30, 110))) * unit
        slope = float(rng.uniform(0.08, 0.42))
        long = reach * float(rng.uniform(300, 520)) * unit * (1 - 0.13 * k)
        angle = slope if hand < 0 else np.pi - slope
        limbs, needles = bough((outside, y), angle, long, 9 * unit, look, tones, light, rng)
        sheet.limbs(limbs)
        sheet.leaves(needles)


def _hang_leaves(
    wood: Wood, sheet: Sheet, x: float, hand: int, light: WoodLight, rng: np.random.Generator,
    reach: float,
) -> None:  # fmt: skip
    """A branch that reaches in, with clouds of leaves; a bamboo's sprays; a jungle's lianas."""
    canvas, growth = wood.canvas, wood.growth
    unit, top = canvas.unit, canvas.margin_y_px
    kind, jungle = wood.glade.kind, wood.glade.is_tropical
    look = bark_look(wood, "mottled" if jungle else "furrowed", x, mossy=0.3)
    start = (x, top - float(rng.uniform(60, 110)) * unit)
    angle = float(rng.uniform(0.25, 0.7))
    angle = angle if hand < 0 else np.pi - angle
    long = reach * float(rng.uniform(260, 420)) * unit
    limb = branch(start, angle, long, 11 * unit, look, rng, forks=2, rise=-0.05)
    if jungle:
        for _ in range(3):
            to = _side_x(wood, hand, float(rng.uniform(0.02, 0.34)))
            sag = float(rng.uniform(120, 380)) * unit
            rows, _points = liana((x, -20 * unit), (to, -30 * unit), sag, 5 * unit, look)
            sheet.limbs(rows)
    sheet.limbs(limb.rows)
    for tip_x, tip_y, _ in limb.tips:
        if rng.random() < growth.bare:
            continue
        if kind == "bamboo":
            angles = np.where(hand < 0, 0.3, np.pi - 0.3) + rng.normal(0, 0.4, 3)
            sheet.leaves(
                fronds(np.full(3, tip_x), np.full(3, tip_y), angles, np.full(3, 58 * unit),
                       SPRAY, growth.leaves[0], light, rng)
            )  # fmt: skip
        else:
            albedo = growth.leaves[0]
            leaf = (18 if jungle else 11) * unit
            sheet.leaves(
                clump(float(tip_x), float(tip_y), float(rng.uniform(34, 62)) * unit, leaf, albedo,
                      light, rng, flat=0.5, dense=0.55, blossom=growth.blossom)
            )  # fmt: skip
