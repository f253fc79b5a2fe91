"""A village: houses along a lane on a hill, up a slope, or close by; a church or a temple."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np

from kinoloom.generators.painted.settings.hamlet.houses import (
    STYLES,
    Lot,
    church,
    cottage,
    pagoda,
)
from kinoloom.generators.painted.settings.hamlet.movers import Lanterns
from kinoloom.generators.painted.settings.hamlet.parts import Mood, Style
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

Lie = Literal["hill", "slope", "lane"]


def lie_of(spec: SceneSpec) -> Lie:
    """How the village lies, by seed."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x71E])
    kinds: tuple[Lie, ...] = ("hill", "lane", "slope")
    return kinds[int(rng.integers(3))]


def village_mounds(
    lie: Lie, rng: np.random.Generator, half: float
) -> list[tuple[float, float, float, float, float]]:
    """The land it lies on: rows of x, z, radius x, radius z, height."""
    side = float(rng.choice((-1, 1)))
    match lie:
        case "hill":
            x = side * half * 120 * float(rng.uniform(0.05, 0.35))
            return [(x, 150.0, 96.0, 66.0, float(rng.uniform(21, 28))),
                    (-x * 1.8, 250.0, 150.0, 70.0, float(rng.uniform(12, 20)))]  # fmt: skip
        case "slope":
            return [(side * half * 74, 138.0, 92.0, 60.0, float(rng.uniform(24, 30))),
                    (-side * half * 130, 270.0, 120.0, 70.0,
                     float(rng.uniform(14, 22)))]  # fmt: skip
        case "lane":
            return [(side * half * 150, 170.0, 100.0, 70.0, float(rng.uniform(8, 14)))]


def plan_village(spec: SceneSpec, site: Site, lie: Lie) -> Plan:
    """Put it all up."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x71F])
    style = STYLES[int(rng.integers(len(STYLES)))]
    mood = Mood(lit_share(spec), site.cover.snow)
    lots = _lots(site, lie, rng)
    things: list[Thing] = [
        House(cottage(lot, style, mood, rng), site.seed + 7 * k) for k, lot in enumerate(lots)
    ]
    holy = any(subject.noun == "temple" for subject in spec.subjects)
    landmark = _landmark(site, lie, style, mood, lots, rng, holy=holy)
    things.append(House(landmark, site.seed + 991))
    things.extend(_trees(site, lots, rng))
    plan = Plan()
    near = [thing for thing in things if thing.z_m < NEAR_M]
    middle = [thing for thing in things if NEAR_M <= thing.z_m < MIDDLE_M]
    back = [thing for thing in things if thing.z_m >= MIDDLE_M]
    for part, low, high, parallax in (
        (back, MIDDLE_M * 0.92, BACK_M, BACK_PARALLAX),
        (middle, NEAR_M * 0.92, MIDDLE_M, MIDDLE_PARALLAX),
    ):
        lamps = lamps_of(part)
        plan.middle.append(
            land_slab(site, low, high, things=part, parallax=parallax, at_m=(low * high) ** 0.5,
                      lamps=np.array(lamps)[::3] if mood.lit > 0.3 and lamps else None)
        )  # fmt: skip
        plan.smoke.append(smoke_of(site, flues_of(part), parallax, seed=site.seed + 3, most=6))
        if lamps:
            plan.glows.append(glow_of(site, lamps, parallax, site.seed))
    for low, high in ((29.0, NEAR_M), (0.0, 29.0)):
        part = [thing for thing in near if low <= thing.z_m < high]
        if part:
            at = float(np.mean([thing.z_m for thing in part]))
            plan.near.append(houses_layer(site, part, at))
            plan.near_smoke.append(smoke_of(site, flues_of(part), None, seed=site.seed, most=3))
            if lamps_of(part):
                plan.near_glows.append(glow_of(site, lamps_of(part), None, site.seed, 1.6))
    plan.field_lamps.extend(lamps_of(near)[::2])
    plan.lanterns = _lanterns(site, plan, mood, rng)
    return plan


def _lots(site: Site, lie: Lie, rng: np.random.Generator) -> list[Lot]:
    """Places along the lane and behind it, none in another's way."""
    track = site.track
    assert track is not None
    lots: list[Lot] = []
    start = {"hill": 52.0, "slope": 50.0, "lane": 26.0}[lie]
    end = {"hill": 172.0, "slope": 120.0, "lane": 150.0}[lie]
    z = start
    while z < end:
        middle = float(track.middle_m(np.array([z]))[0])
        for hand in (-1.0, 1.0):
            for row in range(1 if z < 34 else 3):
                if rng.random() < (0.22 if row == 0 else 0.45):
                    continue
                off = track.half_m + 5.2 + row * 14.0 + float(rng.uniform(0, 5.5))
                wide = float(rng.uniform(7.0, 11.5))
                deep = float(rng.uniform(5.4, 7.2))
                here = z + float(rng.uniform(-4, 4))
                x = middle + hand * off
                half = site.prospect.lens.middle_px / site.prospect.lens.focal_px
                if abs(x) > 1.12 * half * here or any(
                    math.hypot(x - lot.x_m, (here - lot.z_m) * 1.2) < 0.62 * (wide + lot.wide_m)
                    for lot in lots
                ):
                    continue
                yaw = -hand * float(rng.uniform(0.15, 1.25)) + float(rng.normal(0, 0.2))
                floors = 1 if rng.random() < 0.5 else 2
                lots.append(
                    Lot(x, here, site.ground_m(x, here) - 0.25, yaw, wide, deep,
                        2.75 * floors + 0.3)
                )  # fmt: skip
        z += float(rng.uniform(8.5, 14.0)) * (1 + 0.003 * z)
    if lie != "lane":
        _climb(site, lots, rng)
        lots.extend(_at_the_gate(site))
    return lots


