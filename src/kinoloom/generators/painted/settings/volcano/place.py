"""Where things are in a shot of a volcano, decided by its frame and seed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.layer import Shear

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector
    from kinoloom.generators.painted.spec import SceneSpec, Time

Kind = Literal["plain", "lake", "river", "caldera"]
KINDS: tuple[Kind, ...] = ("lake", "river", "plain", "caldera")
FOCAL_PX = 1250.0
"""Of a 1080-line picture: about as wide a view as the eye's."""
_SUN_HEIGHT: dict[Time, float] = {
    "dawn": 0.12, "day": 1.32, "noon": 1.75, "golden_hour": 0.20, "dusk": 0.08, "night": 0.72,
}  # fmt: skip
"""Above the horizon, in heights of the sky."""
_COLD = frozenset(
    ("lava", "magma", "eruption", "fire", "flame", "lava flow", "lava lake", "glow", "ember")
)
_CLEAR = frozenset(("smoke", "ash", "plume", "steam", "ash cloud", "smoke plume", "eruption"))


class Site(NamedTuple):
    """Places on the painted canvas, in pixels; `side` is where the cone stands, -1 left, 1 right.

    `vigour` 0..1 is how strongly the volcano erupts; `lava` and `plume` whether it does at all.
    """

    kind: Kind
    side: int
    horizon_px: float
    summit_px: float
    summit_x_px: float
    breadth: float
    """Half the cone's width at its foot, in heights."""
    mouth: float
    sun_px: tuple[float, float]
    sun: Vector
    ground: Shear
    feet_px: float
    eye_height: float
    edge_z: float
    """Where the near ground ends, 0: nowhere."""
    vigour: float
    lava: bool
    plume: bool


def site_of(spec: SceneSpec, canvas: Canvas) -> Site:
    """The composition of a shot."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x701C])
    kind = KINDS[spec.seed % len(KINDS)]
    side = 1 if rng.random() < 0.5 else -1
    width, height, unit = canvas.width_px, canvas.height_px, canvas.unit
    tall = canvas.is_portrait
    peopled = any(subject.action not in ("fly", "swim", "float") for subject in spec.subjects)
    level = float(rng.uniform(0.60, 0.68)) + (0.04 if tall else 0.0)
    if kind == "river":
        level -= 0.05
    if kind == "caldera":
        level = float(rng.uniform(0.38, 0.43))
    horizon = canvas.margin_y_px + height * level
    room = min(0.72 * height * level, 0.62 * width)
    rise = room * float(rng.uniform(0.56, 0.84))
    reach = float(rng.uniform(0.04, 0.20)) * (0.5 if tall else 1.0)
    sun_x = canvas.paint_width_px / 2 - side * width * float(rng.uniform(0.22, 0.36))
    high = _SUN_HEIGHT[spec.time]
    sky_px = min(height * level, 700 * unit)
    eye = 4.0 if kind == "caldera" else 1.8
    feet = canvas.margin_y_px + height * 0.925
    feet_z = eye * FOCAL_PX * unit / (feet - horizon)
    edge = {"caldera": 1.34, "lake": 1.45 if peopled else 1.16}.get(kind, 0.0) * feet_z
    vigour = 0.16 + 0.62 * spec.motion + float(rng.uniform(-0.1, 0.1))
    vigour += 0.22 * (spec.mood in ("epic", "tense")) + 0.2 * ("sparks" in spec.effects)
    without = frozenset(spec.without)
    if spec.composition == "symmetrical":
        reach = 0.0
    lava = not without & _COLD
    return Site(
        kind=kind,
        side=side,
        horizon_px=horizon,
        summit_px=horizon - rise,
        summit_x_px=canvas.paint_width_px / 2 + side * width * reach,
        breadth=float(rng.uniform(1.75, 2.6)),
        mouth=float(rng.choice((0.055, 0.08, 0.13))),
        sun_px=(sun_x, horizon - high * sky_px),
        sun=_sun(spec, side),
        ground=Shear(horizon, float(canvas.paint_height_px), 0.06, 1.12),
        feet_px=feet,
        eye_height=eye,
        edge_z=edge,
        vigour=min(1.0, max(0.1, vigour)) * (1.0 if lava else 0.35),
        lava=lava,
        plume=not without & _CLEAR,
    )


def _sun(spec: SceneSpec, side: int) -> Vector:
    """Toward the light (y up, z away): from the side, so that faces model."""
    x, y, z = {
        "day": (-side * 0.70, 0.58, -0.40),
        "noon": (-side * 0.28, 0.92, -0.34),
        "golden_hour": (-side * 0.86, 0.36, -0.10),
        "dawn": (-side * 0.84, 0.34, -0.16),
        "dusk": (-side * 0.86, 0.32, 0.14),
        "night": (-side * 0.66, 0.60, -0.25),
    }[spec.time]
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length
