"""Laying out a hamlet: the horizon, the sun, the lie of the land and the lane, by seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.sun_place import sun_aside, sun_side
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Shear
from kinoloom.generators.painted.settings.hamlet.castle import Seat, seat_of
from kinoloom.generators.painted.settings.hamlet.farm import farm_mounds
from kinoloom.generators.painted.settings.hamlet.site import Site
from kinoloom.generators.painted.settings.hamlet.village import lie_of, village_mounds
from kinoloom.generators.painted.settings.meadow.growth import Track
from kinoloom.generators.painted.settings.meadow.prospect import Prospect
from kinoloom.generators.painted.settings.meadow.relief import Relief, lens_for
from kinoloom.generators.painted.settings.meadow.seasons import cover_of
from kinoloom.generators.painted.settings.meadow.shading import Air, key_direction

if TYPE_CHECKING:
    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import Hour, SceneSpec, Weather

_HAZE_M: dict[Weather, float] = {
    "clear": 1900, "wind": 1700, "cloudy": 1600, "rain": 420, "snow": 300, "fog": 78,
    "storm": 560, "sandstorm": 105,
}  # fmt: skip
_HAZE_OF_HOUR: dict[Hour, float] = {
    "dawn": 0.60,
    "day": 1.0,
    "golden_hour": 0.75,
    "dusk": 0.75,
    "night": 0.8,
}
_MIST: dict[Hour, float] = {
    "dawn": 0.5,
    "day": 0.0,
    "golden_hour": 0.12,
    "dusk": 0.22,
    "night": 0.16,
}


def lay_out(spec: SceneSpec, canvas: Canvas, light: Daylight) -> Site:
    """The site of this shot."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x1A7])
    side = sun_side(spec.light, 1 if rng.random() < 0.5 else -1)
    width, height = canvas.width_px, canvas.height_px
    lie = lie_of(spec)
    low, high = {"village": (0.44, 0.62), "farm": (0.33, 0.66), "castle": (0.56, 0.82)}[
        spec.setting
    ]
    if canvas.is_portrait:
        low, high = low - 0.03, high - 0.04
    share = dealt((0.1, 0.9, 0.5, 0.3, 0.7), spec.seed, 0x1A8) + float(rng.uniform(-0.1, 0.1))
    level = low + (high - low) * share
    if spec.subjects:
        level = min(level, 0.62)
    horizon = canvas.margin_y_px + height * level
    lens = lens_for(canvas, horizon_px=horizon, eye_m=float(rng.uniform(2.0, 2.5)))
    half = lens.middle_px / lens.focal_px
    mounds = {
        "village": lambda: village_mounds(lie, rng, half),
        "farm": lambda: farm_mounds(rng, half),
        "castle": lambda: [(side * half * 70, 80.0, 60.0, 34.0, 1.5)],
    }[spec.setting]()
    tilt = float(rng.choice((-1, 1)))
    far = 5
    for k in range(far):
        z = float(rng.uniform(750, 2400))
        place = (k + float(rng.uniform(0.0, 1.0))) / far * 2 - 1
        tall = float(rng.uniform(40, 130)) * (1 + 0.4 * tilt * place) * z / 1500
        wide = float(rng.uniform(320, 620)) * z / 1500
        mounds.append((place * half * z * 1.2, z, wide, wide * 0.5, tall))
    relief = Relief(np.array(mounds), roll_m=float(rng.uniform(1.0, 2.4)), cell_m=52.0,
                    flat_m=16.0, seed=spec.seed % 65521 + 7)  # fmt: skip
    aside = sun_aside(spec.light, float(rng.uniform(0.14, 0.38)), spec.composition)
    sun_x = canvas.paint_width_px / 2 + side * width * aside
    climb = {"day": 0.72, "night": 0.66, "golden_hour": 0.36, "dawn": 0.32, "dusk": 0.30}[spec.hour]
    sun_y = horizon - (climb + float(rng.uniform(-0.05, 0.07))) * (horizon - canvas.margin_y_px)
    sun_dir = key_direction(spec, side)
    prospect = Prospect(
        side=side, lens=lens, relief=relief,
        ground=Shear(horizon, float(canvas.paint_height_px), 0.17, 1.14), sun_x_px=sun_x,
        sun_y_px=sun_y, sun_dir=sun_dir, hero="open", hero_x_m=-side * half * 20, hero_z_m=40.0,
        feet_y_px=canvas.margin_y_px + height * 0.925, wind=1 if rng.random() < 0.5 else -1,
        bough=int(rng.choice((-1, 1))),
    )  # fmt: skip
    cover = cover_of(spec)
    if spec.setting == "farm":
        cover = cover._replace(species=(), is_asked=False)
    if spec.setting == "village":
        cover = cover._replace(tall_m=cover.tall_m * 0.55)
    clear = spec.weather in ("clear", "cloudy", "wind")
    air = Air(
        light, sun_dir, sun_x, _HAZE_M[spec.weather] * _HAZE_OF_HOUR[spec.hour],
        mist=_MIST[spec.hour] if clear else 0.25, mist_m=8.0,
    )  # fmt: skip
    return Site(
        canvas, prospect, cover, air, spec.seed % 65521, track=_lane(spec, rng),
        lane_rgb=("#a8977c", "#b0a290", "#9a9184")[int(rng.integers(3))],
        has_parcels=spec.setting == "farm", furrow_turn=float(rng.choice((-1, 1)))
        * float(rng.uniform(0.12, 0.34)),
    )  # fmt: skip


def castle_seat(spec: SceneSpec, site: Site) -> Seat:
    """Where the castle stands in this frame."""
    canvas, prospect = site.canvas, site.prospect
    return seat_of(
        spec, prospect.lens.middle_px, prospect.lens.horizon_px, float(canvas.margin_y_px),
        (float(canvas.width_px), float(canvas.height_px)), prospect.side,
    )  # fmt: skip


def _lane(spec: SceneSpec, rng: np.random.Generator) -> Track | None:
    hand = float(rng.choice((-1, 1)))
    if spec.setting == "farm":
        return None
    wide = 1.55 if spec.setting == "village" else 1.1
    return Track(
        start_m=hand * float(rng.uniform(-0.6, 1.2)), drift=hand * float(rng.uniform(-0.02, 0.10)),
        swing_m=float(rng.uniform(1.2, 2.8)), phase=float(rng.uniform(0, 6.28)), half_m=wide,
    )  # fmt: skip
