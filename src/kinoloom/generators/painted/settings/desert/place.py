"""Where things are in a desert shot: horizon, sun, path, land and table mountains, by seed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from kinoloom.generators.painted.air.sun_place import sun_aside, sun_side, turned
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Shear
from kinoloom.generators.painted.settings.desert.terrain import View
from kinoloom.generators.painted.settings.desert.terrain_shape import LandShape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector
    from kinoloom.generators.painted.spec import SceneSpec, Time

Kind = Literal["mesas", "dunes", "rocks"]
_EYE = 2.6
_STATURES = (1.0, 1.75, 0.7, 1.35)
"""How tall the table mountains stand, as factors."""
_LEVELS = (0.44, 0.668, 0.55, 0.62, 0.50)
_FOCAL_PX = 1500.0
MID_Z = 420.0
FAR_Z = 1500.0
_KINDS: dict[str, tuple[tuple[Kind, float], ...]] = {
    "mars": (("mesas", 0.5), ("dunes", 0.25), ("rocks", 0.25)),
    "earth": (("dunes", 0.5), ("mesas", 0.35), ("rocks", 0.15)),
}
# Sun above the horizon, in frame heights (from, to); its light: aside, up, from behind the scene.
_SUN_HEIGHT: dict[Time, tuple[float, float]] = {
    "dawn": (0.025, 0.06),
    "day": (0.36, 0.72),
    "noon": (0.80, 0.96),
    "golden_hour": (0.07, 0.13),
    "dusk": (-0.004, 0.02),
    "night": (0.32, 0.46),
}
_LIGHT: dict[Time, tuple[float, float, float]] = {
    "dawn": (0.80, 0.20, 0.52),
    "day": (0.76, 0.52, -0.16),
    "noon": (0.20, 0.96, -0.14),
    "golden_hour": (0.84, 0.21, 0.44),
    "dusk": (0.66, 0.24, 0.70),
    "night": (0.60, 0.58, 0.45),
}


@dataclass(frozen=True)
class Moon:
    x_px: float
    y_px: float
    radius_px: float
    seed: int


@dataclass(frozen=True)
class Place:
    """A composed shot. Places are on the painted canvas; buttes as the terrain takes them."""

    kind: Kind
    view: View
    sun_px: tuple[float, float]
    sun_side: float
    light_direction: Vector
    glow_direction: Vector
    feet_y_px: float
    ground: Shear
    land: LandShape
    far_land: LandShape
    mid_buttes: NDArray[np.float64]
    far_buttes: NDArray[np.float64]
    moons: tuple[Moon, ...]
    frame_rocks: tuple[float, float]
    """Heights of the dark rocks at the frame's lower corners, left and right, in frame heights."""


def compose(spec: SceneSpec, canvas: Canvas) -> Place:
    """The seed's composition for this frame's shape."""
    rng = np.random.default_rng([spec.seed, 0xD5])
    world = spec.world if spec.world in _KINDS else "earth"
    names, weights = zip(*_KINDS[world], strict=True)
    drawn: Kind = names[int(rng.choice(len(names), p=weights))]
    kind: Kind = drawn if spec.land == "any" else spec.land
    horizon_share = dealt(_LEVELS, spec.seed, 0xD6) + float(rng.uniform(-0.017, 0.017))
    horizon_y = canvas.margin_y_px + horizon_share * canvas.height_px
    view = View(_FOCAL_PX * canvas.unit, canvas.paint_width_px / 2, horizon_y, _EYE)
    drop = 0.155 if canvas.is_portrait else 0.20
    feet_y = horizon_y + drop * canvas.height_px
    sun_px, side = _sun(spec, canvas, horizon_y, rng)
    aside, up, behind = _LIGHT[spec.time]
    glow = ((sun_px[0] - view.centre_x_px) / view.focal_px,
            max(0.0, (horizon_y - sun_px[1]) / view.focal_px), 1.0)  # fmt: skip
    path_z = view.focal_px * _EYE / (feet_y - horizon_y)
    land = _land(kind, spec.world, spec.seed, path_z, rng)
    far_land = LandShape(
        seed=spec.seed + 3, roll=7.0, roll_length=190.0, dune=0.0, dune_length=1.0, dune_turn=0.0,
        ripple=0.0, rocks=0.0, rock_size=0.3, rough=0.0, path_z=1.0,
    )  # fmt: skip
    stature = dealt(_STATURES, spec.seed, 0xD7)
    mid, far = _buttes(kind, spec.world, view, canvas, sun_px[0], side, rng, stature)
    corner = float(rng.uniform(0.10, 0.26)) if rng.random() < 0.7 else 0.0
    frame_rocks = (corner, 0.0) if side > 0 else (0.0, corner)
    return Place(
        kind=kind,
        view=view,
        sun_px=sun_px,
        sun_side=side,
        light_direction=_unit(*turned(spec.light, (aside * side, up, behind))),
        glow_direction=_unit(*glow),
        feet_y_px=feet_y,
        ground=Shear(horizon_y, float(canvas.paint_height_px), 0.17, 1.25),
        land=land,
        far_land=far_land,
        mid_buttes=mid,
        far_buttes=far,
        moons=_moons(canvas, horizon_y, sun_px, side, rng) if spec.world == "mars" else (),
        frame_rocks=frame_rocks if kind != "dunes" else (0.0, 0.0),
    )


