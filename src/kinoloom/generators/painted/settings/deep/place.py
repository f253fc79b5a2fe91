"""Where everything under water is: decided by frame, seed and subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Shear

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

Feature = Literal["wreck", "arch", "pillars", "kelp"]
FEATURES: tuple[Feature, ...] = ("wreck", "arch", "kelp", "pillars")


class Place(NamedTuple):
    """Places on the painted canvas. `side` is where the weight stands: -1 left, 1 right."""

    side: int
    eye_y_px: float
    """Where the floor would meet the surface in clear water."""
    ground: Shear
    light_x_px: float
    light_y_px: float
    surface_y_px: float
    """Down to here the surface is seen from below."""
    feature: Feature
    feature_x_px: float
    swim_y_px: float
    closed: bool
    """Whether both sides are framed."""


def compose(spec: SceneSpec, canvas: Canvas) -> Place:
    """A place for this shot."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xDEE2])
    side = 1 if rng.random() < 0.5 else -1
    width, height, top = canvas.width_px, canvas.height_px, canvas.margin_y_px
    tall = canvas.is_portrait
    level = dealt((0.52, 0.78, 0.62, 0.70), spec.seed, 0xDEE4) + (0.05 if tall else 0.0)
    level += float(rng.uniform(-0.02, 0.02))
    eye = top + height * level
    middle = canvas.paint_width_px / 2
    light_x = middle - side * width * float(rng.uniform(0.0, 0.44))
    if spec.light in ("left", "right"):
        light_x = middle + (1 if spec.light == "right" else -1) * 0.3 * width
    high = {"day": 0.16, "night": 0.14, "golden_hour": 0.05, "dawn": 0.06, "dusk": 0.05}[spec.hour]
    sunken = any(subject.noun == "shipwreck" for subject in spec.subjects)
    return Place(
        side=side,
        eye_y_px=eye,
        ground=Shear(eye, float(canvas.paint_height_px), 0.26, 1.16),
        light_x_px=light_x,
        light_y_px=top - height * (high + float(rng.uniform(0.0, 0.12))),
        surface_y_px=top + height * float(rng.uniform(0.14, 0.40)),
        feature="wreck" if sunken else dealt(FEATURES, spec.seed, 0xDEE5),
        feature_x_px=middle + side * width * float(rng.uniform(0.06, 0.26)),
        swim_y_px=top + height * float(rng.uniform(0.36, 0.52)),
        closed=bool(rng.random() < 0.35) and not tall,
    )