def _at_the_gate(site: Site) -> list[Lot]:
    """The first houses on the way in: from far below, a hill of houses is a strip of toys."""
    track = site.track
    assert track is not None
    rng = np.random.default_rng([site.seed, 0x7A7E])
    lens = site.prospect.lens
    half = lens.middle_px / lens.focal_px
    away = -math.copysign(1.0, float(site.prospect.relief.mounds[0][0]))
    lots: list[Lot] = []
    for hand, low, high in ((away, 25.0, 31.0), (-away, 35.0, 42.0)):
        if lots and rng.random() < 0.4:
            break
        z = float(rng.uniform(low, high))
        wide, deep = float(rng.uniform(7.5, 10.0)), float(rng.uniform(5.6, 7.0))
        x = float(track.middle_m(np.array([z]))[0])
        x += hand * (track.half_m + 0.6 * wide + float(rng.uniform(1.5, 4.0)))
        if abs(x) > half * z:
            continue
        floors = 1 if rng.random() < 0.5 else 2
        lots.append(
            Lot(x, z, site.ground_m(x, z) - 0.25, -hand * float(rng.uniform(0.25, 0.9)), wide,
                deep, 2.75 * floors + 0.3)
        )  # fmt: skip
    return lots


def _climb(site: Site, lots: list[Lot], rng: np.random.Generator) -> None:
    """More houses, scattered up the near face of the hill."""
    x0, z0, wide, deep, _ = (float(v) for v in site.prospect.relief.mounds[0])
    half = site.prospect.lens.middle_px / site.prospect.lens.focal_px
    wanted = len(lots) + int(rng.integers(15, 22))
    for _ in range(140):
        z = z0 - deep * float(rng.uniform(-0.05, 1.1))
        x = x0 + wide * float(rng.normal(0, 0.42))
        size = float(rng.uniform(7.0, 10.5))
        if abs(x) > 1.05 * half * z or any(
            math.hypot(x - lot.x_m, (z - lot.z_m) * 1.15) < 0.60 * (size + lot.wide_m)
            for lot in lots
        ):
            continue
        floors = 1 if rng.random() < 0.5 else 2
        yaw = float(rng.uniform(-1.0, 1.0))
        lots.append(Lot(x, z, site.ground_m(x, z) - 0.9, yaw, size, float(rng.uniform(5.4, 6.8)),
                        2.75 * floors + 0.9))  # fmt: skip
        if len(lots) >= wanted:
            return


