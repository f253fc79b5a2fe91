"""The city from above: blocks of houses in a grid of streets, towers in the distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.city.blocks import (
    Blocks,
    Builder,
    Group,
    SheetPlan,
    casters,
    sorted_lamps,
)
from kinoloom.generators.painted.settings.city.light import BUILDING, SIGN, TRIM, TUBE
from kinoloom.generators.painted.settings.city.street import Roadway

if TYPE_CHECKING:
    from kinoloom.generators.painted.settings.city.look import Colour, Look
    from kinoloom.generators.painted.settings.city.signs import SignAtlas

_HALF_STREET_M = 9.0
_KERB_M = 6.0
_SLABS_M = (0.0, 95.0, 150.0, 230.0, 360.0, 560.0, 2000.0)
_FARTHEST_M = 900.0


def build_grid(
    look: Look, atlas: SignAtlas, rng: np.random.Generator, *, eye_m: float, nearest_m: float
) -> Blocks:
    """Blocks of houses below and before a camera at this height."""
    build = Builder(look, atlas, rng)
    pitch_x, pitch_z = float(rng.uniform(58, 80)), float(rng.uniform(62, 90))
    slabs = [Group() for _ in _SLABS_M[1:]]
    downtown = float(rng.uniform(-90, 90)), float(rng.uniform(330, 520))
    row = max(0, int(nearest_m / pitch_z) - 1)
    while row * pitch_z < _FARTHEST_M:
        z = row * pitch_z
        reach = int((1.25 * z + 130) / pitch_x)
        for column in range(-reach - 1, reach + 1):
            corner = column * pitch_x + _HALF_STREET_M, z + _HALF_STREET_M
            size = pitch_x - 2 * _HALF_STREET_M, pitch_z - 2 * _HALF_STREET_M
            _block(build, slabs, corner, size, eye_m, downtown)
        row += 1
    _street_lights(build, pitch_x, nearest_m)
    road = Roadway(-_HALF_STREET_M, _HALF_STREET_M, -_KERB_M, _KERB_M, 0.0, (pitch_x, pitch_z))
    plans = [
        SheetPlan(slab.boxes(), depth_m=(max(60.0, low) + min(high, 800.0)) / 2)
        for slab, low, high in zip(slabs, _SLABS_M, _SLABS_M[1:], strict=False)
        if slab.rows
    ]
    lamps, starts = sorted_lamps(build.lights)
    near = casters(*(plan.boxes for plan in plans[:3]))
    return Blocks(road, tuple(reversed(plans)), lamps, starts, near, mirrors=False)


def _block(
    build: Builder,
    slabs: list[Group],
    corner: tuple[float, float],
    size: tuple[float, float],
    eye_m: float,
    downtown: tuple[float, float],
) -> None:
    """One block: two by two houses, now and then a single tower."""
    rng = build.rng
    middle = corner[0] + size[0] / 2, corner[1] + size[1] / 2
    away = np.hypot((middle[0] - downtown[0]) / 170, (middle[1] - downtown[1]) / 190)
    core = float(np.exp(-(away**2)))
    parts = 1 if rng.random() < 0.15 + 0.5 * core else 2
    for i in range(parts):
        for j in range(parts):
            wide, deep = size[0] / parts, size[1] / parts
            x = corner[0] + i * wide
            z = corner[1] + j * deep
            height = float(rng.uniform(12, 34)) + core * float(rng.uniform(20, 150))
            if z < 170:
                height = min(height, 0.52 * eye_m + 0.05 * z)
            slab = slabs[int(np.searchsorted(_SLABS_M, z, side="right")) - 1]
            _tower(build, slab, (x, x + wide - 0.4, z, z + deep - 0.4), height)


def _tower(
    build: Builder, group: Group, plan: tuple[float, float, float, float], height: float
) -> None:
    rng = build.rng
    x0, x1, z0, z1 = plan
    seed = int(rng.integers(1, 9000))
    wall = build.wall()
    style = build.style(height)
    bay, floor = build.rhythm(style)
    far = 1.0 + 0.6 * min(1.0, z0 / 500)
    params = (bay * far, floor * far, float(rng.uniform(0.6, 1.5)))
    accent = build.colour()
    group.add((x0, x1, 0, height, z0, z1), BUILDING, wall, seed=seed, style=style, params=params,
              accent=accent)  # fmt: skip
    top = height
    if height > 40 and rng.random() < 0.7:
        inset = 0.18 * (x1 - x0)
        top = height * float(rng.uniform(1.15, 1.5))
        group.add(
            (x0 + inset, x1 - inset, height, top, z0 + inset, z1 - inset), BUILDING, wall,
            seed=seed + 1, style=style, params=params, accent=accent,
        )  # fmt: skip
    elif z0 < 420:
        for _ in range(int(rng.integers(1, 4))):
            _roof_box(build, group, plan, height)
    _crown(build, group, plan, height, top, accent)


def _roof_box(
    build: Builder, group: Group, plan: tuple[float, float, float, float], height: float
) -> None:
    """A stair head or a cooling unit."""
    rng = build.rng
    x0, x1, z0, z1 = plan
    wide, deep = float(rng.uniform(1.8, 5)), float(rng.uniform(1.8, 5))
    x = float(rng.uniform(x0 + 1, max(x0 + 1.1, x1 - wide - 1)))
    z = float(rng.uniform(z0 + 1, max(z0 + 1.1, z1 - deep - 1)))
    shade = float(rng.uniform(0.14, 0.3))
    group.add(
        (x, x + wide, height, height + float(rng.uniform(1.2, 3.2)), z, z + deep),
        TRIM, (shade, shade, shade * 1.05),
    )  # fmt: skip


def _crown(
    build: Builder,
    group: Group,
    plan: tuple[float, float, float, float],
    height: float,
    top: float,
    accent: Colour,
) -> None:
    """What a roof carries: a mast, an edge of light, a sign that faces the viewer."""
    rng = build.rng
    x0, x1, z0, z1 = plan
    if top > 60 and rng.random() < 0.6:
        x, z = (x0 + x1) / 2, (z0 + z1) / 2
        mast = float(rng.uniform(8, 24))
        group.add((x, x + 0.5, top, top + mast, z, z + 0.5), TRIM, (0.1, 0.1, 0.1))
        group.add(
            (x - 0.2, x + 0.7, top + mast, top + mast + 0.9, z, z + 0.7), TUBE, (1.0, 0.05, 0.04),
            params=(2.0, 0.0, 0.0),
        )  # fmt: skip
    if not build.look.is_neon:
        return
    if rng.random() < 0.35:
        group.add((x0, x1, height - 0.5, height, z0 - 0.3, z0), TUBE, accent,
                  params=(1.5, 0.0, 0.0))  # fmt: skip
        build.light((x0 + x1) / 2, height, z0 - 1.5, accent, 2.2)
    if rng.random() < 0.6 and z0 < 460:
        square = rng.random() < 0.3
        shape = "wide" if square else "tall"
        cell = int(rng.choice(build.atlas.of_shape(shape)))
        box = build.atlas.cells[cell]
        wide = (x1 - x0) * float(rng.uniform(0.5, 0.8)) if square else float(rng.uniform(3.5, 6.5))
        high = min(wide * float(box[3] / box[2]), 0.8 * height)
        wide = high * float(box[2] / box[3])
        x = float(rng.uniform(x0, max(x0 + 0.1, x1 - wide)))
        y = float(rng.uniform(0.15 * height, max(0.2 * height, height - high)))
        colour = build.colour()
        group.add(
            (x, x + wide, y, y + high, z0 - 0.4, z0 - 0.02), SIGN, colour,
            seed=int(rng.integers(1, 900)), style=int(rng.choice([0, 0, 1, 2])),
            params=(cell, 0, 0),
        )  # fmt: skip
        build.light(x + wide / 2, y + high / 2, z0 - 2.0, colour, 2.0 + 0.1 * high)


def _street_lights(build: Builder, pitch_x: float, nearest_m: float) -> None:
    """Lamps along the nearest avenues; they only light, they are too small to see."""
    if build.look.lamps <= 0:
        return
    neon = build.look.is_neon
    for avenue in (-2, -1, 0, 1, 2):
        z = nearest_m
        while z < 620:
            colour = build.colour() if neon else (1.0, 0.62, 0.30)
            build.light(avenue * pitch_x + 4.0, 4.5, z, colour, 3.6 * build.look.lamps)
            z += 24