def _sun(
    spec: SceneSpec, canvas: Canvas, horizon_y: float, rng: np.random.Generator
) -> tuple[tuple[float, float], float]:
    """The sun (by night the moon), most often where the subject is heading."""
    ahead = 1.0 if not spec.subjects or spec.subjects[0].heading == "right" else -1.0
    side = float(sun_side(spec.light, round(ahead if rng.random() < 0.7 else -ahead)))
    # The subject walks a little behind the middle: a sun on that side keeps away from its head.
    near, wide = (0.17, 0.32) if side == ahead else (0.28, 0.37)
    aside = sun_aside(spec.light, float(rng.uniform(near, wide)), spec.composition)
    low, high = _SUN_HEIGHT[spec.time]
    x = canvas.margin_x_px + (0.5 + side * aside) * canvas.width_px
    # A tall frame has a taller sky: a low sun stays as low as in a wide one.
    scale = canvas.height_px if spec.hour in ("day", "night") else 1080 * canvas.unit
    return (x, horizon_y - float(rng.uniform(low, high)) * scale), side


def _land(kind: Kind, world: str, seed: int, path_z: float, rng: np.random.Generator) -> LandShape:
    turn = float(rng.uniform(0.40, 0.85)) * (1 if rng.random() < 0.5 else -1)
    grow = float(rng.uniform(0.85, 1.2))
    ripple = float(rng.uniform(0.035, 0.06))
    match kind:
        case "dunes":
            tall = (9.0 if world == "earth" else 7.5) * grow
            return LandShape(
                seed=seed, roll=2.4, roll_length=44.0, dune=tall, dune_length=36.0 * grow,
                dune_turn=turn, ripple=1.25 * ripple, rocks=0.012, rock_size=0.22, rough=0.12,
                path_z=path_z,
            )  # fmt: skip
        case "mesas":
            return LandShape(
                seed=seed, roll=3.2, roll_length=24.0, dune=1.5 * grow, dune_length=26.0,
                dune_turn=turn, ripple=ripple, rocks=0.09, rock_size=0.36, rough=0.75,
                path_z=path_z,
            )  # fmt: skip
        case "rocks":
            return LandShape(
                seed=seed, roll=4.6, roll_length=20.0, dune=0.8 * grow, dune_length=24.0,
                dune_turn=turn, ripple=0.5 * ripple, rocks=0.26, rock_size=0.42, rough=1.0,
                path_z=path_z,
            )  # fmt: skip


def _buttes(
    kind: Kind,
    world: str,
    view: View,
    canvas: Canvas,
    sun_x: float,
    side: float,
    rng: np.random.Generator,
    stature: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Table mountains (x, z, radius, height, roundness): big at the sides, small far ones."""
    tall = stature * (1.3 if canvas.is_portrait else 1.0)
    broad = stature**0.5
    round_low, round_high = {"rocks": (0.5, 0.9), "dunes": (0.0, 0.3), "mesas": (0.0, 0.1)}[kind]
    if world != "mars" and kind == "mesas":
        round_low, round_high = 0.15, 0.45

    def butte(share: float, z: float, radius_px: float, height_px: float) -> list[float]:
        z = z * float(rng.uniform(0.9, 1.1))
        per_px = canvas.unit * z / view.focal_px
        x = (canvas.margin_x_px + share * canvas.width_px - view.centre_x_px) * z / view.focal_px
        roundness = float(rng.uniform(round_low, round_high))
        return [x, z, broad * radius_px * per_px, height_px * tall * per_px, roundness]

    mid: list[list[float]] = []
    if kind == "mesas":
        away = 0.5 - side * float(rng.uniform(0.44, 0.56))
        mid.append(butte(away, MID_Z, rng.uniform(170, 260), rng.uniform(190, 330)))
        if rng.random() < 0.75:
            near = 0.5 + side * float(rng.uniform(0.50, 0.58))
            mid.append(butte(near, MID_Z, rng.uniform(150, 250), rng.uniform(150, 370)))
    far: list[list[float]] = []
    count = {"mesas": 4, "rocks": 4, "dunes": int(rng.integers(0, 3))}[kind]
    size = {"mesas": 1.0, "rocks": 0.9, "dunes": 0.62}[kind]
    for k in range(count):
        share = (k + float(rng.uniform(0.2, 0.8))) / max(1, count)
        x = canvas.margin_x_px + share * canvas.width_px
        if abs(x - sun_x) < 130 * canvas.unit:
            continue
        wide = float(rng.uniform(130, 330)) * size
        far.append(butte(share, FAR_Z, wide, float(rng.uniform(60, 175)) * size))
    return _rows(mid), _rows(far)


def _moons(
    canvas: Canvas,
    horizon_y: float,
    sun_px: tuple[float, float],
    side: float,
    rng: np.random.Generator,
) -> tuple[Moon, ...]:
    """Two moons over the half of the sky away from the sun."""
    unit = canvas.unit
    centre = canvas.margin_x_px + canvas.width_px / 2
    top = canvas.margin_y_px
    sky_px = horizon_y - top
    x = centre - side * float(rng.uniform(0.12, 0.36)) * canvas.width_px
    y = top + float(rng.uniform(0.16, 0.36)) * sky_px
    large = Moon(x, y, float(rng.uniform(30, 58)) * unit, int(rng.integers(1000)))
    small_x = x + side * float(rng.uniform(0.12, 0.24)) * canvas.width_px
    small_y = top + float(rng.uniform(0.08, 0.26)) * sky_px
    small = Moon(small_x, small_y, float(rng.uniform(11, 18)) * unit, int(rng.integers(1000)))
    clear = 190 * unit
    return tuple(
        moon
        for moon in (large, small)
        if math.hypot(moon.x_px - sun_px[0], moon.y_px - sun_px[1]) > clear
    )


def _rows(buttes: list[list[float]]) -> NDArray[np.float64]:
    return np.array(buttes, np.float64).reshape(-1, 5)


def _unit(x: float, y: float, z: float) -> Vector:
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length
