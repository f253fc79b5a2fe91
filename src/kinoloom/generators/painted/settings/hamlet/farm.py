"""A farm: fields in furrows, a barn, a mill or a silo, haystacks, a fence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.settings.hamlet.castle_walls import Stone, draw_towers
from kinoloom.generators.painted.settings.hamlet.houses import STYLES, Lot, barn, cottage
from kinoloom.generators.painted.settings.hamlet.movers import Sails
from kinoloom.generators.painted.settings.hamlet.parts import Mood
from kinoloom.generators.painted.settings.hamlet.plan import (
    BACK_M,
    BACK_PARALLAX,
    MIDDLE_M,
    MIDDLE_PARALLAX,
    NEAR_M,
    Plan,
    flues_of,
    glow_of,
    houses_layer,
    lamps_of,
    lit_share,
    smoke_of,
)
from kinoloom.generators.painted.settings.hamlet.site import House, Site, Thing, Tree, land_slab
from kinoloom.generators.painted.settings.meadow.shading import lit
from kinoloom.generators.painted.settings.meadow.trees import Grove

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.spec import SceneSpec


@dataclass(frozen=True)
class Round:
    """A round thing with a pointed roof: a mill, a silo, a haystack (metres; albedo codes)."""

    x_m: float
    z_m: float
    tall_m: float
    half_m: float
    roof_m: float
    wall: str
    roof: str
    windows: int
    seed: int
    lit: float = 0.0

    def paint(self, premult: NDArray[np.float32], top_px: int, site: Site) -> None:
        """Lay it onto the slab."""
        ground = site.ground_m(self.x_m, self.z_m)
        x, y = site.on_canvas(self.x_m, ground - 0.1, self.z_m)
        per_m = site.prospect.lens.px_per_m(self.z_m)
        row = np.array(
            [[x, y - top_px, self.tall_m * per_m, self.half_m * per_m, self.roof_m * per_m,
              self.seed % 4096, 1, self.windows, 1]], np.float32
        )  # fmt: skip
        draw_towers(
            premult, row, stone_of(site, self.wall, self.roof, self.z_m, ground + self.tall_m / 2,
                                   self.lit), light_x=float(site.air.sun[0]), seed=self.seed % 997,
        )  # fmt: skip


def stone_of(
    site: Site, wall: str, roof: str, z_m: float, height_m: float, lit_windows: float
) -> Stone:
    """Walls and roofs of these albedos in the site's light, with its air before them."""
    air, light = site.air, site.air.light
    share = air.at(z_m, height_m)
    haze = np.asarray(mix(light.haze_rgb, light.haze_sun_rgb, 0.4), np.float32)

    def seen(albedo: NDArray[np.float32], amount: float) -> NDArray[np.float32]:
        return mix(lit(albedo, light, amount), haze, share)

    sunny = 0.35 + 0.65 * light.shadow
    return Stone(
        dark=seen(rgb(wall) * 0.62, 0.05), bright=seen(rgb(wall), 0.95 * sunny),
        roof_dark=seen(rgb(roof) * 0.62, 0.05), roof_bright=seen(rgb(roof), 0.95 * sunny),
        window=mix(rgb("#ffc466"), haze, 0.8 * share), snow=mix(site.snow_rgb(), haze, share),
        has_snow=site.cover.snow * (1 - share), lit=lit_windows, veil=share,
    )  # fmt: skip


def farm_mounds(
    rng: np.random.Generator, half: float
) -> list[tuple[float, float, float, float, float]]:
    """Gently rising fields, so that their pattern shows."""
    side = float(rng.choice((-1, 1)))
    return [
        (side * half * 120, 150.0, 130.0, 90.0, float(rng.uniform(8, 15))),
        (-side * half * 160, 260.0, 150.0, 90.0, float(rng.uniform(16, 26))),
        (side * half * 60, 380.0, 220.0, 110.0, float(rng.uniform(16, 28))),
    ]  # fmt: skip