def _landmark(
    site: Site, lie: Lie, style: Style, mood: Mood, lots: list[Lot], rng: np.random.Generator,
    *, holy: bool,
):  # fmt: skip
    """The church, or the temple where people build so: where the eye should go."""
    track = site.track
    assert track is not None
    z = {"hill": 138.0, "slope": 118.0, "lane": 84.0}[lie] * float(rng.uniform(0.92, 1.1))
    middle = float(track.middle_m(np.array([z]))[0])
    hand = -1.0 if site.prospect.side > 0 else 1.0
    x = middle + hand * float(rng.uniform(11, 17))
    if lie != "lane":
        x = site.prospect.relief.mounds[0][0] + float(rng.uniform(-8, 8))
    half = site.prospect.lens.middle_px / site.prospect.lens.focal_px
    x = float(np.clip(x, -0.46 * half * z, 0.46 * half * z))
    lots[:] = [lot for lot in lots if math.hypot(lot.x_m - x, lot.z_m - z) > 15]
    lot = Lot(x, z, site.ground_m(x, z) - 0.3, -hand * float(rng.uniform(0.2, 0.6)), 17, 4.6, 6.4)
    eastern = style.name == "southern river" or (style.name == "timber" and rng.random() < 0.15)
    if holy or eastern:
        return pagoda(lot._replace(wide_m=8.0, wall_m=3.3), mood, rng)
    return church(lot, style, mood, rng)


def _trees(site: Site, lots: list[Lot], rng: np.random.Generator) -> list[Thing]:
    """Trees between and behind the houses, and slender ones by the church."""
    track = site.track
    assert track is not None
    lens = site.prospect.lens
    half = lens.middle_px / lens.focal_px
    trees: list[Thing] = []
    for k in range(150):
        z = float(rng.uniform(40, 300)) if k % 3 else float(rng.uniform(110, 320))
        x = float(rng.uniform(-1.05, 1.05)) * half * z
        off = abs(x - float(track.middle_m(np.array([z]))[0]))
        close = min((math.hypot(x - lot.x_m, z - lot.z_m) for lot in lots), default=99.0)
        hides = any(abs(x / z - lot.x_m / lot.z_m) * z < 5 and z < lot.z_m < z + 30 for lot in lots)
        if off < track.half_m + 4 or close < 7.5 or hides:
            continue
        tall = 1.0 if rng.random() < 0.18 else 0.0
        grove = Grove(site.cover.leaves, 0.45 * site.cover.snow,
                      0.55 if site.cover.snow > 0 else 0.08, tall)  # fmt: skip
        trees.append(Tree(x, z, float(rng.uniform(5, 10.5)) * (1 + 0.3 * tall), grove,
                          site.seed + 53 * k))  # fmt: skip
    for k, lot in enumerate(lots):
        trees.extend(_shrubs(site, lot, k, rng))
    return trees


def _shrubs(site: Site, lot: Lot, number: int, rng: np.random.Generator) -> list[Thing]:
    """Bushes at a house's foot, so that it grows out of its garden."""
    bushes: list[Thing] = []
    for k in range(int(rng.integers(2, 6))):
        across = float(rng.uniform(-0.55, 0.55)) * lot.wide_m
        if abs(across) < 1.3:
            continue
        out = lot.deep_m / 2 + float(rng.uniform(0.3, 1.1))
        cos, sin = math.cos(lot.yaw), math.sin(lot.yaw)
        x = lot.x_m + across * cos + out * sin
        z = lot.z_m + across * sin - out * cos
        grove = Grove(site.cover.leaves * 0.95, 0.8 * site.cover.snow, 0.1)
        bushes.append(Tree(x, z, float(rng.uniform(0.7, 1.7)), grove,
                           site.seed + 331 * number + k))  # fmt: skip
    return bushes


def _lanterns(site: Site, plan: Plan, mood: Mood, rng: np.random.Generator) -> Lanterns | None:
    track = site.track
    assert track is not None
    lens, ground = site.prospect.lens, site.prospect.ground
    rows: list[tuple[float, float, float, float]] = []
    hand = 1.0 if rng.random() < 0.5 else -1.0
    for k, z in enumerate((41.0, 30.0, 21.0, 14.5)):
        here = z * float(rng.uniform(0.94, 1.06))
        side = hand if k % 2 else -hand
        x = float(track.middle_m(np.array([here]))[0]) + side * (track.half_m + 0.7)
        low = site.ground_m(x, here)
        px, py = site.on_canvas(x, low, here)
        rows.append((px, py, lens.px_per_m(here), ground.parallax_at(py)))
        if mood.lit > 0.25:
            plan.field_lamps.append((x, low + 3.0, here, 1.5))
    feet: NDArray[np.float64] = np.array(rows)
    tone = lit("#3a3c40", site.air.light, 0.5)
    return Lanterns(feet, site.canvas, post_rgb=tone, is_lit=mood.lit > 0.25, seed=site.seed)
