"""The composition of a sea view: horizon, sun, waves and land, decided by frame and seed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.settings.sea.outlook import Outlook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector
    from kinoloom.generators.painted.spec import SceneSpec, Time

Sight = Literal["open", "headland", "islands", "stacks", "sails"]
Backing = Literal["palms", "dunes", "cliffs"]

FOCAL_PX = 1300.0
"""Of a 1080-line picture."""
SHORE_EYE_M = 3.0
"""From lower down than this one looks at a shore, not at the open sea."""
_SIGHTS: tuple[Sight, ...] = ("open", "headland", "islands", "stacks", "sails")
_BACKINGS: tuple[Backing, ...] = ("palms", "dunes", "palms", "cliffs")
_LEVELS = (0.28, 0.68, 0.44, 0.58, 0.36, 0.74)
_SHORE_LEVELS = (0.33, 0.52, 0.42)
"""Of the horizon, from the top."""
_SWIM_LEVEL = 0.46
# Above the horizon, in shares of the sky (day, noon, night) or of a 1080-line picture.
_SUN_RISE: Mapping[Time, tuple[float, float]] = {
    "dawn": (0.030, 0.085),
    "day": (0.60, 0.86),
    "noon": (0.97, 1.12),
    "golden_hour": (0.075, 0.155),
    "dusk": (0.004, 0.034),
    "night": (0.40, 0.70),
}
_LIGHT: Mapping[Time, tuple[float, float, float]] = {
    "dawn": (0.74, 0.26, 0.40),
    "day": (0.60, 0.68, -0.10),
    "noon": (0.30, 0.92, -0.20),
    "golden_hour": (0.78, 0.30, 0.36),
    "dusk": (0.72, 0.26, 0.50),
    "night": (0.62, 0.58, 0.30),
}
"""Toward the light: to its side, up, away from the viewer."""


class Place(NamedTuple):
    """A composed view. Places are on the painted canvas; sides are -1 (left) or 1."""

    outlook: Outlook
    sun_px: tuple[float, float]
    sun_side: int
    light_dir: Vector
    heading: float
    sight: Sight
    land_side: int
    land_rise: float
    has_rocks: bool
    backing: Backing
    lean: float


def compose(spec: SceneSpec, canvas: Canvas) -> Place:
    """A place for this shot; a shore looks from lower down than the open sea."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x0CE])
    is_shore = spec.setting == "beach"
    level = dealt(_SHORE_LEVELS if is_shore else _LEVELS, spec.seed, 0x0CF)
    level += float(rng.uniform(-0.02, 0.02))
    if any(subject.action == "swim" for subject in spec.subjects):
        # A strip of sea has no room for who swims in it.
        level = min(level, _SWIM_LEVEL)
    if canvas.is_portrait:
        level = 0.06 + 0.92 * level
    eye = float(rng.uniform(2.1, 2.6) if is_shore else rng.uniform(4.2, 6.4))
    if spec.weather == "storm" and not is_shore:
        eye += 1.6
    horizon = canvas.margin_y_px + level * canvas.height_px
    outlook = Outlook(FOCAL_PX * canvas.unit, horizon, eye, float(canvas.paint_height_px))
    sun_side = 1 if rng.random() < 0.5 else -1
    aside = float(rng.uniform(0.05, 0.33))
    if spec.light in ("left", "right"):
        sun_side, aside = (-1 if spec.light == "left" else 1), max(0.2, aside)
    elif spec.composition == "symmetrical":
        aside = 0.0
    sun_x = canvas.paint_width_px / 2 + sun_side * aside * canvas.width_px
    low, high = _SUN_RISE[spec.time]
    rise = float(rng.uniform(low, high))
    sky_px = level * canvas.height_px
    rise_px = rise * (sky_px if spec.time in ("day", "noon", "night") else 1080 * canvas.unit)
    x, y, z = _LIGHT[spec.time]
    length = math.sqrt(x * x + y * y + z * z)
    asked = spec.trees == "palm" or any("palm" in each.noun for each in spec.subjects)
    backing = "palms" if asked else dealt(_BACKINGS, spec.seed, 0x0D0)
    if backing == "palms" and (spec.season == "winter" or spec.weather == "snow"):
        backing = "dunes"
    sight = dealt(_SIGHTS, spec.seed, 0x0D1)
    # Land under the sun would swallow its path.
    land_side = -sun_side if rng.random() < 0.8 or aside < 0.2 else sun_side
    if sight == "stacks" or is_shore:
        land_side = -sun_side
    return Place(
        outlook=outlook,
        sun_px=(sun_x, horizon - rise_px),
        sun_side=sun_side,
        light_dir=(sun_side * x / length, y / length, z / length),
        heading=float(rng.uniform(-0.75, 0.75)),
        sight=sight,
        land_side=land_side,
        land_rise=float(rng.uniform(0.10, 0.20 if is_shore else 0.24)),
        has_rocks=bool(rng.random() < 0.35),
        backing=backing,
        lean=float(rng.uniform(0.12, 0.62)) * (1 if rng.random() < 0.5 else -1),
    )