def plan_farm(spec: SceneSpec, site: Site) -> Plan:
    """Put it all up."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xFA3])
    mood = Mood(lit_share(spec), site.cover.snow)
    lens, canvas = site.prospect.lens, site.canvas
    half = lens.middle_px / lens.focal_px
    hand = -1.0 if site.prospect.side > 0 else 1.0
    tight = 0.72 if canvas.is_portrait else 1.0
    plan = Plan()
    z = float(rng.uniform(50, 64))
    x = hand * half * z * float(rng.uniform(0.30, 0.52)) * tight
    things: list[Thing] = []
    lot = Lot(x, z, site.ground_m(x, z) - 0.2, -hand * float(rng.uniform(0.25, 0.75)),
              float(rng.uniform(11, 14)), float(rng.uniform(8, 10)),
              float(rng.uniform(4.6, 5.6)))  # fmt: skip
    things.append(House(barn(lot, mood, rng), site.seed))
    hx, hz = x + hand * float(rng.uniform(15, 19)) * tight, z + float(rng.uniform(4, 16))
    style = STYLES[int(rng.integers(4))]
    house = Lot(hx, hz, site.ground_m(hx, hz) - 0.2, -hand * float(rng.uniform(0.1, 0.6)), 9.5, 6.6,
                5.4)  # fmt: skip
    things.append(House(cottage(house, style, mood, rng), site.seed + 5))
    tx, tz = x - hand * float(rng.uniform(11, 15)) * tight, z + float(rng.uniform(2, 9))
    sails = _mill(spec, site, things, (tx, tz), rng, mood)
    if sails is not None:
        plan.sails.append(sails)
    things.extend(_trees(site, (x, z), (tx, tz), rng))
    near = _haystacks(spec, site, rng)
    middle = [thing for thing in things if thing.z_m < MIDDLE_M]
    back = [thing for thing in things if thing.z_m >= MIDDLE_M]
    for part, low, high, parallax in (
        (back, MIDDLE_M * 0.92, BACK_M * 1.4, BACK_PARALLAX),
        (middle, NEAR_M * 0.92, MIDDLE_M, MIDDLE_PARALLAX),
    ):
        lamps = lamps_of(part)
        plan.middle.append(
            land_slab(site, low, high, things=part, parallax=parallax, at_m=(low * high) ** 0.5,
                      lamps=np.array(lamps) if mood.lit > 0.3 and lamps else None)
        )  # fmt: skip
        plan.smoke.append(smoke_of(site, flues_of(part), parallax, seed=site.seed, most=2))
        if lamps:
            plan.glows.append(glow_of(site, lamps, parallax, site.seed))
    if near:
        at = float(np.mean([thing.z_m for thing in near]))
        plan.near.append(houses_layer(site, near, at))
    return plan


def _mill(
    spec: SceneSpec, site: Site, things: list[Thing], place_m: tuple[float, float],
    rng: np.random.Generator, mood: Mood,
) -> Sails | None:  # fmt: skip
    """A windmill whose sails turn, or a pair of silos."""
    x, z = place_m
    ground = site.ground_m(x, z)
    asked = any(subject.noun == "windmill" for subject in spec.subjects)
    if rng.random() < 0.38 and not asked:
        for k, (dx, tall) in enumerate(((0.0, 12.5), (4.4, 10.2))):
            things.append(
                Round(x + dx, z + 0.4 * k, tall, 1.9, 1.5, "#aeb4b8", "#8e969c", -1, site.seed + k)
            )
        return None
    wall = ("#e6dfd0", "#b8a890", "#c8bba4")[int(rng.integers(3))]
    tall = float(rng.uniform(9.5, 12))
    things.append(Round(x, z, tall, 2.5, 2.9, wall, "#5a4438", 3, site.seed + 3, mood.lit))
    px, py = site.on_canvas(x, ground + tall + 0.6, z - 2.4)
    per_m = site.prospect.lens.px_per_m(z - 2.4)
    share = site.air.at(z)
    haze = site.air.light.haze_rgb
    return Sails(
        site.canvas, x_px=px, y_px=py, radius_px=8.2 * per_m, parallax=MIDDLE_PARALLAX,
        cloth_rgb=mix(lit("#e4dccb", site.air.light, 0.6), haze, share),
        wood_rgb=mix(lit("#4a3a2e", site.air.light, 0.4), haze, share),
        squeeze=float(rng.uniform(0.74, 0.95)), seed=spec.seed % 9973,
    )  # fmt: skip


def _haystacks(spec: SceneSpec, site: Site, rng: np.random.Generator) -> list[Thing]:
    """Stacks of hay on the near field, on the side that is free."""
    if spec.season == "spring":
        return []
    lens = site.prospect.lens
    half = lens.middle_px / lens.focal_px
    side = float(site.prospect.side)
    stacks: list[Thing] = []
    for k in range(int(rng.integers(3, 7))):
        z = float(rng.uniform(24, 46))
        x = side * half * z * float(rng.uniform(0.12, 0.95)) if k else side * half * z * 0.5
        tall = float(rng.uniform(1.9, 2.6))
        stacks.append(
            Round(x, z, 0.3, 1.25 * tall / 2.2, tall, "#96804e", "#c2a468", -1, site.seed + 11 * k)
        )
    return stacks


def _trees(
    site: Site, yard: tuple[float, float], mill: tuple[float, float], rng: np.random.Generator
) -> list[Thing]:
    """A windbreak by the yard, single trees and hedges on the fields."""
    lens = site.prospect.lens
    half = lens.middle_px / lens.focal_px
    thin = 0.5 if site.cover.snow > 0 else 0.08
    trees: list[Thing] = []
    for k in range(90):
        if k < 7:
            x = yard[0] + float(rng.uniform(-26, 26))
            z = yard[1] + float(rng.uniform(16, 34))
        else:
            z = float(rng.uniform(75, 440))
            x = float(rng.uniform(-1.05, 1.05)) * half * z
        if abs(x / z - mill[0] / mill[1]) * z < 4 and z < mill[1] + 2:
            continue
        slender = 1.0 if rng.random() < (0.3 if k < 7 else 0.14) else 0.0
        grove = Grove(site.cover.leaves, 0.45 * site.cover.snow, thin, slender)
        trees.append(Tree(x, z, float(rng.uniform(5.5, 11)), grove, site.seed + 71 * k))
    return trees
